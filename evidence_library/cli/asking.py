"""What verbs that search have in common: how a query is read, and the options beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from evidence_library.services import choices
from evidence_library.services.find import Order, Request
from evidence_library.services.opened import Library

Verb = Callable[..., None]


class Asking(click.Command):
    """A verb whose arguments may begin with one dash.

    What begins with two is an option, so that a mistyped one is told and never searched for;
    behind "--" everything is an argument. No option of such a verb has a one-letter form.
    """

    def get_help_option_names(self, ctx: click.Context) -> list[str]:
        """Help is "--help" alone: "-h" is an excluded word."""
        return ["--help"]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the options first and the arguments behind "--", each in the order typed."""
        options, arguments = self._told_apart(ctx, args)
        return super().parse_args(ctx, [*options, "--", *arguments])

    def _told_apart(
        self, ctx: click.Context, args: Sequence[str]
    ) -> tuple[list[str], Sequence[str]]:
        with_value = self._options_with_a_value(ctx)
        options: list[str] = []
        arguments: list[str] = []
        left = iter(args)
        for word in left:
            if word == "--":
                arguments.extend(left)
            elif word.startswith("--"):
                options.append(word)
                if word in with_value:
                    options.extend(value for value in (next(left, None),) if value is not None)
            else:
                arguments.append(word)
        return options, arguments

    def _options_with_a_value(self, ctx: click.Context) -> frozenset[str]:
        return frozenset(
            spelling
            for one in self.get_params(ctx)
            if isinstance(one, click.Option) and not (one.is_flag or one.count)
            for spelling in one.opts
        )


def words_options(verb: Verb) -> Verb:
    """Give a verb the options that say how its words are taken."""
    no_synonyms = click.option(
        "--no-synonyms",
        is_flag=True,
        help="Search the words as typed, without other words for them.",
    )
    all_words = click.option(
        "--all-words",
        is_flag=True,
        help="Only records with all of the words, however few they are.",
    )
    return no_synonyms(all_words(verb))


def sort_option(default: Order | None = Order.RELEVANCE) -> Callable[[Verb], Verb]:
    """Give the option that says what comes first; without a default it may be left open."""
    return click.option(
        "--sort",
        default=default.value if default else None,
        show_default=True,
        type=click.Choice([one.value for one in Order]),
        help="What comes first.",
    )


def filter_options(verb: Verb) -> Verb:
    """Give a verb the options that say, beside the words, which records may be found."""
    keep = click.option(
        "--filter",
        "filters",
        multiple=True,
        metavar="FACET=VALUE",
        help="Keep records with this value; several of one facet widen.",
    )
    leave_out = click.option(
        "--exclude",
        multiple=True,
        metavar="FACET=VALUE",
        help="Leave out records with this value.",
    )
    return keep(leave_out(verb))


def request_from(library: Library, options: Mapping[str, Any]) -> Request:
    """Read what is asked for from the query and the options of a verb."""
    return Request(
        options["query"] or "",
        filters=choices.chosen(library, options["filters"]),
        excluded=choices.chosen(library, options["exclude"]),
        order=Order(options.get("sort") or Order.RELEVANCE),
        synonyms=not options["no_synonyms"],
        lenient=not options["all_words"],
        typing=options.get("unfinished", False),
    )
