"""How Track is arranged, as words that are remembered between two starts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evidence_library.model.ids import SetId
from evidence_library.model.track_choices import Grouping, Order
from evidence_library.ui.presenters.as_at import LAST_QUARTER, TODAY
from evidence_library.ui.presenters.track import FIRST_COLUMNS, Asked


def kept(asked: Asked, view: str, columns: Sequence[str]) -> tuple[str, ...]:
    """Tell set, groups, rule of the day, order, view and columns.

    A day that was typed is of its time and is not kept, nor is what was filtered for.
    """
    words = {
        "set": asked.set_id or "",
        "by": asked.by.value,
        "rule": asked.rule if asked.rule in {TODAY, LAST_QUARTER} else TODAY,
        "order": asked.order.value,
        "way": "down" if asked.descending else "up",
        "view": view,
        "columns": " ".join(columns),
    }
    return tuple(f"{name}={value}" for name, value in words.items())


def restored(asked: Asked, state: Sequence[str]) -> tuple[Asked, str, tuple[str, ...]]:
    """Give what is asked for, the view and the columns; what is not understood is left as it is."""
    words = dict(part.partition("=")[::2] for part in state)
    groupings, orders = {one.value for one in Grouping}, {one.value for one in Order}
    made = replace(
        asked,
        set_id=SetId(words["set"]) if words.get("set") else None,
        by=Grouping(words["by"]) if words.get("by") in groupings else asked.by,
        rule=words.get("rule", TODAY),
        order=Order(words["order"]) if words.get("order") in orders else asked.order,
        descending=words.get("way") == "down",
    )
    columns = words.get("columns") or " ".join(FIRST_COLUMNS)
    return made, words.get("view", ""), tuple(columns.split())
