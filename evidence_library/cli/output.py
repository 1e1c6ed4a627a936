"""What verbs print: JSON for scripts, plain text for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

import click

from evidence_library.text.marks import Span
from evidence_library.text.plain_text import escaped, shown

#: Where bold letters begin and end, until a line is printed: signs that no text is written with.
_BOLD, _PLAIN = "\ufdd0", "\ufdd1"
_ON, _OFF = "\x1b[1m", "\x1b[0m"


def print_json(data: Any) -> None:
    """Print JSON and nothing else."""
    click.echo(escaped(json.dumps(data, ensure_ascii=False, indent=2)))


def tell(words: str = "") -> None:
    """Print words for people. Every verb prints through here or `complain`.

    What a terminal would obey is left out, whatever titles, names and comments hold; only bold
    letters of ours are set, and they end with the line.
    """
    click.echo(_printable(words))


def complain(message: str) -> None:
    """Say something in one line on standard error, whatever a file name in it holds."""
    click.echo(_printable(" ".join(message.split())), err=True)


def write(text: str) -> None:
    """Write a file's text on standard output: to the letter, unless a terminal reads it."""
    click.echo(shown(text) if sys.stdout.isatty() else text, nl=False)


def bold(text: str) -> str:
    """Mark text to be printed in bold; on no terminal, click leaves that out."""
    return f"{_BOLD}{text}{_PLAIN}"


def _printable(words: str) -> str:
    seen = shown(words)
    if _BOLD not in seen and _PLAIN not in seen:
        return seen
    return seen.replace(_BOLD, _ON).replace(_PLAIN, _OFF) + _OFF


def in_bold(spans: Iterable[Span]) -> str:
    """Write matched words in bold on a terminal; elsewhere click leaves the styling out."""
    return "".join(bold(span.text) if span.marked else span.text for span in spans)


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
