"""Topic headings are added, renamed, moved, merged, split and retired in one step each."""

from __future__ import annotations

from datetime import date

import pytest

from evidence_library.errors import Cancelled, UserCanFix
from evidence_library.model.record import TopicHeading
from evidence_library.services import curate, find, ingest, read, saved_searches, topics
from evidence_library.services import heading_edits as edits
from evidence_library.services.find import Request
from evidence_library.services.heading_edits import Edit, Parts
from evidence_library.services.heading_fields import Fields
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, concept, heading, identity, note

TODAY = date(2026, 3, 4)


@pytest.fixture
def headed(library: Library) -> Library:
    """Records under a heading, under its broader one, and elsewhere."""
    library.person = "KL"
    add(
        library,
        note("home", topics=(heading(library, "Housing"),)),
        note("race", topics=(heading(library, "Race Equality and Inclusion"),)),
        note("noise", topics=(heading(library, "Neighbour Disputes and Noise"),)),
        note("both", topics=(heading(library, "Housing"), heading(library, "Restorative Justice"))),
    )
    return library


def do(library: Library, edit: Edit) -> str:
    return topics.commit(library, edit, today=TODAY).name


def found(library: Library, query: str) -> set[str]:
    answer = find.search(library, Request(query, synonyms=False))
    return {hit.plain_title for hit in find.hits(library, answer, 0, 50)}


def labels(library: Library, name: str) -> tuple[str, ...]:
    view = read.read_record(library, identity(name))
    return tuple(path.labels[-1] for path in view.topics)


def test_a_new_heading_is_proposed_and_stands_last_on_its_level(headed: Library) -> None:
    fields = Fields(notation="RAC.9", scope_note="Who lives where.", alternative_labels=["digs"])
    assert do(headed, edits.add("Lodgings", below="RAC", fields=fields)) == (
        "Add the heading “Lodgings”"
    )
    made = concept(headed, "Lodgings")
    assert (made.status, made.notation, made.scope_note) == (
        "proposed",
        "RAC.9",
        "Who lives where.",
    )
    assert [(one.date.value, one.note) for one in made.history] == [("2026-03-04", "Added (KL)")]
    level = [one for one in topics.headings(headed) if one.broader_notation == "RAC"]
    assert level[-1].concept.label == "Lodgings"
    assert topics.named(headed, "DIGS") == made.id


def test_a_renamed_heading_is_found_by_both_names(headed: Library) -> None:
    before = concept(headed, "Housing")
    looked = topics.preview(headed, edits.rename("housing", "Homes and Tenancies"))
    assert ([title for _key, title in looked.records], looked.rewritten) == (["both", "home"], 0)
    name = do(headed, edits.rename("RAC.5", "Homes and Tenancies"))
    assert name == "Rename the heading “Housing” to “Homes and Tenancies”"
    assert concept(headed, "Homes and Tenancies").alternative_labels == (
        *before.alternative_labels,
        "Housing",
    )
    for query in ("topic:Housing", 'topic:"Homes and Tenancies"', "tenancies", "housing"):
        assert found(headed, query) == {"home", "both"}, query
    assert labels(headed, "home") == ("Homes and Tenancies",)
    hits = find.hits(headed, find.search(headed, Request("home")))
    assert hits[0].topics == ("Homes and Tenancies",)
    do(headed, edits.rename("Housing", "Housing"))
    assert "Housing" not in concept(headed, "Housing").alternative_labels
    curate.undo(headed)
    curate.undo(headed)
    assert concept(headed, "Housing") == before
    assert found(headed, "tenancies") == set()


def test_a_heading_moves_with_its_records_but_never_below_itself(headed: Library) -> None:
    do(headed, edits.move("Housing", "Antisocial Behaviour", 1))
    assert found(headed, "topic:ASB") == {"noise", "home", "both"}
    assert found(headed, "topic:RAC") == {"race"}
    level = [one.concept.label for one in topics.headings(headed) if one.broader_notation == "ASB"]
    assert level[:2] == ["Housing", "Neighbour Disputes and Noise"]
    with pytest.raises(UserCanFix, match="choose another place"):
        do(headed, edits.move("Antisocial Behaviour", "Housing"))
    do(headed, edits.move("Housing", ""))
    assert topics.details(headed, concept(headed, "Housing").id).path == ("Housing",)  # type: ignore[union-attr]


