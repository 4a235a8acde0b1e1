//! The room as a whole, on stores in memory.

use std::sync::Arc;

use serde_json::{Value, json};

use super::*;
use crate::content::memory::{Call, MemoryStore};
use crate::content::{ErrorKind, Source, stream};
use crate::oci::{Algorithm, Descriptor, Digest, MediaType, Platform, RawManifest};
use crate::reference::{Selector, Tag};

const LAYER: &[u8] = b"a layer that nobody unpacks";

fn tag(text: &str) -> Tag {
    text.parse().unwrap()
}

fn document(store: &MemoryStore, media_type: &MediaType, value: &Value, tags: &[&str]) -> RawManifest {
    let raw = RawManifest::new(media_type, serde_json::to_vec_pretty(value).unwrap().into()).unwrap();
    store.add_manifest(&raw, &tags.iter().map(|text| tag(text)).collect::<Vec<_>>());
    raw
}

/// An image with fields that no specification names.
fn image(store: &MemoryStore, platform: &str, tags: &[&str]) -> RawManifest {
    let (os, architecture) = platform.split_once('/').unwrap();
    let config = json!({
        "x-first": [1, null], "os": os, "architecture": architecture, "created": "2024-05-06T07:08:09Z",
        "config": { "Env": ["PATH=/bin"], "Labels": { "org.example.a": "1" }, "Healthcheck": { "Test": ["NONE"] }, "OnBuild": null },
        "history": [
            { "created": "2024-01-01T00:00:00Z", "created_by": "ADD base", "empty_layer": false },
            { "created": "2024-05-06T07:08:09Z", "created_by": "CMD", "empty_layer": true },
        ],
        "rootfs": { "type": "layers", "diff_ids": [Digest::sha256(LAYER)] },
    });
    let config = store.add_blob(MediaType::OCI_CONFIG, serde_json::to_vec(&config).unwrap());
    let layer = store.add_blob(MediaType::OCI_LAYER, LAYER);
    let manifest = json!({
        "schemaVersion": 2, "x-own": { "b": 1, "a": 2 }, "mediaType": MediaType::OCI_MANIFEST, "config": config, "layers": [layer],
    });
    document(store, &MediaType::OCI_MANIFEST, &manifest, tags)
}

fn entry(raw: &RawManifest, platform: &str) -> Value {
    let mut value = serde_json::to_value(raw.descriptor()).unwrap();
    let (os, architecture) = platform.split_once('/').unwrap();
    value["platform"] = json!({ "architecture": architecture, "os": os, "x": 1 });
    value
}

/// An index of two images, with an attestation of the first.
fn index(store: &MemoryStore) -> RawManifest {
    let (one, two) = (image(store, "linux/amd64", &[]), image(store, "linux/arm64", &[]));
    let attestation = image(store, "unknown/unknown", &[]);
    let mut beside = entry(&attestation, "unknown/unknown");
    beside["annotations"] =
        json!({ "vnd.docker.reference.digest": one.digest, "vnd.docker.reference.type": "attestation-manifest" });
    let manifests = [entry(&one, "linux/amd64"), entry(&two, "linux/arm64"), beside];
    let value = json!({ "schemaVersion": 2, "mediaType": MediaType::OCI_INDEX, "manifests": manifests, "x-last": [] });
    document(store, &MediaType::OCI_INDEX, &value, &["v1"])
}

async fn edited(store: &MemoryStore, edits: Vec<Box<dyn Edit>>) -> Result<Edited, MutateError> {
    let source = Arc::new(store.clone()) as Arc<dyn Source>;
    let mut draft = Draft::load(source, Selector::Tag(tag("v1")), reach(&edits)).await?;
    apply(&mut draft, &edits).await?;
    draft.build().await
}

async fn json_of(source: &dyn Source, digest: &Value) -> Value {
    let digest: Digest = serde_json::from_value(digest.clone()).unwrap();
    serde_json::from_slice(&source.manifest(&digest.into()).await.unwrap().bytes).unwrap()
}

async fn root_of(edited: &Edited) -> Value {
    json_of(&*edited.source, &json!(edited.root.digest)).await
}

async fn config_of(source: &dyn Source, manifest: &Value) -> Value {
    let config: Descriptor = serde_json::from_value(manifest["config"].clone()).unwrap();
    let bytes = stream::verify(source.blob(&config).open(0).await.unwrap(), &config);
    serde_json::from_slice(&stream::read_all(bytes, 1 << 20).await.unwrap()).unwrap()
}

