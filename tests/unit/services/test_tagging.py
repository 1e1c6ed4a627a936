"""Tags are put on, taken off, renamed and merged in one step each."""

from __future__ import annotations

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.services import curate, read, tagging
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, identity, note


@pytest.fixture
def tagged(library: Library) -> Library:
    """Three records; two tags that mean the same."""
    add(
        library,
        note("one", tags=("night",)),
        note("two", tags=("Night time", "town")),
        note("three", tags=("night", "Night time")),
    )
    return library


def tags(library: Library) -> dict[str, int]:
    return {tag.name: tag.count for tag in tagging.listed(library)}


def of(library: Library, name: str) -> tuple[str, ...]:
    return read.read_record(library, identity(name)).record.tags


def test_tags_are_listed_with_their_numbers(tagged: Library) -> None:
    assert tags(tagged) == {"night": 2, "Night time": 2, "town": 1}


def test_a_tag_is_put_on_and_taken_off_in_the_spelling_that_is_there(tagged: Library) -> None:
    changes = tagging.put(tagged, " TOWN ", [identity("one"), identity("two")])
    assert (changes.name, changes.records) == ("Tag 2 records as “town”", {identity("one")})
    assert of(tagged, "one") == ("night", "town")
    tagging.take(tagged, "Town", [identity("two")])
    assert of(tagged, "two") == ("Night time",)


def test_merging_leaves_one_tag_on_each_record(tagged: Library) -> None:
    changes = tagging.merge(tagged, ["night", "night time"], "night-time economy")
    assert changes.name == "Merge the tags “night”, “Night time” into “night-time economy”"
    assert tags(tagged) == {"night-time economy": 3, "town": 1}
    assert of(tagged, "three") == ("night-time economy",)
    curate.undo(tagged)
    assert tags(tagged) == {"night": 2, "Night time": 2, "town": 1}


def test_renaming_refuses_a_name_that_is_taken_but_may_change_capitals(tagged: Library) -> None:
    with pytest.raises(UserCanFix, match="merge the two instead"):
        tagging.rename(tagged, "night", "night TIME")
    tagging.rename(tagged, "night", "Night")
    assert tags(tagged) == {"Night": 2, "Night time": 2, "town": 1}


def test_a_deleted_tag_is_on_no_record(tagged: Library) -> None:
    tagging.delete(tagged, "NIGHT")
    assert tags(tagged) == {"Night time": 2, "town": 1}
    with pytest.raises(UserCanFix, match="No record carries the tag “night”"):
        tagging.delete(tagged, "night")


@pytest.mark.parametrize(("name", "said"), [(" ", "needs a name"), ("x" * 41, "at most 40")])
def test_what_is_no_tag_is_refused(tagged: Library, name: str, said: str) -> None:
    with pytest.raises(UserCanFix, match=said):
        tagging.put(tagged, name, [identity("one")])


def coloured(library: Library) -> dict[str, str]:
    return {tag.name: tag.colour for tag in tagging.listed(library)}


def test_a_tag_keeps_its_colour_under_another_name(tagged: Library) -> None:
    changes = tagging.paint(tagged, "NIGHT", "Blue")
    assert (changes.name, changes.any, changes.any_found) == (
        "Colour the tag “night” blue",
        True,
        False,
    )
    assert not tagging.paint(tagged, "night", "blue").any
    tagging.rename(tagged, "night", "After dark")
    assert coloured(tagged) == {"After dark": "blue", "Night time": "", "town": ""}
    tagging.rename(tagged, "after dark", "AFTER DARK")
    assert coloured(tagged)["AFTER DARK"] == "blue"
    for _ in range(2):
        curate.undo(tagged)
    assert coloured(tagged) == {"night": "blue", "Night time": "", "town": ""}
    curate.undo(tagged)
    assert set(coloured(tagged).values()) == {""}


def test_of_merged_tags_the_one_that_stays_keeps_its_colour(tagged: Library) -> None:
    tagging.paint(tagged, "night", "blue")
    tagging.paint(tagged, "town", "red")
    tagging.merge(tagged, ["night"], "town")
    assert coloured(tagged) == {"Night time": "", "town": "red"}
    curate.undo(tagged)
    tagging.merge(tagged, ["night"], "Night time")
    assert coloured(tagged) == {"Night time": "blue", "town": "red"}
    tagging.delete(tagged, "town")
    tagging.put(tagged, "town", [identity("one")])
    assert coloured(tagged)["town"] == ""


def test_a_colour_that_is_none_is_refused(tagged: Library) -> None:
    with pytest.raises(UserCanFix, match="There is no colour “puce”; there are red, orange"):
        tagging.paint(tagged, "night", "puce")
    with pytest.raises(UserCanFix, match="No record carries the tag"):
        tagging.paint(tagged, "day", "red")


def test_tags_are_put_on_and_taken_off_many_records_in_one_step(tagged: Library) -> None:
    ids = [identity(name) for name in ("one", "two", "three")]
    changes = tagging.retag(tagged, ids, add=["TOWN", "new"], remove=["night TIME"])
    assert changes.name == "Change the tags of 3 records"
    assert [of(tagged, name) for name in ("one", "two", "three")] == [
        ("night", "town", "new"),
        ("town", "new"),
        ("night", "town", "new"),
    ]
    curate.undo(tagged)
    assert tags(tagged) == {"night": 2, "Night time": 2, "town": 1}
