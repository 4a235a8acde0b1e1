//! The peers: starting them, asking them, and wharf itself in an environment of its own.

use std::ffi::OsStr;
use std::fmt::{self, Write as _};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Whether every one of `tools` is installed. A missing one skips the test, or fails it where peers are promised.
#[expect(clippy::print_stderr, reason = "who runs the tests must see it")]
pub fn have(tools: &[&str]) -> bool {
    let missing: Vec<_> = tools.iter().filter(|tool| !on_path(tool)).collect();
    if missing.is_empty() {
        return true;
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "not installed: {missing:?}");
    eprintln!("skipped: not installed: {missing:?}");
    false
}

fn on_path(tool: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).chain(["/usr/sbin".into(), "/sbin".into()]).any(|dir| dir.join(tool).is_file())
}

/// What a finished command printed.
#[derive(Clone)]
#[must_use]
pub struct Ran {
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
    line: String,
}

impl Ran {
    pub fn new(line: String, output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Self {
            stdout: text(output.stdout),
            stderr: text(output.stderr),
            code: output.status.code().unwrap_or(-1),
            line,
        }
    }

    /// The standard output of a command that succeeded, without the last line's end.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!(self.code, 0, "{self}");
        self.stdout.trim_end().to_owned()
    }

    /// The error output of a command that ended with `code`.
    #[track_caller]
    pub fn fails(self, code: i32) -> String {
        assert_eq!(self.code, code, "{self}");
        self.stderr
    }
}

impl fmt::Display for Ran {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "$ {}\n[{}]\n--- stdout\n{}\n--- stderr\n{}", self.line, self.code, self.stdout, self.stderr)
    }
}

/// Runs `command` to its end.
pub fn run(command: &mut Command) -> Ran {
    let line = format!("{command:?}");
    let output = command.stdin(Stdio::null()).output().unwrap_or_else(|error| panic!("{line}: {error}"));
    Ran::new(line, output)
}

/// A place of its own: a home, a store, and every peer's state below one temporary directory.
pub struct Place {
    dir: TempDir,
}

impl Place {
    pub fn new() -> Self {
        // The path becomes part of buildah's image names, which know no capitals.
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("wharf-interop-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let dir = tempfile::Builder::new().prefix(&name).rand_bytes(0).tempdir().expect("a temporary directory");
        fs::create_dir(dir.path().join("home")).expect("a home");
        fs::create_dir(dir.path().join("run")).expect("a runtime directory");
        fs::write(dir.path().join("policy.json"), r#"{"default":[{"type":"insecureAcceptAnything"}]}"#).unwrap();
        Self { dir }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// A path as text, for command lines.
    pub fn text(&self, name: &str) -> String {
        self.path(name).to_str().expect("a path of plain characters").to_owned()
    }

    /// `program` with a home below this place and nothing else of the caller's environment but PATH.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        let path = std::env::var("PATH").unwrap_or_default();
        command.env_clear().env("PATH", format!("{path}:/usr/sbin:/sbin")).env("HOME", self.path("home"));
        command.env("XDG_RUNTIME_DIR", self.path("run")).env("TMPDIR", self.dir.path()).current_dir(self.dir.path());
        command
    }

    /// wharf, its store below this place.
    pub fn wharf_command(&self) -> Command {
        let mut command = self.command(env!("CARGO_BIN_EXE_wharf"));
        command.env("WHARF_STORE", self.path("store"));
        command
    }

    pub fn wharf(&self, args: &[&str]) -> Ran {
        run(self.wharf_command().args(args))
    }

    pub fn skopeo(&self, args: &[&str]) -> Ran {
        run(self.command("skopeo").arg("--insecure-policy").args(args))
    }

    pub fn podman(&self, args: &[&str]) -> Ran {
        run(self.containers("podman").args(args))
    }

    pub fn buildah(&self, args: &[&str]) -> Ran {
        run(self.containers("buildah").args(args))
    }

    /// Runs an image with podman, without a network, and with limits that need no rights to be set. It is run by runc,
    /// which knows every arrangement of control groups.
    pub fn podman_run(&self, image: &str) -> Ran {
        let mut command = self.containers("podman");
        command.args(["--runtime", "runc", "--cgroup-manager", "cgroupfs", "run", "--rm", "--network", "none"]);
        run(command.args(["--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024", image]))
    }

    /// podman or buildah, with their storage below this place.
    fn containers(&self, program: &str) -> Command {
        let mut command = self.command(program);
        command.args(["--root", &self.text("containers"), "--runroot", &self.text("containers-run")]);
        command.args(["--storage-driver", "vfs"]);
        command
    }
}

/// A process that ends with the test.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// How a reference registry is set up.
#[derive(Default)]
pub struct RegistrySetup<'a> {
    /// User and password; everybody may do everything without.
    pub user: Option<(&'a str, &'a str)>,
    /// Certificate and key (PEM files); plain HTTP without.
    pub tls: Option<(&'a Path, &'a Path)>,
}

/// Debian's docker-registry on a port of its own, storing on disk, delete enabled.
pub struct DockerRegistry {
    /// Ends with this.
    _process: Running,
    pub host: String,
    log: PathBuf,
}

impl DockerRegistry {
    pub fn start(place: &Place, name: &str) -> Self {
        Self::start_with(place, name, &RegistrySetup::default())
    }

