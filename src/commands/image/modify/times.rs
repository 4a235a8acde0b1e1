//! Rules for times as they are written: `set=TIME,after=TIME,base-ref=IMAGE,…`.

use jiff::Timestamp;

use super::flags::{Edits, Step};
use crate::mutate::TimeRule;
use crate::reference::Location;

/// A rule that was read, its base image not opened yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Written {
    set: Option<Timestamp>,
    from_label: Option<String>,
    after: Option<Timestamp>,
    base_layers: usize,
    base: Option<Location>,
}

/// Reads a rule, for edits that are made of it.
///
/// # Errors
/// It is no rule, or sets nothing.
pub fn times(text: &str, edits: fn(TimeRule) -> Edits) -> Result<Step, String> {
    let written = parse(text)?;
    Ok(Step::opened(move |app| {
        let Written { set, from_label, after, base_layers, base } = written.clone();
        let base = match base {
            Some(base) => Some((app.source(&base)?, app.selector(&base)?)),
            None => None,
        };
        Ok(edits(TimeRule { set, from_label, after, base_layers, base }))
    }))
}

fn parse(text: &str) -> Result<Written, String> {
    let mut written = Written::default();
    for part in text.split(',') {
        let (key, value) =
            part.split_once('=').ok_or_else(|| format!("KEY=VALUE was expected in place of {part:?}"))?;
        match key {
            "set" => written.set = Some(time(value)?),
            "after" => written.after = Some(time(value)?),
            "from-label" => written.from_label = Some(value.to_owned()),
            "base-layers" => {
                written.base_layers = value.parse().map_err(|_| format!("{value:?} is no number of layers"))?;
            }
            "base-ref" => {
                let base = value.parse().map_err(|error: crate::reference::ParseError| error.to_string())?;
                written.base = Some(base);
            }
            _ => {
                return Err(format!(
                    "{key:?} is not known: there are set, from-label, after, base-ref and base-layers"
                ));
            }
        }
    }
    if written.set.is_none() && written.from_label.is_none() {
        return Err("the time to set is missing: set=TIME, or from-label=NAME".to_owned());
    }
    Ok(written)
}

fn time(text: &str) -> Result<Timestamp, String> {
    text.parse().map_err(|_| format!("{text:?} is no time as in 2021-02-03T04:05:06Z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_has_a_time_and_what_it_is_for() {
        let set = Some("2021-02-03T04:05:06Z".parse().unwrap());
        assert_eq!(parse("set=2021-02-03T05:05:06+01:00").unwrap(), Written { set, ..Written::default() });
        let all =
            parse("from-label=made,after=2021-02-03T04:05:06Z,base-layers=3,base-ref=localhost:5000/a:1").unwrap();
        let base = Some("localhost:5000/a:1".parse().unwrap());
        let from_label = Some("made".to_owned());
        assert_eq!(all, Written { set: None, from_label, after: set, base_layers: 3, base });
        for bad in [
            "",
            "set",
            "set=1",
            "after=2021-02-03T04:05:06Z",
            "set=2021-02-03T04:05:06Z,x=1",
            "from-label=a,base-layers=x",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
