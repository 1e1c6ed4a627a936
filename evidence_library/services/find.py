"""Find: from what a person typed and clicked to hits, counts and excerpts."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from evidence_library.errors import Cancelled
from evidence_library.model import headline
from evidence_library.model.holdings import SET_ASIDE
from evidence_library.model.record import Record
from evidence_library.model.standing import last_number
from evidence_library.query.describing import Told, told
from evidence_library.query.expansion import Expanded, expand
from evidence_library.query.leniency import Lenient, at_least, lenient
from evidence_library.query.parsing import Parsed, QueryProblem
from evidence_library.query.patterns import MOST_WORDS, open_patterns
from evidence_library.query.synonyms import Synonyms
from evidence_library.query.tree import (
    Near,
    Pattern,
    Phrase,
    Plain,
    Prefix,
    Query,
    sought,
)
from evidence_library.services import phrases, suggestions
from evidence_library.services.attachment_hits import in_attachment
from evidence_library.services.facets_told import is_word, label, unknown_value, values_of
from evidence_library.services.facets_told import nearest as nearest_heading
from evidence_library.services.found import (
    FACETS,
    Counted,
    FacetValue,
    Found,
    Hit,
    MostWords,
    Order,
    Request,
)
from evidence_library.services.meaning import parsed_for
from evidence_library.services.naming import name_of
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress
from evidence_library.services.replaced_headings import followed
from evidence_library.services.suggestions import Beginning
from evidence_library.services.thesaurus import synonyms_of
from evidence_library.store import facet_values, indexing, records, starter
from evidence_library.store.facets import HIDDEN, STARTER
from evidence_library.store.ranking import UNORDERED
from evidence_library.store.search import Answer, Question
from evidence_library.text.citation import short_names
from evidence_library.text.marks import Marks, Span, has_marks, marked
from evidence_library.text.passages import best_passage, blocks
from evidence_library.text.plain_text import shown

__all__ = [
    "FACETS",
    "Asked",
    "Counted",
    "FacetValue",
    "Found",
    "Hit",
    "MostWords",
    "Order",
    "Request",
    "asked",
    "count",
    "hits",
    "interrupt",
    "label",
    "marks_of",
    "search",
    "understood",
    "undisturbed",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for, whatever answers it: its query, what was not understood, its parts.

    The query comes with other words, and without the little words that need not be there.
    """

    query: Query
    problems: tuple[QueryProblem, ...]
    parts: tuple[Told, ...]


def asked(library: Library, request: Request, *, today: date | None = None) -> Asked:
    """Read a request as `search` does: what it finds among recommendations is found with this."""
    parsed = _parsed(library, request, today)
    expanded, limited = _opened(library, request, parsed.query)
    asks = phrases.asked_by(parsed.query, request.text, values=request.synonyms)
    wanted = lenient(expanded.query, request.text, asks)
    sets, is_term = library.search.facets_now(), _synonyms(library, request).is_term
    parts = told(parsed, name_of(sets), is_term, wanted.left_out)
    return Asked(wanted.query, (*parsed.problems, *limited), parts)


def search(library: Library, request: Request, *, today: date | None = None) -> Found:
    """Search. Raises `Cancelled` when `interrupt` was called meanwhile.

    `today` is what `10-years-ago` is reckoned from.
    """
    started = time.perf_counter()
    request = followed(library.search.facets_now().scheme, request)
    parsed = _parsed(library, request, today)
    expanded, limited = _opened(library, request, parsed.query)
    asks = phrases.asked_by(parsed.query, request.text, values=request.synonyms)
    wanted = lenient(expanded.query, request.text, asks)
    typed = _typed(library, request, parsed.query, expanded)
    question = _question(library, request, wanted, typed, FACETS)
    question = replace(question, preferred=asks.query if asks else None, day=today)
    answer = library.search.answer(question)
    unknown = (
        unknown_value(answer.sets, facet)
        for facet in answer.unknown
        if facet.end and not is_word(facet)
    )
    problems = (*parsed.problems, *limited, *unknown)
    nearest, heading = None, ""
    if not answer.numbers:
        nearest, heading = nearest_heading(answer.sets, parsed, request.text)
    is_term = _synonyms(library, request).is_term
    return Found(
        request=request,
        numbers=answer.numbers,
        facets={facet: values_of(answer, facet, request) for facet in FACETS},
        recommendations=answer.recommendations,
        problems=tuple(sorted(problems, key=lambda item: item.start)),
        also_groups=expanded.groups,
        marks=marks_of(wanted.query),
        parts=told(parsed, name_of(answer.sets), is_term, wanted.left_out),
        nearest=nearest,
        heading=heading,
        answered=answer.answered,
        most=_held(wanted, answer),
        left_out=wanted.left_out,
        did_you_mean=_meant(library, request, parsed.query, answer),
        beginning=_beginning(library, request, parsed.query, answer),
        asks=asks if asks and asks.values else None,
        set_aside=answer.set_aside,
        in_files=answer.in_files,
        hidden=answer.sets.of(STARTER, HIDDEN).bit_count(),
        milliseconds=(time.perf_counter() - started) * 1000,
    )


