"""Instruments of self-assessment: stages, themes, and what each theme looks like at each stage.

An instrument is data. It has no points and no order of merit but that of its stages, which are
words: nothing here can be added up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evidence_library.model.ids import InstrumentId
from evidence_library.model.problem import Problem, Severity

#: More themes than these are told: nobody judges so many.
MANY_THEMES = 100

#: More themes than these that have no words for a stage are told in one line.
MOST_WORDLESS = 3

#: An instrument has no more themes, and no more stages, than these.
MOST_THEMES, MOST_STAGES = 500, 12


class CellKind(StrEnum):
    """What a cell says. The value is the word people read and type."""

    CHARACTERISTIC = "characteristic"
    BARRIER = "barrier"
    ASSUMPTION = "assumption"
    BREAKTHROUGH = "breakthrough"
    PROMPT = "prompt"
    EVIDENCE_SOURCE = "evidence source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of the way, in words. One whose name is not sure says why in `doubt`."""

    key: str
    name: str
    meaning: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What is judged by itself.

    `group` is a label that themes stand under in lists; `part_of` is the key of a wider theme.
    `topics` are the headings it has records under, as labels.
    """

    key: str
    name: str
    group: str = ""
    part_of: str = ""
    meaning: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What can be seen of a theme at a stage.

    An empty `stage` means all stages. `text` is ours, as far as it ships; `own` is the wording of
    one's own copy of the source, which takes its place where it is shown.
    """

    theme: str
    kind: CellKind
    stage: str = ""
    text: str = ""
    own: str = ""

    @property
    def shown(self) -> str:
        """What people read."""
        return self.own or self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A version of an instrument. `wording` says whose words the cells are.

    `source` names what it accompanies; `ships` tells that it came with the program.
    """

    id: InstrumentId
    version: int = 1
    title: str = ""
    about: str = ""
    source: str = ""
    source_record: str = ""
    wording: str = ""
    stages: tuple[Stage, ...] = ()
    themes: tuple[Theme, ...] = ()
    cells: tuple[Cell, ...] = ()
    changed: str = ""
    by: str = ""
    ships: bool = False

    def stage(self, key: str) -> Stage | None:
        """Give the stage with a key."""
        return next((one for one in self.stages if one.key == key), None)

    def theme(self, key: str) -> Theme | None:
        """Give the theme with a key."""
        return next((one for one in self.themes if one.key == key), None)

    def of(self, theme: str, stage: str = "", kind: CellKind | None = None) -> tuple[Cell, ...]:
        """Give the cells of a theme at a stage, those for all stages too; `kind` limits them."""
        return tuple(
            one
            for one in self.cells
            if one.theme == theme and one.stage in {"", stage} and kind in {None, one.kind}
        )

    def neighbours(self, stage: str) -> tuple[Stage, ...]:
        """Give the stage before, the stage itself and the one after, as far as there are any."""
        keys = [one.key for one in self.stages]
        if stage not in keys:
            return self.stages[:2]
        at = keys.index(stage)
        return self.stages[max(0, at - 1) : at + 2]


def problems_of(item: Instrument) -> tuple[Problem, ...]:
    """Say what is wrong with an instrument. With an error it cannot be used, only edited."""
    return tuple(_problems(item))


def _problems(item: Instrument) -> Iterator[Problem]:
    if not item.title.strip():
        yield _error("no-title", "The instrument has no title.", "title")
    if len(item.stages) < 2:
        yield _error("too-few-stages", "An instrument needs at least two stages.", "stages")
    if not item.themes:
        yield _error("no-theme", "An instrument needs at least one theme.", "themes")
    yield from _numbers(item)
    yield from _named_twice(
        "stage", [one.key for one in item.stages], [s.name for s in item.stages]
    )
    yield from _named_twice(
        "theme", [one.key for one in item.themes], [t.name for t in item.themes]
    )
    yield from _strays(item)
    yield from _cycles(item)


def _numbers(item: Instrument) -> Iterator[Problem]:
    if len(item.stages) > MOST_STAGES:
        told = f"The instrument has {len(item.stages)} stages; {MOST_STAGES} is the most."
        yield _error("too-many-stages", told, "stages")
    if len(item.themes) > MOST_THEMES:
        told = f"The instrument has {len(item.themes)} themes; {MOST_THEMES} is the most."
        yield _error("too-many-themes", told, "themes")
    elif len(item.themes) > MANY_THEMES:
        told = f"The instrument has {len(item.themes)} themes; hardly anybody will judge them all."
        yield Problem(Severity.WARNING, "many-themes", told, "themes")


def _named_twice(what: str, keys: Sequence[str], names: Sequence[str]) -> Iterator[Problem]:
    where = f"{what}s"
    for key, number in Counter(keys).items():
        if not key.strip():
            yield _error(f"{what}-without-key", f"A {what} has no key.", where)
        elif number > 1:
            told = f"The {what} “{key}” stands {number} times; give each a key of its own."
            yield _error(f"{what}-twice", told, where)
    written = {_plain(one): " ".join(one.split()) for one in reversed(names)}
    for name, number in Counter(map(_plain, names)).items():
        if not name:
            yield _error(f"{what}-without-name", f"A {what} has no name.", where)
        elif number > 1:
            told = f"{number} {what}s are called “{written[name]}”; nobody could tell them apart."
            yield _error(f"{what}-name-twice", told, where)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _strays(item: Instrument) -> Iterator[Problem]:
    themes, stages = {one.key for one in item.themes}, {one.key for one in item.stages}
    for key in dict.fromkeys(one.theme for one in item.cells if one.theme not in themes):
        told = f"A cell is for the theme “{key}”, which the instrument does not have."
        yield _error("cell-without-theme", told, "cells")
    named = (one.stage for one in item.cells if one.stage and one.stage not in stages)
    for key in dict.fromkeys(named):
        told = f"A cell is for the stage “{key}”, which the instrument does not have."
        yield _error("cell-without-stage", told, "cells")
    yield from _wordless(item, stages)


def _wordless(item: Instrument, stages: set[str]) -> Iterator[Problem]:
    """Warn of themes that say nothing of some stages; of many at once, with their number."""
    filled: dict[str, set[str]] = {}
    for one in item.cells:
        if one.shown.strip():
            filled.setdefault(one.theme, set()).add(one.stage)
    held = [(one.name, filled.get(one.key, set())) for one in item.themes]
    found = [name for name, stands in held if "" not in stands and not stages <= stands]
    subjects = [f"“{name}” says" for name in found]
    if len(found) > MOST_WORDLESS:
        subjects = [f"{len(found)} of {len(item.themes)} themes, first “{found[0]}”, say"]
    for subject in subjects:
        told = f"{subject} nothing of some stages; a choice there has no words to go by."
        yield Problem(Severity.WARNING, "cells-missing", told, "cells")


def _cycles(item: Instrument) -> Iterator[Problem]:
    wider = {one.key: one.part_of for one in item.themes}
    for theme in item.themes:
        if theme.part_of and theme.part_of not in wider:
            told = f"“{theme.name}” is part of “{theme.part_of}”, which is no theme."
            yield _error("no-wider-theme", told, "themes")
        seen, key = {theme.key}, theme.part_of
        while key in wider and key not in seen:
            seen.add(key)
            key = wider[key]
        if key == theme.key:
            told = f"“{theme.name}” is part of itself, by way of the themes above it."
            yield _error("theme-cycle", told, "themes")


def _error(code: str, message: str, where: str) -> Problem:
    return Problem(Severity.ERROR, code, message, where)
