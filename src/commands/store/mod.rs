//! `wharf store`: the local store.

pub mod du;
pub mod gc;
pub mod ls;
pub mod path;
pub mod retention;
pub mod rm;
pub mod verify;
pub mod why;

use std::path::PathBuf;

use clap::Subcommand;

use crate::layout::{LayoutError, Store};
use crate::reference::Reference;

/// The commands of the group.
#[derive(Debug, Subcommand)]
pub enum StoreCommand {
    /// Show what the store takes of the disk
    Du(du::DuArgs),
    /// Remove what no tag leads to, or bring back what was removed last
    Gc(gc::GcArgs),
    /// List the images in the store
    #[command(visible_alias = "list")]
    Ls(ls::LsArgs),
    /// Print the directory of the store, or of one repository in it, which is an image layout
    Path(path::PathArgs),
    /// Remove the tags that rules give up: by number, by age, by pattern
    Retention(retention::RetentionArgs),
    /// Remove a tag or a manifest from the store
    #[command(visible_alias = "delete")]
    Rm(rm::RmArgs),
    /// Check every file of the store against its digest, and every image for what it needs
    Verify(verify::VerifyArgs),
    /// Show what keeps a blob or a manifest in the store
    Why(why::WhyArgs),
}

/// The directory of a repository that must be there; a store that was not made yet has none.
fn located(store: Option<&Store>, reference: &Reference) -> Result<PathBuf, LayoutError> {
    match store {
        Some(store) => store.locate(reference),
        None => Err(LayoutError::NoRepository { name: reference.name() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::App;
    use crate::commands::FormatArgs;
    use crate::config::{Config, Env};
    use crate::error::{CliError, Exit};
    use crate::output::{Captured, Output, OutputOptions, Streams};

    /// A run in a home where nothing was ever stored.
    fn run(command: impl FnOnce(&App) -> Result<(), CliError>) -> (Result<(), CliError>, Captured) {
        let home = tempfile::tempdir().unwrap();
        let env = Env::from_variables([("HOME", home.path())], home.path());
        let (streams, captured) = Streams::captured();
        let app = App::new(Config::load(&env, None).unwrap(), Output::new(OutputOptions::default(), streams));
        let outcome = command(&app);
        assert!(!app.config.store_dir().unwrap().exists(), "looking makes no store");
        (outcome, captured)
    }

    const FORMAT: FormatArgs = FormatArgs { format: None };

    #[test]
    fn a_store_that_is_not_there_is_an_empty_one() {
        let (outcome, captured) = run(|app| ls::LsArgs { repository: None, format: FORMAT }.run(app));
        outcome.unwrap();
        assert_eq!(captured.stdout_text(), "REPOSITORY   TAG   DIGEST   SIZE\n");
        let (outcome, captured) = run(|app| du::DuArgs { format: FORMAT }.run(app));
        outcome.unwrap();
        assert!(captured.stdout_text().ends_with("On disk: 0 B\n"), "{}", captured.stdout_text());
        let (outcome, captured) = run(|app| verify::VerifyArgs { delete_bad: true, format: FORMAT }.run(app));
        outcome.unwrap();
        assert_eq!(captured.stdout_text(), "0 repositories, 0 files, 0 B: all is well\n");
        let gc =
            gc::GcArgs { dry_run: false, grace: None, no_wait: false, explain: false, undo: false, format: FORMAT };
        let (outcome, captured) = run(|app| gc.run(app));
        outcome.unwrap();
        assert_eq!(captured.stdout_text(), "0 B freed\n");
    }

    #[test]
    fn a_named_repository_that_is_not_there_is_not_found() {
        let repository: Reference = "a.io/nosuch".parse().unwrap();
        let ls = ls::LsArgs { repository: Some(repository.clone()), format: FORMAT };
        let path = path::PathArgs { reference: Some(repository.clone()), format: FORMAT };
        for (outcome, captured) in [run(|app| ls.run(app)), run(|app| path.run(app))] {
            let error = outcome.unwrap_err();
            assert_eq!(error.exit, Exit::NotFound);
            assert!(error.to_string().contains("no repository a.io/nosuch"), "{error}");
            assert_eq!(captured.stdout_text(), "");
        }
        let dir = tempfile::tempdir().unwrap();
        let store = Store::create(dir.path()).unwrap();
        assert!(matches!(located(Some(&store), &repository), Err(LayoutError::NoRepository { .. })));
    }
}
