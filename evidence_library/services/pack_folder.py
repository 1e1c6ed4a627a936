"""The offline folder: a pack for colleagues without the program, in one zip file.

It holds the web page, the files that may be handed on, and the list of sources as plain text.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from evidence_library.errors import LibraryError
from evidence_library.exporters import document_html
from evidence_library.model.document import Layout
from evidence_library.model.record import Attachment
from evidence_library.services import attachments
from evidence_library.services.opened import Library
from evidence_library.services.pack_contents import Contents
from evidence_library.services.pack_document import compose
from evidence_library.services.pack_wording import one_line, version_line
from evidence_library.services.progress import Progress
from evidence_library.text.file_names import free_name

#: Zip files know no earlier day.
_FIRST_YEAR = 1980

_FILES = "files"


def write(
    library: Library, contents: Contents, layout: Layout, target: BinaryIO, progress: Progress
) -> None:
    """Write the zip file. Files that are missing are named in the list of sources."""
    page = io.BytesIO()
    document_html.write(compose(contents, layout), page, progress)
    taken: set[str] = set()
    kept: list[str] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as folder:
        _put(folder, contents, "index.html", page.getvalue())
        for title, one in _allowed(contents):
            name = free_name(attachments.copy_name(one), taken)
            try:
                data = attachments.read(library, one)
            except LibraryError as error:
                kept.append(f"{title}: {error}")
                continue
            taken.add(name.casefold())
            kept.append(f"{title}: {_FILES}/{name}")
            _put(folder, contents, f"{_FILES}/{name}", data)
        _put(folder, contents, "sources.txt", _sources(contents, kept).encode())


def _allowed(contents: Contents) -> Iterator[tuple[str, Attachment]]:
    """Give the files that may be handed on, each once, with the title of its record."""
    seen: set[str] = set()
    for key, rights in contents.rights.items():
        for one in rights.files:
            if one.allowed and one.attachment.sha256 not in seen:
                seen.add(one.attachment.sha256)
                yield one_line(contents.title_of(key)), one.attachment


def _sources(contents: Contents, kept: list[str]) -> str:
    lines = [one_line(contents.pack.title), "", "Sources", ""]
    for number, (key, record) in enumerate(contents.records.items(), start=1):
        lines.append(f"{number}. {one_line(contents.citations[key])}")
        lines.append(f"   {one_line(version_line(record))}")
        lines.append(f"   {one_line(contents.rights[key].attribution)}")
    if kept:
        lines += ["", "Files", "", *map(one_line, kept)]
    return "\n".join(lines) + "\n"


def _put(folder: zipfile.ZipFile, contents: Contents, name: str, data: bytes) -> None:
    made = contents.made
    entry = zipfile.ZipInfo(name, (max(made.year, _FIRST_YEAR), made.month, made.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3  # the same on every computer
    folder.writestr(entry, data)
