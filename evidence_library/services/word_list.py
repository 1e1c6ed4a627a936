"""All groups of words that mean the same, as a library has them at one moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from evidence_library.errors import UserCanFix
from evidence_library.model.thesaurus import (
    KeptWords,
    OwnWords,
    Term,
    TermGroup,
    TermKind,
    group_key,
)
from evidence_library.services.opened import Library
from evidence_library.services.thesaurus import forms_of, shipped, terms_in_use
from evidence_library.services.word_checks import (
    LONGEST_NAME,
    Draft,
    Remark,
    in_one_line,
    remarks,
)
from evidence_library.store import word_groups as store
from evidence_library.store.connections import Connection


class State(StrEnum):
    """What a group is to the shipped ones, as people read it."""

    SHIPPED = "as shipped"
    OWN = "our own"
    CHANGED = "changed"
    OFF = "switched off"
    NOT_UNDERSTOOD = "not understood"


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of a group: whether it is the library's own, or a shipped one that is switched off."""

    term: Term
    own: bool = False
    off: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One group. What is switched off of it stands among its entries, where it belongs."""

    name: str
    state: State
    entries: tuple[Entry, ...]
    ships: bool

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms it has, without those that are switched off."""
        return tuple(entry.term for entry in self.entries if not entry.off)

    @property
    def is_ours(self) -> bool:
        """Whether the library made anything of it."""
        return self.state is not State.SHIPPED

    def holds(self, text: str) -> bool:
        """Tell whether its name or one of its terms holds a text, in whatever capitals."""
        wanted = group_key(text)
        named = (self.name, *(entry.term.text for entry in self.entries))
        return any(wanted in one.casefold() for one in named)


class WordList:
    """The groups of one moment. `kept` is what the library makes of the groups that ship."""

    def __init__(self, kept: Sequence[KeptWords], ship: Sequence[TermGroup] | None = None) -> None:
        """Put them together; `ship` stands in the place of the shipped groups."""
        self.kept = {group_key(one.name): one for one in kept}
        self.shipped = {group_key(one.name): one for one in (shipped() if ship is None else ship)}

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """All groups by the alphabet."""
        keys = dict.fromkeys((*self.shipped, *self.kept))
        return tuple(sorted(map(self._group, keys), key=lambda group: group_key(group.name)))

    def worked_out(self) -> WordList:
        """Do at once what the first question would wait for; gives itself."""
        _ = self.claims
        return self

    def find(self, text: str) -> Group | None:
        """Find a group by its name, or by one of its terms."""
        key = group_key(text)
        if key in self.shipped or key in self.kept:
            return self._group(key)
        for form in sorted(forms_of(text)):
            if form in self.claims:
                return self._group(group_key(self.claims[form][0][0]))
        return next((group for group in self.groups if _holds_term(group, key)), None)

    def named(self, text: str) -> Group:
        """Find a group by its name or one of its terms. Raises `UserCanFix` if there is none."""
        found = self.find(text)
        if found is None:
            raise UserCanFix(f"There is no group of words with “{in_one_line(text)}”.")
        return found

    def remarks(
        self, name: str, drafts: Sequence[Draft], *, off: bool = False
    ) -> tuple[Remark, ...]:
        """Say what is wrong or odd with the terms that the group `name` is to have.

        What a group that is `off` holds is not searched, so another group may hold it, too.
        """
        key = group_key(name)

        def owner_of(form: tuple[str, ...]) -> tuple[str, str] | None:
            claims = () if off else self.claims.get(form, ())
            return next((one for one in claims if group_key(one[0]) != key), None)

        return remarks(drafts, owner_of, ships=key in self.shipped)

    def name_remark(self, name: str, old: str) -> str:
        """Say what is wrong with the name of a group that was called `old`; empty if nothing is."""
        key = group_key(name)
        if not key:
            return "A group needs a name."
        if len(name) > LONGEST_NAME:
            return f"A name has at most {LONGEST_NAME} letters."
        if key != group_key(old) and (key in self.shipped or key in self.kept):
            return f"There is a group “{self._group(key).name}” already."
        return ""

    def own_words(self, name: str, terms: Sequence[Term], *, off: bool) -> OwnWords | None:
        """Give what has to be kept so that a group has these terms; None if it is as shipped."""
        group = self.shipped.get(group_key(name))
        ship = group.terms if group else ()
        own = tuple(term for term in terms if term not in ship)
        there = {term.text.casefold() for term in terms}
        without = tuple(term.text for term in ship if term.text.casefold() not in there)
        nothing = not own and not without and not off
        return None if group and nothing else OwnWords(terms=own, without=without, off=off)

    @cached_property
    def claims(self) -> dict[tuple[str, ...], list[tuple[str, str]]]:
        """Tell for each form of words which groups hold it, and as which term; it should be one."""
        claims: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        for group in self.groups:
            for term in group.terms if group.state is not State.OFF else ():
                for form in forms_of(term.text):
                    claims.setdefault(form, []).append((group.name, term.text))
        return claims

    def _group(self, key: str) -> Group:
        ship, kept = self.shipped.get(key), self.kept.get(key)
        words = kept.words if kept else None
        name = ship.name if ship else (kept.name if kept else key)
        entries = tuple(_entries(ship.terms if ship else (), words or OwnWords()))
        return Group(name, _state(ship, kept), entries, ships=ship is not None)


def now(library: Library) -> WordList:
    """Give the groups of a library as it is now."""
    with library.connections.reading() as connection:
        return read(connection)


def read(connection: Connection) -> WordList:
    """Give the groups that a connection sees."""
    return WordList(store.load(connection))


def _state(ship: TermGroup | None, kept: KeptWords | None) -> State:
    if kept is None:
        return State.SHIPPED
    if kept.words is None:
        return State.NOT_UNDERSTOOD
    if kept.words.off:
        return State.OFF
    return State.CHANGED if ship else State.OWN


def _entries(ship: Sequence[Term], words: OwnWords) -> Iterator[Entry]:
    """Give the terms, the preferred one first, and in their places those switched off."""
    used = terms_in_use(ship, words)
    own = {term.text.casefold() for term in words.terms}
    gone = [term for term in ship if term not in used and term.text.casefold() not in own]
    listed = [Entry(term, own=term in words.terms) for term in used]
    listed += [Entry(term, off=True) for term in gone]
    return iter(sorted(listed, key=lambda entry: entry.term.kind is not TermKind.PREFERRED))


def _holds_term(group: Group, key: str) -> bool:
    return any(group_key(entry.term.text) == key for entry in group.entries)
