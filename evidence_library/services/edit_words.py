"""What an edit goes by: the headings and tags of a library, under all their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

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

    def refuse_retired(self, fresh: Iterable[TopicHeading], held: Sequence[TopicHeading]) -> None:
        """Raise `UserCanFix` for a retired heading that a record does not have already."""
        own = {self.scheme.meant(one.concept) for one in held}
        for one in fresh:
            found = self.scheme.meant(one.concept)
            if found is not None and found.retired and found not in own:
                raise UserCanFix(f"The heading “{found.label}” was retired; choose another one.")


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
