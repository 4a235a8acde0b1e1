//! `wharf export`: root file systems as tars and directories, of honest images and of hostile ones.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;

use super::{Everywhere, PLATFORMS};
use crate::harness::crafted::{Crafted, Meta, Packing, Tar};
use crate::harness::{Fault, Faults, Image, On, TestEnv, says};

/// A base, and a layer that deletes, replaces and links.
fn image() -> Crafted {
    let base = Tar::new()
        .dir("etc/")
        .file("etc/passwd", "root")
        .file("etc/old", "old")
        .dir("data/")
        .file("data/a", "a")
        .file("data/b", "b")
        .dir("usr/")
        .dir("usr/lib/")
        .symlink("lib", "usr/lib")
        .file("shared", "first")
        .link("second-name", "shared");
    let top = Tar::new()
        .dir("etc/")
        .gone("etc/", "old")
        .file("etc/new", "new")
        .dir("data/")
        .file("data/.wh..wh..opq", "")
        .file("data/c", "c")
        .file("shared", "replaced")
        .file("lib/through", "a link");
    Crafted::new().layer(base).layer(top)
}

/// What a tar holds, by path: the content of files, `-> target` of links.
fn unpacked(tar: &[u8]) -> BTreeMap<String, String> {
    let mut archive = tar::Archive::new(tar);
    let entries = archive.entries().unwrap().map(Result::unwrap);
    entries
        .map(|mut entry| {
            let mut content = String::new();
            std::io::Read::read_to_string(&mut entry, &mut content).unwrap();
            let path = String::from_utf8(entry.path_bytes().into_owned()).unwrap();
            let link = entry.link_name_bytes().map(|link| format!("-> {}", String::from_utf8_lossy(&link)));
            (path, link.unwrap_or(content))
        })
        .collect()
}

fn expected() -> BTreeMap<String, String> {
    let files = [
        ("data/", ""),
        ("data/c", "c"),
        ("etc/", ""),
        ("etc/new", "new"),
        ("etc/passwd", "root"),
        ("lib", "-> usr/lib"),
        ("second-name", "first"),
        ("shared", "replaced"),
        ("usr/", ""),
        ("usr/lib/", ""),
        ("usr/lib/through", "a link"),
    ];
    files.map(|(path, content)| (path.to_owned(), content.to_owned())).into()
}

#[test]
fn layers_are_merged_from_everywhere_into_the_same_tar() {
    let place = Everywhere::new(image().make());
    let mut tars = Vec::new();
    for name in place.tagged() {
        let out = place.env.wharf(&["export", &name]);
        assert_eq!((out.code, out.stderr.as_str()), (Some(0), ""));
        assert_eq!(unpacked(&out.bytes), expected(), "{name}");
        tars.push(out.bytes);
    }
    for args in [&["-o", "a.tar"][..], &["a.tar"], &["--output", "./a.tar"]] {
        fs::write(place.env.work("a.tar"), "what was there").unwrap();
        place.env.wharf(&[&["export", "oci:src:v1"], args].concat()).ok();
        tars.push(fs::read(place.env.work("a.tar")).unwrap());
    }
    tars.push(place.env.wharf(&["export", "oci:src:v1", "-"]).bytes);
    assert!(tars.windows(2).all(|two| two[0] == two[1]));
    place.env.wharf(&["export", "oci:src:v1", "no/dir/a.tar"]).fails(1);
    place.env.wharf(&["export", "oci:src:none"]).fails(3);
}

#[test]
fn a_directory_is_made_whole_or_not_at_all() {
    let place = Everywhere::new(image().make());
    place.env.wharf(&["export", "oci:src:v1", "rootfs/"]).ok();
    fs::create_dir(place.env.work("empty")).unwrap();
    place.env.wharf(&["export", "oci:src:v1", "-o", "empty"]).ok();
    for root in ["rootfs", "empty"] {
        let read = |path: &str| fs::read_to_string(place.env.work(root).join(path)).unwrap();
        for (path, content) in expected().iter().filter(|(path, _)| !path.ends_with('/') && *path != "lib") {
            assert_eq!(read(path), *content, "{root}/{path}");
        }
        assert_eq!(fs::read_link(place.env.work(root).join("lib")).unwrap(), Path::new("usr/lib"));
        assert!(!place.env.work(root).join("etc/old").exists() && !place.env.work(root).join("data/a").exists());
        let meta = fs::metadata(place.env.work(root).join("etc")).unwrap();
        assert_eq!((meta.mtime(), meta.permissions().mode() & 0o7777), (1_700_000_000, 0o755));
    }
    let told = place.env.wharf(&["export", "oci:src:v1", "rootfs"]).fails(1);
    says(&told, &["cannot write to rootfs", "not empty"]);
    // What breaks off leaves nothing.
    let faults = Faults::before(place.registry.address());
    let layer = &place.image.layers[0].digest;
    faults.order(On::each("GET", layer.as_str()), Fault::FlipByte(40));
    let name = format!("{}:v1", faults.reference("team/app"));
    let before = fs::read_dir(place.env.work("")).unwrap().count();
    for output in ["broken/", "broken.tar"] {
        let told = place.env.wharf(&["export", &name, output]).fails(6);
        says(&told, &[layer]);
    }
    assert_eq!(fs::read_dir(place.env.work("")).unwrap().count(), before);
}

