"""What the page of judging shows: themes with their judgements, and what stages look like."""

from __future__ import annotations

from collections.abc import Iterable

from evidence_library.model.assessment import (
    OVERALL,
    Assessment,
    Judgement,
    Standing,
    Verdict,
    disagreements,
    standing,
)
from evidence_library.model.instrument import Cell, CellKind, Instrument
from evidence_library.services.assess import Opened, theme_name, verdict_in_words
from evidence_library.ui.itemmodels.stage_cards import Card, Part
from evidence_library.ui.itemmodels.themes import ThemeLine

__all__ = [
    "CARD_PARTS",
    "Card",
    "Part",
    "cards",
    "for_all_stages",
    "said_of",
    "standing_at",
    "theme_lines",
    "theme_title",
    "verdict_in_words",
    "what_is_open",
]

#: What stands in a card below what can be seen at the stage, and what it is called.
CARD_PARTS: dict[CellKind, str] = {
    CellKind.BARRIER: "Barrier",
    CellKind.ASSUMPTION: "Assumption",
    CellKind.BREAKTHROUGH: "Breakthrough",
    CellKind.PROMPT: "To ask",
    CellKind.EVIDENCE_SOURCE: "Where to look",
}

#: Signs of what a theme's judgement is; the words beside them say the same.
_SIGNS: dict[Verdict | None, tuple[str, str]] = {
    Verdict.STAGE: ("●", ""),
    Verdict.NOT_ASSESSED: ("", "muted"),
    Verdict.NOT_APPLICABLE: ("■", "muted"),
    None: ("◆", "warn"),
}


def theme_lines(opened: Opened, viewer: str) -> tuple[ThemeLine, ...]:
    """List the themes under their groups as somebody may see them, the whole at the end."""
    known = opened.instrument
    item = opened.assessment
    lines: list[ThemeLine] = []
    group = ""
    for theme in known.themes if known else ():
        if theme.group != group:
            group = theme.group
            if group:
                lines.append(ThemeLine(None, group))
        lines.append(_line(opened, standing(item, theme.key, viewer), group))
    if known is None:
        keys = dict.fromkeys(one.theme for one in item.judgements if one.theme != OVERALL)
        lines.extend(_line(opened, standing(item, key, viewer), "") for key in keys)
    if group:
        lines.append(ThemeLine(None, "The whole"))
    lines.append(_line(opened, standing(item, OVERALL, viewer), ""))
    return tuple(lines)


def cards(instrument: Instrument, theme: str) -> tuple[Card, ...]:
    """Give a card for each stage; the whole has no cells, so its cards say what stages mean."""
    return tuple(
        Card(
            stage=stage.key,
            name=stage.name,
            doubt=stage.doubt,
            meaning=stage.meaning,
            seen=_parts(_at(instrument, theme, stage.key), {CellKind.CHARACTERISTIC: ""}),
            parts=_parts(_at(instrument, theme, stage.key), CARD_PARTS),
        )
        for stage in instrument.stages
    )


def for_all_stages(instrument: Instrument, theme: str) -> tuple[Part, ...]:
    """Give what holds of a theme at every stage."""
    every = [one for one in instrument.of(theme) if not one.stage]
    return _parts(every, {CellKind.CHARACTERISTIC: "At every stage", **CARD_PARTS})


def theme_title(opened: Opened, theme: str) -> tuple[str, str]:
    """Give name and meaning of a theme."""
    known = opened.instrument
    if theme == OVERALL:
        return "Overall", "The judgement of the whole: one word for where you stand, and why."
    found = known.theme(theme) if known else None
    return theme_name(known, theme), found.meaning if found else ""


def standing_at(item: Assessment, theme: str, viewer: str) -> Standing:
    """Say where an assessment stands in a theme, as somebody may see it."""
    return standing(item, theme, viewer)


def said_of(opened: Opened, one: Judgement) -> str:
    """Say in a sentence what an assessor says of a theme."""
    words = verdict_in_words(opened.instrument, one.verdict, one.stage)
    sure = f" ({one.confidence.value} confidence)" if one.confidence else ""
    return f"{one.assessor}: {words}{sure}"


def who_is_ready(item: Assessment) -> str:
    """Say of a blind assessment who is ready and who is not; empty for any other."""
    if not item.blind or item.finished:
        return ""
    if item.revealed and item.assessors:
        return "All assessors were ready: each sees the judgements of all."
    waiting = [one for one in item.assessors if one not in item.ready]
    there = f" Ready: {', '.join(item.ready)}." if item.ready else ""
    return (
        "Blind: each assessor sees only their own judgements until all are ready."
        f"{there} Not yet: {', '.join(waiting) or 'nobody is named'}."
    )


def what_is_open(opened: Opened) -> str:
    """Say who is not ready, and on which themes assessors differ and nothing is agreed."""
    item, known = opened.assessment, opened.instrument
    keys = [*(one.key for one in known.themes), OVERALL] if known else []
    apart = disagreements(item, keys) if item.revealed and not item.finished else ()
    names = "; ".join(theme_name(known, one.theme) for one in apart)
    told = f"The assessors differ, and nothing is agreed yet: {names}." if names else ""
    return " ".join(filter(None, (who_is_ready(item), told)))


def _line(opened: Opened, found: Standing, group: str) -> ThemeLine:
    words = verdict_in_words(opened.instrument, found.verdict, found.stage)
    sign, tone = _SIGNS[found.verdict]
    if found.agreed is not None:
        words = f"{words}, agreed"
    return ThemeLine(
        found.theme, theme_name(opened.instrument, found.theme), words, sign, tone, group
    )


def _at(instrument: Instrument, theme: str, stage: str) -> list[Cell]:
    return [one for one in instrument.of(theme, stage) if one.stage == stage]


def _parts(cells: Iterable[Cell], kinds: dict[CellKind, str]) -> tuple[Part, ...]:
    held = [one for one in cells if one.shown.strip()]
    return tuple(
        Part(kind, caption, one.shown, bool(one.own.strip()))
        for kind, caption in kinds.items()
        for one in held
        if one.kind is kind
    )
