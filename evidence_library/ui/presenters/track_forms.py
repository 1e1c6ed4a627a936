"""The forms that change recommendations: what is asked, what holds now, and what is done with it.

A form says nothing of how it is drawn. It is made off the screen's thread, of the recommendations
as they are then; what somebody else changed meanwhile is never overwritten.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from evidence_library.model.changes import Changes
from evidence_library.model.dates import day_in_words
from evidence_library.model.ids import RecommendationId, RecordId, SetId
from evidence_library.model.recommendation import ProgressEntry, Recommendation
from evidence_library.model.vocabulary import (
    ROLE_WORDS,
    EvidenceRole,
    QuarterConvention,
    ResponseKind,
    Status,
    in_words,
)
from evidence_library.services import (
    read,
    track,
    track_edits,
    track_links,
    track_overlaps,
    track_practice,
    track_progress,
    track_rules,
    track_sets,
)
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress
from evidence_library.services.track_edits import Answer, Fields
from evidence_library.services.track_links import Bearing
from evidence_library.services.track_progress import Report
from evidence_library.services.track_sets import SetFields
from evidence_library.text.recommendations.leads import read_leads, write_leads
from evidence_library.ui.presenters.asked_form import Asked, Form, Values
from evidence_library.ui.presenters.wording import quoted

_WHOLE = "The whole"
_TODAY = "Today"
_TEXT, _MARKDOWN, _CHOICE = "text", "markdown", "choice"
_LONGEST = 90


def report(library: Library, keys: Sequence[RecommendationId], day: date | None = None) -> Form:
    """Ask what was reported on one recommendation or on several; `day` is the one looked at."""
    items = [track.held(library, key).item for key in keys]
    only = items[0] if len(items) == 1 else None
    asked = [
        Asked("status", "Status", _CHOICE, Status.UNKNOWN, _STATUSES),
        Asked("words", "What was reported, in the words of the source", _TEXT),
        Asked("date", "When it was reported", placeholder=_TODAY, check=_reported,
              help=_looked_at(day)),
        Asked("revised", "Revised deadline", placeholder="Q3 2006, or March 2006",
              help="It stands beside the original one, which stays.", check=_revised),
        Asked("source", "Where it stands", placeholder="A report, a page, an address"),
        Asked("note", "Note of your own", _TEXT),
    ]  # fmt: skip
    if only is not None and only.parts:
        asked.insert(0, _part_of(only, "What it is about"))
    correct = only is not None and track_progress.may_correct(only, library.person)
    if only is not None and correct:
        asked.insert(0, _what_to_do(only.progress[-1]))
    seen = only

    def done(library: Library, values: Values, progress: Progress) -> Changes:
        said = Report(**{name: one for name, one in values.items() if name != "which"})
        if values.get("which") == "correct" and seen is not None:
            return track_progress.correct(library, seen.id, said, seen)
        return track_progress.report(library, keys, said, progress)

    return Form("Report progress", _about(items), tuple(asked), "Report", done)


def respond(library: Library, keys: Sequence[RecommendationId], day: date | None = None) -> Form:
    """Ask what was answered to one recommendation or to several; `day` is the one looked at."""
    items = [track.held(library, key).item for key in keys]
    asked = (
        Asked("kind", "Response", _CHOICE, None, ((None, "Choose one", ""), *_RESPONSES)),
        Asked(
            "date",
            "When it was answered",
            placeholder=_TODAY,
            check=_reported,
            help=_looked_at(day),
        ),
        Asked("words", "The answer, in its own words", _TEXT),
        Asked("source", "Where it stands", placeholder="A report, a page, an address"),
    )

    def done(library: Library, values: Values, progress: Progress) -> Changes:
        if values["kind"] is None:
            raise track_rules.FieldProblem("kind", "Choose what was answered.")
        return track_edits.respond(library, keys, Answer(**values), progress)

    return Form("Respond", _about(items), asked, "Add response", done)


def theme(library: Library, keys: Sequence[RecommendationId]) -> Form:
    """Ask for the theme of one recommendation or of several."""
    items = [track.held(library, key).item for key in keys]
    held = {item.theme for item in items}
    asked = Asked("theme", "Theme", value=held.pop() if len(held) == 1 else "",
                  help="Without one, they are taken out of their theme.")  # fmt: skip

    def done(library: Library, values: Values, progress: Progress) -> Changes:
        return track_edits.set_theme(library, keys, values["theme"], progress)

    return Form("Set theme", _about(items), (asked,), "Set theme", done)


def note(library: Library, key: RecommendationId) -> Form:
    """Ask for notes of one's own on a recommendation."""
    item = track.held(library, key).item
    asked = Asked("notes", "Notes of your own", _MARKDOWN, item.notes)

    def done(library: Library, values: Values, _progress: Progress) -> Changes:
        return track_edits.edit(library, key, Fields(notes=values["notes"]), item)

    return Form("Notes", _about([item]), (asked,), "Keep", done)


