"""The files that drafts lie in: one for each record, beside the database and not in it.

A long change holds the database, and nothing may be written there meanwhile; what somebody types
must not wait for that.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator
from pathlib import Path

from evidence_library.errors import UserCanFix
from evidence_library.model.draft import Draft
from evidence_library.model.ids import RecordId
from evidence_library.services.safe_files import replacing
from evidence_library.store.failures import told_plainly
from evidence_library.store.places import DRAFTS
from evidence_library.text.plain_data import from_data, to_json

_ENDING = ".json"
_DAMAGED = ".damaged"

_log = logging.getLogger(__name__)


def put(library: Path, draft: Draft) -> None:
    """Write a draft, whole or not at all, in the place of the one the record has."""
    path = _path(library, draft.record.id)
    with told_plainly(library):
        path.parent.mkdir(exist_ok=True)
    with replacing(path) as file:
        file.write(to_json(draft).encode("utf-8", "surrogatepass"))


def get(library: Path, record: RecordId) -> Draft | None:
    """Read the draft of a record; None if it has none."""
    return _read(_path(library, record))


def every(library: Path) -> Iterator[Draft]:
    """Read all drafts, in whatever order."""
    with told_plainly(library):
        paths = sorted((library / DRAFTS).glob(f"*{_ENDING}"))
    for path in paths:
        draft = _read(path)
        if draft is not None:
            yield draft


def remove(library: Path, record: RecordId) -> None:
    """Drop the draft of a record, if it has one."""
    with told_plainly(library):
        _path(library, record).unlink(missing_ok=True)


def _path(library: Path, record: RecordId) -> Path:
    """Give the place of a draft. Its name is made of the id, which may hold anything."""
    name = hashlib.sha256(record.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return library / DRAFTS / f"{name}{_ENDING}"


def _read(path: Path) -> Draft | None:
    """Read a draft; one that cannot be read is put aside, so that nothing is written over it."""
    with told_plainly(path.parent):
        try:
            text = path.read_bytes().decode("utf-8", "surrogatepass")
        except FileNotFoundError:
            return None
    try:
        return from_data(json.loads(text), Draft)
    except (ValueError, RecursionError, UserCanFix):
        aside = path.with_suffix(_DAMAGED)
        _log.warning("A draft cannot be read; it is put aside as “%s”.", aside)
        with told_plainly(path.parent):
            path.replace(aside)
        return None