def count(library: Library, request: Request, *, today: date | None = None) -> Counted:
    """Count what `search` would find, without the counts of facets and without an order."""
    query = _parsed(library, request, today).query
    expanded = _opened(library, request, query)[0]
    asks = phrases.asked_by(query, request.text, values=request.synonyms)
    wanted = lenient(expanded.query, request.text, asks)
    typed = _typed(library, request, query, expanded)
    question = replace(_question(library, request, wanted, typed, ()), order=UNORDERED)
    answer = library.search.answer(question)
    unknown = (
        unknown_value(answer.sets, facet).message
        for facet in answer.unknown
        if facet.end
        and facet.name == "topic"
        and facet_values.heading(answer.sets, facet.value) is None
    )
    return _counted(answer, tuple(unknown))


def _counted(answer: Answer, unknown: tuple[str, ...] = ()) -> Counted:
    least = at_least(answer.answered)
    return Counted(len(answer.numbers), unknown, answer.whole, least if answer.numbers else 0)


def undisturbed(work: Callable[[], T], progress: Progress) -> T:
    """Do work that searches, again and again if a search of the window interrupts it.

    `progress` may raise to give it up.
    """
    while True:
        progress(0, 0, "Searching")
        try:
            return work()
        except Cancelled:
            continue


def understood(library: Library, request: Request) -> Expanded:
    """Give the query tree of a request, with the other words for what it asks."""
    return _opened(library, request, _parsed(library, request, None).query)[0]


def hits(
    library: Library, found: Found, offset: int = 0, limit: int = 20, *, every_excerpt: bool = True
) -> tuple[Hit, ...]:
    """Read some of the hits, with the passage that matched best.

    Without `every_excerpt` only those get one that show it: looking for it takes most of the time.
    """
    numbers = found.numbers[offset : offset + limit]
    with library.connections.reading() as connection:
        numbered = records.numbered(connection, numbers)
        there, read = tuple(numbered), tuple(numbered.values())
        shipped = starter.among(connection, [record.id for record in read])
    scheme = library.search.facets_now().scheme
    listed = (
        replace(
            _hit(record, tuple(map(scheme.label_of, record.topics)), found.marks, every_excerpt),
            starter=record.id in shipped,
        )
        for record in read
    )
    if not found.in_files:
        return tuple(listed)
    return tuple(
        _with_attachment(library, found, number, record, hit)
        for number, record, hit in zip(there, read, listed, strict=True)
    )


def _with_attachment(library: Library, found: Found, number: int, record: Record, hit: Hit) -> Hit:
    """Say in which attachment the words stand, if they are not the record's own."""
    if not found.in_files >> number & 1:
        return hit
    place = in_attachment(library, record, found.answered, found.marks)
    return replace(hit, attachment=place)


def interrupt(library: Library) -> None:
    """Stop the searches under way: a newer one makes them useless."""
    library.search.interrupt()


def marks_of(query: Query) -> Marks:
    """Say what to mark in a text: the words a query asks for, not those it excludes."""
    stems: set[str] = set()
    prefixes: set[str] = set()
    phrases: set[tuple[str, ...]] = set()
    runs: set[tuple[str, ...]] = set()
    for leaf in sought(query):
        match leaf:
            case Plain(word) if len(word.stems) > 1 and not word.joined:
                runs.add(word.stems)
            case Plain(word):
                if len(word.exact) > 1:
                    phrases.add(word.exact)
                stems.update((word.joined_stem,) if word.joined else word.stems)
            case Phrase(terms):
                phrases.add(terms)
            case Near(terms):
                phrases.update((term,) for term in terms)
            case Prefix(start, before):
                prefixes.add(start)
                stems.update(before)
    return Marks(frozenset(stems), tuple(sorted(prefixes)), frozenset(phrases), frozenset(runs))


