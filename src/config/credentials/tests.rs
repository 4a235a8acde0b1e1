//! The order of the places, and what `login`, `logout` and `whoami` do with them, on a home of files and small helpers.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::super::hosts::Notify;
use super::super::{Config, Env, Flags};
use super::helper::tests::{search_path, write_helper, write_keeper};
use super::*;
use crate::reference::Repository;
use crate::registry::{Keychain, Notice};

/// A home directory, a system below it, and an ear for warnings.
struct Home {
    dir: tempfile::TempDir,
    variables: Vec<(String, String)>,
    warnings: Arc<Mutex<Vec<String>>>,
}

impl Home {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("bin")).unwrap();
        let mut home = Self { dir, variables: Vec::new(), warnings: Arc::default() };
        home.set("HOME", home.text(""));
        home.set("XDG_RUNTIME_DIR", home.text("run"));
        home.set("PATH", search_path(&home.at("bin")));
        home
    }

    fn at(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    fn text(&self, path: &str) -> String {
        self.at(path).to_str().unwrap().to_owned()
    }

    fn set(&mut self, name: &str, value: impl Into<String>) {
        self.variables.push((name.to_owned(), value.into()));
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
    }

    fn read(&self, path: &str) -> Value {
        serde_json::from_str(&fs::read_to_string(self.at(path)).unwrap()).unwrap()
    }

    fn config(&self, flags: Flags) -> Config {
        let env = Env::from_variables(self.variables.clone(), self.at("system"));
        Config::load(&env, None).unwrap().with_flags(flags)
    }

    fn ear(&self) -> Notify {
        let warnings = Arc::clone(&self.warnings);
        Arc::new(move |notice| match notice {
            Notice::Warning(text) => warnings.lock().unwrap().push(text),
            other => panic!("{other:?}"),
        })
    }

    fn warnings(&self) -> Vec<String> {
        std::mem::take(&mut *self.warnings.lock().unwrap())
    }

    fn keychain(&self, flags: Flags) -> Arc<dyn Keychain> {
        self.config(flags).keychain(self.ear())
    }

    /// The user that `reference` is shown.
    fn user(&self, reference: &str) -> Option<String> {
        user(&*self.keychain(Flags::default()), reference)
    }

    fn store(&self, flags: Flags) -> CredentialStore {
        self.config(flags).credential_store(self.ear())
    }
}

fn scope(reference: &str) -> (Registry, Option<Repository>) {
    match reference.split_once('/') {
        Some((host, path)) => (host.parse().unwrap(), Some(path.parse().unwrap())),
        None => (reference.parse().unwrap(), None),
    }
}

fn credential(keychain: &dyn Keychain, reference: &str) -> Option<Credential> {
    let (registry, repository) = scope(reference);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(keychain.credential(&registry, repository.as_ref())).unwrap()
}

fn user(keychain: &dyn Keychain, reference: &str) -> Option<String> {
    credential(keychain, reference).map(|credential| match credential {
        Credential::Basic { user, .. } => user,
        Credential::IdentityToken(token) | Credential::RegistryToken(token) => token.expose().to_owned(),
    })
}

fn basic(user: &str) -> Credential {
    Credential::Basic { user: user.to_owned(), password: Secret::new("hunter2") }
}

fn auth(user: &str) -> Value {
    json!({ "auth": STANDARD.encode(format!("{user}:hunter2")) })
}

fn auths(key: &str, user: &str) -> String {
    json!({ "auths": { key: auth(user) } }).to_string()
}

