//! Frames of HTTP/2 that cost the sender nothing and the receiver much (RFC 9113, 10.5): streams reset as soon as they are
//! begun, heads that never end, settings and pings by the thousand.

use std::io::{Read, Write};
use std::net::TcpStream;

use super::PATIENCE;
use crate::harness::Registry;

const HEADERS: u8 = 1;
const RESET: u8 = 3;
const SETTINGS: u8 = 4;
const PING: u8 = 6;
const CONTINUATION: u8 = 9;

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}

/// `GET http://x/v2/` in the compression of heads, without a dynamic table.
fn head() -> Vec<u8> {
    [&[0x82, 0x86, 0x04, 4][..], b"/v2/", &[0x01, 1], b"x"].concat()
}

/// Sends the frames; gives whether the server ended the connection by itself, which it may, before all were sent or after.
fn flood(registry: &Registry, frames: impl Iterator<Item = Vec<u8>>) -> bool {
    let mut stream = TcpStream::connect(registry.address()).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").unwrap();
    stream.write_all(&frame(SETTINGS, 0, 0, &[])).unwrap();
    // Whoever sends and never reads would wait for itself.
    let mut reader = stream.try_clone().unwrap();
    let read = std::thread::spawn(move || {
        let mut all = Vec::new();
        let ended = reader.read_to_end(&mut all);
        ended.is_ok() || ended.is_err_and(|error| error.kind() == std::io::ErrorKind::ConnectionReset)
    });
    let mut cut = false;
    for frame in frames {
        if stream.write_all(&frame).is_err() {
            cut = true;
            break;
        }
    }
    if !cut {
        let _ = stream.shutdown(std::net::Shutdown::Write);
    }
    read.join().unwrap()
}

#[test]
fn floods_of_frames_end_their_connection_and_no_other() {
    let registry = Registry::start();
    let streams = |count: u32| (0..count).map(|at| 2 * at + 1);
    let resets = streams(20_000)
        .flat_map(|id| [frame(HEADERS, 0x4 | 0x1, id, &head()), frame(RESET, 0, id, &8_u32.to_be_bytes())]);
    assert!(flood(&registry, resets), "streams that are reset at once");
    let endless = std::iter::once(frame(HEADERS, 0x1, 1, &head()))
        .chain((0..5000).map(|at| frame(CONTINUATION, 0, 1, format!("\0\x0aabcdefghij\x05{at:05}").as_bytes())));
    assert!(flood(&registry, endless), "a head without end");
    let settings = (0..20_000).map(|_| frame(SETTINGS, 0, 0, &[0, 4, 0, 0, 255, 255]));
    assert!(flood(&registry, settings), "settings");
    let pings = (0..20_000).map(|_| frame(PING, 0, 0, &[7; 8]));
    assert!(flood(&registry, pings), "pings");
    let backwards = [frame(HEADERS, 0x4 | 0x1, 5, &head()), frame(HEADERS, 0x4 | 0x1, 3, &head())].into_iter();
    assert!(flood(&registry, backwards), "a stream that was passed over");
    let huge = std::iter::once(frame(HEADERS, 0x4, 1, &vec![0x82; 1 << 20]));
    assert!(flood(&registry, huge), "a frame larger than was agreed");
    assert_eq!(registry.get("/v2/").status, 200);
    assert!(registry.count("GET", "/v2/") < 20_000, "not every stream that was taken back was answered");
}
