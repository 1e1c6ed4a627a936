"""The reader: brings a record and makes its page; keeps where one has been."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from html import escape
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from evidence_library.model.badge import NOT_RATED, badge_sentence
from evidence_library.model.changes import Changes
from evidence_library.model.headline import Fact
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.model.standing import last_number
from evidence_library.model.vocabulary import in_words
from evidence_library.services import attachments, read, related, tagging, track
from evidence_library.services.opened import Library
from evidence_library.services.read import RecordView, TopicPath
from evidence_library.text.citation import short_names
from evidence_library.text.marks import Marks
from evidence_library.ui.presenters import attachments_page, record_page
from evidence_library.ui.presenters.long_tables import shorten
from evidence_library.ui.presenters.printed import with_addresses
from evidence_library.ui.presenters.record_page import Served, Shown
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import EFFECT_SIGNS, STARTER_BADGE, workflow_badge
from evidence_library.ui.tasks import Job

T = TypeVar("T")

_CARD_DETAIL, _CARD_SENTENCE = 60, 120  # the latter is about six lines of a card

_FORMS: dict[str, tuple[Callable[[Library, RecordId], str], str]] = {
    "markdown": (read.markdown, "Markdown"),
    "sheet": (read.sheet, "a summary sheet"),
}
#: The forms a record can be copied in, with their words.
FORMS = tuple((form, words) for form, (_, words) in _FORMS.items())


@dataclass(frozen=True, slots=True)
class FactCard:
    """One headline fact: what it is called, the word, what it is about, what it means."""

    caption: str
    label: str
    detail: str
    meaning: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class TagChip:
    """A tag of the record and the name of its colour, if it has one."""

    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class TopicChip:
    """A heading of the record; `note` says if it is only proposed or not in the scheme."""

    value: str
    label: str
    path: str
    note: str


@dataclass(frozen=True, slots=True)
class Page:
    """A record ready to be shown (`html`), copied and printed (`whole`, with all of its tables)."""

    id: str
    title: str
    crumb: str
    byline: str
    badge: tuple[str, str]
    facts: tuple[FactCard, ...]
    topics: tuple[TopicChip, ...]
    html: str
    whole: str
    citation: str
    source_name: str
    source_text: str
    spoken: str
    number: int = 0
    tags: tuple[TagChip, ...] = ()

    @property
    def document(self) -> str:
        """The whole record as one HTML document, for printing and copying."""
        facts = "".join(
            f"<p><b>{escape(one.caption)}:</b> {escape(one.label)}"
            + (f" ({escape(one.detail)})" if one.detail else "")
            + "</p>"
            for one in self.facts
        )
        topics = escape("; ".join(one.label for one in self.topics))
        return (
            f"<h1>{escape(self.title)}</h1><p>{escape(self.byline)}</p>{facts}"
            f"<p><b>Topic headings:</b> {topics}</p>{self.whole}"
        )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be shown and how."""

    record: RecordId
    marks: Marks | None = None
    opened: frozenset[str] = field(default_factory=frozenset)


