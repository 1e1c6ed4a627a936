"""A document as a page that works from disk: whole, safe, and fit for everybody to read."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from evidence_library import assets
from evidence_library.errors import Cancelled
from evidence_library.exporters import document_html
from evidence_library.model.document import (
    Document,
    Heading,
    InnerLink,
    Layout,
    Paragraph,
    Picture,
    WebLink,
    Words,
    paragraph,
)
from evidence_library.ui.theme import contrast
from tests.helpers.any_document import documents
from tests.helpers.sample_document import MADE, NASTY, sample_document

GOLDEN = Path(__file__).parents[2] / "golden"
STYLE = assets.resource("documents", "document.css").read_text("utf-8")

ELEMENTS = set(
    "html head meta title style body a header main nav footer article div p h1 h2 h3 h4 h5 h6 ul "
    "ol li table caption thead tbody tr th td blockquote pre code img br hr strong em".split()
)
ATTRIBUTES = set(
    "lang dir charset http-equiv content name class href id src alt width height start scope role "
    "aria-hidden aria-label aria-labelledby tabindex".split()
)


class Page(HTMLParser):
    """What a browser would see: elements with their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def named(self, *tags: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.elements if tag in tags]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def html(document: Document) -> str:
    file = io.BytesIO()
    document_html.write(document, file)
    return file.getvalue().decode()


def one(*blocks: Paragraph | Heading | Picture) -> str:
    return html(Document(title="T", made=MADE, body=blocks))


@pytest.mark.parametrize("layout", [Layout.A4, Layout.CARDS])
def test_a_page_is_as_the_golden_file(layout: Layout) -> None:
    name = "document-cards.html" if layout is Layout.CARDS else "document.html"
    assert html(sample_document(layout)) == (GOLDEN / name).read_text("utf-8")


@settings(max_examples=25)
@given(documents)
def test_nothing_written_by_anybody_becomes_markup_or_leads_astray(document: Document) -> None:
    page = Page(html(document))
    assert {tag for tag, _ in page.elements} <= ELEMENTS
    assert {name for _, attributes in page.elements for name in attributes} <= ATTRIBUTES
    names = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(names) == len(set(names))
    for link in page.named("a"):
        assert link["href"].startswith(("#", "http://", "https://", "mailto:"))
        assert not link["href"].startswith("#") or link["href"][1:] in names
    assert all(picture["src"].startswith("data:image/") for picture in page.named("img"))
    assert len(page.named("style")) == 1


@settings(max_examples=15)
@given(documents)
def test_headings_pass_over_no_level(document: Document) -> None:
    whole = re.sub(r"<nav.*?</nav>", "", html(replace(document, cards=())), flags=re.DOTALL)
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", whole)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(low <= high + 1 for high, low in pairwise(levels))


def test_text_stays_text() -> None:
    page = Page(one(paragraph(NASTY), paragraph("a\x00b\x0bc\u2028d")))
    assert NASTY in page.text
    assert "\x00" not in page.text


def test_only_its_own_style_and_pictures_are_allowed() -> None:
    """No script, no style in an attribute, nothing from outside: the policy says so by hash."""
    whole = html(sample_document())
    style = re.search(r"<style>(.*)</style>", whole, re.DOTALL)
    assert style is not None
    hashed = b64encode(sha256(style[1].encode()).digest()).decode()
    policies = [one["content"] for one in Page(whole).named("meta") if "http-equiv" in one]
    assert policies == [
        f"default-src 'none'; img-src data:; style-src 'sha256-{hashed}'; "
        "base-uri 'none'; form-action 'none'"
    ]
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_what_stands_at_the_foot_of_each_sheet_cannot_end_the_style() -> None:
    document = replace(sample_document(), footer='</style><script>x</script>"; } \\ * { a: url(x')
    page = Page(html(document))
    assert len(page.named("style")) == 1
    assert page.named("script") == []
    assert html(document).count("url(") == 1  # in the footer that is read


def test_the_parts_of_a_page_can_be_told_and_skipped_to() -> None:
    page = Page(html(sample_document()))
    assert page.named("html") == [{"lang": "en-GB", "dir": "ltr"}]
    assert [tag for tag, _ in page.elements if tag in {"header", "nav", "main", "footer"}] == [
        *("header", "nav", "main", "footer")
    ]
    assert page.named("a")[0] == {"class": "skip", "href": "#main"}
    assert page.named("main")[0]["id"] == "main"
    assert all(picture["alt"] for picture in page.named("img"))
    assert {cell["scope"] for cell in page.named("th")} == {"col", "row"}
    assert len(page.named("caption")) == len(page.named("table"))


