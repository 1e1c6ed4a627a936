"""SCS summary sheets: label lines, the type sentence, the sections of the form, the footer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evidence_library.errors import UserCanFix
from evidence_library.importers.names import pattern_of, read_names
from evidence_library.importers.sheet_blocks import (
    Heading,
    Unit,
    as_markdown,
    check_counts,
    read_units,
)
from evidence_library.importers.sheet_parts import (
    capitals_in,
    divide,
    is_further_details,
    is_type_sentence,
    known_field,
    label_of,
    looks_like_label,
)
from evidence_library.importers.sheet_references import links_in, pointers_in
from evidence_library.model.dates import Added, PartialDate
from evidence_library.model.ids import ConceptId, new_record_id
from evidence_library.model.problem import Flag
from evidence_library.model.reading import Reading
from evidence_library.model.record import FormLine, Link, Name, Record, Section, TopicHeading
from evidence_library.model.vocabulary import KIND_FAMILIES, LinkRole, SectionKind, Workflow
from evidence_library.text.partial_dates import in_words, parse_added, parse_partial_date, says_more
from evidence_library.text.sheet_form import field_of, form_heading_kind
from evidence_library.text.topic_labels import resolve
from evidence_library.text.web_addresses import find_addresses

FORMAT = "summary sheet"

_ACCESSED = re.compile(r"\baccessed:?\s+(?:on\s+)?([^()\[\]]{4,40}?)\s?[)\]]?$", re.IGNORECASE)
#: How far down a file its labels are looked for when it is only being recognised, in characters.
_LOOK = 20_000


def recognises(text: str, name: str) -> bool:
    """Tell whether a text is a summary sheet: two of the form's labels or headings stand in it."""
    seen = set()
    for line in text[:_LOOK].splitlines():
        kind = form_heading_kind(line)
        seen |= {kind.value} if kind else set()
        seen.add(known_field(line))
    return len(seen - {""}) > 1


def read(text: str, name: str, headings: Mapping[str, ConceptId]) -> Reading:
    """Read a sheet into one record; `headings` finds the concepts of its topic headings."""
    parts = divide(text.replace("\r\n", "\n").replace("\r", "\n"))
    draft = _Draft(headings)
    for block in parts.head:
        _read_form(draft, block, in_foot=False)
    sections = _read_body(draft, parts.body)
    draft.form.append(FormLine("section"))
    for block in parts.foot:
        _read_form(draft, block, in_foot=True)
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
    authors: list[Name] = field(default_factory=list)
    funders: list[Name] = field(default_factory=list)
    publisher: list[Name] = field(default_factory=list)
    published: PartialDate | None = None
    added: Added | None = None
    links: list[Link] = field(default_factory=list)
    topics: list[TopicHeading] = field(default_factory=list)
    kind: str = ""
    kind_sentence: str = ""
    further_details: str = ""
    form: list[FormLine] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)

    def flag(self, code: str, message: str, where: str, raw: str) -> None:
        self.flags.append(Flag(code, message, where, raw))


def _read_form(draft: _Draft, block: Sequence[str], *, in_foot: bool) -> None:
    """Read a block of the head or the foot: label lines, the type sentence, further details."""
    for lines in _joined_lines(block, in_foot=in_foot):
        first = lines[0]
        line = " ".join(lines)
        if is_type_sentence(first):
            where = _read_type(draft, line)
        elif in_foot and not known_field(first) and is_further_details(first):
            where = _read_further_details(draft, line)
        else:
            where = _read_label_line(draft, line)
        if len(lines) > 1 and where != "further_details":
            message = "A value runs over several lines; they were put together."
            draft.flag("lines-joined", message, where, "\n".join(lines))


def _joined_lines(block: Sequence[str], *, in_foot: bool) -> list[list[str]]:
    """Give the lines of a block, each with the lines below it that go on with its value."""
    joined: list[list[str]] = []
    for line in block:
        if joined and not _starts_anew(line, joined[-1][0], in_foot=in_foot):
            joined[-1].append(line.strip())
        else:
            joined.append([line.strip()])
    return joined


def _starts_anew(line: str, above: str, *, in_foot: bool) -> bool:
    if known_field(line) or looks_like_label(line) or is_type_sentence(line):
        return True
    label = label_of(above)
    # A date is never so long that it runs over its line.
    if known_field(above) in {"published", "added"} and label and label.value:
        return True
    return in_foot and is_further_details(line) and not is_further_details(above)


def _read_further_details(draft: _Draft, line: str) -> str:
    if draft.further_details:
        draft.form.append(FormLine("other", "", line))
        message = "The foot has further details twice; the second line was kept as it is."
        draft.flag("second-further_details", message, "further_details", line)
    else:
        draft.further_details = line
        draft.form.append(FormLine("further_details"))
    return "further_details"


