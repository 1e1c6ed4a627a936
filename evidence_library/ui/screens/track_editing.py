"""What changes recommendations from the window: each deed makes its form, and shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from evidence_library.model.ids import RecommendationId, RecordId, SetId
from evidence_library.ui.presenters import track_forms
from evidence_library.ui.presenters.asked_form import Form
from evidence_library.ui.presenters.track_editing import TrackEditing
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.screens.track_chosen import Chosen
from evidence_library.ui.screens.track_dialogs import TrackDialog

#: What it takes to make a form of a library: the library, and what the form is about.
_Make = Callable[..., Form]

#: What forms are about: the chosen recommendations, and the set one looks at.
Items = tuple[RecommendationId, ...]
_Deed = Callable[[Parts, Items, SetId | None], None]

_NOTHING = "Choose a recommendation first."


def ask(parts: Parts, make: Callable[[Any], Form]) -> None:
    """Make a form, show it, and do what it is for."""
    if parts.session.hindrance:
        parts.news.tell_note(parts.session.hindrance)
        return
    presenter = TrackEditing(parts.session)
    presenter.setParent(parts.window)
    presenter.made.connect(lambda form: _show(parts, presenter, form))
    presenter.told.connect(parts.news.tell_done)
    refused = presenter.failed.connect(parts.news.tell_failure)
    presenter.made.connect(lambda _form: presenter.failed.disconnect(refused))
    presenter.make(make)


def ask_from_record(parts: Parts, record: str) -> None:
    """Ask which recommendation a record bears on, and link both."""
    ask(parts, lambda library: track_forms.link_from(library, RecordId(record)))


def _show(parts: Parts, presenter: TrackEditing, form: Form) -> None:
    TrackDialog(parts, presenter, form).open()


def _of_all(make: _Make, parts: Parts, items: Items, _owner: SetId | None) -> None:
    if items:
        ask(parts, lambda library: make(library, items))
    else:
        parts.news.tell_note(_NOTHING)


def _at_a_day(make: _Make, parts: Parts, chosen: Chosen) -> None:
    """Ask for what has a date; the form says which day one looks at."""
    _of_all(partial(_with_day, make, chosen.day), parts, chosen.items, None)


def _with_day(make: _Make, day: date, library: Any, items: Items) -> Form:
    return make(library, items, day)


def _of_one(make: _Make, parts: Parts, items: Items, _owner: SetId | None) -> None:
    if items:
        ask(parts, lambda library: make(library, items[0]))
    else:
        parts.news.tell_note(_NOTHING)


def _delete(parts: Parts, items: Items, _owner: SetId | None) -> None:
    if parts.session.hindrance or not items:
        parts.news.tell_note(parts.session.hindrance or _NOTHING)
        return
    presenter = TrackEditing(parts.session)
    presenter.setParent(parts.window)
    presenter.told.connect(parts.news.tell_done)
    presenter.failed.connect(parts.news.tell_failure)
    presenter.submit(track_forms.delete(items), {})


def _add(parts: Parts, _items: Items, owner: SetId | None) -> None:
    ask(parts, lambda library: track_forms.add(library, owner))


def _new_set(parts: Parts, _items: Items, _owner: SetId | None) -> None:
    ask(parts, track_forms.new_set)


DEEDS: Mapping[str, _Deed] = {
    "link": partial(_of_all, track_forms.link),
    "theme": partial(_of_all, track_forms.theme),
    "edit": partial(_of_one, track_forms.edit),
    "note": partial(_of_one, track_forms.note),
    "overlap": partial(_of_one, track_forms.overlap),
    "delete": _delete,
    "add": _add,
    "new-set": _new_set,
}

#: Deeds that depend on the day one looks at.
DATED: Mapping[str, Callable[[Parts, Chosen], None]] = {
    "progress": partial(_at_a_day, track_forms.report),
    "respond": partial(_at_a_day, track_forms.respond),
}
