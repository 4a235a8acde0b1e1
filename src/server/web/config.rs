//! What an image's config says: how it is run, its labels, its history.

use maud::{Markup, Render, html};
use serde_json::{Map, Value};

use super::frame::{self, LONG, NAME, Site, fact};
use super::layers::instruction;
use super::manifest::{PAIRS, annotations, lacking, pairs};
use super::text::{age, foreign, time};
use super::view::View;
use crate::oci::{ImageConfig, ImageManifest, RunConfig};

/// How many steps of the history are shown.
const STEPS: usize = 500;
/// How many ports or volumes are shown.
const KEYS: usize = 50;

/// The sections.
pub fn sections(site: &Site, view: &View, image: &ImageManifest) -> Markup {
    let Some(config) = &view.config else { return html! {} };
    html! {
        @match config {
            Err(why) => section aria-labelledby="config" {
                h2 #config { "Config" }
                (lacking(&format!("The config {} is lacking", image.config.digest.short()), why))
            },
            Ok(config) => {
                (run(config))
                (pairs("environment", "Environment", &environment(config.config.as_ref())))
                (pairs("labels", "Labels", &labels(config)))
                (history(site, config))
            },
        }
    }
}

fn run(config: &ImageConfig) -> Markup {
    let run = config.config.clone().unwrap_or_default();
    let words = |words: Option<&Vec<String>>| words.filter(|words| !words.is_empty()).map(|words| command(words));
    let text = |text: Option<&String>| {
        text.filter(|text| !text.is_empty()).map(|text| html! { code { (foreign(text, LONG)) } })
    };
    html! {
        section aria-labelledby="config" {
            h2 #config { "Config" }
            dl.facts {
                (fact("Entry point", words(run.entrypoint.as_ref())))
                (fact("Command", words(run.cmd.as_ref())))
                (fact("User", text(run.user.as_ref())))
                (fact("Working directory", text(run.working_dir.as_ref())))
                (fact("Ports", keys(run.exposed_ports.as_ref())))
                (fact("Volumes", keys(run.volumes.as_ref())))
                (fact("Stop signal", text(run.stop_signal.as_ref())))
                (fact("Architecture", text(Some(&config.architecture))))
                (fact("Operating system", text(Some(&config.os))))
            }
        }
    }
}

/// The words of a command as JSON, which leaves no doubt where one ends.
fn command(words: &[String]) -> Markup {
    let mut left = LONG;
    let mut shown = Vec::new();
    for word in words {
        shown.push(word.chars().take(left + 1).collect::<String>());
        left = left.saturating_sub(word.len() + 1);
        if left == 0 {
            break;
        }
    }
    let text = serde_json::json!(shown).to_string();
    html! { code { (foreign(&text, LONG)) } @if shown.len() < words.len() { span.cut { "… and more words" } } }
}

fn keys(map: Option<&Map<String, Value>>) -> Option<Markup> {
    let map = map.filter(|map| !map.is_empty())?;
    let shown = map.keys().take(KEYS);
    Some(html! {
        @for key in shown { code.chip { (foreign(key, NAME)) } " " }
        @if map.len() > KEYS { span.none { "and " (map.len() - KEYS) " more" } }
    })
}

fn environment(run: Option<&RunConfig>) -> Vec<(&str, String)> {
    let variables = run.and_then(|run| run.env.as_deref()).unwrap_or_default();
    let split = |variable: &'_ String| variable.split_once('=').map(|(_, value)| value.to_owned()).unwrap_or_default();
    let name = |variable: &'_ str| variable.find('=').unwrap_or(variable.len());
    variables.iter().take(PAIRS + 1).map(|variable| (&variable[..name(variable)], split(variable))).collect()
}

fn labels(config: &ImageConfig) -> Vec<(&str, String)> {
    let labels = config.config.as_ref().and_then(|run| run.labels.as_ref());
    labels.map(annotations).unwrap_or_default()
}

fn history(site: &Site, config: &ImageConfig) -> Markup {
    html! {
        @if !config.history.is_empty() {
            section aria-labelledby="history" {
                h2 #history { "History" }
                ol.history {
                    @for step in config.history.iter().take(STEPS) {
                        li {
                            code { (foreign(&instruction(step.created_by.as_deref().unwrap_or_default()), LONG)) }
                            p {
                                @if let Some(created) = step.created.as_deref().and_then(time) { (age(created, site.now)) " " }
                                @if step.empty_layer { span.chip { "no layer" } " " }
                                (about("by ", step.author.as_deref()))
                                (about("", step.comment.as_deref()))
                            }
                        }
                    }
                }
                (frame::more(STEPS, config.history.len(), "step"))
            }
        }
    }
}

fn about(before: &str, text: Option<&str>) -> impl Render {
    let text = text.filter(|text| !text.trim().is_empty());
    html! { @if let Some(text) = text { span { (before) (foreign(text, NAME)) } " " } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_split_at_the_first_sign() {
        let env = ["PATH=/bin:/usr/bin", "EMPTY=", "BARE", "=x", "A=b=c"].map(str::to_owned).to_vec();
        let run = RunConfig { env: Some(env), ..RunConfig::default() };
        let found = environment(Some(&run));
        let found: Vec<(&str, &str)> = found.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(found, [("PATH", "/bin:/usr/bin"), ("EMPTY", ""), ("BARE", ""), ("", "x"), ("A", "b=c")]);
    }

    #[test]
    fn commands_of_any_length_are_cut() {
        let short = command(&["/bin/sh".to_owned(), "<b>".to_owned()]).into_string();
        assert_eq!(short, "<code><bdi>[&quot;/bin/sh&quot;,&quot;&lt;b&gt;&quot;]</bdi></code>");
        for words in [vec!["x".repeat(1 << 20)], vec!["y".to_owned(); 100_000]] {
            let shown = command(&words).into_string();
            assert!(shown.len() < 20 * LONG && shown.contains("class=\"cut\""), "{}", shown.len());
        }
    }
}
