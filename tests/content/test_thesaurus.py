"""The words that are searched together."""

from __future__ import annotations

import csv
from functools import cache
from itertools import groupby

from evidence_library.assets import resource
from evidence_library.importers import thesaurus
from evidence_library.importers.thesaurus import COLUMNS, ThesaurusReading
from evidence_library.model.thesaurus import SHORT_FORMS, TermKind
from evidence_library.query.synonyms import Synonyms
from evidence_library.text.analysis import side_by_side

TABLE = resource("thesaurus", "terms.csv")


@cache
def reading() -> ThesaurusReading:
    return thesaurus.read(TABLE.read_text(encoding="utf-8"))


def test_nothing_is_wrong_with_the_table() -> None:
    assert [problem.message for problem in reading().problems] == []


def test_a_group_is_named_by_its_preferred_term() -> None:
    assert [group.name for group in reading().groups] == [
        group.terms[0].text for group in reading().groups
    ]


def test_groups_and_terms_stand_in_the_order_of_the_alphabet() -> None:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = [(row["group"], row["term"], row["kind"]) for row in csv.DictReader(lines)]
    names = [name for name, _ in groupby(rows, key=lambda row: row[0])]
    assert names == sorted(names, key=str.casefold)
    in_order = sorted(
        rows, key=lambda row: (row[0].casefold(), row[2] != "preferred", row[1].casefold())
    )
    assert rows == in_order


def test_every_term_leads_to_other_terms_of_its_group_or_finds_them_by_itself() -> None:
    synonyms = Synonyms(reading().groups)
    for group in reading().groups:
        texts = {term.text for term in group.terms}
        led = [
            {other.text for other in synonyms.of_phrase(_exact(term.text), in_capitals=True)}
            for term in group.terms
        ]
        assert any(led), group.name
        for term, others in zip(group.terms, led, strict=True):
            assert others <= texts - {term.text}, term.text


def test_short_forms_are_one_word_and_stand_beside_what_they_are_short_for() -> None:
    for group in reading().groups:
        short = [term for term in group.terms if term.kind in SHORT_FORMS]
        assert [term.text for term in short if " " in term.text] == []
        assert len(short) < len(group.terms), group.name


def test_the_readme_names_every_column_and_kind() -> None:
    text = resource("thesaurus", "README.md").read_text(encoding="utf-8")
    for name in (*COLUMNS, *TermKind):
        assert f"| `{name}` |" in text


def test_there_are_groups_for_the_whole_field() -> None:
    # That each occurs in the starter records is not asked: libraries are filled with other reports.
    assert len(reading().groups) >= 150


def test_every_short_form_of_two_or_three_letters_was_looked_at() -> None:
    short = {
        term.text
        for group in reading().groups
        for term in group.terms
        if term.kind in SHORT_FORMS and len(term.text) < 4
    }
    assert short == {form for forms in REVIEWED.values() for form in forms.split()}


def test_a_short_form_that_is_a_word_counts_in_capitals_only() -> None:
    in_capitals = {
        term.text
        for group in reading().groups
        for term in group.terms
        if term.kind is TermKind.CAPITALS
    }
    assert in_capitals == {*REVIEWED[A_WORD_IN_SMALL_LETTERS].split(), "DARE"}


#: In capitals they mean one thing in this field; in small letters they are words or names.
A_WORD_IN_SMALL_LETTERS = "a word, a name or another thing in small letters"

#: Why each short form is in the table, though it is so short. Left out, because they mean several
#: things in this field: ABC, ABI, CBA, CPO, FFT, IOM, LSC, NPS, PB, PND, RJ, ROI, SBS, SOA. Left
#: out, because what it stands for would then find a common word: BIS, HEMS, NICE, POP, SEND.
REVIEWED = {
    A_WORD_IN_SMALL_LETTERS: "ACE DES LEA MVP PSA SEN",
    "names one body or programme, and is no word": (
        "BCS CBI CPS CRE DTI DWP DfE DfT EEF EIF FNP GAO GBG HMT LGA MoJ NAO NCA NHS NRU OGC ONS "
        "PHE YEF YJB"
    ),
    "a term of law or government, and is no word": (
        "CSP FOI FPN HMO JSA LAA LSP PCC PRS RDA RSL VRU YOI YOT"
    ),
    "a term of crime, policing or roads, and is no word": (
        "ASB BWC BWV CCE CSE DVA FGM ILP IPV KSI RTA RTC"
    ),
    "a term of health or schools, and is no word": (
        "A&E CBT EAL ESL FSM GP MST MUP OST SEL STD STI TBI"
    ),
    "a term of research or management, and is no word": "KPI NNT PSM RCT VFM",
    "a term for people or organisations, and is no word": "BME CPP GRT NGO SME VCS",
}


def _exact(term: str) -> tuple[str, ...]:
    return side_by_side(term).exact


def test_section_60_and_stop_and_search_find_each_other() -> None:
    synonyms = Synonyms(reading().groups)
    for term in ("s60", "section 60"):
        others = {other.text for other in synonyms.of_phrase(_exact(term), in_capitals=False)}
        assert "stop and search" in others
