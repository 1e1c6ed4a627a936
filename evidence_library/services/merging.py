"""Merge: make one record of several, field by field, in one step that Undo takes back.

The record that is kept keeps its id. Whatever pointed at the others points at it, and their ids
lead to it from then on; they themselves stay in the history.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId
from evidence_library.model.problem import Flag
from evidence_library.model.record import Record, Relation, TopicHeading
from evidence_library.model.standing import STANDING, after_change
from evidence_library.model.vocabulary import Workflow, in_words
from evidence_library.services import record_fields
from evidence_library.services.opened import Change, Library
from evidence_library.services.read import gone
from evidence_library.store import comments, recommendation_sets, records, redirects
from evidence_library.store.connections import Connection

#: Stands for all records where one of them would be named: everything they hold together.
BOTH = -1

#: Fields of text in which what each record says can stand below another.
_LONG_TEXTS = frozenset({"notes", "further_details"})

#: Lists whose entries can stand together. The text is one whole: two of them make no text.
_LISTS = frozenset(
    {
        *("alternative_titles", "authors", "funders", "publisher", "topics", "tags", "setting"),
        *("place", "population", "approach", "outcomes", "external_ratings", "links"),
        *("attachments", "pointers", "sections"),
    }
)

#: What no one is asked about: it belongs to the record that is kept, or comes along anyhow.
_NOT_ASKED = frozenset({"form", "flags", "source_name", "source_text", "relations"})
_NOT_ASKED_EITHER = frozenset({"recommendation_sets", *STANDING})

#: Which record each field is taken from, by its place, or `BOTH`.
Choices = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A field of the records to be merged. `texts` are what each says, the kept record first.

    `proposed` is what is taken unless somebody chooses otherwise; `joins` says whether all of them
    can be taken together.
    """

    name: str
    label: str
    texts: tuple[str, ...]
    joins: bool
    proposed: int

    @property
    def differs(self) -> bool:
        """Whether the records do not all say the same."""
        return len(set(self.texts)) > 1


def read(library: Library, ids: Sequence[RecordId]) -> tuple[Record, ...]:
    """Read the records to be merged, the one to keep first.

    Raises `UserCanFix` if they are not two different ones, `RecordGone` if one is not there.
    """
    with library.connections.reading() as connection:
        return _read(connection, ids)


def choices(made: Sequence[Record]) -> tuple[FieldChoice, ...]:
    """Give the fields to choose from: those that differ first, each part in reading order."""
    asked = record_fields.LABELS.keys() - _NOT_ASKED - _NOT_ASKED_EITHER
    fields = [_choice(name, made) for name in record_fields.LABELS if name in asked]
    stated = [field for field in fields if any(field.texts)]
    return tuple(sorted(stated, key=lambda field: not field.differs))


def merged(made: Sequence[Record], taken: Choices) -> Record:
    """Give the record that comes of several. Fields that `taken` does not name are as proposed.

    Raises `UserCanFix` for a field or a place there is not.
    """
    kept, *others = made
    known = {field.name: field for field in choices(made)}
    for name, place in taken.items():
        _check(known.get(name), name, place, len(made))
    values = {
        name: _taken(name, made, taken.get(name, field.proposed)) for name, field in known.items()
    }
    gone = {one.id for one in others}
    values["relations"] = _each_once(
        relation
        for one in made
        for relation in one.relations
        if relation.to not in gone | {kept.id}
    )
    values["recommendation_sets"] = _each_once(
        key for one in made for key in one.recommendation_sets
    )
    values["flags"] = _flags(made, values)
    return after_change(kept, replace(kept, **values))


def notes(made: Sequence[Record]) -> tuple[str, ...]:
    """Say in sentences what is worth knowing before: how far the record is that comes of it.

    That is as far as the one that is kept: nothing becomes published by being merged.
    """
    kept, *others = made
    published = [one for one in others if one.workflow is Workflow.PUBLISHED]
    told = []
    if published and kept.workflow is not Workflow.PUBLISHED:
        named = " and ".join(f"“{one.title or 'Untitled'}”" for one in published)
        verb = "is" if len(published) == 1 else "are"
        told.append(
            f"{named} {verb} published; the merged record will not be "
            f"({in_words(kept.workflow).lower()}). Keep the published one instead to have it so."
        )
    for one in others:
        if one.versions:
            count = len(one.versions)
            told.append(
                f"The {'version' if count == 1 else f'{count} versions'} of "
                f"“{one.title or 'Untitled'}” will stand in the history only, not among the "
                "versions of the merged record."
            )
    return tuple(told)


def merge(library: Library, made: Sequence[Record], taken: Choices | None = None) -> Changes:
    """Make one record of several, the first of which is kept, in one operation.

    `made` are the records as they were read when it was chosen. Raises `UserCanFix` if one of them
    was changed since, `RecordGone` if it was deleted; then nothing is changed.
    """
    new = merged(made, taken or {})
    kept, *others = made
    told = " and ".join(f"“{one.title or 'Untitled'}”" for one in others)
    with library.change(f"Merge {told} into “{new.title or 'Untitled'}”") as change:
        held = _read(change.operation.connection, [one.id for one in made])
        if held != tuple(made):
            raise UserCanFix("One of the records was changed meanwhile; compare them again.")
        change.put_record(_without_itself(change.operation.connection, new, made))
        for other in others:
            _lead_over(change, other, kept.id, frozenset(one.id for one in others))
    return change.operation.changes()


