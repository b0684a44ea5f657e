from __future__ import annotations

import io
import os
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.errors import SkipDocument, UsageError
from claimgraph.extract.reading.reader import read_documents
from claimgraph.graph.record import Document

LEDE = "The ferry application went dark on Monday, and nobody on the quay knew why until its owner wrote."


def read(*paths: Path | str, **options: object) -> list[Document | SkipDocument]:
    return list(read_documents(paths, **options))  # type: ignore[arg-type]  # options vary by test


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def sources(outcomes: list[Document | SkipDocument]) -> list[str]:
    return [outcome.source for outcome in outcomes if isinstance(outcome, Document)]


def only(outcomes: list[Document | SkipDocument]) -> Document:
    (outcome,) = outcomes
    assert isinstance(outcome, Document), outcome
    return outcome


def refusal(outcomes: list[Document | SkipDocument]) -> SkipDocument:
    (outcome,) = outcomes
    assert isinstance(outcome, SkipDocument)
    assert "\n" not in str(outcome)
    return outcome


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"b.txt": "b", "a.txt": "a", "Z.txt": "z", "sub/deep/c.md": "c", "sub/a.text": "a", "é.txt": "e"},
    )
    assert sources(read(tmp_path)) == ["Z.txt", "a.txt", "b.txt", "é.txt", "sub/a.text", "sub/deep/c.md"]


def test_the_order_of_paths_does_not_matter(tmp_path: Path) -> None:
    write(tmp_path, {"one/x.txt": "x", "two/y.txt": "y", "z.txt": "z"})
    paths = [tmp_path / "one", tmp_path / "two", tmp_path / "z.txt"]
    expected = ["x.txt", "y.txt", "z.txt"]
    assert sources(read(*paths)) == sources(read(*reversed(paths))) == expected


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "a", "sub/b.txt": "b"})
    assert sources(read(tmp_path, tmp_path / "a.txt", tmp_path / "a.txt", tmp_path)) == ["a.txt", "sub/b.txt"]


def test_two_files_of_one_name_are_not_mixed_up(tmp_path: Path) -> None:
    write(tmp_path, {"one/x.txt": "x", "two/x.txt": "y"})
    first, second = read(tmp_path / "two", tmp_path / "one")
    assert isinstance(first, Document) and first.text == "x"
    assert isinstance(second, SkipDocument) and "give the folder above both" in second.reason


def test_hidden_files_foreign_files_and_circles_are_left_out(tmp_path: Path) -> None:
    write(
        tmp_path,
        {".hidden.txt": "h", ".git/a.txt": "g", "photo.jpg": b"\xff\xd8", "a.txt": "a", "sub/b.txt": "b"},
    )
    (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "sub" / "self").symlink_to(tmp_path / "sub", target_is_directory=True)
    os.mkfifo(tmp_path / "pipe.txt")
    assert sources(read(tmp_path)) == ["a.txt", "sub/b.txt"]


def test_a_readme_is_read_only_if_it_is_asked_for(tmp_path: Path) -> None:
    write(tmp_path, {"README.md": "About these articles.", "License.txt": "Free.", "a.txt": "a"})
    assert sources(read(tmp_path)) == ["a.txt"]
    assert sources(read(tmp_path / "README.md")) == ["README.md"]


