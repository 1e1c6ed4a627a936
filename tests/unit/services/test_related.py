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


def test_no_words_are_a_reason_that_tell_of_no_subject(library: Library) -> None:
    burglary = heading(library, "Housebreaking")
    one = note("Sign across size", "Sign and sign across two sizes, too.", topics=(burglary,))
    other = note("Size across sign", "Signs, sizes, across; sign too, across.", topics=(burglary,))
    add(library, one, other)
    assert found(library, one) == [("Size across sign", "Both under Housebreaking")]


def test_a_heading_that_many_share_is_no_reason_alone(library: Library) -> None:
    burglary = heading(library, "Housebreaking")
    add(
        library,
        *(note(f"r{number}", f"Text {number}.", topics=(burglary,)) for number in range(30)),
    )
    one = note("Gates in alleys", "Gates closed alleys.", topics=(burglary,))
    other = note("Alleys with gates", "Gates, gates in alleys, alleys.", topics=(burglary,))
    add(library, one, other)
    assert [title for title, _ in found(library, one)] == ["Alleys with gates"]
