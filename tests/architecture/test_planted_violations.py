"""Every ban is tried: a violation planted in a copy of the package is caught."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.contracts import PACKAGE, ROOT, check, copy_package, plant
from tests.helpers.source_rules import RULES, Finding, findings, write_transaction_starts


def _contracts() -> dict[str, dict[str, Any]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {one["id"]: one for one in settings["tool"]["importlinter"]["contracts"]}


CONTRACTS = _contracts()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copy_package(tmp_path)


@pytest.fixture(scope="module")
def already() -> list[Finding]:
    """What is wrong before anything is planted: nothing, or another test says so."""
    return findings(ROOT / PACKAGE)


def _upward_imports(contract: str) -> Iterator[tuple[str, str]]:
    """Each layer with the one above it, and neighbours in one layer with each other."""
    layers = [layer.split(" | ") for layer in CONTRACTS[contract]["layers"]]
    for above, below in pairwise(layers):
        yield from ((low, high) for low in below for high in above)
    for layer in layers:
        yield from permutations(layer, 2)


@pytest.mark.parametrize(("low", "high"), list(_upward_imports("layers")))
def test_an_import_from_a_layer_above_is_caught(copy: Path, low: str, high: str) -> None:
    plant(copy, low, f"import {PACKAGE}.{high}")
    verdict = check(copy.parent, "layers")
    assert verdict.broken() == [CONTRACTS["layers"]["name"]], verdict.report
    assert f"{PACKAGE}.{low} is not allowed to import {PACKAGE}.{high}" in verdict.report


@pytest.mark.parametrize(("low", "high"), list(_upward_imports("ui-layers")))
def test_an_import_from_a_window_layer_above_is_caught(copy: Path, low: str, high: str) -> None:
    plant(copy, f"ui.{low}", f"import {PACKAGE}.ui.{high}")
    verdict = check(copy.parent, "ui-layers")
    assert verdict.broken() == [CONTRACTS["ui-layers"]["name"]], verdict.report
    assert f"{PACKAGE}.ui.{low} is not allowed to import {PACKAGE}.ui.{high}" in verdict.report


@pytest.mark.parametrize("place", ["", "ui"])
def test_a_part_that_stands_in_no_layer_is_caught(copy: Path, place: str) -> None:
    new = copy / place / "newcomer"
    new.mkdir()
    (new / "__init__.py").touch()
    verdict = check(copy.parent, "ui-layers" if place else "layers")
    assert not verdict.kept
    assert f"- {PACKAGE}.{place}.newcomer".replace("..", ".") in verdict.report


@pytest.mark.parametrize(
    ("contract", "module", "source"),
    [
        ("protected-parts", "cli", "import evidence_library.store"),
        ("protected-parts", "ui.presenters", "import evidence_library.store.connections"),
        ("protected-parts", "ui.presenters", "import evidence_library.importers"),
        ("protected-parts", "cli", "import evidence_library.exporters"),
        ("database", "services", "import sqlite3"),
        ("database", "app", "import sqlite_utils"),
        ("database", "text", "from sqlite3 import connect"),
        ("words", "store", "from whoosh import analysis"),
        ("words", "services", "import whoosh.qparser"),
        ("window", "cli", "from PySide6.QtWidgets import QApplication"),
        ("window", "services", "def later():\n    import PySide6.QtCore"),
        ("views-ask-presenters", "ui.screens", "import evidence_library.services"),
        ("views-ask-presenters", "ui.widgets", "from evidence_library.services import find"),
        ("views-ask-presenters", "ui.itemmodels", "import evidence_library.services"),
        ("views-ask-presenters", "ui.main_window", "import evidence_library.services"),
    ],
)
def test_a_forbidden_import_is_caught(copy: Path, contract: str, module: str, source: str) -> None:
    plant(copy, module, source)
    verdict = check(copy.parent, contract)
    assert verdict.broken() == [CONTRACTS[contract]["name"]], verdict.report


def test_a_circle_of_imports_is_caught(copy: Path) -> None:
    for one, other in permutations(("first", "second"), 2):
        (copy / "text" / f"{one}.py").write_text(f"import {PACKAGE}.text.{other}\n")
    verdict = check(copy.parent, "cycles")
    assert verdict.broken() == [CONTRACTS["cycles"]["name"]], verdict.report


_PLANTED = [
    ("model-is-plain", "model", "import msgspec"),
    ("model-is-plain", "model", "from evidence_library.errors import UserCanFix"),
    ("presenters-draw-nothing", "ui.presenters", "from PySide6.QtWidgets import QLabel"),
    ("presenters-draw-nothing", "ui.presenters", "from PySide6 import QtGui"),
    ("threads-in-one-place", "services", "from threading import Thread"),
    ("threads-in-one-place", "services", "import threading"),
    ("threads-in-one-place", "store", "import threading\nthreading.Thread(target=print)"),
    ("threads-in-one-place", "ui.screens", "from PySide6.QtCore import QThread"),
    ("threads-in-one-place", "app", "from concurrent.futures import ThreadPoolExecutor"),
    ("threads-in-one-place", "cli", "import multiprocessing"),
    ("threads-in-one-place", "cli", "import asyncio"),
    ("no-network", "services", "import socket"),
    ("no-network", "importers", "from urllib.request import urlopen"),
    ("no-network", "importers", "import http.client"),
    ("no-network", "ui.widgets", "from PySide6.QtNetwork import QNetworkAccessManager"),
    ("no-network", "ui.widgets", "from PySide6 import QtNetwork"),
    ("nothing-runs-data", "store", "import pickle"),
    ("nothing-runs-data", "query", "eval('1')"),
    ("nothing-runs-data", "text", "exec('pass')"),
    ("nothing-runs-data", "cli", "import importlib\nimportlib.import_module('json')"),
    ("dialogs-wait-in-one-place", "ui.screens", "def ask(dialog):\n    dialog.exec()"),
    ("dialogs-wait-in-one-place", "ui.widgets", "def show(menu):\n    menu.exec_()"),
    ("dialogs-wait-in-one-place", "ui.screens", "QMessageBox.question(None, '', '')"),
    ("dialogs-wait-in-one-place", "ui.screens", "QtWidgets.QFileDialog.getOpenFileName()"),
    ("dialogs-wait-in-one-place", "ui.main_window", "def ask(dialog):\n    dialog.exec()"),
    ("dialogs-wait-in-one-place", "ui.screens", "def run(app):\n    app.exec()"),
    ("writes-begin-in-the-store", "services", "STATEMENT = 'begin immediate'"),
    ("names-say-what-is-inside", "text.utils", ""),
    ("names-say-what-is-inside", "ui.window_manager", ""),
    ("names-say-what-is-inside", "services.import_helpers", ""),
]


@pytest.mark.parametrize(("rule", "module", "source"), _PLANTED)
def test_what_the_contracts_cannot_name_is_caught(
    copy: Path, already: list[Finding], rule: str, module: str, source: str
) -> None:
    plant(copy, module, source)
    planted = [one for one in findings(copy) if one not in already]
    assert {one.rule for one in planted} == {rule}


def test_every_rule_and_every_contract_has_a_planted_violation() -> None:
    assert {rule for rule, _module, _source in _PLANTED} == {rule.name for rule in RULES}
    tried = {"layers", "ui-layers", "cycles", "protected-parts", "database", "words", "window"}
    assert tried | {"views-ask-presenters"} == set(CONTRACTS)


def test_a_second_start_of_a_write_transaction_is_caught(copy: Path) -> None:
    before = write_transaction_starts(copy)
    plant(copy, "store", "def save(connection):\n    connection.execute('Begin  Immediate')")
    assert len(write_transaction_starts(copy)) == len(before) + 1


def test_what_is_allowed_is_not_caught(copy: Path, already: list[Finding]) -> None:
    plant(copy, "ui.tasks", "from concurrent.futures import ThreadPoolExecutor")
    plant(copy, "ui.dialogs", "def ask(dialog):\n    return dialog.exec()")
    plant(copy, "ui.presenters", "from PySide6.QtCore import QObject, Signal")
    plant(copy, "model", "import dataclasses\nfrom evidence_library.model import ids")
    plant(copy, "store", "import threading\nLOCAL = threading.local()")
    plant(copy, "text", '"""Of pickle, eval(), BEGIN IMMEDIATE."""\nimport urllib.parse')
    assert findings(copy) == already