#[test]
fn the_platform_is_chosen() {
    let place = Everywhere::new(super::index());
    let host = place.env.wharf(&["export", "oci:src:v1"]).bytes;
    for (at, platform) in PLATFORMS.iter().enumerate() {
        let tar = place.env.wharf(&["export", "-p", platform, "oci:src:v1"]).bytes;
        assert_eq!(at == super::host(), tar == host, "{platform}");
    }
    place.env.wharf(&["export", "-p", "plan9/amd64", "oci:src:v1"]).fails(3);
}

/// Writes an image of these layers into a layout, and a file outside that must stay as it is.
fn hostile(layers: &[Tar]) -> TestEnv {
    let env = TestEnv::new();
    let image = layers.iter().fold(Crafted::new(), |image, layer| image.layer(layer.clone()));
    put(&env, &image.make());
    env
}

fn put(env: &TestEnv, image: &Image) {
    image.write_layout(&env.work("src"), "v1");
    fs::create_dir(env.work("outside")).unwrap();
    fs::write(env.work("outside/victim"), "untouched").unwrap();
}

/// Nothing outside of the directory was touched.
#[track_caller]
fn check_outside(env: &TestEnv) {
    let found: Vec<_> = fs::read_dir(env.work("outside")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(found, ["victim"]);
    let meta = fs::metadata(env.work("outside/victim")).unwrap();
    assert_eq!((meta.nlink(), fs::read_to_string(env.work("outside/victim")).unwrap().as_str()), (1, "untouched"));
    assert!(!Path::new("/wharf-was-here").exists());
}

#[test]
fn nothing_gets_out_of_the_directory() {
    let work = |env: &TestEnv, path: &str| env.work(path).display().to_string();
    let anywhere = TestEnv::new();
    let outside = work(&anywhere, "outside");
    for (what, layers, refused) in [
        ("a path upwards", vec![Tar::new().file("../outside/evil", "x")], true),
        ("a path upwards from within", vec![Tar::new().dir("a/").file("a/../../outside/evil", "x")], true),
        ("an absolute path", vec![Tar::new().file("/wharf-was-here", "x")], false),
        ("through a symbolic link", vec![Tar::new().symlink("a", "../outside").file("a/evil", "x")], false),
        (
            "through one of a layer below",
            vec![Tar::new().symlink("a", "../outside"), Tar::new().file("a/evil", "x")],
            false,
        ),
        ("through an absolute one", vec![Tar::new().symlink("a", &outside).dir("a/").file("a/evil", "x")], true),
        ("over a link", vec![Tar::new().symlink("a", "../outside/victim").file("a", "x")], false),
        ("a hard link upwards", vec![Tar::new().link("a", "../outside/victim").file("a", "x")], true),
        ("a hard link to nothing", vec![Tar::new().link("a", "outside/victim")], true),
        ("a hard link through a link", vec![Tar::new().symlink("d", "../outside").link("a", "d/victim")], true),
        (
            "a whiteout through a link",
            vec![Tar::new().symlink("a", "../outside"), Tar::new().file("a/.wh.victim", "")],
            false,
        ),
        ("a whiteout of the parent", vec![Tar::new().file("a/.wh...", "")], true),
        ("links in a circle", vec![Tar::new().symlink("a", "b").symlink("b", "a").file("a/x", "x")], true),
    ] {
        let env = hostile(&layers);
        for output in ["rootfs/", "rootfs.tar"] {
            let out = env.wharf(&["export", "oci:src:v1", output]);
            assert_eq!(out.code == Some(1), refused, "{what} {output}: {}", out.stderr);
            assert_eq!(env.work(output).exists(), !refused, "{what}");
        }
        check_outside(&env);
        assert!(!Path::new(&outside).exists());
    }
}

#[test]
fn devices_and_rights_are_not_taken_over_unasked() {
    let meta = |mode| Meta { mode, owner: (1234, 5678), ..Meta::default() };
    let tar = Tar::new()
        .entry(b'3', "null", "", b"", &meta(0o666))
        .entry(b'4', "disk", "", b"", &meta(0o660))
        .entry(b'0', "suid", "", b"x", &meta(0o6755))
        .entry(b'5', "tmp/", "", b"", &meta(0o1777));
    let env = hostile(&[tar]);
    let out = env.wharf(&["export", "oci:src:v1", "rootfs/"]);
    assert_eq!(out.code, Some(0), "{}", out.stderr);
    says(&out.stderr, &["2 device files", "--devices"]);
    let meta = |path: &str| fs::metadata(env.work("rootfs").join(path)).unwrap();
    assert_eq!((meta("suid").mode() & 0o7777, meta("tmp").mode() & 0o7777), (0o755, 0o1777));
    assert_eq!(meta("suid").uid(), fs::metadata(env.work("")).unwrap().uid());
    assert!(!env.work("rootfs/null").exists() && !env.work("rootfs/disk").exists());
    // A tar keeps them.
    let tar = env.wharf(&["export", "oci:src:v1"]).bytes;
    let mut archive = tar::Archive::new(&tar[..]);
    let headers: Vec<_> = archive.entries().unwrap().map(|entry| entry.unwrap().header().clone()).collect();
    assert_eq!(headers.len(), 4);
    assert_eq!(
        (headers[2].mode().unwrap(), headers[2].uid().unwrap(), headers[2].gid().unwrap()),
        (0o6755, 1234, 5678)
    );
    if rustix::process::geteuid().is_root() {
        env.wharf(&["export", "--same-owner", "oci:src:v1", "owned/"]).ok();
        let found = fs::metadata(env.work("owned/suid")).unwrap();
        assert_eq!((found.uid(), found.gid(), found.mode() & 0o7777), (1234, 5678, 0o6755));
    }
}

#[test]
fn bombs_are_bounded_and_say_so() {
    // A sparse file that claims a hundred terabytes, an attribute header without end, and a tar that is cut.
    let huge = Tar::new()
        .pax(&[("GNU.sparse.major", b"1"), ("GNU.sparse.minor", b"0"), ("GNU.sparse.realsize", b"109951162777600")])
        .entry(b'0', "sparse", "", &[&b"1\n0\n0\n"[..], &[0; 506]].concat(), &Meta::default());
    let records = Tar::new().pax(&[("comment", &vec![b'x'; 3 << 20])]).file("a", "x");
    let cut = Tar::new().raw(&Tar::new().file("a", &"x".repeat(2000)).finish()[..1024]);
    for (what, tar, part) in [("sparse", huge.finish(), "claims to have"), ("pax", records.finish(), "extended header")]
    {
        for packing in [Packing::Plain, Packing::Gzip, Packing::Zstd] {
            let env = TestEnv::new();
            put(&env, &Crafted::new().packed(tar.clone(), packing).make());
            for output in ["rootfs/", "rootfs.tar"] {
                let told = env.wharf(&["export", "oci:src:v1", output]).fails(1);
                says(&told, &[part]);
                assert!(!env.work(output).exists(), "{what} {packing:?}");
            }
        }
    }
    let env = TestEnv::new();
    put(&env, &Crafted::new().packed(cut.clone().raw(&[]).finish()[..1024].to_vec(), Packing::Plain).make());
    let told = env.wharf(&["export", "oci:src:v1", "rootfs/"]).fails(1);
    says(&told, &["damaged", "ends within a file"]);
}

#[test]
fn an_artifact_has_no_files() {
    let env = TestEnv::new();
    let mut image = Crafted::new().make();
    let manifest = String::from_utf8(image.root.bytes.clone()).unwrap();
    let layer = r#""layers":[{"mediaType":"text/plain","digest":"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","size":0}]"#;
    let manifest = manifest.replace(r#""layers":[]"#, layer);
    image.root = crate::harness::Blob::new(&image.root.media_type, manifest.into_bytes());
    image.manifests = vec![image.root.clone()];
    put(&env, &image);
    let told = env.wharf(&["export", "oci:src:v1", "rootfs/"]).fails(1);
    says(&told, &["text/plain is not a layer of files"]);
}
