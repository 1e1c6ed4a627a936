"""The formats a document can be written in, whatever it was composed of: a pack or a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from evidence_library.exporters import (
    document_docx,
    document_epub,
    document_html,
    document_markdown,
    document_odt,
    document_pdf,
    document_text,
)
from evidence_library.model.document import Document
from evidence_library.services.progress import Progress


class Write(Protocol):
    """Writes a document into a file that is open for bytes."""

    def __call__(self, document: Document, target: BinaryIO, progress: Progress) -> None:
        """Write it; what `progress` raises ends the work."""


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """A format: the name one asks for it with, what people call it, how its files end."""

    name: str
    label: str
    ending: str
    write: Write


#: The formats by their names, in the order they are offered.
DOCUMENT_FORMATS: Mapping[str, DocumentFormat] = {
    one.name: one
    for one in (
        DocumentFormat("pdf", "PDF", ".pdf", document_pdf.write),
        DocumentFormat("docx", "Word document", ".docx", document_docx.write),
        DocumentFormat("odt", "OpenDocument text", ".odt", document_odt.write),
        DocumentFormat("html", "Web page", ".html", document_html.write),
        DocumentFormat("markdown", "Markdown", ".md", document_markdown.write),
        DocumentFormat("txt", "Plain text", ".txt", document_text.write),
        DocumentFormat("epub", "Book (EPUB)", ".epub", document_epub.write),
    )
}
