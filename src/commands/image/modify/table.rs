//! The table of the flags that edit: names, values, and what each means. The names are regctl's, with crane's beside
//! them where crane has the edit too.

use regex::Regex;

use super::flags::{Flag, Step};
use super::times::times;
use crate::mutate::{
    AnnotationEdit, ConfigChange, ConfigEdit, Convert, DataEdit, DigestEdit, ReferrersEdit, Scope, TimeEdit, UrlsEdit,
    scoped,
};
use crate::reference::Reference;

/// How much a descriptor may carry along, in bytes: registries refuse manifests that are much larger.
const MOST_DATA: u64 = 1 << 20;

/// Every flag that edits, in the order of the help.
pub const FLAGS: [Flag; 30] = [
    Flag::new("annotation", "[PLATFORMS]NAME=VALUE", "Set an annotation; without a value, remove it", annotation)
        .short('a'),
    Flag::new("annotation-base", "IMAGE,DIGEST", "Note what image this one was made from", annotation_base),
    Flag::switch("annotation-promote", "Put annotations that all images of an index share into the index", |text| {
        switch(text, || Step::of(AnnotationEdit::Promote))
    }),
    Flag::new("author", "NAME", "Set the author; empty removes it", |text| {
        Ok(config(ConfigChange::Author(given(text))))
    }),
    Flag::new("buildarg-rm", "NAME=VALUE", "Remove a build argument from the history", |text| {
        build_argument(text, |value| Ok(regex::escape(value)))
    }),
    Flag::new("buildarg-rm-regex", "NAME=REGEX", "Remove a build argument whose value REGEX matches", |text| {
        build_argument(text, |value| Ok(value.to_owned()))
    }),
    Flag::new("cmd", "WORD,…", "Set the default arguments, as words between commas", |text| {
        Ok(config(ConfigChange::Cmd(list(text))))
    }),
    Flag::new(
        "config-cmd",
        "WORDS",
        "Set the default arguments: a JSON array, or a line for the shell; empty removes them",
        |text| Ok(config(ConfigChange::Cmd(words(text)?))),
    ),
    Flag::new(
        "config-entrypoint",
        "WORDS",
        "Set the program: a JSON array, or a line for the shell; empty removes it",
        |text| Ok(config(ConfigChange::Entrypoint(words(text)?))),
    ),
    Flag::new("config-platform", "PLATFORM", "Say that every image runs on this platform", |text| {
        let platform = text.parse().map_err(|error: crate::oci::PlatformError| error.to_string())?;
        Ok(config(ConfigChange::Platform(platform)))
    })
    .also(&["set-platform"]),
    Flag::new("config-time", "RULE", "Set when the image and the steps of its history were made", |text| {
        times(text, |rule| vec![Box::new(TimeEdit(rule))])
    }),
    Flag::new("config-time-max", "TIME", "Set later times in the config to this one", |text| {
        times(&format!("set={text},after={text}"), |rule| vec![Box::new(TimeEdit(rule))])
    }),
    Flag::new("data-max", "BYTES", "Carry content of at most so many bytes in its descriptor, and no other", |text| {
        let bytes = text.parse().ok().filter(|bytes| *bytes <= MOST_DATA);
        bytes.map(|bytes| Step::of(DataEdit(bytes))).ok_or_else(|| format!("a number up to {MOST_DATA} was expected"))
    }),
    Flag::new("digest-algo", "ALGORITHM", "Address everything by sha256 or by sha512", |text| {
        let algorithm = text.parse().map_err(|error: crate::oci::DigestError| error.to_string())?;
        Ok(Step::of(DigestEdit(algorithm)))
    }),
    Flag::new("entrypoint", "WORD,…", "Set the program and its fixed arguments, as words between commas", |text| {
        Ok(config(ConfigChange::Entrypoint(list(text))))
    }),
    Flag::new(
        "env",
        "[PLATFORMS]NAME=VALUE",
        "Set a variable of the environment; without a value, remove it",
        |text| named(text, |name, value| ConfigChange::Env { name, value }),
    )
    .short('e'),
    Flag::new("expose-add", "PORT", "Add an exposed port, as in 80/tcp", |text| {
        Ok(config(ConfigChange::Expose(some(text, "a port")?)))
    }),
    Flag::new("expose-rm", "PORT", "Remove an exposed port", |text| {
        Ok(config(ConfigChange::Unexpose(text.to_owned())))
    }),
    Flag::new("exposed-ports", "PORT,…", "Set the exposed ports, in place of all there are", |text| {
        Ok(config(ConfigChange::Ports(list(text).unwrap_or_default())))
    }),
    Flag::switch("external-urls-rm", "Make foreign layers ordinary ones, without URLs", |text| {
        switch(text, || Step::of(UrlsEdit))
    }),
    Flag::new("label", "[PLATFORMS]NAME=VALUE", "Set a label; without a value, remove it", |text| {
        named(text, |name, value| ConfigChange::Label { name, value })
    })
    .short('l'),
    Flag::switch("label-to-annotation", "Copy the labels of images to annotations of their manifests", |text| {
        switch(text, || Step::of(AnnotationEdit::FromLabels))
    }),
    Flag::new("stop-signal", "SIGNAL", "Set the signal that stops a container; empty removes it", |text| {
        Ok(config(ConfigChange::StopSignal(given(text))))
    }),
    Flag::switch("to-docker", "Convert to Docker's media types", |text| switch(text, || Step::of(Convert::ToDocker))),
    Flag::switch("to-oci", "Convert to OCI's media types", |text| switch(text, || Step::of(Convert::ToOci))),
    Flag::switch("to-oci-referrers", "Convert attestations and tags named after digests to OCI referrers", |text| {
        switch(text, || Step::of(ReferrersEdit))
    }),
    Flag::new("user", "USER[:GROUP]", "Set the user to run as; empty removes it", |text| {
        Ok(config(ConfigChange::User(given(text))))
    })
    .short('u'),
    Flag::new("volume-add", "PATH", "Add a volume", |text| Ok(config(ConfigChange::Volume(some(text, "a path")?)))),
    Flag::new("volume-rm", "PATH", "Remove a volume", |text| Ok(config(ConfigChange::Unvolume(text.to_owned())))),
    Flag::new("workdir", "PATH", "Set where the program starts; empty removes it", |text| {
        Ok(config(ConfigChange::WorkingDir(given(text))))
    })
    .short('w'),
];

