"""Attach: keep files with a record, read them back, and hand out copies.

A file lies once in the library, under its SHA-256, however many records have it. It stays while
any record, the trash, a draft or the history names it; see `attachment_check`.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from evidence_library.errors import UserCanFix
from evidence_library.importers import attachment_text
from evidence_library.model.attachment import ARCHIVED_IN, FileKind, FileState, TextOf
from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Attachment, Link, Record
from evidence_library.model.rules import is_web_address
from evidence_library.model.vocabulary import Licence, Permission
from evidence_library.services.opened import Change, Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.services.read import RecordGone
from evidence_library.services.safe_files import replacing
from evidence_library.store import attachment_texts, records, stored_files
from evidence_library.store.stored_files import Draft
from evidence_library.text.file_names import clean_name, free_name

#: Letters of a digest that may stand for the whole, if no other begins like it.
SHORTEST = 6


class FileIsThere(UserCanFix):
    """A copy was to be written where a file is already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A file to attach. An empty `name` is that of the file.

    `archived_copy_of` is the address of a link of the record that the file is a copy of.
    """

    path: Path
    name: str = ""
    licence: Licence = Licence.UNKNOWN
    may_redistribute: Permission = Permission.UNKNOWN
    source_url: str = ""
    archived_copy_of: str = ""


@dataclass(frozen=True, slots=True)
class _Taken:
    """A file that was copied, what was asked for it, and what is known of it."""

    asked: NewFile
    draft: Draft
    details: Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An attachment of a record, how its file stands and how far its text is."""

    attachment: Attachment
    state: FileState
    text: TextOf
    archived_copy_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """What attaching did: the operation, and the names of files of the record that are `back`.

    Those were missing or changed; putting them right changes no record.
    """

    changes: Changes
    back: tuple[str, ...] = ()
    new: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Say in words which files are attached, and which are back."""
        told = ((self.new, "attached"), (self.back, "back"))
        said = [f"{_files(names)} {done}." for names, done in told if names]
        return " ".join(said) or f"{self.changes.name}."


def add(
    library: Library, record_id: RecordId, files: Sequence[NewFile], progress: Progress = quiet
) -> Added:
    """Attach files to a record in one operation; those it has already are passed over.

    One that was missing or changed is put right. Raises `UserCanFix` if a file cannot be taken or
    there is nothing to be done; nothing is changed then. `progress` may raise to stop it.
    """
    for one in files:
        _refuse_source(one.source_url)
    with ExitStack() as drafts:
        copied = [
            drafts.enter_context(stored_files.drafted(library.folder, one.path, progress))
            for one in files
        ]
        taken = [
            _Taken(one, draft, _described(one, draft))
            for one, draft in zip(files, copied, strict=True)
        ]
        taken = _each_once(taken)
        with library.change(_named("Attach", [one.details.name for one in taken])) as change:
            back, new = _attach(library, change, record_id, taken)
    return Added(change.operation.changes(), back, new)


def remove(library: Library, record_id: RecordId, digests: Sequence[str]) -> Changes:
    """Take attachments off a record in one operation; links they are copies of lose that copy.

    The files stay while an undo could need them. Raises `UserCanFix` if one is not there.
    """
    record = _record_now(library, record_id)
    names = [_of(record, digest).name for digest in digests]
    with library.change(_named("Remove", names)) as change:
        record = _current(change, record_id)
        left = tuple(one for one in record.attachments if one.sha256 not in digests)
        if len(record.attachments) - len(left) != len(set(digests)):
            raise UserCanFix("An attachment that was to be removed is no longer there.")
        copies = {ARCHIVED_IN + digest for digest in digests}
        links = tuple(
            replace(link, archived_copy="") if link.archived_copy in copies else link
            for link in record.links
        )
        change.put_record(replace(record, attachments=left, links=links))
    return change.operation.changes()


def describe(
    library: Library, record_id: RecordId, digest: str, new: Attachment, copy_of: str = ""
) -> Changes:
    """Change what is known of an attachment: its name, licence, redistribution, source address.

    It becomes the archived copy of the link `copy_of`, too, if one is named. Raises `UserCanFix` if
    the attachment or the link is not there, another one of the record has the name, or the source
    is no web address.
    """
    name = clean_name(new.name)
    with library.change(f"Describe “{name}”") as change:
        record = _current(change, record_id)
        old = _of(record, digest)
        if new.source_url != old.source_url:
            _refuse_source(new.source_url)
        others = {one.name.casefold() for one in record.attachments if one is not old}
        if name.casefold() in others:
            raise UserCanFix(f"Another attachment of this record is called “{name}”.")
        told = replace(
            old,
            name=name,
            licence=new.licence,
            may_redistribute=new.may_redistribute,
            source_url=new.source_url.strip(),
        )
        links = _with_copy(record, {copy_of: digest} if copy_of else {})
        if told != old or links != record.links:
            listed = tuple(told if one is old else one for one in record.attachments)
            change.put_record(replace(record, attachments=listed, links=links))
    return change.operation.changes()


def listed(library: Library, record: Record) -> tuple[Kept, ...]:
    """List the attachments of a record. Files are looked at by size only; no byte is read."""
    with library.connections.reading() as connection:
        texts = attachment_texts.of_files(connection, [one.sha256 for one in record.attachments])
    return tuple(
        Kept(
            attachment=one,
            state=stored_files.state(library.folder, one.sha256, one.size),
            text=texts.get(one.sha256, TextOf(sha256=one.sha256)),
            archived_copy_of=tuple(_copied_links(record, one.sha256)),
        )
        for one in record.attachments
    )


def of_record(library: Library, record_id: RecordId) -> tuple[Kept, ...]:
    """List the attachments of a record by its id. Raises `RecordGone`."""
    return listed(library, _record_now(library, record_id))


def meant(library: Library, record_id: RecordId, typed: str) -> Attachment:
    """Give the attachment of a record that is meant by its name or the beginning of its SHA-256.

    Raises `UserCanFix` if there is none, or several.
    """
    record = _record_now(library, record_id)
    named = [one for one in record.attachments if one.name == typed] or [
        one for one in record.attachments if one.name.casefold() == typed.casefold()
    ]
    wanted = typed.casefold()
    if not named and len(wanted) >= SHORTEST:
        named = [one for one in record.attachments if one.sha256.startswith(wanted)]
    if not named:
        raise UserCanFix(f"This record has no attachment “{typed}”.")
    if len(named) > 1:
        raise UserCanFix(f"Several attachments are meant by “{typed}”; name one by its SHA-256.")
    return named[0]


def read(library: Library, attachment: Attachment) -> bytes:
    """Read a file, verified by its digest. Raises `UserCanFix` if it is missing or changed."""
    return stored_files.read(library.folder, attachment.sha256, attachment.name)


def copy_name(attachment: Attachment) -> str:
    """Give the name of a copy of a file: names that came with a record may lead anywhere."""
    return clean_name(attachment.name)


def save_copy(
    library: Library,
    attachment: Attachment,
    out: Path,
    progress: Progress = quiet,
    *,
    replace_file: bool = True,
) -> None:
    """Write a verified copy of a file to a place outside.

    An older file there is replaced if `replace_file`, else `FileIsThere` is raised. Raises
    `UserCanFix` if the file is missing or changed; the place then stays as it was.
    """
    if not replace_file and os.path.lexists(out):
        raise FileIsThere(f"There is a file “{out}” already.")
    with replacing(out) as file:
        name = attachment.name
        stored_files.write_to(library.folder, attachment.sha256, name, file, progress)


def links_without_copy(record: Record) -> tuple[Link, ...]:
    """List the links of a record of which no copy is kept."""
    return tuple(link for link in record.links if not link.archived_copy)


def _attach(
    library: Library,
    change: Change,
    record_id: RecordId,
    taken: Sequence[_Taken],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Put the files into their places and their names into the record, inside one transaction.

    Gives the names of files of the record that are back, and of new ones. Nobody who looks for
    files that nothing refers to can come in between.
    """
    record = _current(change, record_id)
    held = {one.sha256: one for one in record.attachments}
    copies: dict[str, str] = {}
    back: list[str] = []
    with _taken_away_again(library.folder) as new:
        for file in taken:
            one = file.details
            if file.asked.archived_copy_of:
                copies[file.asked.archived_copy_of] = one.sha256
            before = stored_files.keep(library.folder, file.draft)
            if before is not FileState.THERE:
                attachment_texts.read_failed_again(change.operation.connection, one.sha256)
            if one.sha256 not in held:
                names = {other.name.casefold() for other in held.values()}
                held[one.sha256] = replace(one, name=free_name(one.name, names))
                if before is FileState.MISSING:
                    new.append(one.sha256)
            elif before is not FileState.THERE:
                back.append(held[one.sha256].name)
        links = _with_copy(record, copies)
        fresh = tuple(held.values())[len(record.attachments) :]
        if fresh or links != record.links:
            change.put_record(
                replace(record, attachments=(*record.attachments, *fresh), links=links)
            )
        elif not back:
            raise UserCanFix(f"{_told(taken)} already attached to this record.")
    return tuple(back), tuple(one.name for one in fresh)


