"""What makes ZIP files of XML parts, as office documents are, harmful to unpack or to read."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from xml.parsers import expat

#: What a document may have at most: parts, bytes unpacked in all and in one XML part, and how many
#: times larger than packed.
MOST_PARTS = 5_000
LARGEST = 500 * 1024**2
LARGEST_XML = 40 * 1024**2
#: Bytes of XML that are read of one document; what reads them takes ten times as much memory.
LARGEST_TEXT = 60 * 1024**2
GREATEST_RATIO = 200
#: Small parts may be packed as well as they like.
_SMALL = 1024**2
#: How deep elements may stand in each other; those of real documents stand less than 50 deep.
_DEEPEST = 200
#: What XML is written in by programs that write such documents.
_ENCODINGS = frozenset({"utf-8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "windows-1252"})

#: What unpacking raises where a file is not what it says.
BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
)
#: How files begin that are older than this format, or locked with a password.
OLD = b"\xd0\xcf\x11\xe0"

#: So many bytes of a part tell whether it is XML, behind marks, blanks and the half of "<" alone.
_BEGINNING = 1024
_BEFORE_XML = b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n"


class OddXml(Exception):
    """XML that no office program writes: declared entities, endless depth, an odd encoding."""


class BrokenXml(Exception):
    """XML that ends too early, or is none."""


def grows_beyond_measure(archive: zipfile.ZipFile) -> bool:
    """Tell by the sizes it states whether a file would fill the memory; more is never unpacked."""
    parts = archive.infolist()
    return (
        len(parts) > MOST_PARTS
        or sum(part.file_size for part in parts) > LARGEST
        or any(part.file_size > LARGEST_XML for part in parts if _is_text(part))
        or sum(part.file_size for part in parts if is_xml(part)) > LARGEST_TEXT
        or any(part.file_size > max(_SMALL, GREATEST_RATIO * part.compress_size) for part in parts)
    )


def is_locked(archive: zipfile.ZipFile) -> bool:
    """Tell whether a part needs a password."""
    return any(part.flag_bits & 1 for part in archive.infolist())


def is_xml(part: zipfile.ZipInfo) -> bool:
    """Tell by its name whether a part is XML."""
    return part.filename.lower().endswith((".xml", ".rels"))


def may_be_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Tell by its beginning whether a part may be read as XML though its name does not say so."""
    with archive.open(part) as file:
        return file.read(_BEGINNING).lstrip(_BEFORE_XML).startswith(b"<")


def _is_text(part: zipfile.ZipInfo) -> bool:
    """Tell whether a part may be text: it is neither a picture nor another file put into it."""
    name = part.filename.lower()
    return not any(folder in name for folder in ("/media/", "/embeddings/", "/fonts/"))


def refuse_odd_xml(data: bytes) -> None:
    """Raise `OddXml` for what no office program writes, and `BrokenXml` for what is no XML."""
    depth = 0

    def begin(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise OddXml

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declare(*_what: object) -> None:
        raise OddXml

    def know(_version: str, encoding: str | None, _alone: int) -> None:
        if encoding and encoding.lower() not in _ENCODINGS:
            raise OddXml

    parser = expat.ParserCreate()
    parser.XmlDeclHandler = know
    parser.EntityDeclHandler = declare
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = declare
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise BrokenXml from None
