//! wharf beside the real thing: skopeo, podman, buildah, umoci, docker with its daemon, the reference registry,
//! nginx, curl and chromium.
//!
//! Run by name (`cargo test --test interop`), since real images take a while. Where a peer is not installed, a test
//! says that it was skipped; with `CI=true` it fails.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod chromium;
mod images;
mod peers;
mod serving;
mod traced;

mod archives;
mod artifacts;
mod browser;
mod credentials;
mod durability;
mod editing;
mod files;
mod layouts;
mod parallel;
mod places;
mod rootfs;
mod serve_clients;
mod serve_copies;
mod serve_docker;
mod serve_doors;
mod serve_layouts;
mod transport;
mod whole;
mod written;
