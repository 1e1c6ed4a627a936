"""The entries of a Markdown record that are more than a text: outcomes, links, relations, ..."""

from __future__ import annotations

from typing import Any

from evidence_library.importers.front_matter_fields import Fields
from evidence_library.model import record as model
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import RecordId
from evidence_library.model.problem import Flag
from evidence_library.model.vocabulary import (
    About,
    Direction,
    Licence,
    LinkRole,
    Permission,
    PointerKind,
    RelationType,
)
from evidence_library.text.file_names import clean_name


def all_texts(entry: Fields, kind: type) -> Any:
    """Read an entry of texts only into its kind."""
    return kind(**{name: entry.text(name) for name in entry.names()})


def maryland(entry: Fields) -> Any:
    """Read a place on the Maryland scale: 1 to 5, or that it does not apply."""
    if entry.text("maryland").casefold() == "not applicable":
        return "not applicable"
    return one_to_five(entry, "maryland")


def one_to_five(entry: Fields, name: str) -> int | None:
    """Read a number from 1 to 5; None if there is none."""
    if not entry.text(name):
        return None
    number = entry.number(name)
    if not 1 <= number <= 5:
        raise entry.wrong(name, f"is {number} but must be from 1 to 5")
    return number


def outcome(entry: Fields) -> model.Outcome:
    """Read what was measured and what became of it."""
    direction = entry.word_or_none("direction", Direction)
    if direction is None:
        raise entry.wrong("direction", f"is missing; it is one of {', '.join(Direction)}")
    return model.Outcome(
        outcome=entry.text("outcome"),
        direction=direction,
        size=entry.text("size"),
        population=entry.text("population"),
        about=entry.word("about", About, About.INTERVENTION),
        main=entry.yes_no("main"),
    )


def rating(entry: Fields) -> model.ExternalRating:
    """Read what another body says of the evidence."""
    return model.ExternalRating(
        system=entry.text("system"),
        value=entry.text("value"),
        date=entry.date("date"),
        url=entry.text("url"),
    )


def link(entry: Fields) -> model.Link:
    """Read a link and what it supports."""
    return model.Link(
        role=entry.word("role", LinkRole, LinkRole.RELATED),
        url=entry.text("url"),
        label=entry.text("label"),
        accessed=entry.date("accessed"),
        archived_copy=entry.text("archived_copy"),
        note=entry.text("note"),
        supports=entry.texts("supports"),
    )


def attachment(entry: Fields) -> model.Attachment:
    """Read what is known of an attached file."""
    return model.Attachment(
        sha256=entry.text("sha256").lower(),
        name=clean_name(entry.text("name")),
        media_type=entry.text("media_type"),
        size=entry.number("size"),
        pages=entry.number("pages"),
        page_texts=entry.texts("page_texts"),
        source_url=entry.text("source_url"),
        licence=entry.word("licence", Licence, Licence.UNKNOWN),
        may_redistribute=entry.word("may_redistribute", Permission, Permission.UNKNOWN),
    )


def pointer(entry: Fields) -> model.Pointer:
    """Read a pointer to another document."""
    return model.Pointer(
        kind=entry.word("kind", PointerKind, PointerKind.REF),
        numbers=entry.texts("numbers"),
        raw=entry.text("raw"),
        resolved=entry.yes_no("resolved"),
    )


def relation(entry: Fields) -> model.Relation:
    """Read a relation to another record."""
    relation = entry.word_or_none("type", RelationType)
    if relation is None:
        raise entry.wrong("type", f"is missing; it is one of {', '.join(RelationType)}")
    to = entry.identity("to")
    if not to:
        raise entry.wrong("to", "is missing; it is the identity (UUID) of the other record")
    return model.Relation(type=relation, to=RecordId(to), reason=entry.text("reason"))


def version(entry: Fields) -> model.Version:
    """Read a line of the history of a record."""
    return model.Version(
        number=entry.number("number", default=1),
        date=entry.date("date") or PartialDate(),
        by=entry.text("by"),
        note=entry.text("note"),
    )


def form_line(entry: Fields) -> model.FormLine:
    """Read a line of the form a record came in."""
    return model.FormLine(entry.text("field"), entry.text("label"), entry.text("value"))


def flag(entry: Fields) -> Flag:
    """Read a remark on what was read."""
    return Flag(entry.text("code"), entry.text("message"), entry.text("where"), entry.text("raw"))
