//! Finding everything that is to be moved: manifests from the root down, what refers to them, and their blobs.

use std::collections::{HashMap, HashSet};

use futures_util::{StreamExt, TryStreamExt, stream};

use super::error::{Operation, at_source};
use super::{Platforms, Request, Result, TransferError, narrow};
use crate::content::{ContentError, ErrorKind, ReferrerFilter, TagQuery};
use crate::oci::{Descriptor, Digest, Manifest, Platform, RawManifest};
use crate::reference::{Selector, Tag};

/// How many manifests are fetched at once.
const AT_ONCE: usize = 8;
/// How deep indexes may be nested.
const DEEPEST: usize = 8;

/// Everything that is to be moved.
pub(super) struct Choice {
    /// What the destination is to call by the request's tags.
    pub(super) root: Descriptor,
    /// The platform that was chosen, where it was one of several.
    pub(super) platform: Option<Platform>,
    /// The manifests, in the order in which they are put: those of a lower rank first.
    pub(super) manifests: Vec<Chosen>,
    /// The blobs, each once, the largest first.
    pub(super) blobs: Vec<Descriptor>,
}

/// One manifest that is to be moved.
pub(super) struct Chosen {
    pub(super) raw: RawManifest,
    pub(super) platform: Option<Platform>,
    /// Whatever it needs has a lower one.
    pub(super) rank: usize,
    pub(super) tags: Vec<Tag>,
}

impl Choice {
    /// Fetches the manifests of `request` and lists what they need.
    pub(super) async fn make(request: &Request) -> Result<Self> {
        let mut gathering = Gathering { request, seen: HashSet::new(), manifests: Vec::new(), blobs: HashMap::new() };
        let named = gathering.read(&request.selector, None).await?;
        let (root, platform, mut children) = gathering.narrow(named).await?;
        if request.stays() && !request.selection.has_extras() {
            children.clear();
        }
        let descriptor = root.descriptor();
        request.check_expected(&descriptor)?;
        gathering.image(root, platform.clone(), children, request.tags.clone()).await?;
        if request.selection.referrers {
            gathering.referrers().await?;
        }
        if request.selection.digest_tags {
            gathering.digest_tags().await?;
        }
        let mut blobs: Vec<Descriptor> = gathering.blobs.into_values().collect();
        blobs.sort_by(|a, b| b.size.cmp(&a.size).then_with(|| a.digest.cmp(&b.digest)));
        let mut manifests = gathering.manifests;
        manifests.sort_by_key(|chosen| chosen.rank);
        Ok(Self { root: descriptor, platform, manifests, blobs })
    }
}

/// A manifest that was read, and which of its children are wanted.
struct Node {
    raw: RawManifest,
    platform: Option<Platform>,
    children: Vec<Descriptor>,
}

struct Gathering<'a> {
    request: &'a Request,
    seen: HashSet<Digest>,
    manifests: Vec<Chosen>,
    blobs: HashMap<Digest, Descriptor>,
}

