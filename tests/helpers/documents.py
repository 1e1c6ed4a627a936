"""Small PDF and Word files of our own, written byte by byte: no file of anybody else is needed."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Sequence
from html import escape

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_LINE = 80  # characters of a line; about what fits the width of a page


def pdf(pages: Sequence[str], *, rotate: int = 0) -> bytes:
    """Write a PDF with the lines of each text on a page of its own; "" makes an empty page."""
    return _written(_objects(pages, rotate))


def encrypted_pdf(pages: Sequence[str], password: str) -> bytes:
    """Write a PDF that opens with a password only (RC4, 40 bits, as the first ones had it)."""
    identity = b"0123456789abcdef"
    padded = (password.encode() + _PADDING)[:32]
    owner = _rc4(hashlib.md5(padded, usedforsecurity=False).digest()[:5], padded)
    permissions = (0xFFFFFFFC).to_bytes(4, "little")
    key = hashlib.md5(padded + owner + permissions + identity, usedforsecurity=False).digest()[:5]
    user = _rc4(key, _PADDING)
    objects = [
        _stream(_rc4(_object_key(key, number), body[0])) if isinstance(body, tuple) else body
        for number, body in enumerate(_objects(pages, 0), start=1)
    ]
    lock = (
        f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{user.hex()}> /P -4 >>"
    ).encode()
    objects.append(lock)
    told = f"/Encrypt {len(objects)} 0 R /ID [<{identity.hex()}> <{identity.hex()}>]"
    return _written(objects, told)


def docx(paragraphs: Iterable[str]) -> bytes:
    """Write a Word document with a paragraph for each text."""
    body = "".join(
        f"<w:p><w:r><w:t xml:space='preserve'>{escape(one)}</w:t></w:r></w:p>" for one in paragraphs
    )
    space = "http://schemas.openxmlformats.org"
    main = f"{space}/wordprocessingml/2006/main"
    parts = {
        "[Content_Types].xml": f"<Types xmlns='{space}/package/2006/content-types'>"
        "<Default Extension='rels' "
        "ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
        "<Override PartName='/word/document.xml' ContentType='application/"
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>",
        "_rels/.rels": f"<Relationships xmlns='{space}/package/2006/relationships'>"
        f"<Relationship Id='r1' Type='{space}/officeDocument/2006/relationships/officeDocument' "
        "Target='word/document.xml'/></Relationships>",
        "word/document.xml": f"<w:document xmlns:w='{main}'><w:body>{body}</w:body></w:document>",
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f"<?xml version='1.0' encoding='UTF-8'?>{text}")
    return held.getvalue()


def _objects(pages: Sequence[str], rotate: int) -> list[bytes | tuple[bytes]]:
    """List the objects of a PDF; a tuple holds the content of a page, not yet a stream."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects: list[bytes | tuple[bytes]] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, text in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {rotate} "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * at} 0 R >>".encode()
        )
        objects.append((_content(text),))
    return objects


def _content(text: str) -> bytes:
    lines = [
        line[at : at + _LINE] for line in text.splitlines() for at in range(0, len(line), _LINE)
    ]
    shown = b" ".join(b"(" + _literal(line) + b") Tj T*" for line in lines)
    return b"BT /F1 11 Tf 14 TL 50 790 Td " + shown + b" ET" if lines else b""


def _literal(line: str) -> bytes:
    data = line.encode("cp1252", "replace")
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _stream(data: bytes) -> bytes:
    return f"<< /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _written(objects: Sequence[bytes | tuple[bytes]], more: str = "") -> bytes:
    out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        shown = _stream(body[0]) if isinstance(body, tuple) else body
        out += f"{number} 0 obj\n".encode() + shown + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {more} >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def _object_key(key: bytes, number: int) -> bytes:
    salted = key + number.to_bytes(3, "little") + b"\0\0"
    return hashlib.md5(salted, usedforsecurity=False).digest()[:10]


def _rc4(key: bytes, data: bytes) -> bytes:
    box, at = list(range(256)), 0
    for step in range(256):
        at = (at + box[step] + key[step % len(key)]) % 256
        box[step], box[at] = box[at], box[step]
    out, first, second = bytearray(), 0, 0
    for byte in data:
        first = (first + 1) % 256
        second = (second + box[first]) % 256
        box[first], box[second] = box[second], box[first]
        out.append(byte ^ box[(box[first] + box[second]) % 256])
    return bytes(out)
