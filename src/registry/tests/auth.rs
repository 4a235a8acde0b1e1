//! Challenges and tokens.

use super::*;
use crate::content::{ErrorKind, Source, Target};
use crate::registry::Login;

/// A token service that gives out `token-1`, `token-2` and so on.
fn service() -> Fake {
    Fake::start(|exchange| {
        exchange.body();
        Reply::ok(format!(r#"{{"token":"token-{}","expires_in":300}}"#, exchange.number + 1))
    })
}

fn challenge(service: &Fake, rest: &str) -> Reply {
    let realm = format!(r#"Bearer realm="{}",service="s"{rest}"#, service.url("/token?x=1"));
    Reply::error(401, "UNAUTHORIZED").header("WWW-Authenticate", realm)
}

/// A registry that lets in who shows one of `tokens`.
fn guarded(service: &Fake, tokens: &'static [&'static str], rest: &str) -> Fake {
    let challenge = challenge(service, rest);
    Fake::start(move |exchange| match exchange.header("authorization") {
        Some(shown) if tokens.iter().any(|token| shown == format!("Bearer {token}")) => manifest(),
        _ => challenge.clone(),
    })
}

fn manifest() -> Reply {
    Reply::ok(IMAGE).header("Content-Type", OCI_MANIFEST)
}

fn with_key(credential: Credential, told: &Told) -> Client {
    Client::new(options(told), Arc::new(Key(credential)))
}

const PULL: &str = "GET /token?x=1&service=s&scope=repository%3Aa%2Fb%3Apull";

#[tokio::test]
async fn nobody_gets_a_token_for_nobody_and_keeps_it() {
    let service = service();
    let registry = guarded(&service, &["token-1"], r#",scope="repository:a/b:pull""#);
    let repository = pulling(&registry);
    repository.manifest(&tag("1")).await.unwrap();
    repository.manifest(&tag("2")).await.unwrap();
    assert_eq!(service.lines(), [PULL]);
    assert_eq!(service.seen()[0].header("authorization"), None);
    assert_eq!(registry.lines(), ["GET /v2/a/b/manifests/1", "GET /v2/a/b/manifests/1", "GET /v2/a/b/manifests/2"]);
}

#[tokio::test]
async fn requests_that_run_at_once_share_one_token() {
    let service = service();
    let registry = guarded(&service, &["token-1"], "");
    let repository = pulling(&registry);
    let (one, two, three) = (tag("1"), tag("2"), tag("3"));
    let all = tokio::join!(repository.manifest(&one), repository.manifest(&two), repository.manifest(&three));
    assert!(all.0.is_ok() && all.1.is_ok() && all.2.is_ok());
    assert_eq!(service.lines(), [PULL]);
}

#[tokio::test]
async fn a_user_shows_the_password_to_the_token_service_alone() {
    let service = service();
    let registry = guarded(&service, &["token-1"], "");
    let repository = repository(&with_key(user(), &Told::default()), &registry, Access::Push);
    repository.manifest(&tag("1")).await.unwrap();
    let line = "GET /token?x=1&service=s&scope=repository%3Aa%2Fb%3Apull%2Cpush&account=ann";
    assert_eq!(service.lines(), [line]);
    assert_eq!(service.seen()[0].header("authorization"), Some(BASIC));
    assert!(registry.seen().iter().all(|record| record.header("authorization") != Some(BASIC)));
}

#[tokio::test]
async fn an_identity_token_is_exchanged_by_a_form() {
    let service = service();
    let registry = guarded(&service, &["token-1"], "");
    let client = with_key(Credential::IdentityToken(Secret::new("re fresh")), &Told::default());
    repository(&client, &registry, Access::Pull).manifest(&tag("1")).await.unwrap();
    let sent = &service.seen()[0];
    assert_eq!(sent.line, "POST /token?x=1");
    assert_eq!(sent.header("content-type"), Some("application/x-www-form-urlencoded"));
    let form =
        "grant_type=refresh_token&service=s&client_id=wharf&scope=repository%3Aa%2Fb%3Apull&refresh_token=re+fresh";
    assert_eq!(String::from_utf8_lossy(&sent.body), form);
}

#[tokio::test]
async fn a_service_without_the_form_gets_the_identity_token_as_a_password() {
    let service = Fake::start(|exchange| match exchange.method.as_str() {
        "POST" => Reply::new(405),
        _ => Reply::ok(r#"{"access_token":"token-1"}"#),
    });
    let registry = guarded(&service, &["token-1"], "");
    let client = with_key(Credential::IdentityToken(Secret::new("i")), &Told::default());
    repository(&client, &registry, Access::Pull).manifest(&tag("1")).await.unwrap();
    assert_eq!(service.seen()[1].header("authorization"), Some("Basic PHRva2VuPjpp"));
}

#[tokio::test]
async fn a_registry_token_is_shown_as_it_is() {
    let service = service();
    let registry = guarded(&service, &["given"], "");
    let client = with_key(Credential::RegistryToken(Secret::new("given")), &Told::default());
    repository(&client, &registry, Access::Pull).manifest(&tag("1")).await.unwrap();
    assert_eq!(service.lines().len(), 0);
}

#[tokio::test]
async fn basic_is_shown_from_the_second_request_on() {
    let registry = Fake::start(|exchange| match exchange.header("authorization") {
        Some(BASIC) => manifest(),
        _ => Reply::error(401, "UNAUTHORIZED").header("WWW-Authenticate", r#"Basic realm="r""#),
    });
    let repository = repository(&with_key(user(), &Told::default()), &registry, Access::Pull);
    repository.manifest(&tag("1")).await.unwrap();
    repository.manifest(&tag("2")).await.unwrap();
    let shown: Vec<bool> = registry.seen().iter().map(|record| record.header("authorization").is_some()).collect();
    assert_eq!(shown, [false, true, true]);
}

#[tokio::test]
async fn a_token_that_is_refused_is_replaced_once() {
    let service = service();
    let registry = guarded(&service, &["token-2"], r#",error="invalid_token""#);
    pulling(&registry).manifest(&tag("1")).await.unwrap();
    assert_eq!((service.lines().len(), registry.lines().len()), (2, 3));
}

#[tokio::test]
async fn a_scope_that_does_not_suffice_is_widened_by_the_challenge() {
    let service = service();
    let wide = challenge(&service, r#",error="insufficient_scope",scope="repository:a/b:pull repository:c:pull""#);
    let narrow = challenge(&service, "");
    let registry = Fake::start(move |exchange| match exchange.header("authorization") {
        None => narrow.clone(),
        Some("Bearer token-2") => manifest(),
        Some(_) => wide.clone(),
    });
    pulling(&registry).manifest(&tag("1")).await.unwrap();
    assert_eq!(service.lines(), [PULL.to_owned(), format!("{PULL}&scope=repository%3Ac%3Apull")]);
}

#[tokio::test]
async fn a_storm_of_401_ends() {
    let service = service();
    let registry = guarded(&service, &[], "");
    let error = pulling(&registry).manifest(&tag("1")).await.unwrap_err();
    assert_eq!((error.kind, reason(&error)), (ErrorKind::Denied, Reason::Unauthorized { sent: false }));
    assert_eq!(registry.lines().len(), 3);
    assert_eq!(registry_error(&error).host(), Some(registry.authority.as_str()));
}

#[tokio::test]
async fn without_credentials_a_refusal_says_that_none_were_sent() {
    let registry = Fake::start(|_| Reply::error(401, "UNAUTHORIZED").header("WWW-Authenticate", "Basic realm=r"));
    let error = pulling(&registry).manifest(&tag("1")).await.unwrap_err();
    assert_eq!(reason(&error), Reason::Unauthorized { sent: false });
    assert_eq!(registry.lines().len(), 1);
}

#[tokio::test]
async fn stale_credentials_do_not_bar_what_anybody_may_read() {
    let service = Fake::start(|exchange| match exchange.header("authorization") {
        Some(_) => Reply::new(401).body("{}"),
        None => Reply::ok(r#"{"token":"anyone"}"#),
    });
    let registry = guarded(&service, &["anyone"], "");
    let told = Told::default();
    let client = with_key(user(), &told);
    repository(&client, &registry, Access::Pull).manifest(&tag("1")).await.unwrap();
    assert_eq!(told.warnings().len(), 1, "{:?}", told.warnings());
    // Whoever wants to write must be somebody.
    let error = repository(&client, &registry, Access::Push).current(&tag("1")).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Denied);
}

#[tokio::test]
async fn a_registry_that_refuses_the_credentials_of_a_reader_is_asked_without() {
    let registry = Fake::start(|exchange| match exchange.header("authorization") {
        Some(_) => Reply::error(403, "DENIED"),
        None if exchange.path() == "/v2/" => Reply::new(401).header("WWW-Authenticate", "Basic realm=r"),
        None if exchange.number == 0 => Reply::new(401).header("WWW-Authenticate", "Basic realm=r"),
        None => manifest(),
    });
    let told = Told::default();
    let repository = repository(&with_key(user(), &told), &registry, Access::Pull);
    repository.manifest(&tag("1")).await.unwrap();
    repository.manifest(&tag("2")).await.unwrap();
    assert_eq!(registry.lines().len(), 4);
    assert_eq!(told.warnings().len(), 1);
}

#[tokio::test]
async fn a_401_without_a_challenge_is_asked_for_one_at_the_root() {
    let service = service();
    let challenge = challenge(&service, "");
    let registry = Fake::start(move |exchange| match (exchange.header("authorization"), exchange.path()) {
        (Some(_), _) => manifest(),
        (None, "/v2/") => challenge.clone(),
        (None, _) => Reply::new(401),
    });
    pulling(&registry).manifest(&tag("1")).await.unwrap();
    assert_eq!(registry.lines(), ["GET /v2/a/b/manifests/1", "GET /v2/", "GET /v2/a/b/manifests/1"]);
}

#[tokio::test]
async fn a_service_that_takes_one_scope_only_gets_the_first() {
    let service = Fake::start(|exchange| match exchange.target.matches("scope=").count() {
        1 => Reply::ok(r#"{"token":"one"}"#),
        _ => Reply::new(400),
    });
    let registry = guarded(&service, &["one"], r#",scope="repository:a/b:pull repository:x:pull""#);
    pulling(&registry).manifest(&tag("1")).await.unwrap();
    assert_eq!(service.lines()[1], PULL);
}

#[tokio::test]
async fn challenges_that_cannot_be_answered_are_told() {
    for (text, why) in [
        ("Negotiate", "only Basic and Bearer are known"),
        ("Bearer service=x", "names no realm"),
        (r#"Bearer realm="file:///etc/passwd""#, "is not asked"),
        (r#"Bearer realm="http://169.254.169.254/latest""#, "link-local"),
    ] {
        let registry = Fake::start(move |_| Reply::new(401).header("WWW-Authenticate", text));
        let error = pulling(&registry).manifest(&tag("1")).await.unwrap_err();
        assert!(registry_error(&error).to_string().contains(why), "{error:?}");
        assert_eq!(error.kind, ErrorKind::Denied);
    }
}

#[tokio::test]
async fn a_token_service_that_fails_is_named_and_nothing_leaks() {
    for answer in ["{}", "<html>", r#"{"token":"a\nb"}"#] {
        let service = Fake::start(move |_| Reply::ok(answer));
        let registry = guarded(&service, &[], "");
        let client = with_key(user(), &Told::default());
        let error = repository(&client, &registry, Access::Pull).manifest(&tag("1")).await.unwrap_err();
        let text = format!("{error:?}");
        assert!(!text.contains("YW5u") && !text.contains("pass"), "{text}");
        assert!(text.contains(&registry.authority), "{text}");
    }
}

#[tokio::test]
async fn a_login_verifies_the_password_past_all_caches() {
    let service = Fake::start(|exchange| match exchange.header("authorization") {
        Some(BASIC) => Reply::ok(r#"{"token":"good","refresh_token":"keep"}"#),
        _ => Reply::new(401),
    });
    let registry = guarded(&service, &["good"], "");
    let client = client(options(&Told::default()));
    let at = named(&registry, "x").registry;
    assert_eq!(client.login(&at, &user(), Login::IdentityToken).await.unwrap(), Some(Secret::new("keep")));
    assert!(service.lines()[0].contains("offline_token=true&client_id=wharf"), "{:?}", service.lines());
    let wrong = Credential::Basic { user: "ann".to_owned(), password: Secret::new("no") };
    let error = client.login(&at, &wrong, Login::Verify).await.unwrap_err();
    assert_eq!(error.reason(), Reason::Unauthorized { sent: true });
}
