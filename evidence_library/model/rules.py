"""What must and should be true of a record. Rules come from the data model of the design."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from evidence_library.model.attachment import ARCHIVED_IN, is_digest
from evidence_library.model.dates import PartialDate
from evidence_library.model.problem import Problem, Severity
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import KIND_FAMILIES, Confidence, Licence

#: Longest one-line finding, in characters: what one line of the result list can show.
FINDING_LIMIT = 200

_SCHEMES = {"http", "https", "ftp"}

#: What may stand before the colon of an address, after blanks that hide it.
_SCHEME = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]+\s*")


def check(record: Record, today: tuple[int, int, int]) -> tuple[Problem, ...]:
    """List what is wrong with a record. Errors block publishing, never saving.

    `today` is (year, month, day).
    """
    return (*_errors(record, today), *_warnings(record, today))


def is_web_address(url: str) -> bool:
    """Tell whether an address has a scheme that may be opened (http, https, ftp) and a host."""
    try:
        split = urlsplit(url)
    except ValueError:
        return False
    return split.scheme.lower() in _SCHEMES and bool(split.netloc)


def _error(code: str, message: str, field: str) -> Problem:
    return Problem(Severity.ERROR, code, message, field)


def _warning(code: str, message: str, field: str) -> Problem:
    return Problem(Severity.WARNING, code, message, field)


def _errors(record: Record, today: tuple[int, int, int]) -> Iterator[Problem]:
    if not record.title.strip():
        yield _error("no-title", "The record has no title.", "title")
    if not record.topics:
        yield _error("no-heading", "The record has no topic heading.", "topics")
    if record.published and record.published.year and record.published.earliest > today:
        yield _error("published-in-future", "The publication date lies in the future.", "published")
    yield from _address_errors(record)
    for at, relation in enumerate(record.relations):
        if not relation.to:
            message = "A relation leads to no record: pick one, or take the row out."
            yield _error("no-related-record", message, f"relations.{at}")


def _address_errors(record: Record) -> Iterator[Problem]:
    for at, link in enumerate(record.links):
        if not is_web_address(link.url):
            message = f"“{link.url}” is not a web address."
            yield _error("bad-address", message, f"links.{at}")
        if not _is_copy(link.archived_copy):
            message = f"“{link.archived_copy}” is neither a web address nor a kept file."
            yield _error("bad-copy-address", message, f"links.{at}")
    for at, rating in enumerate(record.external_ratings):
        if rating.url and not is_web_address(rating.url):
            message = f"“{rating.url}” is not a web address."
            yield _error("bad-address", message, f"external_ratings.{at}")
    for one in record.attachments:
        if one.source_url and not is_web_address(one.source_url):
            message = f"“{one.source_url}”, the source of “{one.name}”, is not a web address."
            yield _error("bad-source-address", message, "attachments")


def _is_copy(copy: str) -> bool:
    """Tell whether an archived copy is a file, by its name, or an address that may be opened.

    One letter before a colon is a drive; "javascript:" and "file:" are what nobody should open.
    """
    if copy.startswith(ARCHIVED_IN):
        return is_digest(copy.removeprefix(ARCHIVED_IN))
    before, colon, _ = copy.partition(":")
    is_address = bool(colon) and _SCHEME.fullmatch(before) is not None
    return not is_address or is_web_address(copy)


def _warnings(record: Record, today: tuple[int, int, int]) -> Iterator[Problem]:
    for heading in record.topics:
        if heading.concept is None:
            message = f"“{heading.label}” is not in the topic scheme."
            yield _warning("unknown-heading", message, "topics")
    if record.kind not in KIND_FAMILIES:
        message = (
            f"“{record.kind}” is not a known kind." if record.kind else "The kind is not stated."
        )
        yield _warning("unknown-kind", message, "kind")
    if len(record.finding) > FINDING_LIMIT:
        message = f"The one-line finding is longer than {FINDING_LIMIT} characters."
        yield _warning("long-finding", message, "finding")
    yield from _date_warnings(record, today)
    yield from _reliability_warnings(record)


def dates(record: Record) -> Iterator[tuple[str, PartialDate]]:
    """Give the dates a record states, each with the field it stands in."""
    added = record.added.date if record.added is not None else None
    told: list[tuple[str, PartialDate | None]] = [
        ("published", record.published),
        ("accessed", record.accessed),
        ("added", added),
        ("checked", record.checked),
        ("review_due", record.review_due),
        ("appraisal.appraised", record.appraisal.appraised),
        *((f"links.{at}", one.accessed) for at, one in enumerate(record.links)),
        *((f"external_ratings.{at}", one.date) for at, one in enumerate(record.external_ratings)),
    ]
    if record.second_appraisal is not None:
        told.append(("second_appraisal.appraised", record.second_appraisal.appraised))
    yield from ((field, date) for field, date in told if date is not None)


def unread_dates(record: Record) -> Iterator[Problem]:
    """Name the dates whose wording was not understood; they are kept as they were written."""
    for field, date in dates(record):
        if date.year is None and date.raw.strip():
            message = f"“{date.raw.strip()}” is not understood as a date; it is kept as written."
            yield _warning("date-not-understood", message, field)


def _date_warnings(record: Record, today: tuple[int, int, int]) -> Iterator[Problem]:
    published = record.published
    for date in (record.accessed, *(link.accessed for link in record.links)):
        if date and date.year and published and published.year and date.latest < published.earliest:
            message = "A source was accessed before it was published."
            yield _warning("accessed-before-published", message, "accessed")
            break
    if record.review_due and record.review_due.year and record.review_due.latest < today:
        yield _warning("review-overdue", "The review of this record is overdue.", "review_due")


def _reliability_warnings(record: Record) -> Iterator[Problem]:
    if any(not pointer.resolved for pointer in record.pointers):
        message = "Pointers into the source document are not resolved."
        yield _warning("unresolved-pointer", message, "pointers")
    if any(not link.archived_copy for link in record.links):
        message = "No copy of a linked page is kept in this library."
        yield _warning("no-archived-copy", message, "links")
    if record.licence is Licence.UNKNOWN:
        yield _warning("licence-unknown", "The licence is not known.", "licence")
    appraisal = record.appraisal
    if appraisal.confidence is Confidence.NOT_RATED and appraisal.evidence_kind is None:
        yield _warning("no-appraisal", "Nobody has appraised this record.", "appraisal")
