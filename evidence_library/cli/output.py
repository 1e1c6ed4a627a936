"""What verbs print: JSON for scripts, plain text for people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import click

from evidence_library.text.marks import Span
from evidence_library.text.plain_text import shown

#: How click writes styles.
_STYLE = re.compile(r"(\x1b\[[0-9;]{1,12}m)")


def print_json(data: Any) -> None:
    """Print JSON and nothing else."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def tell(words: str = "") -> None:
    """Print words for people, without what a terminal would obey but for the styles of ours."""
    click.echo("".join(one if _STYLE.fullmatch(one) else shown(one) for one in _STYLE.split(words)))


def in_bold(spans: Iterable[Span]) -> str:
    """Write matched words in bold on a terminal; elsewhere click leaves the styling out."""
    return "".join(
        click.style(span.text, bold=True) if span.marked else span.text for span in spans
    )


def count(number: int, noun: str) -> str:
    """Write a number with its noun: "1 record", "2 records"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def wrapped(text: str, indent: str = "") -> str:
    """Break a paragraph into lines that fit a terminal."""
    return click.wrap_text(text, width=88, initial_indent=indent, subsequent_indent=indent)


def listed(text: str, indent: str = "") -> str:
    """Break an entry of a list into lines that stand below each other, behind its dash."""
    behind = f"{indent}  "
    return click.wrap_text(text, width=88, initial_indent=f"{indent}- ", subsequent_indent=behind)
