"""Writes small PDF documents for tests, by hand, so that no binary file has to be kept."""

from __future__ import annotations

from collections.abc import Sequence

#: A line of a page: its text and the size of its letters in points.
PdfLine = tuple[str, int]


def pdf(pages: Sequence[Sequence[PdfLine]], info: dict[str, str] | None = None) -> bytes:
    """Write a document with these lines on its pages; a page without lines has no text."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT]
    kids = []
    for lines in pages:
        stream = _stream(lines)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), listed)
    return _file(objects, info or {})


def drawing(stream: bytes) -> bytes:
    """Write a document of one page that is drawn by the operators given."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << >> >>",
    ]
    return _file(objects, {})


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def _stream(lines: Sequence[PdfLine]) -> bytes:
    parts = [b"BT"]
    top = 810
    for text, size in lines:
        top -= size * 3 // 2 + 8
        parts.append(b"/F1 %d Tf 1 0 0 1 60 %d Tm (%s) Tj" % (size, top, _string(text)))
    return b"\n".join([*parts, b"ET"])


def _string(text: str) -> bytes:
    data = text.encode("cp1252")
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file(objects: Sequence[bytes], info: dict[str, str], trailer: bytes = b"") -> bytes:
    entries = b" ".join(b"/%s (%s)" % (k.encode(), _string(v)) for k, v in info.items())
    whole = [*objects, b"<< %s >>" % entries]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(whole, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(whole) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(whole) + 1,
        len(whole),
        trailer,
        start,
    )
    return bytes(out)


def locked_pdf() -> bytes:
    """Write a document that only opens with a password (which nobody knows)."""
    locked = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<%s> <%s>]" % (
        b"11" * 32,
        b"22" * 32,
        b"33" * 16,
        b"33" * 16,
    )
    kids = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 0 /Kids [] >>"]
    return _file(kids, {}, locked)
