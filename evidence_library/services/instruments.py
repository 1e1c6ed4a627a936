"""Instruments: those that ship, those of the library, and their versions.

A version is never changed: who edits an instrument makes a new one. The version that an assessment
was made with is kept in the library, so that nothing that is done to an instrument later, here or
in a newer program, changes an assessment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from evidence_library import assets
from evidence_library.errors import LibraryError, UserCanFix
from evidence_library.exporters import instrument_yaml as written
from evidence_library.importers import formats, instrument_yaml
from evidence_library.model.changes import Changes
from evidence_library.model.ids import InstrumentId, new_instrument_id
from evidence_library.model.instrument import Instrument, problems_of
from evidence_library.model.problem import Problem, Severity
from evidence_library.services.opened import Library
from evidence_library.services.safe_files import replacing
from evidence_library.store import concepts
from evidence_library.store.assessing import ASSESSMENTS, INSTRUMENTS, version_key
from evidence_library.store.connections import Connection
from evidence_library.store.operations import Operation
from evidence_library.text.encodings import decode

#: So many unknown topics are named; of more there is the number.
_MOST_NAMED = 5

#: What is said of one that a newer version of this program wrote, or that is damaged.
NOT_UNDERSTOOD = "was saved by a newer version of this program, or is damaged; it is kept as it is"


class InstrumentGone(UserCanFix):
    """An instrument, or a version of it, is not in the library and does not ship."""


@dataclass(frozen=True, slots=True)
class Read:
    """An instrument as it was read from a file, with what is wrong with it.

    `known` is the version here that says the same, 0 if there is none; `before` is the latest
    version here of what it would become a new version of, None if it would be an instrument of its
    own.
    """

    instrument: Instrument
    problems: tuple[Problem, ...]
    known: int = 0
    before: Instrument | None = None

    @property
    def usable(self) -> bool:
        """Whether it can be added: without errors."""
        return not any(one.severity is Severity.ERROR for one in self.problems)


def shipped() -> tuple[Instrument, ...]:
    """Read the instruments that ship. Raises `LibraryError` if one cannot be read."""
    return _in(assets.resource("instruments"))


def listed(library: Library) -> tuple[Instrument, ...]:
    """List the instruments one can assess with, each in its latest version, by title."""
    latest: dict[InstrumentId, Instrument] = {}
    for one in _all(library):
        if one.id not in latest or one.version > latest[one.id].version:
            latest[one.id] = one
    return tuple(sorted(latest.values(), key=lambda one: one.title.casefold()))


def versions(library: Library, key: InstrumentId) -> tuple[Instrument, ...]:
    """List the versions of an instrument, the newest first."""
    found = {one.version: one for one in _all(library) if one.id == key}
    return tuple(found[number] for number in sorted(found, reverse=True))


def find(library: Library, key: InstrumentId, version: int | None = None) -> Instrument:
    """Give an instrument in a version, or in its latest. Raises `InstrumentGone`."""
    for one in versions(library, key):
        if version in {None, one.version}:
            return one
    raise InstrumentGone(
        "The instrument of this assessment is no longer here; import it again to see its words."
    )


def meant(library: Library, typed: str) -> Instrument:
    """Give the instrument that is meant by its title, the beginning of it, or its id.

    Raises `UserCanFix` if there is none, or if several are meant.
    """
    return meant_among(listed(library), typed)


def meant_among(offered: Sequence[Instrument], typed: str) -> Instrument:
    """Give the one of some instruments that is meant. Raises as `meant` does."""
    wanted = " ".join(typed.split()).casefold()
    for same in (
        [one for one in offered if wanted in {one.id, one.title.casefold()}],
        [one for one in offered if wanted and one.title.casefold().startswith(wanted)],
        [one for one in offered if wanted and wanted in one.title.casefold()],
    ):
        if len(same) == 1:
            return same[0]
        if same:
            titles = "; ".join(_named_among(one, same) for one in same)
            raise UserCanFix(f"Several instruments are meant by “{typed}”: {titles}.")
    titles = "; ".join(one.title for one in offered)
    raise UserCanFix(f"There is no instrument “{typed}”; there are: {titles}.")


def _named_among(one: Instrument, others: Sequence[Instrument]) -> str:
    """Name an instrument; where another one is called the same, with its id."""
    alike = [other for other in others if other.title.casefold() == one.title.casefold()]
    return f"{one.title} ({one.id})" if len(alike) > 1 else one.title


def read(library: Library, path: Path) -> Read:
    """Read an instrument from a file and change nothing. Raises `LibraryError`."""
    text = decode(formats.contents(path), path.name).text
    found = instrument_yaml.read(text, path.name)
    if found.instrument is None:
        raise UserCanFix(found.problems[0].message)
    instrument = replace(found.instrument, ships=False)
    known = versions(library, instrument.id)
    same = [one.version for one in known if _says(one) == _says(instrument)]
    told = (*_another(instrument, known), *found.problems, *_strange_topics(library, instrument))
    return Read(instrument, told, same[0] if same else 0, known[0] if known else None)


def add(library: Library, instrument: Instrument) -> tuple[Instrument, Changes]:
    """Add an instrument, or a new version of one; give it as it is kept.

    One that says what a version here says already is not added again. Raises `UserCanFix` if it
    has errors, or has the id of another instrument.
    """
    _refuse_errors(instrument)
    with library.change(f"Add the instrument “{instrument.title}”") as change:
        known = versions(library, instrument.id)
        same = next((one for one in known if _says(one) == _says(instrument)), None)
        if same is not None:
            return same, Changes(name="")
        for problem in _another(instrument, known):
            raise UserCanFix(problem.message)
        made = _next(instrument, known, library.person)
        INSTRUMENTS.put(change.operation, made)
    return made, change.operation.changes()


def save(library: Library, edited: Instrument) -> tuple[Instrument, Changes]:
    """Keep an edited instrument as a new version; assessments keep theirs.

    `edited.version` is the one it was made of. Raises `UserCanFix` if it has errors, or if somebody
    else made a newer version meanwhile.
    """
    _refuse_errors(edited)
    with library.change(f"Edit the instrument “{edited.title}”") as change:
        known = versions(library, edited.id)
        if known and known[0].version != edited.version:
            raise UserCanFix(
                f"“{edited.title}” was changed elsewhere since you opened it; open it again to see "
                "it as it is now."
            )
        if known and _says(known[0]) == _says(edited):
            return known[0], Changes(name="")
        made = _next(edited, known, library.person)
        INSTRUMENTS.put(change.operation, made)
    return made, change.operation.changes()


def copy(library: Library, key: InstrumentId, title: str) -> tuple[Instrument, Changes]:
    """Make an instrument of one's own from another one."""
    made = replace(find(library, key), id=new_instrument_id(), title=title.strip(), version=1)
    return add(library, made)


