"""How alike two records are as accounts of one and the same source, with the reasons in words.

A record is first brought to a sketch: what is compared of it, in a form that compares quickly. Two
texts are compared by the smallest of the hashes of their runs of words, which estimates how many of
the runs they share without keeping either text (Broder, On the resemblance and containment of
documents, 1997). Titles are compared by RapidFuzz.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from evidence_library.model.record import Record, Section
from evidence_library.text.analysis import exact_terms

#: From this score on two records are worth looking at together.
WORTH_A_LOOK = 0.7

#: Characters of the text that are compared, words in one run, and hashes that are kept.
_READ = 1_200
_RUN = 4
_KEPT = 32

#: Texts with fewer runs than this say too little to be compared.
_FEWEST_RUNS = 8

#: A title of fewer words may belong to many sources.
_LONG_TITLE = 3
_LONG_MAIN_TITLE = 4

#: Titles that are alike at least so much (0 to 100), and what that tells on its own.
_TITLES = ((97.0, 0.7), (90.0, 0.6), (82.0, 0.4))
_SAME_TITLE, _SAME_SHORT_TITLE, _SAME_MAIN_TITLE = 0.8, 0.6, 0.65

#: Two words that are alike at least so much (0 to 100) may be spellings of one.
_SPELLINGS = 75.0

#: Texts that share at least this part of their runs of words, and how much that tells. A little
#: tells nothing on its own: a series of reports is told in the same words.
_TEXTS = ((0.5, 0.85), (0.25, 0.65), (0.12, 0.35))
_MUCH = 0.5

_SAME_NUMBER, _SAME_ISBN = 0.95, 0.5
_SAME_AUTHOR, _SAME_YEAR = 0.3, 0.2
_OTHER_AUTHORS, _OTHER_YEAR = 0.85, 0.75

_WORD = re.compile(r"\w+")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ARTICLES = frozenset({"a", "an", "the"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is compared of a record. `titles` are plain words, the main one first.

    `main` is what stands before the colon of the title, if it is long enough to tell anything.
    `runs` are the smallest hashes of the runs of words in its finding and first sections, in order.
    """

    titles: tuple[str, ...]
    main: str
    year: int | None
    doi: str
    isbn: str
    authors: frozenset[str]
    runs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How sure one may be that two records tell of one source (0 to 1), and why."""

    score: float
    reasons: tuple[str, ...]


def sketch(record: Record) -> Sketch:
    """Bring a record to what is compared of it."""
    titles = (plain_title(title) for title in (record.title, *record.alternative_titles))
    return Sketch(
        titles=tuple(dict.fromkeys(title for title in titles if title)),
        main=_main_title(record.title),
        year=record.published.year if record.published else None,
        doi=plain_doi(record.identifiers.doi),
        isbn=plain_isbn(record.identifiers.isbn),
        authors=frozenset(filter(None, (_surname(one.name) for one in record.authors))),
        runs=_runs(record.finding, record.sections),
    )


def plain_title(title: str) -> str:
    """Give a title in plain words: no capitals, accents or marks, and no article in front."""
    words = exact_terms(title)
    return " ".join(words[1:] if words[:1] and words[0] in _ARTICLES else words)


def plain_doi(text: str) -> str:
    """Give a DOI without the address in front of it, in small letters; empty if there is none."""
    found = _DOI.search(text)
    return found.group().rstrip(".,;)").casefold() if found else ""


def plain_isbn(text: str) -> str:
    """Give the nine digits that an ISBN of ten and one of thirteen signs share; empty if none."""
    signs = "".join(sign for sign in text.upper() if sign.isdigit() or sign == "X")
    if len(signs) == 13:
        return signs[3:12]
    return signs[:9] if len(signs) == 10 else ""


def compare(one: Sketch, other: Sketch) -> Likeness:
    """Say how alike two records are. The order of the two does not matter."""
    shared = shared_runs(one, other)
    parts = [part for part in (_numbers(one, other), _title(one, other)) if part]
    if not parts and shared < _MUCH:
        return Likeness(0.0, ())
    parts += (*_text(shared), *_circumstances(one, other))
    doubt = 1.0
    for weight, _ in parts:
        doubt *= 1 - weight
    return Likeness((1 - doubt) * _against(one, other), tuple(reason for _, reason in parts))


def shared_runs(one: Sketch, other: Sketch) -> float:
    """Estimate which part of their runs of words two texts share (0 to 1)."""
    if min(len(one.runs), len(other.runs)) < _FEWEST_RUNS:
        return 0.0
    mine, theirs = set(one.runs), set(other.runs)
    smallest = sorted(mine | theirs)[:_KEPT]
    return sum(run in mine and run in theirs for run in smallest) / len(smallest)


_Part = tuple[float, str]


def _numbers(one: Sketch, other: Sketch) -> _Part | None:
    if one.doi and one.doi == other.doi:
        return _SAME_NUMBER, f"the same DOI, {one.doi}"
    if one.isbn and one.isbn == other.isbn:
        return _SAME_ISBN, "the same ISBN"
    return None


def _title(one: Sketch, other: Sketch) -> _Part | None:
    same = [title for title in one.titles if title in other.titles]
    if same:
        long = max(len(title.split()) for title in same) >= _LONG_TITLE
        return (_SAME_TITLE if long else _SAME_SHORT_TITLE), "the same title"
    if (one.main and one.main in other.titles) or (other.main and other.main in one.titles):
        return _SAME_MAIN_TITLE, "the same title but for what stands behind the colon"
    alike = max((_alike(a, b) for a in one.titles for b in other.titles), default=0.0)
    found = next((weight for least, weight in _TITLES if alike >= least), 0.0)
    return (found, f"titles that are alike ({alike:.0f} of 100)") if found else None


def _alike(one: str, other: str) -> float:
    """Compare two titles, in whatever order their words stand (0 to 100).

    A word in the place of another one makes another title, of a series perhaps, and so does another
    number; a word more or another spelling does not.
    """
    found: float = _fuzz().token_sort_ratio(one, other, score_cutoff=_TITLES[-1][0])
    if not found:
        return 0.0
    mine, theirs = set(one.split()), set(other.split())
    only_mine, only_theirs = mine - theirs, theirs - mine
    if any(word.isdigit() for word in only_mine | only_theirs):
        return 0.0
    if only_mine and only_theirs and not (_spelt(only_mine, only_theirs)):
        return 0.0
    return found


def _spelt(mine: set[str], theirs: set[str]) -> bool:
    """Tell whether each word of the smaller set is a spelling of one of the other."""
    few, many = sorted((mine, theirs), key=len)
    fuzz = _fuzz()
    return all(any(fuzz.ratio(word, other) >= _SPELLINGS for other in many) for word in few)


@cache
def _fuzz() -> ModuleType:
    """Load RapidFuzz when it is first needed: every start would wait for it otherwise."""
    from rapidfuzz import fuzz  # noqa: PLC0415

    return fuzz


def _text(shared: float) -> Iterator[_Part]:
    found = next((weight for least, weight in _TEXTS if shared >= least), 0.0)
    if found:
        yield found, f"{shared:.0%} of the wording at the beginning is the same"


def _circumstances(one: Sketch, other: Sketch) -> Iterator[_Part]:
    """Give what makes sameness likelier, and tells nothing on its own."""
    shared = sorted(one.authors & other.authors)
    if shared:
        yield _SAME_AUTHOR, f"the same author ({', '.join(name.title() for name in shared[:2])})"
    if one.year and one.year == other.year:
        yield _SAME_YEAR, f"the same year ({one.year})"


def _against(one: Sketch, other: Sketch) -> float:
    """Give what speaks against sameness: a number below 1 that the score is multiplied by."""
    if one.doi and one.doi == other.doi:
        return 1.0
    weight = 1.0
    if one.authors and other.authors and not one.authors & other.authors:
        weight *= _OTHER_AUTHORS
    if one.doi and other.doi:
        weight *= _OTHER_YEAR
    if one.year and other.year and abs(one.year - other.year) > 1:
        weight *= _OTHER_YEAR
    return weight


def _main_title(title: str) -> str:
    main, colon, _ = title.partition(":")
    plain = plain_title(main) if colon else ""
    return plain if len(plain.split()) >= _LONG_MAIN_TITLE else ""


def _surname(name: str) -> str:
    """Give what a name is filed under: what stands before the comma, or the whole."""
    return " ".join(exact_terms(name.partition(",")[0]))


def _runs(finding: str, sections: tuple[Section, ...]) -> tuple[int, ...]:
    text, left = [finding], _READ - len(finding)
    for section in sections:
        if left <= 0:
            break
        text.append(section.body[:left])
        left -= len(section.body)
    words = _WORD.findall(" ".join(text).casefold())
    ends = range(_RUN, len(words) + 1)
    hashes = {zlib.crc32(" ".join(words[end - _RUN : end]).encode()) for end in ends}
    return tuple(sorted(hashes)[:_KEPT])
