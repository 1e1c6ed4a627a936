"""Words that mean the same from a CSV table and into one, in the form of the shipped table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence_library.errors import EnvironmentFailed, UserCanFix
from evidence_library.exporters import thesaurus_csv
from evidence_library.importers import thesaurus
from evidence_library.importers.thesaurus import OwnRow
from evidence_library.model.changes import Changes
from evidence_library.model.thesaurus import KeptWords, OwnWords, Term, group_id, group_key
from evidence_library.services import word_list
from evidence_library.services.opened import Library
from evidence_library.services.safe_files import replacing
from evidence_library.services.word_checks import draft_of, in_one_line
from evidence_library.services.word_list import Group, State, WordList
from evidence_library.store import word_groups as store
from evidence_library.text.encodings import decode, refuse_size


@dataclass(frozen=True, slots=True)
class Step:
    """What a table changes in one group. `added` are terms, `gone` what it switches off."""

    group: str
    new: bool
    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    state: State

    def __str__(self) -> str:
        """Say it in a sentence."""
        parts = [
            f"{verb} {', '.join(texts)}"
            for verb, texts in (
                ("adds", self.added),
                ("changes", self.changed),
                ("switches off", self.gone),
            )
            if texts
        ]
        if self.state is State.OFF:
            parts.append("the group is switched off")
        lead = "New group" if self.new else "Group"
        return f"{lead} “{self.group}”: {'; '.join(parts) or 'is switched on'}."


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table would change, and why it cannot be taken. `odd` is worth knowing of it."""

    name: str
    rows: tuple[OwnRow, ...]
    steps: tuple[Step, ...]
    problems: tuple[str, ...]
    odd: tuple[str, ...]


def preview(library: Library, path: Path) -> Plan:
    """Read a table and say what it would change; nothing is changed.

    Raises a `LibraryError` if the file cannot be read at all.
    """
    reading = thesaurus.read_own(_text(path))
    planned = _planned(word_list.now(library), reading.rows)
    told = tuple(problem.message for problem in reading.problems)
    return Plan(path.name, reading.rows, planned.steps, (*told, *planned.problems), planned.odd)


def commit(library: Library, plan: Plan) -> Changes:
    """Take a table as one operation.

    Raises `UserCanFix` if anything is wrong with it: then nothing is changed.
    """
    if plan.problems:
        raise UserCanFix(f"Nothing was changed. {plan.problems[0]}")
    with library.change(f"Import words from “{plan.name}”") as change:
        words = word_list.read(change.operation.connection)
        planned = _planned(words, plan.rows)
        if planned.problems:
            raise UserCanFix(f"Nothing was changed. {planned.problems[0]}")
        for name, own in planned.writes:
            if own is None:
                store.remove(change.operation, group_id(name))
            else:
                store.put(change.operation, group_id(name), name, own)
    return change.operation.changes()


def export(library: Library, path: Path, *, everything: bool = False) -> int:
    """Write the groups that the library changed, or all of them; tell how many.

    Raises a `LibraryError` if the file cannot be written.
    """
    words = word_list.now(library)
    kept = (group for group in words.groups if group.is_ours or everything)
    groups = [group for group in kept if group.state is not State.NOT_UNDERSTOOD]
    with replacing(path) as file:
        thesaurus_csv.write(
            (row for group in groups for row in _rows(group, everything=everything)), file
        )
    return len(groups)


@dataclass(frozen=True, slots=True)
class _Planned:
    writes: tuple[tuple[str, OwnWords | None], ...]
    steps: tuple[Step, ...]
    problems: tuple[str, ...]
    odd: tuple[str, ...]


def _planned(words: WordList, rows: Sequence[OwnRow]) -> _Planned:
    """Work out what rows make of the groups, all of them together: terms may change places."""
    problems: list[str] = []
    after: dict[str, tuple[str, tuple[Term, ...], bool]] = {}
    by_group: dict[str, list[OwnRow]] = {}
    for row in rows:
        by_group.setdefault(group_key(row.group), []).append(row)
    for key, of_group in by_group.items():
        name, before = in_one_line(of_group[0].group), _group(words, key)
        if before is not None and before.state is State.NOT_UNDERSTOOD:
            problems.append(f"“{before.name}” was made by a newer version of this program.")
            continue
        said = words.name_remark(name, name if before else "")
        if said:
            problems.append(f"Line {of_group[0].line}: {said}")
        terms = _terms(before, of_group, problems)
        off = any(row.term is None and not row.text for row in of_group)
        after[key] = (before.name if before else name, terms, off)
    writes = tuple(_writes(words, after))
    result = WordList(_kept(words, writes), tuple(words.shipped.values()))
    odd: list[str] = []
    for name, _ in writes:
        _, terms, off = after[group_key(name)]
        for message, wrong in _remarks(result, name, terms, by_group, off=off):
            (problems if wrong else odd).append(message)
    steps = tuple(_step(_group(words, group_key(name)), result.named(name)) for name, _ in writes)
    return _Planned(writes, steps, tuple(problems), tuple(odd))


