"""Where a summary sheet's label lines end, where its text runs, and where its foot begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from evidence_library.importers.sheet_blocks import blocks_of
from evidence_library.model.vocabulary import KIND_FAMILIES
from evidence_library.text.sheet_form import field_of, form_heading_kind

_BOLD_LABEL = re.compile(r"((\*\*|__)[^:*\n]{1,70}:\s?\2)[ \t]*")
_LABEL = re.compile(r"([^\s:][^:\n]{0,70}):(?!//)[ \t]*")
_TYPE_SENTENCE = re.compile(r"This (?:document|report|publication|paper|source|study) is (an? )?")
_CAPITALS = re.compile(r"\b[A-Z]{2,}(?:[ -](?:[A-Z]{2,}))*\b")
_FURTHER = re.compile(
    r"(?:Further|More) (?:details|information)\b|.{0,300}\bplease contact\b", re.I
)
_SURELY_FURTHER = re.compile(
    r"(?:Further|More) (?:details|information)\b.{0,300}\b(?:contact|on request|available)\b", re.I
)
_LABEL_WORDS = 5
#: A line of so many words, or of fewer that end as a sentence does, is prose and no label's value.
_PROSE_WORDS, _SENTENCE_WORDS = 15, 8
#: Lines below the foot's own ("Page last updated ...") are few and short.
_FOOT_BLOCKS, _FOOT_LENGTH = 3, 300

Block = Sequence[str]


class Label(NamedTuple):
    """A label as it is printed, without its colon unless the colon is printed bold, and a value."""

    printed: str
    value: str


class Parts(NamedTuple):
    """A sheet divided into its blocks of label lines, of text, and of the lines below it."""

    head: Sequence[Block]
    body: Sequence[Block]
    foot: Sequence[Block]


def label_of(line: str) -> Label | None:
    """Read "Title: Lamps" or "**Title:** Lamps"; None for a line without a label."""
    match = _BOLD_LABEL.match(line) or _LABEL.match(line)
    return Label(match[1], line[match.end() :].strip()) if match else None


def known_field(line: str) -> str:
    """Give the record field that the label of a line stands for; empty if there is none."""
    label = label_of(line)
    return field_of(label.printed) if label else ""


def looks_like_label(line: str) -> bool:
    """Tell whether a line may be a label of any form: a few words, a colon, a value."""
    label = label_of(line)
    if label is None or not label.value:
        return False
    words = label.printed.lstrip("*_").split()
    return 0 < len(words) <= _LABEL_WORDS and not words[0][:1].islower()


def capitals_in(line: str) -> tuple[str, ...]:
    """Give the words in capitals that may name a kind, those first that are known as one."""
    found = [match[0] for match in _CAPITALS.finditer(line)]
    known = [word for word in found if word.lower() in KIND_FAMILIES]
    return tuple(known or (word for word in found if len(word) > 3))


def is_type_sentence(line: str) -> bool:
    """Tell whether a line says of what kind the document is, not what it is based on."""
    match = _TYPE_SENTENCE.match(line)
    if match is None:
        return False
    return bool(match[1]) or any(word.lower() in KIND_FAMILIES for word in capitals_in(line))


def is_further_details(line: str) -> bool:
    """Tell whether a line says where further details are to be had."""
    return bool(_FURTHER.match(line))


def divide(text: str) -> Parts:
    """Divide a sheet, whether or not blank lines stand between its parts."""
    blocks = _cut(blocks_of(text))
    headings = [at for at, block in enumerate(blocks) if any(map(form_heading_kind, block))]
    first, after_last = (headings[0], headings[-1] + 1) if headings else (len(blocks), 0)
    head_end = _head_end(blocks[:first], with_headings=bool(headings))
    foot_start = _foot_start(blocks, max(head_end, after_last, 1))
    return Parts(blocks[:head_end], blocks[head_end:foot_start], blocks[foot_start:])


def _cut(blocks: Sequence[Block]) -> list[Block]:
    """Cut label lines from the text right below them, and the foot from the text above it."""
    no_headings = not any(form_heading_kind(line) for block in blocks for line in block)
    below_head = [
        piece for block in blocks for piece in _cut_head(block, prose_too=no_headings) if piece
    ]
    if not below_head:
        return below_head
    return [*below_head[:-1], *(piece for piece in _cut_foot(below_head[-1]) if piece)]


def _cut_head(block: Block, *, prose_too: bool) -> Iterator[Block]:
    end = len(block)
    if _is_head_line(block[0]):
        ends = (
            at
            for at, line in enumerate(block)
            if at and (form_heading_kind(line) or (prose_too and _is_prose_line(line)))
        )
        end = next(ends, end)
    yield block[:end]
    yield block[end:]


def _cut_foot(block: Block) -> Iterator[Block]:
    starts = (
        at
        for at, line in enumerate(block)
        if at and (known_field(line) == "added" or _SURELY_FURTHER.match(line))
    )
    start = len(block) if _is_head_line(block[0]) else next(starts, len(block))
    yield block[:start]
    yield block[start:]


def _is_head_line(line: str) -> bool:
    return bool(known_field(line)) or is_type_sentence(line)


def _is_prose_line(line: str) -> bool:
    if _is_head_line(line) or looks_like_label(line):
        return False
    words = len(line.split())
    ends = line.rstrip()[-1:] in {".", "?", "!"}
    return words >= _PROSE_WORDS or (ends and words >= _SENTENCE_WORDS)


def _head_end(blocks: Sequence[Block], *, with_headings: bool) -> int:
    """Give how many blocks the head has; where no heading closes it, prose does."""
    end, passed = 0, False
    for at, block in enumerate(blocks):
        if _is_head_line(block[0]):
            if with_headings or not passed or known_field(block[0]) != "added":
                end = at + 1
        elif not looks_like_label(block[0]) and end:
            passed = True
            if not with_headings and any(map(_is_prose_line, block)):
                break
    while end < len(blocks) and len(blocks[end]) == 1 and looks_like_label(blocks[end][0]):
        end += 1
    return end


def _foot_start(blocks: Sequence[Block], earliest: int) -> int:
    """Find the foot: the date it was added and all below it, with the further details above."""
    end = len(blocks)
    start = end
    while start > earliest and _is_foot_block(blocks[start - 1]):
        start -= 1
    added = (at for at in range(earliest, end) if known_field(blocks[at][0]) == "added")
    start = min(start, next(added, end))
    above = range(max(earliest, start - 1 - _FOOT_BLOCKS), start)
    for at in above:
        if _SURELY_FURTHER.match(blocks[at][0]) and all(
            len(block) == 1 and len(block[0]) <= _FOOT_LENGTH for block in blocks[at + 1 : start]
        ):
            return at
    while start > earliest and _is_foot_block(blocks[start - 1]):
        start -= 1
    return start


def _is_foot_block(block: Block) -> bool:
    return bool(known_field(block[0])) or is_further_details(block[0])
