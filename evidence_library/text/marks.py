"""Which words of a text a query matched: found by the same analyser that indexed them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidence_library.text.analysis import UNMARKED_WORDS, Place, Word, places


@dataclass(frozen=True, slots=True)
class Marks:
    """What to mark: stems of plain words, exact beginnings of words, phrases of exact terms."""

    stems: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    phrases: frozenset[tuple[str, ...]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.stems or self.prefixes or self.phrases)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text, matched or not."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A matched stretch of a text, characters `start` to `end`; `term` tells matches apart."""

    start: int
    end: int
    term: str


def matches(text: str, marks: Marks) -> list[Match]:
    """List the matched stretches of a text in order, without overlaps."""
    if not marks:
        return []
    found: list[Match] = []
    words = list(places(text))
    covered = 0
    for at, place in enumerate(words):
        if place.start < covered:
            continue
        match = _phrase_at(words, at, marks) or _word_at(place, marks)
        if match:
            found.append(match)
            covered = match.end
    return found


def marked(text: str, marks: Marks) -> tuple[Span, ...]:
    """Cut a text into matched and unmatched runs; together they are the text."""
    return tuple(_cut(text, matches(text, marks), 0, len(text)))


def best_passage(text: str, marks: Marks, length: int = 220) -> tuple[Span, ...]:
    """Give the passage of at most about `length` characters that holds most different matches.

    Without any match it is the beginning of the text. An ellipsis marks where text was left out.
    """
    found = matches(text, marks)
    start, end = _window(text, found, length)
    spans = list(_cut(text, found, start, end))
    if start > 0:
        spans.insert(0, Span("… "))
    if end < len(text):
        spans.append(Span(" …"))
    return tuple(spans)


def _word_at(place: Place, marks: Marks) -> Match | None:
    word = place.word
    if _word_matches(word, marks):
        return Match(place.start, place.end, word.stems[0] if word.stems else word.joined)
    return None


def _word_matches(word: Word, marks: Marks) -> bool:
    terms = (*word.exact, word.joined) if word.joined else word.exact
    stems = (*word.stems, word.joined_stem) if word.joined else word.stems
    if any(item in marks.stems and item not in UNMARKED_WORDS for item in stems):
        return True
    return any(term.startswith(marks.prefixes) for term in terms) if marks.prefixes else False


def _phrase_at(words: list[Place], at: int, marks: Marks) -> Match | None:
    for phrase in marks.phrases:
        end = _phrase_end(words, at, phrase)
        if end is not None:
            return Match(words[at].start, words[end].end, " ".join(phrase))
    return None


def _phrase_end(words: list[Place], at: int, phrase: tuple[str, ...]) -> int | None:
    """Give the index of the word with which a phrase that begins at word `at` ends."""
    rest = phrase
    for index in range(at, len(words)):
        pieces = words[index].word.exact
        if pieces[: len(rest)] != rest[: len(pieces)]:
            return None
        rest = rest[len(pieces) :]
        if not rest:
            return index
    return None


def _window(text: str, found: list[Match], length: int) -> tuple[int, int]:
    if not found:
        return 0, _word_end(text, length)
    best = max(range(len(found)), key=lambda at: (_worth(found, at, length), -at))
    lead = max(0, found[best].start - length // 4)
    start = _word_start(text, min(lead, max(0, len(text) - length)))
    return start, max(_word_end(text, start + length), found[best].end)


def _worth(found: list[Match], at: int, length: int) -> int:
    limit = found[at].start + length * 3 // 4
    terms = set()
    for match in found[at : at + 30]:
        if match.end > limit:
            break
        terms.add(match.term)
    return len(terms)


def _word_start(text: str, at: int) -> int:
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    while at > 0 and not text[at].isspace():
        at -= 1
    return at or len(text)


def _cut(text: str, found: list[Match], start: int, end: int) -> Iterator[Span]:
    position = start
    for match in found:
        if match.start < start or match.end > end:
            continue
        if match.start > position:
            yield Span(text[position : match.start])
        yield Span(text[match.start : match.end], marked=True)
        position = match.end
    if position < end:
        yield Span(text[position:end])
