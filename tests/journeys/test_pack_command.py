"""A trainer at a terminal: a pack is made, checked, written and handed out."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from evidence_library.model.vocabulary import Workflow
from evidence_library.services import editing
from evidence_library.services.field_edits import FieldEdits
from evidence_library.services.library import open_library
from tests.helpers.command_line import Script
from tests.helpers.libraries import add, empty_library, heading, identity, note

ONE, TWO = identity("one"), identity("two")
TITLE = "When good intentions harm"


@pytest.fixture
def trainer(tmp_path: Path) -> Script:
    """Somebody with a library of two records and a pack of both."""
    made = empty_library(tmp_path / "library")
    standing = {"workflow": Workflow.PUBLISHED}
    add(made, note("one", "Lamps.", **standing))
    add(made, note("two", "Locks.", may_redistribute="no", **standing))
    made.close()
    script = Script(tmp_path / "library")
    script.does("pack", "new", TITLE)
    script.does("pack", "add", TITLE, ONE, "--trainer-note", "psst", "--minutes", "20")
    return script


def test_a_pack_is_made_and_its_id_is_printed(trainer: Script) -> None:
    told = trainer.reads("pack", "new", "Other")
    assert (set(told), told["title"]) == ({"id", "title"}, "Other")
    key = trainer.does("pack", "new", "Third", "--template", "case cards").strip()
    assert [one["title"] for one in trainer.reads("pack", "list")] == [TITLE, "Other", "Third"]
    assert trainer.reads("pack", "show", key)["template"] == "case cards"
    assert "There is no template “odd”" in trainer.fails("pack", "new", "X", "--template", "odd")


def test_every_template_makes_a_pack(trainer: Script) -> None:
    names = [one["name"] for one in trainer.reads("pack", "templates")]
    assert names == ["two-hour workshop", "one-page briefing", "case cards"]
    for name in names:
        trainer.does("pack", "new", name, "--template", name)


def test_items_are_added_ordered_and_removed(trainer: Script) -> None:
    done = trainer.does("pack", "add", TITLE, TWO)
    assert done == f"Add “two” to the pack “{TITLE}”. “undo” takes it back.\n"
    trainer.does("pack", "order", TITLE, "2")
    items = trainer.reads("pack", "show", TITLE)["items"]
    assert [(one["title"], one["trainer_note"], one["minutes"]) for one in items] == [
        ("two", "", None),
        ("one", "psst", 20),
    ]
    trainer.does("pack", "remove", TITLE, TWO[:8])
    assert [one["title"] for one in trainer.reads("pack", "show", TITLE)["items"]] == ["one"]
    trainer.does("undo")
    assert len(trainer.reads("pack", "show", TITLE)["items"]) == 2


def test_what_is_not_there_is_told_in_a_sentence(trainer: Script) -> None:
    assert trainer.fails("pack", "show", "odd") == "There is no pack “odd” in this library.\n"
    assert "There is no record “0000000000”" in trainer.fails("pack", "add", TITLE, "0000000000")
    assert "The pack has no item 9; it has 1 item" in trainer.fails("pack", "remove", TITLE, "9")
    trainer.fails("pack", "set", TITLE, status=2)
    assert "is no time of day" in trainer.fails("pack", "set", TITLE, "--starts", "noon")


def test_a_pack_says_of_itself_what_is_set(trainer: Script) -> None:
    trainer.does("pack", "set", TITLE, "--starts", "9.30", "--minutes", "60", "--outcome", "a")
    told = trainer.reads("pack", "show", TITLE)
    assert (told["starts"], told["outcomes"], told["timing"]["ends"]) == ("09:30", ["a"], "09:50")
    assert "20 minutes in all: 40 minutes less" in trainer.does("pack", "show", TITLE)


def test_a_pack_is_renamed_copied_deleted_and_restored(trainer: Script) -> None:
    trainer.does("pack", "rename", TITLE, "Evening")
    key = trainer.does("pack", "duplicate", "Evening", "--title", "Morning").strip()
    trainer.does("pack", "delete", "Evening")
    assert [one["id"] for one in trainer.reads("pack", "list")] == [key]
    (trashed,) = trainer.reads("trash")
    trainer.does("restore", trashed["id"])
    assert {one["title"] for one in trainer.reads("pack", "list")} == {"Evening", "Morning"}


def test_warnings_stand_on_stderr_and_decide_only_if_strict(
    trainer: Script, tmp_path: Path
) -> None:
    trainer.does("pack", "add", TITLE, TWO)
    export = ("pack", "export", TITLE, "--format", "html,folder", "--out", tmp_path / "out")
    done = trainer.run(*export, "--edition", "trainer")
    assert (done.returncode, done.stdout.count("Wrote")) == (0, 2)
    assert done.stderr == (
        "Warning: “two” goes in with title, citation and link only: it is noted that it may not "
        "be handed on.\n"
    )
    assert trainer.run(*export, "--strict").returncode == 1
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == [
        f"{TITLE} (participant).html",
        f"{TITLE} (participant).zip",
        f"{TITLE} (trainer).html",
        f"{TITLE} (trainer).zip",
    ]


def test_a_check_tells_how_to_find_what_is_missing(trainer: Script) -> None:
    library = open_library(trainer.folder)
    add(library, note("case", "Locks.", kind="case study"))
    library.close()
    trainer.does("pack", "add", TITLE, TWO)
    told = trainer.does("pack", "check", TITLE)
    assert "- All records are of one kind: research finding." in told
    assert "--filter 'kind=case study'" in " ".join(told.split())


def test_a_check_tells_what_changed_and_a_refresh_takes_it(trainer: Script, tmp_path: Path) -> None:
    trainer.does("pack", "export", TITLE, "--format", "html", "--out", tmp_path / "out")
    library = open_library(trainer.folder)
    editing.edit_many(library, [ONE], FieldEdits(set={"finding": "Fewer falls."}))
    library.close()
    checked = trainer.reads("pack", "check", TITLE)
    assert [one["state"] for one in checked["since"]] == ["changed"]
    assert "- “one” was changed: One-line finding." in trainer.does("pack", "check", TITLE)
    trainer.does("pack", "refresh", TITLE)
    assert trainer.reads("pack", "check", TITLE)["since"] == []
    assert trainer.does("pack", "refresh", TITLE) == "Nothing is changed by that.\n"


def test_the_searches_a_check_offers_name_headings_and_can_be_typed(tmp_path: Path) -> None:
    made = empty_library(tmp_path / "library")
    stands = {"workflow": Workflow.PUBLISHED, "topics": (heading(made, "Fire Safety"),)}
    add(made, *(note(name, "Lamps.", kind="evaluation", **stands) for name in ("one", "two")))
    add(made, note("other", "Locks.", kind="toolkit", **stands))
    made.close()
    script = Script(tmp_path / "library")
    script.does("pack", "new", TITLE)
    script.does("pack", "add", TITLE, ONE, TWO)
    said = " ".join(script.does("pack", "check", TITLE).split())
    typed = shlex.split(said.split("To find 1 record for it: ", 1)[1].split(" - ")[0])
    assert "topic=Fire Safety" in typed
    assert [one["title"] for one in script.reads(*typed)["hits"]] == ["other"]
