//! What reaches the two streams, for every form and level.

use std::io;

use serde::Serialize;

use super::*;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sample {
    digest: &'static str,
    media_type: &'static str,
    size: u64,
}

const SAMPLE: Sample = Sample { digest: "sha256:4f\u{1b}[2J\u{9b}", media_type: "m", size: 12 };

impl Report for Sample {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        text.fields([("Digest", self.digest), ("Size", &humanize::bytes(self.size))]);
        writeln!(text, "end")
    }

    fn raw(&self, form: Form) -> Option<Vec<u8>> {
        match form {
            Form::Raw => Some(b"\x00exact\xff".to_vec()),
            Form::Body => Some(b"{\"a\": 1}\r\n".to_vec()),
            Form::RawBody | Form::RawHeaders => None,
        }
    }
}

fn output(options: OutputOptions, terminal: bool) -> (Output, Captured) {
    let (streams, captured) = Streams::captured();
    let size = terminal.then_some(Size { columns: 80, rows: 24 });
    (Output::new(options, Streams { stdout_terminal: size, stderr_terminal: size, ..streams }), captured)
}

fn reported(format: &str, terminal: bool) -> Result<String, OutputError> {
    let options =
        OutputOptions { format: format.parse().unwrap(), colour: ColourMode::Never, ..OutputOptions::default() };
    let (output, captured) = output(options, terminal);
    output.report(&SAMPLE)?;
    Ok(String::from_utf8_lossy(&captured.stdout()).into_owned())
}

#[test]
fn a_report_has_the_form_that_was_asked_for() {
    for (format, expected) in [
        ("", "Digest: sha256:4f\\x1b[2J\\u{9b}\nSize:   12 B\nend\n"),
        ("json", "{\"digest\":\"sha256:4f\\u001b[2J\\u009b\",\"mediaType\":\"m\",\"size\":12}\n"),
        (
            "jsonPretty",
            "{\n  \"digest\": \"sha256:4f\\u001b[2J\\u009b\",\n  \"mediaType\": \"m\",\n  \"size\": 12\n}\n",
        ),
        ("{{.MediaType}} {{.size}}", "m 12\n"),
        ("raw", "\0exact\u{fffd}"),
        ("body", "{\"a\": 1}\r\n"),
    ] {
        assert_eq!(reported(format, false).unwrap(), expected, "{format}");
    }
}

#[test]
fn a_terminal_gets_nothing_that_it_would_obey() {
    assert_eq!(reported("{{.Digest}}", true).unwrap(), "sha256:4f\\x1b[2J\\u{9b}\n");
    assert_eq!(reported("{{.Digest}}", false).unwrap(), "sha256:4f\u{1b}[2J\u{9b}\n", "scripts get it exactly");
    assert!(matches!(reported("raw", true), Err(OutputError::Binary)));
    assert_eq!(reported("body", true).unwrap(), "{\"a\": 1}\r\n");
}

#[test]
fn a_form_that_the_report_lacks_is_a_wrong_usage() {
    let error = reported("raw-headers", false).unwrap_err();
    assert!(error.is_usage());
    assert_eq!(error.to_string(), "--format raw-headers is not offered by this command (it offers raw, body)");
}

#[test]
fn that_all_went_well_is_not_told_to_who_wants_quiet() {
    for (format, quiet, told) in [("", false, true), ("", true, false), ("json", true, true), ("{{.}}", true, true)] {
        let format = format.parse().unwrap();
        let (output, captured) = output(OutputOptions { format, quiet, ..OutputOptions::default() }, false);
        output.outcome(&SAMPLE).unwrap();
        assert_eq!(!captured.stdout_text().is_empty(), told, "{:?}", output.format());
    }
}

