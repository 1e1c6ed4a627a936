"""Finding: pages, typing, interruption."""

from __future__ import annotations

import threading

import pytest

from evidence_library.errors import Cancelled
from evidence_library.model.record import Appraisal, Name
from evidence_library.model.vocabulary import Confidence
from evidence_library.services import find
from evidence_library.services.find import Order, Request
from evidence_library.services.opened import Library
from evidence_library.services.starter import add_to_new
from evidence_library.services.suggestions import Beginning
from tests.helpers.libraries import add, note


def titles(library: Library, request: Request, offset: int = 0, limit: int = 20) -> list[str]:
    found = find.search(library, request)
    return [hit.plain_title for hit in find.hits(library, found, offset, limit)]


def test_hits_are_read_page_by_page(library: Library) -> None:
    add(library, *(note(f"record {number}", year=2000 + number) for number in range(5)))
    request = Request(order=Order.OLDEST)
    assert titles(library, request, 0, 2) == ["record 0", "record 1"]
    assert titles(library, request, 4, 2) == ["record 4"]
    assert titles(library, request, 9, 2) == []


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.NEWEST, ["b", "A", "c"]),
        (Order.OLDEST, ["A", "b", "c"]),
        (Order.TITLE, ["A", "b", "c"]),
        (Order.RELEVANCE, ["b", "A", "c"]),
    ],
)
def test_orders(library: Library, order: Order, expected: list[str]) -> None:
    add(library, note("A", year=2001), note("c"), note("b", year=2002))
    assert titles(library, Request(order=order)) == expected


def test_the_surest_come_first_and_of_equals_the_newest(library: Library) -> None:
    for name, confidence, year in (
        ("a", "not rated", 2020),
        ("b", "high", 2001),
        ("c", "very low", 2020),
        ("d", "moderate", 2001),
        ("e", "moderate", 2002),
    ):
        appraisal = Appraisal(confidence=Confidence(confidence))
        add(library, note(name, "police", year=year, appraisal=appraisal))
    assert titles(library, Request("police", order=Order.CONFIDENCE)) == ["b", "e", "d", "c", "a"]


def test_little_words_need_not_be_there_and_it_is_said(library: Library) -> None:
    add(library, note("one", "Cameras in car parks."), note("two", "Car parks without."))
    found = find.search(library, Request("are there cameras in parks"))
    assert (found.total, found.most) == (1, None)
    assert found.left_out == ("are", "there", "in")
    assert found.leniency == "“are”, “there”, “in” need not be there."
    for exact in ("cameras AND in AND schools", '"are there cameras"', "+are cameras OR there"):
        assert find.search(library, Request(exact)).total == 0
    assert find.search(library, Request("in")).total == 1


def test_where_few_hold_all_words_those_with_most_follow(library: Library) -> None:
    add(
        library,
        note("parks", "street lamps", year=2020),
        note("all", "cameras at street lamps watched", year=1999),
        note("most", "cameras watched"),
        note("one", finding="Cameras helped."),
    )
    found = find.search(library, Request("cameras watched street lamps"))
    assert next(hit.plain_title for hit in find.hits(library, found)) == "all"
    assert found.total == 3
    assert str(found.most) == "1 of these holds all of the words; the others hold at least 2 of 4."
    none = find.search(library, Request("cameras zebras"))
    assert titles(library, Request("cameras zebras")) == ["one"]  # the others tell of it in passing
    assert str(none.most) == "None of these records holds both words; each holds one of them."
    assert find.search(library, Request("cameras zebras", lenient=False)).total == 0
    assert find.search(library, Request("zebras giraffes")).total == 0


def test_words_in_quotation_marks_and_fields_stay_required(library: Library) -> None:
    add(library, note("one cameras", kind="case study"), note("two cameras", kind="review"))
    found = find.search(library, Request('cameras zebras kind:"case study"'))
    assert found.total == 1
    assert find.search(library, Request('cameras "zebras"')).total == 0
    assert find.search(library, Request("cameras zebras -one")).total == 1


