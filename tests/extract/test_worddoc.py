from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from claimgraph.extract.reading.decoding import Unreadable
from claimgraph.extract.reading.reader import read_documents
from claimgraph.extract.reading.worddoc import read_word_document
from claimgraph.graph.record import Document

LIMIT = 2**20
LEDE = "The ferry application went dark on Monday, and nobody on the quay knew why until its owner wrote."


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_an_article_in_a_word_document(tmp_path: Path) -> None:
    parts = ["The Week the Ferries Forgot", "By Liv Marstrand", "", LEDE, "“No,”\nsaid the owner."]
    (tmp_path / "f.docx").write_bytes(word(*parts))
    (document,) = read_documents([tmp_path])
    assert document == Document(
        id="f.docx",
        source="f.docx",
        text="\n\n".join(filter(None, parts)),
        title="The Week the Ferries Forgot",
        authors=("Liv Marstrand",),
    )


def test_tables_stand_where_they_are_and_merged_cells_come_once() -> None:
    document = docx.Document()
    document.add_paragraph("Before.")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Across."
    table.cell(1, 0).text, table.cell(1, 1).text = "Left.", "Right."
    document.add_paragraph("After.")
    out = io.BytesIO()
    document.save(out)
    assert read_word_document(out.getvalue(), LIMIT) == "Before.\n\nAcross.\n\nLeft.\n\nRight.\n\nAfter."


def test_a_document_without_words_is_empty() -> None:
    assert read_word_document(word("", " "), LIMIT) == ""


def archive(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


def with_xml(body: str) -> bytes:
    """A Word document whose text part is replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word("x"))) as source, zipfile.ZipFile(out, "w") as packed:
        for name in source.namelist():
            packed.writestr(name, body if name == "word/document.xml" else source.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 nonsense", "not a Word document (.docx)"),
        (archive(a="b"), "broken Word document"),
        (word(LEDE)[:-300], "not a Word document (.docx)"),
        (with_xml("<w:document"), "broken Word document"),
        (archive(**{"word/document.xml": "x" * (21 * LIMIT)}), "unpacks to more than the size limit allows"),
    ],
)
def test_files_that_are_no_word_documents(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_word_document(data, LIMIT)
    assert str(refused.value) == reason


def test_entities_are_neither_fetched_nor_unfolded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("do not read me")
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (
        f'<!DOCTYPE d [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
        f'<w:document xmlns:w="{namespace}"><w:body><w:p><w:r><w:t>Here: &s;</w:t></w:r></w:p></w:body>'
        "</w:document>"
    )
    try:
        assert "do not read me" not in read_word_document(with_xml(body), LIMIT)
    except Unreadable as refused:
        assert str(refused) == "broken Word document"
