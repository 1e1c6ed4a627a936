"""The styles that ship: their licence, nothing from outside, and every starter record in each."""

from __future__ import annotations

import re

import pytest

from evidence_library.assets import resource
from evidence_library.services import citations
from evidence_library.services.citations import CitationStyle
from evidence_library.settings import SETTINGS
from evidence_library.text.csl_data import csl_item
from tests.content.starter import records

FILES = sorted(resource("citation_styles").glob("*.csl"))


def test_the_styles_are_the_files_and_the_choices_of_the_setting() -> None:
    assert sorted(one.file for one in citations.STYLES) == [path.name for path in FILES]
    [setting] = [one for one in SETTINGS if one.key == "citation_style"]
    assert setting.choices == tuple((one.name, one.label) for one in citations.STYLES)
    assert setting.default == citations.USUAL


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_style_keeps_its_licence_and_reads_nothing_else(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert '<rights license="http://creativecommons.org/licenses/by-sa/3.0/">' in text
    assert "<!DOCTYPE" not in text
    assert "<!ENTITY" not in text
    assert "independent-parent" not in text
    for page in ("LICENSE-CSL.txt", "README.md"):
        assert resource("citation_styles", page).is_file()
    assert path.name in resource("citation_styles", "README.md").read_text(  # type: ignore[attr-defined]
        encoding="utf-8"
    )


@pytest.mark.parametrize("style", citations.STYLES, ids=lambda style: style.name)
def test_every_starter_record_is_cited_in_each_style(style: CitationStyle) -> None:
    held = {one.id: one for one in records().values()}
    told = citations.bibliography(held.values(), style.name)
    assert {one.record for one in told} == set(held)
    for one in told:
        record = held[one.record]
        words = re.findall(r"\w+", record.title.casefold())
        said = re.findall(r"\w+", one.text.casefold().partition("http")[0])
        assert " ".join(said).count(" ".join(words)) == 1
        for name in csl_item(record).get("author", [])[:1]:
            assert name.get("family", name.get("literal")) in one.text
        year = record.published.year if record.published else None
        assert year is None or str(year) in one.text
        assert "None" not in one.text
        assert ".." not in one.text.replace("...", "")
        assert "Preprint" not in one.text