def edit(library: Library, key: RecommendationId) -> Form:
    """Ask what a recommendation says."""
    item = track.held(library, key).item
    asked = _wording(item, deadline=_deadline_typed(item))
    about = "What the source reads is kept beside what you change." if item.cells else ""

    def done(library: Library, values: Values, _progress: Progress) -> Changes:
        shown = {one.key: one.value for one in asked}
        return track_edits.edit(library, key, _fields(values, shown), item)

    return Form(f"Edit recommendation {item.number}", about, asked, "Save", done)


def add(library: Library, owner: SetId | None) -> Form:
    """Ask for a recommendation of one's own, in a set or in the one that is chosen."""
    sets = tuple(track.board(library).sets.values())
    if not sets:
        return new_set(library)
    chosen = owner if owner in {one.id for one in sets} else sets[0].id
    asked = (
        Asked("owner", "Set", _CHOICE, chosen,
              tuple((one.id, quoted(one.title, _LONGEST), "") for one in sets)),
        *_wording(Recommendation(number="", text=""), deadline=""),
        Asked("kind", "Response", _CHOICE, None, ((None, "Not stated", ""), *_RESPONSES)),
        Asked("date", "When it was answered", placeholder=_TODAY, check=_reported),
    )  # fmt: skip

    def done(library: Library, values: Values, _progress: Progress) -> Changes:
        kind = values["kind"]
        answer = Answer(kind=kind, date=values["date"]) if kind else None
        return track_edits.add(library, values["owner"], _fields(values), answer)[1]

    return Form("Add recommendation", "", asked, "Add", done)


def new_set(_library: Library) -> Form:
    """Ask what a new set of recommendations is."""
    asked = (
        Asked("title", "Title"),
        Asked("quarters", "Quarters", _CHOICE, QuarterConvention.UNSTATED, _QUARTERS),
        Asked("as_at", "As at", placeholder="October 2005", check=_as_at,
              help="The date that its table of progress speaks of, if it has one."),
        Asked("source_record", "Record of its document", "record"),
    )  # fmt: skip

    def done(library: Library, values: Values, _progress: Progress) -> Changes:
        return track_sets.new(library, SetFields(**values))[1]

    return Form("New set of recommendations", "", asked, "Make the set", done)


