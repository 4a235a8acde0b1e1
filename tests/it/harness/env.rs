//! The binary in a clean environment: its own home, its own store, and no variable but those given.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long a command may take unless a test says otherwise.
const PATIENCE: Duration = Duration::from_mins(1);

/// A home of one test, gone with it.
pub struct TestEnv {
    root: tempfile::TempDir,
    variables: Vec<(OsString, OsString)>,
}

impl TestEnv {
    pub fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        for dir in ["home", "bin", "work"] {
            fs::create_dir(root.path().join(dir)).unwrap();
        }
        let mut env = Self { root, variables: Vec::new() };
        let path = format!("{}:/usr/bin:/bin", env.path("bin").display());
        let (home, store) = (env.path("home"), env.store());
        env.set("HOME", home);
        env.set("PATH", path);
        env.set("WHARF_STORE", store);
        env
    }

    /// Sets a variable for all commands that follow.
    pub fn set(&mut self, name: &str, value: impl AsRef<OsStr>) -> &mut Self {
        self.variables.retain(|(known, _)| known != name);
        self.variables.push((name.into(), value.as_ref().into()));
        self
    }

    /// A path below the root of the environment; commands run in `work`, find programs in `bin`, and live in `home`.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.path().join(relative)
    }

    /// Where commands run.
    pub fn work(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.path("work").join(relative)
    }

    /// The root of the local store.
    pub fn store(&self) -> PathBuf {
        self.path("store")
    }

    /// Writes a file below `home`, with the directories to it.
    pub fn write_home(&self, relative: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path("home").join(relative);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// Puts a program on the path, as a shell script.
    pub fn program(&self, name: &str, script: &str) {
        use std::os::unix::fs::PermissionsExt;
        let path = self.path("bin").join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Runs `wharf` with these arguments.
    pub fn wharf<S: AsRef<OsStr>>(&self, args: &[S]) -> Outcome {
        self.command(args).run()
    }

    /// `wharf` with these arguments, not started yet.
    pub fn command<S: AsRef<OsStr>>(&self, args: &[S]) -> Run {
        self.program_with(env!("CARGO_BIN_EXE_wharf"), args)
    }

    /// A shell script in this environment, not started yet; `$WHARF` is the program.
    pub fn shell(&self, script: &str) -> Run {
        self.program_with("/bin/sh", &["-c", script]).env("WHARF", env!("CARGO_BIN_EXE_wharf"))
    }

    fn program_with<S: AsRef<OsStr>>(&self, program: &str, args: &[S]) -> Run {
        let mut command = Command::new(program);
        command.env_clear().envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.args(args).current_dir(self.path("work"));
        Run { command, input: Vec::new(), patience: PATIENCE }
    }

    /// `text` with everything that differs from run to run replaced: the root of the environment by `[ENV]`.
    pub fn redact(&self, text: &str) -> String {
        text.replace(&self.root.path().display().to_string(), "[ENV]")
    }
}

/// Waits until `done`, looking now and then; a test that waits in vain fails.
#[track_caller]
pub fn until(what: &str, mut done: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !done() {
        assert!(Instant::now() < deadline, "waited in vain until {what}");
        thread::park_timeout(Duration::from_millis(2));
    }
}

/// A command about to be run.
pub struct Run {
    command: Command,
    input: Vec<u8>,
    patience: Duration,
}

impl Run {
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn input(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.input = bytes.into();
        self
    }

    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Runs the command to its end; a command that takes too long is killed, and the test with it.
    pub fn run(self) -> Outcome {
        self.start().finish()
    }

    /// Starts the command and leaves it running.
    pub fn start(mut self) -> Running {
        let pipes = self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = pipes.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = self.input;
        // A command that does not read its input closes the pipe; that is its right.
        thread::spawn(move || drop(stdin.write_all(&input)));
        let stdout = collect(child.stdout.take().unwrap());
        let stderr = collect(child.stderr.take().unwrap());
        let shown = format!("{:?}", self.command.get_args().collect::<Vec<_>>());
        Running { child, stdout, stderr, deadline: Instant::now() + self.patience, shown }
    }
}

fn collect(mut pipe: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut all = Vec::new();
        let _ = pipe.read_to_end(&mut all);
        let _ = sender.send(all);
    });
    receiver
}

/// A command under way; it is killed if the test ends before it does.
pub struct Running {
    child: Child,
    stdout: Receiver<Vec<u8>>,
    stderr: Receiver<Vec<u8>>,
    deadline: Instant,
    shown: String,
}

impl Running {
    /// Sends the signal of Ctrl-C.
    pub fn interrupt(&self) {
        self.signal(rustix::process::Signal::INT);
    }

    /// Sends the signal by which a system asks programs to end.
    pub fn terminate(&self) {
        self.signal(rustix::process::Signal::TERM);
    }

    fn signal(&self, signal: rustix::process::Signal) {
        let id = rustix::process::Pid::from_raw(i32::try_from(self.child.id()).unwrap()).unwrap();
        rustix::process::kill_process(id, signal).unwrap();
    }

    /// Kills it without a chance to clean up.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
    }

    /// Waits for the end.
    pub fn finish(mut self) -> Outcome {
        let stdout = self.wait_for(&self.stdout);
        let stderr = self.wait_for(&self.stderr);
        let (Some(stdout), Some(stderr)) = (stdout, stderr) else {
            let _ = self.child.kill();
            panic!("wharf {} did not end in time", self.shown);
        };
        let status = self.child.wait().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Outcome { code: status.code(), stderr: text(&stderr), stdout: text(&stdout), bytes: stdout }
    }

    fn wait_for(&self, output: &Receiver<Vec<u8>>) -> Option<Vec<u8>> {
        output.recv_timeout(self.deadline.saturating_duration_since(Instant::now())).ok()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail where the command has ended, which is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a command left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The exit code; nothing where a signal ended it.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
    /// The standard output byte for byte.
    pub bytes: Vec<u8>,
}

impl Outcome {
    /// The standard output of a command that must have succeeded.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!(self.code, Some(0), "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self.stdout
    }

    /// The standard error of a command that must have ended with `code`.
    #[track_caller]
    pub fn fails(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self.stderr
    }

    /// The standard output as JSON.
    #[track_caller]
    pub fn json(self) -> serde_json::Value {
        let text = self.ok();
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }
}

#[test]
fn the_binary_runs_in_its_own_environment() {
    let env = TestEnv::new();
    let version = env.wharf(&["version"]).ok();
    assert!(version.contains(env!("CARGO_PKG_VERSION")), "{version}");
    let usage = env.wharf(&["no-such-command"]).fails(2);
    assert!(usage.contains("no-such-command"), "{usage}");
    assert_eq!(env.redact(&env.work("x").display().to_string()), "[ENV]/work/x");
}
