"""From what people type to a query tree. What is not understood is said with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from whoosh.qparser import QueryParser, plugins, syntax

from evidence_library.query import tracked
from evidence_library.query.dated import DatedValues
from evidence_library.query.fields import NAMES, Field, FieldKind
from evidence_library.query.patterns import FUZZY, WILD, fuzzy, wild
from evidence_library.query.syntax import (
    RequireGroup,
    SpanNode,
    UnclosedQuoteNode,
    make_parser,
)
from evidence_library.query.tree import (
    Boost,
    Everything,
    Facet,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    all_of,
)
from evidence_library.query.typed_words import in_capitals, open_last, words_of
from evidence_library.text.analysis import exact_terms

#: Characters of a query that are read. The parser's time grows with the square of the length.
LONGEST_QUERY = 1000

#: Words, phrases and fields of a query that are read: each is a question to the index.
MOST_PARTS = 64

#: Words with open places and misspelt words that are read: each is compared with many words.
MOST_PATTERNS = 8

#: The index lists the words with so long a beginning; one with fewer letters counts as a pattern.
_LONG_BEGINNING = 3

#: Brackets may be nested this deep; nobody types deeper, and the tree is walked by recursion.
DEEPEST_NESTING = 20

#: Words may stand this far apart and still be near.
MOST_DISTANT = 100

#: Words for "nothing is stated here", behind a field.
NONE_WORDS = frozenset({"none", "empty", "not stated", "unstated"})

_OPERATORS = {"AND", "OR", "NOT"}

#: The same, whether in quotation marks or not, where other words may be looked for: "empty homes".
_NONE_IN_WORDS = {False: "none", True: "not stated"}
_FIELDS_IN_WORDS = frozenset({"title", "author"})

#: What belongs to a part in front of its first word and behind its last, beside brackets.
_OPENING = re.compile(r"(?:\bNOT\s*|[-+\"“]|[A-Za-z_]+:[ \t]*)+$")
_CLOSING = re.compile(r"(?:[\"”]|~\d*|\^[\d.]+)+")
#: "A & E": a short form whose letters stand apart.
_APART = re.compile(r"(?<![^\s(:+-])(\w) & (\w)(?![^\s)])")
#: "year:>= 2004": blanks behind a comparison.
_COMPARED_APART = re.compile(r"(:[ \t]*)([<>]=?|=)([ \t]+)(?=[\w])")
_BARE_FIELD = re.compile(r"(?P<name>[A-Za-z_]+):\s*")


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """Something in a query that was not understood, at characters `start` to `end`."""

    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Understood:
    """A part of a query that can be taken out of it: characters `start` to `end`."""

    query: Query
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query tree, its parts in order, and what could not be understood of the text."""

    query: Query
    problems: tuple[QueryProblem, ...] = ()
    parts: tuple[Understood, ...] = ()


def parse(text: str, *, typing: bool = False, today: date | None = None) -> Parsed:
    """Read a query. While somebody is `typing`, the last word counts as the beginning of a word.

    `today` is what `added:last-year` is reckoned from.
    """
    problems: list[QueryProblem] = []
    if len(text) > LONGEST_QUERY:
        message = f"Only the first {LONGEST_QUERY} characters of a search are read."
        problems.append(QueryProblem(message, LONGEST_QUERY, len(text)))
        text = text[:LONGEST_QUERY]
    # As long as before, so that every place in it stays true; an underscore parts letters as well.
    text = _COMPARED_APART.sub(r"\1\3\2", _APART.sub(r"\1_&_\2", text))
    reader = _Reader(problems, text, today or datetime.now(tz=UTC).date())
    query = reader.read()
    if typing and text and not text[-1].isspace():
        query = open_last(query)
        # What stands at the very end is not wrong yet, only unfinished.
        problems = [problem for problem in problems if problem.end < len(text)]
    problems.sort(key=lambda item: item.start)
    return Parsed(query, tuple(problems), tuple(reader.parts))


@lru_cache(maxsize=1)
def _parser() -> QueryParser:
    return make_parser()


