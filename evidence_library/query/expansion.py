"""Other words for what was typed: "BME" is also searched as "black and minority ethnic".

Only abbreviations are opened, and only where a topic heading lists both the abbreviation and the
words whose initials it is. A heading's other labels may be rubrics rather than synonyms ("youth"
under "Early Intervention"), so they are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence_library.query.tree import And, Not, Or, Phrase, Plain, Query
from evidence_library.text.analysis import UNMARKED_WORDS, exact_terms

#: An abbreviation in lower case, and the phrases (exact terms) it stands for.
Abbreviations = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Expanded:
    """A query with abbreviations opened, and the phrases that were added, as people write them."""

    query: Query
    added: tuple[str, ...] = ()


def abbreviations(labels: Iterable[Sequence[str]]) -> Abbreviations:
    """Collect abbreviations from groups of labels, one group per heading."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for group in labels:
        short = [label.lower() for label in group if label.isalpha() and label.isupper()]
        phrases = [exact_terms(label) for label in group]
        for label in short:
            spelled = {phrase for phrase in phrases if _stands_for(label, phrase)}
            if spelled:
                found.setdefault(label, set()).update(spelled)
    return {short: tuple(sorted(phrases)) for short, phrases in found.items()}


def expand(query: Query, known: Abbreviations) -> Expanded:
    """Open the abbreviations of a query."""
    added: list[str] = []
    opened = _open(query, known, added)
    return Expanded(opened, tuple(dict.fromkeys(added)))


def _open(query: Query, known: Abbreviations, added: list[str]) -> Query:
    match query:
        case Plain(word, field) if len(word.exact) == 1 and word.exact[0] in known:
            phrases = known[word.exact[0]]
            added.extend(" ".join(phrase) for phrase in phrases)
            return Or((query, *(Phrase(phrase, field) for phrase in phrases)))
        case And(queries) | Or(queries):
            return replace(query, queries=tuple(_open(item, known, added) for item in queries))
        case Not(inner):
            return Not(_open(inner, known, []))
        case _:
            return query


def _stands_for(short: str, phrase: tuple[str, ...]) -> bool:
    """Tell whether a word is made of the initials of a phrase; "and", "of" may be left out."""
    if len(phrase) < 2:
        return False
    initials = "".join(term[0] for term in phrase)
    strong = "".join(term[0] for term in phrase if term not in UNMARKED_WORDS)
    return short in {initials, strong}
