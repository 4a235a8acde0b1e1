//! What a registry says when it starts: where it listens, what it serves, who may do what.

use std::io;

use serde::Serialize;

use crate::output::{Report, Shape, Text};

/// The facts, in the order in which they are said.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Facts {
    /// Where the registry is, as clients write it: host and port, or `unix:` and a path.
    pub addresses: Vec<String>,
    /// The path in front of `/v2/` for its clients, if there is one.
    pub base_path: String,
    /// Where `/metrics` is, if not there.
    pub metrics: Option<String>,
    /// The directory that is served, or `memory`.
    pub serves: String,
    /// Who may do what, as a sentence.
    pub access: String,
    /// The certificate that clients see.
    pub tls: Option<TlsFacts>,
}

/// The certificate that clients see.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TlsFacts {
    /// Its file.
    pub certificate: String,
    /// Its SHA-256, in hexadecimal with colons.
    pub fingerprint: String,
    /// Whether it was made here, so that nobody trusts it who was not told to.
    pub self_signed: bool,
}

const TLS: Shape =
    Shape::Struct(&[("Certificate", Shape::Text), ("Fingerprint", Shape::Text), ("SelfSigned", Shape::Flag)]);
const SHAPE: Shape = Shape::Struct(&[
    ("Addresses", Shape::List(&Shape::Text)),
    ("BasePath", Shape::Text),
    ("Metrics", Shape::Text),
    ("Serves", Shape::Text),
    ("Access", Shape::Text),
    ("Tls", Shape::Optional(&TLS)),
]);

impl Facts {
    /// The facts for people, one a line.
    pub fn lines(&self) -> Vec<String> {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        let place = |address: &String| match address.strip_prefix("unix:") {
            Some(_) => format!("listening at {address}"),
            None => format!("listening at {scheme}://{address}{}", self.base_path),
        };
        let mut lines: Vec<String> = self.addresses.iter().map(place).collect();
        lines.extend(self.metrics.iter().map(|address| format!("metrics at http://{address}/metrics")));
        lines.push(match self.serves.as_str() {
            "memory" => "serving from memory: all is forgotten in the end".to_owned(),
            dir => format!("serving {dir}"),
        });
        lines.push(self.access.clone());
        let Some(tls) = &self.tls else { return lines };
        lines.push(format!("certificate {}, SHA-256 {}", tls.certificate, tls.fingerprint));
        if tls.self_signed {
            lines.extend(self.trust(&tls.certificate));
        }
        lines
    }

    /// How clients are brought to trust a certificate that was made here.
    fn trust(&self, certificate: &str) -> Vec<String> {
        let host = self.addresses.iter().find(|address| !address.starts_with("unix:"));
        let Some(host) = host else { return Vec::new() };
        vec![
            format!(
                "to trust it, docker: mkdir -p /etc/docker/certs.d/{host} && cp {certificate} /etc/docker/certs.d/{host}/ca.crt"
            ),
            format!(
                "to trust it, podman: mkdir -p /etc/containers/certs.d/{host} && cp {certificate} /etc/containers/certs.d/{host}/ca.crt"
            ),
            format!("to trust it, curl: curl --cacert {certificate} https://{host}{}/v2/", self.base_path),
            format!("to trust it, wharf: wharf --ca-file {certificate} repo ls {host}"),
        ]
    }
}

impl Report for Facts {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        for line in self.lines() {
            text.line(&line);
        }
        Ok(())
    }

    fn shape(&self) -> &'static Shape {
        &SHAPE
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;

    fn facts() -> Facts {
        Facts {
            addresses: vec!["127.0.0.1:40000".to_owned(), "unix:/run/w.sock".to_owned()],
            base_path: String::new(),
            metrics: None,
            serves: "memory".to_owned(),
            access: "anybody may do anything".to_owned(),
            tls: None,
        }
    }

    #[test]
    fn every_fact_is_a_line() {
        let lines = facts().lines();
        assert_eq!(lines[..2], ["listening at http://127.0.0.1:40000", "listening at unix:/run/w.sock"]);
        assert_eq!(lines.len(), 4);
        let tls = TlsFacts { certificate: "/c.pem".to_owned(), fingerprint: "AA:BB".to_owned(), self_signed: true };
        let secure = Facts { tls: Some(tls), base_path: "/r".to_owned(), serves: "/srv".to_owned(), ..facts() };
        let lines = secure.lines();
        assert_eq!(lines[0], "listening at https://127.0.0.1:40000/r");
        assert!(lines.contains(&"certificate /c.pem, SHA-256 AA:BB".to_owned()));
        assert!(lines.iter().any(|line| line.contains("/etc/docker/certs.d/127.0.0.1:40000/ca.crt")));
    }

    #[test]
    fn scripts_read_the_port() {
        assert_eq!(printed(&facts(), "{{index .Addresses 0}}"), "127.0.0.1:40000\n");
        assert_eq!(printed(&facts(), "{{if .Tls}}{{.Tls.Fingerprint}}{{else}}plain{{end}}"), "plain\n");
    }
}
