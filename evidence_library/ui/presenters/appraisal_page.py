"""The part of a record's page on how we know: the appraisal, a second one, ratings by others."""

from __future__ import annotations

from evidence_library.model.appraisers import agreement, disagreements
from evidence_library.model.badge import badge_sentence
from evidence_library.model.record import Appraisal, Record
from evidence_library.model.vocabulary import Confidence, in_words
from evidence_library.ui.presenters.page_parts import (
    NOT_STATED,
    bullets,
    facts,
    heading,
    paragraph,
    text,
    web_link,
)


def how_we_know_html(record: Record) -> str:
    """Write how we know, in detail."""
    appraisal = record.appraisal
    note = ""
    if appraisal.confidence is Confidence.NOT_RATED:
        note = paragraph("Nobody has yet judged how sure we can be.", "muted")
    return (
        heading("How we know, in detail")
        + paragraph(f"<b>{text(badge_sentence(record))}.</b>")
        + _appraisal(appraisal)
        + note
        + _second(record)
        + _ratings(record)
    )


def _appraisal(appraisal: Appraisal) -> str:
    emmie = appraisal.emmie
    maryland = str(appraisal.maryland) if appraisal.maryland is not None else ""
    rows = [
        ("Kind of evidence", _word(appraisal.evidence_kind) or NOT_STATED),
        ("Confidence", in_words(appraisal.confidence)),
        ("Reasons", text(appraisal.reasons)),
        ("Maryland scale", text(maryland)),
        ("Stage of practice", _word(appraisal.stage)),
        ("Cost", text(_cost(appraisal.cost_band, appraisal.cost))),
        ("Could it be done elsewhere", text(appraisal.transferability)),
        ("Effect (EMMIE)", text(emmie.effect)),
        ("How it works (EMMIE)", text(emmie.mechanism)),
        ("Where it works (EMMIE)", text(emmie.moderators)),
        ("How to do it (EMMIE)", text(emmie.implementation)),
        ("What it costs (EMMIE)", text(emmie.economics)),
        ("Appraised by", text(appraisal.appraised_by)),
        ("Appraised on", text(appraisal.appraised.raw) if appraisal.appraised else ""),
    ]
    return facts(rows)


def _second(record: Record) -> str:
    """Tell what a second person judged, and where both differ."""
    second = record.second_appraisal
    if second is None:
        return ""
    told = disagreements(record)
    differences = bullets(
        f"{text(one.label)}: {text(one.first)}; second appraiser: {text(one.second)}"
        for one in told
    )
    said = "The appraisers differ:" if told else agreement(record)
    return heading("Second appraiser", 3) + paragraph(text(said)) + differences + _appraisal(second)


def _ratings(record: Record) -> str:
    lines = []
    for rating in record.external_ratings:
        dated = f" ({rating.date.raw or rating.date.value})" if rating.date else ""
        words = f"{rating.system}: “{rating.value}”{dated}"
        lines.append(web_link(rating.url, words) if rating.url else text(words))
    return heading("Ratings given by others", 3) + bullets(lines) if lines else ""


def _cost(band: int | None, words: str) -> str:
    banded = f"band {band} of 5" if band is not None else ""
    return ", ".join(part for part in (banded, words) if part)


def _word(value: str | None) -> str:
    return text(in_words(value)) if value else ""
