//! Artifacts: files that are no images, kept in a registry as a manifest with one layer for each
//! (`image-spec/manifest.md#guidelines-for-artifact-usage`), and what refers to what.
//!
//! On the way in, files stay on disk and are read when they are sent ([`Bundle`]); directories become a tar that is the
//! same wherever it is made. On the way out every name comes from a stranger: nothing is written but below the
//! directory that was asked for, and never through a link ([`Place`]).

mod body;
mod bundle;
mod draft;
mod error;
mod filter;
mod intake;
mod pack;
mod place;
mod title;
mod tree;
mod unpack;

pub use body::LocalBlob;
pub use bundle::Bundle;
pub use draft::{Draft, listed};
pub use error::ArtifactError;
pub use filter::{ReferrerChoice, Wanted};
pub use intake::{Intake, take_file, take_stream};
pub use pack::{Packed, pack};
pub use place::{PendingFile, Place};
pub use title::{Destination, StripDirs, destinations, given_title};
pub use tree::{Forest, Found, Node, digest_tags};
pub use unpack::unpack;

/// What every operation on artifacts gives.
pub type Result<T, E = ArtifactError> = std::result::Result<T, E>;

/// The annotation of a layer with the name of its file (`image-spec/annotations.md`).
pub const TITLE: &str = "org.opencontainers.image.title";
/// The annotation of a layer that is a directory in a tar, as oras writes it.
pub const UNPACK: &str = "io.deis.oras.content.unpack";
/// The annotation of such a layer with the digest of the tar without its compression.
pub const CONTENT_DIGEST: &str = "io.deis.oras.content.digest";
