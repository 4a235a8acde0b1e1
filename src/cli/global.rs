//! The flags that every command takes.

use std::path::PathBuf;
use std::time::Duration;

use clap::{ArgMatches, Args};

use super::deepest;
use super::host::HostArg;
use crate::config::{Config, FlagCredentials, Flags, HostSet, Origin, SaveTo, parse_duration};
use crate::output::{ColourMode, Level, LogForm, ProgressMode};
use crate::reference::{ParseError, Registry};
use crate::registry::{Credential, Secret};

/// What the flags that every command takes stand below in the help.
pub(super) const HEADING: &str = "Global options";

/// The flags that every command takes.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = HEADING)]
pub struct GlobalArgs {
    /// The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The directory of the local store [env: WHARF_STORE]
    #[arg(long, global = true, value_name = "DIR")]
    pub store: Option<PathBuf>,
    /// Print only results, warnings and errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Say more of what is done: each request and its outcome; -v LEVEL is understood as well
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// How much is said: trace, debug, info, warn or error [default: info]
    #[arg(long, global = true, value_name = "LEVEL", conflicts_with = "verbose", overrides_with = "verbosity")]
    pub verbosity: Option<Level>,
    /// Say it as lines of JSON: --logopt json
    #[arg(long, global = true, value_name = "OPTION")]
    pub logopt: Vec<String>,
    /// How one registry is spoken to.
    #[arg(long, global = true, value_name = "reg=HOST,...")]
    #[arg(help = "How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]")]
    pub host: Vec<HostArg>,
    /// What the client calls itself towards registries
    #[arg(long, global = true, value_name = "TEXT", value_parser = parse_user_agent)]
    pub user_agent: Option<String>,
    /// When to use colours [env: NO_COLOR]
    #[arg(long, global = true, value_name = "WHEN")]
    pub color: Option<ColourMode>,
    /// Trust the certificates in FILE (PEM), besides the system's; may be repeated [env: WHARF_CA_FILE]
    #[arg(long, global = true, value_name = "FILE")]
    pub ca_file: Vec<PathBuf>,
    /// Do not verify who a registry is that speaks TLS, of HOST alone where it is given
    #[arg(long, global = true, value_name = "HOST", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "", value_parser = parse_named_host)]
    pub tls_skip_verify: Vec<NamedHost>,
    /// Speak plain HTTP, to HOST alone where it is given; localhost needs no telling
    #[arg(long, global = true, value_name = "HOST", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "", value_parser = parse_named_host)]
    pub plain_http: Vec<NamedHost>,
    /// Log in with these credentials, at HOST alone where it is given
    #[arg(long, global = true, value_name = "[HOST=]USER:PASSWORD", value_parser = parse_creds)]
    pub creds: Vec<Creds>,
    /// The only file to read credentials from [env: REGISTRY_AUTH_FILE]
    #[arg(long, global = true, value_name = "FILE")]
    pub authfile: Option<PathBuf>,
    /// How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]
    #[arg(long, global = true, value_name = "DURATION", value_parser = parse_duration)]
    pub connect_timeout: Option<Duration>,
    /// How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]
    #[arg(long, global = true, value_name = "DURATION", value_parser = parse_duration)]
    pub stall_timeout: Option<Duration>,
    /// How often one operation is tried again [env: WHARF_RETRIES] [default: 6]
    #[arg(long, global = true, value_name = "N")]
    pub retries: Option<u32>,
}

impl GlobalArgs {
    /// Whether there are colours; `wanted` is what the settings say.
    pub fn colour(&self, wanted: bool) -> ColourMode {
        self.color.unwrap_or(if wanted { ColourMode::Auto } else { ColourMode::Never })
    }

    /// Which messages are told.
    pub fn level(&self) -> Level {
        self.verbosity.unwrap_or(match self.verbose {
            0 => Level::Info,
            1 => Level::Debug,
            _ => Level::Trace,
        })
    }

    /// In which form they are told.
    pub fn log_form(&self) -> LogForm {
        if self.logopt.iter().any(|option| option == "json") { LogForm::Json } else { LogForm::Text }
    }

    /// What was given as an option of the log and is none.
    pub fn strange_log_options(&self) -> impl Iterator<Item = &str> {
        self.logopt.iter().map(String::as_str).filter(|option| *option != "json")
    }

    /// How progress is shown. A log in JSON is not broken by lines of progress that nobody asked for.
    pub fn progress(&self, config: &Config) -> ProgressMode {
        let asked = config.progress.origin != Origin::Default;
        if self.log_form() == LogForm::Json && !asked { ProgressMode::None } else { config.progress.value }
    }

