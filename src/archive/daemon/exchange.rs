//! One request to a docker engine over HTTP/1.1, on a thread of its own.

use std::convert::Infallible;
use std::io;
use std::sync::mpsc::SyncSender;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use http::{Method, Request, Response, StatusCode};
use http_body::Frame;
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Empty, StreamBody};
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, UnixStream};
use tokio::sync::mpsc::Receiver;

use super::{Engine, engine_failed};
use crate::archive::error::{ArchiveError, Result};
use crate::content::BoxError;

/// How long an engine on another machine may take to answer at all.
const CONNECT: Duration = Duration::from_secs(30);
/// How much of an engine's words is listened to.
const MOST_WORDS: usize = 1 << 20;

/// A part of what is sent.
pub(super) enum Step {
    Bytes(Bytes),
    /// All was sent. A sender that is gone without this word has failed.
    End,
}

type Body = BoxBody<Bytes, io::Error>;

/// Sends the archive of the image `name` to `steps`, step by step; an error instead, or in the middle.
pub(super) fn download(engine: &Engine, name: &str, steps: &SyncSender<Result<Bytes, ArchiveError>>) {
    let result = run(engine, "read an image from", async {
        let body = Empty::new().map_err(|never: Infallible| match never {}).boxed();
        let mut response = exchange(engine, Method::GET, &format!("/images/{name}/get"), body).await?;
        match response.status() {
            StatusCode::OK => {}
            StatusCode::NOT_FOUND => return Err(refusal(engine, format!("has no image {name}"), response).await),
            status => return Err(refusal(engine, format!("answered {status} when asked for {name}"), response).await),
        }
        while let Some(frame) = response.body_mut().frame().await {
            let frame = frame.map_err(|source| engine_failed(engine, "read an image from", source))?;
            let Ok(bytes) = frame.into_data() else { continue };
            if steps.send(Ok(bytes)).is_err() {
                // Nobody wants the rest.
                return Ok(());
            }
        }
        Ok(())
    });
    if let Err(error) = result {
        let _ = steps.send(Err(error));
    }
}

/// Sends `steps` to `path`, and gives what the engine said to it.
pub(super) fn upload(engine: &Engine, path: &str, steps: Receiver<Step>) -> Result<()> {
    run(engine, "write an image to", async {
        let body = stream::unfold(Some(steps), |steps| async {
            let mut steps = steps?;
            match steps.recv().await {
                Some(Step::Bytes(bytes)) => Some((Ok(Frame::data(bytes)), Some(steps))),
                Some(Step::End) => None,
                None => Some((Err(io::Error::other("the transfer failed")), None)),
            }
        });
        let response = exchange(engine, Method::POST, path, BodyExt::boxed(StreamBody::new(Synced::new(body)))).await?;
        if response.status() != StatusCode::OK {
            let did = format!("answered {} when given an image", response.status());
            return Err(refusal(engine, did, response).await);
        }
        let status = response.status().as_u16();
        let said = words(engine, response).await?;
        match complaint(&said) {
            None => Ok(()),
            Some(message) => {
                let did = "was given an image and failed".to_owned();
                Err(ArchiveError::Answer { engine: engine.to_string(), did, status, message })
            }
        }
    })
}

/// A body is asked to be shared between threads, though only one ever polls it.
struct Synced<S>(std::sync::Mutex<std::pin::Pin<Box<S>>>);

impl<S> Synced<S> {
    fn new(stream: S) -> Self {
        Self(std::sync::Mutex::new(Box::pin(stream)))
    }
}

impl<S: futures_util::Stream> futures_util::Stream for Synced<S> {
    type Item = S::Item;

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let stream = self.get_mut().0.get_mut();
        stream.unwrap_or_else(std::sync::PoisonError::into_inner).as_mut().poll_next(context)
    }
}

/// Does `work` on a runtime of this thread.
fn run<T>(engine: &Engine, action: &'static str, work: impl Future<Output = Result<T>>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|source| engine_failed(engine, action, source))?.block_on(work)
}

async fn exchange(engine: &Engine, method: Method, path: &str, body: Body) -> Result<Response<Incoming>> {
    let unreachable = |source: io::Error| engine_failed(engine, "reach", source);
    match engine {
        Engine::Unix(socket) => {
            let stream = UnixStream::connect(socket).await.map_err(unreachable)?;
            send(engine, "docker", stream, method, path, body).await
        }
        Engine::Tcp(host) => {
            let connected = tokio::time::timeout(CONNECT, TcpStream::connect(host)).await;
            let stream = connected.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into())).map_err(unreachable)?;
            send(engine, host, stream, method, path, body).await
        }
    }
}

async fn send(
    engine: &Engine,
    host: &str,
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    method: Method,
    path: &str,
    body: Body,
) -> Result<Response<Incoming>> {
    let fail = |source: BoxError| engine_failed(engine, "speak with", source);
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(http::header::HOST, host)
        .header(http::header::CONTENT_TYPE, "application/x-tar")
        .body(body)
        .map_err(|source| fail(source.into()))?;
    let shaken = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = shaken.map_err(|source| fail(source.into()))?;
    // It ends with the runtime, if not before; what it fails with, the request fails with too.
    tokio::spawn(async { drop(connection.await) });
    sender.send_request(request).await.map_err(|source| fail(source.into()))
}

/// What the engine says beside its status.
async fn words(engine: &Engine, response: Response<Incoming>) -> Result<String> {
    let mut said = Vec::new();
    let mut body = response.into_body().into_data_stream();
    while let Some(step) = body.next().await {
        let step = step.map_err(|source| engine_failed(engine, "hear", source))?;
        let room = MOST_WORDS.saturating_sub(said.len()).min(step.len());
        said.extend_from_slice(&step[..room]);
    }
    Ok(String::from_utf8_lossy(&said).into_owned())
}

async fn refusal(engine: &Engine, did: String, response: Response<Incoming>) -> ArchiveError {
    #[derive(Deserialize)]
    struct Refusal {
        message: String,
    }
    let status = response.status().as_u16();
    let said = words(engine, response).await.unwrap_or_default();
    let message = serde_json::from_str(&said).map_or_else(|_| said.trim().to_owned(), |said: Refusal| said.message);
    let message = message.chars().take(500).collect();
    ArchiveError::Answer { engine: engine.to_string(), did, status, message }
}

/// The failure that a stream of progress ends with, if it does: the status was sent long before.
fn complaint(said: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Line {
        #[serde(default)]
        error: Option<String>,
    }
    let lines = said.lines().filter_map(|line| serde_json::from_str::<Line>(line).ok());
    lines.filter_map(|line| line.error).next_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_found_in_the_progress() {
        assert_eq!(complaint("{\"stream\":\"Loaded image: a:1\\n\"}\r\n"), None);
        let said = "{\"stream\":\"x\"}\r\n{\"errorDetail\":{\"message\":\"no space\"},\"error\":\"no space\"}\r\n";
        assert_eq!(complaint(said).as_deref(), Some("no space"));
        assert_eq!(complaint("no JSON at all"), None);
    }
}
