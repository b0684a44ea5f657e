"""Pages to read: the articles, one article with what was read from it marked, quotes that were found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader

from ...graph import query as queries
from ...graph.ntriples import iri, literal
from ...graph.storage.store import Store
from ...ontology.terms import CG, CGD

# What a span is of a claim, and how it is marked; the last of several wins where they overlap.
_PARTS = {"contentSpan": "content", "sourceSpan": "source", "cueSpan": "cue", "aboutSpan": "about"}
_ARTICLES = """SELECT ?document ?published ?outlet ?title (COUNT(?claim) AS ?claims) WHERE {
  ?document a cg:Document ; dcterms:identifier ?id .
  OPTIONAL { ?document schema:datePublished ?published } OPTIONAL { ?document schema:publisher ?outlet }
  OPTIONAL { ?document schema:headline ?headline } BIND(COALESCE(?headline, ?id) AS ?title)
  OPTIONAL { ?claim cg:reportedBy ?document } %s
} GROUP BY ?document ?published ?outlet ?title ORDER BY ?published ?title"""
_SPANS = """SELECT ?claim ?part ?begin ?end WHERE {
  ?claim cg:reportedBy %s ; ?part ?span .
  FILTER(?part IN (cg:contentSpan, cg:sourceSpan, cg:cueSpan, cg:aboutSpan))
  ?span nif:beginIndex ?begin ; nif:endIndex ?end }"""
_CLAIMS = """SELECT ?claim ?quote ?kind ?speaker ?role ?confidence WHERE {
  ?claim cg:reportedBy %s ; cg:quote ?quote ; cg:kind ?kindIri . BIND(STRAFTER(STR(?kindIri), "#") AS ?kind)
  OPTIONAL { ?actor cg:asserts ?claim ; rdfs:label ?speaker }
  OPTIONAL { ?claim cg:speakerRole/rdfs:label ?role }
  OPTIONAL { ?claim cg:confidence ?confidence } }"""
_FOUND = """SELECT ?quote ?speaker ?role ?document ?title ?published ?claim WHERE {
  VALUES (?claim ?rank) { %s }
  ?claim cg:quote ?quote ; cg:reportedBy ?document . ?document dcterms:identifier ?id .
  OPTIONAL { ?document schema:headline ?headline } BIND(COALESCE(?headline, ?id) AS ?title)
  OPTIONAL { ?document schema:datePublished ?published } OPTIONAL { ?claim cg:speakerRole/rdfs:label ?role }
  OPTIONAL { ?actor cg:asserts ?claim ; rdfs:label ?speaker } } ORDER BY ?rank"""
_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text that is marked alike; ``claims`` are positions, ``first`` those that begin here."""

    text: str
    part: str | None
    claims: tuple[int, ...]
    first: tuple[int, ...]


def articles_page(store: Store) -> str:
    """All articles by date, each a link."""
    rows = [{**row, "key": _key(row["document"])} for row in _rows(store, _ARTICLES % "")]
    return _render("articles.html.j2", rows=rows)


def article_page(store: Store, key: str) -> str | None:
    """One article, with its claims marked and listed; None where there is none of this key."""
    if not key.isalnum():
        return None
    document = iri(f"{CGD}doc-{key}")
    texts = list(_rows(store, f"SELECT ?text {{ {document} cg:text/nif:isString ?text }}"))
    if not texts:
        return None
    claims = list(_rows(store, _CLAIMS % document))
    spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in _rows(store, _SPANS % document):
        part = _PARTS[row["part"].removeprefix(CG)]
        spans[row["claim"]].append((int(row["begin"]), int(row["end"]), part))
    claims.sort(key=lambda claim: (min(spans[claim["claim"]], default=(0, 0, "")), claim["claim"]))
    marks = [(*span, number) for number, claim in enumerate(claims) for span in spans[claim["claim"]]]
    (about,) = _rows(store, _ARTICLES % f"FILTER(?document = {document})")
    return _render(
        "article.html.j2", article=about, pieces=list(pieces(texts[0]["text"], marks)), claims=claims
    )


def search_page(store: Store, words: str) -> str:
    """The quotes that hold these words, best first, each a link into its article."""
    found = store.quotes.search(words, _SHOWN) if words.strip() else []
    values = " ".join(f"({iri(claim)} {literal(str(rank).zfill(4))})" for rank, claim in enumerate(found))
    rows = [{**row, "key": _key(row["document"])} for row in _rows(store, _FOUND % values)]
    return _render("search.html.j2", words=words, rows=rows, most=_SHOWN)


def pieces(text: str, marks: list[tuple[int, int, str, int]]) -> Iterator[Piece]:
    """The whole text in pieces, for spans (begin, end, part, number of the claim) that may overlap."""
    order = list(_PARTS.values())
    borders = sorted({0, len(text), *(mark[0] for mark in marks), *(mark[1] for mark in marks)})
    begun: set[int] = set()
    for begin, end in zip(borders, borders[1:], strict=False):
        over = [mark for mark in marks if mark[0] <= begin and end <= mark[1]]
        claims = tuple(sorted({mark[3] for mark in over}))
        yield Piece(
            text=text[begin:end],
            part=max((mark[2] for mark in over), key=order.index, default=None),
            claims=claims,
            first=tuple(number for number in claims if number not in begun),
        )
        begun.update(claims)


def _key(document: str) -> str:
    return document.removeprefix(f"{CGD}doc-")


def _rows(store: Store, query: str) -> Iterator[dict[str, str]]:
    results = queries.run(store, query)
    assert isinstance(results, queries.Solutions)
    names, rows = queries.table(results)
    return ({name: value for name, value in zip(names, row, strict=True) if value} for row in rows)


def _render(name: str, **values: object) -> str:
    return _templates().get_template(name).render(values)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader(__package__), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )


def ask_page(presets: Mapping[str, object]) -> str:
    """The page with an editor for SPARQL, forms for the presets, and a table of results."""
    return _render("ask.html.j2", presets=presets)
