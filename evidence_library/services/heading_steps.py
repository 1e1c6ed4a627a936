"""What a change of the topic scheme does, told heading by heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from evidence_library.model.concept import Concept
from evidence_library.services.heading_draft import Draft
from evidence_library.store.concepts import all_labels

#: What becomes of a heading, in the order in which one wants to know.
RENAMED, RETIRED, NEW, CHANGED = "renamed", "retired", "new", "changed otherwise"
_KINDS = (RENAMED, RETIRED, NEW, CHANGED)


def steps(draft: Draft) -> tuple[str, ...]:
    """Say what a draft changes, one sentence a heading; those called otherwise come first."""
    told = sorted(_steps(draft), key=lambda one: _KINDS.index(one[0]))
    return tuple(sentence for _, sentence in told)


def counted(draft: Draft) -> str:
    """Count the headings a draft changes, by what becomes of them: “1 renamed, 3 new”."""
    found = Counter(kind for kind, _ in _steps(draft))
    return ", ".join(f"{found[kind]:,} {kind}" for kind in _KINDS if found[kind])


def _steps(draft: Draft) -> Iterator[tuple[str, str]]:
    first = {**draft.before.concepts, **draft.before.replaced}
    for one in draft.changed:
        old = first.get(one.id)
        if old is None:
            yield NEW, f"New heading “{one.label}”."
            continue
        told = "; ".join(_differences(draft, old, one)) or "its history"
        out = (old.retired, old.replaced_by) != (one.retired, one.replaced_by)
        kind = RENAMED if old.label != one.label else RETIRED if out else CHANGED
        yield kind, f"Heading “{old.label}”: {told}."


def _differences(draft: Draft, old: Concept, new: Concept) -> Iterator[str]:
    if old.label != new.label:
        yield f"is called “{new.label}”"
    if old.broader != new.broader:
        above = draft.known.get(new.broader) if new.broader else None
        yield f"stands below “{above.label}”" if above else "stands among the broadest"
    more = _told(set(all_labels(new)) - set(all_labels(old)) - {new.label})
    if more:
        yield f"is also called {more}"
    if old.replaced_by != new.replaced_by and new.replaced_by:
        yield f"gives way to “{draft.known[new.replaced_by].label}”"
    if old.retired != new.retired:
        yield "is retired"
    if old.status is not new.status:
        yield f"is {new.status.value}"
    for name, words in (
        ("notation", "another notation"),
        ("scope_note", "another scope note"),
        ("source", "another source"),
        ("related", "more related headings"),
        ("position", "another place on its level"),
        ("valid_from", "valid from another date"),
        ("valid_to", "valid to another date"),
    ):
        if getattr(old, name) != getattr(new, name):
            yield words


def _told(labels: Iterable[str]) -> str:
    return ", ".join(f"“{label}”" for label in sorted(labels))
