//! Deleting what may not be there.

use clap::Args;

use crate::error::{CliError, Exit};

/// What it means when there is nothing to delete.
#[derive(Args, Clone, Debug)]
pub struct MissingArgs {
    /// Succeed where there is nothing to delete
    #[arg(long)]
    pub ignore_missing: bool,
}

impl MissingArgs {
    /// Turns a failure that means "not there" into nothing, where the flag says so.
    pub fn permit<T, E: Into<CliError>>(&self, result: Result<T, E>) -> Result<Option<T>, CliError> {
        match result.map_err(Into::into) {
            Ok(found) => Ok(Some(found)),
            Err(error) if self.ignore_missing && error.exit == Exit::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_missing_is_ignored_and_only_when_asked() {
        let fail = |exit| Err::<(), _>(CliError::new(exit, "x"));
        let lenient = MissingArgs { ignore_missing: true };
        assert_eq!(lenient.permit(fail(Exit::NotFound)).unwrap(), None);
        assert_eq!(lenient.permit(Ok::<_, CliError>(1)).unwrap(), Some(1));
        assert!(lenient.permit(fail(Exit::Denied)).is_err());
        assert!(MissingArgs { ignore_missing: false }.permit(fail(Exit::NotFound)).is_err());
    }
}
