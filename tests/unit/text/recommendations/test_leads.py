"""Lead bodies as tables name them: how many there are, and when that is not sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.text.recommendations.leads import (
    Leads,
    known_bodies,
    read_leads,
    write_leads,
)


def one(name: str) -> Leads:
    return Leads((name,), unsure=(name,))


@pytest.mark.parametrize(
    ("cell", "leads"),
    [
        ("DfES", Leads(("DfES",))),
        ("DfES / Ofsted", Leads(("DfES", "Ofsted"))),
        ("DWP & HMT", Leads(("DWP", "HMT"))),
        ("Home Office, CRE, OGC, and ODPM", Leads(("Home Office", "CRE", "OGC", "ODPM"))),
        ("DTI, , DWP, and SBS", Leads(("DTI", "DWP", "SBS"), empty=1)),
        (
            "DWP and Inland Revenue",
            Leads(("DWP", "Inland Revenue"), parted=("DWP and Inland Revenue",)),
        ),
        ("Health and Safety Executive", one("Health and Safety Executive")),
        ("HM Revenue & Customs", one("HM Revenue & Customs")),
        ("Research and Development Board", one("Research and Development Board")),
        ("R&D Board", one("R&D Board")),
        ("DTI&DWP", Leads(("DTI", "DWP"))),
        ("DTI plus DWP", Leads(("DTI", "DWP"), parted=("DTI plus DWP",))),
        ("DWP with HMT", Leads(("DWP", "HMT"), parted=("DWP with HMT",))),
        (
            "Home Office and/or ACPO",
            Leads(("Home Office", "ACPO"), parted=("Home Office and/or ACPO",)),
        ),
        (
            "Department for Work and Pensions and DTI",
            Leads(
                ("Department for Work and Pensions", "DTI"),
                unsure=("Department for Work and Pensions",),
                parted=("Department for Work and Pensions and DTI",),
            ),
        ),
        ("N/A", Leads(())),
        ("-", Leads(())),
        ("none", Leads(())),
        ("A; B and C; ", Leads(("A", "B and C"), empty=1)),
        ("B and C;", Leads(("B and C",))),
        (
            "Department of Trade and Industry, SBS",
            Leads(
                ("Department of Trade and Industry", "SBS"),
                unsure=("Department of Trade and Industry",),
            ),
        ),
        ("", Leads(())),
    ],
)
def test_leads_are_read_in_order(cell: str, leads: Leads) -> None:
    assert read_leads(cell) == leads


@given(st.lists(st.sampled_from(["DTI", "Home Office", "Trade and Industry", "A, B"]), min_size=1))
def test_written_leads_are_read_again(names: list[str]) -> None:
    assert read_leads(write_leads(names)).names == tuple(names)


def test_bodies_that_the_table_names_elsewhere_are_parted_for_certain() -> None:
    text = "DWP, with Inland Revenue, should ask the Health and Safety Executive. Health matters."
    cells = ["Home Office, CRE", "Home Office and CRE", "DWP and Inland Revenue"]
    known = known_bodies([*cells, "Health and Safety Executive"], text)
    assert [read_leads(cell, known) for cell in cells[1:]] == [
        Leads(("Home Office", "CRE")),
        Leads(("DWP", "Inland Revenue")),
    ]
    name = "Health and Safety Executive"
    assert read_leads(name, known) == one(name)


def test_a_cell_that_is_no_list_of_bodies_is_kept_as_it_stands() -> None:
    cell = "lamps and " * 1000
    assert read_leads(cell) == one(cell)
