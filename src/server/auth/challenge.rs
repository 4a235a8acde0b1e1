//! What a client sends to prove who it is, and what it is told when that does not do (RFC 9110 section 11, RFC 7617,
//! RFC 6750). Pure.

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use http::HeaderMap;
use http::header::AUTHORIZATION;

/// No password is longer, in bytes.
const MOST: usize = 1024;
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The challenge to send a name and a password.
pub const BASIC: &str = "Basic realm=\"wharf\"";

/// What a request carries. It has no `Debug`, so that nothing of it is ever printed.
pub enum Credentials<'a> {
    /// Nothing.
    None,
    /// A name and a password.
    Basic {
        /// Who.
        name: String,
        /// The bytes of the password.
        password: Vec<u8>,
    },
    /// A token.
    Bearer(&'a str),
    /// Something else.
    Unreadable,
}

/// Reads the `Authorization` of a request.
pub fn credentials(headers: &HeaderMap) -> Credentials<'_> {
    let mut all = headers.get_all(AUTHORIZATION).iter();
    let (first, more) = (all.next(), all.next());
    let Some(value) = first else { return Credentials::None };
    let parts = value.to_str().ok().and_then(|text| text.trim().split_once(' '));
    match parts {
        // Two of them are the start of a quarrel between a proxy and us about who is asking.
        _ if more.is_some() => Credentials::Unreadable,
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("basic") => basic(rest.trim()),
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("bearer") => Credentials::Bearer(rest.trim()),
        _ => Credentials::Unreadable,
    }
}

fn basic(text: &str) -> Credentials<'static> {
    let Ok(bytes) = BASE64.decode(text) else { return Credentials::Unreadable };
    // Neither a name nor a password: what skopeo and podman send to a registry that asks for both when they have none.
    if bytes == b":" {
        return Credentials::None;
    }
    // The name ends at the first colon; the password may hold more.
    let Some(at) = bytes.iter().position(|byte| *byte == b':') else { return Credentials::Unreadable };
    let (name, password) = (&bytes[..at], &bytes[at + 1..]);
    match std::str::from_utf8(name) {
        Ok(name) => checked(name.to_owned(), password.to_vec()),
        Err(_) => Credentials::Unreadable,
    }
}

/// A name and a password, if they can be ones.
pub fn checked(name: String, password: Vec<u8>) -> Credentials<'static> {
    let legal = super::htpasswd::check_name(&name).is_ok() && !password.is_empty() && password.len() <= MOST;
    if legal { Credentials::Basic { name, password } } else { Credentials::Unreadable }
}

/// Why a token does not do, as RFC 6750 section 3 names it.
#[derive(Clone, Copy)]
pub struct Complaint<'a> {
    /// The word for programs.
    pub error: &'static str,
    /// The sentence for people: docker shows it in place of its own, which says nothing.
    pub description: &'a str,
}

/// The challenge to bring a token.
pub fn bearer(realm: &str, service: &str, scope: Option<&str>, complaint: Option<Complaint<'_>>) -> String {
    let mut text = format!("Bearer realm=\"{realm}\",service=\"{service}\"");
    let error = complaint.map(|complaint| complaint.error);
    let description = complaint.map(|complaint| complaint.description).filter(|text| is_quotable(text));
    for (name, value) in [("scope", scope), ("error", error), ("error_description", description)] {
        if let Some(value) = value {
            text.extend([",", name, "=\"", value, "\""]);
        }
    }
    text
}

/// Whether text can stand between the quotes of a challenge as it is.
pub fn is_quotable(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| (b' '..=b'~').contains(&byte) && !b"\"\\".contains(&byte))
}

