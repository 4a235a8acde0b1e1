//! The suite that every store passes: the meaning of [`super::Source`] and [`super::Target`] as tests.
