//! The table of the flags that edit layers. The names are regctl's, with crane's beside them where crane has the edit too.

use std::sync::Arc;

use regex::Regex;

use super::flags::{Flag, Step};
use super::sources::{Files, LayerSource, parse_codec, parse_path};
use super::times::times;
use crate::app::App;
use crate::content::{ContentError, ErrorKind, Source};
use crate::error::CliError;
use crate::mutate::{
    AppendLayer, Base, CompressEdit, Edit, FilesEdit, FlattenEdit, Opener, RebaseEdit, RemoveLayers, Scope, TimeEdit,
    Which, scoped,
};
use crate::reference::{Location, Reference};
use crate::registry::Access;

/// What the history says of layers that are put on top.
pub const APPENDED: &str = "wharf append";

/// Every flag that edits layers, in the order of the help.
pub const LAYER_FLAGS: [Flag; 18] = [
    Flag::new("append", "FILE", "Put the tar FILE on top as a layer; - is standard input", |text| {
        Ok(append(LayerSource::new(Files::Tar(text.into()))))
    }),
    Flag::new("file-tar-time", "filename=PATH,RULE", "Set times inside of a tar that is a file of a layer", |text| {
        let (path, rule) = named_file(text)?;
        times(&rule, move |rule| vec![Box::new(FilesEdit::TarTimes(path.clone(), rule))])
    }),
    Flag::new("file-tar-time-max", "PATH,TIME", "Set later times inside of such a tar to this one", |text| {
        let (path, time) = text.split_once(',').ok_or_else(|| "PATH,TIME was expected".to_owned())?;
        let path = parse_path(path)?;
        let rule = move |rule| vec![Box::new(FilesEdit::TarTimes(path.clone(), rule)) as Box<dyn Edit>];
        times(&format!("set={time},after={time}"), rule)
    }),
    Flag::switch("flatten", "Make all layers one", |text| super::table::switch(text, || Step::of(FlattenEdit::All))),
    Flag::new("layer-add", "LAYER", "Put a layer on top: tar=FILE or dir=DIR, and what is said below", |text| {
        LayerSource::parse(text).map(append)
    }),
    Flag::new("layer-compress", "FORMAT", "Compress all layers by gzip, zstd or not at all (none)", |text| {
        Ok(Step::of(CompressEdit(parse_codec(text)?)))
    }),
    Flag::new("layer-rm-created-by", "REGEX", "Remove layers by what the history says of their making", |text| {
        let (scope, text) = scoped(text)?;
        let pattern = Regex::new(text).map_err(|error| error.to_string())?;
        Ok(Step::of(RemoveLayers { scope, which: Which::CreatedBy(pattern) }))
    }),
    Flag::new("layer-rm-index", "[PLATFORMS]N", "Remove a layer by its place, the base being 0", |text| {
        let (scope, text) = scoped(text)?;
        let at = text.parse().map_err(|_| format!("{text:?} is no number of a layer"))?;
        Ok(Step::of(RemoveLayers { scope, which: Which::Index(at) }))
    }),
    Flag::new("layer-squash", "N", "Make the topmost N layers one", |text| {
        let count = text.parse().ok().filter(|count| *count > 0);
        Ok(Step::of(FlattenEdit::Last(count.ok_or_else(|| format!("{text:?} is no number of layers"))?)))
    }),
    Flag::new("layer-squash-from", "N", "Make layer N and all on top of it one, the base being 0", |text| {
        Ok(Step::of(FlattenEdit::From(text.parse().map_err(|_| format!("{text:?} is no number of a layer"))?)))
    }),
    Flag::new("layer-strip-file", "PATH", "Remove a file, or a directory with all in it, from all layers", |text| {
        let path = parse_path(text)?;
        if path.is_root() {
            return Err("a path below the root was expected".to_owned());
        }
        Ok(Step::of(FilesEdit::Strip(path)))
    }),
    Flag::new("layer-time", "RULE", "Set the times of the files in layers", |text| {
        times(text, |rule| vec![Box::new(FilesEdit::Times(rule))])
    }),
    Flag::new("layer-time-max", "TIME", "Set later times of files in layers to this one", |text| {
        times(&format!("set={text},after={text}"), |rule| vec![Box::new(FilesEdit::Times(rule))])
    }),
    Flag::switch("rebase", "Put the image on the newest form of the base that its annotations name", |text| {
        super::table::switch(text, || Step::opened(|app| Ok(vec![Box::new(RebaseEdit::Annotated(opener(app)?))])))
    }),
    Flag::new("rebase-ref", "OLD,NEW", "Put the image that stands on OLD on NEW", |text| {
        let (old, new) = text.split_once(',').ok_or_else(|| "OLD,NEW was expected: two images".to_owned())?;
        let parse = |text: &str| text.parse::<Location>().map_err(|error| error.to_string());
        let (old, new) = (parse(old)?, parse(new)?);
        Ok(Step::opened(move |app| {
            Ok(vec![Box::new(RebaseEdit::Named { old: base(app, &old)?, new: base(app, &new)? })])
        }))
    }),
    Flag::switch("reproducible", "Take out of layers what differs from one build to the next", |text| {
        super::table::switch(text, || Step::of(FilesEdit::Anonymous))
    })
    .also(&["layer-reproducible"]),
    Flag::new("time", "RULE", "Set times both in configs and in layers", |text| times(text, both)),
    Flag::new("time-max", "TIME", "Set later times in configs and in layers to this one", |text| {
        times(&format!("set={text},after={text}"), both)
    }),
];

