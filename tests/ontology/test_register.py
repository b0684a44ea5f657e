"""The register: every row loads, keeps its dates and sources, and answers as of a date."""

from __future__ import annotations

import csv
from importlib.resources import files

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.errors import DataError
from claimgraph.ontology.check import validate
from claimgraph.ontology.entries import Register, RegisterEntry, name_key, slug
from claimgraph.ontology.register import load_register, register_lines
from claimgraph.ontology.rows import Table
from claimgraph.ontology.terms import CG, CGD, DCTERMS, RDF

FOLDER = files("claimgraph.ontology") / "register"


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((FOLDER / name).read_text("utf-8").splitlines(keepends=True)))


def entry(register: Register, local: str) -> RegisterEntry:
    return register.by_iri[CGD + local]


def owners(register: Register, local: str, on: str | None = None) -> list[str]:
    return sorted(register.by_iri[held.object].name for held in register.held(CGD + local, "Ownership", on))


def test_the_packaged_tables_are_whole() -> None:
    register = load_register()
    assert len(register.platforms) == len({row["name"] for row in rows("platforms.csv")}) == 410
    assert len(rows("platforms.csv")) == 619
    described = {name_key(row["name"]) for row in rows("companies.csv")}
    assert len(described) == 188
    assert described <= {name_key(company.name) for company in register.companies}
    assert len(register.jurisdictions) == 251
    members = [held for held in register.intervals if held.type == "Membership"]
    assert len([held for held in members if held.until is None]) == 27


def test_every_row_keeps_its_owner_dates_and_source() -> None:
    register = load_register()
    for row in rows("platforms.csv"):
        (platform,) = [
            p for p in register.find(row["name"]) if p.type == "platform" and p.name == row["name"]
        ]
        dates = (row["since"] or None, row["until"] or None)
        assert row["source"] in platform.sources
        if row["owner"]:
            held = [
                interval
                for interval in register.held(platform.iri, "Ownership")
                if interval.source == row["source"] and (interval.since, interval.until) == dates
            ]
            assert len(held) == 1, row["name"]
            assert held[0].confidence == row["confidence"]
        elif not row["operator"]:
            assert (platform.since, platform.until) == dates, row["name"]


def test_every_operator_and_owner_has_its_jurisdiction() -> None:
    register = load_register()
    for row in rows("platforms.csv"):
        for column in ("operator", "owner"):
            names = row[column].split("|") if row[column] else []
            codes = row[f"{column}_jurisdiction"].split("|") if row[f"{column}_jurisdiction"] else []
            assert len(codes) in (0, len(names)), row["name"]
            for name, code in zip(names, codes, strict=False):
                companies = [found for found in register.find(name) if found in register.companies]
                assert companies, name
                if code and any(company.type == "organization" for company in companies):
                    assert any(register.held(company.iri, "JurisdictionRelation") for company in companies)


@pytest.mark.parametrize(
    ("platform", "on", "expected"),
    [
        ("platform-x", "2021-06-01", ["Twitter, Inc."]),
        ("platform-x", "2022-10-26", ["Twitter, Inc."]),
        ("platform-x", "2022-10-27", ["X Holdings I, Inc."]),
        ("platform-x", "2024", ["X Holdings Corp."]),
        ("platform-x", "2026-03-01", ["Space Exploration Technologies Corp."]),
        ("platform-tiktok-united-states", "2021-06-01", ["ByteDance Ltd."]),
        ("platform-tiktok-united-states", "2026-03-01", ["TikTok USDS Joint Venture LLC"]),
        ("platform-tiktok", "2026-03-01", ["ByteDance Ltd."]),
        ("platform-instagram", "2011-12-31", ["Burbn, Inc."]),
        ("platform-instagram", "2012-01-01", ["Meta Platforms, Inc."]),
        ("platform-flickr", "2003", []),
        ("platform-line", "2022-01-01", ["Z Holdings Corporation"]),
        ("platform-depop", "2021-06", ["Depop Ltd"]),
        ("platform-depop", "2022", ["Etsy, Inc."]),
        ("platform-careem", "2021", ["Uber Technologies, Inc."]),
        ("platform-icq", "2005", ["AOL"]),
        ("platform-neopets", "2018", ["NetDragon Websoft"]),
    ],
)
def test_who_owned_it_on_a_date(platform: str, on: str, expected: list[str]) -> None:
    assert owners(load_register(), platform, on) == expected