fn config(change: ConfigChange) -> Box<dyn Edit> {
    Box::new(ConfigEdit { scope: Scope::Usual, change })
}

fn env(scope: Scope) -> Box<dyn Edit> {
    let change = ConfigChange::Env { name: "DEBUG".to_owned(), value: Some("1".to_owned()) };
    Box::new(ConfigEdit { scope, change })
}

fn annotation(scope: Scope, value: Option<&str>) -> Box<dyn Edit> {
    Box::new(AnnotationEdit::Set { scope, name: "org.example.b".to_owned(), value: value.map(str::to_owned) })
}

fn platforms(texts: &[&str]) -> Scope {
    Scope::Platforms(texts.iter().map(|text| text.parse::<Platform>().unwrap()).collect())
}

#[tokio::test]
async fn without_a_change_everything_keeps_its_digest() {
    let store = MemoryStore::new();
    let before = index(&store);
    let same = ConfigChange::Label { name: "org.example.a".to_owned(), value: Some("1".to_owned()) };
    let nothing: Vec<Vec<Box<dyn Edit>>> = vec![
        vec![],
        vec![config(same)],
        vec![Box::new(Convert::ToOci)],
        vec![annotation(Scope::All, None)],
        vec![config(ConfigChange::User(None)), Box::new(DigestEdit(Algorithm::Sha256)), Box::new(DataEdit(0))],
        vec![config(ConfigChange::User(Some("me".to_owned()))), config(ConfigChange::User(None))],
    ];
    for edits in nothing {
        let edited = edited(&store, edits).await.unwrap();
        assert_eq!((&edited.root.digest, edited.changed), (&before.digest, false));
        assert!(!edited.source.is_made(&before.digest));
    }
}

#[tokio::test]
async fn an_edit_of_one_platform_leaves_the_others_alone() {
    let store = MemoryStore::new();
    let before: Value = serde_json::from_slice(&index(&store).bytes).unwrap();
    let edited = edited(&store, vec![env(platforms(&["linux/arm64"]))]).await.unwrap();
    let after = root_of(&edited).await;
    assert_eq!((&after["manifests"][0], &after["manifests"][2]), (&before["manifests"][0], &before["manifests"][2]));
    assert_ne!(after["manifests"][1]["digest"], before["manifests"][1]["digest"]);
    assert_eq!(after["manifests"][1]["platform"], before["manifests"][1]["platform"]);
    assert_eq!(after["x-last"], before["x-last"]);
    let manifest = json_of(&*edited.source, &after["manifests"][1]["digest"]).await;
    assert_eq!(manifest["x-own"], json!({ "b": 1, "a": 2 }));
    let config = config_of(&*edited.source, &manifest).await;
    assert_eq!(config["config"]["Env"], json!(["PATH=/bin", "DEBUG=1"]));
    assert_eq!(config["config"]["Healthcheck"], json!({ "Test": ["NONE"] }));
    assert_eq!((&config["x-first"], config["config"].get("OnBuild")), (&json!([1, null]), Some(&Value::Null)));
    assert_eq!(config["history"][0]["empty_layer"], json!(false));
    assert!(edited.source.is_made(&edited.root.digest));
    assert!(!edited.source.is_made(&Digest::sha256(LAYER)), "layers stay where they are");
}

/// The same on every machine, and in every run: nothing but the edit and the image decides.
#[tokio::test]
async fn the_digest_of_an_edit_is_known_beforehand() {
    for _ in 0..3 {
        let store = MemoryStore::new();
        index(&store);
        let time = TimeRule { set: Some("2021-02-03T04:05:06Z".parse().unwrap()), ..TimeRule::default() };
        let label = |name: &str| ConfigChange::Label { name: name.to_owned(), value: Some("x".to_owned()) };
        let edits = vec![
            env(Scope::Usual),
            config(label("z")),
            config(label("b")),
            Box::new(TimeEdit(time)) as Box<dyn Edit>,
            Box::new(AnnotationEdit::FromLabels),
            Box::new(AnnotationEdit::Promote),
            annotation(Scope::All, Some("2")),
        ];
        let edited = edited(&store, edits).await.unwrap();
        assert_eq!(edited.root.digest.to_string(), PINNED);
    }
}

const PINNED: &str = "sha256:c3beebfdcebe4df0767caf9322fd10c0fec146d240adede42fd813f0b3d15e03";

