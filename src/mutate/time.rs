//! Edits of times: when an image was made, and each step of its history.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;

use super::draft::{Draft, Image};
use super::error::MutateError;
use super::select::Scope;
use super::{Edit, Reach};
use crate::content::Source;
use crate::oci::{History, ImageConfig, Platform};
use crate::reference::Selector;

/// Which times are set, and to what.
#[derive(Clone, Default)]
pub struct TimeRule {
    /// The time that is set.
    pub set: Option<Timestamp>,
    /// The label that has the time to set, RFC 3339.
    pub from_label: Option<String>,
    /// Only times after this one are set.
    pub after: Option<Timestamp>,
    /// How many layers, and the steps that made them, are left as they are.
    pub base_layers: usize,
    /// The image whose layers and steps are left as they are.
    pub base: Option<(Arc<dyn Source>, Selector)>,
}

/// Sets the times in configs.
#[derive(Clone)]
pub struct TimeEdit(pub TimeRule);

/// The images that another one may be made from, each with its platform.
pub struct Bases(Vec<(Option<Platform>, Image)>);

impl TimeRule {
    /// The time that is to be set in an image.
    ///
    /// # Errors
    /// The label is not there, or has no time, or another than the one that was given.
    pub fn time(&self, config: &ImageConfig) -> Result<Timestamp, MutateError> {
        let Some(name) = &self.from_label else {
            return self.set.ok_or_else(|| MutateError::unfit("there is no time to set"));
        };
        let labels = config.config.as_ref().and_then(|run| run.labels.as_ref());
        let text = labels.and_then(|labels| labels.text(name));
        let text =
            text.ok_or_else(|| MutateError::unfit(format!("the image has no label {name:?} to take a time from")))?;
        let found: Timestamp = text.parse().map_err(|_| {
            MutateError::unfit(format!("the label {name:?} is {text:?}, which is no time as in 2021-02-03T04:05:06Z"))
        })?;
        match self.set.filter(|set| *set != found) {
            None => Ok(found),
            Some(set) => Err(MutateError::unfit(format!("the label {name:?} says {found}, and {set} was to be set"))),
        }
    }

    /// What becomes of a time where `time` is to be set; nothing where it stays.
    pub fn moved(&self, old: &str, time: Timestamp) -> Option<String> {
        // What is no time cannot be told to be later than another; it is replaced like any.
        let parsed: Option<Timestamp> = old.parse().ok();
        let stays = parsed.is_some_and(|old| old == time || self.after.is_some_and(|after| old <= after));
        (!stays).then(|| time.to_string())
    }

    /// Reads the image that others may be made from.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn bases(&self) -> Result<Bases, MutateError> {
        let Some((source, selector)) = &self.base else { return Ok(Bases(Vec::new())) };
        let mut base = Draft::load(Arc::clone(source), selector.clone(), Reach::Configs).await?;
        let images = base.images(&Scope::Usual, "a base image")?;
        let images = images.into_iter().filter_map(|document| {
            let platform = document.platform();
            document.image_mut().map(|image| (platform, image.clone()))
        });
        Ok(Bases(images.collect()))
    }

    /// How many steps of the history of `image`, and how many of its layers, are left as they are.
    pub fn skipped(&self, image: &Image, bases: &Bases) -> (usize, usize) {
        let none = Vec::new();
        let config = image.config.as_ref().map(|config| &config.value);
        let history = config.map_or(&none, |config| &config.history);
        let by_count = steps_of_layers(history, self.base_layers);
        let Some(base) = config.and_then(|config| bases.fitting(&config.platform())) else {
            return (by_count, self.base_layers.min(image.manifest.layers.len()));
        };
        let base_history = base.config.as_ref().map_or(&none, |config| &config.value.history);
        let steps = history.iter().zip(base_history).take_while(|(own, base)| same_step(own, base)).count();
        let layers = image.manifest.layers.iter().zip(&base.manifest.layers);
        let layers = layers.take_while(|(own, base)| own.digest == base.digest).count();
        (steps.max(by_count), layers.max(self.base_layers.min(image.manifest.layers.len())))
    }
}