class ReaderPresenter(QObject):
    """Shows one record. `shown` brings its page, `emptied` says there is none any more.

    `anchored` comes after `shown` with the place in the page one asked for; `written` brings the
    record in another form and the words to confirm it with; `gone` says that the record wanted is
    no longer in the library.
    """

    shown = Signal(object)
    emptied = Signal()
    failed = Signal(str)
    gone = Signal()
    anchored = Signal(str)
    written = Signal(str, str)

    def __init__(self, session: Session) -> None:
        """Start with nothing shown."""
        super().__init__()
        self._session = session
        self._wanted: _Wanted | None = None
        self._history: list[_Wanted] = []
        self._marks = Marks()
        self.page: Page | None = None
        self.show_flags = False
        session.opened.connect(self.clear)
        session.changed.connect(self._on_changed)

    def read(self, record: str, marks: Marks | None = None, anchor: str = "") -> None:
        """Show a record, with the words of a search marked."""
        opened = frozenset({record_page.FLAGS}) if self.show_flags else frozenset()
        wanted = _Wanted(RecordId(record), marks, opened)
        if self._wanted is not None and self._wanted.record != record:
            self._history.append(self._wanted)
        self._show(wanted, anchor)

    def is_at(self, record: str) -> bool:
        """Tell whether a record is shown, or about to be."""
        return self._wanted is not None and self._wanted.record == record

    def back(self) -> None:
        """Show the record one read before."""
        if self._history:
            self._show(replace(self._history.pop(), marks=self._marks))

    def put_away(self) -> None:
        """Show nothing; `back` shows the record again."""
        if self._wanted is not None:
            self._history.append(self._wanted)
        self._wanted, self.page = None, None
        self.emptied.emit()

    def let_go(self, record: str, following: str, marks: Marks | None) -> None:
        """Forget a record that is deleted, and show the `following` one in its place, if any."""
        self._history = [one for one in self._history if one.record != record]
        if self._history and self._history[-1].record == following:
            self._history.pop()  # one is there already
        if self._wanted is None or self._wanted.record != record:
            return
        self._wanted = None
        if following:
            self.read(following, marks)
        else:
            self.page = None
            self.emptied.emit()

    def rewind(self, records: int, *, reading: bool) -> None:
        """Forget what was read after so many records.

        While one was `reading` then, that record is shown again; else nothing is.
        """
        later = self._history[records:]
        del self._history[records:]
        if not reading:
            self._wanted, self.page = None, None
            self.emptied.emit()
        elif later:
            self._show(replace(later[0], marks=self._marks))

    @property
    def reads(self) -> bool:
        """Whether there is a record to read."""
        return self._wanted is not None

    @property
    def records_before(self) -> int:
        """How many records `back` knows of."""
        return len(self._history)

    @property
    def can_go_back(self) -> bool:
        """Whether another record was read before this one."""
        return bool(self._history)

    def fold(self, name: str) -> None:
        """Open or close a part of the page."""
        if self._wanted is not None:
            self._show(replace(self._wanted, opened=self._wanted.opened ^ {name}))

    def mark(self, marks: Marks, *, here: bool) -> None:
        """Mark the words of another search in the records read from now on, and `here` at once.

        Without `here` nothing is marked in the record that is shown.
        """
        self._marks = marks
        wanted, now = self._wanted, marks if here else Marks()
        if wanted is not None and (wanted.marks or Marks()) != now:
            self._show(replace(wanted, marks=now))

    def copy_as(self, form: str) -> None:
        """Write the record in one of `FORMS`."""
        library, page = self._session.library, self.page
        if library is None or page is None:
            return
        write, words = _FORMS[form]
        record = RecordId(page.id)

        def done(text: str | None) -> None:
            if text is None:
                self._on_gone()
            else:
                self.written.emit(text, f"Copied as {words}")

        def work(_report: object) -> str | None:
            return _unless_gone(lambda: write(library, record))

        self._session.tasks.read(Job(work, self, done=done, failed=self.failed.emit))

    def look_again(self, records: Collection[str]) -> None:
        """Show the record anew if it is one of these: what belongs to it is known better now."""
        if self._wanted is not None and self._wanted.record in records:
            self._show(self._wanted)

    def clear(self) -> None:
        """Show nothing."""
        self._wanted, self.page = None, None
        self._marks = Marks()
        self._history.clear()
        self.emptied.emit()

    def read_recommendations(self, query: str, marks: Marks | None) -> None:
        """Show the record with the recommendations a query matches, at the first of them."""
        library = self._session.library
        if library is None:
            return

        def work(_report: object) -> tuple[str, str]:
            for item, recommendation in track.matching(library, query):
                if item.source_record is not None:
                    return item.source_record, f"recommendation-{recommendation.number}"
            return "", ""

        def done(found: tuple[str, str]) -> None:
            if found[0]:
                self.read(found[0], marks, found[1])

        job = Job(work, self, done=done, failed=self.failed.emit)
        self._session.tasks.read(job, replaces="reader")

    def _show(self, wanted: _Wanted, anchor: str = "") -> None:
        library = self._session.library
        if library is None:
            return
        self._wanted = wanted

        def done(page: Page | None) -> None:
            if self._wanted is not wanted:
                return  # put away meanwhile
            if page is None:
                self._on_gone()
                return
            if page == self.page and not anchor:
                return
            self.page = page
            self.shown.emit(page)
            if anchor:
                self.anchored.emit(anchor)

        def work(_report: object) -> Page | None:
            return _unless_gone(lambda: _page(library, wanted))

        job = Job(work, self, done=done, failed=self._on_failed)
        self._session.tasks.read(job, replaces="reader")

    def _on_gone(self) -> None:
        self.clear()
        self.gone.emit()

    def _on_failed(self, message: str) -> None:
        self.clear()
        self.failed.emit(message)

    def _on_changed(self, changes: Changes) -> None:
        wanted = self._wanted
        if wanted is None or not (
            wanted.record in changes.records
            or changes.sets
            or changes.concepts
            or changes.tags
            or changes.packs
        ):
            return
        self._show(wanted)


def _unless_gone(work: Callable[[], T]) -> T | None:
    """Do what needs a record; None if another program or an undo has taken the record away."""
    try:
        return work()
    except read.RecordGone:
        return None


