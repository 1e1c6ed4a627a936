"""What is content, and what becomes of a published record that says something else."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from evidence_library.model.dates import PartialDate
from evidence_library.model.record import Attachment, Link, Pointer, Record, Relation, Version
from evidence_library.model.standing import BESIDE, CONTENT, after_change, as_brought, as_new_draft
from evidence_library.model.vocabulary import LinkRole, PointerKind, RelationType, Workflow
from tests.helpers.libraries import identity, note

_DAY = PartialDate(2020, 1, 1, "2020-01-01")
_MADE = Version(number=2, date=_DAY, by="KL", note="second")
_STANDS = note("one", "Text.", workflow=Workflow.PUBLISHED, versions=(_MADE,), checked=_DAY)


def test_every_field_is_content_or_kept_beside_it() -> None:
    names = {one.name for one in fields(Record)}
    assert names >= BESIDE
    assert set(CONTENT) == names - BESIDE


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Other"},
        {"finding": "It fell."},
        {"sections": ()},
        {"licence": "OGL"},
        {"links": (Link(role=LinkRole.SOURCE, url="https://example.org"),)},
        {"relations": (Relation(type=RelationType.IS_ABOUT, to=identity("two")),)},
    ],
)
@pytest.mark.parametrize("workflow", [Workflow.PUBLISHED, Workflow.DUE_FOR_REVIEW])
def test_what_says_something_else_is_a_draft_and_keeps_its_versions(
    workflow: Workflow, changed: dict[str, object]
) -> None:
    old = replace(_STANDS, workflow=workflow, workflow_reason="figures")
    new = after_change(old, replace(old, **changed))  # type: ignore[arg-type]
    assert (new.workflow, new.workflow_reason) == (Workflow.DRAFT, "")
    assert (new.versions, new.checked) == (old.versions, old.checked)


def test_what_is_no_content_leaves_it_published() -> None:
    link, pointer = Link(role=LinkRole.SOURCE, url="https://a.org"), Pointer(kind=PointerKind.REF)
    old = replace(_STANDS, links=(link,), pointers=(pointer,))
    new = replace(
        old,
        tags=("a",),
        notes="look again",
        attachments=(Attachment(sha256="0" * 64, name="a.pdf"),),
        links=(replace(link, archived_copy="https://b.org"),),
        pointers=(replace(pointer, resolved=True),),
        relations=(Relation(type=RelationType.SUPERSEDES, to=identity("two")),),
    )
    assert after_change(old, new) == new


@pytest.mark.parametrize("workflow", sorted(set(Workflow) - {"published", "due for review"}))
def test_what_nobody_stands_by_stays_where_it_is(workflow: Workflow) -> None:
    old = replace(_STANDS, workflow=workflow)
    new = replace(old, title="Other")
    assert after_change(old, new) == new


def test_a_step_and_a_version_say_themselves_how_far_it_is() -> None:
    withdrawn = replace(_STANDS, title="Other", workflow=Workflow.WITHDRAWN)
    published = replace(_STANDS, title="Other", versions=(_MADE, replace(_MADE, number=3)))
    assert after_change(_STANDS, withdrawn) == withdrawn
    assert after_change(_STANDS, published) == published


def test_what_a_file_claims_is_told_and_not_taken_over() -> None:
    brought = as_brought(replace(_STANDS, review_due=_DAY))
    assert brought.workflow is Workflow.DRAFT
    assert (brought.checked, brought.review_due, brought.versions) == (None, None, ())
    [flag] = brought.flags
    assert flag.message == (
        "Its file says that it is published, has version 2 (2020-01-01, KL, second), was checked "
        "2020-01-01 and is due for review 2020-01-01. Here nobody has checked it yet."
    )
    assert as_brought(brought) == brought
    plain = note("two", workflow=Workflow.WITHDRAWN, workflow_reason="wrong figures")
    assert as_brought(plain) == plain
    assert as_new_draft(plain, identity("three")).workflow is Workflow.DRAFT
