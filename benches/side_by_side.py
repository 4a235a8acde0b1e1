#!/usr/bin/env python3
"""wharf beside its peers, in one run: wall time, processor time, peak memory and requests, as ratios to the best peer.

usage: side_by_side.py [--ops push,pull,…] [--images app,layers,…] [--runs N] [--tls] [--work DIR]

Clients: WHARF (default target/release/wharf), SKOPEO (default the one on PATH), CRANE and REGCTL where the environment
names them. Server: REGISTRY (default docker-registry on PATH). The clients take turns within every round, so that a
ratio holds although the machine's speed drifts. Everything is on this machine, over loopback.

Images are made once in DIR/images (IMAGES names others: image layouts with the tag `latest`):
  layers   64 layers of 8 to 86 kB
  app      10 layers of this machine's own programs, gzip
  large    one incompressible layer of 2.36 GB
"""
import argparse, collections, gzip, hashlib, io, json, os, random, re, shutil, signal, statistics, subprocess, sys, tarfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
OCI = "application/vnd.oci.image."

# {layout} a layout directory, {out} an absent one, {ref} {src} {dst} HOST:PORT/REPO:TAG, {ca} a CA file
CLIENTS = {
    "wharf": ("WHARF", {
        "push": "{bin} push -q oci:{layout}:latest {ref}", "pull": "{bin} pull -q --all-platforms {src} oci:{out}:latest",
        "copy": "{bin} copy -q {src} {dst}", "digest": "{bin} digest {src}", "start": "{bin} --version"}, " --ca-file {ca}"),
    "skopeo": ("SKOPEO", {
        "push": "{bin} --insecure-policy copy -q --all --dest-tls-verify=false oci:{layout}:latest docker://{ref}",
        "pull": "{bin} --insecure-policy copy -q --all --src-tls-verify=false docker://{src} oci:{out}:latest",
        "copy": "{bin} --insecure-policy copy -q --all --src-tls-verify=false --dest-tls-verify=false docker://{src} docker://{dst}",
        "digest": "{bin} --insecure-policy inspect --tls-verify=false --no-tags --format {{{{.Digest}}}} docker://{src}",
        "start": "{bin} --version"}, ""),
    "crane": ("CRANE", {
        "push": "{bin} push {layout} {ref}", "pull": "{bin} pull --format=oci {src} {out}", "copy": "{bin} copy {src} {dst}",
        "digest": "{bin} digest {src}", "start": "{bin} version"}, " --insecure"),
    "regctl": ("REGCTL", {
        "push": "{bin} {h} image copy ocidir://{layout}:latest {ref}", "pull": "{bin} {h} image copy {src} ocidir://{out}:latest",
        "copy": "{bin} {h} image copy {src} {dst}", "digest": "{bin} {h} image digest {src}", "start": "{bin} version"}, ""),
}
OPS = ["start", "digest", "push", "pull", "repull", "copy", "mount", "retag"]


class Layout:
    """An image layout that is being written."""

    def __init__(self, path):
        self.path, self.layers, self.diff_ids = path, [], []
        os.makedirs(path + "/blobs/sha256")

    def blob(self, data):
        name = hashlib.sha256(data).hexdigest()
        with open(f"{self.path}/blobs/sha256/{name}", "wb") as f:
            f.write(data)
        return {"digest": "sha256:" + name, "size": len(data)}

    def layer(self, tar, compress):
        self.diff_ids.append("sha256:" + hashlib.sha256(tar).hexdigest())
        data, kind = (gzip.compress(tar, 1, mtime=0), "tar+gzip") if compress else (tar, "tar")
        self.layers.append({"mediaType": OCI + "layer.v1." + kind, **self.blob(data)})

    def close(self):
        config = {"architecture": "amd64", "os": "linux", "config": {}, "rootfs": {"type": "layers", "diff_ids": self.diff_ids}}
        config = {"mediaType": OCI + "config.v1+json", **self.blob(json.dumps(config).encode())}
        manifest = {"schemaVersion": 2, "mediaType": OCI + "manifest.v1+json", "config": config, "layers": self.layers}
        entry = {"mediaType": OCI + "manifest.v1+json", **self.blob(json.dumps(manifest).encode()),
                 "annotations": {"org.opencontainers.image.ref.name": "latest"}}
        for name, value in (("index.json", {"schemaVersion": 2, "manifests": [entry]}), ("oci-layout", {"imageLayoutVersion": "1.0.0"})):
            with open(f"{self.path}/{name}", "w") as f:
                json.dump(value, f)


