"""The passage of a text that says best why it was found: whole sentences with the words sought."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from evidence_library.text.marks import Marks, Match, Span, cut, matches
from evidence_library.text.plain_text import plain_text, shown, without_tags
from evidence_library.text.recommendations.sentences import ends

#: How long a passage may be, in characters. Only a single sentence can be longer; it is cut.
LENGTH = 220

#: Stands between blocks in the text that is searched for matches.
_BREAK = "\n"

#: Told between two entries of a list.
_BETWEEN = " · "

#: So many sentences may a passage hold.
_MOST_SENTENCES = 8

#: Where a block of Markdown begins: behind a blank line, at an entry of a list, around a heading.
_BLOCK = re.compile(r"\n\s*\n|\n(?= {0,3}(?:[-*+]|\d{1,3}[.)]) )|(?<=\n)(?=#)|(?<=^)(?=#)")
#: Where a sentence pauses, and what must not be left at the end of a part of one.
_PAUSE = re.compile(r"[,;:] (?:and |or )?|\n| [–—] ")
_LOOSE_END = re.compile(r"[,;:]?(?: (?:and|or|the|a|an|of|in|to|for|with|by))*$")
_HEADING = re.compile(r"#{1,6} [^\n]*(?:\n|$)")


@dataclass(frozen=True, slots=True)
class Prose:
    """A text in blocks on lines of their own, and where its sentences are."""

    text: str
    sentences: tuple[tuple[int, int], ...]


@lru_cache(maxsize=2_048)
def blocks(markdown: str) -> tuple[str, ...]:
    """Give the paragraphs and entries of lists of Markdown as plain text, without headings."""
    text = without_tags(shown(markdown))
    pieces = (_HEADING.sub("", piece) for piece in _BLOCK.split(f"\n{text}"))
    return tuple(text for text in map(plain_text, pieces) if text)


@lru_cache(maxsize=512)
def prose(parts: tuple[str, ...]) -> Prose:
    """Join blocks of plain text and find their sentences."""
    sentences: list[tuple[int, int]] = []
    lines = []
    start = 0
    for line in parts:
        lines.append(line)
        sentences.extend((start + first, start + last) for first, last in _sentences(line))
        start += len(line) + len(_BREAK)
    return Prose(_BREAK.join(lines), tuple(sentences))


def best_passage(
    parts: Sequence[str], marks: Marks, length: int = LENGTH, *, always: bool = True
) -> tuple[Span, ...]:
    """Give the passage with most different words sought, closest together, in whole sentences.

    `parts` are blocks of plain text. Without any match it is the beginning, or nothing if it need
    not `always` be something. An ellipsis marks where a sentence was cut because it is too long.
    """
    whole = prose(tuple(parts))
    found = matches(whole.text, marks)
    if not whole.sentences or not (found or always):
        return ()
    first, last = _best(whole, found, length)
    first, last = _padded(whole, first, last, length)
    start, end = whole.sentences[first][0], whole.sentences[last][1]
    if end - start <= length:
        shown = tuple(_shown(cut(whole.text, found, start, end)))
        # What begins with a small letter goes on from somewhere: an entry of a list.
        return (Span("… "), *shown) if always and whole.text[start].islower() else shown
    inside = [match for match in found if start <= match.start and match.end <= end]
    left, right = _window(whole.text, inside, (start, end), length)
    spans = list(_shown(cut(whole.text, found, left, right)))
    if left > start or whole.text[start].islower():
        spans.insert(0, Span("… "))
    if right < end:
        spans.append(Span(" …"))
    return tuple(spans)


@lru_cache(maxsize=8_192)
def _sentences(line: str) -> tuple[tuple[int, int], ...]:
    """Find the sentences of one block, without the blanks between them."""
    spans, start = [], 0
    for end in (*ends(line), len(line)):
        text = line[start:end]
        first = start + len(text) - len(text.lstrip())
        last = start + len(text.rstrip())
        if first < last:
            spans.append((first, last))
        start = end
    return tuple(spans)


def _best(whole: Prose, found: Sequence[Match], length: int) -> tuple[int, int]:
    """Choose the first and last sentence that hold most different words; the nearest together."""
    starts = [first for first, _ in whole.sentences]
    terms: dict[int, set[str]] = {}
    for match in found:
        terms.setdefault(bisect_right(starts, match.start) - 1, set()).add(match.term)
    best, worth = (0, 0), (0, 0)
    for first in terms:
        held: set[str] = set()
        for last in range(first, min(first + _MOST_SENTENCES, len(starts))):
            size = whole.sentences[last][1] - starts[first]
            if last > first and size > length:
                break
            held |= terms.get(last, set())
            if last in terms and (len(held), -size) > worth:
                best, worth = (first, last), (len(held), -size)
    return best


def _padded(whole: Prose, first: int, last: int, length: int) -> tuple[int, int]:
    """Add the sentences before and behind that belong to the same block, as far as they fit."""
    sentences = whole.sentences

    def fits(start: int, end: int) -> bool:
        left, right = sentences[start][0], sentences[end][1]
        joins = sentences[start + 1][0], sentences[end - 1][1]
        within = whole.text[left : joins[0]] if start < first else whole.text[joins[1] : right]
        return right - left <= length and _BREAK not in within

    while last + 1 < len(sentences) and fits(first, last + 1):
        last += 1
    while first > 0 and fits(first - 1, last):
        first -= 1
    return first, last


def _window(
    text: str, found: Sequence[Match], sentence: tuple[int, int], length: int
) -> tuple[int, int]:
    """Find the part of a long sentence that holds most different words.

    It is cut where the sentence pauses, if it does so near by, or else between two words.
    """
    start, end = sentence
    if not found:
        return start, _word_end(text, start + length, start, end)
    best = max(range(len(found)), key=lambda at: (_worth(found, at, length), -at))
    lead = max(start, min(found[best].start - length // 4, end - length))
    left = _pause_before(text, found[best].start, _word_start(text, lead, start))
    right = max(_word_end(text, left + length, left, end), found[best].end)
    last = max((match.end for match in found if match.end <= right), default=left)
    return left, right if right == end else _pause_behind(text, last, right)


def _pause_before(text: str, at: int, lowest: int) -> int:
    """Find where the last pause but one before a match ends, so that it begins with a clause."""
    pauses = [pause.end() for pause in _PAUSE.finditer(text, lowest, at)]
    return pauses[0] if pauses and lowest > 0 and not _opens(text, lowest) else lowest


def _opens(text: str, at: int) -> bool:
    """Tell whether a sentence or clause begins here."""
    return text[:at].rstrip()[-1:] in {"", ".", "!", "?", ":", ";", ","} or _BREAK in text[at - 1]


def _pause_behind(text: str, last: int, right: int) -> int:
    """Find the last pause behind the matches; without one, leave no "and" behind at the end."""
    pauses = [pause.start() for pause in _PAUSE.finditer(text, last, right)]
    if pauses:
        return pauses[-1]
    loose = _LOOSE_END.search(text, last, right)
    return loose.start() if loose else right


def _worth(found: Sequence[Match], at: int, length: int) -> int:
    limit = found[at].start + length * 3 // 4
    return len({match.term for match in found[at : at + 30] if match.end <= limit})


def _word_start(text: str, at: int, lowest: int) -> int:
    while at > lowest and not text[at - 1].isspace():
        at -= 1
    return at


def _word_end(text: str, at: int, lowest: int, highest: int) -> int:
    if at >= highest:
        return highest
    end = at
    while end > lowest and not text[end].isspace():
        end -= 1
    return end if end > lowest else highest


def _shown(spans: Iterable[Span]) -> Iterator[Span]:
    """Put a sign between entries of a list that stand side by side."""
    for span in spans:
        yield Span(span.text.replace(_BREAK, _BETWEEN), span.marked)
