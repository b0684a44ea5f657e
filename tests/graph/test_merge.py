"""Other datasets: merged, merged again, dropped; and files that are refused."""

import pytest

from claimgraph.errors import DataError, UsageError
from claimgraph.graph.merge import merge, merged, read_rdf, unmerge
from claimgraph.graph.store import Store

TURTLE = "@prefix x: <http://x/> . x:a x:b [ x:c 'd' ] . x:e x:f <g> ."
RDFXML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/">'
    '<rdf:Description rdf:about="http://x/a"><x:b>c</x:b></rdf:Description></rdf:RDF>'
)


@pytest.mark.parametrize(
    ("name", "text", "triples"),
    [
        ("a.ttl", TURTLE, 3),
        ("a.nt", '<http://x/a> <http://x/b> "c" .', 1),
        ("a.nq", '<http://x/a> <http://x/b> "c" <http://x/g> .', 1),
        ("a.trig", "@prefix x: <http://x/> . x:g { x:a x:b 1 } x:h { x:a x:b 2 }", 2),
        ("a.rdf", RDFXML, 1),
        ("a.jsonld", '{"@id": "http://x/a", "http://x/b": "c"}', 1),
    ],
)
def test_merging_twice_is_once_and_unmerging_restores(tmp_path, name, text, triples):
    path = tmp_path / name
    path.write_text(text)
    store = Store.memory()
    store.replace_graph("http://x/before", ['<http://x/a> <http://x/b> "before" .'])
    before = {graph: store.lines(graph) for graph in store.graphs()}
    for _ in range(2):
        graph = merge(store, "other", read_rdf(path))
        assert len(store.lines(graph)) == triples
        assert merged(store) == ["other"]
    unmerge(store, "other")
    assert {graph: store.lines(graph) for graph in store.graphs()} == before


@pytest.mark.parametrize(
    ("name", "text", "error", "message"),
    [
        (
            "a.ttl",
            "@prefix x: <http://x/> .\nx:a y:b x:c .",
            DataError,
            r"a\.ttl:2: .*y: has not been declared",
        ),
        ("a.jsonld", '{"@context": "http://127.0.0.1:9/c", "@id": "http://a"}', DataError, "remote contexts"),
        (
            "a.rdf",
            '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><r>&x;</r>',
            DataError,
            "nothing was merged",
        ),
        ("a.xlsx", "", UsageError, r"\.xlsx is not one of"),
    ],
)
def test_what_does_not_parse_is_refused_with_file_and_line(tmp_path, name, text, error, message):
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(error, match=message):
        read_rdf(path)


def test_names_and_missing_files_are_told(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        read_rdf(tmp_path / "none.ttl")
    with pytest.raises(UsageError, match="no merged dataset"):
        unmerge(Store.memory(), "none")
    with pytest.raises(UsageError, match="is made of"):
        merge(Store.memory(), "../x", [])
