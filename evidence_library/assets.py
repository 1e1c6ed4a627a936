"""Finds what ships with the program: `resources/` and `casestudies/`, in a checkout or a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def resource(*parts: str) -> Path:
    """Give the path of a shipped resource, such as `resource("topics", "scheme.csv")`."""
    return _shipped("resources").joinpath(*parts)


def casestudies() -> Path:
    """Give the folder with the starter content. The program reads it and never writes it."""
    return _shipped("casestudies")
