//! Layers that wharf wrote, as docker, podman and umoci take them: made of files, appended, flattened, squashed,
//! stripped, recompressed.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use crate::peers::{Docker, Place, have, run};
use crate::rootfs;

type Tree = BTreeMap<String, String>;

/// What umoci unpacks of `layout:tag`.
fn unpacked(place: &Place, layout: &str, tag: &str) -> Tree {
    let bundle = place.text(&format!("bundle-{tag}"));
    run(place.command("umoci").args(["unpack", "--image", &format!("{layout}:{tag}"), &bundle])).ok();
    rootfs::tree(&Path::new(&bundle).join("rootfs"))
}

/// A tree without `path` and all below it.
fn without(tree: &Tree, path: &str) -> Tree {
    let below = format!("{path}/");
    let kept = tree.iter().filter(|(name, _)| *name != path && !name.starts_with(&below));
    kept.map(|(name, facts)| (name.clone(), facts.clone())).collect()
}

#[track_caller]
fn same(found: &Tree, expected: &Tree, what: &str) {
    let lines = |one: &Tree, other: &Tree| -> Vec<String> {
        one.iter().filter(|(name, facts)| other.get(*name) != Some(facts)).map(|(n, f)| format!("{n} {f}")).collect()
    };
    assert!(found == expected, "{what}: {:#?} in place of {:#?}", lines(found, expected), lines(expected, found));
}

#[test]
fn what_edits_make_of_layers_is_unpacked_to_the_same_tree() {
    if !have(&["umoci", "tar"]) || !rustix::process::geteuid().is_root() {
        return;
    }
    let place = Place::new();
    let image = rootfs::image(&place);
    let layout = image.strip_suffix(":v1").unwrap();
    let source = format!("oci:{image}");
    let base = unpacked(&place, layout, "v1");
    let edit = |tag: &str, from: &str, edits: &[&str]| {
        place.wharf(&[&["image", "mod", from, "--create", tag][..], edits].concat()).ok();
    };
    for (tag, edits) in [
        ("flat", &["--flatten"][..]),
        ("squash", &["--layer-squash", "2"]),
        ("from", &["--layer-squash-from", "1"]),
        ("plain", &["--layer-compress", "none"]),
        ("gzip", &["--layer-compress", "gzip:9"]),
        ("both", &["--layer-compress", "none", "--flatten"]),
        ("anonymous", &["--reproducible"]),
    ] {
        edit(tag, &source, edits);
        same(&unpacked(&place, layout, tag), &base, tag);
    }
    // This umoci knows no zstd: what went through it is the same.
    edit("zstd", &source, &["--layer-compress", "zstd", "--layer-squash", "2"]);
    edit("again", &format!("oci:{layout}:zstd"), &["--layer-compress", "gzip"]);
    same(&unpacked(&place, layout, "again"), &base, "zstd and back");
    // usr/third is the same file as `file` in its layer, and must not lose its content with it.
    for (tag, path) in [("no-usr", "usr"), ("no-file", "file"), ("no-lib", "lib"), ("no-data", "data")] {
        edit(tag, &source, &["--layer-strip-file", &format!("/{path}")]);
        same(&unpacked(&place, layout, tag), &without(&base, path), tag);
    }
}

/// A directory with what a layer can have: permissions, times, links, an empty directory.
fn extra(place: &Place) -> String {
    let dir = place.path("extra");
    fs::create_dir_all(dir.join("tool/empty")).unwrap();
    fs::write(dir.join("tool/run"), "#!/bin/sh\n").unwrap();
    fs::write(dir.join("tool/ümlaut and space"), "x").unwrap();
    fs::hard_link(dir.join("tool/run"), dir.join("tool/same")).unwrap();
    symlink("../../outside", dir.join("tool/link")).unwrap();
    fs::write(dir.join("n".repeat(180)), "a long name").unwrap();
    for (name, mode) in [("tool/run", 0o4755), ("tool/empty", 0o700), ("tool", 0o751)] {
        fs::set_permissions(dir.join(name), fs::Permissions::from_mode(mode)).unwrap();
    }
    run(place
        .command("sh")
        .args(["-c", "cd extra && find . -exec touch -h -d @1600000000 {} + && chown 5:6 tool/empty"]))
    .ok();
    dir.to_str().unwrap().to_owned()
}

