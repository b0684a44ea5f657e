"""A user's own register and decisions, from the command line, over a graph on disk and its rebuilds."""

import json

import pytest
from click.testing import CliRunner

from claimgraph import build
from claimgraph import open as open_graph
from claimgraph.cli import main
from claimgraph.extract.workers import Settings
from claimgraph.graph.own_tables import read_tables

RULES = Settings(attribution="rules")
ARTICLES = {
    "a.txt": "Andriy Kovalenko, a lawyer in Kyiv, said that the app had grown. He uses TikTok.\n",
    "b.txt": "“Nobody reads the terms,” said Andrii Kovalenko, a baker. TikTok is owned by ByteDance.\n",
    "c.txt": "Hoot was popular in Accra. “Hoot is where we talk,” said Ama Boateng, a teacher.\n",
}
HOOT = (
    "name,aliases,kind,operator,operator_jurisdiction,owner,owner_jurisdiction,since,until,source\n"
    "Hoot,,forum,Hoot Ltd.,GB,Elm Group,FR,2015,2020,own research\n"
    "Hoot,,forum,Hoot Ltd.,GB,Owl Group,GH,2020,,own research\n"
)


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def place(tmp_path):
    articles = tmp_path / "articles"
    articles.mkdir()
    for name, text in ARTICLES.items():
        (articles / name).write_text(text, encoding="utf-8")
    (tmp_path / "mine.csv").write_text(HOOT, encoding="utf-8")
    return tmp_path


def make(place, **options):
    settings = options.pop("settings", RULES)
    return build([place / "articles"], place / "graph", settings=settings, formats=(), **options)


def actor(graph, name):
    rows = open_graph(graph).query(
        f'SELECT DISTINCT ?it {{ ?o a cg:Occurrence ; rdfs:label "{name}" ; cg:identifiedAs ?it }}'
    )
    return {row["it"] for row in rows}


def test_a_decision_is_kept_through_rebuilds_and_can_be_undone(place):
    make(place)
    graph = place / "graph"
    assert actor(graph, "Andriy Kovalenko") != actor(graph, "Andrii Kovalenko")
    proposed = run("identity", graph, "--to", "json")
    (pair,) = json.loads(proposed.output)
    assert {pair["left"], pair["right"]} == {"Andriy Kovalenko", "Andrii Kovalenko"}
    assert "another spelling" in pair["note"]
    assert run("same", graph, "Andriy Kovalenko", "Andrii Kovalenko", "--note", "asked").exit_code == 0
    together = actor(graph, "Andriy Kovalenko")
    assert together == actor(graph, "Andrii Kovalenko")
    (place / "articles" / "d.txt").write_text("TikTok grew, said Efua Mensah, a nurse.\n", encoding="utf-8")
    assert make(place).added == 1
    assert actor(graph, "Andrii Kovalenko") == together
    assert "your list: asked" in run("identity", graph, "--verdict", "same", "--to", "tsv").output
    assert run("check", graph).exit_code == 0

    assert run("different", graph, "Andriy Kovalenko", "Andrii Kovalenko").exit_code == 0
    assert actor(graph, "Andriy Kovalenko") != actor(graph, "Andrii Kovalenko")
    assert "0 rows" in run("identity", graph, "Kovalenko").output
    undone = run("different", graph, "Andriy Kovalenko", "Andrii Kovalenko", "--undo")
    assert undone.output == "1 decisions forgotten\n"
    assert "1 rows" in run("identity", graph, "Kovalenko").output


def test_a_reviewed_table_is_taken_and_a_hand_written_line_counts_at_the_next_build(place):
    make(place)
    graph, table = place / "graph", place / "review.tsv"
    table.write_text(
        run("identity", graph, "--to", "tsv").output.replace("proposed", "same"), encoding="utf-8"
    )
    assert run("identity", graph, "--take", table).exit_code == 0
    assert actor(graph, "Andriy Kovalenko") == actor(graph, "Andrii Kovalenko")
    kept = graph / "identity.tsv"
    kept.write_text(kept.read_text("utf-8").replace("same\t", "different\t"), encoding="utf-8")
    assert make(place).added == 0
    assert actor(graph, "Andriy Kovalenko") != actor(graph, "Andrii Kovalenko")


def test_a_name_that_nobody_bears_is_an_error(place):
    make(place)
    answer = run("same", place / "graph", "Andriy Kovalenko", "Nobody Atall")
    assert answer.exit_code == 2
    assert not (place / "graph" / "identity.tsv").exists()
    taken = run("same", place / "graph", "TikTok", "ByteDance")
    assert taken.exit_code == 2


def test_a_users_table_finds_its_platform_in_the_text_and_is_remembered(place):
    make(place)
    graph = place / "graph"
    known = {"https://w3id.org/claimgraph/id/platform-hoot"}
    assert actor(graph, "Hoot") != known
    own = Settings(attribution="rules", tables=read_tables([place / "mine.csv"]))
    assert make(place, settings=own).replaced == 3
    assert actor(graph, "Hoot") == known
    assert make(place).unchanged == 3
    chain = run("register", "show", "Hoot", "--graph", graph, "--as-of", "2017", "--to", "json")
    (entry,) = json.loads(chain.output)
    assert {interval["object"] for interval in entry["intervals"]} == {"Elm Group", "Hoot Ltd."}
    assert run("register", "remove", graph, "mine.csv").exit_code == 0
    assert run("register", "show", "Hoot", "--graph", graph).exit_code == 2
    assert run("register", "add", graph, place / "mine.csv").exit_code == 0
    edges = "SELECT ?owner { cgd:platform-hoot cg:ownedBy/rdfs:label ?owner }"
    assert open_graph(graph).query(edges) == [{"owner": "Owl Group"}]


def test_short_edges_hold_on_the_date_that_was_asked_for_and_the_graph_keeps_it(place):
    edges = "SELECT ?owner { cgd:platform-instagram cg:ownedBy/rdfs:label ?owner }"
    make(place, as_of="2011")
    assert open_graph(place / "graph").query(edges) == [{"owner": "Burbn, Inc."}]
    make(place)
    assert open_graph(place / "graph").query(edges) == [{"owner": "Burbn, Inc."}]
    make(place, as_of="")
    assert open_graph(place / "graph").query(edges) == [{"owner": "Meta Platforms, Inc."}]


def test_register_lists_checks_and_says_what_a_table_changes(place):
    listed = run("register", "list", "--owner-in", "gh", "--register", place / "mine.csv", "--to", "csv")
    assert listed.output.splitlines()[1].startswith("Hoot,platform,forum,Owl Group,GB|GH")
    earlier = run("register", "list", "--as-of", "2021-06-01", "--to", "json")
    owners = {row["name"]: row["owners"] for row in json.loads(earlier.output)}
    assert owners["X"] == "Twitter, Inc."
    checked = run("register", "check", place / "mine.csv")
    assert checked.exit_code == 0
    assert "new platform: Hoot" in checked.output
    assert "new Ownership: Hoot – Owl Group (2020 to …)" in checked.output
    (place / "mine.csv").write_text(HOOT.replace("own research", ""), encoding="utf-8")
    assert run("register", "check", place / "mine.csv").exit_code == 2
    (place / "mine.csv").write_text(
        "name,owner,share,since,source\nHoot,Owl|Elm,0.6|0.6,2020,s\n", encoding="utf-8"
    )
    wrong = run("register", "check", place / "mine.csv")
    assert (wrong.exit_code, "add up to 1.2" in wrong.output) == (1, True)
    assert run("register", "show", "No Such Thing").exit_code == 2
