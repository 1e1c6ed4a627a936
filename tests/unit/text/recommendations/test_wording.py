"""The wording of a recommendation is divided, and put together again it is the whole text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.text.recommendations.part_markers import NUMERALS
from evidence_library.text.recommendations.wording import Wording, read_wording


def codes(wording: Wording) -> list[str]:
    return [oddity.code for oddity in wording.oddities]


@pytest.mark.parametrize(
    ("text", "kept", "closing", "flags"),
    [
        (
            "The guidance should: i) say; and ii) show. The guidance should be sent out.",
            "show.",
            "The guidance should be sent out.",
            ["closing-text"],
        ),
        (
            "The guidance should: i) say; and ii) show. It should end. The guidance will grow.",
            "show. It should end.",
            "The guidance will grow.",
            ["refers-back", "closing-text"],
        ),
        (
            "To do it, DTI should: i) say; and ii) show. This should be yearly.",
            "show. This should be yearly.",
            "",
            ["refers-back"],
        ),
        (
            "DTI should: i) say; and ii) show. Progress should be told.",
            "show. Progress should be told.",
            "",
            ["kept-in-part"],
        ),
        (
            "DTI should: i) say. DTI should say more; and ii) show.",
            "show.",
            "",
            [],
        ),
        (
            "Help should be given: i) DTI should say; and ii) DWP should. DWP should show it too.",
            "DWP should. DWP should show it too.",
            "",
            ["kept-in-part"],
        ),
    ],
)
def test_text_behind_the_last_part_closes_the_whole_or_stays(
    text: str, kept: str, closing: str, flags: list[str]
) -> None:
    wording = read_wording(text)
    assert (wording.parts[-1][1], wording.closing, codes(wording)) == (kept, closing, flags)


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("Light the quay.", []),
        ("Light the quay", ["no-full-stop"]),
        ("Light the quay: i) now.", ["lone-marker"]),
        ("i) Light the quay. ii) Light the pier.", ["no-stem"]),
        ("Do three things: i) a; ii) b.", ["stated-count"]),
        ("Help: i) should double it; ii) HO should go.", ["part-without-subject"]),
        ("Help: i) HO: ii) DTI.", ["part-ends-with-colon"]),
        ("Help: i) ii) DTI.", ["empty-part"]),
        ("The old pier the old pier had had a lamp.", ["repeated-words"]),
        ("Do two things: i) a; ii) b; iii) c.", ["stated-count"]),
        ("Help: (a) light it; (b) mend it.", ["other-markers"]),
        ("Help: 1) light it; 2) mend it.", ["other-markers"]),
        ("Help: I) light it; II) mend it.", ["other-markers"]),
        ("Help: i. light it; ii. mend it.", ["other-markers"]),
        ("Help: i) light (a) lamps, (b) lanterns; ii) mend.", ["other-markers"]),
        ("See (a) below.", []),
        ("", []),
    ],
)
def test_oddities_are_noted(text: str, flags: list[str]) -> None:
    assert codes(read_wording(text)) == flags


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_a_run_of_up_to_six_repeated_words_is_noted(count: int) -> None:
    run = " ".join(["lamps", "of", "the", "old", "quay", "wall"][:count])
    (oddity,) = read_wording(f"Mend {run} {run} now.").oddities
    assert (oddity.code, oddity.raw) == ("repeated-words", f"{run} {run}")


pieces = st.lists(
    st.sampled_from(
        [
            "The guidance should:",
            "i)",
            "ii)",
            "(iii)",
            "This should go.",
            "The guidance may.",
            "and",
        ]
    )
    | st.text(st.sampled_from("aA .;:()“”"), max_size=12),
    max_size=14,
)


@given(pieces)
def test_nothing_is_lost_and_nothing_is_doubled(parts: list[str]) -> None:
    text = " ".join(" ".join(parts).split())
    wording = read_wording(text)
    left = text
    for numeral, part in [("", wording.stem), *wording.parts, ("", wording.closing)]:
        if numeral:
            left = left.removeprefix("(")
            assert left.startswith(f"{numeral})")
            left = left[len(numeral) + 1 :].lstrip()
        assert left.startswith(part)
        left = left[len(part) :].lstrip()
    assert left == ""
    assert tuple(numeral for numeral, _ in wording.parts) == NUMERALS[: len(wording.parts)]
