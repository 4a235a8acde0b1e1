//! TLS and plain HTTP, warnings, and what may be shown.

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};

use super::*;
use crate::content::{ErrorKind, Source};
use crate::registry::{Cause, Scheme};

/// A server's TLS, and the file of the authority that vouches for it.
fn tls(name: &str) -> (Arc<rustls::ServerConfig>, tempfile::NamedTempFile) {
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let issuer = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec![name.to_owned()]).unwrap().signed_by(&key, &issuer).unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), issuer.pem()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key.serialize_der().try_into().unwrap())
        .unwrap();
    (Arc::new(config), file)
}

fn image() -> Reply {
    Reply::ok(IMAGE).header("Content-Type", OCI_MANIFEST)
}

fn trusting(file: &tempfile::NamedTempFile, scheme: Scheme) -> Options {
    options_with(HostOptions { ca_files: vec![file.path().to_owned()], scheme, ..HostOptions::default() })
}

async fn outcome(fake: &Fake, options: Options) -> content::Result<RawManifest> {
    repository(&client(options), fake, Access::Pull).manifest(&tag("1")).await
}

#[tokio::test]
async fn a_registry_on_this_machine_may_speak_either_unasked() {
    let (config, file) = tls("127.0.0.1");
    for scheme in [Scheme::Auto, Scheme::Tls] {
        let fake = Fake::start_tls(Arc::clone(&config), |_| image());
        let client = client(trusting(&file, scheme));
        let repository = repository(&client, &fake, Access::Pull);
        repository.manifest(&tag("1")).await.unwrap();
        repository.manifest(&tag("2")).await.unwrap();
        assert_eq!(fake.lines().len(), 2);
    }
}

#[tokio::test]
async fn who_is_not_verified_may_speak_either_on_this_machine() {
    let (config, _) = tls("elsewhere.example");
    let unverified = || options_with(HostOptions { scheme: Scheme::AutoUnverified, ..HostOptions::default() });
    for fake in [Fake::start(|_| image()), Fake::start_tls(config, |_| image())] {
        outcome(&fake, unverified()).await.unwrap();
        assert_eq!(fake.lines().len(), 1);
    }
}

#[tokio::test]
async fn one_turn_suffices_to_find_out_what_is_spoken() {
    let (config, file) = tls("127.0.0.1");
    let fake = Fake::start_tls(config, |_| image());
    let options = options_with(HostOptions {
        ca_files: vec![file.path().to_owned()],
        max_requests: Some(1),
        ..HostOptions::default()
    });
    outcome(&fake, options).await.unwrap();
}

#[tokio::test]
async fn certificates_that_do_not_fit_are_told_apart() {
    let (config, _) = tls("127.0.0.1");
    let (other, other_file) = tls("elsewhere.example");
    let stranger = Fake::start_tls(config, |_| image());
    let misnamed = Fake::start_tls(other, |_| image());
    for (fake, cause) in [(&stranger, Cause::UnknownIssuer), (&misnamed, Cause::NameMismatch)] {
        let error = outcome(fake, trusting(&other_file, Scheme::Auto)).await.unwrap_err();
        assert_eq!((reason(&error), error.kind), (Reason::Network(cause), ErrorKind::Unavailable), "{error:?}");
        outcome(fake, trusting(&other_file, Scheme::TlsUnverified)).await.unwrap();
    }
}

#[tokio::test]
async fn a_body_over_tls_comes_in_long_steps() {
    let (config, file) = tls("127.0.0.1");
    let bytes = bytes_of(4 << 20);
    let descriptor = blob(&bytes);
    let fake = Fake::start_tls(config, move |exchange| Reply::range(exchange, &bytes));
    let repository = repository(&client(trusting(&file, Scheme::Tls)), &fake, Access::Pull);
    let mut stream = repository.blob(&descriptor).open(0).await.unwrap();
    let (mut steps, mut all) = (0, Vec::new());
    while let Some(step) = stream.next().await {
        all.extend_from_slice(&step.unwrap());
        steps += 1;
    }
    assert_eq!(blob(&all).digest, descriptor.digest);
    // One step for each record of TLS would be 256.
    assert!(steps < 200, "{steps} steps");
}

#[tokio::test]
async fn plain_http_where_tls_was_asked_for_is_told() {
    let fake = Fake::start(|_| image());
    let options = Options { retries: 0, ..options_with(HostOptions { scheme: Scheme::Tls, ..HostOptions::default() }) };
    let error = outcome(&fake, options).await.unwrap_err();
    assert_eq!(reason(&error), Reason::Network(Cause::PlainHttp), "{error:?}");
}

#[tokio::test]
async fn a_certificate_file_that_cannot_be_read_is_told() {
    let fake = Fake::start(|_| image());
    let (_, file) = tls("127.0.0.1");
    std::fs::write(file.path(), "not a certificate").unwrap();
    let error = outcome(&fake, trusting(&file, Scheme::Tls)).await.unwrap_err();
    assert!(registry_error(&error).to_string().contains("holds no certificate"), "{error:?}");
}

#[tokio::test]
async fn a_warning_is_passed_on_once_and_tamed() {
    let warned = || image().header("Warning", "299 - \"the \\\"a\\\" repository \u{202e}moves\"");
    let fake = Fake::start(move |_| warned());
    let told = Told::default();
    let repository = repository(&client(options(&told)), &fake, Access::Pull);
    repository.manifest(&tag("1")).await.unwrap();
    repository.manifest(&tag("2")).await.unwrap();
    let warnings = told.warnings();
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(warnings[0].contains("says: the \"a\" repository") && !warnings[0].contains('\u{202e}'), "{warnings:?}");
}

#[tokio::test]
async fn ping_tells_whether_a_registry_is_there() {
    let client = client(options(&Told::default()));
    for (reply, good) in [(Reply::ok("{}"), true), (Reply::new(404), false), (Reply::new(401), false)] {
        let fake = Fake::start(move |_| reply.clone());
        let answer = client.ping(&named(&fake, "x").registry).await;
        assert_eq!(answer.is_ok(), good);
        assert_eq!(fake.lines()[0], "GET /v2/");
    }
}
