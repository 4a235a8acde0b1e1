//! What a user can do about a failure: remedies found by looking at the causes of an error.

use std::error::Error;

use crate::content::{ContentError, ErrorKind};
use crate::oci::Descriptor;
use crate::output::{OutputError, PromptError};
use crate::registry;
use crate::registry::{Cause, Reason, Refusal};
use crate::transfer::{Operation, Side, TransferError};

const CHANGED_CONTENT: &str =
    "the registry, or something on the way to it, changes the content: try again, or another network";

/// Where nobody knows whether a registry or a disk gave the bytes.
const DAMAGED: &str = "the bytes are damaged where they lie, or changed on the way: try again, or another network; \
    in a store or layout, `wharf store verify --delete-bad` and another pull mend them, and an archive is to be saved anew";

/// The remedies for `error`, most useful first.
pub fn hints(error: &(dyn Error + 'static)) -> Vec<String> {
    let mut hints = Vec::new();
    let mut cause = Some(error);
    let mut put = None;
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<registry::Error>() {
            hints.extend(match error.reason() {
                Reason::ManifestBlobUnknown => put.map(for_incomplete),
                _ => for_registry(error),
            });
            break;
        }
        match error.downcast_ref() {
            Some(TransferError { operation: Operation::PutManifest, descriptor, .. }) => put = descriptor.as_deref(),
            Some(TransferError { descriptor: Some(blob), side: Side::Source, source, .. })
                if source.kind == ErrorKind::NotFound && blob.is_elsewhere() =>
            {
                hints.push("without --include-external, foreign layers stay where they are".to_owned());
                break;
            }
            _ => {}
        }
        let content = error.downcast_ref::<TransferError>().map(|error| &error.source);
        match content.or_else(|| error.downcast_ref()) {
            Some(ContentError { kind: ErrorKind::Storage, .. }) => {
                hints.extend(for_disk(error));
                break;
            }
            // Content from disk is told to be fetched again by its own message, which names the file.
            Some(ContentError { kind: ErrorKind::Integrity, source: None, .. }) => {
                hints.push(DAMAGED.to_owned());
                break;
            }
            _ => {}
        }
        if let Some(error) = error.downcast_ref::<OutputError>() {
            hints.extend(error.hint().map(str::to_owned));
            break;
        }
        if let Some(PromptError::NoTerminal { .. }) = error.downcast_ref() {
            hints.push(
                "give the password with --password-stdin, and the user where it is asked for with --username"
                    .to_owned(),
            );
            break;
        }
        cause = error.source();
    }
    hints
}

fn for_registry(error: &registry::Error) -> Option<String> {
    let host = error.host().unwrap_or("HOST");
    if let registry::Error::TooLarge { setting: Some(setting), .. } = error {
        return Some(format!("raise the limit with `{setting}` in the configuration file"));
    }
    let hint = match error.reason() {
        Reason::Network(Cause::NotHttp) if error.refusal().is_some() => {
            format!("{host} speaks TLS: leave --plain-http (or `scheme`) out")
        }
        Reason::Network(cause) => return for_connection(cause, host),
        Reason::Unauthorized { sent: false } => {
            format!("if the repository exists, it wants a login: run `wharf login {host}`")
        }
        Reason::Unauthorized { sent: true } => {
            format!(
                "these credentials are not accepted: check the user and the password, or run `wharf login {host}` again"
            )
        }
        Reason::Forbidden => {
            format!(
                "`wharf whoami {host}` shows who you are there; that user lacks the right, or there is no such repository"
            )
        }
        Reason::NotFound if error.repository().is_none() => return None,
        Reason::ManifestUnknown | Reason::NotFound => {
            let repository = error.repository().unwrap_or_else(|| "REPOSITORY".to_owned());
            format!("`wharf tag ls {repository}` lists the tags there are")
        }
        Reason::NameUnknown => format!("`wharf repo ls {host}` lists the repositories, where the registry allows it"),
        Reason::Html => {
            format!("the answer is a web page: {host} may not be a registry, or a proxy answers in its place")
        }
        Reason::RateLimited => format!("log in for a higher limit (`wharf login {host}`), or try again later"),
        Reason::Server => "the registry has trouble of its own: try again later".to_owned(),
        Reason::Digest => CHANGED_CONTENT.to_owned(),
        Reason::Unsupported if error.refusal().is_some_and(|refusal| refusal.method == "DELETE") => {
            format!(
                "{host} does not let content be deleted: whoever runs it must allow that (REGISTRY_STORAGE_DELETE_ENABLED=true, where it is the reference registry)"
            )
        }
        // A server of TLS may say so in a body, which the answer to a HEAD has not.
        Reason::Invalid if error.refusal().is_some_and(is_mute) => {
            format!("perhaps {host} speaks TLS: then leave --plain-http (or `scheme`) out")
        }
        _ => return None,
    };
    Some(hint)
}

/// Whether it is a 400 to a HEAD in plain HTTP.
fn is_mute(refusal: &Refusal) -> bool {
    refusal.status == 400 && refusal.method == "HEAD" && refusal.url.starts_with("http://")
}

/// What to do where a registry refuses a manifest because of what it lacks.
fn for_incomplete(manifest: &Descriptor) -> String {
    let hint = if manifest.media_type.is_index() {
        "this registry takes an index only with all of its images: leave --sparse out, or copy all platforms"
    } else {
        "this registry takes an image only with all of its layers: --include-external copies the foreign ones too"
    };
    hint.to_owned()
}

