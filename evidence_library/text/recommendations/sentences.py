"""Sentences of official prose: where they end, what they are about, what they refer back to."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: A sentence ends at its mark (with closing quotes or brackets) where a capital follows.
_END = re.compile(r"[.?!][\"”’')\]]{0,3}\s{1,9}(?=[\"“‘'(\[]?[A-Z])")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:e\.g|i\.e|Refs?|Nos?|Mr|Mrs|Ms|Dr|St|vs|cf|pp?|Fig))\.$"
)
_MODAL = re.compile(
    r"\b(?:should|must|shall|will|would|may|might|can|could|is|are|was|were|has|have|needs?)\b"
)
_REFERS_BACK = re.compile(r"(?:This|That|These|Those|It|They|Such)\b")
_ARTICLE = re.compile(r"(?:the|an?|this|these|that|those|each|its|their)\s+")
#: How far into a sentence its subject is looked for, in characters.
_WINDOW = 600


def sentences(text: str) -> tuple[str, ...]:
    """Cut a text into sentences; put together they are the text, but for the spaces between."""
    found, start = [], 0
    for end in ends(text):
        found.append(text[start:end].strip())
        start = end
    rest = text[start:].strip()
    return (*found, rest) if rest else tuple(found)


def ends(text: str) -> Iterator[int]:
    """Give where sentences end that another one follows, in characters, blanks included."""
    start = 0
    for match in _END.finditer(text):
        before = text[max(start, match.start() - 6) : match.start() + 1]
        if match[0].startswith(".") and _ABBREVIATION.search(before):
            continue
        start = match.end()
        yield start


def refers_back(sentence: str) -> bool:
    """Tell whether a sentence begins with a word for what came before it: "This should ..."."""
    return _REFERS_BACK.match(sentence) is not None


def lacks_subject(sentence: str) -> bool:
    """Tell whether a sentence begins with its auxiliary: "should double the size of ..."."""
    return re.match(r"(?:should|must|shall|will|may)\b", sentence) is not None


def subjects(sentence: str) -> frozenset[str]:
    """Give what a sentence may be about: the words before its auxiliary, without article.

    With "In order to raise attainment, DWP should" or "The Home Office, with OGC, should" the
    subject is the last or the first piece between commas, so both are given.
    """
    match = _MODAL.search(sentence, 0, _WINDOW)
    if match is None:
        return frozenset()
    pieces = [piece.strip() for piece in sentence[: match.start()].casefold().split(",")]
    pieces = [_ARTICLE.sub("", piece, count=1) for piece in pieces if piece]
    return frozenset({pieces[0], pieces[-1]}) if pieces else frozenset()
