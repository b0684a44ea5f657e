"""The CSV files: counts, guarded formulas, and text that comes back as it was."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.exports.tables import actors_csv, claims_csv, documents_csv, guarded, relations_csv
from claimgraph.graph.view import View


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_one_row_each(view: View) -> None:
    assert len(rows(claims_csv(view))) == 4
    assert len(rows(actors_csv(view))) == 6
    assert len(rows(relations_csv(view))) == 4
    assert len(rows(documents_csv(view))) == 2


def test_a_claim_row_says_who_what_where(view: View) -> None:
    first = rows(claims_csv(view))[0]
    assert (first["speaker"], first["role_category"], first["kind"]) == ("Ada Quill", "expert", "direct")
    assert first["quote"] == "Lantern reads your contacts"
    assert (first["about"], first["outlet"], first["date"]) == ("Lantern", "The Harbour Post", "2025-01-14")
    text = view.documents[0].text
    assert text[int(first["begin"]) : int(first["end"])] == first["quote"]


def test_a_claim_of_nobody_keeps_the_words_of_its_source(view: View) -> None:
    last = rows(claims_csv(view))[3]
    assert (last["speaker"], last["source"]) == ("", "one of them")


def test_relations_name_their_origin_and_evidence(view: View) -> None:
    by_iri = {row["iri"].rsplit("/", 1)[1]: row for row in rows(relations_csv(view))}
    assert by_iri["ownership-1"]["source"] == "annual report 2023"
    assert by_iri["ownership-1"]["evidence"] == ""
    assert by_iri["ownership-2"]["evidence"] == "Lantern … Brightwater Holdings … bought"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_formulas_are_guarded(start: str, view: View) -> None:
    hostile = start + 'HYPERLINK("http://example.org","x")'
    claims = tuple(replace(claim, quote=hostile, role=hostile) for claim in view.claims)
    nodes = tuple(replace(node, name=hostile, aliases=(hostile,)) for node in view.nodes)
    changed = replace(view, claims=claims, nodes=nodes)
    for table in (claims_csv(changed), actors_csv(changed), relations_csv(changed)):
        for row in rows(table):
            assert not any(cell.startswith(start) for cell in row.values())
    assert rows(claims_csv(changed))[0]["quote"] == "'" + hostile


@given(st.text(st.characters(blacklist_categories=["Cs"])))
def test_any_text_survives(words: str) -> None:
    view = View(version="0", documents=(), nodes=(), claims=(), edges=())
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow([guarded(words), "end"])
    (row,) = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert row[0] in (words, "'" + words)
    assert len(rows(claims_csv(view))) == 0
