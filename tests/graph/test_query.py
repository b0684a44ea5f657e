"""Presets and ad-hoc queries over a small built graph."""

import socket
import warnings

import pyoxigraph as ox
import pytest

from claimgraph.errors import QueryError, UsageError
from claimgraph.graph import layers, query
from claimgraph.graph.dataset import Dataset
from claimgraph.graph.iri import document_key, graph_iri
from claimgraph.graph.lift import lift
from claimgraph.graph.storage.ledger import Entry
from claimgraph.graph.storage.store import Store
from claimgraph.ontology.register import register_lines
from claimgraph.ontology.terms import REGISTER_GRAPH


@pytest.fixture
def graph(reading):
    store = Store.memory()
    store.replace_graph(REGISTER_GRAPH, register_lines())
    entry = Entry(source="a.txt", graph=graph_iri(document_key(reading.document)), fingerprint="1")
    store.put(entry, lift(reading), "https://w3id.org/claimgraph/id/run-1")
    layers.rebuild(store)
    return Dataset(store, "test")


def test_who_said_what(graph):
    rows = graph.query("who-said-what")
    assert [(row["speaker"], row.get("role"), row["quote"], row["kind"]) for row in rows] == [
        ("Ama Boateng", "media scholar", "RedNote is not a refuge", "direct"),
        ("Ama Boateng", None, "“the app” could be banned", "mixed"),
    ]
    assert graph.query("who-said-what", name="nobody") == []


def test_claims_about_by_any_name_of_the_platform(graph):
    for name in ("Xiaohongshu", "rednote", "小红书"):
        assert [row["quote"] for row in graph.query("claims-about", name=name)] == ["RedNote is not a refuge"]


def test_who_owns_as_of_a_date(graph):
    def owners(**parameters):
        return {
            row["owner"] for row in graph.query("who-owns", **parameters) if row["according"] == "register"
        }

    assert owners(name="Instagram", as_of="2011-06-01") == {"Burbn, Inc."}
    assert owners(name="Instagram", as_of="2021-06-01") == {"Meta Platforms, Inc."}
    assert owners(name="Instagram") == {"Burbn, Inc.", "Meta Platforms, Inc."}


def test_what_an_article_says_is_kept_apart_from_the_register(graph):
    rows = graph.query("who-owns", name="RedNote")
    assert ("Xingyin", "article", "a.txt") in [
        (row["owner"], row["according"], row["source"]) for row in rows
    ]
    assert "register" in {row["according"] for row in rows}


def test_the_chain_to_a_jurisdiction(graph):
    assert "CN" in {row.get("code") for row in graph.query("under-jurisdiction", name="RedNote")}


def test_most_quoted(graph):
    (row,) = graph.query("most-quoted")
    assert row == {
        "speaker": "Ama Boateng",
        "type": "Person",
        "roles": "expert",
        "claims": "2",
        "articles": "1",
    }


def test_evidence_gives_words_and_offsets(graph):
    rows = graph.query("evidence", name="RedNote is not")
    assert ("says", "27", "31") in [(row["words"], row["begin"], row["end"]) for row in rows]


@pytest.mark.parametrize("name", list(query.presets()))
def test_each_preset_has_help_and_runs_with_its_defaults(graph, name):
    preset = query.presets()[name]
    assert preset.help.endswith(".")
    assert all(parameter.default is not None and parameter.help for parameter in preset.parameters)
    assert isinstance(query.run(graph.store, name), ox.QuerySolutions)


def test_there_are_six_presets_or_more():
    assert {
        "who-said-what",
        "claims-about",
        "who-owns",
        "under-jurisdiction",
        "most-quoted",
        "evidence",
    } <= set(query.presets())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?s WHERE { ?s ?p }", "cannot be answered"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }", "SERVICE is not supported"),
        ("SELECT * { FILTER(1 < 2) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is not supported"),
        ("SELECT * { \\u0053ERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is not supported"),
        ("LOAD <http://127.0.0.1:9/>", "cannot be answered"),
        ("INSERT DATA { <http://a> <http://b> 1 }", "cannot be answered"),
    ],
)
def test_what_is_refused(graph, text, message):
    with pytest.raises(QueryError, match=message):
        query.run(graph.store, text)


