"""Modality: how far a claim is from a plain assertion, read from its cue and from its content.

``negated``: the speaker says that it is not so.  ``hedged``: may, might, perhaps, reportedly.
``future``: will, is going to.  ``question``: it is asked.  ``hypothetical``: if, would.  The words are
in ``data/modality.tsv``; only the main clause of the content counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from ...graph.record import Modality, Span
from ..tokens import Tokens

_HELPERS = frozenset({"aux", "auxpass", "neg", "advmod", "mark", "acomp", "prt"})


@cache
def modality_words() -> dict[Modality, dict[str, frozenset[str]]]:
    """For each modality the words by place: ``cue``, ``clause`` (near the main verb), ``first``."""
    text = files("claimgraph.extract").joinpath("data/modality.tsv").read_text(encoding="utf-8")
    words: dict[Modality, dict[str, frozenset[str]]] = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            name, place, listed = line.split("\t")
            places = words.setdefault(Modality(name), {})
            places[place] = places.get(place, frozenset()) | frozenset(listed.split())
    return words


def modality_of(tokens: Tokens, content: Iterable[Span], cue: Iterable[Span]) -> tuple[Modality, ...]:
    """The modalities of a claim, in the order of ``Modality``."""
    content = tuple(content)
    reported = {tokens.lower[t] for span in cue for t in range(*tokens.tokens_in(span)) if t < len(tokens)}
    first, end = tokens.tokens_in(content[0])
    near, opening = _main_clause(tokens, first, end)
    asked = tokens.text[content[0].start : content[-1].end].rstrip(" \"”’'»").endswith("?")
    found = []
    for modality in Modality:
        places = modality_words().get(modality, {})
        if (
            reported & places.get("cue", frozenset())
            or near & places.get("clause", frozenset())
            or opening & places.get("first", frozenset())
            or (modality is Modality.QUESTION and asked)
        ):
            found.append(modality)
    return tuple(found)


def _main_clause(tokens: Tokens, first: int, end: int) -> tuple[set[str], set[str]]:
    """The words around the main verb of the stretch, and its first word or two."""
    opening: set[str] = set()
    for token in range(first, min(end, first + 4)):
        if tokens.lower[token][:1].isalnum():
            opening.add(tokens.lower[token])
            break
    for token in range(first, end):
        outside = not first <= tokens.head[token] < end or tokens.head[token] == token
        if outside and tokens.tag[token][:1] in "VM":
            near = {tokens.lower[token]}
            verbs = [token]
            for verb in verbs:
                for kid in tokens.kids[verb]:
                    if first <= kid < end and tokens.dep[kid] in _HELPERS:
                        near.add(tokens.lower[kid])
                    if tokens.dep[kid] == "advcl" and first <= kid < end:
                        near |= {f"{tokens.lower[k]}…" for k in tokens.kids[kid] if tokens.dep[k] == "mark"}
            return near, opening
    return set(), opening
