//! TLS in front of the registry: certificate and key from files that are read again when they change.

use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};

/// How often the files are looked at, at most.
const LOOK: Duration = Duration::from_secs(1);

/// Why TLS cannot be spoken.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file of certificates or a key cannot be read or holds none.
    #[error("{} holds no {what} in PEM that can be used", path.display())]
    Pem {
        /// The file.
        path: PathBuf,
        /// What should be in it.
        what: &'static str,
        /// Why it is not.
        source: rustls::pki_types::pem::Error,
    },
    /// Certificate and key do not go together, or are of a kind that is not supported.
    #[error("the certificate {} and the key {} cannot be used together", certificate.display(), key.display())]
    Pair {
        /// The file of the certificate.
        certificate: PathBuf,
        /// The file of the key.
        key: PathBuf,
        /// Why not.
        source: rustls::Error,
    },
    /// The certificates that clients must be signed by cannot be used.
    #[error("{} cannot be used to verify clients", path.display())]
    ClientCa {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A certificate could not be made.
    #[error("a certificate cannot be made")]
    Make {
        /// Why not.
        source: rcgen::Error,
    },
    /// What was made could not be kept.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file or directory.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

/// The files that TLS needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate, and behind it those that lead to its authority (PEM).
    pub certificate: PathBuf,
    /// Its private key (PEM).
    pub key: PathBuf,
    /// The authorities that every client needs a certificate of (PEM); clients need none where this is not given.
    pub client_ca: Option<PathBuf>,
}

/// Who is told that new files cannot be used.
pub type Warn = Arc<dyn Fn(&TlsError) + Send + Sync>;

/// TLS as the files say, now and when they change.
pub struct Tls {
    files: TlsFiles,
    warn: Warn,
    current: Mutex<Current>,
}

struct Current {
    config: Arc<ServerConfig>,
    stamps: Vec<Option<Stamp>>,
    looked: Instant,
}

/// What changes with the content of a file.
type Stamp = (u64, u64, i64, i64);

impl Tls {
    /// Reads the files. `warn` hears of changed ones that cannot be used; those before then stay in use.
    ///
    /// # Errors
    /// The files cannot be used now.
    pub fn load(files: TlsFiles, warn: Warn) -> Result<Self, TlsError> {
        let stamps = files.stamps();
        let config = files.config()?;
        Ok(Self { files, warn, current: Mutex::new(Current { config, stamps, looked: Instant::now() }) })
    }

    /// How the next connection is spoken to. Looks whether the files have changed, once a second at most.
    pub(super) fn config(&self) -> Arc<ServerConfig> {
        self.config_at(Instant::now())
    }

    fn config_at(&self, now: Instant) -> Arc<ServerConfig> {
        let mut current = self.current();
        if now.saturating_duration_since(current.looked) < LOOK {
            return Arc::clone(&current.config);
        }
        current.looked = now;
        let stamps = self.files.stamps();
        if stamps != current.stamps {
            current.stamps = stamps;
            match self.files.config() {
                Ok(config) => current.config = config,
                Err(error) => (self.warn)(&error),
            }
        }
        Arc::clone(&current.config)
    }

    fn current(&self) -> MutexGuard<'_, Current> {
        // What is in there is whole at any moment.
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TlsFiles {
    fn stamps(&self) -> Vec<Option<Stamp>> {
        let stamp = |path: &PathBuf| {
            let file = std::fs::metadata(path).ok()?;
            Some((file.ino(), file.len(), file.mtime(), file.mtime_nsec()))
        };
        [Some(&self.certificate), Some(&self.key), self.client_ca.as_ref()].into_iter().flatten().map(stamp).collect()
    }

    fn config(&self) -> Result<Arc<ServerConfig>, TlsError> {
        let chain = certificates(&self.certificate)?;
        let key = PrivateKeyDer::from_pem_file(&self.key).map_err(|source| TlsError::Pem {
            path: self.key.clone(),
            what: "private key",
            source,
        })?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let pair = |source| TlsError::Pair { certificate: self.certificate.clone(), key: self.key.clone(), source };
        let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .map_err(pair)?;
        let builder = match &self.client_ca {
            None => builder.with_no_client_auth(),
            Some(path) => {
                let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots(path)?), provider);
                let refuse = |source| TlsError::ClientCa { path: path.clone(), source: Box::new(source) };
                builder.with_client_cert_verifier(verifier.build().map_err(refuse)?)
            }
        };
        let mut config = builder.with_single_cert(chain, key).map_err(pair)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let refuse = |source| TlsError::Pem { path: path.to_owned(), what: "certificate", source };
    let chain = CertificateDer::pem_file_iter(path).map_err(refuse)?.collect::<Result<Vec<_>, _>>().map_err(refuse)?;
    if chain.is_empty() { Err(refuse(rustls::pki_types::pem::Error::NoItemsFound)) } else { Ok(chain) }
}