impl Bases {
    fn fitting(&self, platform: &Platform) -> Option<&Image> {
        let fit = |own: &Option<Platform>| own.as_ref().and_then(|own| own.satisfies(platform));
        let best = self.0.iter().filter(|(own, _)| fit(own).is_some()).max_by_key(|(own, _)| fit(own));
        best.map(|(_, image)| image)
    }
}

/// Whether two steps are one: what builders write of it, its time as an instant.
fn same_step(one: &History, other: &History) -> bool {
    let time = |step: &History| step.created.as_ref().map(|text| text.parse::<Timestamp>().map_err(|_| text.clone()));
    time(one) == time(other)
        && (&one.created_by, &one.author, &one.comment, one.empty_layer)
            == (&other.created_by, &other.author, &other.comment, other.empty_layer)
}

/// How many steps lead to the end of the first `layers` layers.
fn steps_of_layers(history: &[History], layers: usize) -> usize {
    if layers == 0 {
        return 0;
    }
    let ends = history.iter().enumerate().filter(|(_, step)| !step.empty_layer).map(|(at, _)| at + 1);
    ends.take(layers)
        .last()
        .filter(|_| history.iter().filter(|step| !step.empty_layer).count() >= layers)
        .unwrap_or(history.len())
}

#[async_trait]
impl Edit for TimeEdit {
    async fn apply(&self, draft: &mut Draft) -> Result<(), MutateError> {
        let Self(rule) = self;
        let bases = rule.bases().await?;
        for document in draft.images(&Scope::Usual, "an edit of times")? {
            let Some(image) = document.image_mut() else { continue };
            let (skipped, _) = rule.skipped(image, &bases);
            let Some(config) = image.config.as_mut().map(|config| &mut config.value) else { continue };
            let time = rule.time(config)?;
            let steps = config.history.iter_mut().skip(skipped).map(|step| &mut step.created);
            for created in steps.chain([&mut config.created]) {
                if let Some(new) = created.as_deref().and_then(|old| rule.moved(old, time)) {
                    *created = Some(new);
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(set: &str, after: Option<&str>) -> TimeRule {
        TimeRule {
            set: Some(set.parse().unwrap()),
            after: after.map(|after| after.parse().unwrap()),
            ..TimeRule::default()
        }
    }

    #[test]
    fn only_later_times_move_where_a_limit_is_set() {
        let (set, old) = ("2021-02-03T04:05:06Z", "2020-01-01T00:00:00Z");
        let to = set.parse().unwrap();
        for (text, after, expected) in [
            ("2024-01-01T00:00:00.5Z", None, Some(set)),
            ("2019-01-01T00:00:00Z", None, Some(set)),
            ("2019-01-01T00:00:00Z", Some(old), None),
            (old, Some(old), None),
            ("2020-01-01T00:00:00.000000001Z", Some(old), Some(set)),
            ("2021-02-03T05:05:06+01:00", None, None),
            ("no time", Some(old), Some(set)),
        ] {
            assert_eq!(rule(set, after).moved(text, to).as_deref(), expected, "{text} {after:?}");
        }
    }

    #[test]
    fn steps_are_counted_by_the_layers_that_they_made() {
        let step = |empty_layer| History { empty_layer, ..History::default() };
        let history: Vec<History> = [true, false, true, false, true].map(step).to_vec();
        for (layers, steps) in [(0, 0), (1, 2), (2, 4), (3, 5)] {
            assert_eq!(steps_of_layers(&history, layers), steps, "{layers}");
        }
    }

    #[test]
    fn a_label_gives_the_time() {
        let config: ImageConfig =
            serde_json::from_str(r#"{"config":{"Labels":{"t":"2021-02-03T04:05:06Z","x":"soon"}}}"#).unwrap();
        let of = |label: &str, set: Option<&str>| TimeRule {
            from_label: Some(label.to_owned()),
            set: set.map(|set| set.parse().unwrap()),
            ..TimeRule::default()
        };
        assert_eq!(of("t", None).time(&config).unwrap().to_string(), "2021-02-03T04:05:06Z");
        for (rule, said) in [
            (of("none", None), "no label"),
            (of("x", None), "no time"),
            (of("t", Some("2022-02-03T04:05:06Z")), "was to be set"),
            (TimeRule::default(), "no time to set"),
        ] {
            assert!(rule.time(&config).unwrap_err().to_string().contains(said), "{said}");
        }
    }
}