fn for_connection(cause: Cause, host: &str) -> Option<String> {
    let hint = match cause {
        Cause::Dns => format!("check the spelling of {host}, and the network"),
        Cause::Refused => format!("nothing listens there: check the port of {host}, and that the registry runs"),
        Cause::Timeout | Cause::Slow | Cause::Stalled => {
            "check the network and the proxy settings; --stall-timeout waits longer".to_owned()
        }
        Cause::UnknownIssuer => format!(
            "if you trust it, name its authority with --ca-file FILE, or put it at certs.d/{host}/ca.crt; --tls-skip-verify={host} trusts anyone there"
        ),
        Cause::NameMismatch | Cause::Expired => {
            format!("have the certificate mended; --tls-skip-verify={host} connects in spite of it, to whoever answers")
        }
        Cause::PlainHttp => "if that is meant, use --plain-http; everybody on the way can then read along".to_owned(),
        Cause::NotHttp => format!(
            "the answer is no HTTP: is {host} a registry, and is the port right? If it speaks TLS, it must not be spoken to in plain HTTP (--plain-http, `scheme`)"
        ),
        Cause::NoTrustStore => "install the ca-certificates package, or name a bundle with --ca-file FILE".to_owned(),
        Cause::Cut | Cause::Other | Cause::Tls => return None,
    };
    Some(hint)
}

fn for_disk(error: &(dyn Error + 'static)) -> Option<String> {
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<std::io::Error>() {
            return match error.kind() {
                std::io::ErrorKind::StorageFull => {
                    Some("free some space there, or choose another place; in a store, `wharf store gc` frees what is not used, and --store DIR uses another".to_owned())
                }
                std::io::ErrorKind::ReadOnlyFilesystem | std::io::ErrorKind::PermissionDenied => {
                    Some("choose a place that can be written; another store with --store DIR or WHARF_STORE".to_owned())
                }
                _ => None,
            };
        }
        cause = error.source();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oci::MediaType;
    use crate::registry::ApiError;

    fn url() -> (String, String) {
        ("GET".to_owned(), "http://r.example:5000/v2/a/manifests/1".to_owned())
    }

    #[test]
    fn only_a_limit_that_can_be_moved_is_told_to_be_raised() {
        let ((method, url), limit) = (url(), 1);
        let error = registry::Error::TooLarge { method, url, limit, setting: Some("manifest-limit") };
        assert_eq!(hints(&error), ["raise the limit with `manifest-limit` in the configuration file"]);
        let (method, url) = self::url();
        let error = registry::Error::TooLarge { method, url, limit, setting: None };
        assert_eq!(hints(&error), [""; 0]);
    }

    #[test]
    fn an_answer_that_is_no_http_is_asked_about_without_blaming_a_flag() {
        let (method, url) = url();
        let error = registry::Error::Network { method, url, cause: Cause::NotHttp, source: None };
        let told = hints(&error);
        assert_eq!(told.len(), 1);
        assert!(told[0].starts_with("the answer is no HTTP: is r.example:5000 a registry, and is the port right?"));
    }

    fn refused(method: &str, url: &str, status: u16, code: Option<&str>) -> registry::Error {
        let (message, detail) = (String::new(), String::new());
        let errors = code.map(|code| ApiError { code: code.to_owned(), message, detail }).into_iter().collect();
        registry::Error::Refused(Box::new(Refusal {
            method: method.to_owned(),
            url: url.to_owned(),
            status,
            errors,
            excerpt: String::new(),
            request_id: None,
            authenticated: false,
            retry_after: None,
        }))
    }

    #[test]
    fn a_manifest_that_is_not_there_leads_to_the_tags_that_are() {
        let url = "http://localhost:5000/v2/team/shop/manifests/9";
        for (method, code) in [("GET", Some("MANIFEST_UNKNOWN")), ("GET", None), ("HEAD", None)] {
            let found = hints(&refused(method, url, 404, code));
            assert_eq!(
                found,
                ["`wharf tag ls localhost:5000/team/shop` lists the tags there are"],
                "{method} {code:?}"
            );
        }
        assert!(hints(&refused("GET", "http://localhost:5000/v2/", 404, None)).is_empty());
    }

    #[test]
    fn a_registry_that_deletes_nothing_is_named() {
        let found = hints(&refused("DELETE", "http://r:5000/v2/a/manifests/sha256:00", 405, Some("UNSUPPORTED")));
        assert!(found.len() == 1 && found[0].starts_with("r:5000 does not let content be deleted"), "{found:?}");
        assert!(hints(&refused("PUT", "http://r:5000/v2/a/manifests/1", 405, Some("UNSUPPORTED"))).is_empty());
    }

    #[test]
    fn a_head_in_plain_http_that_is_refused_may_want_tls() {
        let found = hints(&refused("HEAD", "http://r:5000/v2/a/manifests/1", 400, None));
        assert!(found.len() == 1 && found[0].starts_with("perhaps r:5000 speaks TLS"), "{found:?}");
        assert!(hints(&refused("HEAD", "https://r:5000/v2/a/manifests/1", 400, None)).is_empty());
    }

    #[test]
    fn what_a_registry_lacks_for_a_manifest_is_told_by_its_kind() {
        for (media_type, hint) in
            [(MediaType::OCI_INDEX, "leave --sparse out"), (MediaType::OCI_MANIFEST, "--include-external")]
        {
            let source = refused("PUT", "http://r/v2/a/manifests/1", 400, Some("MANIFEST_BLOB_UNKNOWN"));
            let source = ContentError::new(source.reason().kind(), "cannot put it").because(source);
            let descriptor = Some(Box::new(Descriptor::of(media_type, b"{}")));
            let (operation, side) = (Operation::PutManifest, Side::Destination);
            let error = TransferError { operation, side, descriptor, source };
            let found = hints(&error);
            assert!(found.len() == 1 && found[0].contains(hint), "{found:?}");
            assert_eq!(error.kind(), ErrorKind::Invalid);
        }
    }
}
