"""Find: keeps what is asked, searches while one types, hands over what was found."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.holdings import SET_ASIDE
from evidence_library.model.ids import RecordId
from evidence_library.query.describing import Told, without
from evidence_library.query.parsing import QueryProblem as ParsedProblem
from evidence_library.services import explain, find, found_beside, saved_searches, tagging
from evidence_library.services.find import FacetValue, Found, Order, Request
from evidence_library.services.opened import Library
from evidence_library.services.orders import WORDS
from evidence_library.ui.itemmodels.facets import Group
from evidence_library.ui.itemmodels.hits import PAGE, Deliver, Row
from evidence_library.ui.presenters import filtering, search_options
from evidence_library.ui.presenters.hit_rows import FACETS, chip_text, groups, row
from evidence_library.ui.presenters.search_options import OptionChip
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import also_searched, counted
from evidence_library.ui.tasks import Job, Report

#: How long typing must pause before a search under way is given up for a newer one, in ms.
PAUSE = 90

#: How much of a query is quoted to say where a problem is, in characters.
_QUOTED = 30

#: So much of a word is told where it may be any length, in characters.
_LONGEST_WORD = 30

#: How many problems of a query are told one by one.
_TOLD = 2

#: A word that is too long to be quoted whole.
_ENDLESS = re.compile(rf"“(\S{{{_QUOTED}}})\S+”")

#: What asks for more than plain words: a field, a range, a phrase, a word left out, either word.
_OPERATORS = re.compile(r"\w:|\.\.|[\"“”()]|(?:^|\s)-\w|\b(?:NOT|OR)\b")

#: The words for every order, by its name.
ORDER_WORDS: dict[str, str] = {order.value: words for order, words in WORDS.items()}

#: The orders one can choose from a menu; the others belong to the columns of the table.
ORDERS: tuple[tuple[str, str], ...] = tuple(ORDER_WORDS.items())[:6]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter, chosen or left out."""

    facet: str
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a record was found, in sentences."""

    record: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """What could not be understood: a sentence, and where in the query."""

    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found, ready to be shown."""

    found: Found
    sentence: str
    also: str
    also_whole: str
    leniency: str
    status: str
    problems: tuple[QueryProblem, ...]
    recommendations: str
    assessed: str
    planned_only: bool
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    total: int
    empty: bool
    deleted: frozenset[str] = frozenset()
    asked: Request | None = None

    @property
    def complaint(self) -> str:
        """What could not be understood: the first few sentences, and how many more there are."""
        told = [one.sentence for one in self.problems[:_TOLD]]
        more = len(self.problems) - len(told)
        return " ".join([*told, f"And {more:,} more."] if more else told)

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        parts = (
            self.complaint.rstrip("."),
            self.sentence,
            f"Did you mean “{self.found.did_you_mean}”?" if self.found.did_you_mean else "",
            self.beginning[1],
            self.leniency.rstrip("."),
            self.found.set_aside_told.rstrip("."),
            self.also,
            self.recommendations,
            self.assessed,
        )
        return ". ".join(part for part in parts if part).replace("?. ", "? ")

    @property
    def set_aside(self) -> str:
        """How many records were withdrawn or excluded and are left out; empty if none are."""
        return self.found.set_aside_told

    @property
    def beginning(self) -> tuple[str, str]:
        """A query for the words that the last one begins, and how it is offered; or nothing."""
        found = self.found.beginning
        if found is None:
            return "", ""
        word = f"{found.word[:_LONGEST_WORD]}…" if len(found.word) > _LONGEST_WORD else found.word
        return found.query, f"Words that begin with “{word}” ({found.total:,})"

    @property
    def parts(self) -> tuple[Told, ...]:
        """What was understood, if more than plain words was asked for."""
        parts = self.found.parts
        return () if all(part.plain for part in parts) else parts

    @property
    def heading(self) -> str:
        """The heading without records that was asked for."""
        return self.found.heading

    @property
    def nearest(self) -> FacetValue | None:
        """The broader heading to go to, where one without records was asked for."""
        return self.found.nearest

    @property
    def plain(self) -> bool:
        """Whether nothing but words was asked for, and all of them were understood."""
        return not self.problems and not _OPERATORS.search(self.found.request.text)


