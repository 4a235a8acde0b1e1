//! The client against a registry that does as it is told.

mod fake;

mod auth;
mod downloads;
mod lists;
mod manifests;
mod recovery;
mod referrers;
mod retries;
mod store;
mod transport;
mod uploads;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::StreamExt;

use super::{Access, Client, Credential, Error, HostOptions, Keychain, NoKeychain, Notice, Options, Reason};
use super::{Repository, Secret};
use crate::content::{self, BlobBody, ByteStream, ContentError};
use crate::oci::{Descriptor, Digest, MediaType, RawManifest};
use crate::reference::{Reference, Registry, Repository as Name, Selector, Tag};
use fake::{Exchange, Fake, Reply};

/// A manifest with nothing in it but a config.
const IMAGE: &str = r#"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2},"layers":[]}"#;
const OCI_MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const OCI_INDEX: &str = "application/vnd.oci.image.index.v1+json";

/// What the client told the user.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<Notice>>>);

impl Told {
    fn warnings(&self) -> Vec<String> {
        let told = self.0.lock().unwrap();
        let text = |notice: &Notice| match notice {
            Notice::Warning(text) => Some(text.clone()),
            _ => None,
        };
        told.iter().filter_map(text).collect()
    }
}

/// Options that wait for nothing.
fn options(told: &Told) -> Options {
    let told = told.clone();
    Options {
        retries: 3,
        retry_pause: Duration::from_millis(1),
        retry_budget: Duration::from_secs(5),
        connect_timeout: Duration::from_secs(5),
        stall_timeout: Duration::from_secs(20),
        notify: Arc::new(move |notice| told.0.lock().unwrap().push(notice)),
        ..Options::default()
    }
}

fn options_with(host: HostOptions) -> Options {
    Options { hosts: Arc::new(move |_| host.clone()), ..options(&Told::default()) }
}

fn client(options: Options) -> Client {
    Client::new(options, Arc::new(NoKeychain))
}

/// `a/b` at a fake, for `access`.
fn repository(client: &Client, fake: &Fake, access: Access) -> Repository {
    client.repository(&named(fake, "a/b"), access)
}

fn named(fake: &Fake, name: &str) -> Reference {
    Reference::parse_repository(&format!("{}/{name}", fake.authority)).unwrap()
}

fn pulling(fake: &Fake) -> Repository {
    repository(&client(options(&Told::default())), fake, Access::Pull)
}

fn pushing(fake: &Fake) -> Repository {
    repository(&client(options(&Told::default())), fake, Access::Push)
}

/// A keychain with one credential for everything, which counts how often it is opened.
struct Key(Credential);

#[async_trait]
impl Keychain for Key {
    async fn credential(&self, _: &Registry, _: Option<&Name>) -> content::Result<Option<Credential>> {
        Ok(Some(self.0.clone()))
    }
}

fn user() -> Credential {
    Credential::Basic { user: "ann".to_owned(), password: Secret::new("pass") }
}

/// `ann:pass`.
const BASIC: &str = "Basic YW5uOnBhc3M=";

fn tag(text: &str) -> Selector {
    Selector::Tag(text.parse::<Tag>().unwrap())
}

fn reason(error: &ContentError) -> Reason {
    registry_error(error).reason()
}

fn registry_error(error: &ContentError) -> &Error {
    error.source.as_ref().and_then(|source| source.downcast_ref()).expect("an error of the registry inside")
}

/// Bytes in which no two places look alike.
fn bytes_of(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from((at * 31 + at / 251) % 256).unwrap()).collect()
}

fn blob(bytes: &[u8]) -> Descriptor {
    Descriptor::of(MediaType::OCTET_STREAM, bytes)
}

async fn collect(mut stream: ByteStream) -> content::Result<Vec<u8>> {
    let mut all = Vec::new();
    while let Some(step) = stream.next().await {
        all.extend_from_slice(&step?);
    }
    Ok(all)
}

/// A blob in memory, in steps of a few bytes, which may come from a repository.
struct Body {
    bytes: Bytes,
    step: usize,
    from: Option<Reference>,
    opened: Mutex<Vec<u64>>,
}

impl Body {
    fn new(bytes: &[u8]) -> Self {
        let bytes = Bytes::copy_from_slice(bytes);
        Self { bytes, step: 1000, from: None, opened: Mutex::default() }
    }

    fn from(self, reference: Reference) -> Self {
        Self { from: Some(reference), ..self }
    }

    fn opened(&self) -> Vec<u64> {
        self.opened.lock().unwrap().clone()
    }
}

#[async_trait]
impl BlobBody for Body {
    async fn open(&self, offset: u64) -> content::Result<ByteStream> {
        self.open_range(offset..self.bytes.len() as u64).await
    }

    async fn open_range(&self, range: std::ops::Range<u64>) -> content::Result<ByteStream> {
        self.opened.lock().unwrap().push(range.start);
        let part = self.bytes.slice(usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap());
        let steps: Vec<_> = part.chunks(self.step).map(|step| Ok(Bytes::copy_from_slice(step))).collect();
        Ok(Box::pin(futures_util::stream::iter(steps)))
    }

    fn mount_from(&self) -> Option<&Reference> {
        self.from.as_ref()
    }
}
