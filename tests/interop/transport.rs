//! TLS as it is met: a certificate authority of one's own, in a file or in docker's folders.

use std::fs;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};

use crate::images::{self, Form};
use crate::peers::{DockerRegistry, Place, RegistrySetup, have};

/// Makes an authority `ca.pem` and a certificate for this machine, `server.pem` with `server.key`.
pub fn certificates(place: &Place) {
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    // By another name than the server's: to OpenSSL a certificate is self-signed whose subject and issuer are alike.
    authority.distinguished_name.push(DnType::CommonName, "Interop authority");
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let names = ["127.0.0.1", "0.0.0.0", "localhost"].map(str::to_owned);
    let server = CertificateParams::new(names.to_vec()).unwrap().signed_by(&key, &authority).unwrap();
    fs::write(place.path("ca.pem"), authority.pem()).unwrap();
    fs::write(place.path("server.pem"), server.pem()).unwrap();
    fs::write(place.path("server.key"), key.serialize_pem()).unwrap();
}

#[test]
fn an_authority_is_refused_until_it_is_trusted() {
    if !have(&["buildah", "skopeo", "docker-registry"]) {
        return;
    }
    let place = Place::new();
    certificates(&place);
    let (certificate, key) = (place.path("server.pem"), place.path("server.key"));
    let setup = RegistrySetup { tls: Some((&certificate, &key)), ..RegistrySetup::default() };
    let registry = DockerRegistry::start_with(&place, "registry", &setup);
    let image = images::busybox(&place, "tls", Form::OciGzip);
    let reference = format!("{}/tls:v1", registry.host);

    let refused = place.wharf(&["push", &image, &reference]).fails(5);
    assert!(refused.contains("--ca-file"), "the remedy is named: {refused}");
    place.wharf(&["push", "--ca-file", &place.text("ca.pem"), &image, &reference]).ok();
    place.wharf(&["digest", "--tls-skip-verify", &reference]).ok();

    let folder = place.path("home/.config/containers/certs.d").join(&registry.host);
    fs::create_dir_all(&folder).unwrap();
    fs::copy(place.path("ca.pem"), folder.join("ca.crt")).unwrap();
    let digest = place.wharf(&["digest", &reference]).ok();
    let remote = format!("docker://{reference}");
    let seen = place.skopeo(&["inspect", "--tls-verify=false", "--format", "{{.Digest}}", &remote]).ok();
    assert_eq!(digest, seen);
    place.wharf(&["pull", &reference]).ok();
    place.wharf(&["store", "verify"]).ok();
}
