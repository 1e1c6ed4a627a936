"""The figures of a text, and the ledger of those that each starter record may use.

The ledger `casestudies/ledger.json` was made once from the facts and source documents the records
were written from. Write it again, where these are at hand, with `python -m tests.content.figures`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from evidence_library.assets import casestudies

SHARED = Path(__file__).resolve().parents[3] / "shared"
FACTS = SHARED / "content" / "starter_facts.json"
SHEET = SHARED / "seeds" / "scs-summary-journey-to-race-equality.txt"
TABLE = SHARED / "seeds" / "strategy-unit-recommendations-annex-b.txt"
LEDGER = "ledger.json"

#: What our records of the two source documents count in them, or sum up as a span.
COUNTED_IN_SHEET = {"6"}
COUNTED_IN_TABLE = {
    *("quarter", "2003 to 2006", "1 to 7", "6 to 12", "8 to 14", "17 to 25"),
}
#: Fields of the facts that hold no figures a record may tell.
_NOT_TOLD = {"id", "url", "doi", "set", "sources", "topic_notations", "checks_needed"}

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = {
    word: 10 * place
    for place, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
_WORDS = {word: number for number, word in enumerate(_UNITS)} | _TENS
#: "one" is left out: it is a pronoun more often than a number.
_SPELLED = "|".join(sorted((word for word in _WORDS if word != "one"), key=len, reverse=True))
_NUMBER = (
    rf"(?:\b(?:{'|'.join(_TENS)})-(?:{'|'.join(_UNITS[1:10])})\b|\b(?:{_SPELLED}|half|quarter)\b"
    r"|[+£]?\d+(?:,\d{3})*(?:\.\d+)?%?)"
)
_FIGURE = re.compile(rf"{_NUMBER}(?: million\b| per cent\b)?", re.IGNORECASE)
_RANGE = re.compile(rf"({_NUMBER})(?: to |(?<=\d)[-–](?=\d))({_NUMBER})", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"^\d+\. ", re.MULTILINE)
_ADDRESS = re.compile(r"https?://\S+")


def figures(text: str) -> set[str]:
    """Give every number, percentage, sum, year and range of a text, in digits.

    A percentage keeps its sign and a sum of money its pound and million, so that "36%" is another
    figure than "36". A range is a figure besides its two ends. Numbers of lists are none.
    """
    text = _ADDRESS.sub(" ", _LIST_NUMBER.sub("", text))
    ranges = {f"{_digits(first)} to {_digits(last)}" for first, last in _RANGE.findall(text)}
    return ranges | {_digits(found) for found in _FIGURE.findall(text)}


def ledger() -> Mapping[str, frozenset[str]]:
    """Read the ledger: the figures each record may use, by the name of its file."""
    read = json.loads((casestudies() / LEDGER).read_text(encoding="utf-8"))
    return {name: frozenset(entry) for name, entry in read.items()}


def facts() -> dict[str, dict[str, Any]]:
    """Read the checked facts, by identity. Only where they are at hand."""
    read = json.loads(FACTS.read_text(encoding="utf-8"))
    return {item["id"]: item for item in read}


def made_ledger(names: Iterable[str]) -> dict[str, list[str]]:
    """Make the ledger of the records with these names from their sources."""
    checked = facts()
    sheet = figures(SHEET.read_text(encoding="utf-8")) | COUNTED_IN_SHEET
    table = figures(TABLE.read_text(encoding="utf-8")) | COUNTED_IN_TABLE
    entries = {}
    for name in sorted(names):
        if name in checked:
            found = {figure for text in _texts(checked[name]) for figure in figures(text)}
        else:
            found = sheet if name.startswith("journey") else table
        entries[name] = sorted(found)
    return entries


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str() | int():
            yield str(value)
        case dict():
            for key, item in value.items():
                if key not in _NOT_TOLD:
                    yield from _texts(item)
        case list():
            for item in value:
                yield from _texts(item)


def _digits(found: str) -> str:
    word, _, unit = found.lower().replace(" per cent", "%").partition(" ")
    tens, _, ones = word.partition("-")
    if word.startswith(tuple("+£0123456789")):
        number = word
    elif ones in _WORDS:
        number = f"{_WORDS[tens] + _WORDS[ones]}"
    else:
        number = str(_WORDS.get(word, word))
    return f"{number} {unit}".strip()


def main() -> None:
    """Write the ledger of the records that are there."""
    names = (path.stem for path in casestudies().glob("*.md") if path.name != "README.md")
    text = json.dumps(made_ledger(names), ensure_ascii=False, indent=1)
    (casestudies() / LEDGER).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
