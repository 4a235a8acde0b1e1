//! Files of credentials in docker's form (`config.json`, podman's `auth.json`), and the older `~/.dockercfg`.
//!
//! Reading is tolerant: an entry that is broken spoils nothing but itself, and is looked at only when it is wanted.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose};
use serde_json::{Map, Value, json};

use crate::registry::{Credential, Secret};

/// The user name that says that the secret beside it is an identity token.
pub const TOKEN_USER: &str = "<token>";

/// Padding is left out by some writers.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// How a file is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `{"auths": {…}, "credHelpers": {…}, "credsStore": "…", …}`.
    Config,
    /// The entries alone, as `~/.dockercfg` has them.
    Bare,
}

/// A file of credentials, parsed but not yet decoded. Has no `Debug`: it holds secrets.
pub struct AuthFile {
    /// The entries by key, in the file's order.
    pub auths: Vec<(String, Value)>,
    /// Helpers by key, in the file's order.
    pub helpers: Vec<(String, String)>,
    /// The helper for all other hosts.
    pub store: Option<String>,
}

impl AuthFile {
    /// Reads a file's text; an empty one has no entries.
    ///
    /// # Errors
    /// Why it is no such file. The reason holds none of its content.
    pub fn parse(text: &str, form: Form) -> Result<Self, String> {
        let mut top = parse_object(text)?;
        if form == Form::Bare && !top.contains_key("auths") {
            return Ok(Self { auths: top.into_iter().collect(), helpers: Vec::new(), store: None });
        }
        let mut table = |key: &str| match top.remove(key) {
            None | Some(Value::Null) => Ok(Map::new()),
            Some(Value::Object(table)) => Ok(table),
            Some(_) => Err(format!("{key:?} is not an object")),
        };
        let (auths, helpers) = (table("auths")?, table("credHelpers")?);
        let named = |value: Value| value.as_str().filter(|name| !name.is_empty()).map(str::to_owned);
        Ok(Self {
            auths: auths.into_iter().collect(),
            helpers: helpers.into_iter().filter_map(|(key, name)| Some((key, named(name)?))).collect(),
            store: top.remove("credsStore").and_then(named),
        })
    }
}

/// Reads a JSON object; empty text is an empty one.
pub fn parse_object(text: &str) -> Result<Map<String, Value>, String> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Ok(Map::new());
    }
    match serde_json::from_str(text) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err("it is not a JSON object".to_owned()),
        Err(error) => Err(format!("it is not JSON (line {}, column {})", error.line(), error.column())),
    }
}

/// Decodes an entry of `auths`; nothing where it is empty, as it is for hosts whose secret a helper keeps.
///
/// # Errors
/// What is wrong with it, without its content.
pub fn decode(entry: &Value) -> Result<Option<Credential>, String> {
    let Value::Object(entry) = entry else {
        return if entry.is_null() { Ok(None) } else { Err("it is not an object".to_owned()) };
    };
    let field = |name: &str| entry.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    if let Some(token) = field("registrytoken") {
        return Ok(Some(Credential::RegistryToken(Secret::new(token))));
    }
    if let Some(token) = field("identitytoken") {
        return Ok(Some(Credential::IdentityToken(Secret::new(token))));
    }
    match field("auth") {
        Some(auth) => decode_auth(auth),
        None => Ok(credential(field("username").unwrap_or_default(), field("password").unwrap_or_default())),
    }
}

/// Decodes `base64(user:password)`. The password may hold colons; NULs and line ends behind it are writers' litter.
fn decode_auth(auth: &str) -> Result<Option<Credential>, String> {
    let packed: Vec<u8> = auth.bytes().filter(|b| !b.is_ascii_whitespace() && *b != 0).collect();
    let decoded = LENIENT.decode(packed).map_err(|_| "its \"auth\" is not base64".to_owned())?;
    let decoded = String::from_utf8(decoded).map_err(|_| "its \"auth\" is not UTF-8".to_owned())?;
    let text = decoded.trim_end_matches(['\0', '\n', '\r']);
    let (user, password) =
        text.split_once(':').ok_or_else(|| "its \"auth\" has no ':' between user and password".to_owned())?;
    Ok(credential(user, password))
}

/// What a user and a secret mean together; nothing where both are empty.
pub fn credential(user: &str, secret: &str) -> Option<Credential> {
    match (user, secret) {
        ("" | TOKEN_USER, "") => None,
        (TOKEN_USER, token) => Some(Credential::IdentityToken(Secret::new(token))),
        _ => Some(Credential::Basic { user: user.to_owned(), password: Secret::new(secret) }),
    }
}

