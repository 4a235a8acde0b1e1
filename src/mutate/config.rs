//! Edits of image configs: how a container is started, and what the image says of itself.

use async_trait::async_trait;
use regex::Regex;
use serde_json::{Map, Value, json};

use super::Edit;
use super::draft::Draft;
use super::error::MutateError;
use super::select::Scope;
use crate::oci::{Annotations, ImageConfig, Platform, RunConfig};

/// A change of the configs of images.
#[derive(Clone, Debug)]
pub struct ConfigEdit {
    /// Which images.
    pub scope: Scope,
    /// What is changed.
    pub change: ConfigChange,
}

/// What is changed in a config. Where a value may be nothing, nothing takes the field away.
#[derive(Clone, Debug)]
pub enum ConfigChange {
    /// Who made the image.
    Author(Option<String>),
    /// Takes a build argument out of the history, where its value is what the pattern matches.
    BuildArgument {
        /// The argument.
        name: String,
        /// Its value.
        value: Regex,
    },
    /// The default arguments.
    Cmd(Option<Vec<String>>),
    /// The program and its fixed arguments.
    Entrypoint(Option<Vec<String>>),
    /// A variable of the environment.
    Env {
        /// The variable.
        name: String,
        /// Its value.
        value: Option<String>,
    },
    /// Another port that the program listens on.
    Expose(String),
    /// A label.
    Label {
        /// The key.
        name: String,
        /// The text under it.
        value: Option<String>,
    },
    /// What the image runs on.
    Platform(Platform),
    /// The ports that the program listens on, in place of all that there are.
    Ports(Vec<String>),
    /// The signal that stops it.
    StopSignal(Option<String>),
    /// One port fewer.
    Unexpose(String),
    /// The user and group to run as.
    User(Option<String>),
    /// Another folder kept outside the container.
    Volume(String),
    /// One such folder fewer.
    Unvolume(String),
    /// Where the program starts.
    WorkingDir(Option<String>),
}

#[async_trait]
impl Edit for ConfigEdit {
    async fn apply(&self, draft: &mut Draft) -> Result<(), MutateError> {
        for document in draft.images(&self.scope, "an edit of the config")? {
            if let Some(config) = document.image_mut().and_then(|image| image.config.as_mut()) {
                self.change.apply(&mut config.value);
            }
        }
        Ok(())
    }
}

impl ConfigChange {
    /// Changes `config`. What is as it should be stays as it is.
    fn apply(&self, config: &mut ImageConfig) {
        match self {
            Self::Author(author) => config.author.clone_from(author),
            Self::BuildArgument { name, value } => remove_build_argument(config, name, value),
            Self::Platform(platform) => set_platform(config, platform),
            change => {
                let had = config.config.clone();
                let run = config.config.get_or_insert_default();
                change.apply_run(run);
                if had.is_none() && *run == RunConfig::default() {
                    config.config = None;
                }
            }
        }
    }

    fn apply_run(&self, run: &mut RunConfig) {
        match self {
            Self::Cmd(cmd) => run.cmd.clone_from(cmd),
            Self::Entrypoint(entrypoint) => run.entrypoint.clone_from(entrypoint),
            Self::Env { name, value } => set_env(run, name, value.as_deref()),
            Self::Expose(port) => insert(&mut run.exposed_ports, port),
            Self::Label { name, value } => set_label(run, name, value.as_deref()),
            Self::Ports(ports) => {
                run.exposed_ports = None;
                for port in ports {
                    insert(&mut run.exposed_ports, port);
                }
            }
            Self::StopSignal(signal) => run.stop_signal.clone_from(signal),
            Self::Unexpose(port) => remove(&mut run.exposed_ports, port),
            Self::User(user) => run.user.clone_from(user),
            Self::Volume(volume) => insert(&mut run.volumes, volume),
            Self::Unvolume(volume) => remove(&mut run.volumes, volume),
            Self::WorkingDir(dir) => run.working_dir.clone_from(dir),
            Self::Author(_) | Self::BuildArgument { .. } | Self::Platform(_) => {}
        }
    }
}

/// Sets a variable in its place, or behind the others; of several of one name the first stays, as a container sees it
/// anyway.
fn set_env(run: &mut RunConfig, name: &str, value: Option<&str>) {
    let is_it = |entry: &String| entry.split_once('=').map_or(entry.as_str(), |(name, _)| name) == name;
    let mut all = run.env.take().unwrap_or_default();
    let place = all.iter().position(is_it);
    match (value, place) {
        (None, _) => all.retain(|entry| !is_it(entry)),
        (Some(value), None) => all.push(format!("{name}={value}")),
        (Some(value), Some(place)) => {
            all[place] = format!("{name}={value}");
            let mut at = 0;
            all.retain(|entry| {
                at += 1;
                at - 1 <= place || !is_it(entry)
            });
        }
    }
    run.env = (!all.is_empty()).then_some(all);
}

