"""Sources as RIS and CSL-JSON; nothing in a text can begin a field or end a source."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.exporters import citations_csl, citations_ris
from evidence_library.model.dates import PartialDate
from evidence_library.model.record import Identifiers, Link, Name, Record
from evidence_library.model.vocabulary import LinkRole
from evidence_library.text.csl_data import csl_item
from tests.helpers.libraries import note
from tests.unit.exporters.any_record import any_record

GOLDEN = Path(__file__).parents[2] / "golden"

SAMPLE = (
    note(
        "Lamps and crime",
        authors=(Name("Ada B. van der Berg"), Name("Moss, C.")),
        publisher=(Name("Lamp Review", corporate=True),),
        published=PartialDate(2004, 1, raw="January 2004"),
        identifiers=Identifiers(doi="10.1000/1", series="20(2): 108-114"),
    ),
    note(
        "Wardens:\nwhat they did",
        authors=(Name("Department for Lamps, Wardens and Gates", corporate=True),),
        published=PartialDate(raw="last spring"),
        identifiers=Identifiers(report_number="Research Report No 607", isbn="978 1 84478 824 8"),
        links=(
            Link(
                role=LinkRole.SOURCE,
                url="https://example.org/wardens",
                accessed=PartialDate(2011, 9, 2),
                archived_copy="https://archive.example.org/wardens",
            ),
        ),
    ),
)


def test_ris_is_as_the_golden_file() -> None:
    written = citations_ris.write([csl_item(one) for one in SAMPLE])
    assert written == (GOLDEN / "citations.ris").read_bytes().decode()


def test_csl_json_is_as_the_golden_file() -> None:
    written = citations_csl.write([csl_item(one) for one in SAMPLE])
    assert written == (GOLDEN / "citations.csl.json").read_text(encoding="utf-8")
    assert json.loads(written) == [csl_item(one) for one in SAMPLE]


def test_an_article_has_its_number_and_a_report_its_series_where_ris_has_them() -> None:
    article = note(
        "Zones",
        published=PartialDate(2009),
        identifiers=Identifiers(series="BMJ 2009;339:b4469"),
    )
    report = note("Wardens", identifiers=Identifiers(series="Findings", isbn="1"))
    lines = citations_ris.write([csl_item(article), csl_item(report)]).split("\r\n")
    assert "C7  - b4469" in lines
    assert {"T2  - Findings", "N1  - ISBN 1"} <= set(lines)
    assert not [one for one in lines if one.startswith("SP  - ")]


def test_a_text_cannot_end_its_source() -> None:
    forged = "Lamps\r\nER  - \r\nTY  - BOOK\u2028AU  - Nobody"
    lines = citations_ris.write([csl_item(note("x", title=forged))]).split("\r\n")
    assert [one[:6] for one in lines if one] == ["TY  - ", "ID  - ", "TI  - ", "ER  - "]


@settings(max_examples=10)
@given(st.lists(any_record(), max_size=2))
def test_any_records_are_as_many_sources(records: list[Record]) -> None:
    lines = citations_ris.write([csl_item(one) for one in records]).split("\r\n")
    for tag in ("TY  - ", "ER  - "):
        assert sum(one.startswith(tag) for one in lines) == len(records)
    assert all(line[2:6] == "  - " for line in lines if line)
