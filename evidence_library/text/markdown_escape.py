"""Writes plain text so that Markdown shows it as it stands.

Dialects differ in what a backslash may stand before, so only what all of them know is used; the
rest becomes a reference to the character.
"""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\`*_\[\]]|[<>]|&(?=#|\w+;)|~(?=~)|(?<=~)~")
_REFERENCES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "~": "&#126;"}

#: What has a meaning only at the beginning of a line.
_OPENING = re.compile(r"(?:[-+](?= |$)|-(?=-)|=(?==*$)|#|\d+(?=[.)](?: |$)))")


def escaped(text: str) -> str:
    """Give a text in one line, without anything Markdown would take for its own."""
    return opening_escaped(signs_escaped(_one_line(text)))


def signs_escaped(text: str) -> str:
    """Escape the signs that have a meaning anywhere in a line."""
    return _SPECIAL.sub(lambda sign: _REFERENCES.get(sign[0], f"\\{sign[0]}"), text)


def opening_escaped(line: str) -> str:
    """Escape the sign that has a meaning at the beginning of a line, if there is one."""
    opening = _OPENING.match(line)
    if opening is None:
        return line
    if opening[0] == "=":
        return f"&#61;{line[1:]}"
    if not opening[0].isdigit():
        return f"\\{line}"
    number, rest = opening[0], line[len(opening[0]) :]
    return f"{number}\\{rest}" if rest.startswith(".") else f"{number}&#41;{rest[1:]}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
