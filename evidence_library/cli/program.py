"""The program on the command line: its options and its verbs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

import click

from evidence_library import __version__
from evidence_library.cli.stopping import Stoppable, stopped_by_closing
from evidence_library.cli.verbs import named_folder

#: Every verb, with the module beside this one that it is in, and its name there.
VERBS: Mapping[str, tuple[str, str]] = {
    "init": ("init", "init"),
    "import": ("import_files", "import_files"),
    "search": ("search", "search"),
    "saved": ("saved", "saved"),
    "map": ("map", "evidence_map_of"),
    "show": ("show", "show"),
    "compare": ("compare", "compare"),
    "topics": ("topics", "topics"),
    "topic": ("topic", "topic"),
    "recommendations": ("recommendations", "recommendations"),
    "thesaurus": ("thesaurus", "thesaurus"),
    "add": ("edit", "add"),
    "edit": ("edit", "edit"),
    "tag": ("tag", "tag"),
    "check": ("edit", "check"),
    "publish": ("publish", "publish"),
    "review": ("publish", "review"),
    "versions": ("publish", "versions"),
    "worklist": ("worklist", "worklist"),
    "duplicates": ("merge", "duplicates"),
    "merge": ("merge", "merge"),
    "trash": ("trash", "trash"),
    "restore": ("trash", "restore"),
    "undo": ("undo", "undo"),
    "redo": ("undo", "redo"),
    "history": ("history", "history"),
    "starter": ("starter", "starter"),
    "attach": ("attach", "attach"),
    "settings": ("settings", "settings"),
    "pack": ("pack", "pack"),
    "cite": ("cite", "cite"),
    "assess": ("assess", "assess"),
    "action": ("action", "action"),
    "chain": ("chain", "chain"),
}


def verb(name: str) -> click.Command:
    """Load a verb. Raises KeyError for what is none."""
    module, where = VERBS[name]
    found = getattr(import_module(f"evidence_library.cli.{module}"), where)
    if not isinstance(found, click.Command):
        raise TypeError(f"{where} in {module} is no verb")
    return found


class _Verbs(Stoppable):
    """Loads the verb that is asked for, and no other: a command waits for what it needs itself."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the verbs."""
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a verb; None if there is none of that name."""
        return verb(cmd_name) if cmd_name in VERBS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb that was typed; beside a mistyped one, say what may have been meant."""
        if args[0] not in VERBS:
            for name in VERBS:
                self.add_command(verb(name))
        return super().resolve_command(ctx, args)


def program(open_window: Callable[[Path | None], int]) -> click.Group:
    """Build the program. Without a verb it calls `open_window` with the folder that was named."""

    @click.group(
        "evidence-library",
        cls=_Verbs,
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

    return group
