"""SCS summary sheets: label lines, the type sentence, the sections of the form, the footer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evidence_library.errors import UserCanFix
from evidence_library.importers.names import read_names
from evidence_library.importers.sheet_blocks import (
    Heading,
    Unit,
    as_markdown,
    blocks_of,
    check_counts,
    read_units,
)
from evidence_library.importers.sheet_references import links_in, pointers_in
from evidence_library.model.dates import Added, PartialDate
from evidence_library.model.ids import ConceptId, new_record_id
from evidence_library.model.problem import Flag
from evidence_library.model.reading import Reading
from evidence_library.model.record import FormLine, Link, Name, Record, Section, TopicHeading
from evidence_library.model.vocabulary import KIND_FAMILIES, LinkRole, SectionKind, Workflow
from evidence_library.text.partial_dates import parse_added, parse_partial_date
from evidence_library.text.sheet_form import field_of, form_heading_kind
from evidence_library.text.topic_labels import resolve
from evidence_library.text.web_addresses import find_addresses

FORMAT = "summary sheet"

_LABEL = re.compile(r"([^\s:][^:\n]{0,70}?)\s?:(?!//)[ \t]*")
_TYPE_SENTENCE = re.compile(r"This (?:document|report|publication|paper|source|study) is ")
_CAPITALS = re.compile(r"\b[A-Z]{2,}(?:[ -](?:[A-Z]{2,}))*\b")
_ACCESSED = re.compile(r"\baccessed:?\s+(?:on\s+)?([^()\[\]]{4,40}?)\s?[)\]]?$", re.IGNORECASE)
_FURTHER = re.compile(
    r"(?:Further|More) (?:details|information)\b|.{0,300}\bplease contact\b", re.I
)
#: How far down a file its labels are looked for when it is only being recognised, in characters.
_LOOK = 20_000


def recognises(text: str, name: str) -> bool:
    """Tell whether a text is a summary sheet: two of the form's labels or headings stand in it."""
    seen = set()
    for line in text[:_LOOK].splitlines():
        kind = form_heading_kind(line)
        label = _label_of(line)
        seen |= {kind.value} if kind else set()
        seen |= {field_of(label)} if label else set()
    return len(seen - {""}) > 1


def read(text: str, name: str, headings: Mapping[str, ConceptId]) -> Reading:
    """Read a sheet into one record; `headings` finds the concepts of its topic headings."""
    blocks = blocks_of(text.replace("\r\n", "\n").replace("\r", "\n"))
    head, body, foot = _divided(blocks)
    draft = _Draft(headings)
    for block in head:
        _read_head(draft, block)
    sections = _read_body(draft, body)
    draft.form.append(FormLine("section"))
    for block in foot:
        _read_foot(draft, block)
    if not draft.title:
        raise UserCanFix(
            f"“{name}” is a summary sheet without a title; put a line “Title: ...” at its top."
        )
    record = _record(draft, sections, name, text)
    return Reading(name=name, format=FORMAT, records=(record,))


@dataclass(slots=True)
class _Draft:
    """What has been read of a sheet so far."""

    headings: Mapping[str, ConceptId]
    title: str = ""
    authors: tuple[Name, ...] = ()
    funders: tuple[Name, ...] = ()
    publisher: tuple[Name, ...] = ()
    published: PartialDate | None = None
    added: Added | None = None
    links: list[Link] = field(default_factory=list)
    topics: tuple[TopicHeading, ...] = ()
    kind: str = ""
    kind_sentence: str = ""
    further_details: str = ""
    form: list[FormLine] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)

    def flag(self, code: str, message: str, where: str, raw: str) -> None:
        self.flags.append(Flag(code, message, where, raw))


def _label_of(line: str) -> str:
    match = _LABEL.match(line)
    return match[1] if match else ""


def _is_head_block(block: Sequence[str]) -> bool:
    return bool(field_of(_label_of(block[0]))) or bool(_TYPE_SENTENCE.match(block[0]))


