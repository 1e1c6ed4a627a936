"""The lines "# name: value" above a recommendation table: what the table itself does not say."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from evidence_library.errors import UserCanFix
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import RecordId, SetId, is_identity
from evidence_library.model.problem import Flag
from evidence_library.model.recommendation import Body
from evidence_library.model.vocabulary import QuarterConvention
from evidence_library.text.partial_dates import parse_partial_date

SETTING_LINE = re.compile(r"#\s?([A-Za-z-]{1,30}):\s?(.*)")

#: The names a setting may have; each is explained in casestudies/README.md.
NAMES = ("title", "id", "source-record", "as-at", "quarters", "body")


@dataclass(slots=True)
class Settings:
    """What the lines above a table say."""

    title: str = ""
    id: SetId | None = None
    source_record: RecordId | None = None
    as_at: PartialDate | None = None
    quarters: QuarterConvention = QuarterConvention.UNSTATED
    bodies: tuple[Body, ...] = ()
    flags: list[Flag] = field(default_factory=list)


def read_settings(lines: Sequence[tuple[int, str]], name: str) -> Settings:
    """Read the settings lines, given with their line numbers, of the table called `name`."""
    settings = Settings()
    for line_number, line in lines:
        match = SETTING_LINE.match(line)
        if match is None:
            continue
        where = f"Line {line_number} of “{name}”"
        _set(settings, match[1].casefold(), match[2].strip(), where, line)
    return settings


def _set(settings: Settings, key: str, value: str, where: str, line: str) -> None:
    match key:
        case "title":
            settings.title = value
        case "id":
            settings.id = SetId(_identity(value, where))
        case "source-record":
            settings.source_record = RecordId(_identity(value, where))
        case "as-at":
            settings.as_at = _date(value, where)
        case "quarters":
            settings.quarters = _quarters(value, where)
        case "body":
            settings.bodies = (*settings.bodies, _body(value))
        case _:
            settings.flags.append(_unknown(key, line))


def _identity(value: str, where: str) -> str:
    if not is_identity(value):
        raise UserCanFix(f"{where}: “{value}” is not an identity such as those in other files.")
    return value.lower()


def _date(value: str, where: str) -> PartialDate:
    date = parse_partial_date(value)
    if date.year is None:
        raise UserCanFix(f"{where}: “{value}” is not a date; write it like 2005-03 or March 2005.")
    return date


def _quarters(value: str, where: str) -> QuarterConvention:
    try:
        return QuarterConvention(value.casefold())
    except ValueError:
        words = ", ".join(QuarterConvention)
        raise UserCanFix(f"{where}: “{value}” is not one of {words}.") from None


def _body(value: str) -> Body:
    """Read "DTI | Department of Trade and Industry | BERR; BIS"."""
    name, full_name, successors, *_ = (*(piece.strip() for piece in value.split("|")), "", "")
    later = tuple(piece.strip() for piece in successors.split(";") if piece.strip())
    return Body(name=name, full_name=full_name, successors=later)


def _unknown(key: str, line: str) -> Flag:
    close = difflib.get_close_matches(key, NAMES, n=1)
    advice = f" Perhaps “{close[0]}” is meant." if close else ""
    return Flag(
        "unknown-setting", f"“{key}” is not known here; it was left out.{advice}", key, line
    )
