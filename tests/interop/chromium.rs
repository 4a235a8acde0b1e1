//! A real browser: Debian's chromium without a screen, told what to do over its debugging pipe.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use base64::Engine as _;
use serde_json::{Value, json};

use crate::peers::{Place, run};

/// No answer of the browser takes longer than this.
const PATIENCE: Duration = Duration::from_mins(1);

/// A browser with one tab. It ends with the value.
pub struct Chromium {
    process: Child,
    commands: File,
    messages: Receiver<Value>,
    session: Option<String>,
    count: u64,
    events: Vec<Value>,
}

impl Chromium {
    pub fn start(place: &Place) -> Self {
        let (commands, answers) = (place.path("commands"), place.path("answers"));
        let _ = run(place.command("mkfifo").args([&commands, &answers])).ok();
        let mut command = place.command("sh");
        // The pipe is file 3 in and file 4 out.
        command.args(["-c", r#"exec chromium "$@" 3<"$commands" 4>"$answers""#, "sh"]);
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"]);
        command.args(["--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update"]);
        command.arg("--remote-debugging-pipe").arg(format!("--user-data-dir={}", place.text("profile")));
        command.env("commands", &commands).env("answers", &answers);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let process = command.spawn().expect("chromium starts");
        let commands = OpenOptions::new().write(true).open(commands).unwrap();
        let answers = BufReader::new(File::open(answers).unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            for message in answers.split(0).map_while(Result::ok) {
                let Ok(message) = serde_json::from_slice(&message) else { return };
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let mut browser = Self { process, commands, messages, session: None, count: 0, events: Vec::new() };
        let target = browser.call("Target.createTarget", &json!({ "url": "about:blank" }))["targetId"].clone();
        let attached = browser.call("Target.attachToTarget", &json!({ "targetId": target, "flatten": true }));
        browser.session = Some(attached["sessionId"].as_str().unwrap().to_owned());
        for domain in ["Page", "Runtime", "Log", "Network", "Audits", "Accessibility"] {
            browser.call(&format!("{domain}.enable"), &json!({}));
        }
        browser
    }

    /// Has the browser do something, and gives what comes of it.
    #[track_caller]
    pub fn call(&mut self, method: &str, params: &Value) -> Value {
        self.count += 1;
        let id = self.count;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.commands.write_all(&bytes).unwrap();
        loop {
            let message = self.messages.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no answer to {method}"));
            if message["id"] == json!(id) {
                assert!(message.get("error").is_none(), "{method}: {message}");
                return message["result"].clone();
            }
            self.events.push(message);
        }
    }

    /// Waits for an event that nobody has waited for yet.
    #[track_caller]
    pub fn wait(&mut self, event: &str) {
        loop {
            if let Some(at) = self.events.iter().position(|message| message["method"] == event) {
                self.events.remove(at);
                return;
            }
            let message = self.messages.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no {event}"));
            self.events.push(message);
        }
    }

    /// Goes to a page, until it has loaded with all that it needs.
    #[track_caller]
    pub fn open(&mut self, url: &str) {
        self.events.retain(|message| message["method"] != "Page.loadEventFired");
        let gone = self.call("Page.navigate", &json!({ "url": url }));
        assert!(gone.get("errorText").is_none(), "{url}: {gone}");
        self.wait("Page.loadEventFired");
    }

    /// The value of an expression in the page.
    #[track_caller]
    pub fn eval(&mut self, expression: &str) -> Value {
        let params =
            json!({ "expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": true });
        let result = self.call("Runtime.evaluate", &params);
        assert!(result.get("exceptionDetails").is_none(), "{expression}: {result}");
        result["result"]["value"].clone()
    }

    /// Shows pages in a window of this width, with these colours.
    pub fn look(&mut self, width: u32, scheme: &str) {
        let size = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.call("Emulation.setDeviceMetricsOverride", &size);
        let scheme = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.call("Emulation.setEmulatedMedia", &scheme);
    }

    /// Presses and releases a key.
    pub fn press(&mut self, key: &str, code: u32) {
        for kind in ["keyDown", "keyUp"] {
            let text = if kind == "keyDown" && key == "Enter" { "\r" } else { "" };
            let press = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text });
            self.call("Input.dispatchKeyEvent", &press);
        }
    }

    /// What the browser complained of since it was started: errors, refused content, dialogs.
    pub fn complaints(&self) -> Vec<&Value> {
        let kinds = [
            "Log.entryAdded",
            "Runtime.exceptionThrown",
            "Runtime.consoleAPICalled",
            "Audits.issueAdded",
            "Page.javascriptDialogOpening",
        ];
        self.events.iter().filter(|event| kinds.contains(&event["method"].as_str().unwrap_or_default())).collect()
    }

    /// The addresses that were asked for since it was started.
    pub fn requests(&self) -> Vec<&str> {
        let sent = self.events.iter().filter(|event| event["method"] == "Network.requestWillBeSent");
        sent.filter_map(|event| event["params"]["request"]["url"].as_str()).collect()
    }

    /// How many different rows of pixels the whole page has. A blank one has a few.
    #[track_caller]
    pub fn rows_of_pixels(&mut self) -> usize {
        let shot = self.call("Page.captureScreenshot", &json!({ "format": "png" }));
        let png = base64::engine::general_purpose::STANDARD.decode(shot["data"].as_str().unwrap()).unwrap();
        let (width, mut data, mut rest) = (u32::from_be_bytes(png[16..20].try_into().unwrap()), Vec::new(), &png[8..]);
        while let [a, b, c, d, kind @ ..] = rest {
            let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
            if kind.starts_with(b"IDAT") {
                data.extend_from_slice(&kind[4..4 + length]);
            }
            rest = &kind[4 + length + 4..];
        }
        let channels = if png[25] == 6 { 4 } else { 3 };
        let mut pixels = Vec::new();
        flate2::read::ZlibDecoder::new(&data[..]).read_to_end(&mut pixels).unwrap();
        let rows: std::collections::HashSet<&[u8]> = pixels.chunks(width as usize * channels + 1).collect();
        rows.len()
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
