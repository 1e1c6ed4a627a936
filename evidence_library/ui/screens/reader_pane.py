"""The right of Find: one record, rendered, with its headline facts first."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QTextDocument,
    QTextDocumentFragment,
    QTextOption,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.icons import dress
from evidence_library.ui.presenters.reader import FORMS, Page, TagChip, TopicChip
from evidence_library.ui.screens.cite_menu import CiteMenu
from evidence_library.ui.theme import FAMILY, Theme
from evidence_library.ui.widgets.clamped_label import ClampedLabel
from evidence_library.ui.widgets.fact_cards import FactCards
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import (
    breakable,
    button,
    in_tab_order,
    label,
    restyle,
    shortened,
)
from evidence_library.ui.widgets.read_page import ReadPage
from evidence_library.ui.widgets.safe_browser import SafeBrowser

_PRINTED = 10.5
_PRINT_STYLE = "a { color: black; text-decoration: none; } th { text-align: left; }"
_PROPOSED = "a proposed heading"
_TITLE_LINES = 6  # enough for any title but an endless one
_TOPICS = 5  # shown at once
_CRUMB = _TOPIC = 60  # characters


class ReaderPane(QWidget):
    """Shows pages. What a click wants is said by signals."""

    link_clicked = Signal(str)
    topic_chosen = Signal(str, str)
    tag_chosen = Signal(str)
    print_asked = Signal()
    back_asked = Signal()
    close_asked = Signal()
    source_asked = Signal()
    edit_asked = Signal()
    pack_asked = Signal()
    recommendation_wanted = Signal()
    form_asked = Signal(str)
    cite_asked = Signal()
    said = Signal(str)
    files_dropped = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Start without a page."""
        super().__init__()
        self.setAcceptDrops(True)
        self._theme = theme
        self.page: Page | None = None
        self.setProperty("role", "reader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.crumb = label(role="crumb")
        self._badge = label(role="secondary")
        self.title = ClampedLabel("title", lines=_TITLE_LINES)
        self._byline = label(role="muted", wrap=True)
        for part in (self.title, self._byline):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts = FactCards(theme)
        self.browser = SafeBrowser(theme, grows=True)
        self.browser.setAccessibleName("Record")
        self.browser.link_clicked.connect(self.link_clicked)
        self._topics = QWidget()
        self._topic_flow = FlowLayout(self._topics)
        self._tags = QWidget()
        self._tag_flow = FlowLayout(self._tags)
        self._proposed = label(role="secondary", wrap=True)
        self._close = button("‹ Results", self.close_asked.emit, role="link")
        self._back = button("‹ Back", self.back_asked.emit, role="link")
        for link in (self._close, self._back):
            link.setProperty("small", "true")
        self._close.setAccessibleName("Back to the results")
        self._back.setAccessibleName("Back to the record read before")
        self._note = label(role="secondary")
        self._matches = _Matches(theme)
        self._matches.stepped.connect(self.step_match)
        self.pack_button = button(
            "Add to pack",
            self.pack_asked.emit,
            role="primary",
            hint="Choose a pack that the record shall go into (Ctrl+D: the one used last)",
        )
        self.cite_button = button("Cite", self.cite_asked.emit)
        self.cite_button.setToolTip("Copy the citation")
        self.edit_button = button("Edit…", self.edit_asked.emit, hint="Edit the record (F4)")
        self._more = button("More", role="")
        self._way_back = QWidget()
        self._elsewhere = label("Not among these results", "elsewhere")
        self._elsewhere.hide()
        self._scroll = ReadPage(theme, self.browser)
        self._lay_out()
        self.offer_close(offered=False)

    def show_page(self, page: Page, *, can_go_back: bool) -> None:
        """Show a record."""
        another = self.page is None or self.page.id != page.id
        self.page = page
        self.crumb.setText(shortened(page.crumb, _CRUMB))
        words, tone = page.badge
        self._badge.setText(f"● {words}" if words else "")
        restyle(self._badge, "tone", tone)
        self.title.show_text(page.title)
        self._byline.setText(breakable(page.byline))
        self.facts.show_facts(page.facts)
        self._show_tags(page.tags)
        self._show_topics(page.topics)
        at = -1 if another else self.browser.at
        self.browser.show_html(page.html)
        self.browser.setAccessibleName(f"Record: {page.title}")
        self._matches.show_count(self.browser.matches)
        if self.browser.go_to_match(at) is not None:
            self._matches.show_position(self.browser.position)
        self._back.setVisible(can_go_back)
        self._note.setText("")
        self._scroll.forget_place()
        if another:
            self._scroll.verticalScrollBar().setValue(0)

    def offer_back(self, *, offered: bool, place: str = "") -> None:
        """Offer the step back: to a place one came from, or else to the record read before."""
        self._back.setText(f"‹ {place}" if place else "‹ Back")
        place = {"Map": "evidence map", "": "record read before"}.get(place, place)
        self._back.setAccessibleName(f"Back to the {place}")
        self._back.setVisible(offered)

    def offer_edit(self, *, offered: bool) -> None:
        """Offer to edit the record and to pack it, where anything can be changed at all."""
        self.edit_button.setVisible(offered)
        self.pack_button.setVisible(offered)

    def offer_close(self, *, offered: bool) -> None:
        """Offer the way back to the list where the reader hides it."""
        self._way_back.setVisible(offered)

    def tell_elsewhere(self, *, elsewhere: bool) -> None:
        """Say above the record whether it is not among the results."""
        news = elsewhere and self._elsewhere.isHidden()
        self._elsewhere.setVisible(elsewhere)
        if news:
            self.said.emit(f"{self._elsewhere.text()}: {self.title.accessibleName()}")

    @property
    def elsewhere(self) -> str:
        """What it says of a record that is not among the results."""
        return "" if self._elsewhere.isHidden() else self._elsewhere.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_asked.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files be dropped on the record that is shown."""
        if self.page is not None and _files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say which files were dropped on the record."""
        paths = _files(event.mimeData())
        if self.page is not None and paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def step_match(self, forward: bool) -> None:
        """Go to the next or previous matched word."""
        cursor = self.browser.step(forward)
        if cursor is None:
            return
        self._matches.show_position(self.browser.position)
        self.said.emit(f"Match {self.browser.position}")
        self._scroll.show_cursor(around=self._theme.px(120))

    def go_to(self, anchor: str) -> None:
        """Scroll to a named place of the page."""
        self._scroll.go_to(anchor)

    def copy_text(self, text: str, confirmation: str) -> None:
        """Put a text on the clipboard and say so."""
        QGuiApplication.clipboard().setText(text)
        self._say(confirmation)

    def copy_record(self) -> None:
        """Put the record on the clipboard, as text and as a page."""
        if self.page is None:
            return
        data = QMimeData()
        data.setHtml(self.page.document)
        data.setText(QTextDocumentFragment.fromHtml(self.page.document).toPlainText())
        QGuiApplication.clipboard().setMimeData(data)
        self._say("Record copied")

    def printable(self) -> QTextDocument | None:
        """Give the record as a document for the printer, black on white."""
        if self.page is None:
            return None
        document = QTextDocument()
        font = QFont(FAMILY)
        font.setPointSizeF(_PRINTED)  # in points, as a printer's pixels are tiny
        document.setDefaultFont(font)
        document.setDefaultStyleSheet(_PRINT_STYLE)
        # An address longer than a line goes on in the next, instead of running off the paper.
        document.setDefaultTextOption(_wrapping_anywhere())
        document.setHtml(self.page.document)
        return document

    @property
    def way_back(self) -> QPushButton:
        """What leads back to the results."""
        return self._close

    @property
    def note(self) -> str:
        """What it confirms."""
        return self._note.text()

    @property
    def topic_buttons(self) -> list[QPushButton]:
        """The headings of the record."""
        return self._topics.findChildren(QPushButton)

    def _say(self, words: str) -> None:
        self._note.setText(words)
        self.said.emit(words)

    def _show_topics(self, topics: tuple[TopicChip, ...], shown: int = _TOPICS) -> None:
        """Show the headings as buttons; the later ones wait behind one that shows them all."""
        self._topic_flow.clear()
        folded = len(topics) > shown + 1
        for topic in topics[:shown] if folded else topics:
            self._topic_flow.addWidget(self._topic_button(topic))
        if folded:
            words = f"{len(topics) - shown} more"
            more = button(words, lambda: self._show_topics(topics, len(topics)), role="chip")
            more.setAccessibleName(f"Show {words} topic headings")
            self._topic_flow.addWidget(more)
        buttons = (one.widget() for one in self._topic_flow.items())
        made = [one for one in buttons if one is not None]
        proposed = sum(topic.note == _PROPOSED for topic in topics)
        self._proposed.setText(_proposals(proposed, len(topics)))
        self._proposed.setVisible(bool(proposed))
        self._topics.updateGeometry()
        self._in_tab_order(made)

    def _show_tags(self, tags: tuple[TagChip, ...]) -> None:
        """Show the tags as buttons, each in its colour."""
        self._tag_flow.clear()
        for tag in tags:
            made = button(
                f"# {shortened(tag.name, _TOPIC)}",
                partial(self.tag_chosen.emit, tag.name),
                role="chip",
                hint=f"Show all records with the tag “{tag.name}”",
            )
            made.setAccessibleName(f"Tag {tag.name}")
            made.setProperty("tag", tag.colour)
            self._tag_flow.addWidget(made)
        self._tags.setVisible(bool(tags))
        self._tags.updateGeometry()

    def _in_tab_order(self, topics: list[QWidget]) -> None:
        tags = self._tags.findChildren(QPushButton)
        in_tab_order(self._matches.last, *topics, *tags, self.browser)

    def _topic_button(self, topic: TopicChip) -> QPushButton:
        mark = " (proposed)" if topic.note == _PROPOSED else ""
        hint = f"{topic.path}{mark}: show all records under this heading"
        made = button(
            shortened(topic.label, _TOPIC),
            lambda: self.topic_chosen.emit(topic.value, topic.label),
            role="chip",
            hint=hint,
        )
        made.setAccessibleName(f"Topic {topic.label}{mark}")
        return made

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        for part in (self._back, self.crumb, self._badge):
            top.addWidget(part)
        # Else a long line would widen the column beyond the pane, and all below would be too low.
        self.crumb.setMinimumWidth(1)
        top.addStretch(1)
        head = QVBoxLayout()
        head.setSpacing(6)
        head.addLayout(top)
        head.addWidget(self.title)
        head.addWidget(self._byline)
        head.addSpacing(6)
        head.addWidget(self.facts)
        head.addSpacing(6)
        head.addLayout(self._button_row())
        head.addSpacing(6)
        head.addWidget(self._topics)
        head.addWidget(self._tags)
        head.addWidget(self._proposed)
        self._scroll.lay_out(head, side=18, above=20)
        above = QHBoxLayout(self._way_back)
        above.setContentsMargins(28, 8, 26, 0)
        above.addWidget(self._close)
        above.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._way_back)
        outer.addWidget(self._elsewhere)
        outer.addWidget(self._scroll, 1)

    def _button_row(self) -> FlowLayout:
        """Put the buttons in a row that goes on in the next where it is narrow."""
        row = FlowLayout(gap=8)
        self._more.setProperty("menu", "true")
        self.more_menu = self._make_more_menu()
        self._more.setMenu(self.more_menu)
        row.addWidget(self.pack_button)
        row.addWidget(self.cite_button)
        row.addWidget(button("Copy", self.copy_record, hint="Copy the whole record"))
        row.addWidget(button("Print…", self.print_asked.emit, hint="Print the record"))
        for part in (self.edit_button, self._more, self._matches, self._note):
            row.addWidget(part)
        return row

    def _make_more_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Show source text as read…").triggered.connect(
            lambda _=False: self.source_asked.emit()
        )
        menu.addAction("Link to a recommendation…").triggered.connect(
            lambda _=False: self.recommendation_wanted.emit()
        )
        self.cite_menu = CiteMenu(menu)
        menu.addMenu(self.cite_menu)
        for form, words in FORMS:
            action = menu.addAction(f"Copy as {words}")
            action.triggered.connect(lambda _=False, name=form: self.form_asked.emit(name))
        return menu


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _wrapping_anywhere() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _proposals(proposed: int, all_of_them: int) -> str:
    """Say how many headings are only proposed for the scheme."""
    if all_of_them == 1:
        return "This heading is a proposal for the topic scheme, not verified."
    if proposed == all_of_them:
        return "These headings are proposals for the topic scheme, not verified."
    verb = "is a proposal" if proposed == 1 else "are proposals"
    return f"{proposed} of these {all_of_them} headings {verb} for the topic scheme, not verified."


class _Matches(QWidget):
    """How many matched words there are, with buttons to step through them."""

    stepped = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = label(role="secondary")
        self._next = self._step_button("Next match (F3)", forward=True)
        self._previous = self._step_button("Previous match (Shift+F3)", forward=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for part in (self._words, self._previous, self._next):
            row.addWidget(part)
        theme.changed.connect(self._draw)
        self._draw()

    @property
    def last(self) -> QWidget:
        """The button Tab leaves from."""
        return self._next

    def show_count(self, count: int) -> None:
        """Say how many there are; nothing is shown for none."""
        self._words.setText("1 match" if count == 1 else f"{count} matches")
        self.setVisible(count > 0)

    def show_position(self, position: str) -> None:
        """Say which one it is."""
        self._words.setText(position)

    def _step_button(self, name: str, *, forward: bool) -> QToolButton:
        made = QToolButton()
        made.setProperty("role", "flat")
        made.setToolTip(name)
        made.setAccessibleName(name)
        made.clicked.connect(lambda: self.stepped.emit(forward))
        return made

    def _draw(self) -> None:
        ink, size = self._theme.colour("ink"), self._theme.px(14)
        dress(self._next, "chevron-down", ink, size)
        dress(self._previous, "chevron-up", ink, size)
