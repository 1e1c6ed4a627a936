"""A document that was only just made can be looked at before it is saved."""

from __future__ import annotations

import io

from evidence_library.exporters import document_pdf
from evidence_library.services.page_pictures import OpenFile
from evidence_library.text.marks import Marks
from tests.helpers.sample_document import sample_document


def test_pages_of_a_made_pdf_are_drawn_from_its_bytes() -> None:
    target = io.BytesIO()
    document_pdf.write(sample_document(), target)
    shown = OpenFile(target.getvalue(), "pack.pdf")
    try:
        assert shown.paged
        assert shown.pages >= 4
        leaf = shown.leaf(1, 400, Marks())
    finally:
        shown.close()
    assert "When good intentions harm" in leaf.text
    assert leaf.picture is not None
    assert leaf.picture.width == 400
    assert len(set(leaf.picture.pixels)) > 10
