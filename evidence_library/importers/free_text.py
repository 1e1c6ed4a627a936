"""Texts that follow no form: a draft of a record from what stands in them, everything flagged.

What is taken over: the title, label lines at the top ("Author: ...", "Published: ..."), a date that
stands alone there, sections by their headings, links and pointers. Nothing else is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from evidence_library.importers.names import read_names
from evidence_library.importers.sheet_blocks import (
    Heading,
    Items,
    Paragraph,
    as_markdown,
    blocks_of,
    read_units,
)
from evidence_library.importers.sheet_parts import label_of
from evidence_library.importers.sheet_references import links_in, pointers_in
from evidence_library.importers.text_top import Top, read_top, with_headings_apart
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import ConceptId, new_record_id
from evidence_library.model.problem import Flag
from evidence_library.model.reading import Reading
from evidence_library.model.record import Link, Name, Record, Section, TopicHeading
from evidence_library.model.vocabulary import LinkRole, SectionKind, Workflow
from evidence_library.text.partial_dates import in_words, parse_partial_date, says_more
from evidence_library.text.plain_text import plain_text
from evidence_library.text.sheet_form import field_of, heading_kind
from evidence_library.text.topic_labels import resolve
from evidence_library.text.web_addresses import find_addresses

PLAIN = "plain text"
MARKDOWN = "Markdown text"

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\((https?://[^\s()<>]{1,2000})\)", re.I)
#: How far down labels and a date are looked for, in blocks, and how long such a line may be.
_TOP = 12
_LONGEST_LABEL = 300
_LONGEST_DATE = 40
#: Longer first lines are no titles.
_LONGEST_TITLE = 300
#: What parts of a report are about that no form of ours calls so.
_KINDS = {
    **dict.fromkeys(("findings", "results", "key findings", "main findings"), SectionKind.OUTCOMES),
    **dict.fromkeys(("conclusion", "discussion"), SectionKind.CONCLUSIONS),
    **dict.fromkeys(("methodology", "data", "design"), SectionKind.METHOD),
}
_NAMES = ("authors", "funders", "publisher")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading of a level from 1, or a text in Markdown (level 0)."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a text was taken from: file name, format, the text as it is kept, and remarks.

    `title` and `author` are what the file says of itself.
    """

    name: str
    format: str
    text: str
    title: str = ""
    author: str = ""
    flags: tuple[Flag, ...] = ()