#[test]
fn messages_go_to_standard_error_by_level() {
    for (quiet, level, expected) in [
        (false, Level::Info, "done\nwarning: old\\x1b\n"),
        (false, Level::Debug, "done\nmore\nwarning: old\\x1b\n"),
        (false, Level::Warn, "warning: old\\x1b\n"),
        (false, Level::Error, ""),
        (true, Level::Trace, "warning: old\\x1b\n"),
    ] {
        let (output, captured) = output(OutputOptions { quiet, level, ..OutputOptions::default() }, false);
        output.status("done");
        output.verbose("more");
        output.warning("old\u{1b}");
        assert_eq!(captured.stderr_text(), expected);
        assert!(captured.stdout().is_empty());
    }
}

#[test]
fn errors_are_told_with_their_causes_and_quietly_without_hints() {
    for (quiet, hint) in [(false, "hint: free some space\n"), (true, "")] {
        let (output, captured) = output(OutputOptions { quiet, ..OutputOptions::default() }, false);
        let source = OutputError::Write { source: io::Error::other("disk full") };
        output.error(&source, &["free some space"]);
        let expected = format!("error: cannot write to standard output\n  because: disk full\n{hint}");
        assert_eq!(captured.stderr_text(), expected);
    }
}

#[test]
fn a_broken_pipe_is_known_as_such() {
    struct Gone;
    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let (streams, _) = Streams::captured();
    let output = Output::new(OutputOptions::default(), Streams { stdout: Box::new(Gone), ..streams });
    assert!(output.report(&SAMPLE).unwrap_err().is_broken_pipe());
    let error = output.raw_writer().write_all(b"x").unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
}

#[test]
fn a_stream_to_a_terminal_is_text_or_refused() {
    let (output, captured) = output(OutputOptions::default(), true);
    let mut writer = output.raw_writer();
    for chunk in ["größe\r\n".as_bytes(), b"\xe6", b"\x97\xa5\r", b"\n"] {
        writer.write_all(chunk).unwrap();
    }
    writer.finish().unwrap();
    assert_eq!(captured.stdout_text(), "größe\r\n日\r\n");
    for bytes in [&b"\x1b[2J"[..], b"\0", b"\xff\xfe", b"a\rb"] {
        let error = output.raw_writer().write_all(bytes).unwrap_err();
        assert!(matches!(OutputError::from(error), OutputError::Binary), "{bytes:?}");
    }
    let mut cut = output.raw_writer();
    cut.write_all(b"\xe6").unwrap();
    assert!(matches!(OutputError::from(cut.finish().unwrap_err()), OutputError::Binary));
    assert_eq!(captured.stdout_text(), "größe\r\n日\r\n");
}

#[test]
fn a_stream_elsewhere_is_exact() {
    let (output, captured) = output(OutputOptions::default(), false);
    let mut writer = output.raw_writer();
    writer.write_all(b"\0\x1b\xff").unwrap();
    writer.finish().unwrap();
    assert_eq!(captured.stdout(), b"\0\x1b\xff");
}

#[test]
fn messages_are_lines_of_json_where_that_is_wanted() {
    let now = Some("2025-06-01T00:00:00Z".parse().unwrap());
    let options = OutputOptions { log: LogForm::Json, level: Level::Debug, now, ..OutputOptions::default() };
    let (output, captured) = output(options, false);
    output.status("done");
    output.verbose("GET \"x\"");
    output.warning("old\u{1b}");
    output.error(&OutputError::Write { source: io::Error::other("disk full") }, &["free some space"]);
    let lines: Vec<serde_json::Value> =
        captured.stderr_text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let line = |level: &str, msg: &str| serde_json::json!({"time": "2025-06-01T00:00:00Z", "level": level, "msg": msg});
    let mut error = line("ERROR", "cannot write to standard output");
    error["because"] = serde_json::json!(["disk full"]);
    error["hints"] = serde_json::json!(["free some space"]);
    assert_eq!(lines, [line("INFO", "done"), line("DEBUG", "GET \"x\""), line("WARN", "old\u{1b}"), error]);
}
