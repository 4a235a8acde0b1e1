//! Edits of layers through the binary: `image create`, `append`, `flatten`, `rebase`, and the layer flags of `image mod`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use flate2::read::GzDecoder;
use serde_json::{Value, json};
use wharf::oci::Digest;

use super::{PLATFORMS, index};
use crate::harness::{Image, ImageSpec, Registry, TestEnv};

/// A directory of fixed content, whatever the machine.
fn tree(dir: &Path) {
    fs::create_dir_all(dir.join("bin")).unwrap();
    fs::create_dir_all(dir.join("etc")).unwrap();
    fs::write(dir.join("bin/tool"), "#!/bin/sh\necho hello\n").unwrap();
    fs::write(dir.join("etc/conf"), "a=1\n").unwrap();
    symlink("tool", dir.join("bin/link")).unwrap();
    for (name, mode) in [("bin", 0o755), ("etc", 0o755), ("bin/tool", 0o755), ("etc/conf", 0o644)] {
        fs::set_permissions(dir.join(name), fs::Permissions::from_mode(mode)).unwrap();
    }
}

/// A blob of a layout.
fn blob(dir: &Path, digest: &Value) -> Vec<u8> {
    fs::read(dir.join("blobs/sha256").join(digest.as_str().unwrap().strip_prefix("sha256:").unwrap())).unwrap()
}

fn unpacked(layer: &Value, bytes: &[u8]) -> Vec<u8> {
    let mut tar = Vec::new();
    match layer["mediaType"].as_str().unwrap() {
        gzip if gzip.ends_with("gzip") => drop(GzDecoder::new(bytes).read_to_end(&mut tar).unwrap()),
        zstd if zstd.ends_with("zstd") => tar = zstd::decode_all(bytes).unwrap(),
        _ => tar.extend_from_slice(bytes),
    }
    tar
}

/// The names in each layer of an image in a layout, after a check that manifest, config and layers agree.
fn layers(env: &TestEnv, name: &str) -> Vec<Vec<String>> {
    let manifest = env.wharf(&["manifest", "get", "--format", "raw-body", name]).json();
    let dir = env.work(name.strip_prefix("oci:").unwrap().split(':').next().unwrap());
    let config: Value = serde_json::from_slice(&blob(&dir, &manifest["config"]["digest"])).unwrap();
    let layers = manifest["layers"].as_array().unwrap();
    let diff_ids = config["rootfs"]["diff_ids"].as_array().unwrap();
    let steps =
        config["history"].as_array().map_or(0, |steps| steps.iter().filter(|s| s["empty_layer"] != true).count());
    assert_eq!((diff_ids.len(), layers.len()), (layers.len(), steps.max(layers.len())), "{config}");
    let names = layers.iter().zip(diff_ids).map(|(layer, diff_id)| {
        let bytes = blob(&dir, &layer["digest"]);
        assert_eq!(layer["size"], bytes.len());
        let tar = unpacked(layer, &bytes);
        assert_eq!(*diff_id, Digest::sha256(&tar).to_string());
        let mut archive = tar::Archive::new(&tar[..]);
        let entries = archive.entries().unwrap();
        entries.map(|entry| String::from_utf8_lossy(&entry.unwrap().path_bytes()).into_owned()).collect()
    });
    names.collect()
}

