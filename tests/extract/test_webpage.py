from __future__ import annotations

import socket
from pathlib import Path

import pytest

from claimgraph.extract.layout.blocks import blocks
from claimgraph.extract.reading.decoding import Undecodable
from claimgraph.extract.reading.reader import read_documents
from claimgraph.extract.reading.webpage import read_webpage
from claimgraph.graph.record import Document

LEDE = "The ferry application went dark on Monday, and nobody on the quay knew why until its owner wrote."
NEXT = "“We switched it off ourselves,” said Tove Anker, who runs the line. “Nobody ordered it, ever.”"

HEAD = """<meta charset="utf-8"><title>The Week the Ferries Forgot | Tidewater</title>
<meta property="og:title" content="The Week the Ferries Forgot">
<meta property="og:site_name" content="Tidewater">
<meta name="author" content="Liv Marstrand"><link rel="canonical" href="https://tidewater.example/2025/ferries">
<meta property="article:published_time" content="2025-06-03T08:00:00+02:00">"""

BODY = f"""<header><nav><a href="/">Home</a> <a href="/sea">Sea</a></nav></header>
<article><h1>The Week the Ferries Forgot</h1>
<p class="dek">An app ran the boats. Then it stopped. What the islanders learned.</p>
<p class="byline">By <a rel="author" href="/liv">Liv Marstrand</a></p>
<time datetime="2025-06-03">3 June 2025</time>
<p>{LEDE}</p><h2>A hundred years of paper</h2>
<p>“We switched it
   <em>off</em> ourselves,” said Tove Anker, who runs the line.<br>“Nobody ordered it, ever.”</p>
<blockquote>“We switched it off ourselves”</blockquote>
<p>{LEDE.replace("Monday", "Friday")}</p>
<script>document.write("not a word of this")</script></article>
<footer><p>Subscribe to our newsletter</p></footer>"""


def page(head: str = HEAD, body: str = BODY, attributes: str = ' lang="en-GB"') -> bytes:
    return f"<!DOCTYPE html><html{attributes}><head>{head}</head><body>{body}</body></html>".encode()


def test_an_article_with_its_metadata(tmp_path: Path) -> None:
    (tmp_path / "f.html").write_bytes(page())
    (document,) = read_documents([tmp_path])
    assert document == Document(
        id="f.html",
        source="f.html",
        text="\n\n".join(
            [
                "The Week the Ferries Forgot",
                "An app ran the boats. Then it stopped. What the islanders learned.",
                "By Liv Marstrand",
                LEDE,
                "A hundred years of paper",
                "“We switched it off ourselves,” said Tove Anker, who runs the line.\n"
                "“Nobody ordered it, ever.”",
                "“We switched it off ourselves”",
                LEDE.replace("Monday", "Friday"),
            ]
        ),
        title="The Week the Ferries Forgot",
        authors=("Liv Marstrand",),
        date="2025-06-03",
        outlet="Tidewater",
        url="https://tidewater.example/2025/ferries",
        language="en-GB",
    )
    assert [block.kind.value for block in blocks(document.text)] == [
        "headline",
        "standfirst",
        "byline",
        "paragraph",
        "heading",
        "paragraph",
        "paragraph",
        "pull-quote",
        "paragraph",
    ]


def test_what_the_page_does_not_say_is_not_known() -> None:
    found = read_webpage(page(head="", body=f"<article><p>{LEDE}</p><p>{NEXT}</p></article>", attributes=""))
    assert found is not None
    assert (found.authors, found.date, found.outlet, found.url, found.language) == (
        (),
        None,
        None,
        None,
        None,
    )
    assert found.text == f"{LEDE}\n\n{NEXT}"


def test_a_date_in_the_text_is_not_the_pages_date() -> None:
    body = f"<article><p>{LEDE}</p><p>{NEXT}</p><p>The law was passed on 24 April 2019 in Oslo.</p></article>"
    found = read_webpage(page(head="", body=body))
    assert found is not None and found.date is None


def test_several_authors_make_one_byline() -> None:
    head = HEAD.replace("Liv Marstrand", "Liv Marstrand; Otto Brink; Runa Holt")
    found = read_webpage(page(head, f"<article><h1>Ferries</h1><p>{LEDE}</p><p>{NEXT}</p></article>"))
    assert found is not None
    assert found.authors == ("Liv Marstrand", "Otto Brink", "Runa Holt")
    assert "By Liv Marstrand, Otto Brink and Runa Holt" in found.text.split("\n\n")


@pytest.mark.parametrize(
    "broken",
    ["<p>Unclosed <b>everything <i>here", "</p></div></body>", "<![CDATA[", "<!--", "&#xD800;&bogus;"],
)
def test_broken_markup_is_read_as_browsers_do(broken: str) -> None:
    found = read_webpage(page(body=f"<article><p>{LEDE}</p><p>{NEXT}</p>{broken}"))
    assert found is not None
    assert LEDE in found.text
    found.text.encode()


@pytest.mark.parametrize("data", [b"", b"<html>", b"<html><body><img></body></html>", b"plain words"])
def test_pages_without_an_article(data: bytes) -> None:
    assert read_webpage(data) is None


def test_deep_nesting_is_no_trap() -> None:
    found = read_webpage(page(body="<div>" * 50_000 + f"<p>{LEDE}</p>"))
    assert found is None or LEDE in found.text


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", None), ("utf-16", None), ("iso-8859-1", "iso-8859-1"), ("koi8-r", "koi8-r")],
)
def test_encodings(encoding: str, declared: str | None) -> None:
    words = "Паром" if encoding == "koi8-r" else "Fährschiff"
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    body = f"<article><p>{LEDE} {words}.</p><p>{LEDE.replace('Monday', 'Friday')}</p></article>"
    found = read_webpage(page(head=meta, body=body).decode().encode(encoding))
    assert found is not None and words in found.text


def test_a_page_in_no_declared_encoding_is_read_as_windows_1252() -> None:
    body = f"<article><p>{LEDE}</p><p>{NEXT}</p></article>"
    found = read_webpage(page(head="", body=body).decode().encode("cp1252"))
    assert found is not None and NEXT in found.text


def test_binary_data_is_no_page() -> None:
    with pytest.raises(Undecodable, match="this is not a web page"):
        read_webpage(bytes(range(256)) * 10)


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a page was read by asking the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    hostile = '<base href="http://192.0.2.1/"><link rel="stylesheet" href="http://192.0.2.1/a.css">' + HEAD
    assert read_webpage(
        page(hostile, BODY + '<img src="http://192.0.2.1/a.png"><iframe src="http://192.0.2.1/">')
    )


def test_the_same_page_gives_the_same_text_after_others() -> None:
    first = read_webpage(page())
    for number in range(5):
        read_webpage(page(body=f"<article><p>{LEDE} {number}</p><p>{NEXT}</p></article>"))
    assert read_webpage(page()) == first
