"""The tagger's network while it learns (PyTorch, in the extra ``train``); ``passes`` runs it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from .evidence import CONTENT, END, START
from .features import DEPS, SLOTS
from .lessons import Lesson
from .model_files import Arrays
from .pairs import PAIR_SIZES, Pairs, pairs_of
from .passes import BYTE, CLIMBED, LAYERS, POOLED, TOKEN_SIZES, Passes, rows_of
from .rows import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How long and how to learn; the defaults were chosen on articles held out of the training part.

    ``taught`` is how much a teacher counts beside the gold, from 0 to 1.
    """

    epochs: int = 8
    documents: int = 4
    rate: float = 3e-3
    width: int = 128
    dropout: float = 0.25
    hidden_words: float = 0.15
    least_count: int = 4
    attitude_weight: float = 0.7
    taught: float = 0.5
    seed: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Word vectors: sorted hashes of words in lower case, the row of each, the vectors (rows + 1, d)."""

    keys: NDArray[np.uint64]
    rows: NDArray[np.uint16]
    vectors: NDArray[np.int8]


class _Convolution(nn.Module):
    def __init__(self, width: int, reach: int, dropout: float) -> None:
        super().__init__()
        self.reach = reach
        self.lin = nn.Linear(3 * width, width)
        self.ln = nn.LayerNorm(width)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, place: Tensor, room: Tensor) -> Tensor:
        left = torch.roll(x, self.reach, 0) * (place >= self.reach).unsqueeze(1)
        right = torch.roll(x, -self.reach, 0) * (room >= self.reach).unsqueeze(1)
        y: Tensor = self.ln(x + self.drop(F.relu(self.lin(torch.cat([left, x, right], 1)))))
        return y


class _Climb(nn.Module):
    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.lin = nn.Linear(2 * width, width)
        self.ln = nn.LayerNorm(width)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, above: Tensor) -> Tensor:
        y: Tensor = self.ln(x + self.drop(F.relu(self.lin(torch.cat([x, x.index_select(0, above)], 1)))))
        return y


class Network(nn.Module):
    """The two passes that ``tagger`` describes."""

    def __init__(self, keys: NDArray[np.uint64], words: Words, course: Course) -> None:
        super().__init__()
        d = course.width
        self.keys, self.words, self.course = keys, words, course
        self.word = nn.Embedding(len(keys) + 1, d)
        nn.init.zeros_(self.word.weight)
        self.st = nn.Linear(words.vectors.shape[1], d, bias=False)
        self.fl = nn.Linear(2 * len(DEPS), d)
        self.grid, self.pair = _table(TOKEN_SIZES, d), _table(PAIR_SIZES, d)
        self.ln0, self.lnt, self.lnp = nn.LayerNorm(d), nn.LayerNorm(d), nn.LayerNorm(d)
        self.tree = nn.Linear((2 + len(SLOTS)) * d, d)
        self.c1 = nn.ModuleList(_Convolution(d, 1 << k, course.dropout) for k in range(LAYERS[0]))
        self.c2 = nn.ModuleList(_Convolution(d, 1 << k, course.dropout) for k in range(LAYERS[1]))
        self.t2 = nn.ModuleList(_Climb(d, course.dropout) for _ in CLIMBED)
        self.cue, self.wt, self.out = nn.Linear(d, 2), nn.Linear(d, d), nn.Linear(d, 6)
        self.wc, self.ma, self.mb = (nn.Linear(d, d, bias=False) for _ in range(3))
        self.pool = nn.Linear(d, d)
        self.drop = nn.Dropout(course.dropout)

    def encode(self, batch: _Batch) -> Tensor:
        """(n, width) a vector for each token of the batch."""
        word = batch.word
        if self.training:
            word = torch.where(
                torch.rand(word.shape) < self.course.hidden_words, torch.zeros_like(word), word
            )
        x: Tensor = self.word(word) + self.st(batch.static) + self.grid(batch.ids) + self.fl(batch.flags)
        x = self.drop(F.relu(self.ln0(x)))
        padded = torch.cat([x, x.new_zeros(1, x.shape[1])])
        around = [padded.index_select(0, column) for column in batch.slots.T]
        x = self.lnt(x + self.drop(F.relu(self.tree(torch.cat([x, *around], 1)))))
        for layer in self.c1:
            x = layer(x, batch.place, batch.room)
        return x

    def mark(self, vectors: Tensor, pairs: _PairBatch) -> Tensor:
        """(p, 6) before softmax and sigmoid."""
        told, seen = (
            torch.cat([self.wt(vectors), self.ma(vectors)], 1).index_select(0, pairs.token).chunk(2, 1)
        )
        asked, cue = torch.cat([self.wc(vectors), self.mb(vectors)], 1).index_select(0, pairs.cue).chunk(2, 1)
        x = told + asked + self.pair(pairs.ids) + seen * cue
        x = self.drop(F.relu(self.lnp(x)))
        for number, layer in enumerate(self.c2):
            x = layer(x, pairs.place, pairs.room)
            if number in CLIMBED:
                x = self.t2[CLIMBED.index(number)](x, pairs.above)
            if number == POOLED:
                mean = torch.segment_reduce(x, "mean", lengths=pairs.sizes, unsafe=True)
                x = x + F.relu(self.pool(mean)).index_select(0, pairs.number)
        marks: Tensor = self.out(x)
        return marks


def _table(sizes: Sequence[int], width: int) -> nn.EmbeddingBag:
    table = nn.EmbeddingBag(sum(sizes), width, mode="sum")
    nn.init.normal_(table.weight, std=0.1)
    return table


@dataclass(frozen=True, slots=True, eq=False)
class _Batch:
    word: Tensor
    static: Tensor
    ids: Tensor
    flags: Tensor
    slots: Tensor
    place: Tensor
    room: Tensor
    begins: list[int]


@dataclass(frozen=True, slots=True, eq=False)
class _PairBatch:
    token: Tensor
    cue: Tensor
    ids: Tensor
    place: Tensor
    room: Tensor
    above: Tensor
    sizes: Tensor
    number: Tensor


@dataclass(frozen=True, slots=True, eq=False)
class Teacher:
    """A network that has learnt already, before one lesson: its vectors (n, width) and, for each token, how
    likely it is a cue (n,).
    """

    passes: Passes
    vectors: Floats
    chance: Floats

    @classmethod
    def before(cls, passes: Passes, lesson: Lesson) -> Teacher:
        """The network with the lesson read."""
        vectors = passes.encode(lesson.grid, lesson.advice)
        return cls(passes, vectors, passes.chance(vectors)[:, 0])


def fit(
    lessons: Sequence[Lesson],
    words: Words,
    course: Course,
    tell: Callable[[str], None],
    teachers: Sequence[Passes] = (),
) -> Arrays:
    """The weights of a tagger that learnt from the lessons; the same again on the same machine.

    ``teachers`` are networks, one for each lesson, that did not learn from it: what they say of it counts
    beside the gold (distillation; Hinton, Vinyals and Dean 2015, https://arxiv.org/abs/1503.02531).
    """
    taught = [Teacher.before(*pair) for pair in zip(teachers, lessons, strict=True)] if teachers else []
    torch.manual_seed(course.seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    chooser = np.random.default_rng(course.seed)
    network = Network(_frequent(lessons, course.least_count), words, course)
    batches = -(-len(lessons) // course.documents)
    optimizer = torch.optim.AdamW(network.parameters(), lr=course.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, course.rate, total_steps=course.epochs * batches, pct_start=0.15
    )
    average = {name: value.detach().clone() for name, value in network.named_parameters()}
    step = 0
    for epoch in range(course.epochs):
        order = chooser.permutation(len(lessons))
        total = 0.0
        for at in range(0, len(order), course.documents):
            chosen = order[at : at + course.documents].tolist()
            own = [taught[k] if taught else None for k in chosen]
            loss = _loss(network, [lessons[k] for k in chosen], own, chooser, epoch == 0)
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            step += 1
            total += float(loss.detach())
            with torch.no_grad():
                for name, value in network.named_parameters():
                    average[name].lerp_(value, 1 - min(0.998, (1 + step) / (10 + step)))
        tell(f"epoch {epoch + 1} of {course.epochs}: loss {total / batches:.3f}")
    return _export(network, average)


def _loss(
    network: Network,
    lessons: Sequence[Lesson],
    teachers: Sequence[Teacher | None],
    chooser: np.random.Generator,
    gold_only: bool,
) -> Tensor:
    batch, share = _batch(network, lessons), network.course.taught
    vectors = network.encode(batch)
    score = network.cue(vectors)
    wanted, attitude = torch.zeros(len(vectors)), torch.zeros(len(vectors))
    for lesson, begin in zip(lessons, batch.begins, strict=True):
        for head, answer in lesson.answers.items():
            wanted[head + begin] = 1.0
            attitude[head + begin] = float(answer.attitude)
    told = wanted > 0
    for teacher, begin in zip(teachers, batch.begins, strict=True):
        if teacher is not None:
            wanted[begin : begin + len(teacher.chance)].lerp_(torch.from_numpy(teacher.chance), share)
    found = F.binary_cross_entropy_with_logits(score[:, 0], wanted, reduction="sum")
    kind = F.binary_cross_entropy_with_logits(score[told, 1], attitude[told], reduction="sum")
    chance = torch.sigmoid(score[:, 0]).detach().numpy()
    pairs, goals, weights = [], [], []
    for lesson, teacher, begin in zip(lessons, teachers, batch.begins, strict=True):
        heads = lesson.heads
        if not len(heads):
            continue
        # As later, other cues are those that the network finds; half of the true ones keep it honest.
        seen = heads if gold_only else np.flatnonzero(chance[begin : begin + len(lesson.grid)] > 0.5)
        pair = pairs_of(
            lesson.grid, lesson.advice, heads, np.union1d(seen, heads[chooser.random(len(heads)) < 0.5])
        )
        pairs.append(_moved(pair, begin))
        wanted_marks = []
        for number, head in enumerate(heads.tolist()):
            first, last = int(pair.starts[number]), int(pair.starts[number + 1])
            wanted_marks.append(_marks(lesson.labels(head, int(pair.token[first]), last - first)))
            told_attitude = lesson.answers[head].attitude
            weights.append(np.full(last - first, network.course.attitude_weight if told_attitude else 1.0))
        goal = np.concatenate(wanted_marks)
        if teacher is not None:
            goal = (1 - share) * goal + share * teacher.passes.mark(teacher.vectors, pair)
        goals.append(goal)
    if not pairs:
        return found
    marks = network.mark(vectors, _pair_batch(pairs))
    wished, weight = (
        torch.from_numpy(np.concatenate(goals)),
        torch.from_numpy(np.concatenate(weights)).float(),
    )
    spans = (F.cross_entropy(marks[:, :4], wished[:, :4], reduction="none") * weight).sum()
    edges = (
        F.binary_cross_entropy_with_logits(marks[:, 4:], wished[:, 4:], reduction="none") * weight[:, None]
    ).sum()
    total: Tensor = (found + 0.3 * kind + 0.3 * spans + 0.5 * edges) / max(1.0, float(told.sum()))
    return total


def _marks(labels: NDArray[np.int64]) -> Floats:
    """(w, 6) what a tagger that knows the labels would say."""
    content = labels == CONTENT
    marks = np.zeros((len(labels), 6), dtype=np.float32)
    marks[np.arange(len(labels)), labels] = 1
    marks[:, START] = content & ~np.concatenate([[False], content[:-1]])
    marks[:, END] = content & ~np.concatenate([content[1:], [False]])
    return marks


def _frequent(lessons: Iterable[Lesson], least: int) -> NDArray[np.uint64]:
    keys, counts = np.unique(np.concatenate([lesson.grid.words for lesson in lessons]), return_counts=True)
    return keys[counts >= least]


def _batch(network: Network, lessons: Sequence[Lesson]) -> _Batch:
    sizes = [len(lesson.grid) for lesson in lessons]
    begins = np.cumsum([0, *sizes])[:-1].tolist()
    words = np.concatenate([lesson.grid.words for lesson in lessons])
    table = network.words
    static = table.vectors[rows_of(table.keys, words, table.rows.astype(np.int64))].astype(np.float32) / BYTE
    slots = [
        np.where(lesson.grid.slots == len(lesson.grid), sum(sizes), lesson.grid.slots + begin)
        for lesson, begin in zip(lessons, begins, strict=True)
    ]
    ids = np.concatenate([np.column_stack([lesson.grid.ids, lesson.advice.states]) for lesson in lessons])
    return _Batch(
        word=torch.from_numpy(rows_of(network.keys, words, None)),
        static=torch.from_numpy(static),
        ids=torch.from_numpy(ids + _offsets(TOKEN_SIZES)),
        flags=torch.from_numpy(np.concatenate([lesson.grid.flags for lesson in lessons]).astype(np.float32)),
        slots=torch.from_numpy(np.concatenate(slots)),
        place=torch.from_numpy(np.concatenate([np.arange(size) for size in sizes])),
        room=torch.from_numpy(np.concatenate([np.arange(size)[::-1] for size in sizes])),
        begins=begins,
    )


def _moved(pairs: Pairs, begin: int) -> Pairs:
    return replace(pairs, cue=pairs.cue + begin, token=pairs.token + begin)


def _pair_batch(pairs: Sequence[Pairs]) -> _PairBatch:
    sizes = np.concatenate([np.diff(pair.starts) for pair in pairs])
    joined = {
        name: torch.from_numpy(np.concatenate([getattr(pair, name) for pair in pairs]))
        for name in ("token", "cue", "ids", "place", "room")
    }
    rows = np.cumsum([0, *(len(pair.token) for pair in pairs)])[:-1].tolist()
    joined["above"] = torch.from_numpy(
        np.concatenate([pair.above + begin for pair, begin in zip(pairs, rows, strict=True)])
    )
    joined["ids"] = joined["ids"] + torch.from_numpy(_offsets(PAIR_SIZES))
    return _PairBatch(
        **joined,
        sizes=torch.from_numpy(sizes),
        number=torch.from_numpy(np.repeat(np.arange(len(sizes)), sizes)),
    )


def _offsets(sizes: Sequence[int]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(sizes)[:-1]])


def _export(network: Network, weights: dict[str, Tensor]) -> Arrays:
    """As ``Passes`` reads them: tables by name, matrices transposed, large ones in half precision."""
    arrays: Arrays = {}
    for name, value in weights.items():
        array = value.detach().numpy()
        if name in ("word.weight", "grid.weight", "pair.weight"):
            arrays[name.removesuffix(".weight")] = array.astype(np.float16)
        elif array.ndim == 2:
            arrays[name] = np.ascontiguousarray(array.T.astype(np.float16))
        else:
            arrays[name] = array.astype(np.float32)
    arrays["word_keys"] = network.keys
    arrays["static_keys"], arrays["static_rows"] = network.words.keys, network.words.rows
    arrays["static"] = network.words.vectors
    return arrays
