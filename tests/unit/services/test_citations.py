"""Sources in the styles one chooses: every starter record, any record, and what is stated."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings

from evidence_library.errors import UserCanFix
from evidence_library.model.dates import PartialDate
from evidence_library.model.document import WebLink, Words, plain
from evidence_library.model.record import Identifiers, Link, Name, Record
from evidence_library.model.vocabulary import LinkRole
from evidence_library.services import citation_styles, citations
from evidence_library.text.citation import cite
from tests.helpers.libraries import identity, note
from tests.unit.exporters.any_record import any_record

NAMES = [one.name for one in citations.STYLES]

ARTICLE = note(
    "Lamps & <b>crime</b>",
    authors=(Name("Ada B. van der Berg"), Name("Moss, C.")),
    publisher=(Name("Lamp Review", corporate=True),),
    published=PartialDate(2004, 1, raw="January 2004"),
    identifiers=Identifiers(doi="10.1000/1", series="20(2): 108-114"),
)
REPORT = note(
    "Wardens at night",
    authors=(Name("Home Office", corporate=True),),
    published=PartialDate(2009, raw="2009"),
    identifiers=Identifiers(report_number="Research Report No 607"),
    links=(
        Link(
            role=LinkRole.SOURCE,
            url="https://example.org/wardens",
            accessed=PartialDate(2011, 9, 2, raw="2 September 2011"),
            archived_copy="https://archive.example.org/wardens",
        ),
    ),
)


@pytest.mark.parametrize(
    ("style", "article", "report"),
    [
        (
            "harvard",
            "van der Berg, A.B. and Moss, C. (2004) ‘Lamps & <b>crime</b>’, Lamp Review, 20(2), "
            "pp. 108–114. Available at: https://doi.org/10.1000/1.",
            "Home Office (2009) Wardens at night. Research Report 607. Available at: "
            "https://example.org/wardens (Accessed: 2 September 2011). Archived copy: "
            "https://archive.example.org/wardens.",
        ),
        (
            "apa",
            "van der Berg, A. B., & Moss, C. (2004). Lamps & <b>crime</b>. Lamp Review, 20(2), "
            "108–114. https://doi.org/10.1000/1",
            "Home Office. (2009). Wardens at night (Research Report No. 607). "
            "Retrieved 2 September 2011, from https://example.org/wardens. Archived copy: "
            "https://archive.example.org/wardens.",
        ),
        (
            "vancouver",
            "van der Berg AB, Moss C. Lamps & <b>crime</b>. Lamp Review. 2004;20:108–14. "
            "doi:10.1000/1",
            "Home Office. Wardens at night [Internet]. 2009 [cited 2011 Sep 2]. (Research Report "
            "607). Available from: https://example.org/wardens. Archived copy: "
            "https://archive.example.org/wardens.",
        ),
        (
            "oscola",
            "van der Berg AB and Moss C, ‘Lamps & <b>crime</b>’ (2004) 20 Lamp Review 108 "
            "<https://doi.org/10.1000/1>",
            "Home Office, ‘Wardens at night’ (2009) Research Report 607 "
            "<https://example.org/wardens> accessed 2 September 2011. Archived copy: "
            "https://archive.example.org/wardens.",
        ),
    ],
)
def test_a_source_in_each_style(style: str, article: str, report: str) -> None:
    assert citations.citation(ARTICLE, style).text == article
    assert citations.citation(REPORT, style).text == report


def test_slanted_type_and_links_are_kept() -> None:
    runs = citations.citation(REPORT, "harvard").runs
    assert [one.text for one in runs if isinstance(one, Words) and one.emphasis] == [
        "Wardens at night"
    ]
    assert [one.address for one in runs if isinstance(one, WebLink)] == [
        "https://example.org/wardens",
        "https://archive.example.org/wardens",
    ]


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ("harvard", "Lamps (no date)."),
        ("apa", "Lamps. (n.d.)."),
        ("vancouver", "Lamps. [date unknown]."),
        ("oscola", "‘Lamps’"),
    ],
)
def test_without_author_and_date_nothing_is_made_up(style: str, told: str) -> None:
    assert citations.citation(note("Lamps"), style).text.rstrip(".") == told.rstrip(".")


def test_the_order_is_that_of_the_style() -> None:
    records = (REPORT, ARTICLE, note("Élan", year=2004), note("Ash", authors=(Name("Berg, A."),)))
    in_order = [one.record for one in citations.bibliography(records, "harvard")]
    assert in_order == [identity(one) for one in ("Ash", "Élan", "Wardens at night", ARTICLE.title)]
    as_named = [one.record for one in citations.bibliography(records, "vancouver")]
    assert as_named == [one.id for one in records]


def test_several_as_text_are_numbered_where_the_style_does() -> None:
    told = citations.in_form((REPORT, ARTICLE), style="vancouver").split("\n\n")
    assert [one[:6] for one in told] == ["1. Hom", "2. van"]
    assert citations.in_form((REPORT,), style="vancouver").startswith("Home Office")


def test_packs_get_a_citation_by_each_id_whatever_their_style() -> None:
    held = {ARTICLE.id: ARTICLE, identity("merged into it"): ARTICLE, REPORT.id: REPORT}
    assert list(citations.for_pack(held, "apa")) == [REPORT.id, *list(held)[:2]]
    assert list(citations.for_pack(held, "vancouver")) == list(held)
    assert citations.for_pack(held, "of a newer program") == citations.for_pack(held)


def test_a_style_that_is_not_known_is_told() -> None:
    with pytest.raises(UserCanFix, match=r"There is no citation style “MLA”; choose one of: harv"):
        citations.bibliography((REPORT,), "MLA")


def test_what_a_style_cannot_write_is_cited_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citation_styles, "_rendered", lambda *_: 1 / 0)
    citation_styles._text.cache_clear()
    told = citations.citation(note("Lamps", authors=(Name("Reid, A."),)))
    citation_styles._text.cache_clear()
    assert told.text == cite(note("Lamps", authors=(Name("Reid, A."),)))


@pytest.mark.parametrize("style", NAMES)
@settings(max_examples=10)
@given(record=any_record())
@example(record=note('\x02\x03 & <i>x</i> <span class="nocase">y', authors=(Name(","),)))
def test_any_record_is_cited_in_one_line(style: str, record: Record) -> None:
    told = citations.citation(record, style)
    assert told.text
    assert "\n" not in told.text
    assert "\x02" not in told.text
    assert plain(told.runs) == told.text