def _terms(before: Group | None, rows: Sequence[OwnRow], problems: list[str]) -> tuple[Term, ...]:
    """Give the terms of a group after rows were taken."""
    terms = {term.text.casefold(): term for term in before.terms} if before else {}
    known = (
        {entry.term.text.casefold() for entry in before.entries if not entry.own}
        if before and before.ships
        else set()
    )
    for row in rows:
        key = in_one_line(row.text).casefold()
        if row.term is not None:
            terms[key] = draft_of(row.term).term()
        elif key in known:
            terms.pop(key, None)
        elif key:
            problems.append(
                f"Line {row.line} switches off “{row.text}”, which is no shipped term of "
                f"“{row.group}”."
            )
    return tuple(terms.values())


def _writes(
    words: WordList, after: dict[str, tuple[str, tuple[Term, ...], bool]]
) -> Iterator[tuple[str, OwnWords | None]]:
    for key, (name, terms, off) in after.items():
        own = words.own_words(name, terms, off=off)
        kept = words.kept.get(key)
        if own != (kept.words if kept else None):
            yield name, own


def _kept(words: WordList, writes: Sequence[tuple[str, OwnWords | None]]) -> tuple[KeptWords, ...]:
    kept = dict(words.kept)
    for name, own in writes:
        kept.pop(group_key(name), None)
        if own is not None:
            kept[group_key(name)] = KeptWords(id=group_id(name), name=name, words=own)
    return tuple(kept.values())


def _remarks(
    result: WordList,
    name: str,
    terms: Sequence[Term],
    rows: dict[str, list[OwnRow]],
    *,
    off: bool,
) -> Iterator[tuple[str, bool]]:
    """Say what is wrong or odd with a group, with the line it stands in where there is one."""
    lines = {in_one_line(row.text).casefold(): row.line for row in rows[group_key(name)]}
    for remark in result.remarks(name, tuple(map(draft_of, terms)), off=off):
        if off and remark.wrong and not terms:
            continue  # a shipped group may be switched off with all that is in it
        if remark.row is None:
            yield f"The group “{name}”: {remark.message}", remark.wrong
            continue
        text = terms[remark.row].text
        line = lines.get(text.casefold())
        if line is not None:
            yield f"Line {line}, “{text}”: {remark.message}", remark.wrong
        elif remark.wrong:
            yield f"The group “{name}”, “{text}”: {remark.message}", True


def _step(before: Group | None, after: Group) -> Step:
    old = {term.text.casefold(): term for term in before.terms} if before else {}
    new = {term.text.casefold(): term for term in after.terms}
    return Step(
        after.name,
        new=before is None,
        added=tuple(term.text for key, term in new.items() if key not in old),
        changed=tuple(term.text for key, term in new.items() if old.get(key, term) != term),
        gone=tuple(term.text for key, term in old.items() if key not in new),
        state=after.state,
    )


def _group(words: WordList, key: str) -> Group | None:
    return words.find(key) if key in words.shipped or key in words.kept else None


def _rows(group: Group, *, everything: bool) -> Iterator[thesaurus_csv.Row]:
    if group.state is State.OFF:
        yield group.name, ""
    for entry in group.entries:
        if entry.off:
            yield group.name, entry.term.text
        elif entry.own or everything:
            yield group.name, entry.term


def _text(path: Path) -> str:
    try:
        refuse_size(path.stat().st_size, path.name)
        return decode(path.read_bytes(), path.name).text
    except FileNotFoundError:
        raise UserCanFix(f"There is no file “{path}”.") from None
    except IsADirectoryError:
        raise UserCanFix(f"“{path.name}” is a folder; name a file.") from None
    except OSError as error:
        reason = (error.strerror or str(error)).rstrip(".")
        raise EnvironmentFailed(f"“{path.name}” could not be read ({reason}).") from error
