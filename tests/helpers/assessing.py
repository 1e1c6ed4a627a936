"""A small instrument to assess with."""

from __future__ import annotations

from evidence_library.model.ids import InstrumentId
from evidence_library.model.instrument import Cell, CellKind, Instrument, Stage, Theme
from evidence_library.services import instruments
from evidence_library.services.opened import Library

LAMPS = Instrument(
    id=InstrumentId("5f0c2f1e-3f57-4c39-9d0f-0a2f0c2b7a11"),
    title="Lamps",
    stages=(
        Stage(key="dark", name="Dark"),
        Stage(key="dim", name="Dim"),
        Stage(key="lit", name="Lit", doubt="Some call it bright."),
    ),
    themes=(
        Theme(key="streets", name="Streets", topics=("Partnership Working",)),
        Theme(key="yards", name="Yards and closes"),
    ),
    cells=tuple(
        Cell(theme=theme, stage=stage, kind=CellKind.CHARACTERISTIC, text=f"{theme} are {stage}.")
        for theme in ("streets", "yards")
        for stage in ("dark", "dim", "lit")
    ),
)


def with_lamps(library: Library) -> Instrument:
    """Add the instrument to a library; give it as it is kept."""
    return instruments.add(library, LAMPS)[0]
