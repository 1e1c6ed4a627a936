"""A pack: records in an order, with what a trainer adds to them. Fields follow the data model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from evidence_library.model.ids import PackId, PackItemId, RecordId


class Edition(StrEnum):
    """For whom an output is made."""

    TRAINER = "trainer"
    PARTICIPANT = "participant"


@dataclass(frozen=True, slots=True)
class Question:
    """A question to discuss. The model answer is for the trainer only."""

    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordItem:
    """A record of the library in a pack.

    `sections` are the headings or field names of the parts that are shown, in the record's own
    order, as `services.pack_parts` names them; None shows all. `minutes` None takes the time that
    reading and discussing it is estimated to need. `trainer_note` and `task` are Markdown.
    """

    id: PackItemId
    record: RecordId
    sections: tuple[str, ...] | None = None
    trainer_note: str = ""
    questions: tuple[Question, ...] = ()
    task: str = ""
    minutes: int | None = None
    page_break: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextItem:
    """Text of the trainer's own between records; Markdown."""

    id: PackItemId
    title: str = ""
    body: str = ""
    trainer_note: str = ""
    minutes: int | None = None
    page_break: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseItem:
    """Something to do; the task is Markdown, the model answer is for the trainer only."""

    id: PackItemId
    title: str = ""
    task: str = ""
    answer: str = ""
    trainer_note: str = ""
    questions: tuple[Question, ...] = ()
    minutes: int | None = None
    page_break: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakItem:
    """A break. `trainer_note` is for the trainer only."""

    id: PackItemId
    title: str = "Break"
    trainer_note: str = ""
    minutes: int | None = None
    page_break: bool = False


Item = RecordItem | TextItem | ExerciseItem | BreakItem


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture at the head of what is handed out. `sha256` is that of a file of the library."""

    sha256: str
    name: str
    media_type: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class FrozenRecord:
    """A record as it was when the pack was frozen: the digest of its document, and its version.

    `version` is the number of the published version, 0 for a record that was never published. `on`
    is the day it was frozen (an ISO date); without one it is that of the pack.
    """

    record: RecordId
    digest: str
    version: int = 0
    on: str = ""


@dataclass(frozen=True, slots=True)
class Frozen:
    """When a pack last took in records to hand out (an ISO date), by which program, and which."""

    on: str
    program: str
    records: tuple[FrozenRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A pack in the making, or one that was handed out (`frozen`).

    `planned_minutes` 0 means that nothing is planned. `starts` is a time of day, "09:30", or
    nothing. `date` is when the session is, as an ISO date, or nothing. `introduction` is Markdown.
    `template` names the template it was made from.
    """

    id: PackId
    title: str
    audience: str = ""
    outcomes: tuple[str, ...] = ()
    introduction: str = ""
    trainer_note: str = ""
    planned_minutes: int = 0
    starts: str = ""
    date: str = ""
    house_name: str = ""
    logo: Logo | None = None
    citation_style: str = "harvard"
    layout: str = "a4"
    template: str = ""
    items: tuple[Item, ...] = ()
    frozen: Frozen | None = None


def records_of(pack: Pack) -> tuple[RecordId, ...]:
    """Give the records of a pack in order, each once."""
    return tuple(dict.fromkeys(item.record for item in pack.items if isinstance(item, RecordItem)))


def for_edition(pack: Pack, edition: Edition) -> Pack:
    """Give a pack as an edition may see it: participants get nothing that is for the trainer.

    That is every note, model answer and timing. Everything that composes a document works on what
    this gives, so that no trainer text can reach a participant file by any way.
    """
    if edition is Edition.TRAINER:
        return pack
    items = tuple(_without_trainer_text(item) for item in pack.items)
    return replace(pack, trainer_note="", planned_minutes=0, starts="", items=items)


def _without_trainer_text(item: Item) -> Item:
    bare = replace(item, trainer_note="", minutes=None)
    if isinstance(bare, ExerciseItem):
        bare = replace(bare, answer="")
    if isinstance(bare, (RecordItem, ExerciseItem)):
        bare = replace(bare, questions=tuple(Question(one.text) for one in bare.questions))
    return bare
