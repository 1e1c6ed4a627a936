"""Records that seem to tell of one source are found, with the reasons; others are not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.model.ids import new_record_id
from evidence_library.model.record import Identifiers, Name, Record, Relation
from evidence_library.model.vocabulary import RelationType
from evidence_library.services import curate, duplicates, ingest
from evidence_library.services.library import create_library
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, identity, note

BODY = (
    "Wardens walked the streets of three estates at night for two years, and residents were asked "
    "before and after whether they felt safe in their own street and in the next one."
)


def report(name: str, body: str = BODY, **fields: object) -> Record:
    values: dict[str, object] = {"title": "Street wardens in three towns", "year": 2006, **fields}
    return note(name, body, **values)


def found(library: Library, record: Record) -> list[str]:
    return [one.id for one in duplicates.near(library, record)]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"title": "The street wardens in THREE towns"}, "The same title; 100% of the wording"),
        ({"title": "Street wardns in three towns", "body": ""}, "Titles that are alike"),
        ({"title": "In three towns: street wardens"}, "Titles that are alike"),
        ({"title": "Street wardens in three towns: an evaluation", "body": ""}, "The same title"),
        ({"title": "Another name altogether"}, "100% of the wording at the beginning is the same"),
    ],
)
def test_another_account_of_a_source_is_found(
    library: Library, fields: dict[str, object], reason: str
) -> None:
    author = (Name("Park, A."),)
    add(library, report("one", authors=author), note("other", "Lamps were lit."))
    again = report("two", **{"authors": author, **fields})
    [told] = duplicates.near(library, again)
    assert told.id == identity("one")
    assert told.reason.startswith(reason)
    assert "the same author (Park)" in told.reason
    add(library, again)
    [pair] = duplicates.pairs(library)
    assert set(pair.ids) == {identity("one"), identity("two")}


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Street lamps in three towns"},
        {"title": "Street wardens in three towns, part 2", "body": ""},
        {"title": "Street wardens in three towns", "body": "", "year": 2012},
        {"title": "Wardens", "body": "Wardens walked."},
    ],
)
def test_another_source_of_the_same_kind_is_not(
    library: Library, fields: dict[str, object]
) -> None:
    add(library, report("one"))
    body = fields.pop("body", "Lamps were put up in the streets of a port, and theft was counted.")
    other = report("two", **{"body": body, **fields})
    add(library, other)
    assert found(library, other) == []
    assert duplicates.pairs(library) == ()


@pytest.mark.parametrize(
    ("stated", "other"),
    [
        (Identifiers(doi="10.1000/ABC.5"), Identifiers(doi="https://doi.org/10.1000/abc.5")),
        (Identifiers(doi="10.1000/abc.5"), Identifiers(doi="doi:10.1000/abc.5.")),
    ],
)
def test_the_same_doi_is_enough_however_it_is_spelt(
    library: Library, stated: Identifiers, other: Identifiers
) -> None:
    add(library, note("one", identifiers=stated), note("two", identifiers=other))
    [told] = duplicates.near(library, note("two", identifiers=other))
    assert told.reason == "The same DOI, 10.1000/abc.5"
    assert len(duplicates.pairs(library)) == 1


def test_chapters_of_one_book_are_no_duplicates(library: Library) -> None:
    book = Identifiers(isbn="978-0-306-40615-7")
    add(library, note("lamps", identifiers=book), note("wardens", identifiers=book))
    assert duplicates.pairs(library) == ()
    same = note("again", title="lamps", identifiers=Identifiers(isbn="0306406152"))
    assert found(library, same) == [identity("lamps")]


def test_records_that_a_relation_joins_are_known_to_be_two(library: Library) -> None:
    joined = Relation(type=RelationType.SAME_STUDY_AS, to=identity("one"))
    add(library, report("one"), report("two", relations=(joined,)))
    assert duplicates.pairs(library) == ()
    assert found(library, report("one")) == found(library, report("two", relations=(joined,))) == []


def test_what_somebody_said_is_no_duplicate_is_not_told_again_until_that_is_undone(
    library: Library,
) -> None:
    add(library, report("one"), report("two"))
    done = duplicates.not_duplicates(library, identity("two"), identity("one"))
    assert done.name.startswith("Not duplicates: “Street wardens")
    assert (done.any, done.any_found) == (True, False)
    assert duplicates.pairs(library) == ()
    assert found(library, report("one")) == []
    curate.undo(library)
    assert len(duplicates.pairs(library)) == len(found(library, report("one"))) == 1
    with pytest.raises(UserCanFix, match="two different records"):
        duplicates.not_duplicates(library, identity("one"), identity("one"))
    with pytest.raises(UserCanFix, match="no longer in the library"):
        duplicates.not_duplicates(library, identity("one"), identity("gone"))


def test_pairs_follow_what_is_changed(library: Library) -> None:
    add(library, report("one"))
    assert duplicates.pairs(library) == ()
    add(library, report("two"))
    assert len(duplicates.pairs(library)) == 1
    add(library, report("two", "Something else entirely.", title="Lamps"))
    assert duplicates.pairs(library) == ()
    curate.undo(library)
    assert len(duplicates.pairs(library)) == 1


def test_a_record_not_in_the_library_yet_is_compared_too(library: Library) -> None:
    add(library, report("one"))
    assert found(library, replace(report("one"), id=new_record_id())) == [identity("one")]
    assert found(library, note("empty", title="")) == []


def test_looking_for_pairs_can_be_stopped(library: Library) -> None:
    def stop(_done: int, _total: int, _what: str) -> None:
        raise KeyboardInterrupt

    add(library, report("one"), report("two"))
    with pytest.raises(KeyboardInterrupt):
        duplicates.pairs(library, stop)
    assert len(duplicates.pairs(library)) == 1


def test_no_two_records_of_the_starter_content_are_taken_for_one(tmp_path: Path) -> None:
    library = create_library(tmp_path / "library", starter=True)
    assert duplicates.pairs(library) == ()
    library.close()


def test_an_import_tells_of_what_it_may_be_a_duplicate_of(library: Library, tmp_path: Path) -> None:
    add(library, report("one"))
    path = tmp_path / "two.md"
    path.write_text(
        f"---\ntitle: Street wardens in three towns\npublished: 2006\n---\n{BODY}\n", "utf-8"
    )
    [item] = ingest.preview_with_near(library, [path])
    assert item.reading is not None
    assert [one.id for one in item.near] == [identity("one")]
    assert item.reading.problems[-1].code == "near-duplicate"
    assert "Street wardens" in item.reading.problems[-1].message
    ingest.commit(library, [item])
    assert library.count() == 2
