"""The kind of a name that no register knows, from all its places in a text; all names are invented."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from spacy.language import Language

from claimgraph.extract.actors.names.known_names import lists_of
from claimgraph.extract.actors.names.lookout import find_sightings
from claimgraph.extract.actors.names.name_evidence import shape
from claimgraph.extract.actors.names.name_kinds import KINDS, find_candidates, weigh
from claimgraph.extract.actors.names.sightings import spell
from claimgraph.extract.actors.names.word_clusters import cluster_of
from claimgraph.extract.tokens import tokens_of


def _types(nlp: Language, text: str) -> dict[str, str]:
    return {entity.name: str(entity.type) for entity in nlp(text)._.entities}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She posts her soups on Mirvok and on TikTok. Mirvok users like them.", "Mirvok"),
        ("Half of the choir has left WhatsApp for Tuvelo. Tuvelo lets them record.", "Tuvelo"),
        (
            "He deleted Brindle in May, and Instagram in June. His Brindle account had 40 followers.",
            "Brindle",
        ),
        ("The clip went viral on Quenta. Users reposted it to Reddit within the hour.", "Quenta"),
    ],
)
def test_a_platform_that_nothing_calls_one(nlp: Language, text: str, name: str) -> None:
    assert _types(nlp, text).get(name) == "platform"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Shares of Dorvane fell. Dorvane said it would close two of its plants and cut 400 jobs.",
            "Dorvane",
        ),
        ("TikTok was sold to Ostrel. Ostrel, a shipping company from Bergen, paid in cash.", "Ostrel"),
        ("A lawyer for Kelbrin said the company had hired nobody. Kelbrin makes paper.", "Kelbrin"),
    ],
)
def test_a_company_is_none(nlp: Language, text: str, name: str) -> None:
    assert _types(nlp, text).get(name) == "organization"


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quillfeather, a dancer, is on TikTok. Users follow Ada Quillfeather for her hats.",
        "On Instagram Ada Quillfeather, a lawyer, has 4,000 followers. They like Ada Quillfeather.",
        "They joined Ada Quillfeather, the founder of the app, on Reddit.",
    ],
)
def test_a_person_with_two_names_and_a_role_is_no_platform(nlp: Language, text: str) -> None:
    assert _types(nlp, text).get("Ada Quillfeather") == "person"


def test_another_name_of_a_platform_is_one(nlp: Language) -> None:
    text = "Mirvok, a photo app that used to be known as Blenna, has been sold. Nobody misses Blenna."
    found = _types(nlp, text)
    assert found.get("Mirvok") == "platform"
    assert found.get("Blenna", "platform") == "platform"


def test_the_letters_of_a_body_are_the_body(nlp: Language) -> None:
    text = "TikTok was fined by the Harbour Communications Authority, known as HCA. HCA had waited a year."
    assert "platform" not in {
        _types(nlp, text).get(name) for name in ("HCA", "Harbour Communications Authority")
    }


def test_a_place_line_is_no_person(nlp: Language) -> None:
    assert _types(nlp, "VANCOUVER – A judge has refused to let TikTok go.")["VANCOUVER"] == "jurisdiction"


def test_only_doubtful_names_are_weighed(nlp: Language) -> None:
    text = "Peter Holm of Borlund University posts on Mirvok. Holm had 40 followers there."
    doc = nlp(text)
    tokens = tokens_of(doc)
    spelt = spell(tokens)
    sightings = find_sightings(doc, tokens, spelt)
    every = {" ".join(candidate.name) for candidate in find_candidates(tokens, spelt, sightings)}
    doubtful = {" ".join(c.name) for c in find_candidates(tokens, spelt, sightings, plain=False)}
    assert {"Peter Holm", "Holm", "Mirvok"} <= every
    assert "Mirvok" in doubtful
    assert doubtful.isdisjoint({"Peter Holm", "Holm", "Borlund University"})


def test_of_a_name_count_its_shape_its_last_letters_and_the_words_of_a_longer_one() -> None:
    assert set(shape(("Mirvok",))) == set(shape(("Tarvok",)))
    assert not any("mirvok" in feature for feature in shape(("Mirvok",)))
    assert "part:radio" in set(shape(("Radio", "Mirvok")))
    assert "camel" in set(shape(("MirVok",)))


def test_a_list_holds_names_whatever_their_case_and_spaces() -> None:
    assert lists_of(("Netease", "Cloud", "Music")) == lists_of(("NetEase", "CloudMusic")) == ("brand",)
    assert lists_of(("Mirvok",)) == ()


def test_a_name_that_begins_as_one_of_the_register_is_its_own(nlp: Language) -> None:
    found = _types(nlp, "She lost her way with Google Translate and wrote to Google about it.")
    assert {"Google Translate", "Google"} <= found.keys()


@pytest.mark.parametrize("name", ["inVorka", "4Vorka"])
def test_a_name_may_begin_with_a_small_letter_or_a_figure(nlp: Language, name: str) -> None:
    text = f"Drivers left Uber for {name}, a ride app. {name} users pay less, and {name} takes a smaller fee."
    assert _types(nlp, text).get(name) == "platform"


def test_chances_add_up_and_do_not_hang_on_the_order() -> None:
    features = ["-1:on", "w=1", "part~", "alone~", "mod:users", "doc:platform", "no such feature"]
    chances = weigh(features)
    assert list(chances) == list(KINDS)
    assert sum(chances.values()) == pytest.approx(1)
    assert max(chances, key=lambda kind: chances[kind]) == "platform"
    assert weigh(reversed(features)) == chances


def test_the_weights_are_numbers_for_each_kind() -> None:
    table = json.loads(files("claimgraph.extract").joinpath("data/name_kinds.json").read_text("utf-8"))
    assert table["kinds"] == list(KINDS)
    assert "" in table["weights"] and len(table["weights"]) > 500
    assert all(len(row) == len(KINDS) for row in table["weights"].values())


def test_a_word_is_found_in_the_table_of_clusters_and_no_other() -> None:
    text = files("claimgraph.extract").joinpath("data/word_clusters.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert lines == sorted(lines, key=lambda line: line.split("\t")[0].encode())
    for line in (*lines[:3], *lines[::997], *lines[-3:]):
        word, cluster = line.split("\t")
        assert cluster_of(word) == cluster_of(word.title()) == cluster
    for word in ("", "a\tb", "#", "jones\t", "zzzzzz", "\U0010ffff"):
        assert cluster_of(word) == ""


def test_words_that_keep_the_same_company_share_a_cluster() -> None:
    assert cluster_of("Jones") == cluster_of("Smith") != cluster_of("Facebook")
    assert f"alone~{cluster_of('Jones')}" in set(shape(("Jones",)))
    assert {f"first~{cluster_of('Daily')}", "last~"} <= set(shape(("Daily", "Zumbrado")))
