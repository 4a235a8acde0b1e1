//! `registry set` and `registry config`: what is written, and that the client acts on it.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::json;

use super::stocked;
use crate::harness::{Guard, ImageSpec, Registry, TestEnv};

#[test]
fn settings_are_written_beside_what_is_there_and_shown() {
    let env = TestEnv::new();
    let file = env.write_home(".config/wharf/config.toml", "# mine\njobs = 3 # few\n");
    let set = |args: &[&str]| env.wharf(&[&["registry", "set", "--skip-check", "a.example:5000"], args].concat());
    let pem = "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n";
    let key = "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n";
    fs::write(env.work("client.pem"), pem).unwrap();
    set(&["--tls", "insecure", "--mirror", "m.example", "--mirror", "n.example", "--priority", "7"]).ok();
    set(&["--blob-chunk", "1048576", "--blob-max", "5000000", "--req-per-sec", "2.5", "--req-concurrent", "6"]).ok();
    set(&["--cacert", pem, "--client-cert", "client.pem", "--client-key", key, "--cred-helper", "docker-credential-x"])
        .ok();
    set(&["--path-prefix", "hub/cache", "--hostname", "b.example", "--api-opts", "disableHead=true", "--repo-auth"])
        .ok();
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("# mine\njobs = 3 # few\n"), "{text}");
    let kept = env.path("home/.config/wharf/certificates/a.example:5000");
    assert_eq!(fs::read_to_string(kept.join("ca.pem")).unwrap(), pem);
    assert_eq!(fs::metadata(kept.join("client.key")).unwrap().permissions().mode() & 0o777, 0o600);
    let shown = env.wharf(&["registry", "config", "a.example:5000"]).json();
    let expected = json!({
        "tls": "insecure", "hostname": "b.example", "credHelper": "docker-credential-x", "regcert": pem,
        "clientcert": pem, "pathPrefix": "hub/cache", "mirrors": ["m.example", "n.example"], "priority": 7,
        "repoAuth": true, "apiOpts": {"disableHead": "true"}, "blobChunk": 1_048_576, "blobMax": 5_000_000,
        "reqPerSec": 2.5, "reqConcurrent": 6,
    });
    assert_eq!(shown, expected);
    let template = "{{.PathPrefix}} {{.BlobMax}} {{index .Mirrors 1}} [{{.User}}]";
    let told = env.wharf(&["registry", "config", "--format", template, "a.example:5000"]).ok();
    assert_eq!(told, "hub/cache 5000000 n.example []\n");

    set(&["--tls", "", "--mirror", "", "--priority", "0", "--blob-chunk", "0", "--blob-max", "-1"]).ok();
    set(&["--req-per-sec", "0", "--req-concurrent", "0", "--cacert", "", "--client-cert", "", "--client-key", ""]).ok();
    set(&["--cred-helper", "", "--path-prefix", "", "--hostname", "a.example:5000", "--api-opts", "disableHead="]).ok();
    assert_eq!(fs::read_to_string(&file).unwrap().trim_end(), "# mine\njobs = 3 # few", "nothing is left of the host");
    let told = env.wharf(&["registry", "config", "a.example:5000"]);
    assert_eq!((told.code, told.stdout.as_str()), (Some(0), ""));
    assert!(told.stderr.contains("nothing is set for a.example:5000"), "{}", told.stderr);
}

#[test]
fn what_cannot_be_set_is_refused_and_nothing_is_written() {
    let env = TestEnv::new();
    for (args, told) in [
        (&["--tls", "off"][..], "none of enabled, disabled, insecure"),
        (&["--api-opts", "x=y"], "disableHead=true is the one"),
        (&["--repo-auth=false"], "cannot be had"),
        (&["--cacert", "no/such/file"], "neither PEM text nor the name of a file"),
        (&["--client-cert", "-----BEGIN CERTIFICATE-----"], "cert and key are of use together only"),
        (&["--mirror", "a b"], "--mirror"),
        (&["--req-per-sec=-1"], "not a number above 0"),
        (&["--cred-helper", "a/b"], "no name of a credential helper"),
    ] {
        let said = env.wharf(&[&["registry", "set", "--skip-check", "a.example"], args].concat()).fails(2);
        assert!(said.contains(told), "{args:?}: {said}");
        let there = fs::read_to_string(env.path("home/.config/wharf/config.toml")).unwrap_or_default();
        assert_eq!(there, "", "{args:?}");
    }
}