def question_of(request: Request) -> object:
    """Give what makes one question another than the one before."""
    asked = request.text, request.filters, request.excluded, request.order
    return (*asked, request.synonyms, request.lenient)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for at a time, to be asked again."""

    request: Request

    def is_asked_in(self, other: Asked) -> bool:
        """Tell whether another time the same was asked, perhaps in another order."""
        return self._question() == other._question()

    def _question(self) -> object:
        return self.request.text.strip(), self.request.filters, self.request.excluded


class FindPresenter(QObject):
    """Asks `services.find`. `asked` follows a change of the request, `answered` brings results."""

    asked = Signal()
    answered = Signal(object)
    failed = Signal(str)
    explained = Signal(object)

    def __init__(self, session: Session, *, pause: int = PAUSE) -> None:
        """Search whenever the library or the request changes."""
        super().__init__()
        self._session = session
        self.request = Request()
        self.answer: Answer | None = None
        self.while_typing = True
        self._labels: dict[tuple[str, str], str] = {}
        self._pause = pause
        self._under_way: Job[Answer] | None = None
        self.pause_timer = QTimer(self)
        self.pause_timer.setSingleShot(True)
        self.pause_timer.timeout.connect(self.search)
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)

    def type_text(self, text: str) -> None:
        """Take what is being typed and search at once.

        While a search is under way the newest text waits for it to end, or for typing to pause.
        """
        self.request = replace(self.request, text=text, typing=True)
        self.asked.emit()
        if not self.while_typing and text:
            return
        if self._pause and self._under_way and self._session.tasks.running(self._under_way):
            self.pause_timer.start(self._pause)
        else:
            self.search()

    def submit(self) -> None:
        """Search for the words as they stand, the last one complete."""
        self._ask(replace(self.request, typing=False))

    def ask_for(self, text: str) -> None:
        """Search for other words, without filters."""
        self._ask(replace(self.request, text=text, filters={}, excluded={}, typing=False))

    def ask_again(self, request: Request, labels: Mapping[tuple[str, str], str]) -> None:
        """Ask for what was asked before; `labels` name values the library may not know any more."""
        self._labels.update(
            {key: words for key, words in labels.items() if key not in self._labels}
        )
        self._ask(request)

    def toggle(self, facet: str, value: str) -> None:
        """Choose a filter value, or drop it; one that was left out is chosen instead."""
        self._ask(filtering.toggled(self.request, facet, value))

    def filter(self, act: str, facet: str, value: str) -> None:
        """Do with a filter value one of `filtering.ACTS`, such as leaving it out."""
        self._ask(filtering.ACTS[act](self.request, facet, value))

    def drop_filter(self, facet: str, value: str) -> None:
        """Take a filter off, whether it chooses or leaves out."""
        self._ask(filtering.dropped(self.request, facet, value))

    def show_topic(self, value: str, label: str) -> None:
        """Show all records under one topic heading."""
        self._labels["topic", value] = label
        filters = {"topic": frozenset({value})}
        self._ask(replace(self.request, text="", filters=filters, excluded={}))

    def show_tag(self, tag: str) -> None:
        """Show all records with one tag."""
        self._ask(replace(self.request, text="", filters={"tag": frozenset({tag})}, excluded={}))

    def narrow(self, filters: Mapping[str, frozenset[str]]) -> None:
        """Search for the same words with other filters."""
        self._ask(replace(self.request, filters=filters))

    def show_set_aside(self) -> None:
        """Show, of the same search, what is left out because it was withdrawn or excluded."""
        filters = {**self.request.filters, "workflow": frozenset(map(str, SET_ASIDE))}
        self.narrow(filters)

    def clear_filters(self) -> None:
        """Drop all filters, keep the words."""
        self._ask(replace(self.request, filters={}, excluded={}))

    def drop_part(self, start: int, end: int) -> None:
        """Search without one part of the query, which stands at these characters."""
        text = without(self.request.text, Told("", start, end))
        self._ask(replace(self.request, text=text, typing=False))

    def clear(self) -> None:
        """Drop words and filters."""
        self._ask(replace(search_options.same_options(self.request), order=self.request.order))

    def switch_option(self, option: str, *, on: bool) -> None:
        """Switch a search option on or off; it holds until it is changed."""
        self._ask(search_options.switched(self.request, option, on=on))

    def put_option_back(self, option: str) -> None:
        """Put a search option back as usual."""
        self._ask(search_options.put_back(self.request, option))

    def ask_instead(self, text: str) -> None:
        """Search for other words with the same filters."""
        self._ask(replace(self.request, text=text, typing=False))

    def drop_last_word(self) -> None:
        """Search with one word less."""
        words = self.request.text.split()
        self._ask(replace(self.request, text=" ".join(words[:-1])))

    def sort(self, order: str) -> None:
        """Order the results in another way."""
        self._ask(replace(self.request, order=Order(order)))

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The filters, in the order of the pane: what is chosen before what is left out."""
        request = self.request
        return tuple(
            Chip(facet, value, chip_text(facet, self._named(facet, value), excluded=excluded))
            for facet in FACETS
            for excluded, values in ((False, request.filters), (True, request.excluded))
            for value in sorted(values.get(facet, ()))
        )

    @property
    def option_chips(self) -> tuple[OptionChip, ...]:
        """The search options that are not as usual."""
        return search_options.chips(self.request)

    def _named(self, facet: str, value: str) -> str:
        """Give the words for a value, and say of a heading that it is there no more."""
        label, answer = self._label(facet, value), self.answer
        gone = facet == "topic" and answer is not None and value in answer.deleted
        return f"{label} (heading deleted)" if gone else label

    def _label(self, facet: str, value: str) -> str:
        return self._labels.get((facet, value)) or find.label(facet, value)

    def search(self) -> None:
        """Search now; whatever search is under way is given up."""
        library = self._session.library
        if library is None:
            return
        self.pause_timer.stop()
        request = self.request
        if not self._session.tasks.idle:
            find.interrupt(library)
        job = Job(
            lambda report: _search(library, request, report),
            self,
            done=self._on_answer,
            failed=self.failed.emit,
            stopped=self.search,  # stopped in place of an older one
        )
        self._under_way = self._session.tasks.read(job, replaces="search")

    def fetch(self, answer: Answer, offset: int, limit: int, deliver: Deliver) -> None:
        """Bring a later page of an answer to `deliver`."""
        library = self._session.library
        if library is None:
            return

        def work(_report: Report) -> tuple[Row, ...]:
            return _rows(library, answer.found, offset, limit)

        self._session.tasks.read(Job(work, self, done=lambda rows: deliver(offset, rows)))

    def explain(self, record: str) -> None:
        """Say why a record is among the results; `explained` brings it."""
        library, answer = self._session.library, self.answer
        if library is None or answer is None:
            return

        def work(_report: Report) -> Explanation:
            told = explain.why(library, answer.found, RecordId(record))
            return Explanation(record, told.sentences)

        job = Job(work, self, done=self.explained.emit, failed=self.failed.emit)
        self._session.tasks.read(job, replaces="why")

    @property
    def now(self) -> Asked:
        """What is asked for."""
        return Asked(self.request)

    def come_back(self, asked: Asked) -> None:
        """Ask for what was asked for at another time."""
        self._ask(asked.request)

    def _ask(self, request: Request) -> None:
        self.request = request
        self.asked.emit()
        self.search()

    def _on_answer(self, answer: Answer) -> None:
        self.answer = answer
        if self.request == answer.asked:  # a heading that was replaced gives way to its successor
            self.request = answer.found.request
        for facet, values in answer.found.facets.items():
            self._labels.update({(facet, item.value): item.label for item in values})
        self.asked.emit()
        self.answered.emit(answer)
        if self.pause_timer.isActive():
            self.search()  # for what was typed meanwhile

    def _on_opened(self) -> None:
        self.request = search_options.same_options(self.request)
        self._labels.clear()
        self.asked.emit()
        self.search()

    def _on_changed(self, changes: Changes) -> None:
        if changes.any_found or changes.tags:
            self.search()


