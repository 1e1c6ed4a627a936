"""Names: one or several, a person or a body, and when that is not sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.importers.names import is_sure, one_name, read_names
from evidence_library.model.record import Name


def body(name: str) -> Name:
    return Name(name, corporate=True)


@pytest.mark.parametrize(
    ("text", "names", "pattern", "flags"),
    [
        ("Audit Commission", [body("Audit Commission")], "", []),
        ("Kerr, A.", [Name("Kerr, A.")], "", []),
        (
            "Kerr, A., van der Berg, C.D. and McIver-Muir, B",
            [Name("Kerr, A."), Name("van der Berg, C.D."), Name("McIver-Muir, B")],
            "{}, {} and {}",
            [],
        ),
        ("Kerr, A.; Home Office", [Name("Kerr, A."), body("Home Office")], "", []),
        ("Home Office & CRE", [body("Home Office"), body("CRE")], "{} & {}", []),
        (
            "Jane Kerr and Bob Muir",
            [Name("Jane Kerr"), Name("Bob Muir")],
            "{} and {}",
            ["name-unsure", "name-unsure"],
        ),
        (
            "Department for Work and Pensions",
            [body("Department for Work and Pensions")],
            "",
            ["names-unsure"],
        ),
        (
            "Jane Kerr, Harbour University",
            [body("Jane Kerr, Harbour University")],
            "",
            ["names-unsure"],
        ),
        ("Shelter", [body("Shelter")], "", ["name-unsure"]),
        ("Victim Support", [Name("Victim Support")], "", ["name-unsure"]),
        ("JOHN SMITH", [Name("JOHN SMITH")], "", ["name-unsure"]),
        ("HOME OFFICE", [body("HOME OFFICE")], "", []),
        ("", [], "", []),
    ],
)
def test_names_are_told_apart_and_doubts_are_flagged(
    text: str, names: list[Name], pattern: str, flags: list[str]
) -> None:
    found = read_names(text, "authors")
    assert (list(found.names), found.pattern) == (names, pattern)
    assert [flag.code for flag in found.flags] == flags
    assert all(flag.where == "authors" for flag in found.flags)


def test_a_single_name_is_judged_as_it_stands() -> None:
    assert one_name("Kerr, A. and Muir, B.") == Name("Kerr, A. and Muir, B.")
    assert one_name("Police Service and Council") == body("Police Service and Council")
    assert not is_sure("Jane Kerr")


_lines = st.lists(
    st.sampled_from(["Kerr, A.", "Jane Muir", "Audit Commission", ";", ",", "and", "&", "x"])
).map(" ".join)


@given(st.one_of(_lines, st.text().filter(lambda text: "{}" not in text)))
def test_the_pattern_gives_the_line_back(text: str) -> None:
    found = read_names(text, "authors")
    if not found.pattern:
        assert len(found.names) <= 1
        return
    pieces = found.pattern.split("{}")
    names = [name.name for name in found.names]
    woven = "".join(a + b for a, b in zip(pieces, [*names, ""], strict=True))
    assert woven == " ".join(text.split())
