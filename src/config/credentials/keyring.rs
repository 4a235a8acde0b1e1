//! The operating system's keyring (Secret Service, Keychain, Credential Manager) as a place of credentials.
//!
//! It is opened only when it is asked for, or when wharf's index says that it holds something for the host: a small file
//! of keys and user names beside the configuration. On a machine without one, opening fails or hangs; it is given five
//! seconds on a thread of its own, and then counts as failed.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::super::Error;
use super::docker_config::{self, parse_object};
use super::edit::{self, Change};
use super::keys::{fit, plain_key};
use crate::reference::{Registry, Repository};
use crate::registry::Credential;

/// How long one answer of the keyring may take.
const LIMIT: Duration = Duration::from_secs(5);
/// What wharf's entries are filed under.
#[cfg(feature = "keyring")]
const SERVICE: &str = "wharf";

/// A place that keeps texts by key. Errors are its own words, without secrets.
pub(super) trait Vault: Send + Sync + 'static {
    fn read(&self, key: &str) -> Result<Option<String>, String>;
    fn write(&self, key: &str, text: &str) -> Result<(), String>;
    fn delete(&self, key: &str) -> Result<(), String>;
}

/// The keyring of this system.
struct System;

#[cfg(feature = "keyring")]
impl Vault for System {
    fn read(&self, key: &str) -> Result<Option<String>, String> {
        match open(key)?.get_password() {
            Ok(text) => Ok(Some(text)),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(error.to_string()),
        }
    }

    fn write(&self, key: &str, text: &str) -> Result<(), String> {
        open(key)?.set_password(text).map_err(|error| error.to_string())
    }

    fn delete(&self, key: &str) -> Result<(), String> {
        match open(key)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(error.to_string()),
        }
    }
}

#[cfg(feature = "keyring")]
fn open(key: &str) -> Result<keyring::Entry, String> {
    keyring::Entry::new(SERVICE, key).map_err(|error| match keyring::Entry::store_status() {
        Err(cause) => cause.to_string(),
        Ok(()) => error.to_string(),
    })
}

#[cfg(not(feature = "keyring"))]
impl Vault for System {
    fn read(&self, _: &str) -> Result<Option<String>, String> {
        Err(ABSENT.to_owned())
    }

    fn write(&self, _: &str, _: &str) -> Result<(), String> {
        Err(ABSENT.to_owned())
    }

    fn delete(&self, _: &str) -> Result<(), String> {
        Err(ABSENT.to_owned())
    }
}

#[cfg(not(feature = "keyring"))]
const ABSENT: &str = "this wharf was built without it";

/// The keyring and the index of what is in it.
#[derive(Clone)]
pub(super) struct Keyring {
    vault: Arc<dyn Vault>,
    index: Option<PathBuf>,
    asked: bool,
    limit: Duration,
}

impl Keyring {
    /// The system's keyring; if it is not `asked` for, it is opened only for what the index names.
    pub(super) fn new(index: Option<PathBuf>, asked: bool) -> Self {
        Self { vault: Arc::new(System), index, asked, limit: LIMIT }
    }

    #[cfg(test)]
    pub(super) fn with_vault(self, vault: Arc<dyn Vault>, limit: Duration) -> Self {
        Self { vault, limit, ..self }
    }

    /// The credential that suits best, and its key.
    pub(super) fn find(
        &self,
        registry: &Registry,
        repository: Option<&Repository>,
    ) -> Result<Option<(String, Credential)>, Error> {
        let mut keys: Vec<_> = self.index()?.into_iter().map(|(key, _)| key).collect();
        keys.retain(|key| fit(key, registry, repository).is_some());
        let host = registry.to_string();
        if self.asked && !keys.contains(&host) {
            keys.push(host);
        }
        keys.sort_by_key(|key| std::cmp::Reverse(fit(key, registry, repository)));
        for key in keys {
            let wanted = key.clone();
            let text = self.limited(move |vault| vault.read(&wanted))?;
            if let Some(text) = text {
                let broken = || Error::Keyring { reason: format!("its entry for {key} is not one of wharf's") };
                let entry = parse_object(&text).map_err(|_| broken())?;
                let credential = docker_config::decode(&Value::Object(entry)).map_err(|_| broken())?;
                if let Some(credential) = credential {
                    return Ok(Some((key, credential)));
                }
            }
        }
        Ok(None)
    }

    /// Keeps a credential, and its key in the index.
    pub(super) fn save(
        &self,
        registry: &Registry,
        repository: Option<&Repository>,
        credential: &Credential,
    ) -> Result<String, Error> {
        let remedy = "save to another place with --credential-store";
        let index = self.index.clone().ok_or(Error::NoHome { what: "the keyring's index", remedy })?;
        let key = plain_key(registry, repository);
        let (wanted, text) = (key.clone(), docker_config::encode(credential).to_string());
        self.limited(move |vault| vault.write(&wanted, &text))?;
        let entry = match credential {
            Credential::Basic { user, .. } => json!({ "user": user }),
            _ => json!({}),
        };
        edit::update(&index, |object| {
            let same = object.insert(key.clone(), entry.clone()).is_some_and(|before| before == entry);
            if same { Change::Nothing } else { Change::Made }
        })?;
        Ok(key)
    }

    /// Forgets a credential; whether there was one, by the index.
    pub(super) fn erase(&self, registry: &Registry, repository: Option<&Repository>) -> Result<Option<String>, Error> {
        let key = plain_key(registry, repository);
        let Some(index) = self.index.as_ref().filter(|_| matches!(self.index(), Ok(index) if index.contains_key(&key)))
        else {
            return Ok(None);
        };
        let wanted = key.clone();
        self.limited(move |vault| vault.delete(&wanted))?;
        edit::update(index, |object| if object.shift_remove(&key).is_some() { Change::Made } else { Change::Nothing })?;
        Ok(Some(key))
    }

