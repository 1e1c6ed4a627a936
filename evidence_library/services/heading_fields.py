"""What is said of a topic heading, as people type it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from evidence_library.errors import UserCanFix
from evidence_library.model.concept import Concept
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import ConceptId
from evidence_library.model.vocabulary import HeadingStatus
from evidence_library.services.heading_draft import Draft
from evidence_library.text.analysis import exact_terms
from evidence_library.text.partial_dates import parse_partial_date

#: Letters of a label, of a notation and of a note.
LONGEST_LABEL, LONGEST_NOTATION, LONGEST_NOTE = 160, 24, 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What is to be said of a heading; None leaves it as it is.

    `related` are names of headings, dates are as people write them, "" takes one away.
    """

    label: str | None = None
    notation: str | None = None
    scope_note: str | None = None
    alternative_labels: Sequence[str] | None = None
    hidden_labels: Sequence[str] | None = None
    related: Sequence[str] | None = None
    status: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    source: str | None = None


def with_fields(draft: Draft, old: Concept, fields: Fields) -> Concept:
    """Give a heading as `fields` say. Raises `UserCanFix` for what cannot be said of it."""
    new = _with_labels(draft, old, fields)
    if fields.notation is not None:
        new = replace(new, notation=_line(fields.notation, LONGEST_NOTATION, "A notation"))
        draft.refuse_notation(new.notation, old.id)
    if fields.scope_note is not None:
        new = replace(new, scope_note=_note(fields.scope_note))
    if fields.source is not None:
        new = replace(new, source=_line(fields.source, LONGEST_NOTE, "A source"))
    if fields.related is not None:
        new = replace(new, related=_related(draft, old.id, fields.related))
    new = replace(
        new,
        valid_from=_date(fields.valid_from, old.valid_from),
        valid_to=_date(fields.valid_to, old.valid_to),
    )
    _refuse_backwards(new)
    return _with_status(draft, new, fields.status)


def checked_label(text: str) -> str:
    """Give a label in one line. Raises `UserCanFix` if nothing is left or it is too long."""
    label = _line(text, LONGEST_LABEL, "A label")
    if not exact_terms(label):
        raise UserCanFix("A heading needs a label with at least one letter or figure.")
    return label


def _with_labels(draft: Draft, old: Concept, fields: Fields) -> Concept:
    label = old.label if fields.label is None else checked_label(fields.label)
    others: Iterable[str] = old.alternative_labels
    if fields.alternative_labels is not None:
        others = fields.alternative_labels
    if label != old.label:
        draft.refuse_taken(label, old.id)
        others = (*others, old.label)
    hidden = old.hidden_labels if fields.hidden_labels is None else fields.hidden_labels
    own = exact_terms(label)
    alternative = _labels(others, {own})
    return replace(
        old,
        label=label,
        alternative_labels=alternative,
        hidden_labels=_labels(hidden, {own, *map(exact_terms, alternative)}),
    )


def _labels(texts: Iterable[str], taken: set[tuple[str, ...]]) -> tuple[str, ...]:
    """Give labels in one line each, without those that say what others say already."""
    found: dict[tuple[str, ...], str] = {}
    for text in texts:
        if text.strip():
            label = checked_label(text)
            found.setdefault(exact_terms(label), label)
    return tuple(label for terms, label in found.items() if terms not in taken)


def _related(draft: Draft, own: ConceptId, names: Sequence[str]) -> tuple[ConceptId, ...]:
    found = (draft.find(name).id for name in names if name.strip())
    return tuple(key for key in dict.fromkeys(found) if key != own)


def _with_status(draft: Draft, new: Concept, status: str | None) -> Concept:
    if status is None or status == new.status.value:
        return new
    if status not in set(HeadingStatus):
        raise UserCanFix(f"A heading is verified or proposed, not “{status}”.")
    if status == HeadingStatus.VERIFIED.value and (new.id in draft.added or not new.source):
        raise UserCanFix(
            "Only a heading that SCS is known to have used is verified: add it as proposed, and "
            "say in “source” where SCS used it."
        )
    return replace(new, status=HeadingStatus(status))


def _date(text: str | None, old: PartialDate | None) -> PartialDate | None:
    if text is None or (old is not None and text.strip() in (old.raw, old.value)):
        return old
    if not text.strip():
        return None
    date = parse_partial_date(text.strip())
    if date.year is None:
        raise UserCanFix(f"“{text}” is no date; write 2004, January 2004 or 2004-01-31.")
    return date


def _refuse_backwards(concept: Concept) -> None:
    first, last = concept.valid_from, concept.valid_to
    if first and last and first.year and last.year and last.latest < first.earliest:
        raise UserCanFix("A heading cannot end to be valid before it begins.")


def _line(text: str, longest: int, what: str) -> str:
    clean = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    if len(clean) > longest:
        raise UserCanFix(f"{what} has at most {longest} letters.")
    return clean


def _note(text: str) -> str:
    kept = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)
    if len(kept) > LONGEST_NOTE:
        raise UserCanFix(f"A scope note has at most {LONGEST_NOTE} letters.")
    return kept.strip()
