"""The whole way of a datum: articles in, graph and exports out, again and in any order."""

import json
import os
import shutil
from dataclasses import replace

import pytest

import claimgraph
from claimgraph import pipeline
from claimgraph.errors import UsageError
from claimgraph.exports.formats import FORMATS
from claimgraph.graph.iri import digest
from claimgraph.graph.storage.store import Store
from claimgraph.graph.verify import verify
from claimgraph.ontology.terms import CGD, DOCUMENT_GRAPHS

ARTICLES = {
    "ban.txt": "A ban that bites\n\nBy Ada Quill\n\n“RedNote is not a refuge,” says Ama Boateng, a professor "
    "of media studies at Northgate University. TikTok is owned by ByteDance.\n",
    "sub/sale.txt": "The sale\n\nTomas Vrba, a lawyer in Brno, said that the sale of Grindr would take "
    "a year. “Nobody wants it,” he added.\n",
    "page.html": "<html><head><title>Quiet</title></head><body><article><h1>Quiet</h1><p>The regulator told "
    "reporters that WeChat must answer by Friday, and that it would publish the answer in full.</p>"
    "<p>“We will answer,” said Lena Osei, a spokeswoman for the company, in a hall without windows.</p>"
    "</article></body></html>",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in ARTICLES.items():
        path = tmp_path / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "articles"


def contents(out):
    return {path.name: path.read_bytes() for path in sorted(out.glob("graph.*"))}


def test_the_same_articles_give_the_same_bytes_in_any_order_and_number_of_processes(folder, tmp_path):
    formats = ["ttl", "trig", "html", "nq"]
    claimgraph.build([folder], tmp_path / "one", formats=formats)
    (folder / "sub" / "sale.txt").rename(folder / "sale.txt")
    claimgraph.build([folder], tmp_path / "flat", formats=formats)
    files = [folder / name for name in ("sale.txt", "page.html", "ban.txt")]
    claimgraph.build(files, tmp_path / "shuffled", formats=formats, jobs=2)
    assert contents(tmp_path / "flat") == contents(tmp_path / "shuffled")
    assert set(contents(tmp_path / "one")) == {f"graph.{name}" for name in formats}


def test_a_graph_brought_up_to_date_equals_one_built_anew(folder, tmp_path):
    first = claimgraph.build([folder], tmp_path / "kept", formats=["nq"])
    assert (first.added, first.replaced, first.unchanged) == (3, 0, 0)
    again = claimgraph.build([folder], tmp_path / "kept", formats=["nq"])
    assert (again.added, again.replaced, again.unchanged) == (0, 0, 3)
    (folder / "ban.txt").write_text(ARTICLES["ban.txt"].replace("refuge", "harbour"), encoding="utf-8")
    (folder / "page.html").unlink()
    changed = claimgraph.build([folder], tmp_path / "kept", formats=["nq"])
    assert (changed.replaced, changed.unchanged, changed.gone) == (1, 1, ["page.html"])
    pruned = claimgraph.build([folder], tmp_path / "kept", formats=["nq"], prune=True)
    assert pruned.pruned == 1
    claimgraph.build([folder], tmp_path / "new", formats=["nq"])
    assert contents(tmp_path / "kept") == contents(tmp_path / "new")


def test_every_span_is_proven_and_the_graph_conforms_to_the_reference(folder, tmp_path):
    report = claimgraph.build([folder], tmp_path / "graph")
    assert report.violations == {}
    graph = claimgraph.open(tmp_path / "graph")
    graphs, spans, violations = graph.check(engine="pyshacl")
    assert violations == []
    documents = [name for name in graph.store.graphs() if name.startswith(DOCUMENT_GRAPHS)]
    assert len(documents) == 3
    assert spans == int(graph.query("SELECT (COUNT(?s) AS ?n) { ?s a cg:Span }")[0]["n"]) > 20


def test_the_api_answers_in_records_rows_and_other_libraries_graphs(folder, tmp_path):
    claimgraph.build([folder], tmp_path / "graph", formats=[])
    graph = claimgraph.open(tmp_path / "graph")
    quotes = {claim.quote.strip("“”,"): claim for claim in graph.claims()}
    assert "RedNote is not a refuge" in quotes
    texts = {document.iri: document.text for document in graph.documents()}
    for claim in graph.claims():
        words = " … ".join(texts[claim.document][start:end] for start, end in claim.content)
        assert words == claim.quote
    assert any(row["speaker"] == "Tomas Vrba" for row in graph.query("who-said-what"))
    network = graph.to_networkx()
    assert {"ownedBy"} <= {data["relation"] for *_, data in network.edges(data=True)}
    assert len(graph.to_rdflib()) == len(graph)


def test_a_graph_without_whole_texts_is_what_is_handed_on(folder, tmp_path):
    for text in ("full", "quotes", "none"):
        claimgraph.build([folder], tmp_path / "graph", formats=["ttl"], text=text)
        turtle = (tmp_path / "graph" / "graph.ttl").read_text(encoding="utf-8")
        assert ("owned by ByteDance.\\n" in turtle) == (text == "full")
        assert ("is not a refuge" in turtle) == (text != "none")


def test_trig_is_taken_from_the_turtle_that_a_build_left_while_it_is_of_the_same_graph(folder, tmp_path):
    out = tmp_path / "graph"

    def trig(where=out, text="quotes"):
        claimgraph.open(out).export(["trig"], where, text=text)
        return (where / "graph.trig").read_text(encoding="utf-8")

    claimgraph.build([folder], out)
    read_from_the_store = trig(tmp_path / "elsewhere")
    turtle, left = out / "graph.ttl", os.stat(out / "graph.ttl")
    assert trig() == read_from_the_store
    # A word of the same length that only the file holds; then the file tells that it was edited.
    turtle.write_text(turtle.read_text(encoding="utf-8").replace("refuge", "harbor"), encoding="utf-8")
    assert trig() == read_from_the_store
    os.utime(turtle, ns=(left.st_atime_ns, left.st_mtime_ns))
    assert trig() == read_from_the_store.replace("refuge", "harbor")
    assert trig(text="none") == trig(tmp_path / "elsewhere", text="none")
    (folder / "page.html").unlink()
    claimgraph.build([folder], out, formats=[], prune=True)
    assert trig() == trig(tmp_path / "elsewhere") != read_from_the_store


def test_what_cannot_be_read_is_named_and_costs_itself_only(folder, tmp_path):
    (folder / "empty.txt").write_text("")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 10)
    report = claimgraph.build([folder], tmp_path / "graph", formats=[])
    assert report.added == 3
    assert {skipped.where for skipped in report.skipped} == {"empty.txt", "noise.txt"}


