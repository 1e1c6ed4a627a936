"""The archive for colleagues without the program."""

from __future__ import annotations

import io
from datetime import date
from zipfile import ZipFile

import pytest

from evidence_library.errors import Cancelled
from evidence_library.exporters import document_html, offline_folder
from evidence_library.exporters.offline_folder import Folder, Opener, file_names, link
from evidence_library.model.document import Document, Paragraph, WebLink

MADE = date(2024, 3, 1)


def opener(data: bytes) -> Opener:
    return lambda: io.BytesIO(data)


def packed(files: list[tuple[str, Opener]]) -> bytes:
    target = io.BytesIO()
    offline_folder.write(Folder(b"<html/>", b"Sources", tuple(files), MADE), target)
    return target.getvalue()


def test_the_page_the_sources_and_the_files_are_in_it() -> None:
    large = bytes(3_000_000)
    files = [("report.pdf", opener(b"one")), ("report.pdf", opener(large))]
    with ZipFile(io.BytesIO(packed(files))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "index.html": b"<html/>",
            "sources.txt": b"Sources",
            "files/report.pdf": b"one",
            "files/report (2).pdf": large,
        }
        assert {one.date_time for one in archive.infolist()} == {(2024, 3, 1, 0, 0, 0)}
    assert packed(files) == packed(files)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x.pdf", "x.pdf"),
        ("/", "file"),
        ("..", "file"),
        ("a\x00b?.pdf", "ab_.pdf"),
        ("fdp.\u202eexe", "fdp.exe"),
        ("CON.txt", "_CON.txt"),
    ],
)
def test_names_lead_out_of_no_folder(name: str, safe: str) -> None:
    assert file_names([name]) == (safe,)


def test_names_that_differ_in_case_alone_are_kept_apart() -> None:
    assert file_names(["A.pdf", "a.pdf", "x/A.pdf"]) == ("A.pdf", "a (2).pdf", "A (3).pdf")


def test_the_page_links_to_the_files() -> None:
    (name,) = file_names(["50% of #1 (draft) & “more”.pdf"])
    page = io.BytesIO()
    body = (Paragraph((WebLink("Report", link(name)),)),)
    document_html.write(Document(title="T", made=MADE, body=body), page)
    assert f'href="{link(name)}"'.encode() in page.getvalue()


def test_progress_is_told_and_may_end_the_work() -> None:
    told: list[tuple[int, int, str]] = []
    folder = Folder(b"", b"", (("a", opener(b"a")), ("b", opener(b""))))
    offline_folder.write(folder, io.BytesIO(), lambda *step: told.append(step))
    assert [told[0], told[-1]] == [(0, 2, "Packing files"), (2, 2, "Packing files")]

    def stop(done: int, total: int, what: str) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        offline_folder.write(folder, io.BytesIO(), stop)
