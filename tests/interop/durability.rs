//! The registry's promises about what lasts, where proving them takes long, root or a peer: the order of its system
//! calls, hundreds of kills, a full disk, and skopeo writing into the same directory.

#[path = "../it/serve_durability/kill.rs"]
mod kill;
#[path = "../it/serve_durability/wire.rs"]
mod wire;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use wharf::oci::Digest;

use crate::peers::{Place, have, run};
use crate::traced::Trace;
use wire::{Client, Server, content, manifest};

#[test]
fn hundreds_of_kills_lose_nothing() {
    kill::kill_again_and_again(200, 1);
}

fn put(client: Client, repository: &str, tag: &str, text: &[u8]) {
    let answer = client.put_manifest(repository, tag, text).unwrap();
    assert_eq!(answer.status, 201, "{}", answer.text());
}

/// A store, and where the calls of its registry are written down.
struct Traced {
    place: Place,
    store: PathBuf,
    log: PathBuf,
}

impl Traced {
    fn new() -> Self {
        let place = Place::new();
        let (store, log) = (place.path("served"), place.path("calls"));
        fs::create_dir(&store).unwrap();
        Self { place, store, log }
    }

    /// The calls of a registry while `work` is done.
    fn of(&self, work: impl FnOnce(Client)) -> Trace {
        let log = self.log.to_str().unwrap();
        let calls = "--trace=openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,link,linkat,mkdir,mkdirat,\
                     writev,sendto,sendmsg,unlink,unlinkat";
        let mut server =
            Server::start_by(&["strace", "-f", "-y", "-s", "64", calls, "-o", log], &self.store, &["--gc-interval=0s"]);
        work(server.client());
        // strace passes a polite signal on to nobody; when it is killed, the registry goes on until it is told to end.
        let pid = Trace::read(&self.log).first_process();
        run(Command::new("kill").arg(pid.to_string())).ok();
        server.wait();
        Trace::read(&self.log)
    }

    fn file(&self, name: &str) -> String {
        self.store.canonicalize().unwrap().join(name).to_str().unwrap().to_owned()
    }
}

#[test]
fn an_answer_of_success_comes_after_all_it_rests_on_is_synced() {
    if !have(&["strace"]) {
        return;
    }
    let traced = Traced::new();
    let config = content(1, 40_000);
    let blob = format!("blobs/sha256/{}", Digest::sha256(&config).hex());
    let pushed = traced.of(|client| {
        assert_eq!(client.put_blob("new/a", &config).unwrap().status, 201);
    });
    // The data, its name in the repository, and the names of the new directories above.
    pushed.is_synced_before_answer(201, &traced.file(&format!("_wharf/pool/sha256/{}", Digest::sha256(&config).hex())));
    pushed.is_named_before_answer(201, &traced.file(&format!("new/a/{blob}")));
    for above in ["new/a/blobs", "new/a", "new", ""] {
        pushed.has_synced(201, traced.file(above).trim_end_matches('/'));
    }

    let mounted = traced.of(|client| {
        let target = format!("/v2/b/blobs/uploads/?mount={}&from=new/a", Digest::sha256(&config));
        assert_eq!(client.status("POST", &target).unwrap(), 201);
    });
    mounted.is_named_before_answer(201, &traced.file(&format!("b/{blob}")));

    // What a pull stored is left to the system, until something is pushed that rests on it.
    fs::create_dir_all(traced.store.join("_wharf/unsynced")).unwrap();
    let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap();
    let notes = traced.store.join(format!("_wharf/unsynced/{}.1.0", boot.trim()));
    fs::write(&notes, format!("{}\n", Digest::sha256(&config))).unwrap();

    let text = manifest(&config, &[], "small");
    let tagged = traced.of(|client| put(client, "new/a", "v1", &text));
    let file = traced.file(&format!("new/a/blobs/sha256/{}", Digest::sha256(&text).hex()));
    tagged.is_synced_before_answer(201, &file);
    tagged.is_named_before_answer(201, &file);
    tagged.is_synced_before_answer(201, &traced.file("new/a/index.json.log"));
    // A list that is newer than its log would be taken back by what the log says.
    tagged.is_synced_before_naming(&traced.file("new/a/index.json.log"), &traced.file("new/a/index.json"));
    tagged.has_synced(201, &traced.file("new/a"));
    tagged.is_synced_before_answer(201, &traced.file("new/a/index.json"));
    tagged.has_synced(201, &traced.file(&format!("_wharf/pool/sha256/{}", Digest::sha256(&config).hex())));

    // A list of more than 256 KiB is in the log alone when the client is told.
    let server = Server::start(&traced.store);
    for number in 0..4 {
        put(server.client(), "new/a", &format!("more{number}"), &text);
    }
    drop(server);
    let index = traced.store.join("new/a/index.json");
    let mut list: serde_json::Value = serde_json::from_slice(&fs::read(&index).unwrap()).unwrap();
    list["annotations"] = serde_json::json!({"padding": "x".repeat(300 << 10)});
    fs::write(&index, serde_json::to_vec(&list).unwrap()).unwrap();
    let text = manifest(&config, &[], "large");
    let tagged = traced.of(|client| put(client, "new/a", "large", &text));
    let file = traced.file(&format!("new/a/blobs/sha256/{}", Digest::sha256(&text).hex()));
    tagged.is_synced_before_answer(201, &file);
    tagged.is_named_before_answer(201, &file);
    tagged.is_synced_before_answer(201, &traced.file("new/a/index.json.log"));
    drop(traced.place);
}

