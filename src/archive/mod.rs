//! One file that holds images: what `docker save`, `podman save`, skopeo, crane and regctl write, and what wharf writes
//! for all of them.
//!
//! | file | what it is for |
//! | --- | --- |
//! | `header`, `tar_index` | where each entry of a tar stands |
//! | `outer`, `input` | compression around it; a file in place, or a stream kept as it comes |
//! | `names` | which image a name means |
//! | `oci`, `docker` | the two ways in which an archive lists its images |
//! | `source` | an archive as a [`Source`](crate::content::Source) |
//! | `writer` | an archive as a [`Target`](crate::content::Target) |
//! | `daemon` | the docker engine, which gives and takes archives |
//!
//! **Reading.** Where there is an `index.json` it is followed, and every digest stays. Without it `manifest.json` is: the
//! config and the layers keep their bytes (a plain layer stays plain, a gzip layer stays as it is compressed), and an OCI
//! manifest is made for them that depends on nothing else, so that the same archive gives the same digest on every run
//! and machine. A plain file is read in place; a stream, or an archive that is compressed, goes once into a temporary
//! file without a name.
//!
//! **Writing.** One tar for every reader: `oci-layout`, `index.json`, `manifest.json`, then the blobs. All that a tar says
//! beside them (times, owners) is zero, and the order is that of the transfer, so the same image gives the same file. A
//! transfer tells what is coming, so the metadata stands first and every blob has its place before the first byte is
//! there: into a file they are written side by side, into a stream one after the other.

mod daemon;
mod docker;
mod error;
mod header;
mod input;
mod names;
mod oci;
mod outer;
mod source;
mod tar_index;
mod writer;

#[cfg(test)]
mod tests;

pub use daemon::{Engine, read as read_daemon, write as write_daemon};
pub use error::ArchiveError;
pub use source::Archive;
pub use writer::{ArchiveWriter, Naming, Outer};