def link(library: Library, keys: Sequence[RecommendationId]) -> Form:
    """Ask for a record that bears on recommendations; practice for one is offered at once."""
    items = [track.held(library, key).item for key in keys]
    only = items[0] if len(items) == 1 else None
    found = track_practice.for_recommendation(library, only.id) if only else ()
    offered = tuple(
        (one.id, one.title, f"{one.effect} · {one.confidence} · {one.reason}") for one in found
    )
    parts = (_part_of(only, "Which part it bears on"),) if only and only.parts else ()
    help_text = "Those offered speak of the same: whether they serve it, you decide."
    asked = (
        Asked("record", "Record", "record", offered=offered, help=help_text if offered else ""),
        Asked("role", "What it is", _CHOICE, EvidenceRole.PROGRESS, _ROLES),
        *parts,
        Asked("note", "What it shows, in a line"),
    )

    def done(library: Library, values: Values, _progress: Progress) -> Changes:
        record, bearing = values["record"], _bearing(values)
        if not record:
            raise track_rules.FieldProblem("record", "Pick the record that bears on it.")
        return track_links.link(library, keys, record, bearing)

    return Form("Link a record", _about(items), asked, "Link", done)


def link_from(library: Library, record: RecordId) -> Form:
    """Ask for a recommendation that a record bears on; those it might serve are offered."""
    title = read.read_record(library, record).record.title or "Untitled"
    offered = tuple(map(_served, track_practice.for_record(library, record)))
    help_text = "Those offered speak of the same: whether it serves them, you decide."
    asked = (
        Asked("recommendation", "Recommendation", "recommendation",
              offered=offered, help=help_text if offered else ""),
        Asked("role", "What the record is", _CHOICE, EvidenceRole.PROGRESS, _ROLES),
        Asked("part", "Which part it bears on", placeholder=_WHOLE, help="Its sign: i, ii, iii …"),
        Asked("note", "What it shows, in a line"),
    )  # fmt: skip

    def done(library: Library, values: Values, _progress: Progress) -> Changes:
        key = values["recommendation"]
        if not key:
            message = "Pick the recommendation that the record bears on."
            raise track_rules.FieldProblem("recommendation", message)
        return track_links.link(library, [key], record, _bearing(values))

    return Form("Link to a recommendation", quoted(title, _LONGEST), asked, "Link", done)


def overlap(library: Library, key: RecommendationId) -> Form:
    """Ask for a recommendation of another set that asks for the same, or seems to."""
    held = track.held(library, key)
    item = held.item
    offered = []
    for one in track_overlaps.suggestions_for(library, key):
        words, detail = words_of(one.other)
        offered.append((one.other.item.id, words, f"{detail} · {one.reason}"))
    help_text = "Those offered have words in common: whether they ask for the same, you decide."
    asked = (
        Asked("other", "Recommendation of another set", "recommendation",
              offered=tuple(offered), help=help_text if offered else "", apart=held.owner.id),
        Asked("say", "Do they ask for the same?", _CHOICE, True,
              ((True, "Yes: let each name the other", ""),
               (False, "No: do not suggest it again", ""))),
    )  # fmt: skip

    def done(library: Library, values: Values, _progress: Progress) -> Changes:
        if not values["other"]:
            message = "Pick the recommendation that asks for the same."
            raise track_rules.FieldProblem("other", message)
        act = track_links.overlap if values["say"] else track_links.keep_apart
        return act(library, key, values["other"])

    return Form("Asks for the same", _about([item]), asked, "Keep", done)


def delete(keys: Sequence[RecommendationId]) -> Form:
    """Move recommendations into the trash; nothing is asked, for it can be undone."""

    def done(library: Library, _values: Values, progress: Progress) -> Changes:
        return track_edits.delete(library, keys, progress)

    return Form("Deleting recommendations", "", (), "Delete", done)


def _served(one: track_practice.Served) -> tuple[str, str, str]:
    words, detail = words_of(one.held)
    return one.held.item.id, words, f"{detail} · {one.reason}"


def words_of(held: track.Held) -> tuple[str, str]:
    """Name a recommendation where one picks it: its number and text, and its set."""
    words = f"{held.item.number}  {' '.join(held.item.text.split())}"
    return words, f"{held.owner.title} · {', '.join(held.item.leads) or 'no lead stated'}"


