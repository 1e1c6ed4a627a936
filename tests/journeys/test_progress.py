"""How far long work is: said on a terminal, gone at the end, and never in a file."""

from __future__ import annotations

import io
import sys

import pytest

from evidence_library.cli import progress
from evidence_library.cli.progress import shown_progress
from evidence_library.services.progress import quiet


class Terminal(io.StringIO):
    """A terminal that keeps what was written."""

    def isatty(self) -> bool:
        return True


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Let stderr be a terminal from now on; what a fixture puts there, pytest takes away."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    return terminal


def test_long_work_is_told_in_one_line_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = at_a_terminal(monkeypatch)
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    monkeypatch.setattr(progress, "_PAUSE", 0)
    with shown_progress() as tell:
        tell(0, 0, "Searching")
        tell(1200, 24593, "Writing the list")
    assert terminal.getvalue().split("\r") == [
        "",
        "\x1b[KSearching …",
        "\x1b[KWriting the list: 1,200 of 24,593",
        "\x1b[K",
    ]


def test_short_work_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = at_a_terminal(monkeypatch)
    with shown_progress() as tell:
        assert tell is not quiet
        tell(1, 2, "Writing the list")
    assert terminal.getvalue() == ""


def test_nothing_is_told_where_nobody_looks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    with shown_progress() as tell:
        tell(1, 2, "Writing the list")
    assert capsys.readouterr() == ("", "")
