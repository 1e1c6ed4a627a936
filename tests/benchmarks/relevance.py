"""How often the right records come first: judged queries over the starter content.

`relevance.csv` holds the judgements, made from what the records say and not from what a
search returns. `first` lists the records that must come in the first three, `also` those that
answer as well, `near` those that touch the subject; each by the name of its file in `casestudies/`.
`relevance_held_out.csv` holds others in the same form, which no part of the order was made with;
many ask for what the starter content does not tell, and then the nearest that it tells is best.
`python -m tests.benchmarks.relevance` prints the figures alone.
"""

from __future__ import annotations

import csv
import math
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence_library.assets import casestudies
from evidence_library.importers.formats import read_file
from evidence_library.services import find
from evidence_library.services.find import Request
from evidence_library.services.library import create_library
from evidence_library.services.opened import Library

JUDGEMENTS = Path(__file__).with_name("relevance.csv")
HELD_OUT = Path(__file__).with_name("relevance_held_out.csv")

#: What a record is worth among the first ten, by the column it is listed in.
GRADES = {"first": 3, "also": 2, "near": 1}

_SEEN = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A query, who would type it, and the records that answer it by grade."""

    query: str
    who: str
    grades: dict[str, int]

    @property
    def first(self) -> frozenset[str]:
        """The best records there are: they must come in the first three, or fill them."""
        best = max(self.grades.values())
        return frozenset(name for name, grade in self.grades.items() if grade == best)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search brought for a judged query: names of records, best first."""

    judged: Judged
    found: tuple[str, ...]

    @property
    def at_one(self) -> bool:
        """Whether the first hit is one that must come first."""
        return bool(self.found) and self.found[0] in self.judged.first

    @property
    def at_three(self) -> bool:
        """Whether all that must come in the first three do; of more, whether they fill them."""
        best, seen = self.judged.first, set(self.found[:3])
        return best <= seen if len(best) <= 3 else len(seen) == 3 and seen <= best

    @property
    def ndcg(self) -> float:
        """How near the order of the first ten is to the best one: 1 is the best."""
        gained = _gain([self.judged.grades.get(name, 0) for name in self.found[:_SEEN]])
        best = _gain(sorted(self.judged.grades.values(), reverse=True)[:_SEEN])
        return gained / best if best else 0.0


def judgements(path: Path = JUDGEMENTS) -> tuple[Judged, ...]:
    """Read the judged queries."""
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Judged(
                row["query"],
                row["who"],
                {name: grade for column, grade in GRADES.items() for name in row[column].split()},
            )
            for row in csv.DictReader(lines)
        )


def measure() -> None:
    """Print success at 1 and 3 and nDCG at 10, and list what was missed."""
    names = _names()
    with tempfile.TemporaryDirectory() as folder:
        library = create_library(Path(folder) / "starter", starter=True)
        outcomes, held_out = (
            [Outcome(one, tuple(_found(library, one.query, names))) for one in judgements(path)]
            for path in (JUDGEMENTS, HELD_OUT)
        )
        library.close()
    for outcome in (*outcomes, *held_out):
        if not outcome.at_three:
            missing = ", ".join(sorted(outcome.judged.first - set(outcome.found[:3])))
            print(f"missed: {outcome.judged.query!r} lacks {missing}; {_instead(outcome.found)}")
    _print("all queries", outcomes)
    for who in dict.fromkeys(one.judged.who for one in outcomes):
        _print(f"of a {who}", [one for one in outcomes if one.judged.who == who])
    _print("held out", held_out)


def _print(name: str, outcomes: Sequence[Outcome]) -> None:
    number = len(outcomes)
    print(
        f"{name:<34}{number:>4}   success at 1 {sum(one.at_one for one in outcomes) / number:>5.1%}"
        f"   at 3 {sum(one.at_three for one in outcomes) / number:>5.1%}"
        f"   nDCG at 10 {sum(one.ndcg for one in outcomes) / number:.3f}",
        flush=True,
    )


def _instead(found: Sequence[str]) -> str:
    return f"first are {', '.join(found[:3])}" if found else "nothing was found"


def _found(library: Library, query: str, names: dict[str, str]) -> Iterator[str]:
    found = find.search(library, Request(query))
    for hit in find.hits(library, found, limit=_SEEN):
        yield names[hit.id]


def _names() -> dict[str, str]:
    """Give the file name of each starter record by its identity."""
    headings: dict[str, str] = {}
    paths = (path for path in casestudies().glob("*.md") if path.name != "README.md")
    return {
        record.id: path.stem
        for path in paths
        for record in read_file(path, headings).records  # type: ignore[arg-type]
    }


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


if __name__ == "__main__":
    sys.exit(measure())
