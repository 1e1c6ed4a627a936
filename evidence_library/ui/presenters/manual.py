"""The manual: pages of Markdown that ship with the program, in the order of their names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from evidence_library import assets
from evidence_library.text.markdown_html import to_html

_NAME = re.compile(r"^\d+-(.+)\.md$")
_SIGNS = re.compile(r"[*`#|]|\]\([^)]*\)|\[|</?[a-z][^>]*>")


@dataclass(frozen=True)
class ManualPage:
    """A page of the manual: its key (the file name without number), title and source."""

    key: str
    title: str
    source: str
    convert: Callable[[str], str] = to_html

    @cached_property
    def html(self) -> str:
        """The page as HTML, made when it is first read."""
        return self.convert(self.source)

    @cached_property
    def words(self) -> str:
        """The words of the page in lower case, to search in."""
        return " ".join(_SIGNS.sub("", self.source).casefold().split())

    def holds(self, words: str) -> bool:
        """Tell whether words stand on the page."""
        return " ".join(words.casefold().split()) in self.words


def manual() -> tuple[ManualPage, ...]:
    """Read the pages of the manual."""
    folder = assets.resource("help")
    return tuple(_page(path) for path in sorted(folder.glob("[0-9]*-*.md")))


def licences() -> tuple[tuple[str, str], ...]:
    """Give the licences of what ships with the program: name and text."""
    shipped = (
        ("Inter, the font (SIL Open Font License 1.1)", ("fonts", "LICENSE-Inter.txt")),
        ("DejaVu Sans, a font (Bitstream Vera licence)", ("fonts", "LICENSE-DejaVu.txt")),
        ("Lucide, the icons (ISC and MIT)", ("icons", "LICENSE-Lucide.txt")),
    )
    return tuple((name, assets.resource(*at).read_text(encoding="utf-8")) for name, at in shipped)


def _page(path: Path) -> ManualPage:
    text = path.read_text(encoding="utf-8")
    match = _NAME.match(path.name)
    key = match[1] if match else path.stem
    first = text.lstrip().partition("\n")[0]
    title = first.lstrip("# ").strip() if first.startswith("#") else key.replace("-", " ").title()
    return ManualPage(key, title, text)
