//! Names and passwords, the anonymous, and the rules that they are put to.

use super::*;

const RULES: &str = "[[rule]]\nrepositories = [\"lib/*\"]\nwho = [\"ann\"]\nallow = [\"pull\", \"push\"]\n\
                     [[rule]]\nrepositories = [\"public/**\"]\nwho = [\"*\"]\nallow = [\"pull\"]\n\
                     [[immutable]]\nrepositories = [\"**\"]\ntags = [\"v*\"]\n";
const BASIC: &str = "401 Basic realm=\"wharf\"";

#[tokio::test]
async fn a_registry_without_locks_lets_everybody_do_everything() {
    let guard = Guard::load(&Settings::default(), Path::new("/nonexistent")).unwrap();
    assert!(guard.is_open() && !guard.answers("/token"));
    let request = http::Request::builder().header("authorization", "nonsense").body(()).unwrap().into_parts().0;
    let caller = guard.admit(&request, &to(Action::Admin, "a")).await.unwrap();
    assert_eq!(caller.name, None);
    assert!(!guard.is_immutable(&"a".parse().unwrap(), &"v1".parse().unwrap()));
    assert_eq!(guard.summary(), "everybody may do everything");
}

#[tokio::test]
async fn without_rules_users_may_do_everything_and_nobody_else_anything() {
    let place = Place::basic(None);
    for need in [Need::Enter, Need::Catalog, to(Action::Pull, "a"), to(Action::Delete, "a")] {
        assert_eq!(place.outcome("", &need).await, BASIC, "{need:?}");
        assert_eq!(place.outcome(&basic("ann"), &need).await, "ok \"ann\"", "{need:?}");
    }
    assert!(!place.guard.answers("/token"));
    assert_eq!(place.guard.summary(), "users log in by password; nothing without");
}

#[tokio::test]
async fn rules_decide_and_say_the_same_of_what_is_there_and_what_is_not() {
    let place = Place::basic(Some(RULES));
    for (who, need, expected) in [
        ("ann", to(Action::Push, "lib/a"), "ok \"ann\""),
        ("ann", to(Action::Delete, "lib/a"), "403"),
        ("ann", to(Action::Pull, "other"), "403"),
        ("bob", to(Action::Pull, "lib/a"), "403"),
        ("bob", to(Action::Pull, "public/a"), "ok \"bob\""),
        ("bob", Need::Enter, "ok \"bob\""),
        ("bob", Need::Catalog, "ok \"bob\""),
        ("", Need::Enter, BASIC),
        ("", Need::Catalog, "ok anonymous"),
        ("", to(Action::Pull, "public/a"), "ok anonymous"),
        ("", to(Action::Push, "public/a"), BASIC),
        ("", to(Action::Pull, "lib/a"), BASIC),
    ] {
        let authorization = if who.is_empty() { String::new() } else { basic(who) };
        assert_eq!(place.outcome(&authorization, &need).await, expected, "{who} {need:?}");
    }
    let denied = place.admit(&basic("bob"), &to(Action::Push, "lib/a")).await.unwrap_err();
    assert_eq!(denied.to_string(), "\"bob\" may not push to lib/a");
    let caller = place.admit(&basic("bob"), &Need::Catalog).await.unwrap();
    assert!(caller.may(Action::Pull, &"public/a".parse().unwrap()));
    assert!(!caller.may(Action::Pull, &"lib/a".parse().unwrap()), "lists and mounts ask the caller");
    assert!(place.guard.is_immutable(&"a".parse().unwrap(), &"v1".parse().unwrap()));
    assert_eq!(
        place.guard.summary(),
        "users log in by password; some things need no login, but docker pulls without a login only from a registry with --auth bearer"
    );
}

