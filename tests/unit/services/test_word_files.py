"""Words that mean the same from a table and into one."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library import assets
from evidence_library.errors import LibraryError, UserCanFix
from evidence_library.importers import thesaurus as table
from evidence_library.model.thesaurus import TermKind
from evidence_library.services import curate, thesaurus, word_files, word_groups, word_list
from evidence_library.services.opened import Library
from evidence_library.services.word_checks import Draft, draft_of
from evidence_library.services.word_files import Plan
from evidence_library.services.word_list import Group, State
from tests.helpers.libraries import empty_library

HEADING = "group,term,kind,first_year,last_year,note"


def planned(library: Library, path: Path, *rows: str) -> Plan:
    path.write_text("\n".join((HEADING, *rows)), encoding="utf-8")
    return word_files.preview(library, path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "words.csv"


def own(library: Library) -> tuple[Group, ...]:
    return word_groups.listed(library, own=True)


def test_a_table_is_previewed_and_then_taken_as_one_operation(library: Library, file: Path) -> None:
    plan = planned(
        library,
        file,
        "tasking,tasking,preferred,,,",
        "tasking,TCG,abbreviation,1999,,a meeting",
        "burglary,screwing,synonym,,,",
        "burglary,housebreaking,switched off,,,",
        "stop and search,,switched off,,,",
    )
    assert [str(step) for step in plan.steps] == [
        "New group “tasking”: adds tasking, TCG.",
        "Group “burglary”: adds screwing; switches off housebreaking.",
        "Group “stop and search”: the group is switched off.",
    ]
    assert plan.problems == ()
    assert plan.odd == (
        "Line 3, “TCG”: Short forms often mean several things; is this the only one in your field?",
    )
    assert own(library) == ()
    assert word_files.commit(library, plan).name == "Import words from “words.csv”"
    assert [(group.name, group.state) for group in own(library)] == [
        ("burglary", State.CHANGED),
        ("stop and search", State.OFF),
        ("tasking", State.OWN),
    ]
    curate.undo(library)
    assert own(library) == ()


def test_what_is_there_already_is_no_change(library: Library, file: Path) -> None:
    rows = ("tasking,tasking,preferred,,,", "tasking,huddle,synonym,,,")
    word_files.commit(library, planned(library, file, *rows))
    again = planned(library, file, *rows)
    assert again.steps == ()
    assert not word_files.commit(library, again).any
    path = assets.resource("thesaurus", "terms.csv")
    assert word_files.preview(library, path).steps == ()


def test_a_term_is_changed_and_a_switched_off_one_comes_back(library: Library, file: Path) -> None:
    word_groups.switch(library, "burglary", on=False)
    word_groups.add(library, "tasking", [Draft("huddle")])
    plan = planned(
        library,
        file,
        "tasking,huddle,historical name,,2001,",
        "burglary,burglary,preferred,,,",
    )
    assert [str(step) for step in plan.steps] == [
        "Group “tasking”: changes huddle.",
        "Group “burglary”: is switched on.",
    ]


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        (
            ["tasking,tasking,preferred,,,"],
            ["The group “tasking”: A group takes at least two terms."],
        ),
        (
            ["tasking,tasking,synonym,,,", "tasking,huddle,synonym,,,"],
            ["The group “tasking”: One term must be the preferred one."],
        ),
        (
            ["tasking,tasking,preferred,,,", "tasking,housebreaking,synonym,,,"],
            [
                "Line 3, “housebreaking”: It stands in the group “burglary” already; take it out"
                " there first."
            ],
        ),
        (
            ["burglary,tasking,preferred,,,"],
            ["Line 2, “tasking”: Another term is the preferred one already."],
        ),
        (
            ["burglary,zebra,switched off,,,"],
            ["Line 2 switches off “zebra”, which is no shipped term of “burglary”."],
        ),
        (
            ["burglary,screwing,pun,,,", "burglary,break in,synonym,20o1,,", ",x,synonym,,,"],
            [
                "Line 2 has the kind “pun”, which is none of preferred, synonym, spelling variant,"
                " historical name, abbreviation, abbreviation in capitals.",
                "Line 3 has “20o1” for a year; it was left out.",
                "Line 4 names no group for “x”.",
            ],
        ),
        ([f"{'x' * 81},x,preferred,,,"], ["Line 2: A name has at most 80 letters."]),
    ],
)
def test_a_bad_table_is_told_row_by_row_and_changes_nothing(
    library: Library, file: Path, rows: list[str], problems: list[str]
) -> None:
    plan = planned(library, file, *rows)
    assert [problem for problem in plan.problems if problem in problems] == problems
    with pytest.raises(UserCanFix, match="Nothing was changed"):
        word_files.commit(library, plan)
    assert own(library) == ()
    assert curate.undo_name(library) == ""


def test_terms_may_change_places_in_one_table(library: Library, file: Path) -> None:
    plan = planned(
        library,
        file,
        "Scots crimes,Scots crimes,preferred,,,",
        "Scots crimes,housebreaking,synonym,,,",
        "burglary,housebreaking,switched off,,,",
    )
    assert plan.problems == ()
    word_files.commit(library, plan)
    assert word_groups.named(library, "housebreaking").name == "Scots crimes"


def test_what_changed_between_preview_and_import_is_looked_at_again(
    library: Library, file: Path
) -> None:
    plan = planned(library, file, "tasking,tasking,preferred,,,", "tasking,huddle,synonym,,,")
    word_groups.add(library, "meeting of the team", [Draft("huddle")])
    with pytest.raises(UserCanFix, match="“huddle”: It stands in the group “meeting of the team”"):
        word_files.commit(library, plan)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04", "a Word, OpenDocument or ZIP file"),
        (None, "There is no file"),
        ("folder", "is a folder"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    library: Library, file: Path, content: bytes | str | None, message: str
) -> None:
    if isinstance(content, bytes):
        file.write_bytes(content)
    elif content:
        file.mkdir()
    with pytest.raises(LibraryError, match=message):
        word_files.preview(library, file)


def test_a_file_that_is_no_table_of_words_is_told(library: Library, file: Path) -> None:
    file.write_text("title,year\nx,2001\n", encoding="utf-8")
    plan = word_files.preview(library, file)
    assert plan.problems == ("The thesaurus lacks the column “group”.",)


def test_no_cell_is_a_formula_and_all_of_it_comes_back(
    library: Library, file: Path, tmp_path: Path
) -> None:
    notes = ("=1+1", "-2", "'=1", "@x", "'quoted'", 'a, "b"; c')
    words = [Draft(f"word{n}", note=note) for n, note in enumerate(notes)]
    word_groups.add(library, "=tasking", [*words, Draft("+huddle")])
    assert word_files.export(library, file) == 1
    cells = [cell for line in file.read_text("utf-8-sig").splitlines() for cell in line.split(",")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    other = empty_library(tmp_path / "other")
    word_files.commit(other, word_files.preview(other, file))
    assert own(other) == own(library)
    other.close()


def test_all_groups_are_exported_in_the_form_of_the_shipped_table(
    library: Library, file: Path
) -> None:
    number = word_files.export(library, file, everything=True)
    assert number == len(thesaurus.shipped())
    reading = table.read(file.read_text("utf-8-sig"))
    assert reading.problems == ()
    assert sorted(reading.groups, key=lambda group: group.name) == sorted(
        thesaurus.shipped(), key=lambda group: group.name
    )


def test_a_word_of_a_group_that_is_off_may_stand_in_another(library: Library, file: Path) -> None:
    word = Draft(text="huddle", kind="synonym", first_year="", last_year="", note="")
    word_groups.add(library, "burglary", [word])
    word_groups.switch(library, "burglary", on=False)
    word_groups.add(library, "tasking", [word])
    word_files.export(library, file)
    assert word_files.preview(library, file).problems == ()


_texts = st.text(st.characters(codec="utf-8"), max_size=12)
_drafts = st.builds(
    Draft,
    text=_texts,
    kind=st.sampled_from([kind for kind in TermKind if kind is not TermKind.PREFERRED]).map(str),
    first_year=st.sampled_from(["", "1999"]),
    last_year=st.sampled_from(["", "2004"]),
    note=_texts,
)
_changes = st.lists(
    st.tuples(
        st.sampled_from(["burglary", "stop and search", "tasking", "=roll, call"]),
        st.sampled_from(["add", "add", "off", "drop"]),
        st.lists(_drafts, min_size=1, max_size=3),
    ),
    max_size=8,
)


@settings(max_examples=25, deadline=None)
@given(_changes)
def test_what_is_exported_is_imported_as_it_was(
    both: tuple[Library, Library], changes: list[tuple[str, str, list[Draft]]]
) -> None:
    library, other = both
    for name, act, words in changes:
        try:
            if act == "add":
                word_groups.add(library, name, words)
            elif act == "off":
                word_groups.switch(library, name, on=False)
            else:
                left = word_groups.named(library, name).terms[:-1]
                word_groups.put(library, name, name, list(map(draft_of, left)))
        except UserCanFix:
            continue
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "words.csv"
        number = word_files.export(library, path)
        assert number == len(own(library))
        plan = word_files.preview(other, path)
        assert plan.problems == ()
        word_files.commit(other, plan)
    assert word_groups.listed(other) == word_groups.listed(library)
    used = [
        list(thesaurus.in_use(thesaurus.shipped(), list(word_list.now(one).kept.values())))
        for one in both
    ]
    assert sorted(used[0], key=str) == sorted(used[1], key=str)
    for one in both:
        while curate.undo_name(one):
            curate.undo(one)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> object:
    made = [empty_library(tmp_path_factory.mktemp("two") / name) for name in ("one", "other")]
    yield tuple(made)
    for library in made:
        library.close()
