//! Reads documents out of a repository for one page, and stops when the page has cost enough.
//!
//! Anybody who may push decides how large documents are and how many there are of them. So each page has an allowance,
//! and what cannot be read is a [`Gap`] that the page shows in its place, while the rest of it is there.

use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;

use crate::oci::{Descriptor, Digest, ImageConfig, Manifest, RawManifest};
use crate::reference::Repository;
use crate::server::storage::Storage;

/// A document of more bytes is parsed on a thread that may take its time.
const SHORT: usize = 16 << 10;

/// Why a document is not shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Gap {
    /// It is not in the repository.
    #[error("not in this repository")]
    Missing,
    /// The storage did not give it out.
    #[error("could not be read from storage")]
    Unreadable,
    /// It is not what it is said to be.
    #[error("not a document that can be read: {why}")]
    Broken {
        /// What is wrong with it.
        why: String,
    },
    /// It is larger than a page reads.
    #[error("too large to show ({} bytes)", size)]
    TooLarge {
        /// Its size in bytes.
        size: u64,
    },
    /// The page has read as much as it may.
    #[error("not looked into: there is too much on this page")]
    Enough,
}

/// Reads documents of one repository until the allowance is used up.
pub struct Reader<'a> {
    storage: &'a dyn Storage,
    repository: &'a Repository,
    allowance: Allowance,
}

/// How much one page may read.
#[derive(Clone, Copy, Debug)]
pub struct Allowance {
    /// How many documents.
    pub documents: usize,
    /// How many bytes of documents in all.
    pub bytes: u64,
    /// How many bytes of one document.
    pub each: u64,
}

impl<'a> Reader<'a> {
    /// A reader of `repository`.
    pub fn new(storage: &'a dyn Storage, repository: &'a Repository, allowance: Allowance) -> Self {
        Self { storage, repository, allowance }
    }

    /// A manifest and what it says.
    pub async fn manifest(&mut self, digest: &Digest) -> Result<(RawManifest, Manifest), Gap> {
        self.another()?;
        let raw = self.storage.manifest(self.repository, digest).await.map_err(|_| Gap::Unreadable)?;
        let raw = raw.ok_or(Gap::Missing)?;
        let document = self.document(&raw).await?;
        Ok((raw, document))
    }

    /// What a manifest says.
    pub async fn document(&mut self, raw: &RawManifest) -> Result<Manifest, Gap> {
        self.pay(raw.bytes.len() as u64)?;
        let copy = raw.clone();
        parse(raw.bytes.len(), move || copy.parse()).await
    }

    /// The config of an image.
    pub async fn config(&mut self, descriptor: &Descriptor) -> Result<ImageConfig, Gap> {
        self.another()?;
        let digest = &descriptor.digest;
        let size = self.storage.stat_blob(self.repository, digest).await.map_err(|_| Gap::Unreadable)?;
        let size = size.ok_or(Gap::Missing)?;
        self.pay(size)?;
        let bytes = self.blob(digest, size).await?;
        parse(bytes.len(), move || serde_json::from_slice(&bytes)).await
    }

    async fn blob(&self, digest: &Digest, size: u64) -> Result<Bytes, Gap> {
        let stream = self.storage.read_blob(self.repository, digest, 0..size).await.map_err(|_| Gap::Unreadable)?;
        let mut stream = stream.ok_or(Gap::Missing)?;
        let mut all = BytesMut::new();
        while let Some(step) = stream.next().await {
            all.extend_from_slice(&step.map_err(|_| Gap::Unreadable)?);
        }
        Ok(all.freeze())
    }

    fn another(&mut self) -> Result<(), Gap> {
        self.allowance.documents = self.allowance.documents.checked_sub(1).ok_or(Gap::Enough)?;
        Ok(())
    }

    fn pay(&mut self, size: u64) -> Result<(), Gap> {
        if size > self.allowance.each {
            return Err(Gap::TooLarge { size });
        }
        self.allowance.bytes = self.allowance.bytes.checked_sub(size).ok_or(Gap::Enough)?;
        Ok(())
    }
}

async fn parse<T, E>(length: usize, parse: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, Gap>
where
    T: Send + 'static,
    E: std::error::Error + Send + 'static,
{
    let parsed = if length <= SHORT {
        parse()
    } else {
        // The thread ends early only when the runtime does.
        tokio::task::spawn_blocking(parse).await.map_err(|_| Gap::Unreadable)?
    };
    parsed.map_err(|error| {
        let cause = error.source().map(|source| format!(": {source}")).unwrap_or_default();
        Gap::Broken { why: format!("{error}{cause}") }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::oci::{Algorithm, MediaType};
    use crate::server::storage::{Finished, Memory};

    const ALLOWANCE: Allowance = Allowance { documents: 3, bytes: 200, each: 120 };

    async fn push(storage: &Memory, content: &[u8]) -> Descriptor {
        let name = "a".parse().unwrap();
        let descriptor = Descriptor::of(MediaType::OCI_CONFIG, content);
        let id = storage.begin_upload(&name, Algorithm::Sha256).await.unwrap();
        let bytes = Bytes::copy_from_slice(content);
        let body = Box::pin(futures_util::stream::once(async move { Ok(bytes) }));
        storage.append_upload(&name, &id, None, body).await.unwrap();
        assert_eq!(storage.finish_upload(&name, &id, &descriptor.digest).await.unwrap(), Finished::Stored);
        descriptor
    }

    #[tokio::test]
    async fn what_cannot_be_read_is_a_gap() {
        let storage = Memory::default();
        let name = "a".parse().unwrap();
        let good = push(&storage, br#"{"architecture":"amd64","os":"linux"}"#).await;
        let broken = push(&storage, b"<html>").await;
        let large = push(&storage, &[b' '; 121]).await;
        let missing = Descriptor::of(MediaType::OCI_CONFIG, b"missing");
        for (descriptor, expected) in
            [(&broken, "not a document that"), (&large, "too large to show (121"), (&missing, "not in this repository")]
        {
            let gap = Reader::new(&storage, &name, ALLOWANCE).config(descriptor).await.unwrap_err();
            assert!(gap.to_string().starts_with(expected), "{gap}");
        }
        let elsewhere = "b".parse().unwrap();
        let gap = Reader::new(&storage, &elsewhere, ALLOWANCE).config(&good).await.unwrap_err();
        assert_eq!(gap, Gap::Missing, "what another repository has is not shown");
    }

    #[tokio::test]
    async fn a_page_reads_only_so_much() {
        let storage = Memory::default();
        let name = "a".parse().unwrap();
        let config = push(&storage, json!({ "architecture": "amd64", "os": "linux" }).to_string().as_bytes()).await;
        let mut reader = Reader::new(&storage, &name, ALLOWANCE);
        for _ in 0..ALLOWANCE.documents {
            assert_eq!(reader.config(&config).await.unwrap().architecture, "amd64");
        }
        assert_eq!(reader.config(&config).await, Err(Gap::Enough));
        let allowance = Allowance { bytes: config.size, ..ALLOWANCE };
        let mut reader = Reader::new(&storage, &name, allowance);
        assert!(reader.config(&config).await.is_ok());
        assert_eq!(reader.config(&config).await, Err(Gap::Enough));
    }
}
