"""Produces the files of a pack: in several formats at once, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO

from evidence_library.errors import LibraryError, UserCanFix
from evidence_library.exporters import deck_pptx, document_docx, document_pdf
from evidence_library.model.changes import Changes
from evidence_library.model.document import Layout
from evidence_library.model.ids import PackId
from evidence_library.model.pack import Edition
from evidence_library.services import (
    file_sets,
    pack_contents,
    pack_folder,
    pack_freezing,
    pack_layouts,
    packs,
)
from evidence_library.services.document_formats import DOCUMENT_FORMATS
from evidence_library.services.file_sets import FileToWrite
from evidence_library.services.opened import Library
from evidence_library.services.pack_contents import Contents
from evidence_library.services.pack_document import compose
from evidence_library.services.pack_freezing import Prepared, State
from evidence_library.services.pack_slides import compose_slides
from evidence_library.services.progress import Progress, quiet

#: What is said where a pack cannot be frozen.
NOT_FROZEN = "The library is read-only, so the pack is not frozen: later changes are not told."

#: What nothing changed.
NOTHING = Changes(name="")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be produced, and into which folder; the folder is made if need be.

    `template` is a Word document whose styles the Word file takes. `today` is the day that is
    written into the files; None takes the day it is. `citation_style` is that of the pack unless
    another one is named.
    """

    formats: tuple[str, ...]
    folder: Path
    layout: Layout = Layout.A4
    edition: Edition = Edition.PARTICIPANT
    template: Path | None = None
    today: date | None = None
    citation_style: str = ""


#: Writes what a pack holds into a file, as it is wanted.
Write = Callable[[Library, Contents, Wanted, BinaryIO, Progress], None]

#: Says what a format could not write as it stands, a sentence for each.
Warn = Callable[[Contents, Wanted], tuple[str, ...]]


def _nothing_to_say(_contents: Contents, _wanted: Wanted) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Format:
    """A format of packs: what people call it, how its files end, and what writes it.

    Only what is `in_layouts` looks different in each layout.
    """

    name: str
    label: str
    ending: str
    write: Write
    warn: Warn = _nothing_to_say
    in_layouts: bool = True


@dataclass(frozen=True, slots=True)
class Produced:
    """The files that were written, what could not go in, and what the freezing changed."""

    files: tuple[Path, ...]
    warnings: tuple[str, ...] = ()
    changes: Changes = NOTHING


#: Lets a change of the library be made when its turn has come, and gives what it changed.
Turn = Callable[[Callable[[], Changes]], Changes]


def _at_once(change: Callable[[], Changes]) -> Changes:
    return change()


def export(
    library: Library,
    key: PackId,
    wanted: Wanted,
    progress: Progress = quiet,
    turn: Turn = _at_once,
) -> Produced:
    """Write a pack in every format that is wanted; then its records are frozen.

    Earlier files of the same names are replaced once all are whole: if anything fails or is
    cancelled, they stay as they were. The library is changed in its `turn` only; all before that
    just reads it. Raises `UserCanFix` for a format that is not known, and what
    `progress` raises.
    """
    formats = formats_named(wanted.formats)
    today = wanted.today or date.today()
    ready = pack_freezing.prepared(library, packs.find(library, key), today)
    pack = replace(ready.pack, citation_style=wanted.citation_style or ready.pack.citation_style)
    contents = pack_contents.contents(library, pack, wanted.edition, freezing=ready.records)
    paths = tuple(wanted.folder / file_name(contents, wanted.layout, one) for one in formats)
    files = tuple(
        FileToWrite(path, one.label, partial(one.write, library, contents, wanted))
        for one, path in zip(formats, paths, strict=True)
    )
    file_sets.write_all(wanted.folder, files, progress)
    changes, notes = _freeze(library, ready, turn)
    missing = pack_folder.warnings(library, contents) if FORMATS["folder"] in formats else ()
    told = (said for one in formats for said in one.warn(contents, wanted))
    shape = (*_unused(wanted, formats), *about_layout(contents, wanted.layout, formats))
    brief = wanted.layout is Layout.BRIEF and wanted.edition is Edition.PARTICIPANT
    if brief and FORMATS["pdf"] in formats:
        shape += pack_layouts.about_length(paths[formats.index(FORMATS["pdf"])])
    warnings = (*contents.warnings, *missing, *told, *shape, *_since(library, key), *notes)
    return Produced(paths, tuple(dict.fromkeys(warnings)), changes)


