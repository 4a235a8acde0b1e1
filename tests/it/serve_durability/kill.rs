//! A registry that is killed again and again while several clients push, move, mount and delete: what it acknowledged is
//! there and right, a tag names what it named before or what it should name, and uploads go on where it says.

use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use wharf::oci::Digest;

use super::wire::{Client, Dice, Server, content, manifest, with_digest};

const CLIENTS: u64 = 4;
const TAGS: u64 = 4;
/// Blobs that all clients push again and again, so that they meet at the pool.
const POPULAR: u64 = 6;

/// One client: what it was told, and what it does not know since a connection died.
struct Pusher {
    repository: String,
    dice: Dice,
    made: u64,
    /// Blobs that were acknowledged, with what they were made of.
    blobs: Vec<(Digest, u64, usize)>,
    /// How many of them were looked at already.
    checked: usize,
    /// What each tag may name; nothing is that there is no such tag.
    tags: HashMap<String, Vec<Option<Digest>>>,
    upload: Option<Upload>,
    acknowledged: u64,
    resumed: u64,
}

/// An upload under way.
struct Upload {
    location: String,
    number: u64,
    size: usize,
    /// How many bytes were acknowledged.
    at: usize,
    /// Whether its end was sent.
    ending: bool,
}

impl Pusher {
    fn new(number: u64, seed: u64) -> Self {
        Self {
            repository: format!("team{}/app{number}", number % 2),
            dice: Dice::new(seed * 100 + number + 1),
            made: (number + 1) << 32,
            blobs: Vec::new(),
            checked: 0,
            tags: HashMap::new(),
            upload: None,
            acknowledged: 0,
            resumed: 0,
        }
    }

    fn target(&self, what: &str, name: impl std::fmt::Display) -> String {
        format!("/v2/{}/{what}/{name}", self.repository)
    }

    fn new_content(&mut self) -> (u64, usize) {
        if self.dice.roll(3) == 0 {
            let number = self.dice.roll(POPULAR);
            return (number, 1000 + usize::try_from(number).unwrap() * 30_000);
        }
        self.made += 1;
        (self.made, 1 + usize::try_from(self.dice.roll(100_000)).unwrap())
    }

    /// Works until the registry dies.
    fn work(&mut self, client: Client) {
        while self.act(client).is_ok() {
            self.acknowledged += 1;
        }
    }

    fn act(&mut self, client: Client) -> io::Result<()> {
        match self.dice.roll(10) {
            0 | 1 => self.push(client).map(drop),
            2 | 3 => self.push_by_chunks(client),
            4..=6 => self.tag(client),
            7 => self.mount(client),
            8 => self.untag(client),
            _ => self.delete_manifest(client),
        }
    }

    fn push(&mut self, client: Client) -> io::Result<Vec<u8>> {
        let (number, size) = self.new_content();
        let bytes = content(number, size);
        let answer = client.put_blob(&self.repository, &bytes)?;
        assert_eq!(answer.status, 201, "{}", answer.text());
        self.blobs.push((Digest::sha256(&bytes), number, size));
        Ok(bytes)
    }

    fn push_by_chunks(&mut self, client: Client) -> io::Result<()> {
        if self.upload.is_none() {
            let (number, size) = self.new_content();
            let location = client.begin(&self.repository)?;
            self.upload = Some(Upload { location, number, size, at: 0, ending: false });
        }
        let Some(upload) = &mut self.upload else { return Ok(()) };
        let bytes = content(upload.number, upload.size);
        while upload.at < upload.size {
            let end = upload.size.min(upload.at + 1 + usize::try_from(self.dice.roll(60_000)).unwrap());
            let range = format!("Content-Range: {}-{}\r\n", upload.at, end - 1);
            let answer = client.send("PATCH", &upload.location, &range, &bytes[upload.at..end])?;
            assert_eq!(answer.status, 202, "{}", answer.text());
            answer.header("location").clone_into(&mut upload.location);
            upload.at = end;
        }
        upload.ending = true;
        let digest = Digest::sha256(&bytes);
        let answer = client.send("PUT", &with_digest(&upload.location, &digest), "", b"")?;
        assert_eq!(answer.status, 201, "{}", answer.text());
        self.blobs.push((digest, upload.number, upload.size));
        self.upload = None;
        Ok(())
    }

