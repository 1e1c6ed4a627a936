"""Markdown records: what curators may write, and what they are told when it does not fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.errors import UserCanFix
from evidence_library.importers.markdown_record import KEYS, read
from evidence_library.model.dates import Added, PartialDate
from evidence_library.model.ids import ConceptId, is_identity
from evidence_library.model.problem import Flag, Problem, Severity
from evidence_library.model.reading import Reading
from evidence_library.model.record import Link, Name, Place, Record, TopicHeading
from evidence_library.model.vocabulary import LinkRole, Workflow
from tests.unit.importers.refusals import refusal

HEADINGS = {"vul": ConceptId("c-1"), "vulnerable groups": ConceptId("c-1")}


def reading(matter: str, body: str = "") -> Reading:
    return read(f"---\n{matter}\n---\n{body}", "lamps.md", HEADINGS)


def record(matter: str, body: str = "") -> Record:
    return reading(matter, body).records[0]


def test_little_is_needed() -> None:
    made = record("title: Lamps\nkind: review")
    assert is_identity(made.id)
    assert (made.title, made.workflow, made.flags) == ("Lamps", Workflow.DRAFT, ())
    assert (made.source_name, made.source_text) == (
        "lamps.md",
        "---\ntitle: Lamps\nkind: review\n---\n",
    )
    assert record("title: Lamps").id != record("title: Lamps").id


def test_short_forms_are_understood() -> None:
    made = record(
        "authors: Kerr, A.; Home Office\n"
        "funders:\n- Home Office\n- name: Shelter\n  corporate: yes\n"
        "published: 5 January 2004\n"
        "added: 2011 (October DH)\n"
        "topics:\n- VUL Vulnerable Groups\n- VUL\n"
        "place:\n- Scotland\n- country: England\n  area: Hull\n"
        "tags: one\n"
        "workflow: Published\n"
    )
    assert made.authors == (Name("Kerr, A."), Name("Home Office", corporate=True))
    assert made.funders == (Name("Home Office", corporate=True), Name("Shelter", corporate=True))
    assert made.published == PartialDate(2004, 1, 5, raw="5 January 2004")
    assert made.added == Added(PartialDate(2011, 10, raw="2011 (October DH)"), by="DH")
    assert made.topics == (
        TopicHeading("Vulnerable Groups", ConceptId("c-1")),
        TopicHeading("VUL", ConceptId("c-1")),
    )
    assert made.place == (Place("Scotland"), Place("England", "Hull"))
    assert (made.tags, made.workflow, made.flags) == (("one",), Workflow.PUBLISHED, ())


def test_a_link_says_how_it_was_read_and_what_it_supports() -> None:
    made = record(
        "links:\n"
        "- role: source\n  url: http://a.b\n  note: Read in an archived copy\n"
        '  supports:\n  - Nine studies with 946 teenagers\n  - "Effect: none"\n'
        "- url: http://c.d\n  supports: One statement alone\n"
        "- url: http://e.f\n  note:\n  supports:\n"
    )
    assert made.links == (
        Link(
            role=LinkRole.SOURCE,
            url="http://a.b",
            note="Read in an archived copy",
            supports=("Nine studies with 946 teenagers", "Effect: none"),
        ),
        Link(role=LinkRole.RELATED, url="http://c.d", supports=("One statement alone",)),
        Link(role=LinkRole.RELATED, url="http://e.f"),
    )
    assert made.flags == ()


def test_an_empty_value_says_nothing() -> None:
    made = record("\n".join(f"{name}:" for name in KEYS if name != "id"))
    assert made == Record(id=made.id, source_name="lamps.md", source_text=made.source_text)


def test_an_unknown_name_is_reported_with_the_likely_one_and_its_value_is_kept() -> None:
    found = reading("title: Lamps\npubished: 2004\nlinks:\n- url: http://a.b\n  rol: source")
    message = "“pubished” is not a name the front matter may have; perhaps “published” is meant."
    assert found.records[0].flags == (
        Flag("unknown-name", message, "pubished", "pubished: '2004'"),
        Flag(
            "unknown-name",
            "“rol” is not a name the front matter may have; perhaps “role” is meant.",
            "rol",
            "rol: source",
        ),
    )
    assert found.problems[0] == Problem(
        Severity.WARNING, "unknown-name", f"Line 3: {message}", "pubished"
    )
    assert len(found.problems) == 2


def test_what_is_odd_is_flagged_and_kept() -> None:
    made = record(
        "kind: ballad\npublished: some day\nauthors:\n- Victim Support\ntopics:\n- Lamps",
        "## Why {aims}\n",
    )
    assert [(flag.code, flag.where, flag.raw) for flag in made.flags] == [
        ("name-unsure", "authors", "Victim Support"),
        ("date-not-understood", "published", "some day"),
        ("unknown-heading", "topics", "Lamps"),
        ("unknown-kind", "kind", "ballad"),
        ("unknown-section-kind", "sections", "Why {aims}"),
    ]
    assert (made.kind, made.published) == ("ballad", PartialDate(raw="some day"))


@pytest.mark.parametrize(
    ("matter", "says"),
    [
        ("title:\n- a", "Line 2 of “lamps.md”: “title” must be a text."),
        ("tags:\n  a: b", "Line 2 of “lamps.md”: “tags” must be a list of texts."),
        ("links: none", "“links” must be a list."),
        ("links:\n- none", "must have names and values below it."),
        ("links:\n- note:\n  - a", "Line 3 of “lamps.md”: “note” must be a text."),
        (
            "links:\n- url: x\n  supports:\n  - Effect: none",
            "Line 4 of “lamps.md”: “supports” must be a list of texts.",
        ),
        ("links:\n- supports:\n    a: b", "“supports” must be a list of texts."),
        ("links:\n- supports:\n  - [a]", "“supports” must be a list of texts."),
        ("appraisal: high", "“appraisal” must have names and values below it."),
        ("topics: Lamps", "must be a list, each heading on a line after “- ”."),
        ("id: 12", "“id” is “12” but must be an identity (UUID)."),
        ("workflow: publishd", "but must be one of suggested, screening, excluded, draft"),
        ("workflow: publishd", "(perhaps “published”)."),
        ("outcomes:\n- outcome: x\n  direction: up", "Line 4 of “lamps.md”: “direction” is “up”"),
        ("outcomes:\n- outcome: x", "“direction” is missing; it is one of improved"),
        ("outcomes:\n- direction: worse\n  main: maybe", "must be true or false."),
        ("appraisal:\n  maryland: 6", "Line 3 of “lamps.md”: “maryland” is 6 but must be from 1"),
        ("appraisal:\n  cost_band: much", "“cost_band” is “much” but must be a whole number."),
        (
            "appraisal:\n  cost_band: |\n    much\n    more",
            "“cost_band” is “much more” but must be a whole number.",
        ),
        ("relations:\n- type: is about", "“to” is missing; it is the identity"),
        ("relations:\n- to: x", "“type” is missing; it is one of evaluates"),
        ("recommendation_sets: 12", "must hold identities (UUIDs) of sets."),
        (
            "published:\n  value: January",
            "“value” is “January” but must be like 2004, 2004-01 or 2004-01-05.",
        ),
        ("title: a: b", "“lamps.md” cannot be read: Line 2 of the front matter cannot be read"),
        ("attachments:\n- size: " + "9" * 30, "“size” is “9999"),
    ],
)
def test_what_does_not_fit_is_told_with_name_and_line(matter: str, says: str) -> None:
    with pytest.raises(UserCanFix) as caught:
        record(matter)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_line_ends_of_windows_change_nothing() -> None:
    text = "---\r\ntitle: Lamps\r\n---\r\n\r\n## Aim\r\n\r\nLight.\r\n"
    made = read(text, "lamps.md", {}).records[0]
    assert (made.title, made.sections[0].body, made.source_text) == ("Lamps", "Light.", text)


def test_identities_are_brought_to_their_usual_spelling() -> None:
    made = record("id: 0A5F3F0E-4A55-4F0C-9F4E-0B8C6D1F7C11")
    assert made.id == "0a5f3f0e-4a55-4f0c-9f4e-0b8c6d1f7c11"


values = st.sampled_from(["x", "[x]", "{a: b}", "[{a: b}]", "", "[[x]]", "{value: 2004}", "- x"])


@given(st.dictionaries(st.sampled_from(KEYS), values | st.text(max_size=10), max_size=6))
def test_any_front_matter_is_read_or_refused(matter: dict[str, str]) -> None:
    text = "\n".join(f"{name}: {value}" for name, value in matter.items())
    assert "\n" not in refusal(lambda: record(text))