@contextlib.contextmanager
def _taken_away_again(folder: Path) -> Iterator[list[str]]:
    """Take files away again that were put into their places in vain."""
    new: list[str] = []
    try:
        yield new
    except BaseException:
        for digest in new:
            with contextlib.suppress(Exception):
                stored_files.remove(folder, digest)
        raise


def _refuse_source(url: str) -> None:
    """Refuse what a click must not open."""
    if url.strip() and not is_web_address(url.strip()):
        raise UserCanFix(f"“{url.strip()}” is no web address; begin it with https:// or http://.")


def _each_once(taken: Sequence[_Taken]) -> list[_Taken]:
    """Take a file that is named twice as one."""
    found: dict[str, _Taken] = {}
    for one in taken:
        found.setdefault(one.draft.sha256, one)
    return list(found.values())


def _described(file: NewFile, draft: Draft) -> Attachment:
    name = clean_name(file.name or file.path.name)
    with draft.path.open("rb") as copy:
        kind = attachment_text.kind_of(copy.read(1024), name)
    pages = attachment_text.page_count(draft.path.read_bytes()) if kind is FileKind.PDF else 0
    return Attachment(
        sha256=draft.sha256,
        name=name,
        media_type=attachment_text.media_type(kind),
        size=draft.size,
        pages=pages,
        source_url=file.source_url.strip(),
        licence=file.licence,
        may_redistribute=file.may_redistribute,
    )


