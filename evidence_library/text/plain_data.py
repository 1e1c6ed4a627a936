"""The model as plain data (dicts, lists, words, numbers) and as JSON, and back."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from evidence_library.errors import UserCanFix

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


def from_json(text: str, kind: type[T]) -> T:
    """Read a model object from JSON that `to_json` wrote."""
    return msgspec.json.decode(text, type=kind)
