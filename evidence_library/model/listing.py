"""A list of records to be handed on: what was asked, and one row for each record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Listing:
    """What every format of a list is written from.

    `facts` are pairs of a name and what it is, told above the list; `columns` name the cells of a
    row, the first of which is what the record is called. `rows` may be read once only: of a long
    list they are made while it is written. None is a cell of which nothing is known. `sheets` name
    the two sheets of a workbook: that of the rows, and that of the facts.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]
    sheets: tuple[str, str] = ("Records", "Search")
