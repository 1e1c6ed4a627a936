"""The topic scheme from a SKOS file and into one.

A file adds headings and changes them; what it does not hold stays as it is, and is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evidence_library.errors import EnvironmentFailed, UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.concept import Concept
from evidence_library.model.skos import LARGEST, Form, SkosReading
from evidence_library.services import heading_steps, topics
from evidence_library.services.heading_draft import Draft
from evidence_library.services.heading_edits import Edit
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.services.safe_files import replacing
from evidence_library.services.skos_import import Import
from evidence_library.services.topics import Preview
from evidence_library.store import concepts as store

#: How a file is written, by the end of its name.
FORMS: Mapping[str, Form] = {".ttl": Form.TURTLE, ".rdf": Form.XML, ".jsonld": Form.JSON}


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What a file would change. `steps` say it heading by heading.

    `missing` are the headings of the library that the file does not hold: they stay. `counted` says
    how many headings are renamed, retired, new and changed otherwise.
    """

    name: str
    edit: Edit
    preview: Preview
    steps: tuple[str, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    counted: str = ""


def preview(library: Library, path: Path, *, today: date | None = None) -> FilePlan:
    """Read a file and say what it would change; nothing is changed.

    Raises a `LibraryError` with one sentence if the file cannot be taken.
    """
    reading = _read(path)
    edit = Edit(lambda draft: Import(draft, reading, path.name).act())
    scheme = library.search.facets_now().scheme
    draft = Draft(scheme, today or date.today(), library.person)
    work = Import(draft, reading, path.name)
    work.act()
    held = set(work.own.values())
    missing = tuple(one.label for one in scheme.concepts.values() if one.id not in held)
    return FilePlan(
        path.name,
        edit,
        topics.preview(library, edit, today=today),
        heading_steps.steps(draft),
        missing,
        (*reading.notes, *work.notes),
        heading_steps.counted(draft),
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
        file.write(_written(listed, form))
    return len(listed)


def _read(path: Path) -> SkosReading:
    from evidence_library.importers import skos  # noqa: PLC0415 - RDFLib takes long to load

    return skos.read(_bytes(path), path.name)


def _written(concepts: Iterable[Concept], form: Form) -> bytes:
    from evidence_library.exporters import skos  # noqa: PLC0415 - RDFLib takes long to load

    return skos.write(concepts, form)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise UserCanFix(f"“{path.name}” is larger than {LARGEST // 1024 // 1024} MB.")
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).rstrip(".")
        raise EnvironmentFailed(f"“{path.name}” could not be read ({reason}).") from error