#[test]
fn an_appended_layer_is_unpacked_beside_what_was_there() {
    if !have(&["umoci", "tar"]) || !rustix::process::geteuid().is_root() {
        return;
    }
    let place = Place::new();
    let image = rootfs::image(&place);
    let layout = image.strip_suffix(":v1").unwrap();
    let base = unpacked(&place, layout, "v1");
    let dir = extra(&place);
    let added = rootfs::tree(Path::new(&dir));
    let below = |at: &str| -> Tree {
        let mut all = base.clone();
        for (name, facts) in &added {
            let (facts, first) = facts.rsplit_once(" =").unwrap();
            all.insert(format!("{at}{name}"), format!("{facts} ={at}{first}"));
        }
        all
    };
    let source = format!("oci:{image}");
    let append = |tag: &str, layer: &str| {
        place.wharf(&["append", "-b", &source, "-f", layer, "-t", &format!("oci:{layout}:{tag}")]).ok();
        unpacked(&place, layout, tag)
    };
    let kept = format!("dir={dir},owner=keep,time=keep");
    same(&append("root", &kept), &below(""), "at the root");
    // A tar of the same directory, compressed or not.
    let pack = format!("tar -cf extra.tar --numeric-owner -C {dir} . && gzip -k extra.tar");
    run(place.command("sh").args(["-c", &pack])).ok();
    for file in ["extra.tar", "extra.tar.gz"] {
        let mut found = append(file, &place.text(file));
        found.remove("");
        same(&found, &below(""), file);
    }

    // One file, at a place whose directories are the base's: they stay as they are, links and permissions too.
    let file = format!("file={dir}/tool/ümlaut and space,owner=keep,time=keep");
    for (tag, at, place) in
        [("link", "lib/new", "usr/lib/new"), ("mode", "data/new", "data/new"), ("deep", "new/deep/er", "new/deep/er")]
    {
        let mut found = append(tag, &format!("{file},at=/{at}"));
        let new = found.remove(place).unwrap_or_else(|| panic!("{at} is not there: {found:?}"));
        assert!(new.contains("\"x\""), "{at}: {new}");
        let found = without(&found, "new");
        same(&found, &base, at);
    }
}

/// What docker and podman print when they run the image that is at all these places.
#[test]
fn an_image_made_of_a_static_program_runs() {
    if !have(&["dockerd", "docker", "podman", "busybox"]) {
        return;
    }
    let place = Place::new();
    let docker = Docker::start(&place);
    fs::create_dir_all(place.path("root/etc")).unwrap();
    fs::write(place.path("root/etc/greeting"), "hello").unwrap();
    let program = r#"["/bin/sh","-c","read word </etc/greeting; echo $word $WHO in $PWD"]"#;
    let made = |target: &str, more: &[&str]| {
        let files = ["--dir", "root", "--file", "/usr/bin/busybox=/bin/busybox", "--file", "/usr/bin/busybox=/bin/sh"];
        let edits = ["--config-entrypoint", program, "--env", "WHO=world", "--workdir", "/etc"];
        let args = [&["image", "create", target][..], &files, &edits, more].concat();
        run(place.wharf_command().env("DOCKER_HOST", docker.address()).args(args)).ok()
    };
    let archive = place.text("made.tar");
    made("docker-daemon:direct:v1", &[]);
    made(&format!("docker-archive:{archive}:example.org/archive:v1"), &[]);
    made("docker-daemon:zstd:v1", &["--compress", "zstd"]);
    made("docker-daemon:plain:v1", &["--compress", "none"]);
    made("docker-daemon:schema:v1", &["--media-type", "application/vnd.docker.distribution.manifest.v2+json"]);
    docker.docker(&place, &["load", "--input", &archive]).ok();
    for name in ["direct:v1", "example.org/archive:v1", "zstd:v1", "plain:v1", "schema:v1"] {
        let said = docker.docker(&place, &["run", "--rm", "--network", "none", name]).ok();
        assert_eq!(said, "hello world in /etc", "{name}");
    }
    let layout = place.text("layout");
    let first = format!("oci:{layout}:first");
    made(&first, &[]);
    for (tag, edit) in [("zstd", &["--layer-compress", "zstd"][..]), ("flat", &["--flatten"]), ("first", &[])] {
        let image = format!("oci:{layout}:{tag}");
        if tag != "first" {
            place.wharf(&[&["image", "mod", &first, "--create", tag][..], edit].concat()).ok();
        }
        let id = place.podman(&["pull", "-q", &image]).ok();
        assert_eq!(place.podman_run(&id).ok(), "hello world in /etc", "{tag}");
    }
}