    pub fn start_with(place: &Place, name: &str, setup: &RegistrySetup<'_>) -> Self {
        let dir = place.path(name);
        fs::create_dir_all(&dir).unwrap();
        let mut config = format!(
            "version: 0.1\nlog: {{level: info}}\nstorage: {{filesystem: {{rootdirectory: {}/data}}, delete: {{enabled: true}}}}\n",
            dir.display()
        );
        if let Some((user, password)) = setup.user {
            let line = run(place.command("htpasswd").args(["-Bbn", user, password])).ok();
            fs::write(dir.join("htpasswd"), line + "\n").unwrap();
            writeln!(config, "auth: {{htpasswd: {{realm: test, path: {}/htpasswd}}}}", dir.display()).unwrap();
        }
        config += "http:\n  addr: 127.0.0.1:0\n";
        if let Some((certificate, key)) = setup.tls {
            writeln!(config, "  tls: {{certificate: {}, key: {}}}", certificate.display(), key.display()).unwrap();
        }
        fs::write(dir.join("config.yml"), config).unwrap();
        let log = dir.join("log");
        let output = fs::File::create(&log).unwrap();
        let mut command = place.command("docker-registry");
        command.arg("serve").arg(dir.join("config.yml")).env("OTEL_TRACES_EXPORTER", "none");
        command.stdout(output.try_clone().unwrap()).stderr(output).stdin(Stdio::null());
        let process = Running(command.spawn().expect("docker-registry starts"));
        let port = wait_for(&log, |line| {
            let rest = line.split("listening on 127.0.0.1:").nth(1)?;
            Some(rest.chars().take_while(char::is_ascii_digit).collect::<String>())
        });
        Self { _process: process, host: format!("127.0.0.1:{port}"), log }
    }

    /// The requests answered so far, as `METHOD path`.
    pub fn requests(&self) -> Vec<String> {
        let lines = BufReader::new(fs::File::open(&self.log).unwrap()).lines().map_while(Result::ok);
        lines
            .filter_map(|line| {
                let request = line.split(" \"").nth(1)?;
                let mut words = request.split(' ');
                let (method, path) = (words.next()?, words.next()?);
                path.starts_with("/v2/").then(|| format!("{method} {path}"))
            })
            .collect()
    }
}

/// Waits until a line of `log` gives something.
pub fn wait_for(log: &Path, find: impl Fn(&str) -> Option<String>) -> String {
    let until = Instant::now() + Duration::from_secs(20);
    loop {
        let text = fs::read_to_string(log).unwrap_or_default();
        if let Some(found) = text.lines().find_map(&find) {
            return found;
        }
        assert!(Instant::now() < until, "nothing came of it:\n{text}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// A docker daemon with a socket and a data root of its own.
pub struct Docker {
    process: Running,
    socket: String,
}

impl Docker {
    pub fn start(place: &Place) -> Self {
        Self::start_trusting(place, None)
    }

    /// A daemon that trusts no authority but that in `authority` (PEM). Docker verifies nobody at 127.0.0.0/8, but
    /// everybody at 0.0.0.0, which is this machine too.
    pub fn start_trusting(place: &Place, authority: Option<&Path>) -> Self {
        let dir = place.path("docker");
        fs::create_dir_all(&dir).unwrap();
        let socket = format!("unix://{}/socket", dir.display());
        let log = fs::File::create(dir.join("log")).unwrap();
        let mut command = place.command("dockerd");
        command.args(["--host", &socket, "--storage-driver", "vfs", "--bridge", "none", "--iptables=false"]);
        command.arg("--data-root").arg(dir.join("data")).arg("--exec-root").arg(dir.join("exec"));
        command.arg("--pidfile").arg(dir.join("pid"));
        if let Some(authority) = authority {
            command.env("SSL_CERT_FILE", authority).env("SSL_CERT_DIR", dir.join("none"));
        }
        command.stdout(log.try_clone().unwrap()).stderr(log).stdin(Stdio::null());
        let process = Running(command.spawn().expect("dockerd starts"));
        wait_for(&dir.join("log"), |line| line.contains("API listen on").then(String::new));
        Self { process, socket }
    }

    /// Where it listens, as `DOCKER_HOST` has it.
    pub fn address(&self) -> &str {
        &self.socket
    }

    pub fn docker(&self, place: &Place, args: &[&str]) -> Ran {
        run(&mut self.command(place, args))
    }

    /// The client of this daemon, with these arguments.
    pub fn command(&self, place: &Place, args: &[&str]) -> Command {
        let mut command = place.command("docker");
        command.args(["--host", &self.socket]).args(args);
        command
    }
}

impl Drop for Docker {
    /// Asks the daemon to end, so that it takes its containerd along.
    fn drop(&mut self) {
        let pid = self.process.0.id().to_string();
        let _ = Command::new("kill").arg(&pid).status();
        let _ = self.process.0.wait();
    }
}
