//! Tokens that the registry issues itself: asked for as clients do, used, and taken back.

use super::*;

const RULES: &str = "[[rule]]\nrepositories = [\"lib/*\"]\nwho = [\"ann\"]\nallow = [\"pull\", \"push\"]\n\
                     [[rule]]\nrepositories = [\"public/**\"]\nwho = [\"*\"]\nallow = [\"pull\"]\n\
                     [[rule]]\nrepositories = [\"bobs/**\"]\nwho = [\"bob\"]\nallow = [\"admin\"]\n";

fn wanted(rest: &str) -> String {
    format!("401 Bearer realm=\"http://r.io:5000/token\",service=\"wharf\"{rest}")
}

#[tokio::test]
async fn challenges_say_where_to_get_a_token_for_what() {
    let place = Place::bearer(Some(RULES));
    for (need, rest) in [
        (Need::Enter, ""),
        (to(Action::Pull, "lib/a"), ",scope=\"repository:lib/a:pull\""),
        (to(Action::Push, "lib/a"), ",scope=\"repository:lib/a:pull,push\""),
        (to(Action::Delete, "lib/a"), ",scope=\"repository:lib/a:delete\""),
    ] {
        assert_eq!(place.outcome("", &need).await, wanted(rest), "{need:?}");
    }
    let closed = Place::bearer(None);
    assert_eq!(closed.outcome("", &Need::Catalog).await, wanted(",scope=\"registry:catalog:*\""));
    for need in [Need::Enter, Need::Catalog, to(Action::Pull, "a")] {
        assert_eq!(closed.browser(&need).await, "401 Basic realm=\"wharf\"", "a browser knows no tokens");
    }
    assert_eq!(place.browser(&Need::Catalog).await, "ok anonymous");
    let invalid = place.outcome("Bearer nonsense", &to(Action::Pull, "lib/a")).await;
    let expected = ",scope=\"repository:lib/a:pull\",error=\"invalid_token\",error_description=\"the token cannot be read: fetch a new one\"";
    assert_eq!(invalid, wanted(expected));
    assert!(place.guard.answers("/token") && !place.guard.answers("/v2/token"));
    assert_eq!(place.guard.summary(), "users log in by token or password; some things need no login");
}

#[tokio::test]
async fn the_realm_is_the_host_that_the_client_named_or_the_one_configured() {
    let realm = |place: Place, host: &'static str, forwarded: &'static str, secure: bool| async move {
        let mut request = http::Request::builder().header("host", host).header("x-forwarded-proto", "https");
        if !forwarded.is_empty() {
            request = request.header("x-forwarded-host", forwarded).header("forwarded", "host=evil");
        }
        let mut parts = request.body(()).unwrap().into_parts().0;
        parts.extensions.insert(crate::server::peer::Peer { address: None, secure });
        match place.guard.admit(&parts, &Need::Enter).await {
            Err(ServerError::Unauthorized { challenges, .. }) => challenges[0].clone(),
            _ => String::new(),
        }
    };
    let with = |change: fn(Settings) -> Settings| {
        Place::new(None, |_, settings| change(Settings { scheme: Some(Scheme::Bearer), ..settings }))
    };
    let shown = |url: &str| format!("Bearer realm=\"{url}\",service=\"wharf\"");
    assert_eq!(realm(with(|s| s), "a.io", "evil.io", false).await, shown("http://a.io/token"));
    assert_eq!(realm(with(|s| s), "a.io:5000", "", true).await, shown("https://a.io:5000/token"));
    let based = with(|s| Settings { base_path: "/base/".to_owned(), ..s });
    assert_eq!(realm(based, "a.io", "", false).await, shown("http://a.io/base/token"));
    let public = with(|s| Settings { public_url: Some("https://p.io/x/".to_owned()), ..s });
    assert_eq!(realm(public, "a.io", "", false).await, shown("https://p.io/x/token"));
    let other = with(|s| Settings { realm: Some("https://t.io/auth".to_owned()), ..s });
    assert_eq!(realm(other, "a.io", "", false).await, shown("https://t.io/auth"));
    assert_eq!(
        realm(with(|s| s), "a\"b", "", false).await,
        "Basic realm=\"wharf\"",
        "a name that is none is not echoed"
    );
}

