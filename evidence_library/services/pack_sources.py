"""The end of a pack: its sources, and under what terms each may be used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evidence_library import __version__
from evidence_library.model.dates import day_in_words
from evidence_library.model.document import (
    Block,
    Blocks,
    Listed,
    Paragraph,
    Run,
    WebLink,
    Words,
)
from evidence_library.model.ids import RecordId
from evidence_library.services.pack_contents import Contents
from evidence_library.services.pack_rights import Terms
from evidence_library.services.pack_wording import heading, one_line, say, told, version_line


def sources(contents: Contents) -> Blocks:
    """List the sources of a pack, each with the state of the record that is shown."""
    if not contents.records:
        return ()
    items = tuple(_source(contents, keys) for keys in by_source(contents))
    return (heading(1, "Sources", "sources"), Listed(items, numbered=True))


def licences(contents: Contents) -> Blocks:
    """Say under what terms each source may be used; each stands once, also what is only linked."""
    found: list[Block] = [heading(1, "Licences", "licences")]
    by_terms: dict[str, tuple[Terms, list[RecordId]]] = {}
    for key, one in contents.rights.items():
        if not one.allowed:
            continue
        by_terms.setdefault(one.terms.name, (one.terms, []))[1].append(key)
    for terms, keys in by_terms.values():
        found.append(heading(2, terms.title))
        found.append(statement(terms))
        found.append(Listed(tuple((told(contents.rights[key].attribution),) for key in keys)))
    found.extend(_held_back(contents))
    found.append(told(_made(contents), muted=True))
    return tuple(found)


def by_source(contents: Contents) -> tuple[tuple[RecordId, ...], ...]:
    """Give the records of each source in the order of the style; several may tell of one."""
    found: dict[str, list[RecordId]] = {}
    for key, one in contents.citations.items():
        found.setdefault(one.text, []).append(key)
    return tuple(map(tuple, found.values()))


def state_of(contents: Contents, key: RecordId, keys: Sequence[RecordId]) -> str:
    """Say which state of a record is shown; name the record if it is not the source's only one."""
    line = f"{version_line(contents.records[key])}{_as_of(contents, key)}"
    return f"“{one_line(contents.title_of(key))}”: {line}" if len(keys) > 1 else line


def statements(numbers: Mapping[str, Sequence[int]]) -> Iterator[str]:
    """Say of which sources each statement of terms is true: "Sources 2 and 3: …"."""
    for statement, which in numbers.items():
        of = sorted(set(which))
        *others, last = map(str, of)
        lead = f"Sources {', '.join(others)} and {last}" if others else f"Source {last}"
        yield f"{lead}: {statement[:1].lower()}{statement[1:]}"


def _source(contents: Contents, keys: Sequence[RecordId]) -> Blocks:
    lines = (told(state_of(contents, key, keys), muted=True) for key in keys)
    return (Paragraph(contents.citations[keys[0]].runs), *lines)


def _as_of(contents: Contents, key: RecordId) -> str:
    """Name the day of a record where not all are told as of one day."""
    if not contents.as_of:
        return ""
    return f" Told as it was on {day_in_words(contents.day_of(key))}."


def statement(terms: Terms) -> Paragraph:
    """Say what some terms ask to be said, and lead to them."""
    runs: list[Run] = list(say(terms.statement))
    if terms.address:
        runs += [Words(" "), WebLink(f"The terms: {terms.address}", terms.address)]
    return Paragraph(tuple(runs))


def _held_back(contents: Contents) -> Blocks:
    """Name what goes in with a link only."""
    held = [
        f"{one_line(one.attribution)} Only linked, because {one.reason}."
        for one in contents.rights.values()
        if not one.allowed
    ]
    if not held:
        return ()
    return (
        heading(2, "With a link only"),
        told("Of these sources the pack gives title, citation and link, but no text."),
        Listed(tuple((told(one),) for one in held)),
    )


def _made(contents: Contents) -> str:
    return f"{as_they_were(contents)} Made with Evidence Library {__version__}."


def as_they_were(contents: Contents) -> str:
    """Say as of which day the records are told; of several days, from which to which."""
    days = sorted({contents.day_of(key) for key in contents.records} or {contents.made})
    if len(days) == 1:
        return f"Records as they were on {day_in_words(days[0])}."
    first, last = day_in_words(days[0]), day_in_words(days[-1])
    return f"Records as they were between {first} and {last}; each source names its day."
