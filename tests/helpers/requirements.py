"""What the project asks for, as pyproject.toml says it."""

from __future__ import annotations

import tomllib

from packaging.requirements import Requirement

from tests.helpers.contracts import ROOT


def asked_for() -> list[Requirement]:
    """Give everything pyproject.toml asks for: to run, to test and to build."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = settings["project"]
    extras = (line for lines in project["optional-dependencies"].values() for line in lines)
    return [
        Requirement(line)
        for line in (*project["dependencies"], *extras, *settings["build-system"]["requires"])
    ]
