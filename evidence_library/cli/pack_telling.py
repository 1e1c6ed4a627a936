"""What `pack show` and `pack check` print for people."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from evidence_library.cli.output import bold, count, listed, tell
from evidence_library.services.pack_balance import Lack
from evidence_library.services.pack_freezing import State
from evidence_library.services.pack_overview import Checked, Overview
from evidence_library.services.pack_timing import spoken
from evidence_library.services.saved_searches import Labels


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


def tell_checked(checked: Checked, headings: Sequence[Labels]) -> None:
    """Print how a pack is mixed, and what is to be known before it is handed out.

    `headings` are, for each lack, the labels of the topic headings its search names.
    """
    for mix in checked.balance.mixes:
        if mix.counts:
            told = ", ".join(f"{value} ({number})" for value, number in mix.counts)
            tell(f"{mix.label}: {told}")
    tell(checked.overview.timing.sentence)
    for warning in checked.warnings:
        if warning != checked.overview.timing.sentence:  # that stands above already
            tell(listed(warning))
    for lack, labels in zip(checked.balance.lacks, headings, strict=True):
        if lack.found:
            typed = _searched(lack, labels)
            tell(listed(f"To find {count(lack.found, 'record')} for it: {typed}"))
    if not checked.warnings:
        tell("Nothing is lacking, and all of it may be handed on.")


def _searched(lack: Lack, labels: Labels) -> str:
    """Write a search as one types it."""
    words = ["search", lack.search.text]
    for facet, values in sorted(lack.search.filters.items()):
        named = labels.get(facet, {})
        for value in sorted(named.get(one, one) for one in values):
            words += ["--filter", f"{facet}={value}"]
    return shlex.join(words)
