"""Fields are changed as a Markdown record says them, and nothing is overwritten in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from evidence_library.errors import UserCanFix
from evidence_library.model.record import Name, Outcome, Place, Record
from evidence_library.model.vocabulary import Confidence, Direction, EvidenceKind, Licence
from evidence_library.services import curate, editing, find, read
from evidence_library.services.editing import Conflict, FieldEdits
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from evidence_library.services.read import RecordGone
from tests.helpers.libraries import add, identity, note
from tests.unit.exporters.any_record import any_record


def set_to(**fields: str) -> FieldEdits:
    return FieldEdits(set={name.replace("__", "."): text for name, text in fields.items()})


def test_texts_words_dates_lists_and_fields_below_others_can_be_set(library: Library) -> None:
    record = note("one", "Wardens walked.", source_text="as printed")
    new = editing.edited(
        library,
        record,
        set_to(
            finding="Fear fell.",
            licence="OGL",
            published="January 2004",
            authors="Home Office; Ann Smith",
            setting="prison; probation",
            place="Scotland",
            appraisal__confidence="low",
            appraisal__emmie__mechanism="guardians",
        ),
    )
    assert (new.finding, new.licence, new.setting) == (
        "Fear fell.",
        Licence.OGL,
        ("prison", "probation"),
    )
    assert new.published is not None
    assert (new.published.value, new.published.raw) == ("2004-01", "January 2004")
    assert new.authors == (Name("Home Office", corporate=True), Name("Ann Smith"))
    assert new.place == (Place(country="Scotland"),)
    assert (new.appraisal.confidence, new.appraisal.emmie.mechanism) == (
        Confidence.LOW,
        "guardians",
    )
    assert (new.id, new.sections, new.source_text) == (record.id, record.sections, "as printed")
    emptied = editing.edited(library, new, set_to(finding="", setting="", appraisal__confidence=""))
    assert (emptied.finding, emptied.setting) == ("", ())
    assert emptied.appraisal.confidence is Confidence.NOT_RATED


def test_entries_are_added_to_lists_once_and_taken_out_by_what_they_are_called(
    library: Library,
) -> None:
    record = note("one", tags=("night",), authors=(Name("Home Office", corporate=True),))
    more = FieldEdits(
        set={}, add=(("tags", "town"), ("tags", "night"), ("topics", "Fear of Crime"))
    )
    new = editing.edited(library, record, more)
    assert new.tags == ("night", "town")
    assert [topic.label for topic in new.topics][-1] == "Perceptions of Safety"
    less = FieldEdits(set={}, remove=(("tags", "NIGHT"), ("authors", "home office")))
    assert (
        editing.edited(library, new, less).tags,
        editing.edited(library, new, less).authors,
    ) == (
        ("town",),
        (),
    )


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        (set_to(colour="red"), "“colour” is not a field that can be set"),
        (set_to(id="x"), "“id” is not a field that can be set"),
        (set_to(licence="free"), "^“licence” is “free” but must be one of OGL"),
        (set_to(appraisal__sureness="low"), "has no part “sureness”"),
        (set_to(title__first="x"), "“title” has no part “first”"),
        (set_to(outcomes__size="x"), "cannot be set alone"),
        (FieldEdits(set={}, add=(("title", "x"),)), "“title” is no list"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_changes(
    library: Library, edits: FieldEdits, said: str
) -> None:
    outcome = Outcome(outcome="fear", direction=Direction.IMPROVED)
    add(library, note("one", outcomes=(outcome,)))
    with pytest.raises(UserCanFix, match=said):
        editing.edit_many(library, [identity("one")], edits)
    assert curate.undo_name(library) == "Add records"


@settings(max_examples=30)
@given(any_record())
def test_an_edit_of_nothing_changes_nothing(shared: Library, record: Record) -> None:
    assert editing.edited(shared, record, FieldEdits(set={})) == record


def test_what_is_saved_is_found_at_once_and_undone_by_its_name(library: Library) -> None:
    add(library, note("one", "trust"))
    old = read.read_record(library, identity("one")).record
    new = editing.edited(library, old, set_to(title="Wardens and fear"))
    assert editing.save(library, new, old).name == "Edit “Wardens and fear”"
    assert find.search(library, Request("title:wardens")).total == 1
    curate.undo(library)
    assert read.read_record(library, old.id).record == old


def test_the_second_to_save_is_told_and_overwrites_nothing(library: Library) -> None:
    add(library, note("one", "trust"))
    old = read.read_record(library, identity("one")).record
    mine, theirs = replace(old, title="Mine"), replace(old, title="Theirs")
    editing.save(library, theirs, old)
    with pytest.raises(Conflict, match="saved elsewhere meanwhile") as told:
        editing.save(library, mine, old)
    assert told.value.theirs == theirs
    assert read.read_record(library, old.id).record == theirs
    editing.save(library, mine, told.value.theirs)
    assert read.read_record(library, old.id).record == mine


def test_a_record_that_was_deleted_meanwhile_is_not_brought_back(library: Library) -> None:
    add(library, note("one"))
    old = read.read_record(library, identity("one")).record
    curate.undo(library)
    with pytest.raises(RecordGone, match="was deleted meanwhile"):
        editing.save(library, replace(old, title="Mine"), old)
    assert library.count() == 0


def test_a_new_record_is_a_draft_of_today(library: Library) -> None:
    made = editing.new_record("Wardens", date(2026, 11, 22), "KL")
    assert editing.save(library, made, None).name == "Add “Wardens”"
    held = read.read_record(library, made.id).record
    assert held.added is not None
    assert (held.workflow, held.added.date.value, held.added.by) == ("draft", "2026-11-22", "KL")
    with pytest.raises(Conflict, match="in the library already"):
        editing.save(library, made, None)


def test_many_are_edited_in_one_step(library: Library) -> None:
    add(library, *(note(f"record {number}", "trust") for number in range(20)), note("other"))
    keys = [identity(f"record {number}") for number in range(20)]
    changes = editing.edit_many(library, keys, set_to(appraisal__evidence_kind="local monitoring"))
    assert (changes.name, changes.records) == ("Edit 20 records", frozenset(keys))
    kind = EvidenceKind.LOCAL_MONITORING.value
    assert find.search(library, Request(f'evidence:"{kind}"')).total == 20
    curate.undo(library)
    assert find.search(library, Request(f'evidence:"{kind}"')).total == 0


def test_a_whole_text_says_its_line_but_not_the_file_the_record_once_was(library: Library) -> None:
    record = note("one", source_name="lamps.md")
    with pytest.raises(
        UserCanFix, match=r"^Line 3 of “e.md”: “licence” is “free” but must be one of OGL"
    ):
        editing.from_markdown(library, record, "---\ntitle: One\nlicence: free\n---\n", "e.md")
