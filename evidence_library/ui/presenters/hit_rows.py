"""Turns hits into the rows the list draws and facet counts into the groups the filters show."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from evidence_library.model.headline import NOT_STATED
from evidence_library.model.vocabulary import Confidence, Licence, in_words
from evidence_library.services.find import FacetValue, Hit
from evidence_library.text.marks import Span
from evidence_library.ui.itemmodels.facets import Group, Value
from evidence_library.ui.itemmodels.hits import TAG_TONE, Badge, Row, Run
from evidence_library.ui.presenters.wording import (
    EFFECT_SIGNS,
    STARTER_BADGE,
    WORKFLOW_SIGN,
    age,
    confidence_badge,
    workflow_badge,
)

#: Title of each filter in the pane, its name on a chip, and how many values show unfolded.
FACETS: dict[str, tuple[str, str, int]] = {
    "topic": ("Topic headings", "Topic", 7),
    "kind": ("Kind", "Kind", 5),
    "effect": ("Effect", "Effect", 6),
    "confidence": ("How sure", "How sure", 5),
    "evidence": ("Kind of evidence", "Evidence", 5),
    "place": ("Place", "Place", 5),
    "setting": ("Setting", "Setting", 4),
    "population": ("Population", "Population", 4),
    "approach": ("Approach", "Approach", 4),
    "year": ("Year", "Year", 4),
    "licence": ("Licence", "Licence", 4),
    "tag": ("Tags", "Tag", 4),
    "workflow": ("Workflow", "Workflow", 4),
}

#: So many groups show their values at first; the others are opened by their headings.
_OPEN_GROUPS = 5

#: The words of some lists for what is not stated; elsewhere the value is empty.
_WORD_FOR_NONE = {
    "effect": NOT_STATED,
    "evidence": NOT_STATED,
    "confidence": Confidence.NOT_RATED.value,
    "licence": Licence.UNKNOWN.value,
}

#: So many tags of a hit are named in the list.
_MOST_TAGS = 3

_NO_COLOURS: Mapping[str, str] = {}

Chosen = Mapping[str, frozenset[str]]
_NO_VALUES: Chosen = {}

#: How an authors' line ends that names the first of many.
_OTHERS = re.compile(r" and [\d,]+ others$")


def row(hit: Hit, this_year: int, colours: Mapping[str, str] = _NO_COLOURS) -> Row:
    """Make the row of a hit; `colours` are those of tags by their names in lower case."""
    meta = [in_words(hit.kind) if hit.kind else "Kind not stated"]
    meta.append(str(hit.year) if hit.year is not None else "Year not stated")
    if hit.authors:
        meta.append(hit.authors)
    others = _OTHERS.search(hit.authors)
    old = age(hit.year, this_year)
    return Row(
        id=hit.id,
        title=_runs(hit.title) or (("Untitled", False),),
        meta=" · ".join(meta),
        others=others.group() if others else "",
        age=old,
        finding=_runs(hit.passage),
        badges=(*_badges(hit), *_tags(hit, colours)),
        spoken=_spoken(hit, meta, old),
    )


def _runs(spans: Iterable[Span]) -> tuple[Run, ...]:
    return tuple((span.text, span.marked) for span in spans if span.text)


def _badges(hit: Hit) -> Iterable[Badge]:
    word, tone = workflow_badge(hit.workflow, hit.version, shipped=hit.starter)
    if word:
        yield Badge(word, tone, WORKFLOW_SIGN)
    if hit.effect.value != NOT_STATED:
        sign, effect_tone = EFFECT_SIGNS.get(hit.effect.value, ("", ""))
        yield Badge(hit.effect.label, effect_tone, sign)
    yield Badge(confidence_badge(hit.how_we_know))
    kind = hit.how_we_know.detail.partition(". ")[0]
    if kind and not kind.endswith("not stated"):
        yield Badge(kind)
    if hit.starter:
        yield Badge(STARTER_BADGE)


def _tags(hit: Hit, colours: Mapping[str, str]) -> Iterable[Badge]:
    """Give the tags of a hit, behind what says how far it can be trusted."""
    for tag in hit.tags[:_MOST_TAGS]:
        colour = colours.get(tag.casefold(), "")
        yield Badge(tag, TAG_TONE + colour if colour else "", "#")
    if len(hit.tags) > _MOST_TAGS:
        yield Badge(f"{len(hit.tags) - _MOST_TAGS} more", "", "#")


def _spoken(hit: Hit, meta: Sequence[str], old: str) -> str:
    finding = "".join(span.text for span in hit.passage)
    badges = ", ".join(
        (*(badge.text for badge in _badges(hit)), *(f"tag {tag}" for tag in hit.tags))
    )
    facts = ", ".join((*meta, old) if old else meta)
    parts = (hit.plain_title or "Untitled", facts, badges, finding)
    return ". ".join(part.rstrip(". ") for part in parts if part) + "."


def groups(
    facets: Mapping[str, Sequence[FacetValue]],
    chosen: Chosen,
    excluded: Chosen = _NO_VALUES,
    colours: Mapping[str, str] = _NO_COLOURS,
) -> tuple[Group, ...]:
    """Make the groups of filters: what has records, and what is chosen or left out.

    `colours` are those of tags by their names in lower case.
    """
    none: frozenset[str] = frozenset()
    return tuple(
        Group(
            key,
            title,
            _coloured(
                _values(key, facets.get(key, ()), chosen.get(key, none), excluded.get(key, none)),
                colours if key == "tag" else _NO_COLOURS,
            ),
            limit,
            folded=at >= _OPEN_GROUPS,
        )
        for at, (key, (title, _, limit)) in enumerate(FACETS.items())
    )


def _coloured(values: tuple[Value, ...], colours: Mapping[str, str]) -> tuple[Value, ...]:
    if not colours:
        return values
    return tuple(replace(one, colour=colours.get(one.value.casefold(), "")) for one in values)


def _values(
    facet: str, found: Sequence[FacetValue], chosen: frozenset[str], excluded: frozenset[str]
) -> tuple[Value, ...]:
    shown = [item for item in found if item.count or item.value in chosen | excluded]
    known = {item.value for item in shown}
    below: dict[str | None, list[FacetValue]] = defaultdict(list)
    for item in shown:
        below[item.broader if item.broader in known else None].append(item)

    def made(item: FacetValue) -> Value:
        children = tuple(made(child) for child in below[item.value])
        return Value(
            item.value,
            item.label,
            item.count,
            item.value in chosen,
            children,
            excluded=item.value in excluded,
            empty=item.value in {"", _WORD_FOR_NONE.get(facet)},
        )

    tops = tuple(made(item) for item in below[None])
    topical = any(item.broader for item in found)
    return tuple(sorted(tops, key=lambda value: -value.count)) if topical else tops


def chip_text(facet: str, label: str, *, excluded: bool = False) -> str:
    """Write a filter as its chip reads: "Topic: Housing", "Not: Topic: Housing"."""
    return f"{'Not: ' if excluded else ''}{FACETS[facet][1]}: {label}"
