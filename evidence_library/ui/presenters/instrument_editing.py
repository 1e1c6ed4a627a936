"""An instrument while it is edited: its stages, themes and cells, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evidence_library.model.instrument import Cell, Instrument, Stage, Theme, problems_of
from evidence_library.model.problem import Problem, Severity

__all__ = ["cells_at", "keyed_stages", "keyed_themes", "problems", "with_cells"]

_NOT_IN_KEYS = re.compile(r"[^0-9a-z]+")
_LONGEST_KEY = 40


def keyed_stages(rows: Sequence[Stage]) -> tuple[Stage, ...]:
    """Give a key to each stage that has none, made of its name."""
    taken = {one.key for one in rows}
    return tuple(
        one if one.key.strip() else replace(one, key=_key(one.name, taken)) for one in rows
    )


def keyed_themes(rows: Sequence[Theme]) -> tuple[Theme, ...]:
    """Give a key to each theme that has none, made of its name."""
    taken = {one.key for one in rows}
    return tuple(
        one if one.key.strip() else replace(one, key=_key(one.name, taken)) for one in rows
    )


def cells_at(item: Instrument, theme: str, stage: str) -> tuple[Cell, ...]:
    """Give the cells of a theme at a stage, without those for all stages; empty means these."""
    return tuple(one for one in item.cells if (one.theme, one.stage) == (theme, stage))


def with_cells(item: Instrument, theme: str, stage: str, rows: Sequence[Cell]) -> Instrument:
    """Put cells in the place of those of a theme at a stage; ones without words are left out."""
    wanted = tuple(
        replace(one, theme=theme, stage=stage)
        for one in rows
        if one.text.strip() or one.own.strip()
    )
    if wanted == cells_at(item, theme, stage):
        return item
    others = [one for one in item.cells if (one.theme, one.stage) != (theme, stage)]
    return replace(item, cells=(*others, *wanted))


def problems(item: Instrument) -> tuple[tuple[Problem, ...], bool]:
    """Say what is wrong, errors first, and whether it can be kept."""
    found = problems_of(item)
    errors = [one for one in found if one.severity is Severity.ERROR]
    others = [one for one in found if one.severity is not Severity.ERROR]
    return (*errors, *others), not errors


def _key(name: str, taken: set[str]) -> str:
    """Make a key of a name, another one than those taken."""
    plain = _NOT_IN_KEYS.sub("-", name.casefold()).strip("-")[:_LONGEST_KEY]
    if not plain:
        return ""
    key, number = plain, 2
    while key in taken:
        key, number = f"{plain}-{number}", number + 1
    taken.add(key)
    return key
