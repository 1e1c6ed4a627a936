"""The sheets of an Excel workbook (XLSX), as the cells one sees. No formula is reckoned.

A workbook is a ZIP file of XML parts, and both can be made to fill the memory when they are
unpacked: everything is looked at before it is unpacked (ECMA-376, part 1, is the format).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from xml.parsers import expat

from evidence_library.errors import UserCanFix
from evidence_library.model.dates import MONTHS
from evidence_library.model.table_reading import Grid
from evidence_library.text import packed_xml
from evidence_library.text.html_pieces import Progress, nobody_asks
from evidence_library.text.untrusted import untrusted

_BOOK = "xl/workbook.xml"
_NAMES = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"

MOST_CELLS = 2_000_000
#: Rows and columns that a sheet may have (ECMA-376); cells beyond them are not looked at.
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_WIDEST = 200
#: Rows between two reports of progress.
_STEP = 500

#: Formats that every workbook knows to be of dates, those of times alone left out.
_DATE_FORMATS = frozenset((*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58))
_MONTH_FORMATS = frozenset((17,))
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

Attributes = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Dates:
    """From which day a workbook counts, and which styles of cells show days or only months."""

    first: datetime
    days: frozenset[int]
    months: frozenset[int]

    def words(self, number: float, style: int) -> str:
        """Write the day that a number means, as its style shows it."""
        try:
            day = self.first + timedelta(days=number)
        except (OverflowError, ValueError):
            return _plain(number)
        if style in self.months:  # "2003-04" would be taken for a financial year
            return f"{MONTHS[day.month - 1]} {day.year}"
        return day.date().isoformat()


def is_xlsx(data: bytes) -> bool:
    """Tell whether bytes are a ZIP file with the parts of a workbook."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _BOOK in archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return False


def grids_of_workbook(data: bytes, name: str, progress: Progress = nobody_asks) -> tuple[Grid, ...]:
    """Give the sheets that have cells, hidden ones last. Raises UserCanFix."""
    damaged = UserCanFix(f"“{name}” is damaged; open it in a spreadsheet and save it again.")
    with untrusted(damaged):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return _grids(_Book(archive, name), progress)
        except (*packed_xml.BROKEN, packed_xml.BrokenXml, expat.ExpatError):
            raise damaged from None


