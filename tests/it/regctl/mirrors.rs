//! Mirrors: asked first, passed over where they fail, and never pushed to.

use super::stocked;
use crate::harness::{Fault, Faults, ImageSpec, On, Registry, TestEnv};

/// Makes `mirrors` mirrors of `registry`.
fn mirrored(env: &TestEnv, registry: &Registry, mirrors: &[&str]) {
    let host = registry.address().to_string();
    let flags = mirrors.iter().flat_map(|mirror| ["--mirror", mirror]);
    env.wharf(&["registry", "set", "--skip-check", &host].into_iter().chain(flags).collect::<Vec<_>>()).ok();
}

#[test]
fn what_a_mirror_has_is_not_asked_of_the_registry() {
    let (env, registry, image) = stocked();
    let mirror = Registry::start();
    image.put(&mirror, "app", "v1");
    mirrored(&env, &registry, &[&mirror.address().to_string()]);
    registry.forget();
    env.wharf(&["image", "copy", &registry.reference("app:v1"), "oci:out:v1"]).ok();
    assert_eq!(registry.log(), [], "nothing is asked here");
    assert_eq!(mirror.count("GET", &format!("?ns={}", registry.address()).replace(':', "%3A")), 4 + 6);
    assert_eq!(env.wharf(&["digest", "oci:out:v1"]).ok().trim(), image.digest());
    // A mirror is a place to read from: what is pushed goes to the registry alone, and is looked for there.
    mirror.forget();
    env.wharf(&["image", "copy", "oci:out:v1", &registry.reference("new:v1")]).ok();
    assert_eq!(mirror.log(), []);
    assert_eq!(registry.get("/v2/new/manifests/v1").status, 200);
}

#[test]
fn a_mirror_that_fails_is_passed_over() {
    let (env, registry, image) = stocked();
    let other = Registry::start();
    // It has the index and nothing else.
    let sparse = Registry::sparse();
    sparse.send("PUT", "/v2/app/manifests/v1", &[("content-type", &image.root.media_type)], &image.root.bytes);
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for mirror in [&closed.to_string(), &other.address().to_string(), &sparse.address().to_string()] {
        mirrored(&env, &registry, &[mirror]);
        let name = registry.reference("app:v1");
        assert_eq!(env.wharf(&["image", "digest", &name]).ok().trim(), image.digest(), "{mirror}");
        let out = format!("oci:out-{}:v1", mirror.replace(':', "-"));
        env.wharf(&["image", "copy", &name, &out]).ok();
        assert_eq!(env.wharf(&["digest", &out]).ok().trim(), image.digest(), "{mirror}");
        env.wharf(&["image", "digest", &registry.reference("app:nope")]).fails(3);
    }
}

#[test]
fn a_blob_goes_on_elsewhere_where_a_mirror_breaks_off() {
    let (env, registry, _) = stocked();
    let image = ImageSpec::layers(&[300_000]).make();
    let mirror = Registry::start();
    image.put(&registry, "big", "v1");
    image.put(&mirror, "big", "v1");
    let layer = format!("/blobs/{}", image.layers[0].digest);
    let faults = Faults::before(mirror.address());
    faults.order(On::each("GET", layer.clone()), Fault::CutBody(100_000));
    mirrored(&env, &registry, &[&faults.address().to_string()]);
    registry.forget();
    env.wharf(&["image", "copy", &registry.reference("big:v1"), "oci:out:v1"]).ok();
    assert_eq!(env.wharf(&["digest", "oci:out:v1"]).ok().trim(), image.digest());
    assert_eq!(registry.count("GET", &layer), 1, "{:?}", registry.log());
    assert_eq!(registry.log()[0].status, 206, "only what is missing: {:?}", registry.log());
}

#[test]
fn the_greatest_priority_comes_first_and_lower_ones_than_the_registry_last() {
    let (env, registry, image) = stocked();
    let [first, second, last] = [(); 3].map(|()| Registry::start());
    for (mirror, priority) in [(&first, "10"), (&second, "5"), (&last, "1")] {
        image.put(mirror, "app", "v1");
        let host = mirror.address().to_string();
        env.wharf(&["registry", "set", "--skip-check", "--priority", priority, &host]).ok();
    }
    image.put(&last, "app", "only-here");
    let hosts = [&last, &second, &first].map(|mirror| mirror.address().to_string());
    mirrored(&env, &registry, &hosts.each_ref().map(String::as_str));
    let host = registry.address().to_string();
    env.wharf(&["registry", "set", "--skip-check", "--priority", "3", &host]).ok();
    for mirror in [&first, &second, &last, &registry] {
        mirror.forget();
    }
    env.wharf(&["image", "digest", &registry.reference("app:v1")]).ok();
    assert_eq!([&first, &second, &registry, &last].map(|mirror| mirror.log().len()), [1, 0, 0, 0]);
    env.wharf(&["image", "digest", &registry.reference("app:only-here")]).ok();
    let asked = [&first, &second, &registry, &last].map(|mirror| mirror.count("HEAD", "only-here"));
    assert!(asked.iter().all(|count| *count == 1), "{asked:?}");
}
