"""The topic scheme from a SKOS file and into one.

A file adds headings and changes them; what it does not hold stays as it is, and is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from evidence_library.errors import EnvironmentFailed, UserCanFix
from evidence_library.exporters import skos as skos_out
from evidence_library.exporters.skos import Form
from evidence_library.importers import skos as skos_in
from evidence_library.model.changes import Changes
from evidence_library.model.concept import Concept
from evidence_library.model.ids import ConceptId
from evidence_library.model.skos import SkosReading
from evidence_library.services import topics
from evidence_library.services.heading_draft import Draft, Move
from evidence_library.services.heading_edits import Edit
from evidence_library.services.heading_fields import Fields, checked_label, with_fields
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.services.safe_files import replacing
from evidence_library.services.topics import Preview
from evidence_library.store import concepts as store
from evidence_library.store.concepts import all_labels
from evidence_library.text.analysis import exact_terms

#: How a file is written, by the end of its name.
FORMS: Mapping[str, Form] = {".ttl": Form.TURTLE, ".rdf": Form.XML, ".jsonld": Form.JSON}


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What a file would change. `steps` say it heading by heading.

    `missing` are the headings of the library that the file does not hold: they stay.
    """

    name: str
    edit: Edit
    preview: Preview
    steps: tuple[str, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]


def preview(library: Library, path: Path, *, today: date | None = None) -> FilePlan:
    """Read a file and say what it would change; nothing is changed.

    Raises a `LibraryError` with one sentence if the file cannot be taken.
    """
    reading = skos_in.read(_bytes(path), path.name)
    edit = Edit(lambda draft: _Import(draft, reading, path.name).act())
    scheme = library.search.facets_now().scheme
    draft = Draft(scheme, today or date.today(), library.person)
    work = _Import(draft, reading, path.name)
    work.act()
    held = set(work.own.values())
    missing = tuple(one.label for one in scheme.concepts.values() if one.id not in held)
    steps = tuple(_steps(draft))
    return FilePlan(
        path.name,
        edit,
        topics.preview(library, edit, today=today),
        steps,
        missing,
        reading.notes,
    )


def commit(
    library: Library, plan: FilePlan, *, today: date | None = None, progress: Progress = quiet
) -> Changes:
    """Take a file as one operation. Raises `UserCanFix` if it cannot be taken any more."""
    return topics.commit(library, plan.edit, today=today, progress=progress)


def export(library: Library, path: Path) -> int:
    """Write the whole scheme; give the number of headings.

    The file is written whole or not at all. Raises a `LibraryError`.
    """
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise UserCanFix(
            "The name of the file says the format: end it with .ttl (Turtle), .rdf (RDF/XML) or "
            ".jsonld (JSON-LD)."
        )
    with library.connections.reading() as connection:
        scheme = store.load(connection)
    listed = [*scheme.concepts.values(), *scheme.replaced.values()]
    with replacing(path) as file:
        file.write(skos_out.write(listed, form))
    return len(listed)


class _Import:
    """Takes the headings of a file into a draft. `own` maps those of the file to the library's."""

    def __init__(self, draft: Draft, reading: SkosReading, name: str) -> None:
        self._draft = draft
        self._reading = reading
        self._name = name
        self.own = self._matched()

    def act(self) -> str:
        """Make the changes and give them their name. Raises `UserCanFix` for what cannot be."""
        for concept in self._reading.concepts:
            if self.own[concept.id] not in self._draft.known:
                self._draft.put(Concept(id=self.own[concept.id], notation="", label=concept.label))
        for concept in self._reading.concepts:
            self._take(concept)
        for concept in self._reading.concepts:
            self._lead_elsewhere(concept)
        self._check()
        return f"Import topic headings from “{self._name}”"

    def _matched(self) -> dict[ConceptId, ConceptId]:
        """Find the library's heading for each of the file: by identity, notation, then label."""
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
            if key is None:
                found = labels.get(label) or names.get(label)
                # Another name of a heading that the file holds itself means that one no more.
                taken = found in held
                key = found if found and not taken else one.id
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
            return
        is_new = draft.is_new(old.id)
        new = _said(draft, old, read)
        above = self._above(read, new)
        if read.id in self._reading.with_status and (is_new or old.status is not read.status):
            new = replace(new, status=read.status)
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
            draft.flagged.add(old.id)
        if is_new:
            draft.put(new, "" if events else f"Imported from “{self._name}”")
        else:
            draft.put(new, f"Changed by the import of “{self._name}”")

    def _above(self, read: Concept, own: Concept) -> ConceptId | None:
        if read.broader is not None:
            above = self._draft.known.get(self._key(read.broader))
            if above is not None:
                return above.replaced_by or above.id
        return None if read.id in self._reading.tops else own.broader

    def _lead_elsewhere(self, read: Concept) -> None:
        """Let a heading that the file says to be replaced give way to the other one."""
        draft, own = self._draft, self.own[read.id]
        if read.replaced_by is None or draft.known[own].replaced_by is not None:
            return
        target = self._key(read.replaced_by)
        if target not in draft.known or target == own:
            return
        for narrower in draft.below(own):
            draft.put_below(narrower.id, target if narrower.id != target else None)
        label = draft.known[target].label
        out = replace(draft.known[own], replaced_by=target, retired=False)
        draft.put(out, "" if draft.is_new(own) else f"Replaced by “{label}”, says the import")
        if not draft.is_new(own):
            draft.moves[own] = Move(target, {})

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


def _steps(draft: Draft) -> Iterator[str]:
    """Say what a draft changes, one sentence a heading."""
    first = {**draft.before.concepts, **draft.before.replaced}
    for one in draft.changed:
        old = first.get(one.id)
        if old is None:
            yield f"New heading “{one.label}”."
        else:
            told = "; ".join(_differences(draft, old, one)) or "its history"
            yield f"Heading “{old.label}”: {told}."


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


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > skos_in.LARGEST:
            raise UserCanFix(f"“{path.name}” is larger than {skos_in.LARGEST // 1024 // 1024} MB.")
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).rstrip(".")
        raise EnvironmentFailed(f"“{path.name}” could not be read ({reason}).") from error
