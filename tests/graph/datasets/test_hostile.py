"""Files that are made to do harm: refused in bounded time and memory, without a packet sent."""

import gzip
import io
import resource
import socket
import subprocess
import sys
import threading
import zipfile
from contextlib import contextmanager

import pytest

from claimgraph.errors import ClaimgraphError, DataError
from claimgraph.graph.datasets.reading import Options, read_dataset
from claimgraph.graph.datasets.sources import Source, read_sources

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/"'
BODY = f'<rdf:RDF {RDF}><rdf:Description rdf:about="http://x/a"><x:b>&e;</x:b></rdf:Description></rdf:RDF>'


def read(text, file):
    return read_dataset([Source(name=file, file=file, data=text.encode())], Options(dataset="d"))


@contextmanager
def listener():
    """A server on this machine that must see nobody; yields its address and the visits."""
    visits = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    stop = threading.Event()

    def wait():
        while not stop.is_set():
            try:
                connection, _ = server.accept()
                visits.append(connection)
                connection.close()
            except TimeoutError:
                pass

    thread = threading.Thread(target=wait)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}", visits
    finally:
        stop.set()
        thread.join()
        server.close()


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("a.jsonld", '{"@context": "HOST/c", "@id": "http://a"}', "nothing is ever fetched"),
        ("a.jsonld", '{"@context": [{"@vocab": "http://x/"}, "HOST/c"], "a": 1}', "nothing is ever fetched"),
        (
            "a.jsonld",
            '{"@context": {"b": {"@id": "http://x/b", "@context": "HOST/c"}}, "b": {"c": 1}}',
            "nothing is ever fetched",
        ),
        ("a.jsonld", '{"@context": {"@import": "HOST/c"}, "@id": "http://a"}', "a context that imports"),
        ("a.rdf", f'<!DOCTYPE r [<!ENTITY e SYSTEM "HOST/e">]>{BODY}', "external entity"),
        ("a.rdf", f'<!DOCTYPE r [<!ENTITY e PUBLIC "x" "HOST/e">]>{BODY}', "external entity"),
        ("a.rdf", f'<!DOCTYPE r [<!ENTITY % e SYSTEM "HOST/e"> %e;]>{BODY}', "external entity"),
        ("a.rdf", f'<!DOCTYPE r SYSTEM "HOST/dtd">{BODY}', "external entity"),
        ("a.rdf", f'<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/hostname">]>{BODY}', "external entity"),
    ],
)
def test_nothing_is_fetched(file, text, message):
    with listener() as (host, visits), pytest.raises(DataError, match=message):
        read(text.replace("HOST", host), file)
    assert not visits


def test_owl_imports_and_see_also_are_not_followed():
    with listener() as (host, visits):
        owl = "http://www.w3.org/2002/07/owl#"
        contents = read(f"<http://x/a> <{owl}imports> <{host}/o> ; <http://x/see> <{host}/s> .", "a.ttl")
    assert len(contents[0].lines) == 2
    assert not visits


def bombs():
    entities = "".join(f'<!ENTITY e{at} "{(f"&e{at - 1};" if at else "ha") * 10}">' for at in range(20))
    yield "laughs.rdf", f"<!DOCTYPE r [{entities}]>{BODY.replace('&e;', '&e19;')}".encode()
    big = f'<!DOCTYPE r [<!ENTITY e "{"x" * 50_000}">]>' + BODY.replace("&e;", "&e;" * 50_000)
    yield "quadratic.rdf", big.encode()
    yield "prefixes.ttl", "".join(f"@prefix p{at}: <http://x/{at}#> .\n" for at in range(1_000_000)).encode()
    yield "prefixes.trig", ("PREFIX p: <http://x/> " * 1_000_000).encode()
    yield "bomb.ttl.gz", gzip.compress(b"# " + b"x" * 100_000_000, 1)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for at in range(3):
            archive.writestr(f"{at}.ttl", b"x" * 60_000_000)
    yield "bomb.zip", stream.getvalue()
    yield "deep.json", b'{"a":' * 500_000
    yield "list.jsonld", b'{"@context": {"@vocab": "http://x/"}, "a": ' + b"[" * 300 + b"]" * 300 + b"}"


