"""Options that write what a search finds into a file, for every verb that searches."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from evidence_library.cli.output import count
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
    """Write the files that the options ask for; `name` is that of a saved search."""
    return tuple(
        result_lists.write(library, Wanted(request, form, name), options[option])
        for option, form in _OPTIONS.items()
        if options.get(option)
    )


def tell_written(written: tuple[Written, ...]) -> None:
    """Say what was written."""
    for one in written:
        click.echo(f"Wrote {count(one.records, 'record')} into “{one.path}”.")


def written_data(written: tuple[Written, ...]) -> dict[str, list[str]]:
    """Give the files as JSON has them; nothing if no file was asked for."""
    return {"exported": [str(one.path) for one in written]} if written else {}
