"""Packs for tests, and everything that a document says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from hypothesis import strategies as st

from evidence_library.model.ids import PackId, PackItemId, RecordId
from evidence_library.model.pack import (
    BreakItem,
    ExerciseItem,
    Item,
    Pack,
    Question,
    RecordItem,
    TextItem,
)

#: Stands in all that is for the trainer of a random pack, and nowhere else.
FOR_TRAINERS = "Xsecretx"

_open = st.text(st.characters(codec="utf-8", exclude_characters="X\0"), max_size=30)
_secret = st.sampled_from(
    ["", FOR_TRAINERS, f"# {FOR_TRAINERS}", f"- **{FOR_TRAINERS}**", f"see {FOR_TRAINERS}\n\n> yes"]
)
_questions = st.lists(st.builds(Question, _open, _secret), max_size=2).map(tuple)
_minutes = st.none() | st.integers(0, 90)


def _items(records: Iterable[RecordId]) -> st.SearchStrategy[Item]:
    own = {"trainer_note": _secret, "minutes": _minutes, "page_break": st.booleans()}
    key = st.uuids().map(str).map(PackItemId)
    return st.one_of(
        st.builds(
            RecordItem,
            id=key,
            record=st.sampled_from(list(records)),
            questions=_questions,
            task=_open,
            sections=st.none() | st.just(("finding", "facts")),
            **own,
        ),
        st.builds(TextItem, id=key, title=_open, body=_open, **own),
        st.builds(
            ExerciseItem,
            id=key,
            title=_open,
            task=_open,
            answer=_secret,
            questions=_questions,
            **own,
        ),
        st.builds(BreakItem, id=key, title=_open, **own),
    )


def packs(records: Iterable[RecordId]) -> st.SearchStrategy[Pack]:
    """Make random packs of some records, with `FOR_TRAINERS` in what is for the trainer."""
    return st.builds(
        Pack,
        id=st.uuids().map(str).map(PackId),
        title=_open,
        audience=_open,
        outcomes=st.lists(_open, max_size=2).map(tuple),
        introduction=_open,
        trainer_note=_secret,
        planned_minutes=st.integers(0, 300),
        starts=st.sampled_from(["", "09:30", "23:50"]),
        date=st.sampled_from(["", "2026-11-22"]),
        house_name=_open,
        items=st.lists(_items(records), max_size=5).map(tuple),
    )


def texts_of(thing: object) -> Iterator[str]:
    """Give every text that stands anywhere in a document, slides or any other thing."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple | list | frozenset):
        for one in thing:
            yield from texts_of(one)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts_of(getattr(thing, field.name))
