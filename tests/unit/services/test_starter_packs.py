"""The starter packs: on request, once, as one step; back from the trash as they were left."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence_library import assets
from evidence_library.errors import LibraryError, UserCanFix
from evidence_library.model.ids import PackId
from evidence_library.services import curate, packs, starter_packs, trash
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, note

KEY = PackId("6d0c3a52-7b7e-5b0e-9a55-0f5f2a1f7a01")
LAMPS = note("Lamps")


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for the content of the program: one pack of one record."""
    folder = tmp_path / "shipped"
    (folder / "packs").mkdir(parents=True)
    (folder / "packs" / "one.yaml").write_text(
        f"id: {KEY}\ntitle: Lamps at night\nitems:\n- record: {LAMPS.id}\n", encoding="utf-8"
    )
    monkeypatch.setattr(assets, "casestudies", lambda: folder)
    return folder


def _titles(library: Library) -> list[tuple[str, bool]]:
    return [(one.title, one.starter) for one in packs.listed(library)]


def test_they_are_added_in_one_step_that_undo_takes_back(library: Library) -> None:
    add(library, LAMPS)
    changes = starter_packs.add(library)
    assert (changes.name, changes.packs) == ("Add the starter packs", {KEY})
    assert _titles(library) == [("Lamps at night", True)]
    curate.undo(library)
    assert _titles(library) == []


def test_what_is_here_is_left_as_it_is(library: Library) -> None:
    add(library, LAMPS)
    starter_packs.add(library)
    packs.rename(library, KEY, "Lamps by day")
    assert starter_packs.lacking(library) == ()
    with pytest.raises(UserCanFix, match="There is no starter pack to add"):
        starter_packs.add(library)
    assert _titles(library) == [("Lamps by day", True)]


def test_one_in_the_trash_comes_back_as_it_was_left(library: Library) -> None:
    add(library, LAMPS)
    starter_packs.add(library)
    packs.rename(library, KEY, "Lamps by day")
    packs.delete(library, KEY)
    starter_packs.add(library)
    assert _titles(library) == [("Lamps by day", True)]
    assert trash.listed(library) == ()


def test_without_its_records_a_pack_is_not_added(library: Library) -> None:
    with pytest.raises(UserCanFix, match="the starter records they need are not"):
        starter_packs.add(library)


def test_a_copy_is_somebodys_own(library: Library) -> None:
    add(library, LAMPS)
    starter_packs.add(library)
    packs.duplicate(library, KEY, "Mine")
    assert _titles(library) == [("Lamps at night", True), ("Mine", False)]


def test_a_damaged_file_is_told(library: Library, shipped: Path) -> None:
    (shipped / "packs" / "two.yaml").write_text("id: x\ntitle: Broken", encoding="utf-8")
    with pytest.raises(LibraryError, match=r"“two.yaml” .* is damaged. “x” is no id"):
        starter_packs.shipped()
