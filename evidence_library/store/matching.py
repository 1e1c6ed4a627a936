"""How a leaf of the query tree is asked of an FTS5 index."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from evidence_library.query.tree import (
    And,
    Near,
    Part,
    Phrase,
    Plain,
    Prefix,
    Query,
    Same,
    Text,
    sought,
)
from evidence_library.text.analysis import stem

#: The index column a text field of the language stands for.
COLUMNS = {"title": "title", "author": "people", "place": "place"}

#: A field nobody can type: where a record says in short what it is about.
SHORT = "in short"
#: Likewise: everything but the names of people.
NO_NAMES = "not in names"
_SETS_OF_COLUMNS = {
    **COLUMNS,
    SHORT: "{title labels finding}",
    NO_NAMES: "{title labels finding place body}",
}

#: So many of the words that mean the same rank hits without scores.
_MOST_RANKING = 20


def table_of(part: Part) -> str:
    """Name the index that answers a part: stems for plain words, exact terms for the rest."""
    return "stem_terms" if isinstance(sought(part)[0], Plain) else "exact_terms"


def expression(query: Query) -> str:
    """Write a text, or texts joined by AND or OR, as a MATCH expression of their index."""
    return _written(query, _text_expression)


def short_expression(query: Query) -> str:
    """Write the same for an index that holds nothing but stems, in a column named by the caller.

    It only ranks, so of the many words that may fit a pattern the first, best ones are enough.
    """
    return _written(query, _stem_expression, most=_MOST_RANKING)


def _written(query: Query, write: Callable[[Text], str], most: int | None = None) -> str:
    match query:
        case And(queries):
            return f"({' AND '.join(_written(item, write, most) for item in queries)})"
        case Same(queries):
            alternatives = dict.fromkeys(_written(item, write, most) for item in queries[:most])
            return f"({' OR '.join(alternatives)})"
        case Plain() | Phrase() | Prefix() | Near():
            return write(query)
        case _:
            raise TypeError(f"no text index answers {query}")


def _text_expression(leaf: Text) -> str:
    match leaf:
        case Plain(word):
            forms = [_phrase(word.stems)]
            if word.joined:
                forms.append(_phrase((word.joined_stem,)))
            text = " OR ".join(forms)
        case Phrase(terms):
            text = _phrase(terms)
        case Prefix(start, before):
            text = f"{_phrase((*before, start))} *"
        case Near(terms, distance):
            text = f"NEAR({' '.join(_phrase((term,)) for term in terms)}, {distance})"
    column = _SETS_OF_COLUMNS.get(leaf.field)
    return f"{column} : ({text})" if column else f"({text})"


def by_table(parts: Iterable[Part]) -> dict[str, tuple[Part, ...]]:
    """Group parts by the index that answers them."""
    tables: dict[str, tuple[Part, ...]] = {}
    for part in parts:
        tables[table_of(part)] = (*tables.get(table_of(part), ()), part)
    return tables


def joined(parts: Iterable[Part], operator: str) -> str:
    """Write one MATCH expression for parts of one index, joined by "AND" or "OR"."""
    return f" {operator} ".join(dict.fromkeys(map(expression, parts)))


def _stem_expression(leaf: Text) -> str:
    match leaf:
        case Plain(word):
            return _phrase(word.stems)
        case Phrase(terms):
            return _phrase(map(stem, terms))
        case Prefix(start, before):
            return _phrase((*map(stem, before), start))
        case Near(terms):
            return " AND ".join(_phrase((stem(term),)) for term in terms)


def _phrase(terms: Iterable[str]) -> str:
    # Terms are letters and digits only, so nothing can break out of the quotes.
    return '"' + " ".join(terms) + '"'
