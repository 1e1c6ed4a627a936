"""A form that is asked: its fields, what holds in them now, and what is done with the answers.

It says nothing of how it is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from evidence_library.model.changes import Changes
from evidence_library.model.ids import SetId
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress

#: What stands in a form, by the keys of its fields.
Values = Mapping[str, Any]

#: Does what a form is for.
Deed = Callable[[Library, Values, Progress], Changes]


@dataclass(frozen=True, slots=True)
class Asked:
    """A field: its key, the words above it, and how it is filled in.

    `kind` is "line", "text", "markdown", "choice", "record" or "recommendation". `options` are
    values with their words and what they mean; `fills` says for a value of a choice what the other
    fields hold then; `offered` what can be picked before one searches, `apart` a set of which
    nothing is picked; `check` raises `UserCanFix` while what is typed cannot be kept.
    """

    key: str
    words: str
    kind: str = "line"
    value: Any = ""
    options: tuple[tuple[Any, str, str], ...] = ()
    placeholder: str = ""
    help: str = ""
    check: Callable[[str], object] | None = None
    fills: Mapping[Any, Values] = field(default_factory=dict)
    offered: tuple[tuple[str, str, str], ...] = ()
    apart: SetId | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its title, what it is about, its fields, the word on its button, what it does."""

    title: str
    about: str
    asked: tuple[Asked, ...]
    act: str
    deed: Deed
