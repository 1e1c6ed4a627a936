"""Small pieces of HTML the pages are made of. Everything from outside is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

from evidence_library.model.rules import is_web_address
from evidence_library.text.marks import Marks, marked
from evidence_library.text.plain_text import shown

NOT_STATED = "Not stated"


def text(value: str, marks: Marks | None = None) -> str:
    """Escape a text; matched words stand in `<mark>`. Control characters are left out."""
    value = shown(value)
    if not marks:
        return escape(value)
    return "".join(
        f"<mark>{escape(span.text)}</mark>" if span.marked else escape(span.text)
        for span in marked(value, marks)
    )


def heading(words: str, level: int = 2) -> str:
    """Make a heading."""
    return f"<h{level}>{escape(words)}</h{level}>"


def paragraph(html: str, role: str = "") -> str:
    """Make a paragraph of HTML."""
    return f'<p class="{role}">{html}</p>' if role else f"<p>{html}</p>"


def link(scheme: str, target: str, words: str) -> str:
    """Make a link handled by the window: `scheme` says what kind of thing `target` is."""
    return f'<a href="{scheme}:{quote(target, safe="")}">{escape(words)}</a>'


def web_link(url: str, words: str = "") -> str:
    """Make a link to a web address; what is none is told as text, which no click can open."""
    if is_web_address(url):
        return link("open", url, words or url)
    return text(f"{words} ({url})" if words and words != url else url)


def small(html: str) -> str:
    """Make a stretch of HTML small and quiet."""
    return f'<span class="small">{html}</span>'


def toned(sign: str, words: str, tone: str) -> str:
    """Write a word with its sign in its tone, so that no line breaks inside."""
    shown = escape(f"{sign} {words}".strip()).replace(" ", "&nbsp;")
    return f'<span class="{tone}"><b>{shown}</b></span>' if tone else f"<b>{shown}</b>"


def bullets(items: Iterable[str], role: str = "") -> str:
    """Make a list of HTML items; nothing if there are none."""
    start = f'<li class="{role}">' if role else "<li>"
    made = "".join(f"{start}{item}</li>" for item in items)
    return f"<ul>{made}</ul>" if made else ""


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Make lines of "label: value" (HTML), leaving out those without a value."""
    shown = [
        f'<span class="muted">{escape(label)}:</span> {value}' for label, value in rows if value
    ]
    return f"<p>{'<br>'.join(shown)}</p>" if shown else ""


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Make a table of HTML cells; columns without any content are left out."""
    listed = [tuple(row) for row in rows]
    used = [at for at in range(len(columns)) if any(row[at] for row in listed)]
    head = "".join(f"<th>{escape(columns[at])}</th>" for at in used)
    body = "".join(
        "<tr>" + "".join(f"<td>{row[at]}</td>" for at in used) + "</tr>" for row in listed
    )
    return (
        '<table width="100%" cellspacing="0" cellpadding="6" border="1" '
        f'style="border-collapse: collapse">{f"<tr>{head}</tr>"}{body}</table>'
    )


def fold(name: str, words: str, html: str, *, opened: bool) -> str:
    """Make a line that opens and closes what stands below it."""
    sign = "▾" if opened else "▸"
    head = paragraph(link("fold", name, f"{sign} {words}"), "small")
    return head + (html if opened else "")
