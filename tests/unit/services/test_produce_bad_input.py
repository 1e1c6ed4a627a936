"""What people paste into records must not harm the files of a pack, in no format."""

from __future__ import annotations

import html
import io
import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evidence_library.errors import EnvironmentFailed
from evidence_library.model.ids import PackId
from evidence_library.model.pack import Edition, Logo
from evidence_library.model.record import Record, Section
from evidence_library.model.vocabulary import Licence
from evidence_library.services import packs, produce
from evidence_library.services.opened import Library
from evidence_library.services.page_pictures import OpenFile
from evidence_library.services.produce import FORMATS, Wanted
from evidence_library.text.marks import Marks
from tests.helpers.libraries import add, empty_library, note

TODAY = date(2026, 11, 22)

#: What stands in a record, and what must be read in every file.
TEXTS = {
    "markup of typst": ("see #import and $x$ and @label and *_*", "#import and $x$ and @label"),
    "markup of XML": ('less < more & "so" ]]> {{field}}', 'less < more & "so" ]]> {{field}}'),
    "braces and backslashes": (r"C:\\new \{\\rtf1 {b}", r"{\rtf1 {b}"),
    "raw HTML": ("one <script>alert(1)</script> two <b>three</b>", "three"),
    "control characters": ("be\x07ll and t\x00ab\x0b", "ll and"),
    "from right to left": ("שלום עולם", "שלום"),
    "signs that no font has": ("signs \U0001f600 \U000f0000 end", "end"),
    "a word without end": ("x" * 3_000, "x" * 40),
}

#: Signs that stand for those in the text, or make no difference to people.
_SAME = str.maketrans({"“": '"', "”": '"', "\u00ad": None, "\u200b": None, "\\": None})


def _record(name: str, *bodies: str) -> Record:
    sections = tuple(Section(heading=f"Part {at}", body=one) for at, one in enumerate(bodies))
    return replace(note(name, licence=Licence.OGL), sections=sections)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    made = empty_library(tmp_path_factory.mktemp("bad") / "library")
    bodies = [f"{body}\n\nAnd then: it goes on." for body, _ in TEXTS.values()]
    add(made, replace(_record("odd", *bodies), title="Odd <#let> & \x0bodd"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def pack(library: Library) -> PackId:
    made, _ = packs.new(library, "Odd & <ends> #let")
    packs.add(library, made.id, [_record("odd").id])
    return made.id


def _wanted(folder: Path, name: str) -> Wanted:
    return Wanted((name,), folder, edition=Edition.TRAINER, today=TODAY)


def _xml_words(data: bytes, pattern: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [one for one in sorted(package.namelist()) if re.search(pattern, one)]
        return " ".join(_words(package.read(one).decode()) for one in parts)


def _words(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def _pdf_words(data: bytes) -> str:
    opened = OpenFile(data, "pack.pdf")
    try:
        return " ".join(opened.leaf(at + 1, 50, Marks()).text for at in range(opened.pages))
    finally:
        opened.close()


def _read(name: str, data: bytes) -> str:
    """Give what people read in a file."""
    if name == "pdf":
        return _pdf_words(data)
    if name in {"docx", "pptx", "odt", "epub", "folder"}:
        pattern = r"(document|slide\d+|content)\.xml$|\.x?html$"
        return _xml_words(data, pattern)
    text = data.decode()
    return _words(re.sub(r"(?s)<style.*?</style>", "", text)) if name == "html" else text


def _close(text: str) -> str:
    """Leave out what breaks lines, and what stands for a sign."""
    return re.sub(r"\s+", "", html.unescape(text).translate(_SAME))


@pytest.mark.parametrize("name", [one for one in sorted(FORMATS) if one != "pptx"])
def test_odd_text_is_read_as_it_stands(
    library: Library, pack: PackId, tmp_path: Path, name: str
) -> None:
    done = produce.export(library, pack, _wanted(tmp_path, name))
    [file] = done.files
    assert file.name.startswith("Odd & _ends_ #let (trainer)")
    words = _close(_read(name, file.read_bytes()))
    for what, (_, wanted) in TEXTS.items():
        if name == "pdf" and what == "from right to left":
            assert "םולש" in words or "שלום" in words
        else:
            assert _close(wanted) in words, what
    assert "alert(1)" not in words
    assert "\x07" not in words
    assert "\x00" not in words


def test_slides_hold_odd_titles(library: Library, pack: PackId, tmp_path: Path) -> None:
    [file] = produce.export(library, pack, _wanted(tmp_path, "pptx")).files
    words = _close(_read("pptx", file.read_bytes()))
    assert _close("Odd & <ends> #let") in words
    assert _close("Odd <#let> & odd") in words


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_full_disk_leaves_the_earlier_file_and_says_so_in_a_sentence(
    library: Library, pack: PackId, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = tmp_path / f"Odd & _ends_ #let (trainer){FORMATS[name].ending}"
    earlier.write_text("earlier", encoding="utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentFailed, match="No space left on device") as failed:
        produce.export(library, pack, _wanted(tmp_path, name))
    assert str(failed.value).count(".") <= 2
    assert [one.read_text() for one in tmp_path.iterdir()] == ["earlier"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is refused to root")
def test_a_read_only_folder_is_told_in_a_sentence(
    library: Library, pack: PackId, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir(mode=0o500)
    with pytest.raises(EnvironmentFailed, match="Nothing can be written"):
        produce.export(library, pack, _wanted(folder, "txt"))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_logo_that_is_no_picture_is_left_out_and_told(
    library: Library, pack: PackId, tmp_path: Path, name: str
) -> None:
    held = packs.find(library, pack)
    logo = Logo(sha256="0" * 64, name="logo.png", media_type="image/png")
    twin, _ = packs.new(library, f"With a logo {name}", replace(held, logo=logo))
    done = produce.export(library, twin.id, _wanted(tmp_path, name))
    assert done.files[0].stat().st_size
    assert any("logo" in one for one in done.warnings)


def test_two_hundred_sections_and_a_table_of_five_thousand_rows_go_in(
    library: Library, tmp_path: Path
) -> None:
    rows = "\n".join(f"| street {at} | {at} |" for at in range(5_000))
    table = f"| where | how many |\n|---|---|\n{rows}"
    long = _record("long", table, *(f"Body {at}." for at in range(200)))
    add(library, long)
    made, _ = packs.new(library, "Long")
    packs.add(library, made.id, [long.id])
    names = ("html", "txt", "markdown")
    done = produce.export(
        library, made.id, Wanted(names, tmp_path, edition=Edition.TRAINER, today=TODAY)
    )
    for name, file in zip(names, done.files, strict=True):
        words = _close(_read(name, file.read_bytes()))
        assert "street4999" in words
        assert "Body199." in words
        assert "Part200" in words
