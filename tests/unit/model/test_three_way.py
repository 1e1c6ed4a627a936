"""Two editions of one thing are joined part by part."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from evidence_library.model.ids import RecordId
from evidence_library.model.record import Appraisal, CaseStudy, Record, Section
from evidence_library.model.three_way import Fate, merged
from evidence_library.model.vocabulary import Confidence

SECTIONS = (Section(heading="Aim", body="To see."), Section(heading="Cost", body="Not known."))
BASE = Record(id=RecordId("1"), title="Lamps", finding="It is light.", sections=SECTIONS)


def test_what_only_they_changed_is_taken_over() -> None:
    joined, parts = merged(BASE, BASE, replace(BASE, finding="It is lighter."))
    assert joined.finding == "It is lighter."
    assert [(part.path, part.fate) for part in parts] == [("finding", Fate.TAKEN)]


def test_what_only_i_changed_stays_and_is_not_told() -> None:
    mine = replace(BASE, tags=("night",))
    assert merged(BASE, mine, BASE) == (mine, ())


def test_what_both_changed_stays_mine_unless_theirs_is_chosen() -> None:
    mine, theirs = replace(BASE, finding="mine"), replace(BASE, finding="theirs")
    joined, (part,) = merged(BASE, mine, theirs)
    assert (joined.finding, part.fate) == ("mine", Fate.KEPT)
    joined, (part,) = merged(BASE, mine, theirs, {"finding"})
    assert (joined.finding, part.fate) == ("theirs", Fate.CHOSEN)


def test_the_same_change_by_both_is_no_difference() -> None:
    both = replace(BASE, finding="both")
    assert merged(BASE, both, both) == (both, ())


def test_fields_of_an_appraisal_are_joined_one_by_one() -> None:
    mine = replace(BASE, appraisal=Appraisal(reasons="mine"))
    theirs = replace(BASE, appraisal=Appraisal(confidence=Confidence.LOW))
    joined, (part,) = merged(BASE, mine, theirs)
    assert joined.appraisal == Appraisal(reasons="mine", confidence=Confidence.LOW)
    assert (part.path, part.fate) == ("appraisal.confidence", Fate.TAKEN)


def test_sections_under_the_same_headings_are_joined_one_by_one() -> None:
    mine = replace(BASE, sections=(replace(SECTIONS[0], body="To look."), SECTIONS[1]))
    theirs = replace(BASE, sections=(SECTIONS[0], replace(SECTIONS[1], body="Ten pounds.")))
    joined, (part,) = merged(BASE, mine, theirs)
    assert [one.body for one in joined.sections] == ["To look.", "Ten pounds."]
    assert part.path == "sections.1"


def test_sections_that_do_not_fit_are_one_part() -> None:
    mine = replace(BASE, sections=SECTIONS[:1])
    theirs = replace(BASE, sections=(*SECTIONS, Section(heading="Limits", body="Small.")))
    joined, (part,) = merged(BASE, mine, theirs)
    assert (joined.sections, part.path, part.fate) == (SECTIONS[:1], "sections", Fate.KEPT)


def test_a_part_that_one_of_them_does_not_have_is_taken_as_a_whole() -> None:
    theirs = replace(BASE, case_study=CaseStudy(place="Leeds"))
    joined, (part,) = merged(BASE, BASE, theirs)
    assert (joined, part.path) == (theirs, "case_study")


_RECORDS = st.builds(
    Record,
    id=st.just(RecordId("1")),
    title=st.sampled_from("abc"),
    finding=st.sampled_from("abc"),
    tags=st.sampled_from([(), ("x",), ("y",)]),
    sections=st.lists(
        st.builds(Section, heading=st.sampled_from("hi"), body=st.sampled_from("ab")), max_size=2
    ).map(tuple),
    appraisal=st.builds(Appraisal, reasons=st.sampled_from("ab"), cost=st.sampled_from("ab")),
)


@given(base=_RECORDS, mine=_RECORDS, theirs=_RECORDS)
def test_nothing_of_mine_is_lost_and_everything_of_theirs_can_be_had(
    base: Record, mine: Record, theirs: Record
) -> None:
    assert merged(base, base, theirs)[0] == theirs
    assert merged(base, mine, base)[0] == mine
    assert merged(mine, mine, mine) == (mine, ())
    joined, parts = merged(base, mine, theirs)
    wanted = {part.path for part in parts if part.fate is Fate.KEPT}
    again, told = merged(base, mine, theirs, wanted)
    assert not any(part.fate is Fate.KEPT for part in told)
    if not parts:
        assert joined == mine == again
    # A field that only I changed is mine either way.
    if theirs.title == base.title:
        assert joined.title == again.title == mine.title