HOSTS = "http://127.0.0.1:{port}/"
# Ways to write the keyword that a look at words alone does not see.
SERVICES = (
    "SELECT * {{ ?s ?p ?o.SERVICE <{url}> {{ ?x ?y ?z }} }}",
    "SELECT * {{ ?s ?p ?o;SERVICE <{url}> {{ ?x ?y ?z }} }}",
    "SELECT * {{ SERVICESILENT <{url}> {{ ?x ?y ?z }} }}",
    "PREFIX x: <{url}> SELECT * {{ SERVICEx:foo {{ ?x ?y ?z }} }}",
    "SELECT * {{ # \r SERVICE <{url}> {{ ?x ?y ?z }}\n }}",
    "SELECT * {{ OPTIONAL {{ ?s <http://x/\u00a0'> 1 }} sErViCe <{url}> {{ ?x ?y ?z }} "
    "OPTIONAL {{ ?s <http://y/\u00a0'> 1 }} }}",
    'SELECT * {{ ?s ?p ?a FILTER(?a <#b> """ \n 1000) SERVICE <{url}> {{ ?x ?y ?z }} # """\n }}',
    "SELECT * {{ BIND(<{url}> AS ?where) SERVICE ?where {{ ?x ?y ?z }} }}",
    "CONSTRUCT {{ ?x ?y ?z }} WHERE {{ GRAPH ?g {{ SERVICE <{url}> {{ ?x ?y ?z }} }} }}",
    "DESCRIBE ?x {{ FILTER EXISTS {{ SERVICE <{url}> {{ ?x ?y ?z }} }} }}",
    "SELECT * FROM <{url}> {{ ?s ?p ?o }}",
)


@pytest.mark.parametrize("text", SERVICES)
def test_no_way_to_write_a_query_sends_a_packet(graph, text):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        try:
            list(query.run(graph.store, text.format(url=HOSTS.format(port=server.getsockname()[1]))))
        except QueryError:
            pass
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_query_that_is_nested_too_deep_is_refused(graph):
    for text in (
        "SELECT * " + "{" * 9999 + "}" * 9999,
        "ASK { FILTER(" + "(" * 9999 + "1" + ")" * 9999 + ")}",
    ):
        with pytest.raises(QueryError, match="nested more than 300 deep"):
            query.run(graph.store, text)


def test_from_chooses_graphs_of_this_dataset(graph):
    register = "https://w3id.org/claimgraph/graph/register"
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"

    def counted(clause, **graphs):
        return int(query.table(query.run(graph.store, count.format(clause), **graphs))[1][0][0])

    alone = len(graph.store.lines(register))
    assert counted(f"FROM <{register}>") == counted("FROM cgg:register") == alone
    assert counted("", graph=register) == counted(f"FROM <{register}x>", graph=[register]) == alone
    assert counted(f"FROM NAMED <{register}>") == 0
    assert counted("") > alone
    named = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    assert query.table(query.run(graph.store, named, named=[register]))[1] == [[register]]


def test_the_word_service_is_no_keyword_in_a_string_or_a_name(graph):
    text = 'PREFIX x: <http://service/> SELECT ?o { ?s x:service ?o FILTER(?o = "SERVICE") # service\n}'
    assert graph.query(text) == []
    kept = """SELECT ?service ?b ?c { BIND("a Service" AS ?service) BIND('\\\\service' AS ?b)
        BIND(STR(<http://service.example/SERVICE>) AS ?c) }"""
    assert graph.query(kept) == [
        {"service": "a Service", "b": "\\service", "c": "http://service.example/SERVICE"}
    ]


def test_parameters_are_values_never_query_text(graph):
    for hostile in ('") } DROP ALL #', "\\u0022) } #", "\\", "\n", "$name"):
        assert graph.query("claims-about", name=hostile) == []
    with pytest.raises(UsageError, match="has no parameter nmae"):
        graph.query("claims-about", nmae="x")
    with pytest.raises(UsageError, match="only presets"):
        graph.query("SELECT * { ?s ?p ?o }", name="x")


def test_the_view_counts_what_sparql_counts(graph):
    view = graph.view
    counted = graph.query("SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a cg:Claim }")
    assert counted == [{"n": str(len(view.claims))}]
    names = {node.iri: node.name for node in view.nodes}
    assert [names[claim.speaker] for claim in view.claims] == ["Ama Boateng", "Ama Boateng"]
    assert [[names[target] for target, _ in claim.about] for claim in view.claims] == [["Xiaohongshu"], []]
    owned = {
        (names[edge.subject], names[edge.object], edge.origin)
        for edge in view.edges
        if edge.type == "ownedBy"
    }
    assert ("Xiaohongshu", "Xingyin", "text") in owned
    assert any(origin == "register" for _, _, origin in owned)


def test_rdflib_sees_the_same_quads_and_their_union(graph):
    dataset = graph.to_rdflib()
    assert len(list(dataset.quads())) == len(graph)
    with warnings.catch_warnings():  # rdflib 7.6 warns about its own use of default_context
        warnings.simplefilter("ignore", DeprecationWarning)
        assert len(list(dataset.query("SELECT ?c { ?c a <https://w3id.org/claimgraph#Claim> }"))) == 2