#[tokio::test]
async fn annotations_go_to_the_top_to_all_or_to_some() {
    let store = MemoryStore::new();
    index(&store);
    for (scope, top, children) in [
        (Scope::Usual, true, [false, false, false]),
        (Scope::All, true, [true, true, true]),
        (platforms(&["linux/arm64"]), false, [false, true, false]),
    ] {
        store.forget_calls();
        let edited = edited(&store, vec![annotation(scope.clone(), Some("2"))]).await.unwrap();
        if scope == Scope::Usual {
            assert_eq!((store.calls(Call::Manifest).len(), store.calls(Call::Open).len()), (1, 0), "no more is read");
        }
        let root = root_of(&edited).await;
        assert_eq!(root["annotations"]["org.example.b"] == json!("2"), top, "{scope:?}");
        for (at, expected) in children.into_iter().enumerate() {
            let child = json_of(&*edited.source, &root["manifests"][at]["digest"]).await;
            assert_eq!(child["annotations"]["org.example.b"] == json!("2"), expected, "{scope:?} {at}");
        }
    }
}

#[tokio::test]
async fn an_attestation_goes_on_naming_its_image() {
    let store = MemoryStore::new();
    index(&store);
    let edited = edited(&store, vec![env(Scope::Usual)]).await.unwrap();
    let root = root_of(&edited).await;
    let reference = &root["manifests"][2]["annotations"]["vnd.docker.reference.digest"];
    assert_eq!(*reference, root["manifests"][0]["digest"]);
    let attestation = json_of(&*edited.source, &root["manifests"][2]["digest"]).await;
    assert_eq!(config_of(&*edited.source, &attestation).await["config"]["Env"], json!(["PATH=/bin"]), "no image");
}

#[tokio::test]
async fn formats_are_converted_there_and_back() {
    let store = MemoryStore::new();
    let before = index(&store);
    let docker = edited(&store, vec![Box::new(Convert::ToDocker)]).await.unwrap();
    let root = root_of(&docker).await;
    assert_eq!(docker.root.media_type, MediaType::DOCKER_LIST);
    assert_eq!(root["mediaType"], MediaType::DOCKER_LIST.as_str());
    assert_eq!(root["manifests"][0]["mediaType"], MediaType::DOCKER_MANIFEST.as_str());
    let image = json_of(&*docker.source, &root["manifests"][0]["digest"]).await;
    assert_eq!(image["config"]["mediaType"], MediaType::DOCKER_CONFIG.as_str());
    assert_eq!(image["layers"][0]["mediaType"], "application/vnd.docker.image.rootfs.diff.tar");
    // There and back in one go gives the same bytes, but for white space.
    let back = edited(&store, vec![Box::new(Convert::ToDocker), Box::new(Convert::ToOci)]).await.unwrap();
    assert_eq!(back.root.digest, before.digest);
}

#[tokio::test]
async fn attestations_and_signatures_become_referrers() {
    let store = MemoryStore::new();
    let before: Value = serde_json::from_slice(&index(&store).bytes).unwrap();
    let signed = before["manifests"][1]["digest"].as_str().unwrap().to_owned();
    image(&store, "linux/signature", &[&format!("{}.sig", signed.replace(':', "-")), "other"]);
    let edited = edited(&store, vec![Box::new(ReferrersEdit), env(platforms(&["linux/amd64"]))]).await.unwrap();
    let root = root_of(&edited).await;
    assert_eq!(root["manifests"].as_array().unwrap().len(), 2);
    assert_eq!(edited.attached.len(), 2);
    for (at, subject) in [(0, &root["manifests"][0]["digest"]), (1, &json!(signed))] {
        let referrer = json_of(&*edited.source, &json!(edited.attached[at].digest)).await;
        assert_eq!(referrer["subject"]["digest"], *subject, "{at}");
        let subject: Digest = serde_json::from_value(subject.clone()).unwrap();
        let listed = edited.source.referrers(&subject, &crate::content::ReferrerFilter::default()).await.unwrap();
        assert_eq!(listed.len(), 1, "{at}");
    }
    let signature = json_of(&*edited.source, &json!(edited.attached[1].digest)).await;
    assert_eq!(signature["artifactType"], "application/vnd.dev.cosign.artifact.sig.v1+json");
    let attestation = json_of(&*edited.source, &json!(edited.attached[0].digest)).await;
    assert_eq!(attestation["annotations"]["vnd.docker.reference.type"], "attestation-manifest");
}

