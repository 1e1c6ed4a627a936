"""Write pictures of recommendations into files: drawings, and their tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evidence_library.exporters import counts_svg, timeline_svg
from evidence_library.model.listing import Listing
from evidence_library.model.tracked_counts import Counts
from evidence_library.model.tracked_timeline import Timeline
from evidence_library.services import track_counts, track_timeline
from evidence_library.services.result_lists import FORMATS, suffix_of
from evidence_library.services.safe_files import replacing

#: The end of a drawing's name.
DRAWING = ".svg"

Facts = Sequence[tuple[str, str]]


def save_timeline(drawn: Timeline, facts: Facts, path: Path) -> None:
    """Write a timeline; the end of the name says whether as a drawing or as which table.

    Raises `UserCanFix` or `EnvironmentFailed` with one sentence; an older file then stays.
    """
    if path.suffix.lower() == DRAWING:
        _save_drawing(timeline_svg.svg(drawn, facts), path)
    else:
        save_table(track_timeline.listing(drawn, facts), path)


def save_counts(counts: Counts, facts: Facts, path: Path) -> None:
    """Write counts, as `save_timeline` does."""
    if path.suffix.lower() == DRAWING:
        _save_drawing(counts_svg.svg(counts, facts), path)
    else:
        save_table(track_counts.listing(counts, facts), path)


def save_table(listing: Listing, path: Path) -> None:
    """Write a table; the end of the name says in which format."""
    write = FORMATS[suffix_of(path)]
    with replacing(path) as file:
        write(listing, file)


def _save_drawing(svg: str, path: Path) -> None:
    with replacing(path) as file:
        file.write(svg.encode())
