"""What a reader gives back, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass

MOST_TRIPLES = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A dataset as it was read.

    ``lines`` are its triples, as N-Triples lines without line ends; ``derived`` is what follows from
    them and is not in the file itself (such as offsets counted another way); ``format`` is the name
    that people know it by; ``remarks`` say what the reader had to decide or could not keep.
    """

    format: str
    lines: list[str]
    derived: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
