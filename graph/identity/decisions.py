"""What the user has decided on who is who: a table beside the graph that survives every rebuild.

``identity.tsv`` has a heading and one decision a line: ``verdict`` (``same`` or ``different``), two names,
the articles in which they are meant (empty: in all), and a note. A name is one that an article or the
register uses, in any case, or an IRI. Of two that are ``different`` the first is set apart: what nobody
has decided goes with the second. One name twice, without articles, means each article's own.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from ...errors import DataError, UsageError
from ..aside import put_text
from .names import normal_name
from .occurrence import Occurrence

FILE = "identity.tsv"
VERDICTS = ("same", "different")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Decision:
    """Two names, each in one article or in all, and whether they are one."""

    verdict: str
    left: str
    left_article: str = ""
    right: str
    right_article: str = ""
    note: str = ""


_COLUMNS = [field.name for field in fields(Decision)]


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a table, sorted and unique; none where there is no file.

    Raises ``DataError`` with file and line where a line is none.
    """
    if not path.exists():
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error})") from None
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = [cell.strip() for cell in next(rows, [])]
    missing = [name for name in ("verdict", "left", "right") if name not in header]
    if missing:
        raise DataError(f"{path}:1: no column {', '.join(missing)}; a table has {', '.join(_COLUMNS)}")
    found = set()
    for row in rows:
        cells = {name: cell.strip() for name, cell in zip(header, row, strict=False) if name in _COLUMNS}
        if not any(cells.values()):
            continue
        if cells["verdict"] not in VERDICTS or not cells.get("left") or not cells.get("right"):
            raise DataError(f"{path}:{rows.line_num}: not a decision; write same or different, and two names")
        found.add(Decision(**cells))
    return tuple(sorted(found))


def write_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Write the table, sorted, aside and then into place."""
    rows = ["\t".join(_COLUMNS)]
    rows += [
        "\t".join(" ".join(cell.split()) for cell in astuple(decision)) for decision in sorted(decisions)
    ]
    put_text(path, "".join(row + "\n" for row in rows))


def sides(
    ordered: list[Occurrence], decisions: Iterable[Decision]
) -> tuple[list[tuple[Occurrence, Occurrence, str]], dict[str, set[tuple[int, str]]]]:
    """What the decisions mean among these occurrences.

    Pairs to join, each with its note; and for each occurrence that must stay apart from others marks
    ``(decision, side)``: ``left`` may not meet ``right`` of one decision, nor ``each`` another ``each``.
    """
    decisions = sorted(decisions)
    names = _by_name(ordered) if decisions else {}
    same: list[tuple[Occurrence, Occurrence, str]] = []
    marks: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for number, decision in enumerate(decisions):
        left = _meant(names, decision.left, decision.left_article)
        right = _meant(names, decision.right, decision.right_article)
        if decision.verdict == "same":
            together = sorted({one.iri: one for one in (*left, *right)}.values(), key=lambda one: one.iri)
            same += [(together[0], one, decision.note) for one in together[1:] if left and right]
        elif {one.iri for one in left} == {one.iri for one in right}:
            for one in left:
                marks[one.iri].add((number, "each"))
        else:
            ends = {"left": {one.iri for one in left}, "right": {one.iri for one in right}}
            # "A" and "A of this article": the narrower end keeps what both of them name.
            wide, narrow = sorted(ends, key=lambda side: -len(ends[side]))
            ends[wide] -= ends[narrow]
            for side, iris in ends.items():
                for iri in iris:
                    marks[iri].add((number, side))
    return same, marks


def meant(occurrences: Iterable[Occurrence], name: str, article: str = "") -> list[Occurrence]:
    """The occurrences that a name stands for, in one article (identifier or IRI) or in all."""
    return _meant(_by_name(occurrences), name, article)


def _by_name(ordered: Iterable[Occurrence]) -> dict[str, list[Occurrence]]:
    names: dict[str, list[Occurrence]] = defaultdict(list)
    for one in ordered:
        for key in {normal_name(one.name), one.iri, one.register or one.iri}:
            names[key].append(one)
    return names


def _meant(names: dict[str, list[Occurrence]], name: str, article: str) -> list[Occurrence]:
    found = names.get(name) or names.get(normal_name(name), [])
    return [one for one in found if not article or article in (one.article, one.document)]
