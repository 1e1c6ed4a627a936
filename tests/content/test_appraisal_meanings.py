"""Every choice of the form says in plain language what it means."""

from __future__ import annotations

import pytest

from evidence_library.model.headline import how_we_know
from evidence_library.model.record import Appraisal, Record
from evidence_library.model.vocabulary import About, Confidence, Direction
from evidence_library.ui.presenters.editor_choices import choices, meaning
from evidence_library.ui.presenters.editor_form import SECTIONS, Shape
from tests.helpers.libraries import identity

CHOICES = [one.path for section in SECTIONS for one in section.fields if one.shape is Shape.CHOICE]


@pytest.mark.parametrize("path", CHOICES)
def test_every_choice_is_explained(path: str) -> None:
    offered = choices(path)
    assert [one.words for one in offered if not one.help] == []
    assert all(one.help.endswith((".", "?")) for one in offered)
    assert len({one.help for one in offered}) == len(offered)


@pytest.mark.parametrize(
    ("table", "word"),
    [*(("direction", one) for one in Direction), *(("about", one) for one in About)],
)
def test_words_of_outcomes_are_explained(table: str, word: str) -> None:
    assert meaning(table, word)


@pytest.mark.parametrize("confidence", Confidence)
def test_confidence_begins_with_what_it_means_everywhere_else(confidence: Confidence) -> None:
    record = Record(id=identity("x"), appraisal=Appraisal(confidence=confidence))
    told = how_we_know(record).meaning.rstrip(".")
    assert meaning("confidence", confidence).startswith(told)
