"""Entries of lists typed as text: outcomes, links, ratings, pointers, relations and sections.

A text is either the short form people write, "Burglary: improved; Fear of crime: no difference", or
a YAML or JSON list of what a Markdown record holds, "[{outcome: Burglary, direction: improved}]".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from evidence_library.errors import UserCanFix
from evidence_library.model.record import Section
from evidence_library.model.vocabulary import LinkRole, SectionKind
from evidence_library.text import front_matter
from evidence_library.text.front_matter import Value

_Entry = dict[str, Value]

_BETWEEN = re.compile(r"\s*;\s+|\s*;$")
_NUMBERS = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[-–][0-9]+)?")
_SECTION_NAMES = ("kind", "heading", "level", "body")
_DEEPEST = 5


def _outcome(words: str) -> _Entry:
    what, _, direction = words.rpartition(":")
    return {"outcome": what.strip(), "direction": direction.strip()}


def _link(words: str) -> _Entry:
    role, colon, address = words.partition(":")
    if colon and role.strip().casefold() in set(LinkRole) and not address.startswith("//"):
        return {"role": role.strip(), "url": address.strip()}
    return {"url": words}


def _rating(words: str) -> _Entry:
    system, _, value = words.partition(":")
    return {"system": system.strip(), "value": value.strip()}


def _pointer(words: str) -> _Entry:
    kind, _, numbers = words.partition(":")
    return {"kind": kind.strip(), "numbers": list(_NUMBERS.findall(numbers)), "raw": words}


def _relation(words: str) -> _Entry:
    what, _, to = words.rpartition(":")
    return {"type": what.strip(), "to": to.strip()}


#: How the short form of an entry is read, and what it is like, by the field.
_SHORT: Mapping[str, tuple[Callable[[str], _Entry], str]] = {
    "outcomes": (_outcome, "Burglary: improved"),
    "links": (_link, "source: https://example.org/report"),
    "external_ratings": (_rating, "College of Policing: 3 of 5"),
    "pointers": (_pointer, "page: 12, 14"),
    "relations": (_relation, "same study as: ID, the whole id of the other record"),
}

#: Lists whose entries have several parts.
ENTRIES: frozenset[str] = frozenset(_SHORT)


def example(field: str) -> str:
    """Give the short form of an entry of a field, as an example."""
    return _SHORT[field][1]


def how(field: str) -> str:
    """Say in a sentence how a field is written."""
    if field == "sections":
        return (
            "Write sections as a YAML list, such as "
            "[{heading: What we learned, kind: conclusions, body: It helped.}]."
        )
    return f"Write “{example(field)}”, with “; ” between several, or a YAML list."


def entries(field: str, text: str) -> list[Value]:
    """Read the entries that a text lists. Raises `UserCanFix` where it says nothing of the kind."""
    if not text.strip():
        return []
    listed = as_yaml(text)
    if listed is not None:
        return listed
    make, _ = _SHORT[field]
    sign = "://" if field == "links" else ":"
    words = [one.strip() for one in _BETWEEN.split(text) if one.strip()]
    if any(sign not in one for one in words):
        raise UserCanFix(f"“{field}” cannot be read from “{text[:60]}”. {how(field)}")
    return [make(one) for one in words]


def as_yaml(text: str) -> list[Value] | None:
    """Read a YAML or JSON list, or one entry in braces; None for a text that is neither.

    Raises `UserCanFix` if it begins like one and cannot be read.
    """
    trimmed = text.strip()
    if not trimmed.startswith(("[", "{", "- ")):
        return None
    try:
        value = front_matter.read(f"---\nit:\n{_indented(trimmed)}\n---\n").values["it"]
    except UserCanFix as error:
        raise UserCanFix(f"The list cannot be read as YAML: “{trimmed[:60]}”.") from error
    return value if isinstance(value, list) else [value]


def sections(text: str) -> tuple[Section, ...]:
    """Read sections from a YAML list; an empty text is none. Raises `UserCanFix`."""
    if not text.strip():
        return ()
    listed = as_yaml(text)
    if listed is None:
        raise UserCanFix(f"“sections” cannot be read from “{text[:60]}”. {how('sections')}")
    return tuple(map(_section, listed))


def _section(entry: Value) -> Section:
    if not isinstance(entry, dict) or not set(entry) <= set(_SECTION_NAMES):
        raise UserCanFix(f"A section has {', '.join(_SECTION_NAMES)}. {how('sections')}")
    said = {name: _text(entry.get(name, "")) for name in _SECTION_NAMES}
    kind, level = said["kind"].casefold() or SectionKind.OTHER, said["level"] or "1"
    if kind not in set(SectionKind):
        raise UserCanFix(f"“kind” of a section is one of {_listed(tuple(SectionKind))}.")
    if level not in map(str, range(1, _DEEPEST + 1)):
        raise UserCanFix(f"“level” of a section is a number from 1 to {_DEEPEST}.")
    return Section(
        kind=SectionKind(kind),
        heading=" ".join(said["heading"].split()),
        level=int(level),
        body=said["body"].strip("\n"),
    )


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise UserCanFix(f"A section holds texts only. {how('sections')}")
    return value


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.split("\n"))
