"""A Word file around its body: styles, lists, page setup, footer, links, pictures, metadata."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.etree.ElementTree import Element

from evidence_library.errors import UserCanFix
from evidence_library.exporters import docx_xml as xml
from evidence_library.exporters.docx_body import Room
from evidence_library.exporters.docx_numbering import Numbering
from evidence_library.exporters.docx_styles import Known, Sizes, defaults, missing_styles
from evidence_library.exporters.docx_template import checked, damaged
from evidence_library.exporters.docx_xml import add, make
from evidence_library.exporters.office_look import STYLES, body_points, box_styles
from evidence_library.exporters.office_package import rewrite_package
from evidence_library.exporters.office_text import no_picture, note_kinds, one_line
from evidence_library.model.document import PAPERS, Document, Layout
from evidence_library.text.untrusted import untrusted

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#: What a document keeps of what stands beside the body of a template.
_KEPT = frozenset(
    "styles numbering settings theme fontTable webSettings footnotes endnotes".split()
)
_MM = xml.TWIPS_A_MM
#: Half points of the text where neither a style nor the defaults state them.
_UNSTATED = 20


class WordFile:
    """A Word file that waits for its body."""

    def __init__(self, document: Document, template: bytes | None) -> None:
        """Raises UserCanFix if the template cannot be used."""
        self._document = document
        self._own = template is None
        self._word = _opened(None if template is None else checked(template))
        self._part = self._word.part
        self._links: dict[str, str] = {}
        try:
            self._refuse_other_parts()
            self._setup = None if self._own else self._page_setup()
            self._empty()
            self.styles: Known = self._write_styles()
            self._numbering = self._begin_numbering()
        except (AttributeError, KeyError, ValueError, TypeError, IndexError):
            if self._own:
                raise
            raise damaged() from None

    @property
    def room(self) -> Room:
        """What a page holds between its margins."""
        if self._setup is not None:
            section = self._word.sections[-1]
            sides = (section.page_width, section.left_margin, section.right_margin)
            ends = (section.page_height, section.top_margin, section.bottom_margin)
            if None not in sides + ends:
                width, height = (int(a) - int(b) - int(c) for a, b, c in (sides, ends))  # type: ignore[arg-type]
                return Room(
                    max(width / xml.UNITS_A_MM, 20), max(height / xml.UNITS_A_MM, 20), self._points
                )
        paper = PAPERS[self._document.layout]
        return Room(paper.width - 2 * paper.margin, paper.height - 2 * paper.margin, self._points)

    def link(self, address: str) -> str:
        """Give the relation that leads to an address."""
        if address not in self._links:
            self._links[address] = self._part.relate_to(
                address, f"{_RELATION}hyperlink", is_external=True
            )
        return self._links[address]

    def picture(self, data: bytes) -> str:
        """Give the relation that leads to a picture; empty if it cannot be read."""
        try:
            with untrusted(no_picture()):
                relation, _image = self._part.get_or_add_image(io.BytesIO(data))
        except UserCanFix:
            return ""
        return relation

    def numbering(self, *, numbered: bool, depth: int, start: int) -> int:
        """Give the number of a list."""
        return self._numbering.of_list(numbered=numbered, depth=depth, start=start)

    def save(self, body: Element, target: BinaryIO) -> None:
        """Write the file with this body."""
        numbers = self._numbering_root()
        at = len(numbers.findall(_name("abstractNum")))
        for place, kind in enumerate(self._numbering.kinds(), start=at):
            numbers.insert(place, _parsed(kind))
        behind = len(numbers.findall(_name("abstractNum"))) + len(numbers.findall(_name("num")))
        for place, one in enumerate(self._numbering.lists(), start=behind):
            numbers.insert(place, _parsed(one))
        setup = self._part.element.body.find(_name("sectPr"))
        # The whole document is put in place of the old one: to move a long table from one to
        # another takes a time that grows with the square of its length.
        whole = make("document")
        whole.append(body)
        self._part._element = _parsed(whole)
        self._part.element.body.append(setup)
        self._word = self._part.document
        self._finish_page(setup)
        self._write_properties()
        packed = io.BytesIO()
        self._word.save(packed)
        rewrite_package(packed, self._document.made, target)

    @property
    def _points(self) -> float:
        """The size of the body text: in a template its own, but never too small for the layout."""
        stated = body_points(self._document.layout)
        if self._own:
            return stated
        large = self._document.layout is Layout.LARGE_PRINT
        return max(self._template_points, stated) if large else self._template_points

    def _refuse_other_parts(self) -> None:
        """Raise ValueError where a part of a template is not what it is called."""
        parts = {
            "document": self._part.element,
            "styles": self._word.styles.element,
            "settings": self._word.settings.element,
            "numbering": self._numbering_root(),
        }
        if any(element.tag != _name(called) for called, element in parts.items()):
            raise ValueError
        if parts["document"].find(_name("body")) is None:
            raise ValueError

    def _page_setup(self) -> Any:
        """Give the page setup of a template, if the layout may use it: cards have their own."""
        if self._document.layout is Layout.CARDS:
            return None
        return self._part.element.body.find(_name("sectPr"))

    def _empty(self) -> None:
        """Take out the body, and what stands beside it and belongs to nothing any more."""
        body = self._part.element.body
        for element in list(body):
            body.remove(element)
        setup = self._setup if self._setup is not None else _parsed(self._new_setup())
        body.append(setup)
        needed = {value for element in setup.iter() for value in element.attrib.values()}
        for relation in list(self._part.rels.values()):
            if relation.reltype.rpartition("/")[2] not in _KEPT and relation.rId not in needed:
                del self._part.rels[relation.rId]
        package = self._part.package
        for relation in list(package.rels.values()):
            if relation.reltype.rpartition("/")[2] not in ("officeDocument", "core-properties"):
                del package.rels[relation.rId]
        self._clean_settings()

    def _clean_settings(self) -> None:
        """Leave out what a file would fetch, tell or ask when it is opened."""
        settings = self._word.settings.element
        unwanted = "attachedTemplate mailMerge documentProtection writeProtection rsids docVars"
        for mark in unwanted.split():
            for element in settings.findall(_name(mark)):
                settings.remove(element)
        part = self._word.part._settings_part
        for relation in list(part.rels.values()):
            if relation.is_external:
                del part.rels[relation.rId]
        if self._own:
            _make_current(settings, one_line(self._document.language))

    def _new_setup(self) -> Element:
        paper = PAPERS[self._document.layout]
        setup = make("sectPr")
        size: dict[str, str | int] = {"w": round(paper.width * _MM), "h": round(paper.height * _MM)}
        add(setup, "pgSz", **size)
        margin = round(paper.margin * _MM)
        edge = round(paper.margin * _MM * 0.45)
        sides = dict.fromkeys(("top", "right", "bottom", "left"), margin)
        add(setup, "pgMar", **sides, header=edge, footer=edge, gutter=0)
        add(setup, "cols", space=720)
        return setup

    def _write_styles(self) -> Known:
        root = self._word.styles.element
        if self._own:
            for style in list(root.findall(_name("style"))):
                root.remove(style)
        self._write_defaults(root)
        taken = {
            (style.get(_name("type"), "paragraph"), _style_name(style)): style.get(_name("styleId"))
            for style in root.findall(_name("style"))
            if style.get(_name("styleId")) and _style_name(style)
        }
        self._template_points = _stated_points(root)
        large = self._document.layout is Layout.LARGE_PRINT
        least = body_points(Layout.LARGE_PRINT) if large else 0
        if large and not self._own:
            _enlarge(root, self._template_points, least)
        made, known = missing_styles(
            (*STYLES, *box_styles(note_kinds(self._document))),
            taken,
            Sizes(self._points, least, self._own),
        )
        for style in made:
            root.append(_parsed(style))
        return known

    def _write_defaults(self, root: Any) -> None:
        """State the language, and in a document of our own font and size as well."""
        language = one_line(self._document.language)
        old = root.find(_name("docDefaults"))
        new = _parsed(defaults(body_points(self._document.layout), language))
        if self._own or old is None:
            if old is not None:
                root.remove(old)
            root.insert(0, new)
            return
        letters = old.find(f"{_name('rPrDefault')}/{_name('rPr')}")
        if letters is None:
            return
        for stated in letters.findall(_name("lang")):
            letters.remove(stated)
        letters.append(new.find(f".//{_name('lang')}"))

    def _begin_numbering(self) -> Numbering:
        root = self._numbering_root()
        if self._own:
            for element in list(root):
                root.remove(element)
        kinds = [_number(one, "abstractNumId") for one in root.findall(_name("abstractNum"))]
        lists = [_number(one, "numId") for one in root.findall(_name("num"))]
        return Numbering(self._points, max(kinds, default=0) + 1, max(lists, default=0) + 1)

    def _numbering_root(self) -> Any:
        from docx.opc.constants import (  # noqa: PLC0415 - loaded with the rest of its library
            CONTENT_TYPE,
            RELATIONSHIP_TYPE,
        )
        from docx.opc.packuri import PackURI  # noqa: PLC0415 - as above
        from docx.parts.numbering import NumberingPart  # noqa: PLC0415 - as above

        try:
            found: Any = self._part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
        except KeyError:
            found = NumberingPart.load(
                PackURI("/word/numbering.xml"),
                CONTENT_TYPE.WML_NUMBERING,
                xml.as_bytes(make("numbering")),
                self._part.package,
            )
            self._part.relate_to(found, RELATIONSHIP_TYPE.NUMBERING)
        return found.element

    def _finish_page(self, setup: Any) -> None:
        """Put a footer on the pages; to that of a template, add what pages need to be told apart.

        The first page of a template may have a footer of its own: a title page needs no number.
        """
        usual = False
        for reference in setup.findall(_name("footerReference")):
            kind = reference.get(_name("type")) or "default"
            part = self._part.related_parts.get(reference.get(_RELATED))
            usual = usual or kind == "default"
            if kind == "first" or part is None or self._numbers_pages(setup, kind):
                continue
            part.element.append(_parsed(self._footer_line()))
        if usual:
            return
        footer = self._word.sections[-1].footer
        footer.is_linked_to_previous = False
        root = footer._element
        for element in list(root):
            root.remove(element)
        root.append(_parsed(self._footer_line()))

    def _numbers_pages(self, setup: Any, kind: str) -> bool:
        """Tell whether the head or the foot of such pages of a template counts them."""
        for reference in setup.findall(_name("footerReference")) + setup.findall(
            _name("headerReference")
        ):
            part = self._part.related_parts.get(reference.get(_RELATED))
            if part is None or (reference.get(_name("type")) or "default") != kind:
                continue
            orders = [mark.get(_name("instr")) for mark in part.element.iter(_name("fldSimple"))]
            orders += [mark.text for mark in part.element.iter(_name("instrText"))]
            if any("PAGE" in (one or "").upper().split() for one in orders):
                return True
        return False

    def _footer_line(self) -> Element:
        line = make("p")
        marks = add(line, "pPr")
        add(marks, "pStyle", val=self.styles["Footer"])
        add(add(marks, "tabs"), "tab", val="right", pos=round(self.room.width * _MM))
        text = one_line(self._document.footer)
        if text:
            _say(line, text)
        add(add(line, "r"), "tab")
        _say(line, "Page ")
        _field(line, "PAGE")
        _say(line, " of ")
        _field(line, "NUMPAGES")
        return line

    def _write_properties(self) -> None:
        document, about = self._document, self._word.core_properties
        root = about._element
        for element in list(root):
            root.remove(element)
        made = datetime(document.made.year, document.made.month, document.made.day, tzinfo=UTC)
        about.title = one_line(document.title)[:255]
        about.subject = one_line(document.subject)[:255]
        about.author = one_line(document.creator)[:255]
        about.last_modified_by = one_line(document.creator)[:255]
        about.keywords = one_line(", ".join(document.keywords))[:255]
        about.language = one_line(document.language)
        about.revision = 1
        about.created = about.modified = made.replace(tzinfo=None)


def _opened(data: bytes | None) -> WordDocument:
    """Open a template, or the one of the library, with what is in order in it."""
    import docx  # noqa: PLC0415 - slow to load

    if data is None:
        return docx.Document()
    try:
        return docx.Document(io.BytesIO(data))
    except Exception as error:  # the library was written for files that are in order
        raise damaged() from error


def _make_current(settings: Any, language: str) -> None:
    """Let a document of our own be one of today's Word, in its language."""
    for mode in settings.iter(_name("compatSetting")):
        if mode.get(_name("name")) == "compatibilityMode":
            mode.set(_name("val"), "15")
    for fonts in settings.iter(_name("themeFontLang")):
        fonts.set(_name("val"), language)
    for old in list(settings.iter(_name("useFELayout"), _name("savePreviewPicture"))):
        old.getparent().remove(old)


