"""The formats the library reads, in one table, and the way in for files and bytes."""

from __future__ import annotations

import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from evidence_library.errors import EnvironmentFailed, UserCanFix
from evidence_library.importers import (
    free_text,
    markdown_record,
    recommendation_table,
    summary_sheet,
)
from evidence_library.importers.documents import DOCUMENTS, LARGEST, Document, document_of
from evidence_library.importers.pdf_text import Progress, nobody_asks
from evidence_library.importers.xlsx_tables import is_xlsx
from evidence_library.model.ids import ConceptId
from evidence_library.model.problem import Problem, Severity
from evidence_library.model.reading import Reading
from evidence_library.text.encodings import TEXT_LIMIT, Decoded, decode, refuse_size, storable
from evidence_library.text.front_matter import has_front_matter
from evidence_library.text.untrusted import untrusted

#: Labels and notations of the scheme, casefolded, with the heading each means.
Headings = Mapping[str, ConceptId]

#: Reads a text: the text, the name of its file, the headings of the scheme.
Read = Callable[[str, str, Headings], Reading]

#: Said of tables, which may be read once somebody has looked at their columns.
_TABLE = (
    "“{}” is a table; if it holds recommendations, read it with “recommendations import”, or in "
    "the window with Track, Import recommendations…."
)

#: So much of a file is looked at to see what it is, in bytes.
_BEGINNING = 1024


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what it is, the endings its files have, how it is read.

    `recognises` takes the text and the file's name; `read` takes the headings of the scheme too.
    """

    name: str
    description: str
    endings: tuple[str, ...]
    recognises: Callable[[str, str], bool]
    read: Read


#: Every format, in the order they are tried.
FORMATS: tuple[Format, ...] = (
    Format(
        markdown_record.FORMAT,
        "One record as Markdown with front matter; also the form of the starter content.",
        (".md", ".markdown"),
        markdown_record.recognises,
        markdown_record.read,
    ),
    Format(
        recommendation_table.FORMAT,
        "Recommendations with lead bodies, timetable and progress, parted by tabs.",
        (".tsv", ".txt"),
        recommendation_table.recognises,
        recommendation_table.read,
    ),
    Format(
        summary_sheet.FORMAT,
        "An evaluation or research summary on the form of the SCS website.",
        (".txt",),
        summary_sheet.recognises,
        summary_sheet.read,
    ),
)


def all_formats() -> tuple[Format | Document, ...]:
    """List the formats of texts and of documents."""
    return (*FORMATS, *DOCUMENTS)


def read_file(path: Path, headings: Headings, progress: Progress = nobody_asks) -> Reading:
    """Read a file. Raises UserCanFix or EnvironmentFailed, each one plain sentence."""
    return read_bytes(path.name, contents(path), headings, progress)


def read_bytes(
    name: str, data: bytes, headings: Headings, progress: Progress = nobody_asks
) -> Reading:
    """Read the contents of the file called `name`. Raises UserCanFix.

    `progress` hears of each page of a document, and may stop the reading by raising `Cancelled`.
    """
    return _read(name, data, headings, progress, _format_of)


def read_anything(
    name: str, data: bytes, headings: Headings, progress: Progress = nobody_asks
) -> Reading:
    """Read contents as `read_bytes`; text in no known format becomes a draft all the same."""
    return _read(name, data, headings, progress, _format_or_free)


def _read(
    name: str,
    data: bytes,
    headings: Headings,
    progress: Progress,
    choose: Callable[[str, str], Read],
) -> Reading:
    """Read whatever it is; nothing is raised but a sentence, whatever the file holds."""
    name = storable(name)
    with untrusted(UserCanFix(f"“{name}” is damaged and cannot be read; save it again.")):
        if is_xlsx(data):
            raise UserCanFix(_TABLE.format(name))
        document = document_of(data, name)
        if document is not None:
            return document.read(data, name, headings, progress)
        return _read_text(name, data, headings, choose)


def _read_text(
    name: str, data: bytes, headings: Headings, choose: Callable[[str, str], Read]
) -> Reading:
    decoded = decode(data, name)
    reading = choose(decoded.text, name)(decoded.text, name, headings)
    return replace(
        reading,
        encoding=decoded.encoding,
        encoding_assumed=decoded.assumed,
        problems=(*_encoding_problems(decoded, name), *reading.problems),
    )


def contents(path: Path) -> bytes:
    """Read a file whole, if it is one and not larger than what is read. Raises as `read_file`."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise UserCanFix(f"“{path}” is not a file; choose a text file.")
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING)
            _refuse_size(about.st_size, beginning, path.name)
            return beginning + file.read(max(LARGEST, TEXT_LIMIT) + 1)
    except FileNotFoundError:
        raise UserCanFix(f"There is no file “{path}”; check its name and folder.") from None
    except ValueError:
        raise UserCanFix(f"“{path!s}” is not a name a file can have; check it.") from None
    except OSError as error:
        reason = error.strerror or "the computer gave no reason"
        raise EnvironmentFailed(
            f"“{path}” could not be read ({reason}); check that you may open it."
        ) from error


def _refuse_size(size: int, beginning: bytes, name: str) -> None:
    if not beginning.startswith((b"%PDF-", b"PK")):
        refuse_size(size, name)
    elif size > LARGEST:
        raise UserCanFix(
            f"“{name}” has {size / 1024**2:.0f} MB, more than the {LARGEST // 1024**2} MB a "
            "document may have; save it without its pictures."
        )


def _format_or_free(text: str, name: str) -> Read:
    """Choose what reads a text; a Markdown file without front matter is free text too."""
    if markdown_record.recognises(text, name) and not has_front_matter(text):
        return free_text.read_text
    known = next((one.read for one in FORMATS if one.recognises(text, name)), None)
    return known or free_text.read_text


def _format_of(text: str, name: str) -> Read:
    for known in FORMATS:
        if known.recognises(text, name):
            return known.read
    if name.casefold().endswith(".csv"):
        raise UserCanFix(_TABLE.format(name))
    *others, last = (known.name for known in all_formats())
    raise UserCanFix(f"“{name}” is in no known format; choose a {', a '.join(others)} or a {last}.")


def _encoding_problems(decoded: Decoded, name: str) -> tuple[Problem, ...]:
    if not decoded.assumed:
        return ()
    message = (
        f"“{name}” is not UTF-8; it was read as {decoded.encoding.title()}. "
        "Check quotation marks and accented letters."
    )
    return (Problem(Severity.WARNING, "encoding-assumed", message),)
