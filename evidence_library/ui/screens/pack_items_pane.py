"""The middle of Packs: the items of the pack that is shown, in their order."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from evidence_library.model import pack_edits
from evidence_library.model.ids import PackItemId, new_pack_item_id
from evidence_library.model.pack import BreakItem, ExerciseItem, Item, RecordItem, TextItem
from evidence_library.ui.icons import dress
from evidence_library.ui.presenters.pack_builder import PackBuilder
from evidence_library.ui.presenters.pack_glance import rows, sum_line
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.screens.pack_deeds import PackDeeds
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.clamped_label import ClampedLabel
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.pack_items_view import PackItemsView
from evidence_library.ui.widgets.plain import EmptyState, button, in_tab_order, label, set_tip

_EMPTY = "Nothing is in this pack yet. Find records and add them, or write a text."

#: What is put between records.
_Own = TextItem | ExerciseItem | BreakItem

_SAVED, _NOT_SAVED = "Saved", "Not saved yet; kept as a draft (Ctrl+S saves)"


class PackItemsPane(QWidget):
    """Shows and orders the items of a builder's pack.

    `chose` follows another choice of items; `form_asked` that one wants to write in the one that
    is chosen; `find_asked` leads to Find; `records_dropped` brings the place where records that
    are dragged were dropped; `export_asked` says that files are wanted.
    """

    chose = Signal()
    form_asked = Signal()
    find_asked = Signal()
    records_dropped = Signal(int)
    export_asked = Signal()

    def __init__(self, theme: Theme, builder: PackBuilder, deeds: PackDeeds) -> None:
        """Show nothing yet."""
        super().__init__()
        self._theme, self._builder, self._deeds = theme, builder, deeds
        self.title = ClampedLabel("heading", lines=2)
        self.sum = label(role="strong", wrap=True)
        self.standing = label(role="secondary", wrap=True)
        self.view = PackItemsView(theme)
        self.empty = EmptyState()
        self.empty.say(_EMPTY, "Find records", self.find_asked.emit)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._make_buttons()
        self._lay_out()
        self._connect()
        theme.changed.connect(self._draw)
        self._draw()

    @property
    def chosen(self) -> tuple[Item, ...]:
        """What is chosen, from the top."""
        pack = self._builder.pack
        ids = frozenset(self.view.chosen)
        return tuple(one for one in pack.items if one.id in ids) if pack is not None else ()

    def offer_export(self) -> None:
        """Offer to write files, once somebody serves that."""
        self.export.show()

    def add(self, *items: Item, at: int | None = None) -> None:
        """Put items behind what is chosen, or before a place, and choose them."""
        pack = self._builder.pack
        if pack is None or not items:
            return
        place = self.view.place if at is None else at
        kind = "records" if isinstance(items[0], RecordItem) else "an item"
        self._deeds.do(f"Add {kind}", pack_edits.inserted(pack, items, place))
        self.view.choose(tuple(one.id for one in items))

    def move_items(self, ids: tuple[str, ...], before: int) -> None:
        """Move items before the one at a place."""
        pack = self._builder.pack
        if pack is not None and ids:
            self._deeds.do("Move", pack_edits.moved(pack, tuple(map(PackItemId, ids)), before))

    def remove(self) -> None:
        """Take what is chosen out of the pack."""
        pack, chosen = self._builder.pack, self.chosen
        if pack is not None and chosen:
            ids = frozenset(one.id for one in chosen)
            place = pack.items.index(chosen[0])
            self._deeds.do(f"Remove {counted(len(ids), 'item')}", pack_edits.removed(pack, ids))
            left = self.view.items.rows
            self.view.choose(tuple(one.id for one in left[: place + 1][-1:]))

    def _on_step(self, step: str) -> None:
        pack, ids = self._builder.pack, tuple(map(PackItemId, self.view.chosen))
        if pack is None or not ids:
            return
        after = {
            "up": lambda: pack_edits.stepped(pack, ids, -1),
            "down": lambda: pack_edits.stepped(pack, ids, 1),
            "first": lambda: pack_edits.moved(pack, ids, 0),
            "last": lambda: pack_edits.moved(pack, ids, len(pack.items)),
        }[step]()
        self._deeds.do("Move", after)

    def _on_changed(self) -> None:
        pack = self._builder.pack
        if pack is None:
            return
        self.title.show_text(pack.title)
        self.view.show_rows(rows(pack, self._builder.known))
        self.sum.setText(sum_line(pack, self._builder.known))
        self._stack.setCurrentWidget(self.view if pack.items else self.empty)
        self._on_standing()

    def _on_standing(self) -> None:
        builder = self._builder
        writable = builder.writable
        self.view.items.writable = writable
        for one in (*self.adders, self.undo, self.redo):
            one.setEnabled(writable)
        self.remove_button.setEnabled(writable and bool(self.view.chosen))
        self.undo.setEnabled(writable and self._deeds.canUndo())
        self.redo.setEnabled(writable and self._deeds.canRedo())
        self.standing.setText(_NOT_SAVED if builder.dirty else _SAVED)

    def _on_chose(self) -> None:
        self.remove_button.setEnabled(self._builder.writable and bool(self.view.chosen))
        self.chose.emit()

    def _make_buttons(self) -> None:
        made: tuple[tuple[str, str, type[_Own]], ...] = (
            ("Add text", "Add a text of your own behind what is chosen", TextItem),
            ("Add exercise", "Add something to do behind what is chosen", ExerciseItem),
            ("Add break", "Add a break behind what is chosen", BreakItem),
        )
        self.adders = [
            button(words, partial(self._on_add, kind), hint=hint) for words, hint, kind in made
        ]
        self.remove_button = button("Remove", self.remove, hint="Take out what is chosen (Delete)")
        self.export = button("Export…", self.export_asked.emit, role="primary")
        self.export.hide()
        self.undo, self.redo = QToolButton(), QToolButton()
        for one, words, act in (
            (self.undo, "Undo (Ctrl+Z)", self._deeds.undo),
            (self.redo, "Redo (Ctrl+Shift+Z)", self._deeds.redo),
        ):
            one.setProperty("role", "flat")
            one.setAccessibleName(words.partition(" (")[0])
            set_tip(one, words)
            one.clicked.connect(lambda _=False, act=act: act())

    def _on_add(self, kind: type[_Own]) -> None:
        self.add(kind(id=new_pack_item_id()))
        self.form_asked.emit()

    def _connect(self) -> None:
        builder, view = self._builder, self.view
        for told in (builder.opened, builder.changed, builder.glanced):
            told.connect(self._on_changed)
        builder.standing.connect(self._on_standing)
        self._deeds.indexChanged.connect(lambda _index: self._on_standing())
        view.chose.connect(self._on_chose)
        view.step_asked.connect(self._on_step)
        view.removed.connect(self.remove)
        view.entered.connect(self.form_asked)
        view.items.moved.connect(self.move_items)
        view.items.records_dropped.connect(self.records_dropped)

    def _lay_out(self) -> None:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.export, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(self.sum)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=8)
        for one in (*self.adders, self.remove_button, self.undo, self.redo):
            flow.addWidget(one)
        column.addWidget(buttons)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(head)
        page.addWidget(self._stack, 1)
        self.standing.setContentsMargins(16, 6, 16, 6)
        page.addWidget(self.standing)
        in_tab_order(self.export, *self.adders, self.remove_button, self.undo, self.redo, self.view)

    def _draw(self) -> None:
        ink, size = self._theme.colour("ink"), self._theme.px(16)
        dress(self.undo, "undo-2", ink, size)
        dress(self.redo, "redo-2", ink, size)
