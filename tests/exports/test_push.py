"""Pushing to a real store: Oxigraph's own server."""

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from claimgraph.errors import StopRun, UsageError
from claimgraph.exports.push import push

GRAPHS = [
    ("http://x/g/1", ['<http://x/a> <http://x/b> "ü \\"quoted\\"" .']),
    ("http://x/g/2", ["<http://x/a> <http://x/b> <http://x/c> ."]),
    ("http://x/g/3?a=1&b=2#c", ['<http://x/a> <http://x/b> "3" .']),
]


@pytest.fixture
def server():
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    assert program
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen([program, "serve", "--bind", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL)
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            break
        except urllib.error.HTTPError:
            break
        except OSError:
            time.sleep(0.1)
    yield address
    process.kill()
    process.wait()


def held(server):
    query = b"SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    headers = {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"}
    with urllib.request.urlopen(urllib.request.Request(f"{server}/query", query, headers)) as answer:
        rows = json.load(answer)["results"]["bindings"]
    return [(row["g"]["value"], row["o"]["value"]) for row in rows]


def test_each_graph_is_put_and_only_what_changed_is_sent_again(server, tmp_path):
    seen = []
    done = push(GRAPHS, server + "/store", tmp_path, seen=seen.append)
    assert (done.sent, done.unchanged, done.deleted) == (3, 0, 0)
    assert seen == [graph for graph, _ in GRAPHS]
    assert held(server) == [
        ("http://x/g/1", 'ü "quoted"'), ("http://x/g/2", "http://x/c"), ("http://x/g/3?a=1&b=2#c", "3"),
    ]  # fmt: skip
    changed = [GRAPHS[0], ("http://x/g/2", ['<http://x/a> <http://x/b> "new" .'])]
    done = push(changed, server + "/store", tmp_path)
    assert (done.sent, done.unchanged, done.deleted) == (1, 1, 1)
    assert held(server) == [("http://x/g/1", 'ü "quoted"'), ("http://x/g/2", "new")]
    assert push(changed, server + "/store", tmp_path).sent == 0
    assert push(changed, server + "/store", tmp_path, everything=True).sent == 2


def test_a_push_that_broke_off_goes_on_where_it_was(server, tmp_path):
    broken = [*GRAPHS[:2], ("http://x/g/3", ["no triple at all"])]
    with pytest.raises(StopRun, match="answered 400 .* push again to go on"):
        push(broken, server + "/store", tmp_path)
    (memory,) = tmp_path.iterdir()
    with memory.open("a") as stream:
        stream.write('["http://x/g/')  # killed while writing
    done = push(GRAPHS, server + "/store", tmp_path)
    assert (done.sent, done.unchanged) == (1, 2)
    assert len(held(server)) == 3


def test_stores_are_told_apart_and_one_that_is_not_there_is_said_so(server, tmp_path):
    push(GRAPHS[:1], server + "/store", tmp_path)
    assert push(GRAPHS[:1], server + "/store?", tmp_path).sent == 1
    with pytest.raises(StopRun, match="cannot be reached"):
        push(GRAPHS, "http://127.0.0.1:1/store", tmp_path)
    for wrong in ("file:///etc/passwd", "store", "ftp://x/y"):
        with pytest.raises(UsageError, match="not an address"):
            push(GRAPHS, wrong, tmp_path)
