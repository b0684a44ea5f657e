"""What a dataset says, in the words of this graph: SPARQL CONSTRUCT over its normalised triples.

Each query of ``data/alignments`` speaks for one vocabulary and finds nothing in the others. Where a
vocabulary leaves a choice, the query's own comment says how it was made. ``$source`` is the dataset.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from ...errors import DataError
from ...ontology.terms import DNA, FTM, PREFIXES
from ..ntriples import literal

_PREFIXES = {
    **PREFIXES,
    "dna": DNA,
    "ftm": FTM,
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "nco": "http://data.open.ac.uk/ontology/newsclassification/v2#",
    "p": "http://www.wikidata.org/prop/",
    "pq": "http://www.wikidata.org/prop/qualifier/",
    "ps": "http://www.wikidata.org/prop/statement/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "wikibase": "http://wikiba.se/ontology#",
}


@cache
def alignments() -> dict[str, str]:
    """The queries by name, sorted."""
    folder = files(__package__) / "data" / "alignments"
    found = {path.name.removesuffix(".rq"): path.read_text("utf-8") for path in folder.iterdir()}
    return dict(sorted(found.items()))


def loaded(lines: Iterable[str], name: str) -> ox.Store:
    """The lines in a store of their own. Raises ``DataError`` where one of them is no triple."""
    store = ox.Store()
    try:
        store.load("\n".join(lines).encode(), ox.RdfFormat.N_TRIPLES)
    except (SyntaxError, UnicodeEncodeError) as error:
        raise DataError(f"{name}: a value that RDF cannot hold ({error}); nothing was merged") from None
    return store


def aligned(store: ox.Store, source: str) -> set[str]:
    """What the queries find, as N-Triples lines; ``source`` is what the dataset is called."""
    lines: set[str] = set()
    for query in alignments().values():
        text = query.replace("$source", literal(source))
        triples = store.query(text, prefixes=_PREFIXES)
        assert isinstance(triples, ox.QueryTriples)
        lines.update(f"{triple.subject} {triple.predicate} {triple.object} ." for triple in triples)
    return lines