/// A small disk in memory.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// Nothing where the user may not mount.
    #[expect(clippy::print_stderr, reason = "who runs the tests must see it")]
    fn mount(at: &Path, size: &str) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let mut command = Command::new("mount");
        command.args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(at).stderr(Stdio::null());
        if command.status().is_ok_and(|status| status.success()) {
            return Some(Self(at.to_owned()));
        }
        assert!(std::env::var("CI").as_deref() != Ok("true"), "a small disk cannot be mounted: run this as root");
        eprintln!("skipped: a small disk cannot be mounted, which takes root");
        None
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").args(["-l"]).arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_refuses_pushes_and_nothing_else() {
    let place = Place::new();
    let Some(_disk) = SmallDisk::mount(&place.path("small"), "4m") else { return };
    let server = Server::start(&place.path("small"));
    let client = server.client();
    let config = content(1, 20_000);
    assert_eq!(client.put_blob("a", &config).unwrap().status, 201);
    let texts: Vec<_> = (0..3).map(|number| manifest(&config, &[], &number.to_string())).collect();
    for (number, text) in texts.iter().enumerate() {
        put(client, "a", &format!("v{number}"), text);
    }
    // Full, to the last page.
    let mut kept = Vec::new();
    let mut size = 1 << 20;
    let refused = loop {
        let bytes = content(100 + kept.len() as u64 + size as u64, size);
        let answer = client.put_blob("a", &bytes).unwrap();
        if answer.status == 201 {
            kept.push(bytes);
        } else if size > 4096 {
            assert_eq!((answer.status, answer.code().is_empty()), (507, false), "{}", answer.text());
            assert!(answer.text().contains("full"), "{}", answer.text());
            assert_eq!(client.status("HEAD", &format!("/v2/a/blobs/{}", Digest::sha256(&bytes))).unwrap(), 404);
            size /= 2;
        } else {
            break bytes;
        }
    };
    let text = manifest(&config, &[], &"long ".repeat(4000));
    let answer = client.put_manifest("a", "v0", &text).unwrap();
    assert_eq!(answer.status, 507, "{}", answer.text());
    assert!(client.get("/v2/a/manifests/v0").unwrap().body == texts[0], "the tag is where it was");
    assert_eq!(client.status("HEAD", &format!("/v2/a/manifests/{}", Digest::sha256(&text))).unwrap(), 404);
    for bytes in &kept {
        assert!(client.get(&format!("/v2/a/blobs/{}", Digest::sha256(bytes))).unwrap().body == *bytes);
    }
    assert_eq!(client.tags("a").unwrap(), ["v0", "v1", "v2"]);
    // Deleting goes on, and so does a registry that is started on the full disk.
    assert_eq!(client.status("DELETE", "/v2/a/manifests/v2").unwrap(), 202);
    let digest = Digest::sha256(&texts[1]);
    assert_eq!(client.status("DELETE", &format!("/v2/a/manifests/{digest}")).unwrap(), 202);
    drop(server);
    let server = Server::start(&place.path("small"));
    let client = server.client();
    assert_eq!(client.tags("a").unwrap(), ["v0"]);
    let freed = kept.remove(0);
    assert_eq!(client.status("DELETE", &format!("/v2/a/blobs/{}", Digest::sha256(&freed))).unwrap(), 202);
    drop(server);
    let mut gc = place.wharf_command();
    gc.env("WHARF_STORE", place.path("small")).args(["store", "gc", "--grace=0s"]);
    run(&mut gc).ok();
    let server = Server::start(&place.path("small"));
    assert_eq!(server.client().put_blob("a", &refused).unwrap().status, 201);
    put(server.client(), "a", "v1", &manifest(&config, &[&refused], "again"));
}

