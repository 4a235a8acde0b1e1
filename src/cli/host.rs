//! The value of `--host`, as regctl has it: `reg=HOST,tls=disabled,user=ME,pass=SECRET`.

use std::str::FromStr;

use crate::reference::{ParseError, Registry};
use crate::registry::{Credential, Scheme, Secret};

/// The user whose password is a token, as docker's helpers write it.
const TOKEN_USER: &str = "<token>";

/// How one registry is spoken to in this run.
#[derive(Clone, Debug)]
pub struct HostArg {
    registry: Registry,
    scheme: Option<Scheme>,
    credential: Option<Credential>,
}

impl HostArg {
    /// What is spoken, where that was said.
    pub(super) fn scheme(&self) -> Option<(Registry, Scheme)> {
        self.scheme.map(|scheme| (self.registry.clone(), scheme))
    }

    /// Who logs in, where that was said.
    pub(super) fn credential(&self) -> Option<(Registry, Credential)> {
        self.credential.clone().map(|credential| (self.registry.clone(), credential))
    }
}

impl FromStr for HostArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (mut registry, mut scheme, mut user, mut password) = (None, None, None, None);
        for (key, value) in pairs(text)? {
            match key.as_str() {
                "reg" => registry = Some(value.parse().map_err(|error: ParseError| error.reason)?),
                "tls" => scheme = parse_tls(&value)?,
                "user" => user = Some(value).filter(|user| !user.is_empty()),
                "pass" => password = Some(value).filter(|password| !password.is_empty()),
                _ => return Err(format!("{key:?} is none of reg, tls, user, pass")),
            }
        }
        let registry = registry.ok_or("reg=HOST is missing")?;
        let credential = match (user, password) {
            (None, None) => None,
            (Some(user), Some(password)) if user == TOKEN_USER => {
                Some(Credential::IdentityToken(Secret::new(password)))
            }
            (Some(user), Some(password)) => Some(Credential::Basic { user, password: Secret::new(password) }),
            _ => return Err("user and pass are of use together only".to_owned()),
        };
        Ok(Self { registry, scheme, credential })
    }
}

/// regctl's words for what is spoken; nothing where nothing is said.
pub(super) fn parse_tls(text: &str) -> Result<Option<Scheme>, String> {
    match text.to_ascii_lowercase().as_str() {
        "" => Ok(None),
        "enabled" => Ok(Some(Scheme::Tls)),
        "insecure" => Ok(Some(Scheme::TlsUnverified)),
        "disabled" => Ok(Some(Scheme::Plain)),
        _ => Err(format!("tls is {text:?}, which is none of enabled, disabled, insecure")),
    }
}

/// The pairs of `key=value,key="value"`. A value in double quotes may hold commas; a backslash takes the character
/// behind it as it is. What is wrong is said without the text, which may hold a password.
fn pairs(text: &str) -> Result<Vec<(String, String)>, String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let Some(field) = fields.last_mut() else { break };
        match c {
            '"' => quoted = !quoted,
            '\\' => field.push(rest.next().ok_or("nothing follows the backslash")?),
            ',' if !quoted => fields.push(String::new()),
            c => field.push(c),
        }
    }
    if quoted {
        return Err("a quote is opened and not closed".to_owned());
    }
    let pair = |field: String| match field.split_once('=') {
        Some((key, value)) => Ok((key.trim().to_owned(), value.to_owned())),
        None => Err("key=value was expected between the commas".to_owned()),
    };
    fields.into_iter().filter(|field| !field.is_empty()).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hosts_are_read_as_regctl_writes_them() {
        let basic = |user: &str, password: &str| {
            Some(Credential::Basic { user: user.to_owned(), password: Secret::new(password) })
        };
        for (text, registry, scheme, credential) in [
            ("reg=localhost:5000,tls=disabled", "localhost:5000", Some(Scheme::Plain), None),
            ("reg=a.io,user=me,pass=a=b:c", "a.io", None, basic("me", "a=b:c")),
            ("tls=insecure,reg=a.io", "a.io", Some(Scheme::TlsUnverified), None),
            ("reg=a.io,tls=Enabled,user=me,pass=\"a,b\"", "a.io", Some(Scheme::Tls), basic("me", "a,b")),
            (r"reg=a.io,user=me,pass=a\,\\b", "a.io", None, basic("me", r"a,\b")),
            ("reg=a.io,tls=", "a.io", None, None),
            ("reg=a.io,user=<token>,pass=t", "a.io", None, Some(Credential::IdentityToken(Secret::new("t")))),
        ] {
            let host: HostArg = text.parse().unwrap();
            assert_eq!((host.registry.as_str(), host.scheme), (registry, scheme), "{text}");
            assert_eq!(host.credential, credential, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_without_the_password() {
        for (text, told) in [
            ("", "reg=HOST is missing"),
            ("tls=disabled", "reg=HOST is missing"),
            ("localhost:5000", "key=value"),
            ("reg=a.io,tsl=disabled", "\"tsl\" is none of"),
            ("reg=a.io,tls=off", "none of enabled"),
            ("reg=a.io,user=me", "together"),
            ("reg=a b", "may"),
            ("reg=a.io,user=me,pass=\"hunter2", "not closed"),
        ] {
            let error = text.parse::<HostArg>().unwrap_err();
            assert!(!error.contains("hunter2"), "{error}");
            assert!(told == "may" || error.contains(told), "{text}: {error}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,60}") {
            let _ = text.parse::<HostArg>();
        }
    }
}