def test_parallel_operators_keep_their_regions() -> None:
    register = load_register()
    run = register.held(CGD + "platform-facebook", "Operation")
    assert {(register.by_iri[held.object].name, held.region) for held in run} == {
        ("Meta Platforms, Inc.", None),
        ("Meta Platforms Ireland Limited", "EEA"),
    }


def test_shares_of_a_joint_venture() -> None:
    register = load_register()
    held = register.held(CGD + "org-tiktok-usds-joint-venture-llc", "Ownership")
    assert {(register.by_iri[h.object].name, h.share) for h in held} == {
        ("Oracle Corporation", "0.15"),
        ("Silver Lake", "0.15"),
        ("MGX", "0.15"),
        ("ByteDance Ltd.", "0.199"),
    }


def test_seat_and_place_of_incorporation_are_apart() -> None:
    register = load_register()
    bytedance = entry(register, "org-bytedance-ltd")
    (seat,) = register.held(bytedance.iri, "JurisdictionRelation")
    assert seat.object == CGD + "jurisdiction-CN"
    assert bytedance.incorporated_in == CGD + "jurisdiction-KY"


def test_european_union_as_of_a_date() -> None:
    register = load_register()
    britain = CGD + "jurisdiction-GB"
    assert [held.object for held in register.held(britain, "Membership", "2019-06")] == [
        CGD + "jurisdiction-EU"
    ]
    assert register.held(britain, "Membership", "2020-02-01") == ()


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("RedNote", "platform-xiaohongshu"),
        ("小红书", "platform-xiaohongshu"),
        ("  tiktok ", "platform-tiktok"),
        ("ТикТок", "platform-tiktok"),
        ("Facebook, Inc.", "org-meta-platforms-inc"),
        ("字节跳动", "org-bytedance-ltd"),
        ("the netherlands", "jurisdiction-NL"),
    ],
)
def test_find_by_name_alias_or_native_name(name: str, local: str) -> None:
    assert CGD + local in {found.iri for found in load_register().find(name)}


