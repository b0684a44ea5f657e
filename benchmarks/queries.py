"""SPARQL at a million quads of the program's own model, on disk, beside rdflib in memory in the same run.

    python benchmarks/queries.py [--quads 1000000] [--claims 1000000] [--without-rdflib]

Seconds of CPU of one process each, all its threads; lookups, groupings and paths are the best of some
rounds, and must have the same rows on both sides. The articles are made up, with the register beside them,
and are resolved by the program. TriG and Turtle are written of the graph as the program has made it, TriG
once more beside that Turtle, and of a store into which the same statements were loaded from a file, without
the articles' lines beside it. Then: a word among the quotes of --claims claims.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from claimgraph.exports.writing import write_files
from claimgraph.graph import iri, layers, query
from claimgraph.graph.dataset import Dataset
from claimgraph.graph.lift import lift
from claimgraph.graph.record import (
    Argument,
    Claim,
    ClaimKind,
    Document,
    Entity,
    EntityType,
    Mention,
    MentionForm,
    Reading,
    Role,
    RoleCategory,
    Span,
)
from claimgraph.graph.storage.disk import disk_errors
from claimgraph.graph.storage.fulltext import QuoteIndex
from claimgraph.graph.storage.ledger import Entry
from claimgraph.graph.storage.store import Store
from claimgraph.ontology.register import register_lines
from claimgraph.ontology.terms import PREFIXES, REGISTER_GRAPH

SYLLABLES = "ba den ka lo mi nu pra ri so tel va zu che fro gan hel".split()
PLATFORMS = {"TikTok": "platform-tiktok", "RedNote": "platform-xiaohongshu", "WeChat": "platform-wechat"}
QUERIES = {
    "lookup": "SELECT ?p ?o { <%s> ?p ?o }",
    "claims by speaker": """SELECT ?speaker (COUNT(?claim) AS ?n) { ?speaker cg:asserts ?claim }
        GROUP BY ?speaker""",
    "claims by outlet": """SELECT ?outlet (COUNT(?claim) AS ?n) { ?claim cg:reportedBy ?document .
        ?document schema:publisher ?outlet } GROUP BY ?outlet""",
    "claims by outlet, counted before joined": """SELECT ?outlet (SUM(?claims) AS ?n) {
        { SELECT ?document (COUNT(?claim) AS ?claims) { ?claim cg:reportedBy ?document } GROUP BY ?document }
        ?document schema:publisher ?outlet } GROUP BY ?outlet""",
    "direct claims by outlet": """SELECT ?outlet (COUNT(?claim) AS ?n) { ?claim cg:reportedBy ?document ;
        cg:kind cg:direct . ?document schema:publisher ?outlet } GROUP BY ?outlet""",
    "property path": """SELECT DISTINCT ?law {
        cgd:platform-tiktok cg:ownedBy*/cg:underJurisdiction/rdfs:label ?law }""",
}
_PIECE = 64_000_000  # bytes
_ROWS = "rows of "
_TRIG, _TURTLE = "TriG out", "Turtle out"
_TRIG_AGAIN, _TRIG_LOADED = "TriG out, Turtle there", "TriG out, articles not beside"
BOUNDS = {
    "load": 15.0,
    "lookup": 0.005,
    **dict.fromkeys((name for name in QUERIES if "claims by" in name), 1.0),
    "property path": 0.05,
    **dict.fromkeys((_TRIG, _TURTLE, _TRIG_AGAIN, _TRIG_LOADED), 10.0),
    "memory, MB": 600,
}


def word(rng: random.Random) -> str:
    return "".join(rng.choices(SYLLABLES, k=rng.choice((1, 2, 2, 3))))


def quote(rng: random.Random) -> str:
    words = [word(rng) for _ in range(rng.randint(6, 24))]
    if rng.random() < 0.002:
        words[rng.randrange(len(words))] = "propaganda"
    return " ".join(words)


def reading(number: int) -> Reading:
    """An article in which twelve people say thirty things about three platforms."""
    rng = random.Random(number)
    text, claims, entities = "", [], []
    platforms: dict[str, list[Span]] = {name: [] for name in PLATFORMS}
    drafts = []
    for person in range(12):
        name = f"{word(rng).title()} {word(rng).title()}{word(rng)}"
        said = []
        for _ in range(rng.randint(2, 3)):
            platform = rng.choice(list(PLATFORMS))
            begin = len(text)
            words = f"{platform} {quote(rng)}"
            text += f"“{words},” said {name}, a researcher.\n"
            content = Span(begin + 1, begin + 1 + len(words))
            spoken = text.rindex(name)
            about = Span(content.start, content.start + len(platform))
            platforms[platform].append(about)
            said.append(
                (content, Span(spoken - 5, spoken - 1), Span(spoken, spoken + len(name)), platform, about)
            )
        drafts.append((name, said, person))
    known = {
        name: Entity(
            name=name,
            type=EntityType.PLATFORM,
            mentions=tuple(Mention(span=span, form=MentionForm.NAME) for span in spans),
            register=PREFIXES["cgd"] + PLATFORMS[name],
        )
        for name, spans in platforms.items()
        if spans
    }
    for name, said, person in drafts:
        after = said[0][2].end + 4
        role = Role(span=Span(after, after + 10), category=list(RoleCategory)[person % len(RoleCategory)])
        mentions = tuple(Mention(span=part[2], form=MentionForm.NAME) for part in said)
        speaker = Entity(name=name, type=EntityType.PERSON, mentions=mentions, roles=(role,))
        entities.append(speaker)
        for content, cue, source, platform, about in said:
            target = Argument(entity=known[platform], span=about)
            claims.append(
                Claim(kind=ClaimKind.DIRECT, content=(content,), cue=(cue,), source=(source,),
                      speaker=speaker, role=role, about=(target,))
            )  # fmt: skip
    day = f"20{number % 20 + 5:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    document = Document(id=f"{number}.txt", source=f"{number}.txt", text=text, title=f"Article {number}",
                        date=day, outlet=f"Outlet {number % 40}")  # fmt: skip
    return Reading(
        document=document, model="made up", entities=(*entities, *known.values()), claims=tuple(claims)
    )


def put_articles(store: Store, wanted: int) -> None:
    """Put as many articles as it takes, as a build does."""
    made = number = 0
    while made < wanted:
        one = reading(number)
        lines = lift(one)
        graph = iri.graph_iri(iri.document_key(one.document))
        store.put(Entry(source=f"{number}.txt", graph=graph, fingerprint="1"), lines, f"{PREFIXES['cgd']}run")
        made, number = made + len(lines) + 4, number + 1


def make(folder: Path, wanted: int) -> tuple[Path, str, int]:
    """The whole dataset as an N-Quads file beside the graph that it is from, a claim in it, and its size."""
    whole = folder / "whole.nq"
    with Store.create(folder / "made") as store:
        store.keep_ledger()
        put_articles(store, wanted)
        store.replace_graph(REGISTER_GRAPH, register_lines())
        layers.rebuild(store)
        store.inner.dump(str(whole))
        (row,) = query.select(store, "SELECT ?claim { GRAPH ?g { ?claim a cg:Claim } } LIMIT 1")
        return whole, row["claim"], len(store)


def cpu(work: Callable[[], object], rounds: int = 1) -> float:
    """The least CPU seconds that the work took in some rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def load(store: Store, file: Path) -> None:
    """Fill an empty store piece by piece: the loader keeps in memory what it is given at once.

    The lines are as Oxigraph wrote them, so their IRIs are not proved again; and as after a build, files are
    not merged into fewer, which the queries are hardly faster for.
    """
    with file.open("rb") as stream:
        while lines := stream.readlines(_PIECE):
            store.inner.bulk_load(b"".join(lines), ox.RdfFormat.N_QUADS, lenient=True)


