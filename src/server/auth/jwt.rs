//! JSON Web Tokens, as far as registries use them (RFC 7515, RFC 7519). Pure.
//!
//! A token comes from anybody. Nothing of it is believed before its signature was checked with a key of ours; keys and
//! certificates that it carries itself are never looked at.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use super::jwk::{Algorithm, PublicKey};

/// The longest token that is looked at, in bytes.
pub const MOST: usize = 16 << 10;
/// How far the clocks of issuer and registry may be apart, in seconds.
pub const LEEWAY: i64 = 60;

/// Why a token is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is no token at all.
    #[error("the token cannot be read")]
    Malformed,
    /// Its algorithm is not that of the key.
    #[error("the token is signed in a way that is not accepted")]
    Algorithm,
    /// Nobody here knows the key.
    #[error("the token is signed with an unknown key")]
    Key,
    /// Somebody else signed it, or it was changed.
    #[error("the signature of the token is wrong")]
    Signature,
    /// It comes from somebody else, or is for somebody else.
    #[error("the token was not issued for this registry")]
    Foreign,
    /// It is over.
    #[error("the token has expired")]
    Expired,
    /// Its time has not come.
    #[error("the token is not valid yet")]
    Early,
    /// Its user is gone, or has another password now.
    #[error("the user of the token has changed")]
    Revoked,
}

/// A token whose signature was not checked yet.
pub struct Unverified<'a> {
    /// The key it says it was signed with.
    pub kid: Option<String>,
    algorithm: Algorithm,
    signed: &'a str,
    payload: &'a str,
    signature: Vec<u8>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    crit: Option<serde_json::Value>,
}

/// What a token says.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Claims {
    iss: Option<String>,
    aud: Option<Audience>,
    exp: Option<f64>,
    nbf: Option<f64>,
    /// Who it was given to.
    pub sub: Option<String>,
    /// What its owner may do.
    #[serde(default)]
    pub access: Option<Vec<Access>>,
    /// The fingerprint of the password that it was given out for; ours alone have it.
    pub fingerprint: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

/// A thing and what may be done with it.
#[derive(Clone, Debug, Deserialize)]
pub struct Access {
    /// `repository` or `registry`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Which.
    pub name: String,
    /// What may be done.
    pub actions: Vec<String>,
}

impl<'a> Unverified<'a> {
    /// Takes a token apart.
    pub fn parse(token: &'a str) -> Result<Self, Fault> {
        if token.len() > MOST {
            return Err(Fault::Malformed);
        }
        let (signed, signature) = token.rsplit_once('.').ok_or(Fault::Malformed)?;
        let (header, payload) = signed.split_once('.').ok_or(Fault::Malformed)?;
        // A fourth part, as encrypted tokens have, leaves a dot in the payload, which is no base64.
        let header: Header = document(header)?;
        if header.crit.is_some() {
            return Err(Fault::Malformed);
        }
        let algorithm = Algorithm::of_name(&header.alg).ok_or(Fault::Algorithm)?;
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| Fault::Malformed)?;
        Ok(Self { kid: header.kid, algorithm, signed, payload, signature })
    }

    /// Checks the signature, and only then reads what the token says.
    pub fn verify(self, key: &PublicKey) -> Result<Claims, Fault> {
        if self.algorithm != key.algorithm() {
            return Err(Fault::Algorithm);
        }
        if !key.verifies(self.signed.as_bytes(), &self.signature) {
            return Err(Fault::Signature);
        }
        document(self.payload)
    }
}

/// Reads base64url JSON. A member that is there twice is refused: readers would differ on which one holds.
fn document<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, Fault> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| Fault::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| Fault::Malformed)
}

impl Claims {
    /// Whether they come from `issuer` and are for `audience`.
    pub fn check_origin(&self, issuer: &str, audience: &str) -> Result<(), Fault> {
        let for_us = match &self.aud {
            None => false,
            Some(Audience::One(one)) => one == audience,
            Some(Audience::Several(several)) => several.iter().any(|one| one == audience),
        };
        if for_us && self.iss.as_deref() == Some(issuer) { Ok(()) } else { Err(Fault::Foreign) }
    }

