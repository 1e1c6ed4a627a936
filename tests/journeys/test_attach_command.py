"""Attaching files on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.attached import paper, written
from tests.helpers.command_line import Script


@pytest.fixture
def script(starter_library: Path) -> Script:
    """Somebody with the starter library."""
    return Script(starter_library, {"EVIDENCE_LIBRARY_PERSON": "KL"})


@pytest.fixture
def hit(script: Script) -> str:
    """A record of the starter library."""
    return str(script.reads("search", "boot camps")["hits"][0]["id"])


def test_a_file_is_attached_found_listed_saved_and_removed(
    script: Script, hit: str, tmp_path: Path
) -> None:
    data = paper("first page", "the xylophone programme")
    path = written(tmp_path, "report.pdf", data)
    done = script.reads("attach", hit[:8], path, "--licence", "OGL", "--redistribute", "yes")
    assert done["operation"] == "Attach “report.pdf”"
    (one,) = script.reads("attach", "list", hit)
    assert (one["name"], one["pages"], one["licence"], one["may_redistribute"]) == (
        "report.pdf",
        2,
        "OGL",
        "yes",
    )
    assert (one["state"], one["text"]) == ("there", {"state": "done", "sentence": ""})
    (found,) = script.reads("search", "xylophone")["hits"]
    assert (found["id"], found["attachment"]["page"]) == (hit, 2)
    assert "In attachment report.pdf, page 2:" in script.does("search", "xylophone")
    assert "report.pdf" in script.does("attach", "list", hit)
    script.does("attach", "save", hit, "report.pdf", tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes() == data
    assert script.reads("attach", "remove", hit, one["sha256"][:10])["sha256"] == one["sha256"]
    assert script.reads("search", "xylophone")["total"] == 0
    script.does("undo")
    assert script.reads("search", "xylophone")["total"] == 1


def test_the_check_tells_what_is_missing_and_removes_what_nobody_needs(
    script: Script, hit: str, tmp_path: Path
) -> None:
    assert script.reads("attach", "check")["attachments"] == []
    script.does("attach", hit, written(tmp_path, "a.txt", "text"))
    (one,) = script.reads("attach", "list", hit)
    (script.folder / "attachments" / one["sha256"]).unlink()
    written(script.folder, f"attachments/{'0' * 64}", "stray")
    done = script.run("attach", "check")
    assert done.returncode == 1
    assert "Missing: a.txt of" in done.stdout
    assert "1 file (5 bytes) is needed by nothing" in done.stdout
    assert "Removed 1 file" in script.run("attach", "check", "--clean").stdout
    assert any(
        problem["code"] == "file-missing" for problem in script.reads("check", hit)[0]["problems"]
    )


def test_an_attachment_becomes_the_archived_copy_of_a_link(
    script: Script, hit: str, tmp_path: Path
) -> None:
    url = script.reads("show", hit)["links"][0]["url"]
    path = written(tmp_path, "a.txt", "text")
    script.does("attach", hit, path, "--archived-copy-of", url, "--name", "the page.txt")
    (one,) = script.reads("attach", "list", hit)
    assert (one["name"], one["archived_copy_of"]) == ("the page.txt", [url])


def test_an_attachment_is_brought_back_described_and_written_once(
    script: Script, hit: str, tmp_path: Path
) -> None:
    path = written(tmp_path, "a.txt", "text")
    done = script.reads("attach", hit, path, path)
    assert (done["operation"], done["back"]) == ("Attach “a.txt”", [])
    (script.folder / "attachments" / done["attachments"][0]["sha256"]).unlink()
    assert "“a.txt” is back." in script.does("attach", hit, path)
    assert script.run("attach", "check").returncode == 0
    url = script.reads("show", hit)["links"][0]["url"]
    told = script.reads(
        *("attach", "describe", hit, "a.txt", "--name", "b.txt", "--licence", "CC0"),
        *(
            "--redistribute",
            "yes",
            "--source-url",
            "https://x.org",
            "--archived-copy-of",
            url,
        ),
    )
    (one,) = told["attachments"]
    assert (one["name"], one["licence"], one["may_redistribute"]) == ("b.txt", "CC0", "yes")
    assert (one["source_url"], one["archived_copy_of"]) == ("https://x.org", [url])
    assert "no web address" in script.fails(
        "attach", "describe", hit, "b.txt", "--source-url", "javascript:x"
    )
    assert "Say what to change" in script.fails("attach", "describe", hit, "b.txt", status=2)
    script.does("attach", "save", hit, "b.txt", tmp_path)
    assert "--replace" in script.fails("attach", "save", hit, "b.txt", tmp_path)
    script.does("attach", "save", hit, "b.txt", tmp_path, "--replace")
    script.does("undo")
    assert script.reads("attach", "list", hit)[0]["name"] == "a.txt"


def test_wrong_usage_is_told(script: Script, hit: str, tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "text")
    other = written(tmp_path, "b.txt", "other")
    assert "--name is for one file" in script.fails(
        "attach", hit, path, other, "--name", "x", status=2
    )
    assert "no attachment “x”" in script.fails("attach", "remove", hit, "x")
    assert "cannot be read" in script.fails("attach", hit, tmp_path / "gone.txt")
