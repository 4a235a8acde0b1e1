//! Tags and the catalog, by pages (`distribution-spec#listing-tags`).

use serde_json::json;

use super::{MANIFEST, everywhere, manifest, next, put};

#[test]
fn lists_go_by_pages() {
    everywhere(|registry| {
        registry.put_blob("a", b"{}");

        for tag in ["b", "c", "a", "B"] {
            put(registry, tag, MANIFEST, &manifest(&json!({})));
        }
        let mut target = "/v2/a/tags/list?n=3".to_owned();
        let mut seen = Vec::new();
        let mut pages = 0;
        loop {
            let reply = registry.get(&target);
            seen.extend(reply.json()["tags"].as_array().unwrap().clone());
            pages += 1;
            let Some(following) = next(&reply) else { break };
            target = following;
        }
        assert_eq!((json!(seen), pages), (json!(["B", "a", "b", "c"]), 2));
        for (query, tags) in [
            ("n=0", json!([])),
            ("last=a", json!(["b", "c"])),
            ("n=4", json!(["B", "a", "b", "c"])),
            ("last=zz&n=1", json!([])),
        ] {
            let reply = registry.get(&format!("/v2/a/tags/list?{query}"));
            assert_eq!((reply.json()["tags"].clone(), reply.header("link")), (tags, None), "{query}");
        }
        for query in ["n=-1", "n=x"] {
            assert_eq!(registry.get(&format!("/v2/a/tags/list?{query}")).status, 400, "{query}");
        }
        assert_eq!(registry.get("/v2/none/tags/list").code(), "NAME_UNKNOWN");
        registry.put_blob("a/b", b"x");
        let first = registry.get("/v2/_catalog?n=1");
        assert_eq!(
            (first.json(), first.header("link")),
            (json!({ "repositories": ["a"] }), Some("</v2/_catalog?n=1&last=a>; rel=\"next\""))
        );
        assert_eq!(registry.get("/v2/_catalog").json(), json!({ "repositories": ["a", "a/b"] }));
    });
}

#[test]
fn pages_of_any_length_together_are_the_list() {
    everywhere(|registry| {
        registry.put_blob("a", b"{}");
        let names: Vec<String> = (0..25).map(|at| format!("v{at}")).collect();
        let query: Vec<String> = names.iter().map(|name| format!("tag={name}")).collect();
        let body = manifest(&json!({}));
        let reference = format!("{}?{}", super::sha(&body), query.join("&"));
        assert_eq!(put(registry, &reference, MANIFEST, &body).status, 201);
        let mut sorted = names.clone();
        sorted.sort();
        for n in [1, 2, 7, 24, 25, 26] {
            let mut target = format!("/v2/a/tags/list?n={n}");
            let mut seen: Vec<String> = Vec::new();
            loop {
                let reply = registry.get(&target);
                let page: Vec<String> = serde_json::from_value(reply.json()["tags"].clone()).unwrap();
                let following = next(&reply);
                assert!(page.len() == n || following.is_none(), "a short page is the last one");
                seen.extend(page);
                let Some(following) = following else { break };
                target = following;
            }
            assert_eq!(seen, sorted, "n={n}");
        }
        for (query, count) in
            [("", 25), ("?n=18446744073709551616", 25), ("?last=v9", 0), ("?last=nothing+here", 0), ("?last=v3%FF", 0)]
        {
            let reply = registry.get(&format!("/v2/a/tags/list{query}"));
            let found = reply.json()["tags"].as_array().unwrap().len();
            assert_eq!((reply.status, next(&reply)), (200, None), "{query}");
            let expected = match query {
                "?last=v3%FF" => sorted.iter().filter(|tag| tag.as_str() > "v3\u{fffd}").count(),
                "?last=nothing+here" => sorted.iter().filter(|tag| tag.as_str() > "nothing here").count(),
                _ => count,
            };
            assert_eq!(found, expected, "{query}");
        }
        let head = registry.send("HEAD", "/v2/a/tags/list?n=1", &[], b"");
        assert_eq!((head.status, head.header("link")), (200, Some("</v2/a/tags/list?n=1&last=v0>; rel=\"next\"")));
    });
}

#[test]
fn the_catalog_goes_by_pages_too() {
    everywhere(|registry| {
        assert_eq!(registry.get("/v2/_catalog").text(), r#"{"repositories":[]}"#);
        let names = ["a", "a-b", "a.b", "a/b", "a0", "b/blobs/c"];
        for name in names.iter().rev() {
            registry.put_blob(name, b"x");
        }
        let mut seen = Vec::new();
        let mut target = Some("/v2/_catalog?n=4".to_owned());
        while let Some(this) = target {
            let reply = registry.get(&this);
            seen.extend(reply.json()["repositories"].as_array().unwrap().clone());
            target = next(&reply);
        }
        assert_eq!(json!(seen), json!(names));
        assert_eq!(registry.get("/v2/_catalog?last=a.b&n=1").json(), json!({ "repositories": ["a/b"] }));
        for query in ["?n=-1", "?n=x", "?n="] {
            let refused = registry.get(&format!("/v2/_catalog{query}"));
            assert_eq!((refused.status, refused.code().as_str()), (400, "PAGINATION_NUMBER_INVALID"), "{query}");
        }
    });
}
