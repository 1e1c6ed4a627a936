"""The offline folder: a pack for colleagues without the program, in one zip file.

It holds the web page, the files that may be handed on, and the list of sources as plain text.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from evidence_library.exporters import document_html, offline_folder
from evidence_library.model.attachment import FileState
from evidence_library.model.document import Document, Layout, Listed, Paragraph, WebLink
from evidence_library.model.record import Attachment
from evidence_library.model.vocabulary import Licence
from evidence_library.services import attachments, pack_sources
from evidence_library.services.opened import Library
from evidence_library.services.pack_contents import Contents
from evidence_library.services.pack_document import compose
from evidence_library.services.pack_rights import FileRights, Terms
from evidence_library.services.pack_wording import heading, one_line, told
from evidence_library.services.progress import Progress, quiet
from evidence_library.store import stored_files


def write(
    library: Library, contents: Contents, layout: Layout, target: BinaryIO, progress: Progress
) -> None:
    """Write the zip file; files that are missing or were changed are left out."""
    found = [one for one in _allowed(contents) if _is_there(library, one.attachment)]
    names = offline_folder.file_names(attachments.copy_name(one.attachment) for one in found)
    files = dict(zip(names, found, strict=True))
    page = io.BytesIO()
    document_html.write(_with_files(compose(contents, layout), files), page, progress)
    folder = offline_folder.Folder(
        page.getvalue(),
        _sources(contents, files).encode(),
        tuple((name, _opener(library, one.attachment)) for name, one in files.items()),
        contents.made,
    )
    offline_folder.write(folder, target, progress)


def warnings(library: Library, contents: Contents) -> tuple[str, ...]:
    """Say which files that may be handed on cannot be."""
    return tuple(
        f"“{one.attachment.name}” is missing or was changed outside of the program; it is left out."
        for one in _allowed(contents)
        if not _is_there(library, one.attachment)
    )


def _allowed(contents: Contents) -> Iterator[FileRights]:
    """Give the files that may be handed on, each once."""
    found = {
        one.attachment.sha256: one
        for rights in contents.rights.values()
        for one in rights.files
        if one.allowed
    }
    yield from found.values()


def _is_there(library: Library, one: Attachment) -> bool:
    return stored_files.verified(library.folder, one.sha256, quiet) is FileState.THERE


def _opener(library: Library, one: Attachment) -> Callable[[], io.BytesIO]:
    return lambda: io.BytesIO(attachments.read(library, one))


def _with_files(document: Document, files: Mapping[str, FileRights]) -> Document:
    """Let a page lead to the files beside it, with their terms. Cards have no room for that."""
    if not files or document.layout is Layout.CARDS:
        return document
    items = tuple(
        (Paragraph((WebLink(name, offline_folder.link(name)),)), told(one.attribution, muted=True))
        for name, one in files.items()
    )
    said = (heading(1, "Files", "files"), Listed(items))
    terms = tuple(pack_sources.statement(one) for one in _terms(files))
    return replace(document, body=(*document.body, *said, *terms))


def _terms(files: Mapping[str, FileRights]) -> tuple[Terms, ...]:
    """Give the terms of some files, each once; terms that nobody knows say nothing."""
    found = {one.terms.name: one.terms for one in files.values()}
    return tuple(one for one in found.values() if one.name != Licence.UNKNOWN)


def _sources(contents: Contents, files: Mapping[str, FileRights]) -> str:
    lines = [one_line(contents.pack.title), "", "Sources", ""]
    for number, keys in enumerate(pack_sources.by_source(contents), start=1):
        lines.append(f"{number}. {one_line(contents.citations[keys[0]].text)}")
        for key in keys:
            lines.append(f"   {one_line(pack_sources.state_of(contents, key, keys))}")
            lines.append(f"   {one_line(contents.rights[key].attribution)}")
    if files:
        lines += ["", "Files", ""]
    for name, one in files.items():
        lines += [f"{offline_folder.FILES}/{name}", f"   {one_line(one.attribution)}"]
    for terms in _terms(files):
        lines += ["", one_line(f"{terms.statement} {terms.address}")]
    return "\n".join(lines) + "\n"
