//! The page of the registry in a real browser: it loads without a complaint, is readable in light and dark and on a
//! narrow screen, and works by keyboard, for who listens, and without a script.

use std::sync::Arc;

use bytes::Bytes;
use serde_json::{Value, json};
use wharf::oci::{Algorithm, Descriptor, Digest, Manifest, MediaType, RawManifest};
use wharf::reference::Repository;
use wharf::server::storage::{Memory, Naming, Referral, Storage};
use wharf::server::{self, Registry};

use crate::chromium::Chromium;
use crate::peers::{Place, have};

const EVIL: &str = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>\u{202e}\u{1b}[31m";

async fn blob(storage: &Memory, name: &Repository, media_type: MediaType, content: Vec<u8>) -> Descriptor {
    let descriptor = Descriptor::of(media_type, &content);
    let id = storage.begin_upload(name, Algorithm::Sha256).await.unwrap();
    let body = Box::pin(futures_util::stream::once(async move { Ok(Bytes::from(content)) }));
    storage.append_upload(name, &id, None, body).await.unwrap();
    storage.finish_upload(name, &id, &descriptor.digest).await.unwrap();
    descriptor
}

async fn put(storage: &Memory, name: &Repository, tags: &[&str], document: &Value) -> Descriptor {
    let raw = RawManifest::new(&MediaType::new(""), document.to_string().into()).unwrap();
    let parsed: Manifest = raw.parse().unwrap();
    let descriptor = Descriptor { artifact_type: parsed.artifact_type().cloned(), ..raw.descriptor() };
    let referral = parsed.subject().map(|subject| Referral { subject: subject.digest.clone(), descriptor });
    let tags: Vec<Naming> = tags.iter().map(|tag| Naming::plain(tag.parse().unwrap())).collect();
    storage.put_manifest(name, &raw, &tags, referral.as_ref()).await.unwrap();
    raw.descriptor()
}

async fn image(storage: &Memory, name: &Repository, tags: &[&str], architecture: &str, said: &str) -> Descriptor {
    let mut layers = Vec::new();
    for (at, size) in [40_000, 900, 9_000].into_iter().enumerate() {
        let content = format!("{architecture}{at}").into_bytes().repeat(size);
        layers.push(blob(storage, name, MediaType::OCI_LAYER_GZIP, content).await);
    }
    let step = |step: &str| json!({ "created": "2026-01-02T03:04:05Z", "created_by": step, "comment": "buildkit.dockerfile.v0" });
    let config = json!({
        "architecture": architecture, "os": "linux", "created": "2026-01-02T03:04:05Z", "author": said,
        "config": { "Entrypoint": ["/srv/app/bin/server"], "Cmd": ["--listen", ":8080", said], "User": "app", "Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin", "SAID=x"],
            "ExposedPorts": { "8080/tcp": {} }, "Labels": { "org.opencontainers.image.source": "https://git.example.org/team/app", "said": said, "long": "x".repeat(1 << 20) } },
        "rootfs": { "type": "layers", "diff_ids": [] },
        "history": [step("ADD rootfs.tar.gz / # buildkit"), step("RUN /bin/sh -c apk add --no-cache ca-certificates curl tzdata && adduser -S app # buildkit"), step(said)],
    });
    let config = blob(storage, name, MediaType::OCI_CONFIG, config.to_string().into_bytes()).await;
    let document = json!({ "schemaVersion": 2, "mediaType": MediaType::OCI_MANIFEST, "config": config, "layers": layers, "annotations": { "said": said } });
    put(storage, name, tags, &document).await
}

/// A registry with something of every kind; its pages by their paths.
async fn fill(storage: &Memory) -> Vec<String> {
    for at in 0..60 {
        let name = format!("library/image-{at:02}").parse().unwrap();
        image(storage, &name, &["latest"], "amd64", "plain").await;
    }
    let long = format!("tools/{}", "a-very-long-name/".repeat(10) + "end").parse().unwrap();
    image(storage, &long, &["v1"], "amd64", "plain").await;
    let name: Repository = "team/app".parse().unwrap();
    let mut manifests = Vec::new();
    for architecture in ["amd64", "arm64"] {
        let mut child = image(storage, &name, &[], architecture, "plain").await;
        child.platform = Some(wharf::oci::Platform::new("linux", architecture, None));
        manifests.push(child);
    }
    let index = json!({ "schemaVersion": 2, "mediaType": MediaType::OCI_INDEX, "manifests": manifests });
    let mut subject = put(storage, &name, &["1.4.2", "latest"], &index).await;
    for kind in ["application/spdx+json", "application/vnd.dev.cosign.artifact.sig.v1+json"] {
        let empty = blob(storage, &name, MediaType::OCI_EMPTY, b"{}".to_vec()).await;
        let document = json!({ "schemaVersion": 2, "mediaType": MediaType::OCI_MANIFEST, "artifactType": kind, "config": empty, "layers": [], "subject": subject });
        subject = put(storage, &name, &[], &document).await;
    }
    image(storage, &name, &["single"], "amd64", "plain").await;
    image(storage, &name, &[&"t".repeat(128), "evil"], "amd64", EVIL).await;
    let lost = Descriptor::new(MediaType::OCI_CONFIG, Digest::sha256(b"lost"), 9);
    put(
        storage,
        &name,
        &["broken"],
        &json!({ "schemaVersion": 2, "mediaType": MediaType::OCI_MANIFEST, "config": lost, "layers": [lost] }),
    )
    .await;
    let paths = [
        "/",
        "/?q=zzz",
        "/?q=image",
        "/r/team/app",
        "/r/team/app?sort=name",
        "/r/team/app:1.4.2",
        "/r/team/app:single",
        "/r/team/app:evil",
        "/r/team/app:broken",
    ];
    let mut paths: Vec<String> = paths.map(str::to_owned).into();
    paths.extend([format!("/r/{long}"), format!("/r/{long}:v1"), format!("/r/team/app@{}", subject.digest)]);
    paths
}

