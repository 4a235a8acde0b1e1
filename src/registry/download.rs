//! One blob on its way here: a stream that goes on by itself where a connection breaks off.

use std::time::Duration;

use ::http::header::{CONTENT_TYPE, HeaderValue, RANGE};
use ::http::{Method, StatusCode};
use bytes::Bytes;
use futures_util::stream;
use url::Url;

use super::error::{Cause, Error, Reason, Result};
use super::http::{Authority, Call, Patience, Response, content_range, redacted};
use super::{Notice, Repository};
use crate::content::{self, ByteStream};
use crate::oci::Descriptor;

/// A connection that brought at least so many bytes before it broke is followed by the next one without a pause.
const GOOD_RUN: u64 = 1 << 20;

/// So many answers in a row that brought nothing of a range are followed by a request for the whole blob.
const BARREN_RANGES: u32 = 2;

/// How long the end of a body may follow its last byte, which lets the connection be used again.
const END_GRACE: Duration = Duration::from_millis(500);

/// A download under way.
pub(super) struct Download {
    repository: Repository,
    descriptor: Descriptor,
    /// The offset of the next byte to hand out.
    position: u64,
    /// The offset behind the last byte that is wanted.
    end: u64,
    /// Where the bytes come from now.
    response: Option<Response>,
    /// How many bytes of the present answer come before `position` and are passed over.
    skip: u64,
    /// Where `position` was when the present answer began.
    run: u64,
    /// Whether this server refuses ranges, or answers them with something that cannot be used.
    no_ranges: bool,
    /// How many answers in a row brought nothing.
    barren: u32,
    patience: Patience,
    /// Places outside the registry that the bytes may come from, once the registry does not have them.
    elsewhere: Option<Vec<Url>>,
    /// The same repository at other registries, the next one last.
    others: Vec<Repository>,
}

impl Download {
    /// Begins to fetch `range` of a blob. The first answer is awaited here, so that a missing blob shows at once.
    pub(super) async fn open(
        repository: Repository,
        descriptor: Descriptor,
        range: std::ops::Range<u64>,
    ) -> content::Result<ByteStream> {
        let mut others: Vec<Repository> = repository.places().collect();
        others.reverse();
        let repository = others.pop().unwrap_or(repository);
        let patience = repository.patience();
        let mut download = Self {
            repository,
            others,
            descriptor,
            position: range.start,
            end: range.end,
            response: None,
            skip: 0,
            run: range.start,
            no_ranges: false,
            barren: 0,
            patience,
            elsewhere: None,
        };
        while let Err(error) = download.connect().await {
            if !download.turn_to_next(&error) {
                return Err(download.failed(error));
            }
        }
        Ok(Box::pin(stream::unfold(Some(download), |download| async move {
            let mut download = download?;
            loop {
                return match download.next().await {
                    Ok(Some(bytes)) => Some((Ok(bytes), Some(download))),
                    Ok(None) => None,
                    Err(error) if download.turn_to_next(&error) => continue,
                    Err(error) => Some((Err(download.failed(error)), None)),
                };
            }
        })))
    }

    /// Goes on at the next registry that may have the blob; false where there is none left.
    fn turn_to_next(&mut self, error: &Error) -> bool {
        let Some(next) = self.others.pop() else { return false };
        self.repository.pass_over(error);
        self.patience = next.patience();
        self.repository = next;
        (self.response, self.elsewhere) = (None, None);
        (self.no_ranges, self.barren) = (false, 0);
        true
    }

    fn failed(&self, error: Error) -> content::ContentError {
        let name = self.repository.reference().name();
        error.during(format!("cannot read blob {} of {name}", self.descriptor.digest))
    }

    async fn next(&mut self) -> Result<Option<Bytes>> {
        loop {
            let Some(response) = &mut self.response else {
                if self.position == self.end {
                    return Ok(None);
                }
                self.connect().await?;
                continue;
            };
            if self.position == self.end {
                // All that was wanted is here; what is left is to see that nothing follows.
                match tokio::time::timeout(END_GRACE, response.step()).await {
                    Ok(Ok(Some(chunk))) => {
                        self.take(chunk)?;
                    }
                    Ok(Ok(None) | Err(_)) | Err(_) => self.response = None,
                }
                continue;
            }
            match response.step().await {
                Ok(Some(chunk)) => {
                    if let Some(bytes) = self.take(chunk)? {
                        return Ok(Some(bytes));
                    }
                }
                Ok(None) => {
                    let error = response.unusable("the body ended too early", Reason::Network(Cause::Cut));
                    self.interrupted(error).await?;
                }
                Err(error) => self.interrupted(error).await?,
            }
        }
    }

    /// What of a chunk is new and wanted. More bytes than there should be are an error, unless they are the rest of a
    /// whole blob of which only a range was wanted.
    fn take(&mut self, mut chunk: Bytes) -> Result<Option<Bytes>> {
        let passed = usize::try_from(self.skip).unwrap_or(usize::MAX).min(chunk.len());
        let _ = chunk.split_to(passed);
        self.skip -= passed as u64;
        let wanted = usize::try_from(self.end - self.position).unwrap_or(usize::MAX);
        if chunk.len() > wanted {
            if self.end == self.descriptor.size {
                let what = format!("the blob is longer than the {} bytes that were declared", self.descriptor.size);
                return Err(self.unusable(what, Reason::Digest));
            }
            chunk.truncate(wanted);
            self.response = None;
        }
        self.position += chunk.len() as u64;
        Ok((!chunk.is_empty()).then_some(chunk))
    }

    fn unusable(&self, what: String, reason: Reason) -> Error {
        if let Some(response) = &self.response {
            return response.unusable(what, reason);
        }
        let url = self.repository.reference().name();
        Error::Unusable { method: "GET".to_owned(), url, what, reason, source: None }
    }

