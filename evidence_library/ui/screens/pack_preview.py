"""The preview of a pack beside its form: the pages as they will be, one at a time."""

from __future__ import annotations

from evidence_library.model.document import Layout
from evidence_library.model.pack import Edition, Pack
from evidence_library.ui.presenters.pack_preview import EDITIONS, LAYOUTS, PackPreviewPresenter
from evidence_library.ui.screens.pages_pane import PagesPane
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.form_parts import choice_box

_NOTHING = "The pages of the pack are shown here once it holds something."


class PackPreview(PagesPane):
    """Shows the pages of a pack for an edition and a layout."""

    def __init__(self, parts: Parts) -> None:
        """Show nothing until a pack is there and somebody looks."""
        self.presenter = PackPreviewPresenter(parts.session)
        self.edition = choice_box("Edition", ((one.value, words) for one, words in EDITIONS))
        self.layout_box = choice_box("Layout", ((one.value, words) for one, words in LAYOUTS))
        super().__init__(parts, self.presenter, _NOTHING, (self.edition, self.layout_box))
        for box in (self.edition, self.layout_box):
            box.activated.connect(self._on_chosen)
        self.presenter.shown.connect(self._show_layout)

    def show_pack(self, pack: Pack | None) -> None:
        """Show a pack as it is now; a moment after the last change its pages are made anew."""
        self.presenter.take(pack)

    def _on_chosen(self) -> None:
        edition = Edition(self.edition.currentData())
        self.presenter.choose(edition, Layout(self.layout_box.currentData()))

    def _show_layout(self) -> None:
        at = self.layout_box.findData(self.presenter.layout.value)
        self.layout_box.setCurrentIndex(at)