#[tokio::test]
async fn a_token_covers_what_was_asked_and_is_allowed() {
    let place = Place::bearer(Some(RULES));
    let token = place.token("ann", &["repository:lib/a:pull,push,delete,*", "repository:other:pull"]).await;
    let lacking = |scope: &str| {
        let description = "the token does not cover this: fetch one with the scope in the challenge";
        wanted(&format!(",scope=\"{scope}\",error=\"insufficient_scope\",error_description=\"{description}\""))
    };
    let access = serde_json::json!([{ "type": "repository", "name": "lib/a", "actions": ["pull", "push"] }]);
    assert_eq!(claims(&token)["access"], access);
    for (need, expected) in [
        (Need::Enter, "ok \"ann\"".to_owned()),
        (to(Action::Push, "lib/a"), "ok \"ann\"".to_owned()),
        // A token that could be had is asked for; what no token would open is denied, as with a password.
        (to(Action::Pull, "lib/b"), lacking("repository:lib/b:pull")),
        (Need::Catalog, lacking("registry:catalog:*")),
        (to(Action::Delete, "lib/a"), "403".to_owned()),
        (to(Action::Pull, "other"), "403".to_owned()),
    ] {
        assert_eq!(place.outcome(&token, &need).await, expected, "{need:?}");
    }
    let caller = place.admit(&token, &to(Action::Push, "lib/a")).await.unwrap();
    assert!(!caller.may(Action::Pull, &"lib/b".parse().unwrap()), "a mount needs its source in the token");
    let admin = place.token("bob", &["repository:bobs/x:*"]).await;
    assert_eq!(claims(&admin)["access"][0]["actions"], serde_json::json!(["pull", "push", "delete", "*"]));
    assert_eq!(place.outcome(&admin, &to(Action::Admin, "bobs/x")).await, "ok \"bob\"");
}

#[tokio::test]
async fn who_has_no_rights_can_still_log_in() {
    let place = Place::bearer(Some("rule = []"));
    let reply = place.ask("account=bob&client_id=docker&offline_token=true", &basic("bob"), None).await.unwrap();
    let token = format!("Bearer {}", reply["token"].as_str().unwrap());
    assert_eq!(place.outcome(&token, &Need::Enter).await, "ok \"bob\"");
    assert_eq!(place.outcome(&basic("bob"), &Need::Enter).await, "ok \"bob\"", "passwords do as well");
    assert_eq!(place.outcome(&basic("bob"), &to(Action::Pull, "a")).await, "403");
    assert!(place.ask("", "", None).await.is_err(), "the anonymous have nothing here, so they get no token");
}

#[tokio::test]
async fn the_anonymous_get_what_is_theirs() {
    let place = Place::bearer(Some(RULES));
    assert_eq!(place.outcome("", &to(Action::Pull, "public/a")).await, "ok anonymous");
    let token = place.token("", &["repository:public/a:pull,push", "repository:lib/a:pull"]).await;
    let access = serde_json::json!([{ "type": "repository", "name": "public/a", "actions": ["pull"] }]);
    assert_eq!((&claims(&token)["access"], &claims(&token)["sub"]), (&access, &serde_json::json!("")));
    assert_eq!(place.outcome(&token, &to(Action::Pull, "public/a")).await, "ok anonymous");
    assert_eq!(place.outcome(&token, &Need::Enter).await, "ok anonymous");
    let outcome = place.outcome(&token, &to(Action::Push, "public/a")).await;
    assert!(
        outcome.ends_with("error=\"insufficient_scope\",error_description=\"authentication is required\""),
        "{outcome}"
    );
}

#[tokio::test]
async fn the_catalog_has_a_scope_of_its_own_and_shows_what_the_user_may_pull() {
    let place = Place::bearer(Some(RULES));
    let token = place.token("ann", &["registry:catalog:*"]).await;
    let caller = place.admit(&token, &Need::Catalog).await.unwrap();
    assert!(caller.may(Action::Pull, &"lib/a".parse().unwrap()));
    assert!(!caller.may(Action::Pull, &"bobs/a".parse().unwrap()));
    assert!(place.outcome(&token, &to(Action::Pull, "lib/a")).await.contains("insufficient_scope"));
}

#[tokio::test]
async fn replies_have_every_field_that_clients_look_for() {
    let place = Place::bearer(Some(RULES));
    let plain = place.ask("service=wharf&scope=repository:lib/a:pull", &basic("ann"), None).await.unwrap();
    assert_eq!(plain["token"], plain["access_token"]);
    assert_eq!(plain["expires_in"], 300);
    assert!(plain["issued_at"].as_str().unwrap().parse::<jiff::Timestamp>().is_ok());
    assert_eq!((&plain["refresh_token"], &plain["scope"]), (&Value::Null, &Value::Null));
    let token = claims(plain["token"].as_str().unwrap());
    assert_eq!((&token["iss"], &token["aud"], &token["sub"]), (&"wharf".into(), &"wharf".into(), &"ann".into()));
    assert_eq!(token["exp"].as_i64().unwrap() - token["iat"].as_i64().unwrap(), 300);
    assert_ne!(token["jti"], claims(&place.token("ann", &[]).await)["jti"]);
    let anonymous = place.ask("offline_token=true", "", None).await.unwrap();
    assert_eq!(anonymous["refresh_token"], Value::Null, "there is nobody to refresh");
}

