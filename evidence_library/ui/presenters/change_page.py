"""Writes the page of one change: which things, which fields, which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from evidence_library.services.history import FieldChange, ThingChange
from evidence_library.text.differences import Fate, Stretch
from evidence_library.ui.presenters.page_parts import bullets, heading, paragraph
from evidence_library.ui.presenters.wording import counted, quoted

#: Letters of a page, so that it is laid out without a wait; the command line tells everything.
_LONGEST = 60_000

#: Letters shown of a stretch that was removed or added, and around them of one that stayed.
_OF_CHANGED, _OF_KEPT = 3_000, 120

#: Sign before words, so that they are told apart without colour and by a screen reader.
_SIGNS = {
    Fate.REMOVED: ("del", "removed", "−", "bad"),
    Fate.ADDED: ("ins", "added", "+", "good"),
}

_ACTS = {"added": "+ added", "removed": "− taken out", "changed": "changed"}
_NOTHING = "Nothing of the library's contents was changed, or nothing of it is left."


def page(things: Sequence[ThingChange], total: int) -> str:
    """Tell what a change did to some things, of so many in all, as HTML."""
    if not things:
        return paragraph(_NOTHING, "muted")
    shown: list[str] = []
    length = told = 0
    for thing in things:
        if length > _LONGEST:
            break
        shown.append(_told(thing, _LONGEST - length))
        length += len(shown[-1])
        told += 1
    if told < total:
        left = counted(total - told, "more thing")
        shown.append(paragraph(f"{left} changed.", "muted"))
    return _joined(shown)


def difference(field: FieldChange) -> str:
    """Tell how one field differs, as HTML."""
    return _field(field, _LONGEST)


def _told(thing: ThingChange, room: int) -> str:
    name = f"{thing.thing} {quoted(thing.name)}"
    if not thing.fields:
        return f"{escape(name)}: {_ACTS[thing.act]}"
    parts = [heading(f"{name}: {_ACTS[thing.act]}", 3)]
    for at, field in enumerate(thing.fields):
        if sum(map(len, parts)) > room:
            left = counted(len(thing.fields) - at, "more field")
            parts.append(paragraph(f"{left} changed.", "muted"))
            break
        parts.append(_field(field, room))
    return "".join(parts)


def _joined(shown: Sequence[str]) -> str:
    """Put lines that need no page of their own into lists."""
    made: list[str] = []
    lines: list[str] = []
    for one in shown:
        if one.startswith("<"):
            made.append(bullets(lines))
            lines = []
            made.append(one)
        else:
            lines.append(one)
    return "".join((*made, bullets(lines)))


def _field(field: FieldChange, room: int) -> str:
    html, last = "", len(field.stretches) - 1
    for at, stretch in enumerate(field.stretches):
        if len(html) > room:
            html += " … and more"
            break
        html += "".join(_stretch(stretch, first=at == 0, last=at == last))
    return paragraph(f"<b>{escape(field.label)}</b><br>{html}")


def _stretch(stretch: Stretch, *, first: bool, last: bool) -> Iterator[str]:
    if stretch.fate is Fate.KEPT:
        yield _lines(_around(stretch.text, first=first, last=last))
        return
    tag, name, sign, tone = _SIGNS[stretch.fate]
    words = stretch.text
    if len(words) > _OF_CHANGED:
        more = counted(len(words) - _OF_CHANGED, "more letter")
        words = f"{words[:_OF_CHANGED]} … ({more})"
    if not words.strip():
        words = "(line break)" if "\n" in words else "(blank)"
    before = f'<b><span class="{tone}">{sign}</span></b>'
    marked = (f'{before}<{tag} class="{name}">{escape(line)}</{tag}>' for line in _parts(words))
    yield "<br>".join(marked)


def _around(text: str, *, first: bool, last: bool) -> str:
    """Leave out the middle of what stayed; of the first and the last stretch, the far end."""
    before = 0 if first else _OF_KEPT
    after = 0 if last else _OF_KEPT
    if len(text) <= before + after + _OF_KEPT:
        return text
    head = text[:before]
    tail = text[len(text) - after :]
    return f"{head} … {tail}"


def _parts(text: str) -> Iterator[str]:
    """Part a text into its lines, without those that are blank."""
    return (line for line in text.split("\n") if line.strip())


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