/// A change of the configs of all images.
fn config(change: ConfigChange) -> Step {
    Step::of(ConfigEdit { scope: Scope::Usual, change })
}

/// A change under a name, of all images or those of some platforms.
fn named(text: &str, change: impl Fn(String, Option<String>) -> ConfigChange) -> Result<Step, String> {
    let (scope, text) = scoped(text)?;
    let (name, value) = pair(text)?;
    Ok(Step::of(ConfigEdit { scope, change: change(name, value) }))
}

fn annotation(text: &str) -> Result<Step, String> {
    let (scope, text) = scoped(text)?;
    let (name, value) = pair(text)?;
    Ok(Step::of(AnnotationEdit::Set { scope, name, value }))
}

/// `IMAGE,DIGEST`, or `IMAGE:TAG@DIGEST`.
fn annotation_base(text: &str) -> Result<Step, String> {
    let (name, digest) = match text.split_once(',') {
        Some((name, digest)) => (name, Some(digest)),
        None => (text, None),
    };
    let reference: Reference = name.parse().map_err(|error: crate::reference::ParseError| error.to_string())?;
    let digest = match digest {
        Some(digest) => digest.parse().map_err(|error: crate::oci::DigestError| error.to_string())?,
        None if reference.tag.is_some() => {
            reference.digest.clone().ok_or_else(|| "the digest of the image is missing".to_owned())?
        }
        None => return Err("IMAGE:TAG,DIGEST was expected".to_owned()),
    };
    let name = Reference { digest: None, ..reference }.to_string();
    Ok(Step::of(AnnotationEdit::Base { name, digest }))
}