_STATUSES = (
    (Status.UNKNOWN, "Not stated", "The status that was reported before stays."),
    *(
        (one, in_words(one), "")
        for one in Status
        if one not in {Status.UNKNOWN, Status.MIXED}
    ),
)  # fmt: skip
_RESPONSES = tuple((one, in_words(one), "") for one in ResponseKind)
_ROLES = tuple((one, words, "") for one, words in ROLE_WORDS.items())
_QUARTERS = (
    (QuarterConvention.UNSTATED, "Not stated", "Taken as calendar quarters."),
    (QuarterConvention.CALENDAR, "Calendar", "Q1 is January to March."),
    (QuarterConvention.FINANCIAL, "Financial", "Q1 is April to June."),
)


def _wording(item: Recommendation, deadline: str) -> tuple[Asked, ...]:
    return (
        Asked("text", "Recommendation", _TEXT, item.text,
              help="What follows “i)” and “ii)” is read as parts."),
        Asked("number", "Number", value=item.number, placeholder="The next one"),
        Asked("leads", "Lead", value=write_leads(item.leads), placeholder="DfES; Ofsted",
              help="Several with ; between them."),
        Asked("deadline", "Deadline", value=deadline, placeholder="Q3 2027, or March 2028",
              help="One for the whole, or one for each part: i) Q3 2027 ii) March 2028."),
        Asked("theme", "Theme", value=item.theme),
        Asked("notes", "Notes of your own", _TEXT, item.notes),
    )  # fmt: skip


def _deadline_typed(item: Recommendation) -> str:
    """Write the deadlines of a recommendation as one types them."""
    parts = [f"{part.marker}) {part.deadline.raw}" for part in item.parts if part.deadline]
    whole = [item.deadline.raw] if item.deadline else []
    return " ".join((*whole, *parts))


def _fields(values: Values, shown: Values | None = None) -> Fields:
    """Give what was typed; what still says what was `shown` is left as it is."""
    typed = {
        name: None if shown is not None and values[name] == shown[name] else values[name]
        for name in ("text", "number", "leads", "deadline", "theme", "notes")
    }
    leads = typed.pop("leads")
    names = None if leads is None else read_leads(leads).names if leads.strip() else ()
    return Fields(**typed, leads=names)


def _bearing(values: Values) -> Bearing:
    return Bearing(role=values["role"], part=values.get("part", ""), note=values["note"])


def _part_of(item: Recommendation, words: str) -> Asked:
    parts = (
        (part.marker, quoted(f"{part.marker}) {part.text}", _LONGEST), "") for part in item.parts
    )
    return Asked("part", words, _CHOICE, "", (("", _WHOLE, ""), *parts))


def _what_to_do(last: ProgressEntry) -> Asked:
    when = last.date.raw or last.date.value if last.date else ""
    held = {
        "status": last.status,
        "words": last.raw,
        "date": when,
        "revised": last.revised.raw if last.revised else "",
        "source": last.source,
        "note": last.note,
        "part": last.part,
    }
    return Asked(
        "which", "What to do", _CHOICE, "add",
        (
            ("add", "Add a report", "Earlier reports stay."),
            ("correct", f"Correct my last report, of {when}",
             "The history keeps what it said before."),
        ),
        fills={"correct": held},
    )  # fmt: skip


def _about(items: Sequence[Recommendation]) -> str:
    if len(items) != 1:
        return f"{len(items):,} recommendations, in one step that Undo takes back."
    words = " ".join(items[0].text.split())
    return f"Recommendation {items[0].number}: {quoted(words, 2 * _LONGEST)}"


def _looked_at(day: date | None) -> str:
    """Say that what is dated today would not be seen as at an earlier day."""
    if day is None or day >= date.today():
        return ""
    return f"Track is shown as at {day_in_words(day)}; what is dated later is not seen there."


def _reported(typed: str) -> object:
    return track_rules.reported_date(typed)


def _revised(typed: str) -> object:
    return track_rules.revised_of(typed)


def _as_at(typed: str) -> object:
    return track_rules.past_date(typed, "as_at") if typed.strip() else None
