"""What scripts are given of words that mean the same. A contract, too: add, never rename."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from evidence_library.services.word_files import Plan
from evidence_library.services.word_list import Group

Data = dict[str, Any]


def groups(listed: Iterable[Group]) -> list[Data]:
    """Give groups, each with its terms; one that is `off` is still told."""
    return [group(one) for one in listed]


def group(one: Group) -> Data:
    """Give one group."""
    return {
        "group": one.name,
        "state": one.state.value,
        "ships": one.ships,
        "terms": [
            {
                "term": entry.term.text,
                "kind": entry.term.kind.value,
                "first_year": entry.term.first_year,
                "last_year": entry.term.last_year,
                "note": entry.term.note,
                "own": entry.own,
                "off": entry.off,
            }
            for entry in one.entries
        ],
    }


def plan(made: Plan, *, dry_run: bool) -> Data:
    """Give what a table changed, or would change."""
    return {
        "dry_run": dry_run,
        "groups": [
            {
                "group": step.group,
                "new": step.new,
                "added": list(step.added),
                "changed": list(step.changed),
                "switched_off": list(step.gone),
                "state": step.state.value,
            }
            for step in made.steps
        ],
        "problems": list(made.problems),
        "notes": list(made.odd),
    }