def _question(
    library: Library,
    request: Request,
    wanted: Lenient,
    typed: Lenient | None,
    facets: tuple[str, ...],
) -> Question:
    instead = wanted.instead if request.lenient and not _is_heading(library, request.text) else ()
    alone = typed if typed and instead else None
    return Question(
        wanted.query,
        request.filters,
        request.order.value,
        facets,
        request.excluded,
        instead,
        wanted.few,
        wanted.runs,
        (alone.query, *alone.instead) if alone else (),
        set_aside=frozenset(SET_ASIDE),
    )


def _is_heading(library: Library, text: str) -> bool:
    """Tell whether a topic heading was named: if it is empty, the broader one is a better way."""
    return facet_values.heading(library.search.facets_now(), text) is not None


def _meant(library: Library, request: Request, query: Query, answer: Answer) -> str:
    """Give the query that may have been meant, where few records answer the one that was typed.

    Where others are shown that hold some of its words, only words give way that none holds.
    """
    if answer.whole > suggestions.FEW:
        return ""
    held = len(answer.numbers) <= suggestions.FEW
    better = suggestions.corrected(library, query, request.text, held=held)
    if not better:
        return ""
    found = count(library, replace(request, text=better, typing=False))
    return better if found.worth > _counted(answer).worth else ""


def _beginning(
    library: Library, request: Request, query: Query, answer: Answer
) -> Beginning | None:
    """Give what the last word begins, where next to nothing was found with it as it stands."""
    if request.typing or len(answer.numbers) > suggestions.FEW:
        return None
    word, text = suggestions.with_open_end(query, request.text)
    total = count(library, replace(request, text=text)).total if word else 0
    return Beginning(word, text, total) if total > len(answer.numbers) else None


def _held(wanted: Lenient, answer: Answer) -> MostWords | None:
    least = at_least(answer.answered)
    return MostWords(answer.whole, wanted.words, least) if least else None


def _parsed(library: Library, request: Request, today: date | None) -> Parsed:
    sets, synonyms = library.search.facets_now(), _synonyms(library, request)
    return parsed_for(sets, synonyms, request.text, typing=request.typing, today=today)


def _synonyms(library: Library, request: Request) -> Synonyms:
    """Give the other words for things, as far as they are wanted."""
    return synonyms_of(library) if request.synonyms else Synonyms()


def _opened(
    library: Library, request: Request, query: Query
) -> tuple[Expanded, list[QueryProblem]]:
    """Add other words, and put the words of the library in the place of patterns."""
    problems: list[QueryProblem] = []

    def words(pattern: Pattern) -> tuple[str, ...]:
        fitting = library.search.words(pattern)
        if fitting.limited:
            message = f"More than {MOST_WORDS} words fit; the commonest were searched."
            problems.append(QueryProblem(message, 0, len(request.text)))
        return fitting.words

    if request.synonyms:
        abbreviations = library.search.facets_now().scheme.abbreviations
        expanded = expand(query, abbreviations, _synonyms(library, request))
    else:
        expanded = expand(query)
    # Last: words that were found by a pattern are no terms that anybody typed.
    return Expanded(open_patterns(expanded.query, words), expanded.groups), problems


def _typed(library: Library, request: Request, query: Query, expanded: Expanded) -> Lenient | None:
    """Give the query as it would be without other words; None if it has none."""
    if not expanded.groups:
        return None
    alone = _opened(library, replace(request, synonyms=False), query)[0]
    asks = phrases.asked_by(query, request.text, values=False)
    return lenient(alone.query, request.text, asks)


def _hit(record: Record, topics: tuple[str, ...], marks: Marks, every_excerpt: bool) -> Hit:
    year = record.published.year if record.published else None
    title, finding = marked(shown(record.title), marks), marked(shown(record.finding), marks)
    # The finding is shown in its place if it, or the title, tells why the record was found.
    told = bool(record.finding) and (not marks or has_marks(title) or has_marks(finding))
    return Hit(
        id=record.id,
        title=title,
        plain_title=shown(record.title),
        kind=record.kind,
        year=year,
        authors=short_names(record.authors, named=1),
        topics=topics,
        finding=finding,
        excerpt=_excerpt(record, marks) if every_excerpt or not told else (),
        effect=headline.effect(record),
        how_we_know=headline.how_we_know(record),
        workflow=record.workflow,
        version=last_number(record),
        tags=record.tags,
    )


def _excerpt(record: Record, marks: Marks) -> tuple[Span, ...]:
    """Choose the passage of the text that holds most of the words sought."""
    told = [block for section in record.sections for block in blocks(section.body)]
    found = best_passage(told or blocks(record.finding), marks)
    if has_marks(found) or not marks:
        return found
    # What is not told in the text may be told by the fields beside it.
    beside = [block for text in indexing.body_fields(record) for block in blocks(text)]
    return best_passage(beside, marks, always=False) or found