def test_extract_gives_one_line_a_document_in_the_order_of_its_ids(tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    rows = [{"id": f"n{number}", "text": text} for number, text in enumerate(ARTICLES.values())]
    corpus.write_text("\n".join(map(json.dumps, [*rows, {"id": "n0", "text": "again"}])), encoding="utf-8")
    lines = list(pipeline.extract_lines([corpus]))
    documents = [json.loads(line) for line in lines if isinstance(line, str)]
    assert [document["id"] for document in documents] == ["n0", "n1", "n2", "n0"]
    report = claimgraph.build([corpus], tmp_path / "graph", formats=[])
    assert report.added == 3
    assert ["same path or id" in skipped.reason for skipped in report.skipped] == [True]
    text = rows[0]["text"]
    assert any(text[start:end].strip("“”,") == "RedNote is not a refuge" for quote in documents[0]["quotes"]
               for start, end in quote["content"])  # fmt: skip


def test_unknown_formats_and_models_stop_before_anything_is_written(folder, tmp_path):
    with pytest.raises(UsageError, match="unknown format; choose from"):
        claimgraph.build([folder], tmp_path / "graph", formats=["xls"])
    with pytest.raises(UsageError, match="not installed"):
        claimgraph.build([folder], tmp_path / "graph", settings=claimgraph.Settings(model="no_such_model"))
    assert not (tmp_path / "graph").exists()


def test_a_moved_graph_is_the_same_graph(folder, tmp_path):
    claimgraph.build([folder], tmp_path / "graph", formats=["nq"])
    shutil.move(tmp_path / "graph", tmp_path / "elsewhere")
    assert len(claimgraph.open(tmp_path / "elsewhere").claims()) > 2


def test_a_build_that_was_killed_before_the_derived_layer_is_made_good_by_the_next(folder, tmp_path):
    claimgraph.build([folder / "ban.txt"], tmp_path / "struck", formats=["nq"])
    claimgraph.build([folder], tmp_path / "whole", formats=["nq"])
    # The articles of a second build are in, and it ends there.
    with Store.create(tmp_path / "struck") as store:
        whole = Store.read(tmp_path / "whole")
        for entry in whole.ledger().values():
            if entry.source != "ban.txt":
                store.put(entry, whole.lines(entry.graph), f"{CGD}run-x")
    with pytest.raises(AssertionError, match="is not made from these articles"):
        assert_whole(tmp_path / "struck")
    again = claimgraph.build([folder], tmp_path / "struck", formats=["nq"])
    assert again.unchanged == 3
    assert_whole(tmp_path / "struck")
    lines = (tmp_path / "struck" / "graph.nq").read_text(encoding="utf-8").replace(f"{CGD}run-x", "")
    assert set(lines.splitlines()) >= {
        line
        for line in (tmp_path / "whole" / "graph.nq").read_text(encoding="utf-8").splitlines()
        if "wasGeneratedBy" not in line
    }


def assert_whole(out):
    findings = verify(Store.read(out), out).findings
    assert not findings, findings


def test_files_are_written_again_only_if_they_would_come_out_otherwise(folder, tmp_path):
    out = tmp_path / "graph"

    def build(**options):
        claimgraph.build([folder], out, formats=["ttl", "csv"], **options)
        return {path.name: path.stat().st_mtime_ns for path in out.glob("graph*")}

    first = build()
    assert len(first) == 5
    assert build() == first
    edited = out / "graph.ttl"
    content = edited.read_bytes()
    edited.write_bytes(content + b"# my own remark")
    again = build()
    assert edited.read_bytes() == content
    assert {name for name in first if again[name] != first[name]} == {"graph.ttl"}
    assert set(build(text="none").items()).isdisjoint(again.items())
    (folder / "ban.txt").unlink()
    last = build(prune=True)
    assert b"refuge" not in edited.read_bytes() and last["graph.ttl"] != again["graph.ttl"]


def test_turtle_takes_over_what_was_not_touched(folder, tmp_path):
    out = tmp_path / "graph"
    file = out / "graph.ttl"

    def build(where, **options):
        claimgraph.build([folder], where, formats=["ttl"], **options)
        return (where / "graph.ttl").read_bytes()

    def changed(name, old, new):
        (folder / name).write_text(ARTICLES[name].replace(old, new), encoding="utf-8")

    build(out)
    changed("ban.txt", "Boateng", "Mensah")
    assert build(out) == build(tmp_path / "anew")
    # What cannot come from the store comes from the file, which says that it is as it was left.
    left = file.stat()
    file.write_bytes(file.read_bytes().replace(b"The sale", b"The SALE"))
    os.utime(file, ns=(left.st_atime_ns, left.st_mtime_ns))
    changed("ban.txt", "Boateng", "Owusu")
    assert b"The SALE" in build(out)
    # A file that somebody has written to is made anew, and so is one of a state that is not known.
    file.write_bytes(file.read_bytes() + b"# mine")
    changed("ban.txt", "Boateng", "Addo")
    assert build(out) == build(tmp_path / "anew")
    (folder / "page.html").unlink()
    (folder / "new.txt").write_text(
        "News\n\n“It is new,” said Kojo Addo, an engineer at Northgate University.\n"
    )
    build(out, prune=True)
    assert file.read_bytes() == build(tmp_path / "last")
    with Store.create(out) as store:
        store.drop(store.ledger()["new.txt"])
    (folder / "new.txt").unlink()
    assert build(out) == build(tmp_path / "without")


def test_the_page_of_a_large_graph_shows_the_newest_articles(folder, tmp_path, monkeypatch):
    monkeypatch.setitem(FORMATS, "html", replace(FORMATS["html"], most=2))
    out = tmp_path / "graph"
    page = out / "graph.html"

    def build(where=out):
        claimgraph.build([folder], where, formats=["html"])
        return (where / "graph.html").read_text(encoding="utf-8")

    first = build()
    assert '"of":3,' in first
    words = {"ban.txt": "refuge", "sub/sale.txt": "Grindr", "page.html": "regulator"}
    shown = [name for name, word in words.items() if word in first]
    assert len(shown) == 2
    left = page.stat().st_mtime_ns
    # What the page does not show may change, as long as nothing follows for what it shows.
    (other,) = ARTICLES.keys() - shown
    (folder / other).write_text(ARTICLES[other].replace("y", "yy"), encoding="utf-8")
    build()
    assert page.stat().st_mtime_ns == left or "yy" in page.read_text(encoding="utf-8")
    assert build() == build(tmp_path / "anew")
    (folder / shown[0]).write_text(
        ARTICLES[shown[0]].replace("Ama Boateng", "Abena Mensah"), encoding="utf-8"
    )
    (folder / "dated.jsonl").write_text(
        json.dumps(
            {"id": "d", "date": "2025-02-03", "text": "“It is the newest,” said Kojo Addo, an engineer."}
        )
    )
    again = build()
    assert "It is the newest" in again and '"of":4,' in again
    assert again == build(tmp_path / "again")
    # All that is asked for is written, and stays while nothing changes.
    claimgraph.open(out).export(["html"], out)
    whole = page.read_text(encoding="utf-8")
    assert '"of":null' in whole and "Grindr" in whole and "refuge" in whole
    assert build() == whole
    monkeypatch.undo()
    assert '"of":null' in build(tmp_path / "small")


def test_an_article_that_is_mended_leaves_the_quarantine(folder, tmp_path):
    quarantine = tmp_path / "graph" / "quarantine"
    quarantine.mkdir(parents=True)
    files = {name: quarantine / f"{digest(name)}.nt" for name in ("ban.txt", "page.html", "empty.txt")}
    for file in files.values():
        file.write_text("# as a build left it", encoding="utf-8")
    (folder / "page.html").unlink()
    (folder / "empty.txt").touch()
    assert claimgraph.build([folder], tmp_path / "graph", formats=[]).added == 2
    assert set(quarantine.iterdir()) == {files["page.html"], files["empty.txt"]}
    claimgraph.build([folder], tmp_path / "graph", formats=[], prune=True)
    assert set(quarantine.iterdir()) == {files["empty.txt"]}
