//! `wharf du`: sizes, what is shared, and what that costs.

use serde_json::json;

use super::Everywhere;
use crate::harness::crafted::{Crafted, Packing, Tar, index};
use crate::harness::{Registry, TestEnv, says};

fn base() -> Tar {
    Tar::new().dir("usr/").file("usr/base", &"b".repeat(5000)).link("usr/again", "usr/base")
}

fn image(name: &str) -> Crafted {
    Crafted::new().layer(base()).layer(Tar::new().dir("usr/").dir("usr/app/").file("usr/app/bin", &name.repeat(700)))
}

#[test]
fn sizes_and_sharing_cost_no_layer() {
    let registry = Registry::start();
    let env = TestEnv::new();
    let [one, two] = ["1", "two"].map(|name| image(name).make());
    one.put(&registry, "app", "v1");
    two.put(&registry, "app", "v2");
    let names = ["v1", "v2"].map(|tag| format!("{}:{tag}", registry.reference("app")));
    let json = env.wharf(&["du", "--format", "json", &names[0], &names[1]]).json();
    let size = |bytes: &[u8]| bytes.len() as u64;
    let shared = size(&one.layers[0].bytes);
    let unique = size(&one.layers[1].bytes) + size(&one.root.bytes) + size(&one.configs[0].bytes);
    let first = &json["Images"][0];
    assert_eq!(
        (&first["Shared"], &first["Unique"], &first["Size"]),
        (&json!(shared), &json!(unique), &json!(shared + unique))
    );
    assert_eq!((&first["Layers"][0]["Images"], &first["Layers"][1]["Images"]), (&json!(2), &json!(1)));
    assert_eq!(first["Uncompressed"], json!(null));
    let total = json["Images"].as_array().unwrap().iter().map(|image| image["Size"].as_u64().unwrap()).sum::<u64>();
    assert_eq!((&json["Total"]["Apparent"], &json["Total"]["Size"]), (&json!(total), &json!(total - shared)));
    assert_eq!(registry.count("GET", "/blobs/"), 0);
    let text = env.wharf(&["du", &names[0], &names[1]]).ok();
    says(&text, &[&names[0], &one.layers[0].digest, "LAYER", "SHARED", "UNIQUE", "\nTotal:", "Saved by sharing: "]);
    env.wharf(&["du", &format!("{}:none", registry.reference("app"))]).fails(3);
}

#[test]
fn the_uncompressed_size_is_read_once_for_each_layer() {
    let place = Everywhere::new(index(&[("amd64", &image("1").make()), ("arm64", &image("two").make())]));
    let name = &place.tagged()[0];
    let du = |args: &[&str]| place.env.wharf(&[&["du", "--format", "json", name], args].concat()).json();
    let json = du(&["--uncompressed"]);
    let base = base().finish().len();
    let uncompressed = |at: usize, layer: usize| json["Images"][at]["Layers"][layer]["Uncompressed"].as_u64().unwrap();
    assert_eq!((uncompressed(0, 0), uncompressed(1, 0)), (base as u64, base as u64));
    assert_eq!(json["Images"][1]["Platform"], "linux/arm64");
    assert_eq!(json["Total"]["Uncompressed"], json!(uncompressed(0, 0) + uncompressed(0, 1) + uncompressed(1, 1)));
    assert_eq!(place.registry.count("GET", "/blobs/"), 3, "the shared layer is fetched once");
    assert_eq!(du(&["-p", "linux/arm64"])["Images"].as_array().unwrap().len(), 1);
}

#[test]
fn a_plain_layer_tells_its_size_by_itself() {
    let env = TestEnv::new();
    let tar = base().finish();
    Crafted::new().packed(tar.clone(), Packing::Plain).make().write_layout(&env.work("src"), "v1");
    let told = env.wharf(&["du", "--format", "{{.Total.Uncompressed}}", "oci:src:v1"]).ok();
    assert_eq!(told, format!("{}\n", tar.len()));
}

#[test]
fn directories_are_measured_in_the_merged_tree() {
    let env = TestEnv::new();
    let top = Tar::new().dir("usr/").gone("usr/", "base").dir("var/").file("var/log", &"x".repeat(9000));
    image("1").layer(top).make().write_layout(&env.work("src"), "v1");
    let du = |args: &[&str]| env.wharf(&[&["du", "--dirs", "oci:src:v1"], args].concat());
    // The file that is gone lives on under its other name.
    let json = du(&["--depth", "2", "--format", "json"]).json();
    let found: Vec<_> = json["Directories"]
        .as_array()
        .unwrap()
        .iter()
        .map(|of| {
            (of["Path"].as_str().unwrap().to_owned(), of["Size"].as_u64().unwrap(), of["Files"].as_u64().unwrap())
        })
        .collect();
    let of = |path: &str, size, files| (path.to_owned(), size, files);
    assert_eq!(found, [of("/", 14_700, 3), of("/var", 9000, 1), of("/usr", 5700, 2), of("/usr/app", 700, 1)]);
    assert_eq!(
        du(&[]).ok(),
        "   SIZE   FILES   DIRECTORY\n14.7 kB       3   /\n   9 kB       1   /var\n 5.7 kB       2   /usr\n"
    );
    env.wharf(&["du", "--dirs", "oci:src:v1", "oci:src:v1"]).fails(2);
    env.wharf(&["du", "--depth", "2", "oci:src:v1"]).fails(2);
    env.wharf(&["du"]).fails(2);
}
