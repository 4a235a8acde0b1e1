//! The files of images that buildah made, as umoci and podman unpack them; and the tables of contents that skopeo writes.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::peers::{DockerRegistry, Place, have, run};

/// An image of three layers in which things hide, replace and link to each other: `oci:NAME:v1`.
fn layered(place: &Place, name: &str) -> String {
    let layout = place.text(name);
    let umoci = |args: &[&str]| run(place.command("umoci").args(args)).ok();
    umoci(&["init", "--layout", &layout]);
    let image = format!("{layout}:v1");
    umoci(&["new", "--image", &image]);
    let bundle = place.text(&format!("{name}-bundle"));
    let step = |change: &dyn Fn(&Path)| {
        umoci(&["unpack", "--image", &image, &bundle]);
        change(&Path::new(&bundle).join("rootfs"));
        umoci(&["repack", "--image", &image, &bundle]);
        fs::remove_dir_all(&bundle).unwrap();
    };
    step(&|root| {
        for dir in ["etc", "usr/lib", "opt/tool/deep", "gone", "turned"] {
            fs::create_dir_all(root.join(dir)).unwrap();
        }
        for file in ["etc/hosts", "usr/lib/lib.so", "opt/tool/deep/file", "gone/a", "turned/inside", "single"] {
            fs::write(root.join(file), file).unwrap();
        }
        fs::write(root.join("usr/lib/noise"), noise(900_000)).unwrap();
        symlink("usr/lib", root.join("lib")).unwrap();
        symlink("/lib/lib.so", root.join("absolute")).unwrap();
        fs::hard_link(root.join("etc/hosts"), root.join("etc/hosts.again")).unwrap();
    });
    step(&|root| {
        fs::remove_dir_all(root.join("gone")).unwrap();
        fs::remove_dir_all(root.join("turned")).unwrap();
        fs::remove_file(root.join("single")).unwrap();
        fs::create_dir(root.join("single")).unwrap();
        fs::write(root.join("single/sub"), "a directory now").unwrap();
        fs::remove_file(root.join("opt/tool/deep/file")).unwrap();
    });
    step(&|root| {
        fs::create_dir(root.join("gone")).unwrap();
        fs::write(root.join("gone/b"), "back").unwrap();
        // In one step with its removal umoci would write what was in the directory as removed below the file, which
        // podman refuses.
        fs::write(root.join("turned"), "a file now").unwrap();
        fs::remove_file(root.join("lib")).unwrap();
        fs::write(root.join("etc/hosts"), "changed").unwrap();
    });
    format!("oci:{image}")
}

/// Bytes that do not compress.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 1u64;
    let mut all = Vec::with_capacity(count + 8);
    while all.len() < count {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        all.extend(state.wrapping_mul(0x2545_f491_4f6c_dd1d).to_le_bytes());
    }
    all
}

/// Everything below `root`, as paths from it.
fn tree(root: &Path) -> BTreeSet<String> {
    fn add(root: &Path, dir: &Path, all: &mut BTreeSet<String>) {
        for entry in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap()) {
            let path = entry.path();
            all.insert(format!("/{}", path.strip_prefix(root).unwrap().display()));
            if entry.file_type().unwrap().is_dir() {
                add(root, &path, all);
            }
        }
    }
    let mut all = BTreeSet::new();
    add(root, root, &mut all);
    all
}

fn listed(place: &Place, image: &str) -> BTreeSet<String> {
    place.wharf(&["files", image]).ok().lines().map(str::to_owned).collect()
}

#[test]
fn the_merged_view_is_what_umoci_and_podman_unpack() {
    if !have(&["umoci", "podman"]) {
        return;
    }
    let place = Place::new();
    let image = layered(&place, "layered");
    let found = listed(&place, &image);
    let bundle = place.text("bundle");
    run(place.command("umoci").args(["unpack", "--image", image.strip_prefix("oci:").unwrap(), &bundle])).ok();
    let root = Path::new(&bundle).join("rootfs");
    assert_eq!(found, tree(&root));
    for path in found.iter().filter(|path| root.join(&path[1..]).symlink_metadata().unwrap().is_file()) {
        let command = place.wharf_command().args(["cat", "--verify", &image, path]).output().unwrap();
        assert!(command.stdout == fs::read(root.join(&path[1..])).unwrap(), "{path}");
    }

    let id = place.podman(&["pull", "-q", &image]).ok();
    let container = place.podman(&["create", &id, "/none"]).ok();
    let tar = place.path("export.tar");
    place.podman(&["export", "-o", tar.to_str().unwrap(), &container]).ok();
    let mut archive = tar::Archive::new(fs::File::open(tar).unwrap());
    let exported: BTreeSet<String> = archive
        .entries()
        .unwrap()
        .map(|entry| format!("/{}", entry.unwrap().path().unwrap().display()).trim_end_matches('/').to_owned())
        .collect();
    // podman puts mount points of its own into what it exports.
    let own = |path: &&String| {
        ["/dev", "/proc", "/sys", "/run", "/etc/hosts", "/etc/resolv.conf", "/etc/mtab"]
            .iter()
            .any(|own| path.starts_with(own))
    };
    let missing: Vec<_> = found.difference(&exported).filter(|path| !own(path)).collect();
    let more: Vec<_> = exported.difference(&found).filter(|path| !own(path)).collect();
    assert!(missing.is_empty() && more.is_empty(), "podman has not {missing:?} but {more:?}");
}

#[test]
fn tables_that_skopeo_writes_say_what_the_layers_say() {
    if !have(&["umoci", "skopeo", "docker-registry"]) {
        return;
    }
    let place = Place::new();
    let image = layered(&place, "plain");
    let registry = DockerRegistry::start(&place, "registry");
    let reference = format!("{}/chunked:v1", registry.host);
    let target = format!("docker://{reference}");
    let form = ["--dest-compress-format", "zstd:chunked", "--dest-compress", "--dest-tls-verify=false"];
    place.skopeo(&[&["copy", "-q"], &form[..], &[&image, &target]].concat()).ok();
    let manifest = place.wharf(&["manifest", "get", "--format", "raw-body", &reference]).ok();
    assert!(manifest.contains("zstd-chunked.manifest-position"), "skopeo wrote no table: {manifest}");
    let list = |more: &[&str]| place.wharf(&[&["files", "-l"], more, &[&reference]].concat()).ok();
    assert_eq!(list(&[]), list(&["--toc", "never"]));
    assert_eq!(listed(&place, &reference), listed(&place, &image));
    for path in ["/usr/lib/lib.so", "/etc/hosts", "/etc/hosts.again"] {
        assert_eq!(place.wharf(&["cat", &reference, path]).ok(), place.wharf(&["cat", &image, path]).ok(), "{path}");
    }
    let noise = place.wharf_command().args(["cat", &reference, "/usr/lib/noise"]).output().unwrap();
    assert!(noise.stdout == self::noise(900_000));
}
