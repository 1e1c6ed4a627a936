"""Pages as they are printed and copied: nobody can click there, so links say where they lead."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import unquote

_LINK = re.compile(r'<a href="(?P<target>[^"]*)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_WEB = re.compile(r"https?://", re.IGNORECASE)


def with_addresses(html: str) -> str:
    """Put the whole web address behind each link whose words do not name it."""
    return _LINK.sub(_told, html)


def _told(link: re.Match[str]) -> str:
    target = unescape(link["target"])
    address = unquote(target.removeprefix("open:")) if target.startswith("open:") else target
    words = unescape(_TAG.sub("", link["words"])).strip()
    if not _WEB.match(address) or address in words:
        return link.group()
    return f"{link.group()} ({escape(address)})"
