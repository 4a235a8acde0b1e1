//! Documents of the OCI and Docker image specifications. Pure: nothing here touches a disk or a network.
//!
//! Every type here keeps the JSON fields it does not know, and maps keep their order, so that reading a document and
//! writing it again loses nothing and gives the same bytes on every run. Copies do not even do that: they move
//! [`RawManifest`], the exact bytes.

mod annotations;
mod config;
mod descriptor;
mod digest;
mod manifest;
mod media_type;
mod platform;

pub use annotations::{Annotations, key};
pub use config::{History, ImageConfig, RootFs, RunConfig};
pub use descriptor::Descriptor;
pub use digest::{Algorithm, Digest, DigestError, Hasher};
pub use manifest::{DocumentError, ImageIndex, ImageManifest, Manifest, RawManifest};
pub use media_type::{Compression, MediaType};
pub use platform::{Platform, PlatformError};