def test_headings_change_places_on_their_level(headed: Library) -> None:
    def level() -> list[str]:
        return [one.concept.label for one in topics.headings(headed) if one.depth == 0]

    first, second, *_others, last = level()
    do(headed, edits.shift(first, 1))
    assert level()[:2] == [second, first]
    do(headed, edits.shift(last, 1))
    do(headed, edits.order(last, 1))
    assert level()[:3] == [last, second, first]
    curate.undo(headed)
    curate.undo(headed)
    assert level()[:2] == [first, second]


def test_merged_headings_lead_to_the_one_in_their_place(headed: Library) -> None:
    key = concept(headed, "Housing").id
    saved_searches.save(headed, "homes", Request("", filters={"topic": frozenset({key})}))
    looked = topics.preview(headed, edits.merge(["Housing"], "Antisocial Behaviour"))
    assert (len(looked.records), looked.rewritten) == (3, 2)
    do(headed, edits.merge(["Housing"], "Antisocial Behaviour"))
    assert labels(headed, "both") == ("Antisocial Behaviour", "Restorative Justice")
    everything = {"home", "both", "noise"}
    for query in ("topic:Housing", "topic:RAC.5", "topic:ASB"):
        assert found(headed, query) == everything, query
    assert found(headed, "housing") == everything
    (kept,) = (one for one in saved_searches.listed(headed) if one.name == "homes")
    assert (kept.count, kept.notes) == (3, ())
    answer = find.search(headed, kept.request or Request())
    assert answer.request.filters == {"topic": {concept(headed, "Antisocial Behaviour").id}}
    assert "Housing" in concept(headed, "Antisocial Behaviour").alternative_labels
    with pytest.raises(StopIteration):
        concept(headed, "Housing")
    curate.undo(headed)
    assert labels(headed, "both") == ("Housing", "Restorative Justice")
    assert found(headed, "topic:ASB") == {"noise"}


def test_a_broader_heading_merges_into_one_below_it(headed: Library) -> None:
    do(headed, edits.merge(["Race Equality and Inclusion"], "Housing"))
    assert topics.details(headed, concept(headed, "Housing").id).path == ("Housing",)  # type: ignore[union-attr]
    assert found(headed, "topic:RAC") == {"home", "both", "race"}
    assert len([one for one in topics.headings(headed) if one.broader_notation == "RAC.5"]) >= 4


def test_a_heading_is_split_with_a_choice_for_each_record(headed: Library) -> None:
    parts = Parts(
        into=["Tenancies", "Homelessness help"],
        chosen={identity("both"): ["Homelessness help", "Tenancies"]},
    )
    name = do(headed, edits.split("Housing", parts))
    assert name == "Split the heading “Housing” into “Tenancies”, “Homelessness help”"
    assert labels(headed, "home") == ("Tenancies",)
    assert labels(headed, "both") == ("Homelessness help", "Tenancies", "Restorative Justice")
    assert found(headed, "topic:Housing") == {"home", "both"}
    assert found(headed, "topic:RAC") == {"home", "both", "race"}
    curate.undo(headed)
    assert labels(headed, "both") == ("Housing", "Restorative Justice")


def test_a_heading_that_is_split_may_stay(headed: Library) -> None:
    parts = Parts(into=["Housing", "Tenancies"], chosen={identity("both"): ["Tenancies"]})
    do(headed, edits.split("Housing", parts))
    assert (labels(headed, "home"), labels(headed, "both")) == (
        ("Housing",),
        ("Tenancies", "Restorative Justice"),
    )
    with pytest.raises(UserCanFix, match="at least two"):
        do(headed, edits.split("Housing", Parts(into=["Housing"])))


def test_a_retired_heading_flags_its_records_or_leads_elsewhere(headed: Library) -> None:
    do(headed, edits.retire("Housing"))
    record = read.read_record(headed, identity("home")).record
    assert [flag.code for flag in record.flags] == ["retired-heading"]
    assert labels(headed, "home") == ("Housing (retired)",)
    assert found(headed, "topic:Housing") == {"home", "both"}
    do(headed, edits.bring_back("Housing"))
    assert read.read_record(headed, identity("home")).record.flags == ()
    do(headed, edits.retire("Housing", "Restorative Justice"))
    assert labels(headed, "both") == ("Restorative Justice",)
    assert found(headed, "housing") == {"home", "both"}
    do(headed, edits.bring_back("RAC.5"))
    assert found(headed, "topic:Housing") == set()
    for _ in range(4):
        curate.undo(headed)
    assert labels(headed, "both") == ("Housing", "Restorative Justice")


