"""The rules of a library are kept in it, changed as any other thing, and hold for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.services import curate, history, library_settings
from evidence_library.services.checking_rules import Rules
from evidence_library.services.library import create_library, open_library
from evidence_library.services.opened import Library
from evidence_library.settings import Settings
from tests.helpers.libraries import empty_library
from tests.helpers.older import forget_settings

PLAIN = {"second_person": False, "review_years": "3"}


@pytest.fixture
def stocked(tmp_path: Path) -> Iterator[Library]:
    library = empty_library(tmp_path / "library")
    yield library
    library.close()


def test_a_fresh_library_has_the_defaults(stocked: Library) -> None:
    assert library_settings.values(stocked) == PLAIN
    assert stocked.rules == Rules(second_person=False, years=3)


def test_a_change_is_a_named_step_that_is_undone_and_done_again(stocked: Library) -> None:
    changes = library_settings.change(stocked, {"second_person": True, "review_years": "3"})
    assert (changes.name, changes.any) == ("Set “A second person must check” to “yes”", True)
    assert stocked.rules.second_person
    [told] = history.changed(stocked, changes.operation)
    assert (told.thing, told.name) == ("Setting of the library", "A second person must check")
    curate.undo(stocked)
    assert not stocked.rules.second_person
    curate.redo(stocked)
    assert stocked.rules.second_person


def test_several_are_set_at_once_or_none_is(stocked: Library) -> None:
    wanted = library_settings.read(["second-person=yes", "Review-Years=4; statistics 1"])
    assert library_settings.change(stocked, wanted).name == (
        "Set “A second person must check” to “yes” and “Years between reviews” to “4; statistics 1”"
    )
    assert stocked.rules == Rules(second_person=True, years=4, by_kind={"statistics": 1})
    assert not library_settings.change(stocked, wanted).any
    with pytest.raises(UserCanFix, match="not understood at “soon”"):
        library_settings.change(stocked, {"second_person": False, "review_years": "soon"})
    assert stocked.rules.second_person


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["colour=red"], "There is no setting “colour”; there are: second-person, review-years."),
        (["second-person"], "Write a setting as NAME=VALUE, such as “second-person=…”."),
        (["second-person=perhaps"], "“second-person” is yes or no, not “perhaps”."),
        (
            ["second-person=yes", "second_person=no"],
            "“second-person” is given twice; give it once.",
        ),
        (["review-years=0"], "is not understood at “0”"),
    ],
)
def test_what_is_not_understood_is_said(typed: list[str], said: str) -> None:
    with pytest.raises(UserCanFix) as refused:
        library_settings.read(typed)
    assert said in str(refused.value)


@pytest.fixture
def former(tmp_path: Path) -> Settings:
    path = tmp_path / "settings.toml"
    path.write_text('second_person = true\nreview_years = "now and then"\n', encoding="utf-8")
    return Settings(path)


def test_what_a_person_had_set_goes_into_a_library_of_that_age_once(
    tmp_path: Path, former: Settings
) -> None:
    create_library(tmp_path / "old", starter=False).close()
    forget_settings(tmp_path / "old")
    library = open_library(tmp_path / "old")
    undoable = curate.undo_name(library)
    assert library_settings.take_over(library, former) is not None
    assert library_settings.values(library) == {**PLAIN, "second_person": True}
    assert curate.undo_name(library) == undoable
    library_settings.change(library, {"second_person": False})
    assert library_settings.take_over(library, former) is None
    assert library_settings.values(library) == PLAIN
    library.close()


def test_a_library_of_this_age_takes_nothing_over(stocked: Library, former: Settings) -> None:
    assert library_settings.take_over(stocked, former) is None
    assert library_settings.values(stocked) == PLAIN