def _divided(
    blocks: Sequence[list[str]],
) -> tuple[Sequence[list[str]], Sequence[list[str]], Sequence[list[str]]]:
    """Divide a sheet into the lines above its text, the text, and the lines below it."""
    first_heading = next(
        (at for at, block in enumerate(blocks) if any(map(form_heading_kind, block))), len(blocks)
    )
    head_end = max((at + 1 for at in range(first_heading) if _is_head_block(blocks[at])), default=0)
    while head_end < first_heading and _looks_like_label(blocks[head_end]):
        head_end += 1
    foot_start = len(blocks)
    while foot_start > max(head_end, 1) and _is_foot_block(blocks[foot_start - 1]):
        foot_start -= 1
    return blocks[:head_end], blocks[head_end:foot_start], blocks[foot_start:]


def _looks_like_label(block: Sequence[str]) -> bool:
    label = _label_of(block[0])
    return len(block) == 1 and 0 < len(label.split()) <= 5 and not block[0].rstrip().endswith(":")


def _is_foot_block(block: Sequence[str]) -> bool:
    return bool(field_of(_label_of(block[0]))) or bool(_FURTHER.match(block[0]))


def _read_head(draft: _Draft, block: Sequence[str]) -> None:
    """Read a block of label lines; lines below one that have no label go on with its value."""
    lines: list[str] = []
    for line in block:
        starts_anew = field_of(_label_of(line)) or _TYPE_SENTENCE.match(line)
        if starts_anew or not lines:
            lines.append(line.strip())
        else:
            lines[-1] += " " + line.strip()
    for line in lines:
        if _TYPE_SENTENCE.match(line):
            _read_type(draft, line)
        else:
            _read_label_line(draft, line)


def _read_foot(draft: _Draft, block: Sequence[str]) -> None:
    if field_of(_label_of(block[0])):
        _read_head(draft, block)
        return
    details = " ".join(line.strip() for line in block)
    if draft.further_details:
        draft.form.append(FormLine("other", "", details))
        return
    draft.further_details = details
    draft.form.append(FormLine("further_details"))


def _read_label_line(draft: _Draft, line: str) -> None:
    match = _LABEL.match(line)
    if match is None:
        draft.form.append(FormLine("other", "", line))
        draft.flag("unknown-line", "A line of the form was not understood; kept.", "form", line)
        return
    label, value = match[1], line[match.end() :].strip()
    record_field = field_of(label)
    readers = {
        "title": _read_title,
        "published": _read_published,
        "source_link": _read_source,
        "topics": _read_topics,
        "added": _read_added,
    }
    if record_field in {"authors", "funders", "publisher"}:
        pattern = _read_names(draft, record_field, value)
    elif record_field in readers:
        pattern = readers[record_field](draft, value)
    else:
        record_field, pattern = "other", value
        message = f"“{label}” is not a label of the form; the line was kept."
        draft.flag("unknown-label", message, "form", line)
    draft.form.append(FormLine(record_field, label, pattern))


def _read_title(draft: _Draft, value: str) -> str:
    if draft.title:
        draft.flag(
            "second-title", "The sheet has a second title; the first counts.", "title", value
        )
        return ""
    draft.title = value
    return ""


def _read_names(draft: _Draft, record_field: str, value: str) -> str:
    found = read_names(value, record_field)
    setattr(draft, record_field, (*getattr(draft, record_field), *found.names))
    draft.flags.extend(found.flags)
    return found.pattern


def _read_published(draft: _Draft, value: str) -> str:
    draft.published = _date(draft, parse_partial_date(value), "published")
    return ""


def _read_added(draft: _Draft, value: str) -> str:
    added = parse_added(value)
    draft.added = replace(added, date=_date(draft, added.date, "added"))
    return ""


def _date(draft: _Draft, date: PartialDate, where: str) -> PartialDate:
    if date.year is None:
        message = "The date was not understood; kept as read."
        draft.flag("date-not-understood", message, where, date.raw)
    return date


def _read_source(draft: _Draft, value: str) -> str:
    """Read "URL (accessed September 2011)"; give how address and date stand in the line."""
    address = next(find_addresses(value), None)
    if address is None:
        message = "The line names no web address; kept as read."
        draft.flag("no-address", message, "links", value)
        return value
    after = value[address.end :]
    accessed = _ACCESSED.search(after[:200])
    date = None
    if accessed:
        date = _date(draft, parse_partial_date(accessed[1]), "accessed")
        after = f"{after[: accessed.start(1)]}{{}}{after[accessed.end(1) :]}"
    draft.links.append(Link(role=LinkRole.SOURCE, url=address.url, accessed=date))
    pattern = f"{value[: address.start]}{{}}{after}"
    return "" if pattern in {"{}", "{} (accessed {})"} else pattern


