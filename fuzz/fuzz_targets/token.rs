//! Tokens: whatever comes is a token or a fault, nothing that was not signed is believed, and what was signed is read or
//! refused whatever it says.

#![no_main]

use std::sync::OnceLock;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use libfuzzer_sys::fuzz_target;
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use wharf::server::auth::jwk::{KeySet, PublicKey};
use wharf::server::auth::jwt::{Fault, Unverified};

fn pair() -> &'static (Ed25519KeyPair, PublicKey) {
    static PAIR: OnceLock<(Ed25519KeyPair, PublicKey)> = OnceLock::new();
    PAIR.get_or_init(|| {
        let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).expect("a seed of the right length");
        let public = PublicKey::Ed25519(pair.public_key().as_ref().to_vec());
        (pair, public)
    })
}

fuzz_target!(|input: (&str, &[u8], &[u8])| {
    let (text, header, claims) = input;
    let (pair, public) = pair();
    if let Ok(token) = Unverified::parse(text) {
        assert!(token.verify(public).is_err(), "nobody guesses a signature");
    }
    let _ = KeySet::parse(text);
    let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
    let signature = URL_SAFE_NO_PAD.encode(pair.sign(signed.as_bytes()));
    let plain = br#"{"alg":"EdDSA"}"#;
    let usual = format!("{}.{}", URL_SAFE_NO_PAD.encode(plain), URL_SAFE_NO_PAD.encode(claims));
    let usual = format!("{usual}.{}", URL_SAFE_NO_PAD.encode(pair.sign(usual.as_bytes())));
    for token in [format!("{signed}.{signature}"), usual] {
        let Ok(unverified) = Unverified::parse(&token) else { continue };
        match unverified.verify(public) {
            Ok(claims) => {
                let _ = claims.check_origin("wharf", "wharf");
                if let Ok(validity) = claims.validity() {
                    let holds = validity.check(0).is_ok();
                    assert_eq!(holds, validity.from <= 0 && validity.until > 0);
                }
            }
            Err(fault) => assert!(matches!(fault, Fault::Malformed | Fault::Algorithm), "{fault}"),
        }
    }
});
