"""The recommendations of a set as they are read: who was to do what by when, what was reported."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_library.model.recommendation import (
    Deadline,
    Part,
    Recommendation,
    RecommendationSet,
    count_in_words,
)
from evidence_library.model.vocabulary import QuarterConvention, Status, in_words
from evidence_library.text.marks import Marks
from evidence_library.ui.presenters.page_parts import (
    bullets,
    fold,
    heading,
    link,
    paragraph,
    text,
    toned,
)
from evidence_library.ui.presenters.wording import STATUS_SIGNS, counted


def set_html(item: RecommendationSet, marks: Marks | None, opened: frozenset[str]) -> str:
    """Write a set: what it is, then its recommendations in order."""
    as_at = f" As reported {item.as_at.raw or item.as_at.value}." if item.as_at else ""
    intro = f"{count_in_words(item.recommendations)}.{as_at} {_quarters(item.quarters)}".strip()
    parts = [heading("Recommendations"), paragraph(text(intro), "muted")]
    parts.append(_overview(item))
    parts.extend(_recommendation(one, marks, opened) for one in item.recommendations)
    return "".join(parts)


def _quarters(convention: QuarterConvention) -> str:
    if convention is QuarterConvention.UNSTATED:
        return "The source does not say whether its quarters are calendar or financial ones."
    return f"Quarters are {convention.value} quarters."


def _overview(item: RecommendationSet) -> str:
    statuses = [one.status for one in item.recommendations]
    shown = [
        f"{toned(*_words(status))}&nbsp;{statuses.count(status)}"
        for status in Status
        if status in statuses
    ]
    return paragraph(" &nbsp; ".join(shown))


def _words(status: Status) -> tuple[str, str, str]:
    sign, tone = STATUS_SIGNS[status]
    return sign, in_words(status), tone


def _recommendation(item: Recommendation, marks: Marks | None, opened: frozenset[str]) -> str:
    number = text(item.number)
    words = f"Recommendation {item.number}"
    # The heading leads to Track, where the recommendation is followed up.
    named = link("recommendation", item.id, words) if item.id else text(words)
    parts = [f'<h3><a name="recommendation-{number}"></a>{named}</h3>']
    if item.parts:
        parts.append(paragraph(text(item.stem, marks)) if item.stem else "")
        parts.extend(_part(item, part, marks) for part in item.parts)
        parts.append(paragraph(text(item.closing, marks)) if item.closing else "")
    else:
        parts.append(paragraph(text(item.text, marks)))
    parts.append(_standing(item))
    parts.append(_flags(item, opened))
    return "".join(parts)


def _part(item: Recommendation, part: Part, marks: Marks | None) -> str:
    inherited = set(item.inherited(part))
    details = []
    deadline = item.deadline_of(part)
    if deadline is not None:
        details.append(_with_note(f"by {_deadline(deadline)}", inherited="deadline" in inherited))
    status = toned(*_words(item.status_of(part)))
    details.append(_with_note(status, inherited="status" in inherited))
    words = f"<b>{text(part.marker)}</b>&nbsp; {text(part.text, marks)}"
    return paragraph(f'{words}<br><span class="small">{" · ".join(details)}</span>', "part")


def _with_note(html: str, *, inherited: bool) -> str:
    return f"{html} (as the whole)" if inherited else html


def _standing(item: Recommendation) -> str:
    leads = ", ".join(item.leads) or "Not stated"
    deadline = _deadline(item.deadline) if item.deadline else _parts_deadline(item)
    plain = item.status_raw.rstrip(".").casefold() == in_words(item.status).casefold()
    reported = "" if plain or not item.status_raw else f" – “{text(item.status_raw)}”"
    return paragraph(
        f'<span class="muted">Lead:</span> {text(leads)} &nbsp; '
        f'<span class="muted">Deadline:</span> {deadline} &nbsp; '
        f'<span class="muted">Status:</span> {toned(*_words(item.status))}{reported}'
    )


def _parts_deadline(item: Recommendation) -> str:
    return "per part" if any(part.deadline for part in item.parts) else "Not stated"


def _deadline(deadline: Deadline) -> str:
    value, raw = deadline.value, deadline.raw
    if not value:
        return text(raw or "Not stated")
    shown = value.replace("-Q", " Q")
    return text(shown if not raw or _same(shown, raw) else f"{shown} (“{raw}”)")


def _same(shown: str, raw: str) -> bool:
    """Tell whether the source says the same with other signs: "Q3 / 2005" is "2005 Q3"."""
    return sorted(raw.replace("/", " ").split()) == sorted(shown.split())


def _flags(item: Recommendation, opened: frozenset[str]) -> str:
    if not item.flags:
        return ""
    name = f"recommendation-{item.number}"
    words = counted(len(item.flags), "note on reading this row", "notes on reading this row")
    return fold(name, words, "".join(_flag_lines(item)), opened=name in opened)


def _flag_lines(item: Recommendation) -> Iterator[str]:
    yield bullets(text(flag.message) for flag in item.flags)
    cells = [cell for cell in item.cells if cell]
    if cells:
        yield paragraph("The row as it stood: " + " | ".join(text(cell) for cell in cells), "small")
