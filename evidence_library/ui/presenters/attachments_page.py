"""The part of a record's page that lists its attachments, and the words for how they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidence_library.model.attachment import FileState, TextOf, TextState
from evidence_library.model.record import Attachment
from evidence_library.model.vocabulary import Licence, Permission, in_words
from evidence_library.services.attachments import Kept
from evidence_library.ui.presenters.page_parts import (
    bullets,
    heading,
    link,
    small,
    text,
    toned,
    web_link,
)
from evidence_library.ui.presenters.wording import counted

_STATES = {
    FileState.MISSING: "The file is missing in the folder of the library.",
    FileState.CHANGED: "The file was changed outside of the program and is not opened.",
}
_UNITS = ("bytes", "KB", "MB")
_MORE = re.compile(r' · <a href="attachment-more:[^"]*">[^<]*</a>')

_NAMED = {
    "application/pdf": "PDF",
    "text/html": "web page",
    "text/markdown": "Markdown",
    "text/plain": "text",
}


def attachments_html(kept: Sequence[Kept]) -> str:
    """List the attachments of a record; nothing if there are none."""
    if not kept:
        return ""
    return heading("Attachments") + bullets(map(_attachment, kept))


def for_paper(html: str) -> str:
    """Leave out what only the window can do."""
    return _MORE.sub("", html)


def size_told(size: int) -> str:
    """Write a size as people read it: "48 KB", "1.2 MB"."""
    value, unit = float(size), 0
    while value >= 1000 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    shown = f"{value:.1f}" if unit == 2 and value < 10 else f"{value:,.0f}"
    return f"{shown} {_UNITS[unit]}"


def kind_told(one: Attachment) -> str:
    """Name the kind of a file in a word."""
    if one.media_type.endswith("wordprocessingml.document"):
        return "Word"
    return _NAMED.get(one.media_type, "file")


def state_told(state: FileState, found: TextOf) -> str:
    """Say what is not as it should be with a file, or with its text; empty if all is well."""
    if state is not FileState.THERE:
        return _STATES[state]
    if found.state is TextState.WAITING:
        return "Its text is being read, to be searched."
    return found.sentence


def licence_told(one: Attachment) -> str:
    """Say what others may do with a file."""
    known = one.licence is not Licence.UNKNOWN
    licence = f"licence: {one.licence.value}" if known else "licence not known"
    if one.may_redistribute is Permission.UNKNOWN:
        return licence
    return f"{licence}, may be handed on: {in_words(one.may_redistribute.value).lower()}"


def _attachment(kept: Kept) -> str:
    one = kept.attachment
    facts = [kind_told(one), counted(one.pages, "page") if one.pages else "", size_told(one.size)]
    facts.append(licence_told(one))
    shown = " · ".join(text(fact) for fact in facts if fact)
    more = link("attachment-more", one.sha256, "More…")
    return (
        f"{link('attachment', one.sha256, one.name)}<br>{small(shown)} · {more}"
        f"{''.join(_remarks(kept))}"
    )


def _remarks(kept: Kept) -> Iterator[str]:
    told = state_told(kept.state, kept.text)
    if kept.state is not FileState.THERE:
        yield f"<br>{toned('▲', told, 'bad')}"
    elif told:
        yield f"<br>{small(text(told))}"
    if kept.attachment.source_url:
        yield f"<br>{small('From ' + web_link(kept.attachment.source_url))}"
    for url in kept.archived_copy_of:
        yield f"<br>{small('Archived copy of ' + text(url))}"
