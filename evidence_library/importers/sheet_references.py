"""Addresses and pointers inside the text of a summary sheet, with what each is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidence_library.model.dates import PartialDate
from evidence_library.model.record import Link, Pointer, Section
from evidence_library.model.vocabulary import LinkRole, PointerKind
from evidence_library.text.partial_dates import parse_partial_date
from evidence_library.text.web_addresses import Found, find_addresses

#: Words near an address that tell what it leads to; the nearest one before it decides.
_ROLE_WORDS: tuple[tuple[LinkRole, str], ...] = (
    (LinkRole.TOOL, r"tool(?:kit|s)?|workbook|checklist|template"),
    (LinkRole.SURVEY, r"survey(?:s|ed)?|poll|questionnaire|opinion research"),
    (LinkRole.METHOD, r"method(?:s|ology|ological)?|focus groups?|interview guide|sampling"),
)
_ROLE = re.compile(
    "|".join(rf"(?P<{role.value}>\b(?:{words})\b)" for role, words in _ROLE_WORDS), re.IGNORECASE
)
#: How much text around an address is looked at, in characters.
_BEFORE, _AFTER = 500, 200
_LABEL_LENGTH = 120
#: The words that only lead to an address are fewer than this, in characters.
_LEAD_IN_LENGTH = 120

#: "(for more information about X, see URL": the words that only lead to the address.
_LEAD_IN = re.compile(
    r"(?:,?\s*(?:please\s+)?(?:see|visit|go to|download (?:from|at)|"
    r"(?:is|are)? ?(?:also )?available(?: to download)?(?: free)?(?: of charge)?(?: at| from| on)?|"
    r"can be (?:downloaded|found|read)(?: free)?(?: of charge)?(?: at| from| on)?|"
    r"at|from|on))?[\s:<(,–-]*$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^for (?:(?:(?:more|further) )?(?:information|details) (?:about|on) )?", re.IGNORECASE
)
_FOR = re.compile(r"^[>)\s]*for (?P<what>[^().\n]{3,120})")

#: "(accessed 3 May 2016)" behind an address.
_READ_ON = re.compile(
    r"[>)\]\s,;.]{0,4}[(\[]?\s?(?:last )?(?:accessed|retrieved|viewed)(?: on| in)?:? "
    r"(?P<date>[\w ,/-]{4,30})",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.?!][\"”’')\]*]{0,4}$")

_NUMBER = r"[0-9]{1,4}(?:\.[0-9]{1,2})?(?:[-–][0-9]{1,4})?"
_NUMBERS = rf"{_NUMBER}(?:(?:,? and |, | & ){_NUMBER}){{0,60}}"
_POINTER = re.compile(
    r"(?:\bsee )?(?:(?:\bin |\bon )?(?:\bthe )?\b(?:report|document|study)['’]s )?"
    r"\b(?:(?P<ref>refs?\.?|references?)|(?P<exhibit>exhibits?)|(?P<figure>figures?|figs?\.)"
    rf"|(?P<page>pages?|pp?\.)) ?(?P<numbers>{_NUMBERS})(?!\w)",
    re.IGNORECASE,
)


def links_in(sections: Sequence[Section], *, sentences_before: bool = True) -> tuple[Link, ...]:
    """Give every address in the text once for each role it has.

    Without `sentences_before`, a whole sentence that only stands before an address is no label.
    """
    found: dict[tuple[LinkRole, str], Link] = {}
    for link in _all_links(sections, sentences_before):
        found.setdefault((link.role, link.url), link)
    return tuple(found.values())


def pointers_in(sections: Sequence[Section]) -> tuple[Pointer, ...]:
    """Give every pointer into the source document, in the order of the text."""
    return tuple(
        Pointer(
            kind=_kind(match),
            numbers=tuple(re.findall(_NUMBER, match["numbers"])),
            raw=match[0],
        )
        for section in sections
        for match in _POINTER.finditer(section.body)
    )


def _kind(match: re.Match[str]) -> PointerKind:
    return next(kind for kind in PointerKind if match[kind.value])


def _all_links(sections: Sequence[Section], sentences_before: bool) -> Iterator[Link]:
    for section in sections:
        for address in find_addresses(section.body):
            before = section.body[max(0, address.start - _BEFORE) : address.start]
            yield Link(
                role=_role(_passage(before)),
                url=address.url,
                label=_label(section, address, before, sentences_before),
                accessed=_accessed(section.body[address.end : address.end + _AFTER]),
            )


def _accessed(after: str) -> PartialDate | None:
    """Read on what day an address was read, where the words behind it say so."""
    match = _READ_ON.match(after)
    date = parse_partial_date(match["date"].strip(" ,-")) if match else None
    return date if date is not None and date.year is not None else None


def _passage(before: str) -> str:
    """Keep the item or paragraph an address stands in, or the one before if it stands alone."""
    pieces = re.split(r"\n(?=\n|[-*] |[0-9]{1,2}[.)] )", before)
    passages = [piece.strip() for piece in pieces if piece.strip(" \n(<")]
    return passages[-1] if passages else ""


def _role(passage: str) -> LinkRole:
    roles = [LinkRole(match.lastgroup) for match in _ROLE.finditer(passage) if match.lastgroup]
    return roles[-1] if roles else LinkRole.RELATED


def _label(section: Section, address: Found, before: str, sentences_before: bool) -> str:
    after = section.body[address.end : address.end + _AFTER]
    if match := _FOR.match(after):
        return _tidy(match["what"])
    passage = _passage(before)
    if not sentences_before and _ENDED.search(passage.rstrip(" \n(<")):
        return ""
    passage = passage[:-_LEAD_IN_LENGTH] + _LEAD_IN.sub("", passage[-_LEAD_IN_LENGTH:])
    clause = re.split(r"[.?!]\s+|[(<]", passage)[-1]
    return _tidy(_ABOUT.sub("", clause.strip())) or section.heading


def _tidy(words: str) -> str:
    label = " ".join(words.replace("**", "").split()).strip(" ,;:-–")
    for article in ("The ", "the ", "A ", "a "):
        label = label.removeprefix(article)
    if len(label) > _LABEL_LENGTH:
        label = label[:_LABEL_LENGTH].rpartition(" ")[0] + " …"
    return label