def _read(connection: Connection, ids: Sequence[RecordId]) -> tuple[Record, ...]:
    if len(ids) < 2 or len(set(ids)) < len(ids):
        raise UserCanFix("Name at least two different records to merge.")
    found = []
    for key in ids:
        record = records.get(connection, key)
        if record is None:
            raise gone(connection, key)
        found.append(record)
    return tuple(found)


def _choice(name: str, made: Sequence[Record]) -> FieldChoice:
    texts = tuple(record_fields.as_text(getattr(one, name)) for one in made)
    joins = name in _LISTS or name in _LONG_TEXTS
    stated = [place for place, text in enumerate(texts) if text]
    proposed = 0 if not stated or 0 in stated else stated[0]
    if joins and name != "sections" and len(stated) > 1:
        proposed = BOTH
    default = getattr(Record(id=RecordId("")), name)
    if getattr(made[proposed if proposed != BOTH else 0], name) == default and proposed == 0:
        others = [place for place, one in enumerate(made) if getattr(one, name) != default]
        proposed = others[0] if others else 0
    return FieldChoice(name, record_fields.LABELS[name], texts, joins, proposed)


def _check(field: FieldChoice | None, name: str, place: int, count: int) -> None:
    if field is None:
        raise UserCanFix(f"“{name}” is no field that can be chosen here.")
    if place == BOTH and not field.joins:
        raise UserCanFix(f"“{name}” can only be taken from one record.")
    if not BOTH <= place < count:
        raise UserCanFix(f"“{name}” is to be taken from a record that is not among those merged.")


def _taken(name: str, made: Sequence[Record], place: int) -> Any:
    if place != BOTH:
        return getattr(made[place], name)
    values = [getattr(one, name) for one in made]
    if name in _LONG_TEXTS:
        return "\n\n".join(_each_once(text for text in values if text))
    entries = [entry for value in values for entry in value]
    return _headings(entries) if name == "topics" else _each_once(entries)


def _headings(entries: Sequence[TopicHeading]) -> tuple[TopicHeading, ...]:
    """Take each heading once, whatever it is called."""
    found: dict[str, TopicHeading] = {}
    for one in entries:
        found.setdefault(one.concept or f"?{one.label}", one)
    return tuple(found.values())


def _flags(made: Sequence[Record], values: Mapping[str, Any]) -> tuple[Flag, ...]:
    """Take the flags of the kept record, and those on what was taken of the others.

    What is flagged of a record as a whole, or of where it was read, is about its text.
    """
    kept, *others = made

    def is_taken(flag: Flag) -> bool:
        field = flag.where.split(".")[0]
        field = field if field in Record.__dataclass_fields__ else "sections"
        return field in values and bool(values[field] != getattr(kept, field))

    taken = (flag for one in others for flag in one.flags if is_taken(flag))
    return _each_once((*kept.flags, *taken))


def _without_itself(connection: Connection, new: Record, made: Sequence[Record]) -> Record:
    """Leave out relations to ids that lead to one of the records merged."""
    own = {one.id for one in made}
    kept = (one for one in new.relations if redirects.target(connection, one.to) not in own)
    return replace(new, relations=tuple(kept))


def _lead_over(change: Change, other: Record, kept: RecordId, going: frozenset[RecordId]) -> None:
    """Let everything that belongs to a record or points at it belong to the kept one.

    What is `going` as well stays as it is: undoing brings it back so.
    """
    operation = change.operation
    connection = operation.connection
    for key in dict.fromkeys(key for key, _ in records.pointing_at(connection, other.id)):
        pointing = records.get(connection, key)
        if pointing is not None and key not in going:
            change.put_record(_pointing_over(pointing, other.id, kept), keep_standing=True)
    for one in recommendation_sets.of_record(connection, other.id):
        recommendation_sets.put(operation, replace(one, source_record=kept))
    for comment in comments.of_record(connection, other.id):
        comments.put(operation, replace(comment, record=kept))
    row = operation.row("records", other.id)
    operation.remove("records", other.id)
    change.fresh.pop(other.id, None)
    redirects.put(operation, other.id, kept, other.title, row["source"] if row else None)


def _pointing_over(record: Record, old: RecordId, kept: RecordId) -> Record:
    turned = (
        replace(relation, to=kept) if relation.to == old else relation
        for relation in record.relations
    )
    found: dict[tuple[object, ...], Relation] = {}
    for relation in turned:
        if relation.to != record.id:
            found.setdefault((relation.type, relation.to), relation)
    return replace(record, relations=tuple(found.values()))


def _each_once(entries: Any) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(entries))
