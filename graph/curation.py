"""What a user adds to a graph and it keeps: register tables, and who is one with whom.

Each change is written beside the graph, and what is derived from it is rebuilt at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ..errors import UsageError
from ..ontology.register import load_register, register_lines
from ..ontology.rows import Table
from ..ontology.terms import REGISTER_GRAPH
from . import layers
from .identity.decisions import FILE, Decision, meant, read_decisions, write_decisions
from .identity.occurrence import Occurrence
from .own_tables import forget_table, keep_tables, read_tables
from .resolve import Resolution
from .storage.store import Store


def set_register(store: Store, tables: Sequence[Table]) -> bool:
    """Put the register with a user's tables into the graph; whether that changed anything."""
    lines = list(register_lines(load_register(*tables)))
    if lines == store.lines(REGISTER_GRAPH):
        return False
    store.replace_graph(REGISTER_GRAPH, lines)
    return True


def is_derived_from(store: Store, folder: Path, as_of: str | None) -> bool:
    """Whether the resolved graph was made from these articles and this register, with the decisions that
    lie in ``folder``, for that date."""
    return layers.made_from(store) == layers.basis(store, read_decisions(folder / FILE), as_of)


def rebuild(store: Store, folder: Path, as_of: str | None) -> Resolution:
    """Make the resolved graph anew, with the decisions that lie in ``folder``."""
    return layers.rebuild(store, read_decisions(folder / FILE), as_of)


def bring_up_to_date(store: Store, folder: Path, as_of: str | None) -> None:
    """Make the resolved graph what ``rebuild`` makes it; without decisions, only what has changed."""
    if read_decisions(folder / FILE):
        rebuild(store, folder, as_of)
    else:
        layers.bring_up_to_date(store, as_of)


def add_tables(folder: Path, paths: Iterable[Path]) -> tuple[Table, ...]:
    """Keep a user's tables with the graph in ``folder``; all that it keeps then."""
    with Store.writable(folder) as store:
        kept = keep_tables(folder, read_tables(paths))
        _derive(store, folder, kept)
    return kept


def remove_table(folder: Path, name: str) -> None:
    """Forget one of the graph's tables. Raises ``UsageError`` where it keeps none of that name."""
    with Store.writable(folder) as store:
        _derive(store, folder, forget_table(folder, name))


def decide(folder: Path, decisions: Iterable[Decision]) -> Resolution:
    """Keep decisions with the graph and rebuild; what opposes a new one in so many words is dropped.

    Raises ``UsageError`` where a name is in no article, or where two entries of the register are said
    to be one.
    """
    with Store.writable(folder) as store:
        new = tuple(decisions)
        known = [*layers.occurrences(store), *layers.entries(store, new)]
        for decision in new:
            _demand(decision, known)
        old = (kept for kept in read_decisions(folder / FILE) if not _about_the_same(kept, new))
        write_decisions(folder / FILE, {*old, *new})
        return rebuild(store, folder, layers.as_of(store))


def withdraw(folder: Path, left: str, right: str) -> int:
    """Forget every decision on these two names, and rebuild; how many there were."""
    with Store.writable(folder) as store:
        kept = read_decisions(folder / FILE)
        rest = [decision for decision in kept if {decision.left, decision.right} != {left, right}]
        if len(rest) < len(kept):
            write_decisions(folder / FILE, rest)
            rebuild(store, folder, layers.as_of(store))
        return len(kept) - len(rest)


def _derive(store: Store, folder: Path, tables: Sequence[Table]) -> None:
    if set_register(store, tables):
        bring_up_to_date(store, folder, layers.as_of(store))


def _about_the_same(kept: Decision, new: Iterable[Decision]) -> bool:
    ends = {(kept.left, kept.left_article), (kept.right, kept.right_article)}
    return any(ends == {(d.left, d.left_article), (d.right, d.right_article)} for d in new)


def _demand(decision: Decision, known: list[Occurrence]) -> None:
    entries = []
    for name, article in (
        (decision.left, decision.left_article),
        (decision.right, decision.right_article),
    ):
        found = meant(known, name, article)
        if not found:
            where = f"in {article}" if article else "in any article of this graph"
            raise UsageError(
                f"{name}: nobody and nothing is called that {where}; look with: claimgraph identity"
            )
        entries.append({one.register for one in found if one.register})
    if decision.verdict == "same" and entries[0] and entries[1] and not entries[0] & entries[1]:
        raise UsageError(
            f"{decision.left} and {decision.right} are two entries of the register; if they are one, "
            "say so in a table of your own (aliases), with: claimgraph register add"
        )
