//! Files of users: each is read or refused with the line that cannot be used, and what was read says nobody twice.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wharf::server::auth::htpasswd::Htpasswd;

fuzz_target!(|text: &str| {
    if let Ok(users) = Htpasswd::parse(text) {
        for name in text.lines().filter_map(|line| line.split_once(':')).map(|(name, _)| name) {
            if let Some(user) = users.user(name) {
                assert!(!user.fingerprint.contains(&*user.hash), "a fingerprint does not tell the hash");
            }
        }
    }
});
