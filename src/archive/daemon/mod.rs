//! The docker engine as a place of images: `GET /images/{name}/get` gives an archive, `POST /images/load` takes one.
//!
//! What is sent goes straight into the request, blob by blob. What is received goes into a temporary file first, since the
//! engine writes its lists last; nothing else of it is copied. The engine is no registry: it has one address, no
//! credentials and no redirects, so its requests are sent here and not by the registry client. A thread of its own does it,
//! since the transfer's threads have other things to wait for.

mod exchange;

use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::mpsc;

use async_trait::async_trait;
use bytes::Bytes;
use tokio::sync::oneshot;

use super::error::{ArchiveError, Result};
use super::source::Archive;
use super::writer::{ArchiveWriter, Naming, Pour};
use crate::reference::{DaemonImage, Location};

/// Where the engine listens unless something else is said.
const USUAL: &str = "unix:///var/run/docker.sock";
/// How many steps of bytes wait for the other side.
const WAITING: usize = 8;

/// Where a docker engine listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A socket in the file system.
    Unix(PathBuf),
    /// A host and a port, without TLS.
    Tcp(String),
}

impl Engine {
    /// The engine at `address`, as `DOCKER_HOST` gives it; the usual one where nothing is given.
    ///
    /// # Errors
    /// The address is of a kind that is not supported.
    pub fn at(address: Option<&str>) -> Result<Self, ArchiveError> {
        let address = address.filter(|address| !address.is_empty()).unwrap_or(USUAL);
        let refuse = |reason| Err(ArchiveError::EngineAddress { address: address.to_owned(), reason });
        match address.split_once("://") {
            Some(("unix", path)) if !path.is_empty() => Ok(Self::Unix(PathBuf::from(path))),
            Some(("tcp" | "http", host)) => {
                let host = host.trim_end_matches('/');
                let has_port = host.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
                match host {
                    "" => refuse("the host is missing"),
                    _ if host.contains('/') => refuse("a path cannot follow the host"),
                    _ if has_port => Ok(Self::Tcp(host.to_owned())),
                    _ => Ok(Self::Tcp(format!("{host}:2375"))),
                }
            }
            Some(("ssh", _)) => {
                refuse("ssh is not spoken: forward the socket (ssh -L /tmp/docker.sock:/var/run/docker.sock HOST)")
            }
            Some(("https", _)) => refuse("TLS is not spoken to an engine: use its socket"),
            _ => refuse("unix:///PATH or tcp://HOST:PORT was expected"),
        }
    }
}

impl std::fmt::Display for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unix(path) => write!(f, "unix://{}", path.display()),
            Self::Tcp(host) => write!(f, "tcp://{host}"),
        }
    }
}

/// Reads an image of `engine`.
///
/// # Errors
/// The engine cannot be reached or has no such image, or what it gives is no archive.
pub fn read(engine: &Engine, image: &DaemonImage) -> Result<Archive, ArchiveError> {
    let name = match image {
        DaemonImage::Id(id) => id.clone(),
        DaemonImage::Name(reference) => {
            let tag = reference.with(&reference.selector());
            tag.to_string()
        }
    };
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    let own = engine.clone();
    let thread = std::thread::Builder::new().name("wharf-engine".to_owned());
    let started = thread.spawn(move || exchange::download(&own, &name, &sender));
    started.map_err(|source| engine_failed(engine, "reach", source))?;
    // The first message says whether there is an archive at all.
    match receiver.recv() {
        Ok(Ok(first)) => {
            let stream = Incoming { step: first, receiver };
            Archive::read(stream, Location::Daemon(image.clone()))
        }
        Ok(Err(error)) => Err(error),
        Err(silent) => Err(engine_failed(engine, "read an image from", silent)),
    }
}

fn engine_failed(engine: &Engine, action: &'static str, source: impl Into<crate::content::BoxError>) -> ArchiveError {
    ArchiveError::Engine { engine: engine.to_string(), action, source: source.into() }
}

