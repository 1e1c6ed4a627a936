"""From bytes to text, saying which encoding was read and whether it had to be assumed."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from evidence_library.errors import UserCanFix

#: Largest text that is read, in bytes.
TEXT_LIMIT = 20 * 1024 * 1024

#: What a file that begins with these bytes is, and what to do with it.
_KNOWN_BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF document", "save its text as a plain text file"),
    (b"PK\x03\x04", "a Word, OpenDocument or ZIP file", "save its text as a plain text file"),
    (b"\xd0\xcf\x11\xe0", "an older Word or Excel file", "save its text as a plain text file"),
    (b"{\\rtf", "a rich text (RTF) document", "save it as a plain text file"),
    (b"SQLite format 3\x00", "a database", "open its folder as a library instead"),
    (b"\x89PNG", "a picture", "import a text file"),
    (b"\xff\xd8\xff", "a picture", "import a text file"),
    (b"GIF8", "a picture", "import a text file"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"\x7fELF", "a program", "import a text file"),
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Encodings a web page may state; what it calls Latin-1 is read by browsers as Windows-1252.
_OF_THE_WEB = frozenset(
    "utf-8 cp1252 cp866 cp874 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 koi8-r "
    "koi8-u iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 "
    "iso8859-13 iso8859-14 iso8859-15 iso8859-16 mac-roman mac-cyrillic gbk gb18030 big5 euc_jp "
    "shift_jis iso2022_jp euc_kr".split()
)
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gbk"}
_NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")

#: Control characters that do occur in text: tab, line ends, form feed, Word's soft line break.
_TEXT_CONTROLS = frozenset("\t\n\r\f\v")
_CONTROLS = {code: None for code in range(32) if chr(code) not in _TEXT_CONTROLS}
#: More control characters than one in so many means that this is no text.
_CONTROL_SHARE = 1000


class Decoded(NamedTuple):
    """A text, the encoding it was read with, and whether that was assumed."""

    text: str
    encoding: str
    assumed: bool


def decode(data: bytes, name: str = "the file") -> Decoded:
    """Read bytes as text: UTF-8, UTF-16 and UTF-32 with a mark, else Windows-1252 is assumed.

    Raises UserCanFix for what is empty, larger than `TEXT_LIMIT` or no text.
    """
    refuse_size(len(data), name)
    if not data.strip():
        raise UserCanFix(f"“{name}” is empty; choose a file that has text in it.")
    for beginning, what, remedy in _KNOWN_BEGINNINGS:
        if data.startswith(beginning):
            raise UserCanFix(f"“{name}” is {what}, not text; {remedy}.")
    decoded = _with_mark(data, name) or _without_mark(data, name)
    _refuse_controls(decoded.text, name)
    if not decoded.text.strip():
        raise UserCanFix(f"“{name}” is empty; choose a file that has text in it.")
    return decoded


def decode_web(data: bytes, stated: str, name: str = "the file") -> Decoded:
    """Read a web page: by its mark, else as it states, else as any text. Raises as `decode`.

    Only encodings of the web count: others of Python's can make much of little, or no text at all.
    """
    if stated and not data.startswith(tuple(mark for mark, _ in _MARKS)):
        try:
            codec = codecs.lookup(stated).name
            codec = _AS_BROWSERS.get(codec, codec)
            if codec in _OF_THE_WEB:
                return Decoded(data.decode(codec), codec, assumed=False)
        except (LookupError, UnicodeError, ValueError):
            pass
    return decode(data, name)


def storable(text: str) -> str:
    """Replace what is no character and cannot be kept: halves of pairs, and zero."""
    return _NO_CHARACTER.sub("\ufffd", text)


def refuse_size(size: int, name: str) -> None:
    """Raise UserCanFix where a file of `size` bytes is larger than what is read."""
    if size > TEXT_LIMIT:
        raise UserCanFix(
            f"“{name}” has {size / 1024**2:.0f} MB of text, more than the "
            f"{TEXT_LIMIT // 1024**2} MB that can be imported; split it into smaller files."
        )


def _with_mark(data: bytes, name: str) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            codec = "utf-8-sig" if encoding == "utf-8" else encoding
            try:
                return Decoded(data.decode(codec), encoding, assumed=False)
            except UnicodeDecodeError:
                message = f"“{name}” is marked as {encoding.upper()} but is damaged; save it again."
                raise UserCanFix(message) from None
    return None


def _without_mark(data: bytes, name: str) -> Decoded:
    if b"\x00" in data:
        raise UserCanFix(f"“{name}” is not text; import a text file, saved as UTF-8.")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", assumed=False)
    except UnicodeDecodeError:
        pass
    try:
        return Decoded(data.decode("cp1252"), "windows-1252", assumed=True)
    except UnicodeDecodeError:
        message = f"“{name}” is neither UTF-8 nor Windows-1252 text; save it as UTF-8."
        raise UserCanFix(message) from None


def _refuse_controls(text: str, name: str) -> None:
    controls = len(text) - len(text.translate(_CONTROLS))
    if "\x00" in text or controls * _CONTROL_SHARE > len(text):
        raise UserCanFix(f"“{name}” is not text; import a text file, saved as UTF-8.")
