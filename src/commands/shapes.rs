//! The fields of the documents of the image specification, for templates: those that are not set are empty, as in Go's
//! structs of them.

use crate::output::Shape;
use crate::output::Shape::{Any, Flag, Keyed, List, Number, Optional, Struct, Text};

/// Texts in a list.
pub const TEXTS: Shape = List(&Text);

/// A platform.
pub const PLATFORM: Shape =
    Struct(&[("architecture", Text), ("os", Text), ("os.version", Text), ("os.features", TEXTS), ("variant", Text)]);

/// A descriptor.
pub const DESCRIPTOR: Shape = Struct(&[
    ("mediaType", Text),
    ("digest", Text),
    ("size", Number),
    ("urls", TEXTS),
    ("annotations", Keyed),
    ("data", Text),
    ("platform", Optional(&PLATFORM)),
    ("artifactType", Text),
]);

/// An image manifest.
pub const IMAGE_MANIFEST: Shape = Struct(&[
    ("schemaVersion", Number),
    ("mediaType", Text),
    ("artifactType", Text),
    ("config", DESCRIPTOR),
    ("layers", List(&DESCRIPTOR)),
    ("subject", Optional(&DESCRIPTOR)),
    ("annotations", Keyed),
]);

/// An index.
pub const IMAGE_INDEX: Shape = Struct(&[
    ("schemaVersion", Number),
    ("mediaType", Text),
    ("artifactType", Text),
    ("manifests", List(&DESCRIPTOR)),
    ("subject", Optional(&DESCRIPTOR)),
    ("annotations", Keyed),
]);

/// An image config, with what Docker adds to it.
pub const IMAGE_CONFIG: Shape = Struct(&[
    ("created", Text),
    ("author", Text),
    ("architecture", Text),
    ("os", Text),
    ("os.version", Text),
    ("os.features", TEXTS),
    ("variant", Text),
    ("config", RUN_CONFIG),
    ("rootfs", ROOT_FS),
    ("history", List(&HISTORY)),
    ("comment", Text),
    ("docker_version", Text),
]);

/// How a container is started.
pub const RUN_CONFIG: Shape = Struct(&[
    ("User", Text),
    ("ExposedPorts", Keyed),
    ("Env", TEXTS),
    ("Entrypoint", TEXTS),
    ("Cmd", TEXTS),
    ("Volumes", Keyed),
    ("WorkingDir", Text),
    ("Labels", Keyed),
    ("StopSignal", Text),
    ("ArgsEscaped", Flag),
    ("AttachStderr", Flag),
    ("AttachStdin", Flag),
    ("AttachStdout", Flag),
    ("Domainname", Text),
    ("Healthcheck", Optional(&HEALTHCHECK)),
    ("Hostname", Text),
    ("Image", Text),
    ("OnBuild", TEXTS),
    ("OpenStdin", Flag),
    ("Shell", TEXTS),
    ("StdinOnce", Flag),
    ("StopTimeout", Any),
    ("Tty", Flag),
]);

/// How a container's health is checked; the times are nanoseconds.
const HEALTHCHECK: Shape = Struct(&[
    ("Test", TEXTS),
    ("Interval", Number),
    ("Timeout", Number),
    ("StartPeriod", Number),
    ("StartInterval", Number),
    ("Retries", Number),
]);

/// The layers of a root file system.
pub const ROOT_FS: Shape = Struct(&[("type", Text), ("diff_ids", TEXTS)]);

/// How a layer came to be.
pub const HISTORY: Shape =
    Struct(&[("created", Text), ("created_by", Text), ("author", Text), ("comment", Text), ("empty_layer", Flag)]);
