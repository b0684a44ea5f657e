"""Reading a ``View`` back out of the store, by SPARQL over its layers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from ..ontology.terms import (
    ALIGNED_GRAPHS,
    CG,
    CGG,
    DCTERMS,
    EXTERNAL_GRAPHS,
    NIF,
    REGISTER_GRAPH,
    RESOLVED_GRAPH,
    RUN_GRAPH,
    SCHEMA,
    WD,
)
from .matches import matches
from .query import Row, select
from .record import Span
from .storage.store import Store
from .view import ClaimView, DocumentView, EdgeView, NodeView, View

_TYPES = "cg:Person cg:Organization cg:Group cg:Platform cg:Jurisdiction cg:Instrument"
_DOCUMENTS = f"GRAPH <{RUN_GRAPH}> {{ ?graph cg:fingerprint ?fingerprint }} GRAPH ?graph"
_MERGED = (EXTERNAL_GRAPHS, ALIGNED_GRAPHS)
_EDGE_TYPES = {
    "Ownership": "ownedBy",
    "Operation": "operatedBy",
    "Affiliation": "affiliatedWith",
    "JurisdictionRelation": "underJurisdiction",
    "Naming": "alsoKnownAs",
    "Imposition": "imposedBy",
    "Targeting": "targets",
}


def snapshot(store: Store, version: str) -> View:
    """Everything that an export shows, sorted; what others know only where a document leads to it.

    Documents are sorted by date and title, nodes and edges by IRI, claims by document and offset.
    """
    claims = _claims(store)
    nodes = _nodes(store)
    known = [node for node in nodes if node.origin in ("text", "register")]
    found = matches(store, {node.iri: [node.wikidata] if node.wikidata else [] for node in known})
    # What a merged dataset calls by an IRI of its own is drawn where ours is.
    names = {node.iri for node in known}
    ours = {match.iri: match.subject for match in reversed(found) if match.exact and match.subject in names}
    edges = _edges(store, ours)
    reached = {claim.speaker for claim in claims} | {node for claim in claims for node, _ in claim.about}
    reached |= {row["node"] for row in select(store, _IDENTIFIED)}
    edges = _reachable(edges, reached)
    for edge in edges:
        reached |= {edge.subject, edge.object}
    shown = tuple(node for node in nodes if node.iri in reached and ours.get(node.iri, node.iri) == node.iri)
    things = {node.iri for node in shown} | {claim.iri for claim in claims}
    return View(
        version=version,
        documents=_documents(store),
        nodes=shown,
        claims=claims,
        edges=edges,
        matches=tuple(match for match in found if match.subject in things),
    )


_IDENTIFIED = (
    f"SELECT DISTINCT ?node WHERE {{ GRAPH <{RESOLVED_GRAPH}> {{ ?occurrence cg:identifiedAs ?node }} }}"
)


def _documents(store: Store) -> tuple[DocumentView, ...]:
    rows = select(
        store,
        f"""SELECT ?node ?id ?title ?text ?outlet ?date ?url WHERE {{ {_DOCUMENTS} {{
            ?node a cg:Document ; <{DCTERMS}identifier> ?id ; cg:text/<{NIF}isString> ?text .
            OPTIONAL {{ ?node <{SCHEMA}headline> ?title }}
            OPTIONAL {{ ?node <{SCHEMA}publisher> ?outlet }}
            OPTIONAL {{ ?node <{SCHEMA}datePublished> ?date }}
            OPTIONAL {{ ?node <{SCHEMA}url> ?url }} }} }}""",
    )
    authors = _gather(store, f"{_DOCUMENTS} {{ ?node <{SCHEMA}author> ?value }}")
    views = (
        DocumentView(
            iri=row["node"],
            id=row["id"],
            title=row.get("title") or row["id"],
            text=row["text"],
            outlet=row.get("outlet"),
            date=row.get("date"),
            url=row.get("url"),
            authors=authors[row["node"]],
        )
        for row in rows
    )
    return tuple(sorted(views, key=lambda view: (view.date or "", view.title, view.iri)))


def _nodes(store: Store) -> list[NodeView]:
    labels = _gather(
        store, f"VALUES ?type {{ {_TYPES} }} GRAPH ?graph {{ ?node a ?type ; rdfs:label ?value }}"
    )
    # A merged dataset may speak of our IRIs; it does not rename them.
    own = _gather(
        store,
        f"VALUES ?type {{ {_TYPES} }} GRAPH ?graph {{ ?node a ?type ; rdfs:label ?value }}"
        + "".join(f' FILTER(!STRSTARTS(STR(?graph), "{merged}"))' for merged in _MERGED),
    )
    aliases = _gather(
        store, f"VALUES ?type {{ {_TYPES} }} GRAPH ?graph {{ ?node a ?type ; skos:altLabel ?value }}"
    )
    spoken = f"GRAPH <{RESOLVED_GRAPH}> {{ ?occurrence cg:identifiedAs ?node }} {_DOCUMENTS} "
    roles = _gather(store, spoken + "{ ?occurrence cg:role/rdfs:label ?value }")
    categories: dict[str, Counter[str]] = defaultdict(Counter)
    for row in select(
        store, f"SELECT ?node ?value WHERE {{ {spoken} {{ ?occurrence cg:role/cg:category ?value }} }}"
    ):
        categories[row["node"]][row["value"].removeprefix(CG)] += 1
    wikidata = _gather(
        store, f"GRAPH ?graph {{ ?node skos:exactMatch ?value }} FILTER(STRSTARTS(STR(?value), '{WD}'))"
    )
    nodes: dict[str, NodeView] = {}
    rows = select(
        store,
        f"SELECT DISTINCT ?node ?type ?graph {{ VALUES ?type {{ {_TYPES} }}"
        " GRAPH ?graph { ?node a ?type } }",
    )
    for row in sorted(
        rows, key=lambda row: (row["node"], _is_merged(row["graph"]), row["graph"], row["type"])
    ):
        node = row["node"]
        if node in nodes or not labels[node]:
            continue
        name = (own[node] or labels[node])[0]
        counts = categories[node]
        nodes[node] = NodeView(
            iri=node,
            type=row["type"].removeprefix(CG).lower(),
            name=name,
            aliases=tuple(sorted({*aliases[node], *labels[node]} - {name})),
            roles=roles[node],
            category=min(counts, key=lambda name: (-counts[name], name), default=None),
            origin=_origin(row["graph"]),
            wikidata=next(iter(wikidata[node]), None),
        )
    return list(nodes.values())


def _claims(store: Store) -> tuple[ClaimView, ...]:
    spans = {
        name: _spans(store, f"{_DOCUMENTS} {{ ?node a cg:Claim ; cg:{name}Span ?span }}")
        for name in ("content", "cue", "source", "about")
    }
    speakers = _gather(store, f"GRAPH <{RESOLVED_GRAPH}> {{ ?value cg:asserts ?node }}")
    modality = _gather(store, f"{_DOCUMENTS} {{ ?node a cg:Claim ; cg:modality ?value }}")
    about: dict[str, set[tuple[str, Span]]] = defaultdict(set)
    for row in select(
        store,
        f"""SELECT ?node ?target ?begin ?end WHERE {{
            {_DOCUMENTS} {{ ?node cg:aboutSpan ?span . ?span cg:refersTo ?occurrence ;
                <{NIF}beginIndex> ?begin ; <{NIF}endIndex> ?end }}
            GRAPH <{RESOLVED_GRAPH}> {{ ?occurrence cg:identifiedAs ?target . ?node cg:about ?target }} }}""",
    ):
        about[row["node"]].add((row["target"], Span(int(row["begin"]), int(row["end"]))))
    rows = select(
        store,
        f"""SELECT ?node ?document ?kind ?quote ?role ?category ?nested ?confidence WHERE {{ {_DOCUMENTS} {{
            ?node a cg:Claim ; cg:reportedBy ?document ; cg:kind ?kind ; cg:quote ?quote .
            OPTIONAL {{ ?node cg:confidence ?confidence }}
            OPTIONAL {{ ?node cg:nestedIn ?nested }}
            OPTIONAL {{ ?node cg:speakerRole ?said . ?said rdfs:label ?role
                OPTIONAL {{ ?said cg:category ?category }} }} }} }}""",
    )
    views = (
        ClaimView(
            iri=node,
            document=row["document"],
            kind=row["kind"].removeprefix(CG),
            content=spans["content"][node],
            quote=row["quote"],
            cue=spans["cue"][node],
            source=spans["source"][node],
            speaker=next(iter(speakers[node]), None),
            role=row.get("role"),
            role_category=row["category"].removeprefix(CG) if row.get("category") else None,
            about=tuple(sorted(about[node])),
            modality=tuple(value.removeprefix(CG) for value in modality[node]),
            nested_in=row.get("nested"),
            confidence=float(row.get("confidence", "1")),
        )
        for row in rows
        if (node := row["node"])
    )
    return tuple(sorted(views, key=lambda view: (view.document, view.content, view.iri)))


def _edges(store: Store, ours: Mapping[str, str]) -> tuple[EdgeView, ...]:
    """All relations; ``ours`` has our IRI for one of a merged dataset."""
    types = " ".join(f"cg:{name}" for name in _EDGE_TYPES)
    evidence = _spans(
        store,
        f"{_DOCUMENTS} {{ ?node cg:statedBy ?by ;"
        " cg:subjectSpan|cg:objectSpan|cg:cueSpan|cg:detailSpan ?span }",
    )
    modality = _gather(store, f"{_DOCUMENTS} {{ ?node cg:statedBy ?d ; cg:modality ?value }}")
    details = """OPTIONAL { ?node cg:since ?since } OPTIONAL { ?node cg:until ?until }
        OPTIONAL { ?node cg:share ?share }"""
    stated = select(
        store,
        f"""SELECT ?node ?type ?subject ?object ?document ?claim ?since ?until ?share ?graph WHERE {{
            {_DOCUMENTS} {{ VALUES ?type {{ {types} }} ?node a ?type ; cg:statedBy ?document ;
                cg:subject ?from ; cg:object ?to . OPTIONAL {{ ?node cg:inClaim ?claim }} {details} }}
            GRAPH <{RESOLVED_GRAPH}> {{ ?from cg:identifiedAs ?subject . ?to cg:identifiedAs ?object }} }}""",
    )
    known = select(
        store,
        f"""SELECT ?node ?type ?subject ?object ?source ?since ?until ?share ?graph WHERE {{
            VALUES ?type {{ {types} }} GRAPH ?graph {{ ?node a ?type ; cg:subject ?subject ;
                cg:object ?object ; <{DCTERMS}source> ?source . {details}
                FILTER NOT EXISTS {{ ?node cg:statedBy ?d }} }} }}""",
    )
    views = {
        row["node"]: EdgeView(
            iri=row["node"],
            type=_EDGE_TYPES[row["type"].removeprefix(CG)],
            subject=ours.get(row["subject"], row["subject"]),
            object=ours.get(row["object"], row["object"]),
            origin=_origin(row["graph"]),
            document=row.get("document"),
            claim=row.get("claim"),
            evidence=evidence[row["node"]],
            modality=tuple(value.removeprefix(CG) for value in modality[row["node"]]),
            source=row.get("source"),
            since=row.get("since"),
            until=row.get("until"),
            share=row.get("share"),
        )
        for row in [*known, *stated]
    }
    return tuple(sorted(views.values(), key=lambda view: view.iri))


def _reachable(edges: Iterable[EdgeView], start: set[str | None]) -> tuple[EdgeView, ...]:
    """Edges from texts, and those of the register that lead on from a node of the documents."""
    outgoing: dict[str, list[EdgeView]] = defaultdict(list)
    kept = {edge.iri: edge for edge in edges if edge.document}
    for edge in edges:
        outgoing[edge.subject].append(edge)
    todo = [node for node in start if node] + [
        node for edge in kept.values() for node in (edge.subject, edge.object)
    ]
    seen: set[str] = set()
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            kept.update((edge.iri, edge) for edge in outgoing[node])
            todo.extend(edge.object for edge in outgoing[node])
    return tuple(sorted(kept.values(), key=lambda edge: edge.iri))


def _gather(store: Store, pattern: str) -> dict[str, tuple[str, ...]]:
    gathered: dict[str, set[str]] = defaultdict(set)
    for row in select(store, f"SELECT DISTINCT ?node ?value WHERE {{ {pattern} }}"):
        gathered[row["node"]].add(row["value"])
    return defaultdict(tuple, {node: tuple(sorted(values)) for node, values in gathered.items()})


def _spans(store: Store, pattern: str) -> dict[str, tuple[Span, ...]]:
    gathered: dict[str, set[Span]] = defaultdict(set)
    offsets = f"GRAPH ?graph {{ ?span <{NIF}beginIndex> ?begin ; <{NIF}endIndex> ?end }}"
    rows: Iterable[Row] = select(store, f"SELECT ?node ?begin ?end WHERE {{ {pattern} {offsets} }}")
    for row in rows:
        gathered[row["node"]].add(Span(int(row["begin"]), int(row["end"])))
    return defaultdict(tuple, {node: tuple(sorted(spans)) for node, spans in gathered.items()})


def _is_merged(graph: str) -> bool:
    return graph.startswith(_MERGED)


def _origin(graph: str) -> str:
    if graph == REGISTER_GRAPH:
        return "register"
    for merged in _MERGED:
        if graph.startswith(merged):
            return graph.removeprefix(merged)
    assert graph.startswith(CGG)
    return "text"
