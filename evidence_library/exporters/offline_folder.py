"""A page, the files it links to and the list of sources, in one archive for those without us."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO
from urllib.parse import quote
from zipfile import ZIP64_LIMIT, ZipFile

from evidence_library.exporters.fixed_zip import entry
from evidence_library.text.file_names import clean_name, free_name
from evidence_library.text.html_pieces import Progress, nobody_asks

#: Opens a file for reading bytes.
Opener = Callable[[], AbstractContextManager[BinaryIO]]

PAGE, SOURCES, FILES = "index.html", "sources.txt", "files"
_BLOCK = 1 << 20
_EARLIEST = date(1980, 1, 1)


def file_names(names: Iterable[str]) -> tuple[str, ...]:
    """Give the names that files get in the archive: without folders, and none of them twice."""
    taken: set[str] = set()
    given: list[str] = []
    for name in names:
        free = free_name(clean_name(name, "file"), taken)
        taken.add(free.casefold())
        given.append(free)
    return tuple(given)


def link(name: str) -> str:
    """Give the address by which the page links to a file that has this name in the archive."""
    return f"{FILES}/{quote(name, safe='')}"


@dataclass(frozen=True, slots=True)
class Folder:
    """What goes into the archive: the page, the list of sources, and the files.

    Each of `files` is its name and what opens it; it is read in parts, so it may be of any size.
    `made` is the date all of them get.
    """

    page: bytes
    sources: bytes
    files: tuple[tuple[str, Opener], ...] = ()
    made: date = _EARLIEST


def write(folder: Folder, target: BinaryIO, progress: Progress = nobody_asks) -> None:
    """Write the archive into a file that is open for bytes.

    `progress` hears of the files done, their total and what is being done, and is asked between
    two parts of a file; what it raises ends the work, as does what the system says of a file that
    cannot be read.
    """
    total = len(folder.files)
    names = file_names(name for name, _ in folder.files)
    with ZipFile(target, "w") as archive:
        archive.writestr(entry(PAGE, folder.made), folder.page)
        archive.writestr(entry(SOURCES, folder.made), folder.sources)
        for at, (name, (_, opened)) in enumerate(zip(names, folder.files, strict=True)):

            def tell(at: int = at) -> None:
                progress(at, total, "Packing files")

            tell()
            with opened() as source:
                _copy(source, archive, f"{FILES}/{name}", folder.made, tell)
    progress(total, total, "Packing files")


def _copy(
    source: BinaryIO, archive: ZipFile, name: str, made: date, tell: Callable[[], None]
) -> None:
    info = entry(name, made)
    info.file_size = _size(source)
    large = info.file_size * 1.05 > ZIP64_LIMIT
    with archive.open(info, "w", force_zip64=large) as packed:
        while part := source.read(_BLOCK):
            packed.write(part)
            tell()


def _size(source: BinaryIO) -> int:
    size = source.seek(0, 2)
    source.seek(0)
    return size