fn tar_of(files: &[(&str, &str)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in files {
        let mut header = tar::Header::new_ustar();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(1_700_000_000);
        builder.append_data(&mut header, name, content.as_bytes()).unwrap();
    }
    builder.into_inner().unwrap()
}

#[test]
fn the_same_directory_is_the_same_image_everywhere() {
    let env = TestEnv::new();
    tree(&env.work("root"));
    let args =
        ["image", "create", "oci:app:v1", "--dir", "root", "--platform", "linux/amd64", "--entrypoint", "/bin/tool"];
    assert_eq!(env.wharf(&args).ok(), "oci:app:v1\n");
    // Another digest here means that the same files make another image than in the release before: say so.
    let digest = env.wharf(&["digest", "oci:app:v1"]).ok();
    assert_eq!(digest.trim(), "sha256:32752eaa35976a1038b7c51d0f19b0d55665e5580a50f0d1f7bbdd1000086ad6");
    assert_eq!(layers(&env, "oci:app:v1"), [["bin/", "bin/link", "bin/tool", "etc/", "etc/conf"]]);
    let config = env.wharf(&["image", "inspect", "oci:app:v1"]).json();
    assert_eq!((&config["config"]["Entrypoint"], &config["created"]), (&json!(["/bin/tool"]), &Value::Null));
    // Times count only where they are wanted.
    let later = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
    fs::File::open(env.work("root/etc/conf")).unwrap().set_modified(later).unwrap();
    env.wharf(&args).ok();
    assert_eq!(env.wharf(&["digest", "oci:app:v1"]).ok(), digest);
    let keep = ["append", "-t", "oci:app:v2", "-f", "dir=root,time=keep", "--platform", "linux/amd64"];
    env.wharf(&keep).ok();
    assert_ne!(env.wharf(&["digest", "oci:app:v2"]).ok(), digest);
}

#[test]
fn files_and_tars_make_an_image() {
    let env = TestEnv::new();
    tree(&env.work("root"));
    fs::write(env.work("x.tar"), tar_of(&[("opt/x", "1")])).unwrap();
    let create = ["image", "create", "oci:app:v1", "--dir", "root", "--at", "/srv", "--file", "root/etc/conf=/etc/a"];
    env.wharf(&[&create[..], &["--tar", "x.tar", "--compress", "zstd"]].concat()).ok();
    let expected: [&[&str]; 2] = [
        &["srv/", "srv/bin/", "srv/bin/link", "srv/bin/tool", "srv/etc/", "srv/etc/conf", "etc/", "etc/a"],
        &["opt/x"],
    ];
    assert_eq!(layers(&env, "oci:app:v1"), expected);
    let empty = ["image", "create", "oci:none:v1", "--platform", "linux/arm64", "--created", "2021-02-03T04:05:06Z"];
    env.wharf(&[&empty[..], &["--label", "a=b", "--annotation", "c=d"]].concat()).ok();
    let config = env.wharf(&["image", "inspect", "oci:none:v1"]).json();
    assert_eq!(config["config"]["Labels"], json!({ "a": "b" }));
    assert_eq!((&config["architecture"], &config["created"]), (&json!("arm64"), &json!("2021-02-03T04:05:06Z")));
    let docker = "application/vnd.docker.distribution.manifest.v2+json";
    env.wharf(&["image", "create", "oci:docker:v1", "--file", "x.tar", "--media-type", docker]).ok();
    let manifest = env.wharf(&["manifest", "get", "--format", "raw-body", "oci:docker:v1"]).json();
    assert_eq!(manifest["layers"][0]["mediaType"], "application/vnd.docker.image.rootfs.diff.tar.gzip");
}

#[test]
fn one_small_layer_on_top_moves_no_old_one() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    ImageSpec::layers(&[3_000_000, 2_000_000]).make().put(&registry, "base", "v1");
    fs::write(env.work("x.tar"), tar_of(&[("x", "1")])).unwrap();
    let base = registry.reference("base:v1");
    for target in [registry.reference("base:v2"), registry.reference("other/app:v1")] {
        registry.forget();
        env.wharf(&["append", "-b", &base, "-f", "x.tar", "-t", &target]).ok();
        assert_eq!(registry.count("GET", "/blobs/"), 1, "only the config is read: {:?}", registry.log());
        let sent = registry.count("PATCH", "") + registry.count("PUT", "/blobs/uploads/");
        assert!(sent <= 4, "the layer and the config are sent: {:?}", registry.log());
    }
    let copied = env.wharf(&["copy", &registry.reference("other/app:v1"), "oci:copy:v1"]);
    assert_eq!(copied.code, Some(0), "{}", copied.stderr);
    assert_eq!(layers(&env, "oci:copy:v1")[2], ["x"]);
    let steps = env.wharf(&["image", "inspect", "oci:copy:v1"]).json();
    assert_eq!(steps["rootfs"]["diff_ids"].as_array().unwrap().len(), 3);
}

