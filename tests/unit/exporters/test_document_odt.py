"""Documents as OpenDocument texts: read back with the library, held against their structure."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import odfdo
import pytest
from hypothesis import given, settings

from evidence_library.exporters import document_odt
from evidence_library.exporters.odt_xml import name
from evidence_library.model.document import (
    PAPERS,
    Document,
    InnerLink,
    Layout,
    Listed,
    Paragraph,
    Picture,
    Table,
    Verbatim,
    WebLink,
    paragraph,
    words,
)
from tests.helpers.any_blocks import DOCUMENTS
from tests.helpers.long_document import check_progress
from tests.helpers.office_files import check_unique, opens_in_libreoffice, parts_of, xml_of
from tests.helpers.sample_document import MADE, NASTY, sample_document

GOLDEN = Path(__file__).parents[2] / "golden" / "document.odt.txt"
_KIND = "application/vnd.oasis.opendocument.text"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_INDENTED = {"text:list": "list", "text:list-item": "item", "text:list-header": "still item"} | {
    "table:table": "table",
    "table:table-header-rows": "header",
    "table:table-row": "row",
    "text:table-of-content": "contents",
}
_SHOWN = {name(short): said for short, said in _INDENTED.items()}


def written(document: Document) -> bytes:
    file = io.BytesIO()
    document_odt.write(document, file)
    return file.getvalue()


def content(data: bytes) -> Element:
    return xml_of(parts_of(data)["content.xml"])


def structure(data: bytes) -> Iterator[str]:
    """Tell each paragraph in its order, with its style, and what it stands in."""
    root = content(data)
    parents = {
        one.get(name("style:name")): f"{one.get(name('style:parent-style-name'))}*"
        for one in root.iter(name("style:style"))
    }
    text = root.find(f".//{name('office:text')}")
    assert text is not None
    yield from _told(text, parents, 0)


def _told(element: Element, parents: dict[str | None, str], depth: int) -> Iterator[str]:
    for one in element:
        if one.tag in (name("text:p"), name("text:h")):
            style = one.get(name("text:style-name"))
            yield f"{'  ' * depth}{parents.get(style, style)} | {''.join(_words(one))}"
        elif one.tag in _SHOWN:
            start = one.get(name("text:start-value"))
            yield f"{'  ' * depth}{_SHOWN[one.tag]}{f' from {start}' if start else ''}"
            yield from _told(one, parents, depth + 1)
        else:
            yield from _told(one, parents, depth)


def _words(line: Element) -> Iterator[str]:
    yield line.text or ""
    for one in line:
        if one.tag == name("text:s"):
            yield " " * int(one.get(name("text:c"), "1"))
        elif one.tag == name("text:line-break"):
            yield "<br>"
        elif one.tag == name("draw:frame"):
            yield f"<picture {one.findtext(name('svg:desc'))}>"
        elif one.tag == name("text:bookmark-start"):
            yield f"<{one.get(name('text:name'))}>"
        else:
            to = one.get(name("xlink:href")) or one.get(name("text:style-name")) or ""
            inner = "".join(_words(one))
            yield f"[{inner}->{to}]" if to else inner
        yield one.tail or ""


def check_package(data: bytes) -> dict[str, bytes]:
    """Check that an OpenDocument program finds what it needs, and all names are its own."""
    parts = parts_of(data)
    assert next(iter(parts)) == "mimetype"
    assert data[30:38] == b"mimetype"
    assert data[38 : 38 + len(_KIND)] == _KIND.encode()
    manifest = xml_of(parts["META-INF/manifest.xml"])
    listed = {one.get(f"{_MANIFEST}full-path") for one in manifest}
    assert listed == {"/", *parts} - {"mimetype", "META-INF/manifest.xml"}
    root, styles = xml_of(parts["content.xml"]), xml_of(parts["styles.xml"])
    named = {
        one.get(name("style:name"))
        for part in (root, styles)
        for kind in ("style:style", "text:list-style")
        for one in part.iter(name(kind))
    }
    used = {
        one.get(name(attribute))
        for one in root.iter()
        for attribute in ("text:style-name", "table:style-name")
        if one.get(name(attribute))
    }
    assert used <= named, used - named
    for element, attribute in (
        ("text:bookmark-start", "text:name"),
        ("table:table", "table:name"),
        ("draw:frame", "draw:name"),
    ):
        check_unique(root, name(element), name(attribute))
    marks = {f"#{one.get(name('text:name'))}" for one in root.iter(name("text:bookmark-start"))}
    for link in root.iter(name("text:a")):
        target = link.get(name("xlink:href"), "")
        assert target in marks or target.startswith(("http://", "https://", "mailto:"))
    for item in root.iter(name("text:list-item")):
        assert item.find(name("table:table")) is None
    return parts


def test_the_structure_is_as_the_golden_file() -> None:
    told = "\n".join(structure(written(sample_document()))) + "\n"
    assert told == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("layout", Layout)
def test_every_layout_is_a_whole_package_on_its_paper(layout: Layout) -> None:
    parts = check_package(written(sample_document(layout)))
    styles = xml_of(parts["styles.xml"])
    paper = PAPERS[layout]
    sheet = styles.find(f".//{name('style:page-layout-properties')}")
    assert sheet is not None
    assert sheet.get(name("fo:page-width")) == f"{paper.width:.2f}mm"
    sizes = {
        float(one.get(name("fo:font-size"), "99pt")[:-2])
        for one in styles.iter(name("style:text-properties"))
    }
    assert paper.points in sizes
    if layout is Layout.LARGE_PRINT:
        assert min(sizes) == 18


def test_it_tells_title_maker_words_language_and_only_the_day_it_was_made() -> None:
    about = odfdo.Document(io.BytesIO(written(sample_document()))).meta
    assert (about.title, about.subject) == (sample_document().title, "Community safety")
    assert (about.language, about.initial_creator) == ("en-GB", "Example Council")
    assert about.creation_date is not None
    assert about.creation_date.date() == MADE
    words_told = about.root.get_elements("//meta:keyword")
    assert [one.text for one in words_told] == ["street wardens", "what works", "A & B"]


def test_nothing_of_the_document_that_the_library_begins_with_is_left() -> None:
    data = written(sample_document())
    parts = parts_of(data)
    own = ("content.xml", "meta.xml", "settings.xml", "styles.xml")
    pictures = [path for path in parts if path.startswith("Pictures/")]
    assert set(parts) == {"mimetype", *own, *pictures, "META-INF/manifest.xml"}
    for path in own:
        assert xml_of(parts[path]).get(name("office:version")) == "1.3"
    manifest = odfdo.Document(io.BytesIO(data)).manifest
    assert manifest.get_media_type("/") == _KIND
    assert {manifest.get_media_type(path) for path in pictures} == {"image/png"}
    assert manifest.root.get_attribute("manifest:version") == "1.3"
    assert not re.search(rb"LibreOffice|odfdo|2026", parts["meta.xml"] + parts["styles.xml"])


def test_a_language_that_is_none_and_empty_properties_are_left_out() -> None:
    data = written(Document(title="T", made=MADE, language="not a language", body=()))
    about = odfdo.Document(io.BytesIO(data)).meta
    assert (about.title, about.subject, about.language, about.creator) == ("T", None, None, None)


def test_the_library_for_the_format_reads_headings_tables_and_text() -> None:
    body = odfdo.Document(io.BytesIO(written(sample_document()))).body
    assert [int(one.level) for one in body.headers] == [1, 1, 2, 3, 1, 1]
    table = body.tables[0]
    assert table.size == (3, 4)
    assert table.get_cell((0, 1)).text_recursive.strip() == "Visited a prison"
    assert NASTY in body.text_recursive


def test_the_footer_counts_pages_and_the_language_is_known() -> None:
    styles = xml_of(parts_of(written(sample_document()))["styles.xml"])
    footer = styles.find(f".//{name('style:footer')}")
    assert footer is not None
    assert "".join(footer.itertext()) == f"{sample_document().footer}Page 1 of 1"
    default = styles.find(f".//{name('style:default-style')}/{name('style:text-properties')}")
    assert default is not None
    assert default.get(name("fo:language")) == "en"
    assert default.get(name("fo:country")) == "GB"


def test_a_table_within_a_list_stands_between_two_parts_of_it() -> None:
    table = Table("Figures", (words("A"),), ((words("1"),),))
    item = (paragraph("before"), Listed(((table,),)), paragraph("after"))
    body = (Listed((item, (paragraph("next"),)), numbered=True),)
    data = written(Document(title="T", made=MADE, body=body))
    check_package(data)
    told = [line.strip() for line in structure(data)]
    assert told.index("table") < told.index("still item") < told.index("List_20_Continue* | after")


def test_each_card_begins_a_page_and_boxes_that_are_not_there_leave_no_style() -> None:
    data = written(sample_document(Layout.CARDS))
    root = content(data)
    breaks = {
        one.get(name("style:name"))
        for one in root.iter(name("style:style"))
        if (marks := one.find(name("style:paragraph-properties"))) is not None
        and marks.get(name("fo:break-before")) == "page"
    }
    titles = [one.get(name("text:style-name")) for one in root.iter(name("text:h"))]
    assert len(titles) == 3
    assert set(titles) <= breaks
    assert b"trainer" not in parts_of(data)["styles.xml"].lower()


def test_links_that_lead_nowhere_and_pictures_that_are_none_leave_their_words() -> None:
    broken = Picture(b"GIF89a", "image/png", "A map", width=8, height=6)
    runs = (WebLink("a", "javascript:alert(1)"), InnerLink("b", "nowhere"))
    body = (broken, Paragraph(runs), Verbatim("x\x00\x0b\ud800 y"))
    data = written(Document(title="T", made=MADE, logo=broken, body=body))
    check_package(data)
    assert list(structure(data))[-2:] == ["Standard | ab", "Preformatted_20_Text | x<br> y"]
    assert "Standard | Picture: A map" in list(structure(data))


def test_progress_is_told_and_may_stop_it() -> None:
    check_progress(document_odt.write)


@settings(max_examples=15)
@given(DOCUMENTS)
def test_whatever_is_in_it_the_file_is_whole_and_always_the_same(document: Document) -> None:
    data = written(document)
    check_package(data)
    assert written(document) == data


def test_libreoffice_opens_it(tmp_path: Path) -> None:
    opens_in_libreoffice(written(sample_document()), "odt", tmp_path)
