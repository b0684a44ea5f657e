from __future__ import annotations

import io
import textwrap
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from claimgraph.errors import SkipDocument
from claimgraph.extract.layout.blocks import blocks
from claimgraph.extract.reading.decoding import Unreadable
from claimgraph.extract.reading.pdf import read_pdf
from claimgraph.extract.reading.reader import read_documents
from claimgraph.graph.record import Document

LEDE = (
    "The ferry application went dark on Monday, and nobody on the quay knew why until its owner wrote to the "
    "skippers. They had been told to trust it, and they had thrown away their paper."
)


def pdf(*pages: str) -> bytes:
    """A PDF 1.4 file with one line of Helvetica for each line of text (ISO 32000-1, 7.5)."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for page in pages:
        shown = "".join(
            f"({line}) Tj T*\n" for line in page.replace("(", r"\(").replace(")", r"\)").split("\n")
        )
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td\n{shown}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        resources = "/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 595 842]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {resources} /Contents {len(objects)} 0 R >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return data + f"{trailer}startxref\n{len(data)}\n%%EOF\n".encode("latin-1")


def encrypted(data: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_page_of_print(tmp_path: Path) -> None:
    page = "\n".join(["The Week the Ferries Forgot", "By Liv Marstrand", *textwrap.wrap(LEDE, 60)])
    (tmp_path / "f.pdf").write_bytes(pdf(page))
    (document,) = read_documents([tmp_path])
    assert isinstance(document, Document)
    assert (document.title, document.authors) == ("The Week the Ferries Forgot", ("Liv Marstrand",))
    (paragraph,) = [block for block in blocks(document.text) if block.kind == "paragraph"]
    assert document.text[slice(*paragraph.span)].replace("\n", " ") == LEDE


def test_hyphens_at_line_ends_are_undone() -> None:
    assert read_pdf(pdf("The ferry appli-\ncation of the USA-\nbound boats")) == (
        "The ferry application of the USAbound boats"
    )


def test_page_numbers_and_running_heads_are_left_out() -> None:
    pages = [
        f"TIDEWATER 2025 / {number}\nText of page {number}.\nMore of it.\n{number}" for number in (7, 8, 9)
    ]
    assert read_pdf(pdf(*pages)) == (
        "Text of page 7.\nMore of it.\nText of page 8.\nMore of it.\nText of page 9.\nMore of it."
    )


def test_a_pdf_without_a_user_password_is_open() -> None:
    assert read_pdf(encrypted(pdf("Open text."), "")) == "Open text."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf(""), "this PDF has no text, only pictures; run text recognition (OCR) on it first"),
        (encrypted(pdf("Secret."), "key"), "this PDF is locked with a password; save an unlocked copy"),
        (pdf("Cut off.")[:200], "broken PDF"),
        (b"not a PDF at all", "broken PDF"),
    ],
)
def test_pdfs_that_cannot_be_read(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_pdf(data)
    assert str(refused.value) == reason
    (tmp_path / "f.pdf").write_bytes(data)
    (outcome,) = read_documents([tmp_path])
    assert isinstance(outcome, SkipDocument)
    assert (outcome.where, outcome.reason) == ("f.pdf", reason)


def test_damaged_bytes_never_get_out_as_another_error() -> None:
    whole = pdf("A text of one line.", "And of another.")
    for at in range(0, len(whole), 7):
        damaged = whole[:at] + bytes([whole[at] ^ 0x15]) + whole[at + 1 :]
        try:
            assert isinstance(read_pdf(damaged), str)
        except Unreadable as refused:
            assert str(refused)
