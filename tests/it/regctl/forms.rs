//! Templates and named forms: the same names under the dot, and the same functions, as regctl has them.

use serde_json::{Value, json};

use super::stocked;
use crate::harness::TestEnv;

#[test]
fn templates_of_published_scripts_print_what_they_expect() {
    let (mut env, registry, image) = stocked();
    env.set("BUILD_ID", "77");
    let (name, repository) = (registry.reference("app:v1"), registry.reference("app"));
    let (root, arm) = (image.digest(), &image.manifests[1]);
    let host = registry.address().to_string();
    for (args, template, expected) in [
        (&["manifest", "get", &name][..], "{{.GetDescriptor.Digest}}", root.to_owned()),
        (&["manifest", "get", &name], "{{.GetDigest}} {{.IsList}}", format!("{root} true")),
        (&["manifest", "head", &name], "{{.GetDescriptor.Digest}}", root.to_owned()),
        (&["manifest", "head", &name], "{{index .RawHeaders \"Docker-Content-Digest\" 0}}", root.to_owned()),
        (
            &["image", "manifest", &name],
            "{{range .Manifests}}{{.Platform}},{{end}}",
            "linux/amd64,linux/arm64,linux/s390x,".to_owned(),
        ),
        (
            &["image", "manifest", &name],
            "{{range .Manifests}}{{if eq .Platform.Architecture \"arm64\"}}{{.Digest}}{{end}}{{end}}",
            arm.digest.clone(),
        ),
        (
            &["image", "manifest", "-p", "linux/arm64", &name],
            "{{range .Layers}}{{println .Digest}}{{end}}",
            image.layers[1].digest.clone(),
        ),
        (&["image", "inspect", "-p", "linux/arm64", &name], "{{.OS}}/{{.Architecture}}", "linux/arm64".to_owned()),
        (&["image", "config", &name, "-p", "linux/arm64"], "{{.GetConfig.Architecture}}", "arm64".to_owned()),
        (
            &["image", "inspect", "-p", "linux/arm64", &name],
            "{{.GetDescriptor.Digest}}",
            image.configs[1].digest.clone(),
        ),
        (
            &["image", "inspect", "-p", "linux/arm64", &name],
            "{{.Created.Unix}} {{.Created.Format \"2006-01-02 15:04\"}}",
            "1714979289 2024-05-06 07:08".to_owned(),
        ),
        (&["tag", "ls", &repository], "{{range .Tags}}{{println .}}{{end}}", "v1".to_owned()),
        (&["tag", "ls", &repository], "{{json .}}", json!({"name": repository, "tags": ["v1"]}).to_string()),
        (&["tag", "ls", &repository], "{{.RawBody}}", r#"{"name":"app","tags":["v1"]}"#.to_owned()),
        (&["repo", "ls", &host], "{{range .Repositories}}{{println .}}{{end}}", "app".to_owned()),
        (&["ref", &name], "{{.Registry}} {{.Repository}} {{.Tag}}", format!("{host} app v1")),
        (&["version"], "{{.VCSTag}}", format!("v{}", env!("CARGO_PKG_VERSION"))),
        (&["ref", "a"], "{{env \"BUILD_ID\"}} {{env \"HOME\" | lower | len | eq 0}}", "77 false".to_owned()),
        (&["ref", "a"], "{{join (split \"a,b\" \",\") \"+\"}} {{upper .Tag}}", "a+b LATEST".to_owned()),
        (&["ref", "a"], "{{if (time.Now.AddDate 0 0 -1).Before time.Now}}yes{{end}}", "yes".to_owned()),
        (&["ref", "a"], "{{default \"none\" .Digest}}", "none".to_owned()),
    ] {
        let printed = env.wharf(&[args, &["--format", template]].concat()).ok();
        assert_eq!(printed.trim_end(), expected, "{args:?} {template}");
    }
}

#[test]
fn the_destination_of_a_copy_may_be_a_template() {
    let (mut env, registry, image) = stocked();
    env.set("BUILD_ID", "77");
    let (name, host, root) = (registry.reference("app:v1"), registry.address().to_string(), image.digest());
    let copied = env.wharf(&[
        "image",
        "copy",
        "--format",
        "{{.CommonName}}",
        &name,
        &format!("{host}/copies:{{{{.Source.Tag}}}}-{{{{env \"BUILD_ID\"}}}}"),
    ]);
    assert_eq!(copied.ok(), format!("{host}/copies:v1-77@{root}\n"));
    env.wharf(&["image", "copy", &name, "{{.Source.Nope}}"]).fails(2);
    env.wharf(&["image", "copy", &name, "{{.Source.Tag"]).fails(2);
    let told = env.wharf(&["image", "copy", &name, "{{.Source.Tag}} x"]).fails(2);
    assert!(told.contains("the template makes no place"), "{told}");
}

#[test]
fn lists_are_printed_as_the_registry_answers() {
    let (env, registry, image) = stocked();
    image.put(&registry, "app", "v2");
    let (host, repository) = (registry.address().to_string(), registry.reference("app"));
    for (args, body) in [
        (&["tag", "ls", &repository][..], registry.get("/v2/app/tags/list").body),
        (&["tag", "ls", "--exclude", "v.*", &repository], registry.get("/v2/app/tags/list").body),
        (&["repo", "ls", &host], registry.get("/v2/_catalog").body),
    ] {
        for form in ["raw-body", "rawBody", "body"] {
            assert_eq!(env.wharf(&[args, &["--format", form]].concat()).bytes, body, "{args:?} {form}");
        }
        for form in ["raw-headers", "rawHeaders", "headers"] {
            let headers = env.wharf(&[args, &["--format", form]].concat()).ok();
            assert!(headers.contains("content-type: application/json\n"), "{headers}");
        }
        let raw = env.wharf(&[args, &["--format", "raw"]].concat());
        assert!(raw.bytes.ends_with(&[b"\n\n", &body[..]].concat()), "{}", raw.stdout);
    }
    let page = env.wharf(&["tag", "ls", "--limit", "1", "--format", "body", &repository]).json();
    assert_eq!(page["tags"], json!(["v1"]));
    env.wharf(&["copy", &registry.reference("app:v1"), "oci:out:v1"]).ok();
    env.wharf(&["tag", "ls", "--format", "raw-body", "oci:out"]).fails(2);
    let index = env.wharf(&["tag", "ls", "--format", "{{(index .Index.Manifests 0).Digest}}", "oci:out"]).ok();
    assert_eq!(index.trim(), image.digest());
}

#[test]
fn the_digest_of_what_comes_in_is_printed() {
    let env = TestEnv::new();
    let digest = |args: &[&str]| env.command(&[&["digest"], args].concat()).input("hello world\n").run();
    let sha256 = "sha256:a948904f2f0f479b8f8197694b30184b0d2ed1c1cd2a1ec0fb85d299a192a447";
    assert_eq!(digest(&[]).ok(), format!("{sha256}\n"));
    assert_eq!(digest(&["--algorithm", "sha256", "--format", "{{.String}}"]).ok(), format!("{sha256}\n"));
    assert!(digest(&["--algorithm", "sha512"]).ok().starts_with("sha512:db3974a97f2407b7cae1ae637c003068"));
    digest(&["--algorithm", "md5"]).fails(2);
    digest(&["--algorithm", "sha512", "alpine"]).fails(2);
}

#[test]
fn settings_are_printed_by_regctls_names() {
    let env = TestEnv::new();
    let get = |template: &str| env.wharf(&["config", "get", "--format", template]).ok();
    assert_eq!(
        get("{{.IncDockerCert}} {{.IncDockerCred}} {{.BlobLimit}} [{{.HostDefault.CredHelper}}]"),
        "true true 0 []\n"
    );
    env.wharf(&["config", "set", "--docker-cert=false", "--default-cred-helper", "docker-credential-test"]).ok();
    assert_eq!(get("{{.IncDockerCert}} {{.HostDefault.CredHelper}}"), "false docker-credential-test\n");
    let document: Value = env.wharf(&["config", "get"]).json();
    let file = env.path("home/.config/wharf/config.toml");
    assert_eq!(document["filename"], json!(file));
    assert_eq!(document["settings"]["docker-certificates"]["value"], json!(false));
    assert_eq!(document["settings"]["jobs"], json!({"value": 4, "origin": "the default"}));
    env.wharf(&["config", "set", "--docker-cert", "--default-cred-helper", "", "--blob-limit", "0"]).ok();
    assert_eq!(get("{{.IncDockerCert}} [{{.HostDefault.CredHelper}}]"), "true []\n");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "");
    for (refused, told) in [("--blob-limit=5", "never held in memory"), ("--docker-cred=false", "where docker does")] {
        assert!(env.wharf(&["config", "set", refused]).fails(2).contains(told));
    }
}
