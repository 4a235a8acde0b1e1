//! A token service, written from the token specification of the distribution project, and scripted by its fields.

use std::collections::HashMap;
use std::io::BufReader;
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use serde_json::json;
use url::form_urlencoded;

use super::http::{Head, Listener, Reply};

/// What the service was asked, and for whom it answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRequest {
    pub method: String,
    pub service: String,
    pub scopes: Vec<String>,
    /// Who asked; nothing where nobody said.
    pub user: Option<String>,
    pub status: u16,
}

/// A token service, for as long as the value lives.
pub struct TokenServer {
    listener: Listener,
    state: Arc<Mutex<State>>,
}

struct State {
    users: HashMap<String, String>,
    anonymous_pull: bool,
    posts: bool,
    field: &'static str,
    expires_in: u64,
    issued: HashMap<String, Vec<String>>,
    refresh: HashMap<String, String>,
    count: usize,
    log: Vec<TokenRequest>,
}

impl TokenServer {
    /// A service that knows one user, who may do everything; others may pull.
    pub fn start(user: &str, password: &str) -> Self {
        let state = Arc::new(Mutex::new(State {
            users: HashMap::from([(user.to_owned(), password.to_owned())]),
            anonymous_pull: true,
            posts: true,
            field: "token",
            expires_in: 300,
            issued: HashMap::new(),
            refresh: HashMap::new(),
            count: 0,
            log: Vec::new(),
        }));
        let inner = state.clone();
        let listener = Listener::start(move |stream| drop(serve(&stream, &inner)));
        Self { listener, state }
    }

    fn change(self, change: impl FnOnce(&mut State)) -> Self {
        change(&mut self.state.lock().unwrap());
        self
    }

    /// Nobody without a password gets anything.
    pub fn closed(self) -> Self {
        self.change(|state| state.anonymous_pull = false)
    }

    /// Knows only `GET`, as services older than OAuth do.
    pub fn only_get(self) -> Self {
        self.change(|state| state.posts = false)
    }

    /// Writes the token under this name: `token` or `access_token`.
    pub fn field(self, field: &'static str) -> Self {
        self.change(|state| state.field = field)
    }

    pub fn expires_in(self, seconds: u64) -> Self {
        self.change(|state| state.expires_in = seconds)
    }

    /// Where tokens are had.
    pub fn realm(&self) -> String {
        format!("http://{}/token", self.listener.address())
    }

    pub fn address(&self) -> SocketAddr {
        self.listener.address()
    }

    /// What was asked so far.
    pub fn log(&self) -> Vec<TokenRequest> {
        self.state.lock().unwrap().log.clone()
    }

    /// All tokens given out so far are worth nothing from now on.
    pub fn revoke(&self) {
        self.state.lock().unwrap().issued.clear();
    }

    /// Decides for a guard whether a token allows `action` on `repository`.
    pub fn allows(&self) -> impl Fn(&str, &str, &str) -> bool + Send + Sync + 'static {
        let state = self.state.clone();
        move |token, repository, action| {
            let state = state.lock().unwrap();
            let Some(scopes) = state.issued.get(token) else { return false };
            // Without a repository, any token will do: `/v2/` only asks who it is.
            repository.is_empty() || scopes.iter().any(|scope| grants(scope, repository, action))
        }
    }
}

fn grants(scope: &str, repository: &str, action: &str) -> bool {
    let actions = scope.strip_prefix("repository:").and_then(|rest| rest.rsplit_once(':'));
    actions.is_some_and(|(name, actions)| name == repository && actions.split(',').any(|one| one == action))
}

fn serve(stream: &TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream.try_clone()?;
    while let Some(head) = Head::read(&mut reader)? {
        let body = head.body(&mut reader)?;
        state.lock().unwrap().answer(&head, &body).write(&mut writer, false)?;
    }
    Ok(())
}

