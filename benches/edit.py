#!/usr/bin/env python3
"""Edits of layers, timed: a small layer on top of a large remote image, and recompression against zstd and skopeo.

Usage: benches/edit.py WHARF [MEGABYTES]

Content is half text and half noise, made by a fixed seed. Everything lies in a temporary directory. Each figure is the
best of three. What is compared: the wall time of `wharf image mod --layer-compress zstd`, of `gzip -dc | zstd -3 -T2`,
which is the floor of decompressor and compressor on two cores, and of `skopeo copy --dest-compress-format zstd`.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time


def run(*args, **options):
    return subprocess.run(args, check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options).stdout


def best(command, before=lambda: None):
    times = []
    for _ in range(3):
        before()
        start = time.monotonic()
        subprocess.run(command, shell=True, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.monotonic() - start)
    return min(times)


def content(path, megabytes):
    dice = random.Random(1)
    words = [bytes(dice.choices(b"abcdefghijklmnopqrstuvwxyz", k=dice.randint(2, 9))) for _ in range(5000)]
    os.makedirs(path)
    for number in range(megabytes):
        text = b" ".join(dice.choices(words, k=90_000))[: 512 << 10]
        with open(os.path.join(path, f"file{number}"), "wb") as file:
            file.write(text + dice.randbytes((1 << 20) - len(text)))


def main():
    wharf, megabytes = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 400
    with tempfile.TemporaryDirectory() as work:
        os.chdir(work)
        content("big", megabytes)
        os.makedirs("small")
        open("small/one", "w").write("one\n")
        run(wharf, "image", "create", "oci:app:v1", "--dir", "big")
        server = subprocess.Popen(
            [wharf, "serve", "registry", "--listen", "127.0.0.1:0", "--format", "{{index .Addresses 0}}"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )
        try:
            host = server.stdout.readline().strip().removeprefix("http://")
            run(wharf, "copy", "--plain-http", "oci:app:v1", f"{host}/app:v1")
            append = [wharf, "append", "--plain-http", "-b", f"{host}/app:v1", "-f", "dir=small", "-t", f"{host}/app:v2"]
            start = time.monotonic()
            report = json.loads(run(*append, "--format", "json"))
            took = time.monotonic() - start
            print(f"append to {megabytes} MB: {took * 1000:.0f} ms, {report['Blobs']['Moved']} bytes moved")
        finally:
            server.terminate()
            server.wait()
        manifest = json.loads(run(wharf, "manifest", "get", "--format", "raw-body", "oci:app:v1"))
        layer = "app/blobs/sha256/" + manifest["layers"][0]["digest"].removeprefix("sha256:")
        ours = best(f"{wharf} image mod oci:app:v1 --create zstd --layer-compress zstd")
        floor = best(f"gzip -dc {layer} | zstd -3 -T2 -o floor.zst -f")
        theirs = best("skopeo copy --dest-compress-format zstd oci:app:v1 oci:skopeo:v1", lambda: run("rm", "-rf", "skopeo"))
        size = json.loads(run(wharf, "manifest", "get", "--format", "raw-body", "oci:app:zstd"))["layers"][0]["size"]
        print(f"recompress to zstd: wharf {ours:.2f} s, {size} bytes; gzip | zstd -T2 {floor:.2f} s, "
              f"{os.path.getsize('floor.zst')} bytes; skopeo {theirs:.2f} s")
        print(f"ratio to the floor {ours / floor:.2f}, to skopeo {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
