//! Archives as places: `wharf image export`, `wharf image import`, and every command on `oci-archive:` and
//! `docker-archive:`.

use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use super::{PLATFORMS, host, index};
use crate::harness::{Image, ImageSpec, Registry, TestEnv};

/// The entries of a tar, with their contents.
fn entries(tar: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = tar::Archive::new(tar);
    let all = archive.entries().unwrap().map(|entry| {
        let mut entry = entry.unwrap();
        assert_eq!((entry.header().uid().unwrap(), entry.header().mtime().unwrap()), (0, 0));
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut content).unwrap();
        (entry.path().unwrap().display().to_string(), content)
    });
    all.collect()
}

/// A tar of these entries; a name is written as it is, even where no honest tool would.
fn tar_of(entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in entries {
        let mut header = tar::Header::new_gnu();
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append(&header, content.as_slice()).unwrap();
    }
    builder.into_inner().unwrap()
}

fn document(entries: &[(String, Vec<u8>)], name: &str) -> Value {
    let (_, content) = entries.iter().find(|(entry, _)| entry == name).unwrap();
    serde_json::from_slice(content).unwrap()
}

fn gunzip(bytes: &[u8]) -> Vec<u8> {
    let mut content = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(bytes), &mut content).unwrap();
    content
}

/// What docker before version 25, podman and skopeo write: a config, plain layers, and `manifest.json` at the end.
fn docker_saved(image: &Image, tags: &[&str]) -> Vec<(String, Vec<u8>)> {
    let layers: Vec<String> = (0..image.layers.len()).map(|at| format!("{at:064}/layer.tar")).collect();
    let mut entries: Vec<(String, Vec<u8>)> =
        layers.iter().zip(&image.layers).map(|(name, layer)| (name.clone(), gunzip(&layer.bytes))).collect();
    entries.push(("config.json".to_owned(), image.configs[0].bytes.clone()));
    let manifest = json!([{ "Config": "config.json", "RepoTags": tags, "Layers": layers }]);
    entries.push(("manifest.json".to_owned(), manifest.to_string().into_bytes()));
    entries
}

#[test]
fn an_export_is_one_file_for_every_reader_and_the_same_every_time() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::layers(&[100, 300_000, 3000, 2_000_000]).make();
    image.put(&registry, "team/app", "v1");
    let name = registry.reference("team/app:v1");
    let exported = env.wharf(&["image", "export", &name, "one.tar"]);
    assert_eq!((exported.stderr.as_str(), exported.code), ("", Some(0)));
    assert_eq!(exported.stdout, format!("oci-archive:one.tar:{name}@{}\n", image.digest()));
    let piped = env.wharf(&["image", "export", &name]);
    assert_eq!(piped.stderr, format!("oci-archive:-:{name}@{}\n", image.digest()));
    let file = fs::read(env.work("one.tar")).unwrap();
    assert!(piped.bytes == file, "a pipe gets the bytes of the file");
    env.wharf(&["image", "export", "--compress", &name, "one.tar.gz"]).ok();
    assert!(gunzip(&fs::read(env.work("one.tar.gz")).unwrap()) == file);

    let found = entries(&file);
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names[..5], ["oci-layout", "index.json", "manifest.json", "blobs/", "blobs/sha256/"]);
    let entry = |digest: &str| format!("blobs/sha256/{}", digest.strip_prefix("sha256:").unwrap());
    for blob in image.blobs().chain([&image.root]) {
        assert!(found.contains(&(entry(&blob.digest), blob.bytes.clone())));
    }
    let listed = &document(&found, "index.json")["manifests"];
    assert_eq!(listed[0]["digest"], image.digest());
    assert_eq!(listed[0]["annotations"]["io.containerd.image.name"], name);
    assert_eq!(listed[0]["annotations"]["org.opencontainers.image.ref.name"], "v1");
    let layers: Vec<String> = image.layers.iter().map(|layer| entry(&layer.digest)).collect();
    let docker = json!([{ "Config": entry(&image.configs[0].digest), "RepoTags": [name], "Layers": layers }]);
    assert_eq!(document(&found, "manifest.json"), docker);
    assert_eq!(fs::read_dir(env.work("")).unwrap().count(), 2, "nothing but the two files is left");
}

