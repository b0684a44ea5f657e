"""Which of our actors and claims may be which of a merged dataset's, with the reasons.

A proposal is a guess for a person to judge. The same graph gives the same proposals, in the same order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ...ontology.terms import SEMAPV, SKOS
from ..identity.names import alike, keys, normal_name
from .sssom import Mapping
from .things import Actor, SaidClaim

EXACT, CLOSE = SKOS + "exactMatch", SKOS + "closeMatch"
_CHAINED, _LEXICAL, _FUZZY, _COMPOSITE = (
    SEMAPV + name
    for name in (
        "MappingChaining",
        "LexicalMatching",
        "LexicalSimilarityThresholdMatching",
        "CompositeMatching",
    )
)
# How much an equal name says: people share names, companies seldom do, one word says little.
_WEIGHTS = {
    "Person": 0.8,
    "Organization": 0.9,
    "Group": 0.6,
    "Platform": 0.9,
    "Jurisdiction": 0.95,
    None: 0.75,
}
_ONE_WORD_PERSON = 0.35
_LEAST = 0.45
# What the comparison of names gives for the same name.
_EQUAL = 0.5
_WORD = re.compile(r"\w{3,}")
_LEAST_SHARED = 0.5
_MOST_COMMON = 50


def propose_actors(ours: Iterable[Actor], theirs: Iterable[Actor]) -> list[Mapping]:
    """Proposals, the surest first; two actors that are already one node or known to differ give none."""
    by_item: dict[str, list[Actor]] = defaultdict(list)
    by_key: dict[str, dict[tuple[str, str], Actor]] = defaultdict(dict)
    for actor in ours:
        for item in actor.items:
            by_item[item].append(actor)
        for name in actor.names:
            for key in keys(name, person=actor.type == "Person"):
                by_key[key][actor.iri, name] = actor
    best: dict[tuple[str, str], Mapping] = {}
    for other in theirs:
        for mapping in _found(other, by_item, by_key):
            before = best.get(mapping.pair)
            if before is None or mapping.confidence > before.confidence:
                best[mapping.pair] = mapping
    return sorted(best.values(), key=lambda mapping: (-mapping.confidence, mapping.pair))


def propose_claims(ours: Iterable[SaidClaim], theirs: Iterable[SaidClaim]) -> list[Mapping]:
    """Claims whose words largely agree, the surest first."""
    by_iri = {claim.iri: claim for claim in ours}
    words = {iri: _words(claim.text) for iri, claim in by_iri.items()}
    by_word: dict[str, list[str]] = defaultdict(list)
    for iri, said in words.items():
        for word in sorted(said):
            by_word[word].append(iri)
    mappings = []
    for other in theirs:
        said = _words(other.text)
        if len(said) < 3:
            continue
        shared: dict[str, int] = defaultdict(int)
        for word in said:
            if len(by_word[word]) <= max(_MOST_COMMON, len(words) // 20):
                for iri in by_word[word]:
                    shared[iri] += 1
        for iri in sorted(shared):
            part = len(words[iri] & said) / len(words[iri] | said)
            if part >= _LEAST_SHARED:
                mappings.append(_claim_mapping(by_iri[iri], other, part))
    return sorted(mappings, key=lambda mapping: (-mapping.confidence, mapping.pair))


def _found(
    other: Actor, by_item: dict[str, list[Actor]], by_key: dict[str, dict[tuple[str, str], Actor]]
) -> Iterator[Mapping]:
    for item in sorted(other.items):
        for ours in by_item[item]:
            if ours.iri != other.iri:
                reason = f"both are said to be {item.rpartition('/')[2]} of Wikidata"
                yield _mapping(ours, other, EXACT, _CHAINED, 0.98, [reason])
    for name in other.names:
        candidates: dict[tuple[str, str], Actor] = {}
        for key in keys(name, person=True) | keys(name, person=False):
            candidates.update(by_key.get(key, {}))
        for (_, our_name), ours in sorted(candidates.items()):
            yield from _by_name(ours, other, our_name, name)


def _by_name(ours: Actor, other: Actor, our_name: str, name: str) -> Iterator[Mapping]:
    if ours.iri == other.iri or ours.items and other.items and not ours.items & other.items:
        return
    likeness = alike(our_name, name, person=ours.type == "Person")
    if likeness is None:
        return
    score, reason = likeness
    equal = score == _EQUAL
    reasons = [reason if our_name == name else f"{reason} ({our_name} / {name})"]
    weight = _WEIGHTS[ours.type]
    if ours.type == "Person" and " " not in name.strip():
        weight, reasons = _ONE_WORD_PERSON, [*reasons, "one word only"]
    confidence = weight * score / _EQUAL
    predicate, justification = EXACT, _LEXICAL if equal else _FUZZY
    if name != other.names[0] or our_name != ours.names[0]:
        confidence *= 0.95
        reasons.append("one is another name")
    if other.type and ours.type != other.type:
        near = {ours.type, other.type} == {"Platform", "Organization"}
        confidence *= 0.8 if near else 0.6
        reasons.append(f"{str(ours.type).lower()} here, {other.type.lower()} there")
        predicate = CLOSE if near else EXACT
    shared = {normal_name(word) for word in ours.context} & {normal_name(word) for word in other.context}
    if shared:
        confidence += (1 - confidence) * 0.6
        reasons.append(f"both with {', '.join(sorted(shared))}")
        justification = _COMPOSITE
    if confidence >= _LEAST:
        yield _mapping(ours, other, predicate, justification, confidence, reasons)


def _mapping(
    ours: Actor, other: Actor, predicate: str, justification: str, confidence: float, reasons: list[str]
) -> Mapping:
    return Mapping(
        subject=ours.iri,
        subject_label=ours.names[0],
        predicate=predicate,
        object=other.iri,
        object_label=other.names[0],
        justification=justification,
        confidence=round(confidence, 2),
        comment="; ".join(reasons),
    )


def _claim_mapping(ours: SaidClaim, other: SaidClaim, part: float) -> Mapping:
    reasons = [f"{part:.0%} of the words in common"]
    confidence = part * 0.8
    if ours.speaker and normal_name(ours.speaker) == normal_name(other.speaker):
        confidence += (1 - confidence) * 0.5
        reasons.append(f"both said by {ours.speaker}")
    return Mapping(
        subject=ours.iri,
        subject_label=_short(ours.text),
        predicate=CLOSE,
        object=other.iri,
        object_label=_short(other.text),
        justification=_FUZZY,
        confidence=round(confidence, 2),
        comment="; ".join(reasons),
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 160 else text[:159] + "…"


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
