"""What a single line of newsroom text looks like, whatever stands around it.

The patterns are data (``data/layout.toml``); this module says how they are applied.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

from ...graph.record import BlockKind
from ..reading.timestamps import find_date, iso_date

_DATA = tomllib.loads(files("claimgraph.extract").joinpath("data", "layout.toml").read_text("utf-8"))


def _any(patterns: Iterable[str]) -> str:
    return "(?:" + "|".join(patterns) + ")"


def _starts(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"[\"“‘'(\[*_]*" + _any(patterns), re.IGNORECASE)


_CREDIT = _starts(_DATA["credit"]["picture"])
_REPORTING = _starts(_DATA["credit"]["reporting"])
_AGENCY = re.compile(
    rf"(?:[^/|]{{2,60}}?(?:[/|]|\bvia\b)\s*)*{_any(_DATA['credit']['agency'])}\W*", re.IGNORECASE
)
_CAPTION = _starts(_DATA["caption"]["start"])
_CAPTION_END = re.compile(_any(_DATA["caption"]["end"]) + r"[\s\"”*_.]*$", re.IGNORECASE)
_BYLINE = re.compile(r"[*_]*" + _any(_DATA["byline"]["start"]) + r"\s*(?=\S)", re.IGNORECASE)
_PUBLICATION = _starts(_DATA["publication"]["start"])
_OUTLETS = [
    re.compile(pattern + r"(.{2,60}?)(?:,|\.?$)", re.IGNORECASE) for pattern in _DATA["publication"]["outlet"]
]
_FIELD = re.compile(_any(_DATA["publication"]["fields"]) + r"\s*:\s", re.IGNORECASE)
_COLLEAGUES = re.compile(_any(_DATA["credit"]["colleagues"]), re.IGNORECASE)
_CAPTION_LABEL = re.compile(_any(_DATA["caption"]["label"]) + r"\s*:?", re.IGNORECASE)
_KICKER = re.compile(_any(_DATA["kicker"]["start"]), re.IGNORECASE)
_BIO_LINE = _starts(_DATA["bio"]["start"])
_BIO_VERB = re.compile(rf"(?:,[^,.]{{2,80}},)?\s+{_any(_DATA['bio']['verb'])}\b|[’']s\s", re.IGNORECASE)
_TRADE = re.compile(_any(_DATA["bio"]["trade"]), re.IGNORECASE)
_FOLLOW_ON = re.compile(_any(_DATA["bio"]["follow_on"]), re.IGNORECASE)
_FUNCTION = re.compile(rf"\b{_any(_DATA['byline']['function'])}\b", re.IGNORECASE)
_NOT_NAMES = re.compile(rf"{_any(_DATA['byline']['not_names'])}\b|.*[’']s\b", re.IGNORECASE)
_PARTICLES = frozenset(_DATA["byline"]["particles"])

# What follows the names in a byline: a place, a date, an office.
_AFTER_NAMES = re.compile(r"\s*(?:[|•·/;]|\s[–—-]\s|\bfor\b|\bin\b|\bat\b|\bof\b|\(|\d).*")
_PLACE = re.compile(r" in [A-Z][^.,]{2,30}$")
_AND = re.compile(r",?\s+(?:and|with)\s+|\s*&\s*", re.IGNORECASE)
_CAPITAL = re.compile(r"(?:[dl]['’]|(?:al|el|bint)-)?(?![a-zß-öø-ÿ\d_])\w")
_NAME = re.compile(r"(?:[^\W\d_]|[.’'-])+")
_DATE_WORDS = re.compile(
    r"\b(?:first|originally|last|published|updated?|posted|modified|filed|on|at|as|of|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri"
    r"|sat(?:ur)?|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[ap]\.?m|gmt|utc|cet|[ep]t|[a-z]{1,3}[sd]t|issue|edition"
    r"|min(?:ute)?s?|read|date)\b\.?|\d{1,2}[:.]\d\d",
    re.IGNORECASE,
)
_LIST_ITEM = re.compile(r"[-*•–·▪◦]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s")
_QUOTE = re.compile('["“”«»„]')
_QUOTED = re.compile('"[^"]*"|“[^”]*”|«[^»]*»|„[^“”]*[“”]')
_CLOSERS = "\"”’')]»*_ "
_OPENERS = "\"“‘'([«„*_¿¡"

# The most words of a line of credits, a headline, a heading, a note on the author; characters of a credit.
_LINE, _HEADLINE, _HEADING, _BIO = 16, 30, 10, 80
_CREDIT_LENGTH = 120


def kind_of_line(words: str) -> BlockKind:
    """The kind that the words alone give away; ``PARAGRAPH`` if they do not."""
    count = len(words.split(maxsplit=_BIO))
    short = count <= _LINE and (not is_sentence(words) or count <= 8)
    if is_picture_credit(words) or (count <= 2 * _LINE and _REPORTING.match(words)):
        return BlockKind.CREDIT
    if short and byline_names(words) is not None:
        return BlockKind.BYLINE
    if count < _BIO and _PUBLICATION.match(words):
        return BlockKind.PUBLICATION
    if short and (_FIELD.match(words) or _is_date_line(words)):
        return BlockKind.PUBLICATION
    if count < _BIO and _CAPTION.match(words):
        return BlockKind.CAPTION
    return BlockKind.PARAGRAPH


def is_picture_credit(words: str) -> bool:
    """Whether the words only say who made or owns a picture."""
    count = len(words.split(maxsplit=_LINE))
    short = count <= 8 or (count <= _LINE and not is_sentence(words))
    return short and (_CREDIT.match(words) or _AGENCY.fullmatch(words)) is not None


def byline_names(words: str) -> tuple[str, ...] | None:
    """The persons that a byline names, in order; None if the words are no byline.

    Empty if it names only an office ("By Staff Writers"). What follows a comma after the last name is
    a place, a function or an employer.
    """
    match = _BYLINE.match(words)
    if match is None:
        return None
    *listed, last = _AND.split(words[match.end() :].strip(" *_"))
    pieces = [piece for part in listed for piece in part.split(",")] + last.split(",")[:1]
    names = [_AFTER_NAMES.sub("", piece).strip(" .*_") for piece in pieces if piece.strip()]
    if not names or not all(map(_is_name, names)):
        return None
    return tuple(name.title() if name.isupper() else name for name in names if not _FUNCTION.search(name))


def names_person(words: str) -> bool:
    """Whether the words are a full name, perhaps with a place: a byline that leaves out its "By"."""
    name = _PLACE.sub("", words)
    return 2 <= len(name.split()) <= 4 and _is_name(name) and not _FUNCTION.search(name)


def names_function(words: str) -> bool:
    """Whether the words are what somebody does at a paper: "Rome correspondent"."""
    return len(words.split()) <= 5 and _FUNCTION.search(words) is not None and not is_sentence(words)


def names_place_and_date(words: str) -> bool:
    """Whether the words are a dateline or the number of an issue: "LISBON, 3 May 2024"."""
    found = find_date(words)
    if found is None or len(words.split()) > 8:
        return False
    rest = (words[: found[1].start] + " " + words[found[1].end :]).split()
    return all(word[:1].isupper() or not any(map(str.isalpha, word)) for word in rest)


def is_sentence(words: str) -> bool:
    """Whether the words end with a full stop, before any closing quotation marks and brackets."""
    return words.rstrip(_CLOSERS)[-1:] in (".", "…", "。")


def ends_passage(words: str) -> bool:
    """Whether nothing is left open at the end of the words: a heading can follow."""
    return words[-1:] in tuple(_CLOSERS) or words[-1:] in tuple(".…。!?:")


def has_quotes(words: str) -> bool:
    """Whether there are quotation marks."""
    return _QUOTE.search(words) is not None


def is_title(words: str, count: int) -> bool:
    """Whether the words could be a headline: short, begun like one, and no sentence."""
    return count <= _HEADLINE and _is_display_line(words)


def is_heading(words: str, count: int) -> bool:
    """Whether the words could head a section: very short, no sentence, and not words around a quotation."""
    if count > _HEADING or not _is_display_line(words):
        return False
    plain = words.rstrip(_CLOSERS)
    # "Q: Is he coming?" and "“Sorry!”" are somebody speaking.
    if plain.endswith("!") or (plain.endswith("?") and (": " in words or has_quotes(words))):
        return False
    return not has_quotes(words) or not any(map(str.isalnum, _QUOTED.sub("", words)))


def _is_display_line(words: str) -> bool:
    first = words.lstrip(_OPENERS)[:1]
    if not (first.isupper() or first.isdigit() or first.isalpha() and not first.islower()):
        return False
    last = words[-1]
    return not is_sentence(words) and last not in ",:;-–—" and not _LIST_ITEM.match(words)


def outlet_name(words: str) -> str | None:
    """The paper that a publication line names."""
    for pattern in _OUTLETS:
        match = pattern.search(words)
        if match and match[1][0].isupper() and not find_date(match[1]):
            return match[1]
    return None


def names_colleagues(words: str) -> bool:
    """Whether the words say who else worked on the article: "Ana Ito contributed reporting."."""
    return len(words.split(maxsplit=2 * _LINE)) <= 2 * _LINE and _COLLEAGUES.search(words) is not None


def is_caption_label(words: str) -> bool:
    """Whether the words announce a caption: "Image"."""
    return _CAPTION_LABEL.fullmatch(words) is not None


def bare_name(words: str) -> str:
    """The name in a line for which ``names_person`` holds."""
    return _PLACE.sub("", words)


def is_kicker(words: str) -> bool:
    """Whether the words are the name of a section or a paper, as it stands above a headline."""
    return _KICKER.fullmatch(words.strip(" *_|:")) is not None or (
        words.isupper() and len(words.split()) <= 3
    )


def ends_with_picture_credit(words: str) -> bool:
    """Whether a picture credit closes the words: they are a caption."""
    return _CAPTION_END.search(words, max(0, len(words) - _CREDIT_LENGTH)) is not None


def introduces_author(words: str, authors: Iterable[str]) -> bool:
    """Whether the words, at the end of a text, say who the author is.

    A name from the byline and a fitting verb are enough; without a byline they must name a trade.
    """
    if len(words.split(maxsplit=_BIO)) >= _BIO:
        return False
    plain = words.strip("*_ ()[]—–-")
    for author in authors:
        if plain.casefold().startswith(author.casefold()) and _BIO_VERB.match(plain, len(author)):
            return True
    if has_quotes(words) or len(words) > 300:
        return False
    if _BIO_LINE.match(plain):
        return True
    return _is_name(" ".join(plain.split()[:2])) and _TRADE.search(plain) is not None


def continues_bio(words: str) -> bool:
    """Whether the words could go on after the introduction of the author: "Her last book was …"."""
    return _FOLLOW_ON.match(words) is not None and not has_quotes(words) and len(words) < 300


def _is_name(words: str) -> bool:
    tokens = words.split()
    if not 1 <= len(tokens) <= 5 or _NOT_NAMES.match(words) or iso_date(f"{words} 2000") != "2000":
        return False
    return tokens[0] not in _PARTICLES and all(
        _NAME.fullmatch(token) and (_CAPITAL.match(token) or token in _PARTICLES) for token in tokens
    )


def _is_date_line(words: str) -> bool:
    found = find_date(words)
    if found is None:
        return False
    rest = words[: found[1].start] + " " + words[found[1].end :]
    return not any(map(str.isalpha, _DATE_WORDS.sub("", rest)))
