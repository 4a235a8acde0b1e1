//! Credential helpers: programs named `docker-credential-NAME` that keep secrets, spoken to over stdin and stdout.

use std::io::{Read, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::super::Error;
use super::super::env::{self, Env};
use super::docker_config::credential;
use crate::registry::{Credential, Secret};

/// How long a helper may take; it may be asking its user for a passphrase.
const LIMIT: Duration = Duration::from_secs(30);
/// More than this is no credential.
const MAX_OUTPUT: u64 = 1 << 20;
/// What helpers say on stdout when they have nothing for a server.
const NOT_FOUND: &str = "credentials not found in native keychain";

/// Runs helpers.
#[derive(Clone, Debug)]
pub(super) struct Helpers {
    env: Env,
    limit: Duration,
}

/// What a helper did.
struct Outcome {
    status: ExitStatus,
    stdout: String,
    stderr: String,
}

impl Helpers {
    pub(super) fn new(env: Env) -> Self {
        Self { env, limit: LIMIT }
    }

    /// The credential for a server, if the helper has one.
    pub(super) fn get(&self, name: &str, server: &str) -> Result<Option<Credential>, Error> {
        let outcome = self.run(name, "get", server)?;
        if !outcome.status.success() {
            return if is_missing(&outcome) { Ok(None) } else { Err(failure(name, "get", &outcome)) };
        }
        let answer: Value = parse(name, "get", &outcome.stdout)?;
        let field = |key: &str| answer.get(key).and_then(Value::as_str).unwrap_or_default();
        Ok(credential(field("Username"), field("Secret")))
    }

    /// Keeps a secret for a server and a user.
    pub(super) fn store(&self, name: &str, server: &str, user: &str, secret: &Secret) -> Result<(), Error> {
        let input = json!({ "ServerURL": server, "Username": user, "Secret": secret.expose() }).to_string();
        let outcome = self.run(name, "store", &input)?;
        if outcome.status.success() { Ok(()) } else { Err(failure(name, "store", &outcome)) }
    }

    /// Forgets what is kept for a server; whether there was something.
    pub(super) fn erase(&self, name: &str, server: &str) -> Result<bool, Error> {
        // Most helpers answer the same whether there was something or not.
        if self.get(name, server)?.is_none() {
            return Ok(false);
        }
        let outcome = self.run(name, "erase", server)?;
        match outcome.status.success() {
            true => Ok(true),
            false if is_missing(&outcome) => Ok(false),
            false => Err(failure(name, "erase", &outcome)),
        }
    }

    /// The servers that the helper has something for.
    pub(super) fn list(&self, name: &str) -> Result<Vec<String>, Error> {
        let outcome = self.run(name, "list", "")?;
        if !outcome.status.success() {
            return Err(failure(name, "list", &outcome));
        }
        let servers: serde_json::Map<String, Value> = parse(name, "list", &outcome.stdout)?;
        Ok(servers.into_iter().map(|(server, _)| server).collect())
    }

    fn run(&self, name: &str, action: &'static str, input: &str) -> Result<Outcome, Error> {
        let failed = |reason: String| Error::Helper { name: name.to_owned(), action, reason };
        let program = self.find(name).map_err(failed)?;
        let mut command = Command::new(program);
        command.arg(action).env_clear().envs(self.env.for_children());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| failed(format!("it cannot be started: {error}")))?;
        if let Some(mut stdin) = child.stdin.take() {
            let input = input.to_owned();
            // A helper that ends without reading is no failure of its own: what it says decides.
            thread::spawn(move || stdin.write_all(input.as_bytes()));
        }
        let (stdout, stderr) = (drain(child.stdout.take()), drain(child.stderr.take()));
        let deadline = Instant::now() + self.limit;
        let ended = stdout.recv_timeout(self.limit).ok().and_then(|stdout| Some((stdout, wait(&mut child, deadline)?)));
        let Some((stdout, status)) = ended else {
            let _ = child.kill();
            let _ = child.wait();
            return Err(failed(format!("it did not end within {} s and was stopped", self.limit.as_secs_f32())));
        };
        // A grandchild may hold stderr open; what it says is not worth waiting for.
        let stderr = if status.success() { Vec::new() } else { stderr.recv_timeout(GRACE).unwrap_or_default() };
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Ok(Outcome { status, stdout: text(stdout), stderr: text(stderr) })
    }

    /// Finds the program on the search path. A name is a name, never a path.
    fn find(&self, name: &str) -> Result<PathBuf, String> {
        let legal = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        if name.is_empty() || !name.chars().all(legal) {
            return Err("this is no name of a helper".to_owned());
        }
        let file = format!("docker-credential-{name}{}", std::env::consts::EXE_SUFFIX);
        let search = self.env.raw(env::PATH).unwrap_or_default();
        // A relative directory in the search path would let the directory one stands in choose the program.
        let dirs = std::env::split_paths(search).filter(|dir| dir.is_absolute());
        dirs.map(|dir| dir.join(&file))
            .find(|path| path.is_file())
            .ok_or_else(|| format!("there is no program {file} on the search path"))
    }
}

