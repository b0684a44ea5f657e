"""The spans that a cue's content may have.

The tagger gives every token of a cue's window probabilities; here they become a source and up to
``MOST`` candidate contents, each a mask over the window, with a row of features that the ranker weighs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .advice import Advice
from .evidence import CONTENT, CUE, END, FLOOR, SOURCE, START, Context, Floats, edges, evidence
from .features import DEPS, Flags, Grid, Ints

MOST = 14
# A source whose words have a lower mean probability gives way to the one that the rules read.
_DOUBTFUL = 0.6
_PREMODIFIERS = frozenset(DEPS.index(label) + 1 for label in ("compound", "det", "amod", "poss", "nummod"))
_THRESHOLDS = np.array([0.5, 0.3, 0.7, 0.12], dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One cue: its token, the window's first, source and cue as masks, candidates (m, w), features (m, f)."""

    head: int
    begin: int
    source: Flags
    cue: Flags
    masks: Flags
    features: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """What the tagger says of one cue: its token, the first token of its window, marks (w, 6)."""

    head: int
    begin: int
    marks: Floats


def read_cues(
    grid: Grid, advice: Advice, cue_score: Floats, attitude: Floats, certain: float, windows: Sequence[Window]
) -> Iterator[Reading]:
    """The candidates of each cue, in the order of the windows; a cue without any is left out."""
    owner = np.full(len(grid), -1, dtype=np.int64)
    claim, following = np.zeros(len(grid), dtype=np.float32), np.zeros(len(grid), dtype=np.float32)
    for window in windows:
        part = slice(window.begin, window.begin + len(window.marks))
        mine = cue_score[window.head] * window.marks[:, CONTENT]
        first = mine > claim[part]
        following[part] = np.where(first, claim[part], np.maximum(following[part], mine))
        claim[part] = np.maximum(claim[part], mine)
        owner[part][first] = window.head
    context = Context(grid, advice, cue_score, attitude, cue_score > certain, owner, claim, following)
    for window in windows:
        reading = _read_cue(context, window.head, window.begin, window.marks)
        if reading is not None:
            yield reading


def _read_cue(context: Context, head: int, begin: int, marks: Floats) -> Reading | None:
    """The candidates, likeliest first; None where no token may be content."""
    grid = context.grid
    end = begin + len(marks)
    place = head - begin
    cue = marks[:, CUE] > 0.5
    cue[place] = True
    solid = np.array([not word.isspace() for word in grid.tokens.lower[begin:end]])
    cue &= _between_words(cue & solid)
    advice = context.advice
    source = _source(grid, marks, cue, advice.source(head, begin, len(marks)), begin)
    source &= _between_words(source & solid)
    content = marks[:, CONTENT]
    free = ~(source | cue)
    alnum = grid.alnum[begin:end] & free
    advised = advice.content(head, begin, len(marks))
    masks = _propose(grid, marks, free, alnum, head, begin, advised)
    if not len(masks):
        return None
    score = _score(masks, marks, free)
    order = np.argsort(-score, kind="stable")
    if advised is not None:
        # What the rules read is kept even where the tagger thinks little of it.
        ruled = (masks == _tidy(advised[None], free, alnum)).all(axis=1)[order]
        order = np.concatenate([order[:MOST], order[MOST:][ruled[MOST:]]])
    else:
        order = order[:MOST]
    masks, score = masks[order], score[order]
    features = evidence(context, masks, score, marks, source, cue, content, head, begin)
    return Reading(head, begin, source, cue, masks, features)


def _source(grid: Grid, marks: Floats, cue: Flags, advised: Flags | None, begin: int) -> Flags:
    """The likeliest run of source words, up to their noun; what the rules read where it is doubtful."""
    chosen = _likeliest_run(marks, cue)
    if advised is not None and (advised & ~cue).any():
        doubtful = not chosen.any() or marks[chosen, SOURCE].mean() < _DOUBTFUL
        if doubtful and not (chosen & advised).any():
            return advised & ~cue
    if chosen.any():
        last = len(chosen) - 1 - int(chosen[::-1].argmax())
        head = int(grid.tree.head[begin + last]) - begin
        if grid.dep[begin + last] in _PREMODIFIERS and last < head < min(last + 4, len(chosen)):
            chosen[last : head + 1] = ~cue[last : head + 1]
    return chosen


def _between_words(words: Flags) -> Flags:
    """All places from the first to the last that is set."""
    ahead: Flags = np.logical_or.accumulate(words) & np.logical_or.accumulate(words[::-1])[::-1]
    return ahead


def _likeliest_run(marks: Floats, cue: Flags) -> Flags:
    label = marks[:, :4].argmax(axis=1)
    chosen: Flags = (label == SOURCE) & ~cue
    if not chosen.any():
        chosen = (marks[:, SOURCE] > 0.25) & (marks[:, CONTENT] < 0.5) & ~cue
    if not chosen.any():
        return chosen
    first, last = _runs(chosen)
    if len(first) > 1:
        running = np.concatenate([[0], np.cumsum(marks[:, SOURCE])])
        best = int(np.argmax(running[last] - running[first]))
        only = np.zeros_like(chosen)
        only[first[best] : last[best]] = True
        return only
    return chosen


