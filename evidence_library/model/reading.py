"""What an importer hands over: everything it understood of one file and everything it did not."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_library.model.problem import Problem
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The result of reading one file.

    `format` names the importer ("summary sheet"), `encoding` the one the bytes were read with;
    `encoding_assumed` is True where it was not UTF-8 and had to be assumed. Flags about single
    fields or rows stand on the records and recommendations themselves.
    """

    name: str
    format: str
    encoding: str = "utf-8"
    encoding_assumed: bool = False
    records: tuple[Record, ...] = ()
    sets: tuple[RecommendationSet, ...] = ()
    problems: tuple[Problem, ...] = ()
