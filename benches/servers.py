#!/usr/bin/env python3
"""wharf serve beside docker-registry, in one run: processor time for each request, throughput, memory, start.

usage: servers.py [--only TEST,…] [--rounds N] [--seconds S] [--big MIB] [--work DIR]

Servers: WHARF (default target/release/wharf), REGISTRY (default docker-registry on PATH), and NGINX (where the environment
names it) as the ceiling of plain reads. The servers take turns within every round, on the same content, over loopback; what
counts is the server's own processor time (user and system, from /proc), which a slow load generator does not change.
The last columns are ratios to docker-registry in the same run: below 1 is less time, or fewer bytes.
"""
import argparse, concurrent.futures, hashlib, http.client, json, os, random, shutil, socket, statistics, subprocess, sys, threading, time

HERE = os.path.dirname(os.path.abspath(__file__))
INDEX = "application/vnd.oci.image.index.v1+json"
TICK = os.sysconf("SC_CLK_TCK")
REGISTRY_CONFIG = """version: 0.1
log: {{level: error, accesslog: {{disabled: true}}}}
storage: {{cache: {{blobdescriptor: inmemory}}, filesystem: {{rootdirectory: {root}}}, delete: {{enabled: true}}}}
http: {{addr: '127.0.0.1:{port}'}}
"""
NGINX_CONFIG = """worker_processes auto; pid {dir}/pid; error_log {dir}/error.log;
events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; default_type application/octet-stream;
  server {{ listen 127.0.0.1:{port}; root {root}; }} }}
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """A server under test, and the processes that it is made of."""

    def __init__(self, name, work, root=None):
        self.name, self.port = name, free_port()
        self.dir = os.path.join(work, name)
        self.root = root or os.path.join(self.dir, "store")
        os.makedirs(self.root if root is None else self.dir, exist_ok=True)
        command = getattr(self, name.replace("-", "_"))()
        begun = time.monotonic()
        with open(os.path.join(self.dir, "log"), "wb") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        path = "/" if name == "nginx" else "/v2/"
        while True:
            try:
                self.ask("GET", path)
                break
            except OSError:
                if self.process.poll() is not None or time.monotonic() - begun > 20:
                    sys.exit(f"{name} did not start: see {self.dir}/log")
                time.sleep(0.001)
        self.start = time.monotonic() - begun

    def wharf(self):
        binary = os.environ.get("WHARF", os.path.join(HERE, "../target/release/wharf"))
        return [binary, "serve", self.root, "--listen", f"127.0.0.1:{self.port}", "--access-log", "off"]

    def docker_registry(self):
        path = os.path.join(self.dir, "config.yml")
        with open(path, "w") as f:
            f.write(REGISTRY_CONFIG.format(root=self.root, port=self.port))
        return [os.environ.get("REGISTRY", "docker-registry"), "serve", path]

    def nginx(self):
        path = os.path.join(self.dir, "nginx.conf")
        with open(path, "w") as f:
            f.write(NGINX_CONFIG.format(dir=self.dir, root=self.root, port=self.port))
        return [os.environ["NGINX"], "-p", self.dir, "-c", path, "-g", "daemon off;"]

    def processes(self):
        children = open(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read().split()
        return [self.process.pid, *map(int, children)]

    def cpu(self):
        total = 0
        for process in self.processes():
            fields = open(f"/proc/{process}/stat").read().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICK

    def memory(self, key="VmRSS"):
        lines = open(f"/proc/{self.process.pid}/status").read().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(key + ":")) / 1024

    def ask(self, method, path, body=None, headers=()):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body, dict(headers))
        reply = connection.getresponse()
        data = reply.read()
        connection.close()
        return reply, data

    def push(self, repository, data, digest):
        """POST and PUT on one connection, as clients upload."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        connection.request("POST", f"/v2/{repository}/blobs/uploads/", b"")
        reply = connection.getresponse()
        reply.read()
        place = reply.getheader("Location").replace(f"http://127.0.0.1:{self.port}", "")
        place += ("&" if "?" in place else "?") + "digest=" + digest
        connection.request("PUT", place, data, {"Content-Type": "application/octet-stream"})
        reply = connection.getresponse()
        reply.read()
        connection.close()
        assert reply.status == 201, f"{self.name}: {reply.status}"

    def stop(self):
        self.process.terminate()
        self.process.wait(60)


