//! Documents that are pushed: each is stored as a harmless type or refused, and one that is stored reads the same way
//! again.

#![no_main]

use bytes::Bytes;
use libfuzzer_sys::fuzz_target;
use wharf::oci::Digest;
use wharf::server::{Foreign, document};

fuzz_target!(|input: (&str, &[u8])| {
    let (declared, bytes) = input;
    let digest = Digest::sha256(bytes);
    for foreign in [Foreign::Refuse, Foreign::Json, Foreign::Any] {
        match document::read(declared, Bytes::copy_from_slice(bytes), digest.clone(), foreign) {
            Ok(found) => {
                assert!(document::is_harmless(&found.manifest.media_type));
                let media_type = found.manifest.media_type.as_str();
                let again = document::read(media_type, Bytes::copy_from_slice(bytes), digest.clone(), foreign);
                assert_eq!(again.expect("what was stored once"), found);
            }
            Err(error) => assert!(error.code().0.is_client_error(), "{error}"),
        }
    }
});
