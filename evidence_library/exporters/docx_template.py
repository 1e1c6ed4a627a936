"""An organisation's own Word template, looked at before anything of it is used."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from evidence_library.errors import UserCanFix
from evidence_library.text import packed_xml

#: Bytes of a template; those with many pictures have ten megabytes.
LARGEST = 50 * 1024**2

_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"
_DOCUMENT, _TEMPLATE = _MAIN.format("document").encode(), _MAIN.format("template").encode()
_MACROS = ("macroenabled", "vbaproject", "vbadata")


def checked(template: bytes) -> bytes:
    """Give a template (DOCX or DOTX) as a Word document that is safe to open.

    Raises UserCanFix for whatever is no such template, holds macros, or is too large.
    """
    if len(template) > LARGEST:
        raise UserCanFix("This template is larger than 50 MB; take pictures out of it.")
    if template.startswith(packed_xml.OLD):
        raise UserCanFix(
            "This template is locked with a password or of an older Word; save it as a DOCX or "
            "DOTX file without a password."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            return _packed(_parts(archive))
    except zipfile.BadZipFile:
        raise _no_template() from None
    except packed_xml.OddXml:
        raise UserCanFix(
            "This template holds XML that Word does not write and that could fill the memory; "
            "open it in Word and save it again."
        ) from None
    except (packed_xml.BrokenXml, *packed_xml.BROKEN):
        raise damaged() from None


def damaged() -> UserCanFix:
    """Say that a template cannot be read."""
    return UserCanFix("This template is damaged; open it in Word and save it again.")


def _no_template() -> UserCanFix:
    return UserCanFix("This file is no Word template; choose a DOCX or DOTX file.")


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    if packed_xml.is_locked(archive):
        raise UserCanFix("This template is locked with a password; save a copy without one.")
    if packed_xml.grows_beyond_measure(archive):
        raise UserCanFix(
            "This template would grow beyond all measure when unpacked; choose another one."
        )
    names = archive.namelist()
    if _TYPES not in names:
        raise _no_template()
    types = archive.read(_TYPES)
    told = types.decode("utf-8", "replace").lower() + " ".join(names).lower()
    if any(sign in told for sign in _MACROS):
        raise UserCanFix(
            "This template holds macros, which are never run here; save it as a template "
            "without macros."
        )
    if _DOCUMENT not in types and _TEMPLATE not in types:
        raise _no_template()
    parts: dict[str, bytes] = {}
    for part in archive.infolist():
        data = archive.read(part)
        if packed_xml.is_xml(part) or data.lstrip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n")[:1] == b"<":
            packed_xml.refuse_odd_xml(data)
        parts[part.filename] = data
    return parts | {_TYPES: types.replace(_TEMPLATE, _DOCUMENT)}


def _packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()
