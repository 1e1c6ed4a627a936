"""What may not be handed on goes in with title, citation and link; the licence page says why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from evidence_library.model.document import Layout
from evidence_library.model.ids import new_pack_id, new_pack_item_id
from evidence_library.model.pack import Edition, Pack, RecordItem
from evidence_library.model.record import Attachment, Link, Name
from evidence_library.model.vocabulary import Licence, LinkRole, Permission, Workflow
from evidence_library.services import pack_contents, pack_rights, pack_sources
from evidence_library.services.opened import Library
from evidence_library.services.pack_contents import Contents
from evidence_library.services.pack_document import compose
from tests.helpers.libraries import add, empty_library, identity, note
from tests.helpers.packs import texts_of

YES, NO, ASK, NOBODY_SAYS = Permission.YES, Permission.NO, Permission.ASK, Permission.UNKNOWN
RESERVED = Licence.ALL_RIGHTS_RESERVED


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = empty_library(tmp_path / "library")
    yield made
    made.close()


def _contents(library: Library, *names: str) -> Contents:
    """Give a pack of some records as trainers get it."""
    items = tuple(RecordItem(id=new_pack_item_id(), record=identity(one)) for one in names)
    pack = Pack(id=new_pack_id(), title="Session", items=items)
    return pack_contents.contents(library, pack, Edition.TRAINER, today=date(2026, 11, 22))


@pytest.mark.parametrize("licence", Licence)
def test_every_licence_has_its_words(licence: Licence) -> None:
    terms = pack_rights.terms_of(licence)
    assert (terms.name, bool(terms.title), bool(terms.statement)) == (licence.value, True, True)
    assert set(re.findall(r"{(\w+)}", terms.attribution)) == {"title", "holder", "year"}
    assert terms.address.startswith("https://") or not terms.address


@pytest.mark.parametrize(
    ("licence", "permission", "allowed"),
    [
        (Licence.OGL, NOBODY_SAYS, True),
        (Licence.OGL, NO, False),
        (Licence.CC_BY, ASK, False),
        (RESERVED, NOBODY_SAYS, False),
        (RESERVED, YES, True),
        (Licence.UNKNOWN, NOBODY_SAYS, True),
        (Licence.CC_BY_NC, NOBODY_SAYS, True),
        (Licence.CROWN, NOBODY_SAYS, True),
    ],
)
def test_the_permission_noted_comes_before_the_licence(
    licence: Licence, permission: Permission, allowed: bool
) -> None:
    rights = pack_rights.of_record(note("x", licence=licence, may_redistribute=permission))
    assert rights.allowed is allowed
    assert bool(rights.reason) is not allowed


@pytest.mark.parametrize(
    ("licence", "permission", "of_record", "allowed"),
    [
        (Licence.OGL, NOBODY_SAYS, NOBODY_SAYS, True),
        (Licence.UNKNOWN, YES, NOBODY_SAYS, True),
        (Licence.UNKNOWN, NOBODY_SAYS, YES, False),
        (Licence.OGL, NO, YES, False),
        (Licence.CROWN, NOBODY_SAYS, NOBODY_SAYS, False),
    ],
)
def test_a_file_goes_along_only_where_that_is_clearly_allowed(
    licence: Licence, permission: Permission, of_record: Permission, allowed: bool
) -> None:
    file = Attachment(sha256="a" * 64, name="r.pdf", licence=licence, may_redistribute=permission)
    record = note("x", attachments=(file,), may_redistribute=of_record)
    (told,) = pack_rights.of_record(record).files
    assert (told.allowed, bool(told.reason)) == (allowed, not allowed)


def test_an_attribution_names_title_holder_and_year() -> None:
    record = note(
        "Lamps {year}.", year=2009, licence=Licence.OGL, publisher=(Name("Home Office", True),)
    )
    assert pack_rights.of_record(record).attribution == (
        "Lamps {year}. Home Office, 2009. Licensed under the Open Government Licence v3.0."
    )


def test_a_record_that_may_not_be_handed_on_is_cited_and_linked_without_its_text(
    library: Library,
) -> None:
    address = "https://example.org/report"
    source = Link(role=LinkRole.SOURCE, url=address, label="Report")
    add(
        library,
        note(
            "held",
            "The text.",
            finding="The finding.",
            may_redistribute=NO,
            links=(source,),
            workflow=Workflow.PUBLISHED,
        ),
        note("free", "Our summary.", year=2009, workflow=Workflow.PUBLISHED),
    )
    contents = _contents(library, "held", "free")
    for layout in Layout:
        said = list(texts_of(compose(contents, layout)))
        assert not {"The text.", "The finding."} & set(said)
    said = list(texts_of(compose(contents, Layout.A4)))
    assert {"held", "Report", address, "Our summary."} <= set(said)
    assert [one for one in said if one.startswith("Nobody has noted under what terms")]
    assert contents.warnings == (
        "“held” goes in with title, citation and link only: it is noted that it may not be "
        "handed on.",
    )


def test_each_source_stands_once_on_the_licence_page(library: Library) -> None:
    held = {"workflow": Workflow.PUBLISHED, "licence": Licence.CC_BY, "year": 2009}
    add(library, note("free", **held), note("held", may_redistribute=ASK, **held))
    contents = _contents(library, "free", "held")
    said = list(texts_of(pack_sources.licences(contents)))
    assert [one for one in said if one.startswith(("free", "held"))] == [
        "free. Holder of the rights not stated, 2009. Licensed under CC BY; changes: summarised.",
        "held. Holder of the rights not stated, 2009. Licensed under CC BY. Only linked, because "
        "it is noted that the holder of the rights must be asked first.",
    ]


def test_terms_that_forbid_something_are_told_once_for_all_their_records(library: Library) -> None:
    held = {"workflow": Workflow.PUBLISHED, "licence": Licence.CC_BY_NC}
    add(library, note("one", **held), note("two", **held))
    add(library, note("three", **{**held, "may_redistribute": YES}))
    assert _contents(library, "one", "two", "three").warnings == (
        "Under CC BY-NC (not for commercial use): “one”, “two”.",
    )
