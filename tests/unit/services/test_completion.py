"""What is offered while somebody types, and what taking it writes."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_library.query.parsing import parse
from evidence_library.services.completion import MOST, Kind, Offer, complete
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, heading, note


def _offers(library: Library, text: str, *earlier: str) -> list[Offer]:
    return list(complete(library, text, len(text), earlier))


def _told(library: Library, text: str, *earlier: str) -> list[tuple[str, str, int | None]]:
    return [(one.kind.value, one.words, one.count) for one in _offers(library, text, *earlier)]


def _fill(library: Library) -> None:
    burglary = heading(library, "Housebreaking")
    add(
        library,
        note("one", "Police and policy", tags=("first week",), topics=(burglary,), year=2004),
        note("two", "Police on the beat", tags=("police cadets",), kind="toolkit", year=2011),
        note("three", "Nothing of this"),
    )


def test_words_of_the_library_come_with_the_number_of_records(library: Library) -> None:
    _fill(library)
    words = [one for one in _told(library, "on the poli") if one[0] == "word"]
    assert words == [("word", "police", 2), ("word", "policy", 1)]
    [first, *_] = [one for one in _offers(library, "on the poli") if one.kind is Kind.WORD]
    assert first.put_into("on the poli") == ("on the police ", 14)
    assert first.put_into("on the poli beat") == ("on the police beat", 14)


def test_fields_are_offered_by_all_their_names(library: Library) -> None:
    assert ("field", "confidence: (how sure)", None) in _told(library, "conf")
    [by] = [one for one in _offers(library, "-desi") if one.kind is Kind.FIELD]
    assert by.put_into("-desi") == ("-evidence:", 10)


def test_headings_and_tags_are_offered_with_their_field(library: Library) -> None:
    _fill(library)
    told = _told(library, "house")
    assert ("topic heading", "Housebreaking", 1) in told
    [tag] = [one for one in _offers(library, "cadet") if one.kind is Kind.TAG]
    assert tag.insert == 'tag:"police cadets"'


def test_behind_a_field_its_values_are_offered(library: Library) -> None:
    _fill(library)
    assert ("value", "Toolkit", 1) in _told(library, "kind:to")
    assert [one[1] for one in _told(library, "year:")] == ["2011", "2004", "Not stated"]
    assert _told(library, "added:last-y") == [("value", "last-year", None)]
    assert _told(library, "title:polic")[0] == ("word", "police", 2)
    assert _told(library, "colour:re") == []
    [tag] = _offers(library, 'x tag:"first')
    assert tag.put_into('x tag:"first') == ('x tag:"first week" ', 19)
    whole = 'x tag:"first" y'
    [tag] = complete(library, whole, 12)
    assert tag.put_into(whole) == ('x tag:"first week" y', 19)


def test_earlier_searches_come_first_and_whole(library: Library) -> None:
    _fill(library)
    [first, *_] = _offers(library, "Pol", "policy on stops", "housing")
    assert (first.kind, first.insert, first.is_whole) == (Kind.EARLIER, "policy on stops", True)
    assert first.put_into("Pol") == ("policy on stops", 15)


def test_nothing_is_offered_where_nothing_is_to_complete(library: Library) -> None:
    _fill(library)
    for text in ("", "police ", "(", '"stop and sea', "10:3"):
        assert _offers(library, text) == []
    assert "police" not in [one.insert for one in _offers(library, "police")]


@given(text=st.text(alphabet='po li:"-(tagyear*~\x00é', max_size=20), cursor=st.integers(0, 20))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_typed_an_offer_can_be_taken(library: Library, text: str, cursor: int) -> None:
    if not library.count():
        _fill(library)
    cursor = min(cursor, len(text))
    offers = complete(library, text, cursor, ("police",))
    assert len(offers) <= MOST
    for offer in offers:
        completed, place = offer.put_into(text)
        assert offer.insert in completed
        assert 0 <= place <= len(completed)
        parse(completed)
