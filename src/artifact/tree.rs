//! Everything that hangs on a manifest: the children of an index, what refers to each, and what refers to that.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::future::try_join_all;
use tokio::sync::Semaphore;

use super::{ArtifactError, ReferrerChoice, Result};
use crate::content::{ContentError, ErrorKind, Source};
use crate::oci::{Descriptor, Digest, Manifest};

/// How many questions are under way at once.
const AT_ONCE: usize = 8;

/// How many manifests are looked at.
const NODE_LIMIT: usize = 10_000;

/// How many manifests may stand in one another, or refer to one another.
const DEPTH_LIMIT: usize = 16;

/// What was found of a manifest that something else names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is there, and all that hangs on it was looked for.
    Whole,
    /// It is not there.
    Missing,
    /// It stands further up already, or too deep: it is not looked into.
    Cut,
}

/// A manifest with what hangs on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// As its index, or the list of referrers, describes it.
    pub descriptor: Descriptor,
    /// Whether it is there.
    pub found: Found,
    /// The children, where it is an index.
    pub children: Vec<Node>,
    /// What refers to it.
    pub referrers: Vec<Node>,
    /// The tags that stand for its digest.
    pub tags: Vec<String>,
}

/// Where a tree grows.
pub struct Forest {
    images: Arc<dyn Source>,
    referrers: Arc<dyn Source>,
    choice: ReferrerChoice,
    tags: Vec<String>,
    questions: Semaphore,
    nodes: AtomicUsize,
}

type Growing<'a> = Pin<Box<dyn Future<Output = Result<Node>> + Send + 'a>>;

impl Forest {
    /// A forest of what is in `images`, with the referrers that are in `referrers` and that `choice` means. Of `tags`
    /// each node gets those that stand for its digest.
    pub fn new(images: Arc<dyn Source>, referrers: Arc<dyn Source>, choice: ReferrerChoice, tags: Vec<String>) -> Self {
        let (questions, nodes) = (Semaphore::new(AT_ONCE), AtomicUsize::new(0));
        Self { images, referrers, choice, tags, questions, nodes }
    }

    /// Everything that hangs on `root`, which must be there.
    pub async fn grow(&self, root: Descriptor) -> Result<Node> {
        let name = root.digest.clone();
        let node = self.node(root, &self.images, Vec::new()).await?;
        match node.found {
            Found::Missing => {
                Err(ContentError::new(ErrorKind::NotFound, format!("there is no manifest {name}")).into())
            }
            _ => Ok(node),
        }
    }

    /// The node of `descriptor`, which is in `home`; `above` are the digests on the way to it.
    fn node<'a>(&'a self, descriptor: Descriptor, home: &'a Arc<dyn Source>, above: Vec<Digest>) -> Growing<'a> {
        Box::pin(async move {
            let mut node = Node {
                tags: digest_tags(&self.tags, &descriptor.digest),
                descriptor,
                found: Found::Whole,
                children: Vec::new(),
                referrers: Vec::new(),
            };
            let digest = node.descriptor.digest.clone();
            if above.contains(&digest) || above.len() >= DEPTH_LIMIT {
                node.found = Found::Cut;
                return Ok(node);
            }
            if self.nodes.fetch_add(1, Ordering::Relaxed) >= NODE_LIMIT {
                return Err(ArtifactError::TooMany { limit: NODE_LIMIT });
            }
            let Some(children) = self.children(&mut node, home).await? else { return Ok(node) };
            let referrers = self.ask(self.referrers.referrers(&digest, &self.choice.filter())).await?;
            let below = |one: Descriptor, home| {
                let mut path = above.clone();
                path.push(digest.clone());
                self.node(one, home, path)
            };
            node.children = try_join_all(children.into_iter().map(|child| below(child, home))).await?;
            let referrers = self.choice.apply(referrers).into_iter().map(|one| below(one, &self.referrers));
            node.referrers = try_join_all(referrers).await?;
            Ok(node)
        })
    }

    /// The children of a manifest; nothing where it is not there. What is not described is learnt on the way.
    async fn children(&self, node: &mut Node, home: &Arc<dyn Source>) -> Result<Option<Vec<Descriptor>>> {
        // Only an index has children: of others it is enough that they are there.
        let selector = node.descriptor.digest.clone().into();
        if !node.descriptor.media_type.is_index() {
            return match self.ask(home.resolve(&selector)).await {
                Ok(_) => Ok(Some(Vec::new())),
                Err(error) => absent(node, error).map(|()| None),
            };
        }
        let manifest = match self.ask(home.manifest(&selector)).await {
            Ok(manifest) => manifest,
            Err(error) => return absent(node, error).map(|()| None),
        };
        // An index that cannot be read has no children that could be.
        let parsed = manifest.parse().ok();
        if let (Some(parsed), None) = (&parsed, &node.descriptor.artifact_type) {
            node.descriptor.artifact_type = parsed.artifact_type().cloned();
        }
        Ok(Some(parsed.map(|parsed: Manifest| parsed.children().to_vec()).unwrap_or_default()))
    }

