//! What the configuration file says of a host, as a document with the names that regctl has for it.

use std::path::PathBuf;

use serde_json::{Map, Value, json};

use crate::app::App;
use crate::config::HostSettings;
use crate::output::Shape;
use crate::reference::Registry;
use crate::registry::Scheme;

/// The fields of a host's document, for templates.
pub const HOST: Shape = Shape::Struct(&[
    ("tls", Shape::Text),
    ("hostname", Shape::Text),
    ("user", Shape::Text),
    ("credHelper", Shape::Text),
    ("regcert", Shape::Text),
    ("clientcert", Shape::Text),
    ("pathPrefix", Shape::Text),
    ("mirrors", Shape::List(&Shape::Text)),
    ("priority", Shape::Number),
    ("repoAuth", Shape::Flag),
    ("apiOpts", Shape::Keyed),
    ("blobChunk", Shape::Number),
    ("blobMax", Shape::Number),
    ("reqPerSec", Shape::Number),
    ("reqConcurrent", Shape::Number),
]);

/// A host's settings without secrets; nothing where neither a setting nor a login is known.
pub fn document(app: &App, registry: &Registry) -> Option<Value> {
    let table = app.config.host_tables().get(registry);
    let login = app.config.credential_store(app.notify()).lookup(registry, None);
    if table.is_none() && login.is_none() {
        return None;
    }
    let mut document = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            document.insert(name.to_owned(), value);
        }
    };
    let default = HostSettings::default();
    let table = table.unwrap_or(&default);
    put("tls", table.scheme.map(|scheme| tls(scheme).into()));
    let hostname = table.hostname.as_ref().unwrap_or(registry);
    put("hostname", Some(hostname.api_authority().into()));
    put("user", login.and_then(|login| login.user).map(Value::from));
    let helper = table.credential_helper.as_ref().map(|name| format!("docker-credential-{name}"));
    put("credHelper", helper.map(Value::from));
    put("regcert", contents(table.ca_files.iter()));
    put("clientcert", contents(table.client_certificate.iter().map(|(certificate, _)| certificate)));
    put("pathPrefix", table.path_prefix.as_ref().map(|prefix| prefix.as_str().into()));
    let mirrors: Vec<Value> = table.mirrors.iter().map(|mirror| mirror.as_str().into()).collect();
    put("mirrors", Some(mirrors).filter(|mirrors| !mirrors.is_empty()).map(Value::from));
    put("priority", table.priority.map(Value::from));
    put("repoAuth", Some(true.into()));
    put("apiOpts", table.head.filter(|head| !head).map(|_| json!({"disableHead": "true"})));
    put("blobChunk", table.chunk_size.map(Value::from));
    put("blobMax", table.max_single_upload.map(Value::from));
    put("reqPerSec", table.requests_per_second.map(Value::from));
    put("reqConcurrent", table.max_requests.map(Value::from));
    Some(Value::Object(document))
}

/// regctl's word for what is spoken.
fn tls(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Auto => "",
        Scheme::Plain => "disabled",
        Scheme::Tls => "enabled",
        Scheme::TlsUnverified | Scheme::AutoUnverified => "insecure",
    }
}

/// What is in files of certificates, one behind the other; a file that cannot be read is left out.
fn contents<'a>(files: impl Iterator<Item = &'a PathBuf>) -> Option<Value> {
    let texts: Vec<String> = files.filter_map(|file| std::fs::read_to_string(file).ok()).collect();
    Some(texts.concat()).filter(|text| !text.is_empty()).map(Value::from)
}
