"""A topic scheme in the making: what a change writes, and what becomes of the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from evidence_library.errors import UserCanFix
from evidence_library.model.concept import Concept, HeadingEvent
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import ConceptId, RecordId
from evidence_library.model.problem import Flag
from evidence_library.model.record import Record, TopicHeading
from evidence_library.model.vocabulary import HeadingStatus
from evidence_library.services.edit_words import RETIRED, retired_flag
from evidence_library.store.concepts import Scheme, all_labels, scheme_of
from evidence_library.text.analysis import exact_terms


@dataclass(frozen=True, slots=True)
class Move:
    """Where the records under a heading go: some where `chosen` says, the `others` elsewhere."""

    others: ConceptId
    chosen: Mapping[RecordId, Sequence[ConceptId]]


class Draft:
    """The headings as a change shall leave them. Nothing is written by it.

    `moves` says which records get other headings, `flagged` and `cleared` whose records are told
    that their heading was retired, or is in use again; `notes` are worth knowing beforehand.
    """

    def __init__(self, scheme: Scheme, today: date, person: str = "") -> None:
        """Begin with a scheme; `person` stands in the history of each heading."""
        self.before = scheme
        self._first = {**scheme.concepts, **scheme.replaced}
        self.known = dict(self._first)
        self.today = PartialDate(today.year, today.month, today.day, today.isoformat())
        self._person = person
        self.moves: dict[ConceptId, Move] = {}
        self.flagged: set[ConceptId] = set()
        self.cleared: set[ConceptId] = set()
        self.notes: list[str] = []

    @property
    def now(self) -> Scheme:
        """The scheme as it is so far."""
        return scheme_of(self.known.values())

    @property
    def changed(self) -> tuple[Concept, ...]:
        """The headings that are new or other than before."""
        return tuple(one for key, one in self.known.items() if self._first.get(key) != one)

    @property
    def added(self) -> frozenset[ConceptId]:
        """The headings that were not there before."""
        return frozenset(self.known.keys() - self._first.keys())

    def is_new(self, key: ConceptId) -> bool:
        """Tell whether a heading was not there before."""
        return key not in self._first

    def put(self, concept: Concept, event: str = "") -> Concept:
        """Keep a heading; an `event` becomes part of its history."""
        if event:
            by = f" ({self._person})" if self._person else ""
            told = HeadingEvent(self.today, f"{event}{by}")
            concept = replace(concept, history=(*concept.history, told))
        self.known[concept.id] = concept
        return concept

    def find(self, typed: str) -> Concept:
        """Find the heading in use that is meant by an identity, label, notation or other label.

        Raises `UserCanFix` if there is none, or if two are called so.
        """
        scheme = self.now
        found = scheme.meant(typed) or _by_label(scheme, typed)
        if found is None:
            raise UserCanFix(f"There is no topic heading “{typed}”.")
        return found

    def below(self, key: ConceptId | None) -> list[Concept]:
        """List the headings right below one, in their order; with None the broadest ones."""
        return [one for one in self.now.concepts.values() if one.broader == key]

    def is_within(self, key: ConceptId | None, other: ConceptId) -> bool:
        """Tell whether a heading is another one or stands somewhere below it."""
        return any(one.id == other for one in self.now.upward(key))

    def put_below(self, key: ConceptId, above: ConceptId | None, event: str = "") -> None:
        """Put a heading last among those below another one."""
        last = max((one.position for one in self.below(above) if one.id != key), default=-1)
        self.put(replace(self.known[key], broader=above, position=last + 1), event)

    def order(self, keys: Sequence[ConceptId]) -> None:
        """Let headings on one level stand in this order."""
        for position, key in enumerate(keys):
            if self.known[key].position != position:
                self.put(replace(self.known[key], position=position))

    def warn_of_verified(self, concept: Concept) -> None:
        """Note that a heading about to be changed is one that SCS is known to have used."""
        if concept.status is HeadingStatus.VERIFIED and concept.id in self._first:
            self.notes.append(
                f"“{concept.label}” is a verified heading of SCS (Safer Communities Scotland); "
                "from now on your library differs from it."
            )

    def refuse_taken(self, label: str, own: ConceptId | None) -> None:
        """Raise `UserCanFix` if another heading in use has this preferred label."""
        wanted = exact_terms(label)
        for other in self.now.concepts.values():
            if other.id != own and exact_terms(other.label) == wanted:
                raise UserCanFix(f"There is a heading “{other.label}” already.")

    def refuse_notation(self, notation: str, own: ConceptId | None) -> None:
        """Raise `UserCanFix` if another heading in use has this notation."""
        for other in self.now.concepts.values():
            if notation and other.id != own and other.notation.casefold() == notation.casefold():
                raise UserCanFix(f"“{other.label}” has the notation “{other.notation}” already.")

    def rewritten(self, record: Record) -> Record:
        """Give a record with the headings and flags it shall have."""
        topics: dict[object, TopicHeading] = {}
        lost: set[str] = set()
        flags: list[Flag] = []
        for heading in record.topics:
            own = self.before.meant(heading.concept)
            for one in self._headings(record.id, heading, own):
                topics.setdefault(one.concept or one.label, one)
            if own is not None and (own.id in self.moves or own.id in self.cleared):
                lost.update(all_labels(own))
            if own is not None and own.id in self.flagged:
                flags.append(retired_flag(own))
        kept = [one for one in record.flags if one.code != RETIRED or one.raw not in lost]
        flags = [one for one in flags if one not in kept]
        return replace(record, topics=tuple(topics.values()), flags=(*kept, *flags))

    def _headings(
        self, record: RecordId, heading: TopicHeading, own: Concept | None
    ) -> Sequence[TopicHeading]:
        move = self.moves.get(own.id) if own is not None else None
        if move is None:
            return (heading,)
        wanted = move.chosen.get(record) or (move.others,)
        return [TopicHeading(self.known[key].label, key) for key in wanted]


def _by_label(scheme: Scheme, typed: str) -> Concept | None:
    """Find a heading by its label or another of its names, whichever capitals."""
    wanted = " ".join(typed.split()).casefold()
    same = [one for one in scheme.concepts.values() if one.label.casefold() == wanted]
    if len(same) > 1:
        named = " or ".join(one.notation or one.id for one in same)
        raise UserCanFix(f"Two headings are called “{same[0].label}”; name it by {named}.")
    found = scheme.by_label().get(wanted)
    return same[0] if same else scheme.concepts[found] if found else None
