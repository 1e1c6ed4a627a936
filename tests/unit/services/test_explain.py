"""Why a record was found, in words."""

from __future__ import annotations

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.model.ids import RecordId
from evidence_library.services import explain, find
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, heading, identity, note


def told(library: Library, request: Request, name: str = "one") -> tuple[str, ...]:
    found = find.search(library, request)
    return explain.why(library, found, identity(name)).sentences


def test_each_word_is_told_with_its_places_and_forms(library: Library) -> None:
    add(
        library,
        note("one", "Police won trust. Policing is trusted by the police.", finding="Trust rose."),
    )
    assert told(library, Request("police trust")) == (
        "“police”: in the text (twice).",
        "“policing”, for “police”: in the text.",
        "“trust”: in the finding, the text.",
        "“trusted”, for “trust”: in the text.",
    )


def test_other_words_beginnings_and_what_is_missing_are_told(library: Library) -> None:
    add(library, note("one", "Burglary fell, and so did evaluated fear.", title="Break-ins"))
    assert told(library, Request("housebreaking")) == (
        "“break-ins”, “burglary”, another word for “housebreaking”: in the title, the text.",
    )
    assert told(library, Request("eval*")) == ("“evaluated”, beginning with “eval”: in the text.",)
    assert told(library, Request("fear eval", typing=True)) == (
        "“fear”: in the text.",
        "“evaluated”, beginning with “eval”: in the text.",
    )
    assert told(library, Request("fear zebra"))[-1] == "Not in it: “zebra”."


def test_headings_people_and_fields_are_told(library: Library) -> None:
    add(library, note("one", topics=(heading(library, "Housing"),)))
    assert told(library, Request("housing")) == (
        "“housing”: in topic headings, their other names or tags (twice).",
    )
    assert told(library, Request("topic:housing")) == (
        "No words were asked for; it has what the fields and filters ask for.",
    )


def test_a_record_that_is_gone_is_said(library: Library) -> None:
    found = find.search(library, Request())
    with pytest.raises(UserCanFix, match="There is no record"):
        explain.why(library, found, RecordId("gone"))
