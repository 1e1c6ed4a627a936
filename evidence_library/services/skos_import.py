"""Takes the headings of a SKOS file into the scheme. Nothing the library says is taken away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from evidence_library.errors import UserCanFix
from evidence_library.model.concept import Concept
from evidence_library.model.ids import ConceptId
from evidence_library.model.skos import SkosReading
from evidence_library.model.vocabulary import HeadingStatus
from evidence_library.services.heading_draft import Draft, Move
from evidence_library.services.heading_fields import Fields, checked_label, with_fields
from evidence_library.store.concepts import all_labels
from evidence_library.text.analysis import exact_terms


class Import:
    """Takes the headings of a file into a draft. `own` maps those of the file to the library's."""

    def __init__(self, draft: Draft, reading: SkosReading, name: str) -> None:
        self._draft = draft
        self._reading = reading
        self._name = name
        self.notes: list[str] = []
        self.own = self._matched()

    def act(self) -> str:
        """Make the changes and give them their name. Raises `UserCanFix` for what cannot be."""
        draft = self._draft
        retired = {key for key, one in draft.known.items() if one.retired}
        for concept in self._reading.concepts:
            if self.own[concept.id] not in draft.known:
                draft.put(Concept(id=self.own[concept.id], notation="", label=concept.label))
        for concept in self._reading.concepts:
            self._take(concept)
        for concept in self._reading.concepts:
            self._lead_elsewhere(concept)
        self._check()
        for key in [key for key, one in draft.known.items() if one.retired and key not in retired]:
            self._lift_from(draft.known[key])
        self._put_last()
        return f"Import topic headings from “{self._name}”"

    def _lift_from(self, retired: Concept) -> None:
        """Let headings below one that the file retires move up, as wherever one is retired."""
        for narrower in self._draft.below(retired.id):
            above = self._draft.now.meant(retired.broader)
            event = f"Moved up: “{retired.label}” was retired"
            self._draft.put_below(narrower.id, above.id if above else None, event)

    def _put_last(self) -> None:
        """Let new headings whose place the file does not say stand last on their level."""
        draft = self._draft
        last: dict[ConceptId | None, int] = {}
        fresh = [
            one
            for one in self._reading.concepts
            if draft.is_new(self.own[one.id]) and one.id not in self._reading.with_position
        ]
        unplaced = {self.own[one.id] for one in fresh}
        for one in draft.known.values():
            if one.id not in unplaced:
                last[one.broader] = max(last.get(one.broader, -1), one.position)
        for read in sorted(fresh, key=lambda one: (one.notation, one.label.casefold())):
            made = draft.known[self.own[read.id]]
            last[made.broader] = last.get(made.broader, -1) + 1
            draft.put(replace(made, position=last[made.broader]))

    def _matched(self) -> dict[ConceptId, ConceptId]:
        """Find the library's heading for each of the file: by identity, notation, then label.

        What is only another name of a heading here is not taken for it: that would rename it.
        """
        scheme = self._draft.before
        used = scheme.concepts.values()
        notations = {one.notation.casefold(): one.id for one in used if one.notation}
        labels = {one.label.casefold(): one.id for one in used}
        names = scheme.by_label()
        known = self._draft.known
        owners: dict[ConceptId, str] = {}
        held = {one.id for one in self._reading.concepts}
        matched = {}
        for one in self._reading.concepts:
            label = one.label.casefold()
            key = one.id if one.id in known else notations.get(one.notation.casefold())
            key = key or labels.get(label) or one.id
            if key not in known and names.get(label) not in (None, *held):
                other = known[names[label]].label
                self.notes.append(
                    f"“{one.label}” is another name of “{other}” in this library; it becomes a "
                    "heading of its own. Merge the two if they are one."
                )
            if owners.setdefault(key, one.label) != one.label:
                raise UserCanFix(
                    f"“{owners[key]}” and “{one.label}” in “{self._name}” both mean the heading "
                    f"“{known[key].label}” of this library."
                )
            matched[one.id] = key
        return matched

    def _take(self, read: Concept) -> None:
        draft = self._draft
        old = draft.known[self.own[read.id]]
        if old.replaced_by is not None:
            now = draft.known.get(self._in_place_of(old.id))
            if read.replaced_by is None and now is not None:
                self.notes.append(
                    f"“{read.label}” was replaced by “{now.label}” here and stays so."
                )
            return
        is_new = draft.is_new(old.id)
        new = _said(draft, old, read)
        above = self._above(read, new)
        new = replace(new, status=self._status(old, read))
        if read.id in self._reading.with_position:
            new = replace(new, position=read.position)
        known = set(old.history)
        events = tuple(event for event in read.history if event not in known)
        related = (self._key(key) for key in read.related)
        fresh = (key for key in related if key in draft.known and key != new.id)
        new = replace(
            new,
            broader=above,
            related=tuple(dict.fromkeys((*new.related, *fresh))),
            history=(*old.history, *events),
            retired=new.retired or read.retired,
        )
        if new == old:
            return
        if not is_new:
            draft.warn_of_verified(old)
        if new.retired and not old.retired:
            new = replace(new, valid_to=new.valid_to or draft.today)
            draft.flagged.add(old.id)
        if not is_new:
            self._tell_what_stays(old, read)
        if is_new:
            draft.put(new, "" if events else f"Imported from “{self._name}”")
        else:
            draft.put(new, f"Changed by the import of “{self._name}”")

    def _status(self, old: Concept, read: Concept) -> HeadingStatus:
        """Give the status a heading shall have: no file makes one verified that is new here."""
        draft = self._draft
        if read.id not in self._reading.with_status or read.status is old.status:
            return old.status
        if read.status is not HeadingStatus.VERIFIED:
            return read.status
        if not draft.is_new(old.id) and read.id == old.id and (read.source or old.source):
            return read.status
        self.notes.append(f"“{read.label}” is said to be verified; it is proposed here.")
        return old.status

    def _tell_what_stays(self, old: Concept, read: Concept) -> None:
        """Note what the library says of a heading and the file does not: nothing is taken away."""
        said = {exact_terms(name) for name in (*all_labels(read), old.label)}
        more = [name for name in old.alternative_labels if exact_terms(name) not in said]
        if more:
            named = ", ".join(f"“{name}”" for name in more)
            self.notes.append(f"Stays, though not in the file: “{read.label}” is also {named}.")
        unsaid = read.broader is None and read.id not in self._reading.tops
        above = self._draft.known.get(old.broader) if old.broader else None
        if unsaid and above is not None:
            self.notes.append(
                f"Stays, though not in the file: “{read.label}” stands below “{above.label}”."
            )

    def _above(self, read: Concept, own: Concept) -> ConceptId | None:
        if read.broader is not None:
            above = self._in_place_of(self._key(read.broader))
            if above in self._draft.known:
                return above
            self._note_stranger(read, read.broader, "stand below")
        return None if read.id in self._reading.tops else own.broader

    def _note_stranger(self, read: Concept, key: ConceptId, what: str) -> None:
        """Note that a heading points at what is neither in the file nor in the library."""
        address = self._reading.addresses.get(key, key)
        self.notes.append(
            f"“{read.label}” is said to {what} {address}, which neither the file nor the library "
            "holds; that was left out."
        )

    def _in_place_of(self, key: ConceptId) -> ConceptId:
        """Follow a heading that was replaced to the one in its place, all the way."""
        known, seen = self._draft.known, set()
        while key in known and key not in seen and known[key].replaced_by is not None:
            seen.add(key)
            key = known[key].replaced_by or key
        return key

    def _lead_elsewhere(self, read: Concept) -> None:
        """Let a heading that the file says to be replaced give way to the other one."""
        draft, own = self._draft, self.own[read.id]
        if read.replaced_by is None or draft.known[own].replaced_by is not None:
            return
        target = self._key(read.replaced_by)
        if target not in draft.known:
            self._note_stranger(read, read.replaced_by, "be replaced by")
            self._retire(own)
            return
        if self._in_place_of(target) == own:
            return
        for narrower in draft.below(own):
            draft.put_below(narrower.id, target if narrower.id != target else None)
        label = draft.known[target].label
        out = replace(draft.known[own], replaced_by=target, retired=False)
        draft.put(out, "" if draft.is_new(own) else f"Replaced by “{label}”, says the import")
        if not draft.is_new(own):
            draft.moves[own] = Move(target, {})

    def _retire(self, key: ConceptId) -> None:
        """Retire a heading of which nobody here knows what took its place."""
        old = self._draft.known[key]
        if not old.retired:
            self._draft.flagged.add(key)
            out = replace(old, retired=True, valid_to=old.valid_to or self._draft.today)
            self._draft.put(out, "Retired")

    def _key(self, key: ConceptId) -> ConceptId:
        return self.own.get(key, key)

    def _check(self) -> None:
        """Refuse a scheme in which two headings have one label or notation, or one is its own."""
        now, changed = self._draft.now, {one.id for one in self._draft.changed}
        for what in ("label", "notation"):
            seen: dict[object, Concept] = {}
            for one in now.concepts.values():
                text = getattr(one, what)
                other = seen.setdefault(exact_terms(text), one) if text else one
                fresh = one.id in changed or other.id in changed
                if other is not one and fresh:
                    raise UserCanFix(
                        f"“{self._name}” gives “{one.label}” and “{other.label}” the same {what}."
                    )
        for one in self._draft.changed:
            if _is_in_a_circle(self._draft.known, one, "broader"):
                raise UserCanFix(f"With “{self._name}”, “{one.label}” would stand below itself.")
            if _is_in_a_circle(self._draft.known, one, "replaced_by"):
                raise UserCanFix(f"With “{self._name}”, “{one.label}” would replace itself.")


def _said(draft: Draft, old: Concept, read: Concept) -> Concept:
    """Give a heading with what the file says of it; what it does not say stays."""
    others = dict.fromkeys((*old.alternative_labels, *read.alternative_labels))
    if old.label != read.label and draft.known[old.id] is old and not draft.is_new(old.id):
        others[old.label] = None
    fields = Fields(
        alternative_labels=[one for one in others if one != read.label],
        hidden_labels=list(dict.fromkeys((*old.hidden_labels, *read.hidden_labels))),
        scope_note=read.scope_note or None,
        source=read.source or None,
        valid_from=read.valid_from.raw if read.valid_from else None,
        valid_to=read.valid_to.raw if read.valid_to else None,
    )
    new = with_fields(draft, replace(old, label=checked_label(read.label)), fields)
    if {*new.alternative_labels} == {*old.alternative_labels}:
        new = replace(new, alternative_labels=old.alternative_labels)
    return replace(new, notation=read.notation or old.notation)


def _is_in_a_circle(known: Mapping[ConceptId, Concept], one: Concept, what: str) -> bool:
    key, seen = getattr(one, what), {one.id}
    while key is not None and key in known:
        if key in seen:
            return True
        seen.add(key)
        key = getattr(known[key], what)
    return False