/// The times of configs and of layers.
pub fn both(rule: crate::mutate::TimeRule) -> super::flags::Edits {
    vec![Box::new(TimeEdit(rule.clone())), Box::new(FilesEdit::Times(rule))]
}

/// A step that puts a layer on top.
pub fn append(source: LayerSource) -> Step {
    Step::opened(move |app| {
        let make = source.maker(&app.output);
        let scope = match &source.platforms[..] {
            [] => Scope::Usual,
            platforms => Scope::Platforms(platforms.to_vec()),
        };
        Ok(vec![Box::new(AppendLayer { scope, make, created_by: APPENDED.to_owned() })])
    })
}

/// A base image as it is named.
///
/// # Errors
/// It cannot be opened.
pub fn base(app: &App, location: &Location) -> Result<Base, CliError> {
    Ok(Base { source: app.source(location)?, selector: app.selector(location)?, name: name(location) })
}

/// What an annotation calls a base image: its name in a registry, in full.
fn name(location: &Location) -> String {
    match location {
        Location::Registry(reference) => {
            Reference { digest: None, tag: location.target_tag(), ..reference.clone() }.to_string()
        }
        other => other.to_string(),
    }
}

/// What opens images that annotations name.
///
/// # Errors
/// There is no client.
pub fn opener(app: &App) -> Result<Opener, CliError> {
    let client = app.client()?.clone();
    Ok(Arc::new(move |reference| {
        let source: Arc<dyn Source> = Arc::new(client.repository(reference, Access::Pull));
        if reference.digest.is_some() && reference.tag.is_none() {
            let what = format!("{reference} is always the same image, so there is no newer base");
            return Err(ContentError::new(ErrorKind::Invalid, what));
        }
        Ok(source)
    }))
}

/// Takes `filename=PATH` out of a rule.
fn named_file(text: &str) -> Result<(crate::layer::EntryPath, String), String> {
    let (names, rest): (Vec<&str>, Vec<&str>) = text.split(',').partition(|part| part.starts_with("filename="));
    match &names[..] {
        [name] => Ok((parse_path(&name["filename=".len()..])?, rest.join(","))),
        _ => Err("the file is missing: filename=PATH".to_owned()),
    }
}
