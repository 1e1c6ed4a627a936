"""Drafts of packs: what is built and not saved yet lies in a file beside the database.

There is one for each pack, written whole or not at all. Saving the pack ends it. A draft of a
window that is no longer open, such as after a crash, is taken up by the next that opens the pack.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evidence_library.errors import UserCanFix
from evidence_library.model.ids import PackId
from evidence_library.model.pack import Pack
from evidence_library.services.draft_locks import Window, window_of
from evidence_library.services.opened import Library
from evidence_library.services.safe_files import replacing
from evidence_library.store.failures import told_plainly
from evidence_library.store.places import DRAFTS
from evidence_library.text.pack_data import pack_data, pack_from_data

_ENDING = ".pack"
_DAMAGED = ".damaged"

_log = logging.getLogger(__name__)


class PackDraftTaken(UserCanFix):
    """Another window that is open builds the same pack."""


@dataclass(frozen=True, slots=True)
class PackDraft:
    """A pack as it is being built, what it was when that began, when it was kept, and by whom.

    `kept` is an ISO date and time in UTC; `writer` names the sitting.
    """

    pack: Pack
    base: Pack
    kept: str
    writer: str


def keep(library: Library, pack: Pack, base: Pack, writer: str) -> str:
    """Keep a pack as it is being built, and give the moment.

    Raises `PackDraftTaken` if another window that is open has a draft of it.
    """
    other = _read(_path(library, pack.id))
    if other is not None and other.writer != writer and _is_open(library, other):
        raise PackDraftTaken(
            f"“{pack.title}” is being changed in another window, too: what you do here is kept "
            "once you save it."
        )
    kept = datetime.now(UTC).isoformat(timespec="seconds")
    told = {"pack": pack_data(pack), "base": pack_data(base), "kept": kept, "writer": writer}
    path = _path(library, pack.id)
    with told_plainly(library.folder):
        path.parent.mkdir(exist_ok=True)
    with replacing(path) as file:
        file.write(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return kept


def left(library: Library, key: PackId) -> PackDraft | None:
    """Give the draft of a pack that nobody is writing any more; None if there is none."""
    draft = _read(_path(library, key))
    return None if draft is None or _is_open(library, draft) else draft


def discard(library: Library, key: PackId, writer: str = "") -> None:
    """Drop the draft of a pack; with a `writer`, only a draft of that sitting."""
    path = _path(library, key)
    draft = _read(path) if writer else None
    if draft is None or draft.writer == writer:
        with told_plainly(library.folder):
            path.unlink(missing_ok=True)


def unsaved(library: Library) -> tuple[PackDraft, ...]:
    """List the drafts that nobody is writing any more, the one kept last first."""
    drafts = (one for one in _every(library) if not _is_open(library, one))
    return tuple(sorted(drafts, key=lambda one: one.kept, reverse=True))


def _every(library: Library) -> Iterator[PackDraft]:
    with told_plainly(library.folder):
        paths = sorted((library.folder / DRAFTS).glob(f"*{_ENDING}"))
    for path in paths:
        draft = _read(path)
        if draft is not None:
            yield draft


def _is_open(library: Library, draft: PackDraft) -> bool:
    return window_of(library.folder, draft.writer) is Window.OPEN


def _path(library: Library, key: PackId) -> Path:
    """Give the place of a draft. Its name is made of the id, which may hold anything."""
    name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return library.folder / DRAFTS / f"{name}{_ENDING}"


def _read(path: Path) -> PackDraft | None:
    """Read a draft; one that cannot be read is put aside, so that nothing is written over it."""
    with told_plainly(path.parent):
        try:
            text = path.read_bytes().decode("utf-8", "surrogatepass")
        except FileNotFoundError:
            return None
    try:
        told = json.loads(text)
        pack, base = pack_from_data(told["pack"]), pack_from_data(told["base"])
        return PackDraft(pack, base, str(told["kept"]), str(told["writer"]))
    except (ValueError, TypeError, KeyError, RecursionError, UserCanFix):
        aside = path.with_suffix(_DAMAGED)
        _log.warning("A draft of a pack cannot be read; it is put aside as “%s”.", aside)
        with told_plainly(path.parent):
            path.replace(aside)
        return None
