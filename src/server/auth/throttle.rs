//! Slows down those who guess passwords. Pure: the time is an argument.
//!
//! Failures are counted for a user at one address, for an address, and for a user; each count shrinks with time. The
//! first is the strictest, so that a job with an old password behind a proxy does not shut out all others behind it,
//! and a stranger who guesses somebody's password does not shut out that somebody.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::time::{Duration, Instant};

/// One failure is forgotten in this time.
const FORGET: Duration = Duration::from_secs(10);
/// So many failures are answered at once.
const FREE: u32 = 3;
/// No answer is held back for longer.
const LONGEST_DELAY: Duration = Duration::from_secs(2);
/// At most so many counts of a kind are kept.
const MOST: usize = 10_000;

/// The counts.
pub struct Throttle {
    /// What the first answer that is held back waits for; it doubles with each failure.
    delay: Duration,
    hasher: RandomState,
    user_at_peer: Table,
    peer: Table,
    user: Table,
}

/// Counts of one kind.
struct Table {
    /// So many failures, and nobody is listened to for a while.
    limit: u32,
    /// The longest while.
    longest: Duration,
    counts: HashMap<u64, Count>,
}

#[derive(Clone, Copy)]
struct Count {
    failures: u32,
    last: Instant,
}

impl Count {
    /// The failures that are not forgotten yet.
    fn left(self, now: Instant) -> u32 {
        let forgotten = now.saturating_duration_since(self.last).as_secs() / FORGET.as_secs();
        self.failures.saturating_sub(u32::try_from(forgotten).unwrap_or(u32::MAX))
    }
}

impl Throttle {
    /// No failures yet. `delay` is what the first answer that is held back waits for.
    pub fn new(delay: Duration) -> Self {
        let table = |limit, seconds| Table { limit, longest: Duration::from_secs(seconds), counts: HashMap::new() };
        Self { delay, hasher: RandomState::new(), user_at_peer: table(8, 60), peer: table(40, 30), user: table(40, 10) }
    }

    /// How long this user from this address must wait before anybody listens again; nothing where they need not.
    pub fn wait(&self, user: &str, peer: Option<IpAddr>, now: Instant) -> Option<Duration> {
        let keys = self.keys(user, peer);
        let tables = [&self.user_at_peer, &self.peer, &self.user];
        keys.into_iter().zip(tables).filter_map(|(key, table)| table.wait(key?, now)).max()
    }

    /// Counts a failure; the answer is to be held back for the time that comes out.
    pub fn fail(&mut self, user: &str, peer: Option<IpAddr>, now: Instant) -> Duration {
        let keys = self.keys(user, peer);
        let tables = [&mut self.user_at_peer, &mut self.peer, &mut self.user];
        let counts = keys.into_iter().zip(tables).map(|(key, table)| key.map_or(0, |key| table.fail(key, now)));
        let failures: Vec<u32> = counts.collect();
        // An address has many users behind it; what one of them does holds up that one.
        let failures = if peer.is_some() { failures[0] } else { failures[2] };
        match failures.checked_sub(FREE + 1) {
            None => Duration::ZERO,
            Some(steps) => self.delay.saturating_mul(1 << steps.min(16)).min(LONGEST_DELAY),
        }
    }

    /// Forgets the failures of a user at an address who has proved who they are.
    pub fn succeed(&mut self, user: &str, peer: Option<IpAddr>) {
        let [user_at_peer, _, _] = self.keys(user, peer);
        if let Some(key) = user_at_peer {
            self.user_at_peer.counts.remove(&key);
        }
    }

    /// Names come from anybody, and may be long: only a hash of them is kept.
    fn keys(&self, user: &str, peer: Option<IpAddr>) -> [Option<u64>; 3] {
        let hash = |value: &dyn Fn(&mut std::hash::DefaultHasher)| {
            let mut hasher = self.hasher.build_hasher();
            value(&mut hasher);
            std::hash::Hasher::finish(&hasher)
        };
        let network = peer.map(network);
        [
            network.map(|network| hash(&|hasher| (user, network).hash(hasher))),
            network.map(|network| hash(&|hasher| network.hash(hasher))),
            Some(hash(&|hasher| user.hash(hasher))),
        ]
    }
}

