"""The guards every test runs under do catch what they are there for."""

from __future__ import annotations

import logging
import os
import socket
import threading
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.leftovers import Leftovers
from tests.helpers.log_guard import ExpectLog, LogGuard
from tests.helpers.network import NetworkUsedError


def test_an_unexpected_and_a_missing_log_record_are_told(expected_log: ExpectLog) -> None:
    expected_log("disk is full")
    with LogGuard() as guard:
        guard.expect("index was rebuilt")
        logging.getLogger("store").warning("the disk is %s", "full")
        logging.getLogger("store").info("all is well")
    assert guard.complaints() == [
        "logged unexpectedly: WARNING store: the disk is full",
        "expected in the log, but never came: index was rebuilt",
    ]


def test_an_expected_log_record_is_no_complaint(expected_log: ExpectLog) -> None:
    expected_log("disk is full")
    with LogGuard() as guard:
        guard.expect("disk is full")
        logging.getLogger("store").error("the disk is full")
    assert guard.complaints() == []


def test_a_thread_left_running_is_found() -> None:
    leftovers = Leftovers(with_window=False, grace_seconds=0)
    end = threading.Event()
    thread = threading.Thread(target=end.wait, name="straggler")
    thread.start()
    assert leftovers.found() == ["thread straggler"]
    end.set()
    thread.join()
    assert leftovers.found() == []


def test_a_window_left_open_is_found(qtbot: QtBot) -> None:
    leftovers = Leftovers(with_window=True)
    window = QWidget()
    window.setWindowTitle("Find")
    window.show()
    assert leftovers.found() == ["window QWidget “Find”"]
    window.close()
    assert leftovers.found() == []


def test_a_timer_left_running_is_found(qtbot: QtBot) -> None:
    leftovers = Leftovers(with_window=True)
    timer = QTimer()
    timer.start(60_000)
    assert leftovers.found() == ["timer of nobody"]
    timer.stop()
    assert leftovers.found() == []


def test_the_network_is_out_of_reach() -> None:
    with pytest.raises(NetworkUsedError):
        socket.create_connection(("192.0.2.1", 80))
    with pytest.raises(NetworkUsedError):
        socket.getaddrinfo("example.org", 80)
    with socket.socket() as plug, pytest.raises(NetworkUsedError):
        plug.connect(("192.0.2.1", 80))


def test_the_folders_of_the_person_stay_untouched(own_folders: Path) -> None:
    for folder in (platformdirs.user_data_path("x"), platformdirs.user_config_path("x")):
        assert folder.is_relative_to(own_folders)
    assert Path.home() == own_folders
    assert "EVIDENCE_LIBRARY" not in os.environ
