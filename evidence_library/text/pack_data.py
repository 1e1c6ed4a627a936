"""A pack as plain data and as JSON, and back: each item says what it is in a word of its own."""

from __future__ import annotations

from dataclasses import field, fields, make_dataclass
from functools import cache
from typing import Any, get_type_hints

from evidence_library.errors import UserCanFix
from evidence_library.model.pack import (
    BreakItem,
    ExerciseItem,
    Item,
    Pack,
    RecordItem,
    TextItem,
)
from evidence_library.text.plain_data import from_data, from_json, storable_data, to_data, to_json

#: The form this program writes; a pack of a higher one comes from a newer program.
FORMAT = 1

#: What an item says that it is.
KINDS: dict[str, type[Item]] = {
    "record": RecordItem,
    "text": TextItem,
    "exercise": ExerciseItem,
    "break": BreakItem,
}
_NAMES = {kind: name for name, kind in KINDS.items()}


def kind_of(item: Item) -> str:
    """Say in a word what an item is."""
    return _NAMES[type(item)]


def pack_data(pack: Pack) -> dict[str, Any]:
    """Give a pack as dicts, lists and text. Halves of characters are replaced."""
    data = to_data(pack)
    data["items"] = [
        {"is": kind_of(item), **told} for item, told in zip(pack.items, data["items"], strict=True)
    ]
    kept: dict[str, Any] = storable_data({"format": FORMAT, **data})
    return kept


def pack_from_data(data: dict[str, Any]) -> Pack:
    """Make a pack of plain data. Raises `UserCanFix` if the data does not have the form."""
    told = dict(data)
    items = told.pop("items", [])
    if told.pop("format", None) != FORMAT or not isinstance(items, list):
        raise UserCanFix("The pack is of no form that this program knows.")
    read = tuple(map(_item, items))
    bare = from_data(told, _without_items())
    values = {one.name: getattr(bare, one.name) for one in fields(bare)}
    return Pack(**values, items=read)


def pack_json(pack: Pack) -> str:
    """Write a pack as compact JSON."""
    return to_json(pack_data(pack))


def pack_from_json(text: str) -> Pack:
    """Read a pack from JSON. Raises `UserCanFix` if it is none of this program's form."""
    try:
        data = from_json(text, dict)
    except (ValueError, RecursionError) as error:
        raise UserCanFix("The pack is of no form that this program knows.") from error
    return pack_from_data(data)


def _item(data: Any) -> Item:
    kind = KINDS.get(data.get("is", "")) if isinstance(data, dict) else None
    if kind is None:
        raise UserCanFix("The pack holds something that this program does not know.")
    return from_data({name: value for name, value in data.items() if name != "is"}, kind)


@cache
def _without_items() -> type[Any]:
    """Give a form like a pack's, but for its items: the reader takes only things of one kind."""
    hints = get_type_hints(Pack)
    return make_dataclass(
        "Pack",
        [
            (one.name, hints[one.name], field(default=one.default))
            for one in fields(Pack)
            if one.name != "items"
        ],
        frozen=True,
        kw_only=True,
    )
