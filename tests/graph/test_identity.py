"""Names compared, evidence weighed, the user's decisions kept: pair by pair, and as laws."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.errors import DataError
from claimgraph.graph.identity.decisions import Decision, read_decisions, write_decisions
from claimgraph.graph.identity.evidence import JOIN, compare
from claimgraph.graph.identity.names import alike
from claimgraph.graph.identity.occurrence import Occurrence
from claimgraph.graph.resolve import resolve


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Andriy Kovalenko", "Andrii Kovalenko", "another spelling"),
        ("Jürgen Müller", "Juergen Mueller", "another spelling"),
        ("Jürgen Müller", "Jurgen Muller", "accents"),
        ("José Peña", "Jose Pena", "accents"),
        ("Jean-Pierre Roux", "Jean Pierre Roux", "accents, hyphens"),
        ("Ludwig van der Berg", "Ludwig Berg", "particles"),
        ("Yulia Sokolova", "Julia Sokolova", "another spelling"),
        ("Sergei Petroff", "Sergey Petrov", "another spelling"),
        ("Mohammed Rahman", "Muhammad Rahman", "same consonants"),
        ("Wei Zhang", "Zhang Wei", "another order"),
        ("Mike Ferris", "Michael Ferris", "short form"),
        ("J. Ferris", "Jonah Ferris", "initial"),
        ("Jonah Albert Ferris", "Jonah Ferris", "middle name"),
        ("Jonah A. Ferris", "Jonah Albert Ferris", "middle name shortened"),
        ("Margarethe Holm", "Margerethe Holm", "one letter"),
        ("Mr. Jonah Ferris", "Jonah Ferris", "same name"),
    ],
)
def test_spellings_of_one_name_are_alike_both_ways(one, other, reason):
    for left, right in ((one, other), (other, one)):
        found = alike(left, right, person=True)
        assert found is not None, (left, right)
        assert 0 < found[0] < 0.5
        assert reason in found[1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jonah A. Ferris", "Jonah B. Ferris"),
        ("Jonah Ferris Jr.", "Jonah Ferris Sr."),
        ("Maria Ferris", "Mark Ferris"),
        ("Ama Boateng", "Ama Mensah"),
        ("Li Na", "Li Wei"),
        ("Anna Holm", "Anne Holt"),
    ],
)
def test_other_people_are_not_alike(one, other):
    assert alike(one, other, person=True) is None
    assert alike(other, one, person=True) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Weibo Corp.", "Weibo"),
        ("Leiden University", "University of Leiden"),
        ("Electronic Frontier Foundation", "EFF"),
        ("Universität Zürich", "Universitaet Zuerich"),
        ("Roskomnadzor", "Roscomnadzor"),
    ],
)
def test_other_names_of_one_body_are_alike(one, other):
    assert alike(one, other, person=False)
    assert alike(other, one, person=False)


def test_unlike_bodies_are_not_alike():
    assert alike("Ministry of Health", "Ministry of Justice", person=False) is None
    assert alike("EFF", "European Commission", person=False) is None


def person(number, name="Ama Boateng", type_="Person", **values):
    sets = {key: frozenset(value) for key, value in values.items() if not isinstance(value, str)}
    return Occurrence(
        iri=f"http://x/{number}",
        document=f"http://x/doc-{number}",
        article=f"{number}.txt",
        name=name,
        type=type_,
        **{**{key: value for key, value in values.items() if isinstance(value, str)}, **sets},
    )


def members(occurrences, *decisions):
    identities = resolve(occurrences, decisions).identities
    return {tuple(iri.removeprefix("http://x/") for iri in identity.members) for identity in identities}


def test_one_name_one_employer_and_two_fields_is_for_a_person_to_decide():
    chemist = person(1, affiliations=["Leiden University"], roles=["professor of chemistry"])
    jurist = person(2, affiliations=["Leiden University"], roles=["professor of law at Leiden"])
    found = compare(chemist, jurist)
    assert found and found[0] < JOIN
    assert any(reason.startswith("against: another field") for reason in found[1])
    (link,) = resolve([chemist, jurist]).links
    assert (link.verdict, link.score) == ("proposed", found[0])


def test_each_country_has_its_own_supreme_court():
    courts = [
        person(1, "the Supreme Court", "Organization", country="http://x/BR"),
        person(2, "Supreme Court", "Organization", country="http://x/BR"),
        person(3, "the Supreme Court", "Organization", country="http://x/IN"),
        person(4, "the Supreme Court", "Organization"),
    ]
    assert members(courts) == {("1", "2"), ("3",), ("4",)}


def test_a_ban_belongs_to_its_article_and_an_act_to_all():
    bans = [person(1, "ban", "Instrument"), person(2, "ban", "Instrument")]
    acts = [person(3, "Digital Services Act", "Instrument"), person(4, "Digital Services Act", "Instrument")]
    assert members(bans + acts) == {("1",), ("2",), ("3", "4")}


def test_the_users_same_joins_and_different_parts():
    two = [person(1, "Andriy Kovalenko"), person(2, "Andrii Kovalenko")]
    assert members(two) == {("1",), ("2",)}
    assert members(two, Decision(verdict="same", left="andriy kovalenko", right="Andrii Kovalenko")) == {
        ("1", "2")
    }
    joined = [person(number, affiliations=["A Lab"]) for number in (1, 2, 3)]
    assert members(joined) == {("1", "2", "3")}
    apart = Decision(verdict="different", left="Ama Boateng", left_article="2.txt", right="Ama Boateng")
    assert members(joined, apart) == {("1", "3"), ("2",)}
    turned = Decision(verdict="different", left="Ama Boateng", right="Ama Boateng", right_article="2.txt")
    assert members(joined, turned) == {("1", "3"), ("2",)}
    each = Decision(verdict="different", left="Ama Boateng", right="Ama Boateng")
    assert members(joined, each) == {("1",), ("2",), ("3",)}


def test_a_different_breaks_a_chain_and_is_not_proposed_again():
    chain = [
        person(1, affiliations=["A Lab"]),
        person(2, affiliations=["A Lab", "B Lab"]),
        person(3, affiliations=["B Lab"]),
    ]
    apart = Decision(
        verdict="different",
        left="Ama Boateng",
        left_article="1.txt",
        right="Ama Boateng",
        right_article="3.txt",
    )
    resolution = resolve(chain, [apart])
    for identity in resolution.identities:
        assert not {"http://x/1", "http://x/3"} <= set(identity.members)
    assert not [link for link in resolution.links if link.verdict == "proposed"]


def test_a_same_that_contradicts_a_different_is_overruled_and_said():
    people = [person(1, "Ana Roa"), person(2, "Eva Sol"), person(3, "Ida Lim")]
    decisions = [
        Decision(verdict="same", left="Ana Roa", right="Eva Sol"),
        Decision(verdict="same", left="Eva Sol", right="Ida Lim"),
        Decision(verdict="different", left="Ana Roa", right="Ida Lim"),
    ]
    verdicts = [link.verdict for link in resolve(people, decisions).links]
    assert sorted(verdicts) == ["overruled", "same"]


def test_the_register_keeps_two_entries_apart_whatever_is_said():
    two = [
        person(1, "Line", "Platform", register="http://r/line"),
        person(2, "Liner", "Platform", register="http://r/liner"),
    ]
    assert members(two, Decision(verdict="same", left="Line", right="Liner")) == {("1",), ("2",)}


PEOPLE = [
    person(
        number,
        ["Ama Boateng", "Ama Boateng", "Amma Boateng"][number % 3],
        affiliations=[["A Lab"], ["B Lab"], ["A Lab", "B Lab"], []][number % 4],
        roles=["press officer"] * (number % 5 == 0),
    )
    for number in range(9)
]
DECISIONS = st.lists(
    st.builds(
        Decision,
        verdict=st.sampled_from(["same", "different"]),
        left=st.sampled_from(["Ama Boateng", "Amma Boateng"]),
        left_article=st.sampled_from(["", *(f"{number}.txt" for number in range(9))]),
        right=st.sampled_from(["Ama Boateng", "Amma Boateng"]),
        right_article=st.sampled_from(["", *(f"{number}.txt" for number in range(9))]),
    ),
    max_size=5,
)


@given(st.permutations(PEOPLE), DECISIONS, st.randoms())
def test_neither_the_order_of_documents_nor_of_decisions_matters(people, decisions, random):
    shuffled = list(decisions)
    random.shuffle(shuffled)
    assert resolve(people, shuffled) == resolve(PEOPLE, decisions)


@given(DECISIONS)
def test_no_identity_holds_both_sides_of_a_different(decisions):
    by_iri = {one.iri: one for one in PEOPLE}
    for identity in resolve(PEOPLE, decisions).identities:
        together = [by_iri[iri] for iri in identity.members]
        for decision in decisions:
            if decision.verdict == "different":
                for one, other in combinations(together, 2):
                    assert not (_is(one, decision, "left") and _is(other, decision, "right"))


@given(DECISIONS)
def test_a_same_is_kept_wherever_nothing_is_different(decisions):
    decisions = [decision for decision in decisions if decision.verdict == "same"]
    part = {
        iri: identity.iri for identity in resolve(PEOPLE, decisions).identities for iri in identity.members
    }
    for decision in decisions:
        left = {part[one.iri] for one in PEOPLE if _is(one, decision, "left")}
        right = {part[one.iri] for one in PEOPLE if _is(one, decision, "right")}
        if left and right:
            assert len(left | right) == 1


def _is(one, decision, end):
    article = getattr(decision, f"{end}_article")
    return one.name == getattr(decision, end) and (not article or article == one.article)


@given(DECISIONS)
def test_decisions_come_back_from_their_file_as_they_were(tmp_path_factory, decisions):
    path = tmp_path_factory.mktemp("decisions") / "identity.tsv"
    write_decisions(path, decisions)
    assert read_decisions(path) == tuple(sorted(set(decisions)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("left\tright\nA\tB\n", ":1: no column verdict"),
        ("verdict\tleft\tright\nsame\tA\t\n", ":2: not a decision"),
        ("verdict\tleft\tright\n\nmaybe\tA\tB\n", ":3: not a decision"),
    ],
)
def test_a_wrong_line_is_named(tmp_path, text, message):
    path = tmp_path / "identity.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        read_decisions(path)
