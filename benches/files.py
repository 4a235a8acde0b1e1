#!/usr/bin/env python3
"""Listing the files of a remote image: wharf beside skopeo, which has to fetch it all.

usage: files.py [--size MB] [--runs N] [--work DIR]

WHARF (default target/release/wharf), SKOPEO, UMOCI and REGISTRY (default docker-registry) may be named by the
environment. An image of this machine's own programs, about SIZE MB compressed in four layers, is served by the
reference registry over loopback, once as gzip and once as zstd:chunked. Measured in turns within every round: the wall
time of `wharf files`, of `wharf cat` of one file of the top layer, and of `skopeo copy` to a docker-archive of which
the layers are listed; and the bytes of blobs that the registry answered with.
"""
import argparse, gzip, hashlib, io, json, os, re, shutil, statistics, subprocess, sys, tarfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
WHARF = os.environ.get("WHARF", HERE + "/../target/release/wharf")
SKOPEO = os.environ.get("SKOPEO", "skopeo")
REGISTRY = os.environ.get("REGISTRY", "docker-registry")


def make(path, size):
    """An image layout of four layers of this machine's files."""
    sys.path.insert(0, HERE)
    from side_by_side import Layout
    layout, left, layers = Layout(path), size << 20, 4
    files = (os.path.join(d, f) for top in ("/usr/bin", "/usr/lib", "/usr/share") for d, _, fs in os.walk(top) for f in fs)
    for number in range(layers):
        out, stored = io.BytesIO(), 0
        share = left // layers
        with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=1, mtime=0) as packed:
            hasher = hashlib.sha256()

            class Both:
                def write(self, data):
                    hasher.update(data)
                    return packed.write(data)

            with tarfile.open(fileobj=Both(), mode="w|") as tar:
                for name in files:
                    if os.path.isfile(name) and not os.path.islink(name):
                        tar.add(name, arcname=name[1:], recursive=False)
                    if out.tell() >= share:
                        break
        layout.diff_ids.append("sha256:" + hasher.hexdigest())
        layout.layers.append({"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", **layout.blob(out.getvalue())})
    layout.close()


def serve(work):
    config = work + "/registry.yml"
    with open(config, "w") as f:
        json.dump({"version": "0.1", "log": {"accesslog": {"disabled": False}, "formatter": "text"},
                   "storage": {"filesystem": {"rootdirectory": work + "/registry"}}, "http": {"addr": "127.0.0.1:0"}}, f)
    log = open(work + "/registry.log", "w")
    process = subprocess.Popen([REGISTRY, "serve", config], stdout=log, stderr=log)
    for _ in range(200):
        found = re.search(r"listening on ([0-9.]+:\d+)", open(work + "/registry.log").read())
        if found:
            return process, found[1]
        time.sleep(0.05)
    sys.exit("the registry does not start")


def blob_bytes(work):
    """How many bytes of blobs the registry has answered with so far."""
    text = open(work + "/registry.log").read()
    return sum(int(n) for n in re.findall(r'"GET /v2/\S+/blobs/\S+ HTTP/1.1" 20[06] (\d+)', text))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=600)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--work", default="/tmp/wharf-files")
    options = parser.parse_args()
    work = os.path.abspath(options.work)
    image = f"{work}/image-{options.size}"
    os.makedirs(work, exist_ok=True)
    if not os.path.exists(image + "/index.json"):
        shutil.rmtree(image, ignore_errors=True)
        make(image, options.size)
    shutil.rmtree(work + "/registry", ignore_errors=True)
    process, host = serve(work)
    try:
        push = [SKOPEO, "--insecure-policy", "copy", "-q", "--dest-tls-verify=false"]
        subprocess.run(push + [f"oci:{image}:latest", f"docker://{host}/gzip:v1"], check=True)
        subprocess.run(push + ["--dest-compress", "--dest-compress-format", "zstd:chunked", f"oci:{image}:latest",
                               f"docker://{host}/chunked:v1"], check=True)
        names = subprocess.run([WHARF, "files", "--layer", "3", f"{host}/gzip:v1"], check=True, stdout=subprocess.PIPE, text=True)
        one = names.stdout.splitlines()[0]
        archive = work + "/archive.tar"
        listing = "import sys,tarfile\nfor m in (o:=tarfile.open(sys.argv[1])):\n  if m.name.endswith('.tar'): [None for _ in tarfile.open(fileobj=o.extractfile(m))]"
        ways = {
            "skopeo + tar": [[SKOPEO, "--insecure-policy", "copy", "-q", "--src-tls-verify=false", f"docker://{host}/gzip:v1",
                              f"docker-archive:{archive}"], [sys.executable, "-c", listing, archive]],
            "wharf files": [[WHARF, "files", f"{host}/gzip:v1"]],
            "wharf files, table": [[WHARF, "files", f"{host}/chunked:v1"]],
            "wharf cat, top": [[WHARF, "cat", f"{host}/gzip:v1", one]],
            "wharf cat, table": [[WHARF, "cat", f"{host}/chunked:v1", one]],
        }
        times, moved = {way: [] for way in ways}, {}
        for _ in range(options.runs):
            for way, commands in ways.items():
                if os.path.exists(archive):
                    os.remove(archive)
                before, start = blob_bytes(work), time.monotonic()
                for command in commands:
                    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
                times[way].append(time.monotonic() - start)
                time.sleep(0.2)  # the registry's log comes a moment later
                moved[way] = blob_bytes(work) - before
        base = statistics.median(times["skopeo + tar"])
        whole = moved["skopeo + tar"] or 1
        for way in ways:
            wall = statistics.median(times[way])
            print(f"{way:20} {wall:8.2f} s  {base / wall:6.1f} times as fast  {moved[way]:>11} bytes  {100 * moved[way] / whole:6.2f} %")
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
