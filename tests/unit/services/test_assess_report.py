"""Reports on assessments, and lists of actions, from the worked example and a small one."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.exporters import document_pdf, document_text
from evidence_library.model.action import Action
from evidence_library.model.assessment import Assessment, Judgement, Scope, Verdict
from evidence_library.model.document import Layout
from evidence_library.model.ids import ActionId, AssessmentId, InstrumentId
from evidence_library.services import (
    actions,
    assess,
    assess_files,
    assess_report,
    assess_report_shapes,
    instruments,
    worked_example,
)
from evidence_library.services.assess_files import LIST_FORMATS, REPORT_FORMATS
from evidence_library.services.assess_report import Asked, Kind
from evidence_library.services.assess_report_parts import BLIND, MARK
from evidence_library.services.opened import Library
from evidence_library.services.page_preview import preview_of
from tests.helpers import pdf_structure
from tests.helpers.assessing import LAMPS, with_lamps
from tests.helpers.libraries import empty_library
from tests.helpers.office_files import xml_of

GOLDEN = Path(__file__).parents[2] / "golden"
AS_AT = date(2026, 11, 1)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = empty_library(tmp_path_factory.mktemp("council") / "library")
    worked_example.add(library)
    yield library
    library.close()


@pytest.fixture(scope="module")
def lamps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A small instrument, a blind assessment that is not revealed, and an action of a formula."""
    library = empty_library(tmp_path_factory.mktemp("lamps") / "library")
    instrument = with_lamps(library)
    begun = Assessment(
        id=AssessmentId(""),
        instrument=InstrumentId(""),
        version=0,
        scope=Scope(name="Street team"),
        date="2026-05-01",
        assessors=("Ann", "Ben"),
        blind=True,
    )
    made, _ = assess.new(library, begun, instrument)
    for name, stage in (("Ann", "lit"), ("Ben", "dark")):
        said = Judgement(
            theme="streets",
            assessor=name,
            verdict=Verdict.STAGE,
            stage=stage,
            rationale=f"=SECRET({name})",
        )
        assess.judge(library, made.id, said)
    actions.add(library, Action(id=ActionId(""), what="=Hang a lamp", assessment=made.id))
    yield library
    library.close()


def asked(library: Library, kind: Kind, layout: Layout = Layout.A4) -> Asked:
    """Ask for a report on the assessment of 2026, compared with that of 2024."""
    first, second = (
        assess.meant(library, f"Example Council (invented) {day}").id
        for day in ("2024-10-31", "2026-03-31")
    )
    wanted = Asked(kind=kind, as_at=AS_AT, assessment=second, layout=layout)
    if kind is Kind.COMPARISON:
        return replace(wanted, assessment=first, other=second)
    return replace(wanted, other=first) if kind is Kind.BOARD else wanted


def text(library: Library, wanted: Asked) -> str:
    target = io.BytesIO()
    document_text.write(assess_report.compose(assess_report.gathered(library, wanted)), target)
    return target.getvalue().decode()


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_in_words_is_as_its_golden_file(
    council: Library, lamps: Library, kind: Kind
) -> None:
    library, wanted = council, asked(council, kind)
    if kind is Kind.FORM:  # that of the example has forty pages
        library, wanted = lamps, replace(wanted, assessment=assess.meant(lamps, "Street team").id)
    told = text(library, wanted)
    assert told == (GOLDEN / f"assess-report-{kind.value}.txt").read_text("utf-8")


def test_no_report_has_points_shares_or_averages(council: Library) -> None:
    for kind in Kind:
        told = text(council, asked(council, kind))
        assert re.findall(r"\d %|\d%|per cent|[aA]verage of|\btotal\b|\bscore", told) == []
        assert re.findall(r"\d+ of \d+|\d+/\d+", told) == []


def test_an_example_says_so_wherever_it_shows(council: Library, tmp_path: Path) -> None:
    for kind in Kind:
        document = assess_report.compose(assess_report.gathered(council, asked(council, kind)))
        assert MARK in document.title
        assert MARK in document.footer
        assert MARK in document.subject
        assert document.keywords == (MARK,)
    (path,) = assess_files.write_report(council, asked(council, Kind.ACTIONS), ("xlsx",), tmp_path)
    assert MARK in path.name
    with zipfile.ZipFile(path) as package:
        assert MARK in package.read("docProps/core.xml").decode()


def test_a_board_gets_one_page_which_says_what_it_leaves_out(council: Library) -> None:
    report = assess_report.gathered(council, asked(council, Kind.BOARD))
    document = assess_report.compose(report)
    target = io.BytesIO()
    document_pdf.write(document, target)
    found = pdf_structure.structure(target.getvalue())
    assert (found.pages, found.sizes) == (1, frozenset({(210.0, 297.0)}))
    assert pdf_structure.problems(found, document.title) == []
    assert "Left out here, to keep to one page:" in text(council, asked(council, Kind.BOARD))
    letter = assess_report.gathered(council, asked(council, Kind.BOARD, Layout.LETTER))
    assert preview_of(assess_report.compose(letter)).pages == 1


def test_a_form_is_in_the_words_of_ones_own_copy_and_marks_ours(lamps: Library) -> None:
    (first, *rest) = LAMPS.cells
    wording = "Our own words."
    mine = replace(LAMPS, wording=wording, cells=(replace(first, own="So it is said."), *rest))
    saved, _ = instruments.save(lamps, replace(mine, version=1))
    blank = Asked(kind=Kind.FORM, as_at=AS_AT, instrument=saved.id)
    told = text(lamps, blank)
    assert "So it is said." in told
    assert "streets are dark." not in told
    assert "streets are dim. (our own words)" in " ".join(told.split())
    assert "yards are dark. (our own words)" not in " ".join(told.split())
    assert "Lit (name not certain): Some call it bright." in " ".join(told.split())
    assert "____" in told
    large = text(lamps, replace(blank, layout=Layout.LARGE_PRINT))
    assert "What one sees: So it is said." in large


