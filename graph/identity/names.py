"""How alike two names are: accents, transliteration, particles, initials, legal forms, one wrong letter.

Folding is for comparing only, and never shown. The foldings follow what differs between the common
romanisations of one name (ISO 9, BGN/PCGN and passport spellings of Cyrillic; DIN 31635 and press
spellings of Arabic) and German umlauts as ``ae`` or ``a``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "a", "œ": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "’": "'"}
)
_PARTICLES = frozenset(
    "al el ul ad de da do dos das del della di du van von der den ter ten zu la le bin ben ibn bint y e af "
    "av the of for and &".split()
)
_SUFFIXES = {"jr": "jr", "sr": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_TITLES = frozenset("dr prof mr mrs ms sir dame".split())
_LEGAL = frozenset(
    "inc ltd limited llc corp corporation co company gmbh ggmbh ag plc sa sas sarl srl spa bv nv ab oy as "
    "pte pty kk holdings holding group".split()
)
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ff\b", "v"), (r"sch", "sh"), (r"zh", "z"), (r"kh", "h"), (r"ph", "f"), (r"th", "t"),
        (r"ts|tz", "c"), (r"dj", "j"), (r"x", "ks"), (r"ck|q", "k"), (r"c(?=[aou])", "k"), (r"w", "v"),
        (r"oo|ou", "u"), (r"ee", "i"), (r"ae", "a"), (r"oe", "o"), (r"ue", "u"), (r"[yj]", "i"),
        (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


# Names whose foldings are remembered at a time: a corpus has any number of them.
_REMEMBERED = 10_000
_Parts = tuple[tuple[str, ...], str, tuple[str, ...]]


def normal_name(name: str) -> str:
    """A name as it is compared: NFKC, case folded, blanks and dots squeezed, leading article dropped."""
    folded = unicodedata.normalize("NFKC", name).casefold().replace("’", "'").replace(".", "")
    return re.sub(r"^the\s+", "", " ".join(folded.split()))


def alike(one: str, other: str, *, person: bool) -> tuple[float, str] | None:
    """A score from 0 to 0.5 for two names, with its reason; None where they are names of two."""
    if normal_name(one) == normal_name(other):
        return 0.5, "same name"
    return _people(_parts(one), _parts(other)) if person else _bodies(one, other)


@lru_cache(_REMEMBERED)
def keys(name: str, *, person: bool) -> frozenset[str]:
    """What a name is found by: two that are alike share one of these."""
    words = _parts(name)[0] if person else _words(name)
    found = {_consonants(_sound(word)) for word in words if len(word) > 1}
    if person:
        found.add(_consonants(_sound("".join(_parts(name)[2][1:]))))
    if not person and words:
        found.add("=" + _initials(name))
        found.update({"=" + words[0]} if len(words) == 1 else ())
    return frozenset(found - {""})


@cache
def nicknames() -> frozenset[frozenset[str]]:
    """Pairs of given names that stand for each other in English news."""
    text = (files(__package__) / "nicknames.csv").read_text("utf-8")
    rows = [line.split(",") for line in text.splitlines()[1:]]
    return frozenset(frozenset(row) for row in rows)


@lru_cache(_REMEMBERED)
def is_generic(name: str) -> bool:
    """Whether an institution's name says its function only, so that each country may have one."""
    words = normal_name(name)
    return any(re.fullmatch(pattern, words) for pattern in _generic())


