//! Tokens that were made to deceive: an outside issuer with a key of each kind, and everything that is not its word.

use ring::hmac;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
use serde_json::json;

use super::*;
use crate::server::auth::keys::now;

const ISSUER: &str = "https://issuer.example.org";
/// The modulus of an RSA key whose private half is nowhere, and a token that it signed while it existed: for `ann`, to
/// pull from `lib/a`, until the year 2100.
const RSA_N: &str = "vYkGufI94ZbWGXEVBRcteSOSZsnluthd0Qxo0PonRp_e607GuVFTrzBDmAMl-NzslxUpC3S-xKS-_i65wkS-_f4nyjivAmy8UUrp\
    uO_B2-gNZWw8oNMblPmFQbmbX4_FeJJXzhYuqFQKCHNj7YG_yyRb3BghFmRKbWEB-_hOKg4zWYV24Y53MarjcE4Ylx2jwApxycw1\
    2MyAGgUaXIflH7mAIjtMDRE00kYb7TOEpfDTpTTOyF3Bz9cQLdByTFn5p2Jb6ZyMt1fJ5G3-Xf_qPrkwihdgIGimOuFNcMtV9IFa\
    1-O8Y9SNU85XPrrN0A343-CqElbAoiv3R4SxqKvwGQ";
const RSA_TOKEN: &str = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6InJzYSJ9.eyJpc3MiOiJodHRwczovL2lzc3Vlci5leGFtcGxlLm9yZyI\
    sInN1YiI6ImFubiIsImF1ZCI6InJlZ2lzdHJ5IiwiZXhwIjo0MTAyNDQ0ODAwLCJhY2Nlc3MiOlt7InR5cGUiOiJyZXBvc2l0b3J\
    5IiwibmFtZSI6ImxpYi9hIiwiYWN0aW9ucyI6WyJwdWxsIl19XX0.mzjehQuVot0dbgzBO3vJetCvwhZyWM5s0WhfwXOXQA8AEf_\
    BwOpSAmPHnZGvDbZD0z2pUbfUxXEV9PnMF5-EUGdw_OrDoW1P4BZNVAeFk5Z6zJMExj-VQXK2PylDrUu12pKovCYIZ8mnq3yKR8G\
    0TCWvGpnsVwmw_d4WuTOv-Ss2yBbsTXNXGFruPuOjQwg8noex05yTb_Nzo5xWWpiRLAdl096vfiEMp0I5Y4xug8qMZGyMUmtydxo\
    MvqlRI29RrrTjBmRSxPKFxJOfsrgXX_fH8TXlRfntLSOdbt8D7bFPJREm1S8Bniu7v2kyZj4UjIei3bvDL5F3Id4adEfUzQ";

/// An issuer with an Ed25519 key `ed` and a P-256 key `ec`.
struct Issuer {
    ed: Ed25519KeyPair,
    ec: EcdsaKeyPair,
    random: SystemRandom,
}

impl Issuer {
    fn new() -> Self {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let ed = Ed25519KeyPair::generate_pkcs8(&random).unwrap();
        let ec = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
        Self {
            ed: Ed25519KeyPair::from_pkcs8(ed.as_ref()).unwrap(),
            ec: EcdsaKeyPair::from_pkcs8(algorithm, ec.as_ref(), &random).unwrap(),
            random,
        }
    }

    /// The key set that it publishes.
    fn keys(&self) -> Value {
        let point = self.ec.public_key().as_ref();
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        json!({ "keys": [
            { "kty": "OKP", "crv": "Ed25519", "kid": "ed", "x": text(self.ed.public_key().as_ref()), "alg": "EdDSA" },
            { "kty": "EC", "crv": "P-256", "kid": "ec", "x": text(&point[1..33]), "y": text(&point[33..]), "use": "sig" },
            { "kty": "RSA", "kid": "rsa", "n": RSA_N, "e": "AQAB" },
        ]})
    }

