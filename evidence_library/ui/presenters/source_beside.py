"""The source text beside the form: from which passage the field one is in was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QObject, Signal

from evidence_library.model.dates import PartialDate
from evidence_library.model.field_paths import value_at
from evidence_library.model.record import Record
from evidence_library.text.partial_dates import in_words
from evidence_library.text.read_from import Passage, passages
from evidence_library.ui.presenters.editor import EditorPresenter
from evidence_library.ui.presenters.editor_form import SECTIONS
from evidence_library.ui.tasks import Job

#: What the source is not looked through for: what it never says.
_NOT_READ = frozenset({"flags", "form", "source_name", "workflow", "versions", "attachments"})

#: Longer sources are shown in part.
LONGEST_SHOWN = 2_000_000


@dataclass(frozen=True, slots=True)
class Beside:
    """What is to be shown for a field: a sentence, remarks, and the passages to mark."""

    path: str
    sentence: str
    remarks: tuple[str, ...]
    passages: tuple[Passage, ...]


class SourcePresenter(QObject):
    """Knows the source of an editor's record. `marked` brings what to show for a field."""

    marked = Signal(object)

    def __init__(self, editor: EditorPresenter) -> None:
        """Mark nothing before one is in a field."""
        super().__init__()
        self._editor = editor
        self.path = ""

    @property
    def source(self) -> str:
        """The text the record was read from, as far as it is shown."""
        return self._editor.record.source_text[:LONGEST_SHOWN]

    @property
    def name(self) -> str:
        """The file it was read from."""
        return self._editor.record.source_name

    def look_at(self, path: str, value: Any = None) -> None:
        """Find where a field was read from; `value` narrows it to one of several values."""
        self.path = path
        record = self._editor.record
        wanted = value if value is not None else value_at(record, path)

        def work(_report: object) -> Beside:
            return _beside(record, path, wanted)

        job = Job(work, self, done=self.marked.emit)
        self._editor.session.tasks.read(job, replaces=f"source of {record.id}")

    def step(self, by: int) -> str:
        """Give the field after or before the one looked at of which the record holds anything."""
        record = self._editor.record
        paths = [path for path in _paths() if any(_texts(value_at(record, path)))]
        if not paths:
            return ""
        at = paths.index(self.path) if self.path in paths else -1 if by > 0 else 0
        return paths[(at + by) % len(paths)]


def _paths() -> Iterator[str]:
    for section in SECTIONS:
        for one in section.fields:
            if one.path.partition(".")[0] not in _NOT_READ:
                yield one.path


def _beside(record: Record, path: str, value: Any) -> Beside:
    top = path.partition(".")[0]
    flags = [one for one in record.flags if one.where in {path, top}]
    found = passages(record.source_text[:LONGEST_SHOWN], _texts(value))
    label = next((one.label for part in SECTIONS for one in part.fields if one.path == path), path)
    if found:
        places = "the marked passage" if len(found) == 1 else f"{len(found)} marked passages"
        sentence = f"{label}: stands in {places}."
    elif any(_texts(value)):
        sentence = f"{label}: where this stands in the source cannot be told."
    else:
        sentence = f"{label}: nothing is written there."
    return Beside(path, sentence, tuple(one.message for one in flags), found)


def _texts(value: Any) -> Iterator[str]:
    """Give the texts a value holds, those of its parts included; words of fixed lists are none."""
    if isinstance(value, Enum | bool) or value is None:
        return
    if isinstance(value, str):
        yield from (part for part in value.split("\n\n") if part.strip())
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, PartialDate):
        yield value.raw or in_words(value)
    elif is_dataclass(value):
        for part in fields(value):
            if part.name not in {"concept", "to"}:
                yield from _texts(getattr(value, part.name))
