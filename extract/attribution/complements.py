"""The content of a cue: the quotation, clause or phrase that the verb reports, found from the parse.

Content spans follow the annotation convention of PolNeAR (Newell et al. 2018, LREC): the whole
complement with its conjunction ("that he would go"), quotation marks included.
"""

from __future__ import annotations

from ...graph.record import Span
from ..tokens import Tokens
from .cues import Cue, default_lexicon
from .extents import clause_after, sentence_around, sentence_before, told_in, whole
from .sources import is_passive, subject_of
from .spoken import clause_start, quotation_of, quotation_within

_NOBODY = frozenset({"nobody", "none", "neither", "nothing"})
# "asked not to be named" sets a condition and claims nothing.
_NAMING = frozenset({"named", "identified", "quoted", "mentioned", "photographed"})
_FINITE_VERBS = frozenset({"VBD", "VBZ", "VBP"})
_EACH_OTHER = frozenset({"each", "itself", "themselves"})
_WH = frozenset({"WDT", "WP", "WP$", "WRB"})


def content_of(tokens: Tokens, verb: int, cue: Cue) -> tuple[Span, ...]:
    """The content spans of a cue verb in text order; empty where it reports nothing."""
    if "q" in cue.frames and tokens.depth[verb] == 0:
        spans = quotation_of(tokens, verb)
        if spans:
            return spans
    nested = tokens.depth[verb] > 0 or _is_reported(tokens, verb)
    if nested and "q" in cue.frames and tokens.tag[verb] in _FINITE_VERBS and not cue.attitude:
        inner = quotation_within(tokens, verb)
        if inner is not None:
            return (inner,)
    if (nested and not _reports_another(tokens, verb, cue)) or _is_unsaid(tokens, verb, cue):
        return ()
    spans = _clause(tokens, verb, cue)
    if not spans and not nested:
        spans = _object(tokens, verb, cue)
    opening = _relative(tokens, verb) if spans else None
    return spans if opening is None else (opening, *spans)


def _relative(tokens: Tokens, verb: int) -> Span | None:
    """The relative pronoun that the content took along: "the law, *which* he called a trap"."""
    if tokens.dep[verb] not in ("relcl", "ccomp", "pcomp"):
        return None
    first = tokens.left(verb)
    if tokens.tag[first] not in ("WDT", "WP"):
        first -= 1
        while first > 0 and tokens.tag[first] == "RB":
            first -= 1
    subject = subject_of(tokens, verb)
    if first < 0 or tokens.tag[first] not in ("WDT", "WP") or subject is None or first >= subject:
        return None
    return tokens.span(first, first)


def _reports_another(tokens: Tokens, verb: int, cue: Cue) -> bool:
    """Whether a cue inside another claim reports what somebody else says, not the speaker's own mind."""
    if cue.attitude or not cue.frames & {"c", "q"} or tokens.tag[verb] not in _FINITE_VERBS:
        return False
    subject = subject_of(tokens, verb)
    if subject is None:
        return False
    if tokens.lower[subject] in ("i", "we"):
        return tokens.tag[verb] == "VBD"
    return tokens.tag[subject].startswith("NN") or tokens.lower[subject] in ("he", "she", "they")


def _is_reported(tokens: Tokens, verb: int) -> bool:
    """Whether the verb's clause is itself what an earlier cue reports."""
    parent = tokens.head[verb]
    return tokens.dep[verb] == "ccomp" and parent < verb and tokens.lower[parent] in default_lexicon().verbs


def _is_unsaid(tokens: Tokens, verb: int, cue: Cue) -> bool:
    """ "He did not say that …", "no law told them to …", "would she say that …?" report nothing."""
    if cue.attitude:
        return False
    if any(tokens.dep[kid] == "neg" for kid in tokens.kids[verb]):
        return True
    subject = subject_of(tokens, verb)
    if subject is not None and _is_asked(tokens, verb, subject):
        return True
    return subject is not None and (
        tokens.lower[subject] in _NOBODY or any(tokens.lower[kid] == "no" for kid in tokens.kids[subject])
    )


def _is_asked(tokens: Tokens, verb: int, subject: int) -> bool:
    """Whether the reporting clause is itself a question: the auxiliary stands before the subject."""
    inverted = any(tokens.dep[kid] == "aux" and kid < subject for kid in tokens.kids[verb])
    _, end = tokens.sentence_bounds[tokens.sentence[verb]]
    while end > verb and tokens.lower[end - 1].isspace():
        end -= 1
    return inverted and tokens.lower[end - 1] == "?"


def _clause(tokens: Tokens, verb: int, cue: Cue) -> tuple[Span, ...]:
    frames = cue.frames
    for kid in tokens.kids[verb]:
        dep = tokens.dep[kid]
        if dep == "ccomp" and kid < verb and frames & {"c", "t"} and _is_joined(tokens, verb):
            return sentence_before(tokens, verb)
        if dep == "ccomp" and kid > verb and _clause_fits(tokens, kid, frames):
            return clause_after(tokens, verb, kid)
        if dep == "xcomp" and kid > verb and _phrase_fits(tokens, verb, kid, frames):
            return clause_after(tokens, verb, kid, told=told_in(tokens, verb) if "x" in frames else None)
    if frames & {"c", "t"}:
        if tokens.dep[verb] in ("parataxis", "ccomp") and _is_parenthetical(tokens, verb):
            return sentence_before(tokens, verb)
        if tokens.dep[verb] == "advcl" and _says_as(tokens, verb):
            return sentence_around(tokens, verb)
    return ()


