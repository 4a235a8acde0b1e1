//! Referrers: the manifests whose subject is another one.

use std::collections::BTreeMap;

use http::StatusCode;
use serde_json::json;
use url::form_urlencoded::Serializer;

use super::super::answer::{Answer, OCI_FILTERS_APPLIED, Response};
use super::super::error::ServerError;
use super::super::request::Head;
use super::super::storage::Referral;
use super::{Context, manifests};
use crate::oci::{Annotations, Descriptor, Digest, Manifest, MediaType};
use crate::reference::{Repository, Selector, Tag};

/// The most bytes of descriptors in one answer. Clients take 4 MiB of a manifest, and many read this as one.
const MOST_BYTES: usize = (4 << 20) - (64 << 10);
/// How many manifests that only a fallback tag names are read for one answer.
const MOST_READ: usize = 500;

/// `GET /v2/<name>/referrers/<digest>`. There is always a list, if an empty one: a client that got 404 would take the
/// registry for one without referrers, and write fallback tags.
pub async fn list(
    context: Context<'_>,
    repository: &Repository,
    subject: &Digest,
    head: &Head,
) -> Result<Response, ServerError> {
    let page = head.page()?;
    // An empty type is one too: that of the indexes that have none.
    let wanted = head.query("artifactType");
    let most = page.limit.unwrap_or(usize::MAX).min(context.options.referrers_page).max(1);
    let mut candidates = candidates(context, repository, subject).await?;
    if let Some(last) = &page.last {
        candidates = candidates.split_off(last);
        candidates.remove(last);
    }
    let mut shown = Shown { json: String::new(), count: 0 };
    let mut next = None;
    let mut read = 0;
    let mut before = page.last;
    for (name, candidate) in candidates {
        if shown.count >= most || read >= MOST_READ {
            next = before;
            break;
        }
        read += usize::from(matches!(candidate, Candidate::Named(_)));
        let descriptor = match candidate {
            Candidate::Known(descriptor) => Some(*descriptor),
            Candidate::Named(digest) => load(context, repository, subject, &digest).await?,
        };
        let matches = |one: &Descriptor| {
            let own = one.artifact_type.as_ref().map_or("", MediaType::as_str);
            wanted.as_deref().is_none_or(|wanted| wanted == own)
        };
        if let Some(descriptor) = descriptor.filter(matches)
            && !shown.add(descriptor)
        {
            next = before;
            break;
        }
        before = Some(name);
    }
    let mut answer = Answer::new(StatusCode::OK);
    if wanted.is_some() {
        answer = answer.fixed(OCI_FILTERS_APPLIED, "artifactType");
    }
    let link = next.map(|last| {
        let mut query = Serializer::new(String::new());
        if let Some(wanted) = &wanted {
            query.append_pair("artifactType", wanted);
        }
        if let Some(limit) = page.limit {
            query.append_pair("n", &limit.to_string());
        }
        query.append_pair("last", &last);
        format!("/v2/{repository}/referrers/{subject}?{}", query.finish())
    });
    let index = MediaType::OCI_INDEX;
    let json = format!("{{\"schemaVersion\":2,\"mediaType\":\"{index}\",\"manifests\":[{}]}}", shown.json);
    Ok(answer.next(link).json_text("application/vnd.oci.image.index.v1+json", json))
}

/// What may be a referrer.
enum Candidate {
    /// One that was stored as such.
    Known(Box<Descriptor>),
    /// One that only a fallback tag names: it counts if it is here and really has the subject.
    Named(Digest),
}

/// All that may be referrers, in the order of their digests as text, by which the pages go: those that were stored as
/// such, and those that clients listed under the fallback tag, before the content came to a registry that lists them
/// itself (`distribution-spec#referrers-tag-schema`).
async fn candidates(
    context: Context<'_>,
    repository: &Repository,
    subject: &Digest,
) -> Result<BTreeMap<String, Candidate>, ServerError> {
    let stored = context.storage.referrers(repository, subject).await?;
    let known = |descriptor: Descriptor| (descriptor.digest.to_string(), Candidate::Known(Box::new(descriptor)));
    let mut all: BTreeMap<String, Candidate> = stored.into_iter().map(known).collect();
    let Ok(tag) = subject.referrers_tag().parse::<Tag>() else { return Ok(all) };
    let index = manifests::find(context, repository, &Selector::Tag(tag)).await?;
    if let Some(Ok(Manifest::Index(index))) = index.map(|index| index.parse()) {
        for child in index.manifests {
            all.entry(child.digest.to_string()).or_insert(Candidate::Named(child.digest));
        }
    }
    Ok(all)
}

