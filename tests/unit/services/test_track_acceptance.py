"""The published table as at 1 October 2005: exactly the right ones are overdue, told in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evidence_library.services import (
    ingest,
    recommendation_shapes,
    shipped,
    track,
    track_evidence,
)
from evidence_library.services.opened import Library
from tests.unit.importers.seeds import TABLE, needs_seeds

DAY = date(2005, 10, 1)
OVERDUE = [13, 15, 16, 22, 23, 27, 28]


def _shipped_table() -> Path:
    (found,) = (path for path in shipped.paths() if path.name.endswith(".recommendations.tsv"))
    return found


def _listed(library: Library, text: str = "") -> list[dict[str, Any]]:
    found = track.some(library, track.search(library, text, DAY).ids)
    shown = track_evidence.evidence(library, (one.item for one in found), DAY)
    return recommendation_shapes.listed(found, DAY, shown)


@pytest.mark.parametrize(
    "table", [pytest.param("seed", marks=needs_seeds), pytest.param("shipped")]
)
def test_exactly_the_right_ones_are_overdue(library: Library, table: str) -> None:
    source = TABLE if table == "seed" else _shipped_table()
    ingest.commit(library, ingest.preview(library, [source]))
    listed = _listed(library)
    by_number = {one["number"]: one for one in listed}
    assert len(by_number) == 28
    assert sum(len(one["parts"]) for one in listed) == 30
    assert [number for number, one in by_number.items() if one["overdue"]] == OVERDUE
    contradictions = {one["number"]: one["contradiction"] for one in listed if one["contradiction"]}
    assert contradictions == {
        28: "Part iv is reported as not due, but its deadline, Q3 2005, ended on 30 September 2005."
    }
    schedules = {number: by_number[number]["schedule"] for number in (1, 4, 5)}
    assert schedules == {
        1: "deadline passed, no report",
        4: "addressed elsewhere",
        5: "addressed elsewhere",
    }
    assert by_number[28]["status"] == "mixed"
    assert [part["overdue"] for part in by_number[28]["parts"]] == [False, False, False, True]
    assert by_number[13]["undated"]
    for text, numbers in {
        "is:overdue": OVERDUE,
        "is:contradicted": [28],
        "is:unreported": [1],
        "lead:DTI is:overdue -number:16": [15, 22, 23],
    }.items():
        assert [one["number"] for one in _listed(library, text)] == numbers
