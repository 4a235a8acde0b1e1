//! Artifacts of strangers: whatever their titles and tars say, nothing is written but where it was asked for.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use serde_json::{Value, json};

use crate::harness::{Registry, TestEnv};

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";

/// Puts an artifact with these titles and contents, and gives its name.
fn put(registry: &Registry, tag: &str, layers: &[(Option<&str>, &[u8], Value)]) -> String {
    let config = registry.put_blob("a", b"{}");
    let layers: Vec<Value> = layers
        .iter()
        .map(|(title, content, more)| {
            let mut annotations = more.clone();
            if let Some(title) = title {
                annotations["org.opencontainers.image.title"] = json!(title);
            }
            let digest = registry.put_blob("a", content);
            json!({ "mediaType": "application/octet-stream", "digest": digest, "size": content.len(), "annotations": annotations })
        })
        .collect();
    let manifest = json!({
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "config": { "mediaType": "application/vnd.oci.empty.v1+json", "digest": config, "size": 2 },
        "layers": layers,
    });
    registry.put_manifest("a", tag, MANIFEST, manifest.to_string().as_bytes());
    registry.reference(&format!("a:{tag}"))
}

fn files(dir: &Path) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for entry in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap()) {
        let name = entry.file_name().to_str().unwrap().to_owned();
        if entry.file_type().unwrap().is_dir() {
            all.extend(files(&entry.path()).iter().map(|below| format!("{name}/{below}")));
        } else {
            all.push(name);
        }
    }
    all.sort();
    all
}

#[test]
fn titles_lead_nowhere_else() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let absolute = env.work("absolute").display().to_string();
    for (at, (title, lands)) in [
        ("../../escaped", "escaped"),
        (absolute.as_str(), absolute.trim_start_matches('/')),
        ("x/../../y", "y"),
        ("a//./b", "a/b"),
    ]
    .into_iter()
    .enumerate()
    {
        let out = env.work(format!("out{at}/in"));
        fs::create_dir_all(&out).unwrap();
        let name = put(&registry, &format!("t{at}"), &[(Some(title), b"content", json!({}))]);
        let got = env.wharf(&["artifact", "get", "-o", out.to_str().unwrap(), &name]);
        assert_eq!(got.code, Some(0), "{}", got.stderr);
        assert_eq!(got.stderr.contains("leads out"), !title.starts_with('a'), "{}", got.stderr);
        assert_eq!(files(&env.work(format!("out{at}"))), [format!("in/{lands}")], "{title}");
    }
    assert!(!env.work("absolute").exists() && !env.work("escaped").exists());
}

#[test]
fn titles_that_cannot_be_are_refused() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    fs::create_dir(env.work("out")).unwrap();
    let twice = put(&registry, "twice", &[(Some("x/a"), b"1", json!({})), (Some("x/./a"), b"2", json!({}))]);
    let told = env.wharf(&["artifact", "get", "-o", "out", &twice]).fails(1);
    assert!(told.contains("two files that would be x/a"), "{told}");
    let zero = put(&registry, "zero", &[(Some("a\0b"), b"1", json!({}))]);
    let told = env.wharf(&["artifact", "get", "-o", "out", &zero]).fails(1);
    assert!(told.contains("zero byte") && !told.contains('\0'), "{told}");
    let long = put(&registry, "long", &[(Some(&"n".repeat(300)), b"1", json!({}))]);
    env.wharf(&["artifact", "get", "-o", "out", &long]).fails(1);
    assert_eq!(files(&env.work("out")), Vec::<String>::new());
    // Without a title there is the digest, and a directory must be there.
    let nameless = put(&registry, "nameless", &[(None, b"1", json!({}))]);
    let told = env.wharf(&["artifact", "get", "-o", "none", &nameless]).fails(3);
    assert!(told.contains("cannot open the directory none"), "{told}");
    env.wharf(&["artifact", "get", "-o", "out", &nameless]).ok();
    assert_eq!(files(&env.work("out")), [wharf::oci::Digest::sha256(b"1").hex()]);
}

#[test]
fn no_link_is_written_through() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    fs::create_dir_all(env.work("out")).unwrap();
    fs::create_dir_all(env.work("victim")).unwrap();
    fs::write(env.work("victim/file"), "old").unwrap();
    symlink(env.work("victim"), env.work("out/dir")).unwrap();
    symlink(env.work("victim/file"), env.work("out/last")).unwrap();
    let through = put(&registry, "through", &[(Some("dir/file"), b"new", json!({}))]);
    let told = env.wharf(&["artifact", "get", "-o", "out", &through]).fails(1);
    assert!(told.contains("out/dir is in the way"), "{told}");
    let last = put(&registry, "last", &[(Some("last"), b"new", json!({}))]);
    env.wharf(&["artifact", "get", "-o", "out", &last]).ok();
    assert_eq!(fs::read_to_string(env.work("victim/file")).unwrap(), "old");
    assert_eq!(fs::read_to_string(env.work("out/last")).unwrap(), "new");
}

/// A tar with one entry, past the checks of the crate that writes it.
fn tar(kind: tar::EntryType, path: &str, link: &str) -> Vec<u8> {
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(kind);
    header.as_old_mut().name[..path.len()].copy_from_slice(path.as_bytes());
    header.as_old_mut().linkname[..link.len()].copy_from_slice(link.as_bytes());
    header.set_mode(0o777);
    header.set_size(0);
    header.set_cksum();
    let mut tar = tar::Builder::new(Vec::new());
    tar.append(&header, &[][..]).unwrap();
    tar.into_inner().unwrap()
}

#[test]
fn a_tar_leads_nowhere_else_either() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let unpack = json!({ "io.deis.oras.content.unpack": "true" });
    for (at, (kind, path, link)) in [
        (tar::EntryType::Regular, "../escaped", ""),
        (tar::EntryType::Regular, "/tmp/escaped", ""),
        (tar::EntryType::Symlink, "link", "../../victim"),
        (tar::EntryType::Symlink, "link", "/etc"),
        (tar::EntryType::Link, "link", "../../victim"),
        (tar::EntryType::Block, "device", ""),
    ]
    .into_iter()
    .enumerate()
    {
        let out = format!("out{at}");
        fs::create_dir(env.work(&out)).unwrap();
        let name = put(&registry, &out, &[(Some("dir"), &tar(kind, path, link), unpack.clone())]);
        let told = env.wharf(&["artifact", "get", "-o", &out, &name]).fails(1);
        assert!(told.contains("dir") || told.contains("link"), "{told}");
        assert_eq!(files(&env.work(&out)), Vec::<String>::new(), "{path}");
    }
    fs::create_dir(env.work("out")).unwrap();
    let wrong = json!({
        "io.deis.oras.content.unpack": "true",
        "io.deis.oras.content.digest": wharf::oci::Digest::sha256(b"other").to_string(),
    });
    let good = tar(tar::EntryType::Regular, "dir/file", "");
    let name = put(&registry, "wrong", &[(Some("dir"), &good, wrong)]);
    env.wharf(&["artifact", "get", "-o", "out", &name]).fails(6);
    let name = put(&registry, "good", &[(Some("dir"), &good, unpack.clone())]);
    env.wharf(&["artifact", "get", "-o", "out", &name]).ok();
    assert_eq!(files(&env.work("out")), ["dir/file"]);
    let name = put(&registry, "text", &[(Some("dir"), b"no tar at all", unpack)]);
    let told = env.wharf(&["artifact", "get", "-o", "out", &name]).fails(1);
    assert!(told.contains("cannot be unpacked"), "{told}");
}
