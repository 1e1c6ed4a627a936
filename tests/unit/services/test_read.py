"""A record with everything that belongs to it."""

from __future__ import annotations

from datetime import date

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Relation, TopicHeading
from evidence_library.model.vocabulary import RelationType
from evidence_library.services import read
from evidence_library.services.opened import Library
from evidence_library.text.marks import Marks
from tests.helpers.libraries import add, heading, identity, note


def test_a_record_comes_with_its_facts_and_problems(library: Library) -> None:
    add(library, note("one", "Text.", year=2004, topics=(heading(library, "Housing"),)))
    view = read.read_record(library, identity("one"), date(2026, 11, 21))
    assert view.kind_family == "research finding"
    assert view.how_current.detail == "22 years old"
    assert view.citation == "one (2004)."
    assert [problem.code for problem in view.problems] == ["licence-unknown", "no-appraisal"]


def test_headings_show_where_they_stand(library: Library) -> None:
    topics = (
        heading(library, "Housing"),
        heading(library, "Partnership Working"),
        TopicHeading("Odd Heading"),
    )
    add(library, note("one", topics=topics))
    paths = read.read_record(library, identity("one")).topics
    assert [(path.labels, path.proposed, path.in_scheme) for path in paths] == [
        (("Race Equality and Inclusion", "Housing"), True, True),
        (("Partnership Working",), False, True),
        (("Odd Heading",), True, False),
    ]


def test_relations_are_seen_from_both_sides(library: Library) -> None:
    relation = Relation(type=RelationType.IS_ABOUT, to=identity("whole"), reason="a part of it")
    add(library, note("whole"), note("part", relations=(relation,)))
    [outward] = read.read_record(library, identity("part")).related
    [inward] = read.read_record(library, identity("whole")).related
    assert (outward.type, outward.title, outward.reason) == ("is about", "whole", "a part of it")
    assert (inward.title, inward.id) == ("part", identity("part"))
    assert (inward.type, inward.reason) == ("has a part about it in", "a part of it")


def test_two_relations_to_the_same_record_are_both_told_there(library: Library) -> None:
    whole = identity("whole")
    pair = (
        Relation(type=RelationType.EVALUATES, to=whole, reason="first"),
        Relation(type=RelationType.RELATED_TO, to=whole, reason="second"),
    )
    add(library, note("whole"), note("part", relations=pair))
    related = read.read_record(library, whole).related
    assert [(item.type, item.reason) for item in related] == [
        ("evaluated by", "first"),
        ("related to", "second"),
    ]


def test_a_relation_to_a_record_that_is_not_here_is_left_out(library: Library) -> None:
    relation = Relation(type=RelationType.IS_ABOUT, to=identity("elsewhere"))
    add(library, note("one", relations=(relation,)))
    assert read.read_record(library, identity("one")).related == ()


def test_a_record_that_is_not_there_is_said_plainly(library: Library) -> None:
    with pytest.raises(UserCanFix, match="There is no record “x” in this library"):
        read.read_record(library, RecordId("x"))


def test_the_body_is_clean_html_with_marks(library: Library) -> None:
    add(library, note("one", "Trust <script>alert(1)</script> the **police**."))
    html = read.body_html(
        read.read_record(library, identity("one")), Marks(stems=frozenset({"polic", "trust"}))
    )
    assert "<h2>What happened</h2>" in html
    assert "<mark>Trust</mark>" in html
    assert "<strong><mark>police</mark></strong>" in html
    assert "script" not in html