def _read_label_line(draft: _Draft, line: str) -> str:
    label = label_of(line)
    if label is None:
        draft.form.append(FormLine("other", "", line))
        draft.flag("unknown-line", "A line of the form was not understood; kept.", "form", line)
        return "form"
    record_field = field_of(label.printed)
    if not record_field:
        draft.form.append(FormLine("other", *label))
        message = f"“{label.printed.strip()}” is not a label of the form; the line was kept."
        draft.flag("unknown-label", message, "form", line)
        return "form"
    if record_field in {"title", "published", "added"} and getattr(draft, record_field):
        draft.form.append(FormLine("other", *label))
        message = f"“{label.printed.strip()}” stands in the sheet twice; the first counts."
        draft.flag(f"second-{record_field}", message, record_field, label.value)
        return record_field
    pattern = _read_value(draft, record_field, label.value)
    draft.form.append(FormLine(record_field, label.printed, pattern))
    return record_field


def _read_value(draft: _Draft, record_field: str, value: str) -> str:
    """Read the value of a label; give how it is written where that is not the usual way."""
    readers = {
        "title": _read_title,
        "published": _read_published,
        "source_link": _read_source,
        "topics": _read_topics,
        "added": _read_added,
    }
    if record_field in readers:
        return readers[record_field](draft, value)
    return _read_names(draft, record_field, value)


def _read_title(draft: _Draft, value: str) -> str:
    draft.title = value
    return ""


def _read_names(draft: _Draft, record_field: str, value: str) -> str:
    found = read_names(value, record_field)
    names = {"authors": draft.authors, "funders": draft.funders, "publisher": draft.publisher}
    names[record_field].extend(found.names)
    draft.flags.extend(found.flags)
    return found.pattern


def _read_published(draft: _Draft, value: str) -> str:
    draft.published = _date(draft, parse_partial_date(value), "published")
    return ""


def _read_added(draft: _Draft, value: str) -> str:
    added = parse_added(value)
    draft.added = replace(added, date=_date(draft, added.date, "added", besides=added.by))
    return ""


def _date(draft: _Draft, date: PartialDate, where: str, *, besides: str = "") -> PartialDate:
    if date.year is None:
        message = "The date was not understood; kept as read."
        draft.flag("date-not-understood", message, where, date.raw)
    elif says_more(date, besides):
        message = f"Only {in_words(date)} was understood of the date; its wording was kept."
        draft.flag("date-partly-understood", message, where, date.raw)
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
    pieces = [piece for part in value.split(";") for piece in _topics_in(draft, part, value)]
    topics = [resolve(piece, draft.headings) for piece in pieces]
    draft.topics += topics
    for topic in topics:
        if topic.concept is None:
            message = f"“{topic.label}” is not in the topic scheme; kept as read."
            draft.flag("unknown-heading", message, "topics", topic.label)
    return pattern_of(" ".join(value.split()), [topic.label for topic in topics])


def _topics_in(draft: _Draft, part: str, value: str) -> list[str]:
    """Divide what stands between semicolons at its commas, unless it is a heading as it stands."""
    whole = " ".join(part.split())
    pieces = [piece for piece in (" ".join(piece.split()) for piece in part.split(",")) if piece]
    if len(pieces) < 2 or resolve(whole, draft.headings).concept is not None:
        return [whole] if whole else []
    known = [resolve(piece, draft.headings).concept is not None for piece in pieces]
    if ";" in value and not all(known):
        return [whole]
    message = "The headings are not parted by semicolons; they were read as parted by commas."
    draft.flag("headings-by-comma", message, "topics", whole)
    return pieces


def _read_type(draft: _Draft, line: str) -> str:
    words = capitals_in(line)
    kind = words[0].lower() if words else ""
    if draft.kind_sentence and (draft.kind in KIND_FAMILIES or kind not in KIND_FAMILIES):
        draft.form.append(FormLine("other", "", line))
        message = "The sheet says twice what the document is; the first sentence counts."
        draft.flag("second-kind", message, "kind", line)
        return "kind"
    if draft.kind_sentence:
        at = draft.form.index(FormLine("kind_sentence"))
        draft.form[at] = FormLine("other", "", draft.kind_sentence)
        message = (
            "The sheet says twice what the document is; the sentence with a known kind counts."
        )
        draft.flag("second-kind", message, "kind", draft.kind_sentence)
    draft.form.append(FormLine("kind_sentence"))
    draft.kind, draft.kind_sentence = kind, line
    if not kind:
        message = "The sentence on the type has no word in capitals; the kind was left open."
        draft.flag("no-kind", message, "kind", line)
    elif kind not in KIND_FAMILIES:
        message = f"“{kind}” is not a kind the library knows; kept as read."
        draft.flag("unknown-kind", message, "kind", words[0])
    return "kind"


def _read_body(draft: _Draft, blocks: Sequence[Sequence[str]]) -> tuple[Section, ...]:
    for block in blocks:
        if known_field(block[0]):
            message = "A line that looks like a label of the form stands in the text; kept there."
            draft.flag("label-in-text", message, "sections", block[0])
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
        authors=tuple(draft.authors),
        funders=tuple(draft.funders),
        publisher=tuple(draft.publisher),
        published=draft.published,
        accessed=source[0].accessed if source else None,
        added=draft.added,
        topics=tuple(draft.topics),
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
