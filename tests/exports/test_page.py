"""The page as a file: what it carries, what it allows, and that it is the same every time."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.errors import UsageError
from claimgraph.exports.bands import places
from claimgraph.exports.excerpts import excerpts
from claimgraph.exports.page import render_page
from claimgraph.graph.record import Span
from claimgraph.graph.view import View

BLOCK = r'<script id="{}" type="application/json">(.*?)</script>'


def block(page: str, name: str) -> object:
    match = re.search(BLOCK.format(name), page, re.DOTALL)
    assert match
    return json.loads(match[1])


def test_everything_of_the_view_is_in_the_file_parallel_relations_too(view: View) -> None:
    page = render_page(view)
    nodes, edges, data = (block(page, name) for name in ("nodes", "edges", "data"))
    assert [node["label"] for node in nodes] == [node.name for node in view.nodes]  # type: ignore[attr-defined]
    assert len(edges) == len(view.edges)  # type: ignore[arg-type]
    assert len(data["claims"]) == len(view.claims)  # type: ignore[index]
    assert len(data["documents"]) == len(view.documents)  # type: ignore[index]


def test_only_scripts_and_styles_with_a_listed_hash_may_run(view: View) -> None:
    page = render_page(view)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    rules = policy[1].replace("&#39;", "'")
    assert rules.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in rules
    assert not re.search(r"https?:", rules)
    for tag, text in re.findall(r"<(script|style)>(.*?)</(?:script|style)>", page, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in rules, tag
    assert not re.search(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=", page)


@pytest.mark.parametrize(
    ("mode", "present", "absent"),
    [
        ("full", ["Lantern reads your contacts", "She did not say how."], []),
        ("quotes", ["Lantern reads your contacts", "said Ada Quill"], ["She did not say how."]),
        ("none", ["Ada Quill"], ["Lantern reads your contacts", "She did not say how."]),
    ],
)
def test_how_much_text_goes_along(view: View, mode: str, present: list[str], absent: list[str]) -> None:
    page = render_page(view, text=mode)
    assert all(words in page for words in present)
    assert not any(words in page for words in absent)


def test_an_unknown_amount_of_text_is_refused(view: View) -> None:
    with pytest.raises(UsageError, match="full, quotes, none"):
        render_page(view, text="some")


def test_same_bytes_whatever_the_locale_and_the_hash_seed() -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from conftest import small_view; from claimgraph.exports.page import render_page; import hashlib;"
        "print(hashlib.sha256(render_page(small_view()).encode('utf-8')).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script, os.path.dirname(__file__)],
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "0"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, locale in [("1", "POSIX"), ("2", "C.UTF-8")]
    }
    assert len(digests) == 1


def test_data_cannot_end_its_block_or_break_utf_8(view: View) -> None:
    title = "</script><!--<script>alert(1)</script> \ud800"
    page = render_page(replace(view, documents=tuple(replace(d, title=title) for d in view.documents)))
    assert title.replace("\ud800", "\ufffd") in json.dumps(block(page, "data"), ensure_ascii=False)
    assert "<!--" not in page
    page.encode("utf-8")


def test_bands_follow_the_question_and_places_do_not_depend_on_the_order_of_input(view: View) -> None:
    found = places(view)
    names = {node.iri: node.name for node in view.nodes}
    bands = {names[iri]: place.band for iri, place in found.items()}
    assert bands == {
        "Ada Quill": 1,
        "Odo Marsh": 1,
        "Users of Lantern": 1,
        "Lantern": 2,
        "Brightwater Holdings": 3,
        "Canada": 4,
    }
    shuffled = replace(view, claims=view.claims[::-1], edges=view.edges[::-1], nodes=view.nodes[::-1])
    assert places(shuffled) == found


_TEXTS = st.text(st.sampled_from("ab .!?\n“”。家🙂"), max_size=120)


@given(_TEXTS, st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)), max_size=6))
def test_excerpts_hold_each_span_whole_and_verbatim(text: str, ends: list[tuple[int, int]]) -> None:
    size = len(text)
    spans = [Span(min(a, b, size), min(max(a, b), size)) for a, b in ends]
    pieces = excerpts(text, spans, "quotes")
    for start, words in pieces:
        assert text[start : start + len(words)] == words
    for (start, words), (after, _) in zip(pieces, pieces[1:], strict=False):
        assert start + len(words) <= after
    for begin, end in spans:
        assert any(start <= begin and end <= start + len(words) for start, words in pieces)


def test_an_excerpt_is_the_sentence_that_holds_the_span() -> None:
    text = "One. Two is here! Three.\n\nFour"
    assert excerpts(text, [Span(9, 11)], "quotes") == ((5, "Two is here! "),)
    assert excerpts("x" * 5000, [Span(2000, 2001)], "quotes") == ((1600, "x" * 801),)
