//! The repositories of a registry, where it tells them (`GET /v2/_catalog`, of Docker's registry API).

use super::Client;
use super::auth::{Grant, Scopes};
use super::http::Authority;
use super::tags::{Listing, all};
use crate::content;
use crate::reference::Registry;

impl Client {
    /// The repositories of `registry`, all pages of them: at most `limit`, and only those that come after `last`. Many
    /// public registries refuse this.
    pub async fn catalog(
        &self,
        registry: &Registry,
        limit: Option<usize>,
        last: Option<&str>,
    ) -> content::Result<Vec<String>> {
        if limit == Some(0) {
            return Ok(Vec::new());
        }
        let http = &self.shared.http;
        let grant = Grant { registry: registry.clone(), repository: None, scopes: Scopes::catalog(), reads_only: true };
        // A registry that shows something to everybody does not ask here who wants to see more. At `/v2/` it does. Where
        // that fails, so does the list, or it is for everybody.
        if http.auth.holds_back(&grant).await {
            drop(self.ping(registry).await);
        }
        let answer = async {
            let url = http.url(registry, "/v2/_catalog")?;
            all(http, Listing { authority: Authority::Granted(&grant), url, limit, last }).await
        };
        answer.await.map_err(|error| error.during(format!("cannot list the repositories of {registry}")))
    }
}