#[tokio::test]
async fn forms_with_passwords_and_refresh_tokens() {
    let place = Place::bearer(Some(RULES));
    let scope = "service=wharf&client_id=x&scope=repository%3Alib%2Fa%3Apull+registry%3Acatalog%3A*";
    let form = format!("grant_type=password&username=ann&password=nna&access_type=offline&{scope}");
    let first = place.ask("", "", Some(&form)).await.unwrap();
    assert_eq!(first["scope"], "repository:lib/a:pull registry:catalog:*");
    let refresh = first["refresh_token"].as_str().unwrap();
    let form = format!("grant_type=refresh_token&refresh_token={refresh}&{scope}");
    let second = place.ask("", "", Some(&form)).await.unwrap();
    assert_eq!(second["refresh_token"], Value::Null);
    let token = format!("Bearer {}", second["access_token"].as_str().unwrap());
    assert_eq!(place.outcome(&token, &to(Action::Pull, "lib/a")).await, "ok \"ann\"");
    let opens = place.outcome(&format!("Bearer {refresh}"), &Need::Enter).await;
    assert!(opens.contains("invalid_token"), "a refresh token opens nothing itself: {opens}");
    let access = second["access_token"].as_str().unwrap();
    for (form, status) in [
        (format!("grant_type=refresh_token&refresh_token={access}"), 401),
        ("grant_type=refresh_token&refresh_token=x".to_owned(), 401),
        ("grant_type=refresh_token".to_owned(), 400),
        ("grant_type=password&username=ann&password=wrong".to_owned(), 401),
        ("grant_type=password&username=ann&password=".to_owned(), 401),
        ("grant_type=password&username=ann".to_owned(), 400),
        ("grant_type=authorization_code".to_owned(), 400),
        (String::new(), 400),
        ("grant_type=password&username=ann&password=nna&service=other".to_owned(), 400),
        ("grant_type=password&username=ann&password=nna&scope=wrong".to_owned(), 400),
        (format!("grant_type=password&x={}", "x".repeat(70_000)), 400),
    ] {
        let error = place.ask("", "", Some(&form)).await.unwrap_err();
        assert_eq!(error.code().0.as_u16(), status, "{form:.80}: {error}");
    }
    for (query, authorization, status) in
        [("", basic_with("ann", "wrong"), 401), ("", "Bearer x".into(), 401), ("service=other", basic("ann"), 400)]
    {
        let error = place.ask(query, &authorization, None).await.unwrap_err();
        assert_eq!(error.code().0.as_u16(), status, "{error}");
    }
}

#[tokio::test]
async fn tokens_end_with_the_user_the_password_and_the_right() {
    let place = Place::bearer(Some(RULES));
    let push = to(Action::Push, "lib/a");
    let form = "grant_type=password&username=ann&password=nna&access_type=offline";
    let refresh = place.ask("", "", Some(form)).await.unwrap()["refresh_token"].as_str().unwrap().to_owned();
    let refresh = format!("grant_type=refresh_token&refresh_token={refresh}");
    let token = place.token("ann", &["repository:lib/a:pull,push"]).await;
    assert_eq!(place.outcome(&token, &push).await, "ok \"ann\"");
    fs::write(place.dir.path().join("policy.toml"), "rule = []").unwrap();
    assert_eq!(place.outcome(&token, &push).await, "403", "a right taken back is gone at once");
    fs::write(place.dir.path().join("policy.toml"), RULES).unwrap();
    assert_eq!(place.outcome(&token, &push).await, "ok \"ann\"");
    let other = format!("ann:{}\n", bcrypt::hash("other", 4).unwrap());
    for users in [other.as_str(), ""] {
        fs::write(place.dir.path().join("users"), users).unwrap();
        assert!(place.outcome(&token, &push).await.contains("invalid_token"));
        assert_eq!(place.ask("", "", Some(&refresh)).await.unwrap_err().code().0.as_u16(), 401);
    }
}

#[tokio::test]
async fn other_processes_and_rotated_keys_know_the_tokens() {
    let place = Place::bearer(None);
    let token = place.token("ann", &["repository:a:pull"]).await;
    let settings = Settings {
        htpasswd: Some(place.dir.path().join("users")),
        scheme: Some(Scheme::Bearer),
        interval: Duration::ZERO,
        ..Settings::default()
    };
    let guard = Guard::load(&settings, &place.dir.path().join("keys")).unwrap();
    super::super::rotate(&place.dir.path().join("keys"), crate::server::auth::Old::Keep).unwrap();
    let request = http::Request::builder().header("authorization", &token).body(()).unwrap().into_parts().0;
    for guard in [&guard, &place.guard] {
        assert_eq!(guard.admit(&request, &to(Action::Pull, "a")).await.unwrap().name.as_deref(), Some("ann"));
    }
}
