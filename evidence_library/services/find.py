"""Find: from what a person typed and clicked to hits, counts and excerpts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from evidence_library.errors import Cancelled
from evidence_library.model import headline
from evidence_library.model.concept import Concept
from evidence_library.model.headline import Fact
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import Workflow, in_words
from evidence_library.query.describing import Told, told
from evidence_library.query.expansion import Expanded, expand
from evidence_library.query.leniency import Lenient, at_least, lenient
from evidence_library.query.outcomes import Asked
from evidence_library.query.parsing import Parsed, QueryProblem
from evidence_library.query.patterns import MOST_WORDS, open_patterns
from evidence_library.query.synonyms import Synonyms
from evidence_library.query.tree import (
    Everything,
    Facet,
    Near,
    Pattern,
    Phrase,
    Plain,
    Prefix,
    Query,
    sought,
)
from evidence_library.services import phrases, suggestions
from evidence_library.services.meaning import parsed_for
from evidence_library.services.naming import heading_asked, name_of
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress
from evidence_library.services.suggestions import Beginning
from evidence_library.services.thesaurus import synonyms_of
from evidence_library.store import facet_values, indexing, records
from evidence_library.store.facets import FacetSets
from evidence_library.store.indexing import NONE, UNKNOWN_HEADING
from evidence_library.store.search import Answer, Question
from evidence_library.text.citation import short_names
from evidence_library.text.marks import Marks, Span, marked
from evidence_library.text.passages import best_passage, blocks

T = TypeVar("T")

#: The facets that are counted, in the order they are shown.
FACETS = (
    *("topic", "kind", "effect", "confidence", "evidence", "place", "setting", "population"),
    *("approach", "year", "licence", "tag", "workflow"),
)


class Order(StrEnum):
    """How hits are put in order."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    ADDED = "added"
    CONFIDENCE = "confidence"
    CONFIDENCE_DOWN = "confidence-down"
    TITLE_DOWN = "title-down"
    KIND = "kind"
    KIND_DOWN = "kind-down"
    EFFECT = "effect"
    EFFECT_DOWN = "effect-down"
    EVIDENCE = "evidence"
    EVIDENCE_DOWN = "evidence-down"
    PLACE = "place"
    PLACE_DOWN = "place-down"
    AUTHORS = "authors"
    AUTHORS_DOWN = "authors-down"
    LICENCE = "licence"
    LICENCE_DOWN = "licence-down"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for.

    `filters` map a facet to the values chosen in it: any within one facet, all facets together.
    What has any of the `excluded` values is left out. While somebody is `typing`, the last word
    counts as the beginning of a word. With `synonyms` off, only the words typed are searched, in
    any of their forms. A `lenient` search also finds records with most of the words where few hold
    all of them.
    """

    text: str = ""
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    excluded: Mapping[str, frozenset[str]] = field(default_factory=dict)
    order: Order = Order.RELEVANCE
    typing: bool = False
    synonyms: bool = True
    lenient: bool = True


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to filter by and how many hits it would leave. `broader` only for topic headings."""

    value: str
    label: str
    count: int
    broader: str | None = None


