"""The dataset as CSV: one row a claim, an actor, a relation, an article.

RFC 4180; cells that a spreadsheet would run as a formula get a leading apostrophe
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ..graph.record import Span
from ..graph.view import View

BYTE_ORDER_MARK = "\ufeff"
"""Put before a file's text, it makes Excel read UTF-8."""

_RISKY = frozenset("=+-@\t\r\n＝＋－＠")


def claims_csv(view: View) -> str:
    """One row a claim, in the view's order; ``begin`` and ``end`` are half-open character offsets."""
    names = {node.iri: node.name for node in view.nodes}
    documents = {document.iri: document for document in view.documents}
    header = (
        "speaker,role,role_category,kind,modality,quote,cue,source,about,article,outlet,date,url,"
        "begin,end,confidence,claim,nested_in,speaker_iri,about_iris,document"
    )

    def rows() -> Iterator[Sequence[str]]:
        for claim in view.claims:
            document = documents[claim.document]
            targets = list(dict.fromkeys(iri for iri, _ in claim.about))
            yield (
                names.get(claim.speaker or "", ""),
                claim.role or "",
                claim.role_category or "",
                claim.kind,
                "; ".join(claim.modality),
                claim.quote,
                _words(document.text, claim.cue),
                _words(document.text, claim.source),
                "; ".join(names.get(iri, iri) for iri in targets),
                document.title,
                document.outlet or "",
                document.date or "",
                document.url or "",
                str(claim.content[0][0]),
                str(claim.content[-1][1]),
                f"{claim.confidence:.2f}",
                claim.iri,
                claim.nested_in or "",
                claim.speaker or "",
                " ".join(targets),
                document.iri,
            )

    return csv_table(header, rows())


def actors_csv(view: View) -> str:
    """One row a node: actors, platforms, jurisdictions, instruments; with the number of their claims."""
    said = Counter(claim.speaker for claim in view.claims)
    about = Counter(iri for claim in view.claims for iri in {iri for iri, _ in claim.about})
    header = "name,type,aliases,roles,role_category,claims_made,claims_about,origin,wikidata,iri"
    return csv_table(
        header,
        (
            (
                node.name,
                node.type,
                "; ".join(node.aliases),
                "; ".join(node.roles),
                node.category or "",
                str(said[node.iri]),
                str(about[node.iri]),
                node.origin,
                node.wikidata or "",
                node.iri,
            )
            for node in view.nodes
        ),
    )


def relations_csv(view: View) -> str:
    """One row a relation, with its evidence from a text or the source that it was taken from."""
    names = {node.iri: node.name for node in view.nodes}
    documents = {document.iri: document for document in view.documents}
    header = (
        "subject,relation,object,since,until,share,modality,origin,source,article,outlet,date,evidence,"
        "in_claim,iri,subject_iri,object_iri"
    )

    def rows() -> Iterator[Sequence[str]]:
        for edge in view.edges:
            document = documents.get(edge.document or "")
            yield (
                names.get(edge.subject, edge.subject),
                edge.type,
                names.get(edge.object, edge.object),
                edge.since or "",
                edge.until or "",
                edge.share or "",
                "; ".join(edge.modality),
                edge.origin,
                edge.source or "",
                document.title if document else "",
                document.outlet or "" if document else "",
                document.date or "" if document else "",
                _words(document.text, edge.evidence) if document else "",
                edge.claim or "",
                edge.iri,
                edge.subject,
                edge.object,
            )

    return csv_table(header, rows())


def documents_csv(view: View) -> str:
    """One row an article."""
    claims = Counter(claim.document for claim in view.claims)
    header = "title,outlet,date,authors,url,claims,id,iri"
    return csv_table(
        header,
        (
            (
                document.title,
                document.outlet or "",
                document.date or "",
                "; ".join(document.authors),
                document.url or "",
                str(claims[document.iri]),
                document.id,
                document.iri,
            )
            for document in view.documents
        ),
    )


def guarded(cell: str) -> str:
    """The cell, or the cell after an apostrophe where a spreadsheet would take it for a formula."""
    return "'" + cell if cell[:1] in _RISKY and cell else cell


def csv_table(header: str, rows: Iterable[Sequence[str]]) -> str:
    """A table under a header of names parted by commas, each cell guarded."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header.split(","))
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue()


def _words(text: str, spans: Iterable[Span]) -> str:
    return " … ".join(text[start:end] for start, end in spans) if text else ""