#[test]
fn archives_are_places_like_others_and_digests_stay() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = index();
    image.write_layout(&env.work("src"), "v1");
    let hop = registry.reference("hop:v1");
    for (source, target) in [
        ("oci:src:v1", "oci-archive:a.tar"),
        ("oci-archive:a.tar", "docker-archive:b.tar:example.org/team/app:v2"),
        ("docker-archive:b.tar", hop.as_str()),
        (hop.as_str(), "docker-archive:c.tar"),
        ("docker-archive:c.tar:@0", "store:back:v1"),
        ("store:back:v1", "oci-archive:d.tar:tag"),
    ] {
        let report = env.wharf(&["copy", "--format", "json", source, target]).json();
        assert_eq!((report["Digest"].as_str(), &report["Manifests"]), (Some(image.digest()), &json!(4)), "{target}");
        assert_eq!(env.wharf(&["digest", target]).ok().trim(), image.digest());
    }
    assert_eq!(env.wharf(&["tag", "ls", "docker-archive:b.tar"]).ok(), "example.org/team/app:v2\n");
    assert_eq!(env.wharf(&["tag", "ls", "oci-archive:d.tar"]).ok(), "tag\n");
    assert_eq!(env.wharf(&["tag", "ls", "oci-archive:c.tar"]).ok(), format!("{hop}\n"));
    assert_eq!(env.wharf(&["manifest", "get", "-f", "raw-body", "oci-archive:a.tar:v1"]).bytes, image.root.bytes);
    let inspected = env.wharf(&["inspect", "oci-archive:a.tar"]).ok();
    assert!(PLATFORMS.iter().all(|platform| inspected.contains(platform)), "{inspected}");
    let one = env.wharf(&["digest", "--platform", PLATFORMS[2], "docker-archive:b.tar"]).ok();
    assert_eq!(one.trim(), image.manifests[2].digest);
    env.wharf(&["copy", "-p", PLATFORMS[2], "oci-archive:a.tar", "oci:one"]).ok();
    assert_eq!(env.wharf(&["digest", "oci:one"]).ok().trim(), image.manifests[2].digest);
    // Docker gets the image for this machine out of an index.
    let found = entries(&fs::read(env.work("b.tar")).unwrap());
    let config = document(&found, "manifest.json")[0]["Config"].as_str().unwrap().to_owned();
    assert!(config.ends_with(image.configs[host()].digest.strip_prefix("sha256:").unwrap()));
    let listed = env.wharf(&["tag", "ls", "--long", "docker-archive:b.tar"]).ok();
    assert!(listed.contains(image.digest()), "{listed}");
}

#[test]
fn pipes_are_read_and_written_and_any_compression_is_read() {
    let env = TestEnv::new();
    let image = ImageSpec::layers(&[100, 400_000]).make();
    image.write_layout(&env.work("src"), "v1");
    let tar = env.wharf(&["copy", "oci:src:v1", "oci-archive:-"]).bytes;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(&tar).unwrap();
    let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    bzip2.write_all(&tar).unwrap();
    let mut xz = liblzma::write::XzEncoder::new(Vec::new(), 0);
    xz.write_all(&tar).unwrap();
    for (form, bytes) in [
        ("plain", tar.clone()),
        ("gzip", gzip.finish().unwrap()),
        ("bzip2", bzip2.finish().unwrap()),
        ("xz", xz.finish().unwrap()),
        ("zstd", zstd::encode_all(&tar[..], 1).unwrap()),
    ] {
        let target = format!("oci:{form}:v1");
        env.command(&["image", "import", &target, "-"]).input(bytes.clone()).run().ok();
        fs::write(env.work(format!("{form}.tar")), &bytes).unwrap();
        let file = format!("oci-archive:{form}.tar");
        for place in [&target, &file] {
            assert_eq!(env.wharf(&["digest", place]).ok().trim(), image.digest(), "{place}");
        }
        let cut = bytes[..bytes.len() - 100_000].to_vec();
        let told = env.command(&["image", "import", "oci:cut", "-"]).input(cut).run();
        assert!(matches!(told.code, Some(1 | 6)) && told.stderr.contains("oci-archive:-"), "{form}: {}", told.stderr);
    }
    let chain =
        "$WHARF copy oci:src:v1 oci-archive:- | $WHARF copy oci-archive:- oci-archive:- | $WHARF digest oci-archive:-";
    assert_eq!(env.shell(chain).run().ok().trim(), image.digest());
    let told = env.wharf(&["image", "export", "--format", "json", "oci:src:v1"]).fails(2);
    assert!(told.contains("standard output is the archive"), "{told}");
    // A reader that has enough ends it quietly.
    let enough = env.shell("$WHARF image export oci:src:v1 2>err | head -c 10 | wc -c; cat err").run();
    assert_eq!(enough.ok().trim(), "10");
    // A device or a pipe is written to and never replaced.
    let piped = env.shell("mkfifo p; cat p > copied & $WHARF copy oci:src:v1 oci-archive:p && wait && test -p p").run();
    piped.ok();
    assert!(fs::read(env.work("copied")).unwrap() == tar);
}

