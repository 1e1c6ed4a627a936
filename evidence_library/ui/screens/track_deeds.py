"""What one can do with recommendations, by name; each deed loads what it needs when it is done.

A deed gets the parts of the window and what is chosen, and shows its own dialog. The workspace
offers, as buttons and in its menu, the deeds that are listed here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.screens.track_chosen import Chosen

Deed = Callable[[Parts, Chosen], object]

#: Deeds done to recommendations, and deeds that need none to be chosen: the words of each and what
#: it is good for. A deed is offered once it has a function in `DEEDS`.
WORDS: Mapping[str, tuple[str, str]] = {
    "progress": ("Report progress…", "Add what was reported, with its date and source"),
    "link": ("Link a record…", "Say which record bears on it, and as what"),
    "edit": ("Edit…", "Change wording, parts, leads and deadlines"),
    "respond": ("Respond…", "Add what was answered to it"),
    "note": ("Add note…", "Write a note of your own"),
    "theme": ("Set theme…", "Put the chosen recommendations under a theme"),
    "overlap": ("Asks for the same…", "Say which recommendation of another set asks for the same"),
    "delete": ("Delete", "Move the recommendations into the trash; Undo brings them back"),
    "export": ("Export…", "Write the recommendations as a table or their deadlines as a calendar"),
    "report": ("Progress report…", "Write a report on the progress as at a day"),
    "import": ("Import recommendations…", "Read a table of recommendations or of progress"),
    "new-set": ("New set…", "Make a set of your own"),
    "add": ("Add recommendation…", "Write a recommendation into a set"),
}

#: Deeds that are done to one recommendation, those of them that only its menu offers, and deeds
#: that are done to any number.
FOR_ONE = ("progress", "link", "edit", "respond", "note")
ALSO_FOR_ONE = ("theme", "overlap", "delete")
FOR_MANY = ("progress", "theme", "link", "respond", "export", "delete")
FOR_NONE = ("add", "new-set", "import", "report", "export")

#: Deeds that change nothing: they can be done in a library that is read-only.
ALWAYS = frozenset({"report", "export"})


def _of_editing(name: str) -> Deed:
    """Give a deed that changes recommendations."""

    def deed(parts: Parts, chosen: Chosen) -> None:
        from evidence_library.ui.screens import track_editing  # noqa: PLC0415 - no start needs it

        if name in track_editing.DATED:
            track_editing.DATED[name](parts, chosen)
            return
        track_editing.DEEDS[name](parts, chosen.items, chosen.set_id)

    return deed


_EDITING = (
    "progress",
    "link",
    "edit",
    "respond",
    "note",
    "theme",
    "overlap",
    "delete",
    "add",
    "new-set",
)


def _report(parts: Parts, chosen: Chosen) -> object:
    from evidence_library.ui.screens.track_reporting import make_report  # noqa: PLC0415 - see above

    return make_report(parts, chosen)


def _export(parts: Parts, chosen: Chosen) -> object:
    from evidence_library.ui.screens.track_reporting import export_list  # noqa: PLC0415 - see above

    export_list(parts, chosen)
    return None


def _import(parts: Parts, _chosen: Chosen) -> object:
    from evidence_library.ui.screens.track_import import open_import  # noqa: PLC0415 - see above

    return open_import(parts)


DEEDS: dict[str, Deed] = {
    **{name: _of_editing(name) for name in _EDITING},
    "report": _report,
    "export": _export,
    "import": _import,
}