fn build_argument(text: &str, pattern: impl Fn(&str) -> Result<String, String>) -> Result<Step, String> {
    let (name, value) = text.split_once('=').ok_or_else(|| "NAME=VALUE was expected".to_owned())?;
    let name = some(name, "the name of an argument")?;
    // Compiled alone first, so that brackets and errors are those of the pattern itself.
    let pattern = pattern(value)?;
    let whole = Regex::new(&pattern).and_then(|_| Regex::new(&format!("^(?:{pattern})")));
    Ok(config(ConfigChange::BuildArgument { name, value: whole.map_err(|error| error.to_string())? }))
}

/// `NAME=VALUE`; nothing where the value is missing or empty.
fn pair(text: &str) -> Result<(String, Option<String>), String> {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    Ok((some(name, "a name")?, given(value)))
}

fn given(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

fn some(text: &str, what: &str) -> Result<String, String> {
    given(text.trim()).ok_or_else(|| format!("{what} was expected"))
}

/// A JSON array of words, a line that the shell of the image splits, or nothing.
fn words(text: &str) -> Result<Option<Vec<String>>, String> {
    match text.trim() {
        "" => Ok(None),
        array if array.starts_with('[') => {
            let words: Vec<String> = serde_json::from_str(array)
                .map_err(|error| format!("a JSON array of strings was expected, as in [\"sh\", \"-c\"]: {error}"))?;
            Ok(Some(words).filter(|words| !words.is_empty()))
        }
        _ => Ok(Some(vec!["/bin/sh".to_owned(), "-c".to_owned(), text.to_owned()])),
    }
}

/// Words between commas; nothing where there is none.
fn list(text: &str) -> Option<Vec<String>> {
    let words: Vec<String> = text.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    (!words.is_empty()).then_some(words)
}

fn switch(text: &str, step: impl FnOnce() -> Step) -> Result<Step, String> {
    match text {
        "true" | "1" => Ok(step()),
        "false" | "0" => Ok(Step::nothing()),
        _ => Err("true or false was expected".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_an_array_or_a_line_for_the_shell() {
        let owned = |words: &[&str]| Some(words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        for (text, expected) in [
            (r#"["bash","-l"]"#, owned(&["bash", "-l"])),
            ("echo hello", owned(&["/bin/sh", "-c", "echo hello"])),
            ("", None),
            ("[]", None),
        ] {
            assert_eq!(words(text).unwrap(), expected, "{text}");
        }
        assert!(words("[bash]").is_err());
        assert_eq!(list("a,b"), owned(&["a", "b"]));
        assert_eq!(list(""), None);
    }

    #[test]
    fn what_cannot_be_meant_is_refused_before_anything_is_read() {
        let parse = |name: &str| FLAGS.iter().find(|flag| flag.name == name).unwrap().parse;
        for (flag, text) in [
            ("annotation", "=x"),
            ("annotation", "[linux]x=y"),
            ("annotation-base", "alpine:3"),
            ("annotation-base", "alpine,sha256:12"),
            ("buildarg-rm", "NAME"),
            ("buildarg-rm-regex", "NAME=("),
            ("config-platform", "linux"),
            ("config-time", "set=yesterday"),
            ("config-time", "after=2021-02-03T04:05:06Z"),
            ("config-time", "when=2021-02-03T04:05:06Z"),
            ("config-time-max", "2021"),
            ("data-max", "-1"),
            ("data-max", "99999999"),
            ("digest-algo", "md5"),
            ("env", "=1"),
            ("to-oci", "perhaps"),
        ] {
            assert!(parse(flag)(text).is_err(), "{flag} {text}");
        }
        for (flag, text) in [
            ("annotation-base", "alpine:3@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("config-time", "set=2021-02-03T04:05:06Z,base-layers=2,base-ref=alpine:3"),
            ("label", "[linux/arm64]x"),
            ("to-oci", "false"),
        ] {
            assert!(parse(flag)(text).is_ok(), "{flag} {text}");
        }
    }
}