#[test]
fn the_order_of_the_places() {
    let mut home = Home::new();
    // From the last place to the first: each new one wins over all before.
    assert_eq!(home.user("a.io"), None);
    home.write(".dockercfg", &json!({ "a.io": auth("dockercfg") }).to_string());
    assert_eq!(home.user("a.io").as_deref(), Some("dockercfg"));
    for (path, name) in [
        (".docker/config.json", "docker"),
        (".config/containers/auth.json", "podman"),
        ("run/containers/auth.json", "session"),
    ] {
        home.write(path, &auths("a.io", name));
        assert_eq!(home.user("a.io").as_deref(), Some(name));
    }
    home.set("DOCKER_AUTH_CONFIG", auths("a.io", "inline"));
    assert_eq!(home.user("a.io").as_deref(), Some("inline"));
    home.set("REGISTRY_AUTH_FILE", home.text("one.json"));
    home.write("one.json", &auths("a.io", "one"));
    assert_eq!(home.user("a.io").as_deref(), Some("one"));
    let named = Flags { auth_file: Some(home.at("two.json")), ..Flags::default() };
    home.write("two.json", &auths("a.io", "two"));
    assert_eq!(user(&*home.keychain(named), "a.io").as_deref(), Some("two"));
    home.set("WHARF_USERNAME", "variable");
    home.set("WHARF_PASSWORD", "p");
    assert_eq!(home.user("a.io").as_deref(), Some("variable"));
    let credentials =
        FlagCredentials { username: Some("flag".into()), password: Some(Secret::new("p")), scoped: Vec::new() };
    let flags = Flags { credentials: credentials.clone(), ..Flags::default() };
    assert_eq!(user(&*home.keychain(flags), "a.io").as_deref(), Some("flag"));
    let scoped = vec![("a.io".parse().unwrap(), basic("scoped"))];
    let flags = Flags { credentials: FlagCredentials { scoped, ..credentials }, ..Flags::default() };
    let keychain = home.keychain(flags);
    assert_eq!(user(&*keychain, "a.io").as_deref(), Some("scoped"));
    assert_eq!(user(&*keychain, "b.io").as_deref(), Some("flag"));
    assert!(home.warnings().is_empty());
}

#[test]
fn the_one_file_excludes_the_others() {
    let mut home = Home::new();
    home.write(".docker/config.json", &auths("a.io", "docker"));
    home.write("one.json", &auths("b.io", "one"));
    home.set("REGISTRY_AUTH_FILE", home.text("one.json"));
    assert_eq!((home.user("a.io"), home.user("b.io").as_deref()), (None, Some("one")));
    home.set("REGISTRY_AUTH_FILE", home.text("none.json"));
    assert_eq!(home.user("a.io"), None);
    assert!(home.warnings().concat().contains("none.json does not exist"));
}

#[test]
fn variables_for_one_registry_and_half_given_ones() {
    let mut home = Home::new();
    home.set("WHARF_PASSWORD", "hunter2");
    assert_eq!(home.user("a.io"), None);
    assert_eq!(home.warnings(), ["WHARF_PASSWORD is set without WHARF_USERNAME; it is not used"]);
    let credentials = FlagCredentials { username: Some("flag".into()), ..FlagCredentials::default() };
    let keychain = home.keychain(Flags { credentials, ..Flags::default() });
    assert_eq!(user(&*keychain, "a.io").as_deref(), Some("flag"));
    home.set("WHARF_USERNAME", "me");
    home.set("WHARF_REGISTRY", "a.io");
    assert_eq!((home.user("a.io").as_deref(), home.user("b.io")), (Some("me"), None));
}

#[test]
fn keys_by_specificity_and_docker_hub_by_all_its_names() {
    let home = Home::new();
    let file = json!({ "auths": {
        "https://a.io/v1/": auth("legacy"), "a.io": auth("host"), "a.io/x": auth("parent"), "a.io/x/y": auth("path"),
        "https://b.io/v2/": auth("b"), "empty.io": {},
    }});
    home.write(".docker/config.json", &file.to_string());
    for (reference, expected) in [
        ("a.io", Some("host")),
        ("a.io/z", Some("host")),
        ("a.io/x", Some("parent")),
        ("a.io/x/z", Some("parent")),
        ("a.io/x/y", Some("path")),
        ("a.io/x/y/z", Some("path")),
        ("a.io/xx", Some("host")),
        ("b.io/x", Some("b")),
        ("empty.io/x", None),
        ("c.io", None),
    ] {
        assert_eq!(home.user(reference).as_deref(), expected, "{reference}");
    }
    for key in ["docker.io", "index.docker.io", "https://index.docker.io/v1/", "registry-1.docker.io"] {
        home.write(".docker/config.json", &auths(key, "hub"));
        assert_eq!(home.user("docker.io/library/alpine").as_deref(), Some("hub"), "{key}");
    }
}