/// How long to wait for the last words of a helper that has ended.
const GRACE: Duration = Duration::from_millis(500);

/// Reads an output to its end on a thread of its own.
fn drain(output: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(output) = output {
            // What was read before an error is as good as it gets.
            let _ = output.take(MAX_OUTPUT).read_to_end(&mut bytes);
        }
        sender.send(bytes)
    });
    receiver
}

/// Waits for a child that has closed its output, and so has ended or is about to.
fn wait(child: &mut Child, deadline: Instant) -> Option<ExitStatus> {
    let mut pause = Duration::from_micros(200);
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if Instant::now() < deadline => thread::sleep(pause),
            _ => return None,
        }
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

fn parse<T: serde::de::DeserializeOwned>(name: &str, action: &'static str, text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| {
        let reason = format!("its answer is not the JSON expected (line {}, column {})", error.line(), error.column());
        Error::Helper { name: name.to_owned(), action, reason }
    })
}

fn is_missing(outcome: &Outcome) -> bool {
    outcome.stdout.contains(NOT_FOUND)
}

/// What a helper that failed said. JSON is never shown: it may be the answer with the secret in it.
fn failure(name: &str, action: &'static str, outcome: &Outcome) -> Error {
    let said = [&outcome.stdout, &outcome.stderr].into_iter().map(|text| text.trim());
    let line = said.filter_map(|text| text.lines().next()).find(|line| !line.contains(['{', '}']));
    let reason = match line {
        Some(line) => line.chars().take(300).collect(),
        None => format!("it ended with {}", outcome.status),
    };
    Error::Helper { name: name.to_owned(), action, reason }
}

#[cfg(test)]
#[cfg(unix)]
pub(super) mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::Path;

    /// Writes a helper. A copy made by another process is never open for writing in this one, where another test's fork
    /// could hold it open so that it cannot be run.
    pub(in super::super) fn write_helper(dir: &Path, name: &str, script: &str) {
        let (draft, path) = (dir.join(format!("{name}.draft")), dir.join(format!("docker-credential-{name}")));
        fs::write(&draft, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&draft, fs::Permissions::from_mode(0o755)).unwrap();
        assert!(Command::new("cp").arg("-p").arg(draft).arg(path).status().unwrap().success());
    }

    /// A helper that keeps its secrets in files, one for each server, and counts how often it is asked.
    pub(in super::super) fn write_keeper(dir: &Path, name: &str) {
        let script = format!(
            r#"dir='{}/{name}.d'; mkdir -p "$dir"; input=$(cat)
key() {{ printf %s "$1" | tr '/:' '__'; }}
echo "$1 $input" | sed 's/Secret.*//' >> "$dir.log"
case "$1" in
get) cat "$dir/$(key "$input")" 2>/dev/null || {{ echo 'credentials not found in native keychain'; exit 1; }} ;;
store) server=$(printf %s "$input" | sed 's/.*"ServerURL":"\([^"]*\)".*/\1/'); printf %s "$input" > "$dir/$(key "$server")" ;;
erase) rm "$dir/$(key "$input")" ;;
list) printf '{{'; sep=; for f in "$dir"/*; do [ -f "$f" ] || continue
  printf '%s' "$sep"; sed 's/.*"ServerURL":\("[^"]*"\).*/\1:"u"/' "$f"; sep=,; done; printf '}}' ;;
