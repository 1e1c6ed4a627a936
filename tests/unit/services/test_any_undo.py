"""Whatever is done to a library, in whatever order, Undo takes it back: rows, index, files."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_library.errors import UserCanFix
from evidence_library.model.ids import PackId, RecordId
from evidence_library.services import (
    attachments,
    bulk,
    comments,
    curate,
    editing,
    heading_edits,
    ingest,
    library_settings,
    pack_freezing,
    packs,
    publishing,
    saved_searches,
    screening,
    starter,
    tagging,
    topics,
    trash,
)
from evidence_library.services.attachments import NewFile
from evidence_library.services.field_edits import FieldEdits
from evidence_library.services.find import Request
from evidence_library.services.library import create_library
from evidence_library.services.opened import Library
from evidence_library.store import operations
from tests.helpers.indexes import agrees
from tests.helpers.libraries import add, heading, identity, note
from tests.helpers.papers import SHEET, TABLE, write

TODAY = date(2026, 11, 22)
ONE, TWO, THREE = (identity(name) for name in ("one", "two", "three"))
SHIPPED = RecordId("6f1c1f5e-3c1b-4c1e-9d53-0a4a3c0e8f11")
TOPICS = ("Road Safety", "Community Engagement", "Fear of Crime and Public Confidence")


def _bulk(library: Library) -> None:
    edits = FieldEdits(set={"licence": "CC BY"}, add=(("tags", "all"),))
    bulk.apply(library, bulk.preview(library, bulk.found_by(library, Request()), edits))


def _import(library: Library) -> None:
    with TemporaryDirectory() as folder:
        paths = write(Path(folder), sheet_txt=SHEET, table_txt=TABLE)
        ingest.commit(library, ingest.preview(library, paths))


def _attach(library: Library) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text("Lamps were mended at night.", encoding="utf-8")
        attachments.add(library, ONE, [NewFile(path=path)])


def _heading(edit: heading_edits.Edit) -> Callable[[Library], object]:
    return lambda library: topics.commit(library, edit)


def _freeze(library: Library, key: PackId) -> None:
    pack = packs.find(library, key)
    pack_freezing.freeze(library, pack_freezing.prepared(library, pack, TODAY))


def _on_pack(deed: Callable[[Library, PackId], object]) -> Callable[[Library], object]:
    """Make a deed on the first pack, which cannot be done where there is none."""

    def done(library: Library) -> None:
        found = packs.listed(library)
        if not found:
            raise UserCanFix("There is no pack.")
        deed(library, found[0].id)

    return done


def _reorder(library: Library, key: PackId) -> None:
    items = packs.find(library, key).items
    packs.order(library, key, [one.id for one in reversed(items)])


DEEDS: dict[str, Callable[[Library], object]] = {
    "edit": lambda x: editing.edit_many(x, [ONE], FieldEdits(set={"finding": "Seen at last."})),
    "bulk edit": _bulk,
    "import": _import,
    "attach": _attach,
    "settings": lambda library: library_settings.change(library, {"review_years": "5"}),
    "tag": lambda x: tagging.put(x, "night", [ONE, TWO]),
    "merge tags": lambda x: tagging.merge(x, ["night", "all"], "late"),
    "rename a tag": lambda x: tagging.rename(x, "late", "night"),
    "colour a tag": lambda x: tagging.paint(x, "late", "blue"),
    "delete": lambda x: trash.delete(x, [TWO, SHIPPED]),
    "restore": lambda x: trash.restore(x, [TWO]),
    "publish": lambda x: publishing.publish(x, [ONE], today=TODAY, note="first"),
    "submit": lambda x: publishing.submit(x, [ONE, THREE]),
    "withdraw": lambda x: publishing.withdraw(x, [ONE], "a mistake"),
    "exclude": lambda x: screening.exclude(x, [THREE], "not about it"),
    "supersede": lambda x: screening.supersede(x, [TWO], ONE),
    "comment": lambda x: comments.add(x, ONE, "finding", "Which year?"),
    "rename a heading": _heading(heading_edits.rename("Road Safety", "Safe roads")),
    "merge headings": _heading(
        heading_edits.merge(["Fear of Crime and Public Confidence"], "Community Engagement")
    ),
    "move a heading": _heading(heading_edits.move("Road Safety", "Community Engagement")),
    "retire a heading": _heading(heading_edits.retire("Fear of Crime and Public Confidence")),
    "hide": starter.hide,
    "remove starters": starter.remove,
    "new pack": lambda x: packs.new(x, "Session"),
    "add to a pack": _on_pack(lambda x, key: packs.add(x, key, [ONE, TWO])),
    "order a pack": _on_pack(_reorder),
    "rename a pack": _on_pack(lambda x, key: packs.rename(x, key, "Evening session")),
    "duplicate a pack": _on_pack(packs.duplicate),
    "freeze a pack": _on_pack(_freeze),
    "refresh a pack": _on_pack(pack_freezing.refresh),
    "delete a pack": _on_pack(packs.delete),
    "keep a search": lambda x: saved_searches.save(x, "mine", Request("lamps")),
}


def _rows(library: Library) -> dict[str, list[tuple[object, ...]]]:
    with library.connections.reading() as connection:
        return {
            table: sorted(connection.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr)
            for table in operations.TABLES
        }


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for the content of the program, with one record."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "lamps.md").write_text(
        f"---\nid: {SHIPPED}\ntitle: Lamps\nkind: evaluation\ntopics:\n- {TOPICS[2]}\n---\n\n"
        "## Aim {aim}\n\nTo see.\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("evidence_library.assets.casestudies", lambda: folder)
    return folder


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deeds=st.lists(st.sampled_from(sorted(DEEDS)), min_size=4, max_size=12))
def test_every_deed_can_be_undone_one_by_one(shipped: Path, deeds: Sequence[str]) -> None:
    assert shipped.is_dir()
    with TemporaryDirectory() as folder, contextlib.closing(_stocked(Path(folder))) as library:
        states = [_rows(library)]
        for deed in deeds:
            with contextlib.suppress(UserCanFix):  # not every deed is possible in every order
                DEEDS[deed](library)
            if _rows(library) != states[-1]:
                states.append(_rows(library))
        agrees(library)
        for state in reversed(states[:-1]):
            curate.undo(library)
            assert _rows(library) == state
        agrees(library)
        for state in states[1:]:
            curate.redo(library)
            assert _rows(library) == state
        agrees(library)


def _stocked(folder: Path) -> Library:
    library = create_library(folder / "library", starter=True)
    library.person = "KL"
    for name, topic in zip(("one", "two", "three"), TOPICS, strict=True):
        add(library, note(name, "Lamps.", topics=(heading(library, topic),)))
    return library


@pytest.mark.parametrize("deed", sorted(DEEDS))
def test_every_deed_has_a_name(shipped: Path, deed: str, tmp_path: Path) -> None:
    with contextlib.closing(_stocked(tmp_path)) as library:
        for before in ("tag", "bulk edit", "merge tags"):
            if deed in {"rename a tag", "merge tags", "colour a tag"} and before != deed:
                DEEDS[before](library)
        if deed == "restore":
            DEEDS["delete"](library)
        if deed.endswith(" a pack"):
            DEEDS["new pack"](library)
        if deed in {"order a pack", "freeze a pack", "refresh a pack"}:
            DEEDS["add to a pack"](library)
        if deed == "refresh a pack":
            DEEDS["freeze a pack"](library)
        if deed in {"withdraw", "supersede"}:
            DEEDS["publish"](library)
        before_rows, name = _rows(library), curate.undo_name(library)
        DEEDS[deed](library)
        assert _rows(library) != before_rows
        assert curate.undo_name(library)
        assert curate.undo_name(library) != name
