"""Sets of record numbers as single integers: bit n is record n."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import repeat

import msgspec

_numbers = msgspec.json.Decoder(list[int])
_values = msgspec.json.Decoder(list[float])

# Bytes 0 and 1 written as the digits of a binary number, and back.
_TO_DIGITS = bytes((48, 49)) + bytes(254)
_FROM_DIGITS = bytes(48) + bytes((0, 1)) + bytes(206)


def from_list(listed: str | None) -> int:
    """Read the numbers of one SQL `group_concat` value as a set."""
    return from_numbers(numbers_of(listed))


def from_numbers(numbers: Sequence[int]) -> int:
    """Make a set of record numbers."""
    if not numbers:
        return 0
    flags = bytearray(max(numbers) + 1)
    # A loop that runs inside the interpreter's own code: ten thousands of numbers are common.
    deque(map(flags.__setitem__, numbers, repeat(1)), maxlen=0)
    return int(flags.translate(_TO_DIGITS)[::-1], 2)


def numbers_of(listed: str | None) -> list[int]:
    """Read the numbers of one SQL `group_concat` value in their order."""
    return _numbers.decode(f"[{listed}]") if listed else []


def by_number(listed: str | None) -> dict[int, float]:
    """Read the numbers of one SQL `group_concat` value, each followed by a value of its own."""
    values = _values.decode(f"[{listed}]") if listed else []
    return dict(zip(map(int, values[::2]), values[1::2], strict=True))


def flags(bits: int) -> bytes:
    """Give one byte per record number, 1 if it is in the set."""
    return format(bits, "b")[::-1].encode().translate(_FROM_DIGITS)


def count(bits: int) -> int:
    """Count the records in a set."""
    return bits.bit_count()
