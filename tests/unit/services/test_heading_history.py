"""Whatever is done to the topic scheme and undone, the index is that of the library as it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.errors import UserCanFix
from evidence_library.services import curate, find, topics
from evidence_library.services import heading_edits as edits
from evidence_library.services.find import Request
from evidence_library.services.heading_edits import Edit, Parts
from evidence_library.services.heading_fields import Fields
from evidence_library.services.opened import Library
from evidence_library.store import indexing
from tests.helpers.libraries import add, heading, identity, note

NAMES = ["Housing", "ASB", "RAC", "Restorative Justice", "Homes", "Flats", "ASB.1", "digs", "Noise"]
LABELS = [
    "Housing",
    "Antisocial Behaviour",
    "Restorative Justice",
    "Neighbour Disputes and Noise",
]
RECORDS = ["one", "two", "three", "four"]
names = st.sampled_from(NAMES)
fields = st.builds(
    Fields,
    label=st.none() | names,
    alternative_labels=st.none() | st.lists(names, max_size=2),
    hidden_labels=st.none() | st.lists(names, max_size=2),
    scope_note=st.none() | names,
    related=st.none() | st.lists(names, max_size=1),
)
chosen = st.dictionaries(
    st.sampled_from(RECORDS).map(identity), st.lists(names, min_size=1, max_size=2), max_size=2
)
parts = st.builds(
    Parts,
    into=st.lists(names, min_size=2, max_size=3),
    chosen=chosen,
)
changes = st.one_of(
    st.builds(lambda label, below: edits.add(label, below=below), names, names | st.just("")),
    st.builds(edits.change, names, fields),
    st.builds(edits.move, names, names | st.just(""), st.none() | st.integers(1, 3)),
    st.builds(edits.shift, names, st.sampled_from([-1, 1])),
    st.builds(edits.merge, st.lists(names, min_size=1, max_size=2), names),
    st.builds(edits.split, names, parts),
    st.builds(edits.retire, names, names | st.just("")),
    st.builds(edits.bring_back, names),
)


def rows(library: Library, *tables: str) -> dict[str, list[tuple[object, ...]]]:
    with library.connections.reading() as connection:
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
            for table in tables
        }


def index(library: Library) -> dict[str, list[tuple[object, ...]]]:
    return rows(library, "record_facets", "exact_terms", "stem_terms", "short_terms")


def attempted(library: Library, edit: Edit) -> bool:
    try:
        looked = topics.preview(library, edit)
        made = topics.commit(library, edit)
    except UserCanFix:
        return False
    assert looked.name == made.name
    assert looked.any == made.any
    if made.any:
        assert made.records <= {key for key, _title in looked.records}
    return made.any


def counts(library: Library) -> Iterator[tuple[str, int, int]]:
    """What the filters say of each heading, and what a search for it finds."""
    for item in topics.headings(library):
        request = Request("", filters={"topic": frozenset({item.concept.id})})
        yield item.concept.label, item.count, find.search(library, request).total


@pytest.fixture(scope="module")
def headed(shared: Library) -> Library:
    """One library for all runs: each undoes what it did."""
    for name, label in zip(RECORDS, LABELS, strict=True):
        add(shared, note(name, topics=(heading(shared, label),), tags=("Homes",)))
    return shared


@settings(max_examples=15, deadline=None)
@given(steps=st.lists(changes, min_size=1, max_size=5), back=st.integers(0, 5))
def test_after_any_changes_and_undos_the_index_is_that_of_the_library(
    headed: Library, steps: list[Edit], back: int
) -> None:
    _tried(headed, steps, back)


def _tried(library: Library, steps: list[Edit], back: int) -> None:
    first = rows(library, "concepts", "records")
    made = sum(attempted(library, step) for step in steps)
    for _ in range(min(back, made)):
        curate.undo(library)
    kept = index(library)
    with library.connections.writing() as database:
        indexing.rebuild(database.conn)
    assert index(library) == kept
    for label, count, total in counts(library):
        assert count == total, label
    for _ in range(made - min(back, made)):
        curate.undo(library)
    assert rows(library, "concepts", "records") == first
