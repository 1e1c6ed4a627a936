"""Front matter: the YAML block between two lines of "---" at the top of a Markdown file.

Every plain value is text, so that "2004-01", "no" and "1.10" stay what was typed. What YAML can do
beyond lists and named values (aliases, tags, values of any type) is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

import yaml

from evidence_library.errors import UserCanFix

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
#: Where a value stands: names and list positions from the top.
Path: TypeAlias = tuple[str | int, ...]

_FENCE = "---"
#: Deeper than any record goes; beyond it a file is nonsense or an attack.
_DEEPEST = 20
#: Longer than any line, so that no text is folded.
_ENDLESS = 2**30

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_SafeDumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class FrontMatter(NamedTuple):
    """The values, the line of the file each stands on (from 1), and the text below."""

    values: dict[str, Value]
    lines: dict[Path, int]
    body: str


def split(text: str) -> tuple[dict[str, Value], str]:
    """Take the front matter off a text; without any it is empty. Errors are UserCanFix."""
    read_matter = read(text)
    return read_matter.values, read_matter.body


def read(text: str) -> FrontMatter:
    """Take the front matter off a text and tell on which line each value stands."""
    start = _start(text)
    if start < 0:
        return FrontMatter({}, {}, text)
    end = _closing(text, start)
    if end < 0:
        raise UserCanFix("The front matter is not closed; put a line of “---” below it.")
    first_line = text.count("\n", 0, start) + 1
    body_start = text.find("\n", end + 1)
    body = "" if body_start < 0 else text[body_start + 1 :]
    values, lines = _values(text[start : end + 1], first_line)
    return FrontMatter(values, lines, body.removeprefix("\n"))


def read_whole(text: str, place: str = "the front matter") -> dict[str, Value]:
    """Read a text that is nothing but such named values. Errors are UserCanFix and name `place`."""
    return _values(text, 1, place)[0]


def has_front_matter(text: str) -> bool:
    """Tell whether a text begins with a line of "---"."""
    return _start(text) >= 0


def join(values: Mapping[str, object], body: str) -> str:
    """Put front matter over a text; the inverse of `split`."""
    opening = f"{_FENCE}\n{write_whole(values) if values else ''}{_FENCE}\n"
    return f"{opening}\n{body}" if body else opening


def write_whole(values: Mapping[str, object]) -> str:
    """Write named values, and nothing else; the inverse of `read_whole`."""
    written: str = yaml.dump(
        dict(values),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=_ENDLESS,
        default_flow_style=False,
    )
    return written


def _start(text: str) -> int:
    """Give the position below the opening fence; -1 without one."""
    line_end = text.find("\n")
    if line_end < 0 or text[:line_end].rstrip() != _FENCE:
        return -1
    return line_end + 1


def _closing(text: str, start: int) -> int:
    """Give the position of the line break before the closing fence; -1 without one."""
    at = start - 1
    while at >= 0:
        line_end = text.find("\n", at + 1)
        line = text[at + 1 : line_end if line_end >= 0 else len(text)]
        if line.startswith(_FENCE) and line.rstrip() == _FENCE:
            return at
        at = text.find(f"\n{_FENCE}", at + 1)
    return -1


def _values(
    matter: str, first_line: int, place: str = "the front matter"
) -> tuple[dict[str, Value], dict[Path, int]]:
    builder = _Builder(first_line, place)
    try:
        values = builder.document(iter(yaml.parse(matter, Loader=_Loader)))
    except yaml.MarkedYAMLError as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        raise UserCanFix(
            f"Line {line} of {place} cannot be read; put text that holds a colon or "
            "begins with a special sign between double quotes."
        ) from error
    except yaml.YAMLError as error:
        where = place[:1].upper() + place[1:]
        raise UserCanFix(f"{where} holds a character that YAML does not allow.") from error
    return values, builder.lines


class _Builder:
    """Builds lists, named values and text from the events of the YAML parser."""

    def __init__(self, first_line: int, place: str) -> None:
        self.lines: dict[Path, int] = {}
        self._first_line = first_line
        self._place = place

    def document(self, events: Iterator[Any]) -> dict[str, Value]:
        for event in events:
            if isinstance(event, yaml.StreamEndEvent):
                return {}
            if not isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
                break
        if isinstance(event, yaml.ScalarEvent) and not event.value:
            return {}
        if not isinstance(event, yaml.MappingStartEvent):
            line = self._line(event)
            raise UserCanFix(f"Line {line} of {self._place} is not of the form “name: value”.")
        values = self._mapping(events, event, ())
        self._end(events)
        return values

    def _end(self, events: Iterator[Any]) -> None:
        for event in events:  # what stands below would be left out in silence
            if isinstance(event, yaml.DocumentStartEvent):
                line = self._line(event)
                raise UserCanFix(f"Line {line} of {self._place} begins a second list of values.")

    def _line(self, event: Any) -> int:
        return self._first_line + int(event.start_mark.line)

    def _node(self, events: Iterator[Any], event: Any, path: Path) -> Value:
        line = self._line(event)
        if isinstance(event, yaml.AliasEvent):
            raise UserCanFix(f"Line {line} of {self._place} begins with “*”; put it in quotes.")
        if event.anchor or (event.tag and event.tag != "!"):
            raise UserCanFix(
                f"Line {line} of {self._place} begins with “&” or “!”; put it in quotes."
            )
        if len(path) > _DEEPEST:
            raise UserCanFix(f"Line {line} of {self._place} is nested too deeply.")
        self.lines[path] = line
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return str(event.value)

    def _sequence(self, events: Iterator[Any], path: Path) -> Value:
        items: list[Value] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(events, event, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], start: Any, path: Path) -> dict[str, Value]:
        values: dict[str, Value] = {}
        self.lines.setdefault(path, self._line(start))
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key, line = self._key(event), self._line(event)
            if key in values:
                raise UserCanFix(f"Line {line} of {self._place} gives “{key}” a second time.")
            values[key] = self._node(events, next(events), (*path, key))
            self.lines[(*path, key)] = line
        return values

    def _key(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            line = self._line(event)
            raise UserCanFix(f"Line {line} of {self._place} is not of the form “name: value”.")
        return str(event.value)


class _Dumper(_SafeDumper):  # type: ignore[misc, valid-type]  # the faster base may be missing
    """Writes text so that it reads well: several lines as a block, odd characters in quotes."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write equal values out each time; aliases are not read."""
        return True


def _represent_text(dumper: Any, text: str) -> Any:
    style = None
    if any(separator in text for separator in "\x85\u2028\u2029\ufeff\r\t"):
        style = '"'
    elif "\n" in text:
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)
