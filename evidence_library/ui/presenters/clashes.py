"""Two states of a record that came from one: what both changed, and what only the other did."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from enum import Enum

from evidence_library.model.record import Record
from evidence_library.model.three_way import Fate, Part, merged
from evidence_library.services import record_fields
from evidence_library.services.history import FieldChange
from evidence_library.text.differences import changes
from evidence_library.ui.presenters import change_page
from evidence_library.ui.presenters.editor_form import SECTIONS

#: Says nothing a person would choose between: the source stays what is in the library.
_NOT_CHOSEN = frozenset({"source_text"})

_NOTHING = "(empty)"

CLASHED = (
    "This record was saved elsewhere while you were writing. Nothing of that is overwritten: "
    "say what shall stand where both changed something."
)
COMPARED = "The record was changed since the draft was begun: say what shall stand."
SAVED_ELSEWHERE = (
    "This record was changed elsewhere meanwhile. What you write is kept; saving shows what "
    "differs."
)
FOLLOWED = "The record was changed elsewhere; the form shows what it says now."


class Who(Enum):
    """Who changed a part."""

    BOTH = "both"
    THEY = "they"
    ME = "me"


@dataclass(frozen=True, slots=True)
class Clash:
    """A part of the record in which two states differ, and `who` changed it.

    `path` names it: "finding", "appraisal.confidence", "sections.2". If both changed it, one has
    to choose; else the change is taken, whoever made it. `difference` tells in HTML what theirs
    says otherwise than mine; the texts are for those who cannot see it.
    """

    path: str
    label: str
    my_text: str
    their_text: str
    difference: str
    who: Who


@dataclass(frozen=True, slots=True)
class Clashes:
    """What to choose: the words above, and what is done once all is chosen."""

    sentence: str
    act: str
    parts: tuple[Clash, ...]


def clashes(
    base: Record, mine: Record, theirs: Record, *, mine_too: bool = False
) -> tuple[Clash, ...]:
    """List the parts they changed and that differ from mine: first those both changed.

    Those that only I changed stand behind, if they are wanted.
    """
    _, parts = merged(base, mine, theirs)
    whose = [(one, Who.THEY if one.fate is Fate.TAKEN else Who.BOTH) for one in parts]
    if mine_too:
        _, others = merged(base, theirs, mine)
        swapped = (replace(one, mine=one.theirs, theirs=one.mine) for one in others)
        whose += [(one, Who.ME) for one in swapped if one.fate is Fate.TAKEN]
    found = [_clash(one, who, mine) for one, who in whose if one.path not in _NOT_CHOSEN]
    return tuple(sorted(found, key=lambda one: one.who is not Who.BOTH))


def settled(base: Record, mine: Record, theirs: Record, take: Collection[str]) -> Record:
    """Join both: what only one changed is theirs or mine, of what both did `take` names theirs."""
    joined, _ = merged(base, mine, theirs, take)
    return replace(joined, source_text=theirs.source_text)


def with_edits(record: Record, before: Record, after: Record) -> Record:
    """Give a record with the fields that were edited from one state to another."""
    names = (entry.name for entry in fields(Record))
    edited = {
        name: getattr(after, name)
        for name in names
        if getattr(after, name) != getattr(before, name)
    }
    return replace(record, **edited)


def with_files(base: Record | None, mine: Record, theirs: Record) -> Record | None:
    """Give one's own record with the files that were attached to it or removed meanwhile.

    None if anything else was changed as well, or if both changed the links that files are copies
    of: that is no matter to be settled without asking.
    """
    if base is None or not _differs_in_files_only(base, theirs):
        return None
    joined, parts = merged(base, mine, theirs)
    return None if any(part.fate is Fate.KEPT for part in parts) else joined


def _differs_in_files_only(base: Record, theirs: Record) -> bool:
    def bare(record: Record) -> Record:
        links = tuple(replace(link, archived_copy="") for link in record.links)
        return replace(record, attachments=(), links=links)

    return base != theirs and bare(base) == bare(theirs)


def _clash(part: Part, who: Who, mine: Record) -> Clash:
    ours, other = record_fields.as_text(part.mine), record_fields.as_text(part.theirs)
    label = _label(part.path, mine)
    told = FieldChange(part.path, "", changes(ours, other))
    return Clash(
        path=part.path,
        label=label,
        my_text=ours or _NOTHING,
        their_text=other or _NOTHING,
        difference=change_page.difference(told),
        who=who,
    )


def _label(path: str, record: Record) -> str:
    """Name a part as the form does: "How we know: Confidence", "Text: Method"."""
    top, _, below = path.partition(".")
    if top == "sections" and below.isdigit():
        heading = record.sections[int(below)].heading
        return f"Text: {heading}" if heading else f"Text, section {int(below) + 1}"
    for section in SECTIONS:
        for one in section.fields:
            if one.path == path:
                return f"{section.title}: {one.label}" if "." in path else one.label
    return record_fields.LABELS.get(path, path)
