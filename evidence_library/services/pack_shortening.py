"""Makes texts and titles short enough for slides and cards; what is left out is marked as such."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence_library.model.document import Block, Blocks, Heading
from evidence_library.services.pack_wording import one_line

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")

#: Stands where something is left out.
_MORE = " …"


def first_sentences(text: str, most: int) -> str:
    """Take the first sentences of a text, so many words at the most; of a longer one a part."""
    kept: list[str] = []
    count = 0
    sentences = _SENTENCE_END.split(text)
    for sentence in sentences:
        count += len(sentence.split())
        if kept and count > most:
            break
        kept.append(sentence)
    several = " ".join(kept).split()
    whole = len(kept) == len(sentences) and len(several) <= 2 * most
    return " ".join(several) if whole else " ".join(several[: 2 * most]) + _MORE


def shortened(text: str, most: int) -> str:
    """Cut a line after a word, so that it has so many letters at the most."""
    line = one_line(text)
    if len(line) <= most:
        return line
    kept = line[: most - len(_MORE) + 1]
    at_a_word = kept.rpartition(" ")[0] or kept[:-1]
    return f"{at_a_word.rstrip(' ,;:–-')}{_MORE}"


def titled(what: str, title: str, most: int) -> str:
    """Name a part of something: "How we know: Street lamps"; only the title is shortened."""
    return f"{what}: {shortened(title, most - len(what) - 2)}"


def by_heading(blocks: Blocks) -> Iterator[tuple[str, Blocks]]:
    """Part blocks at their headings of the first level, each with what stands below it."""
    title, inside = "", list[Block]()
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            if title or inside:
                yield title, tuple(inside)
            title, inside = block.text, []
        else:
            inside.append(block)
    if title or inside:
        yield title, tuple(inside)
