"""Writes small Word documents for tests, by hand, so that no binary file has to be kept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

#: A paragraph: its style ("" for none, "Heading1", "ListParagraph" for an item) and its text.
Paragraph = tuple[str, str]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
    "</Relationships>"
)
_NUMBERING = (
    f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    '<w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1">'
    '<w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_NUMBERED = f'<Relationship Id="n1" Type="{_OFFICE}/numbering" Target="numbering.xml"/>'
_MAIN = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'


def docx(
    paragraphs: Sequence[Paragraph],
    *,
    core: Mapping[str, str] | None = None,
    parts: Mapping[str, bytes] | None = None,
    links: Sequence[tuple[str, str]] = (),
) -> bytes:
    """Write a document; `core` are its properties, `parts` further files in it or in their place.

    `links` are paragraphs that are a link each: words and address.
    """
    body = "".join(map(_paragraph, paragraphs))
    body += "".join(
        f'<w:p><w:hyperlink r:id="L{at}"><w:r><w:t>{escape(words)}</w:t></w:r></w:hyperlink></w:p>'
        for at, (words, _address) in enumerate(links)
    )
    relations = "".join(
        f'<Relationship Id="L{at}" Type="{_OFFICE}/hyperlink" Target="{escape(address)}" '
        'TargetMode="External"/>'
        for at, (_words, address) in enumerate(links)
    )
    files: dict[str, bytes] = {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": _RELATIONS.format(_MAIN).encode(),
        "word/_rels/document.xml.rels": _RELATIONS.format(_NUMBERED + relations).encode(),
        "word/numbering.xml": _NUMBERING.encode(),
        "word/document.xml": (
            f'<w:document xmlns:w="{_W}" xmlns:r="{_OFFICE}"><w:body>{body}</w:body></w:document>'
        ).encode(),
    }
    if core:
        files["docProps/core.xml"] = _core(core)
    files.update(parts or {})
    return zipped(files)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Pack files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def _paragraph(paragraph: Paragraph) -> str:
    style, text = paragraph
    properties = ""
    if style == "ListParagraph":
        properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    elif style:
        properties = f'<w:pStyle w:val="{style}"/>'
    return (
        f"<w:p><w:pPr>{properties}</w:pPr>"
        f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def _core(fields: Mapping[str, str]) -> bytes:
    inner = "".join(f"<dc:{name}>{escape(value)}</dc:{name}>" for name, value in fields.items())
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{inner}</cp:coreProperties>"
    ).encode()
