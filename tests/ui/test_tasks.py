"""Jobs run off the screen's thread and come home to it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from evidence_library.errors import Cancelled, UserCanFix
from evidence_library.ui.tasks import Job, Report, Tasks
from tests.helpers.log_guard import ExpectLog


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_a_result_comes_home_to_the_thread_of_the_screen(qtbot: QtBot, tasks: Tasks) -> None:
    owner, seen = QObject(), []

    def work(_report: Report) -> str:
        return threading.current_thread().name

    def done(worker: str) -> None:
        seen.append((worker.partition("_")[0], threading.current_thread().name))

    tasks.read(Job(work, owner, done=done))
    qtbot.waitUntil(lambda: tasks.idle)
    assert seen == [("read", "MainThread")]


def test_two_hundred_results_all_come_home(qtbot: QtBot, tasks: Tasks) -> None:
    owner, seen = QObject(), []
    for number in range(200):
        tasks.read(Job(lambda _report, number=number: number, owner, done=seen.append))  # type: ignore[misc]
    qtbot.waitUntil(lambda: tasks.idle)
    assert sorted(seen) == list(range(200))


def test_changes_happen_one_after_another_in_order(qtbot: QtBot, tasks: Tasks) -> None:
    owner, order = QObject(), []
    for number in range(20):
        tasks.write(Job(lambda _report, number=number: order.append(number), owner))  # type: ignore[misc]
    qtbot.waitUntil(lambda: tasks.idle)
    assert order == list(range(20))


def test_a_newer_search_makes_the_older_ones_result_unwanted(qtbot: QtBot, tasks: Tasks) -> None:
    owner, seen, gate = QObject(), [], threading.Event()

    def slow(_report: Report) -> str:
        gate.wait(10)
        return "old"

    tasks.read(Job(slow, owner, done=seen.append), replaces="search")
    tasks.read(Job(lambda _report: "new", owner, done=seen.append), replaces="search")
    gate.set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert seen == ["new"]


def test_a_result_for_an_owner_that_is_gone_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    parent, seen, gate = QObject(), [], threading.Event()
    owner = QObject(parent)

    def work(_report: Report) -> str:
        gate.wait(10)
        return "late"

    tasks.read(Job(work, owner, done=seen.append))
    del parent, owner
    gate.set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert seen in ([], ["late"])


def test_a_cancelled_job_stops_at_its_next_report(qtbot: QtBot, tasks: Tasks) -> None:
    owner, heard, started = QObject(), [], threading.Event()

    def work(report: Report) -> None:
        started.set()
        while True:
            report(1, 2, "Counting")

    job = tasks.write(Job(work, owner, "Count", stopped=lambda: heard.append("stopped")))
    qtbot.waitUntil(started.is_set)
    job.cancel()
    qtbot.waitUntil(lambda: tasks.idle)
    assert heard == ["stopped"]


def test_progress_is_told_while_the_job_runs(qtbot: QtBot, tasks: Tasks) -> None:
    owner, gate = QObject(), threading.Event()

    def work(report: Report) -> None:
        report(3, 10, "Reading")
        gate.wait(10)

    with qtbot.waitSignal(tasks.progressed) as signal:
        tasks.write(Job(work, owner, "Read"))
    gate.set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert signal.args is not None
    assert signal.args[0].position == (3, 10, "Reading")


def test_what_the_person_can_put_right_is_told_in_one_sentence(qtbot: QtBot, tasks: Tasks) -> None:
    owner, heard = QObject(), []

    def work(_report: Report) -> None:
        raise UserCanFix("The file is empty.")

    tasks.read(Job(work, owner, failed=heard.append))
    qtbot.waitUntil(lambda: tasks.idle)
    assert heard == ["The file is empty."]


def test_a_defect_is_told_and_logged_once(
    qtbot: QtBot, tasks: Tasks, expected_log: ExpectLog
) -> None:
    expected_log("A job broke: Divide")
    owner = QObject()
    with qtbot.waitSignal(tasks.broke) as signal:
        tasks.read(Job(lambda _report: 1 // 0, owner, "Divide"))
    assert signal.args == [
        "Something in the program went wrong. "
        "(ZeroDivisionError: integer division or modulo by zero)"
    ]


def test_the_immediate_runner_answers_before_it_returns(qtbot: QtBot) -> None:
    tasks, owner, heard = Tasks(immediate=True), QObject(), []

    def refuse(_report: Report) -> None:
        raise Cancelled("Stopped.")

    tasks.read(Job(lambda _report: 7, owner, done=heard.append))
    tasks.write(Job(refuse, owner, stopped=lambda: heard.append("stopped")))
    assert heard == [7, "stopped"]
    tasks.close()
