"""FollowTheMoney entities (``.ijson``, ``.ftm.json``): ``id``, ``schema`` and lists of properties.

Source: https://followthemoney.tech/docs/. Schemata and properties become ``ftm:`` names of the same
spelling; a value that is the identifier of an entity becomes that entity's IRI, ``urn:ftm:ID``.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from ...errors import DataError
from ...ontology.terms import FTM, RDF
from ..ntriples import iri, literal
from .contents import Contents
from .jsondoc import Json
from .sources import Source

ENTITY = "urn:ftm:"
# Properties whose values are identifiers, for entities that are not in the file.
_LINKS = frozenset(
    """
    addressEntity agency agent agentClient asset associate authority beneficiary buyer client company
    contract contractor creditor debtor director document employee employer entity family holder issuer
    manager member object operator organization owner parent payee payer person predecessor project
    recipient relative representative security source subject subsidiary successor supplier target vessel
    """.split()
)
_BESIDE = ("caption", "datasets", "dataset", "referents", "first_seen", "last_seen", "last_change", "target")


def is_entity(value: Json) -> bool:
    """Whether a value of JSON has the form of an entity."""
    return isinstance(value, dict) and "schema" in value and isinstance(value.get("properties"), dict)


def read_ftm(source: Source, values: list[Json]) -> Contents:
    """The entities as triples. Raises ``DataError`` for the first that has no ``id`` or no ``schema``."""
    entities = list(_flat(source, values))
    known = {str(entity["id"]) for entity in entities}
    lines = {line for entity in entities for line in _lines(entity, known)}
    return Contents(format="FollowTheMoney", lines=sorted(lines))


def _flat(source: Source, values: list[Json]) -> Iterator[dict[str, Json]]:
    """All entities, those within the properties of others too."""
    todo = [(number, value) for number, value in enumerate(values, 1)][::-1]
    while todo:
        number, value = todo.pop()
        if isinstance(value, list):
            todo += [(number, item) for item in reversed(value)]
            continue
        where = f"{source.name}:{number}"
        if not isinstance(value, dict) or not is_entity(value):
            raise DataError(f"{where}: no FollowTheMoney entity (id, schema, properties); nothing was merged")
        if not isinstance(value.get("id"), str | int) or not str(value["id"]).strip():
            raise DataError(f"{where}: an entity without an id; nothing was merged")
        if not isinstance(value["schema"], str):
            raise DataError(f"{where}: an entity whose schema is no name; nothing was merged")
        yield value
        for item in _all_values(value):
            if is_entity(item):
                todo.append((number, item))


def _all_values(entity: dict[str, Json]) -> Iterator[Json]:
    properties = entity["properties"]
    assert isinstance(properties, dict)
    for values in properties.values():
        yield from values if isinstance(values, list) else (values,)


def _lines(entity: dict[str, Json], known: set[str]) -> Iterator[str]:
    node = _entity(entity["id"])
    yield f"{node} <{RDF}type> {_name(str(entity['schema']))} ."
    yield f"{node} {_name('id')} {literal(str(entity['id']))} ."
    properties = entity["properties"]
    assert isinstance(properties, dict)
    for name, values in properties.items():
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict):
                value = value.get("id", "")
                yield f"{node} {_name(name)} {_entity(value)} ."
            elif value is not None and value != "":
                is_link = str(value) in known or name in _LINKS and " " not in str(value)
                yield f"{node} {_name(name)} {_entity(value) if is_link else literal(_text(value))} ."
    for name in _BESIDE:
        values = entity.get(name)
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, str | int | float | bool):
                yield f"{node} {_name(name)} {literal(_text(value))} ."


def _entity(id_: Json) -> str:
    return iri(ENTITY + quote(str(id_), safe="-._~:"))


def _name(name: str) -> str:
    # Schemata were addresses once: https://schema.occrp.org/generic/person.json#, /entity/person.json#.
    base = "" if name.startswith(("http://", "https://")) else FTM
    return iri(base + quote(name.rstrip("#"), safe="-._~:/"))


def _text(value: Json) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
