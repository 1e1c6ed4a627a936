"""A table of recommendations: looked at, put right, imported whole or not at all, and merged."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from evidence_library.errors import Cancelled, UserCanFix
from evidence_library.model.clocks import clock
from evidence_library.model.ids import SetId
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.table_reading import Column
from evidence_library.model.vocabulary import QuarterConvention, ResponseKind, Status
from evidence_library.services import (
    track,
    track_import,
    track_import_shapes,
    track_merge,
    track_preview,
)
from evidence_library.services import track_corrections as corrections
from evidence_library.services.curate import undo
from evidence_library.services.opened import Library
from evidence_library.services.track_merge import Found
from evidence_library.services.track_preview import Preview
from evidence_library.services.track_rules import past_date
from evidence_library.text.recommendations.row import write_row
from tests.unit.importers.refusals import refusal

TESTS = Path(__file__).parents[2]
SAMPLE = TESTS / "samples" / "recommendations.html"
SEED_LIKE = TESTS / "samples" / "recommendations.txt"

TABLE = """Ref\tRecommendation\tLead\tDeadline\tProgress
1\tHC should: i) count the lamps; ii) mend them.\tHC\tQ3 / 2005\tNot met
2\tPorts should keep every boat in good repair.\tPorts\tQ4 / 2005\tNot due
3\tTrade should answer the towns.\tTrade\t\tMet
"""


def pasted(library: Library, text: str = TABLE) -> Preview:
    return track_import.read_pasted(library, "", text)


def imported(library: Library, text: str = TABLE) -> SetId:
    preview = corrections.with_title(pasted(library, text), "Harbour review")
    return track_import.commit(library, preview).set_id


def kept(library: Library, key: SetId) -> RecommendationSet:
    lines = [line for line in track.board(library).lines if line.set_id == key]
    return track.held(library, lines[0].id).owner


def progress_of(library: Library, number: str) -> list[tuple[str, Status, str]]:
    for _owner, item in track.recommendations(library):
        if item.number == number:
            return [
                (one.part, one.status, one.date.value if one.date else "") for one in item.progress
            ]
    raise LookupError(number)


def test_a_table_with_every_trap_is_previewed_as_the_golden_file(library: Library) -> None:
    preview = track_import.read_file(library, SAMPLE)
    golden = json.loads((TESTS / "golden" / "recommendations-preview.json").read_text("utf-8"))
    assert track_import_shapes.imported(preview, None) == golden
    assert library.count() == 0


def test_an_import_is_one_operation_and_is_undone_as_one(library: Library) -> None:
    preview = track_import.read_file(library, SEED_LIKE)
    done = track_import.commit(library, preview)
    assert done.counted == "11 recommendations, 18 explicit parts"
    assert (library.count(), len(track.board(library).lines)) == (1, 11)
    again = track_import.read_file(library, SEED_LIKE)
    assert not again.may_commit
    assert track_preview.problems(again)[0].startswith("This table is in the library already")
    assert "already, as" in refusal(lambda: track_import.commit(library, again))
    undo(library)
    assert (library.count(), track.board(library).lines) == (0, ())


def test_an_import_that_is_stopped_leaves_nothing(library: Library) -> None:
    def stop(_done: int, _total: int, _what: str) -> None:
        raise Cancelled("Stopped.")

    preview = pasted(library)
    with pytest.raises(Cancelled):
        track_import.commit(library, preview, stop)
    assert (library.count(), track.board(library).lines) == (0, ())


def test_a_table_without_rows_is_previewed_and_not_imported(library: Library) -> None:
    preview = pasted(library, TABLE.splitlines()[0] + "\n")
    assert track_preview.problems(preview)[0].startswith("There are no rows to import")
    assert refusal(lambda: track_import.commit(library, preview)).startswith("There are no rows")


def test_parts_are_put_right_by_hand(library: Library) -> None:
    preview = pasted(library)
    joined = corrections.merge_parts(preview, 0, 1)
    assert [part.text for part in joined.row(0).item.parts] == ["count the lamps; ii) mend them."]
    at = joined.row(0).item.text.index("ii)")
    assert corrections.split_part(joined, 0, at).row(0).item.parts == preview.row(0).item.parts
    for steps in (-1, 1):  # part i, or part ii, would be left without words
        told = refusal(lambda steps=steps: corrections.step_boundary(preview, 0, 1, steps))
        assert told.startswith("There is no marker or sentence where this can begin")
    place = preview.row(0).item.text.index("mend")
    further = corrections.move_boundary(preview, 0, 1, place)
    assert further.row(0).item.parts[1].text == "mend them."
    assert [flag.code for flag in further.row(0).flags] == ["divided-by-hand"]
    assert corrections.divide_as_read(further, 0) == preview


def test_cells_are_exchanged_and_changed_and_what_stood_there_is_kept(library: Library) -> None:
    preview = pasted(library)
    swapped = corrections.swap_cells(preview, 1)
    assert (swapped.row(1).item.leads, swapped.row(1).item.cells) == (
        ("Q4", "2005"),
        preview.row(1).stood,
    )
    assert corrections.swap_cells(swapped, 1).row(1).item == preview.row(1).item
    changed = corrections.change_cell(preview, 2, Column.TIMETABLE, "Spring 2006")
    item = changed.row(2).item
    assert item.deadline is not None
    assert (item.deadline.value, item.cells[2]) == ("2006-03/2006-05", "")
    assert "cell-changed" in {flag.code for flag in item.flags}
    numbered = corrections.change_cell(preview, 2, Column.NUMBER, "2")
    assert "Number 2 stands on several rows." in track_preview.problems(numbered)


def test_cells_in_each_other_s_place_are_corrected_where_they_were_read(library: Library) -> None:
    table = TABLE.replace("HC\tQ3 / 2005", "(i) Q3 / 2005 (ii) Q4 / 2005\tHC")
    preview = pasted(library, table)
    row = preview.row(0)
    assert [corrections.cell_of(row, one) for one in (Column.LEAD, Column.TIMETABLE)] == [
        "HC",
        "(i) Q3 / 2005 (ii) Q4 / 2005",
    ]
    for before in (preview, corrections.swap_cells(pasted(library), 0)):
        was = before.row(0).item
        item = corrections.change_cell(before, 0, Column.LEAD, "Harbour Council").row(0).item
        assert item.leads == ("Harbour Council",)
        assert [part.deadline for part in item.parts] == [part.deadline for part in was.parts]
        assert item.deadline == was.deadline
    swapped = corrections.swap_cells(pasted(library), 1).row(1)
    assert corrections.cell_of(swapped, Column.LEAD) == "Q4 / 2005"
    assert [one.message for one in swapped.flags if one.code == "cells-exchanged"] == [
        "Lead department and timetable were exchanged by hand."
    ]


def test_rows_are_joined_split_and_left_out(library: Library) -> None:
    preview = pasted(library)
    joined = corrections.join_with_above(preview, 2)
    item = joined.row(1).item
    assert item.text.endswith("in good repair. Trade should answer the towns.")
    assert (item.leads, item.status_raw) == (("Ports", "Trade"), "Not due\nMet")
    apart = corrections.split_row(joined, 1, item.text.index("Trade should"))
    assert [row.item.text for row in apart.rows] == [row.item.text for row in preview.rows]
    assert [row.item.leads for row in apart.rows] == [row.item.leads for row in preview.rows]
    parted = corrections.split_row(preview, 1, preview.row(1).item.text.index("every"))
    assert [row.item.leads for row in parted.rows[1:3]] == [("Ports",), ("Ports",)]
    less = corrections.leave_out(preview, 1)
    done = track_import.commit(library, less)
    assert done.counted == "2 recommendations, 2 explicit parts"
    assert "row-left-out" in {flag.code for flag in kept(library, done.set_id).flags}


def test_what_the_set_is_can_be_said_by_hand(library: Library) -> None:
    text = TABLE.replace("Q3 / 2005", "Q1-Q2 2005")
    preview = corrections.with_as_at(pasted(library, text), "March 2006")
    preview = corrections.with_quarters(preview, QuarterConvention.FINANCIAL)
    deadline = preview.row(0).item.deadline
    assert deadline is not None
    assert deadline.value == "2005-04/2005-09"
    owner = kept(library, track_import.commit(library, preview).set_id)
    assert owner.as_at is not None
    assert (owner.as_at.value, owner.quarters) == ("2006-03", QuarterConvention.FINANCIAL)
    assert owner.flags == ()


def test_columns_are_chosen_by_hand_and_kept_when_the_rest_is_read_again(
    library: Library,
) -> None:
    text = "was;wer;wann\nDie Stadt soll Laternen aufstellen;Stadt;Q3 2005\n"
    preview = corrections.with_title(pasted(library, text), "Laternen")
    chosen = corrections.with_columns(preview, {Column.LEAD: 1, Column.PROGRESS: None})
    assert chosen.title == "Laternen"
    assert (chosen.row(0).item.leads, chosen.table.columns.guessed) == (("Stadt",), False)
    with pytest.raises(UserCanFix, match="There is no column 9; the table has 3"):
        corrections.with_columns(preview, {Column.LEAD: 8})


def test_a_later_table_is_matched_and_adds_what_is_new(library: Library) -> None:
    key = imported(library)
    later = """Ref\tRecommendation\tProgress\tDeadline
