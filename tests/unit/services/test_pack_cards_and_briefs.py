"""The short forms of a pack: cards that name their sources, and a brief."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from evidence_library.model.dates import PartialDate
from evidence_library.model.document import (
    Block,
    Document,
    Heading,
    Layout,
    Listed,
    Note,
    PageEnd,
    Paragraph,
    WebLink,
)
from evidence_library.model.ids import new_pack_id, new_pack_item_id
from evidence_library.model.pack import Edition, Pack, Question, RecordItem
from evidence_library.model.record import CaseStudy, Link, Name, Place, Section
from evidence_library.model.vocabulary import Licence, LinkRole, Permission
from evidence_library.services import pack_contents, pack_layouts
from evidence_library.services.opened import Library
from evidence_library.services.pack_document import compose
from tests.helpers.libraries import add, empty_library, identity, note
from tests.helpers.packs import texts_of

TODAY = date(2026, 11, 22)
SOURCE = "https://example.org/lamps"
CC_BY = "https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    made = empty_library(tmp_path_factory.mktemp("libraries") / "library")
    lamps = replace(
        note("one", "Lamps.", finding="Fewer falls.", licence=Licence.CC_BY),
        authors=(Name("Doe, Jane"), Name("Roe, Sam"), Name("Poe, Ann")),
        published=PartialDate(2013),
        links=(Link(url=SOURCE, role=LinkRole.SOURCE),),
        place=(Place(country="England"),),
        case_study=CaseStudy(problem="Dark streets.", what_was_done="- lamps\n- mirrors"),
        sections=(Section(heading="What was done", body="More of it."),),
    )
    shut = replace(lamps, id=identity("two"), may_redistribute=Permission.ASK)
    add(made, lamps, shut)
    yield made
    made.close()


def composed(library: Library, layout: Layout) -> Document:
    items = tuple(RecordItem(id=new_pack_item_id(), record=identity(one)) for one in ("one", "two"))
    pack = Pack(id=new_pack_id(), title="Session", items=items)
    return compose(pack_contents.contents(library, pack, Edition.PARTICIPANT, today=TODAY), layout)


def addresses(blocks: object) -> list[str]:
    if isinstance(blocks, tuple):
        return [found for one in blocks for found in addresses(one)]
    if isinstance(blocks, WebLink):
        return [blocks.address]
    inside = getattr(blocks, "items", None) or getattr(blocks, "runs", ())
    return addresses(inside)


def test_each_card_names_its_source_and_terms(library: Library) -> None:
    for card in composed(library, Layout.CARDS).cards[:2]:
        said = " ".join(texts_of(card.blocks))
        assert "Source: Doe, Jane and 2 others, 2013." in said
        assert addresses(card.blocks) == [SOURCE, CC_BY]


def test_the_last_cards_hold_all_sources_and_licences(library: Library) -> None:
    *_, sources, licences = composed(library, Layout.CARDS).cards
    assert (sources.title, licences.title) == ("Sources", "Licences")
    assert SOURCE in addresses(sources.blocks)
    assert "Licensed under CC BY" in " ".join(texts_of(licences.blocks))
    assert not [one for one in licences.blocks if isinstance(one, Heading)]


def test_a_line_of_facts_has_one_colon(library: Library) -> None:
    for layout in (Layout.CARDS, Layout.BRIEF):
        said = list(texts_of(composed(library, layout)))
        assert "How we know: Not rated – one country" in said


def test_a_case_is_told_behind_names_that_are_no_headings(library: Library) -> None:
    headings = [one.text for one in composed(library, Layout.A4).body if isinstance(one, Heading)]
    assert "The case at a glance" in headings
    assert headings.count("What was done") == 1
    said = " ".join(texts_of(composed(library, Layout.A4)))
    assert "Problem:   Dark streets." in said


def test_the_terms_of_a_brief_are_links(library: Library) -> None:
    assert CC_BY in addresses(composed(library, Layout.BRIEF).body)


def test_what_goes_on_on_a_further_card_is_never_the_source_alone(library: Library) -> None:
    item = RecordItem(id=new_pack_item_id(), record=identity("one"), task="Write.")
    pack = Pack(id=new_pack_id(), title="Session", items=(item,))
    held = pack_contents.contents(library, pack, Edition.PARTICIPANT, today=TODAY)
    *_, source, task = compose(held, Layout.CARDS).cards[0].blocks
    assert isinstance(source, Paragraph)
    assert isinstance(task, Note)


def test_a_brief_says_of_which_sources_its_terms_are(library: Library) -> None:
    said = " ".join(texts_of(composed(library, Layout.BRIEF).body))
    assert "Source 1: licensed under a Creative Commons Attribution licence (CC BY)." in said


def test_records_of_one_source_cite_it_once_and_name_their_state(library: Library) -> None:
    for layout in (Layout.A4, Layout.BRIEF):
        lists = [one for one in composed(library, layout).body if isinstance(one, Listed)]
        [sources] = [one for one in lists if one.numbered]
        [source] = sources.items
        assert len(source) == 3
        assert "“one”: " in " ".join(texts_of(source[1]))


def test_a_trainers_brief_has_all_of_the_session_on_a_further_page(library: Library) -> None:
    item = RecordItem(
        id=new_pack_item_id(),
        record=identity("one"),
        trainer_note="Wait.",
        questions=(Question("Why?", "Because."),),
        task="Write.",
        minutes=7,
    )
    pack = Pack(
        id=new_pack_id(),
        title="Session",
        items=(item,),
        outcomes=("ask",),
        trainer_note="Hand out.",
    )
    pages: dict[Edition, tuple[tuple[Block, ...], str]] = {}
    for edition in Edition:
        held = pack_contents.contents(library, pack, edition, today=TODAY)
        body = compose(held, Layout.BRIEF).body
        at = body.index(PageEnd()) if PageEnd() in body else len(body)
        pages[edition] = body[:at], " ".join(texts_of(body[at:]))
    assert pages[Edition.TRAINER][0] == pages[Edition.PARTICIPANT][0]
    assert pages[Edition.PARTICIPANT][1] == ""
    for one in ("ask", "Hand out.", "Why?", "Because.", "Write.", "Wait.", "7 minutes"):
        assert one in pages[Edition.TRAINER][1]
    held = pack_contents.contents(library, pack, Edition.TRAINER, today=TODAY)
    assert pack_layouts.left_out(held, Layout.BRIEF) == ()