def _parsed(element: Element) -> Any:
    from docx.oxml import parse_xml  # noqa: PLC0415 - loaded with the rest of its library

    return parse_xml(xml.as_bytes(element))


def _name(short: str) -> str:
    return xml.name(short)


def _number(element: Any, name: str) -> int:
    return int(element.get(_name(name)) or 0)


def _style_name(style: Any) -> str:
    named = style.find(_name("name"))
    return "" if named is None else str(named.get(_name("val"), "")).lower()


def _stated_points(styles: Any) -> float:
    """Read the size of the body text of a template, in points."""
    normal = next(
        (one for one in styles.findall(_name("style")) if _style_name(one) == "normal"), None
    )
    for place, path in ((normal, "rPr/sz"), (styles, "docDefaults/rPrDefault/rPr/sz")):
        if place is not None:
            found = place.find("/".join(map(_name, path.split("/"))))
            if found is not None:
                return _number(found, "val") / 2 or _UNSTATED / 2
    return _UNSTATED / 2


def _enlarge(styles: Any, body: float, least: float) -> None:
    """Let the text of a template grow to large print, its headings with it."""
    times = max(least / body, 1)
    for size in (*styles.iter(_name("sz")), *styles.iter(_name("szCs"))):
        if size.getparent().tag == _name("rPr"):
            grown = max(round(_number(size, "val") * times), round(least * 2))
            size.set(_name("val"), str(grown))
    letters = styles.find(f"{_name('docDefaults')}/{_name('rPrDefault')}/{_name('rPr')}")
    if letters is not None and letters.find(_name("sz")) is None:
        language = letters.find(_name("lang"))  # Word wants the size before the language
        at = len(letters) if language is None else list(letters).index(language)
        letters.insert(at, _parsed(make("sz", val=round(least * 2))))


def _say(line: Element, text: str) -> None:
    run = add(add(line, "r"), "t")
    run.text = text
    run.set(xml.KEEP_BLANKS, "preserve")


def _field(line: Element, name: str) -> None:
    """Put in a number that the program counts; it shows 1 until it has counted."""
    _say(add(line, "fldSimple", instr=f" {name} "), "1")
