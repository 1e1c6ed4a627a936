"""What a checker said stands beside the field in the editor until it is settled."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from evidence_library.services import comments
from evidence_library.ui.screens.editor_comments import ANSWER, CommentsPage
from tests.ui.curator import VISITS, Curator
from tests.ui.person import Person


@pytest.fixture
def curator(reader: Person, qtbot: QtBot) -> Curator:
    return Curator(reader, qtbot)


def test_comments_stand_beside_their_fields_until_they_are_settled(curator: Curator) -> None:
    library = curator.library
    library.person = "Dana"
    comments.add(library, VISITS, "title", "Too long & vague")
    comments.add(library, VISITS, "appraisal", "Which scale?")
    comments.add(library, VISITS, "", "Nearly there")
    editor = curator.opens()
    curator.person.waits()
    page = next(iter(editor._pages.values()))
    beside = page.comments["title"]
    assert beside.isVisible()
    assert "Dana" in beside.words.text()
    assert "Too long & vague" in beside.words.text()
    assert beside.answer.text() == ANSWER
    side = editor.side.findChild(CommentsPage)
    assert side is not None
    assert editor.side.tabText(editor.side.indexOf(side)) == "Comments (3)"
    told = [side.list.item(at).text() for at in range(side.list.count())]
    assert any(one.startswith("The record as a whole – Dana") for one in told)
    at = next(n for n, one in enumerate(told) if one.startswith("Appraisal"))
    side.list.itemActivated.emit(side.list.item(at))
    assert editor.presenter.remarks.open[at].path.startswith("appraisal.")
    curator.clicks(beside.answer)
    first = comments.listed(library, VISITS)[0].id
    curator.person.window.session.tell_changed(comments.resolve(library, [first]))
    curator.person.waits()
    assert beside.isHidden()
    assert editor.side.tabText(editor.side.indexOf(side)) == "Comments (2)"
