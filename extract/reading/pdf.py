"""Text of a PDF that has a text layer."""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from .decoding import Unreadable, replace_surrogates

# What a malformed PDF makes the parser run into.
_BROKEN = (
    PyPdfError,
    zlib.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n(?=[^\W\d_])")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def read_pdf(data: bytes) -> str:
    """The text of all pages, without running heads, page numbers and hyphens at line ends.

    Lines are kept: ``paragraphs`` tells those that a width has broken. Pages are set apart by a line
    break only, as paragraphs run over them. Raises ``Unreadable``.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("this PDF is locked with a password; save an unlocked copy")
        pages = [page.extract_text() for page in reader.pages]
    except (FileNotDecryptedError, DependencyError):
        raise Unreadable("this PDF is encrypted; save an unlocked copy") from None
    except _BROKEN as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("broken PDF") from None
    lines = [[line.strip() for line in page.splitlines()] for page in pages]
    text = "\n".join("\n".join(page) for page in _without_running_heads(lines)).strip()
    if not text:
        raise Unreadable("this PDF has no text, only pictures; run text recognition (OCR) on it first")
    return replace_surrogates(_HYPHEN.sub("", text))


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """The pages without first and last lines that are page numbers or come back on most pages."""
    edges = Counter(
        _DIGITS.sub("#", line) for page in pages for line in {*page[:1], *page[-1:]} if len(pages) > 2
    )
    repeated = {line for line, count in edges.items() if count > len(pages) / 2}
    kept = []
    for page in pages:
        page = [*page]
        for at in (0, -1):
            while page and (
                not page[at] or _PAGE_NUMBER.fullmatch(page[at]) or _DIGITS.sub("#", page[at]) in repeated
            ):
                page.pop(at)
        kept.append(page)
    return kept