def _with_copy(record: Record, copies: dict[str, str]) -> tuple[Link, ...]:
    """Note the archived copies of links. Raises `UserCanFix` for an address that is no link."""
    known = {link.url for link in record.links}
    for url in copies:
        if url not in known:
            raise UserCanFix(f"This record has no link to “{url}”.")
    return tuple(
        replace(link, archived_copy=ARCHIVED_IN + copies[link.url]) if link.url in copies else link
        for link in record.links
    )


def _copied_links(record: Record, digest: str) -> Iterator[str]:
    return (link.url for link in record.links if link.archived_copy == ARCHIVED_IN + digest)


def _of(record: Record, digest: str) -> Attachment:
    found = [one for one in record.attachments if one.sha256 == digest]
    if not found:
        raise UserCanFix("This attachment is no longer there.")
    return found[0]


def _record_now(library: Library, record_id: RecordId) -> Record:
    with library.connections.reading() as connection:
        record = records.get(connection, record_id)
    return _there(record, record_id)


def _current(change: Change, record_id: RecordId) -> Record:
    return _there(records.get(change.operation.connection, record_id), record_id)


def _there(record: Record | None, record_id: RecordId) -> Record:
    if record is None:
        raise RecordGone(f"There is no record “{record_id}” in this library.")
    return record


def _named(act: str, names: Sequence[str]) -> str:
    return f"{act} “{names[0]}”" if len(names) == 1 else f"{act} {len(names):,} files"


def _told(taken: Sequence[_Taken]) -> str:
    return f"“{taken[0].details.name}” is" if len(taken) == 1 else "These files are"


def _files(names: Sequence[str]) -> str:
    return f"“{names[0]}” is" if len(names) == 1 else f"{len(names):,} files are"
