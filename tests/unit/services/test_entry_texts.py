"""Lists whose entries have several parts are typed as text, on the command line and in bulk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.model.record import Link, Name, Outcome, Place, Record, Section
from evidence_library.model.vocabulary import Direction, LinkRole, SectionKind
from evidence_library.services import bulk_fields, editing, entry_texts
from evidence_library.services.bulk_fields import Act
from evidence_library.services.editing import FieldEdits
from evidence_library.services.opened import Library
from tests.helpers.libraries import empty_library, note

BETTER = Outcome(outcome="Burglary", direction=Direction.IMPROVED)
SAME = Outcome(outcome="Fear: at night", direction=Direction.NO_DIFFERENCE)
SOURCE = Link(role=LinkRole.SOURCE, url="https://example.org/a;b")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    made = empty_library(Path(tmp_path_factory.mktemp("entries")) / "library")
    yield made
    made.close()


def edited(library: Library, record: Record, **sets: str) -> Record:
    return editing.edited(library, record, FieldEdits(set=sets))


@pytest.mark.parametrize(
    "text",
    [
        "Burglary: improved; Fear: at night: no difference",
        '[{"outcome": "Burglary", "direction": "improved"}, '
        '{"outcome": "Fear: at night", "direction": "no difference"}]',
        "- outcome: Burglary\n  direction: improved\n"
        "- outcome: 'Fear: at night'\n  direction: no difference",
    ],
)
def test_outcomes_are_set_in_short_or_as_a_list(library: Library, text: str) -> None:
    assert edited(library, note("one"), outcomes=text).outcomes == (BETTER, SAME)


def test_entries_are_added_once_and_removed_by_what_they_are_called(library: Library) -> None:
    record = replace(note("one"), links=())
    more = FieldEdits(
        set={},
        add=(
            ("outcomes", "Burglary: improved"),
            ("links", "source: https://example.org/a;b"),
            ("links", "source: https://example.org/a;b"),
            ("external_ratings", "College: 3 of 5"),
            ("pointers", "page: 12, 14"),
        ),
    )
    made = editing.edited(library, record, more)
    assert (made.outcomes, made.links) == ((BETTER,), (SOURCE,))
    assert (made.external_ratings[0].value, made.pointers[0].numbers) == ("3 of 5", ("12", "14"))
    less = FieldEdits(set={}, remove=(("outcomes", "burglary"), ("links", SOURCE.url)))
    assert editing.edited(library, made, less).outcomes == ()
    assert editing.edited(library, made, less).links == ()
    improved = FieldEdits(set={}, remove=(("outcomes", "improved"),))  # is not what it is called
    assert editing.edited(library, made, improved).outcomes == (BETTER,)


def test_sections_and_plain_lists_are_set_from_a_list(library: Library) -> None:
    text = "[{heading: What we learned, kind: conclusions, body: It helped.}]"
    made = edited(library, note("one"), sections=text)
    learned = Section(kind=SectionKind.CONCLUSIONS, heading="What we learned", body="It helped.")
    assert made.sections == (learned,)
    made = edited(library, made, authors='["Lee, K.; and others"]', place="[{area: Kent}]")
    assert made.authors[0].name == "Lee, K.; and others"
    assert made.place == (Place(area="Kent"),)
    assert Name("Lee, K.") not in made.authors


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("outcomes", "Burglary", "Write “Burglary: improved”"),
        ("outcomes", "Burglary: bettr", "“bettr” but must be one of improved, .*Write “Burglary"),
        ("outcomes", "[{outcome", "cannot be read as YAML"),
        ("links", "the report", "Write “source: https://"),
        ("sections", "It helped.", "Write sections as a YAML list"),
        ("sections", "[{heading: x, kind: odd}]", "“kind” of a section is one of aim"),
        ("appraisal", "low", "has parts; set one of them, such as appraisal"),
    ],
)
def test_what_cannot_be_read_says_how_it_is_written(
    library: Library, field: str, text: str, said: str
) -> None:
    with pytest.raises(UserCanFix, match=said):
        edited(library, note("one"), **{field: text})


def test_every_field_can_be_edited_in_bulk_in_every_way_it_says(library: Library) -> None:
    for field in bulk_fields.FIELDS:
        named = field.name in entry_texts.ENTRIES
        for act in field.acts:
            value = entry_texts.example(field.name) if named else (*field.choices[1:], "2004")[0]
            if field.name == "relations":
                value = "same study as: 350f03c3-2bdd-5f25-aa3b-e82d8b9bb979"
            if field.facet == "topic":
                value = "Housing"
            made = bulk_fields.edits(field, act, value, "x", match_case=False)
            new = editing.edited(library, note("one"), made)
            if act in {Act.SET, Act.ADD}:
                assert new != note("one"), field.name


def test_bulk_reaches_every_field_that_can_be_set() -> None:
    reached = {one.name.partition(".")[0] for one in bulk_fields.FIELDS}
    steps = {"workflow", "workflow_reason", "checked", "review_due", "versions"}
    elsewhere = {"attachments", "form", "flags", "recommendation_sets"}
    kept = {"id", "source_name", "source_text"}
    assert reached == set(Record.__dataclass_fields__) - steps - elsewhere - kept
