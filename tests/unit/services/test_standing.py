"""Nothing is published unchecked, on whatever way a record is changed or comes in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.model.record import Record, Relation
from evidence_library.model.vocabulary import RelationType, Workflow
from evidence_library.services import (
    bulk,
    curate,
    editing,
    heading_edits,
    ingest,
    library_settings,
    merging,
    new_from,
    publishing,
    read,
    screening,
    tagging,
    topics,
)
from evidence_library.services.editing import FieldEdits, Replacement
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, heading, identity, note

TODAY = date(2026, 11, 22)
ONE, TWO = identity("one"), identity("two")
_OGL = FieldEdits(set={"licence": "OGL"})


@pytest.fixture
def stocked(library: Library) -> Library:
    """A library with two published records, and one draft."""
    topic = (heading(library, "Housing"),)
    made = [note(name, "Wardens walked.", topics=topic) for name in ("one", "two", "three")]
    add(library, *made)
    library.person = "KL"
    publishing.publish(library, [ONE, TWO], today=TODAY, note="first")
    return library


def held(library: Library) -> Record:
    return read.read_record(library, ONE).record


def _save(library: Library) -> None:
    editing.save(library, replace(held(library), finding="Fear fell."), held(library))


def _bulk(library: Library) -> None:
    bulk.apply(library, bulk.preview(library, [ONE], _OGL))


def _replace(library: Library) -> None:
    words = FieldEdits(set={}, replace=[Replacement("sections", "Wardens", "Officers")])
    bulk.apply(library, bulk.preview(library, [ONE], words))


def _merge(library: Library) -> None:
    add(library, note("three", finding="Fear fell."))
    merging.merge(library, merging.read(library, [ONE, identity("three")]))


@pytest.mark.parametrize(
    "change",
    [_save, _bulk, _replace, _merge, lambda library: editing.edit_many(library, [ONE], _OGL)],
)
def test_what_was_published_is_a_draft_once_it_says_something_else(
    stocked: Library, change: Callable[[Library], object]
) -> None:
    change(stocked)
    assert (held(stocked).workflow, len(held(stocked).versions)) == (Workflow.DRAFT, 1)
    assert publishing.version(stocked, ONE, 1).workflow is Workflow.PUBLISHED
    curate.undo(stocked)
    assert held(stocked).workflow is Workflow.PUBLISHED


def _tag(library: Library) -> None:
    tagging.put(library, "night", [ONE])


def _rename(library: Library) -> None:
    topics.commit(library, heading_edits.rename("Housing", "Homes"))


def _merge_headings(library: Library) -> None:
    topics.commit(library, heading_edits.merge(["Housing"], "Fear of Crime"))


def _supersede(library: Library) -> None:
    screening.supersede(library, [TWO], ONE)


def _note(library: Library) -> None:
    editing.edit_many(library, [ONE], FieldEdits(set={"notes": "ask again"}))


@pytest.mark.parametrize("change", [_tag, _rename, _merge_headings, _supersede, _note])
def test_what_is_kept_beside_the_content_leaves_it_published(
    stocked: Library, change: Callable[[Library], object]
) -> None:
    change(stocked)
    assert held(stocked).workflow is Workflow.PUBLISHED


def test_a_merged_id_leads_on_without_a_check(stocked: Library) -> None:
    add(stocked, note("other"), note("kept"))
    told = Relation(type=RelationType.IS_ABOUT, to=identity("other"))
    base = held(stocked)
    publishing.save_and_publish(stocked, replace(base, relations=(told,)), base, today=TODAY)
    merging.merge(stocked, merging.read(stocked, [identity("kept"), identity("other")]))
    assert held(stocked).workflow is Workflow.PUBLISHED
    assert [one.to for one in held(stocked).relations] == [identity("kept")]


def test_nobody_publishes_by_editing(stocked: Library) -> None:
    for name in ("workflow", "checked", "review_due", "workflow_reason"):
        with pytest.raises(UserCanFix, match="not set by editing; it changes by publishing"):
            bulk.preview(stocked, [ONE], FieldEdits(set={name: "published"}))
    draft = note("new", workflow=Workflow.PUBLISHED)
    editing.save(stocked, draft, None)
    assert read.read_record(stocked, draft.id).record.workflow is Workflow.DRAFT
    three = read.read_record(stocked, identity("three")).record
    editing.save(stocked, replace(three, workflow=Workflow.PUBLISHED, finding="x"), three)
    assert read.read_record(stocked, three.id).record.workflow is Workflow.DRAFT


def test_saving_and_publishing_is_one_step(stocked: Library) -> None:
    base = held(stocked)
    new = replace(base, finding="Fear fell.")
    changes = publishing.save_and_publish(stocked, new, base, today=TODAY, note="second")
    assert changes.name == "Publish “one”"
    made = held(stocked)
    assert (made.workflow, made.finding, len(made.versions)) == ("published", "Fear fell.", 2)
    curate.undo(stocked)
    assert held(stocked) == base


def test_where_a_second_person_must_check_nobody_publishes_what_they_write(
    stocked: Library,
) -> None:
    library_settings.change(stocked, {"second_person": True})
    base = held(stocked)
    new = replace(base, finding="Fear fell.")
    with pytest.raises(UserCanFix, match="Somebody else must publish"):
        publishing.save_and_publish(stocked, new, base, today=TODAY)
    assert held(stocked) == base


def test_of_many_it_is_said_how_many_stand_in_the_way(stocked: Library) -> None:
    bad = [note(f"bad {number}") for number in range(5)]
    add(stocked, *bad)
    with pytest.raises(UserCanFix) as refused:
        publishing.publish(stocked, [identity("three"), *(one.id for one in bad)], today=TODAY)
    said = str(refused.value)
    assert said.startswith("5 of 6 records stand in the way, so none was changed. “bad 0” cannot")
    assert said.endswith("And 2 more.")
    three = read.read_record(stocked, identity("three")).record
    assert three.workflow is Workflow.DRAFT


_CLAIMS = """---
id: {id}
title: Claimed
topics:
- Housing
workflow: published
checked: 2020-01-01
versions:
- number: 7
  date: 2020-01-01