@dataclass(frozen=True, slots=True)
class MostWords:
    """What was found where few records hold all of the words: `whole` hits hold all of them.

    The others hold `at_least` so many of the `words`; a term with other words for it is one.
    """

    whole: int
    words: int
    at_least: int

    def __str__(self) -> str:
        """Say it in a sentence about the hits."""
        named = "both words" if self.words == 2 else "all of the words"
        least = "one" if self.at_least == 1 else f"at least {self.at_least}"
        least += " of them" if self.words == 2 else f" of {self.words}"
        if not self.whole:
            return f"None of these records holds {named}; each holds {least}."
        verb = "holds" if self.whole == 1 else "hold"
        return f"{self.whole:,} of these {verb} {named}; the others hold {least}."


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a request. `numbers` are all hits, best first; `hits` reads some of them.

    `parts` say what was understood; `also_groups` are the other words for each thing asked.
    `nearest` is given where nothing but a topic heading was asked for, `heading`, and it holds no
    record: the next broader one that does. `answered` is the query tree that was answered; `most`
    is given where it is wider than what was asked. The words `left_out` need not be there.
    `did_you_mean` is the whole query with common words for misspelt ones, where few records answer
    it as typed and more answer that. `beginning` is given where next to nothing was found and other
    words begin with the last one. `asks` is the phrase that asks for an effect, if there is one.
    """

    request: Request
    numbers: Sequence[int]
    facets: Mapping[str, tuple[FacetValue, ...]]
    recommendations: int
    problems: tuple[QueryProblem, ...]
    also_groups: tuple[tuple[str, ...], ...]
    marks: Marks
    milliseconds: float
    parts: tuple[Told, ...] = ()
    nearest: FacetValue | None = None
    heading: str = ""
    answered: Query = field(default_factory=Everything)
    most: MostWords | None = None
    left_out: tuple[str, ...] = ()
    did_you_mean: str = ""
    beginning: Beginning | None = None
    asks: Asked | None = None

    @property
    def total(self) -> int:
        """How many records were found."""
        return len(self.numbers)

    @property
    def leniency(self) -> str:
        """What need not stand in every hit, in sentences; empty if every word does."""
        words = ", ".join(f"“{word}”" for word in self.left_out)
        left_out = f"{words} need not be there." if words else ""
        return " ".join(filter(None, (str(self.most or ""), str(self.asks or ""), left_out)))

    @property
    def also_searched(self) -> tuple[str, ...]:
        """The other words that were searched."""
        return tuple(word for group in self.also_groups for word in group)

    @property
    def also_told(self) -> str:
        """What else was searched, as a list in a sentence; a term may hold commas itself."""
        mark = ";" if any("," in term for term in self.also_searched) else ","
        return f"{mark} ".join(self.also_searched)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One line of the result list. Of many `authors` it names the first and counts the others."""

    id: RecordId
    title: tuple[Span, ...]
    plain_title: str
    kind: str
    year: int | None
    authors: str
    topics: tuple[str, ...]
    finding: tuple[Span, ...]
    excerpt: tuple[Span, ...]
    effect: Fact
    how_we_know: Fact
    workflow: Workflow

    @property
    def passage(self) -> tuple[Span, ...]:
        """What to show below the title: the finding, which says most.

        Where neither title nor finding holds a word that was searched for, the passage of the text
        that does says why the record was found.
        """
        told = _has_marks(self.title) or _has_marks(self.finding)
        return (
            self.excerpt if _has_marks(self.excerpt) and not told else self.finding or self.excerpt
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """How many records a request finds, and sentences on headings it names that are not there.

    `whole` of them hold all that was asked, the others `at_least` so many of its words.
    """

    total: int
    unknown_headings: tuple[str, ...] = ()
    whole: int = 0
    at_least: int = 0

    @property
    def worth(self) -> tuple[int, int, int]:
        """What one of two searches is better by: records with all words, with more, or more."""
        return self.whole, self.at_least, self.total


def search(library: Library, request: Request, *, today: date | None = None) -> Found:
    """Search. Raises `Cancelled` when `interrupt` was called meanwhile.

    `today` is what `10-years-ago` is reckoned from.
    """
    started = time.perf_counter()
    parsed = _parsed(library, request, today)
    expanded, limited = _opened(library, request, parsed.query)
    asks = phrases.asked_by(parsed.query, request.text, values=request.synonyms)
    wanted = lenient(expanded.query, request.text, asks)
    typed = _typed(library, request, parsed.query, expanded)
    question = _question(library, request, wanted, typed, FACETS)
    answer = library.search.answer(replace(question, preferred=asks.query if asks else None))
    unknown = (_unknown_value(answer.sets, facet) for facet in answer.unknown if facet.end)
    problems = (*parsed.problems, *limited, *unknown)
    nearest, asked = (None, "") if answer.numbers else _nearest(answer.sets, parsed, request.text)
    meant = _meant(library, request, parsed.query, answer)
    beginning = _beginning(library, request, parsed.query, answer)
    return Found(
        request,
        answer.numbers,
        {facet: _facet_values(answer, facet, request) for facet in FACETS},
        answer.recommendations,
        tuple(sorted(problems, key=lambda item: item.start)),
        expanded.groups,
        marks_of(wanted.query),
        (time.perf_counter() - started) * 1000,
        told(
            parsed,
            name_of(answer.sets),
            _synonyms(library, request).is_term,
            wanted.left_out,
        ),
        nearest,
        asked,
        answer.answered,
        _held(wanted, answer),
        wanted.left_out,
        meant,
        beginning,
        asks if asks and asks.values else None,
    )


def count(library: Library, request: Request, *, today: date | None = None) -> Counted:
    """Count what `search` would find, without the counts of facets and without an order."""
    query = _parsed(library, request, today).query
    expanded = _opened(library, request, query)[0]
    asks = phrases.asked_by(query, request.text, values=request.synonyms)
    wanted = lenient(expanded.query, request.text, asks)
    typed = _typed(library, request, query, expanded)
    unordered = replace(request, order=Order.ADDED)
    answer = library.search.answer(_question(library, unordered, wanted, typed, ()))
    unknown = (
        _unknown_value(answer.sets, facet).message
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
        read = records.by_numbers(connection, numbers)
    return tuple(_hit(record, found.marks, every_excerpt) for record in read)


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


def _unknown_value(sets: FacetSets, facet: Facet) -> QueryProblem:
    message = f"No record has the {facet.name} “{facet.value}”."
    if facet_values.states_none(facet.name, facet.value):
        message = f"Every record states its {facet.name}."
    elif facet.name == "topic":
        concept = facet_values.heading(sets, facet.value)
        if concept is None:
            message = f"There is no topic heading “{facet.value}”."
        else:
            broader = _holding(sets, concept)
            message = f"No record stands under “{concept.label}” yet" + (
                f"; its broader heading “{broader.label}” has {broader.count:,}."
                if broader
                else "."
            )
    return QueryProblem(message, facet.start, facet.end)


def _nearest(sets: FacetSets, parsed: Parsed, text: str) -> tuple[FacetValue | None, str]:
    """Find where to go from a heading without records, if that heading is all that was asked."""
    concept = heading_asked(sets, parsed, text)
    if concept is None or sets.of("topic", concept.id):
        return None, ""
    return _holding(sets, concept), concept.label


def _holding(sets: FacetSets, concept: Concept) -> FacetValue | None:
    """Give the nearest broader heading that holds records."""
    for broader in list(sets.scheme.upward(concept.id))[1:]:
        number = sets.of("topic", broader.id).bit_count()
        if number:
            return FacetValue(broader.id, broader.label, number, broader.broader)
    return None


def _facet_values(answer: Answer, facet: str, request: Request) -> tuple[FacetValue, ...]:
    counts = dict(answer.counts[facet])
    # A chosen value stays in sight with a count of 0, or nobody could take it back.
    for chosen in (request.filters, request.excluded):
        for value in chosen.get(facet, ()):
            counts.setdefault(value, 0)
    if facet == "topic":
        return tuple(_topic_values(answer.sets, counts))
    values = [FacetValue(value, label(facet, value), number) for value, number in counts.items()]
    if facet == "year":
        return tuple(sorted(values, key=lambda item: item.value, reverse=True))
    return tuple(sorted(values, key=lambda item: (-item.count, item.label)))


#: Values that are words of a list; the others are names, and stand as they were written.
_LISTS = frozenset({"kind", "family", "effect", "confidence", "evidence", "workflow", "approach"})


def label(facet: str, value: str) -> str:
    """Give what people read for a value of a facet other than a topic heading."""
    shown = facet_values.SHOWN_AS.get((facet, value))
    if shown or not value:
        return shown or "Not stated"
    return in_words(value) if facet in _LISTS else value


def _topic_values(sets: FacetSets, counts: Mapping[str, int]) -> Iterator[FacetValue]:
    """Give headings in the order of the scheme, then those it does not hold."""
    for concept in sets.scheme.concepts.values():
        if concept.id in counts:
            yield FacetValue(concept.id, concept.label, counts[concept.id], concept.broader)
    for value in sorted(counts):
        if value.startswith(UNKNOWN_HEADING):
            yield FacetValue(value, value.removeprefix(UNKNOWN_HEADING), counts[value])
    if NONE in counts:
        yield FacetValue(NONE, label("topic", NONE), counts[NONE])


def _hit(record: Record, marks: Marks, every_excerpt: bool) -> Hit:
    year = record.published.year if record.published else None
    title, finding = marked(record.title, marks), marked(record.finding, marks)
    # The finding is shown in its place if it, or the title, tells why the record was found.
    told = bool(record.finding) and (not marks or _has_marks(title) or _has_marks(finding))
    return Hit(
        id=record.id,
        title=title,
        plain_title=record.title,
        kind=record.kind,
        year=year,
        authors=short_names(record.authors, named=1),
        topics=tuple(heading.label for heading in record.topics),
        finding=finding,
        excerpt=_excerpt(record, marks) if every_excerpt or not told else (),
        effect=headline.effect(record),
        how_we_know=headline.how_we_know(record),
        workflow=record.workflow,
    )


def _has_marks(spans: Sequence[Span]) -> bool:
    return any(span.marked for span in spans)


def _excerpt(record: Record, marks: Marks) -> tuple[Span, ...]:
    """Choose the passage of the text that holds most of the words sought."""
    told = [block for section in record.sections for block in blocks(section.body)]
    found = best_passage(told or blocks(record.finding), marks)
    if _has_marks(found) or not marks:
        return found
    # What is not told in the text may be told by the fields beside it.
    beside = [block for text in indexing.body_fields(record) for block in blocks(text)]
    return best_passage(beside, marks, always=False) or found
