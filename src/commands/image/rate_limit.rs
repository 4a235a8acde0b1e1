//! `wharf image ratelimit`: how many pulls a registry still allows.

use std::io;

use clap::Args;
use serde::Serialize;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::opened::Opened;
use crate::error::CliError;
use crate::output::{Report, Text};
use crate::reference::Location;
use crate::registry::{Access, RateLimit};

/// The arguments of `wharf image ratelimit`.
#[derive(Args, Debug)]
#[command(after_help = "\
The registry is asked by a HEAD of the manifest, which Docker Hub does not count as a pull. Set says whether it told
what remains; a number that it did not tell is 0. Reset is in seconds.

Examples:
  wharf image ratelimit alpine
  wharf image ratelimit --format '{{.Remain}}' alpine")]
pub struct RateLimitArgs {
    /// An image of the registry
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl RateLimitArgs {
    /// Asks, and prints the limit.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let Location::Registry(reference) = &self.image else {
            return Err(CliError::usage(format!("{} is in no registry: there is no limit to ask for", self.image)));
        };
        let opened = Opened::new(app, &self.image)?;
        let repository = app.repository(reference, Access::Pull)?;
        repository.manifest_head(&opened.selector).await?;
        Ok(app.output.report(&RateLimitReport::of(repository.rate_limit()))?)
    }
}

/// A limit, by the names that regctl gives its parts.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct RateLimitReport {
    remain: u64,
    limit: u64,
    /// In seconds.
    reset: u64,
    set: bool,
    policies: Vec<String>,
    source: String,
}

impl RateLimitReport {
    fn of(limit: Option<RateLimit>) -> Self {
        let set = limit.as_ref().is_some_and(|limit| limit.remaining.is_some());
        let reset = limit.as_ref().and_then(|limit| limit.reset).map_or(0, |reset| reset.as_secs());
        let (limit, remain, policies, source) = match limit {
            Some(known) => (known.limit, known.remaining, known.policies, known.source),
            None => (0, None, Vec::new(), None),
        };
        Self { remain: remain.unwrap_or_default(), limit, reset, set, policies, source: source.unwrap_or_default() }
    }
}

impl Report for RateLimitReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        text.fields([
            ("Remain", self.remain.to_string()),
            ("Limit", self.limit.to_string()),
            ("Reset", self.reset.to_string()),
            ("Set", self.set.to_string()),
            ("Policies", self.policies.join("\n")),
            ("Source", self.source.clone()),
        ]);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::commands::sample::printed;

    #[test]
    fn a_limit_has_the_names_of_regctl_and_none_is_zero() {
        let limit = RateLimit {
            limit: 100,
            remaining: Some(97),
            window: Some(Duration::from_hours(6)),
            reset: Some(Duration::from_secs(12)),
            policies: vec!["100;w=21600".to_owned()],
            source: None,
        };
        let report = RateLimitReport::of(Some(limit));
        assert_eq!(
            printed(&report, ""),
            "Remain:   97\nLimit:    100\nReset:    12\nSet:      true\nPolicies: 100;w=21600\n"
        );
        assert_eq!(
            printed(&report, "{{.Remain}}/{{.Limit}} {{.Set}} {{.Reset}} {{.Policies}}"),
            "97/100 true 12 [100;w=21600]\n"
        );
        let none = RateLimitReport::of(None);
        assert_eq!(
            printed(&none, "json"),
            "{\"Remain\":0,\"Limit\":0,\"Reset\":0,\"Set\":false,\"Policies\":[],\"Source\":\"\"}\n"
        );
    }
}
