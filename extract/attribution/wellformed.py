"""What a model proposes that cannot be a claim, whatever the text is about.

Corpora of attribution mark more than claims: in them whoever likes, posts or forgets a thing is a source.
News holds few of these, features one a sentence. Grammar tells them apart: who says something predicates, or
names a matter; nobody, "you" in general and the "it" of "it is clear" say nothing. Only what the model doubts
is judged so, but what nobody says is never said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...graph.record import Span
from ..tokens import Tokens
from .attributions import Attribution
from .cues import default_lexicon

# Of what is held for surer than this, the model knows better.
_SURE = 0.6
# An object of a verb that is no cue ("drafts the letter") has to be likelier than this; PolNeAR marks many.
_LIKELY = 0.45

_NOBODY = frozenset({"nobody", "none", "nothing"})
_NO = frozenset({"no", "neither"})
_COPULAR = frozenset(
    "is was 's be been being seems seem seemed appears appear appeared remains remained means meant happens "
    "happened turns turned becomes became".split()
)
_RECIPROCAL = (("each", "other"), ("one", "another"))
_POINTING = frozenset({"PRP", "PRP$", "DT", "PDT", "WP", "WRB", "RB", "IN", "TO", "RP", "EX", "CC"})
_EMPTY = frozenset("anything everything nothing something much more other others another".split())
_ANSWERS = frozenset({"no", "yes", "not"})
# Who writes or posts a thing has made it: what it says is not told. "Wrote about it" is another matter.
_MADE = frozenset(
    "write writes wrote written writing post posts posted posting publish publishes published publishing "
    "share shares shared sharing send sends sent sending draw draws drew drawn drawing draft drafts drafted "
    "drafting".split()
)
_REACTED = frozenset(
    "answer answers answered answering reply replies replied replying respond responds responded responding "
    "react reacts reacted reacting".split()
)
_GIVEN = frozenset("offered given granted promised denied shown sent paid taught awarded handed lent".split())
_SHOWN = frozenset("show shows showed shown showing".split())
_PLACES = frozenset(
    "behind beneath beside under underneath near across along around inside outside through onto above "
    "below".split()
)


def is_wellformed(tokens: Tokens, item: Attribution) -> bool:
    """Whether somebody can say these words; what has no cue, or stands within a quotation, is not judged."""
    cue, content, source = (words_of(tokens, spans) for spans in (item.cue, item.content, item.source))
    if not cue or not content or tokens.depth[cue[0]]:
        return True
    predicated = any(_is_verbal(tokens, token) for token in content)
    if not predicated and tuple(tokens.lower[token] for token in content[:2]) in _RECIPROCAL:
        return False
    if any(tokens.depth[token] for token in content):
        return True
    if [tokens.lower[token] for token in source[:2]] == ["no", "one"] or (
        source and tokens.lower[source[0]] in _NOBODY
    ):
        return False
    if item.confidence >= _SURE:
        return True
    head = head_of(tokens, cue)
    if _is_nobody(tokens, source, cue) or _is_asked(tokens, head, source):
        return False
    if _is_reaction(tokens, head, cue) or _is_pointing(tokens, content, cue):
        return False
    if _is_shown_how(tokens, head, content):
        return False
    if predicated:
        return tokens.lower[cue[-1]] not in _MADE or not _names_a_thing(tokens, content)
    return not _is_thing(tokens, item, cue, source)


def words_of(tokens: Tokens, spans: Iterable[Span]) -> list[int]:
    """The tokens of some spans that are no marks."""
    return [
        token
        for span in spans
        for token in range(*tokens.tokens_in(span))
        if any(char.isalnum() for char in tokens.lower[token])
    ]


def _is_verbal(tokens: Tokens, token: int) -> bool:
    return tokens.tag[token].startswith("VB") or tokens.tag[token] == "MD"


def head_of(tokens: Tokens, cue: Sequence[int]) -> int:
    """The last verb of the cue that is no auxiliary, or its first word."""
    full = [token for token in cue if _is_verbal(tokens, token) and not tokens.dep[token].startswith("aux")]
    return full[-1] if full else cue[0]


def _is_nobody(tokens: Tokens, source: Sequence[int], cue: Sequence[int]) -> bool:
    """Whether it is "no law", the general "you", the "it" of "it is clear" or the "that" of "that said"."""
    if not source:
        return False
    first = tokens.lower[source[0]]
    if first in _NO or len(source) > 1:
        return first in _NO
    if first == "it":
        return any(tokens.lower[token] in _COPULAR for token in cue)
    return first == "you" or (first == "that" and tokens.tag[source[0]] != "WDT")


def _is_asked(tokens: Tokens, head: int, source: Sequence[int]) -> bool:
    """Whether the article asks if somebody says so: `Would she advise them to?`, `Why did she want to?`"""
    begin, end = tokens.sentence_bounds[tokens.sentence[head]]
    while end > begin and not tokens.lower[end - 1].strip():
        end -= 1
    if not source or tokens.lower[end - 1] != "?":
        return False
    return any(kid < source[0] and tokens.dep[kid] in ("aux", "auxpass") for kid in tokens.kids[head])


def _is_reaction(tokens: Tokens, head: int, cue: Sequence[int]) -> bool:
    """Whether the words are what is reacted to, or by what, and not the answer: `replied to the letter`."""
    return tokens.lower[head] in _REACTED and cue[-1] > head and tokens.tag[cue[-1]] in ("IN", "TO")


def _is_pointing(tokens: Tokens, content: Sequence[int], cue: Sequence[int]) -> bool:
    """Whether the words only point to something: "it", "her otherwise", `What they wanted to know`."""
    fronted = tokens.lower[content[0]] in ("what", "whatever") and content[0] < cue[0]
    pointing = _POINTING | {"VB", "VBP"} if fronted else _POINTING
    return not any(tokens.lower[token] in _ANSWERS for token in content) and all(
        tokens.tag[token] in pointing or tokens.lower[token] in _EMPTY for token in content
    )


def _is_shown_how(tokens: Tokens, head: int, content: Sequence[int]) -> bool:
    """Whether somebody lets another see: `shows a stranger what the machine looks like`."""
    if tokens.lower[head] not in _SHOWN:
        return False
    others = [kid for kid in tokens.kids[head] if kid > head and tokens.dep[kid] in ("dative", "dobj")]
    asked = any(tokens.tag[token] in ("WP", "WRB") for token in content)
    return asked and any(kid in content for kid in others)


def _names_a_thing(tokens: Tokens, content: Sequence[int]) -> bool:
    """Whether the first words are a noun with all that hangs on it: "a picture that shows the sea"."""
    first = content[0]
    while tokens.head[first] in content and tokens.head[first] > first:
        first = tokens.head[first]
    return tokens.tag[first].startswith("NN") and tokens.dep[first] == "dobj"


def _is_thing(tokens: Tokens, item: Attribution, cue: Sequence[int], source: Sequence[int]) -> bool:
    """Whether words without a verb name what is done, made or given, or where, and not a matter talked of."""
    words = [tokens.lower[token] for token in cue]
    if words[-1] in _MADE or words[-1] in _PLACES:
        return True
    if not source:
        return words[-1] in _GIVEN
    lexicon = default_lexicon()
    verbs = [entry for word in words for entry in lexicon.verbs.get(word, ())]
    if not verbs and not any(word in lexicon.nouns for word in words):
        return item.confidence < _LIKELY
    # "The screen showed fog": a verb of clauses alone names no matter by a noun.
    return bool(verbs) and all(entry.frames == {"c"} for entry in verbs)