/// How many images skopeo writes.
const ROUNDS: usize = 40;

#[test]
fn skopeo_writes_into_the_same_directory_and_nothing_acknowledged_is_lost() {
    if !have(&["skopeo"]) {
        return;
    }
    let place = Place::new();
    let store = place.path("served");
    fs::create_dir(&store).unwrap();
    let server = Server::start(&store);
    let client = server.client();
    let config =
        serde_json::json!({"architecture": "amd64", "os": "linux", "rootfs": {"type": "layers", "diff_ids": []}});
    let config = serde_json::to_vec(&config).unwrap();
    assert_eq!(client.put_blob("source", &config).unwrap().status, 201);
    assert_eq!(client.put_blob("app", &config).unwrap().status, 201);
    put(client, "source", "v1", &manifest(&config, &[], "theirs"));
    put(client, "app", "first", &manifest(&config, &[], "ours"));
    let pushed = thread::scope(|scope| {
        let (stop, stopped) = std::sync::mpsc::channel::<()>();
        let pushing = scope.spawn(move || {
            let mut number = 0;
            while stopped.try_recv() == Err(std::sync::mpsc::TryRecvError::Empty) {
                put(client, "app", &format!("ours{number}"), &manifest(&config, &[], &number.to_string()));
                number += 1;
            }
            number
        });
        for round in 0..ROUNDS {
            let source = format!("oci:{}:v1", store.join("source").display());
            let target = format!("oci:{}:theirs{round}", store.join("app").display());
            place.skopeo(&["copy", &source, &target]).ok();
        }
        drop(stop);
        pushing.join().unwrap()
    });
    let tags = client.tags("app").unwrap();
    let expected = (0..pushed).map(|n| format!("ours{n}")).chain((0..ROUNDS).map(|n| format!("theirs{n}")));
    let lost: Vec<_> = expected.filter(|tag| !tags.contains(tag)).collect();
    assert!(lost.iter().all(|tag| tag.starts_with("theirs")), "acknowledged tags are lost: {lost:?}");
    // skopeo takes no lock and writes in place: on a machine that is overloaded one in hundreds was still lost.
    assert!(lost.len() <= 1, "of {pushed} and {ROUNDS} tags are lost: {lost:?}");
    assert!(pushed >= ROUNDS, "{pushed} pushes are too few");
    for tag in tags {
        assert_eq!(client.status("GET", &format!("/v2/app/manifests/{tag}")).unwrap(), 200, "{tag}");
    }
}