#[test]
fn helpers_come_before_entries_and_are_asked_once() {
    let home = Home::new();
    let bin = home.at("bin");
    write_keeper(&bin, "keeper");
    let say =
        |user: &str| format!(r#"echo '{{"Username":"{user}","Secret":"s"}}'; echo . >> '{}'"#, home.text("asked"));
    write_helper(&bin, "one", &say("one"));
    let file = json!({
        "auths": { "a.io": auth("entry"), "a.io/x": auth("deeper"), "b.io": auth("open") },
        "credHelpers": { "a.io": "one" }, "credsStore": "keeper",
    });
    home.write(".docker/config.json", &file.to_string());
    let keychain = home.keychain(Flags::default());
    for (reference, expected) in
        [("a.io", "one"), ("a.io/z", "one"), ("a.io/y", "one"), ("a.io/x", "deeper"), ("b.io/x", "open")]
    {
        assert_eq!(user(&*keychain, reference).as_deref(), Some(expected), "{reference}");
    }
    assert_eq!(fs::read_to_string(home.at("asked")).unwrap(), ".\n");
    assert_eq!(credential(&*keychain, "docker.io/library/x"), None);
    let log = fs::read_to_string(bin.join("keeper.d.log")).unwrap();
    assert_eq!(log, "get b.io\nget https://index.docker.io/v1/\nlist \n");
}

#[test]
fn a_store_may_know_docker_hub_by_another_name() {
    let home = Home::new();
    write_keeper(&home.at("bin"), "keeper");
    home.write(".docker/config.json", r#"{"credsStore": "keeper"}"#);
    let helpers = super::helper::Helpers::new(Env::from_variables(home.variables.clone(), "/"));
    helpers.store("keeper", "docker.io", "podman", &Secret::new("s")).unwrap();
    assert_eq!(home.user("docker.io").as_deref(), Some("podman"));
}

#[test]
fn what_is_broken_is_a_warning_and_the_search_goes_on() {
    let home = Home::new();
    write_helper(&home.at("bin"), "locked", "echo 'the vault is locked'; exit 1");
    home.write("run/containers/auth.json", "{\"auths\": hunter2");
    home.write(".config/containers/auth.json", r#"{"auths": {"a.io": {"auth": "hunter2!"}, "b.io": 3}}"#);
    home.write(
        ".docker/config.json",
        r#"{"credHelpers": {"a.io": "locked"}, "credsStore": "absent", "auths": {"z.io": {}}}"#,
    );
    home.write(".dockercfg", &json!({ "a.io": auth("last") }).to_string());
    let keychain = home.keychain(Flags::default());
    assert_eq!(user(&*keychain, "a.io").as_deref(), Some("last"));
    assert_eq!(user(&*keychain, "a.io/x").as_deref(), Some("last"));
    let warnings = home.warnings();
    for (warning, part) in
        warnings.iter().zip(["it is not JSON", "not base64", "the vault is locked", "docker-credential-absent"])
    {
        assert!(warning.contains(part) && !warning.contains("hunter2"), "{warning}");
    }
    assert_eq!(warnings.len(), 4, "{warnings:?}");
    home.write(".dockercfg", "[]");
    assert_eq!(home.user("c.io"), None);
}

#[test]
fn nothing_is_read_before_it_is_asked_for() {
    let home = Home::new();
    home.write(".docker/config.json", "broken");
    let keychain = home.keychain(Flags::default());
    assert!(home.warnings().is_empty());
    home.write(".docker/config.json", &auths("a.io", "me"));
    assert_eq!(user(&*keychain, "a.io").as_deref(), Some("me"));
    home.write(".docker/config.json", "broken");
    assert_eq!(user(&*keychain, "a.io/x").as_deref(), Some("me"));
}

fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn login_writes_where_docker_would() {
    let home = Home::new();
    let (host, _) = scope("a.io");
    let saved = home.store(Flags::default()).save(&host, None, &basic("me")).unwrap();
    let place = Place::File { path: home.at(".docker/config.json"), key: "a.io".to_owned() };
    assert_eq!(saved, SavedWhere { place: place.clone(), unencrypted: true, hidden_by: None });
    assert_eq!((mode(&home.at(".docker")), mode(&home.at(".docker/config.json"))), (0o700, 0o600));
    assert_eq!(home.read(".docker/config.json"), json!({ "auths": { "a.io": auth("me") } }));
    let found = home.store(Flags::default()).lookup(&host, None).unwrap();
    assert_eq!(found, Found { user: Some("me".to_owned()), kind: CredentialKind::Password, place });

    home.store(Flags::default()).save(&Registry::docker_hub(), None, &basic("hub")).unwrap();
    assert_eq!(home.read(".docker/config.json")["auths"]["https://index.docker.io/v1/"], auth("hub"));
    let (_, repository) = scope("a.io/x/y");
    let token = Credential::IdentityToken(Secret::new("t"));
    home.store(Flags::default()).save(&host, repository.as_ref(), &token).unwrap();
    assert_eq!(credential(&*home.keychain(Flags::default()), "a.io/x/y/z"), Some(token));
    assert_eq!(home.user("a.io").as_deref(), Some("me"));
}

#[test]
fn login_keeps_what_it_does_not_know_and_drops_other_names_of_the_host() {
    let home = Home::new();
    let before = json!({
        "zeta": 1, "auths": {
            "b.io": auth("b"), "https://a.io/v1/": auth("old"), "a.io": { "email": "x@y", "auth": "old" }, "a.io/x": auth("x"),
        }, "alpha": { "k": [1] },
    });
    home.write(".docker/config.json", &before.to_string());
    home.store(Flags::default()).save(&scope("a.io").0, None, &basic("new")).unwrap();
    let after = home.read(".docker/config.json");
    assert_eq!(after.as_object().unwrap().keys().collect::<Vec<_>>(), ["zeta", "auths", "alpha"]);
    let keys: Vec<_> = after["auths"].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["b.io", "a.io", "a.io/x"]);
    assert_eq!(after["auths"]["a.io"], json!({ "email": "x@y", "auth": auth("new")["auth"] }));
}

#[test]
fn login_uses_the_helper_that_the_file_names() {
    let home = Home::new();
    for name in ["own", "all"] {
        write_keeper(&home.at("bin"), name);
    }
    home.write(".docker/config.json", r#"{"credHelpers": {"a.io": "own"}, "credsStore": "all"}"#);
    for (host, name, server) in
        [("a.io", "own", "a.io"), ("b.io", "all", "b.io"), ("docker.io", "all", "https://index.docker.io/v1/")]
    {
        let (host, _) = scope(host);
        let saved = home.store(Flags::default()).save(&host, None, &basic("me")).unwrap();
        let place = Place::Helper { name: name.to_owned(), server: server.to_owned() };
        assert_eq!(saved, SavedWhere { place: place.clone(), unencrypted: false, hidden_by: None });
        assert_eq!(home.read(".docker/config.json")["auths"][server], json!({}));
        let erased = home.store(Flags::default()).erase(&host, None, Reach::WhereSaved).unwrap();
        assert_eq!(erased, Erased { places: vec![place], remaining: None });
    }
    assert_eq!(home.read(".docker/config.json")["auths"], json!({}));
    let past = Flags { save_to: Some(super::super::SaveTo::File), ..Flags::default() };
    let saved = home.store(past).save(&scope("b.io").0, None, &basic("me")).unwrap();
    assert!(saved.unencrypted, "{saved:?}");
    let token = Credential::RegistryToken(Secret::new("t"));
    let saved = home.store(Flags::default()).save(&scope("c.io").0, None, &token).unwrap();
    assert!(matches!(saved.place, Place::File { .. }));
}

#[test]
fn login_with_a_named_file_writes_there_as_podman_does() {
    let mut home = Home::new();
    home.set("REGISTRY_AUTH_FILE", home.text("new/auth.json"));
    home.store(Flags::default()).save(&Registry::docker_hub(), None, &basic("me")).unwrap();
    assert_eq!(home.read("new/auth.json"), json!({ "auths": { "docker.io": auth("me") } }));
    assert!(!home.at(".docker").exists());
    assert_eq!(home.user("docker.io").as_deref(), Some("me"));
}

#[test]
fn login_never_overwrites_a_broken_file_and_tells_what_hides_it() {
    let home = Home::new();
    let (host, _) = scope("a.io");
    home.write(".docker/config.json", "{ broken");
    let error = home.store(Flags::default()).save(&host, None, &basic("me")).unwrap_err();
    assert!(error.to_string().contains("not JSON"), "{error}");
    assert_eq!(fs::read_to_string(home.at(".docker/config.json")).unwrap(), "{ broken");
    fs::remove_file(home.at(".docker/config.json")).unwrap();
    home.write("run/containers/auth.json", &auths("a.io", "session"));
    let saved = home.store(Flags::default()).save(&host, None, &basic("me")).unwrap();
    let first = Place::File { path: home.at("run/containers/auth.json"), key: "a.io".to_owned() };
    assert_eq!(saved.hidden_by, Some(first));
    let warnings = saved.warnings();
    assert!(warnings[0].contains("unencrypted in") && warnings[1].contains("containers/auth.json"), "{warnings:?}");
}

#[test]
fn a_failing_helper_fails_the_login_and_leaves_no_password_behind() {
    let home = Home::new();
    write_helper(&home.at("bin"), "locked", "echo 'the vault is locked'; exit 1");
    home.write(".docker/config.json", r#"{"credsStore": "locked"}"#);
    let error = home.store(Flags::default()).save(&scope("a.io").0, None, &basic("me")).unwrap_err();
    assert!(error.to_string().contains("failed to store: the vault is locked"), "{error}");
    assert_eq!(home.read(".docker/config.json"), json!({ "credsStore": "locked" }));
}

#[test]
fn logout_everywhere_or_where_login_saves() {
    let home = Home::new();
    let (host, _) = scope("a.io");
    for path in ["run/containers/auth.json", ".docker/config.json"] {
        home.write(
            path,
            &json!({ "auths": { "a.io": auth("u"), "a.io/x": auth("x"), "b.io": auth("b") } }).to_string(),
        );
    }
    home.write(".dockercfg", &json!({ "https://a.io/v1/": auth("u"), "b.io": auth("b") }).to_string());
    let place = |path: &str, key: &str| Place::File { path: home.at(path), key: key.to_owned() };
    let erased = home.store(Flags::default()).erase(&host, None, Reach::WhereSaved).unwrap();
    assert_eq!(erased.places, [place(".docker/config.json", "a.io")]);
    assert_eq!(erased.remaining, Some(place("run/containers/auth.json", "a.io")));
    let erased = home.store(Flags::default()).erase(&host, None, Reach::Everywhere).unwrap();
    let expected = [place("run/containers/auth.json", "a.io"), place(".dockercfg", "https://a.io/v1/")];
    assert_eq!(erased, Erased { places: expected.to_vec(), remaining: None });
    assert_eq!(home.user("b.io").as_deref(), Some("b"));
    assert_eq!(home.user("a.io/x").as_deref(), Some("x"));
    assert_eq!(home.read(".dockercfg"), json!({ "b.io": auth("b") }));
    let again = home.store(Flags::default()).erase(&host, None, Reach::Everywhere).unwrap();
    assert_eq!(again, Erased { places: Vec::new(), remaining: None });
    home.write(".docker/config.json", "{ broken");
    assert!(home.store(Flags::default()).erase(&host, None, Reach::Everywhere).is_err());
}

#[test]
fn no_secret_is_shown() {
    let mut home = Home::new();
    home.set("WHARF_PASSWORD", "hunter2");
    home.set("DOCKER_AUTH_CONFIG", auths("a.io", "me"));
    let credentials =
        FlagCredentials { username: Some("u".into()), password: Some(Secret::new("hunter2")), scoped: Vec::new() };
    let config = home.config(Flags { credentials, ..Flags::default() });
    let shown = format!("{config:?}");
    assert!(!shown.contains("hunter2") && !shown.contains(auth("me")["auth"].as_str().unwrap()), "{shown}");
}

#[test]
fn the_keyring_comes_before_shared_files_but_only_for_what_is_in_it() {
    let home = Home::new();
    home.write("run/containers/auth.json", r#"{"auths": {}}"#);
    home.write(".docker/config.json", &json!({ "auths": { "a.io": auth("a"), "b.io": auth("b") } }).to_string());
    let vault = Arc::new(super::keyring::tests::Memory::default());
    let sources = |save_to| {
        let sources = home.config(Flags { save_to, ..Flags::default() }).sources(home.ear());
        let keyring = sources.keyring.clone().with_vault(vault.clone(), std::time::Duration::from_secs(5));
        Sources { keyring, ..sources }
    };
    let asked = Some(super::super::SaveTo::Keyring);
    let saved = CredentialStore::new(sources(asked), super::super::SaveTo::Keyring);
    let saved = saved.save(&scope("a.io").0, None, &basic("ring")).unwrap();
    let place = Place::Keyring { key: "a.io".to_owned() };
    assert_eq!(saved, SavedWhere { place: place.clone(), unencrypted: false, hidden_by: None });
    let opened = *vault.opened.lock().unwrap();

    let keychain = Chain::new(sources(None));
    assert_eq!(user(&keychain, "b.io").as_deref(), Some("b"));
    assert_eq!(*vault.opened.lock().unwrap(), opened);
    assert_eq!(user(&keychain, "a.io/x").as_deref(), Some("ring"));

    let store = CredentialStore::new(sources(None), super::super::SaveTo::Docker);
    let erased = store.erase(&scope("a.io").0, None, Reach::Everywhere).unwrap();
    let file = Place::File { path: home.at(".docker/config.json"), key: "a.io".to_owned() };
    assert_eq!(erased, Erased { places: vec![place, file], remaining: None });
    assert!(vault.entries.lock().unwrap().is_empty());
}
