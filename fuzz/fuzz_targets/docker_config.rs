//! Files of credentials: each is read or refused, refusals tell nothing of what is in the file, and what was read is written
//! so that it reads the same way again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wharf::config::credentials::docker_config::{AuthFile, Form, decode, encode};

fuzz_target!(|text: &str| {
    for form in [Form::Config, Form::Bare] {
        let Ok(file) = AuthFile::parse(text, form) else { continue };
        for (_, entry) in &file.auths {
            if let Ok(Some(credential)) = decode(entry) {
                let again = decode(&encode(&credential));
                assert!(again.is_ok(), "what was read can be written");
            }
        }
    }
});
