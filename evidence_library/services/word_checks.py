"""What is wrong or odd with words that somebody enters for a group, row by row, in sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence_library.model.thesaurus import SHORT_FORMS, Term, TermKind
from evidence_library.services.thesaurus import forms_of
from evidence_library.text.analysis import UNMARKED_WORDS, exact_terms

#: Letters that a name of a group, a term and a note may have, and terms that a group may have.
LONGEST_NAME = 80
LONGEST_TERM = 120
LONGEST_NOTE = 400
MOST_TERMS = 200

#: Short forms of so many letters often mean several things.
_SHORT = 3

_YEAR = re.compile(r"[12][0-9]{3}")

_Form = tuple[str, ...]

#: Tells of a form of words in which other group it stands, and as which term; None if in none.
OwnerOf = Callable[[_Form], tuple[str, str] | None]


@dataclass(frozen=True, slots=True)
class Draft:
    """A term as somebody entered it; nothing of it needs to be right."""

    text: str
    kind: str = TermKind.SYNONYM.value
    first_year: str = ""
    last_year: str = ""
    note: str = ""

    def term(self) -> Term:
        """Give the term; only for a draft with which nothing is wrong."""
        return Term(
            in_one_line(self.text),
            TermKind(self.kind),
            _number(self.first_year),
            _number(self.last_year),
            in_one_line(self.note),
        )


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about a row, None for the whole group, and a field of it.

    What is `wrong` must be put right first; the rest is worth knowing.
    """

    row: int | None
    field: str
    message: str
    wrong: bool = True


def draft_of(term: Term) -> Draft:
    """Give a term as a draft."""
    first, last = term.first_year or "", term.last_year or ""
    return Draft(term.text, term.kind.value, str(first), str(last), term.note)


def in_one_line(text: str) -> str:
    """Put a text into one line without anything that cannot be seen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def remarks(drafts: Sequence[Draft], owner_of: OwnerOf, *, ships: bool) -> tuple[Remark, ...]:
    """Say what is wrong or odd; `owner_of` knows the terms of the other groups.

    A group that `ships` is known by its name, so its preferred term may be switched off.
    """
    return tuple(_remarks(drafts, owner_of, ships=ships))


def _remarks(drafts: Sequence[Draft], owner_of: OwnerOf, *, ships: bool) -> Iterator[Remark]:
    if len(drafts) < 2:
        yield Remark(None, "", "A group takes at least two terms.")
    if len(drafts) > MOST_TERMS:
        yield Remark(None, "", f"A group has at most {MOST_TERMS} terms.")
    here: dict[_Form, str] = {}
    preferred = False
    for row, draft in enumerate(drafts):
        yield from (Remark(row, "term", said) for said in _about_text(draft.text, here, owner_of))
        here.update(dict.fromkeys(forms_of(in_one_line(draft.text)), in_one_line(draft.text)))
        if draft.kind == TermKind.PREFERRED and preferred:
            yield Remark(row, "kind", "Another term is the preferred one already.")
        preferred = preferred or draft.kind == TermKind.PREFERRED
        yield from _about_fields(row, draft)
        yield from (Remark(row, "term", said, wrong=False) for said in _odd(draft))
    if drafts and not preferred and not ships:
        yield Remark(None, "kind", "One term must be the preferred one.")


def _about_text(text: str, here: Mapping[_Form, str], owner_of: OwnerOf) -> Iterator[str]:
    line = in_one_line(text)
    forms = forms_of(line)
    if not line:
        yield "Type a word, or take the row out."
    elif len(line) > LONGEST_TERM:
        yield f"A term has at most {LONGEST_TERM} letters."
    elif not forms:
        yield "It holds no word that can be searched."
    else:
        for form in sorted(forms):
            if form in here:
                yield f"It is found with “{here[form]}” already."
                return
            owner = owner_of(form)
            if owner is not None:
                group, term = owner
                named = "" if term.casefold() == line.casefold() else f" as “{term}”"
                yield f"It stands in the group “{group}”{named} already; take it out there first."
                return


def _about_fields(row: int, draft: Draft) -> Iterator[Remark]:
    if draft.kind not in set(TermKind):
        known = ", ".join(TermKind)
        yield Remark(row, "kind", f"“{draft.kind}” is no kind; the kinds are {known}.")
    years = {"first_year": draft.first_year.strip(), "last_year": draft.last_year.strip()}
    wrong = [field for field, year in years.items() if year and not _YEAR.fullmatch(year)]
    for field in wrong:
        yield Remark(row, field, f"“{years[field]}” is no year; type four digits.")
    if not wrong and all(years.values()) and years["first_year"] > years["last_year"]:
        yield Remark(row, "last_year", "It ends before it begins.")
    if len(in_one_line(draft.note)) > LONGEST_NOTE:
        yield Remark(row, "note", f"A note has at most {LONGEST_NOTE} letters.")


def _odd(draft: Draft) -> Iterator[str]:
    line = in_one_line(draft.text)
    terms = exact_terms(line)
    if len(terms) == 1 and terms[0] in UNMARKED_WORDS:
        yield (
            f"“{line}” stands in nearly every text, so each search for this group would find "
            "nearly everything."
        )
    if draft.kind in SHORT_FORMS:
        if " " in line:
            yield "An abbreviation is written as one word."
        elif 0 < len(line) <= _SHORT:
            yield "Short forms often mean several things; is this the only one in your field?"
    elif len(terms) == 1 and 1 < len(line) <= _SHORT and line.isupper():
        yield "For a short form choose the kind “abbreviation”."


def _number(year: str) -> int | None:
    return int(year) if year.strip() else None
