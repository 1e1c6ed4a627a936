"""Says before a pack is exported which files would be written, and what one should know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evidence_library.model.ids import PackId
from evidence_library.model.pack import Edition
from evidence_library.services import pack_contents, pack_overview, packs, produce
from evidence_library.services.opened import Library
from evidence_library.services.produce import Wanted


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that an export would write. `replaces` tells that there is one of that name."""

    path: Path
    replaces: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What an export would write, what its layout leaves out, and what the check finds."""

    files: tuple[PlannedFile, ...]
    warnings: tuple[str, ...]


def planned(library: Library, key: PackId, wanted: Wanted, editions: Sequence[Edition]) -> Plan:
    """Plan an export in several editions. Nothing is written, and no format is fine.

    Raises `UserCanFix` if the pack is gone or a format is not known.
    """
    pack = packs.find(library, key)
    formats = produce.formats_named(wanted.formats) if wanted.formats else ()
    paths: list[Path] = []
    told: list[str] = []
    for edition in editions:
        held = pack_contents.contents(library, pack, edition, today=wanted.today)
        asked = replace(wanted, edition=edition)
        names = (produce.file_name(held, asked.layout, one) for one in formats)
        paths += [wanted.folder / name for name in names]
        told += produce.about_layout(held, asked.layout, formats)
    files = tuple(PlannedFile(path, _is_there(path)) for path in paths)
    told += pack_overview.check(library, pack).warnings
    return Plan(files, tuple(dict.fromkeys(told)))


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a place that this computer cannot look at; exporting tells why
        return False
