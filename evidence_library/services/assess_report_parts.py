"""Pieces that reports on assessments share: the mark of an example, judgements, records."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from evidence_library.model.assessment import Assessment, Judgement, Standing, Support, Verdict
from evidence_library.model.dates import day_in_words
from evidence_library.model.document import (
    Block,
    InnerLink,
    Listed,
    Note,
    NoteKind,
    Paragraph,
    Run,
    WebLink,
    Words,
)
from evidence_library.model.ids import RecordId
from evidence_library.model.instrument import Instrument, Stage
from evidence_library.model.record import Record
from evidence_library.services.assess import EXAMPLE, Opened, verdict_in_words
from evidence_library.services.pack_wording import heading, one_line, say, told
from evidence_library.services.track_report_lists import shown_by
from evidence_library.services.track_wording import together
from evidence_library.text.csl_data import source_link
from evidence_library.text.web_addresses import leads_out

#: Stands in title, footer and metadata of whatever tells of an invented organisation.
MARK = EXAMPLE[:1].upper() + EXAMPLE[1:]

#: The same where only a part of it is invented.
PARTLY = f"Partly {EXAMPLE}"

#: Stands behind the name of a stage that is not certain.
_NOT_CERTAIN = "name not certain"

_NOT_HERE = "A record that is no longer in the library"

#: What is said of a blind assessment before all assessors are ready.
BLIND = (
    "The assessors judge without seeing each other’s judgements, and not all of them are ready. "
    "Until they are, no judgement is shown to anybody."
)


def example_box(*, example: bool, partly: bool = False) -> Iterator[Block]:
    """Say that an organisation is invented, in a box of its own; nothing of a real one."""
    if partly:
        said = "What is marked as an example is invented, with its people; the rest is not."
        yield Note(NoteKind.CAUTION, (told(said),), PARTLY)
    elif example:
        said = "The organisation, its people and all that is said of them are invented."
        yield Note(NoteKind.CAUTION, (told(said),), MARK)


def iso_day_in_words(day: str) -> str:
    """Write an ISO date, or date and time, as people read it."""
    try:
        return day_in_words(date.fromisoformat(day[:10]))
    except ValueError:  # nobody said when
        return one_line(day)


def dated_label(item: Assessment) -> str:
    """Name an assessment by what is assessed, and its date."""
    return f"{one_line(item.scope.label)}, {iso_day_in_words(item.date)}"


def stage_name(stage: Stage) -> str:
    """Name a stage; one whose name is not certain says so."""
    name = one_line(stage.name)
    return f"{name} ({_NOT_CERTAIN})" if stage.doubt.strip() else name


def judged(known: Instrument | None, verdict: Verdict | None, stage: str) -> str:
    """Give a judgement in words; the name of a stage carries its doubt."""
    found = known.stage(stage) if known and verdict is Verdict.STAGE else None
    if found is not None:
        return stage_name(found)
    return one_line(verdict_in_words(known, verdict, stage))


def doubts(known: Instrument | None, only: Collection[str] | None = None) -> Iterator[str]:
    """Say of each stage whose name is not certain why it is not; `only` are keys of some."""
    for one in known.stages if known else ():
        if one.doubt.strip() and (only is None or one.key in only):
            yield f"{one_line(one.name)} ({_NOT_CERTAIN}): {one_line(one.doubt)}"


def labelled(name: str, text: str) -> Paragraph:
    """Make a paragraph that begins with what it is."""
    return Paragraph((*say(f"{name}:", strong=True), Words(f" {one_line(text)}")))


def reasons(known: Instrument | None, found: Standing) -> Iterator[Block]:
    """Tell what was agreed, by whom and why, and what each assessor says."""
    agreed = found.agreed
    if agreed is not None:
        by = together(map(one_line, agreed.by))
        on = f" on {iso_day_in_words(agreed.at)}" if agreed.at else ""
        yield labelled(f"Agreed by {by}{on}", agreed.why)
        if found.differ:
            yield told("Before they agreed, they had judged differently:")
    elif found.differ:
        yield told("They judged differently, and nothing is agreed yet:")
    lines = tuple(_said(known, one) for one in found.judgements)
    if lines:
        yield Listed(tuple((Paragraph(one),) for one in lines))


def support_lines(
    judgements: Iterable[Judgement], records: Mapping[RecordId, Record]
) -> Iterator[tuple[Run, ...]]:
    """Say what judgements rest on, each record or file once, with what it shows and why."""
    seen: dict[str, list[str]] = {}
    first: dict[str, Support] = {}
    for judgement in judgements:
        for one in judgement.supports:
            key = one.record or one.file or one.note
            first.setdefault(key, one)
            notes = seen.setdefault(key, [])
            if one.note.strip() and one_line(one.note) not in notes:
                notes.append(one_line(one.note))
    for key, one in first.items():
        yield tuple(_support(one, records, seen[key]))


def record_anchor(key: RecordId) -> str:
    """Name the place where a report tells of a record."""
    return f"record-{key}"


def record_link(key: RecordId, records: Mapping[RecordId, Record]) -> tuple[Run, ...]:
    """Name a record as a link to where the report tells of it, with what it shows."""
    record = records.get(key)
    if record is None:
        return (Words(f"{_NOT_HERE}."),)
    title = one_line(record.title) or "Untitled"
    return (InnerLink(title, record_anchor(key)), Words(f". {shown_by(record)}"))


def records_section(title: str, records: Iterable[Record]) -> Iterator[Block]:
    """Tell of each record its finding, what it shows, and where it is from."""
    listed = sorted(records, key=lambda one: one.title.casefold())
    if not listed:
        return
    yield heading(1, title)
    yield heading(2, "What each record shows")
    for record in listed:  # below what the contents list: titles are long
        yield heading(3, record.title or "Untitled", record_anchor(record.id))
        if record.finding.strip():
            yield told(one_line(record.finding))
        yield told(shown_by(record))
        source = source_link(record)
        addresses = [one.url for one in record.links if leads_out(one.url)]
        address = source.url if source else next(iter(addresses), "")
        if address:
            yield Paragraph((Words("Source: "), WebLink(address, address)), muted=True)


def wanted_records(opened: Opened) -> set[RecordId]:
    """Give the records that judgements rest on, as far as they may be seen."""
    item = opened.assessment
    if not item.revealed:
        return set()
    return {one.record for said in item.judgements for one in said.supports if one.record}


def _said(known: Instrument | None, one: Judgement) -> tuple[Run, ...]:
    sure = f" (how sure: {one.confidence.value})" if one.confidence else ""
    why = f" {one_line(one.rationale)}" if one.rationale.strip() else " No reason is given."
    verdict = judged(known, one.verdict, one.stage)
    return (*say(f"{one_line(one.assessor)}: {verdict}{sure}.", strong=True), Words(why))


def _support(one: Support, records: Mapping[RecordId, Record], notes: list[str]) -> Iterator[Run]:
    if one.record is not None:
        yield from record_link(one.record, records)
    elif one.file.strip():
        yield Words(f"File “{one_line(one.file)}”.")
    elif not notes:
        return
    lead = " " if one.record is not None or one.file.strip() else ""
    if notes:
        yield Words(lead + " ".join(f"{note.rstrip('.')}." for note in notes))