def test_demonyms_lead_to_jurisdictions() -> None:
    register = load_register()
    assert [found.code for found in register.demonyms["chinese"]] == ["CN"]
    assert sorted(found.code or "" for found in register.demonyms["congolese"]) == ["CD", "CG"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Meta Platforms, Inc.", "meta-platforms-inc"),
        ("Meta Platforms Inc", "meta-platforms-inc"),
        ("Viber Media S.à r.l.", "viber-media-s-a-r-l"),
        ("Disney+", "disney-plus"),
        ("Condé Nast", "conde-nast"),
        ("小红书", "d26c6a08"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text(min_size=1).filter(str.strip))
def test_a_slug_is_a_flat_ascii_name(name: str) -> None:
    made = slug(name)
    assert made == slug(name) and made
    assert all(letter in "abcdefghijklmnopqrstuvwxyz0123456789-" for letter in made)
    assert not made.startswith("-") and not made.endswith("-")


def test_lines_are_a_sorted_unique_conforming_graph_in_the_stores_own_form() -> None:
    lines = register_lines()
    assert list(lines) == sorted(set(lines))
    store = ox.Store()
    store.extend(ox.parse("\n".join(lines), format=ox.RdfFormat.N_TRIPLES))
    assert sorted(f"{quad.subject} {quad.predicate} {quad.object} ." for quad in store) == list(lines)
    assert validate("\n".join(lines)) == ()
    assert not any(f"{CG}subjectSpan" in line or "nif-core" in line for line in lines)


def test_every_interval_in_the_graph_names_a_source() -> None:
    lines = register_lines()
    sourced = {line.split(" ", 1)[0] for line in lines if f" <{DCTERMS}source> " in line}
    typed = {line.split(" ", 1)[0] for line in lines if f" <{RDF}type> " in line}
    assert typed == sourced


def test_no_source_speaks_of_anything_but_sources() -> None:
    for name in ("platforms.csv", "companies.csv", "jurisdictions.csv"):
        for row in rows(name):
            assert row["source"].strip() == row["source"] != ""
            assert "code-index" not in row["source"]


HOOT = """name,kind,operator,operator_jurisdiction,owner,owner_jurisdiction,since,until,source
Hoot,forum,Hoot Ltd.,GB,Owl Group,FR,2020,,own research
TikTok (United States),,,,ByteDance Ltd.,,2018-08-02,2026-01-23,court record
"""


def test_a_users_table_adds_and_corrects() -> None:
    register = load_register(Table(name="mine.csv", text=HOOT))
    assert owners(register, "platform-hoot") == ["Owl Group"]
    assert len(register.platforms) == 411
    on_the_day = owners(register, "platform-tiktok-united-states", "2026-01-22")
    assert on_the_day == ["ByteDance Ltd.", "TikTok USDS Joint Venture LLC"]
    assert owners(load_register(), "platform-tiktok-united-states", "2026-01-22") == [
        "TikTok USDS Joint Venture LLC"
    ]
    assert entry(register, "platform-tiktok-united-states").kind == "short video"


def test_a_users_company_row_moves_a_seat_and_keeps_the_rest() -> None:
    text = "name,jurisdiction,aliases,source\nMeta Platforms Inc,IE,MetaCo,own research\n"
    register = load_register(Table(name="mine.csv", text=text))
    meta = entry(register, "org-meta-platforms-inc")
    assert meta.name == "Meta Platforms, Inc."
    assert {"MetaCo", "Facebook, Inc.", "Meta Platforms Inc"} <= set(meta.aliases)
    (seat,) = register.held(meta.iri, "JurisdictionRelation")
    assert seat.object == CGD + "jurisdiction-IE" and seat.source == "own research"


HEADER = "name,owner,owner_jurisdiction,since,until,source"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "mine.csv:1: no column 'name, source'"),
        ("name,owner,colour,source\n", "mine.csv:1: unknown column 'colour'"),
        ("name,name,source\n", "mine.csv:1: repeated column 'name'"),
        ("name,owner\n", "mine.csv:1: no column 'source'"),
        (f"{HEADER}\nHoot,Owl,GB,2020,,\n", "mine.csv:2: no source"),
        (f"{HEADER}\n,Owl,GB,2020,,s\n", "mine.csv:2: no name"),
        (f"{HEADER}\nHoot,Owl, Inc.,GB,2020,,s\n", "mine.csv:2: 7 cells where the header has 6"),
        (f"{HEADER}\n\nHoot,Owl,GB,May 2020,,s\n", "mine.csv:3: since 'May 2020' cannot be read; write YYYY"),
        (f"{HEADER}\nHoot,Owl,GB,2021,2020-12,s\n", "mine.csv:2: until 2020-12 is before since 2021"),
        (f"{HEADER}\nHoot,Owl,UK,2020,,s\n", "mine.csv:2: no jurisdiction has the code 'UK'"),
        (f"{HEADER}\nHoot,Owl|Elm,GB,2020,,s\n", "mine.csv:2: owner_jurisdiction has 1 parts, owner 2"),
        ("name,owner,share,source\nHoot,Owl,51,s\n", "mine.csv:2: share '51' cannot be read; write a number"),
        ("name,owner,website,source\nHoot,Owl,hoot.org,s\n", "mine.csv:2: website 'hoot.org' cannot be read"),
        ("name,wikidata,source\nHoot,42,s\n", "mine.csv:2: wikidata '42' cannot be read"),
        ("name,type,source\nHoot,firm,s\n", "mine.csv:2: type 'firm' cannot be read"),
        ("name,owner,confidence,source\nHoot,Owl,sure,s\n", "mine.csv:2: confidence 'sure' cannot be read"),
        ("code,name,source\nGBR,Britain,s\n", "mine.csv:2: code 'GBR' cannot be read"),
        (f"{HEADER}\nHoot,Owl||Elm,GB||FR,2020,,s\n", "mine.csv:2: owner has an empty part"),
        ("name,aliases,parent,source\nHoot Ltd.,Hoot,Hoot,s\n", "mine.csv:2: 'Hoot Ltd.' is its own owner"),
        (f'{HEADER}\n"Hoot,Owl,GB,2020,,s\n', "mine.csv:2: not CSV"),
    ],
)
def test_a_wrong_row_stops_with_where_and_what_next(text: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        load_register(Table(name="mine.csv", text=text))
    assert str(caught.value).startswith(message)
