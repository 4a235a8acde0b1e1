//! A certificate for a laboratory, made here and signed by itself: it names the machine and its addresses, and is kept,
//! so that whoever was told to trust it goes on doing so.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::net::IpAddr;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rcgen::{CertificateParams, DnType, ExtendedKeyUsagePurpose, KeyPair};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use super::listen::Address;
use super::tls::TlsError;
use crate::oci::Digest;

/// How long a certificate is valid: clients take no longer ones.
const VALID: Duration = Duration::from_hours(24 * 820);
/// How long before its end it is replaced.
const REPLACED: Duration = Duration::from_hours(24 * 30);

/// A certificate to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelfSigned {
    names: Vec<String>,
}

/// The files of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The certificate (PEM).
    pub certificate: PathBuf,
    /// Its key (PEM), for the owner alone to read.
    pub key: PathBuf,
}

impl SelfSigned {
    /// A certificate for `localhost`, the host's name, and the addresses that are listened at.
    pub fn for_addresses(addresses: impl IntoIterator<Item = Address>) -> Self {
        let host = rustix::system::uname();
        let host = host.nodename().to_str().unwrap_or_default().to_owned();
        let fixed = ["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned(), host];
        let listened = addresses.into_iter().filter_map(|address| match address {
            Address::Tcp(address) if !address.ip().is_unspecified() => Some(address.ip().to_string()),
            _ => None,
        });
        let mut names: Vec<String> = fixed.into_iter().chain(listened).filter(|name| is_name(name)).collect();
        names.sort();
        names.dedup();
        Self { names }
    }

    /// The files in `dir`: those from before where they name all that is wanted and are valid for some time yet, else
    /// new ones.
    ///
    /// # Errors
    /// The directory cannot be written, or no certificate made.
    pub fn keep_in(&self, dir: &Path) -> Result<Made, TlsError> {
        let made = Made { certificate: dir.join("self-signed.crt"), key: dir.join("self-signed.key") };
        if self.is_kept(&made, dir) {
            return Ok(made);
        }
        let refuse = |path: &Path| {
            let path = path.to_owned();
            move |source| TlsError::Write { path, source }
        };
        DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(refuse(dir))?;
        let (certificate, key) = self.make()?;
        // The names come last: without them nothing before counts.
        for (path, text) in
            [(&made.key, key), (&made.certificate, certificate), (&names_file(dir), self.names.join("\n"))]
        {
            write_private(path, text.as_bytes()).map_err(refuse(path))?;
        }
        Ok(made)
    }

    fn is_kept(&self, made: &Made, dir: &Path) -> bool {
        let Ok(named) = std::fs::read_to_string(names_file(dir)) else { return false };
        let made_at = std::fs::metadata(&made.certificate).and_then(|file| file.modified());
        let fresh = made_at
            .is_ok_and(|made_at| SystemTime::now().duration_since(made_at).is_ok_and(|age| age + REPLACED < VALID));
        fresh && made.key.exists() && self.names.iter().all(|name| named.lines().any(|line| line == name))
    }

    fn make(&self) -> Result<(String, String), TlsError> {
        let refuse = |source| TlsError::Make { source };
        let mut params = CertificateParams::new(self.names.clone()).map_err(refuse)?;
        params.distinguished_name.push(DnType::CommonName, "wharf, self-signed");
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        // An hour back, for clients whose clocks are late.
        let start = SystemTime::now() - Duration::from_hours(1);
        params.not_before = start.into();
        params.not_after = (start + VALID).into();
        let key = KeyPair::generate().map_err(refuse)?;
        let certificate = params.self_signed(&key).map_err(refuse)?;
        Ok((certificate.pem(), key.serialize_pem()))
    }
}

fn names_file(dir: &Path) -> PathBuf {
    dir.join("self-signed.names")
}

/// Whether it can stand in a certificate.
fn is_name(name: &str) -> bool {
    name.parse::<IpAddr>().is_ok()
        || (!name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b)))
}

/// Writes a file for the owner alone, whole or not at all.
fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = path.with_extension("new");
    // One that a crash left may have other permissions.
    if let Err(error) = std::fs::remove_file(&temporary)
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(error);
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&temporary, path)
}

/// The SHA-256 of the first certificate in a file, as `openssl x509 -fingerprint -sha256` writes it.
///
/// # Errors
/// The file holds no certificate.
pub fn fingerprint(path: &Path) -> Result<String, TlsError> {
    let certificate = CertificateDer::from_pem_file(path).map_err(|source| TlsError::Pem {
        path: path.to_owned(),
        what: "certificate",
        source,
    })?;
    let hex = Digest::sha256(&certificate).hex().to_ascii_uppercase();
    let pairs: Vec<&str> = (0..hex.len()).step_by(2).filter_map(|at| hex.get(at..at + 2)).collect();
    Ok(pairs.join(":"))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_certificate_is_kept_while_it_names_all() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path().join("_wharf/tls");
        let wanted = |addresses: &[&str]| SelfSigned::for_addresses(addresses.iter().map(|text| text.parse().unwrap()));
        let first = wanted(&["127.0.0.1:1", "unix:/x"]).keep_in(&dir).unwrap();
        let seen = fingerprint(&first.certificate).unwrap();
        assert_eq!(seen.len(), 32 * 3 - 1);
        assert_eq!(std::fs::metadata(&first.key).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(wanted(&["0.0.0.0:7"]).keep_in(&dir).unwrap(), first);
        assert_eq!(fingerprint(&first.certificate).unwrap(), seen, "nothing new to name");
        wanted(&["192.0.2.1:1"]).keep_in(&dir).unwrap();
        let second = fingerprint(&first.certificate).unwrap();
        assert_ne!(second, seen, "a new address");
        std::fs::remove_file(&first.key).unwrap();
        wanted(&[]).keep_in(&dir).unwrap();
        assert_ne!(fingerprint(&first.certificate).unwrap(), second, "the key was lost");
    }
}
