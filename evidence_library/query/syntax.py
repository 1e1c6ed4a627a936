"""Whoosh's parser, set up for this library: which plugins it runs, and our own where its mislead.

Own plugins: a minus or plus counts only at the start of a word (`stop-and-search` is no exclusion),
curly quotes quote, `2003..2011` is a span, a field name is letters only (so `10:30` is none).
"""

# Whoosh ships no types, and its plugins are there to be subclassed.
# mypy: disable-error-code="misc"

from __future__ import annotations

from typing import Any

from whoosh.qparser import QueryParser, plugins, syntax
from whoosh.qparser.taggers import RegexTagger


class ExcludeNode(syntax.PrefixOperator):
    """A minus sign in front of a word, a quote, a bracket or a field."""


class RequireNode(syntax.PrefixOperator):
    """A plus sign in front of a word, a quote, a bracket or a field."""


class RequireGroup(syntax.GroupNode):
    """What stands behind a plus sign."""


class SpanNode(syntax.TextNode):
    """A span of years or dates such as `2003..2011`, `2005..` or `..2004-06`."""

    has_fieldname = True
    has_text = True


class UnclosedQuoteNode(syntax.MarkerNode):
    """A quotation mark without a partner."""


_DATE = r"\d{4}(?:-\d\d){0,2}"


class _SpanPlugin(plugins.TaggingPlugin):
    expr = rf"(?<![^\s(:])(?P<text>{_DATE} *\.\. *{_DATE}|{_DATE}\.\.|\.\.{_DATE})(?![^\s)])"
    nodetype = SpanNode


class _UnclosedQuotePlugin(plugins.TaggingPlugin):
    """Runs behind the phrase plugin, so it sees only marks that did not pair up."""

    expr = '["“”]'

    def taggers(self, parser: QueryParser) -> list[tuple[object, int]]:
        return [(self, 10)]

    def create(self, parser: QueryParser, match: Any) -> UnclosedQuoteNode:
        return UnclosedQuoteNode()


class _FieldTagger(RegexTagger):
    def create(self, parser: QueryParser, match: Any) -> syntax.FieldnameNode:
        return syntax.FieldnameNode(match.group("text").lower(), match.group(0))


class _FieldPlugin(plugins.FieldsPlugin):
    """Blanks between the colon and the value are forgiven; an address is no field."""

    def taggers(self, parser: QueryParser) -> list[tuple[object, int]]:
        return [(_FieldTagger(r"(?<![^\s(\-])(?P<text>[A-Za-z_]+):(?!//)[ \t]*"), 0)]


def make_parser() -> QueryParser:
    """Build the parser. It holds no state between queries."""
    tagger = plugins.OperatorsPlugin.OpTagger
    exclude = tagger(r"(?<![^\s(])-(?=[^\s\-)])", syntax.NotGroup, ExcludeNode, memo="minus")
    require = tagger(r"(?<![^\s(])\+(?=[^\s+)])", RequireGroup, RequireNode, memo="plus")
    operators = plugins.OperatorsPlugin(
        [(exclude, 0), (require, 0)],
        And=r"(?<=\s)AND(?=\s)",
        Or=r"(?<=\s)OR(?=\s)",
        Not=r"(^|(?<=[\s()]))NOT(?=[\s(])",
        AndNot=None,
        AndMaybe=None,
        Require=None,
    )
    return QueryParser(
        None,
        None,
        plugins=[
            plugins.WhitespacePlugin(),
            plugins.PhrasePlugin(expr='["“”](?P<text>[^"“”]*)["“”](~(?P<slop>[1-9][0-9]*))?'),
            _UnclosedQuotePlugin(),
            _FieldPlugin(remove_unknown=False),
            _SpanPlugin(),
            plugins.GroupPlugin(),
            operators,
            plugins.BoostPlugin(r"\^(?P<boost>[0-9]+(\.[0-9]+)?)(?=$|[ \t\r\n)])"),
            # Only where a word begins: tried at every letter, a long word costs the square.
            plugins.PrefixPlugin(r"(?<![\w*])(?P<text>[^ \t\r\n*]+)[*](?= |$|\))"),
        ],
    )
