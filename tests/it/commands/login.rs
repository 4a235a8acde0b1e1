//! `wharf login`, `logout` and `whoami`: credentials verified with the registry, and kept where docker keeps them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::harness::{Guard, ImageSpec, Outcome, Registry, TestEnv, TokenServer};

/// A registry with an image that only ann may see, and a home.
struct Guarded {
    env: TestEnv,
    registry: Registry,
    guard: Guard,
    host: String,
}

impl Guarded {
    fn new() -> Self {
        let (env, registry) = (TestEnv::new(), Registry::start());
        ImageSpec::default().make().put(&registry, "a", "v1");
        let guard = Guard::basic(registry.address(), "ann", "s3cret");
        let host = guard.address().to_string();
        Self { env, registry, guard, host }
    }

    fn file(&self) -> PathBuf {
        self.env.path("home/.docker/config.json")
    }

    fn config(&self) -> Value {
        serde_json::from_slice(&fs::read(self.file()).unwrap()).unwrap()
    }

    fn login(&self, password: &str) -> Outcome {
        self.env.command(&["login", "-u", "ann", "--password-stdin", &self.host]).input(password).run()
    }
}

#[test]
fn a_login_is_verified_kept_used_and_forgotten() {
    let home = Guarded::new();
    let name = home.guard.reference("a:v1");
    home.env.wharf(&["digest", &name]).fails(4);
    let told = home.env.wharf(&["whoami", &home.host]).fails(4);
    assert!(told.contains(&format!("not logged in to {0}; `wharf login {0}`", home.host)), "{told}");

    assert_eq!(home.login("s3cret\n").ok(), format!("Logged in to {} as ann\n", home.host));
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(home.file()), mode(home.env.path("home/.docker"))), (0o600, 0o700));
    assert_eq!(home.config(), json!({"auths": {&home.host: {"auth": "YW5uOnMzY3JldA=="}}}));

    assert_eq!(home.env.wharf(&["whoami", &home.host]).ok(), "ann\n");
    assert_eq!(home.env.wharf(&["registry", "whoami", &home.host]).ok(), "ann\n");
    let known = home.env.wharf(&["whoami", "-f", "json", &home.host]).json();
    assert_eq!(
        (&known["Registry"], &known["User"], &known["Kind"]),
        (&json!(home.host), &json!("ann"), &json!("password"))
    );
    assert!(known["Place"].as_str().unwrap().contains(home.file().to_str().unwrap()), "{known}");
    home.env.wharf(&["digest", &name]).ok();

    let out = home.env.wharf(&["logout", &home.host]).ok();
    assert!(out.starts_with(&format!("Logged out of {}: erased from ", home.host)), "{out}");
    home.env.wharf(&["digest", &name]).fails(4);
    let told = home.env.wharf(&["logout", &home.host]).fails(3);
    assert!(told.contains(&format!("not logged in to {}", home.host)), "{told}");
}

#[test]
fn a_wrong_password_changes_nothing() {
    let home = Guarded::new();
    home.login("wrong\n").fails(4);
    assert!(!home.file().exists());
    home.login("s3cret").ok();
    let before = fs::read(home.file()).unwrap();
    let told = home.login("wrong").fails(4);
    assert!(told.contains("not accepted") && !told.contains("wrong\n"), "{told}");
    assert_eq!(fs::read(home.file()).unwrap(), before, "the login that works stays");
}

#[test]
fn what_others_wrote_into_the_file_stays() {
    let home = Guarded::new();
    let others = json!({
        "auths": {"other.example": {"auth": "eDp5", "email": "x@example"}},
        "HttpHeaders": {"X-Meta": "1"}, "psFormat": "table", "plugins": {"p": {"hooks": "h"}},
    });
    home.env.write_home(".docker/config.json", others.to_string());
    fs::set_permissions(home.file(), fs::Permissions::from_mode(0o640)).unwrap();
    home.login("s3cret").ok();
    let mut expected = others.clone();
    expected["auths"][&home.host] = json!({"auth": "YW5uOnMzY3JldA=="});
    assert_eq!(home.config(), expected);
    home.env.wharf(&["logout", &home.host]).ok();
    assert_eq!(home.config(), others);
}