    /// Signs with the key that fits the algorithm of the header.
    fn sign(&self, header: &Value, claims: &str) -> String {
        let signed = format!("{}.{}", encoded(header), URL_SAFE_NO_PAD.encode(claims));
        let bytes = signed.as_bytes();
        let signature = match header["alg"].as_str() {
            Some("ES256") => self.ec.sign(&self.random, bytes).unwrap().as_ref().to_vec(),
            _ => self.ed.sign(bytes).as_ref().to_vec(),
        };
        format!("Bearer {signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    fn token(&self, claims: &Value) -> String {
        self.sign(&json!({ "alg": "EdDSA", "kid": "ed" }), &claims.to_string())
    }
}

/// Claims that are right in everything.
fn right() -> Value {
    json!({
        "iss": ISSUER, "sub": "ann", "aud": ["registry", "other"], "exp": now() + 100, "nbf": now() - 5, "iat": now(),
        "access": [{ "type": "repository", "name": "lib/a", "actions": ["pull"] }],
    })
}

fn changed(name: &str, value: Value) -> Value {
    let mut claims = right();
    claims[name] = value;
    claims
}

/// A registry that takes the issuer's tokens.
fn place(issuer: &Issuer) -> Place {
    Place::new(None, |dir, settings| {
        fs::write(dir.join("keys.json"), issuer.keys().to_string()).unwrap();
        Settings {
            htpasswd: None,
            jwks: Some(dir.join("keys.json")),
            issuer: Some(ISSUER.to_owned()),
            service: Some("registry".to_owned()),
            realm: Some(format!("{ISSUER}/token")),
            ..settings
        }
    })
}

#[tokio::test]
async fn the_tokens_of_an_outside_issuer_open_what_they_say() {
    let issuer = Issuer::new();
    let place = place(&issuer);
    let pull = to(Action::Pull, "lib/a");
    let challenge = format!("401 Bearer realm=\"{ISSUER}/token\",service=\"registry\"");
    assert_eq!(place.outcome("", &Need::Enter).await, challenge);
    assert_eq!(place.browser(&Need::Enter).await, challenge, "no password could help");
    assert!(!place.guard.answers("/token"));
    let ec = issuer.sign(&json!({ "alg": "ES256", "kid": "ec" }), &right().to_string());
    for token in [issuer.token(&right()), ec, format!("Bearer {RSA_TOKEN}")] {
        for _ in 0..2 {
            assert_eq!(place.outcome(&token, &pull).await, "ok \"ann\"", "{token:.40}");
        }
        assert_eq!(place.outcome(&token, &Need::Enter).await, "ok \"ann\"");
        for need in [to(Action::Push, "lib/a"), to(Action::Pull, "lib/b"), Need::Catalog] {
            assert!(place.outcome(&token, &need).await.contains("insufficient_scope"), "{need:?}");
        }
    }
    let all = changed(
        "access",
        json!([
            { "type": "repository", "name": "lib/a", "actions": ["*"] },
            { "type": "registry", "name": "catalog", "actions": ["*"] },
        ]),
    );
    let all = issuer.token(&all);
    assert_eq!(place.outcome(&all, &to(Action::Admin, "lib/a")).await, "ok \"ann\"");
    assert!(place.admit(&all, &Need::Catalog).await.unwrap().may(Action::Pull, &"any".parse().unwrap()));
    assert!(place.outcome(&basic("ann"), &Need::Enter).await.starts_with("401"), "passwords mean nothing here");
    assert_eq!(place.guard.summary(), "users bring tokens of an outside issuer; nothing without");
}

#[tokio::test]
async fn keys_that_the_issuer_withdraws_sign_nothing_any_more() {
    let issuer = Issuer::new();
    let place = place(&issuer);
    let token = issuer.token(&right());
    assert_eq!(place.outcome(&token, &Need::Enter).await, "ok \"ann\"");
    fs::write(place.dir.path().join("keys.json"), Issuer::new().keys().to_string()).unwrap();
    assert!(place.outcome(&token, &Need::Enter).await.contains("invalid_token"), "also where it was remembered");
}

/// Asserts that none of the tokens opens anything.
async fn refused(place: &Place, tokens: &[(&str, String)]) {
    for (what, token) in tokens {
        for need in [Need::Enter, to(Action::Pull, "lib/a"), to(Action::Push, "lib/a")] {
            let outcome = place.outcome(token, &need).await;
            assert!(outcome.starts_with("401 ") && outcome.contains("invalid_token"), "{what}: {outcome}");
        }
    }
}

#[tokio::test]
async fn what_the_issuer_did_not_sign_is_refused() {
    let issuer = Issuer::new();
    let place = place(&issuer);
    let good = issuer.token(&right());
    assert_eq!(place.outcome(&good, &Need::Enter).await, "ok \"ann\"");
    let parts: Vec<&str> = good.split('.').collect();
    let rsa: Vec<&str> = RSA_TOKEN.split('.').collect();
    let wide = changed("access", json!([{ "type": "repository", "name": "lib/a", "actions": ["*"] }]));
    let ed = json!({ "alg": "EdDSA", "kid": "ed" });
    let none = |alg: &str| format!("Bearer {}.{}.", encoded(&json!({ "alg": alg, "kid": "ed" })), parts[1]);
    let hs256 = |secret: &[u8]| {
        let signed = format!("{}.{}", encoded(&json!({ "alg": "HS256", "kid": "ed" })), parts[1]);
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), signed.as_bytes());
        format!("Bearer {signed}.{}", URL_SAFE_NO_PAD.encode(tag.as_ref()))
    };
    let tokens = [
        ("no signature", none("none")),
        ("no signature, spelled otherwise", none("nOnE")),
        ("an empty signature", none("EdDSA")),
        ("a shared secret that is the public key", hs256(issuer.ed.public_key().as_ref())),
        ("a shared secret that is the key file", hs256(issuer.keys().to_string().as_bytes())),
        ("an empty shared secret", hs256(b"")),
        ("another payload", format!("{}.{}.{}", parts[0], encoded(&wide), parts[2])),
        ("another payload under RSA", format!("Bearer {}.{}.{}", rsa[0], encoded(&wide), rsa[2])),
        ("the signature of RSA by another name", format!("Bearer {}.{}.{}", encoded(&ed), rsa[1], rsa[2])),
        ("four parts", format!("{good}.x")),
        ("two parts", format!("{}.{}", parts[0], parts[1])),
        ("padding", format!("{good}=")),
        ("a space", format!("{} .{}.{}", parts[0], parts[1], parts[2])),
        ("dots", "Bearer ..".to_owned()),
    ];
    refused(&place, &tokens).await;
}

