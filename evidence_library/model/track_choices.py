"""How a table of recommendations can be grouped, sorted and filtered."""

from __future__ import annotations

from enum import StrEnum


class Grouping(StrEnum):
    """By what the lines of a table are grouped."""

    NONE = "none"
    LEAD = "lead"
    STATUS = "status"
    SCHEDULE = "schedule"
    THEME = "theme"
    QUARTER = "quarter"
    SET = "set"


class Quick(StrEnum):
    """What one often looks for; the first three are looked for together, as any of them."""

    OVERDUE = "overdue"
    DUE_SOON = "due soon"
    NO_REPORT = "no report"
    CONTRADICTION = "contradictions"
    NOT_MET = "not met"
    NO_EVIDENCE = "no evidence"


class Order(StrEnum):
    """By what the lines of a group are sorted; TABLE is the order of the sets and their tables."""

    TABLE = "table"
    NUMBER = "number"
    TEXT = "recommendation"
    LEAD = "lead"
    DEADLINE = "deadline"
    REPORTED = "reported"
    SCHEDULE = "schedule"
    EVIDENCE = "evidence"
    THEME = "theme"
    SET = "set"
