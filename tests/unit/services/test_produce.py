"""Files of a pack: all of them or none, the same bytes again, under names every system takes."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from evidence_library.errors import Cancelled, EnvironmentFailed, UserCanFix
from evidence_library.model.document import Layout
from evidence_library.model.ids import PackId, new_pack_item_id
from evidence_library.model.pack import Edition, Question, RecordItem, TextItem
from evidence_library.model.vocabulary import Licence, Workflow
from evidence_library.services import (
    attachments,
    editing,
    pack_contents,
    pack_layouts,
    pack_logo,
    pack_plan,
    packs,
    produce,
)
from evidence_library.services.attachments import NewFile
from evidence_library.services.field_edits import FieldEdits
from evidence_library.services.library import open_library
from evidence_library.services.opened import Library
from evidence_library.services.produce import Wanted
from tests.helpers.libraries import add, empty_library, identity, note

TODAY = date(2026, 11, 22)
ONE = identity("one")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = empty_library(tmp_path / "library")
    standing = {"workflow": Workflow.PUBLISHED}
    add(made, note("one", "Lamps.", licence=Licence.OGL, **standing), note("two", "", **standing))
    yield made
    made.close()


@pytest.fixture
def pack(library: Library) -> PackId:
    made, _ = packs.new(library, "Night/day: falls?")
    packs.add(library, made.id, [ONE, identity("two")])
    return made.id


def _wanted(folder: Path, *formats: str) -> Wanted:
    return Wanted(formats or ("html",), folder, today=TODAY)


def test_a_pack_is_written_and_its_records_are_frozen(
    library: Library, pack: PackId, tmp_path: Path
) -> None:
    done = produce.export(library, pack, _wanted(tmp_path / "out", "html", "folder"))
    assert [one.name for one in done.files] == [
        "Night-day - falls_ (participant).html",
        "Night-day - falls_ (participant).zip",
    ]
    assert (done.warnings, done.changes.packs) == ((), frozenset({pack}))
    frozen = packs.find(library, pack).frozen
    assert frozen
    assert (frozen.on, len(frozen.records)) == ("2026-11-22", 2)


@pytest.mark.parametrize("name", sorted(produce.FORMATS))
def test_a_frozen_pack_is_written_again_byte_by_byte(
    library: Library, pack: PackId, tmp_path: Path, name: str
) -> None:
    (file,) = produce.export(library, pack, _wanted(tmp_path / "one", name)).files
    editing.edit_many(library, [ONE], FieldEdits(set={"title": "Other"}))
    later = replace(_wanted(tmp_path / "two", name), today=date(2027, 1, 1))
    done = produce.export(library, pack, later)
    assert done.files[0].read_bytes() == file.read_bytes()
    assert done.warnings == ("Since the pack was frozen: “one” was changed: Title.",)


@pytest.mark.parametrize(
    ("workflow", "reason", "told"),
    [
        (Workflow.DRAFT, "", "Draft. It is not published and may still change."),
        (Workflow.WITHDRAWN, "the figures are wrong.", "Withdrawn: the figures are wrong."),
        (Workflow.SUPERSEDED, "Superseded by “Lamps”.", "Superseded by “Lamps”."),
    ],
)
def test_what_is_not_published_is_told_and_the_file_says_so(
    library: Library, tmp_path: Path, workflow: Workflow, reason: str, told: str
) -> None:
    add(library, note("held", "Keys.", workflow=workflow, workflow_reason=reason))
    made, _ = packs.new(library, "Session")
    packs.add(library, made.id, [identity("held")])
    done = produce.export(library, made.id, _wanted(tmp_path / "out", "html"))
    assert done.warnings == (f"“held”: {told}",)
    assert f">{told}</p>" in done.files[0].read_text(encoding="utf-8")


def test_an_empty_pack_is_written_with_a_warning(library: Library, tmp_path: Path) -> None:
    made, _ = packs.new(library, "Session")
    done = produce.export(library, made.id, _wanted(tmp_path / "out", "html"))
    assert done.warnings == (pack_contents.EMPTY,)


def test_a_cancelled_export_leaves_the_earlier_file_and_freezes_nothing(
    library: Library, pack: PackId, tmp_path: Path
) -> None:
    earlier = tmp_path / "Night-day - falls_ (participant).html"
    earlier.write_text("earlier", encoding="utf-8")

    def stop(done: int, _total: int, what: str) -> None:
        if what.startswith("Writing Offline"):
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        produce.export(library, pack, _wanted(tmp_path, "html", "folder"), stop)
    assert earlier.read_text(encoding="utf-8") == "earlier"
    assert sorted(one.name for one in tmp_path.iterdir()) == [earlier.name, "library"]
    assert packs.find(library, pack).frozen is None


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(
    library: Library, pack: PackId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    with pytest.raises(EnvironmentFailed, match="cannot be made"):
        produce.export(library, pack, _wanted(file / "out"))

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentFailed, match=r"could not be written .No space left"):
        produce.export(library, pack, _wanted(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("formats", [("odd",), ("",), ()])
def test_a_format_that_is_not_known_is_told(
    library: Library, pack: PackId, tmp_path: Path, formats: tuple[str, ...]
) -> None:
    with pytest.raises(UserCanFix, match="html"):
        produce.export(library, pack, Wanted(formats, tmp_path))


def test_a_read_only_library_is_exported_with_a_note(
    library: Library, pack: PackId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.close()
    monkeypatch.setattr("evidence_library.store.places.may_write", lambda _folder: False)
    opened = open_library(library.folder)
    try:
        done = produce.export(opened, pack, _wanted(tmp_path / "out"))
    finally:
        opened.close()
    assert done.files[0].exists()
    assert done.warnings == (produce.NOT_FROZEN,)


def test_a_read_only_library_with_a_frozen_pack_has_nothing_new_to_freeze(
    library: Library, pack: PackId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    produce.export(library, pack, _wanted(tmp_path / "out"))
    library.close()
    monkeypatch.setattr("evidence_library.store.places.may_write", lambda _folder: False)
    opened = open_library(library.folder)
    try:
        assert produce.export(opened, pack, _wanted(tmp_path / "out")).warnings == ()
    finally:
        opened.close()


def test_the_offline_folder_holds_page_sources_and_the_files_that_may_go_along(
    library: Library, pack: PackId, tmp_path: Path
) -> None:
    for name, licence in (("open.txt", Licence.OGL), ("closed.txt", Licence.UNKNOWN)):
        path = tmp_path / name
        path.write_text(name, encoding="utf-8")
        attachments.add(library, ONE, [NewFile(path=path, licence=licence)])
    done = produce.export(library, pack, _wanted(tmp_path / "out", "folder"))
    with zipfile.ZipFile(done.files[0]) as folder:
        assert folder.namelist() == ["index.html", "sources.txt", "files/open.txt"]
        assert folder.read("files/open.txt") == b"open.txt"
        assert "files/open.txt" in folder.read("sources.txt").decode()
        assert 'href="files/open.txt"' in folder.read("index.html").decode()
        assert folder.infolist()[0].date_time == (2026, 11, 22, 0, 0, 0)
    assert done.warnings == (
        "Files of “one” are not handed on: closed.txt (nothing says that this may be handed on).",
    )


def test_a_file_that_goes_along_has_its_attribution_and_its_terms(
    library: Library, pack: PackId, tmp_path: Path
) -> None:
    path = tmp_path / "open.txt"
    path.write_text("open", encoding="utf-8")
    attachments.add(library, ONE, [NewFile(path=path, licence=Licence.CC_BY)])
    done = produce.export(library, pack, _wanted(tmp_path / "out", "folder"))
    with zipfile.ZipFile(done.files[0]) as folder:
        for name in ("index.html", "sources.txt"):
            told = folder.read(name).decode()
            assert "open.txt. Holder of the rights not stated, no date. Licensed under CC" in told
            assert "https://creativecommons.org/licenses/by/4.0/" in told
            assert "changes: summarised" not in told


def test_a_file_that_is_missing_is_told_and_left_out(
    library: Library, pack: PackId, tmp_path: Path
) -> None:
    path = tmp_path / "open.txt"
    path.write_text("open", encoding="utf-8")
    attachments.add(library, ONE, [NewFile(path=path, licence=Licence.OGL)])
    (kept,) = attachments.of_record(library, ONE)
    (library.folder / "attachments" / kept.attachment.sha256).unlink()
    done = produce.export(library, pack, _wanted(tmp_path / "out", "folder"))
    with zipfile.ZipFile(done.files[0]) as folder:
        assert folder.namelist() == ["index.html", "sources.txt"]
    assert done.warnings == (
        "“open.txt” is missing or was changed outside of the program; it is left out.",
    )


def test_a_template_without_a_word_file_is_told_to_be_of_no_use(
    library: Library, pack: PackId, tmp_path: Path
) -> None:
    wanted = replace(_wanted(tmp_path / "out", "html"), template=tmp_path / "house.docx")
    assert produce.export(library, pack, wanted).warnings == (
        "The template “house.docx” is for Word files only; none was asked for.",
    )


def test_a_template_that_is_none_is_told_and_nothing_is_written(
    library: Library, pack: PackId, tmp_path: Path
) -> None:
    path = tmp_path / "house.docx"
    wanted = replace(_wanted(tmp_path / "out", "html", "docx"), template=path)
    with pytest.raises(UserCanFix, match="cannot be read"):
        produce.export(library, pack, wanted)
    path.write_bytes(b"no document")
    with pytest.raises(UserCanFix, match="template"):
        produce.export(library, pack, wanted)
    assert not (tmp_path / "out").exists()


def _picture(path: Path, kind: str = "PNG") -> Path:
    image = Image.new("RGB", (40, 20), "white")
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    image.save(path, kind, exif=exif)
    return path


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_kept_without_what_a_camera_noted(
    library: Library, pack: PackId, tmp_path: Path, kind: str
) -> None:
    pack_logo.choose(library, pack, _picture(tmp_path / "logo.img", kind), "Two lamps")
    logo = packs.find(library, pack).logo
    assert logo
    picture = pack_logo.picture(library, logo)
    assert (picture.width, picture.height, picture.alt) == (40, 20, "Two lamps")
    assert picture.media_type == f"image/{kind.lower()}"
    assert b"taken at home" not in picture.data
    assert b"taken at home" not in (library.folder / "attachments" / logo.sha256).read_bytes()
    assert picture == pack_logo.picture(library, logo)


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"GIF89a" + bytes(40)])
def test_what_is_no_picture_is_no_logo(
    library: Library, pack: PackId, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(data)
    with pytest.raises(UserCanFix, match=r"“logo\.png” is no PNG or JPEG picture"):
        pack_logo.choose(library, pack, path)
    assert packs.find(library, pack).logo is None


def test_an_export_goes_on_without_a_logo_that_is_gone(
    library: Library, pack: PackId, tmp_path: Path
) -> None:
    pack_logo.choose(library, pack, _picture(tmp_path / "logo.png"))
    logo = packs.find(library, pack).logo
    assert logo
    (library.folder / "attachments" / logo.sha256).unlink()
    done = produce.export(library, pack, _wanted(tmp_path / "out"))
    assert done.files[0].exists()
    assert done.warnings[0].startswith("The logo is left out: “logo.png” is missing")


def test_both_editions_have_names_of_their_own(
    library: Library, pack: PackId, tmp_path: Path
) -> None:
    for edition in Edition:
        produce.export(library, pack, replace(_wanted(tmp_path / "out"), edition=edition))
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == [
        "Night-day - falls_ (participant).html",
        "Night-day - falls_ (trainer).html",
    ]


def test_each_layout_has_files_of_its_own_but_slides_are_the_same(
    library: Library, pack: PackId, tmp_path: Path
) -> None:
    names = set()
    for layout in Layout:
        done = produce.export(
            library, pack, replace(_wanted(tmp_path / "out", "txt", "pptx"), layout=layout)
        )
        names |= {one.name for one in done.files}
        told = pack_layouts.SLIDES_STAY in done.warnings
        assert told == (layout in {Layout.BRIEF, Layout.CARDS})
    start = "Night-day - falls_ (participant"
    ends = (
        ").txt",
        ", letter).txt",
        ", large print).txt",
        ", cards).txt",
        ", brief).txt",
        ").pptx",
    )
    assert names == {f"{start}{end}" for end in ends}


def test_a_long_title_keeps_the_editions_apart(library: Library, tmp_path: Path) -> None:
    made, _ = packs.new(library, "Ü" * 150)
    for edition in Edition:
        produce.export(library, made.id, replace(_wanted(tmp_path / "out"), edition=edition))
    first, second = sorted(one.name for one in (tmp_path / "out").iterdir())
    assert first.endswith("Ü (participant).html")
    assert second.endswith("Ü (trainer).html")


def test_short_forms_say_what_they_leave_out(
    library: Library, pack: PackId, tmp_path: Path
) -> None:
    own = packs.find(library, pack)
    (first, second) = own.items
    assert isinstance(first, RecordItem)
    first = replace(first, task="Write.", questions=(Question("Why?"), Question("Who?")))
    text = TextItem(id=new_pack_item_id(), title="Between")
    packs.save(library, replace(own, items=(first, text, second), introduction="We begin."))
    told = [
        produce.export(library, pack, replace(_wanted(tmp_path / "out"), layout=layout)).warnings
        for layout in (Layout.BRIEF, Layout.CARDS, Layout.LETTER)
    ]
    assert told == [
        ("The brief leaves out 1 text, 2 questions and 1 task.",),
        ("The cards leave out the introduction and 1 text.",),
        (),
    ]


def test_a_brief_that_is_not_brief_says_so(library: Library, pack: PackId, tmp_path: Path) -> None:
    wanted = replace(_wanted(tmp_path / "out", "pdf"), layout=Layout.BRIEF)
    assert produce.export(library, pack, wanted).warnings == ()
    packs.save(library, replace(packs.find(library, pack), introduction="We begin.\n\n" * 60))
    (told,) = produce.export(library, pack, wanted).warnings
    assert told == "The brief has 2 pages; with fewer records it fits on one."


def test_what_a_layout_leaves_out_is_said_before_it_is_written(
    library: Library, pack: PackId, tmp_path: Path
) -> None:
    packs.save(library, replace(packs.find(library, pack), introduction="We begin."))
    wanted = replace(_wanted(tmp_path / "out", "txt", "pptx"), layout=Layout.CARDS)
    plan = pack_plan.planned(library, pack, wanted, tuple(Edition))
    assert plan.warnings[:2] == (
        "The cards leave out the introduction.",
        pack_layouts.SLIDES_STAY,
    )
    assert not (tmp_path / "out").exists()
