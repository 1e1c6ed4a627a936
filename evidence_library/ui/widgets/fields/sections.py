"""The sections of a record: what each is about, its heading as printed, its level, its text."""

from __future__ import annotations

from collections.abc import Sequence

from evidence_library.model.record import Section
from evidence_library.model.vocabulary import SectionKind, in_words
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import FieldWidget
from evidence_library.ui.widgets.fields.choice import ChoiceField, Option
from evidence_library.ui.widgets.fields.line import LineField
from evidence_library.ui.widgets.fields.markdown import MarkdownField
from evidence_library.ui.widgets.fields.rows import Part, RowKind, RowsField
from evidence_library.ui.widgets.plain import button

_KINDS = tuple(Option(kind, in_words(kind)) for kind in SectionKind)
_LEVELS = (
    Option(1, "Main heading"),
    Option(2, "Below the one above"),
    Option(3, "Two below"),
)


def _kind(theme: Theme, name: str) -> FieldWidget:
    return ChoiceField(theme, name, _KINDS)


def _level(theme: Theme, name: str) -> FieldWidget:
    return ChoiceField(theme, name, _LEVELS)


_PARTS = (
    Part("heading", "Heading, as printed", LineField),
    Part("kind", "About", _kind),
    Part("level", "Level", _level),
    Part("body", "", MarkdownField, wide=True),
)


class SectionsField(RowsField):
    """Sections in their order, held as `tuple[Section, ...]`."""

    def __init__(self, theme: Theme, name: str = "Sections", *, help_text: str = "") -> None:
        """Start without sections and without proposals."""
        kind = RowKind("section", _PARTS, Section())
        super().__init__(theme, name, kind, help_text=help_text)
        self._usual: tuple[Section, ...] = ()
        self.usual_button = button("Add the usual sections", self._add_usual)
        self.put_beside_add(self.usual_button)
        self.changed.connect(self._offer)
        self._offer()

    def set_value(self, value: tuple[Section, ...]) -> None:
        """Show sections."""
        super().set_value(value)
        self._offer()

    def propose(self, sections: Sequence[Section]) -> None:
        """Offer the sections that a record of its kind usually has, where it lacks them."""
        if self._usual != tuple(sections):
            self._usual = tuple(sections)
            self._offer()

    def missing(self) -> tuple[Section, ...]:
        """Give the usual sections about which nothing is there yet."""
        here = self.value()
        kinds = {one.kind for one in here} - {SectionKind.OTHER}
        headings = {one.heading.casefold() for one in here}
        return tuple(
            one
            for one in self._usual
            if one.kind not in kinds and one.heading.casefold() not in headings
        )

    def _add_usual(self) -> None:
        first = len(self.rows)
        self.add_values(self.missing())
        self.take_focus(first)

    def _offer(self) -> None:
        missing = self.missing() if self._usual else ()
        self.usual_button.setVisible(bool(missing))
        names = ", ".join(one.heading for one in missing)
        self.usual_button.setAccessibleDescription(names)
        self.usual_button.setToolTip(names)
