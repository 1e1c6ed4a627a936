"""How a leaf of the query tree is asked of an FTS5 index."""

from __future__ import annotations

from collections.abc import Iterable

from evidence_library.query.tree import Phrase, Plain, Prefix
from evidence_library.text.analysis import stem

#: The index column a text field of the language stands for.
COLUMNS = {"title": "title", "author": "people", "place": "place"}

TextLeaf = Plain | Phrase | Prefix


def table_of(leaf: TextLeaf) -> str:
    """Name the index that answers a leaf: stems for plain words, exact terms for the rest."""
    return "stem_terms" if isinstance(leaf, Plain) else "exact_terms"


def expression(leaf: TextLeaf) -> str:
    """Write a leaf as a MATCH expression of its index."""
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
    column = COLUMNS.get(leaf.field)
    return f"{column} : ({text})" if column else f"({text})"


def by_table(leaves: Iterable[TextLeaf]) -> dict[str, tuple[TextLeaf, ...]]:
    """Group leaves by the index that answers them."""
    tables: dict[str, tuple[TextLeaf, ...]] = {}
    for leaf in leaves:
        tables[table_of(leaf)] = (*tables.get(table_of(leaf), ()), leaf)
    return tables


def joined(leaves: Iterable[TextLeaf], operator: str) -> str:
    """Write one MATCH expression for leaves of one index, joined by "AND" or "OR"."""
    return f" {operator} ".join(dict.fromkeys(map(expression, leaves)))


def stems_of(leaf: TextLeaf) -> tuple[str, ...]:
    """Give a leaf as stems in order, for indexes that hold nothing else."""
    match leaf:
        case Plain(word):
            return word.stems
        case Phrase(terms):
            return tuple(map(stem, terms))
        case Prefix(start, before):
            return (*map(stem, before), start)


def _phrase(terms: Iterable[str]) -> str:
    # Terms are letters and digits only, so nothing can break out of the quotes.
    return '"' + " ".join(terms) + '"'
