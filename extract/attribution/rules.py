"""Rule-based attribution: cues from the lexicon, their sources and contents from the parse."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from ..tokens import Tokens, tokens_of
from .attributions import Attribution
from .complements import content_of
from .confidence import weigh
from .cues import Cue, Lexicon, default_lexicon
from .floating import attribute_floating
from .labels import labelled
from .nouns import noun_cues
from .prepositions import according_to, in_view_of
from .sources import is_passive, source_of


def attribute(doc: Doc) -> list[Attribution]:
    """The attributions of a parsed document, by the start of their content."""
    tokens = tokens_of(doc)
    return weigh(tokens, attribute_floating(tokens, attribute_cued(tokens, default_lexicon())))


def attribute_cued(tokens: Tokens, lexicon: Lexicon) -> list[Attribution]:
    """Those that a cue or a label in the text gives, without floating quotations."""
    found: list[Attribution] = []
    for token, cue in cues_in(tokens, lexicon):
        answer = _read_cue(tokens, token, cue)
        if answer is not None:
            found.append(answer)
    found.extend(according_to(tokens))
    found.extend(in_view_of(tokens))
    found.extend(noun_cues(tokens, lexicon))
    found.extend(labelled(tokens))
    found.sort(key=lambda a: (a.content, a.cue))
    return _one_each(found)


def cues_in(tokens: Tokens, lexicon: Lexicon) -> Iterator[tuple[int, Cue]]:
    """Each verb that is a cue, with the entry that fits best: one with a particle before one without."""
    for token, word in enumerate(tokens.lower):
        entries = lexicon.verbs.get(word)
        if entries is None or not _is_verb(tokens, token):
            continue
        following = tokens.lower[token + 1] if token + 1 < len(tokens) else ""
        for cue in entries:
            if cue.particle is None or cue.particle == following:
                yield token, cue
                break


def _is_verb(tokens: Tokens, token: int) -> bool:
    """Whether the word is used as a verb; the tagger takes "show" after a plural for a noun."""
    if tokens.tag[token].startswith("V"):
        return tokens.dep[token] != "amod"
    return (
        tokens.tag[token] in ("NN", "NNS")
        and tokens.dep[token] == "ROOT"
        and any(tokens.dep[kid] == "ccomp" and kid > token for kid in tokens.kids[token])
    )


def _read_cue(tokens: Tokens, token: int, cue: Cue) -> Attribution | None:
    content = content_of(tokens, token, cue)
    if not content or any(start <= tokens.start[token] < end for start, end in content):
        return None
    source = source_of(tokens, token, content)
    if source is None and not is_passive(tokens, token):
        return None
    last = token + (cue.particle is not None)
    return Attribution(
        content=content,
        cue=(tokens.span(token, last),),
        source=(source,) if source is not None else (),
        attitude=cue.attitude,
    )


def _one_each(found: list[Attribution]) -> list[Attribution]:
    """One attribution for equal contents: the one with a source, then the first."""
    chosen: dict[object, Attribution] = {}
    for item in found:
        known = chosen.get(item.content)
        if known is None or (item.source and not known.source):
            chosen[item.content] = item
    return list(chosen.values())
