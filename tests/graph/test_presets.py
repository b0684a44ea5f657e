"""Each preset with its rows over two small articles, and with a place in docs/queries.md."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimgraph.cli import main
from claimgraph.errors import UsageError
from claimgraph.graph import query
from claimgraph.graph.dataset import Dataset
from claimgraph.graph.datasets.reading import Options
from claimgraph.graph.datasets.sources import Source
from claimgraph.graph.links.proposals import EXACT
from claimgraph.graph.links.sssom import ACCEPT, Mapping, mapping_lines
from claimgraph.graph.merged import merge, prepare
from claimgraph.graph.presets import explained, presets
from claimgraph.graph.storage.store import Store
from claimgraph.ontology.terms import MAPPINGS_GRAPHS

DOCS = (Path(__file__).parents[2] / "docs" / "queries.md").read_text("utf-8")
SECTIONS = {part.split("\n", 1)[0]: part for part in re.split(r"^### ", DOCS, flags=re.MULTILINE)[1:]}
COMMANDS = re.findall(r"^claimgraph (?:query|search) .+$", DOCS, re.MULTILINE)


@pytest.fixture
def graph(fill, reading, other_reading):
    return Dataset(fill(Store.memory(), reading, other_reading), "test")


def values(rows, *names):
    return [tuple(row.get(name) for name in names) for row in rows]


def test_articles(graph):
    assert graph.query("articles") == [
        {"published": "2025-01-14", "outlet": "The Example", "headline": "Refuge", "article": "a.txt",
         "claims": "2", "speakers": "1"},
        {"published": "2025-02-03", "outlet": "The Ledger", "headline": "Gift", "article": "b.txt",
         "claims": "2", "speakers": "1"},
    ]  # fmt: skip
    assert values(graph.query("articles", outlet="ledg"), "article") == [("b.txt",)]


def test_claims_over_time(graph):
    rows = graph.query("claims-over-time", name="RedNote")
    assert values(rows, "period", "claims", "speakers", "articles", "outlets") == [
        ("2025-01", "1", "1", "1", "1"),
        ("2025-02", "1", "1", "1", "1"),
    ]
    (year,) = graph.query("claims-over-time", name="RedNote", per="year")
    assert (year["period"], year["claims"], year["speakers"]) == ("2025", "2", "2")
    assert values(graph.query("claims-over-time", name="RedNote", per="day"), "period") == [
        ("2025-01-14",),
        ("2025-02-03",),
    ]


def test_source_diversity(graph):
    rows = graph.query("source-diversity")
    assert values(rows, "outlet", "role", "claims", "speakers", "percent") == [
        ("The Example", "expert", "1", "1", "50"),
        ("The Example", "no role stated", "1", "1", "50"),
        ("The Ledger", "expert", "1", "1", "50"),
        ("The Ledger", "no role stated", "1", "1", "50"),
    ]
    assert {row["outlet"] for row in graph.query("source-diversity", outlet="ledger")} == {"The Ledger"}


def test_two_voices(graph):
    rows = graph.query("two-voices", name="RedNote")
    (pair,) = values(rows, "thing", "one", "quote", "article", "two", "other_quote", "other_article")
    told = {pair[1]: pair[2:4], pair[4]: pair[5:7]}
    assert pair[0] == "Xiaohongshu"
    assert told == {
        "Ama Boateng": ("RedNote is not a refuge", "a.txt"),
        "Jun Castellan": ("RedNote keeps our data", "b.txt"),
    }
    for speaker, other in (("boateng", "castellan"), ("castellan", "boateng")):
        (row,) = graph.query("two-voices", name="RedNote", speaker=speaker, other=other)
        assert speaker in row["one"].lower() and other in row["two"].lower()
    assert graph.query("two-voices", name="TikTok") == []


def test_conflicts_of_text_and_register(graph):
    (row,) = graph.query("text-and-register", verdict="conflict")
    known = row.pop("known")
    assert row == {
        "verdict": "conflict", "about": "TikTok", "relation": "owned by", "said": "Lantern Holdings",
        "words": "Lantern Holdings", "begin": "139", "end": "155", "article": "b.txt",
        "date": "2025-02-03", "according": "article",
    }  # fmt: skip
    assert "ByteDance Ltd." in known.split(", ")
    assert graph.query("text-and-register", verdict="conflict", name="RedNote") == []


def test_find_quotes(graph):
    assert values(graph.query("find-quotes", words="propaganda"), "speaker", "role", "quote", "article") == [
        ("Jun Castellan", "security researcher", "TikTok is a gift to propaganda", "Gift")
    ]
    assert values(graph.query("find-quotes", words='"not a refuge"'), "quote") == [
        ("RedNote is not a refuge",)
    ]
    assert len(graph.query("find-quotes", words="rednote OR propag*")) == 3
    assert values(graph.query("find-quotes", words="rednote NOT refuge"), "speaker") == [("Jun Castellan",)]
    assert graph.query("find-quotes", words="zeppelin") == []


def test_experts(graph):
    rows = graph.query("experts")
    assert values(rows, "expert", "role", "affiliation", "about", "claims", "articles") == [
        ("Ama Boateng", "media scholar", "Northgate University", "Xiaohongshu", "1", "1"),
        ("Jun Castellan", "security researcher", None, "TikTok", "1", "1"),
    ]
    assert values(graph.query("experts", name="tiktok"), "expert") == [("Jun Castellan",)]


def test_laws_and_bans(graph):
    rows = graph.query("laws-and-bans")
    assert values(rows, "instrument", "relation", "other", "words", "article", "published") == [
        ("ban", "imposed by", "Ministry of Harbours", "imposed", "b.txt", "2025-02-03"),
        ("ban", "targets", "TikTok", "ban on", "b.txt", "2025-02-03"),
    ]
    assert values(graph.query("laws-and-bans", name="harbours"), "relation") == [("imposed by",)]


def test_evidence_of_one_edge_and_of_all(graph):
    rows = graph.query("evidence", name="Lantern")
    assert values(rows, "from", "edge", "to", "words", "begin", "end", "article") == [
        ("TikTok", "ownedBy", "Lantern Holdings", "TikTok", "120", "126", "b.txt"),
        ("TikTok", "ownedBy", "Lantern Holdings", "owned by", "130", "138", "b.txt"),
        ("TikTok", "ownedBy", "Lantern Holdings", "Lantern Holdings", "139", "155", "b.txt"),
    ]
    assert {row["article"] for row in graph.query("evidence", name="")} == {"a.txt", "b.txt"}


def test_an_explained_preset_is_plain_sparql_with_the_same_rows(graph):
    for name, given in (
        ("claims-about", {"name": "RedNote"}),
        ("find-quotes", {"words": "propaganda"}),
        ("who-owns", {"name": "Instagram", "as_of": "2021"}),
    ):
        text = explained(presets()[name], given, graph.store)
        plain = graph.store.inner.query(text, use_default_graph_as_union=True)  # no prefixes, no parameters
        rows = query.table(plain)
        assert rows == query.table(query.run(graph.store, name, given))
        assert rows[1]
    with pytest.raises(UsageError, match="no word to search for"):
        graph.query("find-quotes", words="…")


def test_the_documentation_describes_each_preset_and_each_of_its_parameters():
    assert set(SECTIONS) >= set(presets())
    assert set(presets()) >= {name for name in SECTIONS if name in presets()}
    for name, preset in presets().items():
        section = SECTIONS[name]
        missing = [p.name for p in preset.parameters if f"`{p.name.replace('_', '-')}`" not in section]
        assert not missing, (name, missing)
        assert f"-q {name}" in section or name == "find-quotes"


@pytest.fixture(scope="module")
def folder(tmp_path_factory, fill, reading, other_reading):
    folder = tmp_path_factory.mktemp("presets")
    with Store.create(folder / "mygraph") as store:
        fill(store, reading, other_reading)
        merge_what_disagrees(store)
    return folder


CHECKED = """
@prefix schema: <https://schema.org/> . @prefix x: <http://x/> .
x:app a schema:Thing . x:ama a schema:Person ; schema:name "Ama" ; schema:birthDate "1970" .
x:amb a schema:Person ; schema:name "Ama B." ; schema:birthDate "1971" .
x:review a schema:ClaimReview ; schema:claimReviewed "It is so." ; schema:itemReviewed x:claim ;
  schema:reviewRating [ schema:alternateName "False" ] .
