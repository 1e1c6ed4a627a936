"""Lists of what was found: written whole or not at all, with what was asked on top."""

from __future__ import annotations

import csv
import shlex
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from evidence_library.cli.program import program
from evidence_library.errors import Cancelled, EnvironmentFailed, UserCanFix
from evidence_library.model.record import Link, Name, Place
from evidence_library.model.vocabulary import LinkRole
from evidence_library.services import find, result_lists, saved_searches
from evidence_library.services.find import Order, Request
from evidence_library.services.opened import Library
from evidence_library.services.result_lists import FORMATS, Form, Wanted
from tests.helpers.libraries import add, heading, note

TODAY = date(2026, 5, 4)


@pytest.fixture
def filled(library: Library) -> Library:
    burglary = heading(library, "Housebreaking")
    add(
        library,
        note(
            "Locks and visits",
            "Police visited burgled homes.",
            year=2011,
            authors=(Name("Ada Smith"), Name("Home Office", corporate=True)),
            topics=(burglary,),
            place=(Place(country="Scotland", area="Fife"),),
            links=(Link(role=LinkRole.SOURCE, url="http://example.org/locks"),),
            finding="Fewer repeat burglaries.",
        ),
        note("=cmd", "The police were not there.", kind="review"),
        note("Wardens", "Wardens walked about."),
    )
    return library