    /// The flags as settings. Those that only some commands take are found in `matches`.
    pub fn flags(&self, matches: &ArgMatches) -> Flags {
        let command = deepest(matches);
        Flags {
            store: self.store.clone(),
            jobs: command.try_get_one::<usize>("jobs").ok().flatten().copied(),
            progress: command.try_get_one::<ProgressMode>("progress").ok().flatten().copied(),
            ca_files: self.ca_file.clone(),
            plain_http: host_set(&self.plain_http),
            skip_verify: host_set(&self.tls_skip_verify),
            connect_timeout: self.connect_timeout,
            stall_timeout: self.stall_timeout,
            retries: self.retries,
            save_to: command.try_get_one::<SaveTo>("credential_store").ok().flatten().copied(),
            auth_file: self.authfile.clone(),
            credentials: credentials(&self.creds, &self.host),
            schemes: self.host.iter().filter_map(HostArg::scheme).collect(),
            user_agent: self.user_agent.clone(),
        }
    }
}

fn parse_user_agent(text: &str) -> Result<String, String> {
    let printable = !text.is_empty() && text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    printable.then(|| text.to_owned()).ok_or_else(|| "only printable ASCII can be sent".to_owned())
}

/// One value of `--plain-http` and `--tls-skip-verify`.
#[derive(Clone, Debug)]
pub struct NamedHost(Option<Registry>);

fn parse_named_host(text: &str) -> Result<NamedHost, String> {
    let host = (!text.is_empty()).then(|| text.parse().map_err(|error: ParseError| error.reason)).transpose()?;
    Ok(NamedHost(host))
}

fn host_set(hosts: &[NamedHost]) -> HostSet {
    match hosts {
        [] => HostSet::Nobody,
        hosts => match hosts.iter().map(|host| host.0.clone()).collect() {
            Some(hosts) => HostSet::Hosts(hosts),
            None => HostSet::All,
        },
    }
}

/// One value of `--creds`.
#[derive(Clone, Debug)]
pub struct Creds {
    host: Option<Registry>,
    user: String,
    password: Secret,
}

/// A host may stand in front, with `=` behind it; a password may hold anything.
fn parse_creds(text: &str) -> Result<Creds, String> {
    let (login, password) = match text.split_once('=') {
        Some((host, rest)) if rest.contains(':') && host.parse::<Registry>().is_ok() && !is_user(host) => {
            let host = host.parse().map_err(|error: ParseError| error.reason)?;
            let (user, password) = rest.split_once(':').unwrap_or_default();
            return Ok(Creds { host: Some(host), user: user.to_owned(), password: Secret::new(password) });
        }
        _ => text.split_once(':').ok_or("USER:PASSWORD was expected")?,
    };
    if login.is_empty() {
        return Err("the user is missing before the colon".to_owned());
    }
    Ok(Creds { host: None, user: login.to_owned(), password: Secret::new(password) })
}

/// Whether what stands before an `=` is rather a user and the beginning of a password.
fn is_user(text: &str) -> bool {
    text.split_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_err())
}

fn credentials(creds: &[Creds], hosts: &[HostArg]) -> FlagCredentials {
    let scoped = hosts.iter().filter_map(HostArg::credential).collect();
    let mut all = FlagCredentials { scoped, ..FlagCredentials::default() };
    for Creds { host, user, password } in creds.iter().cloned() {
        if let Some(host) = host {
            all.scoped.push((host, Credential::Basic { user, password }));
        } else {
            (all.username, all.password) = (Some(user), Some(password));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_may_name_their_host() {
        for (text, host, user, password) in [
            ("me:secret", None, "me", "secret"),
            ("me:a=b:c", None, "me", "a=b:c"),
            ("localhost:5000=me:a:b=c", Some("localhost:5000"), "me", "a:b=c"),
            ("ghcr.io=me:", Some("ghcr.io"), "me", ""),
        ] {
            let creds = parse_creds(text).unwrap();
            let found = creds.host.map(|host| host.to_string());
            assert_eq!((found.as_deref(), creds.user.as_str(), creds.password.expose()), (host, user, password));
        }
        for bad in ["", "me", ":secret"] {
            assert!(parse_creds(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_flag_is_for_all_hosts_or_for_some() {
        let parse = |texts: &[&str]| host_set(&texts.iter().map(|t| parse_named_host(t).unwrap()).collect::<Vec<_>>());
        assert!(matches!(parse(&[]), HostSet::Nobody));
        assert!(matches!(parse(&["a.io", ""]), HostSet::All));
        assert!(matches!(parse(&["a.io", "b.io:80"]), HostSet::Hosts(hosts) if hosts.len() == 2));
        assert!(parse_named_host("a b").is_err());
    }
}
