"""What was answered to a recommendation, as tables put it: "Accepted in principle"."""

from __future__ import annotations

import re

from evidence_library.model.recommendation import Response
from evidence_library.model.vocabulary import ResponseKind

_IN_PART = r"(?:in part|part(?:ly|ially)?)"
_YES = r"(?:accept(?:s|ed)?|agree(?:s|d)?)"
#: How an answer begins and what it is. The first that fits decides.
_KINDS: tuple[tuple[re.Pattern[str], ResponseKind], ...] = tuple(
    (re.compile(rf"(?:(?:the )?government (?:has )?)?(?:{words})(?!\w)", re.IGNORECASE), kind)
    for words, kind in (
        (r"no (?:government )?response|(?:response )?awaited", ResponseKind.NO_RESPONSE),
        (
            r"reject(?:s|ed)?|(?:does )?not (?:accept|agree)(?:ed)?|disagree[sd]?|declined",
            ResponseKind.REJECTED,
        ),
        (rf"{_YES},? in principle", ResponseKind.IN_PRINCIPLE),
        (rf"{_IN_PART}[ -]{_YES}|{_YES},? {_IN_PART}", ResponseKind.PARTLY_ACCEPTED),
        (_YES, ResponseKind.ACCEPTED),
    )
)
#: What makes "accepted" doubtful wherever it follows.
_LIMITS = re.compile(
    r"\?|\b(?:not|but|except\w*|apart from|other than|unless|however|although|though|subject to"
    r"|only|some|part|partly|partially|reject\w*)\b",
    re.IGNORECASE,
)


def read_response(words: str) -> Response | None:
    """Read what was answered; None if it is not clear. Its words are kept whole."""
    raw = " ".join(words.split())
    for pattern, kind in _KINDS:
        if match := pattern.match(raw):
            doubtful = kind is ResponseKind.ACCEPTED and _LIMITS.search(raw[match.end() :])
            return None if doubtful else Response(kind=kind, raw=raw)
    return None
