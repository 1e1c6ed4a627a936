"""Ask before something goes that others lead to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from evidence_library.ui.dialogs import Dialogs


def ask_to_withdraw(dialogs: Dialogs, parent: QWidget, told: str, go: Callable[[], object]) -> None:
    """Say what would lead nowhere, and go on if that is wanted all the same."""
    if dialogs.confirm(parent, told, "Withdraw", careful=True):
        go()
