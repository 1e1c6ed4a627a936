"""The parts of a record that a pack can show, each under a key that a pack keeps.

A key is the name of a field, such as `finding` or `what_was_done`, or the heading of a section as
it is printed. Text without a heading goes by `text`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidence_library.model.record import CaseStudy, Record
from evidence_library.model.vocabulary import in_words

FINDING = "finding"
FACTS = "facts"
TEXT = "text"
OUTCOMES = "outcomes"
APPRAISAL = "appraisal"
RATINGS = "external_ratings"
LINKS = "links"
FURTHER = "further_details"

#: What the parts that are no sections are called.
LABELS = {
    FINDING: "Finding",
    FACTS: "Three facts: effect, how we know, how current",
    OUTCOMES: "Table of outcomes",
    APPRAISAL: "Appraisal, with EMMIE",
    RATINGS: "Ratings by others",
    LINKS: "Links",
    FURTHER: "Further details",
}

#: The fields of a case, in the order they are told.
CASE_FIELDS = tuple(CaseStudy.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Part:
    """A part one can choose: what a pack keeps, and what people read."""

    key: str
    label: str


def parts(record: Record) -> tuple[Part, ...]:
    """List the parts that a record has, in its own order, each key once."""
    found = {one.key: one for one in reversed(list(_parts(record)))}
    return tuple(reversed(found.values()))


def chosen(record: Record, wanted: tuple[str, ...] | None) -> frozenset[str]:
    """Give the keys of the parts that are shown; None means all. Keys it does not have are none."""
    keys = frozenset(one.key for one in parts(record))
    return keys if wanted is None else keys & frozenset(wanted)


def texts(record: Record, keys: frozenset[str]) -> Iterator[str]:
    """Give the running texts of some parts: what takes time to read."""
    if FINDING in keys:
        yield record.finding
    for name in CASE_FIELDS:
        if name in keys and record.case_study is not None:
            yield getattr(record.case_study, name)
    for section in record.sections:
        if (section.heading or TEXT) in keys:
            yield section.heading
            yield section.body
    if OUTCOMES in keys:
        for one in record.outcomes:
            yield f"{one.outcome} {one.direction} {one.size} {one.population}"
    if APPRAISAL in keys:
        yield from appraisal_texts(record).values()
    if FURTHER in keys:
        yield record.further_details


def appraisal_texts(record: Record) -> dict[str, str]:
    """Give what an appraisal says in sentences, by what each is called."""
    appraisal, emmie = record.appraisal, record.appraisal.emmie
    told = {
        "Why we are this sure": appraisal.reasons,
        "Effect": emmie.effect,
        "How it works": emmie.mechanism,
        "For whom and where": emmie.moderators,
        "How it was put in place": emmie.implementation,
        "What it costs": emmie.economics or appraisal.cost,
        "Can it be used elsewhere?": appraisal.transferability,
    }
    return {name: text for name, text in told.items() if text.strip()}


def _parts(record: Record) -> Iterator[Part]:
    if record.finding.strip():
        yield Part(FINDING, LABELS[FINDING])
    yield Part(FACTS, LABELS[FACTS])
    for name in CASE_FIELDS:
        if record.case_study is not None and getattr(record.case_study, name).strip():
            yield Part(name, in_words(name))
    for section in record.sections:
        yield Part(section.heading or TEXT, section.heading or "Text without a heading")
    others = {
        OUTCOMES: record.outcomes,
        APPRAISAL: appraisal_texts(record),
        RATINGS: record.external_ratings,
        LINKS: record.links,
        FURTHER: record.further_details.strip(),
    }
    for key, held in others.items():
        if held:
            yield Part(key, LABELS[key])
