"""What a check of a pack finds, ordered for people to read."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_library.services import pack_rights
from evidence_library.services.find import Request
from evidence_library.services.pack_balance import FEWEST
from evidence_library.services.pack_freezing import State
from evidence_library.services.pack_overview import Checked


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence, and a search that finds what would help, with how many records it finds."""

    sentence: str
    search: Request | None = None
    found: int = 0


@dataclass(frozen=True, slots=True)
class Findings:
    """Findings below their headings, the mix of the records in words, and how many those are."""

    parts: tuple[tuple[str, tuple[Finding, ...]], ...]
    mixes: tuple[str, ...]
    records: int


def findings(checked: object) -> Findings:
    """Order what a check found."""
    if not isinstance(checked, Checked):
        return Findings((), (), 0)
    seen = checked.overview
    balance = tuple(
        Finding(one.sentence, one.search if one.found else None, one.found)
        for one in checked.balance.lacks
    )
    rights = map(Finding, pack_rights.warnings(seen.records, checked.rights))
    timing = (Finding(seen.timing.sentence),) if seen.timing.over > 0 else ()
    state = (
        *seen.missing.values(),
        *(
            f"“{one.title}”: {one.standing}."
            for one in seen.lines
            if one.standing and one.standing not in seen.missing.values()
        ),
        *(one.sentence for one in seen.since if one.state is not State.UNCHANGED),
    )
    parts = (
        ("Balance", balance),
        ("Rights", tuple(rights)),
        ("Time", timing),
        ("State of the records", tuple(map(Finding, dict.fromkeys(state)))),
    )
    number = len(seen.records)
    mixes = checked.balance.mixes if number >= FEWEST else ()
    return Findings(
        tuple((title, told) for title, told in parts if told),
        tuple(
            f"{mix.label}: {', '.join(f'{value} {count}' for value, count in mix.counts)}"
            for mix in mixes
        ),
        number,
    )
