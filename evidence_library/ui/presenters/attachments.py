"""Attachments of the open library: adding and removing them, and reading their texts meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Attachment
from evidence_library.model.rules import is_web_address
from evidence_library.services import attachment_texts, attachments
from evidence_library.services.attachment_texts import Texts
from evidence_library.services.attachments import NewFile
from evidence_library.services.opened import Library
from evidence_library.services.read import RecordGone, read_record
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import quoted
from evidence_library.ui.tasks import Job, Report

#: What a change did: what it touched, the sentence on it, and the record whose
#: files are back.
Said = tuple[Changes, str, RecordId | None]

#: What the reading of texts is called while it goes on.
READING = "Reading attachments"


class AttachmentsPresenter(QObject):
    """Asks `services.attachments`, off the screen's thread.

    `told` brings a sentence on what was done and the operation that takes it back, or None;
    `failed` says why not; `texts_read` brings the records of a file whose text has been read.
    """

    told = Signal(str, object)
    failed = Signal(str)
    texts_read = Signal(object)

    def __init__(self, session: Session) -> None:
        """Read texts whenever a library is opened or a record changes."""
        super().__init__()
        self._session = session
        self._reading = False
        self._broke: set[str] = set()
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)

    @property
    def hindrance(self) -> str:
        """Why nothing can be attached; empty if something can."""
        return self._session.hindrance

    def add(self, record: str, files: Sequence[NewFile]) -> None:
        """Attach files to a record."""

        def act(library: Library, report: Report) -> Said:
            added = attachments.add(library, RecordId(record), files, report)
            return added.changes, added.sentence, RecordId(record) if added.back else None

        self._change("Attaching", act)

    def remove(self, record: str, digests: Sequence[str], name: str) -> None:
        """Take attachments off a record."""

        def act(library: Library, _report: Report) -> Said:
            changes = attachments.remove(library, RecordId(record), digests)
            return changes, f"{quoted(name)} was removed.", None

        self._change("Removing", act)

    def describe(self, record: str, new: Attachment, copy_of: str) -> None:
        """Change what is known of an attachment; `copy_of` is the link it is a copy of."""

        def act(library: Library, _report: Report) -> Said:
            changes = attachments.describe(library, RecordId(record), new.sha256, new, copy_of)
            return changes, f"{quoted(new.name)} is described.", None

        self._change("Saving", act)

    def save_copy(self, attachment: Attachment, out: Path) -> None:
        """Write a copy of a file to a place outside of the library."""
        library = self._session.library
        if library is None:
            return
        job = Job(
            lambda report: attachments.save_copy(library, attachment, out, report),
            self,
            f"Writing {quoted(attachment.name)}",
            done=lambda _none: self.told.emit(f"A copy was written to {quoted(out.name)}.", None),
            failed=self.failed.emit,
        )
        self._session.tasks.read(job)

    def look_up(
        self, record: str, digest: str, then: Callable[[Attachment | None, tuple[str, ...]], object]
    ) -> None:
        """Find an attachment of a record, and the links of the record without an archived copy."""
        library = self._session.library
        if library is None:
            return

        def work(_report: object) -> tuple[Attachment | None, tuple[str, ...]]:
            read = read_record(library, RecordId(record)).record
            found = next((one for one in read.attachments if one.sha256 == digest), None)
            links = tuple(one.url for one in attachments.links_without_copy(read))
            return found, tuple(dict.fromkeys(filter(is_web_address, links)))

        def done(found: tuple[Attachment | None, tuple[str, ...]]) -> None:
            then(*found)

        self._session.tasks.read(Job(work, self, done=done, failed=self.failed.emit))

    def read_texts(self) -> None:
        """Read the texts that wait, one file after the other, unless that is under way."""
        library = self._session.library
        if library is None or library.read_only or self._reading:
            return
        self._reading = True
        left_out = frozenset(self._broke)
        job = Job(
            lambda _report: [
                one for one in attachment_texts.waiting(library) if one not in left_out
            ][:1],
            self,
            done=lambda waiting: self._on_waiting(library, waiting),
            failed=lambda message: self._on_broken_off(library, message),
            stopped=self._on_stopped,
            broke=self._on_stopped,
        )
        self._session.tasks.read(job)

    def _on_waiting(self, library: Library, waiting: Sequence[str]) -> None:
        if not waiting or library is not self._session.library:
            self._reading = False
            return
        job = Job(
            lambda report: attachment_texts.read(library, waiting[0], report),
            self,
            READING,
            done=lambda texts: self._keep(library, texts, 0),
            failed=lambda message: self._on_broken_off(library, message),
            stopped=self._on_stopped,
            broke=lambda: self._on_broke(library, waiting[0]),
        )
        self._session.tasks.read(job)

    def _keep(self, library: Library, texts: Texts, start: int) -> None:
        """Keep some pages; the next ones come behind whatever else is to be written."""
        if library is not self._session.library:
            return

        def done(following: int) -> None:
            if following >= 0:
                self._keep(library, texts, following)
            else:
                self._on_kept(library, texts)

        job = Job(
            lambda _report: attachment_texts.keep(library, texts, start),
            self,
            READING,
            done=done,
            failed=lambda message: self._on_broken_off(library, message),
            stopped=self._on_stopped,
            broke=lambda: self._on_broke(library, texts.outcome.sha256),
        )
        self._session.tasks.write(job)

    def _on_kept(self, library: Library, texts: Texts) -> None:
        """Tell who shows records with the file, and go on with the next one."""
        if library is not self._session.library:
            return

        def done(records: frozenset[RecordId]) -> None:
            self._reading = False
            self.texts_read.emit(records)
            self.read_texts()

        digest = texts.outcome.sha256
        work = Job(
            lambda _report: attachment_texts.records_with(library, digest),
            self,
            done=done,
            failed=lambda message: self._on_broken_off(library, message),
            stopped=self._on_stopped,
            broke=self._on_stopped,
        )
        self._session.tasks.read(work)

    def _on_broken_off(self, library: Library, message: str) -> None:
        if library is self._session.library:
            self._reading = False
            self.failed.emit(message)

    def _on_stopped(self) -> None:
        """Leave it for the next start: somebody stopped it."""
        self._reading = False

    def _on_broke(self, library: Library, digest: str) -> None:
        """Leave a file that shows a defect of ours for the next start, and read the others."""
        if library is self._session.library:
            self._reading = False
            self._broke.add(digest)
            self.read_texts()

    def _on_opened(self) -> None:
        self._reading = False
        self._broke.clear()
        self.read_texts()

    def _on_changed(self, changes: Changes) -> None:
        if changes.records:
            self.read_texts()

    def _change(self, title: str, act: Callable[[Library, Report], Said]) -> None:
        library = self._session.library
        if library is None:
            return

        def done(said: Said) -> None:
            changes, sentence, back = said
            self._session.tell_changed(changes)
            self.told.emit(sentence, changes.operation if changes.any else None)
            if back is not None:
                self.texts_read.emit(frozenset({back}))
                self.read_texts()

        def work(report: Report) -> Said:
            try:
                return act(library, report)
            except RecordGone as error:
                raise RecordGone("This record is no longer in the library.") from error

        job = Job(work, self, title, done=done, failed=self.failed.emit)
        self._session.tasks.write(job)


def copy_name(attachment: Attachment) -> str:
    """Give the name a copy of a file is offered under."""
    return attachments.copy_name(attachment)


def new_files(paths: Sequence[Path], known: Attachment, copy_of: str) -> list[NewFile]:
    """Say of files to attach what is known of all of them; one alone may have a name of its own."""
    alone = len(paths) == 1
    return [
        NewFile(
            path=path,
            name=known.name if alone else "",
            licence=known.licence,
            may_redistribute=known.may_redistribute,
            source_url=known.source_url,
            archived_copy_of=copy_of if alone else "",
        )
        for path in paths
    ]
