"""The OpenDocument file as odfdo keeps it: its parts, list of parts, properties and pictures.

What odfdo's own document holds is taken out first: its styles, settings, thumbnail, and the times
and versions of the program it was made with.
"""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import datetime, time
from typing import TYPE_CHECKING, BinaryIO, cast
from xml.etree.ElementTree import Element

from evidence_library.exporters.odt_xml import VERSION, as_bytes, make
from evidence_library.exporters.office_package import rewrite_package
from evidence_library.exporters.office_text import one_line
from evidence_library.model.document import Document

if TYPE_CHECKING:
    from odfdo import Container
    from odfdo import Document as OpenDocument

_CONTENT, _STYLES, _SETTINGS, _ABOUT = "content.xml", "styles.xml", "settings.xml", "meta.xml"
_MANIFEST = "META-INF/manifest.xml"
_KEPT = {"mimetype", _CONTENT, _STYLES, _SETTINGS, _ABOUT, _MANIFEST}
_PICTURE_KINDS = {"png": "image/png", "jpg": "image/jpeg"}


def save(
    document: Document,
    content: Element,
    styles: Element,
    pictures: dict[bytes, str],
    target: BinaryIO,
) -> None:
    """Write a file with this content and these styles; `pictures` are data and path of each."""
    opened = _emptied()
    # As whole parts: one element after another would be read and written again by the library.
    opened.set_part(_CONTENT, as_bytes(content))
    opened.set_part(_STYLES, as_bytes(styles))
    for data, path in pictures.items():
        # Its `add_file` gives bytes neither an ending nor a kind, and not all programs look inside.
        opened.set_part(path, data)
        opened.manifest.add_full_path(path, _PICTURE_KINDS[path.rpartition(".")[2]])
    _write_properties(opened, document)
    rewrite_package(_packed(opened), document.made, target)


def _emptied() -> OpenDocument:
    """Open a new text document of the library, and take out what is not ours."""
    from odfdo import Document as OpenDocument  # noqa: PLC0415 - slow to load

    opened = OpenDocument("text")
    for path in opened.parts:
        if path not in _KEPT:
            opened.del_part(path)
    manifest = opened.manifest
    for path in manifest.get_paths():
        if path not in {"/", *_KEPT}:
            manifest.del_full_path(path)
    for versioned in (manifest.root, *manifest.get_elements("//*[@manifest:version]")):
        versioned.set_attribute("manifest:version", VERSION)
    opened.meta.body.clear()
    opened.meta.root.set_attribute("office:version", VERSION)
    settings = make("office:document-settings", {"office:version": VERSION})
    opened.set_part(_SETTINGS, as_bytes(settings))
    return opened


def _write_properties(opened: OpenDocument, document: Document) -> None:
    from odfdo import Element as OpenElement  # noqa: PLC0415 - loaded with the rest of its library

    about = opened.meta
    about.generator = "Evidence Library"
    day = datetime.combine(document.made, time())
    about.creation_date = about.date = day
    if title := one_line(document.title):
        about.title = title
    if subject := one_line(document.subject):
        about.subject = subject
    if creator := one_line(document.creator):
        about.initial_creator = about.creator = creator
    with suppress(TypeError):  # what is no language is left out
        about.language = one_line(document.language)
    for word in document.keywords:
        # The library knows one keyword only; the format has one element for each.
        keyword = OpenElement.from_tag("meta:keyword")
        keyword.text = one_line(word)
        about.body.append(keyword)


def _packed(opened: OpenDocument) -> io.BytesIO:
    """Let the library pack what it holds.

    Not by its `save`: that reads every table again, and says the file is of version 1.4, which
    programs of people's offices do not know yet.
    """
    opened.set_part(_ABOUT, opened.meta.serialize())
    opened.set_part(_MANIFEST, opened.manifest.serialize())
    packed = io.BytesIO()
    cast("Container", opened.container).save(packed)
    return packed
