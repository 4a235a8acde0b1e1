//! Tests of whole layouts.
