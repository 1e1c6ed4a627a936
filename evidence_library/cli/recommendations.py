"""`recommendations`: who was to do what by when, what was reported, and what the schedule says."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click

#: Every verb below this one, with the module beside this one that it is in, and its name there.
VERBS: Mapping[str, tuple[str, str]] = {
    "list": ("recommendation_lists", "list_recommendations"),
    "show": ("recommendation_lists", "show"),
    "report": ("recommendation_report", "report"),
    "export": ("recommendation_report", "export"),
    "add": ("recommendation_edits", "add"),
    "edit": ("recommendation_edits", "edit"),
    "progress": ("recommendation_edits", "progress"),
    "delete": ("recommendation_edits", "delete"),
    "respond": ("recommendation_edits", "respond"),
    "theme": ("recommendation_edits", "put_under"),
    "link": ("recommendation_links", "link"),
    "overlap": ("recommendation_links", "overlap"),
    "set": ("recommendation_sets", "set_"),
    "import": ("recommendation_import", "import_table"),
}

#: What is meant where no verb is named.
_ALONE = "list"


class _Verbs(click.Group):
    """Loads the verb that is asked for, and no other. Without one, `list` is meant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the verbs."""
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a verb; None if there is none of that name."""
        if cmd_name not in VERBS:
            return None
        module, where = VERBS[cmd_name]
        found = getattr(import_module(f"evidence_library.cli.{module}"), where)
        if not isinstance(found, click.Command):
            raise TypeError(f"{where} in {module} is no verb")
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take options and fields of a query for those of `list`; a mistyped verb is told."""
        first = args[0] if args else "--"
        asks = first.startswith("-") or ":" in first
        if asks and first not in ctx.help_option_names:
            args = [_ALONE, *args]
        return super().parse_args(ctx, args)


@click.group("recommendations", cls=_Verbs)
def recommendations() -> None:
    """List recommendations, show one, and keep what is reported about them.

    Without a verb, and with the options of “list”, it is the same as “recommendations list”.

    ID is the id of a recommendation, the beginning of it, its number if only one set has it, or
    the set before its number: “Ethnic minorities/24”.
    """
