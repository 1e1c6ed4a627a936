"""A record as CSL-JSON: names, dates, kinds of source; nothing that is not known."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from evidence_library.model.dates import PartialDate
from evidence_library.model.record import Identifiers, Link, Name, Record
from evidence_library.model.vocabulary import LinkRole
from evidence_library.text.csl_data import csl_item
from tests.helpers.libraries import identity, note
from tests.unit.exporters.any_record import any_record


def _source(url: str, **fields: object) -> Link:
    return Link(role=LinkRole.SOURCE, url=url, **fields)  # type: ignore[arg-type]


def test_what_is_not_known_is_not_there() -> None:
    assert csl_item(note("Lamps")) == {
        "id": identity("Lamps"),
        "type": "report",
        "title": "Lamps",
    }


def test_all_that_is_known_is_there() -> None:
    record = note(
        "Lamps",
        authors=(Name("Ada B. van der Berg"), Name("Home Office", corporate=True)),
        publisher=(Name("North Press", corporate=True),),
        published=PartialDate(2004, 1, raw="January 2004"),
        identifiers=Identifiers(
            isbn="978 1 84478 824 8", doi="https://doi.org/10.1/x", report_number="Paper No 13"
        ),
        links=(
            _source(
                "https://example.org/l",
                accessed=PartialDate(2011, 9, 2),
                archived_copy="https://archive.example.org/l",
            ),
            Link(role=LinkRole.ARCHIVE, url="https://archive.example.org/m"),
        ),
    )
    assert csl_item(record) == {
        "id": identity("Lamps"),
        "type": "report",
        "title": "Lamps",
        "author": [
            {"family": "van der Berg", "given": "Ada B."},
            {"literal": "Home Office"},
        ],
        "issued": {"date-parts": [[2004, 1]]},
        "publisher": "North Press",
        "DOI": "10.1/x",
        "ISBN": "978 1 84478 824 8",
        "genre": "Paper",
        "number": "13",
        "URL": "https://example.org/l",
        "accessed": {"date-parts": [[2011, 9, 2]]},
        "note": "archived copy: https://archive.example.org/l; "
        "archived copy: https://archive.example.org/m",
    }


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Reid, A.", {"family": "Reid", "given": "A."}),
        ("Ada Reid", {"family": "Reid", "given": "Ada"}),
        ("Peter de la Mare", {"family": "de la Mare", "given": "Peter"}),
        ("Ada Reid Jr.", {"family": "Reid", "given": "Ada", "suffix": "Jr."}),
        ("Reid, Jr.", {"family": "Jr.", "given": "Reid"}),
        ("Plato", {"literal": "Plato"}),
    ],
)
def test_a_person_has_a_family_name(name: str, parts: dict[str, str]) -> None:
    assert csl_item(note("Lamps", authors=(Name(name),)))["author"] == [parts]


def test_a_journal_named_as_the_publisher_is_where_it_came_out() -> None:
    item = csl_item(
        note(
            "Lamps",
            publisher=(Name("Lamp Review", corporate=True),),
            identifiers=Identifiers(series="20(2): 108-114"),
        )
    )
    assert item["type"] == "article-journal"
    assert item["container-title"] == "Lamp Review"
    assert (item["volume"], item["issue"], item["page"]) == ("20", "2", "108-114")
    assert "publisher" not in item


def test_the_title_is_that_of_the_source_and_a_page_was_read_when_its_link_notes_it() -> None:
    read = _source("https://example.org/l", note="read in an archived copy, November 2026")
    item = csl_item(
        note("A finding", identifiers=Identifiers(source_title="The report"), links=(read,))
    )
    assert item["title"] == "The report"
    assert item["accessed"] == {"date-parts": [[2026, 11]]}
    with_doi = note("Lamps", identifiers=Identifiers(doi="10.1/x"), links=(read,))
    assert "accessed" not in csl_item(with_doi)


def test_a_body_that_publishes_itself_is_named_once_however_it_is_spelt() -> None:
    item = csl_item(
        note(
            "Lamps",
            authors=(Name("United States Lamp Office (USLO)", corporate=True),),
            publisher=(Name("US Lamp Office", corporate=True),),
        )
    )
    assert "publisher" not in item


def test_a_number_of_a_year_is_an_issue_only_of_what_is_called_a_journal() -> None:
    def kind(publisher: str) -> str:
        told: str = csl_item(
            note(
                "Lamps",
                published=PartialDate(2023),
                publisher=(Name(publisher, corporate=True),),
                identifiers=Identifiers(series="6/2023"),
            )
        )["type"]
        return told

    assert kind("Journal of Lamps") == "article-journal"
    assert kind("Home Office") == "report"


def test_an_account_on_the_web_is_a_page_and_a_file_is_a_report() -> None:
    def kind(url: str, **fields: object) -> str:
        told: str = csl_item(
            note("Wardens", kind="practice example", links=(_source(url),), **fields)
        )["type"]
        return told

    assert kind("https://example.org/wardens") == "webpage"
    assert kind("https://example.org/wardens.pdf") == "report"
    assert kind("https://example.org/w", identifiers=Identifiers(isbn="1")) == "report"


def test_a_date_nobody_understood_is_as_printed_and_one_that_is_none_is_cut() -> None:
    def issued(date: PartialDate) -> object:
        return csl_item(note("Lamps", published=date)).get("issued")

    assert issued(PartialDate(raw="last spring")) == {"literal": "last spring"}
    assert issued(PartialDate(2004, 13, 40)) == {"date-parts": [[2004]]}
    assert issued(PartialDate(2004, 2, 40)) == {"date-parts": [[2004, 2]]}
    assert issued(PartialDate()) is None


def test_addresses_that_lead_nowhere_and_kept_files_are_not_named() -> None:
    record = note("Lamps", links=(_source("javascript:x", archived_copy="attachment:" + "0" * 64),))
    assert {"URL", "note"}.isdisjoint(csl_item(record))


@settings(max_examples=25)
@given(any_record())
def test_any_record_becomes_json_of_single_lines(record: Record) -> None:
    item = csl_item(record)
    assert json.loads(json.dumps(item)) == item
    for value in item.values():
        assert not isinstance(value, str) or value == " ".join(value.split())
