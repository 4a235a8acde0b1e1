//! TLS: the one place that chooses a cryptographic provider, whom to trust, and which certificate to show.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, SignatureScheme};
use rustls_platform_verifier::Verifier;

use super::error::{Error, Result};

/// What this machine says when it trusts nobody; [`is_empty_store`] recognises it.
const EMPTY_STORE: &str = "no trusted certificates were found on this machine";

/// What TLS towards a host depends on. The default trusts whom the system trusts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct TlsOptions {
    /// Files of certificates trusted besides the system's.
    pub(super) ca_files: Vec<PathBuf>,
    /// A certificate to show, and its key.
    pub(super) client_certificate: Option<(PathBuf, PathBuf)>,
    /// Whether the server's certificate is checked.
    pub(super) verified: bool,
}

impl Default for TlsOptions {
    fn default() -> Self {
        Self { ca_files: Vec::new(), client_certificate: None, verified: true }
    }
}

/// The cryptography under TLS.
fn provider() -> Arc<CryptoProvider> {
    static PROVIDER: OnceLock<Arc<CryptoProvider>> = OnceLock::new();
    Arc::clone(PROVIDER.get_or_init(|| Arc::new(rustls::crypto::ring::default_provider())))
}

/// The configuration of TLS towards `host`. Files that the options name are read here; the system's trust store is
/// read when the first certificate is checked, which is never where plain HTTP is spoken.
pub(super) fn client_config(host: &str, options: &TlsOptions) -> Result<ClientConfig> {
    let provider = provider();
    let refuse = |what: String, source| Error::Tls { host: host.to_owned(), what, source };
    let verifier: Arc<dyn ServerCertVerifier> = if options.verified {
        let mut extra = Vec::new();
        for file in &options.ca_files {
            extra.extend(certificates(host, file)?);
        }
        Arc::new(SystemTrust { extra, provider: Arc::clone(&provider), inner: OnceLock::new() })
    } else {
        Arc::new(NoTrust { provider: Arc::clone(&provider) })
    };
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| refuse("no protocol version fits".to_owned(), Some(error.into())))?
        .dangerous()
        .with_custom_certificate_verifier(verifier);
    let mut config = match &options.client_certificate {
        None => builder.with_no_client_auth(),
        Some((certificate, key)) => {
            let what = |error| refuse(format!("cannot read the key {}", key.display()), Some(error));
            let key = PrivateKeyDer::from_pem_file(key).map_err(|error| what(error.into()))?;
            let chain = certificates(host, certificate)?;
            builder.with_client_auth_cert(chain, key).map_err(|error| {
                refuse(format!("the certificate {} does not fit its key", certificate.display()), Some(error.into()))
            })?
        }
    };
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// The certificates in a PEM file; a file without any is an error.
fn certificates(host: &str, file: &Path) -> Result<Vec<CertificateDer<'static>>> {
    let refuse = |what: String, source| Error::Tls { host: host.to_owned(), what, source };
    let read = CertificateDer::pem_file_iter(file).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    match read {
        Ok(found) if found.is_empty() => Err(refuse(format!("{} holds no certificate", file.display()), None)),
        Ok(found) => Ok(found),
        Err(error) => Err(refuse(format!("cannot read certificates from {}", file.display()), Some(error.into()))),
    }
}

/// Whether a handshake failed because this machine trusts nobody.
pub(super) fn is_empty_store(error: &rustls::Error) -> bool {
    matches!(error, rustls::Error::General(text) if text == EMPTY_STORE)
}

/// Trusts whom the system trusts, and some more.
#[derive(Debug)]
struct SystemTrust {
    extra: Vec<CertificateDer<'static>>,
    provider: Arc<CryptoProvider>,
    inner: OnceLock<Option<Verifier>>,
}

impl SystemTrust {
    fn inner(&self) -> Result<&Verifier, rustls::Error> {
        let build = || Verifier::new_with_extra_roots(self.extra.iter().cloned(), Arc::clone(&self.provider)).ok();
        self.inner.get_or_init(build).as_ref().ok_or_else(|| rustls::Error::General(EMPTY_STORE.to_owned()))
    }
}

impl ServerCertVerifier for SystemTrust {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        // A self-signed certificate that was put among the trusted ones is its own authority. Its issuer cannot be
        // told from itself, so the usual path would refuse it although its owner named this very certificate.
        let verdict = self.inner()?.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now);
        let named = self.extra.iter().any(|extra| extra == end_entity);
        match verdict {
            Err(rustls::Error::InvalidCertificate(CertificateError::Other(_) | CertificateError::UnknownIssuer))
                if named =>
            {
                rustls::client::verify_server_name(&ParsedCertificate::try_from(end_entity)?, server_name)?;
                Ok(ServerCertVerified::assertion())
            }
            verdict => verdict,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// Takes any certificate, for hosts whose user said so.
#[derive(Debug)]
struct NoTrust {
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for NoTrust {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
