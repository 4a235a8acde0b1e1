//! Platforms: what an image runs on (`image-spec/image-index.md`), how people write them, and which satisfies which.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// An operating system and a processor, with what narrows them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Platform {
    /// The processor, by Go's names: amd64, arm64, arm, …
    pub architecture: String,
    /// The operating system, by Go's names: linux, windows, …
    pub os: String,
    /// The operating system's version, which Windows images need.
    #[serde(default, rename = "os.version", skip_serializing_if = "Option::is_none")]
    pub os_version: Option<String>,
    /// Features of the operating system that the image needs.
    #[serde(default, rename = "os.features", skip_serializing_if = "Vec::is_empty")]
    pub os_features: Vec<String>,
    /// The variant of the processor: v7 of arm, v8 of arm64, v3 of amd64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// Fields that no specification names, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

impl Platform {
    /// The platform of `os` and `architecture`, normalised.
    pub fn new(os: &str, architecture: &str, variant: Option<&str>) -> Self {
        let (architecture, variant) = normalise(architecture, variant);
        Self { architecture, os: normalise_os(os), variant, ..Self::default() }
    }

    /// The platform of this machine. Containers are Linux, so a machine that is neither Linux nor Windows counts as
    /// Linux, as it does for docker.
    pub fn host() -> Self {
        let os = if cfg!(windows) { "windows" } else { "linux" };
        let variant = match std::env::consts::ARCH {
            "arm" => Some("v7"),
            _ => None,
        };
        Self::new(os, std::env::consts::ARCH, variant)
    }

    /// Whether an image of this platform can be taken for `wanted`, and how well: a greater number is better, nothing
    /// is not at all. A variant may be older than the wanted one (arm v6 runs on v7), never newer.
    pub fn satisfies(&self, wanted: &Self) -> Option<u32> {
        let own = Self::new(&self.os, &self.architecture, self.variant.as_deref());
        let wanted_plain = Self::new(&wanted.os, &wanted.architecture, wanted.variant.as_deref());
        if own.os != wanted_plain.os || own.architecture != wanted_plain.architecture {
            return None;
        }
        if wanted.os_features.iter().any(|feature| !self.os_features.contains(feature)) {
            return None;
        }
        let version = version_fit(self.os_version.as_deref(), wanted.os_version.as_deref())?;
        let variant = variant_fit(&own, &wanted_plain)?;
        Some(variant * 2 + version)
    }

    /// Whether it names no real platform, as BuildKit writes it for attestations.
    pub fn is_unknown(&self) -> bool {
        [&self.os, &self.architecture].iter().any(|part| matches!(part.as_str(), "unknown" | ""))
    }
}

/// How well an operating system's version fits: a wanted version is a prefix of the one there is (Windows builds).
fn version_fit(own: Option<&str>, wanted: Option<&str>) -> Option<u32> {
    match (own, wanted) {
        (_, None) => Some(0),
        (Some(own), Some(wanted)) => {
            let fits = own == wanted || own.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('.'));
            fits.then_some(1)
        }
        (None, Some(_)) => None,
    }
}

/// How well a variant fits: the wanted one best, then the newest of the older ones, then none at all.
fn variant_fit(own: &Platform, wanted: &Platform) -> Option<u32> {
    let number = |variant: &Option<String>| {
        variant.as_deref().and_then(|v| v.strip_prefix('v')).and_then(|v| v.parse::<u32>().ok())
    };
    if own.variant == wanted.variant {
        return Some(1000);
    }
    match (number(&own.variant), number(&wanted.variant)) {
        (Some(own), Some(wanted)) if own <= wanted => Some(1 + own.min(998)),
        (None, Some(_)) if own.variant.is_none() => Some(0),
        // Nothing narrower was asked for: the lowest variant is the one that runs on most machines.
        (Some(own), None) if wanted.variant.is_none() => Some(500_u32.saturating_sub(own)),
        _ => None,
    }
}

fn normalise_os(os: &str) -> String {
    match os.to_ascii_lowercase().as_str() {
        "macos" => "darwin".to_owned(),
        other => other.to_owned(),
    }
}

/// Go's names for processors, and the variants that say nothing dropped (arm64's v8, amd64's v1).
fn normalise(architecture: &str, variant: Option<&str>) -> (String, Option<String>) {
    let lower = architecture.to_ascii_lowercase();
    let variant = variant.map(str::to_ascii_lowercase).filter(|v| !v.is_empty());
    let (architecture, implied) = match lower.as_str() {
        "x86_64" | "x86-64" => ("amd64", None),
        "i386" | "i686" | "x86" => ("386", None),
        "aarch64" => ("arm64", None),
        "armhf" => ("arm", Some("v7")),
        "armel" => ("arm", Some("v6")),
        "powerpc64le" => ("ppc64le", None),
        other => (other, None),
    };
    let variant = variant
        .or_else(|| implied.map(str::to_owned))
        .map(|v| if v.starts_with(|c: char| c.is_ascii_digit()) { format!("v{v}") } else { v });
    let says_nothing =
        matches!((architecture, variant.as_deref()), ("arm64", Some("v8" | "v8.0")) | ("amd64", Some("v1")));
    let variant = match (architecture, variant) {
        ("arm", None) => Some("v7".to_owned()),
        (_, variant) => variant.filter(|_| !says_nothing),
    };
    (architecture.to_owned(), variant)
}