/// The entry of `auths` for a credential.
pub fn encode(credential: &Credential) -> Value {
    match credential {
        Credential::Basic { user, password } => {
            let auth = general_purpose::STANDARD.encode(format!("{user}:{}", password.expose()));
            json!({ "auth": auth })
        }
        Credential::IdentityToken(token) => json!({ "identitytoken": token.expose() }),
        Credential::RegistryToken(token) => json!({ "registrytoken": token.expose() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn basic(user: &str, password: &str) -> Credential {
        Credential::Basic { user: user.to_owned(), password: Secret::new(password) }
    }

    #[test]
    fn entries() {
        let pack = |text: &str| general_purpose::STANDARD.encode(text);
        let token = |token: &str| Secret::new(token);
        for (entry, expected) in [
            (json!({"auth": pack("me:pass")}), Some(basic("me", "pass"))),
            (json!({"auth": pack("me:a:b:c")}), Some(basic("me", "a:b:c"))),
            (json!({"auth": pack("me:pass\0\0")}), Some(basic("me", "pass"))),
            (json!({"auth": pack("me:pass\r\n")}), Some(basic("me", "pass"))),
            (json!({"auth": pack("me:p").trim_end_matches('=')}), Some(basic("me", "p"))),
            (json!({"auth": format!(" {}\n", pack("me:pass"))}), Some(basic("me", "pass"))),
            (json!({"auth": "", "username": "u", "password": "p"}), Some(basic("u", "p"))),
            (json!({"username": "u", "password": "p:q"}), Some(basic("u", "p:q"))),
            (json!({"auth": pack("me:"), "identitytoken": "i"}), Some(Credential::IdentityToken(token("i")))),
            (json!({"auth": pack("<token>:i")}), Some(Credential::IdentityToken(token("i")))),
            (json!({"identitytoken": "i", "registrytoken": "r"}), Some(Credential::RegistryToken(token("r")))),
            (json!({"auth": pack(":")}), None),
            (json!({"email": "x@y"}), None),
            (json!({}), None),
            (Value::Null, None),
        ] {
            assert_eq!(decode(&entry), Ok(expected), "{entry}");
        }
    }

    #[test]
    fn broken_entries_say_why_without_their_content() {
        let pack = |bytes: &[u8]| general_purpose::STANDARD.encode(bytes);
        for entry in [
            json!({"auth": "§§§secret"}),
            json!({"auth": pack(b"secret")}),
            json!({"auth": pack(b"me:secret\xff")}),
            json!("secret"),
            json!(["secret"]),
        ] {
            let reason = decode(&entry).expect_err(&entry.to_string());
            assert!(!reason.contains("secret"), "{reason}");
        }
    }

    #[test]
    fn files() {
        let text = r#"{"auths": {"a.io": {}}, "credHelpers": {"b.io": "b", "c.io": 3, "d.io": ""}, "credsStore": "s"}"#;
        let file = AuthFile::parse(text, Form::Config).unwrap();
        assert_eq!(file.auths.len(), 1);
        assert_eq!(file.helpers, [("b.io".to_owned(), "b".to_owned())]);
        assert_eq!(file.store.as_deref(), Some("s"));
        let bare = r#"{"https://index.docker.io/v1/": {"auth": "x", "email": "y"}}"#;
        assert_eq!(AuthFile::parse(bare, Form::Bare).unwrap().auths.len(), 1);
        assert_eq!(AuthFile::parse(text, Form::Bare).unwrap().auths[0].0, "a.io");
        for empty in ["", " \n", "\u{feff}{}", r#"{"auths": null}"#] {
            assert!(AuthFile::parse(empty, Form::Config).unwrap().auths.is_empty());
        }
        for broken in ["{", "[]", r#"{"auths": []}"#, r#"{"credHelpers": "secret"}"#, "secret"] {
            let reason = AuthFile::parse(broken, Form::Config).err().unwrap();
            assert!(!reason.contains("secret"), "{reason}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(user in "[^:\0\r\n]{1,20}", password in ".{0,20}[a-z]") {
            prop_assume!(user != TOKEN_USER);
            let credential = basic(&user, &password);
            prop_assert_eq!(decode(&encode(&credential)), Ok(Some(credential)));
        }

        #[test]
        fn no_auth_panics(auth in any::<String>(), bytes in any::<Vec<u8>>()) {
            let _ = decode(&json!({ "auth": auth }));
            let _ = decode(&json!({ "auth": general_purpose::STANDARD.encode(&bytes) }));
            let _ = AuthFile::parse(&auth, Form::Bare);
        }
    }
}
