"""Checks the import contracts of pyproject.toml, on the package or on a copy of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "evidence_library"

_LINT = """
import sys
from importlinter.cli import lint_imports_command
sys.path.insert(0, "")  # the copy, not the package this interpreter has installed
lint_imports_command()
"""


@dataclass(frozen=True)
class Verdict:
    """Whether the contracts are kept, and the report that says which are not."""

    kept: bool
    report: str

    def broken(self) -> list[str]:
        """Give the names of the broken contracts."""
        return [
            line.removesuffix(" BROKEN")
            for line in self.report.splitlines()
            if line.endswith(" BROKEN")
        ]

    def of(self, contract: str) -> list[str]:
        """Give the lines that say how the contract with this name is broken."""
        _before, _title, after = self.report.partition(f"\n{contract}\n{'-' * len(contract)}\n")
        blames, _line, _next = after.partition("\n---")  # the next contract's title is underlined
        return blames.splitlines()


def check(folder: Path, *contracts: str) -> Verdict:
    """Check the package in `folder` against the contracts with these ids, or all of them."""
    chosen = [argument for contract in contracts for argument in ("--contract", contract)]
    done = subprocess.run(
        [sys.executable, "-I", "-c", _LINT, "--no-logo", "--no-cache", *chosen],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"COLUMNS": "200", "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"},
    )
    return Verdict(done.returncode == 0, done.stdout + done.stderr)


def copy_package(to: Path) -> Path:
    """Copy the package and its contracts, and give the folder of the copied package."""
    without = shutil.ignore_patterns("__pycache__", "_data")
    shutil.copytree(ROOT / PACKAGE, to / PACKAGE, ignore=without, copy_function=shutil.copyfile)
    shutil.copy(ROOT / "pyproject.toml", to)
    return to / PACKAGE


def copy_folders(to: Path) -> Path:
    """Make the folders of the package without its files, and give that of the package."""
    for module in (ROOT / PACKAGE).rglob("__init__.py"):
        (to / module.parent.relative_to(ROOT)).mkdir(parents=True, exist_ok=True)
    return to / PACKAGE


def plant(package: Path, module: str, source: str) -> None:
    """Append `source` to a module such as `ui.tasks`; a package gets a module `planted`."""
    path = package.joinpath(*module.split("."))
    path = path / "planted.py" if path.is_dir() else path.with_suffix(".py")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{source}\n")
