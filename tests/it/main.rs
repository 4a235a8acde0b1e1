//! The integration tests: one binary, one module for each subject.

#![allow(clippy::unwrap_used, reason = "what a test cannot do without fails it")]

mod commands;
mod exit_codes;
mod faults;
mod generated;
mod harness;
mod regctl;
mod rules;

mod serve_attacks;
mod serve_auth;
mod serve_command;
mod serve_conformance;
mod serve_durability;
mod serve_front;
mod serve_front_tls;
mod serve_protocol;
mod serve_web;
