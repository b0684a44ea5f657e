"""What the trained attributor knows of each token, as whole columns: no token is visited by itself.

``grid_of`` gives one row a token of the document: its word, tag, place in the parse, in its sentence,
paragraph and quotation. All values are small integers, indices into the tables that training filled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.tokens import Doc

from ..tokens import Tokens, tokens_of
from .tree import Tree, tree_of

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# The label set of the English pipelines (https://spacy.io/models/en, ClearNLP dependencies, Penn tags);
# a label of another pipeline counts as unknown. The order is part of a trained model.
DEPS = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj "
    "csubjpass dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd "
    "parataxis pcomp pobj poss preconj predet prep prt punct quantmod relcl xcomp"
).split()
TAGS = (
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS "
    "PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX `` _SP"
).split()
ENTITIES = (
    "CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT QUANTITY "
    "TIME WORK_OF_ART"
).split()
# Words that hold sentences together, each with a row of its own.
JOINTS = (
    ', . " “ ” : ; -- — – - ( ) ? ! that who which as when while if because and but or in on after before '
    "with to since though although where for at during whether how what why not n't"
).split()

# Dependents that a token knows the first of, by class: subject, object, clause, preposition, particle.
SLOTS: tuple[tuple[str, ...], ...] = (
    ("nsubj", "nsubjpass", "csubj", "agent"),
    ("dobj", "attr", "acomp", "oprd", "dative"),
    ("ccomp", "xcomp", "parataxis"),
    ("prep", "acl", "relcl", "advcl"),
    ("prt", "neg", "aux", "mark"),
)
# Sizes of the tables, one a column of ``Grid.ids``.
SUFFIXES, SHAPES = 1024, 256
GRID_SIZES = (SUFFIXES, SHAPES, len(TAGS) + 1, len(DEPS) + 1, len(ENTITIES) + 1, 32, 24, 24, 48, 64, 48)

WHITE = len(TAGS)  # the id of ``_SP``


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """One document: ``words`` the hashes of the words in lower case, ``ids`` (n, len(GRID_SIZES)) rows of
    tables, ``flags`` (n, 2 * len(DEPS)) which dependents a token has to its left and to its right,
    ``slots`` (n, 1 + len(SLOTS)) head and first dependents by class (n where there is none). The rest are
    columns (n,): labels as ids, numbers of paragraph, sentence and quotation (-1 outside any), whether
    it is a word; and for each quotation its first and last token and its kind.
    """

    tokens: Tokens
    tree: Tree
    words: NDArray[np.uint64]
    ids: Ints
    flags: Flags
    slots: Ints
    dep: Ints
    tag: Ints
    joint: Ints
    paragraph: Ints
    sentence: Ints
    region: Ints
    quote_first: Ints
    quote_last: Ints
    quote_kind: Ints
    alnum: Flags

    def __len__(self) -> int:
        return len(self.words)


def grid_of(doc: Doc) -> Grid:
    """The columns of a tagged and parsed document."""
    tokens = tokens_of(doc)
    n = len(tokens)
    columns: list[int | str] = ["LOWER", "SUFFIX", "SHAPE", "TAG", "DEP", "ENT_TYPE"]
    raw = np.zeros((n, len(columns)), dtype=np.uint64)
    if n:
        raw[:] = doc.to_array(columns)
    tag, dep = _known(raw[:, 3], _TAG_KEYS), _known(raw[:, 4], _DEP_KEYS)
    joint = _known(raw[:, 0], _JOINT_KEYS)
    tree = tree_of(np.array(tokens.head, dtype=np.int64))
    paragraph = np.array(tokens.paragraph, dtype=np.int64)
    sentence = np.array(tokens.sentence, dtype=np.int64)
    region, first, last = _dense(np.array(tokens.region, dtype=np.int64))
    letters = (tag != WHITE) & ~_PUNCTUATION[tag]
    terminal = np.isin(joint, _TERMINAL)
    kind = _quote_kinds(first, last, letters, terminal)
    position = np.arange(n)
    side, gap_left, gap_right = _quote_state(position, region, first, last, kind, paragraph)
    place = _place(paragraph, sentence)
    ids = np.stack(
        [
            (raw[:, 1] % SUFFIXES).astype(np.int64),
            (raw[:, 2] % SHAPES).astype(np.int64),
            tag,
            dep,
            _known(raw[:, 5], _ENTITY_KEYS),
            side,
            gap_left,
            gap_right,
            joint,
            place,
            dep[tree.head] if n else dep,
        ],
        axis=1,
    )
    flags = np.zeros((n, 2 * len(DEPS)), dtype=bool)
    inner = np.flatnonzero((tree.head != position) & (dep > 0))
    flags[tree.head[inner], dep[inner] - 1 + len(DEPS) * (inner > tree.head[inner])] = True
    return Grid(
        tokens=tokens,
        tree=tree,
        words=raw[:, 0],
        ids=ids,
        flags=flags,
        slots=_slots(tree.head, dep),
        dep=dep,
        tag=tag,
        joint=joint,
        paragraph=paragraph,
        sentence=sentence,
        region=region,
        quote_first=first,
        quote_last=last,
        quote_kind=kind,
        alnum=letters,
    )


def _slots(head: Ints, dep: Ints) -> Ints:
    n = len(head)
    slots = np.full((n, 1 + len(SLOTS)), n, dtype=np.int64)
    inner = np.flatnonzero(head != np.arange(n))
    slots[inner, 0] = head[inner]
    for column, labels in enumerate(SLOTS, start=1):
        wanted = np.isin(dep[inner], [DEPS.index(label) + 1 for label in labels])
        # Assigned from the right, so that the first dependent stays.
        found = inner[wanted][::-1]
        slots[head[found], column] = found
    return slots


def _dense(region: Ints) -> tuple[Ints, Ints, Ints]:
    """Quotations numbered in order without holes; their first and last tokens."""
    present, first, dense = np.unique(region, return_index=True, return_inverse=True)
    outside = int(len(present) > 0 and present[0] < 0)
    last = len(region) - 1 - np.unique(region[::-1], return_index=True)[1]
    return dense.reshape(-1) - outside, first[outside:], last[outside:]


def _quote_kinds(first: Ints, last: Ints, letters: Flags, terminal: Flags) -> Ints:
    """0..5: short, middle, long; whether it ends like a sentence or before a cue."""
    words = np.concatenate([[0], np.cumsum(letters)])
    length = words[last + 1] - words[first] if len(first) else first
    ends = np.concatenate([[0], np.cumsum(terminal)])
    closing = ends[last + 1] - ends[np.maximum(last - 1, first)] if len(first) else first
    return np.where(length < 4, 0, np.where(length < 9, 1, 2)) * 2 + (closing > 0)


def _quote_state(
    position: Ints, region: Ints, first: Ints, last: Ints, kind: Ints, paragraph: Ints
) -> tuple[Ints, Ints, Ints]:
    count = len(first)
    if not count:
        zero = np.zeros_like(position)
        return zero, zero, zero
    inside = region >= 0
    quote = np.maximum(region, 0)
    edge = np.where(first[quote] == position, 1, np.where(last[quote] == position, 2, 0))
    side = np.where(inside, 1 + kind[quote] * 3 + edge, 0)
    passed = np.searchsorted(last, position)
    before, after = np.maximum(passed - 1, 0), np.minimum(passed, count - 1)
    left, right = position - last[before], first[after] - position
    is_left = ~inside & (passed > 0) & (left < 20) & (paragraph[last[before]] == paragraph)
    is_right = (
        ~inside & (passed < count) & (right > 0) & (right < 20) & (paragraph[first[after]] == paragraph)
    )
    near_left, near_right = _gap(left, kind[before]), _gap(right, kind[after])
    return side, np.where(is_left, near_left, 0), np.where(is_right, near_right, 0)


def _gap(distance: Ints, kind: Ints) -> Ints:
    return 1 + np.minimum(np.searchsorted(_NEAR, distance), 3) * 5 + np.minimum(kind, 4)


def _place(paragraph: Ints, sentence: Ints) -> Ints:
    """Edges of sentence and paragraph, and how far down the page (first, second, third, later paragraph)."""
    n = len(paragraph)
    if not n:
        return paragraph
    new_sentence, new_paragraph = _turns(sentence), _turns(paragraph)
    edges = new_sentence[:-1] + 2 * new_sentence[1:] + 4 * new_paragraph[:-1] + 8 * new_paragraph[1:]
    places: Ints = edges + 16 * np.minimum(paragraph, 3)
    return places


def _turns(values: Ints) -> Flags:
    return np.concatenate([[True], values[1:] != values[:-1], [True]])


def _keys(labels: Sequence[str]) -> tuple[NDArray[np.uint64], Ints]:
    hashes = np.array([get_string_id(label) for label in labels], dtype=np.uint64)
    order = np.argsort(hashes)
    return hashes[order], order.astype(np.int64) + 1


def _known(values: NDArray[np.uint64], keys: tuple[NDArray[np.uint64], Ints]) -> Ints:
    """1 + the position of each hash among the labels, 0 for one that is not among them."""
    hashes, ids = keys
    at = np.minimum(np.searchsorted(hashes, values), len(hashes) - 1)
    return np.where(hashes[at] == values, ids[at], 0)


_TAG_KEYS, _DEP_KEYS, _ENTITY_KEYS, _JOINT_KEYS = map(_keys, (TAGS, DEPS, ENTITIES, JOINTS))
_NEAR = np.array([1, 3, 8], dtype=np.int64)
COLON = JOINTS.index(":") + 1
_TERMINAL = [JOINTS.index(mark) + 1 for mark in (",", ".", "?", "!", "—", "--")]


def _marked(labels: Sequence[str], wanted: Sequence[str]) -> Flags:
    return np.array([False, *(label in wanted for label in labels)])


_PUNCTUATION = _marked(TAGS, ("''", ",", "-LRB-", "-RRB-", ".", ":", "HYPH", "NFP", "``", "_SP"))
COMMAS = _marked(JOINTS, (",", ";", ":", "--", "—", "–"))
MARKS = _marked(JOINTS, ('"', "“", "”"))