/// Who has one IPv6 address has the 2^64 beside it.
fn network(peer: IpAddr) -> IpAddr {
    match peer.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

impl Table {
    fn wait(&self, key: u64, now: Instant) -> Option<Duration> {
        let count = self.counts.get(&key)?;
        let over = count.left(now).checked_sub(self.limit)?;
        let pause = Duration::from_secs(1 << over.min(16)).min(self.longest);
        (count.last + pause).checked_duration_since(now).filter(|left| !left.is_zero())
    }

    fn fail(&mut self, key: u64, now: Instant) -> u32 {
        if self.counts.len() >= MOST && !self.counts.contains_key(&key) {
            self.make_room(now);
        }
        let count = self.counts.entry(key).or_insert(Count { failures: 0, last: now });
        *count = Count { failures: count.left(now).saturating_add(1), last: now };
        count.failures
    }

    /// Drops what is forgotten, and then, down to half, those with the fewest failures: who floods the table with new
    /// names does not wash out the one that is being guessed at.
    fn make_room(&mut self, now: Instant) {
        self.counts.retain(|_, count| count.left(now) > 0);
        if self.counts.len() < MOST {
            return;
        }
        let mut failures: Vec<u32> = self.counts.values().map(|count| count.left(now)).collect();
        let (_, middle, _) = failures.select_nth_unstable(MOST / 2);
        let middle = *middle;
        let mut room = self.counts.len() - MOST / 2;
        self.counts.retain(|_, count| {
            let goes = room > 0 && count.left(now) <= middle;
            room -= usize::from(goes);
            !goes
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DELAY: Duration = Duration::from_millis(100);

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn answers_wait_longer_and_longer_and_then_nobody_listens() {
        let mut throttle = Throttle::new(DELAY);
        let (start, here) = (Instant::now(), Some(address("10.0.0.1")));
        let delays: Vec<u128> = (0..8).map(|_| throttle.fail("ann", here, start).as_millis()).collect();
        assert_eq!(delays, [0, 0, 0, 100, 200, 400, 800, 1600]);
        assert_eq!(throttle.wait("ann", here, start), Some(Duration::from_secs(1)));
        assert_eq!(throttle.wait("ann", here, start + Duration::from_secs(1)), None);
        assert_eq!(throttle.fail("ann", here, start + Duration::from_secs(1)), LONGEST_DELAY);
        let waited = throttle.wait("ann", here, start + Duration::from_secs(1));
        assert_eq!(waited, Some(Duration::from_secs(2)));
        assert_eq!(throttle.wait("bob", here, start), None, "others at the address go on");
        assert_eq!(throttle.wait("ann", Some(address("10.0.0.2")), start), None, "so does the user elsewhere");
        for _ in 0..20 {
            throttle.fail("ann", here, start);
        }
        assert_eq!(throttle.wait("ann", here, start), Some(Duration::from_mins(1)), "there is a longest wait");
    }

    #[test]
    fn many_names_from_one_address_and_many_addresses_for_one_name_are_counted() {
        let mut throttle = Throttle::new(DELAY);
        let now = Instant::now();
        for at in 0..40 {
            throttle.fail(&format!("user{at}"), Some(address("10.0.0.1")), now);
            throttle.fail("root", Some(address(&format!("10.0.1.{at}"))), now);
        }
        assert!(throttle.wait("new", Some(address("10.0.0.1")), now).is_some());
        assert!(throttle.wait("root", Some(address("10.9.9.9")), now).is_some());
        assert!(throttle.wait("new", Some(address("10.9.9.9")), now).is_none());
    }

    #[test]
    fn time_and_success_forget() {
        let mut throttle = Throttle::new(DELAY);
        let (now, here) = (Instant::now(), Some(address("10.0.0.1")));
        for _ in 0..9 {
            throttle.fail("ann", here, now);
        }
        let later = now + FORGET * 9;
        assert_eq!((throttle.wait("ann", here, later), throttle.fail("ann", here, later)), (None, Duration::ZERO));
        for _ in 0..9 {
            throttle.fail("ann", here, now);
        }
        throttle.succeed("ann", here);
        assert_eq!((throttle.wait("ann", here, now), throttle.fail("ann", here, now)), (None, Duration::ZERO));
    }

    #[test]
    fn neighbours_in_ipv6_and_mapped_addresses_are_the_same() {
        assert_eq!(network("2001:db8::1".parse().unwrap()), network("2001:db8::ffff:1".parse().unwrap()));
        assert_ne!(network("2001:db8::1".parse().unwrap()), network("2001:db8:0:1::1".parse().unwrap()));
        assert_eq!(network("::ffff:10.0.0.1".parse().unwrap()), "10.0.0.1".parse::<IpAddr>().unwrap());
    }

    #[test]
    fn memory_is_bounded_and_a_flood_does_not_hide_the_one_guessed_at() {
        let mut throttle = Throttle::new(DELAY);
        let (now, here) = (Instant::now(), Some(address("10.0.0.1")));
        for _ in 0..9 {
            throttle.fail("ann", here, now);
        }
        for at in 0..3 * MOST {
            throttle.fail(&format!("u{at}"), None, now);
            throttle.user_at_peer.fail(at as u64, now);
        }
        assert!(throttle.user.counts.len() <= MOST && throttle.user_at_peer.counts.len() <= MOST);
        assert!(throttle.wait("ann", here, now).is_some());
    }
}