impl State {
    fn answer(&mut self, head: &Head, body: &[u8]) -> Reply {
        let is_post = head.method() == "POST";
        let query = head.target().split_once('?').map_or("", |(_, query)| query);
        let form = if is_post { body } else { query.as_bytes() };
        let fields: Vec<(String, String)> = form_urlencoded::parse(form).into_owned().collect();
        let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        // A query repeats the parameter; a form has one, with spaces between the scopes.
        let scopes: Vec<String> = fields
            .iter()
            .filter(|(key, _)| key == "scope")
            .flat_map(|(_, value)| value.split(' '))
            .filter(|scope| !scope.is_empty())
            .map(str::to_owned)
            .collect();
        let who = if is_post { self.by_form(&field) } else { self.by_header(head) };
        let reply = match &who {
            _ if is_post && !self.posts => Reply::new(405, ""),
            Err(()) => Reply::new(401, r#"{"errors":[{"code":"UNAUTHORIZED","message":"wrong password"}]}"#),
            Ok(None) if !self.anonymous_pull => Reply::new(401, r#"{"errors":[{"code":"UNAUTHORIZED"}]}"#),
            Ok(user) => self.issue(user.as_deref(), &scopes, wants_refresh(is_post, &field)),
        };
        self.log.push(TokenRequest {
            method: head.method().to_owned(),
            service: field("service").unwrap_or_default(),
            scopes,
            user: who.ok().flatten(),
            status: reply.status,
        });
        reply.with("Content-Type", "application/json")
    }

    fn by_header(&self, head: &Head) -> Result<Option<String>, ()> {
        let Some(header) = head.header("authorization") else { return Ok(None) };
        basic(header)
            .filter(|(user, password)| self.users.get(user) == Some(password))
            .map(|(user, _)| Some(user))
            .ok_or(())
    }

    fn by_form(&self, field: &dyn Fn(&str) -> Option<String>) -> Result<Option<String>, ()> {
        match field("grant_type").as_deref() {
            Some("password") => {
                let user = field("username").ok_or(())?;
                if self.users.get(&user) == field("password").as_ref() { Ok(Some(user)) } else { Err(()) }
            }
            Some("refresh_token") => {
                let token = field("refresh_token").ok_or(())?;
                self.refresh.get(&token).cloned().map(Some).ok_or(())
            }
            _ => Err(()),
        }
    }

    fn issue(&mut self, user: Option<&str>, scopes: &[String], refresh: bool) -> Reply {
        self.count += 1;
        let token = format!("token-{}", self.count);
        let granted = scopes.iter().filter_map(|scope| self.narrow(user, scope)).collect();
        self.issued.insert(token.clone(), granted);
        let mut body = json!({ self.field: token, "expires_in": self.expires_in });
        if let Some(user) = user.filter(|_| refresh) {
            let refresh = format!("refresh-{}", self.count);
            self.refresh.insert(refresh.clone(), user.to_owned());
            body["refresh_token"] = json!(refresh);
        }
        Reply::new(200, body.to_string())
    }

    /// What of a scope is granted: less than was asked is no error.
    fn narrow(&self, user: Option<&str>, scope: &str) -> Option<String> {
        if user.is_some() {
            return Some(scope.to_owned());
        }
        let (name, actions) = scope.rsplit_once(':')?;
        (self.anonymous_pull && actions.split(',').any(|one| one == "pull")).then(|| format!("{name}:pull"))
    }
}

fn wants_refresh(is_post: bool, field: &dyn Fn(&str) -> Option<String>) -> bool {
    if is_post {
        field("access_type").as_deref() == Some("offline")
    } else {
        field("offline_token").as_deref() == Some("true")
    }
}

/// The user and the password of an `Authorization: Basic` header.
pub fn basic(header: &str) -> Option<(String, String)> {
    let encoded = header.strip_prefix("Basic ")?;
    let decoded = base64::engine::general_purpose::STANDARD.decode(encoded).ok()?;
    let (user, password) = std::str::from_utf8(&decoded).ok()?.split_once(':')?;
    Some((user.to_owned(), password.to_owned()))
}
