//! Clients that are slow or dead hold nothing that others wait for.

use std::io::Write;

use wharf::oci::Digest;

use super::wire::{Server, content, manifest, receive, with_digest};

const EACH: usize = 100;
const SIZE: usize = 100_000;

#[test]
fn slow_uploads_idle_connections_and_readers_that_do_not_read_hold_up_nobody() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start_by(&[], dir.path(), &["--workers=1"]);
    let client = server.client();
    let big = content(0, 8 << 20);
    assert_eq!(client.put_blob("slow", &big).unwrap().status, 201);
    let target = format!("/v2/slow/blobs/{}", Digest::sha256(&big));
    let _deaf: Vec<_> = (0..EACH).map(|_| client.open("GET", &target, "", 0, b"").unwrap()).collect();
    let blobs: Vec<_> = (0..EACH as u64).map(|number| content(number + 1, SIZE)).collect();
    let mut uploads: Vec<_> = blobs
        .iter()
        .map(|bytes| {
            let location = with_digest(&client.begin("slow").unwrap(), &Digest::sha256(bytes));
            client.open("PUT", &location, "", SIZE, &bytes[..SIZE / 2]).unwrap()
        })
        .collect();
    let mut idle = Vec::new();
    for _ in 0..EACH {
        let mut stream = std::net::TcpStream::connect(server.address).unwrap();
        stream.write_all(b"PUT /v2/slow/manifests/v1 HTTP/1.1\r\nHo").unwrap();
        idle.push(stream);
    }
    // One that sends a manifest, and never the end of it.
    let _stuck = client.open("PUT", "/v2/slow/manifests/v1", "Content-Type: application/json\r\n", 1000, b"{").unwrap();

    for (number, bytes) in blobs.iter().enumerate().take(20) {
        // The same repository, and the same content as one of the slow ones.
        assert_eq!(client.put_blob("slow", bytes).unwrap().status, 201);
        let text = manifest(bytes, &[&big], &number.to_string());
        assert_eq!(client.put_manifest("slow", &format!("v{number}"), &text).unwrap().status, 201);
        assert!(client.get(&format!("/v2/slow/manifests/v{number}")).unwrap().body == text);
        assert!(client.get(&format!("/v2/slow/blobs/{}", Digest::sha256(bytes))).unwrap().body == *bytes);
    }
    assert!(client.get(&target).unwrap().body == big);
    assert_eq!(client.tags("slow").unwrap().len(), 20);

    // They were all under way meanwhile, and come to their end.
    for (upload, bytes) in uploads.iter_mut().zip(&blobs) {
        upload.write_all(&bytes[SIZE / 2..]).unwrap();
    }
    for upload in uploads {
        assert_eq!(receive(upload, false).unwrap().status, 201);
    }
}
