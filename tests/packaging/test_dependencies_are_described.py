"""Every dependency has a reason, a licence and a place in the decision pages."""

from __future__ import annotations

import re

from packaging.utils import canonicalize_name

from tests.helpers.contracts import ROOT
from tests.helpers.requirements import asked_for

PAGES = ("0004-what-the-program-is-built-on.md", "0005-what-checks-and-builds-it.md")


def _described() -> set[str]:
    names: set[str] = set()
    for page in PAGES:
        text = (ROOT / "docs" / "decisions" / page).read_text("utf-8")
        for first_cell in re.findall(r"^\| ([\w, -]+?) \|", text, re.MULTILINE):
            names.update(map(canonicalize_name, first_cell.split(", ")))
    return names - {"distribution", "-"}


def test_what_is_asked_for_is_what_the_decision_pages_give_a_reason_for() -> None:
    brought_along = {"shiboken6"}
    asked = {canonicalize_name(requirement.name) for requirement in asked_for()}
    assert _described() == asked | brought_along
