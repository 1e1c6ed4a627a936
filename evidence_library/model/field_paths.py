"""Fields of a record by name, those below another one with dots: "appraisal.emmie.effect"."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from evidence_library.model.record import Appraisal, CaseStudy, Record

#: What stands for None while something below it is written, and is None again when empty.
_BLANK: dict[str, Any] = {"case_study": CaseStudy(), "second_appraisal": Appraisal()}


def value_at(record: Record, path: str) -> Any:
    """Give the value of a field. Raises `AttributeError` if there is none of this name."""
    top, *below = path.split(".")
    value = getattr(record, top)
    if below and value is None:
        value = _BLANK[top]
    for name in below:
        value = getattr(value, name)
    return value


def with_value(record: Record, path: str, value: Any) -> Record:
    """Give a record with another value in a field; all others stay as they are."""
    top, *below = path.split(".")
    if not below:
        return replace(record, **{top: value})
    held = getattr(record, top)
    blank = _BLANK.get(top)
    made = _below(blank if held is None else held, below, value)
    changed: dict[str, Any] = {top: None if made == blank else made}
    return replace(record, **changed)


def _below(thing: Any, names: list[str], value: Any) -> Any:
    name, *deeper = names
    inner = _below(getattr(thing, name), deeper, value) if deeper else value
    return replace(thing, **{name: inner})
