"""JSON as it comes: one value, a value a line, or inside the script elements of a web page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NoReturn

from ...errors import DataError
from .sources import Source
from .text import decoded

# Values of JSON: a recursive type would have to be taken apart at every step.
Json = object
_SCRIPT = re.compile(
    r"""<script[^>]*\btype\s*=\s*["']?application/ld\+json["']?[^>]*>(.*?)</script\s*>""",
    re.DOTALL | re.IGNORECASE,
)


def read_json(source: Source) -> tuple[list[Json], bool]:
    """The values in a file, and whether they stand one a line. Raises ``DataError`` with file and line."""
    text = decoded(source.data, source.name)
    try:
        return [_loaded(text)], False
    except ValueError as error:
        if not _is_lines(text):
            raise _refused(source, text, error) from None
    return list(_by_line(source, text)), True


def read_scripts(source: Source) -> list[Json]:
    """The JSON-LD in a web page, in its order."""
    text = decoded(source.data, source.name)
    values = []
    for script in _SCRIPT.finditer(text):
        try:
            values.append(_loaded(script[1].strip()))
        except ValueError as error:
            raise _refused(source, text, error, text.count("\n", 0, script.start(1))) from None
    if not values:
        raise DataError(f"{source.name}: a web page without JSON-LD; to read an article: claimgraph build")
    return values


def _by_line(source: Source, text: str) -> Iterator[Json]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield _loaded(line)
            except ValueError as error:
                raise _refused(source, text, error, number - 1) from None


def _loaded(text: str) -> Json:
    try:
        value: Json = json.loads(text, parse_constant=_no_number, parse_int=_integer)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return value


def _integer(digits: str) -> int:
    # Python refuses to turn more digits into a number (https://docs.python.org/3/library/stdtypes.html).
    if len(digits) > 1000:
        raise ValueError(f"a number of {len(digits)} digits")
    return int(digits)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _is_lines(text: str) -> bool:
    """Whether the first line is a whole object and more follow."""
    first, _, rest = text.lstrip().partition("\n")
    if not rest.strip() or not first.rstrip().endswith("}"):
        return False
    try:
        return isinstance(_loaded(first), dict)
    except ValueError:
        return False


def _refused(source: Source, text: str, error: ValueError, lines_before: int = 0) -> DataError:
    line = getattr(error, "lineno", None)
    where = f"{source.name}:{line + lines_before}" if line else source.name
    reason = getattr(error, "msg", None) or str(error)
    return DataError(f"{where}: not JSON: {reason}; nothing was merged")
