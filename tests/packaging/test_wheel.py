"""What is installed from the wheel works in an empty folder, with the content that ships in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from evidence_library import __version__
from tests.helpers.contracts import PACKAGE, ROOT

DATA = f"{PACKAGE}/_data"
SCRIPTS = "Scripts" if os.name == "nt" else "bin"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project built as for a release, with the tools that are already installed."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    _run(command, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@dataclass(frozen=True)
class Installed:
    """An environment that has the wheel and nothing of the checkout."""

    environment: Path
    empty_folder: Path

    @property
    def package(self) -> Path:
        """Where the wheel's package lies."""
        (found,) = self.environment.rglob(f"{PACKAGE}/__init__.py")
        return found.parent

    def run(self, *arguments: str) -> str:
        """Run the installed command in the empty folder and give what it printed."""
        program = self.environment / SCRIPTS / "evidence-library"
        return _run([str(program), *arguments], cwd=self.empty_folder)

    def python(self, code: str) -> str:
        """Run Python code in the environment and give what it printed."""
        python = self.environment / SCRIPTS / "python"
        return _run([str(python), "-c", code], cwd=self.empty_folder).strip()


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment of its own, which borrows the dependencies from this one."""
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, symlinks=os.name != "nt")
    python = environment / SCRIPTS / "python"
    (folder,) = _run([str(python), "-c", _SITE_PACKAGES], cwd=environment).splitlines()
    # A folder named in a .pth file is searched, but the .pth files in it are not read: the
    # checkout, which this environment may see through one, stays out of sight.
    borrowed = Path(pytest.__file__).parents[1]
    Path(folder, "borrowed.pth").write_text(f"{borrowed}\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--quiet", "install"]
    options = ["--no-index", "--no-deps", "--no-compile", "--disable-pip-version-check"]
    _run([*pip, *options, str(wheel)], cwd=environment)
    return Installed(environment, tmp_path_factory.mktemp("elsewhere"))


_SITE_PACKAGES = "import sysconfig; print(sysconfig.get_path('purelib'))"


def _run(command: list[str], cwd: Path) -> str:
    done = subprocess.run(
        command,
        cwd=cwd,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, f"{command} gave {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout


def _shipped(folder: str) -> Iterator[str]:
    for path in (ROOT / folder).rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield f"{DATA}/{path.relative_to(ROOT).as_posix()}"


@pytest.mark.parametrize("folder", ["resources", "casestudies"])
def test_the_wheel_holds_every_file_that_ships_with_the_program(wheel: Path, folder: str) -> None:
    with ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if name.startswith(f"{DATA}/{folder}/")}
    assert inside == set(_shipped(folder))


def test_the_wheel_holds_the_package_and_nothing_of_the_tests(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = archive.namelist()
    information = f"{PACKAGE}-{__version__}.dist-info"
    assert {name.partition("/")[0] for name in names} == {PACKAGE, information}
    sources = {name for name in names if name.endswith(".py")}
    assert sources == {path.relative_to(ROOT).as_posix() for path in (ROOT / PACKAGE).rglob("*.py")}
    assert f"{information}/licenses/LICENSE" in names


def test_the_wheel_starts_the_program_from_a_terminal_and_from_a_menu(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        points = archive.read(f"{PACKAGE}-{__version__}.dist-info/entry_points.txt").decode()
    read = ConfigParser()
    read.read_string(points)
    assert {section: dict(read[section]) for section in read.sections()} == {
        "console_scripts": {"evidence-library": "evidence_library.app:main"},
        "gui_scripts": {"evidence-library-window": "evidence_library.app:main"},
    }


def test_the_installed_program_is_the_one_from_the_wheel(installed: Installed) -> None:
    where = installed.python(f"import {PACKAGE}; print({PACKAGE}.__file__)")
    assert Path(where).parent == installed.package
    assert installed.run("--version").strip().endswith(__version__)


def test_the_starter_content_is_imported_from_the_wheel(installed: Installed) -> None:
    content = installed.python("from evidence_library import assets; print(assets.casestudies())")
    assert Path(content).is_relative_to(installed.package)
    library = str(installed.empty_folder / "library")
    installed.run("--library", library, "init", "--starter")
    found = json.loads(installed.run("--library", library, "search", "race equality", "--json"))
    titles = [hit["title"] for hit in found["hits"]]
    assert any("Journey to Race Equality" in title for title in titles), titles
    topics = json.loads(installed.run("--library", library, "topics", "--json"))
    assert len(topics) > 50


def test_every_starter_record_arrives(installed: Installed) -> None:
    library = str(installed.empty_folder / "all")
    installed.run("--library", library, "init", "--starter")
    found = json.loads(installed.run("--library", library, "search", "", "--json"))
    records = [path for path in (ROOT / "casestudies").glob("*.md") if path.name != "README.md"]
    assert found["total"] == len(records)
    given = json.loads(installed.run("--library", library, "recommendations", "--json"))
    assert len(given) == 28
