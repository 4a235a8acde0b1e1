//! Mounts of blobs from other repositories, named and not.

use std::sync::Arc;

use wharf::server::admission::{Limits, Quota};

use super::{everywhere, everywhere_with, sha};
use crate::harness::{Registry, Reply};

fn mount(registry: &Registry, into: &str, query: &str) -> Reply {
    registry.send("POST", &format!("/v2/{into}/blobs/uploads/?{query}"), &[], b"")
}

/// What must hold however the source of a mount is found.
fn check(registry: &Registry) {
    let digest = registry.put_blob("from/here", b"shared");
    let mounted = mount(registry, "to/there", &format!("mount={digest}&from=from%2Fhere"));
    assert_eq!((mounted.status, mounted.header("docker-content-digest")), (201, Some(digest.as_str())));
    assert_eq!(mounted.header("content-length"), Some("0"));
    assert_eq!(registry.get(mounted.header("location").unwrap()).body, b"shared");
    for (into, query) in [("anywhere", ""), ("from/neighbour", ""), ("from/here", ""), ("empty", "&from=")] {
        assert_eq!(mount(registry, into, &format!("mount={digest}{query}")).status, 201, "{into}");
        assert_eq!(registry.get(&format!("/v2/{into}/blobs/{digest}")).body, b"shared", "{into}");
    }
    for query in [
        format!("mount={digest}&from=not/here"),
        format!("mount={digest}&from=NOT+A+NAME"),
        format!("mount={}", sha(b"nowhere")),
        format!("mount={}&from=from/here", sha(b"nowhere")),
        "mount=nonsense&from=from/here".to_owned(),
        "mount=".to_owned(),
    ] {
        let session = mount(registry, "else", &query);
        assert_eq!(session.status, 202, "{query}");
        // The client goes on as if it had not asked for a mount.
        let target = format!("{}?digest={}", session.header("location").unwrap(), sha(b"sent"));
        assert_eq!(registry.send("PUT", &target, &[], b"sent").status, 201, "{query}");
    }
}

#[test]
fn blobs_are_mounted_or_else_a_session_begins() {
    everywhere(check);
}

#[test]
fn a_registry_that_counts_finds_the_source_by_looking() {
    let limits = Limits { repository: Some(1 << 20), ..Limits::default() };
    everywhere_with(|options| options.admission = Arc::new(Quota::new(limits)), check);
}

#[test]
fn what_a_mount_left_lives_on_without_its_source() {
    everywhere(|registry| {
        let digest = registry.put_blob("one", b"shared");
        assert_eq!(mount(registry, "two", &format!("mount={digest}&from=one")).status, 201);
        assert_eq!(registry.send("DELETE", &format!("/v2/one/blobs/{digest}"), &[], b"").status, 202);
        assert_eq!(registry.get(&format!("/v2/one/blobs/{digest}")).code(), "BLOB_UNKNOWN");
        assert_eq!(registry.get(&format!("/v2/two/blobs/{digest}")).body, b"shared");
        assert_eq!(mount(registry, "three", &format!("mount={digest}&from=one")).status, 202);
    });
}
