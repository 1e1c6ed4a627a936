"""The chain of evidence of a thing: an outline on the left, the same as a drawing on the right."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from evidence_library.model.chain import RESTS_ON, SUPPORTS, Chain, Node
from evidence_library.ui.presenters.chains import ChainPresenter
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.chain_outline import ChainOutline
from evidence_library.ui.widgets.chain_picture import ChainPicture
from evidence_library.ui.widgets.clamped_label import ClampedLabel
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.message_bar import MessageBar
from evidence_library.ui.widgets.plain import button, in_tab_order, label

#: Narrower or lower than this at 100 % text, outline and drawing have the room one at a time.
_ONE_BELOW, _LOW_BELOW = 820, 420

#: Of the width, what the outline and the drawing have.
_SHARES = (400, 600)

OUTLINE, DRAWING = "outline", "drawing"

_FORMS = {".svg": "Drawing (SVG)"}

_WORD = re.compile(r"\w+")


class ChainDialog(QDialog):
    """Shows chains. `opened` brings a thing that is to be shown where it lives."""

    opened = Signal(object)

    def __init__(self, parts: Parts, presenter: ChainPresenter) -> None:
        """Show nothing yet."""
        super().__init__(parts.window)
        presenter.setParent(self)  # it listens to the session as long as the dialog is there
        self._parts, self.presenter = parts, presenter
        self._folder = Path.home()
        theme = parts.theme
        self.setWindowTitle("Evidence chain")
        room = parts.window.size() * 0.95
        self.resize(QSize(theme.px(1160), theme.px(720)).boundedTo(room))
        self.back = button("‹ Back", presenter.go_back, role="link")
        self.back.setAccessibleName("Back to the chain before")
        self.title = ClampedLabel("section", lines=2)
        self.detail = label(role="muted", wrap=True)
        self.messages = MessageBar(theme)
        self.outline = ChainOutline(theme)
        self.picture = ChainPicture(theme)
        self._make_buttons()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()
        self._on_came(())
        self.back.hide()

    @property
    def node(self) -> Node | None:
        """The thing one is at, in the outline and in the drawing."""
        return self.outline.node

    def copy_text(self) -> None:
        """Put the outline into the clipboard."""
        if self.presenter.text:
            QGuiApplication.clipboard().setText(self.presenter.text)
            self._say("The outline is copied as text.", "good")

    def save(self) -> None:
        """Ask where to write the drawing, and write it."""
        chain = self.presenter.chain
        if chain is None:
            return
        words = _WORD.findall(chain.node.title.lower())[:6]
        start = self._folder / f"{'-'.join(('chain', *words))[:60]}.svg"
        path = self._parts.dialogs.choose_list_file(self, "Save the drawing", start, _FORMS)
        if path is not None:
            self._folder = path.parent
            self.presenter.save(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show outline or drawing where there is no room for both."""
        super().resizeEvent(event)
        self._fold()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the chain before with Alt+Left."""
        back = QKeySequence(event.keyCombination()).toString() == "Alt+Left"
        if back and self.presenter.can_go_back:
            self.presenter.go_back()
        else:
            super().keyPressEvent(event)

    def _fold(self) -> None:
        px = self._parts.theme.px
        one = self.width() < px(_ONE_BELOW) or self.height() < px(_LOW_BELOW)
        for part in self.views.values():
            part.setVisible(one)
        drawing = self.views[DRAWING].isChecked()
        self.outline.setVisible(not one or not drawing)
        self.picture.setVisible(not one or drawing)
        for zoom in (self.nearer, self.farther):
            zoom.setVisible(not one or drawing)

    def _on_view(self, view: str, _checked: bool = False) -> None:
        self._fold()
        (self.picture.canvas if view == DRAWING else self.outline).setFocus()

    def _make_buttons(self) -> None:
        self.open_it = button(
            "Open", partial(self._open), role="primary", hint="Show it where it lives (Enter)"
        )
        self.begin = button(
            "Chain from here", self._begin, hint="Show the chain of what is chosen (Ctrl+Enter)"
        )
        self.nearer = button("+", partial(self.picture.zoom, 1), hint="Come nearer to the drawing")
        self.farther = button("−", partial(self.picture.zoom, -1), hint="Go farther from it")
        self.nearer.setAccessibleName("Come nearer to the drawing")
        self.farther.setAccessibleName("Go farther from the drawing")
        self.copy = button("Copy as text", self.copy_text, hint="Copy the outline")
        self.save_it = button("Save the drawing…", self.save, hint="Write it as an SVG image")
        self.close_button = button("Close", self.reject, hint="Go back to the library")
        self._buttons = (self.open_it, self.begin, self.copy, self.save_it, self.close_button)
        self.views = {
            OUTLINE: button("Outline", role="chip", hint="The chain as indented lines"),
            DRAWING: button("Drawing", role="chip", hint="The same as boxes and lines"),
        }
        for view, one in self.views.items():
            one.setAccessibleName(f"Shown as: {one.text()}")
            one.setCheckable(True)
            one.setAutoExclusive(True)  # so that a screen reader tells one of several
            one.clicked.connect(partial(self._on_view, view))
        self.views[OUTLINE].setChecked(True)
        rest = (self.back, self.nearer, self.farther, *self.views.values())
        for one in (*self._buttons, *rest):
            one.setAutoDefault(False)

    def _lay_out(self) -> None:
        for part in (self.outline, self.picture):
            self.splitter.addWidget(part)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes(_SHARES)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        views = QHBoxLayout()
        views.setSpacing(4)
        for one in self.views.values():
            views.addWidget(one)
        views.addStretch(1)
        views.addWidget(self.farther)
        views.addWidget(self.nearer)
        above = QHBoxLayout()
        above.addWidget(self.back)
        above.addStretch(1)
        acts = QWidget()
        flow = FlowLayout(acts, gap=8)
        for one in self._buttons[:-1]:
            flow.addWidget(one)
        last = QHBoxLayout()
        last.addWidget(acts, 1)
        last.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addLayout(above)
        column.addWidget(self.title)
        column.addWidget(self.detail)
        column.addWidget(self.messages)
        column.addLayout(views)
        column.addWidget(self.splitter, 1)
        column.addLayout(last)
        in_tab_order(
            *(self.back, *self.views.values(), self.farther, self.nearer),
            *(self.outline, self.picture.canvas, *self._buttons),
        )

    def _connect(self) -> None:
        presenter, outline, picture = self.presenter, self.outline, self.picture
        presenter.shown.connect(self._on_shown)
        presenter.emptied.connect(self._on_emptied)
        presenter.saved.connect(lambda name: self._say(f"Saved as {name}.", "good"))
        presenter.failed.connect(partial(self._say, tone="bad"))
        outline.came_to.connect(self._on_came)
        outline.menu_asked.connect(self._show_menu)
        picture.came_to.connect(outline.go_to)
        for part in (outline, picture):
            part.opened.connect(self._open)
            part.begun.connect(self._begin)

    def _on_shown(self, chain: Chain) -> None:
        same = self.windowTitle().endswith(chain.node.title)
        stay = self.outline.lines.path(self.outline.currentIndex()) if same else ()
        self.setWindowTitle(f"Evidence chain – {chain.node.title}")
        self.title.show_text(chain.node.called)
        self.detail.setText(chain.node.detail)
        self.detail.setVisible(bool(chain.node.detail))
        self.splitter.show()
        self.picture.show_chain(chain)
        self.outline.show_chain(chain, stay)
        self.back.setVisible(self.presenter.can_go_back)
        self._on_came(self.outline.lines.path(self.outline.currentIndex()), quietly=True)
        if not same:
            self.messages.hide()
            self.outline.setFocus(Qt.FocusReason.OtherFocusReason)
            numbers = f"{RESTS_ON}: {len(chain.rests_on)}. {SUPPORTS}: {len(chain.supports)}."
            self._parts.announce(f"{chain.node.called}. {numbers}")

    def _on_emptied(self, sentence: str) -> None:
        """Say why there is nothing, and keep the way back."""
        self.splitter.hide()
        self.setWindowTitle("Evidence chain")
        self.title.show_text("")
        self.detail.hide()
        self.back.setVisible(self.presenter.can_go_back)
        self._say(sentence, "warn")
        self._allow()

    def _on_came(self, path: tuple[int, ...], *, quietly: bool = False) -> None:
        self._allow()
        if path and not quietly:
            self.picture.go_to(path)

    def _allow(self) -> None:
        there = self.presenter.chain is not None
        node = self.node if there else None
        can = node is not None and not node.gone
        self.open_it.setEnabled(can)
        self.begin.setEnabled(can)
        for one in (self.copy, self.save_it, self.nearer, self.farther):
            one.setEnabled(there)

    def _open(self, node: Node | None = None) -> None:
        wanted = node or self.node
        if wanted is None:
            return
        if wanted.gone:
            self._say(f"“{wanted.title}”: {wanted.detail or 'it is gone'}.", "warn")
        else:
            self.opened.emit(wanted)

    def _begin(self, node: Node | None = None) -> None:
        wanted = node or self.node
        if wanted is not None and not wanted.gone:
            self.presenter.begin(wanted.key)

    def _show_menu(self, place: QPoint) -> None:
        if self.node is None:
            return
        menu = QMenu(self)
        for one in (self.open_it, self.begin):
            act = menu.addAction(one.text())
            act.setEnabled(one.isEnabled())
            act.triggered.connect(one.click)
        menu.popup(self.outline.viewport().mapToGlobal(place))

    def _say(self, sentence: str, tone: str) -> None:
        self.messages.say(sentence, tone)
        self._parts.announce(sentence)