@pytest.mark.parametrize("kind", [Kind.ASSESSMENT, Kind.BOARD])
def test_a_blind_assessment_that_is_not_revealed_shows_no_judgement(
    lamps: Library, kind: Kind, tmp_path: Path
) -> None:
    key = assess.meant(lamps, "Street team").id
    wanted = Asked(kind=kind, as_at=AS_AT, assessment=key)
    told = text(lamps, wanted)
    assert " ".join(BLIND.split()) in " ".join(told.split())
    assert "SECRET" not in told
    assert "Lit" not in told.replace("Lit (name not certain): Some", "")
    report = assess_report.gathered(lamps, wanted)
    assert "SECRET" not in json.dumps(assess_report_shapes.report(report))
    (path,) = assess_files.write_report(lamps, wanted, ("xlsx",), tmp_path)
    with zipfile.ZipFile(path) as package:
        assert not any(b"SECRET" in package.read(name) for name in package.namelist())


def cells(path: Path) -> dict[str, list[str]]:
    """Read the sheets of a workbook back; there is no formula in any."""
    with zipfile.ZipFile(path) as package:
        names = re.findall(r'<sheet name="([^"]+)"', package.read("xl/workbook.xml").decode())
        found = {}
        for at, name in enumerate(names, start=1):
            root = xml_of(package.read(f"xl/worksheets/sheet{at}.xml"))
            assert list(root.iter(f"{_MAIN}f")) == []
            found[name] = ["".join(cell.itertext()) for cell in root.iter(f"{_MAIN}c")]
    return found


def test_a_workbook_has_a_row_for_each_theme_and_assessor(council: Library, tmp_path: Path) -> None:
    (path,) = assess_files.write_report(
        council, asked(council, Kind.ASSESSMENT), ("xlsx",), tmp_path
    )
    sheets = cells(path)
    assert list(sheets) == ["Judgements", "Theme by stage", "Actions"]
    judgements = sheets["Judgements"]
    assert judgements[1] == MARK
    assert {"Ann Example", "Ben Sample", "Agreed: Ann Example and Ben Sample"} <= set(judgements)
    at = judgements.index("Trust and confidence")
    assert judgements[at : at + 4] == [
        "Trust and confidence",
        "How we work",
        "Agreed: Ann Example and Ben Sample",
        "Intending",
    ]
    assert "Achieving (name not certain)" in sheets["Theme by stage"]
    assert "Overdue by 1 quarter" in sheets["Actions"]


def test_lists_of_actions_are_written_by_the_end_of_their_names(
    council: Library, lamps: Library, tmp_path: Path
) -> None:
    for library in (council, lamps):
        listed = actions.listed(library, AS_AT)
        plan = assess_report.plan_of(library, listed, AS_AT, "All actions of the library.")
        for one in LIST_FORMATS.values():
            path = assess_files.write_actions(plan, tmp_path / f"list{one.ending.upper()}")
            assert path.stat().st_size
        with pytest.raises(UserCanFix, match="end it with one of"):
            assess_files.write_actions(plan, tmp_path / "list.doc")
        if library is council:
            calendar = (tmp_path / "list.ICS").read_bytes()
            assert calendar == (GOLDEN / "actions.ics").read_bytes()
    assert "'=Hang a lamp" in (tmp_path / "list.CSV").read_text("utf-8-sig")
    assert "=Hang a lamp" in cells(tmp_path / "list.XLSX")["Actions"]
    (told,) = json.loads((tmp_path / "list.JSON").read_text("utf-8"))
    assert told["what"] == "=Hang a lamp"


def test_a_plan_of_all_actions_does_not_call_real_ones_invented(council: Library) -> None:
    made, _ = actions.add(council, Action(id=ActionId(""), what="Mend the bell"))
    told = text(council, Asked(kind=Kind.ACTIONS, as_at=AS_AT))
    actions.delete(council, [made.id])
    assert "Partly example of an invented organisation" in " ".join(told.split())
    assert "Mend the bell" in told


def test_what_cannot_be_reported_is_said(council: Library, lamps: Library) -> None:
    whole = asked(council, Kind.ASSESSMENT)
    for wanted, sentence in (
        (replace(whole, kind=Kind.COMPARISON), "name the second"),
        (replace(whole, kind=Kind.COMPARISON, other=whole.assessment), "not with itself"),
        (replace(whole, assessment=None), "Name the assessment"),
        (replace(whole, assessment=None, kind=Kind.FORM), "name one"),
        (replace(whole, layout=Layout.CARDS), "no layout “cards”"),
    ):
        with pytest.raises(UserCanFix, match=sentence):
            assess_report.gathered(council, wanted)


def test_files_of_the_same_report_are_the_same_bytes_in_every_format(
    lamps: Library, tmp_path: Path
) -> None:
    key = assess.meant(lamps, "Street team").id
    wanted = Asked(kind=Kind.ACTIONS, as_at=AS_AT, assessment=key)
    quick = tuple(name for name in REPORT_FORMATS if name != "pdf")
    one, other = (
        assess_files.write_report(lamps, wanted, quick, tmp_path / name) for name in ("a", "b")
    )
    assert one[0].name == "Action plan - Street team (2026-11-01).docx"
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]
