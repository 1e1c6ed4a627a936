"""`worklist`: what there is to do in the library; and how comments are told."""

from __future__ import annotations

from collections.abc import Sequence

import click

from evidence_library.cli.output import count, print_json, tell, wrapped
from evidence_library.cli.verbs import library_of
from evidence_library.errors import UserCanFix
from evidence_library.model.comment import Comment
from evidence_library.services import duplicates, shapes, worklists
from evidence_library.services.comments import field_label
from evidence_library.services.duplicates import Pair
from evidence_library.services.history import local_time
from evidence_library.services.worklists import Row, Worklist

#: To find them takes a while in a large library, so they are counted when one asks for them.
DUPLICATES = Worklist(
    "duplicates", "Possible duplicates", "Records that may be the same: merge them, or set apart."
)

#: What people call them, too.
_NEAR = "near-duplicates"

_NAMES = ", ".join(one.key for one in (*worklists.WORKLISTS, DUPLICATES))


@click.command()
@click.argument("name", required=False)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(min=0), metavar="N")
@click.option("--offset", default=0, type=click.IntRange(min=0), metavar="N")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def worklist(
    context: click.Context, name: str | None, limit: int, offset: int, as_json: bool
) -> None:
    """Say how much there is on each worklist, or list what is on the one called NAME."""
    with library_of(context) as library:
        if name is None:
            _tell_counts(worklists.counts(library), as_json=as_json)
            return
        if name not in (*_NAMES.split(", "), _NEAR):
            raise UserCanFix(f"There is no worklist “{name}”; there are {_NAMES}.")
        left_out = ""
        if name in {DUPLICATES.key, _NEAR}:
            wanted, found = DUPLICATES, [_row(one) for one in duplicates.pairs(library)]
            total, rows = len(found), tuple(found[offset : offset + limit])
        else:
            wanted, total = worklists.worklist(name), worklists.count(library, name)
            rows = worklists.rows(library, name, offset, limit)
            left_out = worklists.left_out(library, name)
    if as_json:
        data = {**shapes.worklist(wanted, total), "left_out": left_out}
        print_json({**data, "rows": shapes.plain(rows)})
        return
    tell(f"{wanted.title}: {total:,}")
    if left_out:
        tell(left_out)
    for row in rows:
        tell(f"\n{row.title}")
        tell(wrapped(f"{row.kind} · {row.why}", "  "))
        tell(f"  {row.id}")
    more = total - offset - len(rows)
    if more > 0:
        tell(f"\n… and {more:,} more; ask for them with --limit or --offset.")


def _row(pair: Pair) -> Row:
    one, other = pair.ids
    return Row(f"{one} {other}", " / ".join(pair.titles), "Pair", "; ".join(pair.reasons))


def tell_comments(found: Sequence[Comment], *, as_json: bool) -> None:
    """List the comments on a record, with the numbers they are resolved by."""
    if as_json:
        print_json([shapes.comment(one, at) for at, one in enumerate(found, start=1)])
        return
    for at, one in enumerate(found, start=1):
        who = f", {one.by}" if one.by else ""
        state = "" if one.is_open else "  (resolved)"
        tell(f"{at:>3}  {field_label(one.field)}  {local_time(one.made)}{who}{state}")
        tell(wrapped(one.text, "     "))
    if not found:
        tell("Nobody has said anything about it.")
    else:
        still = sum(one.is_open for one in found)
        tell(f"{count(len(found), 'comment')}, {still} open.")


def _tell_counts(counts: dict[str, int], *, as_json: bool) -> None:
    if as_json:
        listed = worklists.WORKLISTS
        told = [shapes.worklist(one, counts[one.key]) for one in listed]
        print_json([*told, shapes.worklist(DUPLICATES, None)])
        return
    for one in worklists.WORKLISTS:
        tell(f"{counts[one.key]:>7,}  {one.title}  ({one.key})")
    tell(f"{'–':>7}  {DUPLICATES.title}  ({DUPLICATES.key}: counted when you ask for it)")


worklist.help = f"{worklist.help} They are called: {_NAMES}."
