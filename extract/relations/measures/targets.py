"""What a claim is about: platforms, actors, places and instruments in its content, each with its own words.

"The app" and "it" count where only one platform can be meant, and so does what the sentence around a
quote says that it is about ("Of NAME she says: …").
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from ....graph.record import Argument, Entity, EntityType, MentionForm, Span
from ...attribution.attributions import Attribution
from ...attribution.cues import default_lexicon
from ...tokens import Tokens

_THINGS = (EntityType.PLATFORM, EntityType.ORGANIZATION, EntityType.INSTRUMENT)
_DEFINITE = frozenset({"the", "this", "that"})


def find_targets(
    tokens: Tokens, attributions: Sequence[Attribution], entities: Sequence[Entity]
) -> tuple[tuple[Argument, ...], ...]:
    """For each attribution what its content is about, in text order, each place once."""
    named = _Named(entities)
    return tuple(
        tuple(
            sorted(
                {
                    argument.span: argument
                    for argument in (
                        *_introduced(tokens, item, named),
                        *_meant(tokens, item, named),
                        *_inside(item.content, named),
                    )
                }.values(),
                key=lambda argument: argument.span,
            )
        )
        for item in attributions
    )


class _Named:
    """Mentions that can be a target, in text order."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.all = sorted(
            (
                Argument(entity=entity, span=mention.span)
                for entity in entities
                for mention in entity.mentions
                if mention.form is not MentionForm.PRONOUN
                and (
                    mention.form is MentionForm.NAME
                    or entity.type in (EntityType.INSTRUMENT, EntityType.GROUP)
                )
            ),
            key=lambda argument: (argument.span, argument.entity.type),
        )
        self.starts = [argument.span.start for argument in self.all]

    def between(self, start: int, end: int) -> list[Argument]:
        """Mentions that lie within the offsets."""
        found = self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [argument for argument in found if argument.span.end <= end]

    def platform_before(self, start: int, end: int) -> Entity | None:
        """The one platform named between two offsets; None where there are none or several."""
        platforms = {
            a.entity.lead: a.entity for a in self.between(start, end) if a.entity.type is EntityType.PLATFORM
        }
        return next(iter(platforms.values())) if len(platforms) == 1 else None


def _inside(content: Sequence[Span], named: _Named) -> Iterator[Argument]:
    for start, end in content:
        yield from named.between(start, end)


def _meant(tokens: Tokens, item: Attribution, named: _Named) -> Iterator[Argument]:
    """ "the app", "this platform", "it" within the content, where one platform can be meant."""
    nouns = _words()["platform_nouns"]
    for start, end in item.content:
        first, stop = tokens.tokens_in(Span(start, end))
        for i in range(first, min(stop, len(tokens))):
            word = tokens.lower[i]
            if word in nouns and i > first and tokens.lower[i - 1] in _DEFINITE:
                entity = _spoken_of(tokens, named, tokens.start[i])
                if entity is not None and tokens.dep[i] != "compound":
                    yield Argument(entity=entity, span=tokens.span(i - 1, i))
            elif word == "it" and tokens.dep[i] in ("nsubj", "nsubjpass", "dobj", "pobj"):
                entity = _only_thing(tokens, named, i)
                if entity is not None:
                    yield Argument(entity=entity, span=tokens.span(i, i))


def _spoken_of(tokens: Tokens, named: _Named, offset: int) -> Entity | None:
    """The one platform of the paragraph so far, else of the paragraph before, else of the text so far."""
    token = min(tokens.token_at(offset), len(tokens) - 1)
    number = tokens.paragraph[token]
    here = tokens.start[tokens.paragraph_bounds[number][0]]
    if any(a.entity.type is EntityType.PLATFORM for a in named.between(here, offset)):
        return named.platform_before(here, offset)
    before = tokens.start[tokens.paragraph_bounds[max(0, number - 1)][0]]
    if any(a.entity.type is EntityType.PLATFORM for a in named.between(before, offset)):
        return named.platform_before(before, offset)
    return named.platform_before(0, offset)


def _only_thing(tokens: Tokens, named: _Named, token: int) -> Entity | None:
    """The platform that "it" means: the only thing named so far in its sentence and the one before."""
    first = tokens.sentence_bounds[max(0, tokens.sentence[token] - 1)][0]
    things = {
        a.entity.lead: a.entity
        for a in named.between(tokens.start[first], tokens.start[token])
        if a.entity.type in (*_THINGS, EntityType.JURISDICTION) and not _is_event(tokens, a)
    }
    if len(things) != 1:
        return None
    thing = next(iter(things.values()))
    return thing if thing.type is EntityType.PLATFORM else None


def _is_event(tokens: Tokens, argument: Argument) -> bool:
    """Whether an instrument is there only as a verb ("was blocked"), which no pronoun means."""
    return tokens.tag[min(tokens.token_at(argument.span.start), len(tokens) - 1)].startswith("VB")


def _introduced(tokens: Tokens, item: Attribution, named: _Named) -> Iterator[Argument]:
    """What the words before the content, in its sentence, say that it is about."""
    start = item.content[0].start
    first_token = tokens.token_at(start)
    if first_token >= len(tokens):
        return
    opening = tokens.start[tokens.sentence_bounds[tokens.sentence[first_token]][0]]
    for argument in named.between(opening, start):
        if argument.entity.type not in _THINGS or any(a <= argument.span.start < b for a, b in item.source):
            continue
        i = tokens.token_at(argument.span.start) - 1
        while i >= 0 and tokens.tag[i] in ("DT", "JJ", "NN", "NNP") and tokens.start[i] >= opening:
            i -= 1
        if i >= 0 and tokens.start[i] >= opening and tokens.lower[i] in _words()["topic_prepositions"]:
            if _is_topic(tokens, i, opening):
                yield argument


def _is_topic(tokens: Tokens, prep: int, opening: int) -> bool:
    """Whether a preposition opens its sentence or hangs on a word of speaking."""
    if tokens.start[prep] == opening:
        return tokens.lower[prep] != "on"  # "On NAME, she said": where she said it, perhaps
    before = tokens.lower[prep - 1]
    verbs = default_lexicon().verbs
    speaks = before in verbs or tokens.lower[tokens.head[prep]] in verbs
    return before in _words()["topic_words"] or (speaks and tokens.lower[prep] != "on")


@cache
def _words() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("claimgraph.extract").joinpath("data/targets.toml").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in table.items()}