#[test]
fn standard_input_and_any_compression_make_a_layer() {
    let env = TestEnv::new();
    let tar = tar_of(&[("a", "1"), ("b", "2")]);
    let packed = zstd::encode_all(&tar[..], 3).unwrap();
    for (input, tag) in [(tar.clone(), "plain"), (packed, "packed")] {
        let target = format!("oci:app:{tag}");
        env.command(&["append", "-f", "-", "-t", &target, "--platform", "linux/amd64"]).input(input).run().ok();
    }
    assert_eq!(env.wharf(&["digest", "oci:app:plain"]).ok(), env.wharf(&["digest", "oci:app:packed"]).ok());
    let config = env.wharf(&["image", "inspect", "oci:app:plain"]).json();
    assert_eq!(config["rootfs"]["diff_ids"][0], Digest::sha256(&tar).to_string(), "the tar is taken as it is");
}

/// An image in a layout whose layers are these tars.
fn stacked(env: &TestEnv, name: &str, layers: &[&[(&str, &str)]]) {
    let mut args =
        vec!["append".to_owned(), "-t".to_owned(), name.to_owned(), "--platform".to_owned(), "linux/amd64".to_owned()];
    for (at, files) in layers.iter().enumerate() {
        let file = format!("{}-{at}.tar", name.replace([':', '/'], "-"));
        fs::write(env.work(&file), tar_of(files)).unwrap();
        args.extend(["-f".to_owned(), file]);
    }
    env.wharf(&args).ok();
}

#[test]
fn layers_are_removed_stripped_squashed_and_flattened() {
    let env = TestEnv::new();
    let all: [&[(&str, &str)]; 3] = [
        &[("etc/key", "secret"), ("etc/conf", "1")],
        &[("etc/.wh.conf", ""), ("opt/a", "2")],
        &[("opt/.wh.a", ""), ("opt/b", "3")],
    ];
    stacked(&env, "oci:app:v1", &all);
    for (tag, edit, expected) in [
        ("rm", &["--layer-rm-index", "1"][..], &[&["etc/key", "etc/conf"][..], &["opt/.wh.a", "opt/b"]][..]),
        ("strip", &["--layer-strip-file", "/opt"], &[&["etc/key", "etc/conf"], &["etc/.wh.conf"], &[]]),
        ("flat", &["--flatten"], &[&["etc/key", "opt/b"]]),
        ("squash", &["--layer-squash", "2"], &[&["etc/key", "etc/conf"], &["etc/.wh.conf", "opt/.wh.a", "opt/b"]]),
        ("from", &["--layer-squash-from", "1"], &[&["etc/key", "etc/conf"], &["etc/.wh.conf", "opt/.wh.a", "opt/b"]]),
    ] {
        let args = [&["image", "mod", "oci:app:v1", "--create", tag][..], edit].concat();
        assert_eq!(env.wharf(&args).ok(), format!("oci:app:{tag}\n"));
        assert_eq!(layers(&env, &format!("oci:app:{tag}")), expected, "{tag}");
    }
    assert_eq!(env.wharf(&["flatten", "oci:app:v1", "-t", "crane"]).ok(), "oci:app:crane\n");
    assert_eq!(env.wharf(&["digest", "oci:app:crane"]).ok(), env.wharf(&["digest", "oci:app:flat"]).ok());
    let kept = env.wharf(&["image", "mod", "oci:app:v1", "--create", "same", "--layer-strip-file", "/nothing"]);
    assert_eq!(kept.code, Some(0));
    assert_eq!(env.wharf(&["digest", "oci:app:same"]).ok(), env.wharf(&["digest", "oci:app:v1"]).ok());
    env.wharf(&["image", "mod", "oci:app:v1", "--create", "by", "--layer-rm-created-by", "nobody"]).fails(1);
    let none = env.wharf(&["image", "mod", "oci:app:v1", "--create", "by", "--layer-rm-created-by", "append"]).fails(1);
    assert!(none.contains("no layer would be left"), "{none}");
}

