"""What an edit goes by: the headings and tags of a library, under all their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from evidence_library.errors import UserCanFix
from evidence_library.model.concept import Concept
from evidence_library.model.ids import ConceptId
from evidence_library.model.problem import Flag
from evidence_library.model.record import Record, TopicHeading
from evidence_library.services import tag_names
from evidence_library.store import concepts, tags
from evidence_library.store.concepts import Scheme, all_labels
from evidence_library.store.connections import Connection

#: What a record is flagged with that stands under a heading which was retired.
RETIRED = "retired-heading"

#: How alike two spellings are that may mean the same; shorter words are like too many.
_ALIKE, _SHORT = 0.75, 3

Headings = Mapping[str, ConceptId]


@dataclass(frozen=True, slots=True)
class Words:
    """The headings of a library by every name in lower case, its scheme, and its tags."""

    headings: Headings
    scheme: Scheme
    tags: frozenset[str]
    spellings: Mapping[str, str]

    def heading(self, read: TopicHeading) -> TopicHeading:
        """Give a heading that somebody names, under its label of now."""
        found = self.scheme.meant(read.concept)
        return TopicHeading(found.label, found.id) if found else read

    def tag(self, typed: str) -> str:
        """Give a tag in the spelling in use. Raises `UserCanFix` if it is none."""
        return tag_names.in_use(self.spellings, self.tags, tag_names.checked(typed))

    def concept(self, typed: str) -> Concept | None:
        """Give the heading in use that somebody names by any of its names or its identity."""
        key = " ".join(typed.split()).casefold()
        return self.scheme.meant(self.headings.get(key, typed))

    def advice(self, fresh: Iterable[TopicHeading]) -> dict[str, str]:
        """Say of each heading that there is not which one may be meant, by its label."""
        unknown = (one.label for one in fresh if self.scheme.meant(one.concept) is None)
        return {
            label: f"There is no topic heading “{label}”.{self._near(label)}" for label in unknown
        }

    def refuse_odd(
        self,
        fresh: Iterable[TopicHeading],
        held: Sequence[TopicHeading],
        advice: Mapping[str, str],
    ) -> None:
        """Raise `UserCanFix` for a heading there is not, or a retired one, unless a record has it.

        What is imported keeps its wording; who edits is asked to choose, as `advice` says.
        """
        own = {self.scheme.meant(one.concept) for one in held}
        labels = {one.label.casefold() for one in held}
        for one in fresh:
            found = self.scheme.meant(one.concept)
            if found is None and one.label.casefold() not in labels:
                raise UserCanFix(advice[one.label])
            if found is not None and found.retired and found not in own:
                raise UserCanFix(f"The heading “{found.label}” was retired; choose another one.")

    def _near(self, typed: str) -> str:
        """Offer the heading that is spelt most alike, by its label or else by another name."""
        labels = [one.label for one in self.scheme.concepts.values() if not one.retired]
        for names in (labels, [*self.headings]):
            best = max(names, key=lambda name: _likeness(typed, name), default="")
            found = self.scheme.meant(self.headings.get(best.casefold(), "")) if best else None
            if found is not None and not found.retired and _likeness(typed, best) >= _ALIKE:
                return f" Did you mean “{found.label}”?"
        return " “topics” lists those there are."


def _likeness(typed: str, name: str) -> float:
    """Say how alike two names are spelt, from 0 to 1: the whole one, or one of its words."""
    words = (name, *(word for word in name.split() if len(word) > _SHORT))
    wanted = typed.casefold()
    return max(SequenceMatcher(None, wanted, word.casefold()).ratio() for word in words)


def load(connection: Connection) -> Words:
    """Read the headings and tags of a library."""
    scheme = concepts.load(connection)
    names = frozenset(tags.in_use(connection))
    return Words(scheme.by_label(), scheme, names, tag_names.spellings(names))


def settled(record: Record, scheme: Scheme) -> Record:
    """Give a record with a flag for each retired heading it has, and for none that it has not."""
    retired = [
        found for one in record.topics if (found := scheme.meant(one.concept)) and found.retired
    ]
    names = {label for concept in retired for label in all_labels(concept)}
    kept = [flag for flag in record.flags if flag.code != RETIRED or flag.raw in names]
    told = {flag.raw for flag in kept if flag.code == RETIRED}
    kept += [retired_flag(concept) for concept in retired if told.isdisjoint(all_labels(concept))]
    return record if tuple(kept) == record.flags else replace(record, flags=tuple(kept))


def retired_flag(concept: Concept) -> Flag:
    """Say of a record that its heading is not to be given any more."""
    message = f"The heading “{concept.label}” was retired; choose another one."
    return Flag(RETIRED, message, "topics", concept.label)


def within_rules(record: Record, words: Words) -> Record:
    """Give a record that was read with its tags in the spelling in use, and its flags settled.

    A tag that is longer than a tag may be is left out, and a flag keeps it.
    """
    names: dict[str, str] = {}
    flags = list(record.flags)
    for tag in record.tags:
        try:
            name = words.tag(tag)
        except UserCanFix as error:
            if tag.strip():
                flags.append(Flag("no-tag", f"“{tag[:40]}…” is no tag: {error}", "tags", tag))
            continue
        names.setdefault(name.casefold(), name)
    kept = tuple(names.values())
    if kept != record.tags:
        record = replace(record, tags=kept, flags=tuple(dict.fromkeys(flags)))
    return settled(record, words.scheme)