    /// Drops a connection that broke off. Tries are counted from the last byte that arrived.
    async fn interrupted(&mut self, error: Error) -> Result<()> {
        let got = self.position - self.run;
        self.response = None;
        if got > 0 {
            self.patience.renew();
            self.barren = 0;
        } else {
            self.barren += 1;
        }
        if got >= GOOD_RUN {
            self.patience.restore();
        }
        if error.reason() == Reason::Network(Cause::Stalled) {
            self.patience.spend(self.repository.http().options.stall_timeout);
        }
        let text = format!("{error}; going on at byte {}", self.position);
        if got >= GOOD_RUN {
            self.repository.http().notify(Notice::Retry(text));
            return Ok(());
        }
        let Some(pause) = self.patience.pause(None) else { return Err(error) };
        self.repository.http().notify(Notice::Retry(format!("{text}; {pause}")));
        tokio::time::sleep(pause.length).await;
        Ok(())
    }

    /// Asks for what is missing, from the registry's own URL: a redirect that was followed before may have expired.
    async fn connect(&mut self) -> Result<()> {
        loop {
            let whole = self.position == 0 && self.end == self.descriptor.size;
            let ranged = !whole && !self.no_ranges && self.barren < BARREN_RANGES;
            let response = match self.ask(ranged).await {
                Err(error) if ranged && matches!(error.reason(), Reason::Network(Cause::Cut | Cause::NotHttp)) => {
                    self.without_range(&error.to_string());
                    continue;
                }
                Err(_) if self.elsewhere.is_some() && self.next_elsewhere() => continue,
                answer => answer?,
            };
            self.run = self.position;
            match response.status {
                StatusCode::OK => return self.accept_whole(response),
                StatusCode::PARTIAL_CONTENT if ranged => {
                    let answer = format!("{} answers a range with another one", redacted(&response.url));
                    if self.accept_part(response) {
                        return Ok(());
                    }
                    self.without_range(&answer);
                }
                StatusCode::BAD_REQUEST | StatusCode::FORBIDDEN if response.redirected => {
                    let error = response.refusal().await;
                    self.interrupted(error).await?;
                }
                status if ranged && may_be_for_the_range(status) => {
                    let error = response.refusal().await;
                    self.without_range(&error.to_string());
                }
                StatusCode::NOT_FOUND if self.next_elsewhere() => {}
                _ if self.elsewhere.is_some() && self.next_elsewhere() => {}
                _ => return Err(self.explained(response.refusal().await)),
            }
        }
    }

    /// Turns to asking for the whole blob: a part that was kept must not make a blob unobtainable that can be had as a
    /// whole.
    fn without_range(&mut self, why: &str) {
        self.no_ranges = true;
        self.repository.http().notify(Notice::Retry(format!("{why}; asking for the whole blob")));
    }

    async fn ask(&mut self, ranged: bool) -> Result<Response> {
        let path = format!("/blobs/{}", self.descriptor.digest);
        let mut call = match self.elsewhere.as_ref().and_then(|urls| urls.last()) {
            None => self.repository.call(Method::GET, &path)?,
            Some(url) => Call::new(Method::GET, url.clone(), Authority::Anonymous),
        };
        if ranged {
            let range = format!("bytes={}-{}", self.position, self.end - 1);
            if let Ok(range) = HeaderValue::try_from(range) {
                call = call.header(RANGE, range);
            }
        }
        self.repository.http().send(call, &mut self.patience).await
    }

    /// Turns to the next place that the descriptor names, without credentials; false where there is none left.
    fn next_elsewhere(&mut self) -> bool {
        if let Some(urls) = &mut self.elsewhere {
            urls.pop();
        } else {
            let urls = self.descriptor.urls.iter().rev().filter_map(|url| Url::parse(url).ok());
            self.elsewhere = Some(urls.filter(|url| matches!(url.scheme(), "http" | "https")).collect());
        }
        self.no_ranges = false;
        let left = self.elsewhere.as_ref().is_some_and(|urls| !urls.is_empty());
        if !left {
            self.elsewhere = None;
        }
        left
    }

    fn explained(&self, error: Error) -> Error {
        match error {
            Error::Refused(refusal) if refusal.reason() == Reason::NotFound => {
                super::blobs::missing(&self.repository, &self.descriptor.digest)
            }
            error => error,
        }
    }

    /// A whole blob: the bytes before `position` are passed over.
    fn accept_whole(&mut self, response: Response) -> Result<()> {
        if let Some(length) = response.length().filter(|length| *length != self.descriptor.size) {
            let what = format!("the blob has {length} bytes, and {} were declared", self.descriptor.size);
            return Err(response.unusable(what, Reason::Digest));
        }
        self.skip = self.position;
        self.response = Some(response);
        Ok(())
    }

    /// A part of the blob; false where it is not one that can be used.
    fn accept_part(&mut self, response: Response) -> bool {
        let several = response.header(CONTENT_TYPE).is_some_and(|kind| kind.starts_with("multipart/"));
        let Some(range) = content_range(&response.headers).filter(|_| !several) else { return false };
        let other = range.total.is_some_and(|total| total != self.descriptor.size);
        if other || range.start > self.position || range.end < self.position {
            return false;
        }
        self.skip = self.position - range.start;
        self.response = Some(response);
        true
    }
}

/// Whether a refusal may be for the range alone, so that the whole is worth asking for. What the registry does not
/// have, wants a login for, or has no time for, it would not give as a whole either.
fn may_be_for_the_range(status: StatusCode) -> bool {
    match status.as_u16() {
        401 | 404 | 408 | 410 | 429 => false,
        code => matches!(code, 400..=499 | 500 | 501 | 505),
    }
}