    fn tag(&mut self, client: Client) -> io::Result<()> {
        let config = self.push(client)?;
        let tag = format!("t{}", self.dice.roll(TAGS));
        let manifest = manifest(&config, &[], &format!("{}-{}", self.made, self.acknowledged));
        let digest = Some(Digest::sha256(&manifest));
        self.tags.entry(tag.clone()).or_insert_with(|| vec![None]).push(digest.clone());
        let answer = client.put_manifest(&self.repository, &tag, &manifest)?;
        assert_eq!(answer.status, 201, "{}", answer.text());
        self.tags.insert(tag, vec![digest]);
        Ok(())
    }

    fn mount(&mut self, client: Client) -> io::Result<()> {
        // Other clients have it or have it not; both are right.
        let number = self.dice.roll(POPULAR);
        let size = 1000 + usize::try_from(number).unwrap() * 30_000;
        let digest = Digest::sha256(&content(number, size));
        let other = self.dice.roll(CLIENTS);
        let from = format!("team{}/app{other}", other % 2);
        let answer =
            client.send("POST", &self.target("blobs", format!("uploads/?mount={digest}&from={from}")), "", b"")?;
        match answer.status {
            201 => self.blobs.push((digest, number, size)),
            202 => drop(client.status("DELETE", answer.header("location"))?),
            other => panic!("{other}: {}", answer.text()),
        }
        Ok(())
    }

    fn untag(&mut self, client: Client) -> io::Result<()> {
        let tag = format!("t{}", self.dice.roll(TAGS));
        let target = self.target("manifests", &tag);
        self.tags.entry(tag.clone()).or_insert_with(|| vec![None]).push(None);
        let status = client.status("DELETE", &target)?;
        assert!(matches!(status, 202 | 404), "{status}");
        self.tags.insert(tag, vec![None]);
        Ok(())
    }

    fn delete_manifest(&mut self, client: Client) -> io::Result<()> {
        let tag = format!("t{}", self.dice.roll(TAGS));
        let Some([Some(digest)]) = self.tags.get(&tag).map(Vec::as_slice) else { return self.untag(client) };
        let target = self.target("manifests", digest);
        self.tags.entry(tag.clone()).or_default().push(None);
        let status = client.status("DELETE", &target)?;
        assert_eq!(status, 202);
        self.tags.insert(tag, vec![None]);
        Ok(())
    }

    /// Looks at everything that was acknowledged since the last time, and at a few older blobs.
    fn check(&mut self, client: Client) -> io::Result<()> {
        for _ in 0..2.min(self.checked) {
            let one = usize::try_from(self.dice.roll(self.checked as u64)).unwrap();
            self.check_blob(client, one)?;
        }
        for one in self.checked..self.blobs.len() {
            self.check_blob(client, one)?;
        }
        self.checked = self.blobs.len();
        let mut there = self.check_tags(client)?;
        there.sort();
        let mut listed = client.tags(&self.repository)?;
        listed.sort();
        assert_eq!(listed, there);
        self.check_upload(client)
    }

    fn check_blob(&self, client: Client, one: usize) -> io::Result<()> {
        let (digest, number, size) = &self.blobs[one];
        let answer = client.get(&self.target("blobs", digest))?;
        assert_eq!(answer.status, 200, "{digest} in {} was acknowledged", self.repository);
        assert!(answer.body == content(*number, *size), "{digest} has other bytes");
        Ok(())
    }

