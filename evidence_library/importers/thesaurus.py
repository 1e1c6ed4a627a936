"""Reads the thesaurus from CSV, one term a row, and says in sentences what is wrong with it.

What is wrong is left out and the rest is read: a slip in one row must not cost the other terms.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from evidence_library.model.problem import Problem, Severity
from evidence_library.model.thesaurus import (
    SWITCHED_OFF,
    TABLE_COLUMNS,
    Term,
    TermGroup,
    TermKind,
)
from evidence_library.query.synonyms import forms
from evidence_library.text.analysis import side_by_side
from evidence_library.text.spreadsheet_cells import as_meant

COLUMNS = TABLE_COLUMNS

_YEAR = re.compile(r"[12][0-9]{3}")
_Form = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThesaurusReading:
    """The groups that can be used, in the order of the file, and what is wrong."""

    groups: tuple[TermGroup, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One row of a library's own table. Without a `term`, `text` is switched off in its group.

    An empty `text` then stands for the whole group.
    """

    line: int
    group: str
    text: str
    term: Term | None


@dataclass(frozen=True, slots=True)
class OwnReading:
    """The rows of a library's own table that can be used, and what is wrong with the others."""

    rows: tuple[OwnRow, ...]
    problems: tuple[Problem, ...]


def read(text: str) -> ThesaurusReading:
    """Read a thesaurus. Commas or semicolons part the cells: spreadsheets write either.

    Each line is read for itself, so a quotation mark without partner costs one row.
    """
    reader = _Reader(" of the thesaurus")
    if not _read_lines(text, reader):
        return ThesaurusReading(problems=tuple(reader.problems))
    return ThesaurusReading(tuple(reader.groups()), tuple(reader.problems))


def read_own(text: str) -> OwnReading:
    """Read a library's own table: rows for shipped groups, too, and what it switches off."""
    reader = _OwnReader("")
    _read_lines(text, reader)
    return OwnReading(tuple(reader.rows), tuple(reader.problems))


def _read_lines(text: str, reader: _Reader) -> bool:
    """Hand the rows to a reader; tell whether the text is such a table."""
    lines = io.StringIO(text, newline=None)
    heading = next(lines, "")
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    names = _cells(heading, delimiter) or []
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        message = f"The thesaurus lacks the column “{missing[0]}”."
        reader.problems.append(Problem(Severity.ERROR, "no-table", message))
        return False
    for number, line in enumerate(lines, start=2):
        reader.take(number, names, _cells(line, delimiter))
    return True


def _cells(line: str, delimiter: str) -> list[str] | None:
    """Give the cells of one line; none of a blank one, and None if it is no row."""
    try:
        rows = list(csv.reader([line.rstrip("\n")], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return [cell.strip() for cell in rows[0]] if rows else []


class _Reader:
    """Collects terms row by row; `_owners` tells which term already uses a form of words."""

    def __init__(self, table: str) -> None:
        """Start empty; `table` says in problems behind the line of which table it is."""
        self.problems: list[Problem] = []
        self._table = table
        self._groups: dict[str, list[Term]] = {}
        self._owners: dict[_Form, tuple[str, str]] = {}

    def take(self, line: int, names: list[str], row: list[str] | None) -> None:
        """Read one row."""
        if row is None:
            what = "has a quotation mark without partner, or is far too long"
            self._problem(line, "no-row", what)
            return
        if len(row) > len(names):
            self._problem(line, "cells", "has a comma too many; put the cell in quotation marks")
            return
        if not any(row):
            return
        cells = dict(zip_longest(names, row, fillvalue=""))
        group = cells["group"]
        if not group:
            self._problem(line, "no-group", f"names no group for “{cells['term']}”")
            return
        self._enter(line, group, cells)

    def _enter(self, line: int, group: str, cells: dict[str, str]) -> None:
        terms = self._groups.setdefault(group, [])
        term = self._term(line, cells)
        if term and self._is_new(line, group, term):
            terms.append(term)

    def groups(self) -> Iterator[TermGroup]:
        """Give the groups of at least two terms, the preferred term first."""
        for name, terms in self._groups.items():
            if len(terms) < 2:
                number = "only one term" if terms else "no term"
                self._say("small-group", f"The group “{name}” has {number}; it takes two.")
                continue
            preferred = [term for term in terms if term.kind is TermKind.PREFERRED]
            if len(preferred) != 1:
                number = "more than one preferred term" if preferred else "no preferred term"
                self._say("preferred", f"The group “{name}” has {number}; it takes exactly one.")
            ordered = sorted(terms, key=lambda term: term.kind is not TermKind.PREFERRED)
            yield TermGroup(name, tuple(ordered))

    def _term(self, line: int, cells: dict[str, str]) -> Term | None:
        text, kind = cells["term"], cells["kind"].lower()
        if not side_by_side(text).exact:
            self._problem(line, "no-word", f"holds no word that can be searched: “{text}”")
            return None
        if kind not in set(TermKind):
            known = ", ".join(TermKind)
            self._problem(line, "kind", f"has the kind “{kind}”, which is none of {known}")
            return None
        first = self._year(line, cells["first_year"])
        last = self._year(line, cells["last_year"])
        term = Term(text, TermKind(kind), first, last, cells["note"])
        if first and last and first > last:
            self._problem(line, "years", f"ends “{text}” before it begins; its years were left out")
            return replace(term, first_year=None, last_year=None)
        return term

    def _year(self, line: int, cell: str) -> int | None:
        if not cell:
            return None
        if not _YEAR.fullmatch(cell):
            self._problem(line, "year", f"has “{cell}” for a year; it was left out")
            return None
        return int(cell)

    def _is_new(self, line: int, group: str, term: Term) -> bool:
        forms = _forms(term.text)
        for form in forms:
            if form not in self._owners:
                continue
            owner, other = self._owners[form]
            if owner == group:
                message = f"has “{term.text}”, which is found with “{other}” already"
                self._problem(line, "same-words", message)
            else:
                message = f"has “{term.text}” in “{group}”, but “{other}” stands in “{owner}”"
                self._problem(line, "two-groups", message)
            return False
        self._owners.update(dict.fromkeys(forms, (group, term.text)))
        return True

    def _problem(self, line: int, code: str, what: str) -> None:
        self._say(code, f"Line {line}{self._table} {what}.")

    def _say(self, code: str, message: str) -> None:
        self.problems.append(Problem(Severity.WARNING, code, message))


class _OwnReader(_Reader):
    """Collects the rows of a library's own table."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.rows: list[OwnRow] = []
        self._off: set[str] = set()

    def _enter(self, line: int, group: str, cells: dict[str, str]) -> None:
        meant = {name: as_meant(cell) for name, cell in cells.items()}
        text, name = meant["term"], as_meant(group)
        if meant["kind"].lower() == SWITCHED_OFF:
            self.rows.append(OwnRow(line, name, text, None))
            if not text:
                self._off.add(name)
            return
        term = self._term(line, meant)
        # Words of a group that is off are not searched, so another group may hold them, too.
        if term and (name in self._off or self._is_new(line, name, term)):
            self.rows.append(OwnRow(line, name, text, term))


def _forms(text: str) -> set[_Form]:
    return forms(side_by_side(text))
