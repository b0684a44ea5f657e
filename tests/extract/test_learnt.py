"""Relations that no pattern finds, weighed by what was learnt; all names are invented."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from spacy.language import Language

from claimgraph.extract.relations.component import find_patterns
from claimgraph.extract.relations.learnt.pairs import ENDS, features, find_pairs
from claimgraph.extract.relations.learnt.weighing import find_learnt, weigh, weights_of
from claimgraph.extract.relations.measures.told_instruments import INSTRUMENT
from claimgraph.extract.relations.people.told_roles import ROLE
from claimgraph.extract.relations.reading import read_page
from claimgraph.graph.record import RelationType

TEXT = (
    "The messenger Bitpoint counts Norvik Group and Halden Capital among its shareholders. "
    "Ada Quillfeather, a lawyer at Norvik Group, uses TikTok. She left Halden Capital in May."
)


def test_weights_are_there_for_every_relation() -> None:
    table = json.loads(files("claimgraph.extract").joinpath("data/pairs.json").read_text("utf-8"))
    assert set(table) == {*map(str, ENDS), ROLE, INSTRUMENT}
    for weights in table.values():
        assert "" in weights
        assert all(len(row) == 2 and all(isinstance(w, int) for w in row) for row in weights.values())


@pytest.mark.parametrize("relation", list(ENDS))
def test_likelihoods_add_up_and_forget_unknown_features(relation: RelationType) -> None:
    table = weights_of(relation)
    holds, unreal = weigh(table, ())
    assert 0 < holds < 1 and 0 < unreal < 1 and holds + unreal < 1
    assert weigh(table, {"no such feature"}) == (holds, unreal)


@pytest.mark.parametrize(
    "text",
    [
        "Bitpoint, Norvik Group, Halden Capital and Tidal Bank were mentioned.",
        "Bitpoint lost users in Oslo while Norvik Group waited for Tidal Bank.",
        "By Ada Quillfeather in Oslo and Bram Vandersteen in Ghent",
        "Bitpoint and its owner were declared extremist by a Moscow court.",
    ],
)
def test_names_beside_each_other_are_nothing(nlp: Language, text: str) -> None:
    doc = nlp(text)
    page = read_page(doc, doc._.entities)
    assert list(find_learnt(page, ())) == []


def test_pairs_are_of_one_sentence_and_of_two_things(nlp: Language) -> None:
    doc = nlp(TEXT)
    page = read_page(doc, doc._.entities)
    seen = 0
    for sentence, (first, stop) in enumerate(page.syntax.sents):
        for pair in find_pairs(page, sentence):
            seen += 1
            for end in (pair.subject, pair.object):
                assert first <= end.token < stop
            assert pair.subject.name.span != pair.object.name.span
            assert pair.types
    assert seen > 10


def test_no_letter_of_a_name_is_a_feature(nlp: Language) -> None:
    found = []
    for one, other in (("Bitpoint", "Norvik"), ("Zumbrado", "Kelvastra")):
        doc = nlp(TEXT.replace("Bitpoint", one).replace("Norvik", other))
        page = read_page(doc, doc._.entities)
        pairs = [pair for number in range(len(page.syntax.sents)) for pair in find_pairs(page, number)]
        found.append({feature for pair in pairs for feature in features(page, pair)})
    assert not any(name in feature.lower() for feature in found[0] for name in ("bitpoint", "norvik", "ada"))
    assert not any(name in feature.lower() for feature in found[1] for name in ("zumbrado", "kelvastra"))


def test_what_patterns_find_is_not_found_again(nlp: Language) -> None:
    doc = nlp("Bitpoint, a messenger, is owned by Norvik Group. Norvik Group is based in Oslo.")
    page = read_page(doc, doc._.entities)
    patterns = list(find_patterns(page))
    assert patterns
    ends = {frozenset((f.subject.span, f.object.span)) for f in patterns}
    assert not any(frozenset((f.subject.span, f.object.span)) in ends for f in find_learnt(page, patterns))


def test_what_is_found_has_its_spans(nlp: Language) -> None:
    doc = nlp(TEXT)
    for relation in doc._.relations:
        for start, end in (*relation.cue, relation.subject.span, relation.object.span):
            assert 0 <= start < end <= len(TEXT)
        assert relation.cue


@pytest.mark.parametrize(
    "text",
    [
        "The messenger Bitpoint is made by Norvik Group.",
        "Norvik Group bought the messenger Bitpoint, to be called Halden.",
    ],
)
def test_some_words_leave_no_doubt(nlp: Language, text: str) -> None:
    doc = nlp(text)
    found = list(find_learnt(read_page(doc, doc._.entities), ()))
    assert not [one for one in found if one.type is RelationType.ALSO_KNOWN_AS]
    assert not [one for one in found if one.type is RelationType.OWNED_BY and "made" in text]
