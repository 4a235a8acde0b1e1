//! What holds for every command: forms of output, silence, speech and colour; and the commands about the program itself.

use serde_json::{Value, json};

use super::Everywhere;
use crate::harness::{ImageSpec, TestEnv};

#[test]
fn the_version_is_told_in_every_form() {
    let env = TestEnv::new();
    let host = wharf::oci::Platform::host();
    let (os, arch, version) = (&host.os, &host.architecture, env!("CARGO_PKG_VERSION"));
    assert_eq!(env.wharf(&["version"]).ok(), format!("wharf {version} {os}/{arch}\n"));
    assert_eq!(env.wharf(&["--version"]).ok(), format!("wharf {version}\n"));
    let data = json!({"Version": version, "OS": os, "Arch": arch});
    assert_eq!(env.wharf(&["version", "--format", "json"]).json(), data);
    let pretty = env.wharf(&["version", "--format", "jsonPretty"]).ok();
    assert_eq!(serde_json::from_str::<Value>(&pretty).unwrap(), data);
    assert_eq!(pretty.lines().count(), 5, "{pretty}");
    assert_eq!(env.wharf(&["version", "--format={{.OS}}-{{.Arch}}"]).ok(), format!("{os}-{arch}\n"));
    assert_eq!(env.wharf(&["version", "--format", "text"]).ok(), env.wharf(&["version"]).ok());
}

#[test]
fn a_format_that_cannot_be_is_a_usage_error_that_says_where() {
    let env = TestEnv::new();
    for (format, parts) in [
        ("{{.Version", &["--format", "line 1", "unclosed action"][..]),
        ("{{.Vresion}}", &["there is no field Vresion here; there are: ", "^"]),
        ("{{.Version.Major}}", &["Major"]),
        ("{{nonsense .Version}}", &["nonsense"]),
        ("{{if .Version}}x", &["--format"]),
        ("nonsense", &["unknown format", "'{{.Digest}}'", "jsonPretty"]),
        ("raw-body", &["--format raw-body is not offered by this command"]),
    ] {
        let failed = env.wharf(&["version", "--format", format]);
        assert_eq!((failed.code, failed.stdout.as_str()), (Some(2), ""), "{format}: {}", failed.stderr);
        for part in parts {
            assert!(failed.stderr.contains(part), "{format}: {part:?} is missing in:\n{}", failed.stderr);
        }
    }
}

#[test]
fn a_bad_template_is_refused_before_anything_is_done() {
    let place = Everywhere::new(ImageSpec::default().make());
    place.env.wharf(&["copy", "-f", "{{.Digest", "oci:src:v1", "oci:out:v1"]).fails(2);
    place.env.wharf(&["store", "rm", "-f", "{{.Removed", "team/app:v1"]).fails(2);
    assert!(!place.env.work("out").exists());
    place.env.wharf(&["digest", "store:team/app:v1"]).ok();
}

#[test]
fn quiet_leaves_results_and_errors() {
    let place = Everywhere::new(ImageSpec::default().make());
    let name = &place.tagged()[0];
    let told = place.env.wharf(&["copy", name, "oci:loud:v1"]);
    for args in [&["copy", "--quiet", name, "oci:out:v1"][..], &["-q", "-v", "copy", name, "oci:out2:v1"]] {
        let quiet = place.env.wharf(args);
        assert_eq!((quiet.code, quiet.stderr.as_str()), (Some(0), ""));
        assert_eq!(quiet.stdout.lines().count(), told.stdout.lines().count());
    }
    assert_eq!(place.env.wharf(&["tag", "delete", "--quiet", "oci:out:v1"]).stderr, "");
    let failed = place.env.wharf(&["-q", "digest", &place.registry.reference("team/app:v9")]).fails(3);
    assert!(failed.starts_with("error: ") && failed.contains("v9") && !failed.contains("hint: "), "{failed}");
}

#[test]
fn verbose_tells_the_requests_on_standard_error() {
    let place = Everywhere::new(ImageSpec::default().make());
    let name = &place.tagged()[0];
    for args in [&["-v", "digest", name][..], &["digest", name, "--verbose"], &["digest", "-vv", name]] {
        let loud = place.env.wharf(args);
        assert_eq!(loud.stdout, format!("{}\n", place.image.digest()));
        assert!(
            loud.stderr.contains("HEAD http://") && loud.stderr.contains("/v2/team/app/manifests/v1"),
            "{}",
            loud.stderr
        );
        assert!(loud.stderr.contains("200"), "{}", loud.stderr);
    }
    assert_eq!(place.env.wharf(&["digest", name]).stderr, "");
}

#[test]
fn colours_are_for_terminals_unless_they_are_asked_for() {
    let place = Everywhere::new(ImageSpec::default().make());
    let inspect = |args: &[&str]| place.env.wharf(&[&["inspect", "oci:src"], args].concat()).ok();
    let (plain, coloured) = (inspect(&[]), inspect(&["--color", "always"]));
    assert!(!plain.contains('\u{1b}') && coloured.contains("\u{1b}["), "{coloured}");
    assert_eq!(inspect(&["--color", "never"]), plain);
    assert_eq!(inspect(&["--color", "auto"]), plain);
    let bare = coloured.replace("\u{1b}[1m", "").replace("\u{1b}[0m", "");
    assert_eq!(bare, plain, "colours change nothing else");
    let data = inspect(&["--color", "always", "-f", "json"]);
    assert!(!data.contains('\u{1b}'), "data has no colours: {data}");
    let asked = place.env.command(&["inspect", "oci:src", "--color", "always"]).env("NO_COLOR", "1").run().ok();
    assert_eq!(asked, coloured, "a flag is nearer than a variable");
    let failed = place.env.wharf(&["digest", "oci:none", "--color", "always"]).fails(3);
    assert!(failed.starts_with("\u{1b}[1;31merror:\u{1b}[0m "), "{failed}");
    place.env.wharf(&["inspect", "oci:src", "--color", "loud"]).fails(2);
}

#[test]
fn completions_are_scripts_for_each_shell() {
    let env = TestEnv::new();
    for (shell, part) in [
        ("bash", "complete -F _wharf"),
        ("zsh", "#compdef wharf"),
        ("fish", "complete -c wharf"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion:arg-completer[wharf]"),
    ] {
        let script = env.wharf(&["completion", shell]);
        assert_eq!((script.code, script.stderr.as_str()), (Some(0), ""));
        assert!(script.stdout.contains(part) && script.stdout.contains("whoami"), "{shell}");
    }
    let told = env.wharf(&["completion", "tcsh"]).fails(2);
    assert!(told.contains("bash, elvish, fish, powershell, zsh"), "{told}");
    env.wharf(&["completion"]).fails(2);
}

#[test]
fn help_is_a_result_and_nothing_at_all_is_not() {
    let env = TestEnv::new();
    for args in [&["--help"][..], &["help"], &["tag", "--help"], &["help", "tag", "ls"], &["tag", "ls", "-h"]] {
        let help = env.wharf(args);
        assert_eq!((help.code, help.stderr.as_str()), (Some(0), ""), "{args:?}");
        assert!(help.stdout.contains("Usage: wharf"), "{args:?}");
    }
    for args in [&[][..], &["tag"], &["store"], &["tag", "ls"]] {
        let refused = env.wharf(args);
        assert_eq!((refused.code, refused.stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(refused.stderr.contains("Usage: wharf"), "{args:?}: {}", refused.stderr);
    }
}
