"""What of a record and its files may be handed on in a pack, why, and what is said of its rights.

What may not be handed on stays as title, citation and link; no export fails for it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from evidence_library import assets
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Attachment, Record
from evidence_library.model.vocabulary import Licence, Permission
from evidence_library.text.citation import short_names

_PLACE = re.compile(r"\{(title|holder|year)\}")


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of use, as `resources/licences` words them.

    With `open` terms anybody may hand on the text and the files. `attribution` has places for
    title, holder and year.
    """

    name: str
    title: str
    open: bool
    statement: str
    attribution: str
    address: str
    means: str


@dataclass(frozen=True, slots=True)
class FileRights:
    """Whether a file may be handed on, and why not."""

    attachment: Attachment
    allowed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """What of a record may be handed on.

    Where the text is not `allowed`, `reason` says why. `unknown` marks what nobody noted the rights
    of: the library's own summary goes in, and the licence page says so.
    """

    allowed: bool
    terms: Terms
    attribution: str
    reason: str = ""
    unknown: bool = False
    files: tuple[FileRights, ...] = ()


def of_record(record: Record) -> Rights:
    """Tell what of a record may be handed on."""
    terms = terms_of(record.licence)
    reason = _why_not(record, terms)
    files = tuple(_file(one, record) for one in record.attachments)
    unknown = record.licence is Licence.UNKNOWN and record.may_redistribute is not Permission.YES
    return Rights(not reason, terms, _attributed(record, terms), reason, unknown, files)


def terms_of(licence: Licence) -> Terms:
    """Give the terms of a licence."""
    return _terms()[licence.value]


def warnings(
    records: Mapping[RecordId, Record], rights: Mapping[RecordId, Rights]
) -> tuple[str, ...]:
    """Say in sentences which records go link-only, and which files stay behind, and why."""
    said: list[str] = []
    for key, one in rights.items():
        title = records[key].title or "Untitled"
        if not one.allowed:
            said.append(f"“{title}” goes in with title, citation and link only: {one.reason}.")
        left = [file.attachment.name for file in one.files if not file.allowed]
        if left:
            said.append(f"Files of “{title}” are not handed on: {', '.join(left)}.")
    return tuple(said)


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
    """A file goes along only where that is clearly allowed, and the record's own text may."""
    permission = attachment.may_redistribute
    if permission in {Permission.NO, Permission.ASK}:
        asked = "must be asked for" if permission is Permission.ASK else "may not be handed on"
        return FileRights(attachment, False, f"it is noted that it {asked}")
    if permission is Permission.YES or terms_of(attachment.licence).open:
        return FileRights(attachment, True)
    if record.may_redistribute in {Permission.NO, Permission.ASK}:
        return FileRights(attachment, False, "its record may not be handed on without asking")
    return FileRights(attachment, False, "nothing says that it may be handed on")


def _attributed(record: Record, terms: Terms) -> str:
    holder = record.rights_holder or short_names(record.publisher) or short_names(record.authors)
    year = str(record.published.year) if record.published and record.published.year else "no date"
    places = {
        "title": (record.title or "Untitled").rstrip("."),
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