#[test]
fn compression_changes_blobs_and_nothing_else() {
    let env = TestEnv::new();
    stacked(&env, "oci:app:v1", &[&[("a", "1")], &[("b", "2")]]);
    let types = |name: &str| {
        let manifest = env.wharf(&["manifest", "get", "--format", "raw-body", name]).json();
        let layers = manifest["layers"].as_array().unwrap().clone();
        layers
            .iter()
            .map(|layer| layer["mediaType"].as_str().unwrap().rsplit('.').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let diff_ids = |name: &str| env.wharf(&["image", "inspect", name]).json()["rootfs"].clone();
    for (format, expected) in [("zstd", "tar+zstd"), ("none", "tar"), ("gzip", "tar+gzip"), ("zstd:9", "tar+zstd")] {
        let name = format!("oci:app:{}", format.replace(':', "-"));
        let tag = name.rsplit(':').next().unwrap().to_owned();
        env.wharf(&["image", "mod", "oci:app:v1", "--create", &tag, "--layer-compress", format]).ok();
        assert_eq!(types(&name), [expected, expected]);
        assert_eq!(diff_ids(&name), diff_ids("oci:app:v1"));
        layers(&env, &name);
    }
    assert_eq!(env.wharf(&["digest", "oci:app:gzip"]).ok(), env.wharf(&["digest", "oci:app:v1"]).ok());
}

#[test]
fn times_in_layers_are_set_but_not_those_of_the_base() {
    let env = TestEnv::new();
    stacked(&env, "oci:base:v1", &[&[("a", "1")]]);
    fs::write(env.work("x.tar"), tar_of(&[("b", "2")])).unwrap();
    env.wharf(&["append", "-b", "oci:base:v1", "-f", "x.tar", "-t", "oci:app:v1"]).ok();
    let digests = |name: &str| {
        let manifest = env.wharf(&["manifest", "get", "--format", "raw-body", name]).json();
        manifest["layers"].as_array().unwrap().iter().map(|layer| layer["digest"].clone()).collect::<Vec<_>>()
    };
    let before = digests("oci:app:v1");
    for (tag, flag, rule, changed) in [
        ("all", "--layer-time", "set=2020-01-01T00:00:00Z", [true, true]),
        ("base", "--layer-time", "set=2020-01-01T00:00:00Z,base-ref=oci:base:v1", [false, true]),
        ("count", "--time", "set=2020-01-01T00:00:00Z,base-layers=1", [false, true]),
        ("after", "--layer-time-max", "2024-01-01T00:00:00Z", [false, false]),
    ] {
        env.wharf(&["image", "mod", "oci:app:v1", "--create", tag, flag, rule]).ok();
        let after = digests(&format!("oci:app:{tag}"));
        assert_eq!([after[0] != before[0], after[1] != before[1]], changed, "{tag}");
    }
    let missing = ["image", "mod", "oci:app:v1", "--create", "x", "--layer-time", "from-label=built"];
    assert!(env.wharf(&missing).fails(1).contains("no label"));
}

#[test]
fn an_image_moves_to_another_base() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    stacked(&env, "oci:b:1", &[&[("etc/os", "1")], &[("lib/x", "1")]]);
    stacked(&env, "oci:b:2", &[&[("etc/os", "2")]]);
    fs::write(env.work("app.tar"), tar_of(&[("app", "2")])).unwrap();
    let (base, app) = (registry.reference("base:stable"), registry.reference("app:v1"));
    env.wharf(&["copy", "oci:b:1", &base]).ok();
    env.wharf(&["append", "-b", &base, "-f", "app.tar", "-t", &app, "--set-base-image-annotations"]).ok();
    env.wharf(&["copy", "oci:b:2", &base]).ok();
    env.wharf(&["image", "mod", &app, "--create", "v2", "--rebase"]).ok();
    let rebased = registry.reference("app:v2");
    let manifest = env.wharf(&["manifest", "get", "--format", "raw-body", &rebased]).json();
    let digest = env.wharf(&["digest", &base]).ok();
    assert_eq!(manifest["annotations"]["org.opencontainers.image.base.digest"], digest.trim());
    env.wharf(&["copy", &rebased, "oci:out:v2"]).ok();
    assert_eq!(layers(&env, "oci:out:v2"), [["etc/os"], ["app"]]);
    // By name it is the same, and back again gives the old layers.
    env.wharf(&["rebase", "oci:out:v2", "--old_base", "oci:b:2", "--new_base", "oci:b:1", "-t", "back"]).ok();
    assert_eq!(layers(&env, "oci:out:back"), [["etc/os"], ["lib/x"], ["app"]]);
    let refs = ["image", "mod", "oci:out:back", "--create", "again", "--rebase-ref", "oci:b:1,oci:b:2"];
    env.wharf(&refs).ok();
    assert_eq!(layers(&env, "oci:out:again"), [["etc/os"], ["app"]]);
    let wrong = env.wharf(&["rebase", "oci:out:v2", "--old_base", "oci:b:1", "--new_base", "oci:b:2"]).fails(1);
    assert!(wrong.contains("does not stand on oci:b:1"), "{wrong}");
    assert!(env.wharf(&["rebase", "oci:b:1"]).fails(1).contains("--rebase-ref"));
}

#[test]
fn of_an_index_all_images_or_those_named_get_the_layer() {
    let env = TestEnv::new();
    index().write_layout(&env.work("app"), "v1");
    fs::write(env.work("x.tar"), tar_of(&[("x", "1")])).unwrap();
    let counts = |tag: &str| -> BTreeMap<String, usize> {
        let index = env.wharf(&["manifest", "get", "--format", "raw-body", &format!("oci:app:{tag}")]).json();
        let entries = index["manifests"].as_array().unwrap().iter();
        entries
            .map(|entry| {
                let bytes = blob(&env.work("app"), &entry["digest"]);
                let manifest: Value = serde_json::from_slice(&bytes).unwrap();
                let name = format!("linux/{}", entry["platform"]["architecture"].as_str().unwrap());
                (name, manifest["layers"].as_array().unwrap().len())
            })
            .collect()
    };
    env.wharf(&["append", "-b", "oci:app:v1", "-f", "x.tar", "-t", "oci:app:all"]).ok();
    assert!(counts("all").values().all(|count| *count == 2), "{:?}", counts("all"));
    let one = format!("tar=x.tar,platform={}", PLATFORMS[1]);
    env.wharf(&["image", "mod", "oci:app:v1", "--create", "one", "--layer-add", &one]).ok();
    let expected: BTreeMap<String, usize> = PLATFORMS
        .iter()
        .map(|platform| ((*platform).to_owned(), if *platform == PLATFORMS[1] { 2 } else { 1 }))
        .collect();
    assert_eq!(counts("one"), expected);
    let none = ["image", "mod", "oci:app:v1", "--create", "none", "--layer-add", "tar=x.tar,platform=linux/riscv64"];
    assert!(env.wharf(&none).fails(3).contains("linux/riscv64"));
    let which = env.wharf(&["image", "mod", "oci:app:v1", "--create", "x", "--layer-rm-index", "0"]).fails(1);
    assert!(which.contains("[linux/amd64]2"), "{which}");
}

#[test]
fn what_cannot_be_a_layer_is_refused_and_nothing_is_put() {
    let env = TestEnv::new();
    stacked(&env, "oci:app:v1", &[&[("a", "1")]]);
    let outside = {
        let mut header = tar::Header::new_ustar();
        header.as_mut_bytes()[..4].copy_from_slice(b"../x");
        header.set_size(0);
        header.set_cksum();
        [header.as_bytes().to_vec(), vec![0; 1024]].concat()
    };
    let mut bomb = tar_of(&[("x", "1")]);
    bomb[124..136].copy_from_slice(b"77777777777\0");
    let mut header = tar::Header::new_ustar();
    header.as_mut_bytes().copy_from_slice(&bomb[..512]);
    header.set_cksum();
    bomb[..512].copy_from_slice(header.as_bytes());
    let mut cut = tar_of(&[("x", "0123456789")]);
    cut.truncate(515);
    let gzip = {
        use std::io::Write;
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&tar_of(&[("x", "1")])).unwrap();
        let whole = encoder.finish().unwrap();
        whole[..whole.len() - 9].to_vec()
    };
    for (name, bytes, reason) in [
        ("outside", outside, "leads out of the image"),
        ("huge", bomb, "middle of an entry"),
        ("cut", cut, "middle of an entry"),
        ("gzip", gzip, "cannot be decompressed"),
        ("none", Vec::new(), "is empty"),
        ("text", b"not a tar at all".repeat(100), "checksum"),
        ("xz", b"\xfd7zXZ\0 and so on".repeat(9), "compressed with xz"),
    ] {
        fs::write(env.work(name), bytes).unwrap();
        let error = env.wharf(&["image", "mod", "oci:app:v1", "--create", "bad", "--append", name]).fails(1);
        assert!(error.contains(reason) && error.contains(name), "{name}: {error}");
    }
    assert_eq!(env.wharf(&["tag", "ls", "oci:app"]).ok(), "v1\n");
    let dir = env.wharf(&["append", "-f", ".", "-t", "oci:x:1"]).fails(1);
    assert!(dir.contains("dir=."), "{dir}");
    for wrong in ["tar=a,at=/x", "colour=red", "dir=a,owner=me"] {
        env.wharf(&["image", "mod", "oci:app:v1", "--create", "bad", "--layer-add", wrong]).fails(2);
    }
}