impl fmt::Display for Platform {
    /// `os/architecture[/variant]`, the version in parentheses behind the operating system; parses to the same.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.os)?;
        if let Some(version) = &self.os_version {
            write!(f, "({version})")?;
        }
        write!(f, "/{}", self.architecture)?;
        match &self.variant {
            Some(variant) => write!(f, "/{variant}"),
            None => Ok(()),
        }
    }
}

/// Why a text is no platform.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{text:?} is not a platform: write os/architecture or os/architecture/variant, as in linux/amd64 or linux/arm/v7"
)]
pub struct PlatformError {
    text: String,
}

impl FromStr for Platform {
    type Err = PlatformError;

    /// Reads `os/arch[/variant]`, a lone architecture (Linux), `local`, and Windows' `windows(10.0.17763)/amd64`, which
    /// may be written `windows/amd64,osver=10.0.17763` as well.
    fn from_str(text: &str) -> Result<Self, PlatformError> {
        let refuse = || PlatformError { text: text.to_owned() };
        if text == "local" {
            return Ok(Self::host());
        }
        if let Some((plain, field)) = text.split_once(',') {
            let version = field.strip_prefix("osver=").or_else(|| field.strip_prefix("osversion="));
            let legal = |version: &&str| {
                !version.is_empty() && version.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
            };
            let version = version.filter(legal).ok_or_else(refuse)?;
            let plain: Self = plain.parse().map_err(|_| refuse())?;
            return match plain.os_version {
                None => Ok(Self { os_version: Some(version.to_owned()), ..plain }),
                Some(_) => Err(refuse()),
            };
        }
        let parts: Vec<&str> = text.split('/').collect();
        let legal =
            |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "._-()".contains(c));
        if !parts.iter().all(|part| legal(part)) {
            return Err(refuse());
        }
        let (os, architecture, variant) = match parts[..] {
            [architecture] if is_architecture(architecture) => ("linux", architecture, None),
            [os, architecture] => (os, architecture, None),
            [os, architecture, variant] => (os, architecture, Some(variant)),
            _ => return Err(refuse()),
        };
        let (os, version) = match os.strip_suffix(')').map(|os| os.split_once('(')) {
            None if !os.contains(['(', ')']) => (os, None),
            Some(Some((os, version))) if !os.is_empty() && !version.is_empty() => (os, Some(version.to_owned())),
            _ => return Err(refuse()),
        };
        Ok(Self { os_version: version, ..Self::new(os, architecture, variant) })
    }
}

fn is_architecture(text: &str) -> bool {
    let (architecture, _) = normalise(text, None);
    matches!(
        architecture.as_str(),
        "amd64" | "arm64" | "arm" | "386" | "ppc64le" | "s390x" | "riscv64" | "mips64le" | "loong64"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn platform(text: &str) -> Platform {
        text.parse().unwrap()
    }

    #[test]
    fn the_ways_people_write_a_platform() {
        for (text, shown) in [
            ("linux/amd64", "linux/amd64"),
            ("linux/x86_64", "linux/amd64"),
            ("amd64", "linux/amd64"),
            ("aarch64", "linux/arm64"),
            ("linux/arm64/v8", "linux/arm64"),
            ("linux/arm", "linux/arm/v7"),
            ("linux/arm/6", "linux/arm/v6"),
            ("linux/amd64/v3", "linux/amd64/v3"),
            ("windows(10.0.17763)/amd64", "windows(10.0.17763)/amd64"),
            ("windows/amd64,osver=10.0.17763", "windows(10.0.17763)/amd64"),
        ] {
            assert_eq!(platform(text).to_string(), shown, "{text}");
        }
        for text in [
            "",
            "linux",
            "linux/",
            "/amd64",
            "a/b/c/d",
            "linux/amd 64",
            "windows(/amd64",
            "windows/amd64,osver=",
            "windows(1)/amd64,osver=2",
            "linux/amd64,gpu=1",
        ] {
            assert!(text.parse::<Platform>().is_err(), "{text}");
        }
    }

    #[test]
    fn what_satisfies_what() {
        for (own, wanted, fits) in [
            ("linux/amd64", "linux/amd64", true),
            ("linux/arm64/v8", "linux/arm64", true),
            ("linux/arm/v6", "linux/arm/v7", true),
            ("linux/arm/v7", "linux/arm/v6", false),
            ("linux/amd64", "linux/amd64/v3", true),
            ("linux/amd64/v3", "linux/amd64/v2", false),
            ("linux/amd64", "windows/amd64", false),
            ("windows(10.0.17763.1)/amd64", "windows(10.0.17763)/amd64", true),
            ("windows(10.0.1)/amd64", "windows(10.0.17763)/amd64", false),
        ] {
            assert_eq!(platform(own).satisfies(&platform(wanted)).is_some(), fits, "{own} for {wanted}");
        }
    }

    #[test]
    fn the_nearest_variant_wins() {
        let wanted = platform("linux/arm/v7");
        let exact = platform("linux/arm/v7").satisfies(&wanted);
        let older = platform("linux/arm/v6").satisfies(&wanted);
        let oldest = platform("linux/arm/v5").satisfies(&wanted);
        assert!(exact > older && older > oldest && oldest.is_some());
    }
}
