//! Two registries on one directory: what is pushed through one is there through the other, and nothing is lost between
//! them.

use std::collections::BTreeSet;
use std::thread;

use wharf::oci::Digest;

use super::wire::{Server, content, manifest, with_digest};

const EACH: usize = 25;

#[test]
fn two_registries_on_one_directory_lose_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let servers = [Server::start(dir.path()), Server::start(dir.path())];
    let clients = servers.each_ref().map(Server::client);
    assert_eq!(clients[0].put_blob("a", b"{}").unwrap().status, 201);
    let mut last = Vec::new();
    thread::scope(|scope| {
        let pushers: Vec<_> = (0..4)
            .map(|pusher| {
                let client = clients[pusher % 2];
                scope.spawn(move || {
                    let mut pushed = Digest::sha256(b"");
                    for number in 0..EACH {
                        let text = manifest(b"{}", &[], &format!("{pusher}-{number}"));
                        // All move one tag, and each gives tags of its own, some of which it takes away.
                        for tag in ["latest".to_owned(), format!("p{pusher}-{number}")] {
                            let answer = client.put_manifest("a", &tag, &text).unwrap();
                            assert_eq!(answer.status, 201, "{}", answer.text());
                        }
                        pushed = Digest::sha256(&text);
                        if number % 3 == 0 {
                            let target = format!("/v2/a/manifests/p{pusher}-{number}");
                            assert_eq!(client.status("DELETE", &target).unwrap(), 202);
                        }
                        // The same blob by all.
                        assert_eq!(client.put_blob("a", &content(number as u64, 20_000)).unwrap().status, 201);
                    }
                    pushed
                })
            })
            .collect();
        last.extend(pushers.into_iter().map(|pusher| pusher.join().unwrap()));
    });
    let kept = |number: &usize| !number.is_multiple_of(3);
    let own = (0..4).flat_map(|pusher| (0..EACH).filter(kept).map(move |number| format!("p{pusher}-{number}")));
    let expected: BTreeSet<String> = own.chain(["latest".to_owned()]).collect();
    let mut latest = BTreeSet::new();
    for client in clients {
        assert_eq!(client.tags("a").unwrap().into_iter().collect::<BTreeSet<_>>(), expected);
        for tag in &expected {
            let answer = client.get(&format!("/v2/a/manifests/{tag}")).unwrap();
            assert_eq!(answer.status, 200, "{tag}");
            if tag == "latest" {
                latest.insert(Digest::sha256(&answer.body));
            }
        }
        for number in 0..EACH {
            let bytes = content(number as u64, 20_000);
            assert!(client.get(&format!("/v2/a/blobs/{}", Digest::sha256(&bytes))).unwrap().body == bytes);
        }
    }
    assert_eq!(latest.len(), 1, "both say the same");
    assert!(last.contains(latest.first().unwrap()), "the last push of one of them has won");
}

#[test]
fn an_upload_wanders_between_registries_that_die() {
    let dir = tempfile::tempdir().unwrap();
    let bytes = content(9, 200_000);
    let digest = Digest::sha256(&bytes);
    let mut server = Server::start(dir.path());
    let other = Server::start(dir.path());
    let location = server.client().begin("a").unwrap();
    for (at, chunk) in bytes.chunks(20_000).enumerate() {
        let client = if at % 2 == 0 { server.client() } else { other.client() };
        let range = format!("Content-Range: {}-{}\r\n", at * 20_000, at * 20_000 + chunk.len() - 1);
        let answer = client.send("PATCH", &location, &range, chunk).unwrap();
        assert_eq!(answer.status, 202, "{}", answer.text());
        if at % 4 == 0 {
            server.kill();
            server = Server::start(dir.path());
        }
    }
    assert_eq!(server.client().send("PUT", &with_digest(&location, &digest), "", b"").unwrap().status, 201);
    assert!(other.client().get(&format!("/v2/a/blobs/{digest}")).unwrap().body == bytes);
}
