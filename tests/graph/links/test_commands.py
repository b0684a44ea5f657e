"""The whole way at the command line: merge, propose, judge, apply, export, undo; and docs/merging.md."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimgraph.cli import main
from claimgraph.graph.datasets.mapping import read_mapping
from claimgraph.graph.storage.store import Store
from claimgraph.ontology.register import register_lines
from claimgraph.ontology.terms import MAPPINGS_GRAPHS, REGISTER_GRAPH

DOCS = (Path(__file__).parents[3] / "docs" / "merging.md").read_text("utf-8")
OWNERS = "owner;asset;since\nMehr Wert GmbH;TikTok;2021\nMeta;Instagram;2012\n"


@pytest.fixture
def graph(tmp_path):
    """A graph on disk that holds the register."""
    with Store.create(tmp_path / "g") as store:
        store.replace_graph(REGISTER_GRAPH, register_lines())
    (tmp_path / "owners.csv").write_text(OWNERS, encoding="utf-8")
    return tmp_path / "g"


def run(*words, code=0, **more):
    result = CliRunner().invoke(main, [str(word) for word in words], **more)
    assert result.exit_code == code, result.output
    return result.output


def exported(graph, folder):
    run("export", graph, "--to", "nq", "-o", folder)
    return (folder / "graph.nq").read_bytes()


def test_from_a_file_to_links_and_back(graph, tmp_path):
    before = exported(graph, tmp_path / "before")
    owners = tmp_path / "owners.csv"
    assert "owners: 18 triples merged" in run("merge", graph, owners)
    merged = exported(graph, tmp_path / "merged")
    run("merge", graph, owners)
    assert exported(graph, tmp_path / "again") == merged
    assert "owners" in run("merge", graph)

    run("merge", graph, "--name", "owners", "--propose")
    links = graph / "merged" / "owners.sssom.tsv"
    text = links.read_text("utf-8")
    run("merge", graph, "--name", "owners", "--propose")
    assert links.read_text("utf-8") == text
    assert "TikTok" in text and "Instagram" in text
    count = sum(not line.startswith(("#", "decision")) for line in text.splitlines())

    # The first is rejected, the second accepted after going back, the rest skipped.
    output = run("review", graph, "owners", "--reviewer", "Ama", input="r\ns\nb\na\nq\n")
    assert f"1 accept, 1 reject, 0 unsure, {count - 2} not judged" in output
    assert "1 links applied" in run("merge", graph, "--name", "owners", "--apply")
    with Store.read(graph) as store:
        lines = store.lines(MAPPINGS_GRAPHS + "owners")
    assert sum("predicate_modifier" in line for line in lines) == 1
    assert sum('reviewer_label> "Ama"' in line for line in lines) == 2

    assert "your decisions are kept" in run("unmerge", graph, "owners")
    assert exported(graph, tmp_path / "after") == before
    run("merge", graph, owners, "--propose")
    again = links.read_text("utf-8")
    assert sum(line.startswith("reject\t") for line in again.splitlines()) == 1


def test_a_spreadsheet_decides_and_same_as_is_asked_for(graph, tmp_path):
    run("merge", graph, tmp_path / "owners.csv", "--propose", "-o", tmp_path / "links.tsv")
    text = (tmp_path / "links.tsv").read_text("utf-8")
    rows = [line if line.startswith(("#", "decision")) else "accept" + line for line in text.splitlines()]
    (tmp_path / "judged.csv").write_text("\n".join(rows).replace("\t", ";"), encoding="utf-8-sig")
    run("merge", graph, "--name", "owners", "--apply", tmp_path / "judged.csv", "--same-as")
    with Store.read(graph) as store:
        lines = store.lines(MAPPINGS_GRAPHS + "owners")
    theirs = "https://w3id.org/claimgraph/external/owners/"
    assert any(f"owl#sameAs> <{theirs}Meta>" in line for line in lines)
    assert any(f"closeMatch> <{theirs}Instagram>" in line for line in lines)


def test_a_refused_file_changes_nothing(graph, tmp_path):
    before = exported(graph, tmp_path / "before")
    (tmp_path / "bad.ttl").write_text("<http://x/a> x:b 1 .")
    output = run("merge", graph, tmp_path / "owners.csv", tmp_path / "bad.ttl", code=2)
    assert "bad.ttl:1: " in output
    assert exported(graph, tmp_path / "after") == before


def test_where_nothing_resembles_ours_that_is_said(graph, tmp_path):
    (tmp_path / "far.csv").write_text("owner,asset\nQuorl,Zebbix\n", encoding="utf-8")
    run("merge", graph, tmp_path / "far.csv")
    said = run("merge", graph, "--name", "far", "--propose")
    assert "0 links" in said and "nothing in it resembles" in said and "claimgraph review" not in said


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["merge", "GRAPH", "--propose"], "name it with --name"),
        (["merge", "GRAPH", "--name", "none", "--propose"], "no merged dataset has this name"),
        (["merge", "GRAPH", "--name", "none", "--apply"], "nothing was decided yet"),
        (["review", "GRAPH", "none"], "nothing to judge"),
        (["merge", "GRAPH", "none.ttl"], "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_told(graph, words, message):
    assert message in run(*[graph if word == "GRAPH" else word for word in words], code=2)


def test_the_mapping_in_the_docs_works(graph, tmp_path):
    (mapping,) = re.findall(r"```toml\n(.*?)```", DOCS, re.DOTALL)
    assert read_mapping(mapping, "people.toml").nodes
    (tmp_path / "people.toml").write_text(mapping)
    (tmp_path / "people.csv").write_text("name,born,employer,sex\nAma Boateng,14.1.1970,The Feed,f\n")
    assert "people: 6 triples merged" in run(
        "merge", graph, tmp_path / "people.csv", "--mapping", tmp_path / "people.toml"
    )


def test_the_commands_in_the_docs_work(graph, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.move(graph, tmp_path / "mygraph")
    (mapping,) = re.findall(r"```toml\n(.*?)```", DOCS, re.DOTALL)
    (tmp_path / "people.toml").write_text(mapping)
    (tmp_path / "people.csv").write_text("name,born,employer,sex\nAma Boateng,14.1.1970,The Feed,f\n")
    (tmp_path / "knowledge-graph.nt").write_text("<http://x/a> <http://x/b> <http://x/c> .")
    commands = re.findall(r"^claimgraph (.*?)(?:\s+#.*|)$", DOCS, re.MULTILINE)
    assert len(commands) == 13
    for command in commands:
        run(*command.split(), input="q\n")
