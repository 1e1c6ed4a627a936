"""What holds for every test: no screen, no network, one locale, nothing of one's own disturbed.

A test fails on any warning, on any log record from WARNING upwards, on any Qt message, and on any
thread, timer or window it leaves behind. `expected_log` is for a test that provokes a record.
"""

from __future__ import annotations

import gc
import os
import time

# Before anything imports Qt or asks for the time or the language.
os.environ.update(
    QT_QPA_PLATFORM="offscreen",
    QT_ACCESSIBILITY="0",
    QT_SCALE_FACTOR="1",
    LC_ALL="C.UTF-8",
    LANGUAGE="en",
    TZ="UTC",
)
for _name in ("EVIDENCE_LIBRARY", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "NO_COLOR"):
    os.environ.pop(_name, None)
if hasattr(time, "tzset"):
    time.tzset()

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from evidence_library.system_libraries import missing_for_window

_lacking = missing_for_window(os.environ)
if _lacking:  # Qt would end the process without a word
    pytest.exit(_lacking, returncode=1)

from tests.helpers import disk, libraries, network
from tests.helpers.leftovers import Leftovers
from tests.helpers.log_guard import ExpectLog, LogGuard

settings.register_profile("developer", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "developer")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Collect tests without looking for garbage: there is hardly any, and looking takes time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own: settings, libraries and caches of the person stay untouched."""
    home = tmp_path_factory.mktemp("home")
    for variable, folder in {
        "HOME": ".",
        "USERPROFILE": ".",
        "APPDATA": "roaming",
        "LOCALAPPDATA": "local",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
        "XDG_RUNTIME_DIR": "runtime",
    }.items():
        monkeypatch.setenv(variable, str(home / folder))
    (home / "runtime").mkdir(mode=0o700)  # the others are made by who writes there
    return home


@pytest.fixture(autouse=True, scope="session")
def no_waiting_for_the_disk() -> Iterator[None]:
    """Let what tests write be left to the system: nobody needs it after a power cut."""
    with pytest.MonkeyPatch.context() as patch:
        disk.never_wait(patch)
        libraries.empty_database()  # before a test replaces anything that goes into it
        yield


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that is not a pipe on this computer."""
    network.refuse(monkeypatch)


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread, a running timer or an open window."""
    leftovers = Leftovers(with_window="qapp" in request.fixturenames)
    yield
    left = leftovers.found()
    if left:
        pytest.fail("left behind: " + "; ".join(left), pytrace=False)


@pytest.fixture(autouse=True)
def expected_log() -> Iterator[ExpectLog]:
    """Fail a test on a log record nobody expected; `expected_log("part of it")` expects one."""
    with LogGuard() as guard:
        yield guard.expect
    complaints = guard.complaints()
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)