def tar_of(files):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


def own_files(limit):
    """This machine's programs and libraries, in a fixed order, up to `limit` bytes."""
    total = 0
    for top in ("/usr/lib", "/usr/bin", "/usr/share"):
        for folder, folders, names in os.walk(top):
            folders.sort()
            for name in sorted(names):
                path = os.path.join(folder, name)
                if os.path.islink(path) or not os.path.isfile(path):
                    continue
                with open(path, "rb") as f:
                    data = f.read()
                total += len(data)
                if total > limit:
                    return
                yield path.lstrip("/"), data


def make_image(name, path):
    print(f"making {name}", file=sys.stderr)
    layout, noise = Layout(path), random.Random(7)
    if name == "layers":
        for n in range(64):
            layout.layer(tar_of([(f"f{n}", noise.randbytes(8_000 + n * 1_240))]), True)
    elif name == "app":
        batch, size = [], 0
        for file in own_files(1_500 << 20):
            batch.append(file)
            size += len(file[1])
            if size > 150 << 20:
                layout.layer(tar_of(batch), True)
                batch, size = [], 0
        layout.layer(tar_of(batch), True)
    else:
        layout.layer(tar_of([("large", noise.randbytes(2_252 << 20))]), False)
    layout.close()


class Registry:
    """One reference registry with an empty store."""

    def __init__(self, binary, work, name, tls):
        self.dir, self.scheme = os.path.join(work, name), "https" if tls else "http"
        shutil.rmtree(self.dir, ignore_errors=True)
        os.makedirs(self.dir)
        extra = f"\n  tls: {{certificate: {tls['cert']}, key: {tls['key']}}}" if tls else ""
        with open(self.dir + "/config.yml", "w") as f:
            f.write(f"version: 0.1\nlog: {{level: info}}\nstorage:\n  cache: {{blobdescriptor: inmemory}}\n"
                    f"  filesystem: {{rootdirectory: {self.dir}/store}}\n  delete: {{enabled: true}}\nhttp:\n  addr: 127.0.0.1:0{extra}\n")
        self.log = self.dir + "/log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen([binary, "serve", self.dir + "/config.yml"], stdout=log, stderr=log,
                                            env={**os.environ, "OTEL_TRACES_EXPORTER": "none"})
        while not (found := re.search(r"listening on (127[^\",]+)", self.text())):
            time.sleep(0.01)
        self.host = found[1].strip()

    def text(self):
        with open(self.log, errors="replace") as f:
            return f.read()

    def requests(self):
        return len(re.findall(r'"(?:GET|HEAD|POST|PUT|PATCH|DELETE) /v2/', self.text()))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def measure(command):
    """Wall seconds, processor seconds and peak memory (kB) of one command."""
    start = time.perf_counter()
    process = subprocess.Popen(command.split(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peak, status = 0, f"/proc/{process.pid}/status"
    while True:
        pid, code, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        try:  # VmHWM, since ru_maxrss of a fork counts the parent's memory
            with open(status) as f:
                peak = max(peak, *[int(line.split()[1]) for line in f if line.startswith("VmHWM")] or [0])
        except OSError:
            pass
        time.sleep(0.0005 if time.perf_counter() - start < 0.05 else 0.005)
    wall = time.perf_counter() - start
    if code:
        sys.exit(f"failed: {command}\n{process.stderr.read().decode(errors='replace')}")
    return wall, usage.ru_utime + usage.ru_stime, peak


def certificates(work):
    """A self-made authority and a server certificate for 127.0.0.1."""
    base = work + "/tls"
    os.makedirs(base, exist_ok=True)
    run = lambda line: subprocess.run(line, shell=True, check=True, cwd=base, stderr=subprocess.DEVNULL)
    run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=bench")
    run("openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out req.pem -subj /CN=127.0.0.1")
    run("printf 'subjectAltName=IP:127.0.0.1' > ext && openssl x509 -req -in req.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile ext -out cert.pem")
    return {"ca": base + "/ca.pem", "cert": base + "/cert.pem", "key": base + "/key.pem"}


class Bench:
    def __init__(self, args):
        self.args, self.work = args, os.path.abspath(args.work)
        self.images = os.path.abspath(os.environ.get("IMAGES", self.work + "/images"))
        os.makedirs(self.work, exist_ok=True)
        self.tls = certificates(self.work) if args.tls else None
        self.registry = os.environ.get("REGISTRY") or shutil.which("docker-registry")
        defaults = {"WHARF": os.path.join(HERE, "../target/release/wharf"), "SKOPEO": shutil.which("skopeo")}
        self.clients = {name: os.environ.get(env) or defaults.get(env) for name, (env, _, _) in CLIENTS.items()}
        self.clients = {name: path for name, path in self.clients.items() if path and os.path.exists(path)}

    def command(self, client, op, host, **names):
        _, commands, tls = CLIENTS[client]
        options = f"--host reg={host},tls={'insecure' if self.tls else 'disabled'}" if client == "regctl" else ""
        op = {"repull": "pull", "mount": "copy", "retag": "copy"}.get(op, op)
        line = commands[op].format(bin=self.clients[client], h=options, **names)
        return line + (tls.format(**self.tls) if self.tls and op != "start" else "")

    def once(self, client, op, layout, out):
        """One measured run on servers that hold nothing but what the operation needs; and its number of requests."""
        first = Registry(self.registry, self.work, "first", self.tls)
        second = Registry(self.registry, self.work, "second", self.tls) if op == "copy" else first
        names = {"layout": layout, "out": out, "ref": first.host + "/app:v1", "src": first.host + "/app:v1",
                 "dst": {"mount": first.host + "/other:v1", "retag": first.host + "/app:v2"}.get(op, second.host + "/app:v1")}
        shutil.rmtree(out, ignore_errors=True)
        try:
            if op not in ("push", "start"):
                measure(self.command("wharf", "push", first.host, **names))
            if op == "repull":
                measure(self.command(client, "pull", first.host, **names))
            before = first.requests() + (second.requests() if second is not first else 0)
            result = measure(self.command(client, op, first.host, **names))
            time.sleep(0.02)
            after = first.requests() + (second.requests() if second is not first else 0)
            return (*result, after - before)
        finally:
            for server in {first, second}:
                server.stop()

    def row(self, op, image):
        layout, results = os.path.join(self.images, image), collections.defaultdict(list)
        for _ in range(self.args.runs):
            for client in self.clients:
                results[client].append(self.once(client, op, layout, self.work + "/out"))
        medians = {c: [statistics.median(column) for column in zip(*runs)] for c, runs in results.items()}
        peers = [m for c, m in medians.items() if c != "wharf"]
        for client, (wall, cpu, peak, requests) in medians.items():
            ratio = ""
            if client == "wharf" and peers:
                ratio = f"  wall {wall / min(p[0] for p in peers):5.2f}x  cpu {cpu / max(min(p[1] for p in peers), 1e-4):5.2f}x of the best peer"
            print(f"{op:7} {image:7} {client:7} {wall * 1000:9.1f} ms {cpu * 1000:9.1f} ms cpu {peak / 1024:6.1f} MB {requests:5.0f} requests{ratio}", flush=True)

    def run(self):
        for image in self.args.images.split(","):
            path = os.path.join(self.images, image)
            if not os.path.exists(path):
                make_image(image, path)
        for image in self.args.images.split(","):
            for op in self.args.ops.split(","):
                self.row(op, image)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ops", default=",".join(OPS))
    parser.add_argument("--images", default="layers,app")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--tls", action="store_true")
    parser.add_argument("--work", default="bench-work")
    Bench(parser.parse_args()).run()