#[test]
fn several_images_stand_in_one_file_and_are_told_apart() {
    let env = TestEnv::new();
    let (one, two) = (ImageSpec::layers(&[100, 5000]).make(), ImageSpec::layers(&[100, 5000]).seed(2).make());
    one.write_layout(&env.work("one"), "v1");
    two.write_layout(&env.work("two"), "v1");
    env.wharf(&["copy", "oci:one:v1", "docker-archive:all.tar:a/b:1"]).ok();
    let report = env.wharf(&["copy", "-f", "json", "oci:two:v1", "docker-archive:all.tar:c:2"]).json();
    assert_eq!(report["Blobs"]["Copied"]["Count"], 3);
    env.wharf(&["copy", "docker-archive:all.tar:a/b:1", "docker-archive:all.tar:a/b:stable"]).ok();
    let names = "docker.io/a/b:1\ndocker.io/a/b:stable\ndocker.io/library/c:2\n";
    assert_eq!(env.wharf(&["tag", "ls", "docker-archive:all.tar"]).ok(), names);
    for (name, image) in [("a/b:1", &one), ("a/b:stable", &one), ("c:2", &two), ("@0", &one), ("@1", &two)] {
        let found = env.wharf(&["digest", &format!("docker-archive:all.tar:{name}")]).ok();
        assert_eq!(found.trim(), image.digest(), "{name}");
    }
    assert_eq!(env.wharf(&["digest", "oci-archive:all.tar:2"]).ok().trim(), two.digest());
    let told = env.wharf(&["digest", "docker-archive:all.tar"]).fails(1);
    assert!(told.contains("docker.io/a/b:1, docker.io/library/c:2, docker.io/a/b:stable"), "{told}");
    let told = env.wharf(&["digest", "docker-archive:all.tar:d"]).fails(3);
    assert!(told.contains("has no image docker.io/library/d"), "{told}");
    env.wharf(&["image", "import", "--name", "c:2", "oci:out", "all.tar"]).ok();
    assert_eq!(env.wharf(&["digest", "oci:out"]).ok().trim(), two.digest());
    // What is there already moves nothing; a name moves to the new image.
    let before = fs::read(env.work("all.tar")).unwrap();
    let again = env.wharf(&["copy", "-f", "json", "oci:two:v1", "docker-archive:all.tar:c:2"]).json();
    assert_eq!(again["Unchanged"], true);
    assert!(fs::read(env.work("all.tar")).unwrap() == before);
    env.wharf(&["copy", "oci:one:v1", "docker-archive:all.tar:c:2"]).ok();
    assert_eq!(env.wharf(&["digest", "docker-archive:all.tar:c:2"]).ok().trim(), one.digest());
    // An export replaces what was there, even with a part of itself; what is compressed is not added to.
    env.wharf(&["copy", "docker-archive:all.tar:c:2", "oci-archive:self.tar:v1"]).ok();
    env.wharf(&["image", "export", "oci-archive:self.tar:v1", "self.tar"]).ok();
    env.wharf(&["copy", "oci-archive:self.tar", "oci:self"]).ok();
    env.wharf(&["image", "export", "--compress", "oci:self", "self.tar.gz"]).ok();
    let told = env.wharf(&["copy", "oci:two:v1", "oci-archive:self.tar.gz:v2"]).fails(1);
    assert!(told.contains("is compressed, so nothing can be added"), "{told}");
    env.wharf(&["image", "export", "--name", "z", "oci:two:v1", "all.tar"]).ok();
    assert_eq!(env.wharf(&["tag", "ls", "oci-archive:all.tar"]).ok(), "docker.io/library/z:latest\n");
}

