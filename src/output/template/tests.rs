//! Templates as people write them for docker and regctl, with what Go prints.

use serde_json::json;

use super::*;

fn image() -> Json {
    json!({
        "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "digest": "sha256:4f1a",
        "config": {"mediaType": "c", "digest": "sha256:c0", "size": 7},
        "layers": [
            {"mediaType": "l", "digest": "sha256:a1", "size": 12},
            {"mediaType": "l", "digest": "sha256:b2", "size": 340, "annotations": {"b": "2", "a": "1"}},
        ],
        "platform": {"architecture": "arm64", "os": "linux", "os.version": "10.0", "os.features": ["x", "y"]},
        "image": {
            "created": "2025-01-01T00:00:00Z", "author": null,
            "config": {"Env": ["PATH=/bin", "A=1"], "Labels": {"org.name": "box", "Version": "2"}},
            "rootfs": {"type": "layers", "diff_ids": ["sha256:d1", "sha256:d2"]},
            "history": [{"created_by": "RUN \u{1b}[2J", "empty_layer": true}],
        },
        "ratio": 1.5, "negative": -3,
    })
}

fn render(template: &str) -> String {
    Template::parse(template).unwrap().render(&image(), &Shape::Any, None).unwrap()
}

#[test]
fn templates_print_what_go_prints() {
    for (template, expected) in [
        ("{{.Digest}}", "sha256:4f1a"),
        ("{{.digest}}", "sha256:4f1a"),
        ("{{.MediaType}}", "application/vnd.oci.image.manifest.v1+json"),
        ("{{.SchemaVersion}} {{.ratio}} {{.negative}}", "2 1.5 -3"),
        ("{{range .Layers}}{{println .Digest}}{{end}}", "sha256:a1\nsha256:b2"),
        ("{{range $i, $l := .Layers}}{{$i}}={{$l.Size}} {{end}}", "0=12 1=340 "),
        ("{{len .Layers}} {{(index .Layers 1).Digest}}", "2 sha256:b2"),
        ("{{with index .Layers 0}}{{.Size}}{{end}}", "12"),
        ("{{.Platform.OS}}/{{.Platform.Architecture}}", "linux/arm64"),
        ("{{.Platform.OSVersion}} {{.Platform.OSFeatures}}", "10.0 [x y]"),
        ("{{.Config.Digest}} {{.Image.Config.Env}}", "sha256:c0 [PATH=/bin A=1]"),
        ("{{range .Image.Config.Env}}{{println .}}{{end}}", "PATH=/bin\nA=1"),
        ("{{join .Image.Config.Env \",\"}}", "PATH=/bin,A=1"),
        ("{{index .Image.Config.Labels \"org.name\"}}", "box"),
        ("{{range $k, $v := .Image.Config.Labels}}{{$k}}={{$v}};{{end}}", "Version=2;org.name=box;"),
        ("{{.Image.RootFS.DiffIDs}} {{.Image.RootFS.Type}}", "[sha256:d1 sha256:d2] layers"),
        ("{{(index .Image.History 0).EmptyLayer}}", "true"),
        ("{{.Missing}} {{.Missing.Deeper}} {{.Image.Author}}", "  "),
        ("{{.Platform.OSMissing}} {{(index .Layers 0).Annotations}}", " "),
        ("[{{index .Image.Config.Labels \"nope\"}}] {{eq (index .Image.Config.Labels \"nope\") \"\"}}", "[] true"),
        ("{{if .Missing}}yes{{else}}no{{end}}", "no"),
        ("{{if and .Digest (gt (len .Layers) 1)}}many{{end}}", "many"),
        ("{{eq .Platform.OS \"linux\"}}", "true"),
        (
            "{{printf \"%s %d %q %v %5.1f|%-4d|\" .Digest 3 \"q\" .Layers 2.25 7}}",
            "sha256:4f1a 3 \"q\" [map[digest:sha256:a1 mediaType:l size:12] map[annotations:map[a:1 b:2] digest:sha256:b2 mediaType:l size:340]]   2.2|7   |",
        ),
        ("{{index (split .Digest \":\") 1 | upper}}", "4F1A"),
        (
            "{{lower \"ABC\"}} {{title \"a big image\"}} [{{pad \"x\" 1 2}}] {{truncate \"日本語\" 4}}",
            "abc A Big Image [ x  ] 日本",
        ),
        ("{{json .Config}}", r#"{"mediaType":"c","digest":"sha256:c0","size":7}"#),
        ("{{.Digest | json}} {{json .Missing}} {{json .ratio}}", "\"sha256:4f1a\" null 1.5"),
        ("{{jsonPretty .Platform.OSFeatures}}", "[\n  \"x\",\n  \"y\"\n]"),
        ("{{html \"<a>\"}}{{slice \"abcdef\" 1 3}}{{/* nothing */}}", "&lt;a&gt;bc"),
        ("{{define \"T\"}}{{.Size}};{{end}}{{range .Layers}}{{template \"T\" .}}{{end}}", "12;340;"),
        ("a\\n{{\"b\\tc\"}}\\t", "a\\nb\tc\\t"),
        ("{{ .Digest -}}   \n  {{- \"x\" }}\n", "sha256:4f1ax"),
    ] {
        let rendered = render(template);
        let expected = if expected.ends_with('\n') { expected.to_owned() } else { format!("{expected}\n") };
        assert_eq!(rendered, expected, "{template}");
    }
}

#[test]
fn json_keeps_the_names_and_the_order_of_the_data() {
    let rendered = render("{{json .}}");
    let again: Json = serde_json::from_str(&rendered).unwrap();
    assert_eq!(again.to_string(), image().to_string());
    assert!(rendered.contains("\\u001b[2J"), "{rendered}");
    let names = render("{{.RootFS}}{{.Digest}}{{range $name, $value := .Config}}{{$name}} {{end}}{{len .Config}}");
    assert_eq!(names, "sha256:4f1adigest mediaType size 3\n");
}

#[test]
fn a_root_that_is_no_object_is_dot() {
    let template = Template::parse("{{range .}}{{println .}}{{end}}").unwrap();
    assert_eq!(template.render(&json!(["a", "b"]), &Shape::Complete, None).unwrap(), "a\nb\n");
}

#[test]
fn a_wrong_template_points_at_its_place() {
    for (template, line, column, word) in [
        ("{{.Digest", 1, 10, "unclosed action"),
        ("{{.Digest}}\n  {{foo .}}", 2, 5, "foo"),
        ("{{range .Layers}}", 1, 18, "unexpected"),
        ("é{{ .Digest | json | | }}", 1, 22, ""),
    ] {
        let error = Template::parse(template).unwrap_err();
        let place = error.place.clone().unwrap_or_else(|| panic!("{template}: {error}"));
        assert_eq!((place.line, place.column), (line, column), "{error}");
        assert!(error.message.contains(word), "{error}");
    }
    let error = Template::parse("{{.A}} {{foo .}}").unwrap_err().to_string();
    assert!(error.ends_with("\n{{.A}} {{foo .}}\n         ^^^"), "{error}");
}

#[test]
fn a_failing_template_points_at_the_words_of_the_user() {
    for (template, marked) in [
        ("{{.Platform.OSVersion}} {{.Digest.Foo}}", ".Digest.Foo"),
        ("{{.Platform.OSVersion}} {{.Digest.OSVersion}}", ".Digest.OSVersion"),
        ("{{.Digest}} {{join .Digest}}", "join .Digest"),
    ] {
        let error = Template::parse(template).unwrap().render(&image(), &Shape::Any, None).unwrap_err();
        let place = error.place.clone().unwrap();
        assert!(template[place.column - 1..].starts_with(marked), "{error}");
    }
}

#[test]
fn a_table_has_a_line_for_each_row() {
    let data = json!({"tags": [{"name": "latest", "digest": "sha256:1"}, {"name": "v1\u{1b}", "digest": "sha256:2"}]});
    let template = Template::parse("table {{.Name}}\\t{{.Digest | upper}}\\tend").unwrap();
    let expected = "\
NAME     DIGEST
latest   SHA256:1   end
v1\\x1b   SHA256:2   end
";
    assert_eq!(template.render(&data, &Shape::Complete, Some("tags")).unwrap(), expected);
    let one = Template::parse("table {{.Digest}}").unwrap().render(&image(), &Shape::Any, None).unwrap();
    assert_eq!(one, "DIGEST\nsha256:4f1a\n");
}

#[test]
fn many_rows_that_ask_for_the_root_stay_quick() {
    let tags: Vec<String> = (0..20_000).map(|number| format!("v{number}")).collect();
    let data = json!({"name": "library/busybox", "tags": tags});
    let template = Template::parse("{{range .Tags}}{{$.Name}}:{{println .}}{{end}}").unwrap();
    let text = template.render(&data, &Shape::Complete, None).unwrap();
    assert_eq!(text.lines().count(), 20_000);
    assert!(text.ends_with("library/busybox:v19999\n"));
}

const CHILD: Shape = Shape::Struct(&[("size", Shape::Number), ("labels", Shape::Keyed), ("last", Shape::Flag)]);
const PARENT: Shape = Shape::Struct(&[
    ("name", Shape::Text),
    ("first", CHILD),
    ("os.version", Shape::Text),
    ("children", Shape::List(&CHILD)),
    ("other", Shape::Optional(&CHILD)),
    ("words", Shape::List(&Shape::Text)),
]);

fn shaped(template: &str, data: &Json) -> Result<String, TemplateError> {
    Template::parse(template).unwrap().render(data, &PARENT, Some("children"))
}

#[test]
fn what_is_not_set_is_empty() {
    let data =
        json!({"children": [{"size": 1, "labels": {"name": "x"}}, {"last": true}], "words": null, "new": {"a": 1}});
    for (template, expected) in [
        ("[{{.Name}}] {{.First.Size}} {{.First.Last}} [{{.OSVersion}}] {{len .Words}}", "[] 0 false [] 0"),
        ("{{len .First.Labels}} [{{index .First.Labels \"a\"}}] [{{.First.Labels.name}}]", "0 [] []"),
        ("{{range .Children}}{{.Size}} {{.Last}} [{{.Labels.name}}];{{end}}", "1 false [x];0 true [];"),
        ("{{range .Children}}{{with .Labels}}[{{.name}}{{.nope}}]{{end}}{{$.Name}}{{end}}", "[x]"),
        ("{{$l := (index .Children 1).Labels}}[{{$l.name}}]{{$l = .Name}}[{{$l}}]", "[][]"),
        ("{{define \"T\"}}{{.Size}}{{.Labels.size}};{{end}}{{range .Children}}{{template \"T\" .}}{{end}}", "1;0;"),
        ("{{if .Other}}yes{{else}}no{{end}} [{{.Other.Size}}] {{with .Other}}{{.Typo}}{{end}}", "no [] "),
        ("{{.New.A}} [{{.New.Typo}}] {{.Words | len | printf \"%d\"}}", "1 [] 0"),
        ("table {{.Size}}\\t{{.Labels.name}}", "SIZE   NAME\n1      x\n0      "),
    ] {
        let rendered = shaped(template, &data).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(rendered.trim_end(), expected.trim_end(), "{template}");
    }
}

#[test]
fn json_leaves_out_what_is_not_set() {
    let data = json!({"name": "", "children": [{"size": 1}, {"size": 5, "last": true}], "other": {"size": 2}});
    assert_eq!(shaped("{{json .}}", &data).unwrap().trim_end(), data.to_string());
    assert_eq!(shaped("{{json .First}} {{json .Words}}", &data).unwrap(), "{} []\n");
}

#[test]
fn a_field_that_there_is_not_is_an_error_with_those_that_there_are() {
    let data = json!({"children": [{}], "other": {}, "new": 1});
    let parent = "children, first, name, new, os.version, other, words";
    for (template, word, there) in [
        ("{{.Typo}}", "Typo", parent),
        ("{{if .Typo}}{{end}}", "Typo", parent),
        ("{{json .Typo}}", "Typo", parent),
        ("{{.Typo.Deeper}}", "Typo", parent),
        ("{{range .Children}}{{.Name}}{{end}}", "Name", "labels, last, size"),
        ("{{range $i, $c := .Children}}{{$c.Typo}}{{end}}", "Typo", "labels, last, size"),
        ("{{with $x := .First}}{{printf \"%v\" $x.Typo}}{{end}}", "Typo", "labels, last, size"),
        ("{{(index .Children 0).Typo}}", "Typo", "labels, last, size"),
        ("{{define \"T\"}}{{.Typo}}{{end}}{{template \"T\" .First}}", "Typo", "labels, last, size"),
        ("{{.Other.Typo}}", "Typo", "labels, last, size"),
        ("table {{.Size}}\\t{{.Typo}}", "Typo", "labels, last, size"),
    ] {
        let error = shaped(template, &data).unwrap_err();
        assert!(error.message.ends_with(&format!("there is no field {word} here; there are: {there}")), "{error}");
        assert!(error.place.is_some_and(|place| place.text.contains(word)), "{template}");
    }
}

/// A template over [`image`], on the first of June 2025, where `HOME` is `/root`.
fn amid(template: &str) -> Result<String, TemplateError> {
    let variables = crate::output::Variables::new(|name| (name == "HOME").then(|| "/root".to_owned()));
    let surroundings = Surroundings { variables, now: Some("2025-06-01T10:20:30Z".parse().unwrap()) };
    let text = Template::parse(template)?.render_amid(&image(), &Shape::Any, None, &surroundings)?;
    Ok(text.strip_suffix('\n').unwrap_or(&text).to_owned())
}

#[test]
fn times_digests_and_platforms_have_the_methods_of_gos_types() {
    for (template, expected) in [
        ("{{time.Now}}", "2025-06-01T10:20:30Z"),
        ("{{$t := time.Now}}{{printf \"%d%02d%02d\" $t.Year $t.Month $t.Day}}", "20250601"),
        ("{{time.Now.Format \"20060102-150405\"}}", "20250601-102030"),
        ("{{time.Now.UTC.Unix}} {{ time.Now.Unix | printf \"%d\" }}", "1748773230 1748773230"),
        ("{{.Image.Created.Format \"Jan 2, 2006\"}}|{{.Image.Created.Unix}}", "Jan 1, 2025|1735689600"),
        ("{{printf \"%d\" .Image.Created.Unix}} {{(.Image.Created).Year}}", "1735689600 2025"),
        ("{{(time.Parse \"2006-01-02\" \"2024-02-29\").Weekday}}", "Thursday"),
        ("{{(time.Parse \"2006-01-02\" \"2024-02-29\").YearDay}}", "60"),
        ("{{if .Image.Created.Before time.Now}}old{{else}}new{{end}}", "old"),
        ("{{if (.Image.Created.After (time.Now.AddDate 0 -1 0))}}new{{else}}old{{end}}", "old"),
        ("{{with $c := .Image.Created}}{{$c.UTC.Format \"15:04\"}}{{end}}", "00:00"),
        ("{{.Image.Author.IsZero}} {{.Image.Created.IsZero}}", "true false"),
        (
            "{{.Digest.Hex}} {{.Digest.Algorithm}} {{.Digest.String}} {{printf \"%s\" .Digest.Encoded}}",
            "4f1a sha256 sha256:4f1a 4f1a",
        ),
        ("{{.Config.Digest.Hex | upper}}", "C0"),
        (
            "{{.Platform}} {{.Platform.String}} {{print .Platform}} {{printf \"%s\" .Platform}}",
            "linux/arm64 linux/arm64 linux/arm64 linux/arm64",
        ),
        ("{{env \"HOME\"}}/{{env \"NOT_SET\"}}", "/root/"),
        (
            "{{default \"x\" .Missing}} {{default \"x\" .Digest}} {{.Image.Author | default \"nobody\"}}",
            "x sha256:4f1a nobody",
        ),
        ("[{{file \"/no/such/file\"}}]", "[]"),
    ] {
        assert_eq!(amid(template).unwrap_or_else(|error| panic!("{error}")), expected, "{template}");
    }
    for wrong in [
        "{{time}}",
        "{{.Digest.Unix}}",
        "{{time.Parse \"2006\" \"x\"}}",
        "{{.Image.Created.Format}}",
        "{{time.Now.AddDate 1 2}}",
        "{{time.Now.Format 1}}",
        "{{.Image.Created.Before \"x\"}}",
        "{{time.Now.AddDate 99999999999 0 0}}",
        "{{time.Since}}",
    ] {
        assert!(amid(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_file_is_read_without_the_space_around_it() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("token");
    std::fs::write(&path, " secret\n\n").unwrap();
    assert_eq!(amid(&format!("<{{{{file \"{}\"}}}}>", path.display())).unwrap(), "<secret>");
    std::fs::write(&path, b"\xff").unwrap();
    assert_eq!(amid(&format!("<{{{{file \"{}\"}}}}>", path.display())).unwrap(), "<>");
}

#[test]
fn fields_come_before_methods_where_the_data_has_them() {
    let data = json!({"Year": "chosen", "list": [{"Format": "tar"}], "Hour": {"Minute": 7}});
    let render = |template: &str| Template::parse(template).unwrap().render(&data, &Shape::Complete, None).unwrap();
    assert_eq!(render("{{.Year}} {{(index .List 0).Format}} {{.Hour.Minute}}"), "chosen tar 7\n");
    assert!(Template::parse("{{.Day}}").unwrap().render(&data, &Shape::Complete, None).is_err());
}

#[test]
fn a_template_knows_what_it_asks_for() {
    let template = Template::parse("{{.GetDigest}} {{$.RawBody}} {{.Names}}").unwrap();
    for (name, asked) in [("GetDigest", true), ("RawBody", true), ("Name", false), ("Digest", false)] {
        assert_eq!(template.mentions(name), asked, "{name}");
    }
}