impl Gathering<'_> {
    async fn read(&self, selector: &Selector, at: Option<&Descriptor>) -> Result<RawManifest> {
        let read = self.request.source.manifest(selector).await;
        read.map_err(|source| at_source(Operation::Read, at, source))
    }

    /// The root as the destination is to have it, the platform that was chosen, and the children that are wanted.
    async fn narrow(&self, named: RawManifest) -> Result<(RawManifest, Option<Platform>, Vec<Descriptor>)> {
        let index = match (parse(&named)?, &self.request.selection.platforms) {
            (Manifest::Index(index), Platforms::Only(_) | Platforms::Sparse(_)) => index,
            (parsed, _) => return Ok((named, None, parsed.children().to_vec())),
        };
        match &self.request.selection.platforms {
            Platforms::Only(wanted) if wanted.len() == 1 => {
                let child = narrow::best(&index, &wanted[0]).map_err(refused)?;
                let raw = self.read(&Selector::Digest(child.digest.clone()), Some(child)).await?;
                let children = parse(&raw)?.children().to_vec();
                Ok((raw, child.platform.clone(), children))
            }
            Platforms::Only(wanted) => {
                let children = narrow::fitting(&index, wanted).map_err(refused)?;
                let cut = narrow::cut(&named, &children).map_err(refused)?;
                Ok((cut, None, children))
            }
            Platforms::Sparse(wanted) => {
                let children = narrow::fitting(&index, wanted).map_err(refused)?;
                Ok((named, None, children))
            }
            Platforms::All => Ok((named, None, index.manifests)),
        }
    }

    /// Takes in an image: `root`, of whose children only these are wanted, and everything below.
    async fn image(
        &mut self,
        root: RawManifest,
        platform: Option<Platform>,
        children: Vec<Descriptor>,
        tags: Vec<Tag>,
    ) -> Result<()> {
        let base = self.manifests.iter().map(|chosen| chosen.rank + 1).max().unwrap_or_default();
        let top = root.digest.clone();
        if !self.seen.insert(top.clone()) {
            self.retag(&top, tags);
            return Ok(());
        }
        let mut nodes = vec![Node { raw: root, platform, children }];
        let mut open = nodes[0].children.clone();
        let mut depth = 0;
        while !open.is_empty() {
            depth += 1;
            if depth > DEEPEST {
                let what = format!("the index is nested more than {DEEPEST} deep");
                return Err(refused(ContentError::new(ErrorKind::Invalid, what)));
            }
            let level = self.children(std::mem::take(&mut open)).await?;
            open = level.iter().flat_map(|node| node.children.iter().cloned()).collect();
            nodes.extend(level);
        }
        // A child comes after its parent in the list, so heights are known from the back.
        let mut heights: HashMap<Digest, usize> = HashMap::new();
        for node in nodes.iter().rev() {
            let below = node.children.iter().filter_map(|child| heights.get(&child.digest)).max();
            heights.insert(node.raw.digest.clone(), below.map_or(0, |height| height + 1));
        }
        for node in nodes {
            self.list_blobs(&node.raw)?;
            let rank = base + heights.get(&node.raw.digest).copied().unwrap_or_default();
            let tags = if node.raw.digest == top { tags.clone() } else { Vec::new() };
            self.manifests.push(Chosen { raw: node.raw, platform: node.platform, rank, tags });
        }
        Ok(())
    }

    /// Fetches the manifests among `children`; what is no manifest is a blob.
    async fn children(&mut self, children: Vec<Descriptor>) -> Result<Vec<Node>> {
        let mut wanted = Vec::new();
        for child in children {
            if !(child.media_type.is_manifest() || child.media_type.is_schema1() || child.media_type.is_empty()) {
                self.blobs.entry(child.digest.clone()).or_insert(child);
            } else if self.seen.insert(child.digest.clone()) {
                wanted.push(child);
            }
        }
        let this = &*self;
        let fetch = |child: Descriptor| async move {
            let raw = this.fetch(&child).await?;
            let children = parse(&raw)?.children().to_vec();
            Ok::<_, TransferError>(Node { raw, platform: child.platform, children })
        };
        stream::iter(wanted).map(fetch).buffered(AT_ONCE).try_collect().await
    }

    async fn fetch(&self, child: &Descriptor) -> Result<RawManifest> {
        if let Some(bytes) = child.embedded() {
            let digest = child.digest.clone();
            if let Ok(raw) = RawManifest::with_digest(&child.media_type, bytes.into(), digest) {
                return Ok(raw);
            }
        }
        self.read(&Selector::Digest(child.digest.clone()), Some(child)).await
    }

    fn list_blobs(&mut self, raw: &RawManifest) -> Result<()> {
        for blob in parse(raw)?.blobs() {
            if self.request.selection.foreign || !blob.media_type.is_foreign_layer() {
                self.blobs.entry(blob.digest.clone()).or_insert_with(|| blob.clone());
            }
        }
        Ok(())
    }

    fn retag(&mut self, digest: &Digest, tags: Vec<Tag>) {
        if let Some(chosen) = self.manifests.iter_mut().find(|chosen| chosen.raw.digest == *digest) {
            chosen.tags.extend(tags);
        }
    }

    /// Takes in what refers to any manifest so far, and what refers to that.
    async fn referrers(&mut self) -> Result<()> {
        let mut asked = 0;
        while asked < self.manifests.len() {
            let subjects: Vec<Descriptor> =
                self.manifests[asked..].iter().map(|chosen| chosen.raw.descriptor()).collect();
            asked = self.manifests.len();
            let request = self.request;
            let list = |subject: Descriptor| async move {
                let found = request.source.referrers(&subject.digest, &ReferrerFilter::default()).await;
                found.map_err(|source| at_source(Operation::List, Some(&subject), source))
            };
            let found: Vec<Vec<Descriptor>> = stream::iter(subjects).map(list).buffered(AT_ONCE).try_collect().await?;
            for referrer in found.into_iter().flatten() {
                if request.selection.takes_referrer(referrer.artifact_type.as_ref()) {
                    self.extra(&Selector::Digest(referrer.digest.clone()), Some(&referrer), Vec::new()).await?;
                }
            }
        }
        Ok(())
    }

    /// Takes in the tags that stand for the digest of any manifest so far.
    async fn digest_tags(&mut self) -> Result<()> {
        let names: Vec<String> = self.manifests.iter().map(|chosen| chosen.raw.digest.referrers_tag()).collect();
        let tags = self.request.source.tags(&TagQuery::default()).await;
        let tags = tags.map_err(|source| at_source(Operation::List, None, source))?;
        let belongs = |tag: &str| names.iter().any(|name| tag.strip_prefix(name).is_some_and(is_end));
        for tag in tags.iter().filter(|tag| belongs(tag)).filter_map(|tag| tag.parse::<Tag>().ok()) {
            self.extra(&Selector::Tag(tag.clone()), None, vec![tag.clone()]).await?;
        }
        Ok(())
    }

    /// Takes in something beside the image, whole.
    async fn extra(&mut self, selector: &Selector, at: Option<&Descriptor>, tags: Vec<Tag>) -> Result<()> {
        let raw = self.read(selector, at).await?;
        let children = parse(&raw)?.children().to_vec();
        self.image(raw, None, children, tags).await
    }
}

/// Whether a digest in a tag ends here.
fn is_end(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('.')
}

fn parse(raw: &RawManifest) -> Result<Manifest> {
    raw.parse().map_err(|error| {
        let what = ContentError::new(ErrorKind::Invalid, format!("the manifest {} cannot be used", raw.digest));
        at_source(Operation::Read, Some(&raw.descriptor()), what.because(error))
    })
}

fn refused(error: ContentError) -> TransferError {
    at_source(Operation::Select, None, error)
}