fn set_label(run: &mut RunConfig, name: &str, value: Option<&str>) {
    let mut labels: Annotations = run.labels.take().unwrap_or_default();
    match value {
        Some(value) => labels.set(name, value),
        None => labels.remove(name),
    }
    run.labels = (!labels.is_empty()).then_some(labels);
}

/// Adds a member to a set, which Go writes as a map to empty objects.
fn insert(set: &mut Option<Map<String, Value>>, member: &str) {
    let set = set.get_or_insert_default();
    if !set.contains_key(member) {
        set.insert(member.to_owned(), json!({}));
    }
}

fn remove(set: &mut Option<Map<String, Value>>, member: &str) {
    if let Some(members) = set {
        members.shift_remove(member);
        if members.is_empty() {
            *set = None;
        }
    }
}

fn set_platform(config: &mut ImageConfig, platform: &Platform) {
    let Platform { architecture, os, os_version, os_features, variant, other: _ } = platform.clone();
    if config.platform() == *platform {
        return;
    }
    ImageConfig { architecture, os, os_version, os_features, variant, ..std::mem::take(config) }.clone_into(config);
}

/// Takes an argument out of the history as builders write it: the step `ARG name=value`, and `|2 name=value other=…`
/// at the head of each step that could see it.
fn remove_build_argument(config: &mut ImageConfig, name: &str, value: &Regex) {
    let declares = |text: &str| {
        let declared = text.strip_prefix("ARG ").and_then(|rest| rest.strip_prefix(name));
        declared.is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
    };
    config.history.retain(|step| !(step.empty_layer && step.created_by.as_deref().is_some_and(declares)));
    for step in &mut config.history {
        let shorter = step.created_by.as_deref().and_then(|text| without_argument(text, name, value));
        if shorter.is_some() {
            step.created_by = shorter;
        }
    }
}