#[test]
fn what_docker_saved_is_imported_with_its_bytes_and_always_alike() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::layers(&[100, 5000]).make();
    let saved = docker_saved(&image, &["app:v1", "example.org/app:v2"]);
    fs::write(env.work("saved.tar"), tar_of(&saved)).unwrap();
    assert_eq!(
        env.wharf(&["tag", "ls", "docker-archive:saved.tar"]).ok(),
        "docker.io/library/app:v1\nexample.org/app:v2\n"
    );
    let target = registry.reference("app:v1");
    env.wharf(&["image", "import", &target, "saved.tar"]).ok();
    let digest = env.wharf(&["digest", "docker-archive:saved.tar:app:v1"]).ok();
    assert_eq!(env.wharf(&["digest", &target]).ok(), digest);
    let manifest = env.wharf(&["manifest", "get", "-f", "raw-body", &target]).json();
    assert_eq!(manifest["config"]["digest"], image.configs[0].digest);
    assert_eq!(manifest["layers"][0]["mediaType"], "application/vnd.oci.image.layer.v1.tar");
    // The lists may come first as well, and nothing of the order matters.
    let mut turned = saved.clone();
    turned.reverse();
    fs::write(env.work("turned.tar"), tar_of(&turned)).unwrap();
    assert_eq!(env.wharf(&["digest", "docker-archive:turned.tar"]).ok(), digest);
    let told = env.wharf(&["copy", "docker-archive:turned.tar", "docker-archive:saved.tar:b"]).fails(1);
    assert!(told.contains("nothing can be added to it"), "{told}");
    assert!(fs::read(env.work("saved.tar")).unwrap() == tar_of(&saved));
}

#[test]
fn an_archive_that_lies_or_leads_astray_is_refused() {
    let env = TestEnv::new();
    let image = ImageSpec::layers(&[100, 5000]).make();
    let saved = docker_saved(&image, &["app:v1"]);
    let with = |change: &dyn Fn(&mut Vec<(String, Vec<u8>)>)| {
        let mut entries = saved.clone();
        change(&mut entries);
        fs::write(env.work("x.tar"), tar_of(&entries)).unwrap();
        env.wharf(&["image", "import", "oci:out", "x.tar"])
    };
    for (change, code, told) in [
        (
            &(|all: &mut Vec<(String, Vec<u8>)>| all[0].1 = b"other".to_vec()) as &dyn Fn(&mut Vec<(String, Vec<u8>)>),
            6,
            "has the digest",
        ),
        (&|all| drop(all.remove(0)), 3, "which manifest.json names"),
        (&|all| all.push(("../evil".to_owned(), vec![])), 1, "leads upwards"),
        (&|all| all.push(("/etc/cron.d/evil".to_owned(), vec![])), 1, "is absolute"),
        (&|all| all[3].1 = b"[{".to_vec(), 1, "manifest.json"),
        (&|all| drop(all.pop()), 1, "neither index.json nor manifest.json"),
    ] {
        let outcome = with(change);
        assert_eq!(outcome.code, Some(code), "{told}: {}", outcome.stderr);
        assert!(outcome.stderr.contains(told), "{told}: {}", outcome.stderr);
    }
    fs::write(env.work("x.tar"), &tar_of(&saved)[..3000]).unwrap();
    let told = env.wharf(&["digest", "docker-archive:x.tar"]).fails(6);
    assert!(told.contains("docker-archive:x.tar is cut off: it ends within"), "{told}");
    fs::write(env.work("x.tar"), "no tar").unwrap();
    let told = env.wharf(&["digest", "docker-archive:x.tar"]).fails(1);
    assert!(told.contains("neither a tar nor a tar in gzip"), "{told}");
    env.wharf(&["digest", "docker-archive:none.tar"]).fails(3);
    // What is no archive is not overwritten by a copy.
    image.write_layout(&env.work("src"), "v1");
    env.wharf(&["copy", "oci:src:v1", "oci-archive:x.tar"]).fails(1);
    assert_eq!(fs::read(env.work("x.tar")).unwrap(), b"no tar");
}

#[test]
fn nothing_is_deleted_in_an_archive_and_only_a_name_is_written() {
    let env = TestEnv::new();
    ImageSpec::layers(&[100]).make().write_layout(&env.work("src"), "v1");
    env.wharf(&["copy", "oci:src:v1", "oci-archive:x.tar"]).ok();
    for args in [["tag", "delete", "oci-archive:x.tar:v1"], ["manifest", "delete", "oci-archive:x.tar:v1"]] {
        let told = env.wharf(&args).fails(1);
        assert!(told.contains("copy what is to stay into another archive"), "{told}");
    }
    env.wharf(&["copy", "oci:src:v1", "oci-archive:x.tar:@1"]).fails(2);
    env.wharf(&["copy", "oci:src:v1", "docker-daemon:sha256:abcdef"]).fails(2);
    env.wharf(&["pull", "oci-archive:x.tar"]).fails(2);
    env.wharf(&["push", "oci-archive:x.tar"]).fails(2);
    env.wharf(&["tag", "ls", "oci-archive:x.tar:v1"]).fails(2);
    env.wharf(&["tag", "ls", "docker-daemon:x"]).fails(2);
    let plan = env.wharf(&["copy", "--dry-run", "oci:src:v1", "oci-archive:new.tar"]).ok();
    assert!(plan.contains("2 of 2 blobs would move") && !env.work("new.tar").exists(), "{plan}");
}

