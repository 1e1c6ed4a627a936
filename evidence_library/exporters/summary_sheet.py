"""A record as an SCS summary sheet, built from its fields alone.

A record that was read from a sheet remembers the sheet's own labels and their order (`form`);
others get the form's. A field that was filled since gets its line where the form has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence_library.model.dates import Added, PartialDate
from evidence_library.model.record import FormLine, Link, Name, Record
from evidence_library.model.vocabulary import LinkRole
from evidence_library.text.partial_dates import in_words
from evidence_library.text.sheet_form import FORM

_VOWELS = tuple("AEIOU")
_GAP = "{}"
_BOLD_COLONS = (":**", ": **", ":__", ": __")


def write(record: Record) -> str:
    """Write a sheet: labels, headings, order and wording as the record has them."""
    values = _Values(record)
    blocks: list[str] = []
    for line in _lines(record):
        if line.field == "section":
            blocks.extend(_sections(record))
        else:
            blocks.append(_labelled(line.label, values.of(line)))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _labelled(label: str, text: str) -> str:
    """Put a label before a text; a label printed in bold may have its colon inside."""
    if not label:
        return text
    colon = "" if label.endswith(_BOLD_COLONS) else ":"
    return f"{label}{colon} {text}".rstrip()


def _lines(record: Record) -> tuple[FormLine, ...]:
    """Give the record's own form lines, with the form's for what else it has to say."""
    lines = list(record.form)
    fields = [form_field.field for form_field in FORM]
    for position, form_field in enumerate(FORM):
        if any(line.field == form_field.field for line in lines):
            continue
        if not record.form or _has_value(record, form_field.field):
            before = set(fields[:position])
            at = max((at + 1 for at, line in enumerate(lines) if line.field in before), default=0)
            lines.insert(at, FormLine(form_field.field, form_field.label))
    return tuple(line for line in lines if record.form or _has_value(record, line.field))


def _has_value(record: Record, field: str) -> bool:
    if field == "source_link":
        return any(link.role is LinkRole.SOURCE for link in record.links)
    if field == "kind_sentence":
        return bool(record.kind_sentence or record.kind)
    return bool(getattr(record, {"section": "sections"}.get(field, field)))


def _sections(record: Record) -> Iterator[str]:
    for section in record.sections:
        yield section.heading
        yield section.body


@dataclass(slots=True)
class _Remaining:
    """Values of one field that the lines of the form take one after the other."""

    values: list[str]
    lines: int

    def take(self, count: int) -> list[str]:
        """Take as many values as a line has places for; the field's last line takes the rest."""
        self.lines -= 1
        count = count if self.lines else len(self.values)
        taken, self.values = self.values[:count], self.values[count:]
        return taken


class _Values:
    """What stands behind the labels of a sheet."""

    def __init__(self, record: Record) -> None:
        self._record = record
        counts = [line.field for line in record.form]
        self._listed = {
            field: _Remaining(names, counts.count(field) or 1)
            for field, names in _listed(record).items()
        }
        self._sources = [link for link in record.links if link.role is LinkRole.SOURCE]
        self._source_lines = counts.count("source_link") or 1
        self._written: set[str] = set()

    def of(self, line: FormLine) -> str:
        """Give the value of a line; text that is no list stands only on the field's first line."""
        if line.field == "other":
            return line.value
        if line.field in self._listed:
            return self._of_list(line)
        if line.field == "source_link":
            return self._of_sources(line)
        if line.field in self._written:
            return ""
        self._written.add(line.field)
        return self._of_field(line.field)

    def _of_field(self, field: str) -> str:
        record = self._record
        match field:
            case "published":
                return _date(record.published)
            case "kind_sentence":
                return record.kind_sentence or _kind_sentence(record.kind)
            case "added":
                return _added(record.added)
        return str(getattr(record, field, ""))

    def _of_list(self, line: FormLine) -> str:
        names = self._listed[line.field].take(line.value.count(_GAP) or 1)
        return _filled(line.value, names) or "; ".join(names)

    def _of_sources(self, line: FormLine) -> str:
        if line.value and _GAP not in line.value:
            return line.value
        self._source_lines -= 1
        count = 1 if self._source_lines else len(self._sources)
        links, self._sources = self._sources[:count], self._sources[count:]
        return "; ".join(_source(line.value, link) for link in links)


def _listed(record: Record) -> dict[str, list[str]]:
    """Give the fields that are lists: names and topic headings."""
    names: dict[str, tuple[Name, ...]] = {
        "authors": record.authors,
        "funders": record.funders,
        "publisher": record.publisher,
    }
    topics = [heading.label for heading in record.topics]
    return {field: [name.name for name in each] for field, each in names.items()} | {
        "topics": topics
    }


def _filled(pattern: str, values: Sequence[str]) -> str:
    """Put values into the places of a pattern; empty if their number does not agree."""
    pieces = pattern.split(_GAP)
    if len(pieces) - 1 != len(values):
        return ""
    filled = "".join(piece + value for piece, value in zip(pieces, [*values, ""], strict=True))
    return filled if values else ""


def _source(pattern: str, link: Link) -> str:
    values = [link.url, _date(link.accessed)] if link.accessed else [link.url]
    standard = "{} (accessed {})" if link.accessed else _GAP
    return _filled(pattern, values) or _filled(standard, values)


def _date(date: PartialDate | None) -> str:
    return (date.raw or in_words(date)) if date else ""


def _added(added: Added | None) -> str:
    if added is None:
        return ""
    by = f" ({added.by})" if added.by and not added.date.raw else ""
    return _date(added.date) + by


def _kind_sentence(kind: str) -> str:
    article = "an" if kind.upper().startswith(_VOWELS) else "a"
    return f"This document is {article} {kind.upper()}."
