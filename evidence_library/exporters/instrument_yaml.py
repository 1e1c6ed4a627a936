"""An instrument of self-assessment as a YAML file, which can be read again as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from evidence_library.model.instrument import Cell, Instrument, Stage, Theme
from evidence_library.text import front_matter

_TOP = (
    "# An instrument of self-assessment. Every value is text; “own” is the wording of your copy.\n"
)
_PARTS = ("stages", "themes", "cells")
#: What a file cannot say of itself: whether it came with the program.
_UNTOLD = frozenset({"ships"})


def write(instrument: Instrument) -> str:
    """Write an instrument, whole; what is empty is left out."""
    values = _values(instrument)
    for name in _PARTS:
        values[name] = [_values(one) for one in getattr(instrument, name)]
    return _TOP + front_matter.write_whole(values)


def _values(item: Instrument | Stage | Theme | Cell) -> dict[str, object]:
    found: Mapping[str, object] = {one.name: getattr(item, one.name) for one in fields(item)}
    return {
        name: _plain(value)
        for name, value in found.items()
        if value and name not in _UNTOLD and name not in _PARTS
    }


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else str(value)
