//! Root file systems as wharf exports them beside those that umoci unpacks and podman exports.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use crate::peers::{Place, have, run};

/// A base, a layer that deletes, empties and replaces, and one that works through a symbolic link of the base.
const LAYERS: [&str; 3] = [
    "mkdir -p etc data/deep usr/lib opt/kept; echo root >etc/passwd; echo old >etc/old; chmod 4755 etc/passwd
     echo a >data/a; echo b >data/deep/b; ln -s usr/lib lib; ln -s /etc/passwd abs; echo x >usr/lib/x
     echo first >file; ln file second; ln file usr/third; mkfifo pipe; chmod 1777 data; chmod 0500 opt/kept
     echo to-dir >becomes-dir; mkdir becomes-file; echo in >becomes-file/in; chown 12:34 data/a",
    "mkdir -p etc data opt becomes-dir; touch etc/.wh.old data/.wh..wh..opq .wh.second opt/.wh.kept
     echo c >data/c; echo replaced >file; echo in >becomes-dir/in; echo now >becomes-file; ln etc/new etc/also 2>/dev/null
     echo new >etc/new; ln etc/new etc/newer; printf '' >.wh.abs",
    "mkdir -p opt; echo back >opt/kept; mkdir data; echo d >data/d",
];

/// An image layout with these layers, made by tar and umoci.
pub fn image(place: &Place) -> String {
    let layout = place.text("layout");
    run(place.command("umoci").args(["init", "--layout", &layout])).ok();
    let image = format!("{layout}:v1");
    run(place.command("umoci").args(["new", "--image", &image])).ok();
    for (at, script) in LAYERS.iter().enumerate() {
        let (dir, tar) = (place.text(&format!("layer-{at}")), place.text(&format!("layer-{at}.tar")));
        fs::create_dir(&dir).unwrap();
        let script = format!(
            "cd {dir}; {script}; find . -exec touch -h -d @1700000000 {{}} +; tar -cf {tar} --sort=name --numeric-owner *  $(ls -A | grep '^\\.wh' || true)"
        );
        run(place.command("sh").args(["-c", &script])).ok();
        run(place.command("umoci").args(["raw", "add-layer", "--image", &image, &tar])).ok();
    }
    image
}

/// All that is below a directory: kind, mode, owner, size, time, content, and what is the same file.
pub fn tree(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut first: HashMap<u64, String> = HashMap::new();
    let mut left = vec![root.to_owned()];
    let mut paths = Vec::new();
    while let Some(dir) = left.pop() {
        for entry in fs::read_dir(&dir).unwrap() {
            let path = entry.unwrap().path();
            if path.symlink_metadata().unwrap().is_dir() {
                left.push(path.clone());
            }
            paths.push(path);
        }
    }
    paths.sort();
    for path in paths {
        let meta = path.symlink_metadata().unwrap();
        let name = String::from_utf8(path.strip_prefix(root).unwrap().as_os_str().as_bytes().to_vec()).unwrap();
        let what = if meta.is_symlink() {
            fs::read_link(&path).unwrap().display().to_string()
        } else if meta.is_file() {
            fs::read_to_string(&path).unwrap()
        } else {
            String::new()
        };
        let same = first.entry(meta.ino()).or_insert_with(|| name.clone()).clone();
        // A directory that a layer only writes into keeps the time of that writing with some tools.
        let time = if meta.is_dir() { 0 } else { meta.mtime() };
        let facts = format!("{:o} {}:{} {time} {what:?} ={same}", meta.mode(), meta.uid(), meta.gid());
        found.insert(name, facts);
    }
    found
}

#[test]
fn umoci_unpacks_the_same_tree() {
    if !have(&["umoci", "tar"]) || !rustix::process::geteuid().is_root() {
        return;
    }
    let place = Place::new();
    let image = image(&place);
    run(place.command("umoci").args(["unpack", "--image", &image, &place.text("bundle")])).ok();
    let rootfs = place.text("rootfs/");
    place.wharf(&["export", "--same-owner", &format!("oci:{image}"), &rootfs]).ok();
    let expected = tree(&place.path("bundle/rootfs"));
    assert!(expected.len() > 15, "{expected:?}");
    assert_eq!(tree(Path::new(&rootfs)), expected);

    // The tar makes the same tree when tar unpacks it.
    let (file, again) = (place.text("rootfs.tar"), place.text("again"));
    place.wharf(&["export", &format!("oci:{image}"), "-o", &file]).ok();
    fs::create_dir(&again).unwrap();
    run(place.command("tar").args(["-xpf", &file, "--numeric-owner", "-C", &again])).ok();
    assert_eq!(tree(Path::new(&again)), expected);
}

#[test]
fn podman_exports_the_same_files() {
    if !have(&["umoci", "podman", "tar"]) {
        return;
    }
    let place = Place::new();
    let image = image(&place);
    let id = place.podman(&["pull", "-q", &format!("oci:{image}")]).ok();
    let container = place.podman(&["create", &id, "/nothing"]).ok();
    let (theirs, ours) = (place.text("podman.tar"), place.text("wharf.tar"));
    place.podman(&["export", "-o", &theirs, &container]).ok();
    place.wharf(&["export", &format!("oci:{image}"), &ours]).ok();
    let list = |tar: &str| -> BTreeSet<String> {
        let script = format!("tar -tf {tar} | sed 's,/$,,'");
        run(place.command("sh").args(["-c", &script])).ok().lines().map(str::to_owned).collect()
    };
    // podman makes some directories and files of its own for the container.
    let own = ["dev", "proc", "sys", "run", "etc/hostname", "etc/hosts", "etc/mtab", "etc/resolv.conf"];
    let is_own = |path: &&String| own.iter().any(|own| *path == own || path.starts_with(&format!("{own}/")));
    let theirs: BTreeSet<String> = list(&theirs).iter().filter(|path| !is_own(path)).cloned().collect();
    let ours = list(&ours);
    assert_eq!(ours.iter().filter(|path| !is_own(path)).cloned().collect::<BTreeSet<_>>(), theirs);
}
