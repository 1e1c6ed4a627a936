"""The wording of a recommendation: stem, parts, closing text, and what is odd about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import compress
from operator import eq
from typing import NamedTuple

from evidence_library.text.recommendations.division import Division, divided, found_in
from evidence_library.text.recommendations.part_markers import lone_marker, other_markers
from evidence_library.text.recommendations.sentences import lacks_subject, refers_back, sentences
from evidence_library.text.stated_counts import stated_counts


class Oddity(NamedTuple):
    """A decision that was taken or a thing that looks wrong, with the words it is about."""

    code: str
    message: str
    raw: str


class Wording(NamedTuple):
    """Slices of the text in order: stem, (marker, text) of each part, closing text.

    Without parts the stem is the whole text.
    """

    stem: str
    parts: tuple[tuple[str, str], ...]
    closing: str
    oddities: tuple[Oddity, ...]


#: Longest run of words looked at for being printed twice in a row.
_LONGEST_REPEAT = 6
_MAY_REPEAT = frozenset({"that", "had", "very"})
_COMPLETE = re.compile(r"[.?!:;][\"”’')\]]*$")


def read_wording(text: str, division: Division | None = None) -> Wording:
    """Divide the text of a recommendation, at its markers or as somebody divided it by hand.

    Text behind the last part closes the whole only if it takes up a subject of the stem again
    ("The guidance should ..."). A sentence that refers back ("This should ...") stays in its part.
    """
    by_hand = division is not None
    stem, parts, closing = divided(text, division if division is not None else found_in(text))
    if by_hand:
        message = "Somebody divided the text into its parts by hand."
        return Wording(stem, parts, closing, (Oddity("divided-by-hand", message, text),))
    if not parts:
        return Wording(text, (), "", tuple(_whole_oddities(text)))
    oddities = (
        *_division_oddities(stem, parts, closing),
        *_numbered_otherwise(text),
        *_repeats(text),
        *_unfinished(text),
    )
    return Wording(stem, parts, closing, oddities)


def _whole_oddities(text: str) -> Iterator[Oddity]:
    if lone_marker(text):
        message = "A marker “i)” stands alone; the text was not divided into parts."
        yield Oddity("lone-marker", message, text)
    yield from _numbered_otherwise(text)
    yield from _repeats(text)
    yield from _unfinished(text)


def _numbered_otherwise(text: str) -> Iterator[Oddity]:
    marker = other_markers(text)
    if marker:
        message = f"Parts that begin with “{marker}” and so on are not read as parts; kept as text."
        yield Oddity("other-markers", message, text)


def _division_oddities(
    stem: str, parts: Sequence[tuple[str, str]], closing: str
) -> Iterator[Oddity]:
    if not stem:
        message = "The text starts with part i; nothing stands before the parts."
        yield Oddity("no-stem", message, parts[0][1])
    counts = stated_counts(stem)
    if counts and len(parts) not in counts:
        message = f"The text announces {counts[-1]} parts but has {len(parts)}."
        yield Oddity("stated-count", message, stem)
    for position, (numeral, text) in enumerate(parts):
        yield from _part_oddities(numeral, text, last=position == len(parts) - 1)
    if closing:
        message = (
            "The text behind the last part takes up the subject of the stem again, "
            "so it was read as closing text of the whole."
        )
        yield Oddity("closing-text", message, closing)


def _part_oddities(numeral: str, text: str, *, last: bool) -> Iterator[Oddity]:
    if not text:
        yield Oddity("empty-part", f"Part {numeral} has no text.", f"{numeral})")
    if lacks_subject(text):
        message = f"Part {numeral} lacks its subject: who is to do it is not said."
        yield Oddity("part-without-subject", message, text)
    if text.endswith(":"):
        message = f"Part {numeral} ends with a colon, but nothing follows that it introduces."
        yield Oddity("part-ends-with-colon", message, text)
    for position, sentence in enumerate(sentences(text)):
        if refers_back(sentence):
            before = "the part before it" if position == 0 else "what stands before it in the part"
            message = f"A sentence of part {numeral} refers back to {before} and was kept there."
            yield Oddity("refers-back", message, sentence)
        elif last and position > 0:
            message = (
                f"A further sentence behind part {numeral} was kept in that part: "
                "it does not take up the subject of a stem again."
            )
            yield Oddity("kept-in-part", message, sentence)


def _repeats(text: str) -> Iterator[Oddity]:
    words = text.split()
    folded = text.casefold().split()
    near = _near_themselves(folded)
    at = 0
    while at < len(words):
        length = _repeat_at(folded, at) if at in near else 0
        if length:
            run = " ".join(words[at : at + 2 * length])
            yield Oddity(
                "repeated-words", "The same words stand twice in a row; kept as read.", run
            )
            at += length
        at += 1


def _near_themselves(words: Sequence[str]) -> set[int]:
    """Give the places of words that stand again a few words later; most do not."""
    return {
        at
        for gap in range(1, _LONGEST_REPEAT + 1)
        for at in compress(range(len(words)), map(eq, words, words[gap:]))
    }


def _repeat_at(words: Sequence[str], at: int) -> int:
    for length in range(_LONGEST_REPEAT, 0, -1):
        run = words[at : at + length]
        if run == words[at + length : at + 2 * length]:
            alone = length == 1 and (run[0] in _MAY_REPEAT or not run[0].isalpha())
            return 0 if alone else length
    return 0


def _unfinished(text: str) -> Iterator[Oddity]:
    if text and not _COMPLETE.search(text[-9:]):
        message = "The text ends without a full stop; something may be missing."
        yield Oddity("no-full-stop", message, text[-80:])
