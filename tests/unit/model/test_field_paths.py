"""Fields of a record are read and written by name."""

from __future__ import annotations

from hypothesis import given, settings

from evidence_library.model.field_paths import value_at, with_value
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import Confidence
from evidence_library.ui.presenters.editor_form import SECTIONS
from tests.helpers.libraries import identity
from tests.unit.exporters.any_record import any_record

PATHS = [one.path for section in SECTIONS for one in section.fields]


@settings(max_examples=30)
@given(any_record())
def test_what_is_written_back_changes_nothing(record: Record) -> None:
    for path in PATHS:
        changed = with_value(record, path, value_at(record, path))
        top = path.partition(".")[0]
        held = getattr(record, top)
        assert changed == record or (held is not None and getattr(changed, top) is None)


def test_what_is_below_nothing_begins_and_ends_with_what_is_written_there() -> None:
    record = Record(id=identity("x"))
    begun = with_value(record, "second_appraisal.confidence", Confidence.LOW)
    assert begun.second_appraisal is not None
    assert begun.second_appraisal.confidence is Confidence.LOW
    assert with_value(begun, "second_appraisal.confidence", Confidence.NOT_RATED) == record
    deep = with_value(record, "appraisal.emmie.effect", "fewer")
    assert value_at(deep, "appraisal.emmie.effect") == "fewer"
