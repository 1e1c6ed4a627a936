"""Shows the pages of a document as they will be, before anything is written anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from evidence_library.exporters import document_pdf
from evidence_library.model.document import Document
from evidence_library.services.page_pictures import Leaf, OpenFile
from evidence_library.services.progress import Progress, quiet
from evidence_library.text.marks import Marks

__all__ = ["Leaf", "Preview", "page", "preview_of"]


@dataclass(frozen=True, slots=True)
class Preview:
    """The pages of a document, as its PDF. Pages are drawn when asked for."""

    title: str
    data: bytes
    pages: int


def preview_of(document: Document, progress: Progress = quiet) -> Preview:
    """Make the pages of a document.

    Raises `EnvironmentFailed` if the computer cannot make them, and whatever `progress` raises.
    """
    target = BytesIO()
    document_pdf.write(document, target, progress)
    opened = OpenFile(target.getvalue(), f"{document.title}.pdf")
    try:
        return Preview(document.title, target.getvalue(), opened.pages)
    finally:
        opened.close()


def page(preview: Preview, number: int, width: int, progress: Progress = quiet) -> Leaf:
    """Draw a page, counted from 1, so many pixels wide, with its text.

    The document is opened for each page: what nobody waits for any more holds nothing. Raises
    whatever `progress` raises.
    """
    opened = OpenFile(preview.data, f"{preview.title}.pdf", progress)
    try:
        return opened.leaf(number, width, Marks(), progress)
    finally:
        opened.close()