def _is_joined(tokens: Tokens, verb: int) -> bool:
    """Whether a comma or dash joins the reporting clause to what stands before it."""
    first = clause_start(tokens, verb)
    joint = tokens.lower[first - 1] if first else ""
    return tokens.tag[verb] != "VBG" and joint not in (":", ";", ".", "(")


def _clause_fits(tokens: Tokens, kid: int, frames: frozenset[str]) -> bool:
    first = tokens.left(kid)
    if tokens.tag[first - 1] in _WH:
        return "w" in frames
    if any(tokens.lower[k] == "that" and tokens.dep[k] == "mark" for k in tokens.kids[kid]):
        return bool(frames & {"c", "t"})
    if tokens.tag[first] in _WH or tokens.lower[first] in ("whether", "if"):
        return "w" in frames
    if _is_to(tokens, kid):
        return bool(frames & {"x", "i"})
    if tokens.tag[kid] == "VBG" and not any(tokens.dep[k] == "aux" for k in tokens.kids[kid]):
        return bool(frames & {"g", "c"})
    return "c" in frames


def _phrase_fits(tokens: Tokens, verb: int, kid: int, frames: frozenset[str]) -> bool:
    if _is_to(tokens, kid):
        if tokens.lower[kid] in _NAMING and is_passive(tokens, kid):
            return False
        if is_passive(tokens, verb):
            return "x" in frames
        return bool(frames & {"i", "x"})
    # "said legalising it would help" is often parsed as if it were "began legalising".
    return tokens.tag[kid] == "VBG" and ("g" in frames or {"c", "q"} <= frames)


def _is_to(tokens: Tokens, verb: int) -> bool:
    return any(tokens.tag[kid] == "TO" for kid in tokens.kids[verb])


def _is_parenthetical(tokens: Tokens, verb: int) -> bool:
    """Whether the reporting clause hangs on the clause that it reports: "Y, X said", "Y1, X said, Y2"."""
    parent = tokens.head[verb]
    first = clause_start(tokens, verb)
    return parent != verb and first > 0 and tokens.lower[first - 1] in (",", "—", "–", "--", "-", "(")


def _says_as(tokens: Tokens, verb: int) -> bool:
    kids = tokens.kids[verb]
    if any(tokens.dep[kid] in ("dobj", "ccomp", "xcomp", "prt") for kid in kids if kid > verb):
        return False
    return any(tokens.lower[kid] == "as" and tokens.dep[kid] == "mark" for kid in kids)


def _object(tokens: Tokens, verb: int, cue: Cue) -> tuple[Span, ...]:
    """ "praised *the plan as a start*": the object with what says something of it."""
    bare = tokens.tag[verb] == "VB" or (tokens.dep[verb] == "acl" and tokens.tag[verb] == "VBN")
    if not cue.frames & {"o", "O"} or bare or is_passive(tokens, verb):
        return ()
    if cue.particle is not None:
        for kid in tokens.kids[verb]:
            if kid == verb + 1:
                inner = [k for k in tokens.kids[kid] if tokens.dep[k] in ("pobj", "pcomp", "dobj")]
                if inner:
                    later = [k for k in tokens.kids[verb] if k > kid and tokens.dep[k] in ("xcomp", "advcl")]
                    last = max(
                        [tokens.right(inner[-1]), *(tokens.right(k) for k in later if _is_to(tokens, k))]
                    )
                    return whole(tokens, verb + 1, tokens.left(inner[0]), last)
        return ()
    parts = [
        kid
        for kid in tokens.kids[verb]
        if kid > verb
        and (
            tokens.dep[kid] in ("dobj", "oprd", "xcomp", "ccomp")
            or (tokens.dep[kid] == "prep" and tokens.lower[kid] in ("of", "as", "for"))
        )
    ]
    if (
        not parts
        or tokens.lower[tokens.left(parts[0])] in _EACH_OTHER
        or (tokens.dep[parts[0]] == "prep" and tokens.lower[parts[0]] != "of")
    ):
        return ()
    if "O" in cue.frames and not _names_it(tokens, verb, parts):
        return ()
    return whole(tokens, verb, tokens.left(parts[0]), tokens.right(parts[-1]))


def _names_it(tokens: Tokens, verb: int, parts: list[int]) -> bool:
    """Whether the parts say as what something is described: "called it *a trap*", "as a trap"."""
    quoted = {tokens.region[t] for t in range(parts[0], tokens.right(parts[-1]) + 1)} - {tokens.region[verb]}
    return bool(quoted) or any(
        tokens.dep[part] in ("oprd", "ccomp") or tokens.lower[part] == "as" for part in parts
    )
