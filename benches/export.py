#!/usr/bin/env python3
"""wharf export beside the floor of the decompressor and beside umoci, in one run: wall time, processor time, peak memory.

usage: export.py [--runs N] [--work DIR] [--mb N]

WHARF (default target/release/wharf) exports an image to a tar and to a directory; the floor is `gzip -dc` or
`zstd -dc` of its layers, one after the other, to /dev/null. The peer is `umoci unpack`. All take turns within every
round, so that a ratio holds although the machine's speed drifts. Images are made once in DIR from this machine's own
programs and libraries: `gzip` and `zstd` with 4 layers, `one` with a single gzip layer.
"""
import argparse, hashlib, json, os, shutil, statistics, subprocess, sys, tarfile, time

OCI = "application/vnd.oci.image."


def files(limit):
    """Paths of this machine's programs, as many as make up `limit` bytes."""
    total = 0
    for root in ("/usr/bin", "/usr/lib"):
        for folder, _, names in sorted(os.walk(root)):
            for name in sorted(names):
                path = os.path.join(folder, name)
                if os.path.islink(path) or not os.path.isfile(path) or not os.access(path, os.R_OK):
                    continue
                total += os.path.getsize(path)
                if total > limit:
                    return
                yield path


def blob(layout, path):
    sha = hashlib.sha256()
    with open(path, "rb") as f:
        while step := f.read(1 << 20):
            sha.update(step)
    name, size = sha.hexdigest(), os.path.getsize(path)
    os.rename(path, f"{layout}/blobs/sha256/{name}")
    return {"digest": "sha256:" + name, "size": size}


def write_blob(layout, document):
    path = layout + "/new"
    with open(path, "w") as f:
        json.dump(document, f)
    return blob(layout, path)


def make(layout, count, tool, suffix, limit):
    """An image layout of `count` layers, compressed by `tool`."""
    if os.path.exists(layout + "/index.json"):
        return
    shutil.rmtree(layout, ignore_errors=True)
    os.makedirs(layout + "/blobs/sha256")
    paths, layers, diff_ids = list(files(limit)), [], []
    for at in range(count):
        tar = layout + "/tar"
        with tarfile.open(tar, "w", format=tarfile.PAX_FORMAT) as out:
            made = set()
            for path in paths[at::count]:
                parts = path.strip("/").split("/")[:-1]
                for depth in range(1, len(parts) + 1):
                    folder = "/".join(parts[:depth])
                    if folder not in made:
                        made.add(folder)
                        out.add("/" + folder, folder, recursive=False)
                out.add(path, path.strip("/"), recursive=False)
        with open(tar, "rb") as f:
            diff_ids.append("sha256:" + hashlib.file_digest(f, "sha256").hexdigest())
        with open(layout + "/packed", "wb") as packed:
            subprocess.run(tool + ["-c", tar], stdout=packed, check=True)
        os.remove(tar)
        layers.append({"mediaType": OCI + "layer.v1.tar" + suffix, **blob(layout, layout + "/packed")})
    config = {"architecture": "amd64", "os": "linux", "config": {}, "rootfs": {"type": "layers", "diff_ids": diff_ids}}
    config = {"mediaType": OCI + "config.v1+json", **write_blob(layout, config)}
    manifest = {"schemaVersion": 2, "mediaType": OCI + "manifest.v1+json", "config": config, "layers": layers}
    entry = {"mediaType": OCI + "manifest.v1+json", **write_blob(layout, manifest)}
    entry["annotations"] = {"org.opencontainers.image.ref.name": "latest"}
    with open(layout + "/oci-layout", "w") as f:
        f.write('{"imageLayoutVersion":"1.0.0"}')
    with open(layout + "/index.json", "w") as f:
        json.dump({"schemaVersion": 2, "manifests": [entry]}, f)


def layer_files(layout):
    read = lambda digest: json.load(open(f"{layout}/blobs/" + digest.replace(":", "/")))
    index = json.load(open(layout + "/index.json"))
    layers = read(index["manifests"][0]["digest"])["layers"]
    return [f"{layout}/blobs/" + layer["digest"].replace(":", "/") for layer in layers]


def measure(line, out):
    """Runs a shell line; seconds, processor seconds and peak memory in MB of it and its children."""
    shutil.rmtree(out, ignore_errors=True)
    if os.path.exists(out):
        os.remove(out)
    start = time.monotonic()
    child = subprocess.Popen(["sh", "-c", "exec " + line if ";" not in line else line])
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"failed: {line}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--mb", type=int, default=400, help="how large the images are, uncompressed")
    parser.add_argument("--work", default="/tmp/wharf-export")
    args = parser.parse_args()
    wharf = os.path.abspath(os.environ.get("WHARF", "target/release/wharf"))
    os.makedirs(args.work, exist_ok=True)
    out = args.work + "/out"
    for image, count, tool, suffix in [("gzip", 4, ["gzip", "-6"], "+gzip"), ("one", 1, ["gzip", "-6"], "+gzip"),
                                       ("zstd", 4, ["zstd", "-q", "-3"], "+zstd")]:
        layout = f"{args.work}/{image}-{args.mb}"
        make(layout, count, tool, suffix, args.mb << 20)
        decode = "; ".join(f"{tool[0]} -dc <{path} >/dev/null" for path in layer_files(layout))
        lines = {
            "floor": decode,
            "wharf to /dev/null": f"{wharf} export oci:{layout}:latest - >/dev/null",
            "wharf to a tar": f"{wharf} export oci:{layout}:latest {out}",
            "wharf to a directory": f"{wharf} export oci:{layout}:latest {out}/",
        }
        # umoci takes no zstd.
        if shutil.which("umoci") and suffix == "+gzip":
            lines["umoci unpack"] = f"umoci unpack --rootless --image {layout}:latest {out}"
        found = {name: [] for name in lines}
        for _ in range(args.runs):
            for name, line in lines.items():
                found[name].append(measure(line, out))
        floor = statistics.median(run[0] for run in found["floor"])
        print(f"\n{image}: {args.mb} MB, {count} layers")
        for name, runs in found.items():
            wall, cpu, memory = (statistics.median(run[at] for run in runs) for at in range(3))
            print(f"  {name:22} {wall:7.2f} s  {cpu:7.2f} s cpu  {memory:7.1f} MB   {wall / floor:5.2f} of the floor")
    shutil.rmtree(out, ignore_errors=True)


if __name__ == "__main__":
    main()
