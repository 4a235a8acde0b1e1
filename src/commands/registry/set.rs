//! `wharf registry set`: what holds for one host, written into the configuration file.

use std::path::Path;

use clap::Args;

use super::scope::Scope;
use crate::app::App;
use crate::commands::config::set::open;
use crate::config::{FileEdit, texts};
use crate::error::CliError;
use crate::reference::{Registry, Repository};

/// The arguments of `wharf registry set`.
#[derive(Args, Debug)]
#[command(after_help = "\
Comments and all other settings of the file stay as they are; an empty value or 0 takes a setting away. A certificate is
given as text or as a file's name.

A mirror is asked for manifests and blobs before the registry itself, and passed over where it fails; of several that
with the greatest priority comes first. Nothing is pushed to a mirror.

Examples:
  wharf registry set --tls disabled localhost:5000
  wharf registry set --mirror mirror.example.org docker.io
  wharf registry set --cacert \"$(cat ca.pem)\" registry.example.org
  wharf registry set --hostname registry.example.org prod.example.org")]
pub struct SetArgs {
    /// The registry [default: docker.io]
    #[arg(value_name = "HOST")]
    pub scope: Option<Scope>,
    /// What is spoken: enabled, insecure (TLS with any certificate) or disabled (plain HTTP)
    #[arg(long, value_name = "WORD")]
    pub tls: Option<String>,
    /// The host that is spoken to under this name
    #[arg(long, value_name = "HOST[:PORT]", value_parser = optional::<Registry>)]
    pub hostname: Option<Unless<Registry>>,
    /// What stands before the path of every repository there
    #[arg(long, value_name = "PATH", value_parser = optional::<Repository>)]
    pub path_prefix: Option<Unless<Repository>>,
    /// A registry that is asked in its stead; may be repeated
    #[arg(long, value_name = "HOST", value_parser = optional::<Registry>)]
    pub mirror: Vec<Unless<Registry>>,
    /// Which mirror is asked first: the one with the greatest number
    #[arg(long, value_name = "N")]
    pub priority: Option<u32>,
    /// The most requests under way at once
    #[arg(long, value_name = "N")]
    pub req_concurrent: Option<u32>,
    /// The most requests begun in a second
    #[arg(long, value_name = "N")]
    pub req_per_sec: Option<f64>,
    /// The size of the chunks of a chunked upload, in bytes
    #[arg(long, value_name = "BYTES")]
    pub blob_chunk: Option<u32>,
    /// Blobs larger than this are uploaded in chunks; -1 for none
    #[arg(long, value_name = "BYTES", allow_negative_numbers = true)]
    pub blob_max: Option<i64>,
    /// The certificate (PEM) that is trusted there
    #[arg(long, value_name = "PEM", allow_hyphen_values = true)]
    pub cacert: Option<String>,
    /// The client certificate (PEM) that is shown there
    #[arg(long, value_name = "PEM", allow_hyphen_values = true)]
    pub client_cert: Option<String>,
    /// The key (PEM) that goes with it
    #[arg(long, value_name = "PEM", allow_hyphen_values = true)]
    pub client_key: Option<String>,
    /// The credential helper to ask, with docker-credential- in front or without
    #[arg(long, alias = "credential-helper", value_name = "NAME")]
    pub cred_helper: Option<String>,
    /// An option for its API: disableHead=true asks for manifests by GET alone; may be repeated
    #[arg(long, value_name = "KEY=VALUE")]
    pub api_opts: Vec<String>,
    /// Ask for a token for each repository; always so, the flag is for regctl's scripts
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub repo_auth: Option<bool>,
    /// Do not ask whether the registry is there
    #[arg(long)]
    pub skip_check: bool,
}

/// A value, or nothing where the text is empty.
#[derive(Clone, Debug)]
pub struct Unless<T>(Option<T>);

fn optional<T: std::str::FromStr>(text: &str) -> Result<Unless<T>, String>
where
    T::Err: ToString,
{
    let value = (!text.is_empty()).then(|| text.parse().map_err(|error: T::Err| error.to_string())).transpose()?;
    Ok(Unless(value))
}

