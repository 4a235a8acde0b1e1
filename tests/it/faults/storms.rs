//! Registries that have no time: 429 and 503, with and without a word on when to come back.

use std::time::{Duration, SystemTime};

use super::{holds, pull, says, stocked};
use crate::harness::{Fault, Faults, On, TestEnv};

#[test]
fn a_storm_that_passes_is_sat_out() {
    let (registry, image) = stocked(1000);
    for status in [429, 503, 408, 500, 502] {
        let faults = Faults::before(registry.address());
        faults.order(On::each("*", "/v2/").times(2), Fault::Refuse(status, Some(0)));
        faults.order(On::first("GET", "/blobs/"), Fault::Refuse(status, Some(0)));
        let env = TestEnv::new();
        pull(&env, &faults.reference("a:1")).ok();
        holds(&env, &image);
    }
}

#[test]
fn the_date_form_of_retry_after_is_kept_to() {
    let (registry, image) = stocked(1000);
    let faults = Faults::before(registry.address());
    let soon = jiff::Timestamp::try_from(SystemTime::now() + Duration::from_secs(2)).unwrap();
    let date = jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&soon).unwrap();
    faults.order(On::first("GET", "/manifests/"), Fault::RefuseUntil(503, date));
    let env = TestEnv::new();
    pull(&env, &faults.reference("a:1")).ok();
    holds(&env, &image);
    // The date has no fractions, and the clocks are the same one.
    assert!(jiff::Timestamp::now().as_second() >= soon.as_second(), "it came back too early");
}

#[test]
fn a_storm_that_never_ends_is_5() {
    let (registry, _) = stocked(1000);
    for (status, hint) in [(429, "hint: log in for a higher limit"), (503, "hint: the registry has trouble of its own")]
    {
        let faults = Faults::before(registry.address());
        faults.order(On::each("*", "/v2/"), Fault::Refuse(status, Some(0)));
        let env = TestEnv::new();
        let said = env.wharf(&["pull", "--retries", "2", &faults.reference("a:1")]).fails(5);
        says(&said, &["source: ", &status.to_string(), "refused on order", hint]);
        assert_eq!(faults.count("*", "/manifests/"), 3, "one request, and two more");
    }
}

#[test]
fn a_registry_that_asks_for_too_much_patience_is_given_up_at_once() {
    let (registry, _) = stocked(1000);
    let faults = Faults::before(registry.address());
    faults.order(On::each("*", "/v2/"), Fault::Refuse(429, Some(86_400)));
    let said = pull(&TestEnv::new(), &faults.reference("a:1")).fails(5);
    says(&said, &["429"]);
    assert_eq!(faults.count("*", ""), 1);
}

#[test]
fn a_push_sits_storms_out_too() {
    let (registry, env) = (crate::harness::Registry::start(), TestEnv::new());
    let image = crate::harness::ImageSpec::layers(&[5000, 6000]).make();
    image.write_layout(&env.work("image"), "1");
    let faults = Faults::before(registry.address());
    faults.order(On::first("POST", "/blobs/uploads/"), Fault::Refuse(429, Some(0)));
    faults.order(On::first("PUT", "/blobs/uploads/"), Fault::Refuse(503, Some(0)));
    faults.order(On::first("PUT", "/manifests/"), Fault::Refuse(502, None));
    env.wharf(&["push", "oci:image:1", &faults.reference("a:1")]).ok();
    super::serves(&registry, "a", "1", &image);
}
