"""Other datasets: merged, merged again, dropped, in any order; and what must not change by it."""

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from claimgraph.errors import DataError, UsageError
from claimgraph.graph.datasets.reading import Options
from claimgraph.graph.datasets.sources import Source
from claimgraph.graph.merged import default_name, external_graph, merge, merged, prepare, unmerge
from claimgraph.graph.storage.store import Store

TURTLE = (
    "@prefix x: <http://x/> . x:a x:b [ x:c 'd' ; x:n 1.50 ] . x:e x:f <g> ; "
    "x:same <https://www.wikidata.org/wiki/Q866> ."
)


def dataset(text, name="other", file="a.ttl"):
    return prepare([Source(name=file, file=file, data=text.encode())], Options(dataset=name))


def content(store):
    return {graph: store.lines(graph) for graph in store.graphs()}


def test_merging_twice_is_once_and_unmerging_restores():
    store = Store.memory()
    store.replace_graph("http://x/before", ['<http://x/a> <http://x/b> "before" .'])
    before = content(store)
    merge(store, dataset(TURTLE))
    once = content(store)
    assert set(once) - set(before) == {
        "https://w3id.org/claimgraph/graph/external-other",
        "https://w3id.org/claimgraph/graph/aligned-other",
    }
    merge(store, dataset(TURTLE))
    assert content(store) == once
    assert merged(store) == ["other"]
    unmerge(store, "other")
    assert content(store) == before


def test_the_dataset_itself_is_unaltered():
    store = Store.memory()
    graph = merge(store, dataset(TURTLE))
    ours = rdflib.Graph().parse(data="\n".join(store.lines(graph)), format="nt").de_skolemize()
    theirs = rdflib.Graph().parse(
        data=TURTLE.replace("1.50", "1.5"), format="turtle", publicID="https://w3id.org/claimgraph/external/"
    )
    assert isomorphic(ours, theirs)


def test_drifted_identifiers_stand_beside_it_and_are_listed():
    found = dataset(TURTLE)
    item = "<http://www.wikidata.org/entity/Q866>"
    assert not any(item in line for line in found.lines)
    assert f"<http://x/e> <http://x/same> {item} ." in found.aligned
    assert [(change.old, change.new) for change in found.changes] == [
        ("https://www.wikidata.org/wiki/Q866", "http://www.wikidata.org/entity/Q866")
    ]
    assert any("canonical form" in remark for remark in found.remarks)


def test_a_description_says_where_it_came_from():
    source = Source(name="data/a.ttl", file="a.ttl", data=TURTLE.encode())
    found = prepare(
        [source], Options(dataset="other"), licence="https://spdx.org/licenses/MIT", origin="a friend"
    )
    node = f"<{external_graph('other')}>"
    assert f'{node} <http://purl.org/dc/terms/license> "https://spdx.org/licenses/MIT" .' in found.aligned
    assert f'{node} <http://purl.org/dc/terms/provenance> "a friend" .' in found.aligned
    assert f'{node} <http://purl.org/dc/terms/source> "a.ttl" .' in found.aligned


_TERMS = st.sampled_from(
    ["<http://x/a>", "<http://x/b>", "<https://www.wikidata.org/wiki/Q866>", "_:n", "_:m"]
)
_OBJECTS = st.one_of(
    _TERMS, st.text(max_size=5).map(lambda text: rdflib.Literal(text).n3()), st.integers().map(str)
)
_TRIPLES = st.lists(
    st.tuples(_TERMS, st.sampled_from(["<http://x/p>", "<http://x/q>"]), _OBJECTS), min_size=1, max_size=8
)
_DATASETS = st.dictionaries(st.sampled_from(["one", "two", "three"]), _TRIPLES, min_size=1, max_size=3)


def text_of(triples):
    return "".join(f"{' '.join(triple)} .\n" for triple in triples)


@settings(max_examples=25)
@given(_DATASETS, st.randoms(use_true_random=False))
def test_the_order_of_merges_and_of_triples_does_not_matter(datasets, random):
    stores = []
    for _ in range(2):
        store, names = Store.memory(), list(datasets)
        random.shuffle(names)
        for name in names:
            merge(store, dataset(text_of(datasets[name]), name))
        for name in names[:1]:
            merge(store, dataset(text_of(datasets[name]), name))
        stores.append(content(store))
    assert stores[0] == stores[1]


@settings(max_examples=25)
@given(_DATASETS)
def test_unmerging_in_any_order_leaves_nothing(datasets):
    store = Store.memory()
    store.replace_graph("http://x/before", ['<http://x/a> <http://x/b> "before" .'])
    before = content(store)
    for name, triples in datasets.items():
        merge(store, dataset(text_of(triples), name))
    for name in sorted(datasets):
        unmerge(store, name)
    assert content(store) == before


def test_names_are_told():
    with pytest.raises(UsageError, match="no merged dataset"):
        unmerge(Store.memory(), "none")
    with pytest.raises(UsageError, match="is made of"):
        dataset(TURTLE, "../x")
    with pytest.raises(UsageError, match="links that services propose"):
        dataset(TURTLE, "reconciled")
    with pytest.raises(DataError, match="no triples"):
        dataset("@prefix x: <http://x/> .")


@pytest.mark.parametrize(
    ("file", "name"), [("Press Owners.ttl", "press-owners"), ("a.ftm.json.gz", "a"), ("É.ttl", "dataset")]
)
def test_a_dataset_is_called_after_its_file(tmp_path, file, name):
    assert default_name(tmp_path / file) == name
