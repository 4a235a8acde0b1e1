//! Keys that verify tokens, and the sets of them that issuers publish (RFC 7517, RFC 8037). Pure.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;

use super::error::Flaw;

/// How a token is signed. What is not here is never accepted, above all nothing with a shared secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// Ed25519.
    EdDsa,
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// RSA, PKCS #1 v1.5, with SHA-256.
    Rs256,
}

impl Algorithm {
    /// The algorithm that a header names.
    pub fn of_name(name: &str) -> Option<Self> {
        match name {
            "EdDSA" => Some(Self::EdDsa),
            "ES256" => Some(Self::Es256),
            "RS256" => Some(Self::Rs256),
            _ => None,
        }
    }
}

/// A key that verifies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicKey {
    /// The 32 bytes of an Ed25519 key.
    Ed25519(Vec<u8>),
    /// A point on P-256: 0x04, x, y.
    P256(Vec<u8>),
    /// An RSA key.
    Rsa {
        /// The modulus, big endian.
        n: Vec<u8>,
        /// The exponent, big endian.
        e: Vec<u8>,
    },
}

impl PublicKey {
    /// The one algorithm that the key is for. A token that names another is refused, whatever its signature.
    pub fn algorithm(&self) -> Algorithm {
        match self {
            Self::Ed25519(_) => Algorithm::EdDsa,
            Self::P256(_) => Algorithm::Es256,
            Self::Rsa { .. } => Algorithm::Rs256,
        }
    }

    /// Whether the signature is of these bytes, by this key.
    pub fn verifies(&self, signed: &[u8], signature: &[u8]) -> bool {
        let outcome = match self {
            Self::Ed25519(key) => UnparsedPublicKey::new(&ED25519, key).verify(signed, signature),
            Self::P256(key) => UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key).verify(signed, signature),
            Self::Rsa { n, e } => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature)
            }
        };
        outcome.is_ok()
    }
}

/// The keys of an issuer.
#[derive(Debug)]
pub struct KeySet {
    keys: Vec<(Option<String>, PublicKey)>,
}

#[derive(Deserialize)]
struct SetDocument {
    keys: Vec<KeyDocument>,
}

#[derive(Deserialize)]
struct KeyDocument {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    usage: Option<String>,
    key_ops: Option<Vec<String>>,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
    n: Option<String>,
    e: Option<String>,
}

impl KeySet {
    /// Reads a JSON Web Key Set. Keys for other purposes and of other kinds are passed over.
    ///
    /// # Errors
    /// What cannot be read, and a set without a key that can be used.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        let document: SetDocument = serde_json::from_str(text)
            .map_err(|error| Flaw::on(error.line(), format!("this is no JSON Web Key Set: {error}")))?;
        let mut keys: Vec<(Option<String>, PublicKey)> = Vec::new();
        for (at, key) in document.keys.into_iter().enumerate() {
            let found = key.public_key().map_err(|reason| Flaw::new(format!("key {}: {reason}", at + 1)))?;
            let Some(public) = found else { continue };
            if key.kid.is_some() && keys.iter().any(|(kid, _)| *kid == key.kid) {
                return Err(Flaw::new(format!("key {}: another key has the same kid", at + 1)));
            }
            keys.push((key.kid, public));
        }
        if keys.is_empty() {
            return Err(Flaw::new("there is no key for signatures in it: Ed25519, P-256 and RSA keys can be used"));
        }
        if keys.len() > 1 && keys.iter().any(|(kid, _)| kid.is_none()) {
            return Err(Flaw::new("there are several keys, so each needs a kid"));
        }
        Ok(Self { keys })
    }

    /// The key that a token names; where there is only one, a token need not name it.
    pub fn key(&self, kid: Option<&str>) -> Option<&PublicKey> {
        match (self.keys.as_slice(), kid) {
            ([(None, key)], _) | ([(Some(_), key)], None) => Some(key),
            (keys, Some(kid)) => keys.iter().find(|(known, _)| known.as_deref() == Some(kid)).map(|(_, key)| key),
            _ => None,
        }
    }
}

impl KeyDocument {
    /// The key, or nothing where it is not for us.
    fn public_key(&self) -> Result<Option<PublicKey>, String> {
        let other_use = self.usage.as_deref().is_some_and(|usage| usage != "sig");
        let other_task = self.key_ops.as_ref().is_some_and(|tasks| !tasks.iter().any(|task| task == "verify"));
        if other_use || other_task {
            return Ok(None);
        }
        let key = match (self.kty.as_str(), self.crv.as_deref()) {
            ("OKP", Some("Ed25519")) => PublicKey::Ed25519(exact(self.x.as_deref(), "x", 32)?),
            ("EC", Some("P-256")) => {
                let (x, y) = (exact(self.x.as_deref(), "x", 32)?, exact(self.y.as_deref(), "y", 32)?);
                PublicKey::P256([vec![4], x, y].concat())
            }
            ("RSA", _) => rsa(self.n.as_deref(), self.e.as_deref())?,
            _ => return Ok(None),
        };
        let fits = self.alg.as_deref().is_none_or(|alg| Algorithm::of_name(alg) == Some(key.algorithm()));
        Ok(fits.then_some(key))
    }
}

