"""Long lists in pages: each is asked for when a row of it comes into sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")

#: Takes the rows of a page, and the number of its first.
Deliver = Callable[[int, tuple[T, ...]], None]

#: Brings the rows from a number on, so many of them, to whoever asked.
Fetch = Callable[[int, int, Deliver[T]], None]


class Pages(Generic[T]):
    """The rows that are at hand. `arrived` is told the first number and how many came."""

    def __init__(self, size: int, arrived: Callable[[int, int], None]) -> None:
        """Start empty, with pages of `size` rows."""
        self.total = 0
        self._size = size
        self._arrived = arrived
        self._pages: dict[int, tuple[T, ...]] = {}
        self._asked: set[int] = set()
        self._fetch: Fetch[T] | None = None

    def replace(self, total: int, first: tuple[T, ...], fetch: Fetch[T] | None) -> None:
        """Begin another list: its length, the first page if at hand, and the source of others."""
        self.total, self._fetch = total, fetch
        self._pages = {0: first} if first else {}
        self._asked = set(self._pages)

    def at(self, number: int) -> T | None:
        """Give a row, or None after asking for its page."""
        page, place = divmod(number, self._size)
        if page not in self._pages:
            self._ask(page)
        rows = self._pages.get(page, ())
        return rows[place] if place < len(rows) else None

    def at_hand(self) -> Iterator[tuple[int, T]]:
        """Give every row that was fetched, with its number."""
        for page, rows in self._pages.items():
            yield from enumerate(rows, start=page * self._size)

    def _ask(self, page: int) -> None:
        if page in self._asked or self._fetch is None:
            return
        self._asked.add(page)
        fetch = self._fetch

        def deliver(offset: int, rows: tuple[T, ...]) -> None:
            # What comes late for a list that was replaced meanwhile is dropped.
            if self._fetch is fetch:
                self._pages[offset // self._size] = rows
                if rows:
                    self._arrived(offset, len(rows))

        fetch(page * self._size, self._size, deliver)