def _page(library: Library, wanted: _Wanted) -> Page:
    """Read a record and write its page; runs off the screen's thread."""
    view = read.read_record(library, wanted.record)
    body = read.body_html(view, wanted.marks)
    record = view.record
    shown = Shown(
        body,
        wanted.marks,
        wanted.opened,
        related.similar(library, record),
        attachments.listed(library, record),
        _packs_of(library, record.id),
        _served_by(library, record.id),
    )
    whole = record_page.page(view, shown)
    return Page(
        id=record.id,
        title=record.title or "Untitled",
        crumb=_crumb(view),
        byline=_byline(record),
        badge=_badge(view),
        facts=_facts(view),
        topics=tuple(_chip(topic) for topic in view.topics),
        tags=_tag_chips(library, record.tags),
        html=shorten(whole, wanted.opened),
        whole=with_addresses(attachments_page.for_paper(whole)),
        citation=view.citation,
        source_name=record.source_name,
        source_text=record.source_text,
        spoken=f"{record.title}. {_byline(record)}",
        number=view.number,
    )


def _packs_of(library: Library, record: RecordId) -> tuple[tuple[str, str], ...]:
    """List the packs a record is in, by id and title."""
    from evidence_library.services import packs  # noqa: PLC0415 - no start needs it

    return tuple((one.id, one.title) for one in packs.with_record(library, record))


def _served_by(library: Library, record: RecordId) -> tuple[Served, ...]:
    """List the recommendations a record is linked to, and as what."""
    from evidence_library.services import track_links  # noqa: PLC0415 - no start needs it

    return tuple(
        Served(
            one.held.item.id,
            f"Recommendation {one.held.item.number}, {one.held.owner.title}",
            f"Serves it {one.as_what}{f', part {one.link.part}' if one.link.part else ''}"
            + (f": {one.link.note}" if one.link.note else ""),
        )
        for one in track_links.served(library, record)
    )


def _badge(view: RecordView) -> tuple[str, str]:
    """Say how far the record is if it is not simply published, and what came with the program."""
    number = last_number(view.record)
    word, tone = workflow_badge(view.record.workflow, number, shipped=view.starter)
    return " · ".join(filter(None, (word, STARTER_BADGE if view.starter else ""))), tone


def _crumb(view: RecordView) -> str:
    parts = (view.kind_family, view.record.kind)
    words = [in_words(part) for part in parts if part]
    return " › ".join(dict.fromkeys(words)) or "Kind not stated"


def _byline(record: Record) -> str:
    authors = short_names(record.authors) or "Author not stated"
    year = str(record.published.year) if record.published and record.published.year else "no date"
    wrote = {one.name for one in record.authors}
    publishers = [one.name for one in record.publisher if one.name not in wrote]
    return " · ".join((f"{authors} ({year})", *publishers))


def _facts(view: RecordView) -> tuple[FactCard, ...]:
    sign, tone = EFFECT_SIGNS.get(view.effect.value, ("", ""))
    effect = _card("Effect", view.effect, tone)
    return (
        replace(effect, label=f"{sign} {effect.label}".strip()),
        _how_we_know(view),
        _card("How current", view.how_current),
    )


def _how_we_know(view: RecordView) -> FactCard:
    """Show the sentence composed from what is coded; kind and reasons follow with the meaning."""
    fact = view.how_we_know
    _, _, told = badge_sentence(view.record).rpartition(f"{NOT_RATED}: ")
    if told == NOT_RATED:
        return _card("How we know", fact)
    meaning = f"{fact.meaning} {fact.detail.rstrip('.')}."
    return FactCard("How we know", fact.label, in_words(told), meaning)


def _card(caption: str, fact: Fact, tone: str = "") -> FactCard:
    """Keep a card short: more than one sentence, or a very long one, is told with the meaning."""
    detail, meaning = fact.detail, fact.meaning
    if len(detail) > _CARD_DETAIL:
        short, _, rest = detail.partition(". ")
        detail = _beginning(short)
        told = rest if detail == short else rest or short
        meaning = f"{meaning} {told.rstrip('.')}." if told else meaning
    return FactCard(caption, fact.label, detail, meaning, tone)


def _beginning(text: str) -> str:
    """Give a sentence, or as many of its words as a card holds."""
    if len(text) <= _CARD_SENTENCE:
        return text
    words, _, _ = text[:_CARD_SENTENCE].rpartition(" ")
    return f"{(words or text[:_CARD_SENTENCE]).rstrip(' ,;:')}…"


def _tag_chips(library: Library, tags: tuple[str, ...]) -> tuple[TagChip, ...]:
    colours = tagging.colours(library) if tags else {}
    return tuple(TagChip(tag, colours.get(tag.casefold(), "")) for tag in tags)


def _chip(topic: TopicPath) -> TopicChip:
    note = "a proposed heading" if topic.proposed else ""
    if not topic.in_scheme:
        note = "not in the topic scheme"
    return TopicChip(topic.value, topic.labels[-1], " › ".join(topic.labels), note)
