//! Why a request got no answer, read from the chain of errors of the layers below.

use std::error::Error as StdError;
use std::io;

use rustls::CertificateError;

use super::clients::Unresolved;
use crate::content::BoxError;
use crate::registry::error::Cause;
use crate::registry::tls;

/// What made `error`.
pub(super) fn of(error: &reqwest::Error) -> Cause {
    let mut found = None;
    visit(error, &mut |link| found = found.or_else(|| one(link)));
    match found {
        Some(cause) => cause,
        None if error.is_timeout() => Cause::Timeout,
        None if error.is_body() || error.is_decode() => Cause::Cut,
        None => Cause::Other,
    }
}

/// What the system or the TLS library said, without the layers in between, which say only that a request failed.
pub(super) fn words(error: &reqwest::Error) -> BoxError {
    let mut last = String::new();
    visit(error, &mut |link| last = link.to_string());
    last.into()
}

/// Whether a server that speaks TLS could have answered like this to plain HTTP: it closes, or sends an alert, which
/// is no HTTP.
pub(super) fn may_be_tls(error: &reqwest::Error) -> bool {
    let mut found = false;
    visit(error, &mut |link| {
        if let Some(error) = link.downcast_ref::<hyper::Error>() {
            found |= error.is_parse() || error.is_incomplete_message() || error.is_closed();
        }
        found |= io_kind(link) == Some(io::ErrorKind::ConnectionReset);
    });
    found
}

/// Calls `seen` with every error of the chain, also with those that an I/O error hides inside.
fn visit(error: &(dyn StdError + 'static), seen: &mut dyn FnMut(&(dyn StdError + 'static))) {
    let mut next = Some(error);
    while let Some(link) = next {
        seen(link);
        if let Some(inner) = link.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            visit(inner, seen);
        }
        next = link.source();
    }
}

fn io_kind(link: &(dyn StdError + 'static)) -> Option<io::ErrorKind> {
    link.downcast_ref::<io::Error>().map(io::Error::kind)
}

fn one(link: &(dyn StdError + 'static)) -> Option<Cause> {
    if link.is::<Unresolved>() {
        return Some(Cause::Dns);
    }
    if let Some(error) = link.downcast_ref::<rustls::Error>() {
        return Some(of_tls(error));
    }
    if let Some(error) = link.downcast_ref::<hyper::Error>() {
        if error.is_parse() {
            return Some(Cause::NotHttp);
        }
        let cut = error.is_incomplete_message() || error.is_closed() || error.is_canceled();
        return cut.then_some(Cause::Cut);
    }
    match io_kind(link)? {
        io::ErrorKind::ConnectionRefused => Some(Cause::Refused),
        io::ErrorKind::TimedOut => Some(Cause::Timeout),
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::NotConnected
        | io::ErrorKind::UnexpectedEof => Some(Cause::Cut),
        _ => None,
    }
}

fn of_tls(error: &rustls::Error) -> Cause {
    match error {
        _ if tls::is_empty_store(error) => Cause::NoTrustStore,
        rustls::Error::InvalidMessage(_) => Cause::PlainHttp,
        rustls::Error::InvalidCertificate(problem) => match problem {
            // A bad signature is what an authority of the same name, made anew, looks like.
            CertificateError::UnknownIssuer | CertificateError::BadSignature => Cause::UnknownIssuer,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => Cause::NameMismatch,
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. } => Cause::Expired,
            // The error for a self-signed certificate has no name of its own in rustls.
            CertificateError::Other(inner) if inner.to_string().contains("CaUsedAsEndEntity") => Cause::UnknownIssuer,
            _ => Cause::Tls,
        },
        _ => Cause::Tls,
    }
}
