"""Shows files page by page: PDF drawn, other kinds as text. Nothing is run or fetched.

They are files attached to records, or documents that the program made and that are not saved yet.

What is open must be closed; it may be used from any thread.
"""

from __future__ import annotations

from dataclasses import dataclass

from evidence_library.errors import UserCanFix
from evidence_library.importers import attachment_text
from evidence_library.importers.pdf_pages import Box, OpenPdf, Picture
from evidence_library.model.attachment import FileKind
from evidence_library.model.record import Attachment
from evidence_library.services import attachments
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.text.marks import Marks, Span, marked

__all__ = ["Box", "Leaf", "OpenFile", "Picture"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page as it is shown. `number` counts from 1; `found` are the boxes of matched words.

    A page that is only text has no `picture`; matched words are marked in its `spans`.
    """

    number: int
    spans: tuple[Span, ...]
    picture: Picture | None = None
    found: tuple[tuple[Box, ...], ...] = ()

    @property
    def text(self) -> str:
        """The text of the page."""
        return "".join(span.text for span in self.spans)


class OpenFile:
    """A file that is looked at. `paged` tells whether its pages are those people know."""

    def __init__(self, data: bytes, name: str, progress: Progress = quiet) -> None:
        """Open what stands in a file of this name. Raises `UserCanFix` if it cannot be shown."""
        self.name = name
        self.paged = attachment_text.kind_of(data[:1024], name) is FileKind.PDF
        self._pdf = OpenPdf(data, name) if self.paged else None
        self._texts: tuple[str, ...] = ()
        if self._pdf is None:
            read = attachment_text.pages_of(data, name, progress)
            if not read.texts:
                raise UserCanFix(f"“{self.name}” cannot be shown here: {read.sentence}")
            self._texts = read.texts

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._pdf.pages if self._pdf is not None else len(self._texts)

    def leaf(self, number: int, width: int, marks: Marks, progress: Progress = quiet) -> Leaf:
        """Give a page, counted from 1; a drawn one is so many pixels wide.

        Raises `UserCanFix` if it cannot be shown, and whatever `progress` raises.
        """
        if self._pdf is None:
            return Leaf(number, marked(self._texts[number - 1], marks))
        drawn = self._pdf.draw(number - 1, width, marks, progress)
        return Leaf(number, marked(drawn.text, marks), drawn.picture, drawn.found)

    def close(self) -> None:
        """Let go of the file. It waits until a page being drawn is stopped."""
        if self._pdf is not None:
            self._pdf.close()


def of_attachment(library: Library, attachment: Attachment, progress: Progress = quiet) -> OpenFile:
    """Open an attachment. Raises `UserCanFix` if it is missing, changed, or cannot be shown."""
    return OpenFile(attachments.read(library, attachment), attachment.name, progress)
