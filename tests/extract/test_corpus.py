from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.errors import SkipDocument, UsageError
from claimgraph.extract.reading.reader import read_documents
from claimgraph.graph.record import Document


def read(path: Path, **options: object) -> list[Document | SkipDocument]:
    return list(read_documents([path], **options))  # type: ignore[arg-type]  # options vary by test


def documents(path: Path, **options: object) -> list[Document]:
    found = read(path, **options)
    assert all(isinstance(item, Document) for item in found), found
    return [item for item in found if isinstance(item, Document)]


def reasons(path: Path, **options: object) -> list[tuple[str, str]]:
    return [(item.where, item.reason) for item in read(path, **options) if isinstance(item, SkipDocument)]


def file(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_bytes("".join(line + "\n" for line in lines).encode("utf-8", "surrogatepass"))
    return path


def test_lines_with_id_and_text_need_nothing(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "c.jsonl",
        '{"id": "b/2", "text": "Two.\\r\\n  “End.” ", "quotes": []}',
        "",
        '{"id": 1, "text": "One.", "title": "First", "date": "2025-01-14", "author": ["Ana Ito", "Bo Lund"]}',
    )
    assert documents(path) == [
        Document(id="b/2", source="c.jsonl#b/2", text="Two.\r\n  “End.” "),
        Document(
            id="1",
            source="c.jsonl#1",
            text="One.",
            title="First",
            date="2025-01-14",
            authors=("Ana Ito", "Bo Lund"),
        ),
    ]


def test_lone_surrogates_are_replaced_one_for_one(tmp_path: Path) -> None:
    path = file(tmp_path, "c.jsonl", '{"id": "\\ud800", "text": "a\\ud800b\\ude00c \\ud83d\\ude00"}')
    (document,) = documents(path)
    assert document.text == "a\ufffdb\ufffdc 😀"
    assert document.id == "\ufffd"


def test_each_bad_line_is_named_and_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_bytes(
        b'{"id": 1, "text": "One."}\n{"id": 2, "text": \n[1, 2]\n{"id": 1, "text": "Again."}\n{"id": 3}\n'
        b'{"text": "No id."}\n{"id": 4, "text": "  "}\n{"id": 5, "text": 5}\n{"id": 6, "text": "\xff"}\n'
        b'{"id": 7, "text": ' + b"[" * 99_999 + b'\n{"id": 8, "text": "Eight."}'
    )
    assert [item.id for item in read(path) if isinstance(item, Document)] == ["1", "1", "8"]
    assert reasons(path) == [
        ("c.jsonl:2", "broken JSON at character 20: Expecting value"),
        ("c.jsonl:3", "not a JSON object"),
        ("c.jsonl:5", "no text"),
        ("c.jsonl:6", "no id; name the column that has one with id=…"),
        ("c.jsonl:7", "the text is empty"),
        ("c.jsonl:8", "the text is not a string"),
        (
            "c.jsonl:9",
            "not UTF-8: 0xff at character 20; "
            "save it as UTF-8, or name its encoding (older Windows programs: cp1252)",
        ),
        ("c.jsonl:10", "broken JSON: nested too deeply, or a number too long"),
    ]


def test_a_line_over_the_limit_is_passed_over(tmp_path: Path) -> None:
    path = file(tmp_path, "c.jsonl", '{"id": 1, "text": "' + "x" * 5000 + '"}', '{"id": 2, "text": "Two."}')
    skipped, document = read(path, size_limit=1024)
    assert isinstance(skipped, SkipDocument) and skipped.where == "c.jsonl:1"
    assert isinstance(document, Document) and document.id == "2"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_corpora_with_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "c.jsonl").write_text('{"id": 1, "text": "“Café”"}\n', encoding)
    (tmp_path / "t.csv").write_text("id,text\n1,“Café”\n", encoding)
    assert [item.text for item in documents(tmp_path)] == ["“Café”", "“Café”"]


class Endless(io.RawIOBase):
    """A corpus that would never fit into memory."""

    served = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # typeshed has no name for a writable buffer here
        line = b'{"id": %d, "text": "One more."}\n' % self.served
        view[: len(line)] = line
        self.served += 1
        return len(line)


