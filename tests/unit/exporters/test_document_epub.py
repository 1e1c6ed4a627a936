"""A document as a book that reading programs, and those who cannot see, can use."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import Phase, given, settings

from evidence_library.exporters import document_epub
from evidence_library.model.document import Document, Heading, InnerLink, Layout, Paragraph
from tests.helpers.any_document import documents
from tests.helpers.office_files import xml_of
from tests.helpers.sample_document import MADE, PNG, sample_document

GOLDEN = Path(__file__).parents[2] / "golden"
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
XHTML = "{http://www.w3.org/1999/xhtml}"


def book(document: Document) -> bytes:
    file = io.BytesIO()
    document_epub.write(document, file)
    return file.getvalue()


def files(document: Document) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(book(document))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pages(found: dict[str, bytes]) -> dict[str, ElementTree.Element]:
    """Parse every page of a book; one that is not well-formed raises."""
    return {
        name.removeprefix("EPUB/"): xml_of(data)
        for name, data in found.items()
        if name.endswith(".xhtml")
    }


def test_a_book_is_as_the_golden_file() -> None:
    """Its pages and its description, one after another."""
    told = files(sample_document())
    parts = [name for name in told if name.endswith((".xhtml", ".opf", ".xml"))]
    whole = "".join(f"==== {name}\n{told[name].decode()}" for name in parts)
    assert whole == (GOLDEN / "document.epub.txt").read_text("utf-8")


def test_the_kind_of_file_comes_first_and_as_it_is() -> None:
    with ZipFile(io.BytesIO(book(sample_document()))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert archive.read("mimetype") == b"application/epub+zip"
        assert {one.date_time for one in archive.infolist()} == {(2024, 3, 1, 0, 0, 0)}


def test_the_same_document_is_the_same_book_and_another_one_has_another_name() -> None:
    document = sample_document()
    assert book(document) == book(sample_document())
    other = files(replace(document, footer="Another"))["EPUB/package.opf"]
    assert other != files(document)["EPUB/package.opf"]


@settings(max_examples=15, phases=NO_SHRINKING)
@given(documents)
def test_every_page_is_well_formed_and_every_link_leads_somewhere(document: Document) -> None:
    found = files(document)
    read = pages(found)
    ids = {
        name: [one.get("id") for one in page.iter() if one.get("id")] for name, page in read.items()
    }
    assert all(len(names) == len(set(names)) for names in ids.values())
    for name, page in read.items():
        for link in page.iter(f"{XHTML}a"):
            address = link.get("href", "")
            if not address.startswith(("http://", "https://", "mailto:")):
                file, _, anchor = address.partition("#")
                assert not anchor or anchor in ids[file or name]
                assert (file or name) in read
        assert not [one for one in page.iter() if one.tag.endswith(("script", "style"))]
        assert not [one for one in page.iter() for key in one.attrib if key.startswith("on")]
    listed = re.findall(r'href="([^"]+)"', found["EPUB/package.opf"].decode())
    assert {f"EPUB/{name}" for name in listed} == {
        name for name in found if name.startswith("EPUB/") and name != "EPUB/package.opf"
    }


def test_each_heading_of_the_first_level_begins_a_file() -> None:
    read = pages(files(sample_document()))
    titles = [page.findtext(f".//{XHTML}h1") for name, page in read.items() if "part" in name]
    assert titles == ["Before you begin", "Scared Straight", "Signs that stay text", "To work on"]


def test_links_lead_into_other_files() -> None:
    link = Paragraph((InnerLink("on", "two"),))
    body = (Heading(1, "One"), link, Heading(1, "Two", "two"))
    found = files(Document(title="T", made=MADE, body=body, front=(link,)))
    assert b'<a href="part-002.xhtml#to-two">on</a>' in found["EPUB/part-001.xhtml"]
    assert b'<a href="part-002.xhtml#to-two">on</a>' in found["EPUB/title.xhtml"]


def test_what_a_book_offers_those_who_cannot_see_is_told() -> None:
    told = files(sample_document())["EPUB/package.opf"].decode()
    for name in (
        "accessMode",
        "accessibilityFeature",
        "accessibilityHazard",
        "accessibilitySummary",
    ):
        assert f'property="schema:{name}"' in told
    assert "<dc:language>en-GB</dc:language>" in told


def test_a_picture_that_stands_twice_is_packed_once() -> None:
    found = files(sample_document())
    assert [data for name, data in found.items() if name.endswith(".png")] == [PNG]


@pytest.mark.skipif(shutil.which("epubcheck") is None, reason="epubcheck is not installed")
@pytest.mark.parametrize("layout", [Layout.A4, Layout.CARDS])
def test_epubcheck_finds_nothing(layout: Layout, tmp_path: Path) -> None:
    file = tmp_path / "book.epub"
    file.write_bytes(book(sample_document(layout)))
    done = subprocess.run(["epubcheck", file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_book_claims_only_what_is_so() -> None:
    plain = replace(sample_document(), logo=None, front=(), body=())
    package = files(plain)["EPUB/package.opf"].decode()
    for claimed in ("visual", "alternativeText", "Pictures", "conformsTo"):
        assert claimed not in package


def test_large_print_is_another_book() -> None:
    usual, large = (files(sample_document(one)) for one in (Layout.A4, Layout.LARGE_PRINT))
    assert usual["EPUB/package.opf"] != large["EPUB/package.opf"]
    assert b"font-size: 150%" in large["EPUB/book.css"]
