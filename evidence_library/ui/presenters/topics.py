"""The page of topic headings: lists them, shows one, and makes changes that were looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.concept import Concept
from evidence_library.model.ids import RecordId
from evidence_library.services import heading_edits as edits
from evidence_library.services import topic_files, topics
from evidence_library.services.heading_edits import Edit, Parts
from evidence_library.services.heading_fields import Fields
from evidence_library.services.opened import Library
from evidence_library.services.topic_files import FilePlan
from evidence_library.services.topics import Details, Heading, Preview
from evidence_library.ui.itemmodels.topic_tree import TopicLine
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.tasks import Job, Report

#: What a heading is, with the sign that stands before the word.
STATES = {"verified": "◆ Verified", "proposed": "◇ Proposed", "retired": "■ Retired"}

#: What files of headings may be written as, by the end of their names.
FORMATS = {".ttl": "Turtle", ".rdf": "RDF/XML", ".jsonld": "JSON-LD"}

#: So many records are listed below a heading or before a change; all are counted.
LISTED = 200


@dataclass(frozen=True, slots=True)
class HeadingForm:
    """What is said of a heading, as it stands in the form."""

    label: str = ""
    notation: str = ""
    scope_note: str = ""
    alternative: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    status: str = "proposed"
    valid_from: str = ""
    valid_to: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class HeadingPage:
    """A heading as it is shown. `former` are those it took the place of: ids and labels."""

    id: str
    path: str
    standing: str
    form: HeadingForm
    records: str
    titles: tuple[str, ...]
    history: tuple[str, ...]
    former: tuple[tuple[str, str], ...]
    retired: bool
    note: str


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """What a change would do, before it is made; without an `action` there is nothing to do."""

    title: str
    told: tuple[str, ...]
    records: tuple[str, ...]
    action: str


class TopicsPresenter(QObject):
    """Asks the services, off the screen's thread.

    `listed` follows new headings, `shown` brings a `HeadingPage`, or None if it is gone;
    `previewed` brings a `PreviewPage`, `splitting` the records directly under a heading; `told` a
    sentence and the operation that takes it back, `failed` why something was not done.
    """

    listed = Signal()
    shown = Signal(object)
    previewed = Signal(object)
    splitting = Signal(object)
    told = Signal(str, object)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Read nothing until somebody asks."""
        super().__init__()
        self._session = session
        self._headings: tuple[Heading, ...] = ()
        self._edit: Edit | None = None
        self._form = HeadingForm()

    @property
    def writable(self) -> bool:
        """Whether headings can be changed."""
        return not self._session.hindrance

    def refresh(self) -> None:
        """Read the headings anew."""
        self._read(topics.headings, self._on_read, "topics")

    def lines(self, text: str = "") -> tuple[TopicLine, ...]:
        """List the headings; with a text those that have a name with it, and what is above them."""
        kept: set[str] = set()
        above: list[str] = []
        for item in self._headings:
            del above[item.depth :]
            above.append(item.concept.id)
            if topics.holds(item.concept, text, item.former):
                kept.update(above)
        return tuple(_line(item, text) for item in self._headings if item.concept.id in kept)

    def names(self, but: str = "") -> list[tuple[str, str]]:
        """List labels and ids of the headings in use, to choose from."""
        return [
            (f"{one.label} ({one.notation})" if one.notation else one.label, one.id)
            for one in (item.concept for item in self._headings)
            if one.id != but and not one.retired
        ]

    def show(self, key: str) -> None:
        """Read a heading with the records under it."""

        def read(library: Library) -> HeadingPage | None:
            found = topics.details(library, key)
            if found is None:
                return None
            return _page(found, topics.records_under(library, found.heading.concept.id))

        self._read(read, self._on_shown, "topic")

    def save(self, key: str, form: HeadingForm) -> None:
        """Let a heading be as the form says; without a key it is a new one."""
        self._look(edits.change(key, _fields(form, self._form)))

    def add(self, label: str, below: str) -> None:
        """Add a heading."""
        self._look(edits.add(label, below=below))

    def move(self, key: str, below: str) -> None:
        """Put a heading below another one, or among the broadest."""
        self._look(edits.move(key, below))

    def shift(self, key: str, by: int) -> None:
        """Move a heading up or down on its level."""
        self._look(edits.shift(key, by))

    def merge(self, key: str, into: str) -> None:
        """Let another heading take the place of one."""
        self._look(edits.merge([key], into))

    def retire(self, key: str, instead: str) -> None:
        """Take a heading out of use."""
        self._look(edits.retire(key, instead))

    def bring_back(self, key: str) -> None:
        """Take a heading into use again."""
        self._look(edits.bring_back(key))

    def ask_split(self, key: str) -> None:
        """Read the records that a split has to share out."""

        def read(library: Library) -> tuple[tuple[RecordId, str], ...]:
            return topics.records_directly_under(library, topics.named(library, key))

        self._read(read, self.splitting.emit, "topic-split")

    def split(self, key: str, into: Sequence[str], chosen: Mapping[str, str]) -> None:
        """Split a heading; records go where `chosen` says, the others under the first of `into`."""
        asked = {RecordId(record): (label,) for record, label in chosen.items()}
        self._look(edits.split(key, Parts(into=into, chosen=asked)))

    def preview_file(self, path: Path) -> None:
        """Read a file and show what it would change."""

        def done(plan: FilePlan) -> None:
            self._edit = plan.edit
            self.previewed.emit(_file_page(plan))

        self._read(lambda library: topic_files.preview(library, path), done, "", "Reading headings")

    def export(self, path: Path) -> None:
        """Write the scheme into a file."""

        def done(number: int) -> None:
            self.told.emit(f"Wrote {counted(number, 'heading')} into “{path.name}”.", None)

        self._read(lambda library: topic_files.export(library, path), done, "", "Writing headings")

    def make(self) -> None:
        """Make the change that was looked at."""
        library, edit = self._session.library, self._edit
        if library is None or edit is None:
            return

        def work(report: Report) -> Changes:
            return topics.commit(library, edit, progress=report)

        job = Job(
            work,
            self,
            "Changing topic headings",
            done=self._on_made,
            failed=self.failed.emit,
            at_stake="Topic headings are being changed.",
        )
        self._session.tasks.write(job)

    def _look(self, edit: Edit) -> None:
        """Show what a change would do; what concerns no record is made at once."""

        def done(looked: Preview) -> None:
            self._edit = edit
            if not looked.any:
                self.told.emit("Nothing was changed.", None)
            elif looked.records or looked.notes:
                self.previewed.emit(_preview_page(looked))
            else:
                self.make()

        self._read(lambda library: topics.preview(library, edit), done, "")

    def _read(
        self,
        work: Callable[[Library], object],
        done: Callable[[Any], None],
        replaces: str,
        title: str = "",
    ) -> None:
        library = self._session.library
        if library is None:
            return
        job: Job[Any] = Job(
            lambda _report: work(library), self, title, done=done, failed=self.failed.emit
        )
        self._session.tasks.read(job, replaces=replaces)

    def _on_read(self, headings: tuple[Heading, ...]) -> None:
        self._headings = headings
        self.listed.emit()

    def _on_shown(self, page: HeadingPage | None) -> None:
        if page is not None:
            self._form = page.form
        self.shown.emit(page)

    def _on_made(self, changes: Changes) -> None:
        self._edit = None
        self._session.tell_changed(changes if changes.any else None)
        self.told.emit(f"Done: {changes.name}.", changes.operation if changes.any else None)


