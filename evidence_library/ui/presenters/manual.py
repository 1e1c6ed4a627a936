"""The manual: pages of Markdown that ship with the program, in the order of their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from evidence_library import assets
from evidence_library.text.markdown_html import to_html

_NAME = re.compile(r"^\d+-(.+)\.md$")


@dataclass(frozen=True, slots=True)
class ManualPage:
    """A page of the manual: its key (the file name without number), title and HTML."""

    key: str
    title: str
    html: str


def manual() -> tuple[ManualPage, ...]:
    """Read the pages of the manual."""
    folder = assets.resource("help")
    return tuple(_page(path) for path in sorted(folder.glob("[0-9]*-*.md")))


def licences() -> tuple[tuple[str, str], ...]:
    """Give the licences of what ships with the program: name and text."""
    shipped = (
        ("Inter, the font (SIL Open Font License 1.1)", ("fonts", "LICENSE-Inter.txt")),
        ("Lucide, the icons (ISC and MIT)", ("icons", "LICENSE-Lucide.txt")),
    )
    return tuple((name, assets.resource(*at).read_text(encoding="utf-8")) for name, at in shipped)


def _page(path: Path) -> ManualPage:
    text = path.read_text(encoding="utf-8")
    match = _NAME.match(path.name)
    key = match[1] if match else path.stem
    first = text.lstrip().partition("\n")[0]
    title = first.lstrip("# ").strip() if first.startswith("#") else key.replace("-", " ").title()
    return ManualPage(key, title, to_html(text))
