"""What is published is a version; errors block it; versions are compared and come back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.model.record import Record, TopicHeading
from evidence_library.model.vocabulary import Workflow
from evidence_library.services import curate, editing, find, publishing, read
from evidence_library.services.checking_rules import Rules
from evidence_library.services.editing import FieldEdits
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from evidence_library.services.publishing import Manner
from tests.helpers.libraries import add, identity, note

TODAY = date(2026, 11, 22)
ONE = identity("one")


@pytest.fixture
def stocked(library: Library) -> Library:
    """A library with a draft that may be published, and one that may not."""
    heading = (TopicHeading("Fear of Crime"),)
    add(library, note("one", "Wardens walked.", topics=heading), note("two"))
    library.person = "KL"
    return library


def record(library: Library) -> Record:
    return read.read_record(library, ONE).record


def edit(library: Library, **fields: str) -> None:
    old = record(library)
    editing.save(library, editing.edited(library, old, FieldEdits(set=fields)), old)


def test_publishing_makes_a_version_and_says_when_to_look_again(stocked: Library) -> None:
    changes = publishing.publish(stocked, [ONE], today=TODAY, note=" first ")
    assert changes.name == "Publish “one”"
    held = record(stocked)
    (made,) = held.versions
    assert (made.number, made.date.value, made.by, made.note) == (1, "2026-11-22", "KL", "first")
    assert held.workflow is Workflow.PUBLISHED
    assert held.checked is not None
    assert held.review_due is not None
    assert (held.checked.value, held.review_due.value) == ("2026-11-22", "2029-11")
    assert find.search(stocked, Request("workflow:published")).total == 1
    curate.undo(stocked)
    assert (record(stocked).workflow, record(stocked).versions) == (Workflow.DRAFT, ())


def test_an_error_blocks_publishing_for_all_that_are_named(stocked: Library) -> None:
    with pytest.raises(UserCanFix, match=r"“two” cannot be published\. The record has no topic"):
        publishing.publish(stocked, [ONE, identity("two")], today=TODAY)
    assert find.search(stocked, Request("workflow:published")).total == 0


def test_what_is_published_is_not_published_again_but_confirmed(stocked: Library) -> None:
    publishing.publish(stocked, [ONE], today=TODAY)
    with pytest.raises(UserCanFix, match="published already"):
        publishing.publish(stocked, [ONE], today=TODAY)
    publishing.review(stocked, [ONE], today=date(2028, 1, 31), manner=Manner(Rules(years=1)))
    held = record(stocked)
    assert held.review_due is not None
    assert (held.review_due.value, len(held.versions)) == ("2029-01", 1)
    with pytest.raises(UserCanFix, match="“two” is not published"):
        publishing.review(stocked, [identity("two")], today=TODAY)


def test_a_record_goes_the_way_of_its_checking(stocked: Library) -> None:
    assert publishing.submit(stocked, [ONE]).name == "Submit “one” for a second check"
    assert record(stocked).workflow is Workflow.SECOND_CHECK
    assert publishing.send_back(stocked, [ONE], "no figures").name == "Make “one” a draft again"
    assert (record(stocked).workflow, record(stocked).workflow_reason) == ("draft", "no figures")
    publishing.publish(stocked, [ONE], today=TODAY)
    assert record(stocked).workflow_reason == ""
    with pytest.raises(UserCanFix, match="Say why"):
        publishing.withdraw(stocked, [ONE], " ")
    with pytest.raises(UserCanFix, match="“two” was never published, so it cannot be withdrawn"):
        publishing.withdraw(stocked, [ONE, identity("two")], "figures withdrawn")
    publishing.withdraw(stocked, [ONE], "figures withdrawn")
    assert record(stocked).workflow_reason == "figures withdrawn"
    assert find.search(stocked, Request("workflow:withdrawn")).total == 1


def test_versions_say_what_was_published_whatever_was_edited_since(stocked: Library) -> None:
    publishing.publish(stocked, [ONE], today=TODAY, note="first")
    edit(stocked, finding="Fear fell.")
    publishing.publish(stocked, [ONE], today=TODAY, note="second")
    edit(stocked, finding="Fear fell a little.")
    second, first = publishing.versions(stocked, ONE)
    assert [one.version.note for one in (second, first)] == ["second", "first"]
    assert first.record is not None
    assert second.record is not None
    assert (first.record.finding, second.record.finding) == ("", "Fear fell.")
    (changed,) = publishing.difference(stocked, ONE, 1, 2)
    assert changed.field == "finding"
    changes = publishing.restore_version(stocked, ONE, 2)
    assert changes.name == "Restore version 2 of “one”"
    assert (record(stocked).finding, record(stocked).workflow) == ("Fear fell.", Workflow.DRAFT)
    assert len(record(stocked).versions) == 2
    with pytest.raises(UserCanFix, match="no version 7"):
        publishing.restore_version(stocked, ONE, 7)


def test_a_version_from_elsewhere_is_listed_though_nobody_knows_what_it_said(
    stocked: Library,
) -> None:
    publishing.publish(stocked, [ONE], today=TODAY)
    elsewhere = replace(record(stocked), id=identity("three"), workflow=Workflow.DRAFT)
    add(stocked, elsewhere)
    (listed,) = publishing.versions(stocked, identity("three"))
    assert (listed.version.number, listed.record) == (1, None)
    with pytest.raises(UserCanFix, match="not in this library's history"):
        publishing.version(stocked, identity("three"), 1)
