"""The passage shown below a hit: whole sentences with the words sought close together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidence_library.text.marks import Marks, Span
from evidence_library.text.passages import best_passage, blocks

POLICE_TRUST = Marks(stems=frozenset({"trust", "polic"}))
WORK = Marks(stems=frozenset({"employ"}))


def told(parts: list[str], marks: Marks, length: int = 220) -> str:
    return "".join(span.text for span in best_passage(parts, marks, length))


def test_the_passage_is_the_sentences_with_most_different_words() -> None:
    text = (
        "Trust rose. " + "Nothing here. " * 9 + "Police won trust. It lasted. " + "End here. " * 9
    )
    passage = best_passage([text], POLICE_TRUST, 80)
    assert [span.text for span in passage if span.marked] == ["Police", "trust"]
    shown = "".join(span.text for span in passage)
    assert shown.startswith("Police won trust. It lasted.")
    assert shown.endswith("End here.")


def test_of_passages_with_the_same_words_the_closest_is_shown() -> None:
    text = "Police came. Much else was said of other things. Trust fell. " * 2
    assert told([text, "Police and trust."], POLICE_TRUST, 60) == "Police and trust."


def test_a_sentence_that_is_too_long_is_cut_between_words() -> None:
    text = "trust " + "filler " * 60 + "police and trust meet here " + "filler " * 60
    passage = best_passage([text], POLICE_TRUST, 80)
    assert [span.text for span in passage if span.marked] == ["police", "trust"]
    assert passage[0] == Span("… ")
    assert passage[-1] == Span(" …")
    words = "".join(span.text for span in passage).strip(" …").split()
    assert set(words) <= set(text.split())


def test_entries_of_a_list_and_headings_do_not_run_into_each_other() -> None:
    markdown = "Intro.\n\n- **Police:** visited\n- Trust rose\n\n## Limits\nThe study was small."
    parts = list(blocks(markdown))
    assert parts == ["Intro.", "Police: visited", "Trust rose", "The study was small."]
    assert told(parts, POLICE_TRUST) == "Police: visited · Trust rose"
    assert told(parts, Marks(stems=frozenset({"studi"}))) == "The study was small."


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "Before it. See Refs. 2 and 3 by Dr. Police of Leeds. " + "After it all ended. " * 9
    assert told([text], Marks(stems=frozenset({"leed"})), 45) == text[11:53].strip()


def test_without_a_match_the_passage_is_the_beginning() -> None:
    assert best_passage(["Short text."], Marks()) == (Span("Short text."),)
    assert best_passage(["Short text."], POLICE_TRUST, always=False) == ()
    assert best_passage([], POLICE_TRUST) == ()


lines = st.lists(st.text("police trust. A\n- #", max_size=60), max_size=4)


@given(lines, st.integers(10, 80))
def test_a_passage_is_a_stretch_of_the_text_and_cuts_no_word(texts: list[str], length: int) -> None:
    parts = [block for text in texts for block in blocks(text)]
    shown = told(parts, POLICE_TRUST, length).strip("… ")
    whole = " · ".join(parts)
    assert shown in whole
    assert set(shown.split()) <= set(whole.split())


def test_a_long_sentence_is_cut_where_it_pauses() -> None:
    words = (
        "work (8 to 14): an Action Plan for Jobcentre Plus, New Deal and pilots, providers in sixty"
    )
    text = f"It names many things about {words} districts, the employment service, and so on."
    shown = "".join(span.text for span in best_passage([text], WORK, 80))
    assert shown.startswith("… ")
    assert shown.removeprefix("… ").startswith(("New Deal", "providers", "an Action"))
    assert not shown.removesuffix(" …").endswith((" and", ",", "the"))


def test_an_entry_that_begins_with_a_small_letter_shows_that_it_goes_on() -> None:
    entry = "better health and employment opportunities"
    shown = "".join(span.text for span in best_passage([entry], WORK))
    assert shown == f"… {entry}"
