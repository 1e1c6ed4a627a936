"""The page of a recommendation: its wording, deadlines, reports, records, and what it overlaps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evidence_library.model.clocks import Clock, UnitClock, reported_on, schedule_in_words
from evidence_library.model.dates import PartialDate, day_in_words
from evidence_library.model.quarters import quarters_in_words, span_of
from evidence_library.model.recommendation import (
    Body,
    Deadline,
    Part,
    ProgressEntry,
    Recommendation,
    RecommendationSet,
)
from evidence_library.model.vocabulary import (
    ROLE_WORDS,
    EvidenceRole,
    QuarterConvention,
    Status,
    in_words,
)
from evidence_library.services.track import Held
from evidence_library.services.track_links import Linked, Whereabouts
from evidence_library.services.track_practice import Suggestion
from evidence_library.services.track_reading import RecommendationView
from evidence_library.text.markdown_html import to_html
from evidence_library.text.partial_dates import in_words as date_in_words
from evidence_library.ui.presenters.page_parts import (
    NOT_STATED,
    bullets,
    facts,
    fold,
    heading,
    link,
    paragraph,
    small,
    text,
    toned,
)
from evidence_library.ui.presenters.wording import SCHEDULE_SIGNS, STATUS_SIGNS, counted

READING, PRACTICE = "reading", "practice"

#: What opens and closes, in words.
FOLDS = {READING: "How the source was read", PRACTICE: "Practice that might satisfy it"}

#: What is said of an entry that names no day.
UNDATED = "no date: counts at every date"


def page(view: RecommendationView, clock: Clock, opened: frozenset[str]) -> str:
    """Write the page of a recommendation as at the day of its clock."""
    item, owner = view.held.item, view.held.owner
    return "".join(
        (
            _contradiction(clock),
            _wording(item, owner.quarters, clock),
            heading("Who and by when"),
            _leads(item, owner),
            _deadlines(item, owner.quarters),
            _progress(item, clock),
            _responses(item),
            _records(view, clock),
            _practice(view, opened),
            _overlaps(view.overlaps),
            _notes(item),
            _reading(item, opened),
        )
    )


def _contradiction(clock: Clock) -> str:
    if not clock.contradiction:
        return ""
    return paragraph(f"{toned('▼', 'Contradiction:', 'bad')} {text(clock.contradiction)}")


# Wording


def _wording(item: Recommendation, quarters: QuarterConvention, clock: Clock) -> str:
    if not item.parts:
        return paragraph(text(item.text))
    units = {one.marker: one for one in clock.units}
    parts = [paragraph(text(item.stem)) if item.stem else ""]
    parts.extend(_part(part, units.get(part.marker), quarters) for part in item.parts)
    parts.append(paragraph(text(item.closing)) if item.closing else "")
    return "".join(parts)


def _part(part: Part, unit: UnitClock | None, quarters: QuarterConvention) -> str:
    words = f"<b>{text(part.marker)}</b>&nbsp; {text(part.text)}"
    if unit is None:
        return paragraph(words, "part")
    details = []
    if unit.deadline is not None:
        due = f"Due {deadline_in_words(unit.deadline, quarters)}"
        details.append(_as_the_whole(text(due), inherited=unit.deadline_inherited))
    status = f"Reported: {_status(unit.status)}"
    details.append(_as_the_whole(status, inherited=unit.status_inherited))
    sign, tone = SCHEDULE_SIGNS[unit.schedule]
    scheduled = toned(sign, schedule_in_words(unit.schedule, unit.quarters_over), tone)
    details.append(f"Schedule: {scheduled}")
    return paragraph(f"{words}<br>{small(' · '.join(details))}", "part")


def _as_the_whole(html: str, *, inherited: bool) -> str:
    return f"{html} (as the whole)" if inherited else html


def _status(status: Status) -> str:
    sign, tone = STATUS_SIGNS[status]
    return toned(sign, in_words(status), tone)


# Who and by when


def _leads(item: Recommendation, owner: RecommendationSet) -> str:
    """Name the leads as the source does, with their full names and who came after them."""
    if not item.leads:
        return facts([("Lead", NOT_STATED)])
    known = {body.name.casefold(): body for body in owner.bodies}
    lines = [_lead(name, known.get(name.casefold())) for name in item.leads]
    label = "Lead" if len(lines) == 1 else "Leads"
    return facts([(label, "<br>".join(lines) if len(lines) == 1 else "")]) + (
        paragraph('<span class="muted">Leads:</span>') + bullets(lines) if len(lines) > 1 else ""
    )


def _lead(name: str, body: Body | None) -> str:
    if body is None:
        return f"<b>{text(name)}</b>"
    full = f" ({text(body.full_name)})" if body.full_name and body.full_name != name else ""
    after = f"<br>{small('Now: ' + text(', '.join(body.successors)))}" if body.successors else ""
    return f"<b>{text(name)}</b>{full}{after}"


def deadline_in_words(deadline: Deadline, quarters: QuarterConvention) -> str:
    """Say a deadline as its quarters or its date, with the wording where that says otherwise."""
    raw = deadline.raw.strip()
    if not deadline.value:
        return raw or NOT_STATED
    if deadline.date is not None and deadline.until is None:
        said = date_in_words(deadline.date)
    else:
        span = span_of(deadline, quarters)
        said = quarters_in_words(span, quarters) if span else deadline.value
    same = sorted(raw.replace("/", " ").split()) == sorted(said.split())
    return said if not raw or same else f"{said} (“{raw}”)"


def _deadlines(item: Recommendation, quarters: QuarterConvention) -> str:
    """List each original deadline, with what it was revised to beside it."""
    rows = []
    if item.deadline is not None or item.revisions:
        rows.append(("Deadline", _history(item.deadline, item.revisions, quarters)))
    for part in item.parts:
        if part.deadline is not None or part.revisions:
            said = _history(part.deadline, part.revisions, quarters)
            rows.append((f"Deadline of part {part.marker}", said))
    for entry in item.progress:
        if entry.revised is not None:
            of_part = f" of part {entry.part}" if entry.part else ""
            said = deadline_in_words(entry.revised, quarters)
            when = f"reported {_when(entry.date)}" if entry.date else UNDATED
            rows.append((f"Revised{of_part}", text(f"{said} ({when})")))
    if not rows:
        return facts([("Deadline", NOT_STATED)])
    note = "The original deadline counts; a revised one stands beside it and changes nothing."
    revised = any("evised" in f"{name}{said}" for name, said in rows)
    return facts(rows) + (paragraph(note, "small") if revised else "")


def _history(
    original: Deadline | None, revisions: tuple[Deadline, ...], quarters: QuarterConvention
) -> str:
    told = [text(deadline_in_words(original, quarters)) if original else NOT_STATED]
    if revisions:
        told[0] += " (original)"
        told.extend(f"revised to {text(deadline_in_words(one, quarters))}" for one in revisions)
    return "; ".join(told)


# What was reported and answered


def _progress(item: Recommendation, clock: Clock) -> str:
    """List what was reported, the latest first; what is later than the day is told apart."""
    if not item.progress:
        return heading("Progress reported") + paragraph("Nothing was reported.", "muted")
    entries = sorted(item.progress, key=lambda one: reported_on(one.date), reverse=True)
    there = [one for one in entries if reported_on(one.date) <= clock.day]
    later = len(entries) - len(there)
    html = heading("Progress reported") + bullets(_entry(one) for one in there)
    if later:
        words = counted(later, "later entry is", "later entries are")
        html += paragraph(f"{words} left out as at {day_in_words(clock.day)}.", "small")
    return html


def _entry(entry: ProgressEntry) -> str:
    words = entry.raw.strip()
    plain = words.rstrip(".").casefold() == in_words(entry.status).casefold()
    said = "" if plain or not words else f" “{text(words)}”"
    who = f"Part {entry.part}: " if entry.part else ""
    note = f"<br>{text(entry.note)}" if entry.note else ""
    about = [_when(entry.date) if entry.date else UNDATED]
    if entry.source:
        about.append(f"source: {entry.source}")
    if entry.by:
        about.append(f"entered by {entry.by}")
    return f"{text(who)}{_status(entry.status)}{said}{note}<br>{small(text(' · '.join(about)))}"


def _when(day: PartialDate | None) -> str:
    return date_in_words(day) if day is not None else ""


def _responses(item: Recommendation) -> str:
    if not item.responses:
        return ""
    lines = []
    for one in sorted(item.responses, key=lambda one: reported_on(one.date), reverse=True):
        said = f" “{text(one.raw)}”" if one.raw else ""
        about = [_when(one.date) if one.date else UNDATED]
        about.extend(filter(None, (f"source: {one.source}" if one.source else "", one.by)))
        lines.append(f"<b>{text(in_words(one.kind))}</b>{said}<br>{small(text(' · '.join(about)))}")
    return heading("Response") + bullets(lines)


# What bears on it


def _records(view: RecommendationView, clock: Clock) -> str:
    """List the linked records by role; a link opens the record in Find."""
    shows = {(one.record, one.role, one.part): one.shows for one in view.evidence}
    later = f"published after {day_in_words(clock.day)}: does not count yet"
    if not view.links:
        return heading("Evidence") + paragraph("No record is linked to it yet.", "muted")
    html = heading("Evidence")
    for role in EvidenceRole:
        linked = [one for one in view.links if one.link.role is role]
        if linked:
            html += heading(ROLE_WORDS[role], 3) + bullets(
                _linked(one, shows.get((one.record, one.link.role, one.link.part), later))
                for one in linked
            )
    return html


def _linked(one: Linked, shows: str) -> str:
    here = one.where is Whereabouts.HERE
    name = link("record", one.record, one.title) if here else text(one.title)
    about = (
        shows if here else one.where.value,
        f"part {one.link.part}" if one.link.part else "",
        one.link.note,
        _linked_on(one.link.added),
        f"by {one.link.by}" if one.link.by else "",
    )
    told = " · ".join(filter(None, about))
    return f"{name}<br>{small(text(told))}" if told else name


def _linked_on(added: str) -> str:
    try:
        return f"linked {day_in_words(date.fromisoformat(added[:10]))}"
    except ValueError:
        return f"linked {added}" if added else ""


def _practice(view: RecommendationView, opened: frozenset[str]) -> str:
    """Suggest practice; it is looked for only where one asks for it."""
    found = fold(PRACTICE, FOLDS[PRACTICE], _suggestions(view), opened=PRACTICE in opened)
    start = '<p class="small">'
    return found.replace(start, f'{start}<a name="{PRACTICE}"></a>', 1)


def _suggestions(view: RecommendationView) -> str:
    if view.practice is None:
        return ""
    note = "Suggested by the program through shared words; nobody has checked them."
    if not view.practice:
        return paragraph("No record shares enough of its words.", "muted")
    return paragraph(note, "small") + bullets(map(_suggested, view.practice))


def _suggested(one: Suggestion) -> str:
    about = " · ".join(filter(None, (in_words(one.kind), one.effect, one.confidence)))
    return f"{link('record', one.id, one.title)}<br>{small(text(f'{about}. {one.reason}.'))}"


def _overlaps(others: tuple[Held, ...]) -> str:
    if not others:
        return ""
    lines = (
        f"{link('recommendation', one.item.id, f'Recommendation {one.item.number}')}, "
        f"{text(one.owner.title)}<br>{small(text(_excerpt(one.item.text)))}"
        for one in others
    )
    return heading("Asks for the same") + bullets(lines)


def _excerpt(words: str, most: int = 160) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _notes(item: Recommendation) -> str:
    return heading("Your notes") + to_html(item.notes) if item.notes.strip() else ""


# How it was read


def _reading(item: Recommendation, opened: frozenset[str]) -> str:
    cells = [cell for cell in item.cells if cell]
    if not (item.flags or cells):
        return ""
    words = FOLDS[READING]
    if item.flags:
        words += f" ({counted(len(item.flags), 'note')})"
    return fold(READING, words, "".join(_reading_lines(item, cells)), opened=READING in opened)


def _reading_lines(item: Recommendation, cells: list[str]) -> Iterator[str]:
    yield bullets(text(flag.message) for flag in item.flags)
    if cells:
        names = ("Recommendation", "Lead", "Timetable", "Progress")
        rows = [
            (names[at] if at < len(names) else f"Cell {at + 1}", text(cell))
            for at, cell in enumerate(item.cells)
        ]
        yield paragraph("The row as it stood:", "small") + facts(rows)
