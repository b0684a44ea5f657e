"""The cue lexicon: which words report speech or thought, and what they take as content.

The words are in ``data/cues.tsv``; its head says what the columns mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One line of the lexicon; ``frames`` holds the letters that ``data/cues.tsv`` explains."""

    base: str
    particle: str | None
    attitude: bool
    frames: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """``verbs`` gives the cues of each surface form, in lower case; those with a particle first.

    ``nouns`` gives the one cue of each form of a noun; ``gestures`` are the forms of verbs of expression.
    """

    verbs: dict[str, tuple[Cue, ...]]
    nouns: dict[str, Cue]
    gestures: frozenset[str]


def read_lexicon(lines: Iterable[str]) -> Lexicon:
    """The lexicon from lines as in ``data/cues.tsv``."""
    verbs: dict[str, list[Cue]] = {}
    nouns: dict[str, Cue] = {}
    gestures: set[str] = set()
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.rstrip("\n").split("\t")]
        words, kind, frames, irregular = [*fields, "", "", ""][:4]
        base, _, particle = words.removesuffix("*").partition(" ")
        if kind == "gesture":
            gestures.update([base, *_forms(base, irregular.split())])
            continue
        cue = Cue(base=base, particle=particle or None, attitude=kind == "attitude", frames=frozenset(frames))
        if words.endswith("*"):
            nouns.update(dict.fromkeys([base, *irregular.split()], cue))
            continue
        for form in dict.fromkeys([base, *_forms(base, irregular.split())]):
            verbs.setdefault(form, []).append(cue)
    return Lexicon(
        verbs={form: tuple(sorted(cues, key=lambda c: c.particle is None)) for form, cues in verbs.items()},
        nouns=nouns,
        gestures=frozenset(gestures),
    )


@cache
def default_lexicon() -> Lexicon:
    """The lexicon that comes with the package."""
    text = files("claimgraph.extract").joinpath("data/cues.tsv").read_text(encoding="utf-8")
    return read_lexicon(text.splitlines())


def _forms(base: str, irregular: list[str]) -> list[str]:
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    stem = base
    past = base + "ed"
    if base.endswith("y") and base[-2] not in "aeiou":
        third, past = base[:-1] + "ies", base[:-1] + "ied"
    elif base.endswith("e"):
        past = base + "d"
        stem = base if base.endswith("ee") else base[:-1]
    return [third, past, stem + "ing", *irregular]
