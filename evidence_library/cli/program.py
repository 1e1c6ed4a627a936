"""The program on the command line: its options and its verbs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from evidence_library import __version__
from evidence_library.cli.attach import attach
from evidence_library.cli.compare import compare
from evidence_library.cli.edit import add, check, edit
from evidence_library.cli.history import history
from evidence_library.cli.import_files import import_files
from evidence_library.cli.init import init
from evidence_library.cli.map import evidence_map_of
from evidence_library.cli.merge import duplicates, merge
from evidence_library.cli.publish import publish, review, versions
from evidence_library.cli.recommendations import recommendations
from evidence_library.cli.saved import saved
from evidence_library.cli.search import search
from evidence_library.cli.settings import settings
from evidence_library.cli.show import show
from evidence_library.cli.starter import starter
from evidence_library.cli.stopping import Stoppable, stopped_by_closing
from evidence_library.cli.tag import tag
from evidence_library.cli.thesaurus import thesaurus
from evidence_library.cli.topic import topic
from evidence_library.cli.topics import topics
from evidence_library.cli.trash import restore, trash
from evidence_library.cli.undo import redo, undo
from evidence_library.cli.verbs import named_folder
from evidence_library.cli.worklist import worklist

VERBS = (
    *(init, import_files, search, saved, evidence_map_of, show, compare, topics, topic),
    *(recommendations, thesaurus, add, edit, tag, check, publish, review, versions),
    *(worklist, duplicates, merge),
    *(trash, restore, undo, redo, history, starter),
    *(attach, settings),
)


def program(open_window: Callable[[Path | None], int]) -> click.Group:
    """Build the program. Without a verb it calls `open_window` with the folder that was named."""

    @click.group(
        "evidence-library",
        cls=Stoppable,
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    @click.option(
        "--library",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="The library to work with; else $EVIDENCE_LIBRARY, else your user data folder.",
    )
    @click.version_option(__version__, prog_name="evidence-library")
    @click.pass_context
    def group(context: click.Context, library: Path | None) -> None:
        """Find what works in community safety and fair public services, without a network.

        Without a verb the window opens.
        """
        if context.invoked_subcommand is None:
            context.exit(open_window(named_folder(context)))
        context.with_resource(stopped_by_closing())

    for verb in VERBS:
        group.add_command(verb)
    return group
