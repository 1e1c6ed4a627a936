"""Comments: what somebody who checks a record says about its fields, until it is dealt with."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import replace

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.comment import Comment
from evidence_library.model.ids import CommentId, RecordId, new_comment_id
from evidence_library.services.opened import Library
from evidence_library.services.read import gone
from evidence_library.services.record_fields import LABELS
from evidence_library.store import comments as store
from evidence_library.store import records

#: What stands in the place of a field where the record as a whole is meant.
WHOLE = "The record as a whole"

#: Where there is no such field, so many are named: those that are called almost so, and some more.
_NAMED = 4
_USUAL = ("title", "finding", "authors", "topics")
_BY_WORDS = {words.casefold(): name for name, label in LABELS.items() for words in (name, label)}


def listed(library: Library, record: RecordId) -> tuple[Comment, ...]:
    """List the comments on a record, the oldest first."""
    with library.connections.reading() as connection:
        return tuple(store.of_record(connection, record))


def add(library: Library, record: RecordId, field: str, text: str) -> Changes:
    """Comment on a field of a record; an empty field means the record as a whole.

    Raises `UserCanFix` if there is no such field or nothing is said, `RecordGone` without a record.
    """
    if field and field not in LABELS:
        raise _no_field(field)
    if not text.strip():
        raise UserCanFix("Say something about it.")
    with library.connections.reading() as connection:
        titles = records.titles(connection, [record])
        if record not in titles:
            raise gone(connection, record)
    with library.change(f"Comment on “{titles[record] or 'Untitled'}”") as change:
        operation = change.operation
        comment = Comment(
            id=new_comment_id(),
            record=record,
            field=field,
            text=text.strip(),
            made=operation.made_at,
            by=operation.by,
        )
        store.put(operation, comment)
    return operation.changes()


def resolve(library: Library, ids: Sequence[CommentId]) -> Changes:
    """Say that comments were dealt with; they are kept. Raises `UserCanFix` if one is not there."""
    return _set(library, ids, "Resolve", resolved=True)


def reopen(library: Library, ids: Sequence[CommentId]) -> Changes:
    """Say that comments were not dealt with after all."""
    return _set(library, ids, "Reopen", resolved=False)


def meant(library: Library, record: RecordId, number: int) -> CommentId:
    """Give the comment with a number in the list of a record, from 1. Raises `UserCanFix`."""
    found = listed(library, record)
    if not 1 <= number <= len(found):
        raise UserCanFix(f"The record has no comment {number}; it has {len(found)}.")
    return found[number - 1].id


def field_meant(typed: str) -> str:
    """Give the field that is called so: by its name or by its label, in whatever capitals.

    Raises `UserCanFix` if there is none.
    """
    wanted = typed.strip().casefold()
    if wanted in {"", "record", WHOLE.casefold()}:
        return ""
    for name, label in LABELS.items():
        if wanted in {name.casefold(), label.casefold()}:
            return name
    raise _no_field(typed.strip())


def field_label(field: str) -> str:
    """Give what people call the field of a comment."""
    return LABELS.get(field, field) if field else WHOLE


def _no_field(typed: str) -> UserCanFix:
    near = difflib.get_close_matches(typed.casefold(), _BY_WORDS, n=_NAMED, cutoff=0.5)
    named = list(dict.fromkeys([*(_BY_WORDS[one] for one in near), *_USUAL]))[:_NAMED]
    told = ", ".join(f"“{LABELS[name]}”" for name in named)
    names = ", ".join(LABELS)
    return UserCanFix(
        f"A record has no field “{typed}”. Fields are called {told} and so on. Their names are "
        f"{names}; “record” means the whole."
    )


def _set(library: Library, ids: Sequence[CommentId], act: str, *, resolved: bool) -> Changes:
    wanted = tuple(dict.fromkeys(ids))
    what = "comment" if len(wanted) == 1 else f"{len(wanted):,} comments"
    with library.change(f"{act} {what}") as change:
        operation = change.operation
        for key in wanted:
            found = store.get(operation.connection, key)
            if found is None:
                raise UserCanFix("This comment is no longer in the library.")
            when, by = (operation.made_at, operation.by) if resolved else ("", "")
            if found.is_open is resolved:
                store.put(operation, replace(found, resolved=when, resolved_by=by))
    return operation.changes()
