"""The register: platforms, companies and jurisdictions as known, each with its source, none with a span.

``load_register`` reads the tables that ship with the package and puts a user's own on top.  A thing
is identified by the slug of its name, so ``Meta Platforms, Inc.`` and ``Meta Platforms Inc`` are one;
an owner or operator that is given by a company's alias is that company.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from pyoxigraph import Literal, NamedNode

from ..errors import DataError
from .entries import (
    MEMBERSHIP,
    OPERATION,
    OWNERSHIP,
    UNDER,
    Interval,
    Register,
    RegisterEntry,
    name_key,
    slug,
)
from .rows import Row, Table, read_rows
from .terms import CG, CGD, DCTERMS, RDF, RDFS, SCHEMA, SKOS, WD, XSD

_TABLES = ("jurisdictions.csv", "companies.csv", "platforms.csv")
_PREFIXES = {"platform": "platform", "organization": "org", "person": "person", "group": "group"}
_LOCAL = {
    OWNERSHIP: "ownership",
    OPERATION: "operation",
    UNDER: "jurisdiction-relation",
    MEMBERSHIP: "membership",
}
_ADDRESS = NamedNode(XSD + "anyURI")
_DECIMAL = NamedNode(XSD + "decimal")
_DATES = {4: NamedNode(XSD + "gYear"), 7: NamedNode(XSD + "gYearMonth"), 10: NamedNode(XSD + "date")}


@cache
def load_register(*extra: Table) -> Register:
    """The packaged register with a user's tables on top, in the order given.

    A later row about the same thing adds aliases and replaces what it fills in; a row with the
    same asset, owner and ``since`` replaces that interval.  Raises ``DataError`` on a wrong row.
    """
    folder = files("claimgraph.ontology") / "register"
    builder = _Builder()
    for name in _TABLES:
        builder.add(Table(name=name, text=(folder / name).read_text("utf-8")))
    for table in extra:
        builder.add(table)
    return builder.build()


def jurisdiction_iri(code: str) -> str:
    """``cgd:jurisdiction-<code>`` for an ISO 3166-1 alpha-2 code, or EU."""
    return f"{CGD}jurisdiction-{code}"


class _Builder:
    """Collects rows, table by table; later rows win where they say something."""

    def __init__(self) -> None:
        self.entries: dict[str, RegisterEntry] = {}
        self.intervals: dict[tuple[str | None, ...], Interval] = {}
        self.owners: dict[str, str] = {}
        self.implied: set[str] = set()

    def add(self, table: Table) -> None:
        rows = list(read_rows(table))
        if rows and rows[0].table == "companies":
            self.name_owners(rows)
        for row in rows:
            getattr(self, row.table)(row)

    def jurisdictions(self, row: Row) -> None:
        code = row["code"]
        iri = jurisdiction_iri(code)
        self.put(iri, "jurisdiction", row, demonyms=tuple(row.items("demonyms")), code=code)
        if row["eu_since"]:
            self.hold(
                MEMBERSHIP, iri, jurisdiction_iri("EU"), row, since=row["eu_since"], until=row["eu_until"]
            )

    def name_owners(self, rows: list[Row]) -> None:
        """Learns names and aliases first, so that a parent may stand below its subsidiary."""
        for row in rows:
            prefix = _PREFIXES[row["type"] or "organization"]
            self.owners.setdefault(name_key(row["name"]), f"{CGD}{prefix}-{slug(row['name'])}")
        for row in rows:
            for alias in row.items("aliases"):
                self.owners.setdefault(name_key(alias), self.owners[name_key(row["name"])])

    def companies(self, row: Row) -> None:
        iri = self.owners[name_key(row["name"])]
        self.put(
            iri,
            row["type"] or "organization",
            row,
            incorporated_in=self.jurisdiction(row["incorporated_in"], row) or None,
        )
        self.seat(iri, row["jurisdiction"], row, replaces=True)
        self.owned(iri, row, "parent", row.parallel("parent_jurisdiction", len(row.items("parent"))))

    def platforms(self, row: Row) -> None:
        iri = f"{CGD}platform-{slug(row['name'])}"
        nobody = not row["owner"] and not row["operator"]
        self.put(
            iri,
            "platform",
            row,
            kind=row["kind"] or None,
            website=row["website"] or None,
            since=row["since"] or None if nobody else None,
            until=row["until"] or None if nobody else None,
        )
        operators = row.items("operator")
        for operator, region, code in zip(
            operators,
            row.parallel("operator_region", len(operators)),
            row.parallel("operator_jurisdiction", len(operators)),
            strict=True,
        ):
            node = self.owner(operator, row)
            self.seat(node, code, row)
            self.hold(OPERATION, iri, node, row, since=row["since"], until=row["until"], region=region)
        self.owned(iri, row, "owner", row.parallel("owner_jurisdiction", len(row.items("owner"))))

    def owned(self, iri: str, row: Row, column: str, codes: list[str]) -> None:
        owners = row.items(column)
        for owner, code, share in zip(owners, codes, row.parallel("share", len(owners)), strict=True):
            node = self.owner(owner, row)
            self.seat(node, code, row)
            self.hold(OWNERSHIP, iri, node, row, since=row["since"], until=row["until"], share=share)

    def owner(self, name: str, row: Row) -> str:
        """The IRI of an owner or operator, which becomes an organization if no row describes it."""
        iri = self.owners.setdefault(name_key(name), f"{CGD}org-{slug(name)}")
        if iri not in self.entries:
            self.entries[iri] = RegisterEntry(
                iri=iri, type="organization", name=name, sources=(row["source"],)
            )
            self.implied.add(iri)
        return iri

    def put(self, iri: str, type_: str, row: Row, **filled: Any) -> None:
        """Adds an entry, or what a further row says about it: aliases add up, filled cells replace."""
        old = self.entries.get(iri)
        new = RegisterEntry(
            iri=iri,
            type=type_,
            name=row["name"],
            aliases=tuple(row.items("aliases")),
            wikidata=row["wikidata"] or None,
            confidence=row["confidence"] or None,
            sources=(row["source"],),
            **filled,
        )
        if old is None or iri in self.implied:
            self.implied.discard(iri)
        else:
            new = _join(old, new)
        self.entries[iri] = new

    def seat(self, iri: str, code: str, row: Row, *, replaces: bool = False) -> None:
        """Notes whose law a company is under; its own row wins over what other rows say in passing."""
        if code and (replaces or (UNDER, iri) not in self.intervals):
            node = self.jurisdiction(code, row)
            self.intervals[UNDER, iri] = _interval(UNDER, iri, node, row)

    def hold(self, type_: str, subject: str, object_: str, row: Row, **known: str) -> None:
        if subject == object_:
            raise DataError(f"{row.where}: {row['name']!r} is its own owner or operator; give the other one")
        interval = _interval(type_, subject, object_, row, **known)
        self.intervals[type_, subject, object_, interval.since, interval.region] = interval

    def jurisdiction(self, code: str, row: Row) -> str:
        if code and jurisdiction_iri(code) not in self.entries:
            raise DataError(
                f"{row.where}: no jurisdiction has the code {code!r}; "
                "use ISO 3166-1 alpha-2 (or EU), or add it to a table of jurisdictions"
            )
        return jurisdiction_iri(code) if code else ""

    def build(self) -> Register:
        entries = tuple(sorted(self.entries.values(), key=lambda entry: entry.iri))
        intervals = tuple(sorted(self.intervals.values(), key=lambda interval: interval.iri))
        return Register(entries=entries, intervals=intervals)


def _join(old: RegisterEntry, new: RegisterEntry) -> RegisterEntry:
    changes: dict[str, Any] = {
        name: value
        for name in ("kind", "website", "wikidata", "incorporated_in", "confidence", "since", "until")
        if (value := getattr(new, name)) is not None
    }
    for name in ("aliases", "demonyms", "sources"):
        changes[name] = tuple(dict.fromkeys((*getattr(old, name), *getattr(new, name))))
    if new.name not in (old.name, *changes["aliases"]):
        changes["aliases"] = (*changes["aliases"], new.name)
    return replace(old, **changes)


def _interval(type_: str, subject: str, object_: str, row: Row, **known: str) -> Interval:
    filled = {name: value for name, value in known.items() if value}
    parts = (type_, subject, object_, filled.get("since", ""), filled.get("region", ""))
    key = sha256("\x1f".join(parts).encode()).hexdigest()[:16]
    return Interval(
        iri=f"{CGD}{_LOCAL[type_]}-{key}",
        type=type_,
        subject=subject,
        object=object_,
        confidence=row["confidence"] or None,
        source=row["source"],
        **filled,
    )


@cache
def register_lines(register: Register | None = None) -> tuple[str, ...]:
    """The register's graph as sorted, unique N-Triples lines without line ends."""
    register = register or load_register()
    lines = set(_entry_lines(register.entries))
    lines.update(_interval_lines(register.intervals))
    return tuple(sorted(lines))


