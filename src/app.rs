//! The composition root: settings, credentials, the client and output put together, and every [`Location`] opened as
//! a [`Source`], a [`Target`] or a [`Manage`].

mod archives;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use crate::archive::Outer;
use crate::config::{Config, Notify};
use crate::content::memory::MemoryStore;
use crate::content::{Manage, Source, Target};
use crate::error::CliError;
use crate::layout::{Access as LayoutAccess, Layout, LayoutError, Store};
use crate::output::Output;
use crate::reference::{ArchivePath, Location, Reference, Selector};
use crate::registry::{Access, Client, Notice, Repository};

pub use archives::Existing;

/// Everything that a command works with. Cheap to make: the client connects and the store opens when they are used.
pub struct App {
    /// The settings.
    pub config: Config,
    /// Everything printed.
    pub output: Arc<Output>,
    client: OnceLock<Client>,
    archives: archives::Opened,
}

impl App {
    /// An app with these settings.
    pub fn new(config: Config, output: Output) -> Self {
        Self { config, output: Arc::new(output), client: OnceLock::new(), archives: archives::Opened::default() }
    }

    /// The same with other settings, and so with another client.
    #[must_use]
    pub fn with(&self, config: Config) -> Self {
        Self {
            config,
            output: Arc::clone(&self.output),
            client: OnceLock::new(),
            archives: archives::Opened::default(),
        }
    }

    /// Who hears of retries and warnings while something runs: the user, on standard error.
    pub fn notify(&self) -> Notify {
        let output = Arc::clone(&self.output);
        Arc::new(move |notice| match notice {
            Notice::Trace(text) => output.verbose(text),
            Notice::Retry(text) => output.status(text),
            Notice::Warning(text) => output.warning(text),
        })
    }

    /// The registry client.
    ///
    /// # Errors
    /// A file of certificates that was named for this command cannot be used.
    pub fn client(&self) -> Result<&Client, CliError> {
        if self.client.get().is_none() {
            self.config.check_ca_files()?;
        }
        Ok(self.client.get_or_init(|| {
            let notify = self.notify();
            Client::new(self.config.registry_options(Arc::clone(&notify)), self.config.keychain(notify))
        }))
    }

    /// A repository of a registry.
    ///
    /// # Errors
    /// As [`App::client`].
    pub fn repository(&self, reference: &Reference, access: Access) -> Result<Repository, CliError> {
        Ok(self.client()?.repository(reference, access))
    }

    /// The local store, which must exist.
    pub fn store(&self) -> Result<Store, CliError> {
        Ok(Store::open(self.config.store_dir()?)?)
    }

    /// The local store, or nothing where none was made yet: it is empty then.
    pub fn store_if_any(&self) -> Result<Option<Store>, CliError> {
        match Store::open(self.config.store_dir()?) {
            Ok(store) => Ok(Some(store)),
            Err(LayoutError::NoStore { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The local store, made where it does not exist.
    pub fn create_store(&self) -> Result<Store, CliError> {
        Ok(Store::create(self.config.store_dir()?)?)
    }

    /// A place to read from.
    pub fn source(&self, location: &Location) -> Result<Arc<dyn Source>, CliError> {
        Ok(match location {
            Location::Archive(path) => self.archive(path)?,
            Location::Daemon(image) => self.daemon_image(image)?,
            Location::Registry(reference) => Arc::new(self.repository(reference, Access::Pull)?),
            Location::Layout(path) => Arc::new(Layout::open(&path.dir)?),
            Location::Store(reference) => Arc::new(self.store()?.repository(reference, LayoutAccess::Read)?),
        })
    }

    /// A place to write to, made where it does not exist.
    pub fn target(&self, location: &Location) -> Result<Arc<dyn Target>, CliError> {
        Ok(match location {
            Location::Archive(path) => Arc::new(self.archive_target(path, Existing::Add, Outer::None)?),
            Location::Daemon(image) => self.daemon_target(image)?,
            Location::Registry(reference) => Arc::new(self.repository(reference, Access::Push)?),
            Location::Layout(path) => Arc::new(Layout::create(&path.dir)?),
            Location::Store(reference) => Arc::new(self.create_store()?.repository(reference, LayoutAccess::Write)?),
        })
    }

    /// A place as it would be written to, that nothing is made in: what does not exist holds nothing.
    pub fn target_for_plan(&self, location: &Location) -> Result<Arc<dyn Target>, CliError> {
        let absent = match location {
            Location::Archive(path) => path.is_stream() || !Self::has_archive(path)?,
            // What it has is not asked: it is sent everything.
            Location::Daemon(_) => true,
            Location::Registry(_) => false,
            Location::Layout(path) => !path.dir.exists(),
            Location::Store(_) => !self.config.store_dir()?.exists(),
        };
        if absent { Ok(Arc::new(MemoryStore::at(location.clone()))) } else { self.target(location) }
    }

    /// A place to delete from.
    pub fn manage(&self, location: &Location) -> Result<Arc<dyn Manage>, CliError> {
        Ok(match location {
            Location::Archive(_) | Location::Daemon(_) => return Err(archives::cannot_delete(location)),
            Location::Registry(reference) => Arc::new(self.repository(reference, Access::Delete)?),
            Location::Layout(path) => Arc::new(Layout::open(&path.dir)?),
            Location::Store(reference) => Arc::new(self.store()?.repository(reference, LayoutAccess::Read)?),
        })
    }

    /// The tag or digest that `location` means. A layout or an archive may be named without one
    /// where it holds one image.
    pub fn selector(&self, location: &Location) -> Result<Selector, CliError> {
        match (location.selector(), location) {
            // A name in an archive is more than a tag, and the archive knows which image it means.
            (_, Location::Archive(ArchivePath { digest: Some(digest), .. })) => Ok(digest.clone().into()),
            (_, Location::Archive(path)) => Ok(self.archive(path)?.selector(path.name.as_ref())?),
            (_, Location::Daemon(image)) => Ok(self.daemon_image(image)?.selector(None)?),
            (Some(selector), _) => Ok(selector),
            (None, Location::Layout(path)) => Ok(Layout::open(&path.dir)?.sole_image()?),
            (None, Location::Registry(reference) | Location::Store(reference)) => Ok(reference.selector()),
        }
    }

    /// The directory of the layout that `location` is, where it is on this machine.
    pub fn directory(&self, location: &Location) -> Result<Option<PathBuf>, CliError> {
        Ok(match location {
            Location::Archive(_) | Location::Daemon(_) | Location::Registry(_) => None,
            Location::Layout(path) => Some(path.dir.clone()),
            Location::Store(reference) => Some(self.store()?.directory(reference)),
        })
    }
}
