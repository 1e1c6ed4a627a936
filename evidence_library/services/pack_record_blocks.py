"""A record as blocks of a document: the parts of it that a pack shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evidence_library.model import headline
from evidence_library.model.document import (
    Block,
    Blocks,
    Listed,
    Paragraph,
    Run,
    Runs,
    Table,
    Words,
)
from evidence_library.model.record import CaseStudy, ExternalRating, Link, Record
from evidence_library.model.vocabulary import About, in_words
from evidence_library.services import pack_parts
from evidence_library.services.pack_wording import (
    dated,
    heading,
    link,
    markdown,
    one_line,
    say,
    without_headings,
)

#: A table of facts and one of outcomes, by their header cells.
_FACTS = ("Fact", "What the record says", "What that means")
_OUTCOMES = ("Outcome", "What happened", "How much", "For whom")


def parts(record: Record, keys: frozenset[str], *, top: int, this_year: int) -> Blocks:
    """Write the parts of a record with these keys, in its own order; headings begin at `top`."""
    found: list[Block] = []
    if pack_parts.FINDING in keys:
        found.append(Paragraph(say(record.finding, strong=True)))
    if pack_parts.FACTS in keys:
        found.append(facts(record, this_year))
    found.extend(_case(record, keys, top))
    found.extend(_sections(record, keys, top))
    if pack_parts.OUTCOMES in keys:
        found.extend((heading(top, "Outcomes"), outcomes(record)))
    if pack_parts.APPRAISAL in keys:
        found.extend(_appraisal(record, top))
    if pack_parts.RATINGS in keys:
        ratings = tuple(map(_rating, record.external_ratings))
        found.extend((heading(top, "Ratings by others"), Listed(ratings)))
    if pack_parts.LINKS in keys:
        found.extend((heading(top, "Links"), links(record)))
    if pack_parts.FURTHER in keys:
        found.append(heading(top, "Further details"))
        found.extend(markdown(record.further_details, top=top + 1))
    return tuple(found)


def facts(record: Record, this_year: int) -> Table:
    """Write the three facts that a record shows first."""
    rows = []
    for name, fact in (
        ("Effect", headline.effect(record)),
        ("How we know", headline.how_we_know(record)),
        ("How current", headline.how_current(record, this_year)),
    ):
        detail = f"{fact.label}: {fact.detail}" if fact.detail else fact.label
        rows.append((say(name), say(detail), say(fact.meaning)))
    return _table("Three facts", _FACTS, rows)


def outcomes(record: Record) -> Table:
    """Write what changed and what did not."""
    rows = []
    for one in record.outcomes:
        name = (
            f"{one.outcome} (the problem, not what was tried)"
            if (one.about is About.PROBLEM)
            else one.outcome
        )
        runs: Runs = say(name, strong=one.main) or say("Not stated")
        rows.append((runs, say(in_words(one.direction)), say(one.size), say(one.population)))
    return _table("Outcomes; the main ones are in bold", _OUTCOMES, rows)


def links(record: Record) -> Listed:
    """List the links of a record, each with what it leads to."""
    return Listed(tuple((Paragraph(_link(one)),) for one in record.links))


def _table(caption: str, header: tuple[str, ...], rows: Iterable[tuple[Runs, ...]]) -> Table:
    return Table(caption, tuple(map(say, header)), tuple(rows), row_headings=True)


def _case(record: Record, keys: frozenset[str], top: int) -> Iterator[Block]:
    """Tell the case at a glance. Its sections may have the same names, so these are no headings."""
    names = [name for name in pack_parts.CASE_FIELDS if name in keys]
    if record.case_study is not None and names:
        yield heading(top, "The case at a glance")
        for name in names:
            yield from case_field(record.case_study, name)


def case_field(case: CaseStudy, name: str) -> Blocks:
    """Write a field of a case behind its name: "What was done: …"; nothing if it is empty."""
    inside = without_headings(markdown(getattr(case, name), top=1))
    if not inside:
        return ()
    lead = say(f"{in_words(name)}:", strong=True)
    first, *rest = inside
    if isinstance(first, Paragraph):
        return (Paragraph((*lead, Words(" "), *first.runs), first.muted), *rest)
    return (Paragraph(lead), *inside)


def _sections(record: Record, keys: frozenset[str], top: int) -> Iterator[Block]:
    for section in record.sections:
        if (section.heading or pack_parts.TEXT) not in keys:
            continue
        level = top + max(section.level, 1) - 1
        if section.heading:
            yield heading(level, section.heading)
        yield from markdown(section.body, top=level + 1)


def _appraisal(record: Record, top: int) -> Iterator[Block]:
    yield heading(top, "Appraisal")
    for name, text in pack_parts.appraisal_texts(record).items():
        yield heading(top + 1, name)
        yield from markdown(text, top=top + 2)


def _rating(one: ExternalRating) -> Blocks:
    when = f", {dated(one.date)}" if one.date else ""
    runs: list[Run] = [Words(f"{one_line(one.system)}: {one_line(one.value)}{when}")]
    if one.url:
        runs += [Words(" – "), link(one.url, one.url)]
    return (Paragraph(tuple(runs)),)


def _link(one: Link) -> Runs:
    runs: list[Run] = [Words(f"{in_words(one.role)}: "), link(one.label, one.url)]
    if one.accessed:
        runs.append(Words(f" (accessed {dated(one.accessed)})"))
    if one.note:
        runs.append(Words(f" – {one_line(one.note)}"))
    return tuple(runs)