/// The descriptor of a manifest, if it is here and has the subject.
async fn load(
    context: Context<'_>,
    repository: &Repository,
    subject: &Digest,
    digest: &Digest,
) -> Result<Option<Descriptor>, ServerError> {
    let Some(manifest) = context.storage.manifest(repository, digest).await? else { return Ok(None) };
    let Ok(document) = manifest.parse() else { return Ok(None) };
    let refers = document.subject().is_some_and(|named| named.digest == *subject);
    Ok(refers.then(|| Referral::describe(&manifest, &document)))
}

/// The descriptors of one answer, as JSON.
struct Shown {
    json: String,
    count: usize,
}

impl Shown {
    /// Adds a descriptor; false where it is to stand on the next page.
    fn add(&mut self, descriptor: Descriptor) -> bool {
        let mut text = json!(descriptor).to_string();
        if text.len() > MOST_BYTES {
            // Nobody could read an answer with this alone. Without its annotations it is still found.
            text = json!(Descriptor { annotations: Annotations::default(), ..descriptor }).to_string();
        }
        if self.count > 0 {
            if self.json.len() + text.len() > MOST_BYTES {
                return false;
            }
            self.json.push(',');
        }
        self.json.push_str(&text);
        self.count += 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use bytes::Bytes;
    use http_body_util::BodyExt;

    use super::*;
    use crate::oci::RawManifest;
    use crate::server::Options;
    use crate::server::auth::{Caller, Guard};
    use crate::server::storage::{Memory, Naming, Storage};

    async fn store(storage: &dyn Storage, document: &serde_json::Value, tags: &[Naming]) -> RawManifest {
        let bytes = Bytes::from(document.to_string());
        let manifest = RawManifest::new(&MediaType::new(""), bytes).unwrap();
        storage.put_manifest(&"a".parse().unwrap(), &manifest, tags, None).await.unwrap();
        manifest
    }

    #[tokio::test]
    async fn what_clients_listed_themselves_counts_if_it_is_here_and_true() {
        let storage: Arc<dyn Storage> = Arc::new(Memory::default());
        let subject = Digest::sha256(b"subject");
        let config = json!({ "mediaType": "application/x", "digest": Digest::sha256(b"{}"), "size": 2 });
        let about = |subject: &Digest| json!({ "mediaType": "", "digest": subject, "size": 1 });
        let sound = json!({ "schemaVersion": 2, "config": config, "layers": [], "subject": about(&subject) });
        let sound = store(storage.as_ref(), &sound, &[]).await;
        let other = about(&Digest::sha256(b"another"));
        let liar = json!({ "schemaVersion": 2, "config": config, "layers": [], "subject": other });
        let liar = store(storage.as_ref(), &liar, &[]).await;
        let gone = Descriptor::of(MediaType::OCI_MANIFEST, b"gone");
        let listed = json!({ "schemaVersion": 2, "manifests": [sound.descriptor(), liar.descriptor(), gone] });
        store(storage.as_ref(), &listed, &[Naming::plain(subject.referrers_tag().parse().unwrap())]).await;

        let found = fallback(storage.clone(), "a", &subject).await;
        let expected = Descriptor { artifact_type: Some(MediaType::new("application/x")), ..sound.descriptor() };
        assert_eq!(found, json!([expected]));
        assert_eq!(fallback(storage, "b", &subject).await, json!([]));
    }

    async fn fallback(storage: Arc<dyn Storage>, repository: &str, subject: &Digest) -> serde_json::Value {
        let options = Options::default();
        let (guard, caller) = (Guard::open(), Caller::unrestricted());
        let context = Context { storage: &storage, options: &options, guard: &guard, caller: &caller };
        let request = http::Request::new(http_body_util::Empty::new());
        let head = crate::server::request::Request::new(request).head;
        let answer = list(context, &repository.parse().unwrap(), subject, &head).await.unwrap();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        serde_json::from_slice::<serde_json::Value>(&body).unwrap()["manifests"].take()
    }
}
