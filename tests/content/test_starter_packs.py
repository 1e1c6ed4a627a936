"""The packs that ship say nothing that their records do not, add up, and are balanced."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date

import pytest

from evidence_library.assets import casestudies
from evidence_library.exporters import document_pdf
from evidence_library.importers import pack_file
from evidence_library.importers.pdf_text import page_texts
from evidence_library.model.document import Layout
from evidence_library.model.ids import RecordId
from evidence_library.model.pack import (
    BreakItem,
    Edition,
    ExerciseItem,
    Pack,
    Question,
    RecordItem,
    TextItem,
    for_edition,
    records_of,
)
from evidence_library.model.record import Record
from evidence_library.services import (
    pack_balance,
    pack_contents,
    pack_document,
    pack_parts,
    pack_rights,
    pack_timing,
    packs,
)
from evidence_library.services.opened import Library
from evidence_library.text import markdown_blocks
from tests.content.figures import figures, ledger
from tests.content.starter import records

PATHS = sorted((casestudies() / "packs").glob("*.yaml"))
PACKS = [pack_file.read(path.read_text(encoding="utf-8")).pack for path in PATHS]
TODAY = date(2026, 11, 22)

each = pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.title)

#: Words that would say more than "not rated".
_RATING = re.compile(r"\b(?:(?:strong|weak|good|poor|low|high)[ -]quality|proven|proves?)\b")


def held(pack: Pack) -> dict[RecordId, Record]:
    known = {one.id: one for one in records().values()}
    return {key: known[key] for key in records_of(pack)}


def texts(pack: Pack) -> Iterator[str]:
    """Everything a pack says in words of its own."""
    yield from (pack.title, pack.audience, *pack.outcomes, pack.introduction, pack.trainer_note)
    for item in pack.items:
        yield item.trainer_note
        if isinstance(item, TextItem):
            yield from (item.title, item.body)
        if isinstance(item, ExerciseItem):
            yield from (item.title, item.answer)
        if isinstance(item, RecordItem | ExerciseItem):
            yield item.task
        for question in questions(item):
            yield from (question.text, question.answer)


def questions(item: object) -> tuple[Question, ...]:
    return item.questions if isinstance(item, RecordItem | ExerciseItem) else ()


def test_three_packs_ship_without_a_fault() -> None:
    readings = [pack_file.read(path.read_text(encoding="utf-8")) for path in PATHS]
    assert [one.problems for one in readings] == [()] * 3
    assert [(one.title, one.planned_minutes, one.layout) for one in PACKS] == [
        ("When good intentions harm", 120, "a4"),
        ("Trust and policing in diverse communities", 210, "a4"),
        ("Preventing violence together", 10, "brief"),
    ]
    assert len({one.id for one in PACKS}) == 3


@each
def test_every_record_and_section_it_names_is_there(pack: Pack) -> None:
    found = held(pack)
    for item in pack.items:
        if isinstance(item, RecordItem):
            known = {one.key for one in pack_parts.parts(found[item.record])}
            assert item.sections
            assert set(item.sections) <= known


@each
def test_its_minutes_add_up_to_the_plan(pack: Pack) -> None:
    timing = pack_timing.timed(pack, held(pack))
    assert (timing.total, timing.over) == (pack.planned_minutes, 0)
    assert not any(one.estimated for one in timing.items)


@each
def test_there_is_time_to_read_what_it_shows(pack: Pack) -> None:
    bare = for_edition(pack, Edition.PARTICIPANT)
    for item, shown in zip(pack.items, bare.items, strict=True):
        if isinstance(shown, RecordItem) and item.minutes:
            words = sum(
                len(text.split())
                for text in pack_parts.texts(
                    held(pack)[shown.record],
                    pack_parts.chosen(held(pack)[shown.record], shown.sections),
                )
            )
            assert words / pack_timing.WORDS_A_MINUTE < item.minutes


@each
def test_it_tells_no_figure_that_is_not_in_its_records(pack: Pack) -> None:
    known = records()
    names = {name for name, one in known.items() if one.id in records_of(pack)}
    allowed = frozenset[str]().union(*(ledger()[name] for name in names))
    for text in texts(pack):
        assert figures(text) - allowed == set(), text
        assert not _RATING.search(text), text


@each
def test_every_item_has_a_purpose(pack: Pack) -> None:
    assert pack.audience
    assert pack.introduction
    assert pack.trainer_note
    assert pack.outcomes
    for item in pack.items:
        assert item.minutes
        if not isinstance(item, BreakItem):
            assert item.trainer_note
        if isinstance(item, RecordItem):
            assert item.questions
        if isinstance(item, TextItem):
            assert item.title
            assert item.body
        if isinstance(item, ExerciseItem):
            assert item.task
            assert item.answer
            assert item.questions


@each
def test_questions_ask_and_have_a_model_answer(pack: Pack) -> None:
    asked = [one for item in pack.items for one in questions(item)]
    assert asked
    for one in asked:
        assert one.text.endswith(("?", "?”"))
        assert one.answer.endswith((".", "?"))


@each
def test_it_is_balanced_by_its_own_check_and_may_be_handed_on(
    pack: Pack, starter_library: Library
) -> None:
    found = list(held(pack).values())
    balance = pack_balance.balance(starter_library, found, today=TODAY)
    assert [one.sentence for one in balance.lacks] == []
    assert [one.title for one in found if not pack_rights.of_record(one).allowed] == []


@each
def test_its_markdown_is_plain(pack: Pack) -> None:
    for text in texts(pack):
        markdown_blocks.blocks(text)
        assert "<" not in text
        assert "http" not in text


def test_a_new_library_has_them_and_says_that_they_came_with_it(starter_library: Library) -> None:
    told = packs.listed(starter_library)
    assert [(one.title, one.starter) for one in told] == [(one.title, True) for one in PACKS]
    assert [packs.find(starter_library, one.id) for one in PACKS] == PACKS


def test_the_one_page_briefing_is_one_page(starter_library: Library) -> None:
    briefing = PACKS[-1]
    held_now = pack_contents.contents(starter_library, briefing, Edition.PARTICIPANT, today=TODAY)
    written = io.BytesIO()
    document_pdf.write(pack_document.compose(held_now, Layout.BRIEF), written)
    assert len(page_texts(written.getvalue())) == 1
