"""Sets of recommendations from any table: read, look, put right, import in one operation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from evidence_library.errors import UserCanFix
from evidence_library.importers import formats, table_sets, table_sources
from evidence_library.model.changes import Changes
from evidence_library.model.ids import SetId, new_set_id
from evidence_library.model.reading import Reading
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.standing import as_brought
from evidence_library.model.table_reading import TableSource
from evidence_library.services import ingest, track_preview
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.services.track_preview import Preview
from evidence_library.store import recommendation_sets
from evidence_library.store.connections import Connection
from evidence_library.text.recommendations.row import dated_by

#: Endings of files that tables are read from.
ENDINGS = table_sources.ENDINGS

#: If so much of a table has the wording of a set, it may be a later table of it.
_LIKE = 0.5


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made."""

    set_id: SetId
    title: str
    counted: str
    changes: Changes


def read_file(library: Library, path: Path, progress: Progress = quiet) -> Preview:
    """Read the likeliest table of a file. Raises `LibraryError`, and what `progress` does."""
    data = formats.contents(path)
    return _preview(library, table_sources.tables_of(data, path.name, progress), progress)


def read_pasted(library: Library, html: str, text: str, progress: Progress = quiet) -> Preview:
    """Read what was pasted: its HTML if a table is in it, else its text. Raises as `read_file`."""
    return _preview(library, table_sources.tables_pasted(html, text, progress), progress)


def compared(library: Library, preview: Preview) -> Preview:
    """Say whether a table is in the library already, or may be a later one of a set there."""
    text = table_sources.text_kept(preview.source, preview.cells)
    with library.connections.reading() as connection:
        known = recommendation_sets.with_source(connection, text) or _of_id(connection, preview)
        held = recommendation_sets.load(connection)
    here = next((one.title for one in held if one.id == known), "")
    like = "" if here else next(filter(None, (_likeness(preview, one) for one in held)), "")
    return replace(preview, here=here, like=like)


def commit(library: Library, preview: Preview, progress: Progress = quiet) -> Imported:
    """Import a preview: the set, and the record that holds it, in one operation.

    Raises `UserCanFix`, with nothing changed, if there are no rows, the table is in the library
    already, or another set has its title.
    """
    check_rows(preview)
    progress(0, len(preview.items), "Importing recommendations")
    reading = _reading(preview)
    (made,) = reading.sets
    with library.change(f"Import the set “{made.title}”", progress=progress) as change:
        connection = change.operation.connection
        _refuse_known(connection, preview, made)
        ingest.put(change, [reading], progress)
    return Imported(made.id, made.title, preview.counted, change.operation.changes())


def check_rows(preview: Preview) -> None:
    """Raise `UserCanFix` if nothing would come of a preview."""
    if not preview.kept:
        raise UserCanFix("There are no rows to import; take some of them in.")
    if not preview.items:
        raise UserCanFix("No row has the wording of a recommendation; say which column is what.")


def _preview(library: Library, source: TableSource, progress: Progress) -> Preview:
    return compared(library, track_preview.made(source, progress=progress))


def _reading(preview: Preview) -> Reading:
    settings = preview.settings
    made = RecommendationSet(
        id=settings.id or new_set_id(),
        title=preview.title,
        source_record=settings.source_record,
        as_at=preview.as_at,
        quarters=preview.quarters,
        recommendations=tuple(dated_by(item, preview.as_at) for item in preview.items),
        bodies=settings.bodies,
        flags=track_preview.set_flags(preview),
        source_name=preview.source.name,
        source_text=table_sources.text_kept(preview.source, preview.cells),
    )
    name, form = preview.source.name, preview.source.format
    if made.source_record is not None:
        return Reading(name=name, format=form, sets=(made,))
    record = as_brought(table_sets.holder(made, titled=preview.titled))
    made = replace(made, source_record=record.id)
    return Reading(name=name, format=form, records=(record,), sets=(made,))


def _refuse_known(connection: Connection, preview: Preview, made: RecommendationSet) -> None:
    """Refuse what is there already, by its text, its identity or its title."""
    known = recommendation_sets.with_source(connection, made.source_text)
    for one in recommendation_sets.heads(connection):
        if one.id in {known, preview.settings.id}:
            raise UserCanFix(
                f"This table is in the library already, as “{one.title}”; "
                "add a later table to that set as progress."
            )
        if one.title.casefold() == made.title.casefold():
            raise UserCanFix(f"There is a set “{one.title}” already; choose another title.")


def _of_id(connection: Connection, preview: Preview) -> SetId | None:
    key = preview.settings.id
    return key if key and recommendation_sets.get(connection, key) is not None else None


def _likeness(preview: Preview, held: RecommendationSet) -> str:
    """Say that most rows have the wording of a set, as a later table of it has."""
    known = {_plain(one.text) for one in held.recommendations}
    items = preview.items
    same = sum(_plain(item.text) in known for item in items)
    if not items or same < len(items) * _LIKE:
        return ""
    return (
        f"{same:,} of {len(items):,} rows stand in “{held.title}” already; if this is a later "
        "table, add it to that set as progress instead."
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