class _Book:
    """The parts of a workbook, each looked at before it is read."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._name = archive, name
        if packed_xml.grows_beyond_measure(archive):
            raise UserCanFix(
                f"“{name}” would grow beyond all measure when unpacked, so it was left packed; "
                "save the sheet as a CSV file."
            )
        if packed_xml.is_locked(archive):
            raise UserCanFix(f"“{name}” is locked with a password; save a copy without one.")

    def part(self, name: str) -> bytes:
        """Give a part; empty if there is none."""
        if name not in self._archive.namelist():
            return b""
        data = self._archive.read(name)
        try:
            packed_xml.refuse_odd_xml(data)
        except packed_xml.OddXml:
            raise UserCanFix(
                f"“{self._name}” holds XML that no spreadsheet writes and that could fill the "
                "memory; open it in a spreadsheet and save it again."
            ) from None
        return data


def _grids(book: _Book, progress: Progress) -> tuple[Grid, ...]:
    strings = tuple(_strings(book.part(_STRINGS)))
    sheets, dates = _about(book)
    found = []
    for name, part in sheets:
        rows = _Rows(strings, dates, progress)
        data = book.part(part)
        if data:
            _parse(data, rows.begin, rows.end, rows.text)
            found.append(rows.grid(name))
    return tuple(grid for grid in found if grid.rows)


def _about(book: _Book) -> tuple[list[tuple[str, str]], _Dates]:
    """Give the sheets with their parts, hidden ones last, and how dates are shown."""
    targets: dict[str, str] = {}
    shown: list[tuple[str, str]] = []
    hidden: list[tuple[str, str]] = []
    counts_from_1904 = False

    def relation(tag: str, stated: Attributes) -> None:
        if tag == "Relationship":
            targets[stated.get("Id", "")] = stated.get("Target", "")

    def sheet(tag: str, stated: Attributes) -> None:
        nonlocal counts_from_1904
        if tag == "workbookPr":
            counts_from_1904 = stated.get("date1904", "") in {"1", "true"}
        elif tag == "sheet":
            part = targets.get(stated.get("id", ""), "")
            path = part.lstrip("/") if part.startswith("/") else posixpath.join("xl", part)
            name = stated.get("name", "")
            if stated.get("state", "visible") == "visible":
                shown.append((name, posixpath.normpath(path)))
            else:
                hidden.append((f"{name} (hidden)", posixpath.normpath(path)))

    _parse(book.part(_NAMES), relation)
    _parse(book.part(_BOOK), sheet)
    days, months = _date_styles(book.part(_STYLES))
    first = datetime(1904, 1, 1) if counts_from_1904 else datetime(1899, 12, 30)
    return [*shown, *hidden], _Dates(first, days, months)


def _date_styles(data: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """Give the styles that show days, and those of them that show only a month and a year."""
    formats: dict[int, str] = {}
    styles: list[int] = []
    inside = False

    def begin(tag: str, stated: Attributes) -> None:
        nonlocal inside
        if tag == "numFmt":
            formats[_whole(stated.get("numFmtId"))] = stated.get("formatCode", "")
        elif tag in {"cellXfs", "cellStyleXfs"}:
            inside = tag == "cellXfs"
        elif tag == "xf" and inside:
            styles.append(_whole(stated.get("numFmtId")))

    _parse(data, begin)
    days = frozenset(at for at, one in enumerate(styles) if _shows_days(one, formats))
    months = frozenset(at for at in days if _shows_month_only(styles[at], formats))
    return days, months


def _shows_days(number: int, formats: Mapping[int, str]) -> bool:
    if number not in formats:
        return number in _DATE_FORMATS
    signs = _QUOTED.sub("", formats[number].lower())
    return "y" in signs or "d" in signs


def _shows_month_only(number: int, formats: Mapping[int, str]) -> bool:
    if number not in formats:
        return number in _MONTH_FORMATS
    signs = _QUOTED.sub("", formats[number].lower())
    return "d" not in signs and "m" in signs


def _strings(data: bytes) -> Iterator[str]:
    """Give the texts that cells share; how a word is spoken is left out."""
    found: list[str] = []
    words: list[str] = []
    spoken = 0
    inside = False

    def begin(tag: str, _stated: Attributes) -> None:
        nonlocal spoken, inside
        if tag == "si":
            words.clear()
        spoken += tag == "rPh"
        inside = tag == "t" and not spoken

    def end(tag: str) -> None:
        nonlocal spoken, inside
        inside = False
        spoken -= tag == "rPh"
        if tag == "si":
            found.append(_unescaped("".join(words)))

    def text(letters: str) -> None:
        if inside:
            words.append(letters)

    _parse(data, begin, end, text)
    return iter(found)


@dataclass(slots=True)
class _Rows:
    """Reads the cells of a sheet, row by row."""

    strings: tuple[str, ...]
    dates: _Dates
    progress: Progress
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    count: int = 0
    _row: int = 0
    _column: int = 0
    _kind: str = ""
    _style: int = 0
    _inside: bool = False
    _words: list[str] = field(default_factory=list)

    def begin(self, tag: str, stated: Attributes) -> None:
        """Take the beginning of an element."""
        if tag == "row":
            self._row = min(_whole(stated.get("r"), self._row + 1), _MOST_ROWS)
            self._column = -1
            if len(self.cells) % _STEP == 0:
                self.progress(self._row, 0, "Reading")
        elif tag == "c":
            place = _PLACE.fullmatch(stated.get("r", ""))
            self._column = _column(place[1]) if place else self._column + 1
            self._kind, self._style = stated.get("t", "n"), _whole(stated.get("s"))
            self._words.clear()
        elif tag in {"v", "t"}:
            self._inside = True
        elif tag == "mergeCell":
            self._merge(stated.get("ref", ""))

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in {"v", "t"}:
            self._inside = False
        elif tag == "c" and self._words and 0 <= self._column < _WIDEST:
            self.count += 1
            if self.count > MOST_CELLS:
                raise UserCanFix(f"A sheet has more than {MOST_CELLS:,} cells; save a part of it.")
            self.cells.setdefault(self._row, {})[self._column] = self._value("".join(self._words))

    def text(self, letters: str) -> None:
        """Take letters."""
        if self._inside:
            self._words.append(letters)

    def grid(self, name: str) -> Grid:
        """Give the sheet; what is merged downwards is filled."""
        filled: set[tuple[int, int]] = set()
        wide: set[int] = set()
        places = sorted(self.cells)
        for top, left, bottom, right in self.merged:
            words = self.cells.get(top, {}).get(left, "")
            covered = places[bisect_right(places, top) : bisect_right(places, bottom)]
            for place in covered if words else ():
                self.cells[place][left] = words
                filled.add((place, left))
            if right > left and len(self.cells.get(top, {})) == 1:
                wide.add(top)
        at = {place: row for row, place in enumerate(places)}
        return Grid(
            name,
            tuple(_in_order(self.cells[place]) for place in places),
            tuple(places),
            frozenset((at[place], column) for place, column in filled),
            frozenset(at[place] for place in wide if place in at),
        )

    def _value(self, words: str) -> str:
        match self._kind:
            case "s":
                at = _whole(words, -1)
                return self.strings[at] if 0 <= at < len(self.strings) else ""
            case "inlineStr" | "str":
                return _unescaped(words)
            case "b":
                return "Yes" if words.strip() == "1" else "No"
            case "d":
                return words.partition("T")[0]
        return self._number(words)

    def _number(self, words: str) -> str:
        """Write a number, or the day it means; what is none, such as an error, stays as it is."""
        try:
            number = float(words)
        except ValueError:
            return words
        if self._style in self.dates.days and number >= 1:
            return self.dates.words(number, self._style)
        return _plain(number)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        begin, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if begin and end and len(self.merged) < MOST_CELLS:
            self.merged.append((int(begin[2]), _column(begin[1]), int(end[2]), _column(end[1])))


def _in_order(cells: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(cells.get(column, "") for column in range(max(cells) + 1))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return min(number, _MOST_COLUMNS) - 1


def _plain(number: float) -> str:
    return str(int(number)) if abs(number) < 1e15 and number.is_integer() else f"{number:.10g}"


def _whole(words: str | None, otherwise: int = 0) -> int:
    digits = (words or "").strip()
    short = digits.isascii() and digits.isdigit() and len(digits) < 10
    return int(digits) if short else otherwise


def _unescaped(words: str) -> str:
    """Read "_x000D_", which stands for a sign that XML cannot hold."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words).replace("\x00", "")


def _parse(
    data: bytes,
    begin: Callable[[str, Attributes], None],
    end: Callable[[str], None] = lambda _tag: None,
    text: Callable[[str], None] = lambda _letters: None,
) -> None:
    """Let the elements of a part be taken, by their names without prefix; nothing is no part."""
    if not data:
        return
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, stated: begin(
        name.rpartition(":")[2], {key.rpartition(":")[2]: one for key, one in stated.items()}
    )
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = text
    parser.Parse(data, True)
