"""Whatever a record holds, no verb prints what a terminal would obey."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from evidence_library import cli
from evidence_library.cli.program import VERBS, program
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import RecordId, new_record_id
from evidence_library.model.record import Attachment, Identifiers, Record, Version
from evidence_library.services import (
    comments,
    find,
    library_settings,
    publishing,
    read,
    saved_searches,
    trash,
    word_groups,
)
from evidence_library.services.find import Request
from evidence_library.services.library import create_library
from evidence_library.services.opened import Library

#: Colours, the title of the window, the bell, nothing, a line over the line, the direction of
#: writing, and the same once more in one byte.
NASTY = "\x1b[8m\x1b]0;t\x07\x00\r\x1b[2J\u202eabc\u2066\x9b1m\x7f"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
#: No argument of a process can hold nothing.
ARGUMENT = NASTY.replace("\x00", "")
OURS = ("\x1b[1m", "\x1b[0m")

ONE = RecordId("40436109-ec42-4674-9f01-adaaf00559a6")
OTHER = RecordId("08f62b54-42d4-52f8-9b62-7b4a0edecd8f")

DOI = Identifiers(doi="10.1000/182")

#: Texts by which others are found.
_KEPT = frozenset({"id", "doi", "sha256", "digest", "url", "to", "concept", "value", "target"})


def _spoilt(thing: Any, name: str = "") -> Any:
    """The same thing with something nasty in every text of it."""
    if type(thing) is str and name not in _KEPT:
        return f"{thing}{NASTY}"
    if isinstance(thing, tuple):
        return tuple(_spoilt(one, name) for one in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        new = {one.name: _spoilt(getattr(thing, one.name), one.name) for one in fields(thing)}
        return replace(thing, **new)
    return thing


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nasty") / f"library{NASTY[:4]}"
    library = create_library(folder, starter=True)
    library.person = f"KL{NASTY}"
    with library.change(f"Spoil{NASTY}") as change:
        for key in (ONE, OTHER):
            record: Record = read.read_record(library, key).record
            change.put_record(_spoilt(_with_all(record)), keep_standing=True)
        copy = replace(read.read_record(library, ONE).record, id=new_record_id(), relations=())
        change.put_record(_spoilt(replace(copy, identifiers=DOI)), keep_standing=True)
    _said_about(library)
    library.close()
    return folder


def _with_all(record: Record) -> Record:
    """A record with what those of the starter content lack."""
    version = Version(number=1, date=PartialDate(2026, raw="2026"), by="KL", note="first")
    kept = Attachment(sha256="a" * 64, name="report.pdf", media_type="application/pdf", size=1)
    numbers = DOI if record.id == ONE else record.identifiers
    return replace(record, versions=(version,), attachments=(kept,), identifiers=numbers)


def _said_about(library: Library) -> None:
    comments.add(library, ONE, "title", f"Really?{NASTY}")
    publishing.send_back(library, [OTHER], f"no{NASTY}")
    saved_searches.save(library, f"mine{NASTY}", Request("equality"))
    word_groups.add(library, f"own{NASTY}", [word_groups.Draft(f"term{NASTY}")])
    library_settings.change(library, {"review_years": "4"})
    (third, *_rest) = find.hits(library, find.search(library, Request("wardens")))
    with library.change("Spoil another one") as change:
        change.put_record(_spoilt(read.read_record(library, third.id).record), keep_standing=True)
    trash.delete(library, [third.id])


def _ran(folder: Path, *words: str) -> Result:
    arguments = ["--library", str(folder), *words]
    return CliRunner().invoke(program(lambda _folder: 0), arguments, color=True)


TABLE = Path(__file__).parents[1] / "samples" / "recommendations.html"

ASKED: dict[str, tuple[tuple[str, ...], ...]] = {
    "show": (("show", ONE),),
    "search": (("search", "equality", "--explain"), ("search", "abc")),
    "saved": (("saved",), ("saved", "run", f"mine{NASTY}")),
    "map": (("map", "--rows", "topic", "--columns", "place"),),
    "compare": (("compare", ONE, OTHER), ("compare", ONE, NASTY)),
    "topics": (("topics",),),
    "topic": (("topic", "list"), ("topic", "show", "Policing")),
    "recommendations": (
        ("recommendations",),
        ("recommendations", "report"),
        ("recommendations", "import", str(TABLE), "--dry-run", "--title", ARGUMENT),
    ),
    "thesaurus": (("thesaurus", "list", "--own"),),
    "edit": (("edit", ONE, OTHER, "--set", f"licence=x{NASTY}", "--dry-run"),),
    "tag": (("tag", "list"), ("tag", "rename", ARGUMENT, "new")),
    "check": (("check",),),
    "publish": (("publish", ONE),),
    "review": (("review", ONE, "--comments"), ("review", OTHER)),
    "versions": (("versions", ONE),),
    "worklist": (("worklist",), ("worklist", "comments"), ("worklist", "unrated")),
    "duplicates": (("duplicates",),),
    "merge": (("merge", ONE, OTHER, "--dry-run"),),
    "trash": (("trash",),),
    "history": (("history", "--limit", "30"), ("history", "2"), ("history", "4")),
    "starter": (("starter",), ("starter", "update", "--dry-run")),
    "attach": (("attach", "list", ONE), ("attach", "check")),
    "pack": (
        ("pack", "new", f"Pack{ARGUMENT}"),
        ("pack", "add", "Pack", ONE, "--trainer-note", f"note{ARGUMENT}"),
        ("pack", "show", "Pack"),
        ("pack", "check", "Pack"),
        ("pack", "list"),
        ("pack", "show", NASTY),
    ),
    "assess": (
        ("assess", "new", f"Parks{ARGUMENT}", "--instrument", "Journey", "--by", f"Ann{ARGUMENT}"),
        ("assess", "judge", f"Parks{ARGUMENT}", "--stage", "intending", "--why", f"so{ARGUMENT}"),
        ("assess", "show", f"Parks{ARGUMENT}"),
        ("assess", "compare", f"Parks{ARGUMENT}", f"Parks{ARGUMENT}"),
        ("assess", "report", f"Parks{ARGUMENT}"),
        ("assess", "instruments"),
        ("assess", "list"),
    ),
    "action": (
        ("action", "add", f"Ask people{ARGUMENT}", "--measure", f"said{ARGUMENT}"),
        ("action", "progress", f"Ask people{ARGUMENT}", "--text", f"begun{ARGUMENT}"),
        ("action", "export", "--to", f"no such folder/list{ARGUMENT}.csv"),
        ("action", "list"),
    ),
    "chain": (("chain", ONE), ("chain", NASTY)),
    "cite": (("cite", ONE), ("cite", ONE, "--format", "ris")),
    "settings": (("settings", "--set", f"{NASTY}=1"),),
    "add": (("add", f"New{NASTY}", "--set", f"finding=x{NASTY}"),),
    "restore": (("restore", f"abcdef{NASTY}"),),
    "undo": (("undo",),),
    "redo": (("redo",),),
    "import": (("import", f"no such file{ARGUMENT}"),),
    "init": (("init",),),
}


#: Verbs that print what nobody can spoil: what ships, numbers, and labels of the program.
UNSPOILT = frozenset({"map", "topics", "topic", "recommendations", "starter", "redo", "init"})


def test_every_verb_is_asked() -> None:
    assert set(ASKED) == set(VERBS)


@pytest.mark.parametrize("verb", ASKED)
def test_a_verb_prints_nothing_that_a_terminal_obeys(folder: Path, verb: str) -> None:
    for words in ASKED[verb]:
        done = _ran(folder, *words)
        assert isinstance(done.exception, SystemExit | None)
        seen = done.stdout + done.stderr
        for sign in OURS:
            seen = seen.replace(sign, "")
        assert OBEYED.findall(seen) == []
        assert seen
    assert verb in UNSPOILT or "abc" in seen


def test_json_says_all_of_it_in_signs_nobody_obeys(folder: Path) -> None:
    for words in (("show", ONE), ("history",), ("trash",), ("review", ONE, "--comments")):
        done = _ran(folder, *words, "--json")
        assert OBEYED.findall(done.stdout) == []
        assert "abc" in json.dumps(json.loads(done.stdout))


def test_verbs_print_through_one_place() -> None:
    elsewhere = {"output.py", "progress.py"}
    for path in Path(str(cli.__file__)).parent.glob("*.py"):
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        names = {ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)}
        assert path.name in elsewhere or not names & {"click.echo", "click.secho", "print"}
