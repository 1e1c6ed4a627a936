"""The two source documents beside the repository, where they are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence_library.importers.formats import read_file
from evidence_library.model.ids import ConceptId
from evidence_library.model.reading import Reading

_FOLDER = Path(__file__).resolve().parents[4] / "shared" / "seeds"
SHEET = _FOLDER / "scs-summary-journey-to-race-equality.txt"
TABLE = _FOLDER / "strategy-unit-recommendations-annex-b.txt"

needs_seeds = pytest.mark.skipif(
    not (SHEET.exists() and TABLE.exists()),
    reason="the source documents are kept beside the repository, not in it",
)

#: The four headings of the sheet as a scheme.
HEADINGS = {
    "safety of vulnerable groups": ConceptId("c-vulnerable"),
    "partnership working": ConceptId("c-partnership"),
    "community engagement": ConceptId("c-community"),
    "evaluation and monitoring": ConceptId("c-evaluation"),
}


def text_of(path: Path) -> str:
    """Give a source document as it stands."""
    return path.read_bytes().decode("utf-8")


def read_seed(path: Path) -> Reading:
    """Import a source document."""
    return read_file(path, HEADINGS)