"""


def merge_what_disagrees(store):
    """A fact-check, a person born twice, and another owner of RedNote, linked to what the articles say."""
    owners = Source(name="o.csv", file="o.csv", data=b"owner,asset\nWire Inc,RedNote\n")
    checks = Source(name="c.ttl", file="c.ttl", data=CHECKED.encode())
    for name, source in (("owners", owners), ("checks", checks)):
        merge(store, prepare([source], Options(dataset=name)))
    (claim, platform), *_ = query.table(query.run(store, "SELECT ?c ?p { ?c cg:about ?p }"))[1]
    external = "https://w3id.org/claimgraph/external/owners/RedNote"
    links = ((claim, "http://x/claim"), (platform, external), ("http://x/ama", "http://x/amb"))
    mappings = [Mapping(subject=one, predicate=EXACT, object=other, decision=ACCEPT) for one, other in links]
    store.replace_graph(MAPPINGS_GRAPHS + "checks", mapping_lines(mappings))


@pytest.mark.parametrize("command", COMMANDS)
def test_each_documented_command_answers(command, folder, monkeypatch):
    monkeypatch.chdir(folder)
    answer = CliRunner().invoke(main, shlex.split(command, comments=True)[1:])
    assert answer.exit_code == 0, answer.output
    assert answer.output.strip() not in ("", "false") and "\n0 rows" not in answer.output


def test_there_is_a_command_for_each_preset():
    assert len(COMMANDS) > len(presets())
