"""What the library holds is offered while somebody fills in a field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_library.model.record import Name, Place, TopicHeading
from evidence_library.services import field_offers, heading_edits, topics
from evidence_library.services.heading_edits import Edit
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, concept, empty_library, heading, identity, note


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = empty_library(tmp_path / "library")
    add(
        made,
        note("Lamps", population=("young people",), place=(Place("England", "Derby"),)),
        note("Wardens", population=("young women",), place=(Place("England"), Place("Wales"))),
        note("Night buses", authors=(Name("Derby City Council", corporate=True),)),
    )
    yield made
    made.close()


@pytest.mark.parametrize(
    ("field", "typed", "offered"),
    [
        ("population", "you", ("young people", "young women")),
        ("population", "wom", ("young women",)),
        ("country", "e", ("England",)),
        ("area", "der", ("Derby",)),
        ("names", "council", ("Derby City Council",)),
        ("approach", "div", ("diversion",)),
        ("tags", "x", ()),
    ],
)
def test_words_of_other_records_are_offered(
    library: Library, field: str, typed: str, offered: tuple[str, ...]
) -> None:
    assert field_offers.words(library, field, typed) == offered


def test_headings_are_offered_by_any_of_their_names_with_their_path(library: Library) -> None:
    (found,) = field_offers.headings(library, "housebreaking")
    burglary = concept(library, "Housebreaking")
    assert found.value == TopicHeading("Housebreaking", burglary.id)
    assert found.detail.endswith("(a proposed heading)")
    assert field_offers.headings(library, burglary.notation)[0].words == "Housebreaking"
    described = field_offers.heading(library, TopicHeading("as printed", burglary.id))
    assert described.detail == found.detail
    assert field_offers.heading(library, TopicHeading("free words")).words == "free words"


OLD, NEW = "Fear of Crime and Public Confidence", "Community Engagement"


@pytest.mark.parametrize(
    "edit",
    [heading_edits.retire(OLD, NEW), heading_edits.merge([OLD], NEW)],
    ids=("retire", "merge"),
)
def test_a_heading_that_was_replaced_leads_to_the_one_in_its_place(
    library: Library, edit: Edit
) -> None:
    topics.commit(library, edit)
    offered = field_offers.headings(library, "public confidence")
    assert [(one.words, one.instead_of) for one in offered] == [(NEW, OLD)]
    assert offered[0].detail.endswith(f"in the place of “{OLD}”")
    assert field_offers.headings(library, "community eng")[0].instead_of == ""


def test_a_heading_that_was_retired_for_good_is_not_offered(library: Library) -> None:
    held = heading(library, OLD)
    topics.commit(library, heading_edits.retire(OLD))
    assert OLD not in [one.words for one in field_offers.headings(library, "fear of crime")]
    assert field_offers.heading(library, held).detail.endswith("retired: pick another one")


def test_tags_are_offered_in_one_spelling_and_none_that_is_endless(library: Library) -> None:
    add(library, note("One", tags=("Night", "x" * 41)), note("Two", tags=("night",)))
    assert field_offers.words(library, "tags", "") == ("Night",)
    assert field_offers.tag_spellings(library)["night"] == "Night"


def test_records_are_offered_except_the_one_that_is_written(library: Library) -> None:
    offered = field_offers.found_records(library, "wardens", identity("Lamps"))
    assert [(one.value, one.words) for one in offered] == [(identity("Wardens"), "Wardens")]
    assert field_offers.found_records(library, "wardens", identity("Wardens")) == ()
    assert field_offers.record(library, identity("Lamps")).words == "Lamps"
    assert "not in this library" in field_offers.record(library, identity("none")).words