def test_while_typing_the_last_word_is_a_beginning(library: Library) -> None:
    add(library, note("one", "street lighting"))
    assert titles(library, Request("street ligh", typing=True)) == ["one"]
    assert titles(library, Request("street ligh", lenient=False)) == []


def test_other_words_find_a_record_and_are_told_and_marked(library: Library) -> None:
    add(library, note("one", "Repeat offending fell, and the repeat visits stopped."))
    found = find.search(library, Request("recidivism"))
    [hit] = find.hits(library, found)
    assert [span.text for span in hit.excerpt if span.marked] == ["Repeat offending"]
    assert "repeat offending" in found.also_searched


def test_without_other_words_only_forms_of_the_words_typed_are_found(library: Library) -> None:
    add(library, note("one", "recidivism"), note("two", "they reoffended"), note("three", "BAME"))
    found = find.search(library, Request("reoffending", synonyms=False))
    assert [hit.plain_title for hit in find.hits(library, found)] == ["two"]
    assert found.also_searched == ()
    assert find.search(library, Request("BME", synonyms=False)).total == 0


def test_a_term_is_not_opened_before_it_is_typed_to_its_end(library: Library) -> None:
    add(library, note("one", "recidivism"))
    assert titles(library, Request("reoffending", typing=True)) == []
    assert titles(library, Request("reoffending ", typing=True)) == ["one"]


def test_recommendations_are_counted_by_other_words_too(library: Library) -> None:
    add_to_new(library)
    counted = find.search(library, Request("ethnic minorities", synonyms=False)).recommendations
    assert find.search(library, Request("BAME")).recommendations == counted > 0
    assert find.search(library, Request("title:BAME")).recommendations == 0


def test_a_chosen_value_without_hits_stays_in_sight(library: Library) -> None:
    add(library, note("one", kind="evaluation"))
    found = find.search(library, Request(filters={"kind": frozenset({"toolkit"})}))
    assert [(value.value, value.count) for value in found.facets["kind"]] == [
        ("evaluation", 1),
        ("toolkit", 0),
    ]


def test_an_interrupted_search_is_cancelled_and_the_next_one_is_not(library: Library) -> None:
    add(library, note("one", "trust"))
    met = threading.Event()
    outcome: list[str] = []

    def supersede() -> None:
        met.wait()
        find.interrupt(library)

    other = threading.Thread(target=supersede)
    other.start()
    original = library.search._leaf

    def slow_leaf(*arguments: object) -> int:
        met.set()
        other.join()
        return original(*arguments)  # type: ignore[arg-type]

    library.search._leaf = slow_leaf  # type: ignore[method-assign,assignment]
    try:
        find.search(library, Request("trust police"))
    except Cancelled as stopped:
        outcome.append(str(stopped))
    library.search._leaf = original  # type: ignore[method-assign]
    assert outcome == ["The search was stopped."]
    assert find.search(library, Request("trust")).total == 1


def test_searches_in_many_threads_agree(library: Library) -> None:
    add(library, *(note(f"record {number}", "trust") for number in range(20)))
    totals: list[int] = []

    def ask() -> None:
        for _ in range(5):
            totals.append(find.search(library, Request("trust")).total)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert totals == [20] * 20


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("burglary", "It fell by half."),  # the title says why the record was found
        ("half", "It fell by half."),
        ("constables", "Fences and constables helped."),
        ("", "It fell by half."),
    ],
)
def test_below_a_title_stands_the_finding_unless_only_the_text_tells_why(
    library: Library, words: str, shown: str
) -> None:
    add(library, note("Burglary", "Fences and constables helped.", finding="It fell by half."))
    [hit] = find.hits(library, find.search(library, Request(words)))
    assert "".join(span.text for span in hit.passage) == shown


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("camras", "cameras"),
        ("Camras -zebra streat", "cameras -zebra street"),
        ("title:camras OR streat", "title:cameras OR street"),
        ("camras^2", "cameras^2"),
        ("cameras", ""),
        ("camera", ""),
        ("-camras", ""),
        ('"camras"', ""),
        ("cam", ""),
        ("xylophones", ""),
        ("recidivism", ""),
    ],
)
def test_a_near_word_of_the_library_is_offered_for_one_it_does_not_hold(
    library: Library, text: str, meant: str
) -> None:
    add(library, *(note(f"cameras {number}", "cameras in the street") for number in range(4)))
    assert find.search(library, Request(text)).did_you_mean == meant


