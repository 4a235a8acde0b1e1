//! wharf: a client, a store and a registry for container images.
//!
//! Everything that holds images is a [`content::Source`] or a [`content::Target`] of content addressed by descriptor;
//! every transfer is plan, then execute; every command is arguments in, report out.
//!
//! | room | what it is for |
//! | --- | --- |
//! | [`oci`] | documents of the specifications: digests, descriptors, manifests, configs |
//! | [`mod@reference`] | what users type: references and locations |
//! | [`content`] | the vocabulary between stores |
//! | [`registry`] | the client of the distribution specification |
//! | [`layer`] | the files inside images |
//! | [`layout`] | image layouts on disk and the local store |
//! | [`archive`] | images in one file: tars, and the docker engine that gives and takes them |
//! | [`transfer`] | plan and execute a copy between any two stores |
//! | [`mutate`] | new images from old, as overlay sources |
//! | [`server`] | the bundled registry |
//! | [`config`] | settings, paths, credentials |
//! | [`output`] | everything that is printed |
//! | [`app`], [`commands`], [`cli`], [`error`] | the program |

pub mod app;
pub mod archive;
pub mod cli;
pub mod commands;
pub mod config;
pub mod content;
pub mod error;
mod hints;
pub mod layer;
pub mod layout;
pub mod mutate;
pub mod oci;
pub mod output;
pub mod reference;
pub mod registry;
pub mod server;
pub mod transfer;

pub use cli::run;
