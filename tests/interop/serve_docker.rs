//! docker with its daemon against `wharf serve`, in every mode: log in, push, pull, run, and be refused.

use crate::images::{self, Form};
use crate::peers::{Docker, Place, Ran, have, run};
use crate::serving::{ADA, BOB, Mode, Served, run_with_input};
use crate::transport::certificates;

/// The digest that docker says it pushed.
fn pushed(ran: Ran) -> String {
    let text = ran.ok();
    let rest = text.split("digest: ").nth(1).unwrap_or_else(|| panic!("no digest: {text}"));
    rest.split(' ').next().unwrap().to_owned()
}

/// Somebody at a daemon.
struct Person<'a> {
    place: &'a Place,
    docker: &'a Docker,
}

impl Person<'_> {
    fn run(&self, args: &[&str]) -> Ran {
        self.docker.docker(self.place, args)
    }

    fn log_in(&self, host: &str, (name, password): (&str, &str)) -> Ran {
        let args = ["login", "--username", name, "--password-stdin", host];
        run_with_input(&mut self.docker.command(self.place, &args), password)
    }

    /// Gives an image that the daemon has another name, and pushes it.
    fn push(&self, image: &str, reference: &str) -> Ran {
        self.run(&["tag", image, reference]).ok();
        self.run(&["push", reference])
    }

    /// Pulls what the daemon no longer has, runs it, and gives what it printed.
    fn pull_and_run(&self, reference: &str) -> String {
        self.run(&["rmi", reference]).ok();
        self.run(&["pull", "--quiet", reference]).ok();
        self.run(&["run", "--rm", "--network", "none", reference]).ok()
    }
}

/// What is refused, in docker's words with ours in them, to who has not logged in and to who may nothing.
fn refusals(person: &Person<'_>, host: &str, mode: Mode) {
    let team = format!("{host}/team/app:v1");
    let stranger = person.push("base:1", &team).fails(1);
    let expected = if mode == Mode::Basic { "no basic auth credentials" } else { "denied: authentication is required" };
    assert!(stranger.contains(expected), "{mode:?}: {stranger}");

    person.log_in(host, (ADA.0, "wrong")).fails(1);
    person.log_in(host, BOB).ok();
    for reference in [&team, &format!("{host}/public/app:v1")] {
        let refused = person.push("base:1", reference).fails(1);
        let path = reference.split_once('/').unwrap().1.trim_end_matches(":v1");
        assert!(refused.contains(&format!("denied: \"bob\" may not push to {path}")), "{mode:?}: {refused}");
    }
    let refused = person.run(&["pull", &team]).fails(1);
    assert!(refused.contains("\"bob\" may not pull from team/app"), "{mode:?}: {refused}");
}

#[test]
fn docker_logs_in_pushes_pulls_and_runs_in_every_mode() {
    if !have(&["buildah", "skopeo", "dockerd", "docker", "htpasswd", "busybox"]) {
        return;
    }
    let place = Place::new();
    certificates(&place);
    let docker = Docker::start_trusting(&place, Some(&place.path("ca.pem")));
    let person = Person { place: &place, docker: &docker };
    let image = images::busybox(&place, "box", Form::OciGzip);
    let archive = place.text("box.tar");
    place.skopeo(&["copy", "-q", &image, &format!("docker-archive:{archive}:base:1")]).ok();
    person.run(&["load", "--input", &archive]).ok();

    for mode in Mode::ALL {
        let served = Served::start(&place, mode.word(), mode);
        // At 0.0.0.0 docker verifies the certificate.
        let host = served.host.replace("127.0.0.1", if mode == Mode::Tls { "0.0.0.0" } else { "127.0.0.1" });
        if mode.asks() {
            refusals(&person, &host, mode);
            person.log_in(&host, ADA).ok();
        }
        let (team, public) = (format!("{host}/team/app:v1"), format!("{host}/public/app:v1"));
        let digest = pushed(person.push("base:1", &team));
        assert_eq!(pushed(person.push("base:1", &public)), digest, "{mode:?}");
        // The second repository takes its layers from the first.
        served.has_seen("mount=sha256");
        assert_eq!(person.pull_and_run(&team), "hello from box", "{mode:?}");
        let named = format!("{host}/team/app@{digest}");
        person.run(&["pull", "--quiet", &named]).ok();
        if mode.asks() {
            person.run(&["logout", &host]).ok();
            person.run(&["pull", "--quiet", &team]).fails(1);
        }
        if mode == Mode::Bearer {
            assert_eq!(person.pull_and_run(&public), "hello from box", "nobody need log in for what is public");
        }
        served.end();
    }
}

#[test]
fn docker_refuses_a_certificate_until_it_is_told_to_trust_it() {
    if !have(&["dockerd", "docker", "curl"]) {
        return;
    }
    let place = Place::new();
    certificates(&place);
    let docker = Docker::start_trusting(&place, Some(&place.path("ca.pem")));
    let served = Served::start_with(&place, &["--memory", "--tls-self-signed"]);
    let host = served.host.replace("127.0.0.1", "0.0.0.0");
    let refused = docker.docker(&place, &["pull", &format!("{host}/team/app:v1")]).fails(1);
    assert!(refused.contains("certificate"), "{refused}");
    // What the registry says at its start to be the way to trust it, for a client that has no global folder for it.
    let told = std::fs::read_to_string(place.path("served-0.log")).unwrap();
    let line = told.lines().find_map(|line| line.strip_prefix("to trust it, curl: ")).unwrap();
    let mut curl = place.command("sh");
    run(curl.args(["-c", &format!("{line} --fail --silent --show-error")])).ok();
    let refused = run(place.command("curl").args(["-sS", &format!("https://{}/v2/", served.host)])).fails(60);
    assert!(refused.contains("certificate"), "{refused}");
}
