"""Nothing that is for the trainer reaches a document, slides or a file for participants."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.importers.pdf_text import page_texts
from evidence_library.model.document import Heading, InnerLink, Layout, Table
from evidence_library.model.ids import new_pack_id, new_pack_item_id
from evidence_library.model.pack import (
    Edition,
    ExerciseItem,
    Pack,
    Question,
    RecordItem,
    for_edition,
)
from evidence_library.model.record import CaseStudy
from evidence_library.services import pack_contents
from evidence_library.services.opened import Library
from evidence_library.services.pack_document import compose
from evidence_library.services.pack_slides import compose_slides
from evidence_library.services.produce import FORMATS, Wanted
from evidence_library.services.progress import quiet
from tests.helpers.libraries import add, empty_library, identity, note
from tests.helpers.packs import FOR_TRAINERS, packs, texts_of

TODAY = date(2026, 11, 22)
ONE, TWO, GONE = (identity(name) for name in ("one", "two", "gone"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    made = empty_library(tmp_path_factory.mktemp("libraries") / "library")
    case = CaseStudy(problem="Dark streets.", what_was_done="Lamps were put up.")
    add(made, note("one", "Lamps.", finding="Fewer falls.", case_study=case), note("two", "Locks."))
    yield made
    made.close()


def _whole() -> Pack:
    """A pack with trainer text wherever there can be any."""
    asked = (Question("What would you do?", FOR_TRAINERS),)
    item = RecordItem(
        id=new_pack_item_id(), record=ONE, trainer_note=FOR_TRAINERS, questions=asked, minutes=77
    )
    exercise = ExerciseItem(
        id=new_pack_item_id(),
        title="Try it",
        task="Write.",
        answer=FOR_TRAINERS,
        trainer_note=FOR_TRAINERS,
        questions=asked,
    )
    return Pack(
        id=new_pack_id(),
        title="Session",
        trainer_note=FOR_TRAINERS,
        planned_minutes=90,
        starts="09:30",
        items=(item, exercise),
    )


@given(pack=packs([ONE]), edition=st.sampled_from(Edition))
@settings(max_examples=50)
def test_what_an_edition_sees_it_sees_twice(pack: Pack, edition: Edition) -> None:
    once = for_edition(pack, edition)
    assert for_edition(once, edition) == once


@settings(max_examples=25)
@given(pack=packs([ONE, TWO, GONE]), layout=st.sampled_from(Layout))
def test_participants_get_nothing_that_is_for_the_trainer(
    library: Library, pack: Pack, layout: Layout
) -> None:
    contents = pack_contents.contents(library, pack, Edition.PARTICIPANT, today=TODAY)
    for made in (contents, compose(contents, layout), compose_slides(contents)):
        assert not [text for text in texts_of(made) if FOR_TRAINERS in text]
    assert contents.timing is None
    assert not [one for one in compose_slides(contents).slides if one.notes]


@settings(max_examples=25)
@given(pack=packs([ONE, TWO, GONE]), edition=st.sampled_from(Edition))
def test_a_document_is_one_that_every_format_can_write(
    library: Library, pack: Pack, edition: Edition
) -> None:
    document = compose(pack_contents.contents(library, pack, edition, today=TODAY), Layout.A4)
    level = 0
    anchors = set()
    for block in document.body:
        if isinstance(block, Heading):
            assert block.level <= level + 1
            assert block.text.strip()
            level = block.level
            anchors.add(block.anchor)
    for table in (one for one in document.body if isinstance(one, Table)):
        assert table.caption
        assert {len(row) for row in table.rows} <= {len(table.header)}
        links = [run for row in table.rows for cell in row for run in cell]
        assert {run.anchor for run in links if isinstance(run, InnerLink)} <= anchors
    for text in texts_of(document):
        assert not [sign for sign in text if sign < " " and sign not in "\n\t"]


def test_trainers_get_everything(library: Library) -> None:
    pack = _whole()
    contents = pack_contents.contents(library, pack, Edition.TRAINER, today=TODAY)
    said = [text for text in texts_of(compose(contents, Layout.A4)) if FOR_TRAINERS in text]
    assert len(said) == 6
    assert [text for text in texts_of(compose(contents, Layout.A4)) if "From 09:30, 1 hour" in text]
    noted = [text for text in texts_of(compose_slides(contents)) if FOR_TRAINERS in text]
    assert len(noted) == 6


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_file_for_participants_holds_what_is_for_the_trainer(
    library: Library, name: str
) -> None:
    contents = pack_contents.contents(library, _whole(), Edition.PARTICIPANT, today=TODAY)
    file = io.BytesIO()
    FORMATS[name].write(library, contents, Wanted((name,), Path()), file, quiet)
    data = file.getvalue()
    assert data
    for piece in _unpacked(data):
        assert FOR_TRAINERS.encode() not in piece
        assert b"09:30" not in piece


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Give a file, and what is packed in it."""
    yield data
    if data.startswith(b"%PDF"):
        text = " ".join(page_texts(data))
        assert "Lamps were put up." in text
        yield text.encode()
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as folder:
            for name in folder.namelist():
                yield folder.read(name)


def test_each_record_has_one_to_three_slides_and_its_questions_are_on_them(
    library: Library,
) -> None:
    contents = pack_contents.contents(library, _whole(), Edition.PARTICIPANT, today=TODAY)
    slides = compose_slides(contents).slides
    assert [one.title for one in slides] == [
        "Session",
        "Agenda",
        "one",
        "What was done, what changed: one",
        "How we know: one",
        "Try it",
        "Sources",
        "Licences",
    ]
    assert "What would you do?" in list(texts_of(slides[4]))


def test_cards_are_one_for_each_record_and_exercise(library: Library) -> None:
    pack = _whole()
    contents = pack_contents.contents(library, pack, Edition.PARTICIPANT, today=TODAY)
    document = compose(contents, Layout.CARDS)
    assert [one.title for one in document.cards] == ["one", "Try it", "Sources", "Licences"]
    assert (document.body, document.front) == ((), ())
    assert "Fewer falls." in list(texts_of(document.cards[0]))


def test_a_brief_says_findings_and_facts_only(library: Library) -> None:
    contents = pack_contents.contents(library, _whole(), Edition.PARTICIPANT, today=TODAY)
    said = list(texts_of(compose(contents, Layout.BRIEF)))
    assert "Fewer falls." in said
    assert "Lamps were put up." not in said


def test_only_the_chosen_parts_of_a_record_are_shown(library: Library) -> None:
    pack = _whole()
    (item, *_rest) = pack.items
    assert isinstance(item, RecordItem)
    chosen = replace(pack, items=(replace(item, sections=("what_was_done",)),))
    contents = pack_contents.contents(library, chosen, Edition.PARTICIPANT, today=TODAY)
    said = list(texts_of(compose(contents, Layout.A4)))
    assert "Lamps were put up." in said
    assert not {"Dark streets.", "Fewer falls.", "Lamps."} & set(said)
