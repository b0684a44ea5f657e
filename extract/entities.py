"""The component ``claimgraph_entities``: who and what one document is about, each with all its name mentions."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ..graph.record import Entity, EntityType, Mention, MentionForm, Span
from .candidates import Candidate, find_candidates, spell
from .clusters import Cluster, cluster_names
from .nametypes import jurisdiction
from .tokens import Tokens, tokens_of

NAME = "claimgraph_entities"

if not Doc.has_extension("entities"):
    Doc.set_extension("entities", default=())


@Language.component(NAME, assigns=["doc._.entities"])
def add_entities(doc: Doc) -> Doc:
    """The doc with ``doc._.entities`` set: a tuple of ``Entity`` in order of their lead mention."""
    doc._.entities = find_entities(doc)
    return doc


def find_entities(doc: Doc) -> tuple[Entity, ...]:
    """All entities that the document names, in order of their first mention."""
    tokens = tokens_of(doc)
    spelt = spell(tokens)
    clusters = cluster_names(tokens, spelt, find_candidates(doc, tokens, spelt))
    return tuple(_entity(tokens, cluster) for cluster in clusters)


def _entity(tokens: Tokens, cluster: Cluster) -> Entity:
    iri = cluster.iri
    if cluster.type is EntityType.JURISDICTION and iri is None:
        known = jurisdiction(cluster.name)
        iri = known.iri if known else None
    return Entity(
        name=cluster.name,
        type=cluster.type,
        mentions=tuple(
            Mention(span=_span(tokens, member), form=MentionForm.NAME) for member in cluster.members
        ),
        register=iri,
    )


def _span(tokens: Tokens, candidate: Candidate) -> Span:
    return tokens.span(candidate.first, candidate.end - 1)