/// `RUN |2 a=1 b=2 command` without one of its arguments; nothing where it does not have it.
fn without_argument(text: &str, name: &str, value: &Regex) -> Option<String> {
    let rest = text.strip_prefix("RUN |")?;
    let (count, rest) = rest.split_once(' ')?;
    let count: usize = count.parse().ok().filter(|count| *count > 0)?;
    let key = format!("{name}=");
    // A value may hold spaces, so an argument is looked for at the head and behind each space.
    let heads = std::iter::once(0).chain(rest.match_indices(' ').map(|(at, _)| at + 1));
    for at in heads.filter(|at| rest[*at..].starts_with(&key)) {
        let from = at + key.len();
        let found = value.find(&rest[from..]).filter(|found| found.start() == 0);
        let Some(found) = found else { continue };
        let behind = &rest[from + found.end()..];
        if !(behind.is_empty() || behind.starts_with(' ')) {
            continue;
        }
        let behind = behind.strip_prefix(' ').unwrap_or(behind);
        let before = &rest[..at];
        return Some(match count {
            1 if before.is_empty() => format!("RUN {behind}"),
            count => format!("RUN |{} {before}{behind}", count - 1),
        });
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn changed(text: &str, changes: &[ConfigChange]) -> Value {
        let mut config: ImageConfig = serde_json::from_str(text).unwrap();
        for change in changes {
            change.apply(&mut config);
        }
        serde_json::to_value(&config).unwrap()
    }

    fn text(text: &str) -> String {
        text.to_owned()
    }

    const START: &str = r#"{"os":"linux","architecture":"amd64","config":{"Env":["A=1","B=2"],"Labels":{"x":"1"},"Cmd":["sh"],"ExposedPorts":{"80/tcp":{}}},"rootfs":{"type":"layers","diff_ids":[]}}"#;

    #[test]
    fn variables_are_changed_in_their_place() {
        let env = |name: &str, value: Option<&str>| ConfigChange::Env {
            name: name.to_owned(),
            value: value.map(str::to_owned),
        };
        for (changes, expected) in [
            (vec![env("A", Some("3"))], json!(["A=3", "B=2"])),
            (vec![env("C", Some("x=y"))], json!(["A=1", "B=2", "C=x=y"])),
            (vec![env("A", None)], json!(["B=2"])),
            (vec![env("Z", None)], json!(["A=1", "B=2"])),
            (vec![env("A", None), env("B", None)], Value::Null),
        ] {
            assert_eq!(changed(START, &changes)["config"]["Env"], expected, "{changes:?}");
        }
        let twice = START.replace(r#""B=2""#, r#""B=2","A=9""#);
        assert_eq!(changed(&twice, &[env("A", Some("3"))])["config"]["Env"], json!(["A=3", "B=2"]));
    }

    #[test]
    fn every_field_can_be_set_and_taken_away() {
        let words = || Some(vec!["a".to_owned(), "b".to_owned()]);
        for (change, pointer, expected) in [
            (ConfigChange::Author(Some(text("me"))), "/author", json!("me")),
            (ConfigChange::Cmd(words()), "/config/Cmd", json!(["a", "b"])),
            (ConfigChange::Cmd(None), "/config/Cmd", Value::Null),
            (ConfigChange::Entrypoint(words()), "/config/Entrypoint", json!(["a", "b"])),
            (ConfigChange::User(Some(text("1:1"))), "/config/User", json!("1:1")),
            (ConfigChange::WorkingDir(Some(text("/srv"))), "/config/WorkingDir", json!("/srv")),
            (ConfigChange::StopSignal(Some(text("SIGINT"))), "/config/StopSignal", json!("SIGINT")),
            (ConfigChange::Expose("53/udp".to_owned()), "/config/ExposedPorts", json!({"80/tcp": {}, "53/udp": {}})),
            (ConfigChange::Unexpose("80/tcp".to_owned()), "/config/ExposedPorts", Value::Null),
            (ConfigChange::Volume("/data".to_owned()), "/config/Volumes", json!({"/data": {}})),
            (ConfigChange::Unvolume("/none".to_owned()), "/config/Volumes", Value::Null),
            (
                ConfigChange::Label { name: "y".to_owned(), value: Some(text("2")) },
                "/config/Labels",
                json!({"x": "1", "y": "2"}),
            ),
            (ConfigChange::Label { name: "x".to_owned(), value: None }, "/config/Labels", Value::Null),
            (ConfigChange::Platform("linux/arm64".parse().unwrap()), "/architecture", json!("arm64")),
        ] {
            let found = changed(START, std::slice::from_ref(&change));
            assert_eq!(found.pointer(pointer).cloned().unwrap_or_default(), expected, "{change:?}");
        }
        let bare = r#"{"os":"linux","architecture":"amd64"}"#;
        assert_eq!(changed(bare, &[ConfigChange::User(None)]).get("config"), None);
    }

    proptest! {
        #[test]
        fn whatever_stands_in_a_history_is_read(count in 0usize..3, rest in "[A=1 é|]{0,20}", value in "[A=1 é]{0,3}") {
            let value = Regex::new(&format!("^(?:{})", regex::escape(&value))).unwrap();
            let text = format!("RUN |{count} {rest}");
            if let Some(shorter) = without_argument(&text, "A", &value) {
                prop_assert!(shorter.len() < text.len());
            }
        }
    }

    #[test]
    fn a_build_argument_leaves_the_history() {
        let start = json!({"os": "linux", "architecture": "amd64", "history": [
            {"created_by": "ARG VERSION=1", "empty_layer": true},
            {"created_by": "ARG VERSIONS", "empty_layer": true},
            {"created_by": "RUN |1 VERSION=1 /bin/sh -c make"},
            {"created_by": "RUN |2 A=x VERSION=1 2 /bin/sh -c make VERSION=1"},
            {"created_by": "RUN /bin/sh -c VERSION=1"},
        ]});
        let change =
            |value: &str| ConfigChange::BuildArgument { name: "VERSION".to_owned(), value: Regex::new(value).unwrap() };
        let steps = |value: &str| {
            let found = changed(&start.to_string(), &[change(value)]);
            let steps = found["history"].as_array().unwrap().iter();
            steps.map(|step| step["created_by"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            steps("1"),
            [
                "ARG VERSIONS",
                "RUN /bin/sh -c make",
                "RUN |1 A=x 2 /bin/sh -c make VERSION=1",
                "RUN /bin/sh -c VERSION=1"
            ]
        );
        assert_eq!(steps("1 2")[2], "RUN |1 A=x /bin/sh -c make VERSION=1");
        assert_eq!(steps("9")[1], "RUN |1 VERSION=1 /bin/sh -c make");
    }
}
