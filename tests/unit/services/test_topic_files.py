"""The topic scheme goes into SKOS and comes back; files of others add and change headings."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.errors import EnvironmentFailed, UserCanFix
from evidence_library.exporters import skos as skos_out
from evidence_library.exporters.skos import Form
from evidence_library.importers import skos as skos_in
from evidence_library.model.concept import Concept, HeadingEvent
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import ConceptId
from evidence_library.model.vocabulary import HeadingStatus
from evidence_library.services import curate, find, topic_files, topics
from evidence_library.services import heading_edits as edits
from evidence_library.services.find import Request
from evidence_library.services.heading_edits import Parts
from evidence_library.services.opened import Library
from evidence_library.store.concepts import load
from evidence_library.text.partial_dates import parse_partial_date
from tests.helpers.libraries import add, concept, empty_library, heading, identity, note

ENDINGS = {Form.TURTLE: ".ttl", Form.XML: ".rdf", Form.JSON: ".jsonld"}

IDS = [ConceptId(identity(f"heading {number}")) for number in range(4)]
signs = st.characters(exclude_categories=("C", "Z"))
texts = st.text(signs, min_size=1, max_size=12)
labels = st.lists(texts, max_size=3, unique=True).map(tuple)
dates = st.sampled_from(["2004", "January 2004", "2011-02-03", "nobody knows"]).map(
    parse_partial_date
)


@st.composite
def schemes(draw: st.DrawFn) -> list[Concept]:
    """Headings in a chain of random shape, each with all that can be said of one."""
    names = draw(st.lists(texts, min_size=4, max_size=4, unique_by=str.casefold))
    made = []
    for number, (key, label) in enumerate(zip(IDS, names, strict=True)):
        above = draw(st.sampled_from([None, *IDS[:number]]))
        replaced = draw(st.sampled_from([None, None, *IDS[:number]]))
        made.append(
            Concept(
                id=key,
                notation=draw(st.just("") | texts),
                label=label,
                alternative_labels=draw(labels),
                hidden_labels=draw(labels),
                broader=above,
                related=tuple(draw(st.sets(st.sampled_from(IDS), max_size=2)) - {key}),
                scope_note=draw(st.just("") | texts | st.just("One.\n\nTwo.")),
                status=draw(st.sampled_from(HeadingStatus)),
                source=draw(st.just("") | texts),
                valid_from=draw(st.none() | dates),
                valid_to=draw(st.none() | dates),
                replaced_by=replaced,
                retired=not replaced and draw(st.booleans()),
                position=draw(st.integers(0, 9)),
                history=tuple(
                    HeadingEvent(date, event)
                    for date, event in draw(st.lists(st.tuples(dates, texts), max_size=2))
                ),
            )
        )
    return made


def unordered(concept: Concept) -> Concept:
    """Give a heading with its labels in an order of their own: in SKOS they have none."""
    others = set(concept.alternative_labels) - {concept.label}
    return replace(
        concept,
        alternative_labels=tuple(sorted(others)),
        hidden_labels=tuple(sorted(concept.hidden_labels)),
        related=tuple(sorted(concept.related)),
    )


@pytest.mark.parametrize("form", Form)
@settings(max_examples=12, deadline=None)
@given(scheme=schemes())
def test_what_is_written_is_read_back(form: Form, scheme: list[Concept]) -> None:
    data = skos_out.write(scheme, form)
    reading = skos_in.read(data, f"scheme{ENDINGS[form]}")
    assert {one.id: one for one in reading.concepts} == {one.id: unordered(one) for one in scheme}


def changed(library: Library) -> None:
    """Do to the scheme all that leaves a trace in it."""
    add(library, note("home", topics=(heading(library, "Housing"),)))
    for edit in (
        edits.rename("Housing", "Homes and Tenancies"),
        edits.merge(["ASB.2"], "ASB.1"),
        edits.split("ASB.3", Parts(into=["Litter", "Dogs"])),
        edits.retire("ASB.4"),
        edits.add("Something new"),
        edits.shift("Antisocial Behaviour", 3),
    ):
        topics.commit(library, edit)


@pytest.mark.parametrize("ending", topic_files.FORMS)
def test_a_scheme_goes_to_another_library_and_changes_nothing_in_its_own(
    library: Library, tmp_path: Path, ending: str
) -> None:
    changed(library)
    path = tmp_path / f"headings{ending}"
    assert topic_files.export(library, path) > 99
    own = topic_files.preview(library, path)
    assert (own.preview.any, own.steps, own.missing) == (False, (), ())
    assert not topic_files.commit(library, own).any
    other = empty_library(tmp_path / "other")
    plan = topic_files.preview(other, path)
    assert "New heading “Litter”." in plan.steps
    assert any("is called “Homes and Tenancies”" in step for step in plan.steps)
    topic_files.commit(other, plan)
    # What was done to a heading stands in its history besides that it was imported.
    bare = {key: replace(unordered(one), history=()) for key, one in every(library).items()}
    assert {key: replace(unordered(one), history=()) for key, one in every(other).items()} == bare
    assert [one.concept.id for one in topics.headings(other)] == [
        one.concept.id for one in topics.headings(library)
    ]
    curate.undo(other)
    assert concept(other, "Housing").history == ()
    other.close()


def every(library: Library) -> dict[ConceptId, Concept]:
    scheme = load(library.connections.reader())
    return {**scheme.concepts, **scheme.replaced}


FOREIGN = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <http://example.org/> .
@prefix dct: <http://purl.org/dc/terms/> .
ex:scheme a skos:ConceptScheme ; skos:prefLabel "Their scheme"@en .
ex:asb a skos:Concept ; skos:prefLabel "Anti-social behaviour"@en, "Asoziales"@de ;
  skos:notation "ASB" ; skos:topConceptOf ex:scheme .
ex:noise a skos:Concept ; skos:prefLabel "Loud music" ; skos:altLabel "boom boxes" ;
  skos:broader ex:asb ; skos:changeNote "Was Noise once" .
ex:homes a skos:Concept ; skos:prefLabel "housing"@en ; skos:scopeNote "Where people live." .
ex:old a skos:Concept ; skos:prefLabel "Restorative Justice"@en ; dct:isReplacedBy ex:homes .
"""


