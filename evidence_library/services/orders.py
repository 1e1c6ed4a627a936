"""What the orders of results are called, the same in the window, in lists and in files."""

from __future__ import annotations

from collections.abc import Mapping

from evidence_library.services.find import Order

#: The words for every order; the first six are those one can choose without a table.
WORDS: Mapping[Order, str] = {
    Order.RELEVANCE: "Relevance",
    Order.NEWEST: "Newest first",
    Order.OLDEST: "Oldest first",
    Order.TITLE: "Title",
    Order.ADDED: "Last added",
    Order.CONFIDENCE: "How sure we are",
    Order.CONFIDENCE_DOWN: "Least sure first",
    Order.TITLE_DOWN: "Title, Z to A",
    Order.KIND: "Kind, A to Z",
    Order.KIND_DOWN: "Kind, Z to A",
    Order.EFFECT: "Effect, improved first",
    Order.EFFECT_DOWN: "Effect, improved last",
    Order.EVIDENCE: "Kind of evidence",
    Order.EVIDENCE_DOWN: "Kind of evidence, from the end",
    Order.PLACE: "Place, A to Z",
    Order.PLACE_DOWN: "Place, Z to A",
    Order.AUTHORS: "Authors, A to Z",
    Order.AUTHORS_DOWN: "Authors, Z to A",
    Order.LICENCE: "Licence, A to Z",
    Order.LICENCE_DOWN: "Licence, Z to A",
    Order.WORKFLOW: "Workflow, suggested first",
    Order.WORKFLOW_DOWN: "Workflow, withdrawn first",
}

#: The orders of the columns of the table: from the first value, and from the last.
OF_COLUMNS: Mapping[str, tuple[Order, Order]] = {
    "title": (Order.TITLE, Order.TITLE_DOWN),
    "year": (Order.OLDEST, Order.NEWEST),
    "kind": (Order.KIND, Order.KIND_DOWN),
    "effect": (Order.EFFECT, Order.EFFECT_DOWN),
    "confidence": (Order.CONFIDENCE, Order.CONFIDENCE_DOWN),
    "evidence": (Order.EVIDENCE, Order.EVIDENCE_DOWN),
    "place": (Order.PLACE, Order.PLACE_DOWN),
    "authors": (Order.AUTHORS, Order.AUTHORS_DOWN),
    "licence": (Order.LICENCE, Order.LICENCE_DOWN),
    "workflow": (Order.WORKFLOW, Order.WORKFLOW_DOWN),
}
