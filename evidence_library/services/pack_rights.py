"""What of a record and its files may be handed on in a pack, why, and what is said of its rights.

What may not be handed on stays as title, citation and link; no export fails for it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from evidence_library import assets
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Attachment, Record
from evidence_library.model.vocabulary import Licence, Permission
from evidence_library.text.citation import short_names, title_of_source

#: What the attributions of a summary say of it, as some licences ask for.
_SUMMARISED = "; changes: summarised"

_PLACE = re.compile(r"\{(title|holder|year)\}")


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of use, as `resources/licences` words them.

    With `open` terms anybody may hand on the text and the files. `attribution` has places for
    title, holder and year. `limits` say in short what terms forbid that a trainer may not expect.
    """

    name: str
    title: str
    open: bool
    statement: str
    attribution: str
    address: str
    means: str
    limits: str = ""


@dataclass(frozen=True, slots=True)
class FileRights:
    """Whether a file may be handed on, and why not; under what terms, and whose it is."""

    attachment: Attachment
    allowed: bool
    terms: Terms
    attribution: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """What of a record may be handed on.

    Where the text is not `allowed`, `reason` says why.
    """

    allowed: bool
    terms: Terms
    attribution: str
    reason: str = ""
    files: tuple[FileRights, ...] = ()


def of_record(record: Record) -> Rights:
    """Tell what of a record may be handed on."""
    terms = terms_of(record.licence)
    reason = _why_not(record, terms)
    files = tuple(_file(one, record) for one in record.attachments)
    attributed = _attributed(record, terms, title_of_source(record) or "Untitled")
    # Of what is only cited and linked, nothing is summarised here.
    attribution = attributed.replace(_SUMMARISED, "") if reason else attributed
    return Rights(not reason, terms, attribution, reason, files)


def terms_of(licence: Licence) -> Terms:
    """Give the terms of a licence."""
    return _terms()[licence.value]


def warnings(
    records: Mapping[RecordId, Record], rights: Mapping[RecordId, Rights]
) -> tuple[str, ...]:
    """Say in sentences what goes in with a link only, which files stay behind, what is limited."""
    said: list[str] = []
    for key, one in rights.items():
        title = records[key].title or "Untitled"
        if not one.allowed:
            said.append(f"“{title}” goes in with title, citation and link only: {one.reason}.")
        left: dict[str, list[str]] = {}
        for file in (file for file in one.files if not file.allowed):
            left.setdefault(file.reason, []).append(file.attachment.name)
        for reason, names in left.items():
            said.append(f"Files of “{title}” are not handed on: {', '.join(names)} ({reason}).")
    return (*said, *_limits(records, rights))


def _limits(records: Mapping[RecordId, Record], rights: Mapping[RecordId, Rights]) -> Iterator[str]:
    """Name what goes in under terms that forbid something, the records of one licence together."""
    limited: dict[str, list[str]] = {}
    for key, one in rights.items():
        free = not one.allowed or records[key].may_redistribute is Permission.YES
        if one.terms.limits and not free:
            named = limited.setdefault(f"{one.terms.name} ({one.terms.limits})", [])
            named.append(f"“{records[key].title or 'Untitled'}”")
    for terms, titles in limited.items():
        yield f"Under {terms}: {', '.join(dict.fromkeys(titles))}."


def _why_not(record: Record, terms: Terms) -> str:
    permission = record.may_redistribute
    if permission is Permission.NO:
        return "it is noted that it may not be handed on"
    if permission is Permission.ASK:
        return "it is noted that the holder of the rights must be asked first"
    if permission is Permission.YES or terms.open:
        return ""
    if record.licence is Licence.ALL_RIGHTS_RESERVED:
        return "all rights are reserved"
    return ""


def _file(attachment: Attachment, record: Record) -> FileRights:
    """A file goes along only where that is clearly allowed, whole and as it is."""
    terms = terms_of(attachment.licence)
    reason = _why_not_along(attachment, record, terms)
    attribution = _attributed(record, terms, attachment.name).replace(_SUMMARISED, "")
    if not (reason or terms.open):
        attribution = f"{attribution} It is noted that this file may be handed on."
    return FileRights(attachment, not reason, terms, attribution, reason)


def _why_not_along(attachment: Attachment, record: Record, terms: Terms) -> str:
    permission = attachment.may_redistribute
    if permission is Permission.ASK:
        return "it is noted that one must ask first"
    if permission is Permission.NO:
        return "it is noted that this may not be handed on"
    if permission is Permission.YES or terms.open:
        return ""
    if record.may_redistribute in {Permission.NO, Permission.ASK}:
        return "the record may not be handed on without asking"
    return "nothing says that this may be handed on"


def _attributed(record: Record, terms: Terms, title: str) -> str:
    holder = record.rights_holder or short_names(record.publisher) or short_names(record.authors)
    year = str(record.published.year) if record.published and record.published.year else "no date"
    places = {
        "title": title.rstrip("."),
        "holder": holder or "Holder of the rights not stated",
        "year": year,
    }
    # In one pass: a title may hold what looks like a place.
    return _PLACE.sub(lambda found: places[found[1]], terms.attribution)


@cache
def _terms() -> Mapping[str, Terms]:
    found = {}
    for path in sorted(assets.resource("licences").glob("*.toml")):
        terms = Terms(**tomllib.loads(path.read_text(encoding="utf-8")))
        found[terms.name] = terms
    return found