def digest_of(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def load(port, request, connections, seconds):
    """Sends the request over and over on keep-alive connections; gives the number of answers and of bytes."""
    stop, counts = time.monotonic() + seconds, [(0, 0)] * connections

    def run(number):
        answers = received = 0
        buffer = bytearray(1 << 20)
        with socket.create_connection(("127.0.0.1", port)) as s:
            s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while time.monotonic() < stop:
                s.sendall(request)
                head = b""
                while b"\r\n\r\n" not in head:
                    piece = s.recv(65536)
                    if not piece:
                        sys.exit("the server closed the connection")
                    head += piece
                text, rest = head.split(b"\r\n\r\n", 1)
                lines = text.lower().split(b"\r\n")
                assert b" 200" in lines[0], lines[0]
                if b"transfer-encoding: chunked" in lines:
                    while not rest.endswith(b"0\r\n\r\n"):
                        rest += s.recv(1 << 20)
                    answers, received = answers + 1, received + len(rest)
                    continue
                length = next((int(line[15:]) for line in lines if line.startswith(b"content-length:")), 0)
                left = 0 if request.startswith(b"HEAD") else length - len(rest)
                received += len(rest)
                while left > 0 and time.monotonic() < stop:
                    n = s.recv_into(buffer, min(left, len(buffer)))
                    left, received = left - n, received + n
                answers += left <= 0
        counts[number] = answers, received

    threads = [threading.Thread(target=run, args=(n,)) for n in range(connections)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    return sum(c[0] for c in counts), sum(c[1] for c in counts)


class Bench:
    def __init__(self, options):
        self.options, self.rows = options, {}
        shutil.rmtree(options.work, ignore_errors=True)
        self.servers = [Server(name, options.work) for name in ("wharf", "docker-registry")]
        for server in self.servers:
            self.note("start, ms", server, server.start * 1000)
            self.note("memory idle, MB", server, server.memory())
        self.seed()

    def note(self, test, server, value):
        self.rows.setdefault(test, {}).setdefault(server.name, []).append(value)

    def wanted(self, test):
        return not self.options.only or any(part in test for part in self.options.only.split(","))

    def seed(self):
        rnd = random.Random(1)
        self.small, self.big = rnd.randbytes(10_000), rnd.randbytes(1 << 20) * self.options.big
        self.manifest = json.dumps({"schemaVersion": 2, "mediaType": INDEX, "manifests": []}).encode()
        for server in self.servers:
            for data in (self.small, self.big):
                server.push("bench/a", data, digest_of(data))
            self.tag(server, "bench/a", "latest")
        # nginx serves the very files of wharf's store.
        if os.environ.get("NGINX"):
            self.static = Server("nginx", self.options.work, os.path.join(self.servers[0].root, "bench/a"))

    def tag(self, server, repository, tag, connection=None):
        connection = connection or http.client.HTTPConnection("127.0.0.1", server.port)
        connection.request("PUT", f"/v2/{repository}/manifests/{tag}", self.manifest, {"Content-Type": INDEX})
        reply = connection.getresponse()
        reply.read()
        assert reply.status == 201, reply.status

    def reads(self):
        blob = lambda data: f"/v2/bench/a/blobs/{digest_of(data)}"
        static = lambda data: "/blobs/" + digest_of(data).replace(":", "/")
        tests = [
            ("GET manifest by tag, us", "GET", "/v2/bench/a/manifests/latest", static(self.manifest), 16),
            ("HEAD manifest by tag, us", "HEAD", "/v2/bench/a/manifests/latest", static(self.manifest), 16),
            ("HEAD blob, us", "HEAD", blob(self.small), static(self.small), 16),
            ("GET blob of 10 kB, us", "GET", blob(self.small), static(self.small), 16),
            ("GET large blob, 1 connection, s/GB", "GET", blob(self.big), static(self.big), 1),
            ("GET large blob, 8 connections, s/GB", "GET", blob(self.big), static(self.big), 8),
        ]
        for test, method, path, plain, connections in filter(lambda one: self.wanted(one[0]), tests):
            for server in self.servers + ([self.static] if hasattr(self, "static") else []):
                where = plain if server.name == "nginx" else path
                request = f"{method} {where} HTTP/1.1\r\nHost: x\r\nAccept: {INDEX}\r\n\r\n".encode()
                begun = server.cpu()
                answers, received = load(server.port, request, connections, self.options.seconds)
                spent = server.cpu() - begun
                self.note(test, server, spent / max(received, 1) * 1e9 if "GB" in test else spent / max(answers, 1) * 1e6)

    def lists(self):
        for test, query in (("tags/list of 5,000, us", ""), ("tags/list?n=100, us", "?n=100")):
            for server in self.servers if self.wanted(test) else ():
                request = f"GET /v2/bench/tags/tags/list{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
                begun = server.cpu()
                answers, _ = load(server.port, request, 4, self.options.seconds)
                self.note(test, server, (server.cpu() - begun) / max(answers, 1) * 1e6)

    def tags(self):
        needed = any(map(self.wanted, ("PUT tag under 5,000", "tags/list of 5,000, us", "tags/list?n=100, us")))
        for server in self.servers if needed else ():
            connection = http.client.HTTPConnection("127.0.0.1", server.port)
            marks = []
            for number in range(5000):
                if number in (0, 100, 4900):
                    marks.append((server.cpu(), time.monotonic()))
                self.tag(server, "bench/tags", f"t{number:05}", connection)
            spent, wall = server.cpu() - marks[0][0], time.monotonic() - marks[0][1]
            self.note("PUT tag under 5,000, us", server, spent / 5000 * 1e6)
            self.note("PUT tag under 5,000, ms of wall time", server, wall / 5)
            late = (time.monotonic() - marks[2][1]) / (marks[1][1] - marks[0][1])
            self.note("the last 100 tags by the first 100, wall time", server, late)

    def pushes(self, round_number):
        rnd = random.Random(round_number + 100)
        large = [rnd.randbytes(64 << 20) for _ in range(8)]
        small = [rnd.randbytes(10_000) for _ in range(1000)]
        tests = [("push 8 x 64 MiB, one by one", large, 1), ("push 8 x 64 MiB, 8 at once", large, 8), ("push 1,000 x 10 kB, 8 at once", small, 8)]
        for test, blobs, at_once in filter(lambda one: self.wanted(one[0]), tests):
            named = [(data, digest_of(data)) for data in blobs]
            for server in self.servers:
                os.sync()
                cpu, begun = server.cpu(), time.monotonic()
                with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
                    list(pool.map(lambda one: server.push(f"push/{round_number}-{at_once}", *one), named))
                wall, spent = time.monotonic() - begun, server.cpu() - cpu
                size = sum(map(len, blobs))
                if blobs is small:
                    self.note(test + ", us", server, spent / len(blobs) * 1e6)
                else:
                    self.note(test + ", s/GB", server, spent / size * 1e9)
                self.note(test + ", s of wall time", server, wall)

    def mounts(self):
        for server in self.servers if self.wanted("mount") else ():
            begun = time.monotonic()
            reply, _ = server.ask("POST", f"/v2/bench/b/blobs/uploads/?mount={digest_of(self.big)}&from=bench/a", b"")
            assert reply.status == 201, reply.status
            self.note("mount of the large blob, ms", server, (time.monotonic() - begun) * 1000)

    def run(self):
        for number in range(self.options.rounds):
            self.reads()
            self.pushes(number)
        self.tags()
        for _ in range(self.options.rounds):
            self.lists()
        self.mounts()
        for server in self.servers:
            self.note("memory at its peak, MB", server, server.memory("VmHWM"))
        for server in self.servers + ([self.static] if hasattr(self, "static") else []):
            server.stop()
        self.print()

    def print(self):
        names = [server.name for server in self.servers] + (["nginx"] if hasattr(self, "static") else [])
        print("| | " + " | ".join(names) + " | wharf by docker-registry |")
        print("|---" * (len(names) + 2) + "|")
        for test, found in self.rows.items():
            cells = [f"{statistics.median(found[name]):.3g}" if name in found else "" for name in names]
            ratio = statistics.median(found["wharf"]) / max(statistics.median(found["docker-registry"]), 1e-9)
            print(f"| {test} | " + " | ".join(cells) + f" | {ratio:.2f} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--only", default="", help="parts of the names of tests, with commas")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--big", type=int, default=1024, help="the size of the large blob in MiB")
    parser.add_argument("--work", default="bench-work/servers")
    Bench(parser.parse_args()).run()