    async fn ask<T>(&self, question: impl Future<Output = Result<T, ContentError>>) -> Result<T, ContentError> {
        let turn = self.questions.acquire().await;
        let answer = question.await;
        drop(turn);
        answer
    }
}

/// Marks a node whose manifest is not there; any other failure is one.
fn absent(node: &mut Node, error: ContentError) -> Result<()> {
    if error.kind == ErrorKind::NotFound {
        node.found = Found::Missing;
        return Ok(());
    }
    Err(error.into())
}

/// The tags among `tags` that stand for `digest`, such as `sha256-….sig`. The bare form is left out: it is the list of
/// referrers where a registry keeps none (`distribution-spec#referrers-tag-schema`).
pub fn digest_tags(tags: &[String], digest: &Digest) -> Vec<String> {
    let stem = digest.referrers_tag();
    tags.iter().filter(|tag| tag.strip_prefix(&stem).is_some_and(|rest| !rest.is_empty())).cloned().collect()
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use serde_json::json;

    use super::*;
    use crate::content::memory::MemoryStore;
    use crate::oci::{MediaType, RawManifest};

    fn manifest(store: &MemoryStore, kind: &str, subject: Option<&Descriptor>) -> Descriptor {
        let config = store.add_blob(MediaType::OCI_EMPTY, "{}");
        let mut document = json!({ "schemaVersion": 2, "artifactType": kind, "config": config, "layers": [] });
        if let Some(subject) = subject {
            document["subject"] = json!(subject);
        }
        let raw = RawManifest::new(&MediaType::OCI_MANIFEST, Bytes::from(document.to_string())).unwrap();
        store.add_manifest(&raw, &[])
    }

    fn index(store: &MemoryStore, children: &[Descriptor]) -> Descriptor {
        let document = json!({ "schemaVersion": 2, "manifests": children });
        let raw = RawManifest::new(&MediaType::OCI_INDEX, Bytes::from(document.to_string())).unwrap();
        store.add_manifest(&raw, &[])
    }

    async fn grown(store: &MemoryStore, root: &Descriptor, choice: ReferrerChoice, tags: &[String]) -> Result<Node> {
        let source: Arc<dyn Source> = Arc::new(store.clone());
        Forest::new(source.clone(), source, choice, tags.to_vec()).grow(root.clone()).await
    }

    #[tokio::test]
    async fn a_tree_has_children_and_referrers_at_every_level() {
        let store = MemoryStore::new();
        let (one, other) = (manifest(&store, "a/one", None), manifest(&store, "a/other", None));
        let gone = Descriptor::of(MediaType::OCI_MANIFEST, b"gone");
        let root = index(&store, &[one.clone(), other.clone(), gone.clone()]);
        let sbom = manifest(&store, "a/sbom", Some(&one));
        let signature = manifest(&store, "a/signature", Some(&sbom));
        let tags = [format!("{}.sig", one.digest.referrers_tag()), one.digest.referrers_tag()];
        let tree = grown(&store, &root, ReferrerChoice::default(), &tags).await.unwrap();
        let digests = |nodes: &[Node]| nodes.iter().map(|node| node.descriptor.digest.clone()).collect::<Vec<_>>();
        assert_eq!(digests(&tree.children), [one.digest, other.digest, gone.digest]);
        assert_eq!(tree.children[2].found, Found::Missing);
        assert_eq!(digests(&tree.children[0].referrers), [sbom.digest]);
        assert_eq!(tree.children[0].tags, tags[..1]);
        assert_eq!(digests(&tree.children[0].referrers[0].referrers), [signature.digest]);
        let only = ReferrerChoice { artifact_type: Some(MediaType::new("a/signature")), ..ReferrerChoice::default() };
        let tree = grown(&store, &root, only, &[]).await.unwrap();
        assert!(tree.children[0].referrers.is_empty());
        let missing = Descriptor::of(MediaType::OCI_MANIFEST, b"none");
        assert_eq!(
            grown(&store, &missing, ReferrerChoice::default(), &[]).await.unwrap_err().kind(),
            ErrorKind::NotFound
        );
    }

    #[tokio::test]
    async fn a_chain_is_cut_and_ends() {
        let store = MemoryStore::new();
        let root = manifest(&store, "a/0", None);
        let mut last = root.clone();
        for at in 1..40 {
            last = manifest(&store, &format!("a/{at}"), Some(&last));
        }
        let tree = grown(&store, &root, ReferrerChoice::default(), &[]).await.unwrap();
        let (mut node, mut depth) = (&tree, 0);
        while let Some(next) = node.referrers.first() {
            (node, depth) = (next, depth + 1);
        }
        assert_eq!((depth, node.found), (DEPTH_LIMIT, Found::Cut));
    }
}
