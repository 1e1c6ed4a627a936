"""The sections of a record as one Markdown text, and back.

A section begins with a heading line: `##` for level 1, `###` for level 2. What it is about stands
in braces at its end, `## What we learned {conclusions}`, where the heading does not say so itself.
A line of the text that would be taken for a heading carries a backslash before it, as does a blank
line at the edge of a section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidence_library.model.record import Section
from evidence_library.model.vocabulary import SectionKind
from evidence_library.text.sheet_form import heading_kind

_DEEPEST = 5
_MARK = re.compile(r"\{([a-z]+)\}$")
#: What a line may hold, behind any backslashes, to need one more of them.
_PROTECTED = re.compile(r"(\\*)(?:#{2,6}(?:[ \t].*)?|[ \t]*)", re.DOTALL)


def join_sections(sections: Sequence[Section]) -> str:
    """Write sections as Markdown."""
    parent = SectionKind.OTHER
    written = []
    for section in sections:
        written.append(_heading_line(section, parent))
        if section.body:
            written.append(_protected(section.body))
        if section.level == 1:
            parent = section.kind
    return "\n\n".join(written) + "\n" if written else ""


def split_sections(body: str) -> tuple[Section, ...]:
    """Read sections from Markdown. Text above the first heading is a section without heading.

    A section of level 2 that does not say what it is about is about what its parent is.
    """
    sections: list[Section] = []
    parent = SectionKind.OTHER
    for heading, lines in _headed(body.split("\n")):
        text = _unprotected(lines)
        if heading is None and not text:
            continue
        section = _section(heading, text, parent)
        sections.append(section)
        if section.level == 1:
            parent = section.kind
    return tuple(sections)


def kind_mark(heading: str) -> str:
    """Give the word in braces at the end of a heading, whether or not it is a kind of section."""
    match = _MARK.search(heading)
    return match[1] if match else ""


def _heading_line(section: Section, parent: SectionKind) -> str:
    level = min(max(section.level, 1), _DEEPEST)
    heading = " ".join(section.heading.split("\n"))
    expected = heading_kind(heading) if level == 1 else parent
    plain = section.kind is expected and heading and not kind_mark(heading)
    mark = "" if plain else f"{{{section.kind.value}}}"
    return " ".join(part for part in ("#" * (level + 1), heading, mark) if part)


def _headed(lines: Sequence[str]) -> Iterator[tuple[str | None, list[str]]]:
    heading: str | None = None
    below: list[str] = []
    for line in lines:
        if _is_heading(line):
            yield heading, below
            heading, below = line, []
        else:
            below.append(line)
    yield heading, below


def _is_heading(line: str) -> bool:
    if not line.startswith("##"):
        return False
    rest = line.lstrip("#")
    return len(line) - len(rest) <= _DEEPEST + 1 and (not rest or rest[0] in " \t")


def _section(heading: str | None, text: str, parent: SectionKind) -> Section:
    if heading is None:
        return Section(body=text)
    words = heading.lstrip("#")
    level = len(heading) - len(words) - 1
    words = words.strip()
    mark = kind_mark(words)
    if mark in set(SectionKind):
        words = words.removesuffix(f"{{{mark}}}").rstrip()
        return Section(kind=SectionKind(mark), heading=words, level=level, body=text)
    kind = heading_kind(words) if level == 1 else parent
    return Section(kind=kind, heading=words, level=level, body=text)


def _protected(body: str) -> str:
    lines = body.split("\n")
    last = len(lines) - 1
    for index, line in enumerate(lines):
        at_edge = index in {0, last}
        match = _PROTECTED.fullmatch(line)
        if match and (match[1] or line.startswith("##") or at_edge):
            lines[index] = "\\" + line
    return "\n".join(lines)


def _unprotected(lines: Sequence[str]) -> str:
    first, last = 0, len(lines)
    while first < last and not lines[first].strip(" \t"):
        first += 1
    while last > first and not lines[last - 1].strip(" \t"):
        last -= 1
    return "\n".join(_unescaped(line) for line in lines[first:last])


def _unescaped(line: str) -> str:
    if not line.startswith("\\"):
        return line
    match = _PROTECTED.fullmatch(line)
    return line[1:] if match else line
