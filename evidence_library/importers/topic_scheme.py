"""Reads a topic scheme from CSV: one heading a row, broader headings named by notation."""

from __future__ import annotations

import csv
import io

from evidence_library.errors import UserCanFix
from evidence_library.model.concept import Concept
from evidence_library.model.ids import ConceptId
from evidence_library.model.vocabulary import HeadingStatus

COLUMNS = (
    "id",
    "notation",
    "label",
    "broader",
    "status",
    "alternative_labels",
    "scope_note",
    "source",
)


def read(text: str) -> tuple[Concept, ...]:
    """Read the headings in their order.

    Raises `UserCanFix` if a column is missing or a row names a broader heading that is not there.
    """
    reader = csv.DictReader(io.StringIO(text))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise UserCanFix(f"The topic scheme lacks the column “{missing[0]}”.")
    rows = list(reader)
    ids = {row["notation"]: ConceptId(row["id"]) for row in rows}
    return tuple(_concept(row, ids) for row in rows)


def _concept(row: dict[str, str], ids: dict[str, ConceptId]) -> Concept:
    broader = row["broader"]
    if broader and broader not in ids:
        raise UserCanFix(f"The heading “{row['label']}” names a broader heading that is not there.")
    alternatives = (label.strip() for label in row["alternative_labels"].split(";"))
    return Concept(
        id=ids[row["notation"]],
        notation=row["notation"],
        label=row["label"],
        alternative_labels=tuple(label for label in alternatives if label),
        broader=ids[broader] if broader else None,
        scope_note=row["scope_note"],
        status=HeadingStatus(row["status"]),
        source=row["source"],
    )
