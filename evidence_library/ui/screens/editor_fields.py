"""Which widget asks for which field of the form, and what it is offered from the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from shiboken6 import isValid

from evidence_library.model.rules import FINDING_LIMIT
from evidence_library.ui.presenters.editor import EditorPresenter
from evidence_library.ui.presenters.editor_choices import choices
from evidence_library.ui.presenters.editor_form import Command, FormField, Shape
from evidence_library.ui.presenters.field_offers import Offered
from evidence_library.ui.presenters.new_from import usual_sections
from evidence_library.ui.presenters.tag_rule import TagRule
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields import kinds
from evidence_library.ui.widgets.fields.base import Complete, FieldWidget
from evidence_library.ui.widgets.fields.chips import ChipsField
from evidence_library.ui.widgets.fields.choice import ChoiceField, Option
from evidence_library.ui.widgets.fields.dates import AddedField, DateField
from evidence_library.ui.widgets.fields.flags import FlagsField
from evidence_library.ui.widgets.fields.headings import HeadingsField
from evidence_library.ui.widgets.fields.line import LineField
from evidence_library.ui.widgets.fields.pick import Found
from evidence_library.ui.widgets.fields.sections import SectionsField
from evidence_library.ui.widgets.fields.shown import Act, ShownField
from evidence_library.ui.widgets.fields.text import SentenceField, TextField

Maker = Callable[[Theme, FormField, EditorPresenter], FieldWidget]


def make_field(theme: Theme, spec: FormField, presenter: EditorPresenter) -> FieldWidget:
    """Make the widget of a field, without a value."""
    return _MAKERS[spec.shape](theme, spec, presenter)


class _Headings:
    """Finds topic headings for a field."""

    def __init__(self, presenter: EditorPresenter) -> None:
        self._offers = presenter.offers

    def search(self, words: str, deliver: Callable[[Sequence[Found]], None]) -> None:
        """Find headings by their words."""
        self._offers.headings(words, lambda found: deliver([_found(one) for one in found]))

    def describe(self, value: Any, deliver: Callable[[Found], None]) -> None:
        """Give path and scope note of a heading."""
        self._offers.heading(value, partial(_tell, deliver))


class _Records:
    """Finds records for a field, except the one that is written."""

    def __init__(self, presenter: EditorPresenter) -> None:
        self._presenter, self._offers = presenter, presenter.offers

    def search(self, words: str, deliver: Callable[[Sequence[Found]], None]) -> None:
        """Find records by a search."""
        key = self._presenter.key
        self._offers.records(words, key, lambda found: deliver([_found(one) for one in found]))

    def describe(self, value: Any, deliver: Callable[[Found], None]) -> None:
        """Give the title of a record."""
        self._offers.record(value, partial(_tell, deliver))


def _found(one: Offered) -> Found:
    return Found(one.value, one.words, one.detail, one.note, one.instead_of)


def _tell(deliver: Callable[[Found], None], one: Offered) -> None:
    """Describe what is held, unless it was taken out of the form meanwhile."""
    owner = getattr(deliver, "__self__", None)
    if owner is None or isValid(owner):
        deliver(_found(one))


def _words(presenter: EditorPresenter, field: str) -> Complete:
    return lambda typed, deliver: presenter.offers.words(field, typed, deliver)


def _choice(theme: Theme, spec: FormField, _presenter: EditorPresenter) -> FieldWidget:
    options = [Option(one.value, one.words, one.help) for one in choices(spec.path)]
    return ChoiceField(theme, spec.label, options, help_text=spec.help)


def _sections(theme: Theme, spec: FormField, presenter: EditorPresenter) -> FieldWidget:
    """Make the sections; those that are usual for the kind follow what is chosen as kind."""
    field = SectionsField(theme, spec.label, help_text=spec.help)

    def propose(*_told: object) -> None:
        field.propose(usual_sections(presenter.record.kind))

    presenter.checked.connect(propose)
    propose()
    return field


def _names(theme: Theme, spec: FormField, presenter: EditorPresenter) -> FieldWidget:
    one = {"authors": "author", "funders": "funder"}.get(spec.path, "publisher")
    return kinds.name_rows(theme, spec.label, one, _words(presenter, "names"))


def _chips(theme: Theme, spec: FormField, presenter: EditorPresenter) -> FieldWidget:
    complete = _words(presenter, spec.path)
    field = ChipsField(theme, spec.label, help_text=spec.help, complete=complete)
    if spec.path == "tags":
        field.rule = TagRule(presenter.offers, presenter.session, field)
    return field


def _places(theme: Theme, spec: FormField, presenter: EditorPresenter) -> FieldWidget:
    countries, areas = _words(presenter, "country"), _words(presenter, "area")
    return kinds.place_rows(theme, spec.label, countries, areas)


def _shown(theme: Theme, spec: FormField, presenter: EditorPresenter) -> FieldWidget:
    def act(command: Command) -> Act:
        return command.value, lambda where: presenter.commanded.emit(command, where)

    acts = [act(one) for one in spec.commands]
    return ShownField(theme, spec.label, presenter.as_text, spec.help, acts)


_MAKERS: dict[Shape, Maker] = {
    Shape.LINE: lambda theme, spec, _: LineField(theme, spec.label, help_text=spec.help),
    Shape.SENTENCE: lambda theme, spec, _: SentenceField(
        theme, spec.label, FINDING_LIMIT, spec.help
    ),
    Shape.TEXT: lambda theme, spec, _: TextField(theme, spec.label, help_text=spec.help),
    Shape.DATE: lambda theme, spec, _: DateField(theme, spec.label, help_text=spec.help),
    Shape.ADDED: lambda theme, spec, _: AddedField(theme, spec.label, help_text=spec.help),
    Shape.CHOICE: _choice,
    Shape.TITLES: lambda theme, spec, _: kinds.title_rows(theme, spec.label),
    Shape.NAMES: _names,
    Shape.HEADINGS: lambda theme, spec, presenter: HeadingsField(
        theme, spec.label, _Headings(presenter), help_text=spec.help
    ),
    Shape.CHIPS: _chips,
    Shape.PLACES: _places,
    Shape.SECTIONS: _sections,
    Shape.OUTCOMES: lambda theme, spec, presenter: kinds.outcome_rows(
        theme, spec.label, _words(presenter, "population")
    ),
    Shape.RATINGS: lambda theme, spec, _: kinds.rating_rows(theme, spec.label),
    Shape.LINKS: lambda theme, spec, _: kinds.link_rows(theme, spec.label),
    Shape.POINTERS: lambda theme, spec, _: kinds.pointer_rows(theme, spec.label),
    Shape.RELATIONS: lambda theme, spec, presenter: kinds.relation_rows(
        theme, _Records(presenter), spec.label
    ),
    Shape.FLAGS: lambda theme, spec, _: FlagsField(theme, spec.label, help_text=spec.help),
    Shape.SHOWN: _shown,
}
