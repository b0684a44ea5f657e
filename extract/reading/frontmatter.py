"""The YAML header that note-taking programs and site generators put on top of a Markdown file.

Only its plain ``key: value`` lines and lists are read, as a reader would: no YAML types, tags or anchors.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ...graph.record import Span

# https://jekyllrb.com/docs/front-matter/: between two lines of three dashes, at the very beginning.
_HEADER = re.compile(r"---[ \t]*\r?\n((?:(?!---)[^\n]{0,1000}\n){1,60})(?:---|\.\.\.)[ \t]*(?=\r?\n|$)")
_FIELD = re.compile(r"([A-Za-z_-]{1,30}):[ \t]*(.*)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Where the header stands, dashes included, and its fields: lower-case names, one or more values."""

    span: Span
    fields: Mapping[str, tuple[str, ...]]

    def first(self, *names: str) -> str | None:
        """The first value of the first of these fields that has one."""
        return next((self.fields[name][0] for name in names if self.fields.get(name)), None)


def find_front_matter(text: str) -> FrontMatter | None:
    """The header of a text that begins with one and has at least one field in it."""
    match = _HEADER.match(text)
    if match is None:
        return None
    fields: dict[str, tuple[str, ...]] = {}
    name = ""
    for line in match[1].splitlines():
        if field := _FIELD.fullmatch(line.rstrip()):
            name = field[1].lower()
            fields[name] = tuple(filter(None, (_bare(part) for part in _listed(field[2]))))
        elif name and (item := _ITEM.fullmatch(line.rstrip())):
            fields[name] += (_bare(item[1]),)
    return FrontMatter(Span(0, match.end()), fields) if fields else None


def _listed(value: str) -> list[str]:
    return value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else [value]


def _bare(value: str) -> str:
    return value.strip().strip("\"'").strip()
