"""The styles sources are cited in, and how citeproc writes a source in one of them.

Only the styles that ship with the program are read, from `resources/citation_styles`.
"""

from __future__ import annotations

import json
import logging
import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import Any

from evidence_library import assets
from evidence_library.errors import UserCanFix
from evidence_library.model.document import Run, Runs, Words
from evidence_library.text.csl_data import CslItem
from evidence_library.text.untrusted import untrusted

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """A style: the name by which it is chosen, what people read, and its file.

    In a `numbered` one sources keep the order they are named in, and lists of them are numbered.
    """

    name: str
    label: str
    file: str
    numbered: bool = False


#: The styles, in the order they are offered; the first is the usual one.
STYLES: tuple[CitationStyle, ...] = (
    CitationStyle("harvard", "Harvard (Cite Them Right)", "harvard-cite-them-right.csl"),
    CitationStyle("apa", "APA (7th edition)", "apa.csl"),
    CitationStyle(
        "vancouver",
        "Vancouver (numbered)",
        "nlm-citation-sequence-brackets-year-only-no-issue.csl",
        numbered=True,
    ),
    CitationStyle("oscola", "OSCOLA (law)", "oscola.csl"),
)
USUAL = STYLES[0].name

#: Dates, quotation marks and words such as "accessed" are British English.
_LOCALE = "en-GB"

#: What begins and ends emphasis in what citeproc writes. No text of a record holds these.
_BEGIN, _END = "\x02", "\x03"
_MARK = re.compile("([\x02\x03])")

#: citeproc leaves out the blanks that the numbered style puts into a date.
_CITED = re.compile(r"\[cited (\d{4})([A-Z][a-z]{2,8})\s?(\d{0,2})\]")

#: Stands for a year that is not known until the numbered style has said where it belongs.
_NO_YEAR = 9999

#: What a number counts, and the number.
_COUNTED = ("genre", "number")

#: A style that was read keeps what it is writing in itself: one source at a time.
_LOCK = threading.RLock()

#: Sources whose wording is kept in memory.
_KEPT = 2048


def style_named(name: str) -> CitationStyle:
    """Give the style of a name, in any capitals. Raises `UserCanFix` if there is none."""
    wanted = name.strip().casefold()
    for one in STYLES:
        if one.name == wanted:
            return one
    known = ", ".join(one.name for one in STYLES)
    raise UserCanFix(f"There is no citation style “{name}”; choose one of: {known}.")


def place_in_list(item: CslItem) -> tuple[Sequence[str], Sequence[int], str]:
    """Give what lists of sources are ordered by: author, year and title.

    Sources without an author stand where their title belongs.
    """
    names = item.get("author", [])
    authors = [_plain(" ".join(name.values())) for name in names] or [_plain(item["title"])]
    issued = item.get("issued", {}).get("date-parts", [[]])[0]
    return authors, issued[:1], _plain(item["title"])


def written(item: CslItem, style: CitationStyle) -> Runs:
    """Write a source in a style, without its number; nothing if the style cannot do it.

    Only slanted type is kept of what the style sets apart. The text is one line and holds no
    links yet.
    """
    told = json.dumps(_for_styles(item, style), ensure_ascii=False, sort_keys=True)
    return tuple(_pieces(_text(told, style.file)))


def _plain(text: str) -> str:
    """Leave accents out: nobody looks for Évora behind Z."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))


def _for_styles(item: CslItem, style: CitationStyle) -> CslItem:
    """Leave out notes, and dates that nobody understood: the style says that there is none."""
    told = {
        name: value
        for name, value in item.items()
        if name != "note" and not (isinstance(value, dict) and "literal" in value)
    }
    # Titles stay as printed: a style gives capitals to titles that are in English only, and makes
    # "20 Mph" of "20 mph".
    told["language"] = "und"
    if told["type"] == "article-journal":
        _for_journals(told, style)
    elif style.name == "oscola" and "ISBN" in told:
        told["type"] = "book"
        # The style's file leaves series out of books; the style wants them before the publisher.
        series = " ".join(filter(None, map(told.get, _COUNTED)))
        told["publisher"] = ", ".join(filter(None, (series, told.get("publisher"))))
    return _for_numbered(told) if style.numbered else told


def _for_journals(told: CslItem, style: CitationStyle) -> None:
    """Say numbers of articles and issues where a style says them."""
    if "number" in told and style.name != "apa":
        # Only this style knows numbers of articles; the others name them where pages stand.
        told["page"] = told.pop("number")
    brief = style.numbered or (style.name == "oscola" and "volume" in told)
    if brief and "issue" in told and "page" not in told:
        # These leave issues out, but without pages nothing else tells where it stands.
        told["volume"] = f"{told.get('volume', '')}({told.pop('issue')})"


def _for_numbered(item: CslItem) -> CslItem:
    """Give the year alone, and the report's series as printed; that is how this style has it."""
    told = dict(item)
    if "issued" in told:
        told["issued"] = {"date-parts": [told["issued"]["date-parts"][0][:1]]}
    elif str(_NO_YEAR) not in "".join(map(str, told.values())):
        told["issued"] = {"date-parts": [[_NO_YEAR]]}
    number = " ".join(told.pop(name) for name in _COUNTED if name in told)
    if number:
        told.setdefault("collection-title", number)
    return told


