"""The preview of a pack: its pages as they will be, for one edition and layout."""

from __future__ import annotations

from evidence_library.model.document import Layout
from evidence_library.model.pack import Edition, Pack
from evidence_library.services import pack_preview
from evidence_library.ui.presenters.pack_export import LAYOUTS
from evidence_library.ui.presenters.pages import PAUSE, PagesPresenter, PreviewPage
from evidence_library.ui.presenters.session import Session

__all__ = ["EDITIONS", "LAYOUTS", "PackPreviewPresenter", "PreviewPage"]

EDITIONS: tuple[tuple[Edition, str], ...] = (
    (Edition.PARTICIPANT, "For participants"),
    (Edition.TRAINER, "For the trainer"),
)


class PackPreviewPresenter(PagesPresenter):
    """Asks `services.pack_preview` for the pages of the pack that is built."""

    def __init__(self, session: Session, pause: int = PAUSE) -> None:
        """Show no pack."""
        super().__init__(session, pause)
        self._pack: Pack | None = None
        self._edition, self._layout = Edition.PARTICIPANT, Layout.A4

    @property
    def edition(self) -> Edition:
        """For whom the pages are."""
        return self._edition

    @property
    def layout(self) -> Layout:
        """How the pages are laid out."""
        return self._layout

    def take(self, pack: Pack | None) -> None:
        """Take the pack as it is now, or that there is none."""
        if pack == self._pack:
            return
        another = pack is None or self._pack is None or pack.id != self._pack.id
        if pack is None:
            self.clear()
            return
        self._pack = pack
        if another:
            self._layout = Layout(pack.layout)
        self._show(another=another, at_once=another)

    def choose(self, edition: Edition, layout: Layout) -> None:
        """Show another edition or layout."""
        if (edition, layout) != (self._edition, self._layout):
            self._edition, self._layout = edition, layout
            self._show(another=False, at_once=True)

    def clear(self) -> None:
        """Show no pack."""
        self._pack = None
        super().clear()

    def _show(self, *, another: bool, at_once: bool) -> None:
        pack, edition, layout = self._pack, self._edition, self._layout
        if pack is not None:
            self.show_made_by(
                lambda library, report: pack_preview.made(library, pack, edition, layout, report),
                another=another,
                at_once=at_once,
            )
