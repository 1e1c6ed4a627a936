"""What somebody was typing, as a search that finds the same once nobody types any more.

While one types, the last word also stands for the words it begins: “poli” shows what holds police.
Kept, reported or repeated as it stands it would find nothing. So it is written out, “poli*”, or,
where that is not quite the same (other words may be missing while one types), kept as unfinished.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evidence_library.services import find
from evidence_library.services.find import Order, Request
from evidence_library.services.opened import Library

_LAST_WORD = re.compile(r"\w[\w'’-]*$")


def finished(library: Library, request: Request) -> Request:
    """Give a request that finds what this one shows, and that is complete if any such is.

    The words are left as they are where they find the same. Raises `Cancelled` when a search of the
    window interrupts it.
    """
    whole = replace(request, typing=False)
    if not (request.typing and request.text.strip()) or request.text[-1].isspace():
        return whole
    shown = _numbers(library, request)
    for text in _ways(request.text):
        written = replace(whole, text=text)
        if _numbers(library, written) == shown:
            return written
    return request


def _ways(text: str) -> Iterator[str]:
    """Give ways to write the last word out, the plainest first."""
    word = _LAST_WORD.search(text)
    before = text[: word.start()] if word else text
    last = word.group() if word else ""
    yield text
    if last:
        yield f"{before}{last}*"


def _numbers(library: Library, request: Request) -> frozenset[int]:
    unordered = replace(request, order=Order.ADDED)
    return frozenset(find.search(library, unordered).numbers)
