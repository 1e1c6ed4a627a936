"""The library's own words that mean the same: added, changed, switched off, and put back.

Every change is an operation of the library, so it can be undone like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.thesaurus import Term, TermKind, group_id, group_key
from evidence_library.services import word_list
from evidence_library.services.opened import Library
from evidence_library.services.word_checks import Draft, draft_of, in_one_line
from evidence_library.services.word_list import Group, State, WordList
from evidence_library.store import word_groups as store
from evidence_library.store.operations import Operation

#: What is said of words that a newer version of this program entered.
NOT_UNDERSTOOD = "Not understood: it was made by a newer version of this program."


def listed(library: Library, text: str = "", *, own: bool = False) -> tuple[Group, ...]:
    """List the groups whose name or terms hold a text; `own` ones are those that were changed."""
    groups = word_list.now(library).groups
    return tuple(group for group in groups if group.holds(text) and (group.is_ours or not own))


def named(library: Library, text: str) -> Group:
    """Find a group by its name or one of its terms. Raises `UserCanFix` if there is none."""
    return word_list.now(library).named(text)


def odd(library: Library, name: str, texts: Sequence[str] = ()) -> tuple[str, ...]:
    """Say what is odd with the terms of a group, or with some of them."""
    words = word_list.now(library)
    terms = words.named(name).terms
    wanted = {group_key(text) for text in texts} or {group_key(term.text) for term in terms}
    return tuple(
        f"“{terms[remark.row].text}”: {remark.message}"
        for remark in words.remarks(name, tuple(map(draft_of, terms)))
        if remark.row is not None and group_key(terms[remark.row].text) in wanted
    )


def add(library: Library, name: str, drafts: Sequence[Draft]) -> tuple[str, Changes]:
    """Add terms to a group, or make a group with its name as the preferred term.

    A group is found by its name or by one of its terms, and is switched on if it was off. Gives
    the name of the group. Raises `UserCanFix` if anything is wrong with the terms.
    """
    found = word_list.now(library).find(name)
    wanted = found.name if found else in_one_line(name)
    with _change(library, f"Add words for “{wanted}”") as (operation, words):
        group = words.find(wanted)
        if group is None:
            first = Draft(wanted, TermKind.PREFERRED.value)
            all_of_it = drafts if _is_there(first, drafts) else (first, *drafts)
        else:
            back = {one.term.text.casefold(): one.term for one in group.entries if one.off}
            switched = (back.get(in_one_line(one.text).casefold()) for one in drafts)
            new = (
                draft_of(term) if term else one for term, one in zip(switched, drafts, strict=True)
            )
            all_of_it = (*map(draft_of, _understood(group).terms), *new)
        terms = _checked(words, wanted, all_of_it, old=wanted if group else "")
        _write(operation, words, wanted, terms, off=False)
    return wanted, operation.changes()


def put(library: Library, old: str, name: str, drafts: Sequence[Draft]) -> tuple[str, Changes]:
    """Let a group have exactly these terms; shipped ones that are not among them are switched off.

    `old` is its name so far, empty for a new group. An empty `name` is that of the preferred term;
    a shipped group keeps its own. Gives the name. Raises `UserCanFix` if anything is wrong.
    """
    wanted = in_one_line(name) or _preferred(drafts)
    kept: frozenset[Draft] = frozenset()
    if old:
        before = word_list.now(library).named(old)
        wanted = before.name if before.ships else wanted
        kept = frozenset(map(draft_of, before.terms))
    verb = "Add" if kept < frozenset(drafts) else "Change"
    title = f"{verb} words for “{wanted}”"
    with _change(library, title) as (operation, words):
        group = _understood(words.named(old)) if old else None
        terms = _checked(words, wanted, drafts, old=group.name if group else "")
        off = group is not None and group.state is State.OFF
        if group and group_key(group.name) != group_key(wanted):
            store.remove(operation, group_id(group.name))
        _write(operation, words, wanted, terms, off=off)
    return wanted, operation.changes()


def remove(library: Library, name: str, texts: Sequence[str] = ()) -> Changes:
    """Take terms out of a group, or the whole group if none is named.

    What ships is switched off; what is the library's own is gone, until it is undone.
    """
    found = named(library, name)
    verb = "Switch off" if found.ships and not texts else "Remove"
    with _change(library, f"{verb} words for “{found.name}”") as (operation, words):
        group = words.named(found.name)
        if texts:
            left = list(_understood(group).terms)
            for text in texts:
                left.remove(_term(group, left, text))
            terms = _checked(words, group.name, tuple(map(draft_of, left)), old=group.name)
            _write(operation, words, group.name, terms, off=group.state is State.OFF)
        elif not group.ships:
            store.remove(operation, group_id(group.name))
        elif _understood(group).state is State.OFF:
            raise UserCanFix(f"“{group.name}” is switched off already.")
        else:
            _write(operation, words, group.name, group.terms, off=True)
    return operation.changes()


def switch(library: Library, name: str, *, on: bool) -> Changes:
    """Let a group be searched or not; its words stay. Raises `UserCanFix` if they stand elsewhere.

    Nothing changes if it is so already.
    """
    found = named(library, name)
    title = f"Switch {'on' if on else 'off'} words for “{found.name}”"
    with _change(library, title) as (operation, words):
        group = _understood(words.named(found.name))
        if on:
            _refuse_taken(words, group.name, group.terms)
        if on is (group.state is State.OFF):
            _write(operation, words, group.name, group.terms, off=not on)
    return operation.changes()


def restore(library: Library, name: str) -> Changes:
    """Let a shipped group be as it ships.

    Raises `UserCanFix` if it is so already, if it never shipped, or if one of its terms stands in
    another group by now.
    """
    found = named(library, name)
    with _change(library, f"Restore words for “{found.name}”") as (operation, words):
        group = words.named(found.name)
        if not group.ships:
            raise UserCanFix(
                f"“{group.name}” is your library's own; there is nothing shipped to go back to."
            )
        if not group.is_ours:
            raise UserCanFix(f"“{group.name}” is as shipped.")
        _refuse_taken(words, group.name, words.shipped[group_key(group.name)].terms)
        store.remove(operation, group_id(group.name))
    return operation.changes()


@contextmanager
def _change(library: Library, title: str) -> Iterator[tuple[Operation, WordList]]:
    """Run one operation on the groups as they are inside it."""
    with library.change(title) as change:
        yield change.operation, word_list.read(change.operation.connection)


def _write(
    operation: Operation, words: WordList, name: str, terms: Sequence[Term], *, off: bool
) -> None:
    """Keep what a group is to be, if that is anything new."""
    kept = words.kept.get(group_key(name))
    own = words.own_words(name, terms, off=off)
    if own is None:
        store.remove(operation, group_id(name))
    elif kept is None or (kept.name, kept.words) != (name, own):
        store.put(operation, group_id(name), name, own)


def _checked(words: WordList, name: str, drafts: Sequence[Draft], *, old: str) -> tuple[Term, ...]:
    """Give the terms of drafts. Raises `UserCanFix` with the first thing that is wrong."""
    said = words.name_remark(name, old)
    if said:
        raise UserCanFix(said)
    for remark in words.remarks(old or name, drafts):
        if remark.wrong:
            about = "" if remark.row is None else in_one_line(drafts[remark.row].text)
            raise UserCanFix(f"“{about}”: {remark.message}" if about else remark.message)
    return tuple(draft.term() for draft in drafts)


def _refuse_taken(words: WordList, name: str, terms: Sequence[Term]) -> None:
    """Raise `UserCanFix` if a term stands in another group."""
    for remark in words.remarks(name, tuple(map(draft_of, terms))):
        if remark.wrong and remark.field == "term" and remark.row is not None:
            raise UserCanFix(f"“{terms[remark.row].text}”: {remark.message}")


def _understood(group: Group) -> Group:
    if group.state is State.NOT_UNDERSTOOD:
        raise UserCanFix(f"“{group.name}” cannot be changed. {NOT_UNDERSTOOD}")
    return group


def _term(group: Group, terms: Sequence[Term], text: str) -> Term:
    key = group_key(text)
    found = next((term for term in terms if group_key(term.text) == key), None)
    if found is None:
        raise UserCanFix(f"“{in_one_line(text)}” is no term of “{group.name}”.")
    return found


def _is_there(draft: Draft, drafts: Sequence[Draft]) -> bool:
    return any(group_key(one.text) == group_key(draft.text) for one in drafts)


def _preferred(drafts: Sequence[Draft]) -> str:
    preferred = (draft for draft in drafts if draft.kind == TermKind.PREFERRED)
    first = next(preferred, drafts[0] if drafts else Draft(""))
    return in_one_line(first.text)