/// The steps of a body as a reader.
struct Incoming {
    step: Bytes,
    receiver: mpsc::Receiver<Result<Bytes, ArchiveError>>,
}

impl Read for Incoming {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.step.is_empty() {
            match self.receiver.recv() {
                Ok(Ok(step)) => self.step = step,
                Ok(Err(error)) => return Err(io::Error::other(error)),
                Err(mpsc::RecvError) => return Ok(0),
            }
        }
        let count = buffer.len().min(self.step.len());
        buffer[..count].copy_from_slice(&self.step.split_to(count));
        Ok(count)
    }
}

/// Writes images to `engine`, which `location` names.
pub fn write(engine: Engine, location: Location, naming: Naming) -> ArchiveWriter {
    ArchiveWriter::pouring(Box::new(Load { engine, under_way: None }), location, naming)
}

/// A request to load an archive, sent when its first bytes come.
struct Load {
    engine: Engine,
    under_way: Option<UnderWay>,
}

struct UnderWay {
    steps: tokio::sync::mpsc::Sender<exchange::Step>,
    answer: oneshot::Receiver<Result<(), ArchiveError>>,
}

impl Load {
    fn start(&mut self) -> Result<&mut UnderWay> {
        let under_way = if let Some(under_way) = self.under_way.take() {
            under_way
        } else {
            let (steps, receiver) = tokio::sync::mpsc::channel(WAITING);
            let (answered, answer) = oneshot::channel();
            let engine = self.engine.clone();
            let work = move || {
                // Nobody listens where the transfer was given up.
                let _ = answered.send(exchange::upload(&engine, "/images/load?quiet=1", receiver));
            };
            let thread = std::thread::Builder::new().name("wharf-engine".to_owned()).spawn(work);
            thread.map_err(|source| engine_failed(&self.engine, "reach", source))?;
            UnderWay { steps, answer }
        };
        Ok(self.under_way.insert(under_way))
    }

    /// What the engine said.
    async fn answer(&mut self) -> Result<()> {
        let Some(under_way) = self.under_way.take() else { return Ok(()) };
        drop(under_way.steps);
        let died = |silent| Err(engine_failed(&self.engine, "write an image to", silent));
        under_way.answer.await.unwrap_or_else(died)
    }
}

#[async_trait]
impl Pour for Load {
    async fn pour(&mut self, bytes: Bytes) -> Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        if self.start()?.steps.send(exchange::Step::Bytes(bytes)).await.is_ok() {
            return Ok(());
        }
        // It listens no more: its answer says why.
        self.answer().await?;
        Err(engine_failed(&self.engine, "write an image to", "it stopped reading"))
    }

    async fn close(mut self: Box<Self>) -> Result<()> {
        // Without this word the request is broken off, and the engine loads nothing of what came.
        let ended = self.start()?.steps.send(exchange::Step::End).await;
        let answer = self.answer().await;
        if ended.is_err() && answer.is_ok() {
            return Err(engine_failed(&self.engine, "write an image to", "it stopped reading"));
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_docker_writes_them() {
        for (text, shown) in [
            (None, "unix:///var/run/docker.sock"),
            (Some(""), "unix:///var/run/docker.sock"),
            (Some("unix:///run/user/1000/docker.sock"), "unix:///run/user/1000/docker.sock"),
            (Some("tcp://127.0.0.1:4000"), "tcp://127.0.0.1:4000"),
            (Some("tcp://build/"), "tcp://build:2375"),
            (Some("http://[::1]:99"), "tcp://[::1]:99"),
        ] {
            assert_eq!(Engine::at(text).unwrap().to_string(), shown, "{text:?}");
        }
        for text in [
            "ssh://me@host",
            "npipe:////./pipe/docker",
            "tcp://",
            "tcp://a/b",
            "https://a",
            "/run/docker.sock",
            "unix://",
        ] {
            let error = Engine::at(Some(text)).unwrap_err();
            assert_eq!(error.kind(), crate::content::ErrorKind::Unsupported, "{error}");
        }
    }
}
