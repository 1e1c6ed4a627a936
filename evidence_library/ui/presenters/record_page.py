"""The page of a record: everything below its title, in the order people need it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from evidence_library.model.attachment import ARCHIVED_IN
from evidence_library.model.comment import Comment
from evidence_library.model.problem import Severity
from evidence_library.model.record import CaseStudy, Link, Outcome, Record
from evidence_library.model.rules import is_web_address
from evidence_library.model.vocabulary import (
    About,
    Licence,
    Permission,
    SectionKind,
    Workflow,
    in_words,
)
from evidence_library.services.attachments import Kept
from evidence_library.services.comments import field_label
from evidence_library.services.history import local_time
from evidence_library.services.read import RecordView
from evidence_library.services.related import Similar
from evidence_library.text.marks import Marks
from evidence_library.text.web_addresses import short_address
from evidence_library.ui.presenters.appraisal_page import how_we_know_html
from evidence_library.ui.presenters.attachments_page import attachments_html
from evidence_library.ui.presenters.page_parts import (
    NOT_STATED,
    bullets,
    facts,
    fold,
    heading,
    link,
    paragraph,
    small,
    table,
    text,
    toned,
    web_link,
)
from evidence_library.ui.presenters.recommendations_page import set_html
from evidence_library.ui.presenters.wording import EFFECT_SIGNS, counted

FLAGS = "flags"
OUTCOMES = "outcomes"


class Served(NamedTuple):
    """A recommendation that the record is linked to: its id, its words, and as what."""

    id: str
    words: str
    role: str


@dataclass(frozen=True, slots=True)
class Shown:
    """How a page is shown: what to mark, which folds are open, the sections' own HTML.

    `similar` records are listed below the related ones, then the packs the record is in, and the
    recommendations that it `serves`.
    """

    body: str
    marks: Marks | None = None
    opened: frozenset[str] = frozenset()
    similar: tuple[Similar, ...] = ()
    attachments: tuple[Kept, ...] = ()
    packs: tuple[tuple[str, str], ...] = ()
    serves: tuple[Served, ...] = ()


def page(view: RecordView, shown: Shown) -> str:
    """Write the page of a record."""
    return "".join(
        (
            _standing(view.record),
            _finding(view.record, shown.marks),
            "".join(set_html(one, shown.marks, shown.opened) for one in view.sets),
            _case_study(view.record.case_study, shown.marks),
            shown.body,
            _outcomes(view.record, shown.opened),
            how_we_know_html(view.record),
            _related(view),
            _similar(shown.similar),
            _packs(shown.packs),
            _serves(shown.serves),
            attachments_html(shown.attachments),
            _source(view.record),
            _rights(view.record),
            _reading(view, shown.opened),
            _comments(view.comments),
            heading("Citation"),
            paragraph(text(view.citation)),
        )
    )


def _standing(record: Record) -> str:
    """Say why a record was left out, withdrawn or superseded, and what a draft waits for."""
    if not record.workflow_reason:
        return ""
    tone = "" if record.workflow is Workflow.PUBLISHED else "warn"
    return paragraph(
        f"{toned('■', in_words(record.workflow), tone)}: {text(record.workflow_reason)}"
    )


def _comments(said: Sequence[Comment]) -> str:
    """List what curators said about the record and what nobody has dealt with yet."""
    still = [one for one in said if one.is_open]
    if not said:
        return ""
    done = len(said) - len(still)
    note = paragraph(f"{counted(done, 'more comment')} resolved.", "muted") if done else ""
    return heading("Comments of the curators") + bullets(map(_remark, still)) + note


def _remark(one: Comment) -> str:
    who = f", {one.by}" if one.by else ""
    about = small(text(f"{field_label(one.field)} · {local_time(one.made)}{who}"))
    return f"{text(one.text)}<br>{about}"


def _finding(record: Record, marks: Marks | None) -> str:
    return paragraph(f"<b>{text(record.finding, marks)}</b>") if record.finding else ""


def _case_study(case: CaseStudy | None, marks: Marks | None) -> str:
    if case is None:
        return ""
    lines = (
        ("Place", case.place),
        ("Organisation", case.organisation),
        ("Period", case.period),
        ("The problem", case.problem),
        ("What was done", case.what_was_done),
        ("Who was involved", case.who_was_involved),
        ("What changed", case.what_changed),
        ("Resources", case.resources),
        ("What did not work", case.what_did_not_work),
        ("Contact", case.contact),
    )
    told = facts((words, text(value, marks)) for words, value in lines)
    return heading("The case at a glance") + told if told else ""


def _outcomes(record: Record, opened: frozenset[str]) -> str:
    """Show the outcomes; folded where the text has told them already."""
    if not record.outcomes:
        return heading("Outcomes") + paragraph("Not stated.", "muted")
    tables = _outcome_tables(record)
    if not any(section.kind is SectionKind.OUTCOMES for section in record.sections):
        return tables
    words = f"The outcomes as a table ({counted(len(record.outcomes), 'outcome')})"
    return fold(OUTCOMES, words, tables, opened=OUTCOMES in opened)


def _outcome_tables(record: Record) -> str:
    columns = ("Outcome", "Direction", "Size, as stated", "For whom")
    interventions = [one for one in record.outcomes if one.about is About.INTERVENTION]
    problems = [one for one in record.outcomes if one.about is About.PROBLEM]
    html = ""
    if interventions:
        html += heading("Outcomes") + table(columns, map(_outcome, interventions))
    if problems:
        html += heading("The problem measured")
        html += paragraph("What was found about a problem, not about anything tried.", "muted")
        html += table(columns, map(_outcome, problems))
    return html


def _outcome(item: Outcome) -> tuple[str, str, str, str]:
    sign, tone = EFFECT_SIGNS.get(item.direction.value, ("", ""))
    main = " (main outcome)" if item.main else ""
    return (
        text(item.outcome + main),
        toned(sign, in_words(item.direction), tone),
        text(item.size),
        text(item.population),
    )


def _related(view: RecordView) -> str:
    if not view.related:
        return ""
    lines = [
        f"{text(in_words(one.type))}: {link('record', one.id, one.title)}"
        + (f'<br><span class="small">{text(one.reason)}</span>' if one.reason else "")
        for one in view.related
    ]
    return heading("Related records") + bullets(lines)


def _similar(similar: Sequence[Similar]) -> str:
    """List what the program found, apart from what curators have related."""
    if not similar:
        return ""
    lines = (
        f'{link("record", one.id, one.title)}<br><span class="small">{text(one.reason)}.</span>'
        for one in similar
    )
    note = "Found by the program through shared headings and words; nobody has checked them."
    return heading("Similar records") + paragraph(note, "muted") + bullets(lines)


def _packs(packs: Sequence[tuple[str, str]]) -> str:
    """Say in which packs the record is."""
    if not packs:
        return ""
    return heading("In packs") + bullets(link("pack", key, title) for key, title in packs)


def _serves(served: Sequence[Served]) -> str:
    """Say which recommendations the record is linked to, and as what."""
    if not served:
        return ""
    lines = (
        f"{link('recommendation', one.id, one.words)}<br>{small(text(one.role))}" for one in served
    )
    return heading("Serves recommendations") + bullets(lines)


def _source(record: Record) -> str:
    published = record.published
    numbers = record.identifiers
    rows = [
        ("Written by", text("; ".join(one.name for one in record.authors))),
        ("Published", text(published.raw or published.value) if published else NOT_STATED),
        ("Funded by", text(", ".join(one.name for one in record.funders))),
        ("Publisher", text(", ".join(one.name for one in record.publisher))),
        ("ISBN", text(numbers.isbn)),
        ("DOI", text(numbers.doi)),
        ("Report number", text(numbers.report_number)),
        ("Published in", text(numbers.series)),
        ("Title of the source", text(numbers.source_title)),
        ("The source says of itself", text(record.kind_sentence)),
        ("Population", text(", ".join(record.population))),
        ("Setting", text(", ".join(record.setting))),
        ("Place", text("; ".join(_place(one.country, one.area) for one in record.place))),
        ("Approach", text(", ".join(record.approach))),
        ("Tags", text(", ".join(record.tags))),
        ("Added", text(_added(record))),
        ("Further details", text(record.further_details)),
        ("Curators’ notes", text(record.notes)),
    ]
    return heading("Source") + facts(rows) + _links(record) + _pointers(record)


def _place(country: str, area: str) -> str:
    return ", ".join(part for part in (area, country) if part)


def _added(record: Record) -> str:
    if record.added is None:
        return ""
    by = f", by {record.added.by}" if record.added.by else ""
    return (record.added.date.raw or record.added.date.value) + by


def _links(record: Record) -> str:
    if not record.links:
        return paragraph("The source gives no web address.", "muted")
    return heading("Web addresses", 3) + bullets(_link(one) for one in record.links)


def _link(item: Link) -> str:
    shown = web_link(item.url, item.label or short_address(item.url))
    about = small(" · ".join(part for part in _about_link(item) if part))
    return f"{shown}<br>{about}{_supported(item.supports)}"


def _about_link(item: Link) -> Iterator[str]:
    yield text(in_words(item.role))
    accessed = item.accessed.raw or item.accessed.value if item.accessed else ""
    if accessed and not accessed.lower().startswith("accessed"):
        accessed = f"accessed {accessed}"
    yield text(accessed)
    yield _archived(item.archived_copy)
    yield text(item.note)


def _archived(copy: str) -> str:
    """Lead to a copy on the web; that there is none is told once, below, not at each address."""
    if copy.startswith(ARCHIVED_IN):
        return link("attachment", copy.removeprefix(ARCHIVED_IN), "archived copy")
    if is_web_address(copy):
        return link("open", copy, "archived copy")
    return "archived copy kept" if copy else ""


def _supported(statements: Sequence[str]) -> str:
    listed = bullets((text(one) for one in statements if one), "small")
    return f"<br>{small('Supports:')}{listed}" if listed else ""


def _pointers(record: Record) -> str:
    if not record.pointers:
        return ""
    kinds: dict[str, list[str]] = {}
    for one in record.pointers:
        known = kinds.setdefault(one.kind.value, [])
        known.extend(number for number in one.numbers if number not in known)
    lines = [f"{in_words(kind)} {', '.join(numbers)}" for kind, numbers in kinds.items()]
    note = paragraph("Places in the source document that the text points to.", "muted")
    return heading("Pointers into the source", 3) + note + bullets(map(text, lines))


def _rights(record: Record) -> str:
    unknown = "Not stated: ask before copying" if record.licence is Licence.UNKNOWN else ""
    may = "" if record.may_redistribute is Permission.UNKNOWN else record.may_redistribute.value
    rows = [
        ("Licence", text(unknown or record.licence.value)),
        ("Rights holder", text(record.rights_holder)),
        ("May be handed on", text(in_words(may))),
    ]
    return heading("Licence") + facts(rows)


def _reading(view: RecordView, opened: frozenset[str]) -> str:
    parts = []
    problems = [
        toned("", "To put right:", "bad") + " " + text(one.message)
        if one.severity is Severity.ERROR
        else text(one.message)
        for one in view.problems
    ]
    if problems:
        parts.append(heading("Worth knowing before relying on this") + bullets(problems))
    flags = view.record.flags
    if flags:
        words = f"What was repaired or odd ({counted(len(flags), 'note')})"
        html = bullets(_flags(view.record))
        parts.append(heading("How the source was read"))
        parts.append(fold(FLAGS, words, html, opened=FLAGS in opened))
    return "".join(parts)


def _flags(record: Record) -> Iterator[str]:
    for flag in record.flags:
        named = text(in_words(flag.where))
        where = f'<span class="muted">{named}:</span> ' if flag.where else ""
        raw = f'<br><span class="small">As it stood: “{text(flag.raw)}”</span>' if flag.raw else ""
        yield f"{where}{text(flag.message)}{raw}"
