"""Story records of Media Cloud (https://www.mediacloud.org): articles with their outlet, date and words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...ontology.terms import RDF, SCHEMA, XSD
from ..ntriples import date, iri, literal
from .contents import Contents
from .jsondoc import Json
from .sources import Source

_STORY = "urn:mediacloud:story:"
_PLAIN = {
    "title": "headline",
    "description": "description",
    "story_text": "text",
    "language": "inLanguage",
    "guid": "identifier",
    "media_name": "publisher",
}
_DATES = {"publish_date": "datePublished", "collect_date": "dateCreated", "indexed_date": "dateCreated"}
_KEPT = {
    *_PLAIN,
    *_DATES,
    "stories_id",
    "id",
    "url",
    "media_id",
    "media_url",
    "story_sentences",
    "story_tags",
}
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_IRI = re.compile(r'https?://[^\x00-\x20<>"{}|^`\\]+')
_ID = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


def is_story(value: Json) -> bool:
    """Whether a value of JSON is a story, of the old interface or the new."""
    return isinstance(value, dict) and "url" in value and ("stories_id" in value or "media_name" in value)


def read_stories(source: Source, values: list[Json]) -> Contents:
    """The stories as ``schema:NewsArticle``; the names of fields that are not kept are said."""
    stories = [story for value in values for story in (value if isinstance(value, list) else [value])]
    kept = [story for story in stories if isinstance(story, dict) and is_story(story)]
    left = sorted({key for story in kept for key, value in story.items() if value is not None} - _KEPT)
    remarks = [f"{source.name}: fields left out: {', '.join(left)}"] if left else []
    lines = {line for story in kept for line in _lines(story)}
    return Contents(format="Media Cloud", lines=sorted(lines), remarks=tuple(remarks))


def _lines(story: dict[str, Json]) -> Iterator[str]:
    id_ = str(story.get("stories_id") or story.get("id") or "")
    url = str(story["url"])
    node = iri(_STORY + id_) if _ID.fullmatch(id_) else iri(url)
    yield f"{node} <{RDF}type> <{SCHEMA}NewsArticle> ."
    yield f"{node} <{SCHEMA}url> {iri(url) if _IRI.fullmatch(url) else literal(url)} ."
    for key, name in _PLAIN.items():
        if isinstance(value := story.get(key), str | int) and str(value).strip():
            yield f"{node} <{SCHEMA}{name}> {literal(str(value))} ."
    for key, name in _DATES.items():
        if day := _DATE.match(str(story.get(key))):
            yield f"{node} <{SCHEMA}{name}> {date(day.group())} ."
    if _ID.fullmatch(medium := str(story.get("media_id") or "")):
        yield f"{node} <{SCHEMA}isPartOf> <urn:mediacloud:media:{medium}> ."
    tags = story.get("story_tags")
    for tag in tags if isinstance(tags, list) else []:
        tag_id = tag.get("tags_id") if isinstance(tag, dict) else tag
        yield f"{node} <{SCHEMA}keywords> {literal(str(tag_id))} ."
    sentences = story.get("story_sentences")
    for sentence in sentences if isinstance(sentences, list) else []:
        number, words = (
            (sentence.get("sentence_number"), sentence.get("sentence"))
            if isinstance(sentence, dict)
            else (None, None)
        )
        if isinstance(number, int) and isinstance(words, str):
            part = iri(f"{node[1:-1]}:sentence:{number}")
            yield f"{node} <{SCHEMA}hasPart> {part} ."
            yield f"{part} <{SCHEMA}text> {literal(words)} ."
            yield f"{part} <{SCHEMA}position> {literal(str(number), XSD + 'integer')} ."