def _entry_lines(entries: tuple[RegisterEntry, ...]) -> Iterator[str]:
    for entry in entries:
        node = f"<{entry.iri}>"
        yield f"{node} <{RDF}type> <{CG}{entry.type.capitalize()}> ."
        yield f"{node} <{RDFS}label> {_text(entry.name)} ."
        for alias in entry.aliases:
            yield f"{node} <{SKOS}altLabel> {_text(alias)} ."
        for demonym in entry.demonyms:
            yield f"{node} <{CG}demonym> {_text(demonym)} ."
        for source in entry.sources:
            yield f"{node} <{DCTERMS}source> {_text(source)} ."
        if entry.kind:
            yield f"{node} <{CG}platformKind> {_text(entry.kind)} ."
        if entry.website:
            yield f"{node} <{SCHEMA}url> {Literal(entry.website, datatype=_ADDRESS)} ."
        if entry.wikidata:
            yield f"{node} <{SKOS}exactMatch> <{WD}{entry.wikidata}> ."
        if entry.code:
            yield f"{node} <{CG}countryCode> {_text(entry.code)} ."
        if entry.incorporated_in:
            yield f"{node} <{CG}incorporatedIn> <{entry.incorporated_in}> ."
        yield from _dated(node, entry)


def _interval_lines(intervals: tuple[Interval, ...]) -> Iterator[str]:
    for interval in intervals:
        node = f"<{interval.iri}>"
        yield f"{node} <{RDF}type> <{CG}{interval.type}> ."
        yield f"{node} <{CG}subject> <{interval.subject}> ."
        yield f"{node} <{CG}object> <{interval.object}> ."
        yield f"{node} <{DCTERMS}source> {_text(interval.source)} ."
        if interval.share:
            share = f"{Decimal(interval.share).normalize():f}"
            yield f"{node} <{CG}share> {Literal(share, datatype=_DECIMAL)} ."
        if interval.region:
            yield f"{node} <{CG}region> {_text(interval.region)} ."
        yield from _dated(node, interval)


def _dated(node: str, thing: RegisterEntry | Interval) -> Iterator[str]:
    for name, value in (("since", thing.since), ("until", thing.until)):
        if value:
            yield f"{node} <{CG}{name}> {Literal(value, datatype=_DATES[len(value)])} ."
    if thing.confidence:
        yield f"{node} <{CG}confidenceLevel> {_text(thing.confidence)} ."


def _text(value: str) -> str:
    return str(Literal(value))