def formats_named(names: Sequence[str]) -> tuple[Format, ...]:
    """Give the formats of some names, each once. Raises `UserCanFix` for one that is not known."""
    return file_sets.formats_named(names, FORMATS)


def file_name(contents: Contents, layout: Layout, one: Format) -> str:
    """Name the file of a format; slides are the same in every layout."""
    return pack_layouts.file_name(contents, layout if one.in_layouts else Layout.A4, one.ending)


def about_layout(contents: Contents, layout: Layout, formats: Sequence[Format]) -> tuple[str, ...]:
    """Say what a layout leaves out of the files of some formats, and which do not follow it."""
    follow = [one.in_layouts for one in formats]
    said = pack_layouts.left_out(contents, layout) if any(follow) else ()
    return said if all(follow) else (*said, *pack_layouts.about_slides(layout))


def _freeze(library: Library, ready: Prepared, turn: Turn) -> tuple[Changes, tuple[str, ...]]:
    """Keep what was handed out. The files are there by now: what goes wrong is a note."""
    if library.read_only:
        nothing_new = packs.find(library, ready.pack.id).frozen == ready.pack.frozen
        return NOTHING, () if nothing_new else (NOT_FROZEN,)
    try:
        return turn(lambda: pack_freezing.freeze(library, ready)), ()
    except LibraryError as error:
        return NOTHING, (f"The pack could not be frozen: {error}",)


def _unused(wanted: Wanted, formats: Sequence[Format]) -> tuple[str, ...]:
    """Say that a template was of no use."""
    if wanted.template is None or FORMATS["docx"] in formats:
        return ()
    return (f"The template “{wanted.template.name}” is for Word files only; none was asked for.",)


def _since(library: Library, key: PackId) -> tuple[str, ...]:
    """Say what changed since the pack was frozen: the files hold what was handed out before."""
    try:
        pack = packs.find(library, key)
    except UserCanFix:  # it was deleted meanwhile: freezing has told that
        return ()
    return tuple(
        f"Since the pack was frozen: {one.sentence}"
        for one in pack_freezing.since(library, pack)
        if one.state is not State.UNCHANGED
    )


def _document(name: str, warn: Warn = _nothing_to_say) -> Format:
    """Make of a format of documents one of packs."""
    one = DOCUMENT_FORMATS[name]

    def writes(
        _library: Library, contents: Contents, wanted: Wanted, target: BinaryIO, progress: Progress
    ) -> None:
        one.write(compose(contents, wanted.layout), target, progress)

    return Format(one.name, one.label, one.ending, writes, warn)


def _told_by_pdf(contents: Contents, wanted: Wanted) -> tuple[str, ...]:
    return document_pdf.told_in_words(compose(contents, wanted.layout))


def _word(
    _library: Library, contents: Contents, wanted: Wanted, target: BinaryIO, progress: Progress
) -> None:
    template = _template(wanted.template) if wanted.template else None
    document_docx.write(compose(contents, wanted.layout), target, progress, template=template)


def _template(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).rstrip(".")
        raise UserCanFix(f"The template “{path.name}” cannot be read ({reason}).") from error


def _slides(
    _library: Library, contents: Contents, _wanted: Wanted, target: BinaryIO, progress: Progress
) -> None:
    deck_pptx.write(compose_slides(contents), target, progress)


def _folder(
    library: Library, contents: Contents, wanted: Wanted, target: BinaryIO, progress: Progress
) -> None:
    pack_folder.write(library, contents, wanted.layout, target, progress)


#: The formats by the names one asks for them with, in the order they are offered.
FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        _document("pdf", _told_by_pdf),
        replace(_document("docx"), write=_word),
        Format("pptx", "Slides", ".pptx", _slides, in_layouts=False),
        _document("odt"),
        _document("html"),
        _document("markdown"),
        _document("txt"),
        _document("epub"),
        Format("folder", "Offline folder", ".zip", _folder),
    )
}
