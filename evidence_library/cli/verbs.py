"""What all verbs share: which library, and how an error ends the program."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

from evidence_library.cli.output import complain
from evidence_library.cli.progress import shown_progress
from evidence_library.errors import LibraryError, NoLibrary
from evidence_library.services import library_settings
from evidence_library.services.library import (
    INDEXING_ANEW,
    OLDER_VERSION,
    Library,
    default_folder,
    folder_from_environment,
    open_library,
)
from evidence_library.settings import Settings


def named_folder(context: click.Context) -> Path | None:
    """Give the library folder named with `--library` or by the environment; None if neither is."""
    folder: Path | None = context.find_root().params.get("library")
    return folder or folder_from_environment()


def chosen_folder(context: click.Context) -> Path:
    """Give the library folder that was named, or the default one."""
    return named_folder(context) or default_folder()


def only_one(
    context: click.Context, options: Mapping[str, Any], names: Sequence[str]
) -> str | None:
    """Give which of several options was set; a usage error if more than one was.

    An empty text is set, too: what it is for says what is wrong with it.
    """
    # Not by being equal: 0 is a number somebody gave, and False a flag nobody did.
    given = [name for name in names if options[name] is not None and options[name] is not False]
    if len(given) > 1:
        told = " and ".join(map(option_named, given))
        raise click.UsageError(f"{told} cannot go together; choose one.", context)
    return given[0] if given else None


def option_named(name: str) -> str:
    """Give an option as one types it."""
    return "--" + name.replace("_", "-")


def only_with(
    context: click.Context,
    options: Mapping[str, Any],
    wanted: Mapping[str, Sequence[str]],
    act: str,
) -> None:
    """Raise a usage error for an option that would do nothing beside what is done.

    `wanted` names for each option what it goes with; `act` is what is done.
    """
    for name, acts in wanted.items():
        if options[name] not in {None, False, ""} and act not in acts:
            beside = " or ".join(option_named(one) for one in acts if one)
            rest = f"with {beside}" if beside else "with none of the options that do something else"
            raise click.UsageError(f"{option_named(name)} goes {rest}.", context)


@contextmanager
def library_of(context: click.Context) -> Iterator[Library]:
    """Open the chosen library for one verb."""
    with told_in_one_line():
        library = _opened(chosen_folder(context))
        try:
            library.person = person()
            library_settings.take_over(library, Settings())
            yield library
        finally:
            library.close()


def _opened(folder: Path) -> Library:
    """Open a library; say in one line why that takes long, and on a terminal how far it is."""
    with shown_progress() as shown:
        told = False

        def progress(done: int, total: int, what: str) -> None:
            nonlocal told
            if what == INDEXING_ANEW and not told:
                told = True
                complain(OLDER_VERSION)
            shown(done, total, what)

        return open_library(folder, progress)


def person() -> str:
    """Give who makes the changes: as the environment says, or as the settings do."""
    return Settings().person


@contextmanager
def told_in_one_line() -> Iterator[None]:
    """End with exit status 1 and one line on stderr where a person can put it right."""
    try:
        yield
    except NoLibrary as error:
        fail(f"{error} Make one with “init”, or name another folder with --library.")
    except LibraryError as error:
        fail(str(error))


def fail(message: str) -> NoReturn:
    """Say in one line on stderr what went wrong and end with exit status 1."""
    complain(message)
    sys.exit(1)