#[tokio::test]
async fn another_algorithm_gives_other_names_to_the_same_bytes() {
    let store = MemoryStore::new();
    index(&store);
    let edited = edited(&store, vec![Box::new(DigestEdit(Algorithm::Sha512))]).await.unwrap();
    let root = root_of(&edited).await;
    assert_eq!(edited.root.digest.algorithm(), Algorithm::Sha512);
    let image = json_of(&*edited.source, &root["manifests"][1]["digest"]).await;
    config_of(&*edited.source, &image).await;
    let layer: Descriptor = serde_json::from_value(image["layers"][0].clone()).unwrap();
    assert_eq!(layer.digest, Algorithm::Sha512.digest(LAYER));
    assert!(edited.source.is_made(&layer.digest));
    let body = edited.source.blob(&layer);
    assert!(body.local_file().is_none() && body.mount_from().is_none());
    assert_eq!(&stream::read_all(body.open(0).await.unwrap(), 100).await.unwrap()[..], LAYER);
}

#[tokio::test]
async fn data_is_carried_up_to_a_limit() {
    let store = MemoryStore::new();
    index(&store);
    let carried = edited(&store, vec![Box::new(DataEdit(LAYER.len() as u64))]).await.unwrap();
    let root = root_of(&carried).await;
    assert_eq!(root["manifests"][0].get("data"), None, "too large");
    let image = json_of(&*carried.source, &root["manifests"][0]["digest"]).await;
    let layer: Descriptor = serde_json::from_value(image["layers"][0].clone()).unwrap();
    assert_eq!(layer.embedded().as_deref(), Some(LAYER));
    assert_eq!(image["config"].get("data"), None);
    // What is carried follows an edit, and goes again.
    let all = edited(&store, vec![env(Scope::Usual), Box::new(DataEdit(1 << 20))]).await.unwrap();
    let raw = all.source.manifest(&all.selector).await.unwrap();
    let kept = MemoryStore::new();
    kept.add_manifest(&raw, &[tag("v1")]);
    for child in raw.parse().unwrap().children() {
        assert!(child.embedded().is_some());
        let child = all.source.manifest(&child.digest.clone().into()).await.unwrap();
        kept.add_manifest(&child, &[]);
        assert!(child.parse().unwrap().blobs().all(|blob| blob.embedded().is_some()));
    }
    let again = edited(&kept, vec![config(ConfigChange::Author(Some("me".to_owned())))]).await.unwrap();
    let child = again.source.manifest(&again.selector).await.unwrap().parse().unwrap().children()[0].clone();
    let image = again.source.manifest(&child.digest.clone().into()).await.unwrap();
    assert_eq!(child.embedded().unwrap(), image.bytes);
    assert!(image.parse().unwrap().blobs().all(|blob| blob.embedded().is_some()));
}

#[tokio::test]
async fn a_platform_that_is_set_is_told_by_the_index_too() {
    let store = MemoryStore::new();
    let one = image(&store, "linux/amd64", &[]);
    let value = json!({ "schemaVersion": 2, "manifests": [entry(&one, "linux/amd64")] });
    document(&store, &MediaType::OCI_INDEX, &value, &["v1"]);
    let change = ConfigChange::Platform("linux/arm/v6".parse().unwrap());
    let edited = edited(&store, vec![config(change)]).await.unwrap();
    let platform = &root_of(&edited).await["manifests"][0]["platform"];
    assert_eq!(*platform, json!({ "architecture": "arm", "os": "linux", "variant": "v6", "x": 1 }));
}

#[tokio::test]
async fn times_of_the_base_stay() {
    let store = MemoryStore::new();
    image(&store, "linux/amd64", &["v1"]);
    let set = Some("2020-01-01T00:00:00Z".parse().unwrap());
    let base = Some((Arc::new(store.clone()) as Arc<dyn Source>, Selector::Tag(tag("v1"))));
    for (rule, steps) in [
        (TimeRule { set, ..TimeRule::default() }, ["2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z"]),
        (TimeRule { set, base_layers: 1, ..TimeRule::default() }, ["2024-01-01T00:00:00Z", "2020-01-01T00:00:00Z"]),
        (TimeRule { set, base, ..TimeRule::default() }, ["2024-01-01T00:00:00Z", "2024-05-06T07:08:09Z"]),
    ] {
        let edited = edited(&store, vec![Box::new(TimeEdit(rule))]).await.unwrap();
        let config = config_of(&*edited.source, &root_of(&edited).await).await;
        let found = [&config["history"][0]["created"], &config["history"][1]["created"]];
        assert_eq!((found[0].as_str().unwrap(), found[1].as_str().unwrap()), (steps[0], steps[1]));
        assert_eq!(config["created"], "2020-01-01T00:00:00Z");
    }
}

