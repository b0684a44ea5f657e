"""A small dataset written by hand: two invented articles, and the view that reading them would give."""

from __future__ import annotations

import pytest

from claimgraph.graph.record import Span
from claimgraph.graph.view import ClaimView, DocumentView, EdgeView, NodeView, View
from claimgraph.ontology.terms import CGD

FIRST = (
    "Lantern faces a ban\n\n"
    "Lantern, which Brightwater Holdings bought in 2021, may be banned in Canada. "
    "“Lantern reads your contacts,” said Ada Quill, a professor of media law at Harbour University. "
    "She did not say how.\n\n"
    "The company denied this. Odo Marsh, a spokesman for Brightwater, said the app “never touched” them.\n"
)
SECOND = (
    "Users move on\n\n"
    "Many users of Lantern worry that the app will disappear. “It feels like home,” one of them wrote.\n"
)


def find(text: str, words: str) -> Span:
    """Where the words stand; they must stand there once."""
    assert text.count(words) == 1, words
    start = text.index(words)
    return Span(start, start + len(words))


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


@pytest.fixture
def view() -> View:
    """Two articles, six nodes, four claims (one without speaker), four relations (two from the register)."""
    return small_view()


def small_view() -> View:
    first, second = CGD + "doc-1", CGD + "doc-2"
    quill, marsh = CGD + "person-quill", CGD + "person-marsh"
    lantern, bright = CGD + "platform-lantern", CGD + "org-brightwater"
    canada, users = CGD + "jurisdiction-ca", CGD + "group-users"

    def claim(name: str, document: str, text: str, content: tuple[str, ...], **more: object) -> ClaimView:
        spans = tuple(find(text, part) for part in content)
        return ClaimView(
            iri=f"{CGD}claim-{name}", document=document, content=spans, quote=words(text, spans), **more
        )  # type: ignore[arg-type]  # keyword values differ by field

    claims = (
        claim(
            "1",
            first,
            FIRST,
            ("Lantern reads your contacts",),
            kind="direct",
            cue=(Span(FIRST.index("said Ada"), FIRST.index("said Ada") + 4),),
            source=(find(FIRST, "Ada Quill, a professor of media law at Harbour University"),),
            speaker=quill,
            role="a professor of media law at Harbour University",
            role_category="expert",
            about=((lantern, Span(FIRST.index("Lantern reads"), FIRST.index("Lantern reads") + 7)),),
            confidence=0.93,
        ),
        claim(
            "2",
            first,
            FIRST,
            ("the app “never touched” them",),
            kind="mixed",
            cue=(Span(FIRST.index("said the app"), FIRST.index("said the app") + 4),),
            source=(find(FIRST, "Odo Marsh, a spokesman for Brightwater"),),
            speaker=marsh,
            role="a spokesman for Brightwater",
            role_category="company",
            about=((lantern, find(FIRST, "the app")),),
            modality=("negated",),
            confidence=0.81,
        ),
        claim(
            "3",
            second,
            SECOND,
            ("the app will disappear",),
            kind="indirect",
            cue=(find(SECOND, "worry"),),
            source=(find(SECOND, "Many users of Lantern"),),
            speaker=users,
            about=((lantern, find(SECOND, "the app")),),
            modality=("future",),
            confidence=0.64,
        ),
        claim(
            "4",
            second,
            SECOND,
            ("It feels like home",),
            kind="direct",
            cue=(find(SECOND, "wrote"),),
            source=(find(SECOND, "one of them"),),
            confidence=0.58,
        ),
    )
    edges = (
        EdgeView(
            iri=CGD + "affiliation-1",
            type="affiliatedWith",
            subject=marsh,
            object=bright,
            origin="text",
            document=first,
            evidence=(find(FIRST, "Odo Marsh"), find(FIRST, "a spokesman for Brightwater")),
        ),
        EdgeView(
            iri=CGD + "jurisdictionrelation-1",
            type="underJurisdiction",
            subject=bright,
            object=canada,
            origin="register",
            source="commercial register, 2024",
        ),
        EdgeView(
            iri=CGD + "ownership-1",
            type="ownedBy",
            subject=lantern,
            object=bright,
            origin="register",
            source="annual report 2023",
            since="2021",
            share="1",
        ),
        EdgeView(
            iri=CGD + "ownership-2",
            type="ownedBy",
            subject=lantern,
            object=bright,
            origin="text",
            document=first,
            evidence=(
                Span(FIRST.index("Lantern, which"), FIRST.index("Lantern, which") + 7),
                find(FIRST, "Brightwater Holdings"),
                find(FIRST, "bought"),
            ),
            since="2021",
        ),
    )
    nodes = (
        NodeView(iri=users, type="group", name="Users of Lantern"),
        NodeView(iri=canada, type="jurisdiction", name="Canada", aliases=("CA",), origin="register"),
        NodeView(
            iri=bright,
            type="organization",
            name="Brightwater Holdings",
            aliases=("Brightwater",),
            origin="register",
            wikidata="http://www.wikidata.org/entity/Q0",
        ),
        NodeView(
            iri=marsh,
            type="person",
            name="Odo Marsh",
            roles=("a spokesman for Brightwater",),
            category="company",
        ),
        NodeView(
            iri=quill,
            type="person",
            name="Ada Quill",
            roles=("a professor of media law at Harbour University",),
            category="expert",
        ),
        NodeView(
            iri=lantern, type="platform", name="Lantern", aliases=("Lantern app", "灯"), origin="register"
        ),
    )
    return View(
        version="0.0.0",
        documents=(
            DocumentView(
                iri=first,
                id="lantern.txt",
                title="Lantern faces a ban",
                text=FIRST,
                outlet="The Harbour Post",
                date="2025-01-14",
                url="https://example.org/lantern",
                authors=("Nell Birch",),
            ),
            DocumentView(
                iri=second,
                id="users.txt",
                title="Users move on",
                text=SECOND,
                outlet="Weekly Tide",
                date="2025-02",
            ),
        ),
        nodes=nodes,
        claims=claims,
        edges=edges,
    )
