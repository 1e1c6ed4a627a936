"""The library's own words that mean the same: added, changed, switched off, and taken back."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.errors import UserCanFix
from evidence_library.model.thesaurus import Term, TermKind
from evidence_library.query.expansion import expand
from evidence_library.query.parsing import parse
from evidence_library.services import curate, find, thesaurus, word_groups, word_list
from evidence_library.services.find import Request
from evidence_library.services.library import open_library
from evidence_library.services.opened import Library
from evidence_library.services.word_checks import Draft, Remark, draft_of
from evidence_library.services.word_list import Group, State
from tests.helpers.libraries import add, empty_library, note


def drafts(*texts: str) -> tuple[Draft, ...]:
    return tuple(map(Draft, texts))


def whole(*texts: str) -> tuple[Draft, ...]:
    """A whole group: the first is its preferred term."""
    return (Draft(texts[0], TermKind.PREFERRED.value), *drafts(*texts[1:]))


def others(library: Library, text: str) -> set[str]:
    return set(find.understood(library, Request(text)).added)


def terms(library: Library, name: str) -> list[str]:
    return [term.text for term in word_groups.named(library, name).terms]


def state(library: Library, name: str) -> State:
    return word_groups.named(library, name).state


def test_a_new_library_has_the_shipped_groups_only(library: Library) -> None:
    listed = word_groups.listed(library)
    assert [group.name for group in listed] == sorted(
        (group.name for group in thesaurus.shipped()), key=str.casefold
    )
    assert {group.state for group in listed} == {State.SHIPPED}
    assert word_groups.listed(library, own=True) == ()
    assert thesaurus.synonyms_of(library) is thesaurus.synonyms()


def test_a_group_is_found_by_name_by_term_and_by_part_of_a_term(library: Library) -> None:
    assert word_groups.named(library, "HOUSEBREAKING").name == "burglary"
    assert "burglary" in [group.name for group in word_groups.listed(library, "housebr")]
    with pytest.raises(UserCanFix, match="There is no group of words with “zebra”"):
        word_groups.named(library, "zebra")


def test_a_new_group_is_searched_at_once(library: Library) -> None:
    add(library, note("one", "the tasking meeting"))
    assert find.search(library, Request("T&CG")).total == 0
    name, changes = word_groups.add(library, " tasking  meeting", [Draft("T&CG", "abbreviation")])
    assert (name, changes.name) == ("tasking meeting", "Add words for “tasking meeting”")
    assert changes.any_found
    assert state(library, "tasking meeting") is State.OWN
    assert find.search(library, Request("T&CG")).also_searched == ("tasking meeting",)
    assert find.search(library, Request("T&CG")).total == 1
    curate.undo(library)
    assert find.search(library, Request("T&CG")).total == 0
    curate.redo(library)
    assert find.search(library, Request("T&CG")).total == 1


def test_words_are_added_to_a_shipped_group_found_by_any_of_its_terms(library: Library) -> None:
    name, _ = word_groups.add(library, "housebreaking", drafts("screwing"))
    assert name == "burglary"
    assert state(library, "burglary") is State.CHANGED
    assert "screwing" in others(library, "burglary")
    assert "housebreaking" in others(library, "screwing")
    assert others(library, '"screwing"') >= {"burglary", "housebreaking"}


def test_a_wrong_term_is_switched_off_and_put_back(library: Library) -> None:
    before = word_groups.named(library, "burglary")
    word_groups.remove(library, "burglary", ["Housebreaking"])
    assert others(library, "housebreaking") == set()
    assert "housebreaking" not in others(library, "burglary")
    [entry] = [it for it in word_groups.named(library, "burglary").entries if it.off]
    assert entry.term.text == "housebreaking"
    word_groups.add(library, "burglary", drafts("housebreaking"))
    assert word_groups.named(library, "burglary") == before


def test_a_shipped_group_is_switched_off_on_and_back_as_it_ships(library: Library) -> None:
    before = word_groups.named(library, "burglary")
    word_groups.add(library, "burglary", drafts("screwing"))
    assert word_groups.remove(library, "burglary").name == "Switch off words for “burglary”"
    assert state(library, "burglary") is State.OFF
    assert others(library, "burglary") == set()
    with pytest.raises(UserCanFix, match="switched off already"):
        word_groups.remove(library, "burglary")
    word_groups.switch(library, "burglary", on=True)
    assert "screwing" in others(library, "burglary")
    word_groups.restore(library, "burglary")
    assert word_groups.named(library, "burglary") == before
    with pytest.raises(UserCanFix, match="“burglary” is as shipped"):
        word_groups.restore(library, "burglary")


def test_words_added_to_a_group_that_is_off_switch_it_on(library: Library) -> None:
    word_groups.switch(library, "burglary", on=False)
    word_groups.add(library, "burglary", drafts("screwing"))
    assert state(library, "burglary") is State.CHANGED


def test_to_switch_what_is_so_already_changes_nothing(library: Library) -> None:
    changes = word_groups.switch(library, "burglary", on=True)
    assert not changes.any
    assert curate.undo_name(library) == ""


def test_a_group_of_ones_own_is_renamed_and_removed(library: Library) -> None:
    word_groups.add(library, "tasking", drafts("daily tasking meeting"))
    with pytest.raises(UserCanFix, match="nothing shipped to go back to"):
        word_groups.restore(library, "tasking")
    name, changes = word_groups.put(
        library, "tasking", "Tasking meeting", whole("tasking meeting", "tasking", "huddle")
    )
    assert (name, changes.name) == ("Tasking meeting", "Change words for “Tasking meeting”")
    assert terms(library, "tasking") == ["tasking meeting", "tasking", "huddle"]
    assert [group.name for group in word_groups.listed(library, own=True)] == ["Tasking meeting"]
    word_groups.remove(library, "Tasking meeting")
    assert word_groups.listed(library, own=True) == ()
    curate.undo(library)
    assert terms(library, "tasking meeting") == ["tasking meeting", "tasking", "huddle"]


def test_a_new_group_without_a_name_is_called_as_its_preferred_term(library: Library) -> None:
    made = (Draft("huddle"), Draft("tasking meeting", "preferred"))
    assert word_groups.put(library, "", " ", made)[0] == "tasking meeting"


def test_a_shipped_group_keeps_its_name_and_its_own_note_can_be_given_to_a_term(
    library: Library,
) -> None:
    shipped = word_groups.named(library, "burglary")
    changed = [
        Draft(term.text, term.kind, note="Scots law")
        if term.text == "housebreaking"
        else draft_of(term)
        for term in shipped.terms
    ]
    assert word_groups.put(library, "burglary", "theft of all sorts", changed)[0] == "burglary"
    found = word_groups.named(library, "burglary")
    assert [entry.term.note for entry in found.entries if entry.own] == ["Scots law"]
    assert not any(entry.off for entry in found.entries)
    word_groups.put(library, "burglary", "", list(map(draft_of, shipped.terms)))
    assert word_groups.named(library, "burglary") == shipped


@pytest.mark.parametrize(
    ("name", "added", "message"),
    [
        ("tasking", [Draft("")], "Type a word, or take the row out"),
        ("tasking", [Draft("–")], "“–”: It holds no word"),
        ("tasking", [Draft("x" * 121)], "at most 120 letters"),
        ("tasking", [Draft("Tasking")], "two terms"),
        ("tasking", [Draft("taskings")], "It is found with “tasking” already"),
        ("tasking", [Draft("burglaries")], "in the group “burglary” as “burglary” already"),
        ("tasking", [Draft("burglary")], "in the group “burglary” already; take it out there"),
        ("tasking", [Draft("huddle", "pun")], "“pun” is no kind; the kinds are preferred,"),
        ("tasking", [Draft("huddle", "preferred")], "Another term is the preferred one"),
        ("tasking", [Draft("huddle", first_year="20o1")], "“20o1” is no year"),
        ("tasking", [Draft("huddle", "synonym", "2007", "2001")], "ends before it begins"),
        ("tasking", [Draft("huddle", note="x" * 401)], "A note has at most 400"),
        ("x" * 81, [Draft("huddle")], "A name has at most 80"),
        (" ", [Draft("huddle")], "A group needs a name"),
        ("burglary", [Draft("burglaries")], "It is found with “burglary” already"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_changed(
    library: Library, name: str, added: list[Draft], message: str
) -> None:
    with pytest.raises(UserCanFix, match=message):
        word_groups.add(library, name, added)
    assert word_groups.listed(library, own=True) == ()
    assert curate.undo_name(library) == ""


def test_what_is_odd_is_said_and_no_hindrance(library: Library) -> None:
    words = word_list.now(library)
    odd = [
        Draft("tasking", "preferred"),
        Draft("the"),
        Draft("TCG", "abbreviation"),
        Draft("T C G", "abbreviation"),
        Draft("DTM"),
    ]
    assert words.remarks("tasking", odd) == (
        Remark(
            1,
            "term",
            "“the” stands in nearly every text, so each search for this group would find nearly"
            " everything.",
            wrong=False,
        ),
        Remark(
            2,
            "term",
            "Short forms often mean several things; is this the only one in your field?",
            wrong=False,
        ),
        Remark(3, "term", "An abbreviation is written as one word.", wrong=False),
        Remark(4, "term", "For a short form choose the kind “abbreviation”.", wrong=False),
    )
    word_groups.add(library, "tasking", odd[1:])


def test_a_term_that_moved_cannot_come_back_to_two_groups(library: Library) -> None:
    word_groups.remove(library, "burglary", ["housebreaking"])
    word_groups.add(library, "Scots crimes", drafts("housebreaking"))
    said = "“housebreaking”: It stands in the group “Scots crimes” already"
    with pytest.raises(UserCanFix, match=said):
        word_groups.restore(library, "burglary")
    with pytest.raises(UserCanFix, match=said):
        word_groups.add(library, "burglary", drafts("housebreaking"))
    word_groups.switch(library, "Scots crimes", on=False)
    word_groups.restore(library, "burglary")
    with pytest.raises(UserCanFix, match="It stands in the group “burglary” already"):
        word_groups.switch(library, "Scots crimes", on=True)


def test_words_that_a_newer_program_ships_do_not_stand_in_two_groups(library: Library) -> None:
    word_groups.add(library, "tasking", drafts("huddle", "muster"))
    newer = [
        word_list.TermGroup("meeting", tuple(Term(text, TermKind.SYNONYM) for text in texts))
        for texts in (("meeting", "huddle", "gathering"), ("roll call", "musters"))
    ]
    kept = list(word_list.now(library).kept.values())
    assert [[term.text for term in group.terms] for group in thesaurus.in_use(newer, kept)] == [
        ["meeting", "gathering"],
        ["tasking", "huddle", "muster"],
    ]


def test_words_of_a_newer_version_are_kept_and_not_used(library: Library) -> None:
    for name in ("burglary", "circles"):
        with library.change("Another version") as change:
            document = json.dumps({"format": 2, "terms": "x"})
            key = word_groups.group_id(name)
            change.operation.write("word_groups", {"id": key, "name": name, "document": document})
        assert state(library, name) is State.NOT_UNDERSTOOD
        for act in (
            lambda name: word_groups.add(library, name, drafts("x-ray")),
            lambda name: word_groups.put(library, name, name, whole("a1", "b2")),
            lambda name: word_groups.switch(library, name, on=False),
            lambda name: word_groups.remove(library, name, ["burglary"]),
        ):
            with pytest.raises(UserCanFix, match="newer version of this program"):
                act(name)
    assert "housebreaking" in others(library, "burglary")
    word_groups.restore(library, "burglary")
    word_groups.remove(library, "circles")
    assert word_groups.listed(library, own=True) == ()


def test_a_library_from_before_is_read_where_it_cannot_be_written(library: Library) -> None:
    with library.connections.writing() as database:
        database.conn.execute("DROP TABLE word_groups")
    assert word_groups.listed(library, own=True) == ()
    assert "housebreaking" in others(library, "burglary")


def test_what_another_program_changed_counts_at_once(library: Library) -> None:
    assert "screwing" not in others(library, "burglary")
    elsewhere = open_library(library.folder)
    word_groups.add(elsewhere, "burglary", drafts("screwing"))
    assert "screwing" in others(library, "burglary")
    curate.undo(elsewhere)
    elsewhere.close()
    assert "screwing" not in others(library, "burglary")


def test_two_libraries_do_not_share_their_words(library: Library, tmp_path: Path) -> None:
    other = empty_library(tmp_path / "other")
    word_groups.add(library, "burglary", drafts("screwing"))
    assert "screwing" not in others(other, "burglary")
    assert "screwing" in others(library, "burglary")
    other.close()


def test_other_changes_of_the_library_do_not_make_the_words_again(library: Library) -> None:
    word_groups.add(library, "burglary", drafts("screwing"))
    made = thesaurus.synonyms_of(library)
    add(library, note("one"))
    assert thesaurus.synonyms_of(library) is made


def test_words_and_their_undo_survive_opening_the_library_again(tmp_path: Path) -> None:
    library = empty_library(tmp_path / "one")
    word_groups.add(library, "burglary", drafts("screwing"))
    library.close()
    library = open_library(tmp_path / "one")
    assert "screwing" in others(library, "burglary")
    assert curate.undo_name(library) == "Add words for “burglary”"
    curate.undo(library)
    assert "screwing" not in others(library, "burglary")
    library.close()


def test_a_term_of_the_library_is_no_misspelling(library: Library) -> None:
    add(library, *(note(f"number {n}", "muster of the team") for n in range(30)))
    assert find.search(library, Request("mustar")).did_you_mean == "muster"
    word_groups.add(library, "roll call", drafts("mustar"))
    assert find.search(library, Request("mustar")).did_you_mean == ""


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["add", "remove", "off", "on", "undo"]), st.integers(0, 5)),
        max_size=10,
    )
)
def test_after_any_change_each_word_finds_what_its_group_finds(
    worded: Library, steps: list[tuple[str, int]]
) -> None:
    for act, which in steps:
        if act == "undo" and curate.undo_name(worded) == "Add records":
            continue
        try:
            take(worded, act, _OWN[which % 2], [_OWN[which]])
        except UserCanFix:
            continue
    for group in thesaurus.in_use((), list(word_list.now(worded).kept.values())):
        found = [set(find.search(worded, Request(term.text)).numbers) for term in group.terms]
        assert all(one == found[0] for one in found)
        assert len(found[0]) == len(group.terms)
    for word in set(_OWN) - {term.text for term in _terms_in_use(worded)}:
        assert find.search(worded, Request(word)).total == 1
    while curate.undo_name(worded) != "Add records":
        curate.undo(worded)


def _terms_in_use(library: Library) -> list[Term]:
    groups = thesaurus.in_use((), list(word_list.now(library).kept.values()))
    return [term for group in groups for term in group.terms]


_OWN = ("quagga", "okapi", "zebra", "mongoose", "narwhal", "pangolin")


@pytest.fixture(scope="module")
def worded(tmp_path_factory: pytest.TempPathFactory) -> object:
    """One record for each of some words that ship in no group."""
    made = empty_library(tmp_path_factory.mktemp("worded") / "library")
    add(made, *(note(f"record {number}", word) for number, word in enumerate(_OWN)))
    yield made
    made.close()


_NAMES = ("burglary", "stop and search", "tasking", "roll call")
_WORDS = ("screwing", "huddle", "muster", "housebreaking", "stop and frisk", "tasking", "TCG")
_steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "put", "remove", "off", "on", "restore", "undo", "redo"]),
        st.sampled_from(_NAMES),
        st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3, unique=True),
    ),
    max_size=12,
)


def take(library: Library, act: str, name: str, texts: list[str]) -> None:
    match act:
        case "add":
            word_groups.add(library, name, drafts(*texts))
        case "put":
            word_groups.put(library, name, f"{name}s", whole(name, *texts))
        case "remove":
            word_groups.remove(library, name, texts if len(texts) < 3 else ())
        case "restore":
            word_groups.restore(library, name)
        case "undo":
            curate.undo(library)
        case "redo":
            curate.redo(library)
        case _:
            word_groups.switch(library, name, on=act == "on")


@settings(max_examples=15, deadline=None)
@given(_steps)
def test_any_changes_are_taken_back_one_by_one_and_no_word_is_ever_in_two_groups(
    steps: list[tuple[str, str, list[str]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = empty_library(Path(folder) / "library")
        before: tuple[Group, ...] = word_groups.listed(library)
        for act, name, texts in steps:
            try:
                take(library, act, name, texts)
            except UserCanFix:
                continue
            words = word_list.now(library)
            used = list(thesaurus.in_use(tuple(words.shipped.values()), tuple(words.kept.values())))
            stems = [stem for group in used for stem in _stems(group)]
            assert len(stems) == len(set(stems))
            # What is searched is what the list shows.
            expanded = expand(parse(name).query, {}, thesaurus.synonyms_of(library))
            group = words.find(name)
            shown = {term.text for term in group.terms} if group else set()
            assert set(expanded.added) <= shown
        after = word_groups.listed(library)
        number = 0
        while curate.undo_name(library):
            curate.undo(library)
            number += 1
        assert word_groups.listed(library) == before
        for _ in range(number):
            curate.redo(library)
        assert word_groups.listed(library) == after
        library.close()


def _stems(group: object) -> set[tuple[str, ...]]:
    assert isinstance(group, word_list.TermGroup)
    return {form for term in group.terms for form in thesaurus.forms_of(term.text)}
