"""The rule of the second person: nobody publishes what they wrote, or may have written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evidence_library.errors import UserCanFix
from evidence_library.model.record import Record
from evidence_library.services.lineage import Lineages
from evidence_library.store.connections import Connection

_NO_NAME = "A second person must publish: say in Settings who you are, by name or initials."
_NAMELESS = (
    "was written without a name in part, so it may be your own work. Let whoever wrote it give "
    "their name in Settings and submit it for a second check; then somebody else can publish it."
)


@dataclass(frozen=True, slots=True)
class _Refused:
    title: str
    mine: bool


def check(connection: Connection, found: Iterable[Record], person: str) -> None:
    """Raise `UserCanFix` unless somebody publishes who wrote nothing of what is new in records."""
    me = person.strip()
    if not me:
        raise UserCanFix(_NO_NAME)
    refused = list(_refused(Lineages(connection), found, me))
    mine = [one for one in refused if one.mine]
    if mine:
        raise UserCanFix(
            f"Somebody else must publish {_named(mine)}: you wrote some of what is new, and a "
            "second person must check (Settings)."
        )
    if refused:
        raise UserCanFix(f"{_named(refused)} {_NAMELESS}")


def _refused(lineages: Lineages, found: Iterable[Record], me: str) -> Iterator[_Refused]:
    for record in found:
        writers = lineages.writers(record)
        mine = any(same_person(me, one) for one in writers)
        if mine or "" in writers:
            yield _Refused(record.title or "Untitled", mine)


def same_person(one: str, other: str) -> bool:
    """Tell whether two names may be of one person: in any capitals, "KL" for "Kim Lee", too."""
    one, other = (" ".join(name.casefold().replace(".", " ").split()) for name in (one, other))
    if not (one and other):
        return False
    return one == other or _stands_for(one, other) or _stands_for(other, one)


def _stands_for(short: str, name: str) -> bool:
    """Tell whether some letters are the initials of a name: of all its words, or first and last."""
    words = name.replace("-", " ").split()
    letters = short.replace(" ", "")
    if len(words) < 2 or len(letters) < 2 or any(len(one) > 1 for one in short.split()[1:]):
        return False
    return letters in {"".join(word[0] for word in words), words[0][0] + words[-1][0]}


def _named(refused: Sequence[_Refused]) -> str:
    others = f" and {len(refused) - 1:,} more" if len(refused) > 1 else ""
    return f"“{refused[0].title}”{others}"
