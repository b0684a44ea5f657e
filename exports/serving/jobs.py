"""What a query process is asked to do, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds an answer may take, rows it may have, bytes of memory a query process may hold."""

    seconds: float = 30.0
    rows: int = 100_000
    memory: int = 4 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One request.

    ``kind`` is ``sparql``, ``preset``, ``description``, ``search``, ``articles`` or ``article``;
    ``text`` is the query, the preset's name, the words or the article's key; ``values`` are a preset's
    parameters. ``default_graphs`` and ``named_graphs`` are those of the SPARQL Protocol.
    """

    kind: str
    text: str = ""
    accept: str = "*/*"
    values: tuple[tuple[str, str], ...] = ()
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    endpoint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A status code of HTTP, a media type and a body."""

    status: int
    type: str
    body: bytes

    @classmethod
    def line(cls, status: int, text: str) -> Answer:
        """One line of plain text, for an error."""
        return cls(status=status, type="text/plain", body=(text + "\n").encode("utf-8", "replace"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What is served: the folder of a graph, and how much one request may take."""

    folder: Path
    limits: Limits