def test_what_is_no_file_and_what_lies_elsewhere_is_named_and_not_opened(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    write(tmp_path, {"elsewhere/secret.txt": "s", "given/a.txt": "a"})
    given = tmp_path / "given"
    os.mkfifo(given / "pipe.txt")
    (given / "zero.txt").symlink_to("/dev/zero")
    (given / "secret.txt").symlink_to(tmp_path / "elsewhere" / "secret.txt")
    (given / "all").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (given / "self.txt").symlink_to(given / "self.txt")
    (given / "same.txt").symlink_to(given / "a.txt")
    outcomes = read(given)
    assert sources(outcomes) == ["a.txt", "same.txt"]
    said = {Path(o.where).name: o.reason for o in outcomes if isinstance(o, SkipDocument)}
    assert "pipe" in said["pipe.txt"]
    for name in ("zero.txt", "secret.txt", "all"):
        assert "leads out of the folder" in said[name]
    assert "cannot be opened" in said["self.txt"]
    # What the user names is the user's choice.
    assert sources(read(given / "secret.txt")) == ["secret.txt"]


def test_a_dangling_link_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert "cannot be opened" in refusal(read(tmp_path)).reason


def test_keys_are_the_same_on_systems_that_write_accents_apart(tmp_path: Path) -> None:
    write(tmp_path, {unicodedata.normalize("NFD", "Zoë.txt"): "z"})
    assert only(read(tmp_path)).source == unicodedata.normalize("NFC", "Zoë.txt")


def test_a_plain_text_describes_itself(tmp_path: Path) -> None:
    write(tmp_path, {"f.txt": f"The Week the Ferries Forgot\n\nBy Liv Marstrand\n\n3 June 2025\n\n{LEDE}\n"})
    document = only(read(tmp_path / "f.txt"))
    assert document.id == document.source == "f.txt"
    assert document.title == "The Week the Ferries Forgot"
    assert document.authors == ("Liv Marstrand",)
    assert document.date == "2025-06-03"


@pytest.mark.parametrize(
    "data",
    [
        '“Curly” and "straight"\r\nwith a return\r\n'.encode(),
        b'\xef\xbb\xbf\xe2\x80\x9cCurly\xe2\x80\x9d and "straight"\r\nwith a return\r\n',
        '\ufeff“Curly” and "straight"\r\nwith a return\r\n'.encode("utf-16-le"),
        '\ufeff“Curly” and "straight"\r\nwith a return\r\n'.encode("utf-16-be"),
    ],
)
def test_the_text_is_verbatim_but_for_the_byte_order_mark(tmp_path: Path, data: bytes) -> None:
    write(tmp_path, {"a.txt": data})
    assert only(read(tmp_path)).text == '“Curly” and "straight"\r\nwith a return\r\n'


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_any_text_comes_back_verbatim(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("texts")
    write(folder, {"a.txt": text})
    assert only(read(folder)).text == text.removeprefix("\ufeff")


def test_another_encoding_must_be_named(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "“Café”".encode("cp1252")})
    assert refusal(read(tmp_path)).reason == (
        "not UTF-8: 0x93 at byte 1; save it as UTF-8, or name its encoding (older Windows programs: cp1252)"
    )
    assert only(read(tmp_path, encoding="cp1252")).text == "“Café”"


def test_a_byte_order_mark_counts_more_than_the_named_encoding(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "Café".encode("utf-8-sig")})
    assert only(read(tmp_path, encoding="cp1252")).text == "Café"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty file"),
        ("blank.txt", b" \r\n\t ", "empty file"),
        ("spaces.txt", "\u3000\u2003".encode(), "there is no text in it"),
        ("binary.txt", bytes(range(256)) * 20, "this is not text (or UTF-16 without a byte-order mark)"),
        ("controls.txt", b"\x01\x02\x03\x04abc", "this is not text"),
        ("bare.txt", "text".encode("utf-16-le"), "this is not text (or UTF-16 without a byte-order mark)"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "old Word format; save it as .docx"),
        ("empty.html", b"<html><body></body></html>", "no article was found on this page"),
        ("broken.html", b"<div><table><p>Oh<b", "no article was found on this page"),
        ("binary.html", bytes(range(256)) * 20, "this is not a web page"),
        ("broken.docx", b"PK\x03\x04nonsense", "not a Word document (.docx)"),
        ("broken.pdf", b"%PDF-1.7\nnonsense", "broken PDF"),
        ("empty.csv", b"", "there are no rows in it"),
        ("empty.jsonl", b"\n\n", "there are no rows in it"),
        ("broken.json", b'{"id": 1, "text": ', "broken JSON at character 19: Expecting value"),
    ],
)
def test_bad_files_are_refused_in_one_line(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    write(tmp_path, {name: data})
    refused = refusal(read(tmp_path))
    assert (refused.where, refused.reason) == (name, reason)


def test_a_bad_file_costs_only_itself(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "a", "b.pdf": b"%PDF", "c.txt": b"\xff", "d.txt": "d"})
    assert [isinstance(outcome, Document) for outcome in read(tmp_path)] == [True, False, False, True]


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "x" * 1025, "b.txt": "y" * 1024})
    large, small = read(tmp_path, size_limit=1024)
    assert isinstance(large, SkipDocument) and large.reason.startswith("larger than the limit of 0.000977 MB")
    assert isinstance(small, Document)


def test_a_folder_may_be_called_like_a_text(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt/b.txt": "a folder that is called like a text"})
    assert sources(read(tmp_path)) == ["a.txt/b.txt"]


def test_a_folder_without_articles_says_so(tmp_path: Path) -> None:
    assert refusal(read(tmp_path)).reason.startswith("no articles here; looked for .csv, .docx,")


def test_an_unknown_kind_of_file_is_named_if_it_was_asked_for(tmp_path: Path) -> None:
    write(tmp_path, {"a.xyz": "text"})
    assert refusal(read(tmp_path / "a.xyz")).reason.startswith("unknown kind of file; known are .csv,")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"columns": {"headline": "x"}}, "unknown field 'headline'"),
        ({"encoding": "klingon"}, "unknown encoding 'klingon'"),
    ],
)
def test_a_wrong_request_stops_before_anything_is_read(
    tmp_path: Path, options: dict[str, object], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        read_documents([tmp_path], **options)  # type: ignore[arg-type]  # options vary by test


def test_a_path_that_does_not_exist_stops_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nothing\.txt: no such file or folder"):
        read_documents([tmp_path / "nothing.txt"])


PAGE = f"<!DOCTYPE html><html><body><article><h1>The Ferries</h1><p>{LEDE} {LEDE}</p></article></body></html>"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (LEDE, [("stdin", LEDE)]),
        (
            '{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n',
            [("stdin#a", "One."), ("stdin#b", "Two.")],
        ),
        (f"\n  {PAGE}", [("stdin", f"The Ferries\n\n{LEDE} {LEDE}")]),
    ],
)
def test_standard_input_is_what_it_begins_with(data: str, expected: list[tuple[str, str]]) -> None:
    found = read("-", stdin=io.BytesIO(data.encode()))
    assert [(item.source, item.text) for item in found if isinstance(item, Document)] == expected


def test_standard_input_must_be_there() -> None:
    with pytest.raises(UsageError, match="standard input"):
        read_documents(["-"])


def test_standard_input_stays_open() -> None:
    stream = io.BytesIO(b'{"id": 1, "text": "One."}\n')
    read("-", stdin=stream)
    assert not stream.closed
