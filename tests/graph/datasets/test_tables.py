"""Tables as they come, and what a mapping makes of them."""

import pytest

from claimgraph.errors import DataError, UsageError
from claimgraph.graph.datasets.mapping import read_mapping, shipped_mappings

MAPPING = """
[prefixes]
m = "https://media.example/"

[[node]]
id = "m:{name}"
type = "cg:Person"
label = "{name}"
[node.values]
"schema:birthDate" = { text = "{born}", as = "date-dmy" }
"skos:altLabel" = { text = "{also}", split = ";" }
"schema:gender" = { text = "{sex}", map = { f = "female", m = "male" } }
"schema:height" = { text = "{cm}", as = "integer", optional = true }
"schema:url" = { link = "{page}" }
"schema:knows" = { link = "m:{friend}", where = { friend = "(?!-).+" } }
"""
ROWS = [
    ("name", "born", "also", "sex", "page", "friend"),
    ("Élise Ama", "14.01.1970", "E. A.;Ama", "f", "http://x/é", "Kofi"),
    ("Kofi", "", "", "x", "", "-"),
]
ELISE = "<https://media.example/%C3%89lise%20Ama>"


def table(delimiter=",", end="\n", quote='"'):
    return "".join(delimiter.join(f"{quote}{cell}{quote}" for cell in row) + end for row in ROWS)


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("a.csv", table()),
        ("a.csv", table(quote="")),
        ("a.csv", "\ufeff" + table(";", "\r\n")),
        ("a.tsv", table("\t", "\r\n", "")),
        ("a.txt", table("\t", quote="")),
        ("a.csv", table().encode("cp1252")),
        ("a.csv", table().encode("utf-16")),
        ("a.csv", table() + "\n\n"),
    ],
)
def test_a_table_is_read_however_it_was_saved(prepared, conforms, file, data):
    dataset = prepared(data, file, mapping=read_mapping(MAPPING, "m.toml"))
    assert conforms(dataset)
    said = {line.partition(" ")[2] for line in dataset.lines if line.startswith(ELISE)}
    xsd, schema = "http://www.w3.org/2001/XMLSchema#", "https://schema.org/"
    assert said == {
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/claimgraph#Person> .",
        '<http://www.w3.org/2000/01/rdf-schema#label> "Élise Ama" .',
        f'<{schema}birthDate> "1970-01-14"^^<{xsd}date> .',
        '<http://www.w3.org/2004/02/skos/core#altLabel> "Ama" .',
        '<http://www.w3.org/2004/02/skos/core#altLabel> "E. A." .',
        f'<{schema}gender> "female" .',
        f"<{schema}url> <http://x/é> .",
        f"<{schema}knows> <https://media.example/Kofi> .",
    }
    assert sum(line.startswith("<https://media.example/Kofi> ") for line in dataset.lines) == 2
    if b"\xc9" in (data if isinstance(data, bytes) else b"")[:200] and not data.startswith(b"\xff"):
        assert any("Windows-1252" in remark for remark in dataset.remarks)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("name,born,also,sex,page,friend\na,1970-13-01,,,,\n", r"in/a\.csv:2: '1970-13-01' is no date-dmy"),
        ("name,born,also,sex,page,friend\na,,,,,\nb,,,,,,extra\n", r"in/a\.csv:3: 7 cells under 6 columns"),
        ("name,born\na,\n", r"in/a\.csv:1: no column also, friend, page, sex \(m\.toml\)"),
        ('name,born,also,sex,page,friend\na,"\n', r"in/a\.csv:2: not a table"),
        ("name,name\n", r"in/a\.csv:1: two columns called name"),
        ("name,born,also,sex,page,friend\na,,,,http://x/<y,\n", r"in/a\.csv:2: 'http://x/<y' is no IRI"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_line(prepared, data, message):
    with pytest.raises(DataError, match=message):
        prepared(data, "a.csv", mapping=read_mapping(MAPPING, "m.toml"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[node]", "not TOML"),
        ("a = 1", r"no \[\[node\]\]"),
        ("[[node]]\ntype = 'cg:Person'", "needs an id"),
        ("[[node]]\nid = '{a}'\ncolour = 1", "unknown colour"),
        ("[[node]]\nid = '{a}'\n[node.values]\n'x:y' = '{a}'", "'x:y' is no property"),
        (
            "[[node]]\nid = '{a}'\n[node.values]\n'cg:share' = { text = '{a}', as = 'part' }",
            "as 'part'; choose",
        ),
        ("[[node]]\nid = '{a}'\nwhere = { a = '(' }", "not a pattern"),
    ],
)
def test_a_mapping_that_means_nothing_is_told(text, message):
    with pytest.raises(UsageError, match=message):
        read_mapping(text, "m.toml")


def test_a_table_that_nobody_knows_is_told_of_mappings(prepared):
    with pytest.raises(UsageError, match=r"the columns a, b, which no mapping .*--mapping"):
        prepared("a,b\n1,2\n", "a.csv")


OWNERS = "id\torigine\tqualificatif\tvaleur\tcible\r\n1\tAma Boateng\tégal à\t12.50%\tThe Feed\r\n2\tAma Boateng\tcontrôle\t\tThe Wire\r\n"
OWNERSHIP = """SELECT ?asset ?owner ?share { ?r a cg:Ownership ; cg:subject/rdfs:label ?asset ; cg:object/rdfs:label ?owner
    OPTIONAL { ?r cg:share ?share } }"""


def test_tables_of_french_media_are_known_by_their_columns(prepared, ask, conforms):
    dataset = prepared(OWNERS, "personne-media.tsv")
    assert conforms(dataset)
    assert ask(dataset, OWNERSHIP) == [("The Feed", "Ama Boateng", "0.125"), ("The Wire", "Ama Boateng", "")]
    assert dataset.formats == ("table (medias-francais.toml)",)


def test_a_plain_table_of_owners_needs_no_mapping(prepared, ask, conforms):
    dataset = prepared(
        "owner;asset;share;since\nFeed Works;The Feed;50;2020-03\nWire Inc;The Wire;;\n", "a.csv"
    )
    assert conforms(dataset)
    assert ask(dataset, OWNERSHIP) == [("The Feed", "Feed Works", "0.5"), ("The Wire", "Wire Inc", "")]


def test_shipped_mappings_are_there():
    assert [mapping.name for mapping in shipped_mappings()] == [
        "mediacloud.toml",
        "medias-francais.toml",
        "ownership.toml",
    ]


@pytest.mark.parametrize(
    ("cell", "since"),
    [("2019", "2019"), ("2019-07", "2019-07"), ("07/2019", "2019-07"), ("7.2019", "2019-07")],
)
def test_a_month_and_a_year_are_a_date(prepared, ask, cell, since):
    dataset = prepared(f"owner,asset,since\nA,B,{cell}\n", "a.csv")
    assert ask(dataset, "SELECT ?since { ?r cg:since ?since }") == [(since,)]


def test_a_date_that_could_be_two_is_refused_with_what_to_write(prepared):
    for cell in ("01/02/2019", "13/2019"):
        with pytest.raises(DataError, match=r"a\.csv:2: .* is no date \(write 2019-07-01"):
            prepared(f"owner,asset,since\nA,B,{cell}\n", "a.csv")


@pytest.mark.parametrize(
    ("cell", "share"),
    [
        ("12.50%", "0.125"),
        ("12,5 %", "0.125"),
        ("50", "0.5"),
        ("0.5", "0.5"),
        ("100.00%", "1"),
        ("0.00%", "0"),
        ("1", "1"),
    ],
)
def test_shares_are_parts(prepared, ask, cell, share):
    dataset = prepared(f"owner;asset;share\nA;B;{cell}\n", "a.csv")
    assert ask(dataset, "SELECT ?share { ?r cg:share ?share }") == [(share,)]
