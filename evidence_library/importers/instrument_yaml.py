"""An instrument of self-assessment as a YAML file: what ships, and what people write themselves.

The form is described in `resources/instruments/README.md` and `instrument.schema.json`. Every value
is text: aliases, tags and values of other types are refused, and HTML is text like any other.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from evidence_library.errors import UserCanFix
from evidence_library.importers.yaml_values import YamlValues
from evidence_library.model.ids import InstrumentId, is_identity
from evidence_library.model.instrument import (
    MOST_STAGES,
    MOST_THEMES,
    Cell,
    CellKind,
    Instrument,
    Stage,
    Theme,
    problems_of,
)
from evidence_library.model.problem import Problem, Severity
from evidence_library.text import front_matter
from evidence_library.text.front_matter import Value

#: A file has no more characters, and an instrument no more cells, than these.
LARGEST, MOST_CELLS = 2_000_000, MOST_THEMES * MOST_STAGES * len(CellKind)

#: What a file cannot say of itself: whether it came with the program.
_UNTOLD = frozenset({"ships"})
#: The names that each part of a file may have.
NAMES: Mapping[str, frozenset[str]] = {
    name: frozenset(one.name for one in fields(part)) - _UNTOLD
    for name, part in (("", Instrument), ("stages", Stage), ("themes", Theme), ("cells", Cell))
}

_CODE = "instrument-file"
#: More problems than these are only counted: nobody reads so many.
_MOST_TOLD = 100
_TAG = re.compile(r"</?[a-z][^<>]*>|<!--", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class InstrumentReading:
    """What was read, and what is wrong.

    Nothing is half read: where the form of the file is wrong there is no instrument. One that has
    errors itself is given, to be mended, and is not `usable`.
    """

    instrument: Instrument | None
    problems: tuple[Problem, ...]

    @property
    def usable(self) -> bool:
        """Whether one can assess with it."""
        return self.instrument is not None and not any(
            one.severity is Severity.ERROR for one in self.problems
        )


def read(text: str, name: str = "the file") -> InstrumentReading:
    """Read an instrument; `name` is what messages call the file.

    One without an id gets one of its title, the same each time.
    """
    if len(text) > LARGEST:
        return _refused(f"“{name}” is too large; {LARGEST:,} characters is the most.")
    try:
        values = front_matter.read_whole(text.removeprefix("\ufeff"), f"“{name}”")
    except UserCanFix as error:
        return _refused(str(error))
    if not values:
        return _refused(f"“{name}” is empty.")
    reader = YamlValues(_CODE)
    instrument = _instrument(reader, values)
    if reader.problems:
        return InstrumentReading(None, _told(reader.problems))
    return InstrumentReading(instrument, _told([*problems_of(instrument), *_markup(instrument)]))


def _told(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Give the problems, errors first; of very many the first, and how many more there are."""
    ordered = sorted(problems, key=lambda one: one.severity is not Severity.ERROR)
    if len(ordered) <= _MOST_TOLD:
        return tuple(ordered)
    shown, rest = ordered[: _MOST_TOLD - 1], ordered[_MOST_TOLD - 1 :]
    more = Problem(rest[0].severity, _CODE, f"The file has {len(rest):,} more faults.")
    return (*shown, more)


def _refused(message: str) -> InstrumentReading:
    return InstrumentReading(None, (Problem(Severity.ERROR, _CODE, message),))


def _instrument(reader: YamlValues, values: Mapping[str, Value]) -> Instrument:
    reader.known(values, NAMES[""])
    for name, most in (("stages", MOST_STAGES), ("themes", MOST_THEMES), ("cells", MOST_CELLS)):
        found = values.get(name, [])
        if isinstance(found, list) and len(found) > most:
            reader.wrong(name, f"The instrument has {len(found):,} {name}; {most:,} is the most.")
            return Instrument(id=InstrumentId(""))
    title = reader.text(values, "title")
    return Instrument(
        id=_identity(reader, values, title),
        version=reader.number(values, "version"),
        title=title,
        about=reader.text(values, "about"),
        source=reader.text(values, "source"),
        source_record=reader.text(values, "source_record"),
        wording=reader.text(values, "wording"),
        stages=tuple(_stages(reader, values)),
        themes=tuple(_themes(reader, values)),
        cells=tuple(_cells(reader, values)),
        changed=reader.text(values, "changed"),
        by=reader.text(values, "by"),
    )


def _identity(reader: YamlValues, values: Mapping[str, Value], title: str) -> InstrumentId:
    found = reader.text(values, "id")
    if not found:
        found = str(uuid.uuid5(uuid.NAMESPACE_OID, f"instrument {title.strip().casefold()}"))
    if not is_identity(found):
        reader.wrong("id", f"“{found}” is no id; leave the line out for a new instrument.")
    return InstrumentId(found)


def _stages(reader: YamlValues, values: Mapping[str, Value]) -> Iterator[Stage]:
    for where, one in reader.named(values, "stages"):
        reader.known(one, NAMES["stages"], where)
        yield Stage(**{name: reader.text(one, name, where) for name in NAMES["stages"]})


def _themes(reader: YamlValues, values: Mapping[str, Value]) -> Iterator[Theme]:
    for where, one in reader.named(values, "themes"):
        reader.known(one, NAMES["themes"], where)
        yield Theme(
            key=reader.text(one, "key", where),
            name=reader.text(one, "name", where),
            group=reader.text(one, "group", where),
            part_of=reader.text(one, "part_of", where),
            meaning=reader.text(one, "meaning", where),
            topics=reader.texts(one, "topics", where),
        )


def _cells(reader: YamlValues, values: Mapping[str, Value]) -> Iterator[Cell]:
    for where, one in reader.named(values, "cells"):
        reader.known(one, NAMES["cells"], where)
        kind = reader.choice(one, "kind", set(CellKind), where)
        if "kind" not in one:
            reader.wrong(where, f"A cell needs a kind, one of: {', '.join(sorted(CellKind))}.")
        yield Cell(
            theme=reader.text(one, "theme", where),
            kind=CellKind(kind or CellKind.CHARACTERISTIC),
            stage=reader.text(one, "stage", where),
            text=reader.text(one, "text", where),
            own=reader.text(one, "own", where),
        )


def _markup(item: Instrument) -> Iterator[Problem]:
    """Tell of texts that look like HTML: they are never taken for it."""
    texts: list[tuple[str, str]] = [
        *(("title", one) for one in (item.title, item.about, item.source, item.wording)),
        *(("stages", one) for it in item.stages for one in (it.name, it.meaning, it.doubt)),
        *(("themes", one) for it in item.themes for one in (it.name, it.group, it.meaning)),
        *(("cells", one) for it in item.cells for one in (it.text, it.own)),
    ]
    found = [where for where, text in texts if _TAG.search(text)]
    if found:
        many = "A text holds" if len(found) == 1 else f"{len(found):,} texts hold"
        told = f"{many} what looks like HTML; it is kept and shown as plain text."
        yield Problem(Severity.WARNING, "html-in-text", told, found[0])
