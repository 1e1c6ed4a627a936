"""Takes values out of a YAML file, and collects what is wrong in it one by one.

Every value is text, a list or named values, as `text.front_matter` reads them. Text is taken as it
stands, with the spaces around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from evidence_library.model.problem import Problem, Severity
from evidence_library.text.front_matter import Value


class YamlValues:
    """Reads the values of one file. `problems` are errors with the code it was made with."""

    def __init__(self, code: str) -> None:
        self.problems: list[Problem] = []
        self._code = code

    def text(self, values: Mapping[str, Value], name: str, where: str = "") -> str:
        """Give a text; empty where there is none."""
        found = values.get(name, "")
        if isinstance(found, str):
            return found
        self.wrong(place(where, name), f"“{name}” must be text.")
        return ""

    def texts(self, values: Mapping[str, Value], name: str, where: str = "") -> tuple[str, ...]:
        """Give a list of texts."""
        listed = self._listed(values, name, where)
        if not all(isinstance(one, str) for one in listed):
            self.wrong(place(where, name), f"“{name}” must be a list of texts.")
        return tuple(one for one in listed if isinstance(one, str))

    def number(self, values: Mapping[str, Value], name: str, where: str = "") -> int:
        """Give a number from 1; 1 where there is none."""
        found = self.text(values, name, where)
        if not found and name not in values:
            return 1
        if found.isascii() and found.isdecimal() and len(found) <= 6 and not found.startswith("0"):
            return int(found)
        self.wrong(place(where, name), f"“{name}” must be a number from 1, such as 2.")
        return 1

    def flag(self, values: Mapping[str, Value], name: str, where: str = "") -> bool:
        """Give a yes or no; no where there is none."""
        found = self.text(values, name, where)
        if found not in {"", "yes", "no"}:
            self.wrong(place(where, name), f"“{name}” must be yes or no.")
        return found == "yes"

    def choice(
        self, values: Mapping[str, Value], name: str, among: Set[str], where: str = ""
    ) -> str:
        """Give one of several words; empty where there is none of them."""
        found = self.text(values, name, where)
        if not found or found in among:
            return found
        self.wrong(
            place(where, name), f"“{found}” is no {name}; it is one of: {', '.join(sorted(among))}."
        )
        return ""

    def named(
        self, values: Mapping[str, Value], name: str, where: str = ""
    ) -> Iterator[tuple[str, Mapping[str, Value]]]:
        """Give each entry of a list of named values with its place."""
        for at, one in enumerate(self._listed(values, name, where)):
            here = place(where, f"{name}.{at}")
            if isinstance(one, dict):
                yield here, one
            else:
                self.wrong(
                    here, f"Entry {at + 1} of “{name}” must be lines of the form “name: value”."
                )

    def part(self, values: Mapping[str, Value], name: str, where: str = "") -> Mapping[str, Value]:
        """Give the named values under a name; none where there are none."""
        found = values.get(name, {})
        if isinstance(found, dict):
            return found
        if found:
            self.wrong(place(where, name), f"“{name}” must be lines of the form “name: value”.")
        return {}

    def known(self, values: Mapping[str, Value], names: Set[str], where: str = "") -> None:
        """Tell names that are not known: their values would be lost."""
        for name in values:
            if name not in names:
                self.wrong(place(where, name), f"“{name}” is not known {_in(where)}.")

    def wrong(self, field: str, message: str) -> None:
        """Tell that something is wrong."""
        self.problems.append(Problem(Severity.ERROR, self._code, message, field))

    def _listed(self, values: Mapping[str, Value], name: str, where: str) -> list[Value]:
        found = values.get(name, [])
        if isinstance(found, list):
            return found
        if found:
            self.wrong(place(where, name), f"“{name}” must be a list.")
        return []


def place(where: str, name: str) -> str:
    """Name a place in the file: “themes.2.name”, counted from 0."""
    return f"{where}.{name}" if where else name


def _in(where: str) -> str:
    """Say where a place is: “in entry 3 of “themes””."""
    before, _, last = where.rpartition(".")
    if last.isdecimal():
        return f"in entry {int(last) + 1} of “{before.rpartition('.')[2]}”"
    return f"in “{last}”" if last else "at the top of the file"