def test_a_corpus_is_read_row_by_row() -> None:
    stream = Endless()
    reading = read_documents(["-"], stdin=stream)  # type: ignore[arg-type]  # a raw stream will do
    for number in range(1000):
        document = next(reading)
        assert isinstance(document, Document) and document.id == str(number)
    assert stream.served < 2500


def test_a_table_with_semicolons_and_line_breaks(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "t.csv",
        "sep=;",
        "id;text;title",
        '1;"One; “two”\r\nthree ""four""";First',
        ";;",
        '2;"Five\n\nsix";',
    )
    found = documents(path)
    assert [(item.id, item.text, item.title) for item in found] == [
        ("1", 'One; “two”\r\nthree "four"', "First"),
        ("2", "Five\n\nsix", None),
    ]


@pytest.mark.parametrize(("name", "sign"), [("t.csv", ","), ("t.csv", ";"), ("t.csv", "|"), ("t.tsv", "\t")])
def test_the_delimiter_is_found(tmp_path: Path, name: str, sign: str) -> None:
    path = file(tmp_path, name, sign.join(["id", "text"]), sign.join(["1", "One."]))
    assert documents(path)[0].text == "One."


def test_rows_that_do_not_fit_the_header(tmp_path: Path) -> None:
    path = file(tmp_path, "t.csv", "id,text", "1,One.", "2", "3,Three.,3", '4,"Four.', "5,Five.")
    assert [item.id for item in read(path) if isinstance(item, Document)] == ["1"]
    assert reasons(path) == [
        ("t.csv:3", "1 cells where the header has 2"),
        ("t.csv:4", "3 cells where the header has 2"),
        ("t.csv:5", "a quotation mark is opened here and never closed"),
    ]


def test_a_cell_over_the_limit_ends_the_table(tmp_path: Path) -> None:
    path = file(tmp_path, "t.csv", "id,text", "1,One.", '2,"' + "x\n" * 1000 + '"', "3,Three.")
    document, skipped = read(path, size_limit=1024)
    assert isinstance(document, Document)
    assert isinstance(skipped, SkipDocument)
    assert skipped.where == "t.csv:3" and skipped.reason.endswith("nothing was read from here on")


def test_long_reads_are_over_the_csv_modules_own_limit(tmp_path: Path) -> None:
    path = file(tmp_path, "t.csv", "id,text", "1," + "word " * 50_000)
    assert len(documents(path)[0].text) == 250_000


def test_columns_by_flag(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "t.csv",
        "Nr,Volltext,Kopf,Datum,Wer,Blatt,Netz",
        "7,Text.,Titel,14.1.2025,Ana Ito; Bo Lund,Anzeiger,u",
    )
    columns = {
        "id": "Nr",
        "text": "Volltext",
        "title": "Kopf",
        "date": "Datum",
        "author": "Wer",
        "outlet": "Blatt",
        "url": "Netz",
    }
    assert documents(path, columns=columns) == [
        Document(
            id="7",
            source="t.csv#7",
            text="Text.",
            title="Titel",
            date="2025-01-14",
            authors=("Ana Ito", "Bo Lund"),
            outlet="Anzeiger",
            url="u",
        )
    ]


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ('"Ana Ito"', ("Ana Ito",)),
        ('"Ana Ito; Bo Lund and Cy Orr | Ana Ito"', ("Ana Ito", "Bo Lund", "Cy Orr")),
        ('["Ana Ito", "Bo Lund"]', ("Ana Ito", "Bo Lund")),
        ('[{"name": "Ana Ito"}, {"id": 3}, 4, null]', ("Ana Ito",)),
        ('{"name": "Ana Ito"}', ("Ana Ito",)),
        ('""', ()),
        ("7", ()),
    ],
)
def test_authors_as_corpora_write_them(tmp_path: Path, written: str, authors: tuple[str, ...]) -> None:
    path = file(tmp_path, "c.jsonl", f'{{"id": 1, "text": "One.", "title": "T", "author": {written}}}')
    assert documents(path)[0].authors == authors


def test_columns_within_objects(tmp_path: Path) -> None:
    path = file(tmp_path, "c.jsonl", '{"id": 1, "article": {"body": "One."}, "meta": {"by": "Ana Ito"}}')
    (document,) = documents(path, columns={"text": "article.body", "author": "meta.by"})
    assert (document.text, document.authors) == ("One.", ("Ana Ito",))


