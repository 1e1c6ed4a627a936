"""Files of others say things in ways of their own: each is taken, or told."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.model.vocabulary import HeadingStatus
from evidence_library.services import heading_edits as edits
from evidence_library.services import topic_files, topics
from evidence_library.services.opened import Library
from evidence_library.services.topic_files import FilePlan
from tests.helpers.libraries import concept

HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix el: <urn:evidence-library:terms:> .
@prefix x: <http://example.org/> .
"""


def taken(library: Library, folder: Path, text: str) -> FilePlan:
    """Import a file in Turtle, after a look."""
    path = folder / "theirs.ttl"
    path.write_text(HEAD + text, encoding="utf-8")
    plan = topic_files.preview(library, path)
    topic_files.commit(library, plan)
    return plan


def above(library: Library, label: str) -> str:
    scheme = library.search.facets_now().scheme
    found = scheme.meant(concept(library, label).broader)
    return found.label if found else ""


def test_what_a_heading_says_of_itself_comes_first(library: Library, tmp_path: Path) -> None:
    plan = taken(
        library,
        tmp_path,
        'x:a a skos:Concept; skos:prefLabel "Aye"; skos:narrower x:c .'
        'x:b a skos:Concept; skos:prefLabel "Bee" .'
        'x:c a skos:Concept; skos:prefLabel "Cee"; skos:broader x:b .'
        'x:d a skos:Concept; skos:prefLabel "Dee"; skos:broaderTransitive x:b, x:c .'
        "x:c skos:broaderTransitive x:b .",
    )
    assert (above(library, "Cee"), above(library, "Dee")) == ("Bee", "Cee")
    assert "“Cee” has several broader headings: “Bee” was taken, “Aye” was not." in plan.notes


def test_languages_definitions_and_groups(library: Library, tmp_path: Path) -> None:
    plan = taken(
        library,
        tmp_path,
        'x:a a skos:Concept; skos:prefLabel "Neighbors"@en-US, "Neighbours"@en-GB, "Nachbarn"@de; '
        'skos:definition "Who lives near." .'
        'x:b a skos:Concept; skos:prefLabel "Bee"; skos:scopeNote "S."; skos:note "N." .'
        'x:g a skos:Collection; skos:prefLabel "Group"; skos:member x:a .'
        'x:p a x:Person; skos:prefLabel "Ann" .'
        'x:u skos:prefLabel "Untyped" .'
        '[] a skos:Concept; skos:prefLabel "Nameless" .',
    )
    made = concept(library, "Neighbours")
    assert set(made.alternative_labels) == {"Neighbors", "Nachbarn"}
    assert made.scope_note == "Who lives near."
    assert concept(library, "Untyped")
    told = " ".join(plan.notes)
    for part in ("blank nodes", "collection was left out", "example.org/p", "beside it"):
        assert part in told
    assert not {"Group", "Ann", "Nameless"} & set(plan.preview.added)
    assert plan.counted == "3 new"
    with pytest.raises(UserCanFix, match="two preferred labels"):
        taken(library, tmp_path, 'x:q a skos:Concept; skos:prefLabel "One"@en, "Two"@en .')


def test_new_headings_are_proposed_and_stand_last(library: Library, tmp_path: Path) -> None:
    plan = taken(
        library,
        tmp_path,
        'x:a a skos:Concept; skos:prefLabel "Aye"; el:status "verified"; dct:source "S" .'
        f"x:b a skos:Concept; skos:prefLabel 'Bee'; "
        f"skos:broader <urn:uuid:{concept(library, 'Housing').id}> .",
    )
    assert concept(library, "Aye").status is HeadingStatus.PROPOSED
    assert "“Aye” is said to be verified; it is proposed here." in plan.notes
    level = [one for one in topics.headings(library) if one.depth == 0]
    assert level[-1].concept.label == "Aye"
    assert above(library, "Bee") == "Housing"


def test_another_name_of_a_heading_renames_nothing(library: Library, tmp_path: Path) -> None:
    housing = concept(library, "Housing")
    topics.commit(library, edits.rename("Housing", "Homes"))
    plan = taken(library, tmp_path, 'x:a a skos:Concept; skos:prefLabel "Housing" .')
    assert concept(library, "Homes").id == housing.id
    assert concept(library, "Housing").id != housing.id
    assert any("is another name of “Homes”" in one for one in plan.notes)


def test_what_leads_nowhere_is_told_and_replaced_headings_are_followed(
    library: Library, tmp_path: Path
) -> None:
    for old, new in (("Housing", "Restorative Justice"), ("Restorative Justice", "CCTV")):
        topics.commit(library, edits.merge([old], new))
    scheme = library.search.facets_now().scheme
    gone = next(one for one in scheme.replaced.values() if one.label == "Housing")
    plan = taken(
        library,
        tmp_path,
        f"x:a a skos:Concept; skos:prefLabel 'Aye'; skos:broader <urn:uuid:{gone.id}> ."
        'x:b a skos:Concept; skos:prefLabel "Bee"; skos:broader x:nobody .'
        'x:c a skos:Concept; skos:prefLabel "Cee"; dct:isReplacedBy x:nobody .',
    )
    assert above(library, "Aye") == "CCTV"
    told = [one for one in plan.notes if "http://example.org/nobody" in one]
    assert len(told) == 2
    assert concept(library, "Cee").retired


def test_a_heading_the_file_retires_is_retired_as_by_hand(library: Library, tmp_path: Path) -> None:
    child = next(one for one in topics.headings(library) if one.depth == 1)
    parent = next(
        one.concept for one in topics.headings(library) if one.concept.id == child.concept.broader
    )
    plan = taken(
        library,
        tmp_path,
        f"<urn:uuid:{parent.id}> a skos:Concept; skos:prefLabel '{parent.label}'; "
        "owl:deprecated true .",
    )
    assert concept(library, parent.label).retired
    assert above(library, child.concept.label) == ""
    assert "1 retired" in plan.counted
    if parent.alternative_labels:
        assert any(one.startswith("Stays, though not in the file") for one in plan.notes)
