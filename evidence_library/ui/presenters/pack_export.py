"""Exports a pack: plans it, writes it in the background, tells what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from evidence_library.errors import Cancelled, LibraryError
from evidence_library.model.document import Layout
from evidence_library.model.ids import PackId
from evidence_library.model.pack import Edition
from evidence_library.services import pack_plan, packs, produce
from evidence_library.services.citations import STYLES
from evidence_library.services.opened import Library
from evidence_library.services.pack_plan import Plan
from evidence_library.services.produce import FORMATS, Produced, Turn, Wanted
from evidence_library.ui.presenters.file_outcome import Outcome
from evidence_library.ui.presenters.files_writer import DOCUMENT_USES, PAPERS, FilesWriter
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Report

__all__ = ["Choices", "PackExport", "PackOutcome", "Plan"]

#: What each format is for, in a line.
USES: Mapping[str, str] = {
    **DOCUMENT_USES,
    "docx": "To edit in Word; takes your organisation's own template.",
    "pptx": "Slides, one to three for each record; notes are in the trainer edition.",
    "epub": "For phones and e-readers, where the text fits itself to the screen.",
    "folder": "For colleagues without this program: the web page and the files, in one zip.",
}

LAYOUTS: tuple[tuple[Layout, str], ...] = (
    *PAPERS,
    (Layout.CARDS, "Case cards, A6 with cut marks"),
    (Layout.BRIEF, "Brief: findings and facts only"),
)

EDITIONS: tuple[tuple[tuple[Edition, ...], str], ...] = (
    ((Edition.PARTICIPANT,), "For participants: without notes, answers and times"),
    ((Edition.TRAINER,), "For the trainer: everything"),
    ((Edition.PARTICIPANT, Edition.TRAINER), "Both"),
)

#: What is chosen until somebody chooses otherwise.
_USUAL = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose of an export. `template` is a Word document, or nothing."""

    folder: Path
    formats: tuple[str, ...] = _USUAL
    editions: tuple[Edition, ...] = (Edition.PARTICIPANT,)
    layout: Layout = Layout.A4
    citation_style: str = ""
    template: Path | None = None

    @property
    def wanted(self) -> Wanted:
        """The same as the service takes it, for the first edition."""
        template = self.template if "docx" in self.formats else None
        return Wanted(
            self.formats,
            self.folder,
            self.layout,
            self.editions[0],
            template,
            citation_style=self.citation_style,
        )


@dataclass(slots=True)
class PackOutcome(Outcome):
    """What came of an export, with what each edition changed in the library."""

    made: list[Produced] = field(default_factory=list)


def formats() -> tuple[tuple[str, str, str], ...]:
    """List the formats: name, label, and what each is for."""
    return tuple((one.name, one.label, USES.get(one.name, "")) for one in FORMATS.values())


def citation_styles() -> tuple[tuple[str, str], ...]:
    """List the styles sources can be cited in: name and label."""
    return tuple((one.name, one.label) for one in STYLES)


class PackExport(FilesWriter):
    """Asks `services.pack_plan` and `services.produce`; `opened` brings the pack."""

    def __init__(self, session: Session, pack: str) -> None:
        """Do nothing yet."""
        super().__init__(session)
        self._key = PackId(pack)

    def open(self) -> None:
        """Read the pack."""
        library = self._library
        if library is not None:
            self._read(lambda _report: packs.find(library, self._key), self.opened.emit)

    def plan(self, chosen: Choices) -> None:
        """Say which files would be written, and what one should know before."""
        library, key = self._library, self._key
        if library is not None:
            self._read(
                lambda _report: pack_plan.planned(library, key, chosen.wanted, chosen.editions),
                self.planned.emit,
                "pack plan",
            )

    def write(self, chosen: Choices) -> None:
        """Write the files."""
        library, key, tasks = self._library, self._key, self._session.tasks
        if library is None or self._job is not None:
            return
        self._hand_out(
            lambda report: _written(library, key, chosen, report, tasks.in_turn),
            "Exporting the pack",
            "A pack is being exported.",
        )

    def _on_ended(self, outcome: Outcome) -> None:
        same = self._session.library is self._library  # another one may have been opened meanwhile
        made = outcome.made if isinstance(outcome, PackOutcome) and same else []
        for one in made:
            self._session.tell_changed(one.changes if one.changes.any else None)
        super()._on_ended(outcome)


def _written(
    library: Library, key: PackId, chosen: Choices, report: Report, turn: Turn
) -> PackOutcome:
    """Write each edition; one that fails or is stopped leaves the earlier one as it was written."""
    outcome = PackOutcome()
    for edition in chosen.editions:
        wanted = replace(chosen.wanted, edition=edition)
        try:
            told = _of_edition(chosen.editions, edition, report)
            made = produce.export(library, key, wanted, told, turn)
        except Cancelled:
            outcome.stopped = True
            break
        except LibraryError as error:
            outcome.failure = str(error)
            break
        outcome.made.append(made)
        outcome.files.extend(made.files)
        outcome.warnings.extend(one for one in made.warnings if one not in outcome.warnings)
    return outcome


def _of_edition(editions: Sequence[Edition], edition: Edition, report: Report) -> Report:
    """Say which edition is being written, where there are several."""
    if len(editions) == 1:
        return report
    named = f"{edition.value.capitalize()} edition: "

    def told(done: int, total: int, what: str) -> None:
        report(done, total, named + what[:1].lower() + what[1:])

    return told
