"""What front matter says of files is set against what the library knows of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import Licence, Permission
from evidence_library.services import attachments, find, ingest, read
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from tests.helpers.attached import attach, held, written
from tests.helpers.libraries import add, identity, note

ONE = identity("one")


@pytest.fixture
def kept(library: Library, tmp_path: Path) -> Library:
    """A library whose record has a file under a licence."""
    add(library, note("one", "trust"))
    attach(library, ONE, written(tmp_path, "a.txt", "the zebra"))
    (one,) = held(library, ONE)
    known = replace(one, licence=Licence.OGL, may_redistribute=Permission.NO)
    attachments.describe(library, ONE, one.sha256, known)
    return library


def imported(library: Library, tmp_path: Path, matter: str) -> Record:
    path = written(tmp_path, "new.md", f"---\ntitle: New\nkind: study\n{matter}---\n\n## Aim\nx\n")
    (preview,) = ingest.preview(library, [path])
    report = ingest.commit(library, [preview])
    assert report.changes is not None
    (key,) = report.changes.records
    return read.read_record(library, key).record


def test_a_file_of_another_record_is_told_and_keeps_its_terms(
    kept: Library, tmp_path: Path
) -> None:
    digest = held(kept, ONE)[0].sha256
    record = imported(
        kept,
        tmp_path,
        f"attachments:\n- sha256: {digest}\n  name: ../../x/free.txt\n  licence: CC0\n"
        "  may_redistribute: yes\n  size: 1\n",
    )
    (one,) = record.attachments
    assert (one.name, one.licence, one.may_redistribute, one.size) == (
        "free.txt",
        Licence.OGL,
        Permission.NO,
        len("the zebra"),
    )
    assert [flag.code for flag in record.flags if flag.where == "attachments"] == [
        "attachment-of-another-record"
    ]


def test_what_is_no_digest_is_told_and_never_opened(kept: Library, tmp_path: Path) -> None:
    record = imported(
        kept,
        tmp_path,
        "attachments:\n- sha256: ../../../../etc/passwd\n  name: passwd\n"
        "  source_url: javascript:alert(1)\n",
    )
    assert [flag.code for flag in record.flags if flag.where == "attachments"] == [
        "attachment-names-no-file"
    ]
    (one,) = record.attachments
    with pytest.raises(UserCanFix, match=r"“passwd” is missing in the folder"):
        attachments.read(kept, one)
    told = {problem.code for problem in read.read_record(kept, record.id).problems}
    assert "bad-source-address" in told


def test_half_a_character_is_replaced(library: Library) -> None:
    add(library, replace(note("one", "trust\ud800"), title="a\udcff zebra", source_text="x\ud800"))
    record = read.read_record(library, ONE).record
    assert (record.title, record.source_text) == ("a\ufffd zebra", "x\ufffd")


def test_excerpts_and_titles_show_no_tags_and_no_controls(library: Library) -> None:
    body = "<script>alert(1)</script>The <b>quiet</b> zebra\u202e\x1b[2J walked to <http://x.org/>."
    add(library, replace(note("one", body), title="exe\u202efdp zebra"))
    (hit,) = find.hits(library, find.search(library, Request("zebra")))
    assert hit.plain_title == "exefdp zebra"
    told = "".join(span.text for span in hit.excerpt)
    assert told == "The quiet zebra[2J walked to <http://x.org/>."


def test_hits_keep_their_files_where_a_record_is_gone(kept: Library) -> None:
    add(kept, note("two", "nothing"), note("three", "nothing"))
    found = find.search(kept, Request("zebra"))
    gone = replace(found, numbers=(999, *found.numbers))
    (hit,) = find.hits(kept, gone)
    assert (hit.id, hit.attachment is not None) == (ONE, True)
