"""A small checker of JSON Schema, for the words our schemas use. It knows no other word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_TYPES: dict[str, type] = {"object": dict, "array": list, "string": str, "integer": int}
_SAYS_NOTHING = {"$schema", "$defs", "title", "description"}


def faults(value: Any, schema: Any, whole: Any = None, where: str = "") -> Iterator[str]:
    """Give the places of a value that a schema does not allow, with the word that forbids them."""
    whole = whole or schema
    if "$ref" in schema:
        yield from faults(value, whole["$defs"][schema["$ref"].rpartition("/")[2]], whole, where)
        return
    wanted = schema.get("type", [])
    kinds = tuple(_TYPES[one] for one in ([wanted] if isinstance(wanted, str) else wanted))
    if kinds and not isinstance(value, kinds):
        yield f"{where}: type"
        return
    for word, said in schema.items():
        if word not in _SAYS_NOTHING | {"type"}:
            yield from _RULES[word](value, said, schema, whole, where)


def _each_property(value: Any, said: Any, _schema: Any, whole: Any, where: str) -> Iterator[str]:
    for name in value.keys() & said.keys():
        yield from faults(value[name], said[name], whole, f"{where}.{name}")


def _other_properties(value: Any, said: Any, schema: Any, _whole: Any, where: str) -> Iterator[str]:
    assert said is False
    yield from (f"{where}.{name}: unknown" for name in value.keys() - schema["properties"].keys())


def _required(value: Any, said: Any, _schema: Any, _whole: Any, where: str) -> Iterator[str]:
    yield from (f"{where}.{name}: required" for name in said if name not in value)


def _each_item(value: Any, said: Any, _schema: Any, whole: Any, where: str) -> Iterator[str]:
    for at, one in enumerate(value):
        yield from faults(one, said, whole, f"{where}.{at}")


def _number(value: Any, said: Any, schema: Any, _whole: Any, where: str) -> Iterator[str]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{where}: number of items"


def _among(value: Any, said: Any, _schema: Any, _whole: Any, where: str) -> Iterator[str]:
    if value not in said:
        yield f"{where}: enum"


def _pattern(value: Any, said: Any, _schema: Any, _whole: Any, where: str) -> Iterator[str]:
    if isinstance(value, str) and not re.search(said, value):
        yield f"{where}: pattern"


_RULES = {
    "properties": _each_property,
    "additionalProperties": _other_properties,
    "required": _required,
    "items": _each_item,
    "minItems": _number,
    "maxItems": _number,
    "enum": _among,
    "pattern": _pattern,
}
