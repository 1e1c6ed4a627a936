"""The text of Word documents (DOCX) as Markdown.

A DOCX file is a ZIP file of XML parts, and both can be made to fill the memory when they are
unpacked: `markdown_of` looks before it unpacks. Macros are never run; nothing is fetched.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from evidence_library.errors import UserCanFix
from evidence_library.text.html_markdown import to_markdown

#: What a document may have at most: parts, bytes unpacked in all and in one XML part, and how many
#: times larger than packed.
MOST_PARTS = 5_000
LARGEST = 500 * 1024**2
LARGEST_XML = 40 * 1024**2
GREATEST_RATIO = 200
#: Small parts may be packed as well as they like.
_SMALL = 1024**2
#: How deep elements may stand in each other; those of real documents stand less than 50 deep.
_DEEPEST = 200

#: What unpacking raises where a file is not what it says.
_BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
)

_BODY = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_MACROS = "vbaproject.bin"
_OLD = b"\xd0\xcf\x11\xe0"
#: Beside the headings the reading program knows itself.
_STYLES = "p[style-name='Title'] => h1:fresh\np.Title => h1:fresh"


@dataclass(frozen=True, slots=True)
class WordText:
    """The text as Markdown, what the document says of itself, and whether it holds macros."""

    markdown: str
    title: str = ""
    author: str = ""
    created: str = ""
    has_macros: bool = False


def is_docx(data: bytes) -> bool:
    """Tell whether bytes are a ZIP file with the parts of a Word document."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _has_body(archive)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return False


def markdown_of(data: bytes, name: str = "") -> str:
    """Give the text of a document as Markdown; `name` is the file's. Raises UserCanFix."""
    return read(data, name).markdown


def read(data: bytes, name: str = "") -> WordText:
    """Read a document, and what it says of itself. Raises UserCanFix."""
    called = f"“{name}”" if name else "The Word document"
    with _unpacked(data, called) as archive:
        properties = _properties(archive)
        macros = any(part.lower().endswith(_MACROS) for part in archive.namelist())
    return WordText(_markdown(data, called), **properties, has_macros=macros)


@contextmanager
def _unpacked(data: bytes, called: str) -> Iterator[zipfile.ZipFile]:
    """Open a document whose parts have been looked at. Raises UserCanFix."""
    if data.startswith(_OLD):
        raise UserCanFix(
            f"{called} is locked with a password or an older Word file; save it as a DOCX file "
            "without a password."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bomb(archive, called)
            if not _has_body(archive):
                raise UserCanFix(f"{called} is no Word document; choose a DOCX file.")
            for part in archive.infolist():
                if _is_xml(part):
                    _refuse_odd_xml(archive.read(part), called)
            yield archive
    except _BROKEN:
        raise _damaged(called) from None


def _has_body(archive: zipfile.ZipFile) -> bool:
    names = archive.namelist()
    return _BODY in names or any(
        part.startswith("word/document") and part.endswith(".xml") for part in names
    )


def _damaged(called: str) -> UserCanFix:
    return UserCanFix(f"{called} is damaged; open it in Word and save it again.")


def _refuse_bomb(archive: zipfile.ZipFile, called: str) -> None:
    """Refuse what would grow beyond reason, by the sizes it states: no more is ever unpacked."""
    parts = archive.infolist()
    too_large = (
        len(parts) > MOST_PARTS
        or sum(part.file_size for part in parts) > LARGEST
        or any(part.file_size > LARGEST_XML for part in parts if _is_xml(part))
        or any(part.file_size > max(_SMALL, GREATEST_RATIO * part.compress_size) for part in parts)
    )
    if too_large:
        raise UserCanFix(
            f"{called} would grow beyond all measure when unpacked, so it was left packed; "
            "save its text as a plain text file."
        )
    if any(part.flag_bits & 1 for part in parts):
        raise UserCanFix(f"{called} is locked with a password; save a copy without one.")


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))


def _refuse_odd_xml(data: bytes, called: str) -> None:
    """Refuse what no Word writes: declared entities, which can multiply, and endless depth."""
    odd = UserCanFix(
        f"{called} holds XML that Word does not write and that could fill the memory; "
        "open it in Word and save it again."
    )
    depth = 0

    def begin(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise odd

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declare(*_what: object) -> None:
        raise odd

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = declare
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise _damaged(called) from None


def _properties(archive: zipfile.ZipFile) -> dict[str, str]:
    """Read title, author and day of making, as far as the document states them."""
    found: dict[str, str] = {}
    wanted = {"title": "title", "creator": "author", "created": "created"}
    if _PROPERTIES not in archive.namelist():
        return found
    inside: list[str] = []

    def begin(name: str, _attributes: dict[str, str]) -> None:
        inside.append(name.rpartition(":")[2])

    def end(_name: str) -> None:
        inside.pop()

    def text(data: str) -> None:
        field = wanted.get(inside[-1]) if inside else None
        if field is not None:
            found[field] = found.get(field, "") + data

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = text
    parser.Parse(archive.read(_PROPERTIES), True)
    return {name: " ".join(words.split()) for name, words in found.items()}


def _markdown(data: bytes, called: str) -> str:
    try:
        result = _mammoth().convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=lambda _image: [],
        )
    except (KeyError, ValueError, IndexError, AttributeError, TypeError, RecursionError, OSError):
        # What it raises where parts that refer to each other do not fit together.
        raise _damaged(called) from None
    return to_markdown(result.value)


def _mammoth() -> Any:
    """Load what reads Word documents when it is first needed. It has no types of its own."""
    import mammoth  # noqa: PLC0415 - takes longer to load than most commands take

    return mammoth