@cache
def _generic() -> tuple[str, ...]:
    text = (files(__package__) / "generic_institutions.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def _people(one: _Parts, other: _Parts) -> tuple[float, str] | None:
    (left, mark, _), (right, other_mark, _) = one, other
    if not left or not right or (mark and other_mark and mark != other_mark):
        return None
    if left == right:
        return 0.45, "same name but for accents, hyphens, particles or a suffix"
    if sorted(left) == sorted(right):
        return 0.4, "same name in another order"
    if "".join(left) == "".join(right) or _together(one[2], other[2]):
        return 0.45, "same name written together"
    sounds = tuple(map(_sound, left)), tuple(map(_sound, right))
    if sounds[0] == sounds[1]:
        return 0.4, "another spelling"
    if len(left) == 1 or len(right) == 1:
        short, long = sorted((sounds[0], sounds[1]), key=len)
        return (0.2, "surname only") if short[0] == long[-1] else None
    return _given_names(left, right) or _misspelt(left, right)


def _together(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """ "van der Berg" and "Vanderberg"."""
    return len(one) > 1 < len(other) and one[0] == other[0] and "".join(one) == "".join(other)


def _given_names(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[float, str] | None:
    """One surname: middle names left out, initials, short forms of given names."""
    if _sound(left[-1]) != _sound(right[-1]):
        return None
    middles = left[1:-1], right[1:-1]
    if all(middles) and not _initials_agree(middles[0], middles[1]):
        return None
    first, second = left[0], right[0]
    if _sound(first) == _sound(second):
        return 0.4, "a middle name left out" if not all(middles) else "a middle name shortened"
    if (len(first) == 1 or len(second) == 1) and first[0] == second[0]:
        return 0.3, "an initial for a given name"
    if frozenset((first, second)) in nicknames():
        return 0.35, "a short form of a given name"
    if first in middles[1] or second in middles[0]:
        return 0.3, "known by a middle name"
    return None


def _initials_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    return all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(one, other, strict=False))


def _misspelt(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[float, str] | None:
    if len(left) != len(right):
        return None
    apart = [(a, b) for a, b in zip(left, right, strict=True) if _sound(a) != _sound(b)]
    if len(apart) == 1:
        ((a, b),) = apart
        if min(len(a), len(b)) > 4 and _one_edit(a, b):
            return 0.3, "one letter differs"
    if all(
        a[0] == b[0] and len(_consonants(_sound(a))) > 2 and _consonants(_sound(a)) == _consonants(_sound(b))
        for a, b in apart
    ):
        return 0.3, "same consonants"
    return None


def _bodies(one: str, other: str) -> tuple[float, str] | None:
    """Organisations, platforms, instruments."""
    left, right = _words(one), _words(other)
    bare = tuple(word for word in left if word not in _LEGAL), tuple(w for w in right if w not in _LEGAL)
    if left and (left == right or sorted(left) == sorted(right)):
        return 0.45, "same words but for accents, hyphens, order or small words"
    if bare[0] and bare[0] == bare[1]:
        return 0.45, "same name but for the legal form"
    for short, long in ((one, other), (other, one)):
        letters = re.sub(r"[^\w]", "", short)
        if letters.isupper() and len(letters) > 2 and letters.casefold() == _initials(long):
            return 0.35, "initials"
    if len(left) > 1 and tuple(map(_sound, left)) == tuple(map(_sound, right)):
        return 0.4, "another spelling"
    if len(left) == len(right):
        apart = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
        if len(apart) == 1 and min(map(len, apart[0])) > 5 and _one_edit(*apart[0]):
            return 0.3, "one letter differs"
    return None


@lru_cache(_REMEMBERED)
def _parts(name: str) -> _Parts:
    """A person's folded words without particles and titles, the suffix (jr, ii), and all words but it."""
    words = [word for word in _fold(name) if word not in _TITLES]
    mark = next((_SUFFIXES[word] for word in words[1:] if word in _SUFFIXES), "")
    kept = tuple(word for word in words if word not in _SUFFIXES and word not in _PARTICLES)
    return kept or tuple(words), mark, tuple(word for word in words if word not in _SUFFIXES)


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in _fold(name) if word not in _PARTICLES)


@lru_cache(_REMEMBERED)
def _fold(name: str) -> tuple[str, ...]:
    text = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in text if not unicodedata.combining(letter)).replace("'", "")
    return tuple(re.findall(r"\w+", re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain)))


@lru_cache(_REMEMBERED)
def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def _consonants(word: str) -> str:
    return word[:1] + re.sub(r"[aeiou]", "", word[1:])


def _initials(name: str) -> str:
    return "".join(word[0] for word in _words(name))


def _one_edit(one: str, other: str) -> bool:
    """One letter put in, left out, changed, or two neighbours swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
