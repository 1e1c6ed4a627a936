"""What a person finds in the starter library on the first day."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from evidence_library.model.concept import Concept
from evidence_library.services import find, read
from evidence_library.services.find import Request
from evidence_library.services.library import create_library
from evidence_library.services.opened import Library
from tests.content.starter import records, scheme


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    made = create_library(tmp_path_factory.mktemp("starter") / "library", starter=True)
    yield made
    made.close()


def titles(library: Library, text: str) -> list[str]:
    found = find.search(library, Request(text))
    return [hit.plain_title for hit in find.hits(library, found, limit=60)]


@pytest.mark.parametrize("concept", scheme(), ids=lambda concept: concept.notation)
def test_every_heading_opens_on_something(library: Library, concept: Concept) -> None:
    found = find.search(library, Request(f'topic:"{concept.label}"'))
    if concept.broader is None:
        assert found.total >= 4
    elif not found.total:
        assert found.nearest is not None
        assert found.nearest.count >= 2
        assert found.nearest.value == concept.broader


def test_hardly_a_heading_is_without_records_of_its_own(library: Library) -> None:
    totals = [find.search(library, Request(f'topic:"{one.label}"')).total for one in scheme()]
    assert len(totals) == 99
    assert totals.count(0) <= 10


def test_what_did_not_work_is_found_by_its_effect(library: Library) -> None:
    failed = find.search(library, Request('effect:worse OR effect:"no difference"'))
    assert failed.total >= 8
    assert records()["recruitment-discrimination-2009"].title not in titles(
        library, 'effect:worse OR effect:"no difference"'
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("smoke alarm", "free-smoke-alarms-2002"),
        ("burglary", "kirkholt-burglary-1988"),
        ("housebreaking", "alley-gating-2018"),
        ("MARAC", "marac-cardiff-2006"),
        ("domestic violence", "caledonian-system-2016"),
        ("closed circuit television", "cctv-piza-2019"),
        ("alcohol price", "minimum-unit-pricing-2023"),
        ("hate crime disability", "keep-safe-scotland"),
        ("falls older people", "falls-exercise-2019"),
        ("prison visits", "scared-straight-2013"),
        ("gypsy traveller sites", "negotiated-stopping-leeds-2017"),
        ("bystander", "mentors-violence-prevention-2024"),
        ("stop and search", "operation-blunt2-2016"),
    ],
)
def test_the_words_of_the_trade_find_the_record_in_the_first_screen(
    library: Library, text: str, name: str
) -> None:
    assert records()[name].title in titles(library, text)[:4]


def test_a_pair_is_related_on_both_pages(library: Library) -> None:
    given, fitted = (
        records()[name]
        for name in ("free-smoke-alarms-2002", "home-safety-assessments-cheshire-2013")
    )
    for one, other in ((given, fitted), (fitted, given)):
        related = read.read_record(library, one.id).related
        assert [(item.type, item.id) for item in related] == [("related to", other.id)]
        assert related[0].reason.startswith("Smoke alarms in homes: given out")
