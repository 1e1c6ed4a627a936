"""What `pack show` and `pack check` print for people."""

from __future__ import annotations

import shlex

from evidence_library.cli.output import bold, count, listed, tell
from evidence_library.services.pack_balance import Lack
from evidence_library.services.pack_freezing import State
from evidence_library.services.pack_overview import Checked, Overview
from evidence_library.services.pack_timing import spoken


def tell_pack(overview: Overview) -> None:
    """Print a pack: what it says of itself, its items with times, what changed since."""
    pack = overview.pack
    tell(bold(pack.title))
    tell(f"  {pack.id}")
    facts = (
        ("For", pack.audience),
        ("Date", pack.date),
        ("House", pack.house_name),
        ("Outcomes", "; ".join(pack.outcomes)),
    )
    for name, value in facts:
        if value:
            tell(f"  {name}: {value}")
    for number, line in enumerate(overview.lines, start=1):
        starts = f"{line.timed.starts}  " if line.timed.starts else ""
        estimated = ", estimated" if line.timed.estimated else ""
        tell(f"{number:3}. {starts}{line.title} ({spoken(line.timed.minutes)}{estimated})")
        if line.standing:
            tell(f"     {line.standing}")
    tell(overview.timing.sentence)
    if pack.frozen is not None:
        tell(f"Frozen on {pack.frozen.on}.")
    for one in overview.since:
        if one.state is not State.UNCHANGED:
            tell(listed(one.sentence))


def tell_checked(checked: Checked) -> None:
    """Print how a pack is mixed, and what is to be known before it is handed out."""
    for mix in checked.balance.mixes:
        if mix.counts:
            told = ", ".join(f"{value} ({number})" for value, number in mix.counts)
            tell(f"{mix.label}: {told}")
    tell(checked.overview.timing.sentence)
    for warning in checked.warnings:
        if warning != checked.overview.timing.sentence:  # that stands above already
            tell(listed(warning))
    for lack in checked.balance.lacks:
        if lack.found:
            tell(listed(f"To find {count(lack.found, 'record')} for it: {_searched(lack)}"))
    if not checked.warnings:
        tell("Nothing is lacking, and all of it may be handed on.")


def _searched(lack: Lack) -> str:
    """Write a search as one types it."""
    words = ["search", lack.search.text]
    for facet, values in sorted(lack.search.filters.items()):
        for value in sorted(values):
            words += ["--filter", f"{facet}={value}"]
    return shlex.join(words)
