"""The offline folder: a pack for colleagues without the program, in one zip file.

It holds the web page, the files that may be handed on, and the list of sources as plain text.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO

from evidence_library.exporters import document_html, offline_folder
from evidence_library.model.attachment import FileState
from evidence_library.model.document import Document, Layout, Listed, Paragraph, WebLink
from evidence_library.model.record import Attachment
from evidence_library.services import attachments
from evidence_library.services.opened import Library
from evidence_library.services.pack_contents import Contents
from evidence_library.services.pack_document import compose
from evidence_library.services.pack_wording import heading, one_line, version_line
from evidence_library.services.progress import Progress, quiet
from evidence_library.store import stored_files


def write(
    library: Library, contents: Contents, layout: Layout, target: BinaryIO, progress: Progress
) -> None:
    """Write the zip file; files that are missing or were changed are left out."""
    files = [one for one in _allowed(contents) if _is_there(library, one)]
    names = offline_folder.file_names(attachments.copy_name(one) for one in files)
    page = io.BytesIO()
    document_html.write(_with_files(compose(contents, layout), names), page, progress)
    folder = offline_folder.Folder(
        page.getvalue(),
        _sources(contents, names).encode(),
        tuple((name, _opener(library, one)) for name, one in zip(names, files, strict=True)),
        contents.made,
    )
    offline_folder.write(folder, target, progress)


def warnings(library: Library, contents: Contents) -> tuple[str, ...]:
    """Say which files that may be handed on cannot be."""
    return tuple(
        f"“{one.name}” is missing or was changed outside of the program; it is left out."
        for one in _allowed(contents)
        if not _is_there(library, one)
    )


def _allowed(contents: Contents) -> Iterator[Attachment]:
    """Give the files that may be handed on, each once."""
    found = {
        one.attachment.sha256: one.attachment
        for rights in contents.rights.values()
        for one in rights.files
        if one.allowed
    }
    yield from found.values()


def _is_there(library: Library, one: Attachment) -> bool:
    return stored_files.verified(library.folder, one.sha256, quiet) is FileState.THERE


def _opener(library: Library, one: Attachment) -> Callable[[], io.BytesIO]:
    return lambda: io.BytesIO(attachments.read(library, one))


def _with_files(document: Document, names: tuple[str, ...]) -> Document:
    """Let a page lead to the files beside it. Cards have no room for that."""
    if not names or document.layout is Layout.CARDS:
        return document
    items = tuple((Paragraph((WebLink(name, offline_folder.link(name)),)),) for name in names)
    return replace(document, body=(*document.body, heading(1, "Files", "files"), Listed(items)))


def _sources(contents: Contents, names: tuple[str, ...]) -> str:
    lines = [one_line(contents.pack.title), "", "Sources", ""]
    for number, (key, cited) in enumerate(contents.citations.items(), start=1):
        lines.append(f"{number}. {one_line(cited.text)}")
        lines.append(f"   {one_line(version_line(contents.records[key]))}")
        lines.append(f"   {one_line(contents.rights[key].attribution)}")
    if names:
        lines += ["", "Files", "", *(f"{offline_folder.FILES}/{name}" for name in names)]
    return "\n".join(lines) + "\n"
