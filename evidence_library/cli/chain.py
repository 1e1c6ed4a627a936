"""`chain`: what a thing rests on, and what rests on it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from evidence_library.cli.output import bold, print_json, tell, wrapped
from evidence_library.cli.verbs import library_of
from evidence_library.model.chain import (
    RESTS_ON,
    SUPPORTS,
    Branch,
    Chain,
    Node,
    more_than_shown,
    nothing_here,
    outline,
)
from evidence_library.services import chain as service
from evidence_library.services import chain_names


@click.command()
@click.argument("name", metavar="ID")
@click.option(
    "--depth",
    type=click.IntRange(1, 8),
    default=service.DEEPEST,
    show_default=True,
    help="How far it is followed.",
)
@click.option(
    "--svg",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Draw the chain into FILE, an SVG image.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def chain(context: click.Context, name: str, depth: int, svg: Path | None, as_json: bool) -> None:
    """Show the chain of evidence from ID: what it rests on, and what rests on it.

    ID is that of a recommendation, record, pack, theme, judgement or action, or its title; a word
    before it says what it is: “pack:Lamps”, “theme:Leadership”, “recommendation:24”.
    """
    with library_of(context) as library:
        found = service.chain(library, *chain_names.meant(library, name), depth)
        if svg is not None:
            service.save_drawing(found, svg)
    if as_json:
        print_json({**_data(found), **({"exported": [str(svg)]} if svg else {})})
        return
    tell(bold(found.node.called))
    if found.node.detail:
        tell(wrapped(found.node.detail, "  "))
    _tell(found.node, RESTS_ON, found.rests_on, found.below)
    _tell(found.node, SUPPORTS, found.supports, found.above)
    if svg is not None:
        tell(f"\nWrote the drawing into “{svg}”.")


def _tell(node: Node, heading: str, branches: Sequence[Branch], more: int) -> None:
    tell(f"\n{heading}:")
    if not branches:
        tell(wrapped(nothing_here(node.kind, heading), "  "))
    for line in outline(tuple(branches)):
        one, indent = line.branch, "  " * line.depth
        tell(wrapped(one.node.called, indent))
        tell(wrapped(one.about, f"{indent}  "))
        if one.left_out:
            tell(wrapped(more_than_shown(one.left_out), f"{indent}  "))
    if more:
        tell(f"  {more_than_shown(more)}")


def _data(found: Chain) -> dict[str, Any]:
    return {
        **_node(found.node),
        "rests_on": [_branch(one) for one in found.rests_on],
        "supports": [_branch(one) for one in found.supports],
        "left_out": {"rests_on": found.below, "supports": found.above},
    }


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
        "left_out": one.left_out,
    }
