"""Every ban is tried: a violation planted in a copy of the package is caught."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.contracts import (
    PACKAGE,
    ROOT,
    Verdict,
    check,
    copy_folders,
    copy_package,
    plant,
)
from tests.helpers.source_rules import RULES, Finding, findings, write_transaction_starts


def _contracts() -> dict[str, dict[str, Any]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {one["id"]: one for one in settings["tool"]["importlinter"]["contracts"]}


CONTRACTS = _contracts()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copy_package(tmp_path)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """The folders of the package alone, for rules that look at one module."""
    return copy_folders(tmp_path)


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


UPWARD = [
    *(("layers", "", low, high) for low, high in _upward_imports("layers")),
    *(("ui-layers", "ui.", low, high) for low, high in _upward_imports("ui-layers")),
]


@pytest.fixture(scope="module")
def upward_verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    """What is said of two copies: in each, every layer imports from the one above it.

    A layer is blamed for what it imports itself, not for what others import that it uses; so each
    import is caught for its own sake.
    """
    verdicts = {}
    for contract in ("layers", "ui-layers"):
        package = copy_package(tmp_path_factory.mktemp(contract))
        for at, inside, low, high in UPWARD:
            if at == contract:
                plant(package, f"{inside}{low}", f"import {PACKAGE}.{inside}{high}")
        verdicts[contract] = check(package.parent, contract)
    return verdicts


@pytest.mark.parametrize(("contract", "inside", "low", "high"), UPWARD)
def test_an_import_from_a_layer_above_is_caught(
    upward_verdicts: dict[str, Verdict], contract: str, inside: str, low: str, high: str
) -> None:
    verdict = upward_verdicts[contract]
    assert verdict.broken() == [CONTRACTS[contract]["name"]], verdict.report
    told = f"{PACKAGE}.{inside}{low} is not allowed to import {PACKAGE}.{inside}{high}:"
    assert told in verdict.report.splitlines()


@pytest.mark.parametrize("place", ["", "ui"])
def test_a_part_that_stands_in_no_layer_is_caught(copy: Path, place: str) -> None:
    new = copy / place / "newcomer"
    new.mkdir()
    (new / "__init__.py").touch()
    verdict = check(copy.parent, "ui-layers" if place else "layers")
    assert not verdict.kept
    assert f"- {PACKAGE}.{place}.newcomer".replace("..", ".") in verdict.report


FORBIDDEN = [
    ("protected-parts", "cli", "import evidence_library.store", "evidence_library.store"),
    (
        "protected-parts",
        "ui.presenters",
        "import evidence_library.store.connections",
        "evidence_library.store.connections",
    ),
    (
        "protected-parts",
        "ui.presenters",
        "import evidence_library.importers",
        "evidence_library.importers",
    ),
    ("protected-parts", "cli", "import evidence_library.exporters", "evidence_library.exporters"),
    ("database", "services", "import sqlite3", "sqlite3"),
    ("database", "app", "import sqlite_utils", "sqlite_utils"),
    ("database", "text", "from sqlite3 import connect", "sqlite3"),
    ("words", "store", "from whoosh import analysis", "whoosh"),
    ("words", "services", "import whoosh.qparser", "whoosh"),
    ("window", "cli", "from PySide6.QtWidgets import QApplication", "PySide6"),
    ("window", "services", "def later():\n    import PySide6.QtCore", "PySide6"),
    (
        "views-ask-presenters",
        "ui.screens",
        "import evidence_library.services",
        "evidence_library.services",
    ),
    (
        "views-ask-presenters",
        "ui.widgets",
        "from evidence_library.services import find",
        "evidence_library.services.find",
    ),
    (
        "views-ask-presenters",
        "ui.itemmodels",
        "import evidence_library.services",
        "evidence_library.services",
    ),
    (
        "views-ask-presenters",
        "ui.main_window",
        "import evidence_library.services",
        "evidence_library.services",
    ),
]


@pytest.fixture(scope="module")
def forbidden_verdict(tmp_path_factory: pytest.TempPathFactory) -> Verdict:
    """What is said of a copy with every forbidden import."""
    package = copy_package(tmp_path_factory.mktemp("forbidden"))
    for _contract, module, source, _imported in FORBIDDEN:
        plant(package, module, source)
    return check(package.parent, *{contract for contract, *_rest in FORBIDDEN})


@pytest.mark.parametrize(("contract", "module", "_source", "imported"), FORBIDDEN)
def test_a_forbidden_import_is_caught(
    forbidden_verdict: Verdict, contract: str, module: str, _source: str, imported: str
) -> None:
    name = CONTRACTS[contract]["name"]
    assert name in forbidden_verdict.broken(), forbidden_verdict.report
    importer = rf"{PACKAGE}\.{re.escape(module)}(\.planted)?"
    told = rf"\s*-?\s*{importer} -> {re.escape(imported)} \(l\.\d+\)"
    assert any(re.fullmatch(told, line) for line in forbidden_verdict.of(name)), told


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
    bare: Path, rule: str, module: str, source: str
) -> None:
    plant(bare, module, source)
    assert {one.rule for one in findings(bare)} == {rule}


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