---
Text.
"""


def test_an_import_is_a_flagged_draft_whatever_its_file_says(
    stocked: Library, tmp_path: Path
) -> None:
    new, known = tmp_path / "new.md", tmp_path / "known.md"
    new.write_text(_CLAIMS.format(id=identity("new")), encoding="utf-8")
    known.write_text(_CLAIMS.format(id=ONE), encoding="utf-8")
    ingest.commit(stocked, ingest.preview(stocked, [new, known]))
    fresh, again = read.read_record(stocked, identity("new")).record, held(stocked)
    for one in (fresh, again):
        assert (one.title, one.workflow, one.checked) == ("Claimed", Workflow.DRAFT, None)
        assert "standing-elsewhere" in {flag.code for flag in one.flags}
    assert fresh.versions == ()
    assert [one.note for one in again.versions] == ["first"]


def test_a_new_draft_of_a_file_claims_nothing(stocked: Library) -> None:
    made = new_from.from_text(stocked, _CLAIMS.format(id=ONE), "new.md")
    assert made.id != ONE
    assert (made.workflow, made.checked, made.versions) == (Workflow.DRAFT, None, ())
    assert "standing-elsewhere" in {flag.code for flag in made.flags}


def test_a_web_page_is_read_as_text(stocked: Library) -> None:
    page = (
        "<!doctype html><title>Wardens</title><script>alert(1)</script>"
        "<h1>Wardens</h1><p>They <b>walked</b>. <a href='javascript:x()'>More</a></p>"
    )
    made = new_from.from_text(stocked, page)
    assert made.title == "Wardens"
    assert [one.body for one in made.sections] == ["They **walked**. More"]
    assert "alert" not in made.source_text


def test_titles_are_one_line() -> None:
    made = editing.new_record("New\nline\u2028here ", TODAY)
    assert made.title == "New line here"
