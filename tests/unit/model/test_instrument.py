"""What is wrong with an instrument, and what it says of a theme at a stage."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence_library.model.ids import InstrumentId
from evidence_library.model.instrument import (
    MANY_THEMES,
    MOST_THEMES,
    Cell,
    CellKind,
    Instrument,
    Stage,
    Theme,
    problems_of,
)
from evidence_library.model.problem import Severity

SOUND = Instrument(
    id=InstrumentId("1"),
    title="Lamps",
    stages=(Stage(key="dark", name="Dark"), Stage(key="lit", name="Lit")),
    themes=(Theme(key="streets", name="Streets"), Theme(key="yards", name="Yards")),
    cells=(
        Cell(theme="streets", stage="dark", kind=CellKind.CHARACTERISTIC, text="No lamps."),
        Cell(theme="streets", stage="lit", kind=CellKind.CHARACTERISTIC, text="Lamps.", own="Lit!"),
        Cell(theme="yards", kind=CellKind.PROMPT, text="Who has the key?"),
    ),
)


def codes(item: Instrument, severity: Severity = Severity.ERROR) -> set[str]:
    return {one.code for one in problems_of(item) if one.severity is severity}


def many_themes(number: int) -> tuple[Theme, ...]:
    return tuple(Theme(key=str(at), name=f"Theme {at}") for at in range(number))


def test_a_sound_instrument_has_no_problems() -> None:
    assert problems_of(SOUND) == ()


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (replace(SOUND, title=" "), "no-title"),
        (replace(SOUND, stages=SOUND.stages[:1]), "too-few-stages"),
        (replace(SOUND, themes=(), cells=()), "no-theme"),
        (replace(SOUND, stages=(*SOUND.stages, SOUND.stages[0])), "stage-twice"),
        (replace(SOUND, stages=(*SOUND.stages, Stage(key="x", name=" LIT"))), "stage-name-twice"),
        (replace(SOUND, themes=(*SOUND.themes, Theme(key="", name="A"))), "theme-without-key"),
        (replace(SOUND, themes=(*SOUND.themes, Theme(key="a", name=""))), "theme-without-name"),
        (replace(SOUND, themes=SOUND.themes[:1]), "cell-without-theme"),
        (
            replace(SOUND, cells=(Cell(theme="yards", stage="dim", kind=CellKind.BARRIER),)),
            "cell-without-stage",
        ),
        (replace(SOUND, themes=many_themes(MOST_THEMES + 1), cells=()), "too-many-themes"),
        (
            replace(SOUND, themes=(*SOUND.themes, Theme(key="a", name="A", part_of="b"))),
            "no-wider-theme",
        ),
        (
            replace(
                SOUND,
                themes=(
                    *SOUND.themes,
                    Theme(key="a", name="A", part_of="b"),
                    Theme(key="b", name="B", part_of="a"),
                ),
            ),
            "theme-cycle",
        ),
    ],
)
def test_what_cannot_be_used_is_an_error(broken: Instrument, code: str) -> None:
    assert code in codes(broken)


def test_a_theme_below_a_circle_is_not_part_of_itself() -> None:
    themes = (
        Theme(key="a", name="A", part_of="b"),
        Theme(key="b", name="B", part_of="a"),
        Theme(key="c", name="C", part_of="a"),
    )
    told = problems_of(replace(SOUND, themes=themes, cells=()))
    assert sum(one.code == "theme-cycle" for one in told) == 2


def test_many_themes_and_stages_without_words_are_warnings() -> None:
    many = replace(SOUND, themes=many_themes(MANY_THEMES + 1), cells=())
    assert codes(many) == set()
    assert codes(many, Severity.WARNING) == {"many-themes", "cells-missing"}


def test_a_theme_shows_its_cells_and_the_wording_of_ones_own_copy_first() -> None:
    [lit] = SOUND.of("streets", "lit")
    assert lit.shown == "Lit!"
    assert [one.text for one in SOUND.of("yards", "dark")] == ["Who has the key?"]
    assert SOUND.of("yards", "dark", CellKind.BARRIER) == ()


def test_neighbours_are_the_stages_beside_one() -> None:
    stages = tuple(Stage(key=key, name=key) for key in "abcd")
    item = replace(SOUND, stages=stages)
    assert [one.key for one in item.neighbours("a")] == ["a", "b"]
    assert [one.key for one in item.neighbours("c")] == ["b", "c", "d"]
    assert [one.key for one in item.neighbours("")] == ["a", "b"]
