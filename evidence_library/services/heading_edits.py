"""The changes one can make to the topic scheme. Each can be looked at before it is made.

A heading is named by its label, its notation, another of its labels or its identity.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evidence_library.errors import UserCanFix
from evidence_library.model.concept import Concept
from evidence_library.model.ids import ConceptId, RecordId, new_concept_id
from evidence_library.services.heading_draft import Draft, Move
from evidence_library.services.heading_fields import Fields, checked_label, with_fields
from evidence_library.store.concepts import all_labels
from evidence_library.text.analysis import exact_terms


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of the scheme: `act` makes it in a draft and gives its name."""

    act: Callable[[Draft], str]


def add(label: str, *, below: str = "", fields: Fields | None = None) -> Edit:
    """Add a heading, last among those below another one, or among the broadest."""
    key = new_concept_id()

    def act(draft: Draft) -> str:
        made = _added(draft, key, label, draft.find(below).id if below else None)
        if fields is not None:
            made = draft.put(with_fields(draft, made, fields))
        return f"Add the heading “{made.label}”"

    return Edit(act)


def change(heading: str, fields: Fields) -> Edit:
    """Change what is said of a heading. Its old label stays as another label of it."""

    def act(draft: Draft) -> str:
        old = draft.find(heading)
        new = with_fields(draft, old, fields)
        told = old.label != new.label or old.status is not new.status
        if told:
            draft.warn_of_verified(old)
        event = f"Renamed from “{old.label}”" if old.label != new.label else _told(old, new)
        if new != old:
            draft.put(new, event)
        if old.label != new.label:
            return f"Rename the heading “{old.label}” to “{new.label}”"
        return f"Change the heading “{old.label}”"

    return Edit(act)


def rename(heading: str, label: str) -> Edit:
    """Give a heading another label."""
    return change(heading, Fields(label=label))


def move(heading: str, below: str, place: int | None = None) -> Edit:
    """Put a heading below another one; below none if that is "".

    `place` counts from 1; without it the heading stands last.
    """

    def act(draft: Draft) -> str:
        old = draft.find(heading)
        above = draft.find(below) if below else None
        if above is not None and draft.is_within(above.id, old.id):
            raise UserCanFix(
                f"“{above.label}” stands below “{old.label}” or is itself; choose another place."
            )
        key = above.id if above else None
        if key != old.broader:
            draft.warn_of_verified(old)
            event = f"Moved below “{above.label}”" if above else "Moved to the broadest headings"
            draft.put_below(old.id, key, event)
        if place is not None:
            _place(draft, old.id, place)
        return f"Move the heading “{old.label}”"

    return Edit(act)


def order(heading: str, place: int) -> Edit:
    """Give a heading a place, from 1, among those on its level."""

    def act(draft: Draft) -> str:
        found = draft.find(heading)
        places = len(draft.below(found.broader))
        if place > places:
            there = "is only 1 place" if places == 1 else f"are only {places} places"
            raise UserCanFix(f"There {there} on the level of “{found.label}”.")
        _place(draft, found.id, place)
        return f"Put the heading “{found.label}” in another place"

    return Edit(act)


def shift(heading: str, by: int) -> Edit:
    """Move a heading up (negative) or down among those on its level; at the end it stays."""

    def act(draft: Draft) -> str:
        found = draft.find(heading)
        level = [one.id for one in draft.below(found.broader)]
        _place(draft, found.id, max(1, level.index(found.id) + 1 + by))
        return f"Move the heading “{found.label}” {'up' if by < 0 else 'down'}"

    return Edit(act)


