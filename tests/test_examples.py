"""The example corpus keeps its promises: form, length, invented persons, gold that slices."""

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
ARTICLES = sorted((EXAMPLES / "articles").iterdir())
PAGES = [path for path in ARTICLES if path.suffix == ".html"]
GOLD: list[dict[str, Any]] = [  # plain JSON
    json.loads(line) for line in (EXAMPLES / "gold" / "gold.jsonl").read_text("utf-8").splitlines()
]
VOID = {"meta", "link", "img", "input", "br", "hr"}
SAYING = "says|said|posted|recalls|adds|asks|argues|explained|explains|wrote"
ATTRIBUTED = re.compile(rf"[,.?!]”,? (?:{SAYING}) (?:Professor )?([A-Z][\w’-]+(?: [A-Z][\w’-]+)+)")


class Page(HTMLParser):
    """Collects the words of ``<article>``, the JSON-LD and the og: properties; checks that tags close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.json_ld: list[str] = []
        self.properties: set[str] = set()
        self.is_json_ld = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.properties.add(values.get("property") or "")
        self.is_json_ld = values.get("type") == "application/ld+json"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, (tag, self.getpos())

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["script"] and self.is_json_ld:
            self.json_ld.append(data)
        elif "article" in self.open:
            self.words += data.split()


def read_page(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text("utf-8"))
    page.close()
    return page


def read_words(path: Path) -> list[str]:
    return read_page(path).words if path.suffix == ".html" else path.read_text("utf-8").split()


def read_names(heading: str) -> dict[str, set[str]]:
    """Names by file, as declared under a heading of the corpus' README."""
    readme = (EXAMPLES / "README.md").read_text("utf-8")
    section = readme.split(f"## {heading}\n")[1].split("\n## ")[0]
    return {
        file: set(names.split(", ")) for file, names in re.findall(r"^- (\S+): (.+)$", section, re.MULTILINE)
    }


INVENTED = read_names("Invented persons")
REAL = read_names("Real persons, named as owners or office-holders only")


def test_corpus_has_ten_articles_and_three_with_gold() -> None:
    assert [path.suffix for path in ARTICLES].count(".txt") == 7
    assert [path.suffix for path in ARTICLES].count(".html") == 3
    assert len({document["id"] for document in GOLD}) == len(GOLD) == 3


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_article_has_600_to_1500_words(path: Path) -> None:
    assert 600 <= len(read_words(path)) <= 1500


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_page_is_well_formed_and_says_what_it_is(path: Path) -> None:
    page = read_page(path)
    assert page.open == []
    assert {"og:title", "og:url", "og:site_name", "article:published_time"} <= page.properties
    (text,) = page.json_ld
    data = json.loads(text)
    article = data[0] if isinstance(data, list) else data
    assert article["@type"] == "NewsArticle"
    assert {"headline", "datePublished", "author", "publisher"} <= article.keys()


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_addresses_are_nobodys(path: Path) -> None:
    hosts = re.findall(r"https?://([^/\"\s]+)", path.read_text("utf-8"))
    assert {host for host in hosts if not host.endswith("example.org")} <= {"schema.org", "ogp.me"}


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_declared_persons_are_those_of_the_article(path: Path) -> None:
    text = " ".join(read_words(path))
    real = REAL.get(path.name, set())
    assert not INVENTED[path.name] & real
    missing = {name for name in INVENTED[path.name] | real if name.casefold() not in text.casefold()}
    assert not missing
    undeclared = {name for name in ATTRIBUTED.findall(text) if name.split("’")[0] not in INVENTED[path.name]}
    assert not undeclared


def test_no_real_person_is_quoted() -> None:
    surnames = "|".join(sorted({name.split()[-1] for names in REAL.values() for name in names}))
    pattern = re.compile(rf"\b(?:{SAYING}) (?:\w+ ){{0,2}}(?:{surnames})\b|\b(?:{surnames}) (?:{SAYING})\b")
    for path in ARTICLES:
        assert not pattern.findall(" ".join(read_words(path))), path.name


@pytest.mark.parametrize("document", GOLD, ids=lambda document: document["id"])
def test_gold_text_is_the_file(document: dict[str, Any]) -> None:
    path = EXAMPLES / "articles" / document["id"]
    assert path.read_bytes() == document["text"].encode()


@pytest.mark.parametrize("document", GOLD, ids=lambda document: document["id"])
def test_gold_spans_slice_to_whole_words(document: dict[str, Any]) -> None:
    text = document["text"]
    spans = [
        span
        for quote in document["quotes"]
        for key in ("content", "cue", "source", "role")
        for span in quote[key] or []
    ]
    spans += [span for entity in document["entities"] for span in entity["mentions"]]
    spans += [relation[end] for relation in document["relations"] for end in ("subject", "object")]
    assert len(spans) > 200
    for start, end in spans:
        words = text[start:end]
        assert 0 <= start < end <= len(text)
        assert words == words.strip() and "\n" not in words
        assert not (text[start - 1 : start].isalnum() and text[start].isalnum()), words
        assert not (text[end - 1].isalnum() and text[end : end + 1].isalnum()), words


@pytest.mark.parametrize("document", GOLD, ids=lambda document: document["id"])
def test_gold_claims_agree_with_the_text(document: dict[str, Any]) -> None:
    text, quotes = document["text"], document["quotes"]
    names = {entity["name"] for entity in document["entities"]}
    assert len(quotes) >= 30
    for index, quote in enumerate(quotes):
        content = quote["content"]
        assert all(before[1] <= after[0] for before, after in pairwise(content))
        assert quote["kind"] in {"direct", "mixed", "indirect"}
        enclosed = [text[start - 1] in '“"‘' for start, _ in content]
        if quote["kind"] == "direct":
            assert all(enclosed)
        if quote["kind"] == "indirect":
            assert not any(enclosed)
        if quote["kind"] == "mixed":
            assert any(set(text[start:end]) & set("“”") for start, end in content)
        outer = quote["nested_in"]
        if outer is not None:
            assert outer < index
            first, last = content[0][0], content[-1][1]
            assert any(start <= first and last <= end for start, end in quotes[outer]["content"])
        assert set(quote["about"]) <= names
        assert quote["speaker"] is None or quote["speaker"] in names
        if quote["source"] and not quote["speaker"]:
            words = {text[start:end] for start, end in quote["source"]}
            assert not words & INVENTED[document["id"]]


@pytest.mark.parametrize("document", GOLD, ids=lambda document: document["id"])
def test_gold_persons_are_invented(document: dict[str, Any]) -> None:
    persons = {entity["name"] for entity in document["entities"] if entity["type"] == "person"}
    assert persons and persons <= INVENTED[document["id"]]
