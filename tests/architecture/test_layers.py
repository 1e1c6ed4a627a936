"""The parts of the program depend on each other in one direction only."""

from __future__ import annotations

import subprocess
import sys

from tests.helpers.contracts import PACKAGE, ROOT, check
from tests.helpers.source_rules import findings, write_transaction_starts


def test_the_package_keeps_every_import_contract() -> None:
    verdict = check(ROOT)
    assert verdict.kept, verdict.report


def test_the_package_keeps_every_rule_the_contracts_cannot_name() -> None:
    assert findings(ROOT / PACKAGE) == []


def test_a_write_transaction_starts_in_exactly_one_place_of_the_store() -> None:
    places = [module for module, _line in write_transaction_starts(ROOT / PACKAGE)]
    assert len(places) == 1
    assert places[0].startswith("store.")


def test_the_command_line_does_not_load_qt() -> None:
    code = f"""
import importlib, pkgutil, sys
import {PACKAGE}.app, {PACKAGE}.cli
for module in pkgutil.walk_packages({PACKAGE}.cli.__path__, "{PACKAGE}.cli."):
    importlib.import_module(module.name)
print(sorted(name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")
