"""Screening, second check, superseding, comments; random moves and undos leave nothing behind."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_library.errors import UserCanFix
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Link, Record, TopicHeading
from evidence_library.model.vocabulary import LinkRole, RelationType, Workflow
from evidence_library.services import (
    checking,
    comments,
    curate,
    find,
    history,
    library_settings,
    publishing,
    read,
    screening,
    succession,
    trash,
    worklists,
)
from evidence_library.services.checking_rules import Rules, intervals
from evidence_library.services.completion import complete
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from evidence_library.services.publishing import Manner
from evidence_library.store import indexing
from tests.helpers.libraries import add, empty_library, identity, note

TODAY = date(2026, 11, 22)
ONE, TWO, THREE = (identity(name) for name in ("one", "two", "three"))
TOPIC = (TopicHeading("Fear of Crime"),)
SECOND = Manner(Rules(second_person=True))


@pytest.fixture
def stocked(library: Library) -> Library:
    """A library with three drafts, of which the last may not be published."""
    library.person = "KL"
    add(library, note("one", topics=TOPIC), note("two", topics=TOPIC), note("three"))
    return library


def record(library: Library, key: RecordId = ONE) -> Record:
    return read.read_record(library, key).record


def total(library: Library, query: str) -> int:
    return find.search(library, Request(query)).total


def test_what_is_excluded_keeps_its_reason_and_is_found_on_request(stocked: Library) -> None:
    screening.suggest(stocked, [ONE])
    screening.start(stocked, [ONE])
    with pytest.raises(UserCanFix, match="Say why"):
        screening.exclude(stocked, [ONE], " ")
    changes = screening.exclude(stocked, [ONE], "no method is told")
    assert changes.name == "Exclude “one”"
    found = find.search(stocked, Request())
    assert (found.total, found.set_aside) == (2, 1)
    assert found.set_aside_told == "1 withdrawn or excluded record is left out."
    [hit] = find.hits(stocked, find.search(stocked, Request("workflow:excluded")))
    assert hit.id == ONE
    assert record(stocked).workflow_reason == "no method is told"
    screening.include(stocked, [ONE])
    assert (record(stocked).workflow, total(stocked, "")) == (Workflow.DRAFT, 3)


def test_counts_beside_the_filters_say_what_a_click_leaves(stocked: Library) -> None:
    publishing.publish(stocked, [ONE], today=TODAY)
    publishing.withdraw(stocked, [ONE], "wrong figures")
    facets = find.search(stocked, Request()).facets
    workflow = {value.value: value.count for value in facets["workflow"]}
    assert workflow == {"draft": 2, "withdrawn": 1}
    [offer] = [one for one in complete(stocked, "kind:eval", 9) if one.words == "Evaluation"]
    assert offer.count == 2
    kinds = {value.value: value.count for value in facets["kind"]}
    assert kinds == {"evaluation": 2}
    clicked = find.search(stocked, Request(filters={"workflow": frozenset({"withdrawn"})}))
    assert (clicked.total, clicked.set_aside) == (1, 0)
    assert total(stocked, "-workflow:published") == 2
    assert total(stocked, "workflow:withdrawn OR kind:evaluation") == 3


def test_what_was_published_is_withdrawn_and_not_excluded(stocked: Library) -> None:
    publishing.publish(stocked, [ONE], today=TODAY)
    with pytest.raises(UserCanFix, match="only what is not published yet is screened"):
        screening.exclude(stocked, [ONE], "why")
    publishing.send_back(stocked, [ONE], "a figure is missing")
    with pytest.raises(UserCanFix, match="withdraw it instead"):
        screening.exclude(stocked, [ONE], "why")
    assert total(stocked, "has:draft") == 1


def test_a_record_takes_the_place_of_others_in_one_step(stocked: Library) -> None:
    with pytest.raises(UserCanFix, match=r"“two” is not published yet \(draft\)"):
        screening.supersede(stocked, [ONE, THREE], TWO)
    publishing.publish(stocked, [TWO], today=TODAY)
    changes = screening.supersede(stocked, [ONE, THREE], TWO)
    assert changes.name == "Supersede 2 records"
    assert record(stocked).workflow is Workflow.SUPERSEDED
    assert record(stocked).workflow_reason == "Superseded by “two”."
    led = [(one.type, one.to) for one in record(stocked, TWO).relations]
    assert led == [(RelationType.SUPERSEDES, ONE), (RelationType.SUPERSEDES, THREE)]
    screening.supersede(stocked, [ONE], TWO)
    assert len(record(stocked, TWO).relations) == 2
    curate.undo(stocked)
    assert record(stocked, TWO).relations == ()
    assert screening.successor(stocked, " TWO ") == TWO
    assert screening.successor(stocked, TWO) == TWO
    add(stocked, note("another two", title="two"))
    with pytest.raises(UserCanFix, match="2 records are called “two”"):
        screening.successor(stocked, "two")
    with pytest.raises(UserCanFix):
        screening.successor(stocked, "nothing of that name")
    with pytest.raises(UserCanFix, match="its own place"):
        screening.supersede(stocked, [ONE], ONE)


def test_nothing_that_was_left_out_or_superseded_takes_the_place_of_others(
    stocked: Library,
) -> None:
    publishing.publish(stocked, [ONE, TWO], today=TODAY)
    screening.supersede(stocked, [ONE], TWO)
    with pytest.raises(UserCanFix, match="“one” is superseded itself"):
        screening.supersede(stocked, [TWO], ONE)
    screening.exclude(stocked, [THREE], "wrong")
    with pytest.raises(UserCanFix, match="“three” is excluded itself"):
        screening.supersede(stocked, [TWO], THREE)
    changes = publishing.publish(stocked, [ONE], today=TODAY)
    assert changes.name == "Publish “one”, no longer superseded by “two”"
    assert record(stocked).workflow is Workflow.PUBLISHED
    assert record(stocked, TWO).relations == ()
    curate.undo(stocked)
    assert len(record(stocked, TWO).relations) == 1


@pytest.mark.parametrize("how", ["delete", "withdraw"])
def test_what_is_superseded_by_nothing_any_more_is_told(stocked: Library, how: str) -> None:
    publishing.publish(stocked, [TWO], today=TODAY)
    screening.supersede(stocked, [ONE], TWO)
    assert (succession.left_behind(stocked, [THREE]), _lost(stocked)) == ("", [])
    assert succession.left_behind(stocked, [ONE, TWO]) == ""
    assert succession.left_behind(stocked, [TWO]).startswith("“one” was superseded by what goes")
    if how == "delete":
        trash.delete(stocked, [TWO])
    else:
        publishing.withdraw(stocked, [TWO], "wrong")
    assert _lost(stocked) == [ONE]
    [row] = worklists.rows(stocked, worklists.NOWHERE)
    assert (row.id, worklists.count(stocked, worklists.NOWHERE)) == (ONE, 1)
    curate.undo(stocked)
    assert (_lost(stocked), worklists.rows(stocked, worklists.NOWHERE)) == ([], ())


def test_what_a_worklist_asks_is_no_odd_query_though_nothing_is_on_it(stocked: Library) -> None:
    trash.delete(stocked, [ONE, TWO, THREE])
    for one in worklists.WORKLISTS:
        assert find.search(stocked, Request(one.query)).problems == ()
    [problem] = find.search(stocked, Request("workflow:purple")).problems
    assert problem.message == "No record has the workflow “purple”."


def _lost(library: Library) -> list[RecordId]:
    told = checking.check(library, today=TODAY)
    return [one.id for one in told if "successor-gone" in {each.code for each in one.problems}]


def test_a_record_in_the_trash_is_named_by_its_title(stocked: Library) -> None:
    trash.delete(stocked, [ONE])
    with pytest.raises(UserCanFix, match="“one” is in the trash"):
        publishing.submit(stocked, [ONE, TWO])
    assert record(stocked, TWO).workflow is Workflow.DRAFT


def test_a_second_person_must_publish_where_that_is_asked(stocked: Library) -> None:
    publishing.submit(stocked, [ONE])
    with pytest.raises(UserCanFix, match="Somebody else must publish “one”"):
        publishing.publish(stocked, [ONE], today=TODAY, manner=SECOND)
    stocked.person = ""
    with pytest.raises(UserCanFix, match="say in Settings who you are"):
        publishing.publish(stocked, [ONE], today=TODAY, manner=SECOND)
    stocked.person = "AB"
    comments.add(stocked, ONE, "title", "Is this the whole title?")
    publishing.publish(stocked, [ONE], today=TODAY, manner=SECOND)
    assert record(stocked).versions[0].by == "AB"


def test_each_kind_has_its_years_between_reviews(stocked: Library) -> None:
    assert intervals("3; statistics 1, Systematic review: 5 years") == (
        3,
        {"statistics": 1, "systematic review": 5},
    )
    with pytest.raises(UserCanFix, match="not understood at “statistics one”"):
        intervals("3; statistics one")
    library_settings.change(stocked, {"review_years": "4; evaluation 2"})
    publishing.publish(stocked, [ONE], today=TODAY)
    due = record(stocked).review_due
    assert due is not None
    assert due.value == "2028-11"
    assert worklists.count(stocked, "review", date(2028, 11, 30)) == 0
    assert worklists.count(stocked, "review", date(2028, 12, 1)) == 1


def test_what_is_due_for_review_for_a_reason_is_on_the_list(stocked: Library) -> None:
    with pytest.raises(UserCanFix, match="not published"):
        screening.ask_for_review(stocked, [ONE], "a new trial")
    publishing.publish(stocked, [ONE], today=TODAY)
    screening.ask_for_review(stocked, [ONE], "a new trial")
    [row] = worklists.rows(stocked, "review")
    assert (row.title, row.why) == ("one", "Due for review: a new trial")
    publishing.review(stocked, [ONE], today=TODAY)
    assert record(stocked).workflow_reason == ""
    assert worklists.count(stocked, "review") == 0


def test_comments_are_found_resolved_and_told_in_the_history(stocked: Library) -> None:
    changes = comments.add(stocked, ONE, comments.field_meant("one-line finding"), " How much? ")
    assert (changes.name, changes.records) == ("Comment on “one”", {ONE})
    [said] = comments.listed(stocked, ONE)
    assert (said.field, said.text, said.by, said.is_open) == ("finding", "How much?", "KL", True)
    assert total(stocked, 'has:comments has:"open comment"') == 1
    [row] = worklists.rows(stocked, "comments")
    assert row.why == "1 open comment"
    comments.resolve(stocked, [comments.meant(stocked, ONE, 1)])
    assert (total(stocked, "has:comments"), total(stocked, 'has:"open comment"')) == (1, 0)
    told = [one.name for one in history.entries(stocked, record=ONE)]
    assert told == ["Resolve comment", "Comment on “one”", "Add records"]
    [thing] = history.changed(stocked, changes.operation)
    assert (thing.thing, thing.name, thing.act) == ("Comment", "How much?", "added")
    curate.undo(stocked)
    assert total(stocked, 'has:"open comment"') == 1
    with pytest.raises(UserCanFix, match="no field “colour”"):
        comments.add(stocked, ONE, "colour", "red")
    with pytest.raises(UserCanFix, match="has no comment 2"):
        comments.meant(stocked, ONE, 2)


def test_comments_leave_for_good_with_their_record(stocked: Library) -> None:
    comments.add(stocked, ONE, "", "Keep it?")
    trash.delete(stocked, [ONE])
    curate.undo(stocked)
    assert total(stocked, "has:comments") == 1
    trash.delete(stocked, [ONE])
    trash.empty(stocked)
    assert comments.listed(stocked, ONE) == ()


def test_what_is_mine_is_what_i_changed_and_is_not_published(stocked: Library) -> None:
    stocked.person = "ab"
    assert worklists.count(stocked, "mine") == 0
    publishing.submit(stocked, [TWO])
    stocked.person = " AB"
    [row] = worklists.rows(stocked, "mine")
    assert (row.id, row.why) == (TWO, "In second check")


_STEPS = ("suggest", "include", "exclude", "submit", "back", "withdraw", "publish", "review")
_OTHERS = ("due", "supersede", "comment", "resolve", "undo", "redo")


def _take(library: Library, step: str, ids: list[RecordId]) -> None:
    acts = {
        "suggest": lambda: screening.suggest(library, ids),
        "include": lambda: screening.include(library, ids),
        "exclude": lambda: screening.exclude(library, ids, "why"),
        "submit": lambda: publishing.submit(library, ids),
        "back": lambda: publishing.send_back(library, ids, "again"),
        "withdraw": lambda: publishing.withdraw(library, ids, "wrong"),
        "publish": lambda: publishing.publish(library, ids, today=TODAY),
        "review": lambda: publishing.review(library, ids, today=TODAY),
        "due": lambda: screening.ask_for_review(library, ids),
        "supersede": lambda: screening.supersede(library, ids[:1], ids[-1]),
        "comment": lambda: comments.add(library, ids[0], "finding", "?"),
        "resolve": lambda: comments.resolve(library, [comments.meant(library, ids[0], 1)]),
        "undo": lambda: curate.undo(library),
        "redo": lambda: curate.redo(library),
    }
    with contextlib.suppress(UserCanFix):  # refused: nothing may have changed then
        acts[step]()


def _index(library: Library) -> set[tuple[object, ...]]:
    query = "SELECT records.id, facet, value FROM record_facets JOIN records ON record = number"
    with library.connections.reading() as connection:
        return set(connection.execute(query).fetchall())


def _rows(library: Library) -> set[tuple[object, ...]]:
    query = "SELECT id, document FROM records UNION SELECT id, document FROM comments"
    with library.connections.reading() as connection:
        return set(connection.execute(query).fetchall())


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """One library for all the random examples."""
    return empty_library(tmp_path_factory.mktemp("flow") / "library")


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from((*_STEPS, *_OTHERS)),
            st.lists(st.sampled_from([ONE, TWO, THREE]), min_size=1, max_size=2),
        ),
        max_size=10,
    )
)
def test_moves_and_undos_leave_library_index_and_worklists_equal(
    shared: Library, steps: list[tuple[str, list[RecordId]]]
) -> None:
    link = Link(role=LinkRole.SOURCE, url="http://example.org")
    start = [note(name, topics=TOPIC, links=(link,)) for name in ("one", "two", "three")]
    shared.person = "KL"
    with shared.change("Start anew") as change:
        for key in (ONE, TWO, THREE):
            for said in comments.listed(shared, key):
                change.operation.remove("comments", said.id)
        for one in start:
            change.put_record(replace(one))
    before, begun = _rows(shared), history.count(shared)
    for step, ids in steps:
        if step not in {"undo", "redo"} or history.count(shared) > begun:
            _take(shared, step, ids)
    kept = _index(shared)
    with shared.connections.writing() as database:
        indexing.rebuild(database.conn)
    assert _index(shared) == kept
    for one in worklists.WORKLISTS:
        rows = worklists.rows(shared, one.key, today=TODAY)
        assert len(rows) == worklists.count(shared, one.key, TODAY)
        if one.query:
            found = find.search(shared, Request(one.query, lenient=False), today=TODAY)
            hits = {hit.id for hit in find.hits(shared, found)}
            assert hits == {row.id for row in rows}
    while history.count(shared) > begun and curate.undo_name(shared) != "Start anew":
        curate.undo(shared)
    assert _rows(shared) == before
