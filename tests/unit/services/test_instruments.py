"""Instruments of a library: versions that never change, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.model.instrument import Cell, CellKind
from evidence_library.services import curate, instruments
from evidence_library.services.opened import Library
from tests.helpers.assessing import LAMPS, with_lamps

OWN = Cell(theme="streets", stage="lit", kind=CellKind.BREAKTHROUGH, own="As the copy has it.")


def test_an_edit_makes_a_version_and_leaves_the_one_before(library: Library) -> None:
    first = with_lamps(library)
    second, done = instruments.save(library, replace(first, cells=(*first.cells, OWN)))
    assert (first.version, second.version, second.by) == (1, 2, library.person)
    assert done.name == "Edit the instrument “Lamps”"
    assert instruments.find(library, first.id) == second
    assert instruments.find(library, first.id, 1) == first
    assert [one.version for one in instruments.versions(library, first.id)] == [2, 1]


def test_the_same_once_more_is_no_new_version(library: Library) -> None:
    first = with_lamps(library)
    assert instruments.add(library, LAMPS)[0] == first
    assert instruments.save(library, first)[0] == first


def test_what_was_changed_elsewhere_is_not_overwritten(library: Library) -> None:
    first = with_lamps(library)
    instruments.save(library, replace(first, about="Theirs"))
    with pytest.raises(UserCanFix, match="changed elsewhere"):
        instruments.save(library, replace(first, about="Mine"))


def test_an_instrument_with_errors_is_refused_and_changes_nothing(library: Library) -> None:
    with pytest.raises(UserCanFix, match="stands 2 times"):
        instruments.add(library, replace(LAMPS, stages=(*LAMPS.stages, LAMPS.stages[0])))
    assert LAMPS.id not in {one.id for one in instruments.listed(library)}


def test_a_file_is_read_whole_or_not_at_all_and_written_again(
    library: Library, tmp_path: Path
) -> None:
    kept = with_lamps(library)
    path = tmp_path / "lamps.yaml"
    instruments.export(library, kept.id, path)
    found = instruments.read(library, path)
    assert (found.usable, found.known) == (True, 1)
    path.write_text("stages: [", encoding="utf-8")
    with pytest.raises(UserCanFix):
        instruments.read(library, path)


def test_a_file_with_the_id_of_another_instrument_is_refused(
    library: Library, tmp_path: Path
) -> None:
    kept = with_lamps(library)
    path = tmp_path / "other.yaml"
    instruments.export(library, kept.id, path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Lamps", "Benches"), encoding="utf-8")
    found = instruments.read(library, path)
    assert (found.usable, found.before) == (True, kept)  # renamed: the stages tell it is the same
    other = replace(
        LAMPS, title="Benches", stages=tuple(replace(s, key=f"b{s.key}") for s in LAMPS.stages)
    )
    with pytest.raises(UserCanFix, match="has the id of “Lamps”"):
        instruments.add(library, replace(other, cells=()))


def test_misspelt_topics_are_named_and_equal_titles_told_apart(
    library: Library, tmp_path: Path
) -> None:
    themes = tuple(replace(one, topics=("Comunity",)) for one in LAMPS.themes)
    one, _ = instruments.add(library, replace(LAMPS, themes=themes))
    other, _ = instruments.copy(library, one.id, "Lamps")
    with pytest.raises(UserCanFix, match=other.id):
        instruments.meant(library, "Lamps")
    instruments.export(library, one.id, tmp_path / "lamps.yaml")
    problems = instruments.read(library, tmp_path / "lamps.yaml").problems
    assert "“Comunity”" in " ".join(p.message for p in problems if p.code == "no-heading")


def test_an_instrument_is_named_by_its_title_or_part_of_it(library: Library) -> None:
    kept = with_lamps(library)
    assert instruments.meant(library, " lamps ").id == kept.id
    assert instruments.meant(library, "lam").id == kept.id
    with pytest.raises(UserCanFix, match="no instrument “nowhere”"):
        instruments.meant(library, "nowhere")


def test_what_is_not_used_can_be_removed_and_comes_back_by_undo(library: Library) -> None:
    kept = with_lamps(library)
    instruments.remove(library, kept.id)
    with pytest.raises(UserCanFix, match="no instrument"):
        instruments.meant(library, "Lamps")
    curate.undo(library)
    assert instruments.find(library, kept.id) == kept
