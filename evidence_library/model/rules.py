"""What must and should be true of a record. Rules come from the data model of the design."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from evidence_library.model.problem import Problem, Severity
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import KIND_FAMILIES, Confidence, Licence

#: Longest one-line finding, in characters: what one line of the result list can show.
FINDING_LIMIT = 200

_SCHEMES = {"http", "https", "ftp"}


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
    for link in record.links:
        if not is_web_address(link.url):
            yield _error("bad-address", f"“{link.url}” is not a web address.", "links")


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