impl SetArgs {
    /// Changes the file, and asks whether the registry is there.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let registry = self.scope.clone().unwrap_or_default().registry;
        if self.repo_auth == Some(false) {
            return Err(CliError::usage(
                "a token is asked for each repository here, always: --repo-auth=false cannot be had",
            ));
        }
        let mut edit = open(app)?;
        self.change(&mut edit, &registry)?;
        let path = edit.save()?;
        app.output.status(format_args!("changed what {} says of {registry}", path.display()));
        if self.skip_check {
            return Ok(());
        }
        let answer = app.with(app.config.reloaded()?).client()?.ping(&registry).await;
        if answer.is_err() {
            app.output.warning("the settings are kept, though the registry does not answer as it should");
        }
        Ok(answer?)
    }

    fn change(&self, edit: &mut FileEdit, registry: &Registry) -> Result<(), CliError> {
        if let Some(tls) = &self.tls {
            edit.set_host(registry, "scheme", scheme(tls)?);
        }
        if let Some(Unless(hostname)) = &self.hostname {
            let other = hostname.as_ref().filter(|hostname| *hostname != registry);
            edit.set_host(registry, "hostname", other.map(ToString::to_string));
        }
        if let Some(Unless(prefix)) = &self.path_prefix {
            edit.set_host(registry, "path-prefix", prefix.as_ref().map(ToString::to_string));
        }
        if !self.mirror.is_empty() {
            let mirrors: Vec<String> =
                self.mirror.iter().filter_map(|mirror| Some(mirror.0.as_ref()?.to_string())).collect();
            edit.set_host(registry, "mirrors", Some(mirrors).filter(|mirrors| !mirrors.is_empty()).map(texts));
        }
        let number = |number: Option<u32>| number.map(|number| Some(i64::from(number)).filter(|number| *number > 0));
        let numbers =
            [("priority", self.priority), ("max-requests", self.req_concurrent), ("chunk-size", self.blob_chunk)];
        for (key, value) in numbers {
            if let Some(value) = number(value) {
                edit.set_host(registry, key, value);
            }
        }
        if let Some(rate) = self.req_per_sec {
            edit.set_host(registry, "requests-per-second", Some(rate).filter(|rate| *rate != 0.0));
        }
        if let Some(most) = self.blob_max {
            edit.set_host(registry, "max-single-upload", Some(most).filter(|most| *most > 0));
        }
        self.change_secrets(edit, registry)?;
        for option in &self.api_opts {
            edit.set_host(registry, "head", api_option(option)?);
        }
        Ok(())
    }

    fn change_secrets(&self, edit: &mut FileEdit, registry: &Registry) -> Result<(), CliError> {
        if let Some(text) = &self.cacert {
            let file = pem(edit, registry, "ca.pem", "--cacert", text)?;
            edit.set_host(registry, "ca", file.map(|file| texts([file])));
        }
        if let Some(text) = &self.client_cert {
            let file = pem(edit, registry, "client.pem", "--client-cert", text)?;
            edit.set_host(registry, "cert", file);
        }
        if let Some(text) = &self.client_key {
            let file = pem(edit, registry, "client.key", "--client-key", text)?;
            edit.set_host(registry, "key", file);
        }
        if let Some(helper) = &self.cred_helper {
            edit.set_host(registry, "credential-helper", Some(helper.as_str()).filter(|helper| !helper.is_empty()));
        }
        Ok(())
    }
}

/// The value of `scheme` that stands for regctl's word.
fn scheme(tls: &str) -> Result<Option<&'static str>, CliError> {
    match tls.to_ascii_lowercase().as_str() {
        "" => Ok(None),
        "enabled" => Ok(Some("tls")),
        "insecure" => Ok(Some("tls-unverified")),
        "disabled" => Ok(Some("plain")),
        _ => Err(CliError::usage(format!("--tls is {tls:?}, which is none of enabled, disabled, insecure"))),
    }
}

/// The value of `head` that an option of regctl's comes to.
fn api_option(option: &str) -> Result<Option<bool>, CliError> {
    match option.split_once('=') {
        Some(("disableHead", "true")) => Ok(Some(false)),
        Some(("disableHead", "" | "false")) | None if option.starts_with("disableHead") => Ok(None),
        _ => Err(CliError::usage(format!(
            "--api-opts {option} means nothing here; disableHead=true is the one that does"
        ))),
    }
}

/// Where a certificate or key is found: text is kept in a file beside the configuration, a file's name is taken as it is.
fn pem(edit: &FileEdit, registry: &Registry, name: &str, flag: &str, text: &str) -> Result<Option<String>, CliError> {
    if text.is_empty() {
        return Ok(None);
    }
    if text.contains("-----BEGIN ") {
        return Ok(Some(edit.keep(registry, name, text)?));
    }
    let file = std::path::absolute(Path::new(text)).ok().filter(|file| file.is_file());
    match file.as_deref().and_then(Path::to_str) {
        Some(file) => Ok(Some(file.to_owned())),
        None => Err(CliError::usage(format!("what {flag} gives is neither PEM text nor the name of a file"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_regctl_are_led_to_settings() {
        for (word, expected) in
            [("", None), ("enabled", Some("tls")), ("Insecure", Some("tls-unverified")), ("disabled", Some("plain"))]
        {
            assert_eq!(scheme(word).unwrap(), expected, "{word}");
        }
        assert!(scheme("off").is_err());
        for (option, expected) in [
            ("disableHead=true", Some(false)),
            ("disableHead=", None),
            ("disableHead=false", None),
            ("disableHead", None),
        ] {
            assert_eq!(api_option(option).unwrap(), expected, "{option}");
        }
        for wrong in ["disableHead=maybe", "x=y", ""] {
            assert!(api_option(wrong).is_err(), "{wrong}");
        }
    }
}
