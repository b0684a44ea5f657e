"""Text of a Word document (.docx): paragraphs and table cells in reading order."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.opc.exceptions import OpcError, PackageNotFoundError
from docx.table import Table
from lxml.etree import LxmlError

from .decoding import Unreadable

# A .docx is a ZIP archive; a small one can unpack to gigabytes.
_EXPANSION = 20


def read_word_document(data: bytes, size_limit: int) -> str:
    """The text with a blank line between paragraphs, and "" if there is none.

    The file's own "author" is whoever's computer saved it, so no metadata is read.
    Raises ``Unreadable``, also for what would unpack to more than 20 × ``size_limit`` bytes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _EXPANSION * size_limit:
                raise Unreadable("unpacks to more than the size limit allows")
        document = docx.Document(io.BytesIO(data))
        passages: list[str] = []
        for part in document.iter_inner_content():
            passages += _cells(part) if isinstance(part, Table) else [part.text]
    except (zipfile.BadZipFile, PackageNotFoundError):
        raise Unreadable("not a Word document (.docx)") from None
    except (OpcError, LxmlError, LookupError, ValueError, AttributeError, RecursionError, OSError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("broken Word document") from None
    return "\n\n".join(passage.strip() for passage in passages if passage.strip())


def _cells(table: Table) -> list[str]:
    # Merged cells come once for each column and row that they cover.
    cells = {cell._tc: cell.text for row in table.rows for cell in row.cells}
    return list(cells.values())