#[test]
fn what_cannot_be_a_login_is_refused_before_anybody_is_asked() {
    let home = Guarded::new();
    for (args, part) in [
        (&["--password-stdin"][..], "--password-stdin needs --username"),
        (&["-u", "", "--password-stdin"], "the user name is empty"),
        (&["-u", "ann", "--password-stdin"], "no password was given"),
        (&["-u", "ann"], "nobody can be asked"),
        (&[], "nobody can be asked"),
        (&["-u", "ann", "-p", "x", "--password-stdin"], "--password-stdin"),
    ] {
        let told = home.env.wharf(&[&["login", &home.host], args].concat()).fails(2);
        assert!(told.contains(part), "{args:?}: {told}");
    }
    home.env.wharf(&["login", "a b"]).fails(2);
    assert_eq!(home.registry.count("*", "/v2/"), 0);
    assert!(!home.file().exists());
}

#[test]
fn a_password_may_come_in_other_ways() {
    let home = Guarded::new();
    let shown = home.env.wharf(&["login", "-u", "ann", "-p", "s3cret", &home.host]);
    assert!(shown.stderr.contains("warning: a password on the command line"), "{}", shown.stderr);
    assert!(!shown.stderr.contains("s3cret"), "{}", shown.stderr);
    shown.ok();
    home.env.wharf(&["logout", &home.host]).ok();
    let login = home.env.command(&["registry", "login", "-f", "{{.User}}", &home.host]);
    assert_eq!(login.env("WHARF_USERNAME", "ann").env("WHARF_PASSWORD", "s3cret").run().ok(), "ann\n");
    home.env.wharf(&["registry", "logout", &home.host]).ok();
    // For one command, and nothing is kept.
    let digest = ["digest", &home.guard.reference("a:v1"), "--creds"];
    home.env.wharf(&[&digest[..], &["ann:s3cret"]].concat()).ok();
    home.env.wharf(&[&digest[..], &[&format!("{}=ann:s3cret", home.host)]].concat()).ok();
    home.env.wharf(&[&digest[..], &["other.example=ann:s3cret"]].concat()).fails(4);
    home.env.wharf(&["whoami", &home.host]).fails(4);
}

#[test]
fn one_file_may_be_named_for_all() {
    let home = Guarded::new();
    let file = home.env.work("auth.json");
    let authfile = ["--authfile", file.to_str().unwrap()];
    let login = [&["login", "-u", "ann", "--password-stdin", &home.host], &authfile[..]].concat();
    home.env.command(&login).input("s3cret").run().ok();
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(!home.file().exists());
    home.env.wharf(&["whoami", &home.host]).fails(4);
    assert_eq!(home.env.wharf(&[&["whoami", &home.host], &authfile[..]].concat()).ok(), "ann\n");
    assert_eq!(home.env.command(&["whoami", &home.host]).env("REGISTRY_AUTH_FILE", &file).run().ok(), "ann\n");
    home.env.wharf(&[&["logout", &home.host], &authfile[..]].concat()).ok();
    home.env.wharf(&[&["whoami", &home.host], &authfile[..]].concat()).fails(4);
}

#[test]
fn a_repository_may_have_a_login_of_its_own() {
    let home = Guarded::new();
    let scope = home.guard.reference("team");
    home.env.command(&["login", "-u", "ann", "--password-stdin", &scope]).input("s3cret").run().ok();
    assert_eq!(home.env.wharf(&["whoami", &home.guard.reference("team/app")]).ok(), "ann\n");
    home.env.wharf(&["whoami", &home.host]).fails(4);
    home.env.wharf(&["digest", &home.guard.reference("a:v1")]).fails(4);
    home.env.wharf(&["logout", &scope]).ok();
    home.env.wharf(&["whoami", &scope]).fails(4);
}

#[test]
fn a_registry_with_tokens_takes_the_same_login() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    ImageSpec::default().make().put(&registry, "a", "v1");
    let tokens = TokenServer::start("ann", "s3cret").closed();
    let guard = Guard::bearer(registry.address(), &tokens);
    let host = guard.address().to_string();
    let login = |password: &str| env.command(&["login", "-u", "ann", "--password-stdin", &host]).input(password).run();
    login("wrong").fails(4);
    login("s3cret").ok();
    env.wharf(&["digest", &guard.reference("a:v1")]).ok();
    let (file, secret) = (fs::read_to_string(env.path("home/.docker/config.json")).unwrap(), "s3cret");
    assert!(!file.contains(secret), "not readable at a glance: {file}");
    env.wharf(&["logout", &host]).ok();
    env.wharf(&["digest", &guard.reference("a:v1")]).fails(4);
}