    /// From when until when they hold, the difference of clocks included, in seconds since 1970.
    pub fn validity(&self) -> Result<Validity, Fault> {
        // A token without an end would be good for ever.
        let until = seconds(self.exp.ok_or(Fault::Malformed)?).saturating_add(LEEWAY);
        let from = self.nbf.map_or(i64::MIN, |nbf| seconds(nbf).saturating_sub(LEEWAY));
        Ok(Validity { from, until })
    }
}

/// The cast saturates, and times so far away are all the same.
#[expect(clippy::cast_possible_truncation, reason = "fractions of seconds do not matter, and the cast saturates")]
fn seconds(number: f64) -> i64 {
    number as i64
}

/// From when until when a token holds, in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// The first second.
    pub from: i64,
    /// The first second that it holds no more.
    pub until: i64,
}

impl Validity {
    /// Whether it holds now.
    pub fn check(self, now: i64) -> Result<(), Fault> {
        match now {
            _ if now >= self.until => Err(Fault::Expired),
            _ if now < self.from => Err(Fault::Early),
            _ => Ok(()),
        }
    }
}

/// Writes a token: `sign` gets the bytes to be signed and gives the signature.
pub fn write(header: &serde_json::Value, claims: &serde_json::Value, sign: impl FnOnce(&[u8]) -> Vec<u8>) -> String {
    let part = |document: &serde_json::Value| URL_SAFE_NO_PAD.encode(document.to_string());
    let signed = format!("{}.{}", part(header), part(claims));
    let signature = URL_SAFE_NO_PAD.encode(sign(signed.as_bytes()));
    format!("{signed}.{signature}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn claims(document: &serde_json::Value) -> Claims {
        serde_json::from_value(document.clone()).unwrap()
    }

    #[test]
    fn issuer_and_audience_must_be_the_right_ones() {
        for (iss, aud, expected) in [
            (json!("me"), json!("reg"), true),
            (json!("me"), json!(["other", "reg"]), true),
            (json!("me"), json!(["other"]), false),
            (json!("me"), json!([]), false),
            (json!("me"), json!(null), false),
            (json!("you"), json!("reg"), false),
            (json!(null), json!("reg"), false),
            (json!("me"), json!("REG"), false),
        ] {
            let found = claims(&json!({ "iss": iss, "aud": aud })).check_origin("me", "reg");
            assert_eq!(found.is_ok(), expected, "{iss} {aud}");
        }
    }

    #[test]
    fn times_have_a_minute_of_leeway() {
        let validity = claims(&json!({ "exp": 1000, "nbf": 500.5 })).validity().unwrap();
        for (now, expected) in [
            (440, Ok(())),
            (439, Err(Fault::Early)),
            (1059, Ok(())),
            (1060, Err(Fault::Expired)),
            (i64::MAX, Err(Fault::Expired)),
            (0, Err(Fault::Early)),
        ] {
            assert_eq!(validity.check(now), expected, "{now}");
        }
        assert_eq!(claims(&json!({})).validity(), Err(Fault::Malformed));
        assert!(claims(&json!({ "exp": 1e300, "nbf": -1e300 })).validity().unwrap().check(5).is_ok());
    }

    #[test]
    fn headers_that_ask_for_more_are_refused() {
        let parse = |header: serde_json::Value| {
            let token = write(&header, &json!({}), |_| vec![1]);
            Unverified::parse(&token).map(|token| token.kid)
        };
        assert_eq!(parse(json!({ "alg": "EdDSA", "kid": "k", "jwk": {}, "x5c": [] })), Ok(Some("k".to_owned())));
        for (header, fault) in [
            (json!({ "alg": "none" }), Fault::Algorithm),
            (json!({ "alg": "HS256" }), Fault::Algorithm),
            (json!({ "alg": "eddsa" }), Fault::Algorithm),
            (json!({ "alg": "EdDSA", "crit": ["exp"] }), Fault::Malformed),
            (json!({}), Fault::Malformed),
            (json!([]), Fault::Malformed),
            (json!({ "alg": "EdDSA", "kid": 5 }), Fault::Malformed),
        ] {
            assert_eq!(parse(header.clone()), Err(fault), "{header}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[A-Za-z0-9_.=-]{0,120}", any in ".{0,60}") {
            let key = PublicKey::Ed25519(vec![7; 32]);
            for text in [&text, &any] {
                let outcome = Unverified::parse(text).and_then(|token| token.verify(&key));
                prop_assert!(outcome.is_err());
            }
        }
    }
}
