"""Claims as a table for fact-checkers: the columns of ClaimReview, those of the review left to fill in.

Source: https://schema.org/ClaimReview and https://developers.google.com/search/docs/appearance/structured-data/factcheck.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..graph.view import View
from .tables import csv_table

_TYPES = {
    "person": "Person",
    "organization": "Organization",
    "group": "Organization",
    "platform": "Organization",
}
_HEADER = (
    "claimReviewed,itemReviewed.author.name,itemReviewed.author.type,itemReviewed.author.jobTitle,"
    "itemReviewed.author.sameAs,itemReviewed.datePublished,itemReviewed.appearance.url,"
    "itemReviewed.appearance.headline,itemReviewed.appearance.publisher,about,"
    "reviewRating.ratingValue,reviewRating.bestRating,reviewRating.worstRating,reviewRating.alternateName,"
    "url,author.name,author.url,datePublished,claim"
)


def claimreview_csv(view: View) -> str:
    """One row a claim that has a speaker or stands in the article's own quotes, in text order."""
    nodes = {node.iri: node for node in view.nodes}
    documents = {document.iri: document for document in view.documents}

    def rows() -> Iterator[Sequence[str]]:
        for claim in view.claims:
            document, speaker = documents[claim.document], nodes.get(claim.speaker or "")
            yield (
                claim.quote,
                speaker.name if speaker else "",
                _TYPES.get(speaker.type, "") if speaker else "",
                claim.role or "",
                speaker.wikidata or "" if speaker else "",
                document.date or "",
                document.url or "",
                document.title,
                document.outlet or "",
                "; ".join(
                    nodes[iri].name for iri in dict.fromkeys(iri for iri, _ in claim.about) if iri in nodes
                ),
                *[""] * 8,
                claim.iri,
            )

    return csv_table(_HEADER, rows())