@pytest.fixture(scope="module")
def bomb_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bombs")
    for name, data in bombs():
        (folder / name).write_bytes(data)
    return folder


CHILD = """
import resource, sys
from pathlib import Path
from claimgraph.errors import DataError
from claimgraph.graph.datasets.reading import Options, read_dataset
from claimgraph.graph.datasets.sources import read_sources
start = resource.getrusage(resource.RUSAGE_SELF)
try:
    read_dataset(read_sources([Path(sys.argv[1])]), Options(dataset="d"))
except DataError as error:
    end = resource.getrusage(resource.RUSAGE_SELF)
    print(end.ru_utime - start.ru_utime, (end.ru_maxrss - start.ru_maxrss) // 1024, error)
"""


BOMBS = [
    "laughs.rdf",
    "quadratic.rdf",
    "prefixes.ttl",
    "prefixes.trig",
    "bomb.ttl.gz",
    "bomb.zip",
    "deep.json",
    "list.jsonld",
]


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_in_bounded_time_and_memory(bomb_folder, name):
    limit = 2 * 2**30
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(bomb_folder / name)],
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )
    assert child.returncode == 0, child.stderr[-500:]
    seconds, megabytes, message = child.stdout.split(" ", 2)
    assert float(seconds) < 5
    assert int(megabytes) < 600
    assert "nothing was merged" in message
    assert name in message


@pytest.mark.parametrize("depth", [100, 20_000])
def test_deep_turtle_is_read_in_time(depth):
    text = "<http://x/a> <http://x/b> " + "[ <http://x/b> " * depth + "1" + " ]" * depth + " ."
    assert len(read(text, "a.ttl")[0].lines) == depth + 1


def test_blank_nodes_that_nothing_tells_apart_are_named_in_time():
    # A graph on which the search for a canonical labelling takes exponential time.
    ring = "".join(f"_:n{a}x{b} <http://x/p> _:n{(a + d) % 20}x{(b + e) % 20} .\n"
                   for a in range(20) for b in range(20) for d, e in ((0, 1), (1, 0), (1, 1)))  # fmt: skip
    lines = read(ring, "a.nt")[0].lines
    assert len(lines) == 1200
    assert not any("_:" in line for line in lines)


def test_nothing_is_left_of_a_dataset_when_one_file_is_refused(tmp_path):
    (tmp_path / "a.ttl").write_text("<http://x/a> <http://x/b> 1 .")
    (tmp_path / "b.ttl").write_text("<http://x/a> x:b 1 .")
    with pytest.raises(ClaimgraphError, match=r"b\.ttl:1"):
        read_dataset(read_sources([tmp_path]), Options(dataset="d"))


@pytest.mark.parametrize(
    ("file", "text", "kept"),
    [
        ("a.csv", 'one,"two\nlines"\n1,2\n', "docs/merging.md"),
        ("a.csv", f"{'9' * 5000},b\n1,2\n", "docs/merging.md"),
        ("a.ttl", "<http://x/a\n> <http://x/b> 1 .", "nothing was merged"),
        ("a.ttl", f"<http://x/a> {'p' * 90_000}:b 1 .", "nothing was merged"),
        ("a.csv", "\x1b[2Jone,b\n1,2\n", "docs/merging.md"),
    ],
)
def test_what_a_file_holds_does_not_make_a_refusal_long(file, text, kept):
    with pytest.raises(ClaimgraphError) as refused:
        read(text, file)
    said = str(refused.value)
    assert said.isprintable() and len(said) < 800
    assert said.startswith(file) and kept in said