#[tokio::test]
async fn what_is_wrong_with_credentials_is_a_challenge_even_where_none_are_needed() {
    let place = Place::basic(Some("anonymous_pull = true"));
    let pull = to(Action::Pull, "a");
    assert_eq!(place.outcome("", &pull).await, "ok anonymous");
    for wrong in [
        basic_with("ann", "wrong"),
        basic_with("eve", "eve"),
        "Basic *".into(),
        "Digest x".into(),
        "Bearer x.y.z".into(),
    ] {
        assert_eq!(place.outcome(&wrong, &pull).await, BASIC, "{wrong}");
    }
    let reason = |error: ServerError| error.to_string();
    let wrong = reason(place.admit(&basic_with("ann", "wrong"), &pull).await.unwrap_err());
    let unknown = reason(place.admit(&basic_with("eve", "wrong"), &pull).await.unwrap_err());
    assert_eq!(wrong, unknown, "nobody learns who is a user");
    assert_eq!(
        place.guard.summary(),
        "users log in by password; everybody may pull, but docker pulls without a login only from a registry with --auth bearer"
    );
}

#[tokio::test]
async fn changes_of_users_and_rules_hold_at_once() {
    let place = Place::basic(Some(RULES));
    let push = to(Action::Push, "lib/a");
    assert_eq!(place.outcome(&basic("ann"), &push).await, "ok \"ann\"");
    fs::write(place.dir.path().join("policy.toml"), "rule = []").unwrap();
    assert_eq!(place.outcome(&basic("ann"), &push).await, "403");
    fs::write(place.dir.path().join("policy.toml"), "rule = nonsense").unwrap();
    assert_eq!(place.outcome(&basic("ann"), &push).await, "403", "a broken file changes nothing");
    fs::write(place.dir.path().join("users"), "").unwrap();
    assert_eq!(place.outcome(&basic("ann"), &push).await, BASIC);
}

#[tokio::test]
async fn guessing_ends_in_too_many() {
    let place = Place::basic(None);
    let mut outcomes = Vec::new();
    for _ in 0..41 {
        outcomes.push(place.outcome(&basic_with("ann", "guess"), &Need::Enter).await);
    }
    assert_eq!((outcomes[0].as_str(), outcomes[40].as_str()), (BASIC, "429"));
    assert!(matches!(
        place.admit(&basic_with("ann", "guess"), &Need::Enter).await,
        Err(ServerError::TooMany { retry_after: 1.. })
    ));
    // Headers that anybody can write do not make anybody somebody else.
    let request = http::Request::builder().header("authorization", basic_with("ann", "guess"));
    let request = request.header("x-forwarded-for", "10.0.0.9").body(()).unwrap().into_parts().0;
    assert!(matches!(place.guard.admit(&request, &Need::Enter).await, Err(ServerError::TooMany { .. })));
}

#[tokio::test]
async fn rules_without_users_are_for_everybody() {
    let place = Place::new(Some(RULES), |_, settings| Settings { htpasswd: None, ..settings });
    assert_eq!(place.outcome("", &Need::Enter).await, "ok anonymous", "no credentials could help");
    assert_eq!(place.outcome("", &to(Action::Pull, "public/a")).await, "ok anonymous");
    assert_eq!(place.outcome("", &to(Action::Push, "public/a")).await, "403");
    assert_eq!(place.guard.summary(), "nobody can log in; some things need no login");
    let closed = Place::new(Some("rule = []"), |_, settings| Settings { htpasswd: None, ..settings });
    assert_eq!(closed.outcome("", &Need::Catalog).await, "403");
}

#[test]
fn mistakes_in_files_name_file_and_line() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.toml");
    fs::write(&path, "\nanonymus_pull = true").unwrap();
    let settings = Settings { policy: Some(path.clone()), ..Settings::default() };
    let error = Guard::load(&settings, dir.path()).unwrap_err();
    assert!(matches!(error, AuthError::Content { .. }));
    assert!(error.to_string().starts_with(&format!("{}: line 2: ", path.display())), "{error}");
}
