"""What scripts are told of why a record was found, and of records like it."""

from __future__ import annotations

import json
from typing import Any

from evidence_library.services import explain, find, read, related, shapes
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, heading, identity, note


def as_json(data: Any) -> Any:
    return json.loads(json.dumps(data))


def test_why_a_hit_was_found_is_there_only_if_asked(library: Library) -> None:
    add(library, note("one", finding="Police won trust."))
    found = find.search(library, Request("police zebra"))
    hits = find.hits(library, found)
    assert "why" not in shapes.found(found, hits)["hits"][0]
    whys = [explain.why(library, found, hit.id) for hit in hits]
    data = as_json(shapes.found(found, hits, whys))
    assert data["most"] == {"whole": 0, "words": 2, "at_least": 1}
    assert data["hits"][0]["why"] == {
        "words": [
            {"asked": "police", "how": "as typed", "forms": ["police"], "places": {"finding": 1}}
        ],
        "missing": ["zebra"],
        "in_attachments": [],
        "sentences": ["“police”: in the finding.", "Not in it: “zebra”."],
    }


def test_similar_records_are_given_with_their_reason(library: Library) -> None:
    burglary = heading(library, "Housebreaking")
    one, two = (note(name, topics=(burglary,)) for name in ("one", "two"))
    add(library, one, two)
    view = read.read_record(library, one.id)
    data = as_json(shapes.record(view, related.similar(library, one)))
    assert data["similar"] == [
        {
            "id": identity("two"),
            "title": "two",
            "headings": ["Housebreaking"],
            "words": [],
            "reason": "Both under Housebreaking",
        }
    ]
