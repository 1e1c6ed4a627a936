"""The files of the starter content, and whether a library took over what they say now."""

from __future__ import annotations

from pathlib import Path

from evidence_library import assets
from evidence_library.services.opened import Library
from evidence_library.store import sources, starter


def paths() -> list[Path]:
    """List the files that ship with the program."""
    return sorted(path for path in assets.casestudies().iterdir() if _is_content(path))


def text_in(path: Path) -> str:
    """Read one of them."""
    return path.read_text(encoding="utf-8-sig")


def differs(library: Library) -> bool:
    """Tell whether a library with starter content took over other texts than those of the files.

    Only digests are compared, so this may be asked at each start.
    """
    with library.connections.reading() as connection:
        known = {one.digest for one in starter.load(connection).values()}
    if not known:  # a library without starter content wants none of it
        return False
    return not all(known & set(sources.digests_of(text)) for text in map(text_in, paths()))


def _is_content(path: Path) -> bool:
    named = path.name.endswith(".md") or path.name.endswith(".recommendations.tsv")
    return path.is_file() and named and path.name != "README.md"
