"""The topic scheme every library starts with."""

from __future__ import annotations

import csv
import uuid
from collections import Counter

import pytest

from evidence_library.assets import resource
from evidence_library.model.vocabulary import HeadingStatus
from tests.content.starter import SHARED, scheme

NAMESPACE = uuid.UUID("5b1f1c52-8a0e-4f53-9d7e-3c8a64c1d2f0")


def test_there_are_16_headings_and_83_narrower_ones() -> None:
    assert Counter(item.broader is None for item in scheme()) == {True: 16, False: 83}


def test_the_four_headings_seen_in_use_are_verified_and_no_other() -> None:
    verified = [item.label for item in scheme() if item.status is HeadingStatus.VERIFIED]
    assert verified == [
        "Safety of Vulnerable Groups",
        "Partnership Working",
        "Community Engagement",
        "Evaluation and Monitoring",
    ]


def test_identities_are_those_of_the_documented_namespace() -> None:
    assert str(NAMESPACE) in resource("topics", "README.md").read_text(encoding="utf-8")
    expected = [str(uuid.uuid5(NAMESPACE, item.notation)) for item in scheme()]
    assert [item.id for item in scheme()] == expected


def test_no_label_or_notation_means_two_headings() -> None:
    names = [name.casefold() for item in scheme() for name in (item.label, item.notation)]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_a_narrower_heading_extends_the_notation_of_its_broader_one() -> None:
    notations = {item.id: item.notation for item in scheme()}
    for item in scheme():
        broader = notations[item.broader] if item.broader else ""
        assert item.notation.rpartition(".")[0] == broader


def test_every_heading_names_where_it_was_met() -> None:
    assert [item.label for item in scheme() if not item.source] == []


def test_the_scheme_holds_every_heading_of_the_list_it_was_made_from() -> None:
    listed = SHARED / "content" / "topic_scheme.csv"
    if not listed.is_file():
        pytest.skip("the list of headings is not beside this project")
    with listed.open(encoding="utf-8", newline="") as rows:
        expected = [
            (row["notation"], row["pref_label"], row["broader"], row["alt_labels"])
            for row in csv.DictReader(rows)
        ]
    notations = {item.id: item.notation for item in scheme()}
    found = [
        (
            item.notation,
            item.label,
            notations[item.broader] if item.broader else "",
            "; ".join(item.alternative_labels),
        )
        for item in scheme()
    ]
    assert found == expected