/// Serves a filled registry for as long as the process lives, and gives its address and its pages.
fn serve() -> (String, Vec<String>) {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let storage = Memory::default();
            let paths = fill(&storage).await;
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            sender.send((format!("http://{}", listener.local_addr().unwrap()), paths)).unwrap();
            server::serve(listener, Arc::new(Registry::new(Arc::new(storage))), std::future::pending()).await.unwrap();
        });
    });
    receiver.recv().unwrap()
}

/// Every text that has less contrast with its ground than WCAG 2.2 AA asks for.
const FAINT: &str = r"(() => {
  const parse = (text) => { const n = text.match(/[\d.]+/g).map(Number); return text.startsWith('color(') ? [n[0]*255, n[1]*255, n[2]*255, n[3] ?? 1] : [n[0], n[1], n[2], n[3] ?? 1]; };
  const light = ([r, g, b]) => { const f = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; return 0.2126*f(r) + 0.7152*f(g) + 0.0722*f(b); };
  const ground = (element) => { for (let at = element; at; at = at.parentElement) { const c = parse(getComputedStyle(at).backgroundColor); if (c[3] === 1) return c; } return [255, 255, 255]; };
  const faint = [];
  for (const element of document.querySelectorAll('body *')) {
    if (element.closest('.off') || ![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground(element))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) faint.push(element.className + ' ' + element.textContent.slice(0, 40));
  }
  return faint;
})()";

/// What is wrong with the structure of a page for who listens to it.
const UNSOUND: &str = r"(() => {
  const wrong = [];
  const levels = [...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.tagName[1]));
  if (levels[0] !== 1 || levels.filter((l) => l === 1).length !== 1) wrong.push('headings ' + levels);
  levels.forEach((level, at) => { if (at && level > levels[at - 1] + 1) wrong.push('heading skipped at ' + at); });
  for (const one of ['header', 'main', 'footer', 'form[role=search]', 'a.skip']) if (document.querySelectorAll(one).length !== 1) wrong.push(one);
  for (const th of document.querySelectorAll('th')) if (!th.scope) wrong.push('th without scope');
  for (const table of document.querySelectorAll('table')) if (!table.caption) wrong.push('table without caption');
  for (const input of document.querySelectorAll('input:not([type=hidden])')) if (!input.labels.length) wrong.push('input without label');
  for (const time of document.querySelectorAll('time')) if (isNaN(new Date(time.dateTime))) wrong.push('time');
  for (const label of document.querySelectorAll('[aria-labelledby]')) if (!document.getElementById(label.getAttribute('aria-labelledby'))) wrong.push('label gone');
  const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
  if (new Set(ids).size !== ids.length) wrong.push('an id twice');
  for (const one of document.querySelectorAll('a,button')) if (!one.textContent.trim()) wrong.push('nameless ' + one.outerHTML);
  if (!document.documentElement.lang || !document.title.endsWith('wharf') || document.title.length < 10) wrong.push(document.title);
  return wrong;
})()";

#[test]
fn pages_are_sound_and_readable_in_every_light_and_width() {
    if !have(&["chromium"]) {
        return;
    }
    let (origin, paths) = serve();
    let place = Place::new();
    let mut browser = Chromium::start(&place);
    let mut grounds = Vec::new();
    for (width, scheme) in [(1280, "light"), (360, "light"), (360, "dark"), (1280, "dark")] {
        browser.look(width, scheme);
        for path in &paths {
            browser.open(&format!("{origin}{path}"));
            let at = format!("{path} at {width} in {scheme}");
            assert_eq!(browser.eval("document.documentElement.scrollWidth"), json!(width), "{at}");
            assert_eq!(browser.eval(FAINT), json!([]), "{at}");
            assert_eq!(browser.eval(UNSOUND), json!([]), "{at}");
            assert_eq!(
                browser.eval("document.querySelectorAll('main script, main img, [onerror], [onload]').length"),
                json!(0),
                "{at}"
            );
            assert!(browser.eval("document.styleSheets[0].cssRules.length").as_u64() > Some(50), "{at}: no style");
        }
        browser.open(&format!("{origin}/r/team/app:single"));
        assert!(browser.rows_of_pixels() > 100, "a blank page at {width} in {scheme}");
        grounds.push(browser.eval("getComputedStyle(document.body).backgroundColor"));
    }
    assert!(grounds[0] == grounds[1] && grounds[2] == grounds[3] && grounds[0] != grounds[2], "{grounds:?}");
    assert_eq!(browser.complaints(), Vec::<&Value>::new());
    let outside: Vec<&str> = browser.requests().into_iter().filter(|url| !url.starts_with(&origin)).collect();
    assert_eq!(outside, Vec::<&str>::new());
    assert!(browser.requests().iter().any(|url| url.contains("/assets/wharf-")), "requests are seen at all");
}