#[tokio::test]
async fn what_cannot_be_edited_says_why() {
    let failed = async |store: &MemoryStore, edit: Box<dyn Edit>| edited(store, vec![edit]).await.err().unwrap();
    let store = MemoryStore::new();
    index(&store);
    let missing = failed(&store, env(platforms(&["linux/s390x"]))).await;
    assert_eq!(missing.kind(), ErrorKind::NotFound);
    assert!(missing.to_string().contains("linux/s390x; there are images for linux/amd64, linux/arm64"), "{missing}");

    let artifact = MemoryStore::new();
    let empty = artifact.add_blob(MediaType::OCI_EMPTY, &b"{}"[..]);
    let value = json!({ "schemaVersion": 2, "mediaType": MediaType::OCI_MANIFEST, "artifactType": "a/b", "config": empty, "layers": null });
    document(&artifact, &MediaType::OCI_MANIFEST, &value, &["v1"]);
    for edit in [env(Scope::Usual), Box::new(AnnotationEdit::FromLabels), env(platforms(&["linux/amd64"]))] {
        let refused = failed(&artifact, edit).await;
        assert!(refused.to_string().contains("application/vnd.oci.empty.v1+json"), "{refused}");
    }
    let refused = failed(&artifact, Box::new(Convert::ToDocker)).await;
    assert!(refused.to_string().contains("an artifact of type a/b"), "{refused}");
    assert!(edited(&artifact, vec![annotation(Scope::Usual, Some("2"))]).await.unwrap().changed);

    let broken = MemoryStore::new();
    let config = broken.add_blob(MediaType::OCI_CONFIG, &b"[\"no config\"]"[..]);
    let value = json!({ "schemaVersion": 2, "mediaType": MediaType::OCI_MANIFEST, "config": config, "layers": [] });
    document(&broken, &MediaType::OCI_MANIFEST, &value, &["v1"]);
    let refused = failed(&broken, env(Scope::Usual)).await;
    assert_eq!(refused.to_string(), format!("the config {} is no image config that can be edited", config.digest));
    assert!(edited(&broken, vec![annotation(Scope::Usual, Some("2"))]).await.unwrap().changed);
}

#[tokio::test]
async fn foreign_layers_become_ones_to_be_held() {
    let store = MemoryStore::new();
    let config = store.add_blob(MediaType::OCI_CONFIG, &b"{}"[..]);
    let mut layer =
        store.add_blob(MediaType::new("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip"), LAYER);
    layer.urls = vec!["https://example.org/layer".to_owned()];
    let value =
        json!({ "schemaVersion": 2, "mediaType": MediaType::OCI_MANIFEST, "config": config, "layers": [layer] });
    document(&store, &MediaType::OCI_MANIFEST, &value, &["v1"]);
    let edited = edited(&store, vec![Box::new(UrlsEdit)]).await.unwrap();
    let layer = root_of(&edited).await["layers"][0].clone();
    assert_eq!((layer["mediaType"].as_str(), layer.get("urls")), (Some(MediaType::OCI_LAYER_GZIP.as_str()), None));
}

#[tokio::test]
async fn an_index_that_names_too_much_is_refused_before_it_fills_the_memory() {
    let store = MemoryStore::new();
    let child = entry(&image(&store, "linux/amd64", &[]), "linux/amd64");
    let many = json!({ "schemaVersion": 2, "manifests": vec![child; 4100] });
    document(&store, &MediaType::OCI_INDEX, &many, &["v1"]);
    store.forget_calls();
    let refused = edited(&store, vec![env(Scope::Usual)]).await.err().unwrap();
    assert!(refused.to_string().contains("too large to be edited"), "{refused}");
    assert_eq!(store.calls(Call::Manifest).len(), 1);
    assert!(edited(&store, vec![annotation(Scope::Usual, Some("2"))]).await.unwrap().changed, "no child is read");

    let store = MemoryStore::new();
    let mut raw = image(&store, "linux/amd64", &[]);
    for _ in 0..20 {
        let value = json!({ "schemaVersion": 2, "manifests": [raw.descriptor()] });
        raw = document(&store, &MediaType::OCI_INDEX, &value, &["v1"]);
    }
    let refused = edited(&store, vec![env(Scope::Usual)]).await.err().unwrap();
    assert!(refused.to_string().contains("more than 16 deep"), "{refused}");
}
