"""Track as changes: what is different at one day from what it was at another."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from evidence_library.model.dates import day_in_words
from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.presenters.as_at import refusal
from evidence_library.ui.presenters.track_changes import ChangesPresenter, Since, understood
from evidence_library.ui.presenters.track_picture import TABLE_FORMS
from evidence_library.ui.screens.track_picture import PicturePane
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import label, restyle, set_tip
from evidence_library.ui.widgets.safe_browser import SafeBrowser

_HINT = "Choose a day of the list, or type a day, a month or a year. Of a month it is the last day."
_AS_LOOKED_AT = "The day looked at"


class ChangesPane(PicturePane):
    """Shows the pages of a presenter: changes in groups, in words."""

    def __init__(self, theme: Theme, presenter: ChangesPresenter, dialogs: Dialogs) -> None:
        """Show nothing yet."""
        super().__init__(theme, presenter, dialogs, TABLE_FORMS)
        self._presenter = presenter
        self.first = DayChooser("From", tuple(Since))
        self.second = DayChooser("to", (_AS_LOOKED_AT,))
        self.browser = SafeBrowser(theme)
        self.browser.setAccessibleName("What changed")
        for part in (self.first, self.second):
            self._bar.addWidget(part)
        self._offer_export()
        self.stack.addWidget(self.browser)
        self._follow(self.browser)
        presenter.compared.connect(self._on_compared)
        presenter.days_changed.connect(self._show_days)
        self.first.taken.connect(self._on_first)
        self.second.taken.connect(self._on_second)
        self.wrong = label(role="secondary", wrap=True)
        restyle(self.wrong, "tone", "bad")
        self.wrong.hide()
        self._column.insertWidget(1, self.wrong)
        for chooser in (self.first, self.second):
            chooser.refused.connect(self._on_refused)
        self.browser.link_clicked.connect(self._on_link)

    def _show_days(self) -> None:
        presenter = self._presenter
        self.first.showunderstood(presenter.first)
        self.second.showunderstood(presenter.second)

    def _on_compared(self, html: str) -> None:
        found = self._presenter.found
        if found is None:
            return
        self._sentence.setText(found.sentence)
        if html:
            bar = self.browser.verticalScrollBar()
            place = bar.value() if self.stack.currentWidget() is self.browser else 0
            self.browser.show_html(html)
            bar.setValue(place)
            self.stack.setCurrentWidget(self.browser)
        else:
            self.empty.say(f"Nothing {found.title[5:]}." if found.compared else "")
            self.stack.setCurrentWidget(self.empty)

    def _on_refused(self, wrong: str) -> None:
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        if wrong:
            self.said.emit(wrong)

    def _on_first(self, words: str) -> None:
        known = {str(one): one for one in Since}
        day = known.get(words) or understood(words)
        if day is not None:
            self._presenter.choose_first(day)

    def _on_second(self, words: str) -> None:
        self._presenter.choose_second(None if words == _AS_LOOKED_AT else understood(words))

    def _on_link(self, address: str) -> None:
        scheme, _, rest = address.partition(":")
        if scheme == "fold":
            self._presenter.fold(rest)
        else:
            self.recommendation_chosen.emit(rest)


class DayChooser(QWidget):
    """Where one chooses or types a day. `taken` brings the words chosen, or a day understood.

    `refused` says what is wrong with what was typed, and is empty once nothing is.
    """

    taken = Signal(str)
    refused = Signal(str)

    def __init__(self, name: str, offered: tuple[str, ...]) -> None:
        """Offer some days in words."""
        super().__init__()
        self._offered = tuple(map(str, offered))
        self._shown = self._wrong = ""
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setAccessibleName(f"{name.capitalize()} which day")
        self.box.view().setAccessibleName(f"Choices for {name.lower()}")
        self.box.setMinimumContentsLength(17)
        self.box.addItems(list(self._offered))
        set_tip(self.box, _HINT)
        line = self.box.lineEdit()
        if line is not None:
            line.setAccessibleName(f"{name.capitalize()} which day")
            line.editingFinished.connect(self._on_typed)
        self.box.activated.connect(lambda _at: self._on_typed())
        words = QLabel(name)
        words.setProperty("role", "secondary")
        words.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(words)
        row.addWidget(self.box)

    def showunderstood(self, day: date) -> None:
        """Show the day in force."""
        self._shown = day_in_words(day)
        blocked = self.box.blockSignals(True)
        self.box.setEditText(self._shown)
        self.box.blockSignals(blocked)
        self._tell("")

    def _on_typed(self) -> None:
        typed = self.box.currentText().strip()
        if typed == self._shown:
            self._tell("")
        elif typed in self._offered or understood(typed) is not None:
            self._tell("")
            self.taken.emit(typed)
        else:
            self._tell(refusal(typed))

    def _tell(self, wrong: str) -> None:
        restyle(self.box, "tone", "bad" if wrong else "")
        set_tip(self.box, f"{wrong} {_HINT}".strip())
        if wrong != self._wrong:
            self._wrong = wrong
            self.refused.emit(wrong)