@lru_cache(maxsize=_KEPT)
def _text(told: str, file: str) -> str:
    """Write one source, with emphasis marked; nothing if citeproc cannot."""
    item = json.loads(told)
    try:
        # citeproc has no errors of its own, and there is another way
        with _LOCK, untrusted(UserCanFix("This source cannot be cited in this style.")):
            text = _rendered(item, file)
    except UserCanFix:
        _log.debug("A source could not be cited in the style %s", file)
        return ""
    line = " ".join(text.split())
    dated = _CITED.sub(lambda found: f"[cited {' '.join(filter(None, found.groups()))}]", line)
    if item.get("issued") == {"date-parts": [[_NO_YEAR]]}:
        dated = dated.replace(str(_NO_YEAR), "[date unknown]")
    placed = _in_journal(dated, item) if "container-title" in item else dated
    return placed if "author" in item else _title_once(placed, item["title"])


def _in_journal(text: str, item: CslItem) -> str:
    """Mend where in a journal it stands, if the volume or the pages are not known or none."""
    page = item.get("page", "")
    if "volume" not in item and not page:
        # Nothing says that it is one.
        journal = item["container-title"] + _END
        text = text.replace(f"{journal} [Preprint]", journal)
    if page[:1].isalpha():
        text = text.replace(f", p. {page}", f", {page}")
    for year, *_ in item.get("issued", {}).get("date-parts", [])[:1]:
        if "volume" not in item and page:
            text = text.replace(f". {year};{page[:1]}", f". {year}:{page[:1]}")
    return text


def _rendered(item: CslItem, file: str) -> str:
    citeproc = _citeproc()
    source = citeproc.source.json.CiteProcJSON([{**item, "id": "source"}])
    made = citeproc.CitationStylesBibliography(_style(file), source, _FORMATTER)
    made.register(citeproc.Citation([_unnumbered()("source")]))
    return "".join(map(str, made.bibliography()))


def _title_once(text: str, title: str) -> str:
    """Where no author is known the title stands in that place, and not again after it."""
    words = r"\s".join(map(re.escape, title.split()))
    if not words:
        return text
    named = re.compile(rf"([‘“\x02]?{words}[’”\x03]?)(.{{0,30}}?),? ?\1", re.IGNORECASE)
    return named.sub(r"\1\2", text, count=1).replace(".. ", ". ")


@cache
def _style(file: str) -> Any:
    path = assets.resource("citation_styles", file)
    # Not compared with the schema, which takes long: these files ship, and a test reads each.
    return _citeproc().CitationStylesStyle(str(path), locale=_LOCALE, validate=False)


@cache
def _unnumbered() -> type[Any]:
    """Make a source that does not say its place in the list: the list does."""

    class Unnumbered(_citeproc().CitationItem):  # type: ignore[misc] # a class without types
        number = ""

    return Unnumbered


def _citeproc() -> Any:
    import citeproc  # noqa: PLC0415 - takes longer to load than most commands take
    import citeproc.source.json  # noqa: PLC0415 - as above

    return citeproc


def _emphasised(text: str) -> str:
    return f"{_BEGIN}{text}{_END}"


#: How citeproc writes what a style sets apart.
_FORMATTER = SimpleNamespace(
    preformat=str,
    Italic=_emphasised,
    Oblique=_emphasised,
    Bold=str,
    Light=str,
    Underline=str,
    Superscript=str,
    Subscript=str,
    SmallCaps=str,
)


def _pieces(text: str) -> Iterator[Run]:
    depth = 0
    for piece in _MARK.split(text):
        if piece == _BEGIN:
            depth += 1
        elif piece == _END:
            depth -= 1
        elif piece:
            yield Words(piece, emphasis=depth > 0)
