//! Tags and repositories in pages, and deleting.

use super::*;
use crate::content::{ErrorKind, Manage, Source, TagQuery};

fn query(limit: Option<usize>, last: Option<&str>) -> TagQuery {
    TagQuery { limit, last: last.map(str::to_owned) }
}

/// A registry whose first page has a `Link`, and whose second has none.
fn two_pages(link: impl Fn(&Exchange<'_>) -> String + Send + Sync + 'static) -> Fake {
    Fake::start(move |exchange| match exchange.number {
        0 => Reply::ok(r#"{"name":"a/b","tags":["1","2"]}"#).header("Link", link(exchange)),
        _ => Reply::ok(r#"{"name":"a/b","tags":["3"]}"#),
    })
}

#[tokio::test]
async fn pages_are_followed_by_their_links() {
    for link in [
        "</v2/a/b/tags/list?n=2&last=2>; rel=\"next\"",
        "<http://HOST/v2/a/b/tags/list?n=2&last=2>; rel=next",
        "<https://other.example/v2/a/b/tags/list?n=2&last=2>; rel=\"next\"",
        "<?n=2&last=2>; rel=\"next\"",
    ] {
        let fake = two_pages(move |exchange| link.replace("HOST", exchange.header("host").unwrap()));
        let tags = pulling(&fake).tags(&TagQuery::default()).await.unwrap();
        assert_eq!(tags, ["1", "2", "3"]);
        // Always at the host that was asked, whatever the link says.
        assert_eq!(fake.lines(), ["GET /v2/a/b/tags/list", "GET /v2/a/b/tags/list?n=2&last=2"]);
    }
}

#[tokio::test]
async fn a_limit_and_a_start_are_asked_for() {
    let fake = Fake::start(|_| Reply::ok(r#"{"tags":["c","d","e"]}"#));
    assert_eq!(pulling(&fake).tags(&query(Some(2), Some("b"))).await.unwrap(), ["c", "d"]);
    assert_eq!(fake.lines(), ["GET /v2/a/b/tags/list?n=2&last=b"]);
    assert_eq!(pulling(&fake).tags(&query(Some(0), None)).await.unwrap(), [""; 0]);
    assert_eq!(fake.lines().len(), 1);
    // A registry that does not know `last` sends all.
    assert_eq!(pulling(&fake).tags(&query(None, Some("d"))).await.unwrap(), ["e"]);
    assert_eq!(pulling(&fake).tags(&query(Some(1), Some("d"))).await.unwrap(), ["e"]);
}

#[tokio::test]
async fn a_loop_over_pages_ends_where_the_registry_ignores_where_it_begins() {
    let fake = Fake::start(|_| Reply::ok(r#"{"tags":["1","2","3","4","5"]}"#));
    let mut seen = Vec::new();
    loop {
        let tags = pulling(&fake).tags(&query(Some(2), seen.last().map(String::as_str))).await.unwrap();
        if tags.is_empty() {
            break;
        }
        seen.extend(tags);
    }
    assert_eq!(seen, ["1", "2", "3", "4", "5"]);
    // A tag that was deleted since.
    assert_eq!(pulling(&fake).tags(&query(Some(2), Some("3.1"))).await.unwrap(), ["4", "5"]);
    assert!(pulling(&fake).tags(&query(None, Some("6"))).await.unwrap().is_empty());
}

#[tokio::test]
async fn pages_without_links_are_asked_for_from_the_last_entry() {
    let fake = Fake::start(|exchange| match exchange.target.split("last=").nth(1) {
        None => Reply::ok(format!(r#"{{"tags":{:?}}}"#, (1000..2000).map(|n| n.to_string()).collect::<Vec<_>>())),
        Some("1999") => Reply::ok(r#"{"tags":["2000"]}"#),
        Some(other) => panic!("{other}"),
    });
    assert_eq!(pulling(&fake).tags(&query(Some(5000), None)).await.unwrap().len(), 1001);
}

#[tokio::test]
async fn lists_of_other_forms() {
    for (reply, tags) in [
        (Reply::ok(r#"{"name":"a/b","tags":null}"#), vec![]),
        (Reply::ok(r#"{"name":"a/b"}"#), vec![]),
        (Reply::ok(""), vec![]),
        (Reply::ok(r#"{"tags":["1",null,"2"],"child":[],"manifest":{}}"#), vec!["1", "2"]),
    ] {
        let fake = Fake::start(move |_| reply.clone());
        assert_eq!(pulling(&fake).tags(&TagQuery::default()).await.unwrap(), tags);
    }
    for (reply, expected) in [
        (Reply::new(404), Reason::NameUnknown),
        (Reply::error(404, "NAME_UNKNOWN"), Reason::NameUnknown),
        (Reply::ok("<html>"), Reason::Html),
        (Reply::ok("[]"), Reason::Invalid),
        (Reply::ok(r#"{"tags":[1,2]}"#), Reason::Invalid),
        (Reply::ok(r#"{"tags":["1",2]}"#), Reason::Invalid),
        (Reply::ok(r#"{"tags":"abc"}"#), Reason::Invalid),
        (Reply::ok(r#"{"tags":{}}"#), Reason::Invalid),
    ] {
        let fake = Fake::start(move |_| reply.clone());
        let error = pulling(&fake).tags(&TagQuery::default()).await.unwrap_err();
        assert_eq!(reason(&error), expected);
    }
}

#[tokio::test]
async fn the_limit_of_a_list_is_not_that_of_manifests() {
    let huge = Reply::new(200).header("content-length", 1_u64 << 40);
    let fake = Fake::start(move |_| huge.clone().cut(0));
    let list = pulling(&fake).tags(&TagQuery::default()).await.unwrap_err();
    let manifest = pulling(&fake).manifest(&tag("1")).await.unwrap_err();
    for (error, expected) in [(list, None), (manifest, Some("manifest-limit"))] {
        let Error::TooLarge { setting, .. } = registry_error(&error) else { panic!("{error:?}") };
        assert_eq!(*setting, expected);
    }
}

#[tokio::test]
async fn links_in_a_circle_end() {
    for (link, requests) in [("?last=1", 2), ("", 1)] {
        let link = format!("</v2/a/b/tags/list{link}>; rel=next");
        let fake = Fake::start(move |_| Reply::ok(r#"{"tags":["1"]}"#).header("Link", &link));
        let told = Told::default();
        let repository = repository(&client(options(&told)), &fake, Access::Pull);
        assert_eq!(repository.tags(&TagQuery::default()).await.unwrap(), ["1"]);
        assert_eq!(fake.lines().len(), requests);
        assert!(told.warnings()[0].contains("was read before"), "{:?}", told.warnings());
    }
}

/// A registry whose every page has a link to one that was never asked for.
fn endless(page: impl Fn(usize) -> String + Send + Sync + 'static) -> Fake {
    Fake::start(move |exchange| {
        let link = format!("<?last={}>; rel=next", exchange.number);
        Reply::ok(page(exchange.number)).header("Link", link)
    })
}

#[tokio::test]
async fn pages_without_end_that_bring_nothing_end() {
    for page in [r#"{"tags":[]}"#, r#"{"tags":["1"]}"#, ""] {
        let fake = endless(|_| page.to_owned());
        let told = Told::default();
        let repository = repository(&client(options(&told)), &fake, Access::Pull);
        assert!(repository.tags(&TagQuery::default()).await.unwrap().len() < 2);
        assert!(fake.lines().len() < 6, "{:?}", fake.lines());
        assert!(told.warnings()[0].contains("nothing new"), "{:?}", told.warnings());
    }
    // An empty page or two among others are no end.
    let fake = Fake::start(|exchange| match exchange.number {
        3 => Reply::ok(r#"{"tags":["1"]}"#),
        number => Reply::ok(r#"{"tags":[]}"#).header("Link", format!("<?last={number}>; rel=next")),
    });
    assert_eq!(pulling(&fake).tags(&TagQuery::default()).await.unwrap(), ["1"]);
}

#[tokio::test]
async fn pages_without_end_that_bring_something_are_an_error() {
    // Each is as long as a page may be, most of it blank.
    let fake = endless(|number| format!(r#"{{"tags":["{number}"]}}{}"#, " ".repeat(30 << 20)));
    let error = pulling(&fake).tags(&TagQuery::default()).await.unwrap_err();
    assert_eq!((error.kind, fake.lines().len()), (ErrorKind::Invalid, 5));
    assert!(registry_error(&error).to_string().contains("does not end"), "{error:?}");
    // Who wants a few entries has them.
    assert_eq!(pulling(&fake).tags(&query(Some(1), None)).await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_catalog_asks_for_its_own_scope() {
    let service = Fake::start(|_| Reply::ok(r#"{"token":"t"}"#));
    let realm = format!(r#"Bearer realm="{}""#, service.url("/token"));
    let fake = Fake::start(move |exchange| match (exchange.header("authorization"), exchange.target.as_str()) {
        (None, _) => Reply::new(401).header("WWW-Authenticate", &realm),
        (_, "/v2/_catalog?n=3&last=a") => {
            Reply::ok(r#"{"repositories":["b","c"]}"#).header("Link", "</v2/_catalog?n=3&last=c>; rel=next")
        }
        _ => Reply::ok(r#"{"repositories":["d","e"]}"#),
    });
    let at = named(&fake, "x").registry;
    let client = client(options(&Told::default()));
    assert_eq!(client.catalog(&at, Some(3), Some("a")).await.unwrap(), ["b", "c", "d"]);
    assert_eq!(service.lines(), ["GET /token?scope=registry%3Acatalog%3A*"]);
}

#[tokio::test]
async fn the_catalog_is_that_of_the_user_even_where_others_see_some_of_it() {
    let fake = Fake::start(|exchange| match (exchange.header("authorization"), exchange.target.as_str()) {
        (None, "/v2/") => Reply::new(401).header("WWW-Authenticate", "Basic realm=\"x\""),
        (None, _) => Reply::ok(r#"{"repositories":["public"]}"#),
        (Some(_), _) => Reply::ok(r#"{"repositories":["private","public"]}"#),
    });
    let at = named(&fake, "x").registry;
    let known = Client::new(options(&Told::default()), Arc::new(Key(user())));
    assert_eq!(known.catalog(&at, None, None).await.unwrap(), ["private", "public"]);
    let asked = fake.lines().len();
    let stranger = client(options(&Told::default()));
    assert_eq!(stranger.catalog(&at, None, None).await.unwrap(), ["public"]);
    assert_eq!(fake.lines().len(), asked + 1, "who has no credentials asks once");
}

fn deleting(fake: &Fake) -> Repository {
    repository(&client(options(&Told::default())), fake, Access::Delete)
}

#[tokio::test]
async fn a_tag_is_deleted_by_its_name() {
    let fake = Fake::start(|_| Reply::new(202));
    deleting(&fake).delete_tag(&"1".parse().unwrap()).await.unwrap();
    assert_eq!(fake.lines(), ["DELETE /v2/a/b/manifests/1"]);
}

#[tokio::test]
async fn a_registry_that_deletes_by_digest_alone_loses_a_decoy_and_nothing_else() {
    for refusal in
        [Reply::new(405), Reply::error(400, "DIGEST_INVALID"), Reply::error(405, "UNSUPPORTED"), Reply::new(404)]
    {
        let fake = Fake::start(move |exchange| match (exchange.method.as_str(), exchange.path()) {
            ("DELETE", "/v2/a/b/manifests/1") => refusal.clone(),
            ("DELETE", _) => Reply::new(202),
            ("GET", "/v2/a/b/manifests/1") => Reply::ok(IMAGE).header("Content-Type", OCI_MANIFEST),
            ("POST", _) => Reply::new(202).header("Location", "/upload/1"),
            ("PUT", _) => Reply::new(201),
            _ => Reply::new(404),
        });
        deleting(&fake).delete_tag(&"1".parse().unwrap()).await.unwrap();
        let seen = fake.seen();
        let put = seen.iter().find(|record| record.line == "PUT /v2/a/b/manifests/1").unwrap();
        let decoy = Digest::sha256(&put.body);
        assert_ne!(decoy, Digest::sha256(IMAGE.as_bytes()));
        assert_eq!(seen.last().unwrap().line, format!("DELETE /v2/a/b/manifests/{decoy}"));
    }
}

#[tokio::test]
async fn a_tag_stays_what_it_was_where_nothing_can_be_deleted() {
    for (restored, expected) in [(201, ErrorKind::Unsupported), (403, ErrorKind::Denied)] {
        let puts = std::sync::atomic::AtomicUsize::new(0);
        let fake = Fake::start(move |exchange| match (exchange.method.as_str(), exchange.path()) {
            ("DELETE", _) => Reply::error(405, "UNSUPPORTED"),
            ("GET", "/v2/a/b/manifests/1") => Reply::ok(IMAGE).header("Content-Type", OCI_MANIFEST),
            ("POST", _) => Reply::new(202).header("Location", "/upload/1"),
            ("PUT", "/v2/a/b/manifests/1") => match puts.fetch_add(1, std::sync::atomic::Ordering::Relaxed) {
                0 => Reply::new(201),
                _ => Reply::new(restored),
            },
            ("PUT", _) => Reply::new(201),
            _ => Reply::new(404),
        });
        let error = deleting(&fake).delete_tag(&"1".parse().unwrap()).await.unwrap_err();
        assert_eq!(error.kind, expected);
        let seen = fake.seen();
        let last = seen.iter().rfind(|record| record.line == "PUT /v2/a/b/manifests/1").unwrap();
        assert_eq!(last.body, IMAGE.as_bytes());
        if restored != 201 {
            let told = format!("{:?}", error.source);
            assert!(told.contains("could not be put back"), "{told}");
        }
    }
}

#[tokio::test]
async fn a_tag_that_is_not_there_is_not_made_to_be_deleted() {
    let fake = Fake::start(|exchange| match exchange.method.as_str() {
        "DELETE" => Reply::new(405),
        _ => Reply::new(404),
    });
    let error = deleting(&fake).delete_tag(&"1".parse().unwrap()).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::NotFound);
    assert_eq!((fake.count("PUT"), fake.count("POST")), (0, 0));
}

#[tokio::test]
async fn blobs_and_manifests_are_deleted_by_digest() {
    let fake = Fake::start(|exchange| match exchange.method.as_str() {
        "DELETE" => Reply::new(202),
        _ => Reply::ok(IMAGE).header("Content-Type", OCI_MANIFEST),
    });
    let digest = Digest::sha256(IMAGE.as_bytes());
    deleting(&fake).delete_manifest(&digest).await.unwrap();
    deleting(&fake).delete_blob(&digest).await.unwrap();
    assert_eq!(fake.count(&format!("DELETE /v2/a/b/manifests/{digest}")), 1);
    assert_eq!(fake.lines().last().unwrap(), &format!("DELETE /v2/a/b/blobs/{digest}"));
    let fake = Fake::start(|_| Reply::error(405, "UNSUPPORTED"));
    let error = deleting(&fake).delete_blob(&digest).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Unsupported);
}
