"""The span proof accepts what the text bears out and finds each single thing that it does not."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.ontology.check import SHAPES, validate
from claimgraph.ontology.proof import prove
from claimgraph.ontology.terms import CG, CGD, DCTERMS, NIF, RDF, RDFS, XSD

TEXT = "Lawyer Ada Vogt says Yapp, which Hoot has owned since 2019, will close. “It hurts,” said Bo Lind.\n"
WORDS = {
    "lawyer": "Lawyer",
    "vogt": "Ada Vogt",
    "source": "Lawyer Ada Vogt",
    "says": "says",
    "yapp": "Yapp",
    "which": "which",
    "hoot": "Hoot",
    "owned": "owned",
    "2019": "since 2019",
    "will": "will close",
    "hurts": "It hurts",
    "said": "said",
    "lind": "Bo Lind",
}


def cg(name: str) -> str:
    return f"<{CG}{name}>"


def node(name: str) -> str:
    return f"<{CGD}{name}>"


def number(value: int) -> str:
    return f'"{value}"^^<{XSD}integer>'


def span_lines(name: str, begin: int, end: int, words: str) -> list[str]:
    span = node(f"span-{name}")
    return [
        f"{span} <{RDF}type> {cg('Span')} .",
        f"{span} <{NIF}referenceContext> {node('text')} .",
        f"{span} <{NIF}beginIndex> {number(begin)} .",
        f"{span} <{NIF}endIndex> {number(end)} .",
        f'{span} <{NIF}anchorOf> "{words}" .',
    ]


def facts(thing: str, type_: str, /, **pairs: str) -> list[str]:
    lines = [f"{node(thing)} <{RDF}type> {cg(type_)} ."]
    for name, values in pairs.items():
        lines += [f"{node(thing)} {cg(name)} {node(value)} ." for value in values.split()]
    return lines


def occurrence(name: str, label: str, type_: str, mentions: str) -> list[str]:
    lines = facts(name, "Occurrence", occursIn="doc")
    lines += [f'{node(name)} <{RDFS}label> "{label}" .', f"{node(name)} {cg('entityType')} {cg(type_)} ."]
    for mention in mentions.split():
        span = node(f"span-{mention}")
        lines += [
            f"{node(name)} {cg('mention')} {span} .",
            f"{span} {cg('refersTo')} {node(name)} .",
            f"{span} {cg('mentionForm')} {cg('name')} .",
        ]
    return lines


def claim(name: str, quote: str, **pairs: str) -> list[str]:
    return [
        *facts(name, "Claim", reportedBy="doc", **pairs),
        f"{node(name)} {cg('kind')} {cg('direct')} .",
        f'{node(name)} {cg("quote")} "{quote}" .',
        f'{node(name)} {cg("confidence")} "0.9"^^<{XSD}decimal> .',
    ]


def sample() -> list[str]:
    escaped = TEXT.replace("\n", "\\n")
    lines = [
        *facts("doc", "Document", text="text"),
        f'{node("doc")} <{DCTERMS}identifier> "a" .',
        f'{node("doc")} <{DCTERMS}source> "a.txt" .',
        *facts("text", "Text"),
        f'{node("text")} <{NIF}isString> "{escaped}" .',
        f"{node('text')} <{NIF}beginIndex> {number(0)} .",
        f"{node('text')} <{NIF}endIndex> {number(len(TEXT))} .",
        f'{node("text")} {cg("sha256")} "{sha256(TEXT.encode()).hexdigest()}" .',
        *occurrence("vogt", "Ada Vogt", "Person", "vogt"),
        *occurrence("lind", "Bo Lind", "Person", "lind"),
        *occurrence("yapp", "Yapp", "Platform", "yapp which"),
        *occurrence("hoot", "Hoot", "Organization", "hoot"),
        f"{node('vogt')} {cg('role')} {node('role')} .",
        *facts("role", "Role", roleSpan="span-lawyer"),
        f'{node("role")} <{RDFS}label> "Lawyer" .',
        *claim(
            "claim-vogt",
            "Yapp … will close",
            contentSpan="span-yapp span-will",
            cueSpan="span-says",
            sourceSpan="span-source",
            speaker="vogt",
            speakerRole="role",
            aboutSpan="span-yapp",
        ),
        *claim(
            "claim-lind",
            "It hurts",
            contentSpan="span-hurts",
            cueSpan="span-said",
            sourceSpan="span-lind",
            speaker="lind",
        ),
        *facts(
            "ownership",
            "Ownership",
            subject="yapp",
            object="hoot",
            statedBy="doc",
            subjectSpan="span-which",
            objectSpan="span-hoot",
            cueSpan="span-owned",
            detailSpan="span-2019",
            inClaim="claim-vogt",
        ),
        f'{node("ownership")} {cg("since")} "2019"^^<{XSD}gYear> .',
    ]
    for name, words in WORDS.items():
        begin = TEXT.index(words)
        lines += span_lines(name, begin, begin + len(words), words)
    return lines


def changed(old: str, new: str) -> list[str]:
    """The sample with the one line that is or starts with ``old`` replaced; none for an empty ``new``."""
    lines = sample()
    (found,) = [line for line in lines if line.startswith(old)]
    return [new if line == found else line for line in lines if line != found or new]


def rules(lines: list[str]) -> set[str]:
    return {violation.shape.removeprefix(f"{SHAPES}proof-") for violation in prove(lines).violations}


def test_the_sample_is_proven_and_conforms() -> None:
    proof = prove(sample())
    assert proof.violations == ()
    assert proof.spans == len(WORDS)
    assert validate("\n".join(sample())) == ()


BEGIN = TEXT.index("will close")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (f"{node('text')} <{NIF}isString>", "", {"text"}),
        (f"{node('text')} {cg('sha256')}", f'{node("text")} {cg("sha256")} "{"0" * 64}" .', {"hash"}),
        (f"{node('text')} <{NIF}endIndex>", f"{node('text')} <{NIF}endIndex> {number(3)} .", {"end"}),
        (
            f"{node('span-said')} <{NIF}referenceContext>",
            f"{node('span-said')} <{NIF}referenceContext> {node('other')} .",
            {"context", "evidence"},
        ),
        (
            f"{node('span-said')} <{NIF}endIndex>",
            f"{node('span-said')} <{NIF}endIndex> {number(9999)} .",
            {"offsets", "evidence"},
        ),
        (
            f"{node('span-said')} <{NIF}beginIndex>",
            f"{node('span-said')} <{NIF}beginIndex> {number(len(TEXT))} .",
            {"offsets", "evidence"},
        ),
        (
            f"{node('span-said')} <{NIF}anchorOf>",
            f'{node("span-said")} <{NIF}anchorOf> "claimed" .',
            {"words", "evidence"},
        ),
        (f"{node('hoot')} {cg('mention')}", "", {"evidence", "mention"}),
        (f"{node('role')} {cg('roleSpan')}", "", {"evidence", "label"}),
        (f"{node('claim-lind')} {cg('contentSpan')}", "", {"evidence"}),
        (f"{node('ownership')} {cg('subjectSpan')}", "", {"evidence"}),
        (f"{node('ownership')} {cg('objectSpan')}", "", {"evidence"}),
        (
            f"{node('claim-lind')} {cg('cueSpan')}",
            f"{node('claim-lind')} {cg('cueSpan')} {node('span-none')} .",
            {"evidence"},
        ),
        (f"{node('span-hoot')} {cg('refersTo')}", "", {"mention"}),
        (
            f"{node('ownership')} {cg('object')} ",
            f"{node('ownership')} {cg('object')} {node('vogt')} .",
            {"mention"},
        ),
        (
            f"{node('claim-vogt')} {cg('aboutSpan')}",
            f"{node('claim-vogt')} {cg('aboutSpan')} {node('span-says')} .",
            {"mention"},
        ),
        (f"{node('hoot')} <{RDFS}label>", f'{node("hoot")} <{RDFS}label> "Hoot Media" .', {"label"}),
        (f"{node('role')} <{RDFS}label>", f'{node("role")} <{RDFS}label> "Professor" .', {"label"}),
        (
            f"{node('claim-vogt')} {cg('quote')}",
            f'{node("claim-vogt")} {cg("quote")} "Yapp will close" .',
            {"quote"},
        ),
        (f"{node('claim-vogt')} {cg('quote')}", "", {"quote"}),
        (
            f"{node('claim-lind')} {cg('speaker')}",
            f"{node('claim-lind')} {cg('speaker')} {node('hoot')} .",
            {"speaker"},
        ),
        (f"{node('vogt')} {cg('role')}", "", {"role"}),
        (f"{node('ownership')} {cg('detailSpan')}", "", {"detail"}),
        (
            f"{node('ownership')} {cg('inClaim')}",
            f"{node('ownership')} {cg('inClaim')} {node('claim-lind')} .",
            {"nesting"},
        ),
        (
            f"{node('claim-lind')} {cg('reportedBy')}",
            f"{node('claim-lind')} {cg('nestedIn')} {node('claim-vogt')} .",
            {"nesting"},
        ),
    ],
)
def test_one_wrong_line_is_found(old: str, new: str, expected: set[str]) -> None:
    assert rules(changed(old, new)) == expected


@pytest.mark.parametrize(
    ("label", "borne_out"),
    [("Vogt", True), ("Yapp which Hoot", True), ("Ada  Vogt", True), ("Ada V", False), ("Vogt Ada", False)],
)
def test_a_name_is_made_of_words_that_stand_together(label: str, borne_out: bool) -> None:
    lines = changed(f"{node('hoot')} <{RDFS}label>", f'{node("hoot")} <{RDFS}label> "{label}" .')
    assert rules(lines) == (set() if borne_out else {"label"})


def test_what_was_recognised_bears_the_registers_name() -> None:
    lines = changed(f"{node('hoot')} <{RDFS}label>", f'{node("hoot")} <{RDFS}label> "Hoot Media" .')
    lines.append(f"{node('hoot')} {cg('recognisedAs')} {node('org-hoot-media')} .")
    assert rules(lines) == set()


@pytest.mark.parametrize("predicate", [f"<{RDFS}label>", cg("quote"), f"<{NIF}anchorOf>", f"<{NIF}isString>"])
def test_an_iri_where_words_belong_proves_nothing(predicate: str) -> None:
    lines = [
        f"{subject} {name} <{NIF}>." if name == predicate else f"{subject} {name} {rest}"
        for subject, name, rest in (line.split(" ", 2) for line in sample())
    ]
    assert rules(lines)


def test_a_second_text_is_refused() -> None:
    lines = [*sample(), f'{node("more")} <{NIF}isString> "More." .']
    assert rules(lines) == {"text"}


def test_offsets_count_code_points() -> None:
    text = "🦉 said “yes”"
    digest = sha256(text.encode()).hexdigest()
    lines = [
        f'{node("text")} <{NIF}isString> "{text}" .',
        f"{node('text')} <{NIF}endIndex> {number(12)} .",
        f'{node("text")} {cg("sha256")} "{digest}" .',
        *span_lines("owl", 0, 1, "🦉"),
        *span_lines("yes", 8, 11, "yes"),
    ]
    assert prove(lines).violations == ()
    assert prove(lines).spans == 2


@given(st.permutations(sample()))
def test_the_order_of_lines_does_not_matter(lines: list[str]) -> None:
    assert prove(lines).violations == ()


@given(st.text(), st.data())
def test_any_text_in_canonical_form_is_proven(text: str, data: st.DataObject) -> None:
    import pyoxigraph as ox

    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, len(text)))
    lines = [
        f"{node('text')} <{NIF}isString> {ox.Literal(text)} .",
        f"{node('text')} <{NIF}endIndex> {number(len(text))} .",
        f'{node("text")} {cg("sha256")} "{sha256(text.encode()).hexdigest()}" .',
    ]
    if begin < end:
        anchor = f"{node('span-a')} <{NIF}anchorOf>"
        lines += [line for line in span_lines("a", begin, end, "") if not line.startswith(anchor)]
        lines.append(f"{anchor} {ox.Literal(text[begin:end])} .")
    assert prove(lines).violations == ()
