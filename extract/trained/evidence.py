"""What speaks for and against each candidate content of a cue, in numbers that the ranker weighs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .advice import COLUMNS, Advice
from .features import Flags, Grid, Ints

Floats = NDArray[np.float32]

# Columns of the tagger's output.
OTHER, CONTENT, SOURCE, CUE, START, END = range(6)
# No probability counts as less.
FLOOR = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """What the candidates of one document share: (n,) the scores of the cues, and which cue claims a token
    as its content with most right (``owner``, ``claim``), and with how much right the next one does.
    """

    grid: Grid
    advice: Advice
    cue_score: Floats
    attitude: Floats
    is_cue: Flags
    owner: Ints
    claim: Floats
    next_claim: Floats


def evidence(
    context: Context,
    masks: Flags,
    score: Floats,
    marks: Floats,
    source: Flags,
    cue: Flags,
    content: Floats,
    head: int,
    begin: int,
) -> Floats:
    grid = context.grid
    width = len(content)
    window = slice(begin, begin + width)
    place = head - begin
    many = len(masks)
    position = np.arange(width)
    words = grid.alnum[window]
    region, sentence = grid.region[window], grid.sentence[window]
    size = np.maximum(masks.sum(axis=1), 1)
    first = masks.argmax(axis=1)
    last = width - 1 - masks[:, ::-1].argmax(axis=1)
    rise, fall = edges(masks)
    outside = ~masks & ~(source | cue) & words
    log_in = np.log(np.clip(content, FLOOR, 1))
    log_out = np.log(np.clip(1 - content, FLOOR, 1))
    sure = masks @ log_in
    quoted = (masks & (region >= 0) & words).sum(axis=1) / np.maximum((masks & words).sum(axis=1), 1)
    partial = _partial_quotations(region, masks, outside)
    heads = grid.tree.head[window] - begin
    within = (heads >= 0) & (heads < width) & (heads != position)
    governed = masks[:, np.clip(heads, 0, width - 1)] & within
    loose = (masks & ~governed & words).sum(axis=1)
    dangling = ~masks & governed & words & ~(source | cue)
    right_of = position > last[:, None]
    after = _next_word(last, words & ~source & ~cue, width)
    safe = np.minimum(after, width - 1)
    has_after = after < width
    before = np.maximum(first - 1, 0)
    follow = np.minimum(last + 1, width - 1)
    sources = np.flatnonzero(source)
    rest = context.is_cue[window] & (region < 0)
    rest = rest & (position != place)
    base = masks[0]
    rival = np.where(context.owner[window] == head, context.next_claim[window], context.claim[window])
    columns: list[NDArray[np.generic] | np.generic | float] = [
        float(context.cue_score[head]),
        float(context.attitude[head]),
        float(grid.tag[head]),
        float(grid.dep[head]),
        float(grid.region[head] >= 0),
        float(cue.sum()),
        float(width),
        float(rest.sum()),
        float(many),
        float(marks[place, CUE]),
        float(len(sources)),
        float(marks[source, SOURCE].mean()) if len(sources) else 0.0,
        float(marks[:, SOURCE].max()),
        float(grid.tag[window][sources[-1]]) if len(sources) else -1.0,
        float(np.abs(sources - place).min()) if len(sources) else 99.0,
        float((heads[sources] == place).any()) if len(sources) else -1.0,
        float(grid.region[window][sources[0]] >= 0) if len(sources) else -1.0,
        float(content.max()),
        float(content.sum()),
        np.arange(many),
        score,
        score - score[0],
        score / np.sqrt(width),
        size,
        size - size[0],
        rise.sum(axis=1),
        sure,
        outside @ log_out,
        sure / size,
        np.where(masks, content, 2).min(axis=1),
        np.where(outside, content, -1).max(axis=1),
        marks[first, START],
        marks[last, END],
        np.where(rise, marks[:, START], 2).min(axis=1),
        np.where(fall, marks[:, END], 2).min(axis=1),
        content[first],
        content[last],
        np.where(first > 0, content[before], -1),
        np.where(has_after, content[safe], -1),
        content[follow],
        (masks & base).sum(axis=1) / np.maximum((masks | base).sum(axis=1), 1),
        quoted,
        partial,
        first - place,
        last - place,
        (masks & (position < place)).any(axis=1) + 2 * (masks & (position > place)).any(axis=1),
        loose,
        (dangling & right_of).sum(axis=1),
        (dangling & ~right_of).sum(axis=1),
        (masks & (heads == place)).sum(axis=1),
        (masks & rest).sum(axis=1),
        grid.tag[window][first],
        grid.dep[window][first],
        grid.joint[window][first],
        grid.tag[window][last],
        grid.dep[window][last],
        np.where(has_after, grid.tag[window][safe], -1),
        np.where(has_after, grid.dep[window][safe], -1),
        np.where(has_after, grid.joint[window][safe], -1),
        grid.joint[window][follow],
        np.where(
            has_after,
            masks[np.arange(many), np.clip(heads[safe], 0, width - 1)] + 2 * (heads[safe] == place),
            -1,
        ),
        np.where(has_after, context.is_cue[window][safe], -1),
        np.where(has_after, sentence[safe] != sentence[last], 2),
        np.where(first > 0, grid.joint[window][before], -1),
        np.where(first > 0, grid.tag[window][before], -1),
        np.where(first > 0, sentence[before] != sentence[first], 2),
        sentence[last] - sentence[first],
        sentence[first] - sentence[place],
        sentence[last] - sentence[place],
        (region[first] >= 0) + 2 * (region[last] >= 0),
        (words & (position > last[:, None])).sum(axis=1),
        grid.tree.left[window][first] - begin - first,
        _right_edges(grid, masks, heads, last, begin, place),
        (masks @ rival) / size,
        np.where(masks, rival, 0).max(axis=1),
        float(rival[place]),
        float(rival[sources].max()) if len(sources) else 0.0,
    ]
    features = np.empty((many, len(columns) + COLUMNS), dtype=np.float32)
    for number, column in enumerate(columns):
        features[:, number] = column
    features[:, len(columns) :] = context.advice.compare(head, begin, masks, source, words)
    return features


def _partial_quotations(region: Ints, masks: Flags, outside: Flags) -> Ints:
    """How many quotations each mask holds a part of, leaving words out."""
    total = np.zeros(len(masks), dtype=np.int64)
    for quote in np.unique(region[region >= 0]):
        here = region == quote
        total += (masks[:, here].any(axis=1) & outside[:, here].any(axis=1)).astype(np.int64)
    return total


def _next_word(last: Ints, words: Flags, width: int) -> Ints:
    """The first free word after each place, ``width`` where there is none."""
    following = np.full(width + 1, width)
    places = np.where(words, np.arange(width), width)
    following[:-1] = np.minimum.accumulate(places[::-1])[::-1]
    return following[np.minimum(last + 1, width)]


def _right_edges(grid: Grid, masks: Flags, heads: Ints, last: Ints, begin: int, place: int) -> Ints:
    """How far the subtree of the first word that hangs on the cue reaches beyond the end."""
    hangs = masks & (heads == place)
    kid = hangs.argmax(axis=1)
    reach = grid.tree.right[kid + begin] - begin - last
    return np.where(hangs.any(axis=1), np.clip(reach, -60, 60), 99)


def edges(masks: Flags) -> tuple[Flags, Flags]:
    """The first and the last place of each run."""
    first, last = masks.copy(), masks.copy()
    first[:, 1:] &= ~masks[:, :-1]
    last[:, :-1] &= ~masks[:, 1:]
    return first, last
