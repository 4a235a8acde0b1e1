//! Mounts: a blob of one repository is put into another, and no byte moves
//! (`distribution-spec#mounting-a-blob-from-another-repository`).

use super::super::admission::Claim;
use super::super::auth::Action;
use super::super::error::ServerError;
use super::super::request::Head;
use super::super::storage::{Page, Storage};
use super::Context;
use crate::oci::Digest;
use crate::reference::Repository;

/// How many repositories are looked into for a blob, where the caller may not read all of them.
const MOST_ASKED: usize = 256;
/// How many names of repositories are fetched at a time.
const PAGE: usize = 256;
/// How many names are gone through at most; a caller who may read few of very many gets a session instead.
const MOST_NAMES: usize = 10_000;

/// Whether the caller may read a repository.
type Readable<'a> = dyn Fn(&Repository) -> bool + Sync + 'a;

/// The blob that the request wanted to mount, once it is mounted. What cannot be mounted is no error: the client then
/// uploads it.
pub async fn mount(context: Context<'_>, into: &Repository, head: &Head) -> Result<Option<Digest>, ServerError> {
    let Some(mount) = head.query("mount") else { return Ok(None) };
    let Ok(digest) = mount.parse::<Digest>() else { return Ok(None) };
    let readable = |from: &Repository| context.caller.may(Action::Pull, from);
    let from = match head.query("from").filter(|from| !from.is_empty()).map(|name| name.parse::<Repository>()) {
        // Who may not read it must not learn, by a mount that works, what is in it.
        Some(Ok(from)) if readable(&from) => Some(from),
        Some(Ok(from)) => {
            context.guard.ask_for_source(head.parts(), context.caller, into, &from)?;
            return Ok(None);
        }
        Some(Err(_)) => return Ok(None),
        None if context.caller.may_everywhere(Action::Pull) && !context.options.admission.is_limited() => None,
        None => match find(context.storage.as_ref(), into, &digest, &readable).await? {
            Some(from) => Some(from),
            None => return Ok(None),
        },
    };
    let claim = match &from {
        Some(from) => claim(context, from, into, &digest).await?,
        None => None,
    };
    let mounted = context.storage.link_blob(from.as_ref(), into, &digest).await?;
    if !mounted && let Some(claim) = claim {
        context.options.admission.release(into, claim);
    }
    Ok(mounted.then_some(digest))
}

/// Makes sure that there is room for the blob in the repository it is mounted into, if it is not there already.
async fn claim(
    context: Context<'_>,
    from: &Repository,
    into: &Repository,
    digest: &Digest,
) -> Result<Option<Claim>, ServerError> {
    if !context.options.admission.is_limited() || context.storage.stat_blob(into, digest).await?.is_some() {
        return Ok(None);
    }
    let Some(size) = context.storage.stat_blob(from, digest).await? else { return Ok(None) };
    let claim = Claim::link(size);
    context.options.admission.check(context.storage.as_ref(), into, claim).await?;
    Ok(Some(claim))
}

/// A repository that has the blob and that the caller may read: the one pushed to, its neighbours, then the others, as
/// far as that is worth its while. Only repositories that the caller may read are looked into, so the time this takes
/// says nothing of the others' content either.
async fn find(
    storage: &dyn Storage,
    into: &Repository,
    digest: &Digest,
    readable: &Readable<'_>,
) -> Result<Option<Repository>, ServerError> {
    if readable(into) && storage.stat_blob(into, digest).await?.is_some() {
        return Ok(Some(into.clone()));
    }
    let family = into.as_str().rsplit_once('/').map(|(family, _)| format!("{family}/"));
    let mut walk = Walk { asked: 0, seen: 0 };
    if let Some(family) = family
        && let Some(found) = walk.go(storage, digest, &family, readable).await?
    {
        return Ok(Some(found));
    }
    walk.go(storage, digest, "", readable).await
}

