//! The main job from end to end, on one machine, without a network: an image made of this machine's own files is pushed
//! to a registry, copied to a second one, inspected, pulled into a store, and checked.
//!
//! Run it with `cargo run --example quickstart`. Every line that begins with `$ wharf` is what a terminal would run.

use std::error::Error;
use std::ffi::OsString;
use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, mpsc};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use wharf::oci::Digest;
use wharf::server::{Registry, serve};

/// What the image is made of, where it exists. Each is a real file of most Linux machines.
const FILES: [&str; 6] = [
    "/etc/os-release",
    "/bin/sh",
    "/bin/cat",
    "/lib64/ld-linux-x86-64.so.2",
    "/lib/x86_64-linux-gnu/libc.so.6",
    "/lib/aarch64-linux-gnu/libc.so.6",
];

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let place = tempfile::tempdir()?;
    let build = place.path().join("build");
    make_image(&build)?;
    let (first, second) = (start_registry()?, start_registry()?);
    let store = place.path().join("store");
    let image = format!("oci:{}:v1", build.display());
    let (one, two) = (format!("{first}/demo/app:v1"), format!("{second}/mirror/app:v1"));

    for line in [
        vec!["push", &image, &one],
        vec!["copy", &one, &two],
        vec!["tag", "ls", &format!("{second}/mirror/app")],
        vec!["inspect", &two],
        vec!["pull", &two],
        vec!["digest", &format!("store:{two}")],
        vec!["store", "verify"],
    ] {
        if !wharf(&store, &line) {
            return Ok(ExitCode::FAILURE);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs one command as the program would, and says whether it went well.
#[expect(clippy::print_stderr, reason = "an example talks to whoever runs it")]
fn wharf(store: &Path, arguments: &[&str]) -> bool {
    eprintln!("\n$ wharf {}", arguments.join(" "));
    let fixed = [OsString::from("wharf"), "--store".into(), store.into()];
    let arguments = arguments.iter().map(OsString::from);
    wharf::run(fixed.into_iter().chain(arguments)) == ExitCode::SUCCESS
}

/// Starts a registry that keeps everything in memory, on a port of the system's choice.
fn start_registry() -> Result<SocketAddr, Box<dyn Error>> {
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || -> std::io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
            // Who asked may be gone; then nobody needs the registry either.
            let _ = tell.send(listener.local_addr()?);
            serve(listener, Arc::new(Registry::in_memory()), std::future::pending()).await
        })
    });
    Ok(told.recv()?)
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
