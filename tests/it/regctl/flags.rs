//! Every command, alias and flag of regctl: none is unknown here, but those that are refused with a reason.

use clap::{CommandFactory as _, FromArgMatches as _};
use wharf::cli::Cli;

const DIGEST: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// A command of a line, its other names behind `=`, and behind each `|` a flag with what it goes with.
const COMMANDS: &str = "
artifact get=pull a/b:v1 | --config-file f | --file x -f y | --file-media-type a/b -m c/d | --filter-annotation k=v \
| --filter-annotation k | --filter-artifact-type a/b | --latest | --output dir | -o dir | --platform linux/amd64 \
| -p local | --sort-annotation k | --sort-annotation k --sort-desc | --strip-dirs
artifact get --subject a/b:v1 | --external a/c | --filter-artifact-type a/b --filter-annotation k=v --latest
artifact get --refers a/b:v1 |
artifact list=ls a/b:v1 | --digest-tags | --external a/c | --filter-artifact-type a/b | --filter-annotation k=v \
| --format body | --format {{jsonPretty.Manifest}} | --latest | --platform local | -p linux/arm64 \
| --sort-annotation k | --sort-annotation k --sort-desc
artifact put=create=push a/b:v1 | --annotation k=v --annotation k=w | --artifact-type a/b | --by-digest \
| --config-file f | --config-type a/b --config-file f | --file x -f y -m a/b --file-media-type c/d | --file-title \
| --format {{.Manifest.GetDescriptor.Digest}} | --index | --strip-dirs | --media-type MANIFEST
artifact put --subject a/b:v1 | --external a/c | --platform linux/amd64 | -p local
artifact put --refers a/b:v1 |
artifact tree a/b:v1 | --digest-tags | --external a/c | --filter-artifact-type a/b | --filter-annotation k=v | --format raw
blob copy=cp a/b a/c DIGEST |
blob delete=del=rm a/b DIGEST |
blob diff-config a/b DIGEST a/c DIGEST | --context 5 | --context-full
blob diff-layer a/b DIGEST a/c DIGEST | --context 5 | --context-full | --ignore-timestamp
blob get=pull a/b DIGEST | --format raw-body | --format raw
blob get-file=cat a/b DIGEST etc/passwd | --format {{.Header.Name}} | out
blob head=digest a/b DIGEST | --format raw-headers | --format {{.RawHeaders}}
blob put=push a/b | --content-type application/octet-stream | --digest DIGEST | --format {{.Digest}}
layer pull=get a/b DIGEST |
completion bash | --no-descriptions
completion zsh |
completion fish |
completion powershell |
config get | --format {{.Filename}}
config set | --docker-cert | --docker-cert=true | --docker-cred | --default-cred-helper docker-credential-x
digest | --algorithm sha512 | --format {{.String}}
image check-base a/b:v1 | --base alpine:3 | --digest DIGEST --base alpine:3 | --no-config | --platform linux/amd64 | -p local \
| --quiet
image copy=cp a/b:v1 a/c:v1 | --digest-tags | --fast | --force-recursive | --format {{.CommonName}} \
| --include-external | --platform windows/amd64,osver=10.0.17763.4974,linux/arm64 | -p local | --platforms linux/amd64 \
| --platforms linux/amd64 --platforms linux/arm64 | --referrers | --referrers-src a/d --referrers \
| --referrers-tgt a/e --referrers
image create=init=new a/b:v1 | --annotation k=v | --by-digest | --created now | --created 2024-01-02T03:04:05Z \
| --format {{.Manifest.GetDescriptor.Digest}} | --label k=v | --media-type MANIFEST | --platform linux/amd64
image delete=del=rm=remove a/b@DIGEST | --force-tag-dereference
image digest a/b:v1 | --list | --platform linux/amd64 | -p local | --require-list
image export a/b:v1 | --compress | --name a/c:v1 | --platform linux/amd64 | -p local | out.tar
image get-file=cat a/b:v1 etc/passwd | --format {{.Header.Name}} | --platform windows/amd64,osver=10.0.17763 | -p local | out
image import a/b:v1 in.tar | --name a/c:v1
image inspect=config a/b:v1 | --format {{.OS}} | --format raw-body | --platform linux/amd64 | -p local
image manifest a/b:v1 | --format raw-body | --list | --platform linux/amd64 | -p local | --require-list
image mod a/b:v1 --create v2 | --annotation [*]k=v | --annotation-base alpine:3,DIGEST | --annotation-promote \
| --annotation-promote=false | --author me | --buildarg-rm A=b | --buildarg-rm-regex A=b.* | --config-cmd [\"sh\"] \
| --config-entrypoint [\"sh\"] | --config-platform linux/arm64 | --config-time set=2021-02-03T04:05:06Z \
| --config-time-max 2021-02-03T04:05:06Z | --data-max 1024 | --digest-algo sha512 | --env [linux/arm64]A= \
| --expose-add 80/tcp | --expose-rm 80/tcp | --external-urls-rm | --label k=v | --label-to-annotation \
| --file-tar-time filename=x.tar,set=2021-02-03T04:05:06Z | --file-tar-time-max x.tar,2021-02-03T04:05:06Z \
| --layer-add tar=x.tar,platform=linux/amd64 | --layer-add dir=x | --layer-compress gzip | --layer-compress zstd \
| --layer-compress none | --layer-rm-created-by x.* | --layer-rm-index 0 | --layer-strip-file /x \
| --layer-time from-label=k,after=2021-02-03T04:05:06Z | --layer-time-max 2021-02-03T04:05:06Z | --rebase \
| --rebase-ref a:1,a:2 | --reproducible | --time set=2021-02-03T04:05:06Z,base-ref=alpine:3 \
| --time-max 2021-02-03T04:05:06Z | --to-docker | --to-oci | --to-oci-referrers | --user 1:2 | --volume-add /v \
| --volume-rm /v | --workdir /w
image mod a/b:v1 | --replace --to-oci
image ratelimit=rate-limit alpine | --format {{.Remain}}
index add=append=insert a/b:v1 --ref a/b:v2 | --desc-annotation k=v | --desc-platform linux/arm64 | --digest-tags \
| --digest DIGEST | --platform linux/amd64 --platform linux/arm64 | --referrers
index create=init=new=put a/b:v1 | --annotation k=v | --artifact-type a/b | --by-digest | --desc-annotation k=v \
| --desc-platform linux/arm64 | --digest DIGEST | --digest-tags --ref a:1 | --format {{.Manifest.GetDescriptor.Digest}} \
| --media-type INDEX | -m LIST | --platform linux/amd64 --ref a:1 | --referrers --ref a:1 | --ref a:1 --ref a:2 \
| --subject v1 | --subject DIGEST
index delete=del=rm=remove a/b:v1 --digest DIGEST | --platform linux/amd64 --platform unknown/unknown
manifest delete=del=rm=remove a/b@DIGEST | --force-tag-dereference | --referrers | --ignore-missing
manifest diff a/b:v1 a/b:v2 | --context 5 | --context-full
manifest get=pull a/b:v1 | --format raw-body | --list | --platform linux/amd64 | -p local | --require-list
manifest head=digest a/b:v1 | --format raw-headers | --list | --platform local | -p local | --require-digest | --require-list
manifest put=push a/b:v1 | --by-digest | --content-type MANIFEST | -t MANIFEST | --format {{.Manifest}}
ref nginx | --format {{.Registry}}
registry config | r.example.com | --format {{.User}}
registry login r.example.com --user me | --pass x | -p x | --pass-stdin | --skip-check --pass x
registry logout | r.example.com
registry set r.example.com | --api-opts disableHead=true | --blob-chunk 1048576 | --blob-max -1 | --cacert PEM \
| --client-cert PEM | --client-key PEM | --cred-helper docker-credential-x | --hostname h:5000 | --mirror m --mirror n \
| --path-prefix p | --priority 5 | --repo-auth | --req-concurrent 3 | --req-per-sec 10 | --req-per-sec 0.5 \
| --skip-check | --tls disabled | --tls enabled | --tls insecure
registry whoami | r.example.com
repo copy=cp a/b a/c | --concurrent 3 | --exclude x | --include x --include y | --new-tags | --referrers
repo ls=list r.example.com | --format raw-body | --last a | --limit 5
tag delete=del=rm=remove a/b:v1 | --ignore-missing
tag ls=list a/b | --exclude x --exclude y | --format raw | --include x | --last a | --limit 5
version | --format {{.VCSTag}} | --host reg=a.io,tls=disabled | --logopt json | --user-agent x | --verbosity trace
";

/// What regctl takes and this program does not, with the word that says why: what the table of differences names.
const REFUSED: [(&str, &str); 6] = [
    // The global flag of this program that names the file of settings.
    ("artifact get a/b:v1 --config", "a value is required for '--config <FILE>'"),
    // Without effect there.
    ("artifact list a/b:v1 --sort-desc", "--sort-annotation"),
    // Without effect there but a message.
    ("blob get a/b DIGEST --media-type application/octet-stream", "unexpected argument '--media-type'"),
    ("registry set r.example.com --scheme http", "unexpected argument '--scheme'"),
    ("registry set r.example.com --dns r.example.com", "unexpected argument '--dns'"),
    // There are manifests of artifacts alone, and no longer the form that OCI withdrew.
    (
        "artifact put a/b:v1 --media-type application/vnd.oci.artifact.manifest.v1+json",
        "an artifact is a manifest of the type application/vnd.oci.image.manifest.v1+json",
    ),
];

/// Parses a command line as the program does, and gives what is wrong with it.
fn parse(line: &str) -> Result<(), String> {
    let words = line.split_whitespace().map(|word| match word {
        "MANIFEST" => "application/vnd.oci.image.manifest.v1+json".to_owned(),
        "INDEX" => "application/vnd.oci.image.index.v1+json".to_owned(),
        "LIST" => "application/vnd.docker.distribution.manifest.list.v2+json".to_owned(),
        word => word.replace("DIGEST", DIGEST),
    });
    let words = std::iter::once("wharf".to_owned()).chain(words);
    let matches = Cli::command().try_get_matches_from(words).map_err(|error| error.to_string())?;
    Cli::from_arg_matches(&matches).map(drop).map_err(|error| error.to_string())
}

/// Every name of a command, with its places behind each.
fn spellings(command: &str) -> Vec<String> {
    let Some(named) = command.split_whitespace().find(|word| word.contains('=') && !word.starts_with('-')) else {
        return vec![command.to_owned()];
    };
    named.split('=').map(|name| command.replacen(named, name, 1)).collect()
}

#[test]
fn no_command_and_no_flag_is_unknown() {
    let mut unknown = Vec::new();
    let mut check = |line: &str| {
        if let Err(error) = parse(line) {
            unknown.push(format!("{line}: {}", error.lines().next().unwrap_or_default()));
        }
    };
    for line in COMMANDS.lines().filter(|line| !line.is_empty()) {
        let mut parts = line.split(" |");
        let spellings = spellings(parts.next().unwrap());
        for command in &spellings {
            check(command);
        }
        for flag in parts.filter(|flag| !flag.trim().is_empty()) {
            check(&format!("{}{flag}", spellings[0]));
        }
    }
    assert!(unknown.is_empty(), "{} are refused:\n{}", unknown.len(), unknown.join("\n"));
}

#[test]
fn what_is_refused_is_refused_with_a_reason() {
    for (line, reason) in REFUSED {
        let error = parse(line).expect_err(line).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(error.contains(reason), "{line}: {error}");
    }
}
