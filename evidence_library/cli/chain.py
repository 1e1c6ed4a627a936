"""`chain`: what a thing rests on, and what rests on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from evidence_library.cli.output import bold, print_json, tell, wrapped
from evidence_library.cli.verbs import library_of
from evidence_library.model.chain import Branch, Node, outline
from evidence_library.services import chain as service
from evidence_library.services.assess import EXAMPLE


@click.command()
@click.argument("name", metavar="ID")
@click.option(
    "--depth",
    type=click.IntRange(1, 8),
    default=service.DEEPEST,
    show_default=True,
    help="How far it is followed.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def chain(context: click.Context, name: str, depth: int, as_json: bool) -> None:
    """Show the chain of evidence from ID: what it rests on, and what rests on it.

    ID is that of a recommendation, record, pack, theme, judgement or action, or its title; a word
    before it says what it is: “pack:Lamps”, “theme:Leadership”, “recommendation:24”.
    """
    with library_of(context) as library:
        found = service.chain(library, *service.meant(library, name), depth)
    if as_json:
        print_json(
            {
                **_node(found.node),
                "rests_on": [_branch(one) for one in found.rests_on],
                "supports": [_branch(one) for one in found.supports],
            }
        )
        return
    tell(bold(f"{found.node.kind.value.capitalize()}: {_titled(found.node)}"))
    if found.node.detail:
        tell(wrapped(found.node.detail, "  "))
    _tell("What it rests on", found.rests_on)
    _tell("What rests on it", found.supports)


def _tell(heading: str, branches: Sequence[Branch]) -> None:
    tell(f"\n{heading}:")
    if not branches:
        tell("  nothing in this library")
    for line in outline(tuple(branches)):
        one, indent = line.branch, "  " * line.depth
        kind = one.node.kind.value.capitalize()
        tell(wrapped(f"{kind}: {_titled(one.node)}", indent))
        after = ["see above"] if one.repeated else ["more lies beyond"] if one.cut else []
        said = "; ".join(filter(None, (one.role, one.node.detail, *after)))
        tell(wrapped(said, f"{indent}  "))


def _titled(node: Node) -> str:
    return f"{node.title} ({EXAMPLE})" if node.example else node.title


def _node(node: Node) -> dict[str, Any]:
    return {
        "kind": node.kind.value,
        "id": node.id,
        "title": node.title,
        "detail": node.detail,
        "example": node.example,
        "gone": node.gone,
    }


def _branch(one: Branch) -> dict[str, Any]:
    return {
        **_node(one.node),
        "role": one.role,
        "repeated": one.repeated,
        "cut": one.cut,
        "branches": [_branch(beyond) for beyond in one.branches],
    }