fn roots(path: &Path) -> Result<RootCertStore, TlsError> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates(path)? {
        roots
            .add(certificate)
            .map_err(|source| TlsError::ClientCa { path: path.to_owned(), source: Box::new(source) })?;
    }
    Ok(roots)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use rcgen::{CertifiedKey, generate_simple_self_signed};

    use super::*;

    fn write_pair(files: &TlsFiles) {
        let CertifiedKey { cert, signing_key } = generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        std::fs::write(&files.key, signing_key.serialize_pem()).unwrap();
        std::fs::write(&files.certificate, cert.pem()).unwrap();
    }

    fn files(dir: &Path) -> TlsFiles {
        let files = TlsFiles { certificate: dir.join("cert.pem"), key: dir.join("key.pem"), client_ca: None };
        write_pair(&files);
        files
    }

    #[test]
    fn new_files_are_used_and_broken_ones_are_not() {
        let dir = tempfile::tempdir().unwrap();
        let files = files(dir.path());
        let warned = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&warned);
        let warn: Warn = Arc::new(move |_| {
            count.fetch_add(1, Ordering::SeqCst);
        });
        let tls = Tls::load(files.clone(), warn).unwrap();
        let start = Instant::now();
        let after = |seconds: u64| tls.config_at(start + Duration::from_secs(seconds));
        let first = after(0);
        assert!(Arc::ptr_eq(&first, &after(10)), "nothing has changed");

        std::fs::write(&files.certificate, "no certificate").unwrap();
        assert!(Arc::ptr_eq(&first, &tls.config_at(start + Duration::from_millis(10_500))), "looked a moment ago");
        assert!(Arc::ptr_eq(&first, &after(20)) && Arc::ptr_eq(&first, &after(30)));
        assert_eq!(warned.load(Ordering::SeqCst), 1, "one warning for one change");

        write_pair(&files);
        assert!(!Arc::ptr_eq(&first, &after(40)));
        assert_eq!(warned.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn files_that_cannot_be_used_are_named() {
        let dir = tempfile::tempdir().unwrap();
        let good = files(dir.path());
        let nowhere = dir.path().join("nowhere.pem");
        let other = dir.path().join("other");
        std::fs::create_dir(&other).unwrap();
        let other = files(&other);
        let empty = dir.path().join("empty.pem");
        std::fs::write(&empty, "").unwrap();
        for (files, part) in [
            (TlsFiles { certificate: nowhere.clone(), ..good.clone() }, "nowhere.pem holds no certificate"),
            (TlsFiles { certificate: empty.clone(), ..good.clone() }, "empty.pem holds no certificate"),
            (TlsFiles { key: good.certificate.clone(), ..good.clone() }, "cert.pem holds no private key"),
            (TlsFiles { key: other.key, ..good.clone() }, "cannot be used together"),
            (TlsFiles { client_ca: Some(nowhere), ..good.clone() }, "nowhere.pem holds no certificate"),
            (TlsFiles { client_ca: Some(empty), ..good }, "empty.pem holds no certificate"),
        ] {
            let error = Tls::load(files, Arc::new(|_| {})).err().unwrap().to_string();
            assert!(error.contains(part), "{error}");
        }
    }
}
