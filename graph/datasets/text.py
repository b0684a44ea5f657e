"""Bytes to text: by mark, as UTF-8, and tables of older programs as Windows-1252, which is then said."""

from __future__ import annotations

import codecs

from ...errors import DataError, UsageError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def marked_encoding(data: bytes) -> tuple[str | None, int]:
    """The encoding that a byte-order mark names, if there is one, and the mark's length."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None, 0


def decoded(data: bytes, name: str, encoding: str | None = None) -> str:
    """The text, without its byte-order mark; a mark counts more than the encoding that is named.

    Raises ``DataError`` with file and line for what is not in that encoding, UTF-8 if none is named,
    and ``UsageError`` for an encoding that nobody knows.
    """
    marked, length = marked_encoding(data)
    chosen = marked or encoding or "utf-8"
    try:
        return data[length:].decode(chosen)
    except LookupError:
        raise UsageError(f"{chosen}: no encoding has this name; try utf-8, cp1252 or utf-16") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, length + error.start) + 1
        raise DataError(
            f"{name}:{line}: not {chosen.upper()} (byte 0x{data[length + error.start]:02x}); nothing was "
            "merged: save it as UTF-8, or name its encoding with --encoding (older programs: cp1252)"
        ) from None


def decoded_table(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str | None]:
    """The text of a table, and the encoding that was assumed where it is not UTF-8 and none is named.

    Spreadsheet programs of Western Europe write Windows-1252, in which any bytes but five are text.
    """
    if encoding or marked_encoding(data)[0]:
        return decoded(data, name, encoding), None
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return decoded(data, name, "cp1252"), "Windows-1252"
