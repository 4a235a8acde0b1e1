//! The keychain that the client asks: every place of credentials, in one order, once each per run.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use async_trait::async_trait;
use tokio::sync::oneshot;

use super::search::{Search, Sources};
use crate::content::Result;
use crate::reference::{Registry, Repository};
use crate::registry::{Credential, Keychain};

type Question = (Registry, Option<Repository>);

/// What the places had, which may be nothing.
#[derive(Clone)]
struct Answer(Option<Credential>);

/// All places of credentials. Nothing is read before the first question; every answer is remembered.
pub(crate) struct Chain {
    state: Arc<State>,
}

struct State {
    /// Held for moments.
    answers: Mutex<HashMap<Question, Answer>>,
    /// Held as long as a helper takes, on a thread that has nothing else to do.
    search: Mutex<Search>,
}

impl Chain {
    pub(crate) fn new(sources: Sources) -> Self {
        Self { state: Arc::new(State { answers: Mutex::default(), search: Mutex::new(Search::new(sources)) }) }
    }
}

impl State {
    fn answered(&self, question: &Question) -> Option<Answer> {
        locked(&self.answers).get(question).cloned()
    }

    fn answer(&self, question: Question) -> Option<Credential> {
        let mut search = locked(&self.search);
        if let Some(Answer(known)) = self.answered(&question) {
            return known;
        }
        let found = search.find(&question.0, question.1.as_ref()).map(|(credential, _)| credential);
        locked(&self.answers).insert(question, Answer(found.clone()));
        found
    }
}

/// A lock whose holder panicked guards nothing but memories: they are still good.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[async_trait]
impl Keychain for Chain {
    /// Never fails: what cannot be read or asked is a warning, and leaves the run anonymous at worst.
    async fn credential(&self, registry: &Registry, repository: Option<&Repository>) -> Result<Option<Credential>> {
        let question = (registry.clone(), repository.cloned());
        if let Some(Answer(known)) = self.state.answered(&question) {
            return Ok(known);
        }
        // Helpers and keyrings take their time, which the runtime's one thread does not have.
        let (sender, receiver) = oneshot::channel();
        let (state, asked) = (Arc::clone(&self.state), question.clone());
        let started = thread::Builder::new().name("credentials".to_owned()).spawn(move || {
            let _ = sender.send(state.answer(asked));
        });
        if started.is_err() {
            return Ok(self.state.answer(question));
        }
        Ok(receiver.await.unwrap_or_default())
    }
}