/// A walk over the names of repositories, with an end.
struct Walk {
    asked: usize,
    seen: usize,
}

impl Walk {
    /// Looks into the repositories whose names begin with `prefix`.
    async fn go(
        &mut self,
        storage: &dyn Storage,
        digest: &Digest,
        prefix: &str,
        readable: &Readable<'_>,
    ) -> Result<Option<Repository>, ServerError> {
        let mut last = Some(prefix.to_owned()).filter(|prefix| !prefix.is_empty());
        while self.seen < MOST_NAMES {
            let page = Page { last: last.take(), limit: Some(PAGE) };
            let names = storage.repositories(&page).await?;
            for name in names.iter().take_while(|name| name.as_str().starts_with(prefix)) {
                self.seen += 1;
                if !readable(name) {
                    continue;
                }
                if self.asked >= MOST_ASKED {
                    return Ok(None);
                }
                self.asked += 1;
                if storage.stat_blob(name, digest).await?.is_some() {
                    return Ok(Some(name.clone()));
                }
            }
            match names.last().filter(|name| names.len() == PAGE && name.as_str().starts_with(prefix)) {
                Some(name) => last = Some(name.as_str().to_owned()),
                None => break,
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oci::Algorithm;
    use crate::server::storage::Memory;

    fn name(text: &str) -> Repository {
        text.parse().unwrap()
    }

    async fn put(storage: &Memory, repository: &str) -> Digest {
        let id = storage.begin_upload(&name(repository), Algorithm::Sha256).await.unwrap();
        storage.finish_upload(&name(repository), &id, &Digest::sha256(b"")).await.unwrap();
        Digest::sha256(b"")
    }

    async fn found(storage: &Memory, into: &str, digest: &Digest, readable: &Readable<'_>) -> Option<String> {
        let found = find(storage, &name(into), digest, readable).await.unwrap();
        found.map(|name| name.as_str().to_owned())
    }

    #[tokio::test]
    async fn a_blob_is_found_only_where_the_caller_may_read() {
        let storage = Memory::default();
        let digest = put(&storage, "secret/one").await;
        put(&storage, "team-other/x").await;
        let none = |_: &Repository| false;
        let team = |name: &Repository| name.as_str().starts_with("team/");
        let all = |_: &Repository| true;
        for into in ["team/new", "secret/one", "new"] {
            assert_eq!(found(&storage, into, &digest, &none).await, None, "{into}");
            assert_eq!(found(&storage, into, &digest, &team).await, None, "{into}");
        }
        assert_eq!(found(&storage, "team/new", &digest, &all).await.as_deref(), Some("secret/one"));
        put(&storage, "team/old").await;
        assert_eq!(found(&storage, "team/new", &digest, &all).await.as_deref(), Some("team/old"), "neighbours first");
        assert_eq!(found(&storage, "elsewhere", &digest, &team).await.as_deref(), Some("team/old"));
        assert_eq!(found(&storage, "team/old", &digest, &team).await.as_deref(), Some("team/old"));
        assert_eq!(found(&storage, "team/new", &Digest::sha256(b"x"), &all).await, None);
    }

    #[tokio::test]
    async fn the_search_for_a_blob_has_an_end() {
        let storage = Memory::default();
        let elsewhere = put(&storage, "zzz").await;
        for at in 0..3 * MOST_ASKED {
            let into = name(&format!("r{at:04}"));
            let manifest = crate::oci::RawManifest::new(&crate::oci::MediaType::OCI_INDEX, "{}".into()).unwrap();
            storage.put_manifest(&into, &manifest, &[], None).await.unwrap();
        }
        assert_eq!(found(&storage, "new", &elsewhere, &|_| true).await, None);
        let few = |name: &Repository| name.as_str() > "r0600";
        assert_eq!(found(&storage, "new", &elsewhere, &few).await.as_deref(), Some("zzz"));
    }
}
