"""Web addresses inside running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

#: The start of an address and what follows it; longer ones than this are no addresses.
ADDRESS = r"(?:https?|ftp)://[^\s<>\"“”\x02\x03]{1,2000}"
_ADDRESS = re.compile(ADDRESS, re.IGNORECASE)
_SENTENCE_MARKS = ".,;:!?'’"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


_SCHEME = re.compile(r"[a-z]+://(?:www\.)?", re.IGNORECASE)
#: How much of an address is shown where there is no room for all: its site, and how it ends.
_SHOWN, _END = 60, 24


class Found(NamedTuple):
    """An address and where it stands in the text."""

    url: str
    start: int
    end: int


def find_addresses(text: str) -> Iterator[Found]:
    """Find addresses in order, without the punctuation and brackets of the sentence around them."""
    for match in _ADDRESS.finditer(text):
        url = trimmed(match[0])
        yield Found(url, match.start(), match.start() + len(url))


_LEADS_OUT = re.compile(r"(?:https?://|mailto:)[^\s<>\"\x00-\x20\x7f]+", re.IGNORECASE)


def leads_out(address: str) -> bool:
    """Tell whether a document may link there: to a page of the web, or somebody's mailbox."""
    return _LEADS_OUT.fullmatch(address) is not None


def short_address(url: str) -> str:
    """Write an address so that it fits a line: without "http://www.", its middle left out."""
    plain = _SCHEME.sub("", url, count=1).rstrip("/") if _SCHEME.match(url) else url
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - _END - 1]}…{plain[-_END:]}"


def trimmed(url: str) -> str:
    """Strip closing brackets that an address did not open, and sentence marks, from its end."""
    open_minus_closed = {
        closing: url.count(opening) - url.count(closing) for closing, opening in _BRACKETS.items()
    }
    end = len(url)
    while end:
        last = url[end - 1]
        if last in _BRACKETS and open_minus_closed[last] < 0:
            open_minus_closed[last] += 1
        elif last not in _SENTENCE_MARKS:
            break
        end -= 1
    return url[:end]
