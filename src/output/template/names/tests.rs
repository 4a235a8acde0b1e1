//! How the names in templates are fitted to the data.

use super::*;
use proptest::prelude::*;
use serde_json::json;

fn index() -> Index {
    Index::of(&json!({
        "digest": "", "mediaType": "", "rootfs": {"diff_ids": []}, "platform": {"os": "", "os.version": ""},
        "Labels": {"Version": "", "version": ""},
    }))
}

#[test]
fn names_are_led_to_those_of_the_data() {
    for (given, expected) in [
        ("{{.Digest}} .Digest", "{{.digest}} .Digest"),
        ("{{ .MediaType }}{{.mediaType}}", "{{ .mediaType }}{{.mediaType}}"),
        ("{{.RootFS.DiffIDs}}", "{{.rootfs.diff_ids}}"),
        ("{{.Platform.OS}}", "{{.platform.os}}"),
        ("{{.Platform.OSVersion}}", r#"{{(field . "Platform" "OSVersion")}}"#),
        ("{{.Labels.version}}", r#"{{(field . "Labels" "version")}}"#),
        ("{{$x := .Digest}}{{$x.Platform.OSVersion}}", r#"{{$x := .digest}}{{(field $x "Platform" "OSVersion")}}"#),
        ("{{$.Labels.Version}}", r#"{{(field $ "Labels" "Version")}}"#),
        ("{{(index .Platform 0).OSVersion}}", r#"{{(field (index .platform 0) "OSVersion")}}"#),
        ("{{(index . 0).Digest}}", "{{(index . 0).digest}}"),
        ("{{((.Labels.Version).OSVersion)}}", r#"{{((field ((field . "Labels" "Version")) "OSVersion"))}}"#),
        (r#"{{"}}.Digest\".Digest" | f .Digest}}"#, r#"{{"}}.Digest\".Digest" | f .digest}}"#),
        ("{{`\\`}}{{.Digest}}{{'}'}}", "{{`\\`}}{{.digest}}{{'}'}}"),
        ("{{/* .Digest */}}{{- .Digest -}}", "{{/* .Digest */}}{{- .digest -}}"),
        ("{{- /* .Digest */ -}}{{.}}{{.5}}{{1.5}}", "{{- /* .Digest */ -}}{{.}}{{.5}}{{1.5}}"),
        ("{{.Unknown.Name}}{{if .Digest}}é{{end}}", "{{.Unknown.Name}}{{if .digest}}é{{end}}"),
    ] {
        let text = rewrite(given, &index(), Lookup::Quick).text;
        assert_eq!(text.replace(" | shown", ""), expected, "{given}");
    }
}

#[test]
fn what_prints_is_shown_and_nothing_else_is() {
    for (given, expected) in [
        ("{{.a}} }}{{- .b -}} {{ .c\n-}}", "{{.a | shown}} }}{{- .b | shown -}} {{ .c | shown\n-}}"),
        ("{{/* c */}}{{- /* c */ -}}{{$x := .a}}{{ $x = .b }}", "{{/* c */}}{{- /* c */ -}}{{$x := .a}}{{ $x = .b }}"),
        ("{{if .a}}{{- else if .b}}{{else}}{{end}}", "{{if .a}}{{- else if .b}}{{else}}{{end}}"),
        ("{{range $i, $x := .a}}{{break}}{{continue}}{{end}}", "{{range $i, $x := .a}}{{break}}{{continue}}{{end}}"),
        (
            r#"{{template "T" .}}{{define "T"}}{{"="}}{{end}}"#,
            r#"{{template "T" .}}{{define "T"}}{{"=" | shown}}{{end}}"#,
        ),
        ("{{-3}}{{f (.a)}}", "{{-3 | shown}}{{f (.a) | shown}}"),
    ] {
        assert_eq!(rewrite(given, &Index::default(), Lookup::Quick).text, expected, "{given}");
    }
    assert_eq!(
        rewrite("{{$.a.b}}{{range .c}}{{end}}", &Index::default(), Lookup::Careful).text,
        r#"{{(field $ "a" "b") | shown}}{{range (field . "c")}}{{end}}"#
    );
}

#[test]
fn offsets_lead_back_to_the_original() {
    let source = "{{.Digest}}{{.Platform.OSVersion}}{{.Foo}}";
    let rewritten = rewrite(source, &index(), Lookup::Quick);
    for part in ["{{(", ".Foo"] {
        let offset = rewritten.text.find(part).unwrap();
        assert_eq!(&source[rewritten.original(offset)..][..2], &part[..2]);
    }
    let inside = rewritten.text.find("field").unwrap();
    assert!(source[rewritten.original(inside)..].starts_with(".Platform"));
}

proptest! {
    #[test]
    fn any_text_can_be_rewritten(source in r#"([{}().$" a'`/*\\é-]|\{\{|\}\}|\.Digest|\.OSVersion|\$x){0,24}"#) {
        let rewritten = rewrite(&source, &index(), Lookup::Careful);
        for offset in 0..=rewritten.text.len() {
            prop_assert!(rewritten.original(offset) <= source.len());
        }
    }
}