#[test]
fn an_incomplete_archive_is_taken_as_it_is_or_in_part() {
    let (env, strict, sparse) = (TestEnv::new(), Registry::start(), Registry::sparse());
    let image = index();
    image.write_layout(&env.work("src"), "v1");
    let here = ["copy", "--sparse", "-p", PLATFORMS[0], "oci:src:v1", "oci-archive:part.tar:a/b:v1"];
    env.wharf(&here).ok();
    assert_eq!(env.wharf(&["digest", "oci-archive:part.tar"]).ok().trim(), image.digest());
    // Into a place on this machine: what there is, with a warning.
    let taken = env.wharf(&["image", "import", "oci:out", "part.tar"]);
    assert!(taken.stderr.contains("lacks 2 of the images") && taken.stderr.contains(PLATFORMS[2]), "{}", taken.stderr);
    taken.ok();
    assert_eq!(env.wharf(&["digest", "oci:out"]).ok().trim(), image.digest());
    // Into a registry: not without being told to.
    let told = env.wharf(&["copy", "oci-archive:part.tar", &sparse.reference("a:v1")]).fails(3);
    assert!(told.contains("--platform") && told.contains("--sparse"), "{told}");
    env.wharf(&["copy", "--sparse", "oci-archive:part.tar", &sparse.reference("a:v1")]).ok();
    assert_eq!(env.wharf(&["digest", &sparse.reference("a:v1")]).ok().trim(), image.digest());
    env.wharf(&["copy", "-p", PLATFORMS[0], "oci-archive:part.tar", &strict.reference("a:v1")]).ok();
    assert_eq!(env.wharf(&["digest", &strict.reference("a:v1")]).ok().trim(), image.manifests[0].digest);
}

#[test]
fn a_transfer_that_fails_leaves_the_old_archive_as_it_was() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let (old, new) = (ImageSpec::layers(&[100]).make(), ImageSpec::layers(&[100, 2_000_000]).seed(2).make());
    old.write_layout(&env.work("old"), "v1");
    env.wharf(&["copy", "oci:old:v1", "oci-archive:x.tar"]).ok();
    let before = fs::read(env.work("x.tar")).unwrap();
    new.write_layout(&env.work("new"), "v1");
    let blob = new.layers[1].digest.strip_prefix("sha256:").unwrap();
    fs::write(env.work("new/blobs/sha256").join(blob), vec![0; new.layers[1].bytes.len()]).unwrap();
    env.wharf(&["copy", "oci:new:v1", "oci-archive:x.tar:v2"]).fails(6);
    env.wharf(&["image", "export", "oci:new:v1", "x.tar"]).fails(6);
    env.wharf(&["copy", &registry.reference("none:v1"), "oci-archive:x.tar"]).fails(3);
    assert!(fs::read(env.work("x.tar")).unwrap() == before);
    assert_eq!(fs::read_dir(env.work("")).unwrap().count(), 3, "no temporary file is left");
}

#[test]
fn an_engine_that_is_not_there_is_told_with_its_address() {
    let mut env = TestEnv::new();
    let socket = format!("unix://{}", env.path("none.sock").display());
    env.set("DOCKER_HOST", &socket);
    let told = env.wharf(&["digest", "docker-daemon:alpine:3"]).fails(5);
    assert!(told.contains(&format!("cannot reach the docker engine at {socket}")), "{told}");
    env.set("DOCKER_HOST", "ssh://me@there");
    let told = env.wharf(&["digest", "docker-daemon:alpine:3"]).fails(1);
    assert!(told.contains("ssh is not spoken"), "{told}");
    env.set("DOCKER_HOST", "tcp://there:2376").set("DOCKER_TLS_VERIFY", "1");
    let told = env.wharf(&["digest", "docker-daemon:alpine:3"]).fails(1);
    assert!(told.contains("TLS is not spoken"), "{told}");
}
