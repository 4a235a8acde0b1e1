//! Which of an index's images an edit is for: `[linux/arm64]name=value`, `[*]name=value`.

use crate::oci::Platform;

/// The documents that an edit is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What the edit is for where nothing is said: the top document for annotations, all images for configs.
    Usual,
    /// All documents.
    All,
    /// The images for these platforms.
    Platforms(Vec<Platform>),
}

impl Scope {
    /// Whether an image for `platform` is wanted.
    pub fn wants(&self, platform: Option<&Platform>) -> bool {
        match self {
            Self::Usual | Self::All => true,
            Self::Platforms(wanted) => {
                platform.is_some_and(|platform| wanted.iter().any(|wanted| is_for(platform, wanted)))
            }
        }
    }
}

/// Whether `own` is the platform that was written, and not one that merely runs there. A version of the operating
/// system counts only where one was written.
pub(super) fn is_for(own: &Platform, wanted: &Platform) -> bool {
    let plain = |platform: &Platform| Platform::new(&platform.os, &platform.architecture, platform.variant.as_deref());
    plain(own) == plain(wanted) && own.satisfies(wanted).is_some()
}

/// Takes `[PLATFORM,…]` or `[*]` off the front of `text`.
///
/// # Errors
/// What stands in the brackets is no platform.
pub fn scoped(text: &str) -> Result<(Scope, &str), String> {
    let Some((list, rest)) = text.trim_start().strip_prefix('[').and_then(|text| text.split_once(']')) else {
        return Ok((Scope::Usual, text));
    };
    let mut platforms = Vec::new();
    for entry in list.split(',').map(str::trim) {
        if entry == "*" {
            return Ok((Scope::All, rest));
        }
        platforms.push(entry.parse::<Platform>().map_err(|error| error.to_string())?);
    }
    Ok((Scope::Platforms(platforms), rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn platform(text: &str) -> Platform {
        text.parse().unwrap()
    }

    #[test]
    fn brackets_say_which_images_are_meant() {
        let platforms = |texts: &[&str]| Scope::Platforms(texts.iter().map(|text| platform(text)).collect());
        for (text, scope, rest) in [
            ("a=b", Scope::Usual, "a=b"),
            ("[*]a=b", Scope::All, "a=b"),
            ("[linux/arm64]a=b]", platforms(&["linux/arm64"]), "a=b]"),
            ("[linux/arm64, linux/amd64]a", platforms(&["linux/arm64", "linux/amd64"]), "a"),
            ("[linux/arm64,*]a", Scope::All, "a"),
            ("[a=b", Scope::Usual, "[a=b"),
        ] {
            assert_eq!(scoped(text).unwrap(), (scope, rest), "{text}");
        }
        assert!(scoped("[]a=b").is_err());
        assert!(scoped("[no platform]a=b").is_err());
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_taken_or_refused(text in "[\\[\\]*,a-z/ =é]{0,20}") {
            if let Ok((_, rest)) = scoped(&text) {
                prop_assert!(text.ends_with(rest));
            }
        }
    }

    #[test]
    fn a_platform_is_meant_as_it_is_written() {
        for (own, wanted, meant) in [
            ("linux/amd64", "linux/x86_64", true),
            ("linux/arm64/v8", "linux/arm64", true),
            ("linux/arm/v6", "linux/arm/v7", false),
            ("linux/amd64/v2", "linux/amd64", false),
            ("windows(10.0.17763.1)/amd64", "windows/amd64", true),
            ("windows(10.0.17763.1)/amd64", "windows(10.0.20348)/amd64", false),
        ] {
            assert_eq!(is_for(&platform(own), &platform(wanted)), meant, "{own} {wanted}");
        }
    }
}
