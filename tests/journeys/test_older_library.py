"""On the command line, a library of an older version says in one line why it takes long."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence_library.services.library import OLDER_VERSION
from tests.helpers.command_line import Script
from tests.helpers.libraries import STARTER_RECORDS
from tests.helpers.older import make_older


@pytest.mark.parametrize("json", [True, False])
def test_it_is_said_once_beside_the_answer(tmp_path: Path, json: bool) -> None:
    script = Script(tmp_path / "library")
    assert script.run("init").returncode == 0
    usual = script.run("search", "cctv", *(["--json"] if json else []))
    assert usual.stderr == ""
    make_older(script.folder)
    renewed = script.run("search", "cctv", *(["--json"] if json else []))
    assert renewed.stderr == f"{OLDER_VERSION}\n"
    assert renewed.stdout == usual.stdout
    assert script.run("search", "cctv").stderr == ""
    assert f"{STARTER_RECORDS} " in script.run("search", "").stdout
