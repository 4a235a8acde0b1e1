//! Every exit code that the manual promises, from the program itself, with what it says.

use std::fs;
use std::process::{Command, Stdio};

use crate::harness::{Fault, Faults, Guard, Image, ImageSpec, On, Registry, TestEnv, TokenServer, says, until};

/// A registry with a small image at `a:1`.
fn stocked() -> (Registry, Image) {
    let registry = Registry::start();
    let image = ImageSpec::default().make();
    image.put(&registry, "a", "1");
    (registry, image)
}

#[test]
fn success_is_0() {
    let (registry, image) = stocked();
    let env = TestEnv::new();
    let printed = env.wharf(&["pull", &registry.reference("a:1")]);
    assert_eq!(printed.code, Some(0), "{}", printed.stderr);
    assert_eq!(printed.stdout.trim_end(), format!("store:{}@{}", registry.reference("a:1"), image.digest()));
    assert_eq!(env.wharf(&["--help"]).code, Some(0));
    assert_eq!(env.wharf(&["--version"]).code, Some(0));
}

#[test]
fn what_cannot_be_used_on_disk_is_1() {
    let env = TestEnv::new();
    fs::create_dir_all(env.work("broken/blobs/sha256")).unwrap();
    fs::write(env.work("broken/oci-layout"), r#"{"imageLayoutVersion":"1.0.0"}"#).unwrap();
    fs::write(env.work("broken/index.json"), "{ no json").unwrap();
    let said = env.wharf(&["inspect", "oci:broken:1"]).fails(1);
    says(&said, &["error: ", "broken/index.json"]);
}

#[test]
fn a_bad_reference_is_2_and_the_character_is_pointed_at() {
    let env = TestEnv::new();
    let said = env.wharf(&["pull", "localhost/a/Bc:1"]).fails(2);
    says(&said, &["'B' is upper case", "  localhost/a/Bc:1\n              ^\n"]);
    let said = env.wharf(&["copy", "a:1", "b@sha256:12"]).fails(2);
    says(&said, &["<DST>", "64 hexadecimal digits, not 2", "  b@sha256:12\n    ^\n"]);
}

#[test]
fn a_bad_flag_is_2() {
    let env = TestEnv::new();
    says(&env.wharf(&["pull", "a", "--no-such-flag"]).fails(2), &["--no-such-flag", "Usage: wharf pull"]);
    says(&env.wharf(&["pull", "a", "--jobs", "0"]).fails(2), &["'0'", "--jobs", "a whole number above 0"]);
    says(&env.wharf(&["pull", "a", "--platform", "x"]).fails(2), &["'x'", "--platform"]);
    says(&env.wharf(&["pull", "a", "--stall-timeout", "soon"]).fails(2), &["soon", "--stall-timeout"]);
    says(&env.wharf(&["tag", "ls", "a", "--include", "("]).fails(2), &["--include"]);
    says(&env.wharf(&["inspect", "a", "--format", "{{.X"]).fails(2), &["--format"]);
}

#[test]
fn a_bad_configuration_file_is_2() {
    let env = TestEnv::new();
    let file = env.write_home(".config/wharf/config.toml", "jobs = 4\nretries = \"many\"\n");
    let said = env.wharf(&["store", "path"]).fails(2);
    says(&said, &[&format!("{}:2: a whole number", file.display())]);
    let said = env.wharf(&["store", "path", "--config", "missing.toml"]).fails(2);
    says(&said, &["cannot read missing.toml", "there is no such file"]);
}

#[test]
fn a_bad_environment_variable_is_2() {
    let env = TestEnv::new();
    for (name, value) in [("WHARF_JOBS", "many"), ("WHARF_RETRIES", "-1"), ("WHARF_STALL_TIMEOUT", "soon")] {
        let said = env.command(&["store", "path"]).env(name, value).run().fails(2);
        says(&said, &[name, value]);
    }
}

#[test]
fn what_a_registry_does_not_have_is_3() {
    let (registry, image) = stocked();
    let env = TestEnv::new();
    let said = env.wharf(&["pull", &registry.reference("none/such:1")]).fails(3);
    says(&said, &["source: ", "none/such:1", "404 Not Found", "hint: "]);
    let said = env.wharf(&["tag", "ls", &registry.reference("none/such")]).fails(3);
    says(&said, &["none/such", "NAME_UNKNOWN", "hint: `wharf repo ls"]);
    let said = env.wharf(&["pull", &registry.reference("a:2")]).fails(3);
    says(&said, &["source: ", "a:2", "MANIFEST_UNKNOWN", "hint: ", "wharf tag ls"]);
    let absent = "sha256:".to_owned() + &"0".repeat(64);
    let said = env.wharf(&["blob", "get", &registry.reference("a"), &absent]).fails(3);
    says(&said, &[&absent, "the registry has no such blob"]);
    // A manifest is no blob, though its digest is known.
    env.wharf(&["blob", "head", &registry.reference("a"), image.digest()]).fails(3);
}

#[test]
fn a_platform_that_an_index_lacks_is_3() {
    let registry = Registry::start();
    ImageSpec::default().platforms(&["linux/amd64", "linux/arm64"]).make().put(&registry, "a", "1");
    let said = TestEnv::new().wharf(&["pull", &registry.reference("a:1"), "--platform", "linux/s390x"]).fails(3);
    says(&said, &["linux/s390x", "linux/amd64", "linux/arm64"]);
}

#[test]
fn what_is_not_on_disk_is_3() {
    let env = TestEnv::new();
    says(&env.wharf(&["inspect", "oci:nowhere"]).fails(3), &["nowhere"]);
    ImageSpec::default().make().write_layout(&env.work("layout"), "1");
    says(&env.wharf(&["inspect", "oci:layout:2"]).fails(3), &["layout", "2"]);
    says(&env.wharf(&["inspect", "store:localhost/a:1"]).fails(3), &["there is no local store in "]);
}

#[test]
fn missing_credentials_are_4() {
    let (registry, _) = stocked();
    let guard = Guard::basic(registry.address(), "ann", "s3cret");
    let said = TestEnv::new().wharf(&["pull", &guard.reference("a:1")]).fails(4);
    let hint = format!("wharf login {}", guard.address());
    says(&said, &["source: ", "401", "UNAUTHORIZED", "authentication required", "hint: ", &hint]);
}

#[test]
fn wrong_credentials_are_4_and_stay_secret() {
    let (registry, _) = stocked();
    let tokens = TokenServer::start("ann", "s3cret").closed();
    for guard in [Guard::basic(registry.address(), "ann", "s3cret"), Guard::bearer(registry.address(), &tokens)] {
        let env = TestEnv::new();
        let said = env.wharf(&["-vv", "pull", "--creds", "ann:hunter2", &guard.reference("a:1")]).fails(4);
        says(&said, &["not accepted", "hint: "]);
        assert!(!said.contains("hunter2") && !said.contains("YW5uOmh1bnRlcjI"), "{said}");
        env.wharf(&["pull", "--creds", "ann:s3cret", &guard.reference("a:1")]).ok();
        let login = ["login", "--username", "ann", "--password-stdin", &guard.address().to_string()];
        let said = env.command(&login).input("hunter2\n").run().fails(4);
        assert!(!said.contains("hunter2"), "{said}");
    }
}

#[test]
fn an_unknown_host_is_5() {
    let said = TestEnv::new().wharf(&["pull", "nowhere.invalid/a:1", "--retries", "0"]).fails(5);
    says(
        &said,
        &["source: ", "https://nowhere.invalid/v2/a/manifests/1", "the host name cannot be resolved", "hint: "],
    );
}

#[test]
fn a_refused_port_is_5() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let said = TestEnv::new().wharf(&["pull", &format!("{free}/a:1"), "--retries", "1"]).fails(5);
    says(&said, &["source: ", "the connection was refused", "hint: nothing listens there", &free.to_string()]);
}