def read_text(text: str, name: str, headings: Mapping[str, ConceptId]) -> Reading:
    """Read plain text, or Markdown without front matter, into a draft."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    is_markdown = name.casefold().endswith((".md", ".markdown")) or bool(
        re.search(r"^#{1,6} \S", plain, re.MULTILINE)
    )
    kept = Source(name=name, format=MARKDOWN if is_markdown else PLAIN, text=text)
    if is_markdown:
        return read_blocks(markdown_blocks(plain), kept, headings)
    top = None if _says_title(plain) else read_top(plain)
    below = with_headings_apart(plain if top is None else top.below)
    return read_blocks(_plain_blocks(below), kept, headings, top)


def read_blocks(
    blocks: Sequence[Block],
    source: Source,
    headings: Mapping[str, ConceptId],
    top: Top | None = None,
) -> Reading:
    """Read headings and texts into a draft; `top` is what stood above them and was read alone."""
    draft = _Draft(source, headings)
    rest = draft.read_title(blocks) if top is None else draft.begin(top, blocks)
    rest = draft.read_top(rest)
    record = draft.record(tuple(_sections(rest)))
    return Reading(name=source.name, format=source.format, records=(record,))


def markdown_blocks(text: str) -> list[Block]:
    """Divide Markdown at its headings, and what stands between them into paragraphs."""
    blocks: list[Block] = []
    for paragraph in blocks_of(text):
        under: list[str] = []
        for line in paragraph:
            match = _HEADING.fullmatch(line)
            if match is None:
                under.append(line)
                continue
            if under:
                blocks.append(Block("\n".join(under)))
            blocks.append(Block(plain_text(match[2]), len(match[1])))
            under = []
        if under:
            blocks.append(Block("\n".join(under)))
    return [block for block in blocks if block.text]


def _plain_blocks(text: str) -> list[Block]:
    blocks = []
    for unit in read_units(blocks_of(text)).units:
        match unit:
            case Heading():
                blocks.append(Block(unit.text, 0 if _is_label_or_date(unit.text) else 1))
            case Paragraph() | Items():
                blocks.append(Block(as_markdown([unit])))
    return blocks


def _says_title(text: str) -> bool:
    """Tell whether a label at the top says what the title is."""
    return any("title" in _labelled("\n".join(block)) for block in blocks_of(text)[:_TOP])


def _is_label_or_date(line: str) -> bool:
    """Tell whether a line that stands alone is no heading, though it looks like one."""
    return bool(_labelled(line)) or _lone_date(line) is not None


def _lone_date(line: str) -> PartialDate | None:
    """Read a line that is a month or a day and nothing else; a lone year says too little."""
    words = plain_text(line)
    date = parse_partial_date(words) if len(words) <= _LONGEST_DATE else None
    return None if date is None or date.month is None or says_more(date) else date


@dataclass(slots=True)
class _Draft:
    """What has been read of a text so far."""

    source: Source
    headings: Mapping[str, ConceptId]
    title: str = ""
    names: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    published: PartialDate | None = None
    topics: tuple[TopicHeading, ...] = ()
    links: tuple[Link, ...] = ()
    flags: list[Flag] = field(default_factory=list)

    def flag(self, code: str, message: str, where: str, raw: str) -> None:
        self.flags.append(Flag(code, message, where, raw))

    def read_title(self, blocks: Sequence[Block]) -> Sequence[Block]:
        """Take the title: a label, the first heading, what the file says, the first line."""
        for at, block in enumerate(blocks[:_TOP]):
            value = _labelled(block.text).get("title", "")
            if value and not block.level:
                self.title = value
                return _without_lines(blocks, at, "title")
        first = next((at for at, block in enumerate(blocks[:_TOP]) if block.level), None)
        if first is not None and len(blocks[first].text) <= _LONGEST_TITLE:
            return self._guess(blocks[first].text, "the first heading", blocks, first)
        if self.source.title:
            return self._guess(self.source.title, "what the file says of itself", blocks, None)
        if blocks and "\n" not in blocks[0].text and len(blocks[0].text) <= _LONGEST_TITLE:
            return self._guess(plain_text(blocks[0].text), "the first line", blocks, 0)
        named = PurePath(self.source.name)
        if not named.suffix:  # it was pasted: there is no file whose name says anything
            said = "No line at the top of the text looks like a title; give it one."
            self.flag("title-missing", said, "title", "")
            return blocks
        stem = named.stem.replace("_", " ")
        return self._guess(stem, "the name of the file", blocks, None)

    def begin(self, top: Top, blocks: Sequence[Block]) -> Sequence[Block]:
        """Take what was read at the top; give the blocks below it."""
        self.title, self.published = top.title, top.published
        if top.authors is not None:
            self.names["authors"] = top.authors.names
        self.flags.extend(top.flags)
        return blocks

    def _guess(
        self, title: str, where: str, blocks: Sequence[Block], at: int | None
    ) -> Sequence[Block]:
        self.title = title
        self.flag("title-guessed", f"The title was taken from {where}; check it.", "title", title)
        return blocks if at is None else [*blocks[:at], *blocks[at + 1 :]]

    def read_top(self, blocks: Sequence[Block]) -> Sequence[Block]:
        """Take label lines and a lone date at the top; give what is left."""
        rest: list[Block] = []
        for at, block in enumerate(blocks):
            if at >= _TOP or block.level or not self._takes(block):
                rest.append(block)
        if "authors" not in self.names and self.source.author:
            found = read_names(self.source.author, "authors")
            self.names["authors"] = found.names
            message = "The author is who the file says made it; that may be somebody else."
            self.flag("author-of-file", message, "authors", self.source.author)
        return rest

    def _takes(self, block: Block) -> bool:
        """Tell whether a block holds nothing but what was taken out of it."""
        labelled = _labelled(block.text)
        lines = [line for line in block.text.split("\n") if line.strip()]
        if labelled and len(labelled) == len(lines):
            for name, value in labelled.items():
                self._take(name, value)
            return True
        return len(lines) == 1 and self._take_date(lines[0])

    def _take(self, name: str, value: str) -> None:
        if name in _NAMES:
            found = read_names(value, name)
            self.names[name] = (*self.names.get(name, ()), *found.names)
            self.flags.extend(found.flags)
        elif name == "published" and self.published is None:
            self.published = parse_partial_date(value)
            self._flag_date(self.published)
        elif name == "topics":
            words = [part.strip() for part in value.split(";") if part.strip()]
            self.topics = tuple(resolve(one, self.headings) for one in words)
            for topic in self.topics:
                if topic.concept is None:
                    message = f"“{topic.label}” is not in the topic scheme; kept as read."
                    self.flag("unknown-heading", message, "topics", topic.label)
        elif name == "source_link":
            found_here = tuple(one.url for one in find_addresses(value))
            self.links += tuple(Link(role=LinkRole.SOURCE, url=url) for url in found_here)

    def _take_date(self, line: str) -> bool:
        date = _lone_date(line)
        if date is None or self.published is not None:
            return False
        self.published = date
        message = f"{in_words(date)} stands alone at the top and was taken for the date."
        self.flag("date-guessed", message, "published", date.raw)
        return True

    def _flag_date(self, date: PartialDate) -> None:
        if date.year is None:
            message = "The date was not understood; kept as read."
            self.flag("date-not-understood", message, "published", date.raw)
        elif says_more(date):
            message = f"Only {in_words(date)} was understood of the date; its wording was kept."
            self.flag("date-partly-understood", message, "published", date.raw)

    def record(self, sections: tuple[Section, ...]) -> Record:
        message = (
            f"This was read from a {self.source.format} that follows no form: "
            "check every field beside the source."
        )
        return Record(
            id=new_record_id(),
            title=self.title,
            authors=self.names.get("authors", ()),
            funders=self.names.get("funders", ()),
            publisher=self.names.get("publisher", ()),
            published=self.published,
            topics=self.topics,
            sections=sections,
            links=tuple(_links(self.links, sections)),
            pointers=pointers_in(sections),
            workflow=Workflow.DRAFT,
            flags=(Flag("no-form", message), *self.source.flags, *self.flags),
            source_name=self.source.name,
            source_text=self.source.text,
        )


def _labelled(text: str) -> dict[str, str]:
    """Give what the label lines of a block say, by the field each stands for."""
    found: dict[str, str] = {}
    for line in text.split("\n"):
        label = label_of(line.strip()) if len(line) <= _LONGEST_LABEL else None
        name = field_of(label.printed) if label else ""
        if label and name and label.value:
            found.setdefault(name, label.value)
    return found


def _without_lines(blocks: Sequence[Block], at: int, name: str) -> list[Block]:
    """Leave out of a block the lines of a label."""
    lines = [line for line in blocks[at].text.split("\n") if name not in _labelled(line)]
    kept = [Block("\n".join(lines))] if any(line.strip() for line in lines) else []
    return [*blocks[:at], *kept, *blocks[at + 1 :]]


def _sections(blocks: Sequence[Block]) -> Iterator[Section]:
    """Make sections: the highest heading there is stands at level 1, all others at 2 below it."""
    highest = min((block.level for block in blocks if block.level), default=1)
    heading, level, kind = "", 1, SectionKind.OTHER
    under: list[str] = []
    for block in blocks:
        if not block.level:
            under.append(block.text)
            continue
        if heading or under:
            yield Section(kind=kind, heading=heading, level=level, body="\n\n".join(under))
        heading, level, under = block.text, 1 if block.level == highest else 2, []
        own = _KINDS.get(heading.casefold()) or heading_kind(heading)
        kind = own if level == 1 or own is not SectionKind.OTHER else kind
    if heading or under:
        yield Section(kind=kind, heading=heading, level=level, body="\n\n".join(under))


def _links(stated: Sequence[Link], sections: Sequence[Section]) -> Iterator[Link]:
    """Give each address once: as it was stated, with the words of its link, as it stands."""
    worded = [
        Link(role=LinkRole.RELATED, url=url, label=plain_text(words))
        for section in sections
        for words, url in _MARKDOWN_LINK.findall(section.body)
    ]
    seen: set[str] = set()
    for link in (*stated, *worded, *links_in(sections, sentences_before=False)):
        if link.url not in seen:
            seen.add(link.url)
            yield link
