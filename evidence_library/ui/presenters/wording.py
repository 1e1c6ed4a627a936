"""How facts are put into words and signs, the same in lists and in the reader."""

from __future__ import annotations

from collections.abc import Sequence

from evidence_library.model import counting
from evidence_library.model.clock_looks import LOOKS, Dial
from evidence_library.model.clocks import Schedule
from evidence_library.model.headline import NOT_STATED, Fact, how_far
from evidence_library.model.vocabulary import Status, Workflow
from evidence_library.services.find import Request

#: Sign and tone of every effect; the word always stands beside them.
EFFECT_SIGNS: dict[str, tuple[str, str]] = {
    "improved": ("▲", "good"),
    "mixed": ("◆", "warn"),
    "no difference": ("■", ""),
    "worse": ("▼", "bad"),
    "unclear": ("●", "warn"),
    NOT_STATED: ("", ""),
}

#: Stands before the word that says how far a record is.
WORKFLOW_SIGN = "●"

#: Sign and tone of every status of a recommendation.
STATUS_SIGNS: dict[Status, tuple[str, str]] = {
    Status(look.value): (look.sign, look.tone) for look in LOOKS[Dial.STATUS]
}

#: Sign and tone of what the schedule says of a recommendation.
SCHEDULE_SIGNS: dict[Schedule, tuple[str, str]] = {
    Schedule(look.value): (look.sign, look.tone) for look in LOOKS[Dial.SCHEDULE]
}

#: A number with its noun: "1 record", "1,204 records".
counted = counting.counted

#: Marks what came with the program.
STARTER_BADGE = "Starter"

#: From this age in years on a source is pointed out as old.
OLD = 10


def quoted(title: str, most: int = 120) -> str:
    """Put a title into quotation marks; those in it become single ones, as in print."""
    short = title if len(title) <= most else f"{title[: most - 1].rstrip()}…"
    inner = short.replace("“", "‘").replace("”", "’")
    return f"“{inner or 'Untitled'}”"


def age(year: int | None, this_year: int) -> str:
    """Write how old a source is, if it is old enough to matter."""
    if year is None or this_year - year < OLD:
        return ""
    return f"{this_year - year} years old"


def confidence_badge(fact: Fact) -> str:
    """Write how sure we are as a badge reads: "Moderate confidence", "Not rated"."""
    return fact.label if fact.value == "not rated" else f"{fact.label} confidence"


def workflow_badge(
    workflow: Workflow, published: int = 0, *, shipped: bool = False
) -> tuple[str, str]:
    """Give word and tone of a record that is not simply published; empty words if it is."""
    if workflow is Workflow.PUBLISHED:
        return "", ""
    word = how_far(workflow, published, shipped=shipped)
    return word, "bad" if workflow is Workflow.WITHDRAWN else "warn"


def also_searched(groups: Sequence[Sequence[str]], named: int | None = None) -> str:
    """Say which other words were searched: of each group `named` words, the rest is counted."""
    told = []
    for group in groups:
        # One more word takes no more room than "and 1 more" and says more.
        words = group if named is None or len(group) <= named + 1 else group[:named]
        comma = "; " if any("," in word for word in words) else ", "
        rest = f" and {len(group) - len(words)} more" if len(words) < len(group) else ""
        told.append(comma.join(words) + rest)
    return f"Also searched: {'; '.join(told)}" if told else ""


def asked_in_words(request: Request) -> str:
    """Say what filters, and words if there are any, were asked for."""
    values = sum(map(len, (*request.filters.values(), *request.excluded.values())))
    filters = "this filter" if values == 1 else "these filters"
    words = request.text.split()
    if not words:
        return filters
    if len(words) == 1:
        return f"this word and {filters}"
    return "these words and filters" if values > 1 else "these words and this filter"
