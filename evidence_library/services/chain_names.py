"""What somebody means who names a thing to follow its chain of evidence from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from evidence_library.errors import UserCanFix
from evidence_library.model.assessment import OVERALL, Assessment
from evidence_library.model.chain import Node, NodeKind
from evidence_library.services import actions, assess, identities, instruments, packs, track
from evidence_library.services.chain_things import Things
from evidence_library.services.opened import Library
from evidence_library.store import records

Meant = tuple[NodeKind, str]


def meant(library: Library, typed: str) -> Meant:
    """Give the thing that is meant: by its id, the beginning of it, its number or its title.

    A word before it says what it is where that is not sure: “pack:Lamps”, “theme:Leadership”,
    “recommendation:24”. Raises `UserCanFix` if nothing, or too much, is meant.
    """
    word, found, rest = typed.partition(":")
    kinds = {kind.value: kind for kind in NodeKind}
    if found and word.strip().casefold() in kinds:
        kind = kinds[word.strip().casefold()]
        if not rest.strip():
            raise UserCanFix(
                f"Say which {kind.value}: write its name or id behind “{kind.value}:”."
            )
        return kind, _MEANT[kind](library, rest.strip())
    named: list[Meant] = []
    unsure: list[UserCanFix] = []
    for kind, look in _MEANT.items():
        try:
            named.append((kind, look(library, typed)))
        except UserCanFix as error:
            if not str(error).startswith("There is no "):  # several may be meant, or it is trashed
                unsure.append(error)
    if len(named) == 1:
        return named[0]
    if named:
        ways = " or ".join(f"“{kind.value}:{typed}”" for kind, _ in named)
        raise UserCanFix(f"“{typed}” names several things; write {ways}.")
    if unsure:
        raise unsure[0]
    _refuse_assessment(library, typed)
    raise UserCanFix(
        f"Nothing in the library is called “{typed}”; say what it is, such as “pack:{typed}”."
    )


def records_rested_on(library: Library, item: Assessment) -> dict[str, str]:
    """Name the records that judgements rest on, by their ids; those merged or deleted say so."""
    things = Things(library, date.today())
    supports = (support for one in item.judgements for support in one.supports)
    keys = {one.record for one in supports if one.record}
    found = {key: things.node(NodeKind.RECORD, key) for key in keys}
    return {key: _record_named(key, node) for key, node in found.items()}


def _record_named(key: str, node: Node) -> str:
    if node.gone:
        return f"{node.title} ({node.detail.lower() or 'no longer there'}, {key})"
    merged = f", merged from {key}" if node.id != key else ""
    return f"{node.title} ({node.id}{merged})"


def _refuse_assessment(library: Library, typed: str) -> None:
    """Say of an assessment that a chain begins at one of its judgements."""
    try:
        held = assess.meant(library, typed)
    except UserCanFix:
        return
    raise UserCanFix(
        f"“{held.scope.label}” is an assessment; a chain begins at a judgement of it: "
        f"“{held.id}/THEME”."
    )


def _record_meant(library: Library, typed: str) -> str:
    """Give the record that is meant by its id, the beginning of it, or its whole title."""
    with library.connections.reading() as connection:
        called = records.called(connection, typed.strip())
    return called[0] if len(called) == 1 else identities.record_meant(library, typed)


def _theme_meant(library: Library, typed: str) -> str:
    """Give the theme that is meant by its id, or by its name in any instrument."""
    offered = instruments.listed(library)
    owner, slash, theme = typed.partition("/")
    if slash:
        known = [one for one in offered if owner.strip() in {one.id, one.title}]
        if known:
            return f"{known[0].id}/{assess.theme_meant(known[0], theme)}"
    found = []
    for one in offered:
        try:
            key = assess.theme_meant(one, typed)
        except UserCanFix:
            continue
        if key != OVERALL:
            found.append(one)
    if len(found) > 1:
        ways = "; ".join(f"“{one.title}/{typed}”" for one in found)
        raise UserCanFix(f"Several instruments have a theme “{typed}”; write one of these: {ways}.")
    if not found:
        raise UserCanFix(f"There is no theme “{typed}” in any instrument.")
    return f"{found[0].id}/{assess.theme_meant(found[0], typed)}"


def _judgement_meant(library: Library, typed: str) -> str:
    """Give the judgement that is meant: an assessment, and behind a slash its theme."""
    name, slash, theme = typed.rpartition("/")
    if not slash:
        raise UserCanFix("There is no judgement without a theme; write “ASSESSMENT/THEME”.")
    held = assess.meant(library, name)
    if theme in {one.theme for one in held.judgements} | {one.theme for one in held.agreed}:
        return f"{held.id}/{theme}"  # also where its instrument is gone
    return f"{held.id}/{assess.theme_meant(assess.opened(library, held.id).instrument, theme)}"


#: How a thing of each kind is named.
_MEANT: dict[NodeKind, Callable[[Library, str], str]] = {
    NodeKind.RECORD: _record_meant,
    NodeKind.RECOMMENDATION: track.meant,
    NodeKind.PACK: lambda library, typed: packs.meant(library, typed).id,
    NodeKind.ACTION: lambda library, typed: actions.meant(library, typed).id,
    NodeKind.THEME: _theme_meant,
    NodeKind.JUDGEMENT: _judgement_meant,
}