#[test]
fn an_artifact_gets_no_layers() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let empty = registry.put_blob("art", b"{}");
    let manifest = json!({
        "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "artifactType": "application/vnd.example",
        "config": { "mediaType": "application/vnd.oci.empty.v1+json", "digest": empty, "size": 2 },
        "layers": [{ "mediaType": "text/plain", "digest": empty, "size": 2 }],
    });
    registry.put_manifest("art", "v1", "application/vnd.oci.image.manifest.v1+json", manifest.to_string().as_bytes());
    let base = registry.reference("art:v1");
    for edit in [["--append", "missing.tar"], ["--layer-compress", "zstd"], ["--layer-strip-file", "x"]] {
        let error = env.wharf(&[&["image", "mod", base.as_str(), "--create", "v2"][..], &edit].concat()).fails(1);
        assert!(error.contains("this is none"), "{error}");
    }
}

#[test]
fn a_layer_that_is_not_what_its_digest_says_ends_the_edit() {
    let env = TestEnv::new();
    let image: Image = ImageSpec::layers(&[5000]).make();
    image.write_layout(&env.work("app"), "v1");
    let file = env.work("app/blobs/sha256").join(image.layers[0].digest.strip_prefix("sha256:").unwrap());
    let mut bytes = image.layers[0].bytes.clone();
    bytes[2000] ^= 1;
    fs::write(&file, bytes).unwrap();
    for edit in
        [&["--layer-compress", "zstd"][..], &["--layer-strip-file", "x"], &["--layer-time", "set=2020-01-01T00:00:00Z"]]
    {
        env.wharf(&[&["image", "mod", "oci:app:v1", "--create", "v2"][..], edit].concat()).fails(6);
    }
    env.wharf(&["flatten", "oci:app:v1", "-t", "same"]).ok();
}