esac"#,
            dir.display()
        );
        write_helper(dir, name, &script);
    }

    pub(in super::super) fn search_path(dir: &Path) -> String {
        format!("{}:/usr/bin:/bin", dir.display())
    }

    fn helpers(dir: &Path) -> Helpers {
        Helpers::new(Env::from_variables([("PATH", search_path(dir)), ("WHARF_PASSWORD", "p".to_owned())], "/"))
    }

    #[test]
    fn what_is_stored_is_found_listed_and_erased() {
        let dir = tempfile::tempdir().unwrap();
        write_keeper(dir.path(), "keeper");
        let helpers = helpers(dir.path());
        assert_eq!(helpers.get("keeper", "a.io").unwrap(), None);
        assert!(!helpers.erase("keeper", "a.io").unwrap());
        helpers.store("keeper", "a.io", "me", &Secret::new("pa ss")).unwrap();
        helpers.store("keeper", "https://index.docker.io/v1/", "<token>", &Secret::new("t")).unwrap();
        let found = helpers.get("keeper", "a.io").unwrap();
        assert_eq!(found, Some(Credential::Basic { user: "me".to_owned(), password: Secret::new("pa ss") }));
        let hub = helpers.get("keeper", "https://index.docker.io/v1/").unwrap();
        assert_eq!(hub, Some(Credential::IdentityToken(Secret::new("t"))));
        let mut servers = helpers.list("keeper").unwrap();
        servers.sort();
        assert_eq!(servers, ["a.io", "https://index.docker.io/v1/"]);
        assert!(helpers.erase("keeper", "a.io").unwrap());
        assert_eq!(helpers.get("keeper", "a.io").unwrap(), None);
    }

    #[test]
    fn failures_are_told_without_secrets() {
        let dir = tempfile::tempdir().unwrap();
        for (name, script, reason) in [
            ("talks", "echo 'the vault is locked'; exit 1", "the vault is locked"),
            ("grumbles", "echo 'no bus' >&2; exit 1", "no bus"),
            ("leaks", "echo '{\"Secret\":\"hunter2\"}'; exit 1", "exit status: 1"),
            ("garbles", "echo 'hunter2 is it'", "not the JSON"),
            ("dies", "kill -9 $$", "signal"),
        ] {
            write_helper(dir.path(), name, script);
            let error = helpers(dir.path()).get(name, "a.io").unwrap_err();
            assert!(error.to_string().contains(reason), "{name}: {error}");
            assert!(!format!("{error:?}").contains("hunter2"), "{name}: {error:?}");
        }
    }

    #[test]
    fn empty_answers_are_none() {
        let dir = tempfile::tempdir().unwrap();
        write_helper(dir.path(), "empty", r#"echo '{"ServerURL":"a.io","Username":"","Secret":""}'"#);
        assert_eq!(helpers(dir.path()).get("empty", "a.io").unwrap(), None);
    }

    #[test]
    fn names_are_no_paths_and_the_program_must_be_there() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["", "../evil", "a/b", "a\\b", "a b", "a\0b"] {
            let error = helpers(dir.path()).get(name, "a.io").unwrap_err().to_string();
            assert!(error.contains("no name"), "{error}");
        }
        assert!(helpers(dir.path()).get("absent", "a.io").unwrap_err().to_string().contains("search path"));
    }

    #[test]
    fn a_helper_that_hangs_is_stopped() {
        let dir = tempfile::tempdir().unwrap();
        write_helper(dir.path(), "hangs", "exec sleep 600");
        write_helper(dir.path(), "lingers", "exec >&-; exec sleep 600");
        let helpers = Helpers { limit: Duration::from_millis(100), ..helpers(dir.path()) };
        for name in ["hangs", "lingers"] {
            let started = Instant::now();
            let error = helpers.get(name, "a.io").unwrap_err().to_string();
            assert!(error.contains("stopped"), "{error}");
            assert!(started.elapsed() < Duration::from_mins(1));
        }
    }

    #[test]
    fn wharfs_own_password_stays_at_home_and_large_input_is_written_beside_reading() {
        let dir = tempfile::tempdir().unwrap();
        let script = r#"[ -z "$WHARF_PASSWORD" ] && head -c 300000 /dev/zero | tr '\0' ' ' && echo '{"Username":"u","Secret":"s"}'"#;
        write_helper(dir.path(), "env", script);
        let server = "a".repeat(300_000);
        assert!(helpers(dir.path()).get("env", &server).unwrap().is_some());
    }
}
