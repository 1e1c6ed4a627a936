"""Records on the same subject, and what both have in common."""

from __future__ import annotations

from evidence_library.model.record import Record, Relation
from evidence_library.model.vocabulary import RelationType
from evidence_library.services import related
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, heading, identity, note


def found(library: Library, record: Record) -> list[tuple[str, str]]:
    return [(one.title, one.reason) for one in related.similar(library, record)]


def test_records_under_one_heading_are_similar_and_say_why(library: Library) -> None:
    burglary = heading(library, "Housebreaking")
    gates = note("Gates in alleys", "Alleys were closed with gates.", topics=(burglary,))
    more = note("Alleys with gates", "Gates close alleys; gates help.", topics=(burglary,))
    add(library, gates, more, note("Gates of parks", "Gates in alleys, gates, alleys."))
    assert found(library, gates) == [
        ("Alleys with gates", "Both under Housebreaking; both speak of alleys, gates")
    ]


def test_what_a_relation_names_is_not_told_again(library: Library) -> None:
    burglary = heading(library, "Housebreaking")
    one = note(
        "one",
        topics=(burglary,),
        relations=(Relation(type=RelationType.RELATED_TO, to=identity("two")),),
    )
    two = note("two", topics=(burglary,))
    add(library, one, two)
    assert found(library, one) == []
    assert found(library, two) == []


def test_a_record_that_comes_later_is_found_too(library: Library) -> None:
    burglary = heading(library, "Housebreaking")
    one = note("one", topics=(burglary,))
    add(library, one)
    assert found(library, one) == []
    add(library, note("two", topics=(burglary,)))
    assert found(library, one) == [("two", "Both under Housebreaking")]


def test_at_most_five_are_told(library: Library) -> None:
    burglary = heading(library, "Housebreaking")
    records = [note(f"record {number}", topics=(burglary,)) for number in range(9)]
    add(library, *records)
    assert len(found(library, records[0])) == related.MOST
