"""Slides of a pack: whole where people wrote for the session, short where a record is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from evidence_library.model.document import Blocks, Deck, Listed, Slide, Table
from evidence_library.model.ids import new_pack_id, new_pack_item_id
from evidence_library.model.pack import (
    Edition,
    ExerciseItem,
    Item,
    Pack,
    Question,
    RecordItem,
    TextItem,
)
from evidence_library.model.record import CaseStudy, Outcome
from evidence_library.model.vocabulary import Direction, Licence, Workflow
from evidence_library.services import pack_contents
from evidence_library.services.opened import Library
from evidence_library.services.pack_shortening import first_sentences, shortened, titled
from evidence_library.services.pack_slides import compose_slides
from tests.helpers.libraries import add, empty_library, identity, note
from tests.helpers.packs import texts_of

TODAY = date(2026, 11, 22)
LONG = "Lamps were put up in every street. " * 30 + "LASTSTEP."
TITLE = (
    "Effects of improved street lighting on crime and on the fear of it in many towns of a country"
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    made = empty_library(tmp_path_factory.mktemp("libraries") / "library")
    case = CaseStudy(problem="- dark\n- empty", what_was_done=LONG)
    outcomes = tuple(
        Outcome(outcome=f"outcome {at}", direction=Direction.IMPROVED) for at in range(6)
    )
    lamps = note("one", finding="Fewer falls.", case_study=case, licence=Licence.OGL)
    lamps = replace(lamps, title=TITLE, outcomes=outcomes, workflow=Workflow.PUBLISHED)
    add(made, lamps, note("two", "Locks."))
    yield made
    made.close()


def slides(library: Library, *items: Item, edition: Edition = Edition.PARTICIPANT) -> Deck:
    pack = Pack(id=new_pack_id(), title="Session", introduction="We *begin*.", items=items)
    return compose_slides(pack_contents.contents(library, pack, edition, today=TODAY))


def named(deck: Deck, title: str) -> Slide:
    return next(one for one in deck.slides if one.title.startswith(title))


def kinds(blocks: Blocks) -> list[str]:
    return [type(one).__name__ for one in blocks]


def test_what_is_written_for_the_session_goes_in_whole(library: Library) -> None:
    items = (
        RecordItem(id=new_pack_item_id(), record=identity("one"), task=LONG),
        TextItem(id=new_pack_item_id(), title="Text", body=LONG),
        ExerciseItem(id=new_pack_item_id(), title="Try it", task=LONG),
    )
    deck = slides(library, *items)
    for title in ("How we know", "Text", "Try it"):
        assert "LASTSTEP." in " ".join(texts_of(named(deck, title).blocks))
    assert list(texts_of(named(deck, "Introduction").blocks)) == ["We ", "begin", "."]


def test_markdown_is_told_in_blocks(library: Library) -> None:
    body = "## Why\n\n| Harm | How often |\n|---|---|\n| Arrest | Often |\n\n- one\n\n> said"
    asked = (Question("What did people *expect*?"),)
    exercise = ExerciseItem(id=new_pack_item_id(), title="Try", task="1. one", questions=asked)
    deck = slides(library, TextItem(id=new_pack_item_id(), title="Text", body=body), exercise)
    assert kinds(named(deck, "Text").blocks) == ["Heading", "Table", "Listed", "Quotation"]
    assert kinds(named(deck, "Try").blocks) == ["Listed", "Note"]
    assert not [text for text in texts_of(deck) if "*" in text or "|" in text]


def test_a_record_is_told_in_few_words_and_whole_for_the_trainer(library: Library) -> None:
    item = RecordItem(id=new_pack_item_id(), record=identity("one"))
    deck = slides(library, item)
    assert kinds(named(deck, TITLE).blocks) == ["Paragraph", "Listed"]
    done = named(deck, "What was done")
    assert next(iter(texts_of(done.blocks))).endswith("street. …")
    assert "And 2 more." in list(texts_of(done.blocks))
    assert not done.notes
    noted = named(slides(library, item, edition=Edition.TRAINER), "What was done").notes
    assert "LASTSTEP." in " ".join(texts_of(noted))


def test_titles_are_cut_after_a_word_and_only_that_of_the_record(library: Library) -> None:
    deck = slides(library, RecordItem(id=new_pack_item_id(), record=identity("one")))
    how = named(deck, "How we know").title
    assert how == (
        "How we know: Effects of improved street lighting on crime and on the fear of it in many …"
    )
    assert shortened("x" * 40, 20) == "x" * 18 + " …"
    assert len(titled("How we know", "words " * 40, 60)) <= 60
    assert first_sentences("One two. Three.", 2) == "One two. …"


def test_sources_and_licences_are_those_of_the_documents(library: Library) -> None:
    items = (RecordItem(id=new_pack_item_id(), record=identity(name)) for name in ("one", "two"))
    deck = slides(library, *items)
    (sources,) = named(deck, "Sources").blocks
    assert isinstance(sources, Listed)
    assert [len(one) for one in sources.items] == [2, 2]
    said = " ".join(texts_of(named(deck, "Licences").blocks))
    assert "Open Government Licence" in said
    assert "https://www.nationalarchives.gov.uk/" in said
    assert "Records as they were on 22 November 2026." in said
    assert not [one for one in named(deck, "Licences").blocks if isinstance(one, Table)]
