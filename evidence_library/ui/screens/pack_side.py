"""The right of Packs: the fields of the pack and of the item chosen, the check, and other panes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QTabWidget, QWidget

from evidence_library.model import pack_edits
from evidence_library.model.pack import Item, Logo, RecordItem
from evidence_library.ui.presenters.pack_builder import PackBuilder
from evidence_library.ui.presenters.pack_glance import kind_of
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.screens.pack_checks import PackCheckPane, PackFrozenPane
from evidence_library.ui.screens.pack_deeds import PackDeeds
from evidence_library.ui.screens.pack_forms import PACK_FIELDS, PackForm, item_form
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.checked import CheckedLine
from evidence_library.ui.widgets.fields.logo import LogoField
from evidence_library.ui.widgets.fields.ticks import TicksField
from evidence_library.ui.widgets.plain import label

_NO_ITEM = "Choose an item to see its fields."


class PackSide(QTabWidget):
    """Tabs. `logo_asked` wants a picture to be chosen; `search_asked` brings a search."""

    logo_asked = Signal()
    search_asked = Signal(object)

    def __init__(self, theme: Theme, builder: PackBuilder, deeds: PackDeeds) -> None:
        """Show nothing yet."""
        super().__init__()
        self._theme, self._builder, self._deeds = theme, builder, deeds
        self._items: tuple[Item, ...] = ()
        self._forms: dict[type[Item], PackForm] = {}
        self.pack_form = PackForm(theme, PACK_FIELDS)
        self.item_stack = QStackedWidget()
        self.no_item: QLabel = label(_NO_ITEM, "muted", wrap=True)
        self.no_item.setContentsMargins(16, 12, 16, 12)
        self.no_item.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.item_stack.addWidget(self.no_item)
        self.check = PackCheckPane(builder)
        self.frozen = PackFrozenPane(builder)
        for page, words in (
            (self.pack_form, "Pack"),
            (self.item_stack, "Item"),
            (self.check, "Check"),
            (self.frozen, "Handed out"),
        ):
            self.addTab(page, words)
        self.setDocumentMode(True)
        self.tabBar().setAccessibleName("Fields of the pack, of the item, the check")
        self.setUsesScrollButtons(True)
        self._connect()

    def add_pane(self, widget: QWidget, words: str) -> None:
        """Show another pane behind the others, such as a preview."""
        self.addTab(widget, words)

    @property
    def item_form(self) -> PackForm | None:
        """The form of the item that is chosen; None if none or several are."""
        shown = self.item_stack.currentWidget()
        return shown if isinstance(shown, PackForm) else None

    def show_items(self, items: tuple[Item, ...]) -> None:
        """Show the fields of what is chosen."""
        self._items = items
        if len(items) == 1:
            self._show_item(items[0])
            return
        told = f"{counted(len(items), 'item')} are chosen; choose one to see its fields."
        self.no_item.setText(told if items else _NO_ITEM)
        self.item_stack.setCurrentWidget(self.no_item)

    def enter_item(self) -> None:
        """Go to the fields of the item that is chosen."""
        form = self.item_form
        if form is not None:
            self.setCurrentWidget(self.item_stack)
            form.take_focus()

    def _show_item(self, item: Item) -> None:
        form = self._form(type(item))
        title = self._builder.known.titles.get(item.id, "")
        form.head.setText(f"{kind_of(item)}: {title}" if isinstance(item, RecordItem) else "")
        form.head.setVisible(isinstance(item, RecordItem))
        sections = form.fields.get("sections")
        if isinstance(sections, TicksField):
            sections.offer(self._builder.parts_of(item.id))
        self._tell_minutes(form, item)
        form.show_values(item, writable=self._builder.writable)
        self.item_stack.setCurrentWidget(form)

    def _tell_minutes(self, form: PackForm, item: Item) -> None:
        minutes, timed = form.fields["minutes"], self._builder.known.times.get(item.id)
        if isinstance(minutes, CheckedLine):
            estimated = timed is not None and timed.estimated
            words = f"Estimated: {timed.minutes}" if timed and estimated else "Estimated"
            minutes.set_placeholder(words)

    def _form(self, kind: type[Item]) -> PackForm:
        if kind not in self._forms:
            form = item_form(self._theme, kind)
            form.edited.connect(self._on_item_edited)
            self._forms[kind] = form
            self.item_stack.addWidget(form)
        return self._forms[kind]

    def _on_item_edited(self, key: str, value: object, words: str) -> None:
        pack = self._builder.pack
        if pack is None or len(self._items) != 1:
            return
        item = pack_edits.item_of(pack, self._items[0].id)
        if item is not None:
            told = {key: value}
            changed = replace(item, **told)  # type: ignore[arg-type]
            field = f"{item.id}/{key}"
            self._deeds.do(f"Change: {words}", pack_edits.put(pack, changed), field)

    def _on_pack_edited(self, key: str, value: object, words: str) -> None:
        pack = self._builder.pack
        if pack is not None:
            told = {key: value}
            changed = replace(pack, **told)  # type: ignore[arg-type]
            self._deeds.do(f"Change: {words}", changed, key)

    def _on_changed(self) -> None:
        pack = self._builder.pack
        if pack is None:
            return
        self.pack_form.show_values(pack, writable=self._builder.writable)
        now = (pack_edits.item_of(pack, one.id) for one in self._items)
        self.show_items(tuple(one for one in now if one is not None))
        changed = self._builder.known.changed_since
        at = self.indexOf(self.frozen)
        self.setTabText(at, f"Handed out ({len(changed)})" if changed else "Handed out")
        self.setTabVisible(at, pack.frozen is not None)

    def _on_logo(self, path: Path) -> None:
        self._builder.take_logo(path, self._take_logo)

    def _take_logo(self, logo: Logo) -> None:
        field = self.pack_form.fields["logo"]
        if isinstance(field, LogoField):
            field.take(logo)

    def _on_tab(self) -> None:
        if self.currentWidget() is self.check:
            self.check.look()

    def _connect(self) -> None:
        builder = self._builder
        for told in (builder.opened, builder.changed, builder.glanced, builder.standing):
            told.connect(self._on_changed)
        self.pack_form.edited.connect(self._on_pack_edited)
        logo = self.pack_form.fields["logo"]
        if isinstance(logo, LogoField):
            logo.choose_asked.connect(self.logo_asked)
            logo.dropped.connect(self._on_logo)
        self.check.search_asked.connect(self.search_asked)
        self.frozen.kept.connect(lambda: self.setCurrentWidget(self.pack_form))
        self.currentChanged.connect(lambda _at: self._on_tab())

    def take_picture(self, path: Path) -> None:
        """Take a picture that was chosen as the logo."""
        self._on_logo(path)
