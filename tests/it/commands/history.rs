//! `wharf history`: docker's table and docker's fields, with the sizes that the registry holds.

use serde_json::{Value, json};

use super::{Everywhere, requests};
use crate::harness::crafted::{Crafted, Tar, index};
use crate::harness::{ImageSpec, says};

fn image() -> Crafted {
    let steps = json!([
        { "created": "2024-01-01T00:00:00Z", "created_by": "ADD root.tar / # base" },
        { "created": "2024-01-02T00:00:00Z", "created_by": "ENV A=1", "empty_layer": true },
        { "created": "2024-01-03T00:00:00Z", "created_by": format!("RUN {}\n\tend", "x".repeat(60)), "comment": "built" },
    ]);
    let layer = |name: &str| Tar::new().file(name, name);
    Crafted::new().layer(layer("base")).layer(layer("top")).history(steps)
}

#[test]
fn each_step_is_a_row_as_docker_has_it() {
    let place = Everywhere::new(image().make());
    let [base, top] = [0, 1].map(|at| place.image.layers[at].bytes.len());
    let id = &place.image.configs[0].digest["sha256:".len()..][..12];
    for name in place.tagged() {
        let table = place.env.wharf(&["history", &name]).ok();
        let rows: Vec<&str> = table.lines().collect();
        assert_eq!(rows.len(), 4, "{table}");
        let words = |row: &str| {
            row.split("   ").map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty()).collect::<Vec<_>>()
        };
        assert_eq!(words(rows[0]), ["IMAGE", "CREATED", "CREATED BY", "SIZE", "COMMENT"]);
        let newest = words(rows[1]);
        assert_eq!(
            [newest[0].as_str(), &newest[2], &newest[3], &newest[4]],
            [id, &format!("RUN {}…", "x".repeat(40)), &format!("{top} B"), "built"]
        );
        assert!(newest[1].ends_with(" ago"), "{table}");
        assert_eq!(words(rows[2])[2..], ["ENV A=1", "0 B"]);
        assert_eq!(words(rows[3])[2..], ["ADD root.tar / # base", &format!("{base} B")]);
        assert!(rows[2].starts_with("<missing>") && rows[3].starts_with("<missing>"), "{table}");
    }
    // Of a registry: the manifest and the config, and no layer.
    assert_eq!(requests(&place.registry), ["GET manifest", "GET blob"]);
}

#[test]
fn flags_and_formats_are_those_of_docker() {
    let place = Everywhere::new(image().make());
    let top = place.image.layers[1].bytes.len();
    let history = |args: &[&str]| place.env.wharf(&[&["history", "oci:src:v1"], args].concat());
    let digest = &place.image.configs[0].digest;
    for args in [&["-q", "--no-trunc"][..], &["--quiet", "--no-trunc"]] {
        assert_eq!(history(args).ok(), format!("{digest}\n<missing>\n<missing>\n"));
    }
    assert_eq!(place.env.wharf(&["-q", "history", "oci:src:v1"]).ok().lines().count(), 3, "wharf -q, too");
    for args in [&["--human=false"][..], &["-H=false"]] {
        let exact = history(args).ok();
        says(&exact, &["2024-01-03T00:00:00Z", &format!(" {top} ")]);
        assert!(!exact.contains(" ago"), "{exact}");
    }
    assert_eq!(history(&["-H"]).ok(), history(&[]).ok());
    says(&history(&["--no-trunc"]).ok(), &[&format!("RUN {}\\n\\tend", "x".repeat(60))]);
    let sizes = history(&["--format", "{{.Size}}|{{.Comment}}"]).ok();
    assert_eq!(sizes.lines().collect::<Vec<_>>()[..2], [format!("{top} B|built"), "0 B|".to_owned()]);
    let table = history(&["--format", "table {{.ID}}\t{{.CreatedAt}}"]).ok();
    assert!(table.starts_with("ID ") && table.lines().count() == 4, "{table}");
    let lines = history(&["--format", "json"]).ok();
    let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows[2]["CreatedBy"], "ADD root.tar / # base");
    assert_eq!(rows[2]["Layer"], place.image.layers[0].digest.as_str());
    assert_eq!((&rows[1]["EmptyLayer"], &rows[0]["Bytes"]), (&json!(true), &json!(top)));
    let told = history(&["--format", "{{.Sizes}}"]).fails(2);
    says(&told, &["no field Sizes"]);
}

#[test]
fn the_platform_is_chosen_and_what_has_no_history_is_refused() {
    let place = Everywhere::new(super::index());
    for (at, platform) in super::PLATFORMS.iter().enumerate() {
        let id = place.env.wharf(&["history", "-q", "--no-trunc", "-p", platform, &place.tagged()[0]]).ok();
        assert_eq!(id.trim_end(), place.image.configs[at].digest);
    }
    place.env.wharf(&["history", "-p", "plan9/amd64", "oci:src:v1"]).fails(3);
    place.env.wharf(&["history", "oci:src:none"]).fails(3);
    let bare = index(&[("amd64", &ImageSpec::default().make())]);
    bare.write_layout(&place.env.work("one"), "v1");
    place.env.wharf(&["history", "oci:one:v1"]).ok();
}
