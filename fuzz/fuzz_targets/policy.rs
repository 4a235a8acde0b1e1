//! Files of rules: each is read or refused, and one that may only name tags that never move gives no rights.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wharf::server::auth::Policy;

fuzz_target!(|text: &str| {
    let whole = Policy::parse(text);
    if Policy::parse_immutable(text).is_ok() {
        assert!(whole.is_ok(), "what is read as a part is read as a whole");
    }
    if let Ok(policy) = whole {
        let (repository, tag) = ("a/b".parse().expect("a name"), "v1".parse().expect("a tag"));
        let _ = policy.is_immutable(&repository, &tag);
    }
});
