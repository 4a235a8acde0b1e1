//! `wharf serve` as a process: the ways in which it lets clients in, what it was asked, and how clients are told to
//! trust it and who they are.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::peers::{Place, Ran, Running, wait_for};
use crate::transport::certificates;

/// The way in which clients are let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Anybody, by HTTP.
    Plain,
    /// Anybody, by HTTPS with an authority of our own.
    Tls,
    /// By name and password with every request.
    Basic,
    /// By a token that is fetched with name and password.
    Bearer,
}

impl Mode {
    pub const ALL: [Self; 4] = [Self::Plain, Self::Tls, Self::Basic, Self::Bearer];

    /// Whether clients must say who they are.
    pub fn asks(self) -> bool {
        matches!(self, Self::Basic | Self::Bearer)
    }

    /// The word in names of files and images.
    pub fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Tls => "tls",
            Self::Basic => "basic",
            Self::Bearer => "bearer",
        }
    }
}

/// Who may do everything.
pub const ADA: (&str, &str) = ("ada", "lovelace:1815");
/// Who may do nothing but log in.
pub const BOB: (&str, &str) = ("bob", "no rights");

const RULES: &str = r#"
[[rule]]
repositories = ["public/**"]
who = ["*"]
allow = ["pull"]

[[rule]]
repositories = ["**"]
who = ["ada"]
allow = ["pull", "push", "delete"]
"#;

/// A registry of wharf that runs.
pub struct Served {
    process: Running,
    /// Host and port.
    pub host: String,
    log: PathBuf,
}

impl Served {
    /// Serves the directory `name` below `place` in this mode.
    pub fn start(place: &Place, name: &str, mode: Mode) -> Self {
        let mut args = vec![place.text(name)];
        match mode {
            Mode::Plain => (),
            Mode::Tls => {
                if !place.path("ca.pem").exists() {
                    certificates(place);
                }
                args.extend(["--tls-cert", "server.pem", "--tls-key", "server.key"].map(str::to_owned));
            }
            Mode::Basic | Mode::Bearer => {
                if !place.path("users").exists() {
                    users(place);
                }
                args.extend(
                    ["--htpasswd", "users", "--policy", "rules.toml", "--auth", mode.word()].map(str::to_owned),
                );
            }
        }
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        Self::start_with(place, &args)
    }

    /// Serves with these arguments of `wharf serve`, on a port of its own.
    pub fn start_with(place: &Place, args: &[&str]) -> Self {
        let mut command = place.wharf_command();
        command.args(["serve", "--listen", "127.0.0.1:0"]).args(args);
        Self::started(place, command)
    }

    /// Starts a command whose last words are `wharf serve` with its arguments.
    pub fn started(place: &Place, mut command: Command) -> Self {
        let name = (0..1000).map(|at| format!("served-{at}")).find(|name| !place.path(&format!("{name}.log")).exists());
        let name = name.unwrap();
        let (facts, log) = (place.path(&format!("{name}.facts")), place.path(&format!("{name}.requests")));
        command
            .args(["--access-log", "json", "--access-log-file"])
            .arg(&log)
            .args(["--format", "{{index .Addresses 0}}"]);
        command.stdin(Stdio::null()).stdout(fs::File::create(&facts).unwrap());
        command.stderr(fs::File::create(place.path(&format!("{name}.log"))).unwrap());
        let process = Running(command.spawn().expect("wharf starts"));
        let host = wait_for(&facts, |line| (!line.is_empty()).then(|| line.to_owned()));
        Self { process, host, log }
    }

    /// Waits until the log has a request with `word` in its line: it is written a moment after the answer.
    pub fn has_seen(&self, word: &str) {
        wait_for(&self.log, |line| line.contains(word).then(String::new));
    }

    /// The requests answered so far, each as an object with `method`, `target`, `status`, `received` and more.
    fn requests(&self) -> Vec<Value> {
        let text = fs::read_to_string(&self.log).unwrap();
        text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }

    /// Tells the registry to end, and waits until it has: everything is on disk and in the log then.
    pub fn end(mut self) -> Vec<Value> {
        let pid = self.process.0.id().to_string();
        assert!(Command::new("kill").arg(&pid).status().unwrap().success());
        assert!(self.process.0.wait().unwrap().success());
        self.requests()
    }
}

/// Writes the users and the rules of the modes that ask.
fn users(place: &Place) {
    for (name, password) in [ADA, BOB] {
        let mut command = place.wharf_command();
        command.args(["serve", "user", "add", "--htpasswd", "users", "--password-stdin", name]);
        run_with_input(&mut command, password).ok();
    }
    fs::write(place.path("rules.toml"), RULES).unwrap();
}

/// Runs `command` with a line on its standard input.
pub fn run_with_input(command: &mut Command, line: &str) -> Ran {
    let shown = format!("{command:?}");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{shown}: {error}"));
    // Who does not read its input has said why by itself.
    let _ = writeln!(child.stdin.take().unwrap(), "{line}");
    Ran::new(shown, child.wait_with_output().unwrap())
}

/// Makes skopeo, podman and buildah (and wharf, for TLS) speak to `host` as it is: with our authority, or without TLS.
pub fn trust(place: &Place, host: &str, mode: Mode) {
    let config = place.path("home/.config/containers");
    if mode == Mode::Tls {
        let folder = config.join("certs.d").join(host);
        fs::create_dir_all(&folder).unwrap();
        fs::copy(place.path("ca.pem"), folder.join("ca.crt")).unwrap();
    } else {
        let folder = config.join("registries.conf.d");
        fs::create_dir_all(&folder).unwrap();
        let text = format!("[[registry]]\nlocation = \"{host}\"\ninsecure = true\n");
        fs::write(folder.join(format!("{}.conf", host.replace(':', "-"))), text).unwrap();
    }
}

/// Logs in with a containers tool (skopeo, podman or buildah).
pub fn log_in(place: &Place, tool: &str, host: &str, (name, password): (&str, &str)) -> Ran {
    let mut command = place.command(tool);
    run_with_input(command.args(["login", "--username", name, "--password-stdin", host]), password)
}