def merge(headings: Sequence[str], into: str) -> Edit:
    """Let one heading take the place of others: their labels, narrower ones and records."""

    def act(draft: Draft) -> str:
        target = draft.find(into)
        others = list({one.id: one for one in map(draft.find, headings)}.values())
        others = [one for one in others if one.id != target.id]
        if not others:
            raise UserCanFix("Name at least one other heading to merge.")
        for key in [one.id for one in others]:
            old = draft.known[key]
            draft.warn_of_verified(old)
            _replace(draft, old, target.id, f"Merged into “{target.label}”")
            _take_labels(draft, target.id, old)
            draft.moves[old.id] = Move(target.id, {})
        told = ", ".join(f"“{one.label}”" for one in others)
        draft.put(draft.known[target.id], f"Took the place of {told}")
        noun = "heading" if len(others) == 1 else "headings"
        return f"Merge the {noun} {told} into “{target.label}”"

    return Edit(act)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Into what a heading is split: labels of headings that are there or shall be made.

    Records go where `chosen` says, by record, and all others under `others`, one of `into`. The
    heading itself may be among `into`: then it stays in use.
    """

    into: Sequence[str]
    others: str = ""
    chosen: Mapping[RecordId, Sequence[str]] = field(default_factory=dict)


def split(heading: str, parts: Parts) -> Edit:
    """Let several headings take the place of one."""
    keys = {label: new_concept_id() for label in parts.into}

    def act(draft: Draft) -> str:
        old = draft.find(heading)
        draft.warn_of_verified(old)
        by_name = {label: _part(draft, keys[label], label, old) for label in parts.into}
        if len(set(by_name.values())) < 2:
            raise UserCanFix("Name at least two headings to split it into.")
        others = _named(by_name, parts.others or parts.into[0])
        chosen = {
            record: tuple(dict.fromkeys(_named(by_name, label) for label in labels))
            for record, labels in parts.chosen.items()
            if labels
        }
        draft.moves[old.id] = Move(others, chosen)
        told = ", ".join(f"“{draft.known[key].label}”" for key in dict.fromkeys(by_name.values()))
        if old.id in by_name.values():
            draft.put(draft.known[old.id], f"Split into {told}")
        else:
            for key in set(by_name.values()):
                _lift(draft, key, old)
            _replace(draft, draft.known[old.id], others, f"Split into {told}")
        return f"Split the heading “{old.label}” into {told}"

    return Edit(act)


def retire(heading: str, instead: str = "") -> Edit:
    """Take a heading out of use.

    With `instead`, that one is meant wherever it is named, and has its records. Without, the
    records keep it and are flagged, and headings below it move up.
    """

    def act(draft: Draft) -> str:
        old = draft.find(heading)
        draft.warn_of_verified(old)
        if instead:
            target = draft.find(instead)
            if target.id == old.id:
                raise UserCanFix("A heading cannot take its own place; choose another one.")
            _replace(draft, old, target.id, f"Retired in favour of “{target.label}”")
            draft.moves[old.id] = Move(target.id, {})
            return f"Retire the heading “{old.label}” in favour of “{target.label}”"
        if old.retired:
            raise UserCanFix(f"“{old.label}” is retired already.")
        for narrower in draft.below(old.id):
            draft.put_below(narrower.id, old.broader, f"Moved up: “{old.label}” was retired")
        draft.flagged.add(old.id)
        draft.put(replace(old, retired=True, valid_to=draft.today), "Retired")
        return f"Retire the heading “{old.label}”"

    return Edit(act)


def bring_back(heading: str) -> Edit:
    """Take a retired heading into use again; where another took its place, records stay there."""

    def act(draft: Draft) -> str:
        old = _out_of_use(draft, heading)
        draft.refuse_taken(old.label, old.id)
        draft.refuse_notation(old.notation, old.id)
        successor = draft.now.meant(old.replaced_by)
        if successor is not None:
            names = {exact_terms(name) for name in _taken_from(draft, old, successor)}
            left = tuple(
                one for one in successor.alternative_labels if exact_terms(one) not in names
            )
            draft.put(replace(successor, alternative_labels=left))
        above = draft.now.meant(old.broader)
        revived = replace(
            old,
            retired=False,
            replaced_by=None,
            shared_labels=(),
            valid_to=None,
            broader=above.id if above and above.id != old.id else None,
        )
        draft.cleared.add(old.id)
        draft.put(revived, "Brought back into use")
        return f"Bring back the heading “{old.label}”"

    return Edit(act)


def _taken_from(draft: Draft, old: Concept, successor: Concept) -> set[str]:
    """Give the labels a heading has only because another one was merged into it.

    What other headings that it replaced are called, too, and what it says is its own, stay.
    """
    others = (one for one in draft.before.former.get(successor.id, ()) if one.id != old.id)
    shared = {exact_terms(name) for other in others for name in all_labels(other)}
    own = {exact_terms(name) for name in old.shared_labels}
    names = (old.label, *old.alternative_labels)
    return {name for name in names if exact_terms(name) not in shared | own}


def _added(draft: Draft, key: ConceptId, label: str, above: ConceptId | None) -> Concept:
    wanted = checked_label(label)
    draft.refuse_taken(wanted, None)
    known = draft.now.by_label().get(wanted.casefold())
    if known is not None:
        other = draft.known[known].label
        draft.notes.append(f"“{wanted}” is another name of “{other}” so far.")
    draft.put(Concept(id=key, notation="", label=wanted), "Added")
    draft.put_below(key, above)
    return draft.known[key]


def _told(old: Concept, new: Concept) -> str:
    """Say for the history what was changed besides the label; nothing of the small things."""
    if old.status is not new.status:
        return f"Said to be {new.status.value}"
    if old.notation != new.notation:
        return f"Notation changed from “{old.notation}” to “{new.notation}”"
    return "Scope note changed" if old.scope_note != new.scope_note else ""


def _place(draft: Draft, key: ConceptId, place: int) -> None:
    if place < 1:
        raise UserCanFix("Places are counted from 1.")
    level = [one.id for one in draft.below(draft.known[key].broader)]
    level.remove(key)
    level.insert(place - 1, key)
    draft.order(level)


def _replace(draft: Draft, old: Concept, by: ConceptId, event: str) -> None:
    """Take a heading out of use in favour of another one, which gets the headings below it."""
    _lift(draft, by, old)
    for narrower in draft.below(old.id):
        label = draft.known[by].label
        draft.put_below(narrower.id, by, f"Moved below “{label}”, which replaced “{old.label}”")
    names = {exact_terms(name) for name in all_labels(draft.known[by])}
    out = replace(
        draft.known[old.id],
        replaced_by=by,
        retired=False,
        valid_to=draft.today,
        shared_labels=tuple(name for name in all_labels(old) if exact_terms(name) in names),
    )
    draft.put(out, event)
    _point_elsewhere(draft, old.id, by)


def _lift(draft: Draft, key: ConceptId, old: Concept) -> None:
    """Put a heading that stands below one which goes where that one stood."""
    if key == old.id or not draft.is_within(key, old.id):
        return
    draft.put_below(key, old.broader, f"Moved up from below “{old.label}”")


def _point_elsewhere(draft: Draft, old: ConceptId, new: ConceptId) -> None:
    """Let headings that are related to one be related to the one in its place."""
    for one in list(draft.known.values()):
        if old in one.related and one.replaced_by is None:
            related = (new if key == old else key for key in one.related)
            kept = tuple(dict.fromkeys(key for key in related if key != one.id))
            draft.put(replace(one, related=kept))


def _take_labels(draft: Draft, key: ConceptId, old: Concept) -> None:
    target = draft.known[key]
    names = {exact_terms(name) for name in all_labels(target)}
    alternative = [
        name for name in (old.label, *old.alternative_labels) if exact_terms(name) not in names
    ]
    hidden = [name for name in old.hidden_labels if name not in target.hidden_labels]
    related = [one for one in old.related if one not in (key, *target.related)]
    draft.put(
        replace(
            target,
            alternative_labels=tuple(dict.fromkeys((*target.alternative_labels, *alternative))),
            hidden_labels=(*target.hidden_labels, *hidden),
            related=(*target.related, *related),
        )
    )


def _part(draft: Draft, key: ConceptId, label: str, old: Concept) -> ConceptId:
    """Give the heading a part means by label, notation or identity, or make it.

    What is only another name of a heading so far gets one of its own, beside the one that is split.
    """
    wanted = " ".join(label.split()).casefold()
    for one in draft.now.concepts.values():
        if wanted in (one.id, one.label.casefold(), one.notation.casefold() or one.id):
            return one.id
    return _added(draft, key, label, old.broader).id


def _named(by_name: Mapping[str, ConceptId], label: str) -> ConceptId:
    for name, key in by_name.items():
        if name.casefold() == label.casefold() or key == label:
            return key
    raise UserCanFix(f"“{label}” is none of the headings it is split into.")


def _out_of_use(draft: Draft, typed: str) -> Concept:
    wanted = typed.casefold()
    for one in draft.known.values():
        out = one.retired or one.replaced_by is not None
        if out and wanted in (one.id, one.label.casefold(), one.notation.casefold()):
            return one
    raise UserCanFix(f"There is no retired heading “{typed}”.")
