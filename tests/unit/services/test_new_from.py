"""New records from templates, texts, files and other records; suggestions while one is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.model.record import Record, Section
from evidence_library.model.vocabulary import KIND_FAMILIES, SectionKind, Workflow
from evidence_library.services import drafting, heading_edits, new_from, topics
from evidence_library.services.drafting import Kind
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, concept, empty_library, heading, note
from tests.helpers.pdf_writer import pdf

TODAY = date(2024, 5, 6)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return empty_library(tmp_path / "library")


@pytest.fixture(autouse=True)
def closed(library: Library) -> object:
    yield
    library.close()


def test_every_kind_has_sections_of_its_own() -> None:
    for kind in KIND_FAMILIES:
        sections = new_from.usual_sections(kind)
        assert len(sections) >= 4
        assert all(one.heading and not one.body for one in sections)
    assert new_from.usual_sections("something else") == new_from.usual_sections("")


def test_a_template_begins_a_draft_of_its_kind() -> None:
    record = new_from.from_template("toolkit", TODAY, "Kim Lee")
    assert (record.kind, record.workflow) == ("toolkit", Workflow.DRAFT)
    assert record.sections[0] == Section(kind=SectionKind.AIM, heading="What it is for")
    assert record.added is not None
    assert (record.added.date.value, record.added.by) == ("2024-05-06", "Kim Lee")


def test_a_pasted_text_becomes_a_record(library: Library) -> None:
    record = new_from.from_text(library, "Title: Lamps\n\nOutcomes\n\nBright.\n")
    assert (record.title, record.source_name) == ("Lamps", "pasted text")
    record = new_from.from_text(library, "A note\n\nSomebody said something.")
    assert (record.title, record.sections[0].body) == ("A note", "Somebody said something.")
    with pytest.raises(UserCanFix, match="is empty"):
        new_from.from_text(library, " \n")


def test_a_pasted_text_of_twenty_megabytes_is_read_or_refused(library: Library) -> None:
    with pytest.raises(UserCanFix, match="take a part of it"):
        new_from.from_text(library, "word " * 5_000_000)


def test_a_file_becomes_a_record_of_its_own(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "lamps.pdf"
    path.write_bytes(pdf([[("Lamps", 24), ("They were bright.", 11)]]))
    assert new_from.from_file(library, path).title == "Lamps"
    held = note("Held")
    add(library, held)
    written = tmp_path / "held.md"
    written.write_text(f"---\nid: {held.id}\ntitle: Held\nworkflow: published\n---\n")
    record = new_from.from_file(library, written)
    assert record.id != held.id
    assert record.workflow is Workflow.DRAFT


def test_a_table_of_recommendations_is_no_record(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "table.txt"
    path.write_text("\tRecommendation\tLead\tTimetable\tProgress\n1\ta\tb\tQ1/2004\tMet")
    with pytest.raises(UserCanFix, match="is a recommendation table, not one record; import it"):
        new_from.from_file(library, path)


def test_a_duplicate_is_a_draft_that_was_never_published(library: Library) -> None:
    held = note("Wardens", "They walked.", workflow=Workflow.PUBLISHED, tags=("night",))
    made = new_from.duplicate(held, TODAY, "Kim Lee")
    assert (made.title, made.tags, made.sections) == (
        "Copy of Wardens",
        held.tags,
        held.sections,
    )
    assert (made.workflow, made.versions, made.id == held.id) == (Workflow.DRAFT, (), False)


def found(library: Library, record: Record, kind: Kind) -> list[tuple[str, str]]:
    return [
        (one.words, one.reason) for one in drafting.suggestions(library, record) if one.kind is kind
    ]


def test_headings_are_suggested_with_the_words_that_say_so(library: Library) -> None:
    burglary = concept(library, "Housebreaking")
    other = burglary.alternative_labels[0]
    record = note("Locks", f"{other.title()} fell. Less {other}.", title="Housebreaking at night")
    told = dict(found(library, record, Kind.HEADING))
    assert told["Housebreaking"] == "“Housebreaking” stands in the title."
    there = replace(record, topics=(heading(library, "Housebreaking"),))
    assert "Housebreaking" not in dict(found(library, there, Kind.HEADING))


def test_headings_are_suggested_by_words_that_are_searched_with_them(library: Library) -> None:
    record = note("Locks", "It fell by a third.", title="Burglary fell by a third")
    told = dict(found(library, record, Kind.HEADING))
    assert told["Housebreaking"] == (
        "“burglary” stands in the title. It is searched together with “Housebreaking”."
    )


def test_a_retired_heading_is_not_suggested_but_the_one_in_its_place_is(library: Library) -> None:
    record = note(
        "Fear of Crime", "Public Confidence rose.", title="Fear of crime and public confidence"
    )
    old, new = "Fear of Crime and Public Confidence", "Community Engagement"
    assert old in dict(found(library, record, Kind.HEADING))
    topics.commit(library, heading_edits.retire(old, new))
    told = dict(found(library, record, Kind.HEADING))
    assert old not in told
    assert told[new] == f"“{old}” stands in the title. That heading was replaced by this one."
    topics.commit(library, heading_edits.retire(new))
    assert new not in dict(found(library, record, Kind.HEADING))


def test_a_tag_is_suggested_in_one_spelling(library: Library) -> None:
    add(library, note("One", tags=("Night buses",)), note("Two", tags=("night buses",)))
    record = note("Three", "The night buses ran late.")
    assert [words for words, _ in found(library, record, Kind.TAG)] == ["Night buses"]


def test_tags_of_the_library_are_suggested_where_they_stand_in_the_text(library: Library) -> None:
    add(library, note("One", tags=("night-time economy", "to read")))
    record = note("Two", "In the night-time economy, and the night time economy again.")
    assert found(library, record, Kind.TAG) == [
        ("night-time economy", "“night-time economy” stands in the text twice.")
    ]
    assert found(library, replace(record, tags=("Night-Time Economy",)), Kind.TAG) == []


def test_records_that_may_be_the_same_are_suggested(library: Library) -> None:
    add(library, note("Wardens on the Riverside estate", "They walked every evening.", year=2010))
    record = replace(
        note("x", "They walked every evening.", year=2010), title="Wardens on the Riverside Estate"
    )
    [(title, reason)] = found(library, record, Kind.DUPLICATE)
    assert title == "Wardens on the Riverside estate"
    assert reason