def table(path: Path) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Read a CSV list: its facts by name, and its records."""
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    gap = rows.index([])
    header, *records = rows[gap + 1 :]
    facts = dict(map(tuple, rows[1:gap]))
    return facts, [dict(zip(header, row, strict=True)) for row in records]


def test_a_list_says_what_was_asked_and_what_is_known_of_each(
    filled: Library, tmp_path: Path
) -> None:
    request = Request("police", order=Order.TITLE)
    written = result_lists.write(filled, Wanted(request, today=TODAY), tmp_path / "list.csv")
    assert written.records == 2
    facts, records = table(written.path)
    assert facts == {
        "Search": "police",
        "Order": "Title",
        "Date": "2026-05-04",
        "Library": "library",
        "Records found": "2",
    }
    assert [record["Title"] for record in records] == ["'=cmd", "Locks and visits"]
    locks = records[1]
    locks.pop("Record")
    assert locks == {
        "Title": "Locks and visits",
        "Authors": "Ada Smith; Home Office",
        "Year": "2011",
        "Kind": "Evaluation",
        "Topic headings": "Housebreaking",
        "Finding": "Fewer repeat burglaries.",
        "Effect": "Not stated",
        "How sure": "Not rated",
        "Kind of evidence": "Not stated",
        "Place": "Fife, Scotland",
        "Source": "http://example.org/locks",
        "Citation": (
            "Ada Smith and Home Office (2011) Locks and visits. "
            "Available at: http://example.org/locks."
        ),
        "Workflow": "Draft",
    }


def test_filters_are_told_in_words(filled: Library, tmp_path: Path) -> None:
    topic = str(heading(filled, "Housebreaking").concept)
    request = Request(
        filters={"topic": frozenset({topic, ""}), "setting": frozenset({""})},
        excluded={"kind": frozenset({"review"})},
        synonyms=False,
    )
    wanted = Wanted(request, Form.RECORD, "Homes", TODAY)
    facts, _ = table(result_lists.write(filled, wanted, tmp_path / "list.csv").path)
    assert facts["Saved search"] == "Homes"
    assert facts["Search"] == "no words: all records"
    assert sorted(facts["Only topic"].split(" or ")) == ["Housebreaking", "No heading"]
    assert facts["Only setting"] == "Not stated"
    assert facts["Without kind"] == "Review"
    assert facts["Other words for the same thing"] == "not searched"
    assert facts["Records in the library"] == "3"


@pytest.mark.parametrize("form", Form)
def test_a_heading_that_was_deleted_is_named_and_told(
    filled: Library, tmp_path: Path, form: Form
) -> None:
    topic = heading(filled, "Housebreaking").concept
    assert topic is not None
    request = Request("police", filters={"topic": frozenset({str(topic)})})
    saved_searches.save(filled, "Homes", request)
    with filled.change("Delete a heading") as change:
        change.operation.remove("concepts", topic)
    for suffix in FORMATS:
        result_lists.write(filled, Wanted(request, form, today=TODAY), tmp_path / f"list{suffix}")
    facts, records = table(tmp_path / "list.csv")
    assert facts["Only topic"] == "Housebreaking"
    assert facts["Note"] == "The topic heading “Housebreaking” was deleted."
    assert "“Housebreaking” was deleted" in (tmp_path / "list.md").read_text("utf-8")
    assert records == []


def test_a_filter_nobody_knows_is_named_and_told(filled: Library, tmp_path: Path) -> None:
    request = Request("police", filters={"colour": frozenset({"red"})})
    path = tmp_path / "list.csv"
    facts, records = table(result_lists.write(filled, Wanted(request, today=TODAY), path).path)
    assert (facts["Only colour"], records) == ("red", [])
    assert facts["Note"].startswith("The search keeps to a “colour”, which is no filter")


def test_what_was_also_searched_and_not_understood_is_told(filled: Library, tmp_path: Path) -> None:
    wanted = Wanted(Request("housebreaking colour:red"), Form.RECORD, today=TODAY)
    facts, _ = table(result_lists.write(filled, wanted, tmp_path / "list.csv").path)
    assert "burglary" in facts["Also searched"]
    assert facts["Note"].startswith("“colour” is not a field")


@pytest.mark.parametrize("text", ["police OR wardens", "--police OR wardens"])
def test_a_search_record_names_the_command_that_finds_the_same(
    filled: Library, tmp_path: Path, text: str
) -> None:
    topic = str(heading(filled, "Housebreaking").concept)
    request = Request(
        text,
        filters={"topic": frozenset({topic, ""})},
        excluded={"kind": frozenset({"review"})},
        synonyms=False,
    )
    wanted = Wanted(request, Form.RECORD, today=TODAY)
    facts, records = table(result_lists.write(filled, wanted, tmp_path / "list.csv").path)
    _, verb, *words = shlex.split(facts["On the command line"])
    again = tmp_path / "again.csv"
    command = ["--library", str(filled.folder), verb, "--export", str(again), *words]
    assert CliRunner().invoke(program(lambda _folder: 0), command).exit_code == 0
    assert [one["Record"] for one in table(again)[1]] == [one["Record"] for one in records]
    assert len(records) == 2


def test_the_last_word_is_written_out_while_one_types(filled: Library, tmp_path: Path) -> None:
    typing = Request("warde", typing=True)
    assert find.search(filled, typing).total == 1
    assert result_lists.write(filled, Wanted(typing), tmp_path / "list.md").records == 1
    assert "warde\\*" in (tmp_path / "list.md").read_text("utf-8")


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("form", Form)
def test_every_form_is_written_in_every_format_and_always_the_same(
    filled: Library, tmp_path: Path, suffix: str, form: Form
) -> None:
    wanted = Wanted(Request("police"), form, today=TODAY)
    first = result_lists.write(filled, wanted, tmp_path / f"a{suffix}").path.read_bytes()
    second = result_lists.write(filled, wanted, tmp_path / f"b{suffix.upper()}").path.read_bytes()
    assert first
    assert first == second
    assert len(list(tmp_path.glob("*.*"))) == 2  # and no draft beside them


def test_a_name_without_a_format_is_refused(filled: Library, tmp_path: Path) -> None:
    with pytest.raises(UserCanFix, match=r"end it with one of “\.csv”, “\.xlsx”, “\.md”"):
        result_lists.write(filled, Wanted(Request("police")), tmp_path / "list.pdf")


def test_an_older_file_is_replaced_only_by_a_whole_one(filled: Library, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("older", "utf-8")

    def stop(done: int, total: int, _what: str) -> None:
        if total and done == total:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        result_lists.write(filled, Wanted(Request("police")), path, stop)
    assert path.read_text("utf-8") == "older"
    assert [one.name for one in tmp_path.glob("*.*")] == ["list.csv"]
    result_lists.write(filled, Wanted(Request("police")), path)
    assert "Search results" in path.read_text("utf-8-sig")


def test_a_place_that_is_no_place_is_told(filled: Library, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(UserCanFix, match=r"“folder\.csv” is a folder"):
        result_lists.write(filled, Wanted(Request()), tmp_path / "folder.csv")
    with pytest.raises(UserCanFix, match="There is no folder"):
        result_lists.write(filled, Wanted(Request()), tmp_path / "none" / "list.csv")


def test_a_folder_nobody_may_write_in_is_told(
    filled: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_path: Path, *_args: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(EnvironmentFailed, match=r"Nothing can be written .*Permission denied"):
        result_lists.write(filled, Wanted(Request()), tmp_path / "list.csv")


def test_a_file_that_another_program_holds_is_told(
    filled: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(_path: Path, _target: Path) -> None:
        raise PermissionError(13, "The file is in use")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(EnvironmentFailed, match=r"is it open in another program.*in use"):
        result_lists.write(filled, Wanted(Request()), tmp_path / "list.csv")
    assert list(tmp_path.glob("*.*")) == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_full_disk_is_told(
    filled: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(EnvironmentFailed, match=r"list\S* could not be written .*No space left"):
        result_lists.write(filled, Wanted(Request()), tmp_path / f"list{suffix}")


def test_progress_is_told_and_a_search_of_the_window_does_no_harm(
    filled: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    search, interrupted = find.search, iter([True, False])

    def once_interrupted(*args: object, **named: object) -> object:
        if next(interrupted):
            raise Cancelled("The search was stopped.")
        return search(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(find, "search", once_interrupted)
    told: list[tuple[int, int, str]] = []
    result_lists.write(
        filled, Wanted(Request()), tmp_path / "list.md", lambda *news: told.append(news)
    )
    assert told == [
        (0, 0, "Searching"),
        (0, 0, "Searching"),
        (0, 3, "Writing the list"),
        (3, 3, "Writing the list"),
    ]


def test_a_printed_list_has_its_head_and_then_every_record(filled: Library) -> None:
    pieces: list[str] = []
    wanted = Wanted(Request(order=Order.TITLE), today=TODAY)
    assert result_lists.print_list(filled, wanted, pieces.append) == 3
    assert result_lists.count(filled, wanted) == 3
    assert "<p><b>Records found:</b> 3</p>" in pieces[0]
    assert [piece.count("<h3>") for piece in pieces] == [0, 1, 1, 1]


def test_markup_in_a_record_stays_text(library: Library, tmp_path: Path) -> None:
    add(library, note("<script>alert(1)</script>", "x"))
    pieces: list[str] = []
    result_lists.print_list(library, Wanted(Request("<img src=x>"), today=TODAY), pieces.append)
    result_lists.print_list(library, Wanted(Request(), today=TODAY), pieces.append)
    page = "".join(pieces)
    assert "alert(1)" in page
    assert "<script" not in page
    assert "<img" not in page
    path = result_lists.write(library, Wanted(Request()), tmp_path / "list.md").path
    assert "&lt;script&gt;" in path.read_text("utf-8")
