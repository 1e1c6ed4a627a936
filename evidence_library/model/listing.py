"""Lists to be handed on: what was asked, and one row for each thing; and sheets of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: its `name`, lines `above` the table, and the table with its header.

    `widths` are those of the columns in characters. Only a table that one looks things up in has
    filters; its header stays in sight unless lines stand above it. `rows` may be read once only.
    """

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]
    widths: tuple[int, ...]
    above: tuple[str, ...] = ()
    filters: bool = True
