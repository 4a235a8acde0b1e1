//! Content digests: an algorithm and its value, as `image-spec/descriptor.md#digests` defines them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256, Sha512};

/// A hash function that the specification registers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Algorithm {
    /// SHA-256, which every implementation must know.
    #[default]
    Sha256,
    /// SHA-512, which an implementation may know.
    Sha512,
}

impl Algorithm {
    /// The name as it stands before the colon of a digest.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
        }
    }

    /// How many hexadecimal digits a value of this algorithm has.
    pub fn hex_len(self) -> usize {
        match self {
            Self::Sha256 => 64,
            Self::Sha512 => 128,
        }
    }

    /// A hasher of this algorithm that has seen nothing yet.
    pub fn hasher(self) -> Hasher {
        match self {
            Self::Sha256 => Hasher::Sha256(Sha256::new()),
            Self::Sha512 => Hasher::Sha512(Sha512::new()),
        }
    }

    /// The digest of `bytes`.
    pub fn digest(self, bytes: &[u8]) -> Digest {
        let mut hasher = self.hasher();
        hasher.update(bytes);
        hasher.finish()
    }
}

impl FromStr for Algorithm {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, DigestError> {
        match text {
            "sha256" => Ok(Self::Sha256),
            "sha512" => Ok(Self::Sha512),
            other => Err(DigestError::Algorithm { algorithm: other.to_owned() }),
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A running hash of one algorithm.
#[derive(Clone, Debug)]
pub enum Hasher {
    /// SHA-256 under way.
    Sha256(Sha256),
    /// SHA-512 under way.
    Sha512(Sha512),
}

impl Hasher {
    /// Takes in the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha256(hash) => hash.update(bytes),
            Self::Sha512(hash) => hash.update(bytes),
        }
    }

    /// The digest of everything taken in.
    pub fn finish(self) -> Digest {
        match self {
            Self::Sha256(hash) => Digest::from_hash(Algorithm::Sha256, &hash.finalize()),
            Self::Sha512(hash) => Digest::from_hash(Algorithm::Sha512, &hash.finalize()),
        }
    }
}

/// The digest of some content, valid by construction: a known algorithm and as many lower-case hexadecimal digits as
/// it has. `Display` gives `sha256:<hex>`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest {
    algorithm: Algorithm,
    hex: Box<str>,
}

impl Digest {
    fn from_hash(algorithm: Algorithm, hash: &[u8]) -> Self {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut hex = String::with_capacity(hash.len() * 2);
        for byte in hash {
            hex.push(char::from(DIGITS[usize::from(byte >> 4)]));
            hex.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
        Self { algorithm, hex: hex.into_boxed_str() }
    }

    /// The SHA-256 digest of `bytes`.
    pub fn sha256(bytes: &[u8]) -> Self {
        Algorithm::Sha256.digest(bytes)
    }

    /// Which algorithm made it.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The value in lower-case hexadecimal, without the algorithm.
    pub fn hex(&self) -> &str {
        &self.hex
    }

    /// The first twelve digits of the value, for people to tell digests apart.
    pub fn short(&self) -> &str {
        &self.hex[..12]
    }

    /// The tag under which referrers are listed where the registry has no referrers API
    /// (`distribution-spec#referrers-tag-schema`): `sha256-<hex>`, the value cut to 64 digits.
    pub fn referrers_tag(&self) -> String {
        format!("{}-{}", self.algorithm, &self.hex[..64])
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.algorithm, self.hex)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Digest {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, DigestError> {
        let (algorithm, hex) = text.split_once(':').ok_or_else(|| DigestError::Colon { text: text.to_owned() })?;
        let algorithm: Algorithm = algorithm.parse()?;
        if hex.len() != algorithm.hex_len() {
            return Err(DigestError::Length { algorithm, found: hex.chars().count() });
        }
        match hex.find(|c| !matches!(c, '0'..='9' | 'a'..='f')) {
            None => Ok(Self { algorithm, hex: hex.into() }),
            Some(at) => Err(DigestError::Digit {
                found: hex[at..].chars().next().unwrap_or_default(),
                at: algorithm.name().len() + 1 + at,
            }),
        }
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Why a text is no digest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DigestError {
    /// The algorithm is not one that wharf knows.
    #[error("unknown digest algorithm {algorithm:?}: sha256 and sha512 are known")]
    Algorithm {
        /// The name that was found.
        algorithm: String,
    },
    /// There is no colon between algorithm and value.
    #[error("{text:?} is not a digest: it has no colon, as in sha256:4f1a…")]
    Colon {
        /// The whole text.
        text: String,
    },
    /// A character of the value is no lower-case hexadecimal digit.
    #[error("{found:?} is not a lower-case hexadecimal digit")]
    Digit {
        /// The character.
        found: char,
        /// Its byte offset from the start of the digest.
        at: usize,
    },
    /// The value is too long or too short.
    #[error("a {algorithm} digest has {} hexadecimal digits, not {found}", .algorithm.hex_len())]
    Length {
        /// The algorithm that was named.
        algorithm: Algorithm,
        /// How many characters the value has.
        found: usize,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn the_digest_of_nothing_is_the_known_one() {
        assert_eq!(Digest::sha256(b"").to_string(), EMPTY);
        assert_eq!(EMPTY.parse::<Digest>().unwrap(), Digest::sha256(b""));
    }

    #[test]
    fn sha512_has_128_digits_and_a_shortened_referrers_tag() {
        let digest = Algorithm::Sha512.digest(b"abc");
        assert_eq!(digest.hex().len(), 128);
        assert!(digest.hex().starts_with("ddaf35a193617aba"));
        assert_eq!(digest.referrers_tag().len(), "sha512-".len() + 64);
    }

    #[test]
    fn what_is_no_digest_is_refused_with_its_reason() {
        for (text, reason) in [
            ("", "no colon"),
            ("sha256", "no colon"),
            ("md5:d41d8cd98f00b204e9800998ecf8427e", "unknown digest algorithm"),
            ("SHA256:e3b0", "unknown digest algorithm"),
            ("sha256:e3b0", "64 hexadecimal digits, not 4"),
            (&EMPTY.replace("e3b0c", "E3b0c"), "'E' is not"),
            (&EMPTY.replace("e3b0c", "../.."), "'.' is not"),
            (&format!("{EMPTY} "), "64 hexadecimal digits, not 65"),
        ] {
            let error = text.parse::<Digest>().unwrap_err().to_string();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }
}