def test_a_document_in_arabic_is_written_from_right_to_left() -> None:
    page = Page(html(replace(sample_document(), language="ar")))
    assert page.named("html") == [{"lang": "ar", "dir": "rtl"}]


def test_links_within_lead_to_headings_and_those_to_nowhere_are_words() -> None:
    links = Paragraph((InnerLink("Begin", "a b"), Words(", "), InnerLink("Gone", "gone")))
    written = one(links, Heading(1, "Begin", "a b"))
    assert '<a href="#part-1">Begin</a>, Gone' in written
    assert '<h2 id="part-1"' in written


@pytest.mark.parametrize("address", ["files/report%20(2).pdf", "https://example.org/"])
def test_files_beside_the_page_may_be_linked_to(address: str) -> None:
    assert Page(one(Paragraph((WebLink("x", address),)))).named("a")[-1]["href"] == address


@pytest.mark.parametrize("address", ["files/../x", "files/", "/files/x", "files/x?y", "page.html"])
def test_nothing_else_on_the_disk_is_linked_to(address: str) -> None:
    assert len(Page(one(Paragraph((WebLink("x", address),)))).named("a")) == 1  # the skip link


def test_a_picture_of_another_format_is_told_of() -> None:
    written = one(Picture(b"<svg/>", "image/svg+xml", "A map", 1, 1))
    assert '<p class="picture">A map</p>' in written
    assert "svg" not in written


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        (Layout.A4, ["size: 210mm 297mm; margin: 22mm", "html { font-size: 11pt; }"]),
        (Layout.LETTER, ["size: 215.9mm 279.4mm"]),
        (Layout.LARGE_PRINT, ["html { font-size: 150%; }", "html { font-size: 18pt; }"]),
        (Layout.BRIEF, ["html { font-size: 10pt; }", '<body class="brief">']),
        (Layout.CARDS, ["size: 210mm 296mm; margin: 0", "columns: 105mm 105mm", "height: 148mm"]),
    ],
)
def test_each_layout_has_its_paper_and_size_of_text(layout: Layout, said: list[str]) -> None:
    written = html(sample_document(layout))
    assert [words for words in said if words not in written] == []


def test_each_card_is_an_article_with_its_title() -> None:
    page = Page(html(sample_document(Layout.CARDS)))
    titles = [article["aria-labelledby"] for article in page.named("article")]
    assert titles == ["card-1", "card-2", "card-3"]
    assert [heading["id"] for heading in page.named("h2")] == titles


def colours(style: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", style))


@pytest.mark.parametrize(
    "part", ["screen, light", "prefers-color-scheme: dark", "print"], ids=["light", "dark", "print"]
)
def test_colours_can_be_told_apart(part: str) -> None:
    """WCAG: 4.5 to 1 for text and 3 to 1 for borders that carry meaning and for the focus ring."""
    place = 0 if "light" in part else STYLE.index(f"@media ({part})" if ":" in part else "@media p")
    if part == "print":
        place = STYLE.index("@media print")
    found = colours(STYLE[place : STYLE.index("}", place)])
    for ground in (found["paper"], found["panel"]):
        for ink in ("ink", "muted", "accent"):
            assert contrast(found[ink], ground) >= 4.5
        for line in ("line", "accent", "caution"):
            assert contrast(found[line], ground) >= 3


def test_paper_repeats_header_rows_and_begins_pages_where_asked() -> None:
    printed = STYLE[STYLE.index("@media print") :]
    assert "display: table-header-group" in printed
    assert ".page-end { border: 0; break-after: page;" in printed


def test_progress_is_told_and_may_end_the_work() -> None:
    told: list[tuple[int, int, str]] = []
    document = sample_document()
    document_html.write(document, io.BytesIO(), lambda *step: told.append(step))
    assert told[0] == (0, len(document.body), "Writing the page")
    assert told[-1] == (len(document.body), len(document.body), "Writing the page")

    def stop(done: int, total: int, what: str) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        document_html.write(document, io.BytesIO(), stop)
