//! Challenges: what a registry says in `WWW-Authenticate` (RFC 9110, 11.6.1).

use http::HeaderMap;
use http::header::WWW_AUTHENTICATE;

/// One challenge: a scheme and its parameters, both names in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::registry) struct Challenge {
    /// The scheme, in lower case.
    pub(in crate::registry) scheme: String,
    parameters: Vec<(String, String)>,
}

impl Challenge {
    /// The value of a parameter, its name in lower case.
    pub(in crate::registry) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Every challenge of every header; what cannot be read is left out.
pub(in crate::registry) fn challenges(headers: &HeaderMap) -> Vec<Challenge> {
    let texts = headers.get_all(WWW_AUTHENTICATE).iter();
    texts.flat_map(|value| parse(&String::from_utf8_lossy(value.as_bytes()))).collect()
}

/// Reads a list of challenges. A comma separates both challenges and parameters, so a word begins a new challenge
/// unless an equals sign follows it.
fn parse(text: &str) -> Vec<Challenge> {
    let mut scanner = Scanner { rest: text };
    let mut found: Vec<Challenge> = Vec::new();
    loop {
        scanner.skip(|c| c == ',' || c.is_ascii_whitespace());
        let word = scanner.word();
        if word.is_empty() {
            match scanner.next() {
                None => return found,
                Some(_) => continue,
            }
        }
        scanner.skip(|c| c.is_ascii_whitespace());
        match found.last_mut() {
            Some(challenge) if scanner.take('=') => {
                scanner.skip(|c| c.is_ascii_whitespace());
                let value = scanner.value();
                challenge.parameters.push((word.to_ascii_lowercase(), value));
            }
            _ => {
                found.push(Challenge { scheme: word.to_ascii_lowercase(), parameters: Vec::new() });
                scanner.skip_token68();
            }
        }
    }
}

struct Scanner<'a> {
    rest: &'a str,
}

impl<'a> Scanner<'a> {
    fn next(&mut self) -> Option<char> {
        let next = self.rest.chars().next()?;
        self.rest = &self.rest[next.len_utf8()..];
        Some(next)
    }

    fn take(&mut self, wanted: char) -> bool {
        match self.rest.strip_prefix(wanted) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn skip(&mut self, unwanted: impl Fn(char) -> bool) {
        self.rest = self.rest.trim_start_matches(unwanted);
    }

    fn until(&mut self, end: impl Fn(char) -> bool) -> &'a str {
        let (word, rest) = self.rest.split_at(self.rest.find(end).unwrap_or(self.rest.len()));
        self.rest = rest;
        word
    }

    fn word(&mut self) -> &'a str {
        self.until(|c| !(c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)))
    }

    /// A quoted string with its escapes undone, or everything up to the next comma or space.
    fn value(&mut self) -> String {
        if !self.take('"') {
            return self.until(|c| c == ',' || c.is_ascii_whitespace()).to_owned();
        }
        let mut value = String::new();
        while let Some(next) = self.next() {
            match next {
                '"' => break,
                '\\' => value.extend(self.next()),
                other => value.push(other),
            }
        }
        value
    }

    /// Passes over the single blob that schemes such as Negotiate carry in the place of parameters.
    fn skip_token68(&mut self) {
        let is_part = |c: char| c.is_ascii_alphanumeric() || "-._~+/".contains(c);
        let behind = self.rest.trim_start_matches(is_part).trim_start_matches('=');
        // What a value follows is a parameter's name, whatever spaces stand between.
        if matches!(behind.trim_start().chars().next(), None | Some(',')) {
            self.rest = behind;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let show = |challenge: &Challenge| {
            let parameters: Vec<String> = challenge.parameters.iter().map(|(k, v)| format!("{k}={v}")).collect();
            format!("{}<{}>", challenge.scheme, parameters.join("|"))
        };
        parse(text).iter().map(show).collect()
    }

    #[test]
    fn challenges_as_registries_write_them() {
        for (text, expected) in [
            ("", vec![]),
            ("Basic", vec!["basic<>"]),
            (r#"BASIC Realm="a, b""#, vec!["basic<realm=a, b>"]),
            (
                r#"Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push""#,
                vec![
                    "bearer<realm=https://auth.docker.io/token|service=registry.docker.io|scope=repository:a/b:pull,push>",
                ],
            ),
            ("Bearer realm=https://r/token?a=b, service=s", vec!["bearer<realm=https://r/token?a=b|service=s>"]),
            (r#"Bearer realm = "x" , error="insufficient_scope""#, vec!["bearer<realm=x|error=insufficient_scope>"]),
            (r#"Negotiate, Basic realm="r""#, vec!["negotiate<>", "basic<realm=r>"]),
            (r#"Negotiate YII=, Bearer realm="r""#, vec!["negotiate<>", "bearer<realm=r>"]),
            (
                r#"Digest qop="auth,auth-int", nonce=x, Bearer realm="q\"uote""#,
                vec!["digest<qop=auth,auth-int|nonce=x>", "bearer<realm=q\"uote>"],
            ),
            (r#"Bearer realm="open"#, vec!["bearer<realm=open>"]),
            (r#",, Bearer realm="""#, vec!["bearer<realm=>"]),
            ("=x Basic", vec!["x<>"]),
            ("x Basic realm=y", vec!["x<>", "basic<realm=y>"]),
            ("Bearer realm= \"=,\"", vec!["bearer<realm==,>"]),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn every_header_counts() {
        let mut headers = HeaderMap::new();
        headers.append(WWW_AUTHENTICATE, "Negotiate".parse().unwrap());
        headers.append(WWW_AUTHENTICATE, "Basic realm=x".parse().unwrap());
        assert_eq!(challenges(&headers).len(), 2);
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(text in ".{0,200}") {
            parse(&text);
        }

        #[test]
        fn quoted_values_come_back(value in "[ -~]{0,40}") {
            let quoted = value.replace('\\', "\\\\").replace('"', "\\\"");
            let found = parse(&format!(r#"Bearer realm="{quoted}", service=s"#));
            prop_assert_eq!(found[0].parameter("realm"), Some(value.as_str()));
            prop_assert_eq!(found[0].parameter("service"), Some("s"));
        }
    }
}