def test_a_word_that_is_known_gives_way_to_a_far_commoner_one_only(library: Library) -> None:
    add(library, note("one", "polish"), *(note(f"p{number}", "polise") for number in range(2)))
    assert find.search(library, Request("polise")).did_you_mean == ""
    add(library, *(note(f"q{number}", "police") for number in range(20)))
    assert find.search(library, Request("polise")).did_you_mean == "police"


def test_a_word_that_is_not_finished_is_not_misspelt(library: Library) -> None:
    add(library, note("one", "cameras"))
    assert find.search(library, Request("camer", typing=True)).did_you_mean == ""
    assert find.search(library, Request("camras", typing=True)).did_you_mean == "cameras"


def test_nothing_else_is_offered_if_it_finds_no_more(library: Library) -> None:
    add(library, note("cameras"))
    assert find.search(library, Request("camras zebra", lenient=False)).did_you_mean == ""
    assert find.search(library, Request("camras zebra")).did_you_mean == "cameras zebra"


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        *(("rape", "race"), ("dogs", "does"), ("café", "came"), ("worn", "work")),
        *(("road", "read"), ("whos", "whose"), ("bench", "beach"), ("ther", "there")),
    ],
)
def test_a_word_does_not_give_way_to_another_that_is_no_slip_away(
    library: Library, typed: str, near: str
) -> None:
    add(library, *(note(f"n{number}", near) for number in range(20)))
    assert find.search(library, Request(f"{typed} zebras")).did_you_mean == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(
            ("wach", "watch"),
            ("wathc", "watch"),
            ("chidren", "children"),
            ("comunity", "community"),
        ),
        *(("gengs", "gangs"), ("burglery", "burglary"), ("wattch", "watch"), ("polise", "police")),
    ],
)
def test_a_slip_is_mended(library: Library, typed: str, meant: str) -> None:
    add(library, *(note(f"n{number}", meant) for number in range(3)))
    assert find.search(library, Request(typed)).did_you_mean == meant


def test_where_others_are_shown_only_words_that_no_record_holds_give_way(library: Library) -> None:
    add(library, *(note(f"Trust in police {number}", "police trust") for number in range(20)))
    add(library, note("one", "polise"))
    assert find.search(library, Request("polise trust zebras")).did_you_mean == ""
    offered = find.search(library, Request("polyce trust zebras")).did_you_mean
    assert offered == "police trust zebras"
    assert find.search(library, Request("polise")).did_you_mean == "police"


def test_a_name_does_not_make_a_word_right(library: Library) -> None:
    add(library, note("one", authors=(Name("Ann Wachs"),)))
    add(library, *(note(f"n{number}", "A watch on the street.") for number in range(3)))
    assert find.search(library, Request("wach street")).did_you_mean == "watch street"
    assert find.search(library, Request("wachs")).did_you_mean == ""


def test_words_of_terms_and_headings_are_right(library: Library) -> None:
    add(library, *(note(f"n{number}", "won swordn watch") for number in range(30)))
    assert find.search(library, Request("worn")).did_you_mean == ""


def test_a_beginning_that_is_no_word_leads_to_the_words_it_begins(library: Library) -> None:
    add(library, *(note(f"Cameras {number}", "in the street") for number in range(4)))
    found = find.search(library, Request("street camer"))
    assert found.beginning == Beginning("camer", "street camer*", 4)
    assert find.search(library, Request(found.beginning.query)).total == 4
    for text in ("cameras", "zebra", "camer*", '"camer"', "-camer", ""):
        assert find.search(library, Request(text)).beginning is None, text
    assert find.search(library, Request("camer", typing=True)).beginning is None