def remove(library: Library, key: InstrumentId) -> Changes:
    """Take away the versions of an instrument that no assessment was made with; Undo brings them
    back.

    Raises `UserCanFix` if there is none that can go: what ships stays, and so does what is used.
    """
    with library.change(f"Remove the instrument “{find(library, key).title}”") as change:
        connection = change.operation.connection
        used = in_use(connection)
        own = [one for one in _kept(connection) if one.id == key]
        going = [one for one in own if (one.id, one.version) not in used]
        if not going:
            said = "assessments were made with it" if own else "it came with the program"
            raise UserCanFix(f"The instrument cannot be removed: {said}.")
        for one in going:
            INSTRUMENTS.remove(change.operation, version_key(one.id, one.version))
    return change.operation.changes()


def export(library: Library, key: InstrumentId, path: Path, version: int | None = None) -> None:
    """Write an instrument into a YAML file, whole or not at all."""
    text = written.write(find(library, key, version))
    with replacing(path) as file:
        file.write(text.encode())


def keep(library: Library, operation: Operation, instrument: Instrument) -> None:
    """Keep a version in the library, because an assessment is made with it."""
    key = version_key(instrument.id, instrument.version)
    if operation.row(INSTRUMENTS.table, key) is None:
        INSTRUMENTS.put(operation, instrument)


def in_use(connection: Connection) -> frozenset[tuple[InstrumentId, int]]:
    """Give the versions that assessments were made with."""
    held = (kept.thing for kept in ASSESSMENTS.load(connection))
    return frozenset((one.instrument, one.version) for one in held if one is not None)


def _all(library: Library) -> list[Instrument]:
    """Give all versions; one that is kept comes before the shipped one of the same number."""
    with library.connections.reading() as connection:
        own = _kept(connection)
    known = {(one.id, one.version) for one in own}
    return [*own, *(one for one in shipped() if (one.id, one.version) not in known)]


def _kept(connection: Connection) -> list[Instrument]:
    held = (kept.thing for kept in INSTRUMENTS.load(connection))
    return [one for one in held if one is not None]


def _next(made: Instrument, known: Sequence[Instrument], by: str) -> Instrument:
    number = max((one.version for one in known), default=0) + 1
    return replace(made, version=number, ships=False, changed=date.today().isoformat(), by=by)


def _says(item: Instrument) -> Instrument:
    """Give what an instrument says, without what is said about the version."""
    return replace(item, version=0, changed="", by="", ships=False)


def _another(item: Instrument, known: Sequence[Instrument]) -> tuple[Problem, ...]:
    """Say that it is another instrument than those whose id it has: with none of them it shares
    its title or its stages, and in lists it would take their place.
    """
    stages = [one.key for one in item.stages]
    akin = any(
        one.title.casefold() == item.title.casefold() or [s.key for s in one.stages] == stages
        for one in known
    )
    if akin or not known:
        return ()
    told = (
        f"“{item.title}” has the id of “{known[0].title}”, but another title and other stages; "
        "give it an id of its own, or none."
    )
    return (Problem(Severity.ERROR, "id-of-another", told, "id"),)


def _strange_topics(library: Library, item: Instrument) -> tuple[Problem, ...]:
    """Warn of topics that are no headings here: no record can stand under them."""
    with library.connections.reading() as connection:
        known = concepts.load(connection).by_label()
    named = dict.fromkeys(topic for theme in item.themes for topic in theme.topics)
    strange = [one for one in named if one.casefold() not in known]
    if not strange:
        return ()
    names = ", ".join(f"“{one}”" for one in strange[:_MOST_NAMED])
    more = f" and {len(strange) - _MOST_NAMED} more" if len(strange) > _MOST_NAMED else ""
    told = f"These topics are no headings of this library: {names}{more}; records of none match."
    return (Problem(Severity.WARNING, "no-heading", told, "themes"),)


def _refuse_errors(item: Instrument) -> None:
    for problem in problems_of(item):
        if problem.severity is Severity.ERROR:
            raise UserCanFix(problem.message)


@cache
def _in(folder: Path) -> tuple[Instrument, ...]:
    found = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            read_back = instrument_yaml.read(path.read_text(encoding="utf-8"), path.name)
        except LibraryError as error:
            raise LibraryError(
                f"“{path.name}” that ships with the program is damaged. {error}"
            ) from error
        if read_back.instrument is None:
            raise LibraryError(f"“{path.name}” that ships with the program is damaged.")
        found.append(replace(read_back.instrument, ships=True))
    return tuple(found)
