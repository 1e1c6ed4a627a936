"""What is asked of a library, and what is found: the words every part of Find speaks in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from evidence_library.model.headline import Fact
from evidence_library.model.ids import RecordId
from evidence_library.model.vocabulary import Workflow
from evidence_library.query.describing import Told
from evidence_library.query.outcomes import Asked
from evidence_library.query.parsing import QueryProblem
from evidence_library.query.tree import Everything, Query
from evidence_library.services.suggestions import Beginning
from evidence_library.text.marks import Marks, Span, has_marks

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
    WORKFLOW = "workflow"
    WORKFLOW_DOWN = "workflow-down"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer to a request. `numbers` are all hits, best first; `hits` reads some of them.

    `parts` say what was understood; `also_groups` are the other words for each thing asked.
    `nearest` is given where nothing but a topic heading was asked for, `heading`, and it holds no
    record: the next broader one that does. `answered` is the query tree that was answered; `most`
    is given where it is wider than what was asked. The words `left_out` need not be there.
    `did_you_mean` is the whole query with common words for misspelt ones, where few records answer
    it as typed and more answer that. `beginning` is given where next to nothing was found and other
    words begin with the last one. `asks` is the phrase that asks for an effect, if there is one.
    `set_aside` more were withdrawn or excluded, and are found on request only. `in_files` is the
    set of hits, one bit for each number, that only the words of their attachments find. So many
    records of the starter content are `hidden` from every search.
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
    set_aside: int = 0
    in_files: int = 0
    hidden: int = 0

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
    def hidden_told(self) -> str:
        """Where nothing was found: how many records are hidden from searches, or nothing."""
        if self.numbers or not self.hidden:
            return ""
        return "The starter content is hidden from searches; Curate shows it again."

    @property
    def set_aside_told(self) -> str:
        """How many records were left out because they are withdrawn or excluded; or empty."""
        if not self.set_aside:
            return ""
        if self.set_aside == 1:
            return "1 withdrawn or excluded record is left out."
        return f"{self.set_aside:,} withdrawn or excluded records are left out."

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
class InAttachment:
    """Where in the attachments of a record the words stand, if they stand nowhere else.

    `page` counts from 1; it is None in a file without pages. `piece` is where the text is kept.
    """

    sha256: str
    name: str
    page: int | None
    piece: int
    excerpt: tuple[Span, ...] = ()

    @property
    def place(self) -> str:
        """Name the place in words."""
        return f"attachment {self.name}" + (f", page {self.page:,}" if self.page else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One line of the result list. Of many `authors` it names the first and counts the others.

    What is `starter` content came with the program. `version` is the number of the one published
    last, 0 without.
    """

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
    attachment: InAttachment | None = None
    starter: bool = False
    tags: tuple[str, ...] = ()
    version: int = 0

    @property
    def passage(self) -> tuple[Span, ...]:
        """What to show below the title: the finding, which says most.

        Where neither title nor finding holds a word that was searched for, the passage of the text
        that does says why the record was found.
        """
        if self.attachment is not None:
            return (Span(f"In {self.attachment.place}: "), *self.attachment.excerpt)
        told = has_marks(self.title) or has_marks(self.finding)
        return (
            self.excerpt if has_marks(self.excerpt) and not told else self.finding or self.excerpt
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
