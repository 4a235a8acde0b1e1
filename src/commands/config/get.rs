//! `wharf config get`: every setting with its origin, and what is said of hosts.

use std::fmt::Display;
use std::io;

use clap::{Args, ValueEnum};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::hosts::{self, HOST};
use crate::app::App;
use crate::commands::FormatArgs;
use crate::config::Setting;
use crate::error::CliError;
use crate::output::{Report, Shape, Text, sanitize};

/// The arguments of `wharf config get`.
#[derive(Args, Debug)]
#[command(after_help = "\
Secrets are not shown.

Examples:
  wharf config get
  wharf config get --format '{{.Settings.Jobs.Value}}'
  wharf config get --format '{{range $host, $table := .Hosts}}{{println $host $table.tls}}{{end}}'")]
pub struct GetArgs {
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl GetArgs {
    /// Prints the settings.
    pub fn run(self, app: &App) -> Result<(), CliError> {
        Ok(app.output.report(&ConfigReport::of(app))?)
    }
}

const SHAPE: Shape = Shape::Struct(&[
    ("filename", Shape::Text),
    ("hosts", Shape::Keyed),
    ("hostDefault", Shape::Optional(&HOST)),
    ("blobLimit", Shape::Number),
    ("incDockerCert", Shape::Flag),
    ("incDockerCred", Shape::Flag),
    ("settings", Shape::Keyed),
]);

/// All that the configuration comes to, by regctl's names where it has one.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConfigReport {
    filename: String,
    hosts: Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    host_default: Option<Value>,
    inc_docker_cert: bool,
    inc_docker_cred: bool,
    settings: Map<String, Value>,
}

impl ConfigReport {
    /// The report of what is set now.
    pub fn of(app: &App) -> Self {
        let config = &app.config;
        let hosts = config.host_tables().keys();
        let hosts = hosts.filter_map(|host| Some((host.to_string(), hosts::document(app, host)?))).collect();
        let helper = config.credential_helper.value.as_ref();
        Self {
            filename: config.file.as_ref().map(|file| file.display().to_string()).unwrap_or_default(),
            hosts,
            host_default: helper.map(|name| json!({"credHelper": format!("docker-credential-{name}")})),
            inc_docker_cert: config.docker_certificates.value,
            inc_docker_cred: true,
            settings: settings(app),
        }
    }
}

fn settings(app: &App) -> Map<String, Value> {
    let config = &app.config;
    let seconds = |setting: &Setting<std::time::Duration>| shown(setting, format!("{}s", setting.value.as_secs_f64()));
    let store = config.store.value.as_ref().map(|dir| dir.display().to_string());
    let files: Vec<String> = config.ca_files.value.iter().map(|file| file.display().to_string()).collect();
    let word = |value: Option<clap::builder::PossibleValue>| value.map(|value| value.get_name().to_owned());
    let all = [
        ("store", shown(&config.store, store)),
        ("jobs", shown(&config.jobs, config.jobs.value)),
        ("progress", shown(&config.progress, word(config.progress.value.to_possible_value()))),
        ("color", shown(&config.color, config.color.value)),
        ("ca-files", shown(&config.ca_files, files)),
        ("connect-timeout", seconds(&config.connect_timeout)),
        ("stall-timeout", seconds(&config.stall_timeout)),
        ("retries", shown(&config.retries, config.retries.value)),
        ("retry-budget", seconds(&config.retry_budget)),
        ("manifest-limit", shown(&config.manifest_limit, config.manifest_limit.value)),
        ("user-agent", shown(&config.user_agent, config.user_agent.value.clone())),
        ("credential-store", shown(&config.save_to, word(config.save_to.value.to_possible_value()))),
        ("credential-helper", shown(&config.credential_helper, config.credential_helper.value.clone())),
        ("docker-certificates", shown(&config.docker_certificates, config.docker_certificates.value)),
    ];
    all.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn shown<T>(setting: &Setting<T>, value: impl Serialize) -> Value {
    let origin: &dyn Display = &setting.origin;
    json!({"value": value, "origin": origin.to_string()})
}

impl Report for ConfigReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        let pretty = serde_json::to_string_pretty(self)?;
        writeln!(text, "{}", sanitize::json(&pretty))
    }

    fn shape(&self) -> &'static Shape {
        &SHAPE
    }
}