#[tokio::test]
async fn keys_that_are_not_the_issuers_are_refused() {
    let (issuer, other) = (Issuer::new(), Issuer::new());
    let place = place(&issuer);
    let text = right().to_string();
    let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "x": URL_SAFE_NO_PAD.encode(other.ed.public_key().as_ref()) });
    let tokens = [
        ("somebody else's key", other.token(&right())),
        ("a key of its own", other.sign(&json!({ "alg": "EdDSA", "jwk": jwk }), &text)),
        ("a key of its own by our name", other.sign(&json!({ "alg": "EdDSA", "kid": "ed", "jwk": jwk }), &text)),
        ("a certificate of its own", other.sign(&json!({ "alg": "EdDSA", "kid": "ed", "x5c": ["MII"] }), &text)),
        ("a key from elsewhere", other.sign(&json!({ "alg": "EdDSA", "kid": "ed", "jku": "http://e/" }), &text)),
        ("no name of a key", issuer.sign(&json!({ "alg": "EdDSA" }), &text)),
        ("an unknown key", issuer.sign(&json!({ "alg": "EdDSA", "kid": "xx" }), &text)),
        ("a path as the key", issuer.sign(&json!({ "alg": "EdDSA", "kid": "../../keys.json" }), &text)),
        ("a key for another algorithm", issuer.sign(&json!({ "alg": "EdDSA", "kid": "ec" }), &text)),
        ("an algorithm that is not the key's", issuer.sign(&json!({ "alg": "ES256", "kid": "ed" }), &text)),
        ("an extension that is critical", issuer.sign(&json!({ "alg": "EdDSA", "kid": "ed", "crit": ["b64"] }), &text)),
    ];
    refused(&place, &tokens).await;
}

