//! Answers that are not what a registry should give: no registry at all, too much, too little, or another person's words.

use super::{holds, pull, says, stocked};
use crate::harness::{Fault, Faults, Guard, On, Registry, TestEnv, TokenServer};

#[test]
fn a_web_page_in_place_of_a_registry_is_recognised() {
    let (registry, _) = stocked(1000);
    let faults = Faults::before(registry.address());
    faults.order(On::each("*", "/v2/"), Fault::Html);
    let env = TestEnv::new();
    let page = ["HTML page", "hint: the answer is a web page"];
    says(&env.wharf(&["tag", "ls", &faults.reference("a")]).fails(1), &page);
    let said = pull(&env, &faults.reference("a:1")).fails(1);
    says(&said, &["source: "]);
    says(&said, &page);
    assert!(!env.store().join(faults.address().to_string()).exists());
}

#[test]
fn a_manifest_over_the_limit_is_not_read() {
    let (registry, image) = stocked(1000);
    let env = TestEnv::new();
    env.write_home(".config/wharf/config.toml", "manifest-limit = \"100 B\"\n");
    let said = pull(&env, &registry.reference("a:1")).fails(1);
    says(&said, &["source: ", "longer than the limit of 100 bytes", "hint: raise the limit with `manifest-limit`"]);
    let limit = format!("manifest-limit = \"{} B\"\n", image.root.bytes.len());
    env.write_home(".config/wharf/config.toml", limit);
    pull(&env, &registry.reference("a:1")).ok();
}

#[test]
fn a_missing_digest_header_is_no_matter() {
    let (registry, image) = stocked(1000);
    let faults = Faults::before(registry.address());
    faults.order(On::each("*", "/v2/"), Fault::NoDigest);
    let env = TestEnv::new();
    assert!(pull(&env, &faults.reference("a:1")).ok().contains(image.digest()));
    holds(&env, &image);
    assert_eq!(env.wharf(&["digest", &faults.reference("a:1")]).ok().trim(), image.digest());
    // The tag is known to the store by now, and the second pull moves nothing.
    let before = faults.count("GET", "/blobs/");
    pull(&env, &faults.reference("a:1")).ok();
    assert_eq!(faults.count("GET", "/blobs/"), before);
    let copy = Registry::start();
    let second = Faults::before(copy.address());
    second.order(On::each("*", "/v2/"), Fault::NoDigest);
    env.wharf(&["push", &format!("store:{}", faults.reference("a:1")), &second.reference("b:1")]).ok();
    super::serves(&copy, "b", "1", &image);
}

#[test]
fn a_token_that_expires_on_the_way_is_renewed() {
    let registry = Registry::start();
    let image = crate::harness::ImageSpec::layers(&[2000, 3000, 4000]).make();
    image.put(&registry, "a", "1");
    let tokens = TokenServer::start("ann", "s3cret").closed();
    let guard = Guard::bearer(registry.address(), &tokens);
    // Between the manifest and the layers all tokens lose their worth.
    let faults = Faults::before(guard.address());
    faults.order(On::each("GET", "/blobs/"), Fault::Stall(0));
    let env = TestEnv::new();
    let creds = ["--creds", "ann:s3cret", "--stall-timeout", "1s"];
    let reference = faults.reference("a:1");
    let running = env.command(&[&["pull", &reference][..], &creds].concat()).start();
    crate::harness::until("a blob is asked for", || faults.count("GET", "/blobs/") > 0);
    tokens.revoke();
    faults.clear();
    running.finish().ok();
    holds(&env, &image);
    assert!(tokens.log().len() >= 2, "{:?}", tokens.log());

    let push = ["push", &format!("store:{reference}"), &guard.reference("b:1")];
    env.wharf(&[&push[..], &creds].concat()).ok();
    super::serves(&registry, "b", "1", &image);
}

#[test]
fn a_token_that_expires_at_once_serves_all_the_same() {
    let (registry, image) = stocked(1000);
    let tokens = TokenServer::start("ann", "s3cret").closed().expires_in(0);
    let guard = Guard::bearer(registry.address(), &tokens);
    let env = TestEnv::new();
    env.wharf(&["pull", "--creds", "ann:s3cret", &guard.reference("a:1")]).ok();
    holds(&env, &image);
}

#[test]
fn control_characters_of_a_registry_stay_words() {
    let (registry, _) = stocked(1000);
    let faults = Faults::before(registry.address());
    let evil = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m";
    let refusal =
        serde_json::json!({"errors": [{"code": evil, "message": evil, "detail": {"evil": evil}}]}).to_string();
    let warning = "299 - \"owned\u{9b}31m\"".to_owned();
    faults.order(On::first("*", "/manifests/"), Fault::Answer(403, refusal));
    faults.order(On::first("*", "/manifests/"), Fault::Answer(403, format!("<p>{evil}")));
    faults.order(On::each("*", "/manifests/"), Fault::Header("warning", warning));
    let env = TestEnv::new();
    for code in [4, 4, 0] {
        let seen = terminal(&env, &["pull", &faults.reference("a:1"), "--color", "never", "--progress", "none"], code);
        says(&seen, &["owned"]);
        is_tame(&seen);
    }
}

/// No control character but the ends of lines.
#[track_caller]
fn is_tame(seen: &str) {
    assert!(!seen.chars().any(|c| c.is_control() && !matches!(c, '\r' | '\n')), "{seen:?}");
}

#[test]
fn not_even_a_terminal_sees_control_characters_of_an_image() {
    let registry = Registry::start();
    let config = "{\"created\":\"2024-05-06T07:08:09Z\",\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Labels\":{\
        \"evil\":\"\\u001b]0;owned\\u0007\\u009b2J\"}},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}";
    let digest = registry.put_blob("a", config.as_bytes());
    let manifest = serde_json::json!({
        "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": digest, "size": config.len()},
        "layers": [],
    });
    let media_type = "application/vnd.oci.image.manifest.v1+json";
    registry.put_manifest("a", "1", media_type, manifest.to_string().as_bytes());
    let env = TestEnv::new();
    let seen = terminal(&env, &["inspect", "--color", "never", &registry.reference("a:1")], 0);
    says(&seen, &["evil", "owned"]);
    is_tame(&seen);
}

/// What a terminal gets to see of a command that ends with `code`: `script` gives it one.
#[track_caller]
fn terminal(env: &TestEnv, args: &[&str], code: i32) -> String {
    let quoted: Vec<String> = args.iter().map(|arg| format!("'{arg}'")).collect();
    let line = format!("'{}' {}", env!("CARGO_BIN_EXE_wharf"), quoted.join(" "));
    let output = std::process::Command::new("script")
        .args(["--quiet", "--return", "--command", &line, "/dev/null"])
        .env("HOME", env.path("home"))
        .env("WHARF_STORE", env.store())
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(code), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}
