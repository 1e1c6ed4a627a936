"""Seeing the pages of a pack as they will be, and printing them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence_library.model.ids import PackId
from evidence_library.services import pack_preview, packs
from evidence_library.services.page_pictures import OpenFile
from evidence_library.text.marks import Marks
from evidence_library.ui.screens.pack_preview import PackPreview
from evidence_library.ui.widgets import page_sheets
from tests.ui.conftest import MakeWindow
from tests.ui.person import Person


def _pack(person: Person) -> PackId:
    library = person.window.session.library
    assert library is not None
    pack, _ = packs.new(library, "Fair stops")
    with library.connections.reading() as connection:
        ids = [str(one) for (one,) in connection.execute("SELECT id FROM records ORDER BY id")]
    packs.add(library, pack.id, ids)
    return pack.id


def _looks(person: Person) -> PackPreview:
    person.window.packing.open_pack(_pack(person))
    preview = person.window.pack_exporting.preview
    assert preview is not None
    side = person.window.packing.screen.side
    side.setCurrentWidget(preview)
    return preview


@pytest.fixture
def preview(reader: Person) -> PackPreview:
    """The preview of a pack of four records, with the pages made."""
    return _looks(reader)


def test_the_pages_are_shown_and_turned_by_keyboard(preview: PackPreview, qtbot: QtBot) -> None:
    page = preview.page
    assert page is not None
    assert page.total > 2
    assert "Fair stops" in page.text
    assert preview.picture.accessibleName() == f"Page 1 of {page.total}"
    assert "Fair stops" in preview.picture.accessibleDescription()
    assert not preview.said.isVisible()
    qtbot.keyClick(preview.picture, Qt.Key.Key_PageDown)
    assert preview.page is not None
    assert preview.page.number == 2
    qtbot.keyClick(preview.picture, Qt.Key.Key_End)
    assert preview.page.number == page.total
    assert not preview.next.isEnabled()
    qtbot.keyClick(preview.picture, Qt.Key.Key_PageUp)
    preview.number.setText("1")
    qtbot.keyClick(preview.number, Qt.Key.Key_Return)
    assert preview.page.number == 1


def test_a_page_grows_while_the_text_of_the_window_does_not(
    preview: PackPreview, reader: Person, qtbot: QtBot
) -> None:
    qtbot.wait(150)  # until the width of the pane has settled
    width = preview.picture.width()
    preview.picture.setFocus()
    qtbot.keyClick(preview.picture, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert preview.picture.width() == pytest.approx(width * 1.25, abs=2)
    qtbot.keyClick(preview.picture, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert preview.picture.width() == width
    assert reader.window._settings.number("text_size") == 100


def test_another_edition_and_layout_can_be_looked_at(preview: PackPreview) -> None:
    assert preview.page is not None
    before = preview.page
    preview.edition.setCurrentIndex(1)
    preview.edition.activated.emit(1)
    assert "Trainer" in preview.page.text or "trainer" in preview.page.text
    preview.layout_box.setCurrentIndex(preview.layout_box.findData("large-print"))
    preview.layout_box.activated.emit(2)
    assert preview.page.total > before.total


def test_what_is_changed_is_shown_a_moment_later(reader: Person, qtbot: QtBot) -> None:
    preview = _looks(reader)
    preview.presenter._timer.setInterval(10)
    builder = reader.window.packing.screen.builder
    assert builder.pack is not None
    builder.take(replace(builder.pack, audience="Wardens & police"))
    assert preview.page is not None
    assert "Wardens" not in preview.page.text
    qtbot.waitUntil(lambda: preview.page is not None and "Wardens & police" in preview.page.text)


def test_only_the_last_change_is_made_and_nothing_while_nobody_looks(
    make_window: MakeWindow, small_library: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Person(make_window(immediate=False), qtbot)
    person.opens(small_library)
    titles: list[str] = []
    making = pack_preview.made

    def noting(library: object, pack: object, *arguments: object) -> object:
        titles.append(pack.title)  # type: ignore[attr-defined]
        return making(library, pack, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(pack_preview, "made", noting)
    preview = _looks(person)
    qtbot.waitUntil(lambda: preview.page is not None)
    assert titles == ["Fair stops"]
    preview.presenter._timer.setInterval(50)
    builder = person.window.packing.screen.builder
    assert builder.pack is not None
    for title in ("S", "Sa", "Saf"):
        builder.take(replace(builder.pack, title=title))
    qtbot.waitUntil(lambda: preview.page is not None and preview.page.text.startswith("Saf"))
    assert titles == ["Fair stops", "Saf"]
    side = person.window.packing.screen.side
    side.setCurrentWidget(side.pack_form)
    builder.take(replace(builder.pack, title="Unseen"))
    qtbot.wait(80)
    assert titles == ["Fair stops", "Saf"]
    side.setCurrentWidget(preview)
    qtbot.waitUntil(lambda: preview.page is not None and preview.page.text.startswith("Unseen"))
    person.waits()


def test_the_pages_are_printed(
    preview: PackPreview,
    reader: Person,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page_sheets, "_FINEST", 400)  # many dots take long to write
    assert preview.page is not None
    preview.print.click()  # and no printer is chosen
    assert not reader.window.frame.messages.isVisible()
    reader.answers.print_file = tmp_path / "printed.pdf"
    preview.picture.setFocus()
    qtbot.keyClick(preview.picture, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    total = preview.page.total
    assert reader.window.frame.messages.text == f"{total} pages were sent to the printer."
    printed = OpenFile((tmp_path / "printed.pdf").read_bytes(), "printed.pdf")
    try:
        assert printed.pages == total
        drawn = printed.leaf(1, 200, Marks()).picture
        assert drawn is not None
        assert len(set(drawn.pixels)) > 20  # there is something on the paper
    finally:
        printed.close()