#[tokio::test]
async fn words_that_are_not_for_this_registry_now_are_refused() {
    let issuer = Issuer::new();
    let place = place(&issuer);
    let text = right().to_string();
    let ed = json!({ "alg": "EdDSA", "kid": "ed" });
    let twice = text.replacen('{', &format!("{{\"exp\":{},", now() + 9999), 1);
    let twice_access = text.replacen('{', "{\"access\":[],", 1);
    let mut huge = right();
    huge["padding"] = json!("x".repeat(20_000));
    let tokens = [
        ("another issuer", issuer.token(&changed("iss", json!("https://evil.example.org")))),
        ("no issuer", issuer.token(&changed("iss", Value::Null))),
        ("another service", issuer.token(&changed("aud", json!("other")))),
        ("other services", issuer.token(&changed("aud", json!(["a", "b"])))),
        ("no service", issuer.token(&changed("aud", Value::Null))),
        ("a past end", issuer.token(&changed("exp", json!(now() - 61)))),
        ("no end", issuer.token(&changed("exp", Value::Null))),
        ("an end that is text", issuer.token(&changed("exp", json!("4102444800")))),
        ("a future start", issuer.token(&changed("nbf", json!(now() + 120)))),
        ("rights of another form", issuer.token(&changed("access", json!("repository:lib/a:pull")))),
        ("an end that stands there twice", issuer.sign(&ed, &twice)),
        ("rights that stand there twice", issuer.sign(&ed, &twice_access)),
        ("claims that are no object", issuer.sign(&ed, "[]")),
        ("more than anybody needs", issuer.token(&huge)),
    ];
    refused(&place, &tokens).await;
}

#[tokio::test]
async fn a_minute_of_difference_between_clocks_is_forgiven() {
    let issuer = Issuer::new();
    let place = place(&issuer);
    for claims in [changed("exp", json!(now() - 30)), changed("nbf", json!(now() + 30)), changed("nbf", Value::Null)] {
        assert_eq!(place.outcome(&issuer.token(&claims), &Need::Enter).await, "ok \"ann\"", "{claims}");
    }
}

#[tokio::test]
async fn words_that_widen_nothing() {
    let issuer = Issuer::new();
    let place = place(&issuer);
    for access in [
        json!({ "type": "repository", "name": "lib/*", "actions": ["pull", "push"] }),
        json!({ "type": "repository", "name": "**", "actions": ["*"] }),
        json!({ "type": "repository", "name": "lib", "actions": ["*"] }),
        json!({ "type": "repository", "name": "lib/a/", "actions": ["*"] }),
        json!({ "type": "repository", "name": "LIB/A", "actions": ["*"] }),
        json!({ "type": "Repository", "name": "lib/a", "actions": ["*"] }),
        json!({ "type": "repository(plugin)", "name": "lib/a", "actions": ["*"] }),
        json!({ "type": "registry", "name": "lib/a", "actions": ["*"] }),
        json!({ "type": "repository", "name": "lib/a", "actions": ["admin", "all", "PULL", "pull,push", ""] }),
        json!({ "type": "repository", "name": "lib/a", "actions": [] }),
    ] {
        let token = issuer.token(&changed("access", json!([access])));
        let mut needs = vec![Need::Catalog];
        needs.extend(Action::ALL.map(|action| to(action, "lib/a")));
        for need in needs {
            assert!(place.outcome(&token, &need).await.contains("insufficient_scope"), "{access} {need:?}");
        }
    }
}

#[tokio::test]
async fn our_own_tokens_cannot_be_changed_either() {
    let place = Place::bearer(Some("rule = []\nanonymous_pull = true"));
    let token = place.token("ann", &["repository:a:pull,push,*"]).await;
    assert_eq!(place.outcome(&token, &to(Action::Pull, "a")).await, "ok \"ann\"");
    let parts: Vec<&str> = token.split('.').collect();
    let mut wide = claims(&token);
    wide["access"] = json!([{ "type": "repository", "name": "a", "actions": ["*"] }]);
    let wide = format!("{}.{}.{}", parts[0], encoded(&wide), parts[2]);
    assert!(place.outcome(&wide, &to(Action::Push, "a")).await.contains("invalid_token"));
    // A registry beside this one has other keys.
    let beside = Place::bearer(None);
    assert!(beside.outcome(&token, &Need::Enter).await.contains("invalid_token"));
}