@pytest.mark.parametrize("name", ["t.csv", "c.jsonl"])
def test_an_unknown_column_stops_the_run(tmp_path: Path, name: str) -> None:
    lines = {"t.csv": ("id,text", "1,One."), "c.jsonl": ('{"id": 1, "text": "One."}',)}
    path = file(tmp_path, name, *lines[name])
    with pytest.raises(UsageError, match=rf"{name}: no column 'titel' for title; there are id, text"):
        read(path, columns={"title": "titel"})


def test_a_column_that_is_empty_at_first_is_no_unknown_column(tmp_path: Path) -> None:
    path = file(
        tmp_path, "c.jsonl", '{"id": 1, "text": "One."}', '{"id": 2, "text": "Two.", "headline": "T"}'
    )
    assert [item.title for item in documents(path, columns={"title": "headline"})] == [None, "T"]


def test_a_table_without_texts_says_what_it_has(tmp_path: Path) -> None:
    path = file(tmp_path, "t.csv", "name,score", "a,1")
    assert reasons(path) == [
        ("t.csv", "no column holds the text; name it with text=… (there are name, score)")
    ]


def test_a_media_cloud_story(tmp_path: Path) -> None:
    story = {
        "stories_id": 77,
        "title": "Ferries halted",
        "publish_date": "2010-11-24 04:05:00",
        "url": "http://tidewater.example/f",
        "language": "en",
        "media_id": 11,
        "description": "<p>Not the text</p>",
        "story_text": " The ferries were halted. ",
        "story_sentences": [{"sentence": "The ferries were halted."}],
    }
    path = file(tmp_path, "story.json", json.dumps(story, indent=1))
    assert documents(path) == [
        Document(
            id="77",
            source="story.json#77",
            text=" The ferries were halted. ",
            title="Ferries halted",
            date="2010-11-24",
            url="http://tidewater.example/f",
            language="en",
        )
    ]


def test_a_media_cloud_download(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "mc.csv",
        "id,indexed_date,language,media_name,media_url,publish_date,text,title,url",
        "ab1,2024-05-02 10:00:00,en,tidewater.example,tidewater.example,2024-05-01,The text.,Ferries,https://t.example/1",
    )
    (document,) = documents(path)
    assert (document.id, document.text, document.date) == ("ab1", "The text.", "2024-05-01")
    assert (document.outlet, document.title, document.url) == (
        "tidewater.example",
        "Ferries",
        "https://t.example/1",
    )


def test_a_4cat_export(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "4cat.csv",
        "id,thread_id,timestamp,unix_timestamp,body,subject,author,author_fullname,post_url",
        "12,10,2023-07-05 12:00:00,1688558400,The body.,The subject,@ana,Ana Ito,https://p.example/12",
        "13,10,,1688558400,A reply.,,@bo,,",
    )
    first, reply = documents(path)
    assert (first.text, first.title, first.date) == ("The body.", "The subject", "2023-07-05")
    assert (first.authors, first.url) == (("Ana Ito",), "https://p.example/12")
    assert (reply.text, reply.title, reply.date, reply.authors) == ("A reply.", None, "2023-07-05", ("@bo",))


def test_a_row_without_a_title_describes_itself(tmp_path: Path) -> None:
    text = "The Week the Ferries Forgot\n\nThe ferry app went dark on Monday, and no one knew why it had."
    path = file(tmp_path, "c.jsonl", json.dumps({"id": 1, "text": text}))
    assert documents(path)[0].title == "The Week the Ferries Forgot"


TEXTS = st.lists(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip), min_size=1, max_size=5
)


@given(texts=TEXTS)
def test_any_text_survives_jsonl_and_csv(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    rows = [{"id": str(number), "text": text} for number, text in enumerate(texts)]
    for ascii_only in (True, False):
        lines = [json.dumps(row, ensure_ascii=ascii_only) for row in rows]
        path = file(folder, "c.jsonl", *lines)
        assert [item.text for item in documents(path)] == texts
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, ["id", "text"], quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    assert [item.text for item in documents(folder / "t.csv")] == texts