def _runs(mask: Flags) -> tuple[Ints, Ints]:
    """The half-open ranges of set places."""
    first, last = edges(mask[None])
    return np.flatnonzero(first), np.flatnonzero(last) + 1


def _propose(
    grid: Grid, marks: Floats, free: Flags, alnum: Flags, head: int, begin: int, advised: Flags | None
) -> Flags:
    width = len(marks)
    content = marks[:, CONTENT]
    found: list[Flags] = []
    found.extend(_tidy(content > _THRESHOLDS[:, None], free, alnum))
    base = found[0]
    if not base.any():
        base = next((mask for mask in found if mask.any()), base)
    if base.any():
        first, last = _runs(base)
        barrier = np.flatnonzero(~free)
        for number in range(min(len(first), 3)):
            a, b = int(first[number]), int(last[number])
            rest = base.copy()
            rest[a:b] = False
            if len(first) > 1:
                found.append(rest)
                alone = np.zeros_like(base)
                alone[a:b] = True
                found.append(alone)
            low = int(barrier[barrier < a].max(initial=-1)) + 1
            high = int(barrier[barrier >= b].min(initial=width))
            starts = _best(marks[:, START], low, b, a, 4)
            ends = _best(marks[:, END], a, high, b - 1, 6)
            for left in starts:
                for right in ends:
                    if left <= right and (left != a or right != b - 1):
                        mask = rest.copy()
                        mask[left : right + 1] = True
                        found.append(mask)
        found.extend(_with_quotations(grid, base, free, begin, head))
    found.extend(_clauses(grid, width, free, begin, head))
    if advised is not None:
        found.append(advised)
    masks = _tidy(np.array(found), free, alnum)
    masks = masks[masks.any(axis=1)]
    if not len(masks):
        return masks
    seen = {row.tobytes(): number for number, row in reversed(list(enumerate(np.packbits(masks, axis=1))))}
    return masks[sorted(seen.values())]


def _best(score: Floats, low: int, high: int, here: int, count: int) -> list[int]:
    """The places with the highest scores between the bounds, and the one where the tagger stopped."""
    part = score[low:high]
    if len(part) > count:
        top = np.argpartition(-part, count)[:count]
        top = top[part[top] > 0.004]
    else:
        top = np.arange(len(part))
    return sorted({here, *(top + low).tolist()})


def _with_quotations(grid: Grid, base: Flags, free: Flags, begin: int, head: int) -> list[Flags]:
    """The base with the next quotation before or after it: `"A," she said. "B."`."""
    width = len(base)
    region = grid.region[begin : begin + width]
    present = np.unique(region[region >= 0])
    found: list[Flags] = []
    for quote in present[:8]:
        inside = (region == quote) & free
        if inside.any() and not (base & inside).all() and not inside[head - begin]:
            found.append(base | inside)
    return found


def _clauses(grid: Grid, width: int, free: Flags, begin: int, head: int) -> list[Flags]:
    """The subtree of each dependent of the cue that may be a content."""
    found: list[Flags] = []
    for kid in grid.tokens.kids[head]:
        if grid.tokens.dep[kid] in _HOLDERS:
            left, right = int(grid.tree.left[kid]) - begin, int(grid.tree.right[kid]) - begin
            if right >= 0 and left < width:
                mask = np.zeros(width, dtype=bool)
                mask[max(left, 0) : right + 1] = True
                found.append(mask)
    return found


_HOLDERS = frozenset("ccomp xcomp dobj prep acl advcl pobj attr acomp oprd parataxis".split())


def _tidy(masks: Flags, free: Flags, alnum: Flags) -> Flags:
    """Each mask without source and cue, gaps of signs or of one word closed, signs at edges dropped."""
    width = masks.shape[1]
    words = masks & alnum
    places = np.arange(width)
    before = np.maximum.accumulate(np.where(words, places, -1), axis=1)
    after = np.minimum.accumulate(np.where(words, places, width)[:, ::-1], axis=1)[:, ::-1]
    left_out = _running(alnum)
    barred = _running(~free)
    held = (before >= 0) & (after < width)
    low, high = before + 1, np.minimum(after, width - 1)
    closed: Flags = words | (held & (barred[high] == barred[low]) & (left_out[high] - left_out[low] <= 1))
    return closed


def _running(mask: Flags) -> Ints:
    """How many places before each are set."""
    total = np.zeros(len(mask) + 1, dtype=np.int64)
    np.cumsum(mask, out=total[1:])
    return total


def _score(masks: Flags, marks: Floats, free: Flags) -> Floats:
    """The log-likelihood of each mask if tokens were independent, with the marks of its edges."""
    inside = np.clip(marks[:, CONTENT], FLOOR, 1 - FLOOR)
    odds = np.where(free, np.log(inside / (1 - inside)), 0)
    base = np.where(free, np.log(1 - inside), 0).sum()
    first, last = edges(masks)
    chance = np.clip(marks[:, [START, END]], 0.002, 0.998)
    start, end = np.log(chance / (1 - chance)).T
    result: Floats = (base + masks @ odds + 0.5 * (first @ start) + 0.5 * (last @ end)).astype(np.float32)
    return result