1\tHC should: i) count the lamps; ii) mend them.\ti) Met ii) Not met\tQ3 / 2005
2\tPorts should keep each of their boats in good repair.\tMet\tQ4 / 2006
7\tTrade should answer the towns.\tMet\t
8\tBees should be kept on the roof of the mill.\tMet\t
"""
    preview = pasted(library, later)
    matching = track_merge.match(library, key, preview, past_date("March 2007"))
    assert [(one.number, one.target_number, one.found) for one in matching.matches] == [
        ("1", "1", Found.MATCHED),
        ("2", "2", Found.TEXT_DIFFERS),
        ("7", "3", Found.NUMBER_DIFFERS),
        ("8", "", Found.NOT_FOUND),
    ]
    assert (matching.warning, matching.confirmed) == ("", {0})
    assert matching.matches[1].told == "Met, now due Q4 / 2006"
    track_merge.add(library, matching, {0, 1}, "Second report")
    assert progress_of(library, "1") == [
        ("", Status.NOT_MET, ""),
        ("i", Status.MET, "2007-03"),
        ("ii", Status.NOT_MET, "2007-03"),
    ]
    (second,) = [item for _, item in track.recommendations(library) if item.number == "2"]
    assert second.deadline is not None
    assert (second.deadline.value, [one.value for one in second.revisions]) == (
        "2005-Q4",
        ["2006-Q4"],
    )
    assert second.progress[-1].source == "Second report"
    again = track_merge.match(library, key, preview, past_date("March 2007"))
    assert [len(one.entries) for one in again.matches] == [0, 0, 1, 0]
    fully = corrections.leave_out(preview, 2)
    known = track_merge.match(library, key, fully, past_date("March 2007"))
    assert known.nothing_new.startswith("There is nothing to add: the set holds")
    undo(library)
    assert progress_of(library, "1") == [("", Status.NOT_MET, "")]


def test_a_table_of_another_set_adds_nothing_unless_confirmed(library: Library) -> None:
    key = imported(library)
    other = track_import.read_file(library, SEED_LIKE)
    matching = track_merge.match(library, key, other)
    assert matching.warning.startswith("Only 0 of 11 rows match")
    assert matching.confirmed == frozenset()
    told = refusal(lambda: track_merge.add(library, matching, matching.confirmed))
    assert told == "No row that reports anything new is confirmed; nothing was added."
    no_progress = pasted(library, "Ref\tRecommendation\tLead\n1\tDo it.\tHC\n")
    assert "No column" in refusal(lambda: track_merge.match(library, key, no_progress))


def test_a_later_table_for_a_set_is_told_when_it_is_read_as_a_new_one(library: Library) -> None:
    imported(library)
    preview = pasted(library, TABLE.replace("Not met", "Met"))
    assert preview.like.startswith("3 of 3 rows stand in “Harbour review” already")
    titled = corrections.with_title(preview, "harbour REVIEW")
    assert "choose another title" in refusal(lambda: track_import.commit(library, titled))


def test_answers_are_responses_and_a_sum_is_no_recommendation(library: Library) -> None:
    """ "Progress" beats any other name of its column; a response is no report of progress."""
    head = "No\tRecommendation\tLead\tTimetable\tGovernment response\tStatus\tProgress\n"
    rows = (
        "1\tDo a thing.\tDWP\tQ1 2004\tAccepted in principle\tgreen\tNot completed\n",
        "2\tDo another.\tDWP\tQ1 2004\tPartially accepted\tred\tMet\n",
        "3\tDo a third.\tDWP\tQ1 2004\tAccepted, but not now\tred\t\n",
        "Total\t\t\t\t\t£11\t\n",
    )
    preview = pasted(library, head + "".join(rows))
    assert [(item.status, [one.kind for one in item.responses]) for item in preview.items] == [
        (Status.NOT_MET, [ResponseKind.IN_PRINCIPLE]),
        (Status.MET, [ResponseKind.PARTLY_ACCEPTED]),
        (Status.UNKNOWN, []),
    ]
    told = track_preview.problems(preview)
    assert "One row has no wording and cannot be imported: Total." in told
    assert "One row has a response that was not understood: 3." in told
    assert track_import.commit(library, preview).counted.startswith("3 recommendations")
    only = pasted(library, "No\tRecommendation\tLead\tResponse\n1\tDo more.\tDWP\tMet\n")
    assert only.items[0].reported is Status.MET  # what it says is a report, whatever its name
    bare = pasted(library, "No\tLead\tTimetable\tProgress\n1\tDWP\tQ1 2004\tMet\n")
    assert "No row has the wording" in refusal(lambda: track_import.commit(library, bare))


def test_a_table_that_says_when_it_reports_says_nothing_before(library: Library) -> None:
    """Its entries get its date; the row is still written as it was found."""
    text = TABLE.replace("Not met", "Not met; i) met")
    preview = corrections.with_as_at(pasted(library, text), "March 2006")
    key = track_import.commit(library, corrections.with_title(preview, "Quays")).set_id
    held = [track.held(library, line.id) for line in track.board(library).lines]
    before, after = (
        [clock(one.item, one.owner.quarters, day).status for one in held]
        for day in (date(2006, 3, 30), date(2006, 3, 31))
    )
    assert set(before) == {Status.UNKNOWN}
    assert after == [Status.MIXED, Status.NOT_DUE, Status.MET]
    assert [one.item.status for one in held] == after
    assert not any(clock(one.item, one.owner.quarters, date(2006, 4, 1)).undated for one in held)
    assert [write_row(one.item).cells for one in held] == [row.stood for row in preview.rows]
    later = track_merge.match(library, key, pasted(library, text))  # nobody says when
    assert [one.entries for one in later.matches] == [(), (), ()]