def _line(item: Heading, text: str = "") -> TopicLine:
    """Give the line of a heading; one found by a former name says under which."""
    one, label = item.concept, item.concept.label
    if text.strip() and not topics.holds(one, text):
        was = [f"“{old.label}”" for old in item.former if topics.holds(old, text)]
        label = f"{', '.join(was)} – now {label}" if was else label
    return TopicLine(one.id, label, one.notation, item.count, _state(one), item.depth)


def _state(concept: Concept) -> str:
    return STATES["retired" if concept.retired else concept.status.value]


def _page(found: Details, under: tuple[tuple[RecordId, str], ...]) -> HeadingPage:
    one = found.heading.concept
    form = HeadingForm(
        one.label,
        one.notation,
        one.scope_note,
        one.alternative_labels,
        one.hidden_labels,
        tuple(each.label for each in found.related),
        one.status.value,
        one.valid_from.raw if one.valid_from else "",
        one.valid_to.raw if one.valid_to else "",
        one.source,
    )
    verified = "A heading of SCS (Safer Communities Scotland)." if one.status == "verified" else ""
    return HeadingPage(
        id=one.id,
        path=" › ".join(found.path),
        standing=_state(one),
        form=form,
        records=counted(len(under), "record"),
        titles=tuple(title or "Untitled" for _key, title in under[:LISTED]),
        history=tuple(f"{event.date.value}  {event.note}" for event in reversed(one.history)),
        former=tuple((each.id, each.label) for each in found.former),
        retired=one.retired,
        note=verified,
    )


def _fields(form: HeadingForm, before: HeadingForm) -> Fields:
    """Give what the form changes; related headings go by their labels."""
    return Fields(
        label=form.label,
        notation=form.notation,
        scope_note=form.scope_note,
        alternative_labels=form.alternative,
        hidden_labels=form.hidden,
        related=None if form.related == before.related else form.related,
        status=form.status,
        valid_from=form.valid_from,
        valid_to=form.valid_to,
        source=form.source,
    )


def _preview_page(looked: Preview) -> PreviewPage:
    number = len(looked.records)
    told = [*looked.notes]
    if number:
        verb = "is" if number == 1 else "are"
        told.append(f"{counted(number, 'record')} {verb} found otherwise afterwards.")
    if looked.rewritten:
        verb = "changes" if looked.rewritten == 1 else "change"
        told.append(f"{counted(looked.rewritten, 'record')} {verb} with it.")
    return PreviewPage(f"{looked.name}?", tuple(told), _titles(looked), "Go on")


def _file_page(plan: FilePlan) -> PreviewPage:
    told = [*plan.steps, *plan.notes, *_preview_page(plan.preview).told]
    if plan.missing:
        stay = "stays" if len(plan.missing) == 1 else "stay"
        missing = counted(len(plan.missing), "heading")
        told.append(f"{missing} not in the file {stay}: {', '.join(plan.missing[:20])}.")
    if not plan.preview.any:
        title = f"“{plan.name}” holds nothing that is not here already"
        return PreviewPage(title, tuple(told), (), "")
    title = f"{counted(len(plan.steps), 'heading')} would change: {plan.counted}"
    return PreviewPage(title, tuple(told), _titles(plan.preview), "Import")


def _titles(looked: Preview) -> tuple[str, ...]:
    return tuple(title or "Untitled" for _key, title in looked.records[:LISTED])
