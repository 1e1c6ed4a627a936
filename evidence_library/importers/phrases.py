"""Reads the table of phrases that ask for an effect; see `resources/questions`."""

from __future__ import annotations

import csv
import io

from evidence_library.query.outcomes import Phrasing


def read(text: str) -> tuple[Phrasing, ...]:
    """Read the phrases; a row without a phrase is left out."""
    return tuple(
        Phrasing(
            phrase,
            (row.get("facet") or "").strip(),
            tuple(value.strip() for value in (row.get("values") or "").split(";") if value.strip()),
        )
        for row in csv.DictReader(io.StringIO(text))
        if (phrase := (row.get("phrase") or "").strip())
    )
