"""Evidence chains in the window: from what is chosen where one is, and to what is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from evidence_library.ui.screens.assessing import Assessing
from evidence_library.ui.screens.frame import ASSESS, FIND, PACKS, TRACK
from evidence_library.ui.screens.packing import Packing
from evidence_library.ui.screens.parts import Handlers, Parts
from evidence_library.ui.screens.reading import Reading
from evidence_library.ui.screens.tracking import Tracking

if TYPE_CHECKING:  # loaded when it is asked for: every start would wait for it otherwise
    from evidence_library.model.chain import Node
    from evidence_library.ui.screens.chain_dialog import ChainDialog

#: A thing by the word for its kind and its id, such as ("record", "40436109-…").
Thing = tuple[str, str]

_NOTHING = (
    "Choose a record, recommendation, pack, theme or action first; then you see what it rests on."
)


class Chaining(QObject):
    """Shows the chain of what is chosen in a workspace. Workspaces serve it."""

    def __init__(self, parts: Parts, reading: Reading) -> None:
        """Know the reader; `serve` adds the other workspaces."""
        super().__init__(parts.window)
        self._parts, self._reading = parts, reading
        self._chosen: dict[str, Callable[[], Thing | None]] = {FIND: self._record}
        self._openers: dict[str, Callable[[str], object]] = {"record": self._open_record}
        self.dialog: ChainDialog | None = None
        parts.frame.chain.clicked.connect(lambda _checked: self.show_chosen())
        parts.frame.chain.setEnabled(False)
        parts.session.opened.connect(lambda: parts.frame.chain.setEnabled(True))

    @property
    def handlers(self) -> Handlers:
        """What the actions do, by their ids."""
        return {"chain": self.show_chosen}

    def serve(
        self,
        place: str,
        chosen: Callable[[], Thing | None],
        kinds: Iterable[str],
        opener: Callable[[str, str], object],
    ) -> None:
        """Let a workspace say what is chosen in it, and show things of some kinds.

        `opener` is given the word for a kind and an id.
        """
        self._chosen[place] = chosen
        self._openers |= {kind: partial(opener, kind) for kind in kinds}

    def serve_tracking(self, tracking: Tracking) -> None:
        """Begin at recommendations, and open them."""

        def chosen() -> Thing | None:
            items = tracking.screen.chosen.items
            return ("recommendation", items[0]) if items else None

        self.serve(
            TRACK,
            chosen,
            ["recommendation"],
            lambda _kind, key: tracking.open_recommendation(key),
        )

    def serve_packing(self, packing: Packing) -> None:
        """Begin at packs, and open them."""

        def chosen() -> Thing | None:
            key = packing.screen.builder.key
            return ("pack", key) if key else None

        self.serve(PACKS, chosen, ["pack"], lambda _kind, key: packing.open_pack(key))

    def serve_assessing(self, assessing: Assessing) -> None:
        """Begin at judgements and actions, and open them."""

        def chosen() -> Thing | None:
            screen = assessing.screen
            if screen.plan.isVisible():
                picked = screen.plan.chosen
                if picked or screen.all_actions_shown:
                    return ("action", picked[0]) if picked else None
            key = screen.chosen.key
            return ("judgement", f"{key}/{screen.judge.form.theme_key or ''}") if key else None

        def opener(kind: str, key: str) -> None:
            if kind == "action":
                assessing.open_action(key)
            else:
                assessment, _, theme = key.partition("/")
                assessing.open_assessment(assessment, theme)

        self.serve(ASSESS, chosen, ["judgement", "action"], opener)
        assessing.made.connect(lambda screen: screen.serve_chain(self.show))

    def show_chosen(self) -> None:
        """Show the chain of what is chosen where one is."""
        ask = self._chosen.get(self._parts.frame.place)
        thing = ask() if ask is not None else None
        if thing is None:
            self._parts.news.tell_note(_NOTHING)
        else:
            self.show(*thing)

    def show(self, kind: str, key: str) -> ChainDialog | None:
        """Show the chain that begins at a thing; None while no library is open."""
        from evidence_library.model.chain import NodeKind  # noqa: PLC0415 - as the rest here
        from evidence_library.ui.presenters.chains import ChainPresenter  # noqa: PLC0415
        from evidence_library.ui.screens.chain_dialog import ChainDialog  # noqa: PLC0415

        if self._parts.session.library is None:
            return None
        dialog = ChainDialog(self._parts, ChainPresenter(self._parts.session))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.opened.connect(self._open)
        dialog.finished.connect(self._on_finished)
        self.dialog = dialog
        dialog.open()
        dialog.presenter.begin((NodeKind(kind), key))
        return dialog

    def _open(self, node: Node) -> None:
        """Show a thing where it lives; where that is nowhere yet, its own chain."""
        opener = self._openers.get(node.kind.value)
        dialog = self.dialog
        if dialog is None:
            return
        if opener is None:
            dialog.presenter.begin(node.key)
            return
        begun = dialog.presenter.chain
        dialog.accept()
        opener(node.id)
        if node.kind.value == "record" and begun is not None:
            again = partial(self.show, begun.node.kind.value, begun.node.id)
            self._reading.lead_back(node.id, "the evidence chain", again)

    def _on_finished(self) -> None:
        self.dialog = None

    def _record(self) -> Thing | None:
        page = self._parts.reader.page
        return ("record", page.id) if page is not None else None

    def _open_record(self, key: str) -> None:
        self._parts.frame.show_place(FIND)
        self._parts.reader.read(key)
        self._parts.screen.show_reader()