    fn index(&self) -> Result<Map<String, Value>, Error> {
        let Some(path) = &self.index else { return Ok(Map::new()) };
        match std::fs::read_to_string(path) {
            Ok(text) => parse_object(&text).map_err(|reason| Error::CredentialFile { path: path.clone(), reason }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Map::new()),
            Err(source) => Err(Error::Read { path: path.clone(), source }),
        }
    }

    /// Asks the vault on a thread, which is left behind if it does not answer in time.
    fn limited<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&dyn Vault) -> Result<T, String> + Send + 'static,
    ) -> Result<T, Error> {
        let (sender, receiver) = mpsc::channel();
        let vault = Arc::clone(&self.vault);
        let started = thread::Builder::new().name("keyring".to_owned()).spawn(move || sender.send(ask(&*vault)));
        let answer = started.map_err(|error| error.to_string()).and_then(|_| {
            receiver.recv_timeout(self.limit).map_err(|_| format!("no answer within {} s", self.limit.as_secs_f32()))?
        });
        answer.map_err(|reason| Error::Keyring { reason })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::registry::Secret;
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    /// A vault in memory, which counts how often it is opened.
    #[derive(Default)]
    pub(in super::super) struct Memory {
        pub(in super::super) entries: Mutex<BTreeMap<String, String>>,
        pub(in super::super) opened: Mutex<usize>,
    }

    impl Memory {
        fn open(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, String>> {
            *self.opened.lock().unwrap() += 1;
            self.entries.lock().unwrap()
        }
    }

    impl Vault for Memory {
        fn read(&self, key: &str) -> Result<Option<String>, String> {
            Ok(self.open().get(key).cloned())
        }

        fn write(&self, key: &str, text: &str) -> Result<(), String> {
            self.open().insert(key.to_owned(), text.to_owned());
            Ok(())
        }

        fn delete(&self, key: &str) -> Result<(), String> {
            self.open().remove(key);
            Ok(())
        }
    }

    /// A vault that answers never, or with an error.
    struct Dead(Mutex<Option<mpsc::Receiver<()>>>);

    impl Vault for Dead {
        fn read(&self, _: &str) -> Result<Option<String>, String> {
            let never = self.0.lock().unwrap().take();
            match never {
                Some(never) => never.recv().map(|()| None).map_err(|error| error.to_string()),
                None => Err("no bus".to_owned()),
            }
        }

        fn write(&self, _: &str, _: &str) -> Result<(), String> {
            Err("no bus".to_owned())
        }

        fn delete(&self, _: &str) -> Result<(), String> {
            Err("no bus".to_owned())
        }
    }

    fn basic(user: &str) -> Credential {
        Credential::Basic { user: user.to_owned(), password: Secret::new("hunter2") }
    }

    #[test]
    fn the_index_decides_whether_it_is_opened() {
        let dir = tempfile::tempdir().unwrap();
        let index = dir.path().join("wharf/keyring.json");
        let vault = Arc::new(Memory::default());
        let keyring = |asked| Keyring::new(Some(index.clone()), asked).with_vault(vault.clone(), LIMIT);
        let (host, other): (Registry, Registry) = ("a.io".parse().unwrap(), "b.io".parse().unwrap());
        let repository: Repository = "x/y".parse().unwrap();
        assert_eq!(keyring(false).find(&host, None).unwrap(), None);
        assert_eq!(*vault.opened.lock().unwrap(), 0);
        assert_eq!(keyring(true).find(&host, None).unwrap(), None);
        assert_eq!(*vault.opened.lock().unwrap(), 1);

        keyring(false).save(&host, None, &basic("host")).unwrap();
        keyring(false).save(&host, Some(&repository), &basic("repository")).unwrap();
        assert!(!std::fs::read_to_string(&index).unwrap().contains("hunter2"));
        let find = |repository| keyring(false).find(&host, repository).unwrap();
        assert_eq!(find(None), Some(("a.io".to_owned(), basic("host"))));
        assert_eq!(find(Some(&repository)), Some(("a.io/x/y".to_owned(), basic("repository"))));
        assert_eq!(keyring(false).find(&other, None).unwrap(), None);

        assert_eq!(keyring(false).erase(&host, None).unwrap(), Some("a.io".to_owned()));
        assert_eq!(keyring(false).erase(&host, None).unwrap(), None);
        assert_eq!(find(None), None);
    }

    #[test]
    fn tokens_are_kept_as_tokens() {
        let dir = tempfile::tempdir().unwrap();
        let keyring = Keyring::new(Some(dir.path().join("i.json")), false);
        let keyring = keyring.with_vault(Arc::new(Memory::default()), LIMIT);
        let host: Registry = "a.io".parse().unwrap();
        for credential in
            [Credential::IdentityToken(Secret::new("i")), Credential::RegistryToken(Secret::new("r")), basic("u")]
        {
            keyring.save(&host, None, &credential).unwrap();
            assert_eq!(keyring.find(&host, None).unwrap().unwrap().1, credential);
        }
    }

    #[test]
    fn a_dead_keyring_neither_hangs_nor_panics() {
        let (_sender, never) = mpsc::channel();
        let keyring = Keyring::new(None, true);
        let keyring = keyring.with_vault(Arc::new(Dead(Mutex::new(Some(never)))), Duration::from_millis(50));
        let host: Registry = "a.io".parse().unwrap();
        assert!(keyring.find(&host, None).unwrap_err().to_string().contains("no answer within 0.05 s"));
        assert!(keyring.find(&host, None).unwrap_err().to_string().contains("no bus"));
        assert!(keyring.save(&host, None, &basic("u")).is_err());
    }
}
