"""Markdown to HTML that is safe to show: allowed tags only, no images, styles or scripts."""

from __future__ import annotations

import html
import re
from xml.etree import ElementTree as Tree

import markdown
import nh3
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from evidence_library.text.web_addresses import ADDRESS, trimmed

#: Where a link may lead.
LINK_SCHEMES = frozenset({"http", "https", "ftp", "mailto"})

#: Longer texts are shown as plain paragraphs: rendering them would take too long.
_LONGEST = 200_000
#: More of these signs than a record has make the renderer's time grow with their square.
_MOST = {"[": 1000, "<": 2000, ">": 5000, "\n#": 3000, "\n=": 1000}

#: A link without an address: no link.
_NO_LINK = re.compile(r"<a(?: (?!href=)[a-z]+=\"[^\"]*\")*>(.*?)</a>", re.DOTALL)

_TAGS = frozenset(
    "a abbr b blockquote br code dd del dl dt em h1 h2 h3 h4 h5 h6 hr i li ol p pre s strong sub "
    "sup table tbody td th thead tr ul".split()
)
_ATTRIBUTES = {"a": {"href", "title"}, "td": {"align"}, "th": {"align"}, "ol": {"start"}}


def to_html(text: str) -> str:
    """Render Markdown (with tables) as HTML from which everything active has been removed."""
    if len(text) > _LONGEST or any(text.count(sign) > most for sign, most in _MOST.items()):
        return _as_paragraphs(text)
    try:
        rendered = _converter().convert(text)
    except (RecursionError, AssertionError, IndexError):  # known of its parser on wild input
        return _as_paragraphs(text)
    cleaned = nh3.clean(
        rendered,
        tags=set(_TAGS),
        clean_content_tags={"script", "style"},
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        url_schemes=set(LINK_SCHEMES),
        attribute_filter=_attribute,
        link_rel="noopener",
    )
    return _NO_LINK.sub(r"\1", cleaned)


def _attribute(_tag: str, name: str, value: str) -> str | None:
    """Leave out where a link leads if that is no address: nothing here is relative to anything."""
    leads_somewhere = name != "href" or value.partition(":")[0].strip().lower() in LINK_SCHEMES
    return value if leads_somewhere else None


def _converter() -> markdown.Markdown:
    return markdown.Markdown(
        extensions=["tables", "sane_lists", _BareAddresses(), _Headings()],
        extension_configs={"tables": {"use_align_attribute": True}},
        output_format="html",
    )


def _as_paragraphs(text: str) -> str:
    paragraphs = (part.strip() for part in re.split(r"\n[ \t]*\n", text))
    return "\n".join(f"<p>{html.escape(part, quote=False)}</p>" for part in paragraphs if part)


class _BareAddress(InlineProcessor):
    """Makes an address in running text a link, without the sentence's own punctuation."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[Tree.Element, int, int]:
        url = trimmed(m[0])
        link = Tree.Element("a", {"href": url})
        link.text = markdown.util.AtomicString(url)
        return link, m.start(0), m.start(0) + len(url)


class _BareAddresses(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        # Behind code, links and <addresses>, before emphasis, which would cut "under_scores".
        md.inlinePatterns.register(_BareAddress(ADDRESS, md), "bare_address", 85)


class _Heading(HashHeaderProcessor):
    """Takes "# aim" for a heading, and "#1 priority" for text, as CommonMark does."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?P<header>(?:[ \t](?:\\.|[^\\])*?)?)#*(?:\n|$)")


class _Headings(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        md.parser.blockprocessors.register(_Heading(md.parser), "hashheader", 70)