/// The host and port that the client spoke to, by its own words: whoever sends a false one deceives only itself. What
/// proxies add about it is not looked at.
pub fn host(parts: &http::request::Parts) -> Option<&str> {
    let header = parts.headers.get(http::header::HOST).and_then(|value| value.to_str().ok());
    let host = header.or_else(|| parts.uri.authority().map(http::uri::Authority::as_str))?;
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]_".contains(&byte);
    let is_legal = !host.is_empty() && host.len() <= 255 && host.bytes().all(legal);
    is_legal.then_some(host)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(values: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(AUTHORIZATION, value.parse().unwrap());
        }
        match credentials(&headers) {
            Credentials::None => "none".to_owned(),
            Credentials::Basic { name, password } => format!("{name}|{}", String::from_utf8_lossy(&password)),
            Credentials::Bearer(token) => format!("token {token}"),
            Credentials::Unreadable => "unreadable".to_owned(),
        }
    }

    #[test]
    fn credentials_of_every_kind() {
        for (values, expected) in [
            (&[][..], "none"),
            (&["Basic YW5uOnMzY3JldA=="], "ann|s3cret"),
            (&["basic YW5uOnMzY3JldA"], "ann|s3cret"),
            (&["BASIC  YW5uOmE6Yg=="], "ann|a:b"),
            (&["Bearer abc.def"], "token abc.def"),
            (&["bearer abc"], "token abc"),
            (&["Basic"], "unreadable"),
            (&["Basic *"], "unreadable"),
            (&["Basic YW5u"], "unreadable"),
            (&["Basic Og=="], "none"),
            (&["Basic YW5uOg=="], "unreadable"),
            (&["Basic OnB3"], "unreadable"),
            (&["Basic /zp4"], "unreadable"),
            (&["Digest x"], "unreadable"),
            (&["Basic YW5uOnMzY3JldA==", "Bearer x"], "unreadable"),
        ] {
            assert_eq!(shown(values), expected, "{values:?}");
        }
    }

    #[test]
    fn challenges_are_written_as_clients_read_them() {
        let complaint = |description| Some(Complaint { error: "insufficient_scope", description });
        let scope = Some("repository:a/b:pull,push");
        let text = bearer("https://r.io/token", "wharf", scope, complaint("not enough"));
        let expected = "Bearer realm=\"https://r.io/token\",service=\"wharf\",scope=\"repository:a/b:pull,push\",\
                        error=\"insufficient_scope\",error_description=\"not enough\"";
        assert_eq!(text, expected);
        assert_eq!(bearer("r", "s", None, None), "Bearer realm=\"r\",service=\"s\"");
        assert!(bearer("r", "s", None, complaint("a \"quote\"")).ends_with(",error=\"insufficient_scope\""));
        assert!(
            is_quotable("https://r.io/a?b=c") && !is_quotable("a\"b") && !is_quotable("a\r\nb") && !is_quotable("")
        );
    }

    #[test]
    fn the_host_is_that_of_the_request_and_nothing_else() {
        let host_of = |name: &str, value: &str, uri: &str| {
            let request = http::Request::builder().uri(uri).header(name, value).body(()).unwrap();
            host(&request.into_parts().0).map(str::to_owned)
        };
        for (value, expected) in [
            ("r.io", Some("r.io")),
            ("127.0.0.1:5000", Some("127.0.0.1:5000")),
            ("[::1]:5000", Some("[::1]:5000")),
            ("evil\"x", None),
            ("a/b", None),
            ("user@host", None),
            ("", None),
        ] {
            assert_eq!(host_of("host", value, "/v2/").as_deref(), expected, "{value}");
        }
        assert_eq!(host_of("x-forwarded-host", "evil", "/v2/"), None);
        assert_eq!(host_of("x-forwarded-host", "evil", "https://h2.io/v2/").as_deref(), Some("h2.io"));
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_read(name in "[a-z ]{0,6}[a-z]", password in "[ -~]{1,20}") {
            let text = format!("Basic {}", BASE64.encode(format!("{name}:{password}")));
            let expected = if name.starts_with(' ') { "unreadable".to_owned() } else { format!("{name}|{password}") };
            prop_assert_eq!(shown(&[&text]), expected);
        }

        #[test]
        fn no_header_panics(text in "(Basic |Bearer )?[ -~]{0,60}") {
            let _ = shown(&[&text]);
        }
    }
}
