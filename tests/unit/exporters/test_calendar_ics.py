"""Calendar files keep the rules of RFC 5545, whatever stands in them."""

from __future__ import annotations

import io
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.exporters import calendar_ics
from evidence_library.exporters.calendar_ics import Event
from evidence_library.text.plain_text import only_text

MADE = date(2005, 10, 1)


def written(*events: Event) -> bytes:
    file = io.BytesIO()
    calendar_ics.write("Deadlines", MADE, events, file)
    return file.getvalue()


def lines(data: bytes) -> list[str]:
    """Unfold the lines as RFC 5545 says: each line end before a blank goes, with the blank."""
    return data.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def meant(value: str) -> str:
    """Read an escaped text back, sign by sign."""
    found, signs = "", iter(value)
    for sign in signs:
        following = next(signs) if sign == "\\" else ""
        found += {"n": "\n", "": sign}.get(following, following)
    return found


_texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=120) | st.text("äß語😀;,\\\n")


@settings(max_examples=30)
@given(_texts, _texts)
def test_any_text_is_folded_at_75_octets_and_read_back(summary: str, lead: str) -> None:
    data = written(Event(uid="a", day=MADE, summary=summary, categories=(lead,)))
    assert data.endswith(b"END:VCALENDAR\r\n")
    physical = data.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 for line in physical)
    assert all(line.decode() for line in physical)  # no character is broken
    assert not {b"\n"[0], b"\r"[0]} & {*b"".join(physical)}
    found = dict(line.split(":", 1) for line in lines(data))
    plain = "\n".join(only_text(summary).splitlines()).replace("\t", " ")
    assert meant(found["SUMMARY"]) == plain
    assert len(lines(data)) == 18


def test_an_event_is_a_day_that_blocks_no_time() -> None:
    found = lines(written(Event(uid="a-ii", day=date(2004, 12, 31), summary="s", void=True)))
    assert found[7:] == [
        "BEGIN:VEVENT",
        "UID:a-ii",
        "DTSTAMP:20051001T000000Z",
        "DTSTART;VALUE=DATE:20041231",
        "DTEND;VALUE=DATE:20050101",
        "SUMMARY:s",
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
