"""Saved searches: kept, counted, renamed, deleted, and every change taken back."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.errors import UserCanFix
from evidence_library.model.ids import SearchId
from evidence_library.model.saved_search import STARTERS
from evidence_library.services import curate, find, saved_searches
from evidence_library.services.find import FACETS, Order, Request
from evidence_library.services.library import create_library, open_library
from evidence_library.services.opened import Library
from evidence_library.text.plain_data import from_json, to_json
from tests.helpers.libraries import add, concept, empty_library, heading, note

TODAY = date(2026, 5, 4)


def names(library: Library) -> list[str]:
    return [one.name for one in saved_searches.listed(library)]


def counts(library: Library, today: date = TODAY) -> dict[str, int | None]:
    return {one.name: one.count for one in saved_searches.listed(library, today=today)}


def rows(library: Library) -> list[tuple[object, ...]]:
    with library.connections.reading() as connection:
        return connection.execute("SELECT id, name, document FROM saved_searches").fetchall()


def write_document(library: Library, name: str, document: object) -> SearchId:
    """Put a document into the library the way another version of the program would."""
    with library.change("Another version") as change:
        change.operation.write(
            "saved_searches", {"id": name, "name": name, "document": json.dumps(document)}
        )
    return SearchId(name)


def test_a_new_library_has_five_searches_to_start_from(library: Library) -> None:
    assert names(library) == [
        "What did not work",
        "Scotland",
        "Over ten years old",
        "Randomised trials",
        "Not rated",
    ]
    assert curate.undo_name(library) == ""


def test_every_search_to_start_from_is_understood_without_a_remark(tmp_path: Path) -> None:
    library = create_library(tmp_path / "starter", starter=True)
    listed = saved_searches.listed(library)
    assert [one.name for one in listed] == [one.name for one in STARTERS]
    for one in listed:
        assert one.count
        assert one.notes == ()
        assert one.request is not None
        assert find.search(library, one.request).problems == ()
    library.close()


def test_over_ten_years_old_stays_true_as_years_pass(library: Library) -> None:
    add(library, *(note(f"of {year}", year=year) for year in range(2010, 2021)))
    assert counts(library, date(2021, 1, 1))["Over ten years old"] == 1
    assert counts(library, date(2025, 12, 31))["Over ten years old"] == 5
    assert counts(library, date(2031, 1, 1))["Over ten years old"] == 11


def test_a_search_is_saved_with_all_that_was_asked(library: Library) -> None:
    policing = heading(library, "Policing and Criminal Justice").concept
    request = Request(
        " trust ",
        filters={"topic": frozenset({str(policing)}), "kind": frozenset({"research", "review"})},
        excluded={"effect": frozenset({"worse"})},
        order=Order.NEWEST,
        synonyms=False,
    )
    key, changes = saved_searches.save(library, "  Trust \n in police ", request)
    assert changes.searches == {key}
    assert changes.name == "Save the search “Trust in police”"
    kept = saved_searches.named(library, "TRUST in Police")
    assert kept.search is not None
    assert kept.search.labels == {"topic": {policing: "Policing and Criminal Justice"}}
    again = saved_searches.request_of(kept.search)
    assert again == Request("trust", request.filters, request.excluded, Order.NEWEST, False, False)


def test_counts_are_those_of_now(library: Library) -> None:
    saved_searches.save(library, "Trust", Request("trust"))
    assert counts(library)["Trust"] == 0
    add(library, note("one", "trust"), note("two", "trusted"))
    assert counts(library)["Trust"] == 2
    curate.undo(library)
    assert counts(library)["Trust"] == 0


def test_a_name_is_taken_once_whatever_its_capitals(library: Library) -> None:
    saved_searches.save(library, "Trust", Request("trust"))
    with pytest.raises(UserCanFix, match="There is a saved search “Trust” already"):
        saved_searches.save(library, "tRUST ", Request("police"))
    key, _ = saved_searches.save(library, "TRUST", Request("police"), replace_it=True)
    assert names(library).count("TRUST") == 1
    with pytest.raises(UserCanFix, match="“Scotland” already"):
        saved_searches.rename(library, key, "scotland")
    saved_searches.rename(library, key, "trust")
    assert "trust" in names(library)


@pytest.mark.parametrize(
    ("name", "message"),
    [("", "needs a name"), (" \t\0", "needs a name"), ("x" * 81, "at most 80 letters")],
)
def test_a_name_must_be_usable(library: Library, name: str, message: str) -> None:
    with pytest.raises(UserCanFix, match=message):
        saved_searches.save(library, name, Request("trust"))


def test_a_search_for_everything_is_not_worth_a_name(library: Library) -> None:
    with pytest.raises(UserCanFix, match="nothing to save"):
        saved_searches.save(library, "All", Request("  ", order=Order.TITLE))


def test_what_was_deleted_comes_back_in_its_place(library: Library) -> None:
    before = rows(library)
    scotland = saved_searches.named(library, "Scotland")
    saved_searches.delete(library, scotland.id)
    assert "Scotland" not in names(library)
    with pytest.raises(UserCanFix, match="no longer in the library"):
        saved_searches.rename(library, scotland.id, "Alba")
    assert curate.undo(library).searches == {scotland.id}
    assert rows(library) == before


def test_the_five_are_offered_again_and_only_those_that_lack(library: Library) -> None:
    for name in ("Scotland", "Not rated"):
        saved_searches.delete(library, saved_searches.named(library, name).id)
    assert len(saved_searches.add_starters(library).searches) == 2
    assert sorted(names(library)) == sorted(one.name for one in STARTERS)
    with pytest.raises(UserCanFix, match="all there"):
        saved_searches.add_starters(library)
    assert curate.undo_name(library) == "Add searches to start from"


def test_a_search_of_a_newer_version_is_kept_untouched_and_not_run(library: Library) -> None:
    document = {"format": 2, "text": "trust", "circle": {"miles": 5}}
    key = write_document(library, "Nearby", document)
    (found,) = (one for one in saved_searches.listed(library) if one.id == key)
    assert (found.count, found.request) == (None, None)
    assert found.notes == (saved_searches.NOT_UNDERSTOOD,)
    saved_searches.rename(library, key, "Near us")
    with pytest.raises(UserCanFix, match="saved by a newer version"):
        saved_searches.save_over(library, key, Request("police"))
    with pytest.raises(UserCanFix, match="“Near us” cannot be run"):
        saved_searches.understood(saved_searches.named(library, "near us"))
    saved_searches.delete(library, key)
    curate.undo(library)
    assert (key, "Near us", json.dumps(document)) in rows(library)


@pytest.mark.parametrize(
    "document", [[], {}, {"format": "1"}, {"format": 1, "text": 5}, {"format": 0}, None]
)
def test_a_document_of_another_form_is_not_understood(library: Library, document: object) -> None:
    key = write_document(library, "Odd", document)
    found = next(one for one in saved_searches.listed(library) if one.id == key)
    assert (found.count, found.notes) == (None, (saved_searches.DAMAGED,))
    with pytest.raises(UserCanFix, match=r"“Odd” cannot be run\. Damaged: "):
        saved_searches.understood(found.kept)
    with pytest.raises(UserCanFix, match="kept as it is"):
        saved_searches.save_over(library, key, Request("police"))
    assert (key, "Odd", json.dumps(document)) in rows(library)


def test_what_is_no_document_at_all_is_damaged(library: Library) -> None:
    for number, text in enumerate(("not json", "", "[" * 100_000, "\0")):
        row = {"id": f"odd-{number}", "name": f"Odd {number}", "document": text}
        with library.change("Damage") as change:
            change.operation.write("saved_searches", row)
    odd = [one.notes for one in saved_searches.listed(library) if one.name.startswith("Odd")]
    assert odd == [(saved_searches.DAMAGED,)] * 4


def test_a_filter_nobody_knows_is_told(library: Library) -> None:
    asked = {"filters": {"colour": ["red"]}, "excluded": {"shape": ["round"]}}
    write_document(library, "Odd", {"format": 1, "text": "trust", **asked})
    assert saved_searches.listed(library)[-1].notes == (
        "The search keeps to a “colour”, which is no filter of this program; so it finds nothing.",
        "The search leaves out a “shape”, which is no filter of this program; "
        "so it leaves out nothing.",
    )


def test_a_field_nobody_knows_yet_does_no_harm_in_the_same_form(library: Library) -> None:
    write_document(library, "Odd", {"format": 1, "text": "trust", "order": "mood", "colour": "red"})
    kept = saved_searches.named(library, "Odd")
    assert saved_searches.request_of(saved_searches.understood(kept)) == Request("trust")


def test_a_deleted_heading_is_named(library: Library) -> None:
    burglary = concept(library, "Housebreaking")
    filters = {"topic": frozenset({str(burglary.id)})}
    saved_searches.save(library, "Burglars", Request("", filters=filters))
    saved_searches.save(library, "By words", Request('topic:"Housebreaking" OR trust'))
    assert all(one.notes == () for one in saved_searches.listed(library))
    with library.change("Delete a heading") as change:
        change.operation.remove("concepts", burglary.id)
    notes = {one.name: one.notes for one in saved_searches.listed(library) if one.notes}
    assert notes == {
        "Burglars": ("The topic heading “Housebreaking” was deleted.",),
        "By words": ("There is no topic heading “Housebreaking”.",),
    }


def from_before_saved_searches(library: Library) -> Path:
    """Make of a library what it was in the first version, and close it."""
    old = library.connections.writer()
    old.execute("DROP TABLE saved_searches")
    old.execute("DELETE FROM _sqlite_migrations WHERE name = 'm002_saved_searches'")
    old.execute("DELETE FROM operation_rows WHERE \"table\" = 'saved_searches'")
    library.close()
    return library.folder


def test_a_library_from_before_saved_searches_gets_the_five_and_undo_leaves_them(
    library: Library,
) -> None:
    add(library, note("Lamps", "trust"), name="Add lamps")
    opened = open_library(from_before_saved_searches(library))
    assert names(opened) == [one.name for one in STARTERS]
    assert curate.undo(opened).name == "Add lamps"
    assert names(opened) == [one.name for one in STARTERS]
    for one in saved_searches.listed(opened):
        saved_searches.delete(opened, one.id)
    opened.close()
    again = open_library(library.folder)
    assert names(again) == []
    curate.undo(again)
    assert names(again) == [STARTERS[-1].name]
    again.close()


def test_a_library_from_before_saved_searches_is_read_where_it_cannot_be_written(
    library: Library,
) -> None:
    with library.connections.writing() as database:
        database.conn.execute("DROP TABLE saved_searches")
    assert saved_searches.listed(library) == ()


def test_saved_searches_stay_when_the_library_is_opened_again(tmp_path: Path) -> None:
    library = empty_library(tmp_path / "one")
    saved_searches.save(library, "Trust", Request("trust"))
    library.close()
    library = open_library(tmp_path / "one")
    assert names(library)[-1] == "Trust"
    library.close()


_values = st.dictionaries(
    st.sampled_from(FACETS), st.frozensets(st.text(max_size=5), min_size=1, max_size=3), max_size=3
)
_requests = st.builds(
    Request,
    text=st.text(max_size=20).map(str.strip),
    filters=_values,
    excluded=_values,
    order=st.sampled_from(Order),
    synonyms=st.booleans(),
    lenient=st.booleans(),
)


@given(_requests)
def test_a_request_survives_being_saved(request_: Request) -> None:
    search = saved_searches.search_of(request_)
    assert saved_searches.request_of(search) == request_
    assert from_json(to_json(search), type(search)) == search


_steps = st.lists(
    st.tuples(st.sampled_from(["save", "rename", "delete", "over"]), st.integers(0, 5)), max_size=8
)


@settings(max_examples=15, deadline=None)
@given(_steps)
def test_every_change_is_taken_back_and_made_again(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = empty_library(Path(folder) / "library")
        states = [rows(library)]
        for number, (act, which) in enumerate(steps):
            listed = saved_searches.listed(library)
            key = listed[which % len(listed)].id if listed else SearchId("none")
            try:
                if act == "save":
                    saved_searches.save(library, f"Search {which}", Request(f"word{number}"))
                elif act == "rename":
                    saved_searches.rename(library, key, f"Name {which}")
                elif act == "delete":
                    saved_searches.delete(library, key)
                else:
                    saved_searches.save_over(library, key, Request(f"word{number}"))
            except UserCanFix:
                continue
            states.append(rows(library))
        made = len(states) - 1
        for number in range(made):
            curate.undo(library)
            assert rows(library) == states[made - number - 1]
        for number in range(made):
            curate.redo(library)
            assert rows(library) == states[number + 1]
        library.close()


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(
        ["", "trust", "trust OR police", "-police", "year:<10-years-ago", "trust police schools"]
    ),
    st.sampled_from([{}, {"kind": frozenset({"review"})}, {"effect": frozenset({"not stated"})}]),
    st.sampled_from([{}, {"kind": frozenset({"evaluation"})}]),
)
def test_a_count_is_what_a_click_finds(
    counted_library: Library,
    text: str,
    filters: dict[str, frozenset[str]],
    excluded: dict[str, frozenset[str]],
) -> None:
    request = Request(text, filters, excluded)
    found = find.search(counted_library, request, today=TODAY)
    assert find.count(counted_library, request, today=TODAY).total == found.total


@pytest.fixture(scope="module")
def counted_library(tmp_path_factory: pytest.TempPathFactory) -> object:
    library = empty_library(tmp_path_factory.mktemp("counted") / "library")
    add(
        library,
        note("one", "trust", year=2001),
        note("two", "police", kind="review", year=2016),
        note("three", "trust in police", kind="review"),
    )
    yield library
    library.close()
