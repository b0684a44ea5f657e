"""Every error that claimgraph raises on purpose, and the exit code that each one ends with.

Two kinds matter to a run over many articles: ``SkipDocument`` costs one document and is reported;
``StopRun`` and what derives from it ends the run.  A message says what, where and what to do next.
"""

from __future__ import annotations

# What is kept of a longer message: where it is and what is wrong, and what to do next.
_BEGIN, _END = 500, 200


class ClaimgraphError(Exception):
    """Root of all errors of this package; ``exit_code`` is what the command line ends with.

    Its message is one line of bounded length, whatever a file that it quotes may hold.
    """

    exit_code = 2

    def __str__(self) -> str:
        line = " ".join("".join(map(_visible, super().__str__())).split())
        return line if len(line) <= _BEGIN + _END else f"{line[:_BEGIN]} … {line[-_END:]}"


def _visible(letter: str) -> str:
    """A sign that a terminal would obey becomes its escape; white space stays."""
    shown = letter.isprintable() or letter.isspace()
    return letter if shown else letter.encode("unicode_escape").decode()


class SkipDocument(ClaimgraphError):
    """This document cannot be read; the run goes on without it.

    ``where`` names the file (and line) as the user would look for it.
    """

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason

    def __reduce__(self) -> tuple[type[SkipDocument], tuple[str, str]]:
        return type(self), (self.where, self.reason)


class StopRun(ClaimgraphError):
    """The run cannot go on: a wrong set-up, a locked graph, a full disk."""


class UsageError(StopRun):
    """What was asked cannot be done as asked: an unknown preset, column, format or path."""


class DataError(StopRun):
    """A file that was given as data does not parse: a dataset to merge, a gold file, a register row."""


class QueryError(StopRun):
    """A SPARQL query that does not parse or cannot be answered."""
