"""Links on pages: into the library they are followed, out of it one is asked first."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from evidence_library.model.rules import is_web_address
from evidence_library.settings import Settings
from evidence_library.ui.dialogs import LinkAnswer
from evidence_library.ui.screens.parts import Parts

#: Links that others follow, who know what they lead to.
_OF_OTHERS = frozenset({"attachment", "attachment-more", "pack", "recommendation"})


class Links(QObject):
    """Does what links ask for."""

    def __init__(self, parts: Parts, settings: Settings) -> None:
        """Serve a window."""
        super().__init__(parts.window)
        self._parts, self._settings = parts, settings

    def follow(self, link: str) -> None:
        """Do what a link on a page asks for."""
        scheme, _, rest = link.partition(":")
        target = QUrl.fromPercentEncoding(rest.encode())
        if scheme == "record":
            self._parts.reader.read(target)
        elif scheme == "fold":
            self._parts.reader.fold(target)
        elif scheme in _OF_OTHERS:
            return
        elif scheme == "open":
            self.ask(target)
        else:
            self.ask(link)

    def ask(self, url: str) -> None:
        """Show a web address; open it only if the person says so and it is one."""
        may_open = self._settings.text("open_links") == "ask" and is_web_address(url)
        answer = self._parts.dialogs.ask_link(self._parts.window, url, may_open=may_open)
        if answer is LinkAnswer.COPY:
            QGuiApplication.clipboard().setText(url)
        elif answer is LinkAnswer.OPEN and may_open:
            QDesktopServices.openUrl(QUrl(url))
