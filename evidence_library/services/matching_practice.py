"""Records that may help with a theme, a recommendation or an action, each with the reason why.

What did not work is shown, too: it says what not to repeat. Nothing is left out because nobody
rated it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_library.errors import UserCanFix
from evidence_library.model.action import Action
from evidence_library.model.ids import RecordId
from evidence_library.model.instrument import Theme
from evidence_library.services import assess, find
from evidence_library.services.found import Hit, Request
from evidence_library.services.opened import Library
from evidence_library.store import concepts

#: So many are offered, chosen among the first so many hits.
_OFFERED, _LOOKED_AT = 12, 120

_CONFIDENCE = ("high", "moderate", "low", "very low", "not rated")
_EFFECT = ("improved", "mixed", "no difference", "worse", "unclear", "not stated")


@dataclass(frozen=True, slots=True)
class Match:
    """A record that may help: what it says in words, and which headings it shares."""

    id: RecordId
    title: str
    finding: str
    effect: str
    confidence: str
    headings: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Say why it is offered."""
        under = f"Under {' and '.join(self.headings)}" if self.headings else "Has the words you use"
        return f"{under}; effect: {self.effect.lower()}; how sure: {self.confidence.lower()}"


def matching(
    library: Library, headings: Sequence[str], words: str = "", leave_out: Sequence[str] = ()
) -> tuple[Match, ...]:
    """Offer records under some headings, or with some words where no record stands there.

    Those that share most headings come first, then those we are surest of, then the effect.
    """
    with library.connections.reading() as connection:
        labels = concepts.load(connection).by_label()
    wanted = {labels[one.casefold()]: one for one in headings if one.casefold() in labels}
    request = Request(filters={"topic": frozenset(wanted)}) if wanted else Request(text=words)
    if not wanted and not words.strip():
        return ()
    found = find.search(library, request)
    hits = find.hits(library, found, 0, _LOOKED_AT)
    named = {one.casefold() for one in wanted.values()}
    told = [_match(hit, named) for hit in hits if hit.id not in set(leave_out)]
    if wanted and not told:
        return matching(library, (), words, leave_out)
    return tuple(sorted(told, key=_order)[:_OFFERED])


def for_theme(library: Library, theme: Theme, words: str = "") -> tuple[Match, ...]:
    """Offer records for a theme of an instrument."""
    return matching(library, theme.topics, words or theme.name)


def for_action(library: Library, action: Action) -> tuple[Match, ...]:
    """Offer records for an action: those of its theme, else those with its words.

    Records that it draws on already are left out.
    """
    theme = _theme_of(library, action)
    topics = theme.topics if theme else ()
    return matching(library, topics, action.what, action.records)


def _theme_of(library: Library, action: Action) -> Theme | None:
    if action.assessment is None:
        return None
    try:
        instrument = assess.opened(library, action.assessment).instrument
    except UserCanFix:  # the assessment is gone; the action stays
        return None
    return instrument.theme(action.theme) if instrument else None


def _match(hit: Hit, named: set[str]) -> Match:
    return Match(
        id=hit.id,
        title=hit.plain_title,
        finding="".join(span.text for span in hit.finding),
        effect=hit.effect.label,
        confidence=hit.how_we_know.label,
        headings=tuple(one for one in hit.topics if one.casefold() in named),
    )


def _order(one: Match) -> tuple[int, int, int, str]:
    return (
        -len(one.headings),
        _place(_CONFIDENCE, one.confidence),
        _place(_EFFECT, one.effect),
        one.title.casefold(),
    )


def _place(words: Sequence[str], word: str) -> int:
    found = word.casefold()
    return words.index(found) if found in words else len(words)
