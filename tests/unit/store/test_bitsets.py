"""Sets of record numbers as integers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidence_library.store import bitsets

numbers = st.frozensets(st.integers(min_value=0, max_value=5000), max_size=200)


@given(numbers)
def test_a_set_is_read_counted_and_listed_again(members: frozenset[int]) -> None:
    bits = bitsets.from_list(",".join(map(str, members)))
    assert bitsets.count(bits) == len(members)
    assert {at for at, flag in enumerate(bitsets.flags(bits)) if flag} == members


def test_nothing_listed_is_the_empty_set() -> None:
    assert bitsets.from_list(None) == 0
