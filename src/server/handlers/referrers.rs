//! Referrers: the manifests whose subject is another one.

use http::StatusCode;

use super::super::answer::{Answer, OCI_FILTERS_APPLIED, Response};
use super::super::error::ServerError;
use super::super::request::Head;
use super::{Context, manifests};
use crate::oci::{Descriptor, Digest, ImageIndex, Manifest, MediaType, RawManifest};
use crate::reference::{Repository, Selector, Tag};

/// `GET /v2/<name>/referrers/<digest>`. There is always a list, if an empty one: a client that got 404 would take the
/// registry for one without referrers, and write fallback tags.
pub async fn list(
    context: Context<'_>,
    repository: &Repository,
    subject: &Digest,
    head: &Head,
) -> Result<Response, ServerError> {
    let mut manifests = context.storage.referrers(repository, subject).await?;
    for descriptor in fallback(context, repository, subject).await? {
        if manifests.iter().all(|known| known.digest != descriptor.digest) {
            manifests.push(descriptor);
        }
    }
    let mut answer = Answer::new(StatusCode::OK);
    if let Some(wanted) = head.query("artifactType").filter(|wanted| !wanted.is_empty()) {
        manifests.retain(|one| one.artifact_type.as_ref().is_some_and(|own| own.as_str() == wanted));
        answer = answer.header(OCI_FILTERS_APPLIED, "artifactType");
    }
    let index = ImageIndex { manifests, ..ImageIndex::default() };
    Ok(answer.json(MediaType::OCI_INDEX.as_str(), &serde_json::json!(index)))
}

/// The referrers that clients listed under the fallback tag, before the content came to a registry that lists them
/// itself (`distribution-spec#referrers-tag-schema`). Only those count that are here and really have the subject.
async fn fallback(
    context: Context<'_>,
    repository: &Repository,
    subject: &Digest,
) -> Result<Vec<Descriptor>, ServerError> {
    let Ok(tag) = subject.referrers_tag().parse::<Tag>() else { return Ok(Vec::new()) };
    let index = manifests::find(context, repository, &Selector::Tag(tag)).await?;
    let Some(Ok(Manifest::Index(index))) = index.map(|index| index.parse()) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for child in &index.manifests {
        let Some(manifest) = context.storage.manifest(repository, &child.digest).await? else { continue };
        let Ok(document) = manifest.parse() else { continue };
        if document.subject().is_some_and(|named| named.digest == *subject) {
            found.push(descriptor(&manifest, &document));
        }
    }
    Ok(found)
}

/// What a list of referrers says of a manifest: its type as an artifact and its annotations, besides the usual.
pub fn descriptor(manifest: &RawManifest, document: &Manifest) -> Descriptor {
    Descriptor {
        artifact_type: document.artifact_type().filter(|own| !own.is_empty()).cloned(),
        annotations: document.annotations().clone(),
        ..manifest.descriptor()
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use serde_json::json;

    use super::*;
    use crate::server::Options;
    use crate::server::auth::{Caller, Guard};
    use crate::server::storage::{Memory, Naming, Storage};

    async fn store(storage: &Memory, document: &serde_json::Value, tags: &[Naming]) -> RawManifest {
        let bytes = Bytes::from(document.to_string());
        let manifest = RawManifest::new(&MediaType::new(""), bytes).unwrap();
        storage.put_manifest(&"a".parse().unwrap(), &manifest, tags, None).await.unwrap();
        manifest
    }

    #[tokio::test]
    async fn what_clients_listed_themselves_counts_if_it_is_here_and_true() {
        let storage = Memory::default();
        let subject = Digest::sha256(b"subject");
        let config = json!({ "mediaType": "application/x", "digest": Digest::sha256(b"{}"), "size": 2 });
        let about = |subject: &Digest| json!({ "mediaType": "", "digest": subject, "size": 1 });
        let sound = json!({ "schemaVersion": 2, "config": config, "layers": [], "subject": about(&subject) });
        let sound = store(&storage, &sound, &[]).await;
        let other = about(&Digest::sha256(b"another"));
        let liar = json!({ "schemaVersion": 2, "config": config, "layers": [], "subject": other });
        let liar = store(&storage, &liar, &[]).await;
        let gone = Descriptor::of(MediaType::OCI_MANIFEST, b"gone");
        let listed = json!({ "schemaVersion": 2, "manifests": [sound.descriptor(), liar.descriptor(), gone] });
        store(&storage, &listed, &[Naming::plain(subject.referrers_tag().parse().unwrap())]).await;

        let options = Options::default();
        let (guard, caller) = (Guard::open(), Caller::unrestricted());
        let context = Context { storage: &storage, options: &options, guard: &guard, caller: &caller };
        let found = fallback(context, &"a".parse().unwrap(), &subject).await.unwrap();
        let expected = Descriptor { artifact_type: Some(MediaType::new("application/x")), ..sound.descriptor() };
        assert_eq!(found, [expected]);
        let elsewhere = fallback(context, &"b".parse().unwrap(), &subject).await.unwrap();
        assert!(elsewhere.is_empty());
    }
}
