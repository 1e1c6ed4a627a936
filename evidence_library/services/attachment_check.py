"""Check attachments: files that are missing or were changed, and files nobody needs any more."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_library.model.attachment import FileState, TextOf, TextState
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Attachment
from evidence_library.services import draft_files
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.store import attachment_texts, records, stored_files
from evidence_library.store.connections import Connection

#: Records read at a time.
_STEP = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An attachment of a record, how its file stands and how far its text is."""

    record: RecordId
    title: str
    attachment: Attachment
    state: FileState
    text: TextOf


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Every attachment of the library, and what lies in its folder for nobody.

    `unreferenced` are files that no record, trash, draft or step of the history names; `drafts` are
    copies that were broken off; both may be removed, which frees `idle_bytes`.
    """

    attachments: tuple[Found, ...]
    unreferenced: tuple[str, ...]
    drafts: int
    idle_bytes: int

    @property
    def wrong(self) -> tuple[Found, ...]:
        """The attachments whose files are not what was attached."""
        return tuple(one for one in self.attachments if one.state is not FileState.THERE)


def check(library: Library, progress: Progress = quiet, *, thorough: bool = True) -> Report:
    """Look at every attachment; if `thorough`, at every byte of it, else at its size.

    Raises `Cancelled` where `progress` does.
    """
    with library.connections.reading() as connection:
        held = list(_held(connection))
        texts = attachment_texts.of_files(connection, {one.sha256 for _, _, one in held})
        idle = stored_files.listing(library.folder)
        named = attachment_texts.referenced(connection) if idle.files else set()
    named |= _in_drafts(library) if idle.files else set()
    states = _states(library, [one for _, _, one in held], progress, thorough=thorough)
    idle_files = sorted(idle.files - named)
    return Report(
        attachments=tuple(
            Found(
                record=record,
                title=title,
                attachment=one,
                state=states[one.sha256],
                text=texts.get(one.sha256, TextOf(sha256=one.sha256)),
            )
            for record, title, one in held
        ),
        unreferenced=tuple(idle_files),
        drafts=len(idle.drafts),
        idle_bytes=sum(_size(library, digest) for digest in idle_files)
        + sum(path.stat().st_size for path in idle.drafts),
    )


def remove_idle(library: Library) -> int:
    """Remove the files and broken copies that nothing refers to; give how many there were.

    The write lock is held meanwhile: nobody can attach one of them, and no undo can want one.
    Raises `UserCanFix` if the folder of the files is a link to another place.
    """
    stored_files.refuse_elsewhere(library.folder)
    with library.connections.writing() as database:
        idle = stored_files.listing(library.folder)
        if not (idle.files or idle.drafts or attachment_texts.any_file(database.conn)):
            return 0
        named = attachment_texts.referenced(database.conn) | _in_drafts(library)
        attachment_texts.forget(database.conn, named)
        gone = idle.files - named
        for digest in gone:
            stored_files.remove(library.folder, digest)
        for path in idle.drafts:
            path.unlink(missing_ok=True)
    return len(gone) + len(idle.drafts)


def state_of(library: Library, attachment: Attachment, progress: Progress = quiet) -> FileState:
    """Tell how a file stands, from every byte of it; one whose text could not be read waits again.

    That way a file that was brought back is read.
    """
    state = stored_files.verified(library.folder, attachment.sha256, progress)
    with library.connections.reading() as connection:
        text = attachment_texts.of_files(connection, [attachment.sha256]).get(attachment.sha256)
    failed = text is not None and text.state is TextState.FAILED
    if state is FileState.THERE and failed and not library.read_only:
        with library.connections.writing() as database:
            attachment_texts.read_again(database.conn, attachment.sha256)
    return state


def _in_drafts(library: Library) -> set[str]:
    """List the files of records that are being written, as they are and as they were."""
    states = (
        one for draft in draft_files.every(library.folder) for one in (draft.record, draft.base)
    )
    return {file.sha256 for record in states if record is not None for file in record.attachments}


def _held(connection: Connection) -> list[tuple[RecordId, str, Attachment]]:
    """List every attachment with its record."""
    found: list[tuple[RecordId, str, Attachment]] = []
    numbers = attachment_texts.records_with_any(connection)
    for start in range(0, len(numbers), _STEP):
        for record in records.by_numbers(connection, numbers[start : start + _STEP]):
            found.extend((record.id, record.title, one) for one in record.attachments)
    return found


def _states(
    library: Library, attachments: list[Attachment], progress: Progress, *, thorough: bool
) -> dict[str, FileState]:
    """Look at each file once, however many records have it."""
    found: dict[str, FileState] = {}
    for at, one in enumerate(attachments):
        if one.sha256 in found:
            continue
        progress(at, len(attachments), "Checking files")

        def told(_done: int, _total: int, _what: str, at: int = at) -> None:
            progress(at, len(attachments), "Checking files")

        folder = library.folder
        found[one.sha256] = (
            stored_files.verified(folder, one.sha256, told)
            if thorough
            else stored_files.state(folder, one.sha256, one.size)
        )
    return found


def _size(library: Library, digest: str) -> int:
    try:
        return stored_files.place(library.folder, digest).stat().st_size
    except OSError:
        return 0