def peak() -> float:
    """Megabytes that this process has had at most.

    On Linux from its status: ``getrusage`` counts what its parent had when it was started
    (https://man7.org/linux/man-pages/man5/proc_pid_status.5.html, VmHWM).
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024


def ours(file: Path, claim: str) -> dict[str, float]:
    folder = file.parent / "ours"
    with disk_errors(), Store.create(folder) as store:
        found = {"load": cpu(lambda: load(store, file))}
    store = Store.read(folder)
    for name, text in QUERIES.items():
        asked = partial(query.run, store, text.replace("%s", claim))
        found[name] = cpu(lambda asked=asked: query.table(asked()), 5)  # type: ignore[misc]
        found[_ROWS + name] = rows(query.table(asked())[1])
    built = Store.read(file.parent / "made")
    for name, of, format_ in (
        (_TRIG, built, "trig"),
        (_TURTLE, built, "ttl"),
        (_TRIG_AGAIN, built, "trig"),
        (_TRIG_LOADED, store, "trig"),
    ):
        out = file.parent / ("loaded" if of is store else "out")
        work = partial(write_files, Dataset(of, "1"), [format_], out, text="full")
        found[name] = cpu(work)
    return found


def theirs(file: Path, claim: str) -> dict[str, float]:
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    found = {"load": cpu(lambda: dataset.parse(str(file), format="nquads"))}
    for name, text in QUERIES.items():
        asked = partial(dataset.query, text.replace("%s", claim), initNs=PREFIXES)
        found[name] = cpu(lambda asked=asked: list(asked()), 2)  # type: ignore[misc]
        found[_ROWS + name] = rows(asked())
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace)
    for name, format_ in ((_TRIG, "trig"), (_TURTLE, "turtle")):
        found[name] = cpu(lambda format_=format_: dataset.serialize(io.BytesIO(), format=format_))  # type: ignore[misc]
    found[_TRIG_AGAIN] = found[_TRIG_LOADED] = found[_TRIG]
    return found


def rows(answer: Iterable[Iterable[object]]) -> int:
    """A number that is the same for the same rows in any order."""
    text = repr(sorted([str(value) for value in row] for row in answer))
    return int.from_bytes(sha256(text.encode()).digest()[:4])


def measured(side: str, file: Path, claim: str) -> dict[str, float]:
    """What one side takes, in a process of its own: CPU seconds, and megabytes at most."""
    command = [sys.executable, __file__, "--side", side, str(file), claim]
    answer = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    found: dict[str, float] = json.loads(answer.stdout)
    return found


def search(folder: Path, claims: int) -> tuple[float, float, int]:
    """CPU seconds to index so many quotes, to find a word in them (the best of five), and its hits."""
    index = QuoteIndex.writable(folder)
    rng = random.Random(1)
    line = f'<{PREFIXES["cgd"]}claim-%s> <{PREFIXES["cg"]}quote> "%s" .'

    def fill() -> None:
        for article in range(claims // 1000):
            entry = Entry(source=f"{article}", graph=f"http://x/{article}", fingerprint="1")
            index.put([(entry, (line % (f"{article}-{number}", quote(rng)) for number in range(1000)))])

    filling = cpu(fill)
    reader = QuoteIndex.read(folder)
    assert reader
    return filling, cpu(lambda: reader.search("propaganda"), 5), len(reader.search("propaganda", 10_000_000))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--without-rdflib", action="store_true")
    parser.add_argument("--side", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.side:
        side, file, claim = arguments.side
        found = (ours if side == "ours" else theirs)(Path(file), claim)
        found["memory, MB"] = peak()
        print(json.dumps(found))
        return
    with tempfile.TemporaryDirectory() as scratch:
        file, claim, size = make(Path(scratch), arguments.quads)
        one = measured("ours", file, claim)
        shown = {name: round(one[name], 5) for name in BOUNDS}
        print(f"{size} quads; measured here: {shown}", file=sys.stderr, flush=True)
        filling, finding, hits = search(Path(scratch), arguments.claims)
        print(
            f"{arguments.claims} quotes: indexed in {filling:.1f} s; "
            f"'propaganda' ({hits} hits) in {finding * 1000:.1f} ms\n",
            flush=True,
        )
        other = {} if arguments.without_rdflib else measured("rdflib", file, claim)
        for name in other:
            assert not name.startswith(_ROWS) or other[name] == one[name], f"not the same {name}"
        print(f"{size} quads\n\n| what | here, s | at most | rdflib, s | times |\n|---|--:|--:|--:|--:|")
        for name, bound in BOUNDS.items():
            value = one[name]
            beside = other.get(name)
            print(f"| {name} | {value:.4g} | {bound:g} |", end="")
            print(f" {beside:.4g} | {beside / value:.1f} |" if beside else " | |")


if __name__ == "__main__":
    main()
