"""Options that write what a search finds into a file, for every verb that searches."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from evidence_library.cli.output import count, tell
from evidence_library.cli.progress import shown_progress
from evidence_library.services import result_lists
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from evidence_library.services.result_lists import Form, Wanted, Written

_OPTIONS = {"export": Form.RESULTS, "search_record": Form.RECORD}


class _ListFile(click.ParamType[Path]):
    """A file whose name ends with a format of lists."""

    name = "FILE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Read a path; its ending says the format."""
        path = Path(value)
        if path.suffix.lower() not in result_lists.FORMATS:
            known = ", ".join(result_lists.FORMATS)
            self.fail(f"“{value}” says no format; end it with one of: {known}.", param, ctx)
        return path


export_option = click.option(
    "--export",
    type=_ListFile(),
    help="Write all records found into FILE: .csv, .xlsx or .md.",
)

record_option = click.option(
    "--search-record",
    type=_ListFile(),
    help="Write into FILE what was asked and found, to report and repeat the search.",
)


def write_lists(
    library: Library, request: Request, options: Mapping[str, Any], name: str = ""
) -> tuple[Written, ...]:
    """Write the files that the options ask for; `name` is that of a saved search.

    Raises a usage error, before anything is written, if they are one and the same.
    """
    wanted = [(options[option], form) for option, form in _OPTIONS.items() if options[option]]
    if len(wanted) == 2 and same_file(options["export"], options["search_record"]):
        raise click.UsageError("--export and --search-record name the same file; name two.")
    with shown_progress() as progress:
        return tuple(
            result_lists.write(library, Wanted(request, form, name), path, progress)
            for path, form in wanted
        )


def same_file(one: Path, other: Path) -> bool:
    """Tell whether two names are those of one file, also where it is not there yet."""
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there yet
        return os.path.realpath(one) == os.path.realpath(other)


def tell_written(written: tuple[Written, ...]) -> None:
    """Say what was written."""
    for one in written:
        tell(f"Wrote {count(one.records, 'record')} into “{one.path}”.")


def written_data(written: tuple[Written, ...]) -> dict[str, list[str]]:
    """Give the files as JSON has them; nothing if no file was asked for."""
    return {"exported": [str(one.path) for one in written]} if written else {}
