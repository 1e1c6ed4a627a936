"""Files to attach, and libraries that have some."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evidence_library.model.ids import RecordId
from evidence_library.model.record import Attachment
from evidence_library.services import attachment_texts, attachments
from evidence_library.services.attachments import NewFile
from evidence_library.services.opened import Library
from evidence_library.services.read import read_record
from tests.helpers.pdf_writer import pdf


def paper(*pages: str) -> bytes:
    """Write a PDF with a text on each page; its lines are lines."""
    return pdf([[(line, 11) for line in page.splitlines()] for page in pages])


def written(folder: Path, name: str, data: bytes | str) -> Path:
    """Write a file, in folders of its own if its name has any."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def attach(library: Library, record: RecordId, *paths: Path, read: bool = True) -> None:
    """Attach files to a record, and read their texts."""
    attachments.add(library, record, [NewFile(path=path) for path in paths])
    if read:
        attachment_texts.read_all(library)


def held(library: Library, record: RecordId) -> Sequence[Attachment]:
    """Give the attachments of a record."""
    return read_record(library, record).record.attachments


def stored(library: Library) -> set[str]:
    """Give the names of what lies in the folder for attachments."""
    return {path.name for path in (library.folder / "attachments").iterdir()}
