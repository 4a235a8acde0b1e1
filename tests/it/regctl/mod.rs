//! regctl's words: what scripts written for it call, with what they expect to be printed and how it ends.

mod ends;
mod flags;
mod forms;
mod hosts;
mod mirrors;
mod repositories;
mod scripts;
mod words;

use crate::harness::{Image, ImageSpec, Registry, TestEnv};

/// An index of three images in a registry, as `app:v1`.
fn stocked() -> (TestEnv, Registry, Image) {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::layers(&[700]).platforms(&["linux/amd64", "linux/arm64", "linux/s390x"]).make();
    image.put(&registry, "app", "v1");
    (env, registry, image)
}
