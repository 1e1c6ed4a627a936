"""The formats the library reads, in one table, and the way in for files and bytes."""

from __future__ import annotations

import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from evidence_library.errors import EnvironmentFailed, UserCanFix
from evidence_library.importers import markdown_record, recommendation_table, summary_sheet
from evidence_library.model.ids import ConceptId
from evidence_library.model.problem import Problem, Severity
from evidence_library.model.reading import Reading
from evidence_library.text.encodings import TEXT_LIMIT, Decoded, decode, refuse_size

#: Labels and notations of the scheme, casefolded, with the heading each means.
Headings = Mapping[str, ConceptId]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what it is, the endings its files have, how it is read.

    `recognises` takes the text and the file's name; `read` takes the headings of the scheme too.
    """

    name: str
    description: str
    endings: tuple[str, ...]
    recognises: Callable[[str, str], bool]
    read: Callable[[str, str, Headings], Reading]


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


def read_file(path: Path, headings: Headings) -> Reading:
    """Read a file. Raises UserCanFix or EnvironmentFailed, each one plain sentence."""
    return read_bytes(path.name, _contents(path), headings)


def read_bytes(name: str, data: bytes, headings: Headings) -> Reading:
    """Read the contents of the file called `name`. Raises UserCanFix."""
    decoded = decode(data, name)
    reading = _format_of(decoded.text, name).read(decoded.text, name, headings)
    return replace(
        reading,
        encoding=decoded.encoding,
        encoding_assumed=decoded.assumed,
        problems=(*_encoding_problems(decoded, name), *reading.problems),
    )


def _contents(path: Path) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise UserCanFix(f"“{path}” is not a file; choose a text file.")
        refuse_size(about.st_size, path.name)
        with path.open("rb") as file:
            return file.read(TEXT_LIMIT + 1)
    except FileNotFoundError:
        raise UserCanFix(f"There is no file “{path}”; check its name and folder.") from None
    except ValueError:
        raise UserCanFix(f"“{path!s}” is not a name a file can have; check it.") from None
    except OSError as error:
        reason = error.strerror or "the computer gave no reason"
        raise EnvironmentFailed(
            f"“{path}” could not be read ({reason}); check that you may open it."
        ) from error


def _format_of(text: str, name: str) -> Format:
    for known in FORMATS:
        if known.recognises(text, name):
            return known
    *others, last = (known.name for known in FORMATS)
    raise UserCanFix(f"“{name}” is in no known format; choose a {', a '.join(others)} or a {last}.")


def _encoding_problems(decoded: Decoded, name: str) -> tuple[Problem, ...]:
    if not decoded.assumed:
        return ()
    message = (
        f"“{name}” is not UTF-8; it was read as {decoded.encoding.title()}. "
        "Check quotation marks and accented letters."
    )
    return (Problem(Severity.WARNING, "encoding-assumed", message),)
