//! Logging in: wharf, docker, podman and skopeo share what one of them saved.

use crate::images::{self, Form};
use crate::peers::{Docker, DockerRegistry, Place, RegistrySetup, have, run};
use std::io::Write;
use std::process::Stdio;

fn login(place: &Place, host: &str, password: &str) -> (i32, String) {
    let mut command = place.wharf_command();
    command.args(["login", host, "--username", "ada", "--password-stdin"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("wharf starts");
    child.stdin.take().unwrap().write_all(format!("{password}\n").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code().unwrap_or(-1), text)
}

#[test]
fn a_login_is_verified_saved_and_shared() {
    if !have(&["buildah", "skopeo", "podman", "docker-registry", "dockerd", "docker", "htpasswd"]) {
        return;
    }
    let place = Place::new();
    let setup = RegistrySetup { user: Some(("ada", "lovelace:1815")), ..RegistrySetup::default() };
    let registry = DockerRegistry::start_with(&place, "registry", &setup);
    let image = images::busybox(&place, "private", Form::OciGzip);
    let reference = format!("{}/private:v1", registry.host);

    let denied = place.wharf(&["push", &image, &reference]).fails(4);
    assert!(denied.contains("wharf login"), "{denied}");
    let (code, text) = login(&place, &registry.host, "wrong");
    assert_eq!(code, 4, "{text}");
    assert!(!text.contains("wrong\n"), "a password is never shown: {text}");
    assert!(!place.path("home/.docker/config.json").exists(), "nothing is saved of a login that fails");

    let (code, text) = login(&place, &registry.host, "lovelace:1815");
    assert_eq!(code, 0, "{text}");
    assert_eq!(place.wharf(&["whoami", &registry.host]).ok(), "ada");
    place.wharf(&["push", &image, &reference]).ok();

    // What wharf saved, docker and skopeo use.
    let docker = Docker::start(&place);
    docker.docker(&place, &["pull", &reference]).ok();
    let remote = format!("docker://{reference}");
    place.skopeo(&["inspect", "--tls-verify=false", &remote]).ok();

    place.wharf(&["logout", &registry.host]).ok();
    place.wharf(&["digest", &reference]).fails(4);

    // What podman saved, wharf uses.
    let mut podman = place.command("podman");
    podman.args(["login", "--tls-verify=false", "--username", "ada", "--password", "lovelace:1815", &registry.host]);
    run(&mut podman).ok();
    place.wharf(&["digest", &reference]).ok();
}
