"""Judging proposed links at a terminal, one key a link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import click

from ..exports.terminal import marked
from ..graph.links.sssom import ACCEPT, REJECT, UNSURE, Mapping
from .console import out

_KEYS = {"a": ACCEPT, "r": REJECT, "u": UNSURE}


def review_links(
    mappings: list[Mapping], reviewer: str, again: bool, save: Callable[[list[Mapping]], None]
) -> None:
    """Show each link that is not judged (``again``: each) and save every decision as it is made."""
    waiting = [at for at, mapping in enumerate(mappings) if again or mapping.decision is None]
    position = 0
    while position < len(waiting):
        at = waiting[position]
        _show(mappings[at], position + 1, len(waiting))
        key = _asked()
        if key == "q":
            return
        if key in _KEYS:
            mappings[at] = replace(
                mappings[at], decision=_KEYS[key], reviewer=reviewer or mappings[at].reviewer
            )
            save(mappings)
        position = max(0, position - 1) if key == "b" else position + 1


def _asked() -> str:
    while True:
        answer = click.prompt(
            "[a]ccept [r]eject [u]nsure [s]kip [b]ack [q]uit", default="s", show_default=False
        )
        key = str(answer)[:1].lower()
        if key in (*_KEYS, "s", "b", "q"):
            return key


def _show(mapping: Mapping, position: int, total: int) -> None:
    decided = f", {mapping.decision}" if mapping.decision else ""
    relation = mapping.predicate.replace("#", "/").rpartition("/")[2]
    out.print(f"\n[bold]{position} of {total}[/]  {mapping.confidence:.2f}{decided}  {relation}")
    out.print(f"  ours:   [bold]{marked(mapping.subject_label)}[/]  {marked(mapping.subject)}")
    out.print(f"  theirs: [bold]{marked(mapping.object_label)}[/]  {marked(mapping.object)}")
    out.print(f"  why:    {marked(mapping.comment)}")
