"""What comes first among what is found."""

from __future__ import annotations

import pytest

from evidence_library.services import find
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, note


def test_a_boosted_word_decides_the_order_and_changes_no_answer(library: Library) -> None:
    filler = "other things entirely " * 6
    add(
        library,
        note("trusting", f"trust trust trust police {filler}"),
        note("policing", f"police police trust {filler}"),
    )
    for text, first in (("police trust^9", "trusting"), ("police^9 trust", "policing")):
        found = find.search(library, Request(text))
        assert found.total == 2
        assert find.hits(library, found)[0].plain_title == first


def test_title_and_labels_weigh_more_than_text(library: Library) -> None:
    filler = "words about other things entirely " * 5
    add(
        library,
        note("in the text", f"trust {filler}"),
        note("trust in the title", filler),
        note("in the finding", filler, finding="more trust"),
    )
    found = find.search(library, Request("trust"))
    titles = [hit.plain_title for hit in find.hits(library, found)]
    assert titles == ["trust in the title", "in the finding", "in the text"]


def test_words_that_stand_together_come_first(library: Library) -> None:
    add(
        library,
        note("apart", "search the house and then stop there"),
        note("together", "then stop and search the house there"),
    )
    found = find.search(library, Request("stop and search"))
    assert find.hits(library, found)[0].plain_title == "together"


def test_a_word_with_other_words_still_decides_the_order(library: Library) -> None:
    filler = "other things entirely " * 8
    add(
        library,
        note("much police", f"{'police ' * 12}{filler} recidivism"),
        note("recidivism", f"{filler} police"),
        note("reoffending", f"{filler} police"),
    )
    found = find.search(library, Request("police reoffending"))
    titles = [hit.plain_title for hit in find.hits(library, found)]
    assert sorted(titles[:2]) == ["recidivism", "reoffending"]
    assert titles[2:] == ["much police"]


def test_what_every_hit_must_hold_decides_their_order(library: Library) -> None:
    filler = "other things entirely " * 8
    add(
        library,
        note("much fear", f"trust {'fear ' * 12}{filler}"),
        note("much trust", f"{'trust ' * 6}{filler} fear"),
    )
    found = find.search(library, Request("trust (fear OR hope)"))
    assert find.hits(library, found)[0].plain_title == "much trust"


def test_above_the_cap_short_fields_decide_the_order(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence_library.store.ranking.CAP", 2)
    add(
        library,
        *(note(f"other {number}", "trust " * 3, year=2000 + number) for number in range(4)),
        note("trust", "once", year=1990),
    )
    found = find.search(library, Request("trust"))
    titles = [hit.plain_title for hit in find.hits(library, found)]
    assert titles == ["trust", "other 3", "other 2", "other 1", "other 0"]


def test_above_the_cap_a_title_with_another_word_counts_too(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence_library.store.ranking.CAP", 2)
    add(
        library,
        *(note(f"other {number}", "trust recidivism", year=2000 + number) for number in range(3)),
        note("trust and recidivism", "once", year=1990),
    )
    found = find.search(library, Request("trust reoffending"))
    assert find.hits(library, found)[0].plain_title == "trust and recidivism"


def test_words_beside_each_other_still_come_first_where_they_are_a_term(library: Library) -> None:
    add(
        library,
        note("apart", "people of whom many are black and young and much else besides these"),
        note("together", "of young black people and much else besides these many words here"),
    )
    found = find.search(library, Request("young black people"))
    assert find.hits(library, found)[0].plain_title == "together"
