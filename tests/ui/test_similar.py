"""Similar records in the reader, apart from what curators have related."""

from __future__ import annotations

from tests.ui.person import Person


def test_similar_records_stand_apart_with_their_reason(reader: Person) -> None:
    reader.searches("warning scheme")
    reader.window.find_screen.enter_results()
    text = reader.window.find_screen.reader.browser.toPlainText()
    _, _, similar = text.partition("Similar records")
    assert "nobody has checked them" in similar
    assert "Both under Policing and Criminal Justice" in similar
