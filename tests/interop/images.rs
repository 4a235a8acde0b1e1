//! Real images, built by buildah and umoci from this machine's own files.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::peers::{Place, run};

/// Which media types and compression an image is made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    DockerGzip,
    OciGzip,
    OciZstd,
}

/// Builds an image of busybox and a few folders of this machine, and leaves it as `oci:NAME:v1` in `place` (Docker
/// forms: as the directory `NAME`, skopeo's `dir:`). Running it prints `hello from NAME`.
pub fn busybox(place: &Place, name: &str, form: Form) -> String {
    let container = place.buildah(&["from", "scratch"]).ok();
    let build = |args: &[&str]| place.buildah(args).ok();
    build(&["copy", &container, "/usr/bin/busybox", "/bin/busybox"]);
    build(&["config", "--entrypoint", &format!(r#"["/bin/busybox","echo","hello from {name}"]"#), &container]);
    build(&["config", "--label", "org.example.made-by=interop", "--env", "LANG=C", &container]);
    let stage = format!("stage-{name}");
    build(&["commit", "--format", "oci", &container, &format!("oci:{}:v1", place.text(&stage))]);
    // A second layer, so that sharing has something to share.
    let again = build(&["from", &format!("oci:{}:v1", place.text(&stage))]);
    build(&["copy", &again, "/usr/share/common-licenses", "/licenses"]);
    let format = if form == Form::DockerGzip { "docker" } else { "oci" };
    let target = format!("oci:{}:v1", place.text(name));
    match form {
        Form::DockerGzip => {
            let dir = format!("dir:{}", place.text(name));
            build(&["commit", "--format", format, &again, &dir]);
            dir
        }
        Form::OciGzip => {
            build(&["commit", "--format", format, &again, &target]);
            target
        }
        Form::OciZstd => {
            let gzip = format!("oci:{}:v1", place.text(&format!("gzip-{name}")));
            build(&["commit", "--format", format, &again, &gzip]);
            place.skopeo(&["copy", "-q", "--dest-compress-format", "zstd", "--dest-compress", &gzip, &target]).ok();
            target
        }
    }
}

/// Builds an index of `linux/amd64` and `linux/arm64` at `host/repo:tag`, by buildah's manifest commands.
pub fn multi_platform(place: &Place, reference: &str) {
    let list = format!("localhost/list-{}", reference.len());
    place.buildah(&["manifest", "create", &list]).ok();
    for arch in ["amd64", "arm64"] {
        let container = place.buildah(&["from", "--arch", arch, "scratch"]).ok();
        let file = place.path(&format!("only-{arch}"));
        fs::write(&file, format!("made for {arch}\n")).unwrap();
        place.buildah(&["copy", &container, file.to_str().unwrap(), "/platform"]).ok();
        place.buildah(&["config", "--arch", arch, "--os", "linux", &container]).ok();
        place.buildah(&["commit", "--format", "oci", "--manifest", &list, &container]).ok();
    }
    let push = ["manifest", "push", "--all", "--tls-verify=false", &list, &format!("docker://{reference}")];
    place.buildah(&push).ok();
}

/// Makes an image of `layers` layers of `size` incompressible bytes each with umoci, as `oci:NAME:v1`.
pub fn bulky(place: &Place, name: &str, layers: u32, size: usize) -> String {
    let dir = place.text(name);
    let umoci = |args: &[&str]| run(place.command("umoci").args(args)).ok();
    umoci(&["init", "--layout", &dir]);
    let image = format!("{dir}:v1");
    umoci(&["new", "--image", &image]);
    for layer in 0..layers {
        let tar = place.path(&format!("{name}-{layer}.tar"));
        write_tar(&tar, layer, size);
        umoci(&["raw", "add-layer", "--image", &image, tar.to_str().unwrap()]);
        fs::remove_file(tar).unwrap();
    }
    format!("oci:{image}")
}

/// A tar of one file of `size` bytes that no compressor makes smaller, the same on every run.
fn write_tar(path: &Path, seed: u32, size: usize) {
    let mut state = u64::from(seed).wrapping_mul(0x9e37_79b9_7f4a_7c15) + 1;
    let mut noise = Vec::with_capacity(size + 8);
    while noise.len() < size {
        // xorshift64*
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        noise.extend_from_slice(&state.wrapping_mul(0x2545_f491_4f6c_dd1d).to_le_bytes());
    }
    noise.truncate(size);
    let mut header = tar::Header::new_gnu();
    header.set_size(size as u64);
    header.set_mode(0o644);
    let mut tar = tar::Builder::new(fs::File::create(path).unwrap());
    tar.append_data(&mut header, format!("noise-{seed}"), &noise[..]).unwrap();
    tar.into_inner().unwrap().flush().unwrap();
}
