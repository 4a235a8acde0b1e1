//! What one client may take from the others: connections, time, requests.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::peer::{self, Network};

/// How many clients a rate is remembered for. One that is forgotten begins anew, with a full allowance.
const MOST_CLIENTS: usize = 1 << 16;

/// How much a client may take.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// Connections in all.
    pub connections: usize,
    /// Connections of one client; trusted proxies and Unix sockets may have any number.
    pub connections_per_client: usize,
    /// How long the head of a request may take to come, and a TLS handshake.
    pub header_timeout: Duration,
    /// How long a connection may be without a request.
    pub idle_timeout: Duration,
    /// How long the body of a request may bring no byte, and a client may take none of an answer.
    pub body_timeout: Duration,
    /// The largest head of a request in bytes.
    pub header_size: usize,
    /// Requests of one client in a second; nothing for any number.
    pub requests_per_second: Option<f64>,
    /// Proxies whose word about their clients counts.
    pub trusted_proxies: Vec<Network>,
    /// How long requests under way may take once the registry was told to stop.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 10_000,
            connections_per_client: 1_000,
            header_timeout: Duration::from_secs(30),
            idle_timeout: Duration::from_mins(2),
            body_timeout: Duration::from_mins(1),
            header_size: 32 << 10,
            requests_per_second: None,
            trusted_proxies: Vec::new(),
            drain: Duration::from_secs(30),
        }
    }
}

/// The connections that are open, counted.
#[derive(Debug, Default)]
pub struct Census {
    open: AtomicUsize,
    clients: Mutex<HashMap<IpAddr, usize>>,
}

/// That a connection may be open, for as long as the value lives.
#[derive(Debug)]
pub struct Permit {
    census: Arc<Census>,
    client: Option<IpAddr>,
}

impl Census {
    /// How many connections are open.
    pub fn open(&self) -> usize {
        self.open.load(Ordering::Relaxed)
    }

    /// Counts a connection in; nothing where that would be one too many.
    pub fn admit(self: &Arc<Self>, limits: &Limits, address: Option<IpAddr>) -> Option<Permit> {
        if self.open.fetch_add(1, Ordering::Relaxed) >= limits.connections {
            self.open.fetch_sub(1, Ordering::Relaxed);
            return None;
        }
        let is_proxy = |address: &IpAddr| limits.trusted_proxies.iter().any(|network| network.contains(*address));
        let client = address.filter(|address| !is_proxy(address)).map(peer::client);
        // From here on dropping the permit counts the connection out.
        let mut permit = Permit { census: Arc::clone(self), client: None };
        if let Some(client) = client {
            let mut clients = self.clients();
            let count = clients.entry(client).or_default();
            if *count >= limits.connections_per_client {
                drop(clients);
                return None;
            }
            *count += 1;
            permit.client = Some(client);
        }
        Some(permit)
    }

    fn clients(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        // Numbers are whole at any moment.
        self.clients.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.census.open.fetch_sub(1, Ordering::Relaxed);
        let Some(client) = self.client else { return };
        let mut clients = self.census.clients();
        if let Some(count) = clients.get_mut(&client) {
            *count -= 1;
            if *count == 0 {
                clients.remove(&client);
            }
        }
    }
}

/// Requests of each client in a second: an allowance that fills up steadily, one second's worth at most.
#[derive(Debug)]
pub struct Rates {
    /// How long one request fills up again.
    interval: Duration,
    /// How far ahead of its time a client may be.
    burst: Duration,
    /// When each client's allowance is full again.
    clients: Mutex<HashMap<IpAddr, Instant>>,
}

impl Rates {
    /// An allowance of so many requests in a second, which must be above 0.
    pub fn new(per_second: f64) -> Self {
        let interval = Duration::from_secs_f64(1.0 / per_second);
        Self { interval, burst: interval.max(Duration::from_secs(1)), clients: Mutex::default() }
    }

    /// Counts a request.
    ///
    /// # Errors
    /// The client has used up its allowance: in how many seconds it may ask again.
    pub fn admit(&self, address: IpAddr, now: Instant) -> Result<(), u64> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if clients.len() >= MOST_CLIENTS {
            clients.retain(|_, full| *full > now);
            if clients.len() >= MOST_CLIENTS {
                clients.clear();
            }
        }
        let full = clients.entry(peer::client(address)).or_insert(now);
        let next = (*full).max(now) + self.interval;
        let ahead = next.saturating_duration_since(now);
        if ahead > self.burst {
            let wait = ahead.saturating_sub(self.burst);
            return Err(wait.as_secs() + u64::from(wait.subsec_nanos() > 0));
        }
        *full = next;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn connections_are_counted_in_and_out() {
        let trusted_proxies = vec!["10.0.0.0/8".parse().unwrap()];
        let limits = Limits { connections: 6, connections_per_client: 2, trusted_proxies, ..Limits::default() };
        let census = Arc::new(Census::default());
        let admit = |text: &str| census.admit(&limits, Some(address(text)));
        let first = [admit("1.1.1.1"), admit("1.1.1.1")];
        assert!(first.iter().all(Option::is_some));
        assert!(admit("1.1.1.1").is_none(), "a third of one client");
        let others = [admit("2.2.2.2"), admit("10.0.0.1"), admit("10.0.0.1"), admit("10.0.0.1")];
        assert!(others.iter().all(Option::is_some), "a proxy has many clients");
        assert!(admit("3.3.3.3").is_none(), "a seventh in all");
        assert_eq!(census.open(), 6);
        drop(first);
        assert!(admit("1.1.1.1").is_some());
        drop(others);
        assert_eq!((census.open(), census.clients().len()), (0, 0));
    }

    #[test]
    fn neighbours_in_one_ipv6_network_are_one_client() {
        let limits = Limits { connections_per_client: 1, ..Limits::default() };
        let census = Arc::new(Census::default());
        let _first = census.admit(&limits, Some(address("2001:db8::1"))).unwrap();
        assert!(census.admit(&limits, Some(address("2001:db8::ffff"))).is_none());
        assert!(census.admit(&limits, Some(address("2001:db8:0:1::1"))).is_some());
    }

    #[test]
    fn an_allowance_is_used_up_and_fills_again() {
        let rates = Rates::new(5.0);
        let client = address("1.1.1.1");
        let start = Instant::now();
        let at = |millis: u64| rates.admit(client, start + Duration::from_millis(millis));
        assert_eq!([at(0), at(0), at(0), at(0), at(0)], [Ok(()); 5]);
        assert_eq!(at(0), Err(1));
        assert_eq!((at(200), at(200)), (Ok(()), Err(1)));
        assert_eq!(rates.admit(address("1.1.1.2"), start), Ok(()), "another client has its own");
        let slow = Rates::new(0.1);
        assert_eq!((slow.admit(client, start), slow.admit(client, start)), (Ok(()), Err(10)));
    }

    #[test]
    fn the_memory_for_rates_is_bounded() {
        let rates = Rates::new(1.0);
        let now = Instant::now();
        for number in 0..u32::try_from(MOST_CLIENTS).unwrap() + 10 {
            let _ = rates.admit(IpAddr::from(number.to_be_bytes()), now);
        }
        assert!(rates.clients.lock().unwrap().len() <= MOST_CLIENTS);
    }
}