def test_a_sheet_that_names_an_old_label_comes_under_the_heading_in_its_place(
    headed: Library, tmp_path_factory: pytest.TempPathFactory
) -> None:
    old = concept(headed, "Housing")
    do(headed, edits.retire("Housing", "Restorative Justice"))
    text = f"---\ntitle: Flats\ntopics:\n- Housing\n- label: X\n  concept: {old.id}\n---\nText"
    path = tmp_path_factory.mktemp("files") / "flats.md"
    path.write_text(text, encoding="utf-8")
    (preview,) = ingest.preview(headed, [path])
    assert preview.reading is not None
    (record,) = preview.reading.records
    new = concept(headed, "Restorative Justice").id
    assert record.topics == (TopicHeading("Housing", new), TopicHeading("X", new))
    assert [flag.code for flag in record.flags] == []


def test_verified_headings_are_said_to_be_those_of_scs(headed: Library) -> None:
    looked = topics.preview(headed, edits.rename("Partnership Working", "Partners"))
    assert looked.notes == (
        "“Partnership Working” is a verified heading of SCS (Safer Communities Scotland); from "
        "now on your library differs from it.",
    )
    with pytest.raises(UserCanFix, match="add it as proposed"):
        do(headed, edits.add("Flats", fields=Fields(status="verified", source="SCS")))
    do(headed, edits.add("Flats"))
    with pytest.raises(UserCanFix, match="say in “source”"):
        do(headed, edits.change("Flats", Fields(status="verified")))
    do(headed, edits.change("Flats", Fields(status="verified", source="SCS website, 2011")))
    assert concept(headed, "Flats").status == "verified"


def test_everything_said_of_a_heading_can_be_changed_in_one_step(headed: Library) -> None:
    do(
        headed,
        edits.change(
            "Housing",
            Fields(
                notation="HOU",
                hidden_labels=["huosing", "Housing"],
                related=["Restorative Justice", "ASB", "Housing"],
                valid_from="January 2004",
                valid_to="2030",
            ),
        ),
    )
    made = concept(headed, "Housing")
    assert (made.notation, made.hidden_labels) == ("HOU", ("huosing",))
    assert [topics.named(headed, key) for key in made.related] == [
        concept(headed, "Restorative Justice").id,
        concept(headed, "Antisocial Behaviour").id,
    ]
    assert made.valid_from is not None
    assert made.valid_from.value == "2004-01"
    assert found(headed, "huosing") == {"home", "both"}


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (edits.add("housing"), "There is a heading “Housing” already."),
        (edits.add(" \n"), "A heading needs a label"),
        (edits.add("x" * 200), "at most 160 letters"),
        (edits.add("New", below="Nowhere"), "There is no topic heading “Nowhere”."),
        (edits.change("ASB", Fields(notation="RAC")), "has the notation “RAC” already"),
        (edits.change("ASB", Fields(valid_from="soon")), "“soon” is no date"),
        (edits.change("ASB", Fields(valid_from="2005", valid_to="2004")), "before it begins"),
        (edits.change("ASB", Fields(status="sure")), "verified or proposed, not “sure”"),
        (edits.merge(["ASB"], "Antisocial Behaviour"), "at least one other heading"),
        (edits.retire("ASB", "ASB"), "cannot take its own place"),
        (edits.bring_back("ASB"), "There is no retired heading “ASB”."),
        (edits.order("ASB", 0), "counted from 1"),
        (edits.order("ASB", 99), "There are only"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    library: Library, edit: Edit, said: str
) -> None:
    before = topics.headings(library)
    with pytest.raises(UserCanFix, match=said):
        do(library, edit)
    assert topics.headings(library) == before


def test_a_change_of_many_records_can_be_stopped(headed: Library) -> None:
    def stop(_done: int, _total: int, _what: str) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        topics.commit(headed, edits.rename("Housing", "Tenancies"), progress=stop)
    assert found(headed, "tenancies") == set()
    assert concept(headed, "Housing").label == "Housing"


def test_bringing_back_takes_nothing_from_the_other_that_was_its_own(headed: Library) -> None:
    for name in ("Housing", "Restorative Justice"):
        labels_too = Fields(alternative_labels=["Shared name"])
        do(headed, edits.change(name, labels_too))
    do(headed, edits.merge(["Housing"], "Restorative Justice"))
    do(headed, edits.bring_back("Housing"))
    assert "Shared name" in concept(headed, "Restorative Justice").alternative_labels
    assert "Housing" not in concept(headed, "Restorative Justice").alternative_labels
