"""What a cell of a table can be read as: text, numbers, shares, dates, addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from ...errors import DataError
from ...ontology.dates import is_date
from ...ontology.terms import XSD
from ..ntriples import date, literal

_BLANKS = re.compile(r"[\s\u00a0\u202f]")
_NUMERIC_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)[T ].*", re.ASCII)
_MONTH = re.compile(r"(\d{1,2})[./-](\d{4})", re.ASCII)
_HINTS = {
    "date": " (write 2019-07-01, 2019-07 or 2019, or give a mapping that says date-dmy or date-mdy)",
    "share": " (write 51 % or 0.51)",
}
_TRUE = {"true", "yes", "1", "x", "oui", "ja", "sí", "si"}
_FALSE = {"false", "no", "0", "non", "nein"}


def cell_term(words: str, kind: str, where: str) -> str:
    """The cell as an N-Triples term of one of ``CELLS``; ``DataError`` where it is no such thing."""
    term = CELLS[kind](words)
    if term is None:
        raise DataError(f"{where}: {words[:60]!r} is no {kind}{_HINTS.get(kind, '')}; nothing was merged")
    return term


def _integer(words: str) -> str | None:
    digits = _BLANKS.sub("", words)
    return (
        literal(str(int(digits)), XSD + "integer")
        if re.fullmatch(r"[+-]?\d{1,200}", digits, re.ASCII)
        else None
    )


def _decimal(words: str) -> str | None:
    number = _number(words)
    return None if number is None else literal(f"{number:f}", XSD + "decimal")


def _share(words: str) -> str | None:
    """A part of a whole, 0 to 1: "12,5 %" and "12.5" are 0.125; what is not above 1 is a part already."""
    percent = words.rstrip().endswith("%")
    number = _number(words.rstrip().removesuffix("%"))
    if number is None:
        return None
    part = number / 100 if percent or number > 1 else number
    return literal(f"{part.normalize():f}", XSD + "decimal") if 0 <= part <= 1 else None


def _number(words: str) -> Decimal | None:
    digits = _BLANKS.sub("", words)
    if "," in digits and "." in digits:
        # The last of the two marks the decimals.
        thousands = "," if digits.rindex(",") < digits.rindex(".") else "."
        digits = digits.replace(thousands, "")
    digits = digits.replace(",", ".")
    if not re.fullmatch(r"[+-]?\d{1,60}(\.\d{1,60})?", digits, re.ASCII):
        return None
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def _date(words: str) -> str | None:
    day = _ISO.fullmatch(words)
    words = day[1] if day else words
    if month := _MONTH.fullmatch(words):
        words = f"{month[2]}-{int(month[1]):02}"
    return date(words) if is_date(words) else None


def _numeric(words: str, day: int, month: int) -> str | None:
    match = _NUMERIC_DATE.fullmatch(words)
    if match is None:
        return _date(words)
    return _date(f"{match[3]}-{int(match[month]):02}-{int(match[day]):02}")


def _boolean(words: str) -> str | None:
    word = words.casefold()
    if word in _TRUE or word in _FALSE:
        return literal("true" if word in _TRUE else "false", XSD + "boolean")
    return None


CELLS: dict[str, Callable[[str], str | None]] = {
    "text": literal,
    "integer": _integer,
    "decimal": _decimal,
    "share": _share,
    "date": _date,
    "date-dmy": lambda words: _numeric(words, 1, 2),
    "date-mdy": lambda words: _numeric(words, 2, 1),
    "boolean": _boolean,
}
