//! Certificates that are not trusted, and two sides that do not speak the same.

use std::fs;

use super::{holds, says, stocked};
use crate::harness::{Registry, TestEnv, TlsFront};

#[test]
fn an_unknown_authority_is_told_with_its_remedies_which_work() {
    let (registry, image) = stocked(1000);
    let front = TlsFront::before(registry.address());
    let env = TestEnv::new();
    let reference = front.reference("a:1");
    let said = env.wharf(&["pull", "--retries", "0", &reference]).fails(5);
    let certs = format!("certs.d/{}/ca.crt", front.address());
    let hints = ["--ca-file FILE", &certs, "--tls-skip-verify"];
    says(
        &said,
        &["source: ", &format!("https://{}/v2/a/manifests/1", front.address()), "not signed by a known authority"],
    );
    says(&said, &hints);
    assert_eq!(registry.count("*", ""), 0, "nothing was sent to whoever that is");

    fs::write(env.work("ca.pem"), front.authority()).unwrap();
    env.wharf(&["pull", "--ca-file", "ca.pem", &reference]).ok();
    holds(&env, &image);
    let digest = |run: crate::harness::Run| assert_eq!(run.run().ok().trim(), image.digest());
    digest(env.command(&["digest", "--tls-skip-verify", &reference]));
    digest(env.command(&["digest", &reference]).env("WHARF_CA_FILE", "ca.pem"));
    env.write_home(&format!(".config/containers/certs.d/{}/ca.crt", front.address()), front.authority());
    digest(env.command(&["digest", &reference]));
}

#[test]
fn a_certificate_for_another_name_is_told() {
    let (registry, _) = stocked(1000);
    let front = TlsFront::named(registry.address(), "registry.example.org");
    let env = TestEnv::new();
    fs::write(env.work("ca.pem"), front.authority()).unwrap();
    let pull = ["pull", "--ca-file", "ca.pem", "--retries", "0", &front.reference("a:1")];
    let said = env.wharf(&pull).fails(5);
    says(&said, &["source: ", "the certificate is for another host name", "hint: have the certificate mended"]);
    env.wharf(&["pull", "--tls-skip-verify", &front.reference("a:1")]).ok();
}

#[test]
fn plain_http_where_tls_was_wanted_is_told() {
    let (registry, _) = stocked(1000);
    let env = TestEnv::new();
    let config = format!("[hosts.\"{}\"]\nscheme = \"tls\"\n", registry.address());
    env.write_home(".config/wharf/config.toml", config);
    let said = env.wharf(&["pull", "--retries", "0", &registry.reference("a:1")]).fails(5);
    says(&said, &["source: ", "https://", "the server speaks plain HTTP, not TLS", "hint: ", "--plain-http"]);
    env.wharf(&["pull", "--plain-http", &registry.reference("a:1")]).ok();
}

#[test]
fn tls_where_plain_http_was_wanted_is_told() {
    let (registry, _) = stocked(1000);
    let front = TlsFront::before(registry.address());
    let env = TestEnv::new();
    let said = env.wharf(&["pull", "--plain-http", "--retries", "0", &front.reference("a:1")]).fails(5);
    says(&said, &["source: ", "http://", "the server does not speak HTTP as it was", "hint: the answer is no HTTP"]);
}

#[test]
fn not_to_verify_does_not_mean_to_speak_tls() {
    let (plain, image) = stocked(1000);
    let (behind, _) = stocked(2000);
    let front = TlsFront::before(behind.address());
    let env = TestEnv::new();
    env.wharf(&["copy", "--tls-skip-verify", &plain.reference("a:1"), &front.reference("b:1")]).ok();
    super::serves(&behind, "b", "1", &image);
    let host = format!("--tls-skip-verify={}", front.address());
    env.wharf(&["digest", &host, &front.reference("b:1")]).ok();
    let elsewhere = env.wharf(&["digest", "--tls-skip-verify=other.example", &front.reference("b:1")]).fails(5);
    says(&elsewhere, &["not signed by a known authority"]);
}

#[test]
fn a_bad_file_of_authorities_is_told() {
    let (registry, _) = stocked(1000);
    let front = TlsFront::before(registry.address());
    let env = TestEnv::new();
    fs::write(env.work("empty.pem"), "no certificate").unwrap();
    // Whoever names a file for one command is told even where nothing needs it.
    for reference in [front.reference("a"), registry.reference("a")] {
        for (file, what) in [("empty.pem", "holds no PEM block of a certificate"), ("missing.pem", "No such file")] {
            let said = env.wharf(&["tag", "ls", "--ca-file", file, &reference]).fails(2);
            says(&said, &[&format!("--ca-file {file}: "), what]);
            let said = env.command(&["tag", "ls", &reference]).env("WHARF_CA_FILE", file).run().fails(2);
            says(&said, &["WHARF_CA_FILE", file, what]);
        }
    }
    env.wharf(&["store", "path", "--ca-file", "missing.pem"]).ok();
}

#[test]
fn a_bad_file_of_authorities_in_the_configuration_is_missed_where_tls_is_spoken() {
    let (registry, _) = stocked(1000);
    let front = TlsFront::before(registry.address());
    let env = TestEnv::new();
    for file in ["empty.pem", "missing.pem"] {
        env.write_home(".config/wharf/empty.pem", "no certificate");
        env.write_home(".config/wharf/config.toml", format!("ca-files = [\"{file}\"]\n"));
        env.wharf(&["tag", "ls", &registry.reference("a")]).ok();
        says(&env.wharf(&["tag", "ls", &front.reference("a")]).fails(2), &[file]);
        says(&env.wharf(&["pull", &front.reference("a:1")]).fails(2), &["source: ", file]);
    }
}

#[test]
fn transfers_over_tls_are_whole() {
    let (from, image) = stocked(600_000);
    let to = Registry::start();
    let (source, target) = (TlsFront::before(from.address()), TlsFront::before(to.address()));
    let env = TestEnv::new();
    fs::write(env.work("ca.pem"), format!("{}{}", source.authority(), target.authority())).unwrap();
    env.wharf(&["copy", "--ca-file", "ca.pem", &source.reference("a:1"), &target.reference("b:1")]).ok();
    super::serves(&to, "b", "1", &image);
}