class _Reader:
    """Turns Whoosh's syntax tree of one text into ours and collects problems on the way."""

    def __init__(self, problems: list[QueryProblem], text: str, today: date) -> None:
        self.parts: list[Understood] = []
        self._problems = problems
        self._text = text
        self._pairs: list[tuple[int, int]] = []
        self._dated = DatedValues(self._problem, today)
        self._read = 0
        self._patterns = 0

    def read(self) -> Query:
        if not self._text.strip():
            return Everything()
        try:
            tagged = _parser().tag(self._text)
            if self._check_brackets(tagged) <= DEEPEST_NESTING:
                return self._whole(_parser().filterize(tagged))
            self._problem("Brackets are nested too deep; this was read as plain words.")
            return self._plain_words(self._text, "", 0) if exact_terms(self._text) else Everything()
        except (IndexError, AttributeError, ValueError, TypeError, AssertionError) as error:
            # The parser is not ours and has raised on odd input before (see the decision page).
            self._problem(f"This was read as plain words ({type(error).__name__}).")
        self._read = 0
        return self._plain_words(self._text, "", 0)

    def _check_brackets(self, tagged: Iterable[Any]) -> int:
        """Note pairs of brackets, report brackets and quotes without partner; give the depth."""
        opened: list[int] = []
        closing: list[tuple[int, int]] = []
        deepest = 0
        for node in tagged:
            if isinstance(node, plugins.GroupPlugin.OpenBracket):
                opened.append(node.startchar)
                deepest = max(deepest, len(opened))
            elif isinstance(node, plugins.GroupPlugin.CloseBracket):
                if opened:
                    self._pairs.append((opened.pop(), node.startchar))
                else:
                    closing.append((node.startchar, node.endchar))
            elif isinstance(node, UnclosedQuoteNode):
                message = "This quotation mark has no partner; it was left out."
                self._problem(message, node.startchar, node.endchar)
        self._tell_brackets(closing, "This bracket closes nothing.", "brackets close nothing.")
        unclosed = [(start, start + 1) for start in opened]
        self._tell_brackets(unclosed, "This bracket is never closed.", "brackets are never closed.")
        return deepest

    def _tell_brackets(self, places: Sequence[tuple[int, int]], one: str, many: str) -> None:
        """Report brackets without partner in one sentence, from the first of them to the last."""
        if places:
            message = one if len(places) == 1 else f"{len(places)} {many}"
            self._problem(message, places[0][0], places[-1][1])

    def _problem(self, message: str, start: int = 0, end: int | None = None) -> None:
        """Note a problem. The same one is said once, where it first occurs."""
        if any(known.message == message for known in self._problems):
            return
        self._problems.append(QueryProblem(message, start, len(self._text) if end is None else end))

    def _whole(self, node: Any) -> Query:
        """Read the outermost group and note where its parts stand."""
        if isinstance(node, syntax.OrGroup):
            query = self._group(node)
            self._note(query, node)
            return query
        items = []
        for child in node:
            item = self._node(child)
            if item is not None:
                items.append(item)
                self._note(item, child)
        return all_of(items)

    def _note(self, query: Query, node: Any) -> None:
        leaves = [leaf for leaf in _leaves(node) if leaf.startchar is not None]
        if leaves and not isinstance(query, Everything):
            start = min(leaf.startchar for leaf in leaves)
            end = max(leaf.endchar for leaf in leaves)
            self.parts.append(Understood(query, *self._extended(start, end)))

    def _extended(self, start: int, end: int) -> tuple[int, int]:
        """Take along what belongs to a part around its words: brackets in pairs, signs, fields."""
        while True:
            before = _OPENING.search(self._text[:start])
            behind = _CLOSING.match(self._text[end:])
            first = before.start() if before else start
            last = end + (behind.end() if behind else 0)
            for opening, closing in self._pairs:
                if opening < last and closing >= first:
                    first, last = min(first, opening), max(last, closing + 1)
            if (first, last) == (start, end):
                return start, end
            start, end = first, last

    def _group(self, node: Any) -> Query:
        items = [(child, self._node(child)) for child in node]
        queries = [query for _, query in items if query is not None]
        if not isinstance(node, syntax.OrGroup):
            return all_of(queries)
        needed = [query for child, query in items if query and isinstance(child, RequireGroup)]
        if needed:
            return all_of(needed)  # what else is in the OR is not asked for any more
        return Or(tuple(queries)) if len(queries) > 1 else _only(queries)

    def _node(self, node: Any) -> Query | None:
        """Give the query of one syntax node; None if it asks for nothing."""
        if isinstance(node, syntax.NotGroup):
            query = self._negation(node)
        elif isinstance(node, syntax.GroupNode):
            query = _something(self._group(node))
        elif isinstance(node, SpanNode):
            field = NAMES.get(node.fieldname or "")
            is_due = field is not None and field.name == "deadline"
            query = self._tracked(node, "deadline", node.text) if is_due else self._dated.span(node)
        elif isinstance(node, syntax.TextNode):
            query = self._text_node(node)
        else:
            return None
        return self._boosted(query, getattr(node, "boost", 1.0))

    def _boosted(self, query: Query | None, factor: float) -> Query | None:
        if query is None or factor == 1.0 or isinstance(query, Not):
            return query
        return Boost(query, min(max(factor, 0.1), 10.0))

    def _text_node(self, node: Any) -> Query | None:
        self._read += 1
        if self._read > MOST_PARTS:
            self._too_many(node.startchar)
            return None
        if isinstance(node, plugins.PhrasePlugin.PhraseNode):
            return self._value(node, node.text, quoted=True)
        if isinstance(node, plugins.PrefixPlugin.PrefixNode):
            return self._value(node, node.text, prefix=True)
        return self._word(node)

    def _too_many(self, start: int) -> None:
        message = f"Only the first {MOST_PARTS} words of a search are read."
        self._problem(message, start, len(self._text))

    def _negation(self, node: Any) -> Query | None:
        inner = _something(self._group(node))
        return None if inner is None else Not(inner)

    def _word(self, node: Any) -> Query | None:
        text: str = node.text
        bare = _BARE_FIELD.fullmatch(text)
        if bare and node.fieldname is None:
            message = f"Nothing stands after “{bare['name']}:”."
            self._problem(message, node.startchar, node.endchar)
            return None
        if text in _OPERATORS and node.fieldname is None:
            message = f"“{text}” has nothing on one side; it was left out."
            self._problem(message, node.startchar, node.endchar)
            return None
        if self._is_text(node) and (WILD.search(text) or FUZZY.fullmatch(text)):
            return self._pattern(node, text)
        return self._value(node, text)

    def _is_text(self, node: Any) -> bool:
        """Tell whether a node asks for words, in whatever field."""
        field = NAMES.get(node.fieldname or "")
        return field is None or field.kind is FieldKind.TEXT

    def _pattern(self, node: Any, text: str) -> Query | None:
        """Read a word with open places or with a tilde; one that asks for too much is a word."""
        if self._too_many_patterns(node):
            return None
        field = self._field_of(node)
        name = field.name if field else ""
        query = wild(text, name) if WILD.search(text) else fuzzy(text, name)
        if query is not None:
            return query
        if exact_terms(text):
            message = f"“{text}” leaves too much open; it was searched as words."
            self._problem(message, node.startchar, node.endchar)
        return self._value(node, text)

    def _too_many_patterns(self, node: Any) -> bool:
        self._patterns += 1
        if self._patterns <= MOST_PATTERNS:
            return False
        message = f"Only the first {MOST_PATTERNS} words with * or ~ are read."
        self._problem(message, node.startchar, len(self._text))
        return True

    def _field_of(self, node: Any) -> Field | None:
        """Find the field of a node; a name that is none is told."""
        name: str = node.fieldname or ""
        field = NAMES.get(name)
        if name and field is None:
            message = f"“{name}” is not a field; its value was searched as words."
            self._problem(message, *self._place_of_field(node, name))
        return field

    def _value(
        self, node: Any, text: str, *, quoted: bool = False, prefix: bool = False
    ) -> Query | None:
        field = self._field_of(node)
        name = field.name if field else ""
        if field and field.kind is FieldKind.TRACKED:  # they have a "none" of their own
            return self._tracked(node, name, text)
        if field and (field.kind is FieldKind.FACET or _states_none(field, text, quoted=quoted)):
            return self._facet(node, name, text)
        dated = self._dated.readers.get(field.kind) if field else None
        if dated is not None:
            return dated(node, text)
        if quoted:
            return self._phrase(node, text, name)
        if prefix:
            return self._prefix(node, text, name)
        return _something(self._plain_words(text, name, node.startchar))

    def _place_of_field(self, node: Any, name: str) -> tuple[int, int]:
        """Find the field name in front of its value; the parser keeps the value's place only."""
        before = self._text[: node.startchar]
        found = re.search(rf"{name}:[\s(\"“]*$", before, re.IGNORECASE)
        start = found.start() if found else node.startchar
        return start, start + len(name) if found else node.endchar

    def _tracked(self, node: Any, name: str, text: str) -> Query | None:
        """Read what is asked of recommendations."""
        if not exact_terms(text):
            self._problem(f"Nothing stands after “{name}:”.", node.startchar, node.endchar)
            return None
        found = tracked.read(name, text.replace("_&_", " & "), self._dated.today)
        if found is None:
            self._problem(tracked.not_read(name, text), node.startchar, node.endchar)
            return None
        return replace(found, start=node.startchar, end=node.endchar)

    def _facet(self, node: Any, name: str, text: str) -> Query | None:
        if name == "has" and tracked.is_role(text):
            return self._tracked(node, name, text)
        if exact_terms(text):
            return Facet(name, text.strip().replace("_&_", " & "), node.startchar, node.endchar)
        self._problem(f"Nothing stands after “{name}:”.", node.startchar, node.endchar)
        return None

    def _phrase(self, node: Any, text: str, name: str) -> Query | None:
        terms = exact_terms(text)
        if not terms:
            self._problem(
                "There is no word between these quotation marks.", node.startchar, node.endchar
            )
            return None
        distance = min(getattr(node, "slop", 1), MOST_DISTANT)
        if distance > 1 and len(terms) > 1:
            return Near(terms, distance, name)
        if text.rstrip().endswith("*"):
            return Prefix(terms[-1], terms[:-1], name)
        return Phrase(terms, name, in_capitals=in_capitals(text.strip()), typed=text.strip())

    def _prefix(self, node: Any, text: str, name: str) -> Query | None:
        terms = exact_terms(text)
        if terms and len(terms[-1]) < _LONG_BEGINNING and self._too_many_patterns(node):
            return None
        if not terms:
            self._problem("An asterisk needs a beginning of a word.", node.startchar, node.endchar)
            return None
        return Prefix(terms[-1], terms[:-1], name)

    def _plain_words(self, text: str, name: str, start: int) -> Query:
        found: list[Query] = []
        for word in words_of(text, name, start):
            # The first of them was counted already: most words stand alone.
            self._read += bool(found)
            if self._read > MOST_PARTS:
                self._too_many(word.start)
                break
            found.append(word)
        # In "stop & search" the sign is only another way to write "and".
        if not found and text.strip() and (text != "&" or self._text.strip() == "&"):
            self._problem(f"There is no word in “{text.strip()}”.", start, start + len(text))
        return all_of(found)


def _leaves(node: Any) -> Iterator[Any]:
    if isinstance(node, syntax.GroupNode):
        for child in node:
            yield from _leaves(child)
    else:
        yield node


def _something(query: Query) -> Query | None:
    """Give None for a query that asks for nothing in particular."""
    return None if isinstance(query, Everything) else query


def _states_none(field: Field, text: str, *, quoted: bool) -> bool:
    said = text.strip().lower()
    return said == _NONE_IN_WORDS[quoted] if field.name in _FIELDS_IN_WORDS else said in NONE_WORDS


def _only(items: list[Query]) -> Query:
    return items[0] if items else Everything()