def _read_topics(draft: _Draft, value: str) -> str:
    separator = ";" if ";" in value else ","
    pieces = [" ".join(piece.split()) for piece in value.split(separator)]
    if separator == "," and value.casefold() in draft.headings:
        pieces = [value]
    elif separator == "," and len(pieces) > 1:
        message = "The headings are not parted by semicolons; they were read as parted by commas."
        draft.flag("headings-by-comma", message, "topics", value)
    topics = tuple(resolve(piece, draft.headings) for piece in pieces if piece)
    draft.topics += topics
    for topic in topics:
        if topic.concept is None:
            message = f"“{topic.label}” is not in the topic scheme; kept as read."
            draft.flag("unknown-heading", message, "topics", topic.label)
    return ""


def _read_type(draft: _Draft, line: str) -> None:
    draft.form.append(FormLine("kind_sentence"))
    draft.kind_sentence = line
    capitals = [match[0] for match in _CAPITALS.finditer(line)]
    if not capitals:
        message = "The sentence on the type has no word in capitals; the kind was left open."
        draft.flag("no-kind", message, "kind", line)
        return
    known = [word for word in capitals if word.lower() in KIND_FAMILIES]
    draft.kind = (known or capitals)[0].lower()
    if not known:
        message = f"“{draft.kind}” is not a kind the library knows; kept as read."
        draft.flag("unknown-kind", message, "kind", capitals[0])


def _read_body(draft: _Draft, blocks: Sequence[Sequence[str]]) -> tuple[Section, ...]:
    mended = read_units(blocks)
    check_counts(mended)
    sections = tuple(_sections(mended.units))
    kinds = {section.heading: section.kind.value for section in sections}
    _flag_sections(draft, sections)
    for heading, flag in mended.flags:
        draft.flags.append(replace(flag, where=kinds.get(heading, SectionKind.OTHER.value)))
    return sections


def _sections(units: Sequence[Unit]) -> Iterator[Section]:
    """Give the sections; a heading that is not the form's stands below the form's one before it."""
    kind, level = SectionKind.OTHER, 1
    heading = ""
    under: list[Unit] = []
    for unit in units:
        if not isinstance(unit, Heading):
            under.append(unit)
            continue
        if heading or under:
            yield Section(kind=kind, heading=heading, level=level, body=as_markdown(under))
        own_kind = form_heading_kind(unit.text)
        level = 1 if unit.of_form or not (heading or under) else 2
        kind, heading, under = own_kind or kind, unit.text, []
    if heading or under:
        yield Section(kind=kind, heading=heading, level=level, body=as_markdown(under))


def _flag_sections(draft: _Draft, sections: Sequence[Section]) -> None:
    if sections and not sections[0].heading:
        message = "Text stands above the first heading of the form; kept as a section without one."
        draft.flag("text-above-headings", message, "sections", sections[0].body[:200])
    if not any(form_heading_kind(section.heading) for section in sections):
        message = "None of the form's headings was found."
        draft.flag("no-form-heading", message, "sections", "")


def _record(draft: _Draft, sections: tuple[Section, ...], name: str, text: str) -> Record:
    source = tuple(replace(link, label=draft.title) for link in draft.links)
    links = (*source, *links_in(sections))
    draft.flags.extend(_same_addresses(links))
    return Record(
        id=new_record_id(),
        kind=draft.kind,
        kind_sentence=draft.kind_sentence,
        title=draft.title,
        authors=draft.authors,
        funders=draft.funders,
        publisher=draft.publisher,
        published=draft.published,
        accessed=source[0].accessed if source else None,
        added=draft.added,
        topics=draft.topics,
        sections=sections,
        links=links,
        pointers=pointers_in(sections),
        workflow=Workflow.DRAFT,
        further_details=draft.further_details,
        form=tuple(draft.form),
        flags=tuple(draft.flags),
        source_name=name,
        source_text=text,
    )


def _same_addresses(links: Sequence[Link]) -> Iterator[Flag]:
    roles: dict[str, list[str]] = {}
    for link in links:
        roles.setdefault(link.url, []).append(link.role.value)
    for url, named in roles.items():
        if len(named) > 1:
            message = f"The same address stands for {' and '.join(named)}; both were kept."
            yield Flag("same-address", message, "links", url)
