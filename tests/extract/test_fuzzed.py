"""Any bytes are read or refused by name; and what the fuzzer has found stays found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.errors import SkipDocument
from claimgraph.extract.reading.unread import Unread
from claimgraph.extract.workers import Settings
from claimgraph.graph.lift import lift
from claimgraph.graph.record import Document
from claimgraph.ontology.check import validate
from claimgraph.ontology.proof import prove

# Texts that once made a component fail.
FOUND = {
    "an open quotation that ends in blanks": "A diplomat who took part in a meeting said that the visitors "
    "had “put a map of EU ",
}


@pytest.fixture(scope="module")
def extractor():
    return Settings(attribution="rules").extractor()


@pytest.mark.parametrize("text", FOUND.values(), ids=FOUND)
def test_a_text_that_was_too_much_is_read_and_proven(extractor, text):
    (reading,) = extractor.read([Document(id="a", source="a", text=text)])
    assert not isinstance(reading, SkipDocument), reading
    lines = lift(reading)
    assert validate("\n".join(lines)) == () and prove(lines).violations == ()


STARTS = [b"", b"<html><article><p>", b"%PDF-1.4\n1 0 obj<<", b"PK\x03\x04", b"---\ntitle: a\n", "“".encode()]


@given(
    start=st.sampled_from(STARTS),
    data=st.binary(max_size=600) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")),
    suffix=st.sampled_from([".txt", ".md", ".html", ".pdf", ".docx"]),
)
@settings(max_examples=150)
def test_any_bytes_are_a_document_or_a_reason(start, data, suffix):
    unread = Unread(source="a" + suffix, content=start + data, suffix=suffix, size_limit=10_000)
    assert (
        unread.digest
        == Unread(source="a" + suffix, content=start + data, suffix=suffix, size_limit=10_000).digest
    )
    try:
        document = unread.document()
    except SkipDocument as skipped:
        assert skipped.where == unread.source and "\n" not in skipped.reason
    else:
        assert document.text.strip()
        document.text.encode("utf-8")
