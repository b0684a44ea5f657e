"""Bytes to text without guessing: UTF-8, UTF-16 by its mark, or the encoding that the user names."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, TextIOWrapper
from typing import TextIO

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# How much of a text shows that it is none, in bytes or characters.
_SAMPLE = 8192
_ESCAPED = re.compile("[\udc80-\udcff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


class Unreadable(ValueError):
    """A file is not what it seems, or is broken or locked; the message says why and what next."""


class Undecodable(Unreadable):
    """The bytes are no text in the encoding; the message says why and what next."""


def encoding_of(head: bytes, named: str | None = None) -> tuple[str, int]:
    """The encoding of a text that starts with these bytes, and the length of its byte-order mark.

    A mark counts more than the name; without either it is UTF-8.
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    return named or "utf-8", 0


def decode(data: bytes, named: str | None = None) -> str:
    """The text, verbatim but for the byte-order mark.

    A wrong guess would spoil every name and quotation mark in silence, so there is no fall-back: what
    is not UTF-8 (or what the user says it is) raises ``Undecodable``. So do binary files.
    """
    encoding, mark = encoding_of(data[:4], named)
    if encoding == "utf-8" and b"\0" in data[:_SAMPLE]:
        raise Undecodable("this is not text (or UTF-16 without a byte-order mark)")
    try:
        text = data[mark:].decode(encoding)
    except UnicodeDecodeError as error:
        at = mark + error.start
        raise Undecodable(_complaint(encoding, data[at], f"byte {at + 1}")) from None
    if len(_CONTROLS.findall(text, 0, _SAMPLE)) * 20 > len(text[:_SAMPLE]):
        raise Undecodable("this is not text")
    return replace_surrogates(text)


@contextmanager
def open_text(stream: BufferedReader, named: str | None, newline: str) -> Iterator[TextIO]:
    """The stream as text, to be read piece by piece; ``newline`` as in ``open``.

    What cannot be decoded is left for ``expect_decoded`` to find, so that it costs one row only.
    """
    encoding, mark = encoding_of(stream.peek(4)[:4], named)
    stream.read(mark)
    errors = "replace" if encoding.startswith("utf-16") else "surrogateescape"
    text = TextIOWrapper(stream, encoding=encoding, errors=errors, newline=newline)
    try:
        yield text
    finally:
        # Closing it would close the caller's stream.
        text.detach()


def expect_decoded(text: str) -> str:
    """The same text; raises ``Undecodable`` if ``open_text`` could not decode a part of it."""
    match = _ESCAPED.search(text)
    if match:
        raise Undecodable(_complaint("utf-8", ord(match[0]) - 0xDC00, f"character {match.start() + 1}"))
    return text


def megabytes(size: int) -> str:
    """A size in bytes as people write it: "20 MB"."""
    return f"{size / 2**20:.3g} MB"


def _complaint(encoding: str, byte: int, place: str) -> str:
    advice = "save it as UTF-8, or name its encoding (older Windows programs: cp1252)"
    return f"not {encoding.upper()}: 0x{byte:02x} at {place}; {advice}"


def replace_surrogates(text: str) -> str:
    """The text with each lone surrogate, which no encoding can write, as U+FFFD: offsets stay."""
    return _SURROGATES.sub("\ufffd", text)
