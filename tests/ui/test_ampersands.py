"""An "&" in what people write is shown, and read out, as it stands."""

from __future__ import annotations

from dataclasses import replace

from evidence_library.ui.presenters.find import Chip
from evidence_library.ui.presenters.reader import TopicChip
from tests.ui.person import Person

HEADING = "Drink & drugs"


def test_a_chip_of_a_filter_shows_its_ampersand(reader: Person) -> None:
    results = reader.window.find_screen.results
    results.show_chips((Chip("topic", "x", HEADING),))
    chip = results.chip("Drink")
    assert chip.text() == "Drink && drugs ×"
    assert chip.accessibleName() == "Drop the filter Drink & drugs"


def test_a_heading_of_a_record_shows_its_ampersand(reader: Person) -> None:
    reader.opens_first_result()
    screen = reader.window.find_screen
    page = screen.reader.page
    assert page is not None
    topic = TopicChip("x", HEADING, HEADING, "")
    screen.reader.show_page(replace(page, topics=(topic,)), can_go_back=False)
    button = screen.reader.topic_buttons[-1]
    assert button.text() == "Drink && drugs"
    assert button.accessibleName() == "Topic Drink & drugs"
