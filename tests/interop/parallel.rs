//! Many processes on one store, and processes that die.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::images;
use crate::peers::{DockerRegistry, Place, have};

#[test]
fn processes_that_pull_the_same_image_at_once_all_succeed() {
    if !have(&["umoci", "docker-registry"]) {
        return;
    }
    let place = Place::new();
    let registry = DockerRegistry::start(&place, "registry");
    let image = images::bulky(&place, "bulky", 4, 16 << 20);
    let reference = format!("{}/bulky:v1", registry.host);
    place.wharf(&["push", &image, &reference]).ok();

    thread::scope(|scope| {
        let pulls: Vec<_> =
            (0..4).map(|_| scope.spawn(|| place.wharf(&["pull", "--all-platforms", &reference]))).collect();
        for pull in pulls {
            pull.join().unwrap().ok();
        }
    });
    place.wharf(&["store", "verify"]).ok();
    let layers = registry.requests().iter().filter(|r| r.starts_with("GET") && r.contains("/blobs/")).count();
    assert!(layers < 4 * 5, "the processes shared their downloads: {layers} blob requests");
}

#[test]
fn a_killed_pull_is_resumed_by_the_next() {
    if !have(&["umoci", "docker-registry"]) {
        return;
    }
    let place = Place::new();
    let registry = DockerRegistry::start(&place, "registry");
    let image = images::bulky(&place, "bulky", 2, 150 << 20);
    let reference = format!("{}/bulky:v1", registry.host);
    place.wharf(&["push", &image, &reference]).ok();

    let mut resumed = false;
    for pause in [60, 90, 120, 150, 180, 210] {
        let mut pull = place.wharf_command();
        pull.args(["pull", "--all-platforms", &reference]).stdout(Stdio::null()).stderr(Stdio::null());
        let mut pull = pull.spawn().expect("wharf starts");
        thread::sleep(Duration::from_millis(pause));
        pull.kill().unwrap();
        pull.wait().unwrap();
        // Whatever the moment was, the store reads.
        place.wharf(&["store", "verify"]).ok();
        let plan = place.wharf(&["pull", "--dry-run", "--all-platforms", "--format", "json", &reference]).ok();
        resumed |= plan.contains(r#""resume""#);
    }
    assert!(resumed, "no pull was killed while a layer was under way");
    place.wharf(&["pull", "--all-platforms", &reference]).ok();
    place.wharf(&["store", "verify"]).ok();
    assert_eq!(place.wharf(&["digest", &format!("store:{reference}")]).ok(), place.wharf(&["digest", &reference]).ok());
}

#[test]
fn after_a_kill_only_what_is_lacking_is_fetched_and_a_dry_run_says_how_much() {
    if !have(&["umoci", "docker-registry"]) {
        return;
    }
    let place = Place::new();
    let registry = DockerRegistry::start(&place, "registry");
    let image = images::bulky(&place, "bulky", 6, 40 << 20);
    let kept = format!("store:{}/bulky:v1", registry.host);
    place.wharf(&["push", &image, &format!("{}/bulky:v1", registry.host)]).ok();

    let (pool, partials) = (place.path("store/_wharf/pool/sha256"), place.path("store/_wharf/partial"));
    let (finished, begun) = loop {
        let mut pull = place.wharf_command();
        pull.args(["pull", "-q", &format!("{}/bulky:v1", registry.host)]);
        let mut pull = pull.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("wharf starts");
        while pull.try_wait().unwrap().is_none() && (files(&pool).is_empty() || files(&partials).is_empty()) {
            thread::yield_now();
        }
        pull.kill().unwrap();
        pull.wait().unwrap();
        let found = (files(&pool), files(&partials));
        if !found.0.is_empty() && !found.1.is_empty() {
            break found;
        }
        fs::remove_dir_all(place.path("store")).unwrap();
    };

    // Another registry of the same content, whose log has nothing of the first pull.
    drop(registry);
    let registry = DockerRegistry::start(&place, "registry");
    let source = format!("{}/bulky:v1", registry.host);
    let plan = |format: &str| place.wharf(&["pull", "--dry-run", "--format", format, &source, &kept]).ok();
    let total: u64 = plan("{{.Totals.Size}}").parse().unwrap();
    let remaining: u64 = plan("{{.Totals.Remaining}}").parse().unwrap();
    let sum = |files: &[(String, u64)]| files.iter().map(|(_, size)| size).sum::<u64>();
    assert_eq!(remaining, total - sum(&finished) - sum(&begun));
    let actions = plan("{{range .Blobs}}{{.Action}} {{.Digest}} {{end}}");
    for (name, _) in &finished {
        let (skip, link) = (format!("skip sha256:{name}"), format!("link sha256:{name}"));
        assert!(actions.contains(&skip) || actions.contains(&link), "{actions}");
    }
    for (name, _) in &begun {
        assert!(actions.contains(&format!("resume {}", name.replace('-', ":"))), "{actions}");
    }

    place.wharf(&["pull", &source, &kept]).ok();
    let until = Instant::now() + Duration::from_secs(20);
    // The registry writes its log a moment after it answered.
    while fetched(&place.path("registry/log")) < remaining && Instant::now() < until {
        thread::yield_now();
    }
    assert_eq!(fetched(&place.path("registry/log")), remaining);
    place.wharf(&["store", "verify"]).ok();
}

/// The files in a directory with their sizes; empty ones do not count, nor does what is no blob.
fn files(dir: &Path) -> Vec<(String, u64)> {
    let entries = fs::read_dir(dir).into_iter().flatten().filter_map(Result::ok);
    let named = entries.filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.metadata().ok()?.len())));
    named.filter(|(name, size)| *size > 0 && !name.starts_with('.')).collect()
}

/// How many bytes of blobs a registry sent, by its log.
fn fetched(log: &Path) -> u64 {
    let text = fs::read_to_string(log).unwrap();
    let sent = text.lines().filter_map(|line| {
        let (request, answer) = line.split_once(" \"GET /v2/")?.1.split_once("\" ")?;
        let mut answer = answer.split(' ');
        let good = answer.next()?.starts_with("20") && request.contains("/blobs/");
        answer.next()?.parse::<u64>().ok().filter(|_| good)
    });
    sent.sum()
}
