"""The names of the register as token sequences: which platforms and companies a text may name, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from ....ontology.entries import RegisterEntry
from ...wordlists import words

_OTHER = {"platform": "organization", "organization": "platform"}
_LAST = 9  # a rank


class Caution(Enum):
    """How much a name needs beside its letters to be believed."""

    NONE = "none"
    UNLESS_CONTRADICTED = "unless contradicted"
    ONLY_IN_CONTEXT = "only in context"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One name of one entry; ``tokens`` are its words as the pipeline's tokenizer cuts them.

    ``other`` is the company that goes by the same name as a platform, or the platform by a company's.
    """

    entry: RegisterEntry
    other: RegisterEntry | None
    tokens: tuple[str, ...]
    caution: Caution
    loose: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A name in the text: tokens ``[first, end)``.

    A namesake is what the text says is a company, where the register has only a platform of that name.
    """

    first: int
    end: int
    name: Listed
    is_namesake: bool = False


class Gazetteer:
    """Looks names up by their first word, longest first; one pass over a text.

    Of companies that share a name the first of the entries has it.
    """

    def __init__(self, entries: Iterable[RegisterEntry], tokenize: Callable[[str], list[str]]) -> None:
        best: dict[str, tuple[int, str, RegisterEntry]] = {}
        kinds: dict[tuple[str, str], tuple[int, RegisterEntry]] = {}
        never = words("platforms", "never")
        for entry in entries:
            for name, rank in _names(entry):
                key = name if name.isupper() and len(name) < 5 else name.casefold()
                if (key, entry.type) not in kinds or rank < kinds[key, entry.type][0]:
                    kinds[key, entry.type] = rank, entry
                if name not in never and (key not in best or rank < best[key][0]):
                    best[key] = (rank, name, entry)
        for entry in entries:
            # "A stake in Kuaishou" is one in Kuaishou Technology.
            head = entry.name.split()[0].rstrip(",!").casefold()
            if entry.type == "organization" and " " in entry.name and len(head) > 3:
                kinds.setdefault((head, "organization"), (_LAST, entry))
        self._index: dict[str, list[Listed]] = {}
        for key, (_, name, entry) in best.items():
            tokens = tuple(tokenize(name))
            if tokens:
                _, other = kinds.get((key, _OTHER[entry.type]), (_LAST, None))
                listed = Listed(
                    entry=entry,
                    other=other,
                    tokens=tokens,
                    caution=_caution(name),
                    loose=_is_loose(name),
                )
                self._index.setdefault(tokens[0].lower(), []).append(listed)
        for names in self._index.values():
            names.sort(key=lambda listed: (-len(listed.tokens), listed.tokens))

    def find(self, spelt: list[str], lower: list[str]) -> Iterator[Hit]:
        """Hits in text order that do not overlap; ``spelt`` and ``lower`` are the words of the text."""
        index = self._index
        free = 0
        for i, word in enumerate(lower):
            if i < free or word not in index:
                continue
            for listed in index[word]:
                end = i + len(listed.tokens)
                if _matches(listed, spelt[i:end]):
                    yield Hit(first=i, end=end, name=listed)
                    free = end
                    break


def _names(entry: RegisterEntry) -> Iterator[tuple[str, int]]:
    """The names of an entry with a rank; where two entries share a name, the lower rank has it.

    A platform's own name comes before a company's, a company's before a platform's alias: "Facebook"
    is the platform, "Google" the company, "Amazon" too.
    """
    platform = entry.type == "platform"
    yield entry.name, 0 if platform else 1
    for alias in entry.aliases:
        # "X, formerly Twitter" is no name to look for; "Facebook, Inc." is.
        if "," not in alias or alias.split()[-1].casefold() in words("people", "legal_forms"):
            yield alias, 4 if platform else 2
    if entry.type == "organization":
        parts = entry.name.replace(",", " ").split()
        while len(parts) > 1 and parts[-1].casefold() in words("people", "legal_forms"):
            parts.pop()
            short = " ".join(parts)
            if len(short) > 2:
                first = short in words("platforms", "company_first") or len(parts) > 1
                yield short, 3 if first else 5  # "Bluesky Social" is the company's own name


def _caution(name: str) -> Caution:
    if name in words("platforms", "only_in_context") or (len(name) < 3 and name.isascii()):
        return Caution.ONLY_IN_CONTEXT
    if name in words("platforms", "unless_contradicted"):
        return Caution.UNLESS_CONTRADICTED
    return Caution.NONE


def _is_loose(name: str) -> bool:
    """Whether any case will do: names that no word is spelt like ("TikTok", "eBay", "9GAG")."""
    if _caution(name) is not Caution.NONE or name.isupper():
        return False
    return any(letter.isupper() for word in name.split() for letter in word[1:]) or name[:1].islower()


def _matches(listed: Listed, spelt: list[str]) -> bool:
    if len(spelt) != len(listed.tokens):
        return False
    exact = True
    for have, want in zip(spelt, listed.tokens, strict=True):
        if have != want:
            if have.lower() != want.lower():
                return False
            exact = False
    if exact or listed.loose:
        return True
    if len(spelt) > 1 and listed.entry.type == "organization" and all(word[:1].isupper() for word in spelt):
        return True  # "Kakao piccoma Corp." of the register
    # Headlines in capitals.
    return listed.caution is not Caution.ONLY_IN_CONTEXT and all(
        word.isupper() or len(word) < 2 for word in spelt
    )
