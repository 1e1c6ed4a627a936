"""Cites records for the clipboard: in the style one chose, or for reference managers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from evidence_library.errors import EnvironmentFailed
from evidence_library.model.ids import RecordId
from evidence_library.services import chosen, citations
from evidence_library.services.opened import Library
from evidence_library.settings import Settings
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.tasks import Job, Report

#: The styles one can choose: name and words.
STYLES = tuple((one.name, one.label) for one in citations.STYLES)

#: The forms for reference managers, with their words.
FORMS = tuple((form, words) for form, words in citations.FORMS.items() if form != "text")

_SETTING = "citation_style"


class Citing(QObject):
    """Asks `services.citations`.

    `cited` brings what is for the clipboard and what is said of it, `failed` a sentence.
    `style_changed` comes after another style was chosen here.
    """

    cited = Signal(str, str)
    failed = Signal(str)
    style_changed = Signal()

    def __init__(self, session: Session, settings: Settings) -> None:
        """Cite in the style of the settings."""
        super().__init__()
        self._session, self._settings = session, settings

    @property
    def style(self) -> str:
        """The name of the style that was chosen last."""
        return self._settings.text(_SETTING)

    def choose(self, style: str) -> None:
        """Cite in a style from now on."""
        try:
            self._settings.set(_SETTING, style)
        except EnvironmentFailed as error:
            self.failed.emit(str(error))
        self.style_changed.emit()

    def cite(self, record: str, form: str = "text") -> None:
        """Cite one record."""
        self._copy(lambda _library: (RecordId(record),), form)

    def cite_numbers(self, numbers: Sequence[int], form: str = "text") -> None:
        """Cite records by the numbers they have in lists."""
        self._copy(lambda library: chosen.ids_of(library, numbers), form)

    def _copy(self, ids: Callable[[Library], Sequence[RecordId]], form: str) -> None:
        library, style = self._session.library, self.style
        if library is None:
            return

        def work(report: Report) -> tuple[str, int]:
            wanted = ids(library)
            records = citations.of_records(library, wanted, report)
            return citations.in_form(records, form, style), len(wanted)

        def done(told: tuple[str, int]) -> None:
            text, number = told
            if text:  # the record may be gone by now
                self.cited.emit(text, _said(number, form))

        job = Job(work, self, "Copying citations", done=done, failed=self.failed.emit)
        self._session.tasks.read(job, replaces="citations")


def _said(number: int, form: str) -> str:
    what = "Citation" if number == 1 else counted(number, "citation")
    return f"{what} copied" + ("" if form == "text" else f" as {citations.FORMS[form]}")