def _search(library: Library, request: Request, report: Report) -> Answer:
    """Search and prepare the first page; runs off the screen's thread.

    A newer search stops this one where it reports.
    """
    report(0, 0, "")
    found = find.search(library, request)
    report(0, 0, "")
    total = library.count()
    rows = _rows(library, found, 0, PAGE)
    beside = found_beside.assessed_beside(library, request.text)
    report(0, 0, "")
    return Answer(
        found=found,
        sentence=counted(found.total, "record"),
        also=also_searched(found.also_groups, named=2),
        also_whole=also_searched(found.also_groups),
        leniency=found.leniency,
        status=_status(found, total),
        problems=tuple(_problem(request.text, one) for one in found.problems),
        recommendations=_recommendations(found.recommendations),
        assessed=found_beside.in_words(*beside),
        planned_only=not beside[0],
        groups=groups(found.facets, *_asked(found), tagging.colours(library)),
        rows=rows,
        total=found.total,
        empty=total == 0,
        deleted=saved_searches.deleted_headings(library, request),
        asked=request,
    )


def _problem(query: str, problem: ParsedProblem) -> QueryProblem:
    """Say what the problem is and, if the sentence quotes nothing, at which words.

    A lone sign such as a bracket is quoted with what follows it.
    """
    end = max(problem.end, problem.start + _QUOTED // 2)
    place = query[problem.start : end].strip()
    sentence = _ENDLESS.sub(r"“\1…”", problem.message)
    if place and "“" not in sentence:
        sentence = f"{sentence.rstrip('.')}: “{place[:_QUOTED]}”."
    return QueryProblem(sentence, problem.start, max(problem.end, problem.start + 1))


def _rows(library: Library, found: Found, offset: int, limit: int) -> tuple[Row, ...]:
    this_year = datetime.datetime.now(tz=datetime.UTC).year
    hits = find.hits(library, found, offset, limit, every_excerpt=False)
    colours = tagging.colours(library)
    return tuple(row(hit, this_year, colours) for hit in hits)


def _asked(found: Found) -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    return found.request.filters, found.request.excluded


def _recommendations(number: int) -> str:
    if not number:
        return ""
    verb = "matches" if number == 1 else "match"
    return f"{counted(number, 'recommendation')} also {verb}"


def _status(found: Found, total: int) -> str:
    milliseconds = max(1, round(found.milliseconds))
    return f"{found.total:,} of {counted(total, 'record')}, {milliseconds} ms"
