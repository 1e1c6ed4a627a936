"""Verbs that take a query, which may begin with an excluded word: "-police" is no option."""

from __future__ import annotations

from collections.abc import Sequence

import click


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