#[test]
fn the_file_may_be_named_and_is_made_where_it_is_not_there() {
    let (mut env, registry, _) = stocked();
    let file = env.work("new/wharf.toml");
    env.set("WHARF_CONFIG", &file);
    let host = registry.address().to_string();
    env.wharf(&["tag", "ls", &registry.reference("app")]).fails(2);
    env.wharf(&["registry", "set", "--tls", "disabled", &host]).ok();
    assert_eq!(fs::read_to_string(&file).unwrap(), format!("[hosts.\"{host}\"]\nscheme = \"plain\"\n"));
    env.wharf(&["tag", "ls", &registry.reference("app")]).ok();
    let told = env.wharf(&["registry", "set", "--tls", "enabled", &host, "--retries", "0"]).fails(5);
    assert!(told.contains("the settings are kept"), "{told}");
    assert!(fs::read_to_string(&file).unwrap().contains("scheme = \"tls\""));
}

#[test]
fn a_name_may_stand_for_another_host_with_a_login_of_its_own() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    ImageSpec::default().make().put(&registry, "team/a", "v1");
    let guard = Guard::basic(registry.address(), "ann", "s3cret");
    let host = guard.address().to_string();
    env.wharf(&[
        "registry",
        "set",
        "prod.example",
        "--hostname",
        &host,
        "--tls",
        "disabled",
        "--path-prefix",
        "team",
        "--skip-check",
    ])
    .ok();
    env.command(&["registry", "login", "-u", "ann", "--pass-stdin", "prod.example"]).input("s3cret").run().ok();
    env.wharf(&["digest", "prod.example/a:v1"]).ok();
    assert_eq!(env.wharf(&["tag", "ls", "prod.example/a"]).ok(), "v1\n");
    env.wharf(&["copy", "prod.example/a:v1", "prod.example/b:v1"]).ok();
    assert_eq!(registry.get("/v2/team/b/manifests/v1").status, 200);
    assert!(registry.count("POST", "from=team/a") > 0, "{:?}", registry.log());
    env.wharf(&["digest", &guard.reference("team/a:v1")]).fails(4);
    let user = env.wharf(&["registry", "config", "--format", "{{.User}}@{{.Hostname}}", "prod.example"]).ok();
    assert_eq!(user, format!("ann@{host}\n"));
}

#[test]
fn a_registry_that_answers_head_wrongly_is_asked_by_get() {
    let (env, registry, image) = stocked();
    let name = registry.reference("app:v1");
    env.wharf(&["registry", "set", "--api-opts", "disableHead=true", &registry.address().to_string()]).ok();
    registry.forget();
    for command in [&["image", "digest"][..], &["manifest", "head"]] {
        assert_eq!(env.wharf(&[command, &[&name]].concat()).ok().trim(), image.digest());
    }
    assert_eq!((registry.count("HEAD", ""), registry.count("GET", "/manifests/")), (0, 2), "{:?}", registry.log());
}

#[test]
fn a_helper_that_the_settings_name_is_asked_and_kept_to() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    ImageSpec::default().make().put(&registry, "a", "v1");
    let guard = Guard::basic(registry.address(), "ann", "s3cret");
    let host = guard.address().to_string();
    let answer = "cat > /dev/null\n[ \"$1\" = get ] && printf '{\"Username\":\"ann\",\"Secret\":\"s3cret\"}'\nexit 0";
    env.program("docker-credential-mine", answer);
    env.wharf(&["digest", &guard.reference("a:v1")]).fails(4);
    env.wharf(&["registry", "set", "--cred-helper", "docker-credential-mine", &host]).ok();
    env.wharf(&["digest", &guard.reference("a:v1")]).ok();
    assert_eq!(env.wharf(&["registry", "whoami", &host]).ok(), "ann\n");
    env.wharf(&["registry", "set", "--cred-helper", "", "--skip-check", &host]).ok();
    env.wharf(&["digest", &guard.reference("a:v1")]).fails(4);
    env.wharf(&["config", "set", "--default-cred-helper", "mine"]).ok();
    env.wharf(&["digest", &guard.reference("a:v1")]).ok();
}

#[test]
fn a_login_may_be_kept_unchecked() {
    let env = TestEnv::new();
    let login = |args: &[&str]| {
        let args = [&["registry", "login", "nowhere.invalid", "--user", "ann", "--pass-stdin"], args].concat();
        env.command(&args).input("s3cret").run()
    };
    assert_eq!(login(&["--skip-check"]).ok(), "Logged in to nowhere.invalid as ann\n");
    assert_eq!(env.wharf(&["registry", "whoami", "nowhere.invalid"]).ok(), "ann\n");
    env.wharf(&["registry", "logout", "nowhere.invalid"]).ok();
    env.wharf(&["registry", "whoami", "nowhere.invalid"]).fails(4);
}
