"""The model as plain data (dicts, lists, words, numbers) and as JSON, and back."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import compress
from operator import ne
from typing import Any, TypeVar, get_type_hints

import msgspec

from evidence_library.errors import UserCanFix
from evidence_library.text.encodings import storable

T = TypeVar("T")


def to_data(thing: object) -> Any:
    """Give a model object as dicts, lists, text and numbers; dates and words as plain text."""
    return msgspec.to_builtins(thing)


def from_data(data: object, kind: type[T]) -> T:
    """Make a model object of plain data.

    Raises `UserCanFix` with the place and the reason if the data does not have the form.
    """
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise UserCanFix(f"The data does not have the expected form: {error}.") from error


def to_json(thing: object) -> str:
    """Write a model object as compact JSON."""
    return msgspec.json.encode(thing).decode()


def storable_thing(thing: T) -> T:
    """Give a model object whose texts can be kept: halves of characters are replaced."""
    try:
        msgspec.json.encode(thing)
    except UnicodeEncodeError:
        return msgspec.convert(storable_data(msgspec.to_builtins(thing)), type(thing))
    return thing


def storable_data(data: Any) -> Any:
    """Give plain data whose texts can be kept: halves of characters are replaced."""
    match data:
        case str():
            return storable(data)
        case dict():
            return {storable_data(name): storable_data(value) for name, value in data.items()}
        case list() | tuple():
            return [storable_data(value) for value in data]
        case _:
            return data


def from_json(text: str, kind: type[T]) -> T:
    """Read a model object from JSON that `to_json` wrote."""
    return msgspec.json.decode(text, type=kind)


def many_from_json(listed: str | bytes, kind: type[T]) -> tuple[T, ...]:
    """Read a JSON list of thousands of model objects that `to_json` wrote.

    Python would look for rubbish again and again among what is only being made, which takes most of
    the time: it does not while they are read.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return msgspec.json.decode(listed, type=tuple[kind, ...])  # type: ignore[valid-type]
    finally:
        if collecting:
            gc.enable()


Fields = Mapping[str, msgspec.Raw]


def fields_of(text: str) -> Fields:
    """Take JSON that `to_json` wrote apart into its fields, without reading them."""
    return _FIELDS.decode(text)


def differing(one: Fields, other: Fields) -> frozenset[str]:
    """Name the fields in which two things differ, without reading them."""
    if list(one) == list(other):  # written by one version of the program: the usual case, quickly
        return frozenset(compress(one, map(ne, one.values(), other.values())))
    names = one.keys() | other.keys()
    return frozenset(name for name in names if one.get(name) != other.get(name))


def read_some(fields: Fields, names: Iterable[str], kind: type) -> dict[str, Any]:
    """Read some fields of a thing that was taken apart, by name; those it lacks are left out."""
    readers = _readers(kind)
    return {name: readers[name].decode(fields[name]) for name in names if name in fields}


@cache
def _readers(kind: type) -> dict[str, msgspec.json.Decoder[Any]]:
    return {name: msgspec.json.Decoder(hint) for name, hint in get_type_hints(kind).items()}


_FIELDS = msgspec.json.Decoder(dict[str, msgspec.Raw])
