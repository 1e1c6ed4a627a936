"""Says how many assessments and actions match what was searched among records."""

from __future__ import annotations

from evidence_library.services.opened import Library
from evidence_library.store.assessing import any_assessed


def assessed_beside(library: Library, text: str) -> tuple[int, int]:
    """Count the assessments and actions that a search finds; none if it asks for nothing."""
    with library.connections.reading() as connection:
        if not text.strip() or not any_assessed(connection):
            return 0, 0
    from evidence_library.services import actions, assess, assess_search  # noqa: PLC0415 - few have

    assessed, planned = assess.listed(library), actions.listed(library)
    return (
        len(assess_search.assessments_matching(library, text, assessed).assessments),
        len(assess_search.actions_matching(library, text, planned).actions),
    )


def in_words(assessments: int, actions: int) -> str:
    """Say it: "1 assessment and 2 actions also match"; empty if nothing does."""
    told = [
        f"{number:,} {noun}{'' if number == 1 else 's'}"
        for number, noun in ((assessments, "assessment"), (actions, "action"))
        if number
    ]
    verb = "matches" if assessments + actions == 1 else "match"
    return f"{' and '.join(told)} also {verb}" if told else ""