#[test]
fn a_blob_with_the_wrong_digest_is_6() {
    let (registry, image) = stocked();
    let faults = Faults::before(registry.address());
    let digest = &image.layers[0].digest;
    faults.order(On::each("GET", digest), Fault::FlipByte(7));
    let env = TestEnv::new();
    let said = env.wharf(&["blob", "get", &faults.reference("a"), digest, "-o", "out"]).fails(6);
    says(&said, &[digest, "hint: "]);
    assert!(!env.work("out").exists(), "nothing wrong is kept");
}

#[test]
fn a_manifest_with_the_wrong_digest_is_6() {
    let (registry, image) = stocked();
    let faults = Faults::before(registry.address());
    faults.order(On::each("GET", "/manifests/"), Fault::FlipByte(0));
    let reference = format!("{}@{}", faults.reference("a"), image.digest());
    let said = TestEnv::new().wharf(&["manifest", "get", &reference]).fails(6);
    says(&said, &[image.digest(), "hint: "]);
}

#[test]
fn a_damaged_store_is_6() {
    let (registry, image) = stocked();
    let env = TestEnv::new();
    env.wharf(&["pull", &registry.reference("a:1")]).ok();
    env.wharf(&["store", "verify"]).ok();
    let hex = image.layers[0].digest.strip_prefix("sha256:").unwrap();
    let host = registry.address().to_string().replace(':', "_");
    let file = env.store().join(host).join("a/blobs/sha256").join(hex);
    fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    fs::write(&file, "rotten").unwrap();
    let outcome = env.wharf(&["store", "verify"]);
    assert_eq!(outcome.code, Some(6), "{}", outcome.stderr);
    says(&outcome.stdout, &["damaged: ", hex]);
    env.wharf(&["store", "verify", "--delete-bad"]);
    env.wharf(&["pull", &registry.reference("a:1")]).ok();
    env.wharf(&["store", "verify"]).ok();
}

#[test]
fn some_of_many_is_7() {
    let (registry, _) = stocked();
    ImageSpec::default().seed(2).make().put(&registry, "a", "2");
    let faults = Faults::before(registry.address());
    faults.order(On::each("*", "/manifests/2"), Fault::Refuse(403, None));
    let outcome = TestEnv::new().wharf(&["tag", "ls", "--long", &faults.reference("a")]);
    assert_eq!(outcome.code, Some(7), "{}\n{}", outcome.stdout, outcome.stderr);
    says(&outcome.stdout, &["1 ", "2"]);
    says(&outcome.stderr, &["refused on order"]);
}

#[test]
fn a_signal_is_130() {
    let (registry, image) = stocked();
    for signal in ["interrupt", "terminate"] {
        let faults = Faults::before(registry.address());
        faults.order(On::each("GET", &image.layers[0].digest), Fault::Stall(100));
        let env = TestEnv::new();
        let running = env.command(&["pull", &faults.reference("a:1")]).start();
        until("the layer is asked for", || faults.count("GET", &image.layers[0].digest) == 1);
        match signal {
            "interrupt" => running.interrupt(),
            _ => running.terminate(),
        }
        says(&running.finish().fails(130), &["interrupted"]);
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let registry = Registry::start();
    let image = ImageSpec::layers(&[300_000]).make();
    image.put(&registry, "a", "1");
    let repository = registry.reference("a");
    let blob = ["blob", "get", &repository, &image.layers[0].digest];
    for args in [&blob[..], &["tag", "ls", &repository], &["--help"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_wharf"));
        let output = command.env_clear().args(args).stdin(Stdio::null()).stdout(writer).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?} ends quietly");
    }
}
