//! Paths of requests: each leads to an endpoint or is refused, and names that come out are names.

#![no_main]

use http::Method;
use libfuzzer_sys::fuzz_target;
use wharf::server::auth::Need;
use wharf::server::endpoint;

const METHODS: [Method; 6] = [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];

fuzz_target!(|path: &str| {
    for method in METHODS {
        match endpoint::parse(&method, path) {
            Ok(endpoint) => {
                if let Need::Do(_, repository) = endpoint.needs() {
                    let name = repository.as_str();
                    assert!(!name.contains("..") && !name.contains('%') && !name.starts_with('/'), "{name}");
                }
            }
            Err(error) => assert!(error.code().0.is_client_error(), "{error}"),
        }
    }
});
