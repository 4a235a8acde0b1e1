//! The main job from end to end, on one machine, without a network: an empty directory is served as a registry, an image
//! made of this machine's own files is pushed to it, copied, listed, inspected and pulled, and what lies on the disk is shown.
//!
//! Run it with `cargo run --example quickstart`. Every line that begins with `$ ` is what a terminal would run.

use std::error::Error;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use wharf::oci::Digest;

/// What the image is made of, where it exists. Each is a real file of most Linux machines.
const FILES: [&str; 6] = [
    "/etc/os-release",
    "/bin/sh",
    "/bin/cat",
    "/lib64/ld-linux-x86-64.so.2",
    "/lib/x86_64-linux-gnu/libc.so.6",
    "/lib/aarch64-linux-gnu/libc.so.6",
];

/// Set where this program is started again, to be `wharf` itself.
const AS_WHARF: &str = "WHARF_QUICKSTART_AS_WHARF";

fn main() -> Result<ExitCode, Box<dyn Error>> {
    if std::env::var_os(AS_WHARF).is_some() {
        return Ok(wharf::run(std::env::args_os()));
    }
    let place = tempfile::tempdir()?;
    let build = place.path().join("build");
    make_image(&build)?;
    let registry = Served::start(&place.path().join("images"))?;
    let store = place.path().join("store");
    export(&store);
    let image = format!("oci:{}:v1", build.display());
    let (one, two) = (format!("{}/demo/app:v1", registry.address), format!("{}/mirror/app:v1", registry.address));

    for line in [
        vec!["push", &image, &one],
        vec!["copy", &one, &two],
        vec!["repo", "ls", &registry.address],
        vec!["tag", "ls", "--long", &format!("{}/mirror/app", registry.address)],
        vec!["inspect", &two],
        vec!["pull", &two],
        vec!["digest", &format!("store:{two}")],
        vec!["store", "verify"],
    ] {
        if !wharf(&store, &line) {
            return Ok(ExitCode::FAILURE);
        }
    }
    show(&registry.dir)?;
    // What is served is a store too: both repositories, and each blob once.
    export(&registry.dir);
    let whole = wharf(&registry.dir, &["store", "du"]) && wharf(&registry.dir, &["store", "verify"]);
    Ok(if whole && registry.stop()? { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Says which store the commands from here on use.
#[expect(clippy::print_stderr, reason = "an example talks to whoever runs it")]
fn export(store: &Path) {
    eprintln!("\n$ export WHARF_STORE={}", store.display());
}

/// Runs one command as the program would, and says whether it went well.
#[expect(clippy::print_stderr, reason = "an example talks to whoever runs it")]
fn wharf(store: &Path, arguments: &[&str]) -> bool {
    eprintln!("\n$ wharf {}", arguments.join(" "));
    let fixed = [OsString::from("wharf"), "--store".into(), store.into()];
    let arguments = arguments.iter().map(OsString::from);
    wharf::run(fixed.into_iter().chain(arguments)) == ExitCode::SUCCESS
}

/// `wharf serve` in a process of its own, as a user runs it.
struct Served {
    process: Child,
    address: String,
    dir: PathBuf,
}

impl Served {
    /// Serves `dir` on a port of the system's choice, and waits until it is there.
    #[expect(clippy::print_stderr, reason = "an example talks to whoever runs it")]
    fn start(dir: &Path) -> Result<Self, Box<dyn Error>> {
        let words = ["serve", "--listen", "127.0.0.1:0", "--access-log", "off"];
        eprintln!("$ wharf {} {} &", words.join(" "), dir.display());
        let mut command = Command::new(std::env::current_exe()?);
        command.args(words).args(["--format", "{{index .Addresses 0}}"]).arg(dir).env(AS_WHARF, "1");
        let process = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut served = Self { process, address: String::new(), dir: dir.to_owned() };
        let said = served.process.stdout.take().ok_or("the registry has no output")?;
        BufReader::new(said).read_line(&mut served.address)?;
        served.address.truncate(served.address.trim_end().len());
        if served.address.is_empty() { Err("the registry did not start".into()) } else { Ok(served) }
    }

    /// Ends it as a terminal or systemd would, and says whether it ended well.
    fn stop(mut self) -> Result<bool, Box<dyn Error>> {
        let pid = rustix::process::Pid::from_child(&self.process);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM)?;
        Ok(self.process.wait()?.success())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It has ended already where all went well.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Shows what lies below a directory.
#[expect(clippy::print_stderr, reason = "an example talks to whoever runs it")]
fn show(dir: &Path) -> Result<(), Box<dyn Error>> {
    eprintln!("\n$ cd {}; find . -type f", dir.display());
    let (mut left, mut files) = (vec![dir.to_owned()], Vec::new());
    while let Some(next) = left.pop() {
        for entry in fs::read_dir(next)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() { left.push(entry.path()) } else { files.push(entry.path()) }
        }
    }
    files.sort();
    for file in files {
        eprintln!("./{}", file.strip_prefix(dir)?.display());
    }
    Ok(())
}

/// Writes an image layout with one image of one layer, as any builder would.
fn make_image(dir: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(dir.join("blobs/sha256"))?;
    let mut tar = tar::Builder::new(Vec::new());
    for path in FILES.iter().filter(|path| Path::new(path).exists()) {
        tar.append_file(path.trim_start_matches('/'), &mut File::open(path)?)?;
    }
    let tar = tar.into_inner()?;
    let diff_id = Digest::sha256(&tar);
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    std::io::Write::write_all(&mut gzip, &tar)?;
    let layer = blob(dir, "application/vnd.oci.image.layer.v1.tar+gzip", &gzip.finish()?)?;
    let config = json!({
        "architecture": if cfg!(target_arch = "aarch64") { "arm64" } else { "amd64" },
        "os": "linux",
        "config": {"Entrypoint": ["/bin/cat"], "Cmd": ["/etc/os-release"]},
        "rootfs": {"type": "layers", "diff_ids": [diff_id.to_string()]},
    });
    let config = blob(dir, "application/vnd.oci.image.config.v1+json", &serde_json::to_vec(&config)?)?;
    let manifest_type = "application/vnd.oci.image.manifest.v1+json";
    let manifest = json!({"schemaVersion": 2, "mediaType": manifest_type, "config": config, "layers": [layer]});
    let mut entry = blob(dir, manifest_type, &serde_json::to_vec(&manifest)?)?;
    entry["annotations"] = json!({"org.opencontainers.image.ref.name": "v1"});
    fs::write(dir.join("index.json"), json!({"schemaVersion": 2, "manifests": [entry]}).to_string())?;
    fs::write(dir.join("oci-layout"), r#"{"imageLayoutVersion":"1.0.0"}"#)?;
    Ok(())
}

/// Writes a blob and gives its descriptor.
fn blob(dir: &Path, media_type: &str, bytes: &[u8]) -> Result<serde_json::Value, Box<dyn Error>> {
    let digest = Digest::sha256(bytes);
    fs::write(dir.join("blobs/sha256").join(digest.hex()), bytes)?;
    Ok(json!({"mediaType": media_type, "digest": digest.to_string(), "size": bytes.len()}))
}