    fn check_tags(&mut self, client: Client) -> io::Result<Vec<String>> {
        let mut there = Vec::new();
        for (tag, may) in &mut self.tags {
            let answer = client.get(&format!("/v2/{}/manifests/{tag}", self.repository))?;
            let found = (answer.status == 200).then(|| Digest::sha256(&answer.body));
            assert!(found.is_some() || answer.status == 404, "{}: {}", answer.status, answer.text());
            assert!(may.contains(&found), "{tag} in {} names {found:?}, and may {may:?}", self.repository);
            there.extend(found.iter().map(|_| tag.clone()));
            *may = vec![found];
        }
        Ok(there)
    }

    /// An upload goes on where the registry says, which is not before what it has acknowledged.
    fn check_upload(&mut self, client: Client) -> io::Result<()> {
        let Some(upload) = &mut self.upload else { return Ok(()) };
        let answer = client.get(&upload.location)?;
        if upload.ending && answer.status == 404 {
            // Its end was reached, and nobody was told.
            self.upload = None;
            return Ok(());
        }
        assert_eq!(answer.status, 204, "the upload survives: {}", answer.text());
        let end: usize = answer.header("range").split_once('-').unwrap().1.parse().unwrap();
        let at = if end == 0 { upload.at.min(1) } else { end + 1 };
        assert!(upload.at <= at && at <= upload.size, "{} to {at} of {}", upload.at, upload.size);
        answer.header("location").clone_into(&mut upload.location);
        upload.at = at;
        self.resumed += 1;
        self.push_by_chunks(client)
    }
}

fn command(store: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wharf"));
    command.args(arguments).env_clear().env("HOME", store).env("WHARF_STORE", store);
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "wharf {arguments:?}: {text}");
    text
}

fn entries(dir: &Path) -> usize {
    std::fs::read_dir(dir).map_or(0, Iterator::count)
}

/// Kills a registry `rounds` times.
#[expect(
    clippy::print_stdout,
    reason = "a test that fails shows what it printed: how to run it again, and how far it was"
)]
pub fn kill_again_and_again(rounds: u64, seed: u64) {
    let dir = tempfile::tempdir().unwrap();
    let store = dir.path().join("store");
    std::fs::create_dir(&store).unwrap();
    let mut dice = Dice::new(seed);
    let mut pushers: Vec<Pusher> = (0..CLIENTS).map(|number| Pusher::new(number, seed)).collect();
    println!("seed {seed}");
    for round in 0..rounds {
        println!("round {round}");
        let mut server = Server::start_by(&[], &store, &["--gc-interval=100ms"]);
        let client = server.client();
        for pusher in &mut pushers {
            pusher.check(client).unwrap();
        }
        thread::scope(|scope| {
            for pusher in &mut pushers {
                scope.spawn(move || pusher.work(client));
            }
            thread::park_timeout(Duration::from_millis(10 + dice.roll(90)));
            server.kill();
        });
        if round % 50 == 49 {
            command(&store, &["store", "verify"]);
        }
    }
    command(&store, &["store", "verify"]);
    // What a death leaves is small, and goes with the next collection.
    let (partial, uploads) = (store.join("_wharf/partial"), store.join("_wharf/uploads"));
    let left = entries(&partial) + entries(&uploads);
    assert!(left as u64 <= rounds * CLIENTS * 2, "{left} files are left");
    let server = Server::start(&store);
    for pusher in &mut pushers {
        pusher.checked = 0;
        pusher.check(server.client()).unwrap();
    }
    drop(server);
    command(&store, &["store", "gc", "--grace=0s"]);
    assert_eq!(entries(&partial), 0, "temporary files are collected");
    let server = Server::start(&store);
    for pusher in &mut pushers {
        pusher.check_tags(server.client()).unwrap();
        pusher.tag(server.client()).unwrap();
    }
    let sum = |count: fn(&Pusher) -> u64| pushers.iter().map(count).sum::<u64>();
    let (acknowledged, resumed) = (sum(|pusher| pusher.acknowledged), sum(|pusher| pusher.resumed));
    println!("{acknowledged} operations were acknowledged, {resumed} uploads resumed");
    assert!(acknowledged > rounds, "{acknowledged} operations are too few");
    assert!(rounds < 100 || resumed > 0, "no upload was interrupted");
}
