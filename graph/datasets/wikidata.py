"""Extracts of Wikidata in JSON: items with labels, statements and qualifiers, as its own RDF names them.

Source: https://www.mediawiki.org/wiki/Wikibase/DataModel/JSON and …/Wikibase/Indexing/RDF_Dump_Format.
Dates keep the precision that they have: a year is an ``xsd:gYear``, not the first of January.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...errors import DataError
from ...ontology.terms import RDF, RDFS, SKOS, WD, XSD
from ..ntriples import date, iri, literal
from .contents import Contents
from .jsondoc import Json
from .sources import Source

WIKIBASE = "http://wikiba.se/ontology#"
_PROP = "http://www.wikidata.org/prop/"
_ITEM = re.compile(r"[QPL][1-9]\d*", re.ASCII)
_PROPERTY = re.compile(r"P[1-9]\d*", re.ASCII)
_TIME = re.compile(r"\+(\d{4})-(\d\d)-(\d\d)T", re.ASCII)
_AMOUNT = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_IRI = re.compile(r'https?://[^\x00-\x20<>"{}|^`\\]+')
_RANKS = {"preferred": "PreferredRank", "normal": "NormalRank", "deprecated": "DeprecatedRank"}
_PRECISION = {11: 10, 10: 7, 9: 4}


def is_extract(value: Json) -> bool:
    """Whether a value of JSON is an item, or holds items as Special:EntityData does."""
    if not isinstance(value, dict):
        return False
    if isinstance(value.get("entities"), dict):
        return True
    return value.get("type") in ("item", "property") and bool(_ITEM.fullmatch(str(value.get("id"))))


def read_wikidata(source: Source, values: list[Json]) -> Contents:
    """The items as triples. Statements of unknown or no value are left out, and their number is said."""
    reader = _Reader(source.name)
    lines = {line for value in values for item in _items(value) for line in reader.item(item)}
    remarks = (f"{source.name}: {reader.left_out} values left out",) if reader.left_out else ()
    return Contents(format="Wikidata", lines=sorted(lines), remarks=remarks)


def _items(value: Json) -> Iterator[Json]:
    if isinstance(value, list):
        for item in value:
            yield from _items(item)
    elif isinstance(value, dict) and isinstance(value.get("entities"), dict):
        yield from value["entities"].values()
    else:
        yield value


class _Reader:
    def __init__(self, where: str) -> None:
        self.where = where
        self.left_out = 0

    def item(self, item: Json) -> Iterator[str]:
        if not isinstance(item, dict) or not _ITEM.fullmatch(str(item.get("id"))):
            raise DataError(f"{self.where}: no item of Wikidata: {str(item)[:60]!r}; nothing was merged")
        node = iri(f"{WD}{item['id']}")
        kind = "Property" if item["id"].startswith("P") else "Item"
        yield f"{node} <{RDF}type> <{WIKIBASE}{kind}> ."
        for field, predicate in (("labels", RDFS + "label"), ("aliases", SKOS + "altLabel"),
                                 ("descriptions", "http://schema.org/description")):  # fmt: skip
            for terms in _values(item.get(field)):
                for term in terms if isinstance(terms, list) else [terms]:
                    yield f"{node} <{predicate}> {self.words(term)} ."
        for property_, statements in _pairs(item.get("claims")):
            if _PROPERTY.fullmatch(property_) and isinstance(statements, list):
                yield from self.statements(node, property_, statements)

    def statements(self, node: str, property_: str, statements: list[Json]) -> Iterator[str]:
        held = [statement for statement in statements if isinstance(statement, dict)]
        ranks = {str(statement.get("rank", "normal")) for statement in held}
        best = "preferred" if "preferred" in ranks else "normal"
        for at, statement in enumerate(held):
            value = self.value(statement.get("mainsnak"))
            if value is None:
                continue
            rank = str(statement.get("rank", "normal"))
            key = str(statement.get("id") or f"{property_}-{at}").replace("$", "-")
            if not re.fullmatch(r"[A-Za-z0-9-]+", key):
                raise DataError(f"{self.where}: no statement of Wikidata: {key[:60]!r}; nothing was merged")
            own = iri(f"{WD}statement/{key}")
            yield f"{node} <{_PROP}{property_}> {own} ."
            yield f"{own} <{RDF}type> <{WIKIBASE}Statement> ."
            yield f"{own} <{WIKIBASE}rank> <{WIKIBASE}{_RANKS.get(rank, 'NormalRank')}> ."
            yield f"{own} <{_PROP}statement/{property_}> {value} ."
            if rank == best:
                yield f"{node} <{_PROP}direct/{property_}> {value} ."
            for name, snaks in _pairs(statement.get("qualifiers")):
                for snak in snaks if isinstance(snaks, list) else []:
                    qualifier = self.value(snak)
                    if qualifier is not None and _PROPERTY.fullmatch(name):
                        yield f"{own} <{_PROP}qualifier/{name}> {qualifier} ."

    def value(self, snak: Json) -> str | None:
        """The value of a snak as a term; None, and counted, where it is unknown or of a strange form."""
        data = snak.get("datavalue") if isinstance(snak, dict) else None
        value = data.get("value") if isinstance(data, dict) else None
        type_ = data.get("type") if isinstance(data, dict) else None
        term = None
        if isinstance(value, str):
            link = isinstance(snak, dict) and snak.get("datatype") == "url" and _IRI.fullmatch(value)
            term = iri(value) if link else literal(value)
        elif isinstance(value, dict):
            term = self.structured(str(type_), value)
        self.left_out += term is None
        return term

    def structured(self, type_: str, value: dict[str, Json]) -> str | None:
        if type_ == "wikibase-entityid":
            id_ = str(value.get("id") or f"Q{value.get('numeric-id')}")
            return iri(WD + id_) if re.fullmatch(r"[QPL][1-9]\d*(-[FS]\d+)?", id_) else None
        if type_ == "time":
            time, precision = _TIME.match(str(value.get("time"))), value.get("precision")
            if time is None or not isinstance(precision, int) or precision < 9:
                return None
            return date(f"{time[1]}-{time[2]}-{time[3]}"[: _PRECISION.get(precision, 10)])
        if type_ == "quantity":
            amount = str(value.get("amount")).lstrip("+")
            return literal(amount, XSD + "decimal") if _AMOUNT.fullmatch(amount) else None
        if type_ == "monolingualtext":
            return self.words({"language": value.get("language"), "value": value.get("text")})
        if type_ == "globecoordinate":
            return literal(f"{value.get('latitude')}, {value.get('longitude')}")
        return None

    def words(self, term: Json) -> str:
        if not isinstance(term, dict) or not isinstance(term.get("value"), str):
            raise DataError(f"{self.where}: a label without words: {str(term)[:60]!r}; nothing was merged")
        language = str(term.get("language") or "")
        return literal(term["value"]) + (f"@{language.lower()}" if _LANGUAGE.fullmatch(language) else "")


def _values(field: Json) -> list[Json]:
    return list(field.values()) if isinstance(field, dict) else []


def _pairs(field: Json) -> list[tuple[str, Json]]:
    return [(str(name), value) for name, value in field.items()] if isinstance(field, dict) else []
