"""An article that was found and not yet parsed: enough to tell whether it has changed.

Bytes are hashed, not parsed, where a build looks for what is new; and whoever parses them, in
whichever process, can be stopped.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from hashlib import sha256

from ...errors import SkipDocument
from ...graph.record import Document
from ..limits import READING_SECONDS, OutOfTime, time_limit
from .decoding import Unreadable, decode, megabytes
from .masthead import read_masthead

PAGES = frozenset({".html", ".htm", ".xhtml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """One article: the bytes of its file, or its row of a corpus. ``source`` is its key in the ledger."""

    source: str
    content: bytes | Document
    suffix: str = ""
    encoding: str | None = None
    size_limit: int = 0

    def __len__(self) -> int:
        """About how many bytes it holds."""
        return len(self.content.text if isinstance(self.content, Document) else self.content)

    @property
    def digest(self) -> str:
        """A hash of all that the document depends on besides the program."""
        if isinstance(self.content, Document):
            return sha256(repr(astuple(self.content)).encode("utf-8", "surrogatepass")).hexdigest()
        head = f"{self.source}\x1f{self.suffix}\x1f{self.encoding}\x1f{self.size_limit}\x1f"
        return sha256(head.encode("utf-8", "surrogatepass") + self.content).hexdigest()

    def document(self) -> Document:
        """The article. Raises ``SkipDocument`` with the reason why it cannot be read."""
        try:
            with time_limit(READING_SECONDS):
                if isinstance(self.content, Document):
                    return _completed(self.content) if self.content.title is None else self.content
                return self._parsed(self.content)
        except OutOfTime:
            reason = f"took longer than {READING_SECONDS:.0f} seconds to parse; save its text as .txt"
            raise SkipDocument(self.source, reason) from None
        except MemoryError:
            raise SkipDocument(self.source, "needs too much memory to parse; save its text as .txt") from None
        except Unreadable as error:
            raise SkipDocument(self.source, str(error)) from None

    def _parsed(self, data: bytes) -> Document:
        key = self.source
        if len(data) > self.size_limit:
            limit = f"larger than the limit of {megabytes(self.size_limit)} a document"
            raise SkipDocument(key, f"{limit}; split it, or make it a corpus (.jsonl, .csv)")
        if not data.strip():
            raise SkipDocument(key, "empty file")
        # Each parser is imported where it is needed: together they take a second.
        if self.suffix in PAGES:
            from .webpage import read_webpage

            page = read_webpage(data, self.encoding)
            if page is None:
                raise SkipDocument(key, "no article was found on this page")
            return Document(
                id=key,
                source=key,
                text=page.text,
                title=page.title,
                authors=page.authors,
                date=page.date,
                outlet=page.outlet,
                url=page.url,
                language=page.language,
            )
        if self.suffix == ".pdf":
            from .pdf import read_pdf

            return _plain(read_pdf(data), key)
        if self.suffix == ".docx":
            from .worddoc import read_word_document

            return _plain(read_word_document(data, self.size_limit), key)
        return _plain(decode(data, self.encoding), key)


def _plain(text: str, key: str) -> Document:
    """A document that describes itself in its text only."""
    if not text.strip():
        raise SkipDocument(key, "there is no text in it")
    return _completed(Document(id=key, source=key, text=text))


def _completed(document: Document) -> Document:
    """The document with what its text says about itself where nothing else is known."""
    masthead = read_masthead(document.text)
    return replace(
        document,
        title=document.title or masthead.title,
        authors=document.authors or masthead.authors,
        date=document.date or masthead.date,
        outlet=document.outlet or masthead.outlet,
        url=document.url or masthead.url,
    )
