//! `wharf files`, `wharf cat` and the get-file commands: what is inside images.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{FileTypeExt as _, symlink};

use serde_json::{Value, json};

use super::{Everywhere, nothing, requests};
use crate::harness::{Fault, Faults, ImageSpec, On, Registry, TestEnv, says, until};
use wharf::oci::Digest;

/// A tar of files out of words: `dir/`, `file=content`, `link->target`, `hard=>target`.
fn tar(words: &[&str]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for word in words {
        let (name, letter, link, content) = if let Some((name, target)) = word.split_once("=>") {
            (name, b'1', target, "")
        } else if let Some((name, target)) = word.split_once("->") {
            (name, b'2', target, "")
        } else if let Some((name, content)) = word.split_once('=') {
            (name, b'0', "", content)
        } else {
            (*word, if word.ends_with('/') { b'5' } else { b'0' }, "", "")
        };
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(tar::EntryType::new(letter));
        header.set_mode(if letter == b'5' { 0o755 } else { 0o644 });
        header.set_mtime(1_700_000_000);
        header.set_uid(1000);
        header.set_gid(100);
        header.set_size(content.len() as u64);
        let fields = header.as_gnu_mut().unwrap();
        fields.linkname[..link.len()].copy_from_slice(link.as_bytes());
        fields.name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        tar.append(&header, content.as_bytes()).unwrap();
    }
    tar.into_inner().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

/// An image of these layers in a registry, with the digests of the layers.
struct Made {
    env: TestEnv,
    registry: Registry,
    digests: Vec<String>,
}

impl Made {
    fn new(layers: &[&[&str]]) -> Self {
        Self::of(layers.iter().map(|words| gzip(&tar(words))).collect(), "application/vnd.oci.image.layer.v1.tar+gzip")
    }

    fn of(layers: Vec<Vec<u8>>, media_type: &str) -> Self {
        let registry = Registry::start();
        let config = br#"{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":[]}}"#;
        registry.put_blob("app", config);
        let mut digests = Vec::new();
        let mut descriptors = Vec::new();
        for layer in layers {
            let digest = registry.put_blob("app", &layer);
            descriptors.push(json!({ "mediaType": media_type, "digest": digest, "size": layer.len() }));
            digests.push(digest);
        }
        let manifest = json!({
            "schemaVersion": 2,
            "mediaType": "application/vnd.oci.image.manifest.v1+json",
            "config": { "mediaType": "application/vnd.oci.image.config.v1+json", "digest": Digest::sha256(config).to_string(), "size": config.len() },
            "layers": descriptors,
        });
        registry.put_manifest(
            "app",
            "v1",
            "application/vnd.oci.image.manifest.v1+json",
            manifest.to_string().as_bytes(),
        );
        registry.forget();
        Self { env: TestEnv::new(), registry, digests }
    }

    fn wharf(&self, command: &[&str], more: &[&str]) -> crate::harness::Outcome {
        let reference = format!("{}:v1", self.registry.reference("app"));
        self.env.wharf(&[command, &[reference.as_str()], more].concat())
    }
}

fn two_layers() -> Made {
    Made::new(&[
        &["etc/", "etc/hosts=old hosts", "etc/passwd=root", "bin->usr/bin", "usr/", "usr/bin/", "usr/bin/sh=shell"],
        &["etc/", "etc/.wh.passwd", "etc/hosts=hosts", "usr/bin/ash=>usr/bin/sh"],
    ])
}

#[test]
fn files_are_listed_as_a_container_sees_them() {
    let made = two_layers();
    let text = made.wharf(&["files"], &[]).ok();
    assert_eq!(text, "/bin\n/etc\n/etc/hosts\n/usr\n/usr/bin\n/usr/bin/ash\n/usr/bin/sh\n");
    let mut seen = requests(&made.registry);
    seen.sort();
    assert_eq!(seen, ["GET blob", "GET blob", "GET manifest"]);
    let long = made.wharf(&["files", "-l"], &["/etc", "bin"]).ok();
    let expected = "\
MODE            OWNER   SIZE   MODIFIED           PATH
lrw-r--r--   1000:100      0   2023-11-14 22:13   /bin -> usr/bin
drwxr-xr-x   1000:100      0   2023-11-14 22:13   /etc
-rw-r--r--   1000:100      5   2023-11-14 22:13   /etc/hosts
";
    assert_eq!(long, expected);
    let [low, high] = [0, 1].map(|at: usize| made.digests[at][7..19].to_owned());
    let layers = made.wharf(&["files", "--layers"], &["usr"]).ok();
    let expected = format!(
        "LAYER            PATH\n0 {low}   /usr\n0 {low}   /usr/bin\n1 {high}   /usr/bin/ash\n0 {low}   /usr/bin/sh\n"
    );
    assert_eq!(layers, expected);
    let both = made.wharf(&["files", "-l", "--layers"], &["**/ash"]).ok();
    assert!(both.ends_with(&format!("1 {high}   /usr/bin/ash link to /usr/bin/sh\n")), "{both}");
}

#[test]
fn one_layer_is_listed_as_it_is() {
    let made = two_layers();
    for name in ["1", &made.digests[1], &made.digests[1][7..20]] {
        made.registry.forget();
        let text = made.wharf(&["files", "--layer", name], &[]).ok();
        assert_eq!(text, "/etc\n/etc/.wh.passwd\n/etc/hosts\n/usr/bin/ash\n", "{name}");
        assert_eq!(requests(&made.registry), ["GET manifest", "GET blob"]);
    }
    says(&made.wharf(&["files", "--layer", "2"], &[]).fails(3), &["no layer \"2\"", "2 layers, 0 to 1"]);
    made.wharf(&["files", "--layer", "0", "--layers"], &[]).fails(2);
}

#[test]
fn lists_are_data_for_scripts() {
    let made = two_layers();
    let report = made.wharf(&["files", "--format", "json"], &[]).json();
    let file = &report["Files"][2];
    for (key, value) in [
        ("Path", json!("/etc/hosts")),
        ("Type", json!("file")),
        ("Mode", json!("0644")),
        ("Uid", json!(1000)),
        ("Size", json!(5)),
        ("ModTime", json!("2023-11-14T22:13:20Z")),
        ("Layer", json!(1)),
        ("LayerDigest", json!(made.digests[1])),
    ] {
        assert_eq!(file[key], value, "{key}");
    }
    assert_eq!(report["Files"][5]["HardLink"], json!("/usr/bin/sh"));
    let template = made.wharf(&["files", "-f", "{{range .Files}}{{.Size}} {{.Path}};{{end}}"], &["/usr/bin/*"]).ok();
    assert_eq!(template, "5 /usr/bin/ash;5 /usr/bin/sh;\n");
}

#[test]
fn what_is_not_there_is_not_found() {
    let made = two_layers();
    says(&made.wharf(&["files"], &["/etc", "/none"]).fails(3), &["there is no /none in"]);
    says(&made.wharf(&["files"], &["*.txt"]).fails(3), &["there is no *.txt in"]);
    assert_eq!(made.wharf(&["files"], &["/"]).ok().lines().count(), 7);
    made.wharf(&["files"], &["../x"]).fails(2);
    says(&made.wharf(&["cat"], &["/etc/passwd"]).fails(3), &["there is no /etc/passwd in the image"]);
    says(&made.wharf(&["cat"], &["/etc"]).fails(1), &["/etc is a directory, not a file"]);
    made.wharf(&["cat"], &["../../etc/passwd"]).fails(2);
    made.wharf(&["cat"], &[]).fails(2);
}

#[test]
fn a_file_costs_no_more_layers_than_it_must() {
    let made = two_layers();
    assert_eq!(made.wharf(&["cat"], &["/etc/hosts"]).ok(), "hosts");
    assert_eq!(made.registry.count("GET", &made.digests[0]), 0);
    assert_eq!(made.registry.count("GET", &made.digests[1]), 1);
    assert_eq!(made.wharf(&["cat"], &["etc/hosts", "/bin/sh", "/usr/bin/ash"]).ok(), "hostsshellshell");
    assert_eq!(made.wharf(&["cat", "--verify"], &["/bin/../bin/sh"]).ok(), "shell");
}

#[test]
fn files_go_to_disk_whole_or_not_at_all() {
    let made = two_layers();
    let out = made.env.work("out");
    fs::write(&out, "what was there").unwrap();
    assert_eq!(made.wharf(&["image", "get-file"], &["/bin/sh", "out"]).ok(), "");
    assert_eq!(fs::read_to_string(&out).unwrap(), "shell");
    made.wharf(&["image", "get-file"], &["/none", "out"]).fails(3);
    assert_eq!(fs::read_to_string(&out).unwrap(), "shell");
    // A symbolic link is replaced and not followed; a device is written to and stays.
    fs::write(made.env.work("target"), "untouched").unwrap();
    symlink("target", made.env.work("link")).unwrap();
    made.wharf(&["image", "get-file"], &["/bin/sh", "link"]).ok();
    assert_eq!(fs::read_to_string(made.env.work("target")).unwrap(), "untouched");
    made.wharf(&["image", "get-file"], &["/bin/sh", "/dev/null"]).ok();
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    assert_eq!(made.wharf(&["image", "get-file"], &["/etc/hosts", "-"]).ok(), "hosts");
    let size = made.wharf(&["image", "get-file", "--format", "{{.Header.Size}} {{.Header.Name}}"], &["/bin/sh"]).ok();
    assert_eq!(size, "5 usr/bin/sh\n");
    says(&made.wharf(&["image", "get-file"], &["/bin/sh", "no/dir/out"]).fails(1), &["cannot write no/dir/out"]);
}

#[test]
fn a_layer_gives_its_own_files() {
    let made = two_layers();
    let repository = made.registry.reference("app");
    let get = |more: &[&str]| made.env.wharf(&[&["blob", "get-file", &repository], more].concat());
    assert_eq!(get(&[&made.digests[0], "etc/hosts"]).ok(), "old hosts");
    assert_eq!(get(&["--verify", &made.digests[1], "/etc/hosts", "-"]).ok(), "hosts");
    get(&[&made.digests[1], "/usr/bin/sh"]).fails(3);
    get(&[&nothing(), "/etc/hosts"]).fails(3);
    get(&[&made.digests[0], "/etc/passwd", "out"]).ok();
    assert_eq!(fs::read(made.env.work("out")).unwrap(), b"root");
    let permissions = get(&["-f", "{{printf \"%o\" .Header.Mode}}", &made.digests[0], "etc/hosts"]).ok();
    assert_eq!(permissions, "644\n");
}

#[test]
fn files_are_the_same_wherever_the_image_is() {
    let place = Everywhere::new(ImageSpec::layers(&[700_000, 10]).make());
    for name in place.tagged() {
        assert_eq!(place.env.wharf(&["files", &name]).ok(), "/layer-0\n/layer-1\n", "{name}");
        let got = place.env.wharf(&["cat", &name, "layer-0"]);
        assert_eq!((got.code, got.bytes.len()), (Some(0), 700_000), "{name}");
        place.env.wharf(&["cat", "--platform", "linux/s390x", &name, "layer-0"]).fails(3);
    }
}

#[test]
fn a_damaged_layer_is_an_integrity_failure() {
    let place = Everywhere::new(ImageSpec::layers(&[300_000]).make());
    let digest = place.image.layers[0].digest.strip_prefix("sha256:").unwrap();
    let file = place.env.work("src/blobs/sha256").join(digest);
    let mut bytes = fs::read(&file).unwrap();
    bytes[200_000] ^= 1;
    fs::write(&file, bytes).unwrap();
    for args in
        [&["files", "oci:src:v1"][..], &["cat", "--verify", "oci:src:v1", "/layer-0"], &["cat", "oci:src:v1", "/no"]]
    {
        says(&place.env.wharf(args).fails(6), &["cannot read layer", "has the digest"]);
    }
}

#[test]
fn hostile_layers_are_refused_with_a_reason() {
    let gz = "application/vnd.oci.image.layer.v1.tar+gzip";
    for (layer, media_type, reason) in [
        (gzip(&tar(&["../evil=x"])), gz, "which leads out of the image"),
        (gzip(&tar(&["a=>../../etc/shadow"])), gz, "which leads out of the image"),
        (gzip(&tar(&[".wh...=x"])), gz, "hides a directory"),
        (gzip(b"not a tar at all, whatever it may be"), gz, "the tar is damaged at byte 0"),
        (gzip(&tar(&["a=x"]))[..40].to_vec(), gz, "the layer cannot be decompressed"),
        (b"BZh91AY&SY".to_vec(), gz, "compressed with bzip2"),
        (b"{}".to_vec(), "application/spdx+json", "this is an artifact, not a container image"),
    ] {
        let made = Made::of(vec![layer], media_type);
        let told = made.wharf(&["files"], &[]).fails(1);
        assert!(told.contains(reason), "{reason}: {told}");
    }
    // An absolute path means the root of the image, and nothing on this machine.
    let made = Made::new(&[&["/etc/hosts=inside"]]);
    assert_eq!(made.wharf(&["cat"], &["/etc/hosts"]).ok(), "inside");
    let device: Value = Made::new(&[&["a=x"]]).wharf(&["files", "-f", "json"], &[]).json();
    assert_eq!(device["Files"][0]["Device"], "");
}

#[test]
fn a_directory_is_no_place_for_a_file_and_nothing_is_fetched_for_it() {
    let made = two_layers();
    fs::create_dir(made.env.work("dir")).unwrap();
    let told = made.wharf(&["image", "get-file"], &["/bin/sh", "dir"]).fails(1);
    says(&told, &["cannot write dir", "directory"]);
    assert_eq!(requests(&made.registry), ["GET manifest"]);
}

#[test]
fn an_interrupt_leaves_no_part_of_a_file() {
    let made =
        Made::of(vec![tar(&[&format!("big={}", "x".repeat(800_000))])], "application/vnd.oci.image.layer.v1.tar");
    let faults = Faults::before(made.registry.address());
    faults.order(On::each("GET", &made.digests[0]), Fault::Stall(400_000));
    let running = made.env.command(&["image", "get-file", &faults.reference("app:v1"), "/big", "out"]).start();
    let parts = || fs::read_dir(made.env.work("")).unwrap().map(|entry| entry.unwrap());
    until("a part of the file is on disk", || parts().any(|part| part.metadata().is_ok_and(|part| part.len() > 0)));
    running.interrupt();
    running.finish().fails(130);
    let left: Vec<_> = parts().map(|part| part.file_name()).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn names_are_bytes_on_the_command_line_too() {
    use std::ffi::{OsStr, OsString};
    use std::os::unix::ffi::OsStrExt as _;

    let mut builder = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.as_gnu_mut().unwrap().name[..5].copy_from_slice(b"caf\xe9x");
    header.set_size(2);
    header.set_mode(0o644);
    header.set_cksum();
    builder.append(&header, &b"hi"[..]).unwrap();
    let made = Made::of(vec![builder.into_inner().unwrap()], "application/vnd.oci.image.layer.v1.tar");
    let reference = OsString::from(format!("{}:v1", made.registry.reference("app")));
    let args = ["cat".into(), reference.clone(), OsStr::from_bytes(b"/caf\xe9x").to_owned()];
    assert_eq!(made.env.wharf(&args).ok(), "hi");
    let told = made.wharf(&["cat"], &["../etc/passwd"]).fails(2);
    says(&told, &["../etc/passwd is no path inside an image"]);
}
