"""The words that a cue's source may be: the likeliest, and others that are not unlikely."""

from __future__ import annotations

import numpy as np

from ..tokens import Tokens
from .evidence import CONTENT, SOURCE, Context
from .features import DEPS, Flags, Ints
from .rows import Rows, Windows, running_sum

# What an added source is: the rules', the next likeliest words, nobody.
RULED, NEXT, NOBODY = 1, 2, 3
# A source whose words have a lower mean probability gives way to the one that the rules read.
_DOUBTFUL = 0.6
# Words below the first probability are no part of another source, and those of one add up to the second.
_WORD, _SUM = 0.1, 0.2
# Nobody is thought of where the likeliest word is less sure than this.
_SURE = 0.8
_PREMODIFIERS = frozenset(DEPS.index(label) + 1 for label in ("compound", "det", "amod", "poss", "nummod"))
_HYPHENS = frozenset("-‐‑")


def likeliest_sources(context: Context, windows: Windows, cue: Flags, solid: Flags) -> Flags:
    """(p,) the likeliest run of source words of each cue, up to their noun; where that is doubtful, what the
    rules read. ``solid`` (p,) is what is no blank.
    """
    marks = windows.marks
    chosen = (marks[:, :4].argmax(axis=1) == SOURCE) & ~cue
    empty = np.bincount(windows.owner[chosen], minlength=len(windows)) == 0
    chosen |= empty[windows.owner] & (marks[:, SOURCE] > 0.25) & (marks[:, CONTENT] < 0.5) & ~cue
    chosen = _likeliest_runs(windows, chosen, 0)
    advised = _advised(context, windows, cue)
    count, mass = (
        np.bincount(windows.owner, np.where(chosen, values, 0), minlength=len(windows))
        for values in (np.ones(len(chosen)), marks[:, SOURCE])
    )
    touching = np.bincount(windows.owner[chosen & advised], minlength=len(windows)) > 0
    ruled = np.bincount(windows.owner[advised], minlength=len(windows)) > 0
    gives_way = ruled & ~touching & (mass < _DOUBTFUL * np.maximum(count, 1))
    whole = _up_to_nouns(context, windows, chosen, cue)
    source = np.where(gives_way[windows.owner], advised, whole)
    return source & windows.between(source & solid)


def with_other_sources(
    context: Context, windows: Windows, cue: Flags, solid: Flags, source: Flags
) -> tuple[Windows, Flags, Flags, Ints]:
    """The windows, each followed by copies for other sources that its cue may have; over all of these
    ``cue`` and ``source`` (p,), and which kind of source it is (c,), 0 for the likeliest.
    """
    added = _other_sources(context, windows, cue, solid, source)
    number = np.concatenate([np.arange(len(windows)), [at for at, _, _ in added]]).astype(np.int64)
    kind = np.concatenate([np.zeros(len(windows)), [what for _, what, _ in added]]).astype(np.int64)
    order = np.argsort(number, kind="stable")
    copied, longer = windows.places(number[order]), windows.chosen(number[order])
    named = source[copied]
    for at, (_, _, mask) in zip(np.argsort(order)[len(windows) :].tolist(), added, strict=True):
        named[int(longer.start[at]) : int(longer.stop[at])] = mask
    return longer, cue[copied], named, kind[order]


def _other_sources(
    context: Context, windows: Windows, cue: Flags, solid: Flags, source: Flags
) -> list[tuple[int, int, Flags]]:
    """Other sources: the number of the window, what it is, and the mask over the window, by windows."""
    marks, owner, count = windows.marks, windows.owner, len(windows)
    advised = _advised(context, windows, cue)
    meets = np.bincount(owner[advised & source], minlength=count) > 0
    advised &= ~meets[owner]
    likely = (marks[:, SOURCE] > _WORD) & ~(cue | source | advised)
    following = _up_to_nouns(context, windows, _likeliest_runs(windows, likely, _SUM), cue) & ~source
    advised, following = (mask & windows.between(mask & solid) for mask in (advised, following))
    named = np.bincount(owner[source], minlength=count) > 0
    sure = np.maximum.reduceat(marks[:, SOURCE], windows.start)
    found: list[tuple[int, int, Flags]] = []
    for number in range(count):
        part = slice(int(windows.start[number]), int(windows.stop[number]))
        found += [
            (number, kind, mask[part])
            for kind, mask in ((RULED, advised), (NEXT, following))
            if mask[part].any()
        ]
        if named[number] and sure[number] < _SURE:
            found.append((number, NOBODY, np.zeros(part.stop - part.start, dtype=bool)))
    return found


def _advised(context: Context, windows: Windows, cue: Flags) -> Flags:
    """(p,) what the rules read as the source of each cue."""
    found = np.zeros_like(cue)
    for number, (head, begin) in enumerate(zip(windows.head.tolist(), windows.begin.tolist(), strict=True)):
        start, stop = int(windows.start[number]), int(windows.stop[number])
        if (mask := context.advice.source(head, begin, stop - start)) is not None:
            found[start:stop] = mask
    return found & ~cue


def _up_to_nouns(context: Context, windows: Windows, chosen: Flags, cue: Flags) -> Flags:
    """The runs, each ending with its noun and a whole word."""
    grid, whole = context.grid, chosen.copy()
    final = windows.last(chosen, -1)
    for number in np.flatnonzero(final >= 0).tolist():
        begin, start, stop = int(windows.begin[number]), int(windows.start[number]), int(windows.stop[number])
        here, taken = whole[start:stop], cue[start:stop]
        last = int(final[number]) - start
        noun = int(grid.tree.head[begin + last]) - begin
        if grid.dep[begin + last] in _PREMODIFIERS and last < noun < min(last + 4, stop - start):
            here[last : noun + 1] = ~taken[last : noun + 1]
            last = noun
        while last + 2 < len(here) and _is_hyphen(grid.tokens, begin + last + 1):
            here[last + 1 : last + 3] = ~taken[last + 1 : last + 3]
            last += 2
    return whole


def _is_hyphen(tokens: Tokens, token: int) -> bool:
    """Whether a token holds two words together, as in "Adjei-Larsen", which has three tokens."""
    return (
        tokens.lower[token] in _HYPHENS
        and tokens.end[token - 1] == tokens.start[token]
        and tokens.end[token] == tokens.start[token + 1]
        and tokens.lower[token + 1][0].isalnum()
    )


def _likeliest_runs(windows: Windows, allowed: Flags, least: float) -> Flags:
    """In each window the allowed run of words whose probabilities add up to most, and to ``least``."""
    runs = Rows(windows, np.arange(len(windows)), allowed)
    running = running_sum(windows.marks[:, SOURCE])
    weight = running[runs.run_last + 1] - running[runs.run_first]
    order = np.lexsort((-weight, runs.run_row))
    best = order[np.flatnonzero(np.diff(runs.run_row[order], prepend=-1))]
    best = best[weight[best] >= least]
    only: Flags = np.zeros_like(allowed)
    for first, last in zip(runs.run_first[best].tolist(), runs.run_last[best].tolist(), strict=True):
        only[first : last + 1] = True
    return only