fn rsa(n: Option<&str>, e: Option<&str>) -> Result<PublicKey, String> {
    let number = |text: Option<&str>, name| {
        let bytes = decoded(text, name)?;
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        Ok::<_, String>(bytes[zeros..].to_vec())
    };
    let (n, e) = (number(n, "n")?, number(e, "e")?);
    if !(256..=1024).contains(&n.len()) {
        return Err(format!("an RSA key has 2048 to 8192 bits, this one {}", n.len() * 8));
    }
    Ok(PublicKey::Rsa { n, e })
}

fn exact(text: Option<&str>, name: &str, length: usize) -> Result<Vec<u8>, String> {
    let bytes = decoded(text, name)?;
    if bytes.len() == length { Ok(bytes) } else { Err(format!("{name} has {} bytes, not {length}", bytes.len())) }
}

fn decoded(text: Option<&str>, name: &str) -> Result<Vec<u8>, String> {
    let text = text.ok_or_else(|| format!("{name} is missing"))?;
    URL_SAFE_NO_PAD.decode(text).map_err(|_| format!("{name} is no base64url"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const X: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    fn okp(extra: &str) -> String {
        format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{X}"{extra}}}"#)
    }

    fn set(keys: &[String]) -> Result<KeySet, Flaw> {
        KeySet::parse(&format!(r#"{{"keys":[{}]}}"#, keys.join(",")))
    }

    #[test]
    fn a_lone_key_needs_no_name_and_several_do() {
        let lone = set(&[okp("")]).unwrap();
        assert!(lone.key(None).is_some() && lone.key(Some("any")).is_some());
        let named = set(&[okp(r#","kid":"a""#)]).unwrap();
        assert!(named.key(None).is_some() && named.key(Some("a")).is_some() && named.key(Some("b")).is_none());
        let two = set(&[okp(r#","kid":"a""#), okp(r#","kid":"b""#)]).unwrap();
        assert!(two.key(None).is_none() && two.key(Some("b")).is_some() && two.key(Some("../a")).is_none());
        assert!(set(&[okp(""), okp(r#","kid":"b""#)]).unwrap_err().reason.contains("kid"));
        assert!(set(&[okp(r#","kid":"b""#), okp(r#","kid":"b""#)]).unwrap_err().reason.contains("same kid"));
    }

    #[test]
    fn keys_for_other_things_are_passed_over() {
        let others = [
            okp(r#","use":"enc""#),
            okp(r#","key_ops":["sign"]"#),
            okp(r#","alg":"RS256""#),
            r#"{"kty":"oct","k":"c2VjcmV0"}"#.to_owned(),
            r#"{"kty":"EC","crv":"P-384","x":"","y":""}"#.to_owned(),
        ];
        for other in &others {
            assert!(set(std::slice::from_ref(other)).unwrap_err().reason.contains("no key"), "{other}");
        }
        let all = [&others[..], &[okp(r#","use":"sig","key_ops":["verify"],"alg":"EdDSA""#)]].concat();
        assert_eq!(set(&all).unwrap().key(None).unwrap().algorithm(), Algorithm::EdDsa);
    }

    #[test]
    fn damaged_keys_are_told() {
        for (key, part) in [
            (r#"{"kty":"OKP","crv":"Ed25519"}"#, "x is missing"),
            (r#"{"kty":"OKP","crv":"Ed25519","x":"AAAA"}"#, "3 bytes"),
            (r#"{"kty":"OKP","crv":"Ed25519","x":"*"}"#, "base64url"),
            (r#"{"kty":"RSA","n":"AQAB","e":"AQAB"}"#, "2048"),
        ] {
            assert!(set(&[key.to_owned()]).unwrap_err().reason.contains(part), "{key}");
        }
        assert_eq!(KeySet::parse("{\n\n]").unwrap_err().line, Some(3));
        assert!(KeySet::parse(r#"{"keys":[{"kty":"OKP","kty":"RSA"}]}"#).is_err());
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".{0,60}", kty in "(OKP|EC|RSA|oct)", value in "[A-Za-z0-9_-]{0,50}") {
            let _ = KeySet::parse(&text);
            let key = format!(r#"{{"kty":"{kty}","crv":"P-256","x":"{value}","y":"{value}","n":"{value}","e":"{value}"}}"#);
            if let Ok(keys) = set(&[key]) {
                prop_assert!(!keys.key(None).unwrap().verifies(b"x", value.as_bytes()));
            }
        }
    }
}
