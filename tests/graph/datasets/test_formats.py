"""Each format, told by what the file holds, whatever it is called; and refused with file and line."""

import gzip
import io
import lzma
import zipfile

import pytest

from claimgraph.errors import DataError, UsageError
from claimgraph.graph.datasets.reading import Options, read_dataset
from claimgraph.graph.datasets.sources import Source, read_sources

RDFXML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/">'
    '<rdf:Description rdf:about="http://x/a"><x:b>café</x:b></rdf:Description></rdf:RDF>'
)
TURTLE = "@prefix x: <http://x/> . x:a x:b 'café' ."
LINE = '<http://x/a> <http://x/b> "café" .'


def read(data, file):
    source = Source(name=f"in/{file}", file=file, data=data if isinstance(data, bytes) else data.encode())
    contents = read_dataset([source], Options(dataset="d"))
    return sorted(line for content in contents for line in content.lines)


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("a.ttl", TURTLE),
        ("a.ttl", "\ufeff" + TURTLE),
        ("a.ttl", TURTLE.replace(" . ", " .\r\n")),
        ("a.ttl", TURTLE.encode("utf-16")),
        ("a.txt.ttl", "# a comment\n" + TURTLE),
        ("a.nt", LINE),
        ("a", LINE + "\r\n"),
        ("a.nq", '<http://x/a> <http://x/b> "café" <http://x/g> .'),
        ("a.trig", "@prefix x: <http://x/> . x:g { x:a x:b 'café' }"),
        ("a.ttl", "@prefix x: <http://x/> . GRAPH x:g { x:a x:b 'café' }"),
        ("a.rdf", RDFXML),
        ("a.owl", f'<?xml version="1.0" encoding="ISO-8859-1"?>{RDFXML}'.encode("latin-1")),
        ("a.xml", f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- x -->{RDFXML}'),
        ("a.rdf", '<!DOCTYPE rdf:RDF [<!ENTITY e "caf">]>' + RDFXML.replace("caf", "&e;")),
        ("a.jsonld", '{"@id": "http://x/a", "http://x/b": "café"}'),
        ("a.json", '[{"@id": "http://x/a", "http://x/b": "café"}]'),
        ("a.json", '\ufeff{"@context": {"b": "http://x/b"}, "@id": "http://x/a", "b": "café"}'),
        (
            "a.ndjson",
            '{"@id": "http://x/a", "http://x/b": "café"}\n{"@id": "http://x/a", "http://x/b": "café"}\n',
        ),
        (
            "a.html",
            '<!doctype html><html><script type="application/ld+json">'
            '{"@id": "http://x/a", "http://x/b": "café"}</script>',
        ),
    ],
)
def test_what_is_in_a_file_says_how_it_is_read(file, data):
    assert read(data, file) == [LINE]


@pytest.mark.parametrize(
    ("file", "data", "message"),
    [
        (
            "a.ttl",
            "@prefix x: <http://x/> .\nx:a y:b x:c .",
            r"in/a\.ttl:2: .*y: has not been declared.*x:a y:b",
        ),
        (
            "a.ttl",
            "<http://x/a> <http://x/b> 'caf\xe9' .".encode("latin-1"),
            r"in/a\.ttl:1: not UTF-8 \(byte 0xe9\)",
        ),
        ("a.nt", LINE + "\n<a b> <c> .\n", r"in/a\.nt:2: "),
        ("a.rdf", "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n<a>", r"in/a\.rdf"),
        ("a.json", '{"@id":\n "http://x/a",}', r"in/a\.json:2: not JSON"),
        ("a.json", '{"a": NaN}', r"in/a\.json: not JSON: NaN"),
        ("a.json", '{"a": ' + "9" * 5000 + "}", r"a number of 5000 digits"),
        ("a.json", "[" * 100_000, r"in/a\.json.*not JSON"),
        ("a.json", '{"a": {"b": 1}}', r"no context gives a name its meaning"),
        ("a.graphml", '<?xml version="1.0"?><graphml xmlns="x"/>', r"graphml that is no RDF/XML"),
        ("a.html", "<!DOCTYPE html><html><p>Hello", r"a web page without JSON-LD"),
        ("a.pdf", "%PDF-1.4", r"in/a\.pdf: a PDF"),
        ("a.ttl", " \n", r"an empty file"),
        ("a.json", '{"@id": "http://x/a", "http://x/b": "\\ud800"}', r"half a character"),
        ("a.dna", b"SQLite format 3\x00" + b"x" * 200, r"not a database that can be read"),
    ],
)
def test_what_does_not_parse_is_refused_with_file_and_line(file, data, message):
    with pytest.raises(DataError, match=message):
        read(data, file)


def packed_zip(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return stream.getvalue()


def test_compressed_files_archives_and_folders_are_looked_into(tmp_path):
    (tmp_path / "a.ttl.gz").write_bytes(gzip.compress(TURTLE.encode()))
    (tmp_path / "b.xz").write_bytes(lzma.compress(TURTLE.encode()))
    (tmp_path / "c.zip").write_bytes(packed_zip(c__ttl=TURTLE, README__md="read me"))
    (tmp_path / "README.md").write_text("read me")
    (tmp_path / ".hidden").write_text("no")
    sources = read_sources([tmp_path])
    assert [(source.file, source.data) for source in sources] == [
        ("a.ttl", TURTLE.encode()),
        ("b", TURTLE.encode()),
        ("c.ttl", TURTLE.encode()),
    ]


def test_what_cannot_be_opened_is_told(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        read_sources([tmp_path / "none.ttl"])
    with pytest.raises(UsageError, match="no dataset in this folder"):
        read_sources([tmp_path])
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"x" * 1000)[:-20])
    with pytest.raises(DataError, match="cannot be unpacked"):
        read_sources([tmp_path / "a.gz"])
    (tmp_path / "b.xlsx").write_bytes(packed_zip(**{"[Content_Types]__xml": "x"}))
    with pytest.raises(DataError, match="an office file"):
        read_sources([tmp_path / "b.xlsx"])
