"""The text of Word documents (DOCX) as Markdown.

A DOCX file is a ZIP file of XML parts, and both can be made to fill the memory when they are
unpacked: `markdown_of` looks before it unpacks. Macros are never run; nothing is fetched.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from evidence_library.errors import UserCanFix
from evidence_library.text import packed_xml
from evidence_library.text.html_markdown import to_markdown
from evidence_library.text.html_pieces import Progress, nobody_asks
from evidence_library.text.untrusted import untrusted

_BODY = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_MACROS = "vbaproject.bin"
_MEDIA = "/media/"
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


def markdown_of(data: bytes, name: str = "", progress: Progress = nobody_asks) -> str:
    """Give the text of a document as Markdown; `name` is the file's. Raises UserCanFix."""
    return read(data, name, progress).markdown


def read(data: bytes, name: str = "", progress: Progress = nobody_asks) -> WordText:
    """Read a document, and what it says of itself. Raises UserCanFix, and what `progress` does."""
    html, properties, macros = _read_html(data, name, progress)
    return WordText(to_markdown(html, progress), **properties, has_macros=macros)


def html_of(data: bytes, name: str = "", progress: Progress = nobody_asks) -> tuple[str, str]:
    """Give a document as HTML, not yet clean, and its title. Raises as `read`."""
    html, properties, _macros = _read_html(data, name, progress)
    return html, properties.get("title", "")


def _read_html(data: bytes, name: str, progress: Progress) -> tuple[str, dict[str, str], bool]:
    called = f"“{name}”" if name else "The Word document"
    with untrusted(_damaged(called)):
        parts, macros = _unpacked(data, called, progress)
        return _html(_packed(parts), progress), _properties(parts), macros


def _unpacked(data: bytes, called: str, progress: Progress) -> tuple[dict[str, bytes], bool]:
    """Give the parts that are XML, looked at one by one, and whether there are macros.

    Whatever else a document holds is not even handed to what reads it: it could be told by the
    document to read any part, whatever its name. Raises UserCanFix.
    """
    if data.startswith(packed_xml.OLD):
        raise UserCanFix(
            f"{called} is locked with a password or an older Word file; save it as a DOCX file "
            "without a password."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bomb(archive, called)
            if not _has_body(archive):
                raise UserCanFix(f"{called} is no Word document; choose a DOCX file.")
            macros = any(part.lower().endswith(_MACROS) for part in archive.namelist())
            return _checked(archive, called, progress), macros
    except packed_xml.BROKEN:
        raise _damaged(called) from None


def _checked(archive: zipfile.ZipFile, called: str, progress: Progress) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    parts = archive.infolist()
    for done, part in enumerate(parts):
        progress(done, len(parts), "Reading")
        if _MEDIA in part.filename.lower() or not (
            packed_xml.is_xml(part) or packed_xml.may_be_xml(archive, part)
        ):
            continue
        data = archive.read(part)
        _refuse_odd_xml(data, called)
        found[part.filename] = data
    return found


def _packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _has_body(archive: zipfile.ZipFile) -> bool:
    names = archive.namelist()
    return _BODY in names or any(
        part.startswith("word/document") and part.endswith(".xml") for part in names
    )


def _damaged(called: str) -> UserCanFix:
    return UserCanFix(f"{called} is damaged; open it in Word and save it again.")


def _refuse_bomb(archive: zipfile.ZipFile, called: str) -> None:
    """Refuse what would grow beyond reason, and what is locked."""
    if packed_xml.grows_beyond_measure(archive):
        raise UserCanFix(
            f"{called} would grow beyond all measure when unpacked, so it was left packed; "
            "save its text as a plain text file."
        )
    if packed_xml.is_locked(archive):
        raise UserCanFix(f"{called} is locked with a password; save a copy without one.")


def _refuse_odd_xml(data: bytes, called: str) -> None:
    """Refuse what no Word writes: declared entities, which can multiply, and endless depth."""
    try:
        packed_xml.refuse_odd_xml(data)
    except packed_xml.OddXml:
        raise UserCanFix(
            f"{called} holds XML that Word does not write and that could fill the memory; "
            "open it in Word and save it again."
        ) from None
    except packed_xml.BrokenXml:
        raise _damaged(called) from None


def _properties(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Read title, author and day of making, as far as the document states them."""
    found: dict[str, str] = {}
    wanted = {"title": "title", "creator": "author", "created": "created"}
    if _PROPERTIES not in parts:
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
    parser.Parse(parts[_PROPERTIES], True)
    return {name: " ".join(words.split()) for name, words in found.items()}


class _Told(io.BytesIO):
    """A file that tells how far it is read, which may stop who reads it."""

    def __init__(self, data: bytes, progress: Progress) -> None:
        super().__init__(data)
        self._progress, self._total = progress, len(data)

    def read(self, size: int | None = -1, /) -> bytes:
        """Read so many bytes."""
        self._progress(self.tell(), self._total, "Reading")
        return super().read(size)


def _html(data: bytes, progress: Progress) -> str:
    """Let a document be read as HTML.

    Whatever is raised where parts do not fit together is turned into a sentence by who calls.
    """
    result = _mammoth().convert_to_html(
        _Told(data, progress),
        style_map=_STYLES,
        include_embedded_style_map=False,
        external_file_access=False,
        convert_image=lambda _image: [],
    )
    return str(result.value)


def _mammoth() -> Any:
    """Load what reads Word documents when it is first needed. It has no types of its own."""
    import mammoth  # noqa: PLC0415 - takes longer to load than most commands take

    return mammoth
