"""Records that arrive in great number are indexed as each of them would be alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence_library.errors import Cancelled
from evidence_library.services import curate, trash
from evidence_library.services.find import Request, search
from evidence_library.store import arriving
from tests.helpers.indexes import agrees
from tests.helpers.libraries import add, empty_library, identity, note

NAMES = [f"warden {number}" for number in range(30)]


@pytest.mark.parametrize("few", [5, 500])
def test_what_comes_back_from_the_trash_is_found_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(arriving, "_FEW", few)
    monkeypatch.setattr(arriving, "_AT_ONCE", 7)
    library = empty_library(tmp_path / "library")
    add(library, *(note(name, f"They walked {name} at night.") for name in NAMES))
    trash.delete(library, [identity(name) for name in NAMES[3:]])
    told: list[tuple[int, int, str]] = []
    curate.undo(library, progress=lambda *where: told.append(where))
    assert len(search(library, Request('"walked warden"')).numbers) == len(NAMES)
    assert [what for _, _, what in told][:1] == ["Putting back"]
    agrees(library)
    library.close()


def test_an_undo_that_is_stopped_leaves_all_as_it_was(tmp_path: Path) -> None:
    library = empty_library(tmp_path / "library")
    add(library, *(note(name) for name in NAMES))
    trash.delete(library, [identity(name) for name in NAMES])

    def stop(_done: int, _total: int, _what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        curate.undo(library, progress=stop)
    assert library.count() == 0
    assert curate.undo_name(library) == "Delete 30 records"
    library.close()
