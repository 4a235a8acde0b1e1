//! wharf beside the real thing: skopeo, podman, buildah, umoci, docker with its daemon and the reference registry.
//!
//! Run by name (`cargo test --test interop`), since real images take a while. Where a peer is not installed, a test
//! says that it was skipped; with `CI=true` it fails.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod images;
mod peers;

mod credentials;
mod layouts;
mod parallel;
mod transport;
mod whole;