/// Everything that can be reached shows that it is.
fn tab_through(browser: &mut Chromium) {
    let mut reached = 0;
    while reached < 200 {
        browser.press("Tab", 9);
        let shown = browser.eval(
            "document.activeElement === document.body ? null : getComputedStyle(document.activeElement).outlineStyle",
        );
        if shown.is_null() {
            break;
        }
        assert_eq!(shown, json!("solid"), "{}", browser.eval("document.activeElement.outerHTML"));
        reached += 1;
    }
    assert!(reached > 5 && reached < 200, "{reached}");
}

#[test]
fn pages_work_by_keyboard_and_commands_are_copied() {
    if !have(&["chromium"]) {
        return;
    }
    let (origin, _) = serve();
    let place = Place::new();
    let mut browser = Chromium::start(&place);
    browser.look(1280, "light");
    browser.open(&format!("{origin}/r/team/app:single"));
    browser.press("Tab", 9);
    assert_eq!(browser.eval("document.activeElement.className"), json!("skip"));
    assert_eq!(
        browser.eval("document.activeElement.getBoundingClientRect().top >= 0"),
        json!(true),
        "it is seen once reached"
    );
    browser.press("Enter", 13);
    assert_eq!(browser.eval("document.activeElement.id"), json!("content"));
    tab_through(&mut browser);
    browser.call(
        "Browser.grantPermissions",
        &json!({ "origin": origin, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] }),
    );
    let buttons =
        browser.eval("[...document.querySelectorAll('button.copy')].map((b) => b.getAttribute('aria-label'))");
    assert!(buttons.as_array().unwrap().contains(&json!("Copy Command to pull with docker")), "{buttons}");
    browser.eval("document.querySelector('.command button').focus()");
    browser.press("Enter", 13);
    let said = "new Promise((done) => { const look = () => { const s = document.getElementById('status').textContent; s ? done(s) : setTimeout(look, 5); }; look(); })";
    assert_eq!(browser.eval(said), json!("Command to pull with docker copied"));
    let host = origin.strip_prefix("http://").unwrap();
    assert_eq!(browser.eval("navigator.clipboard.readText()"), json!(format!("docker pull {host}/team/app:single")));
    assert_eq!(browser.complaints(), Vec::<&Value>::new());
    let tree = browser.call("Accessibility.getFullAXTree", &json!({}));
    let roles: Vec<&str> =
        tree["nodes"].as_array().unwrap().iter().filter_map(|node| node["role"]["value"].as_str()).collect();
    for role in [
        "banner",
        "main",
        "search",
        "contentinfo",
        "navigation",
        "searchbox",
        "table",
        "rowheader",
        "columnheader",
        "status",
    ] {
        assert!(roles.contains(&role), "{role} is missing: {roles:?}");
    }
}

#[test]
fn pages_work_without_a_script() {
    if !have(&["chromium"]) {
        return;
    }
    let (origin, _) = serve();
    let place = Place::new();
    let mut browser = Chromium::start(&place);
    browser.call("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    browser.open(&format!("{origin}/"));
    assert_eq!(browser.eval("document.querySelectorAll('tbody tr').length"), json!(50));
    let follow = |browser: &mut Chromium, action: &str| {
        browser.eval(action);
        browser.wait("Page.loadEventFired");
    };
    follow(&mut browser, "document.querySelector('a[rel=next]').click()");
    assert_eq!(browser.eval("document.querySelectorAll('tbody tr').length"), json!(12));
    follow(
        &mut browser,
        "document.querySelector('#q').value = 'team app'; document.querySelector('form.search').requestSubmit()",
    );
    follow(&mut browser, "document.querySelector('tbody a').click()");
    follow(&mut browser, "[...document.querySelectorAll('tbody a')].find((a) => a.textContent === 'single').click()");
    assert_eq!(browser.eval("location.pathname"), json!("/r/team/app:single"));
    assert_eq!(
        browser.eval("document.querySelectorAll('button.copy').length"),
        json!(0),
        "no button that does nothing"
    );
    assert_eq!(browser.eval("getComputedStyle(document.querySelector('.command code')).userSelect"), json!("all"));
}