def file(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_file_of_others_is_matched_by_notation_and_label(
    library: Library, tmp_path: Path
) -> None:
    before = concept(library, "Antisocial Behaviour")
    add(library, note("noise", topics=(heading(library, "Antisocial Behaviour"),)))
    add(library, note("circle", topics=(heading(library, "Restorative Justice"),)))
    plan = topic_files.preview(library, file(tmp_path, "theirs.ttl", FOREIGN))
    assert [title for _key, title in plan.preview.records] == ["circle", "noise"]
    assert plan.preview.rewritten == 1
    assert len(plan.missing) == 96
    assert plan.steps[0] == (
        "Heading “Antisocial Behaviour”: is called “Anti-social behaviour”; is also called "
        "“Asoziales”."
    )
    topic_files.commit(library, plan)
    after = concept(library, "Anti-social behaviour")
    assert after.id == before.id
    assert after.status is before.status
    assert set(before.alternative_labels) - {"anti-social behaviour"} <= set(
        after.alternative_labels
    )
    made = concept(library, "Loud music")
    assert (made.broader, made.status) == (before.id, "proposed")
    assert [event.note for event in made.history] == ["Was Noise once"]
    assert concept(library, "housing").scope_note == "Where people live."
    assert find.search(library, Request('topic:"restorative justice"')).total == 1
    assert find.search(library, Request("topic:RAC.5")).total == 1
    curate.undo(library)
    assert concept(library, "Antisocial Behaviour") == before


SKOS = "http://www.w3.org/2004/02/skos/core#"
PREFIX = f"@prefix skos: <{SKOS}> . @prefix ex: <http://example.org/> . "
XML = f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="{SKOS}">'


def in_turtle(*lines: str) -> str:
    return PREFIX + " ".join(f"{line} ." for line in lines)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.ttl", "this is no Turtle", "“a.ttl” is damaged and cannot be read (line 1)."),
        ("a.ttl", PREFIX, "holds no topic headings"),
        ("a.ttl", "", "is empty"),
        ("a.txt", "x", "does not say what it is"),
        ("a.rdf", XML + "<skos:Concept>", "is damaged and cannot be read (line 1)"),
        ("a.jsonld", '{"@graph": [', "is damaged"),
        ("a.jsonld", "[" * 60_000, "nested too deeply|is damaged"),
        ("a.ttl", PREFIX + "ex:a skos:related " + "[ skos:related " * 9_000, "too deeply|damaged"),
        (
            "a.rdf",
            '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + XML + "</rdf:RDF>",
            "has a document type",
        ),
        ("a.jsonld", '{"@context": "http://example.org/c.json"}', "fetched from elsewhere"),
        (
            "a.jsonld",
            json.dumps({"@context": {"p": {"@id": "x", "@context": ["http://example.org"]}}}),
            "fetched from elsewhere",
        ),
        ("a.jsonld", json.dumps({"@context": {"@import": "x"}}), "fetched from elsewhere"),
        ("a.ttl", in_turtle("ex:a a skos:Concept"), "has no label: http://example.org/a"),
        (
            "a.ttl",
            in_turtle(
                'ex:a skos:prefLabel "A"; skos:broader ex:b',
                'ex:b skos:prefLabel "B"; skos:broader ex:a',
            ),
            "stands below itself",
        ),
        ("a.ttl", in_turtle('ex:a skos:prefLabel "A"; skos:broader ex:a'), "stands below itself"),
        (
            "a.ttl",
            in_turtle('ex:a skos:prefLabel "A"', 'ex:b skos:prefLabel "a"'),
            "Two headings in “a.ttl” are called “a”",
        ),
        ("a.ttl", in_turtle('ex:a skos:prefLabel "A", "B"'), "has two preferred labels"),
        (
            "a.ttl",
            in_turtle(
                'ex:a skos:prefLabel "Housing"', 'ex:b skos:prefLabel "B"; skos:notation "RAC.5"'
            ),
            "both mean the heading “Housing”",
        ),
        (
            "a.ttl",
            in_turtle('ex:a skos:prefLabel "Housing"; skos:notation "ASB"'),
            "the same label",
        ),
        (
            "a.ttl",
            in_turtle(
                'ex:a skos:prefLabel "Housing"; skos:narrower ex:r',
                'ex:r skos:notation "RAC"; skos:prefLabel "Race"',
            ),
            "would stand below itself",
        ),
        ("a.ttl", in_turtle(f'ex:a skos:prefLabel "{"x" * 200}"'), "at most 160 letters"),
    ],
)
def test_what_cannot_be_taken_is_said_in_one_sentence_and_changes_nothing(
    library: Library, tmp_path: Path, name: str, text: str, said: str
) -> None:
    before = every(library)
    with pytest.raises(UserCanFix, match=said if "|" in said else None) as error:
        topic_files.preview(library, file(tmp_path, name, text))
    if "|" not in said:
        assert said in str(error.value)
    assert "\n" not in str(error.value)
    assert every(library) == before


def test_a_file_that_is_too_large_or_not_there_is_refused(library: Library, tmp_path: Path) -> None:
    large = file(tmp_path, "large.ttl", b" " * (skos_in.LARGEST + 1))
    with pytest.raises(UserCanFix, match="larger than 8 MB"):
        topic_files.preview(library, large)
    with pytest.raises(EnvironmentFailed, match="could not be read"):
        topic_files.preview(library, tmp_path / "none.ttl")
    with pytest.raises(UserCanFix, match=r"end it with \.ttl"):
        topic_files.export(library, tmp_path / "headings.csv")


def test_odd_literals_and_dates_are_taken_as_text(library: Library, tmp_path: Path) -> None:
    text = in_turtle(
        'ex:a skos:prefLabel "A thing"; <urn:evidence-library:terms:position> "many"^^'
        "<http://www.w3.org/2001/XMLSchema#integer>; skos:notation 7"
    )
    plan = topic_files.preview(library, file(tmp_path, "odd.ttl", text))
    topic_files.commit(library, plan)
    made = concept(library, "A thing")
    assert (made.notation, made.position, made.valid_from) == ("7", 0, None)
    assert PartialDate() == parse_partial_date("")
