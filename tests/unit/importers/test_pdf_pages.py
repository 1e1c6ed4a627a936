"""Pages are drawn in steps, so that a heavy one can be stopped."""

from __future__ import annotations

import threading
import time

import pytest

from evidence_library.errors import Cancelled, UserCanFix
from evidence_library.importers.pdf_pages import OpenPdf
from evidence_library.text.marks import Marks
from tests.helpers.attached import paper
from tests.helpers.pdf_writer import drawing


def heavy(curves: int) -> bytes:
    """Write a page of so many long curves."""
    return drawing(
        b"0.1 w\n"
        + b"".join(
            b"%d %d m %d %d %d %d %d %d c S\n"
            % (*(at * step % 595 if odd else at * step % 842
                 for odd, step in enumerate((1, 7, 13, 29, 3, 17, 11, 5))),)
            for at in range(curves)
        )
    )  # fmt: skip


def test_a_page_is_drawn_whole_in_steps() -> None:
    steps: list[int] = []
    pdf = OpenPdf(heavy(1_500), "heavy.pdf")
    drawn = pdf.draw(0, 600, Marks(), lambda *_: steps.append(1))
    pdf.close()
    assert len(steps) > 1
    assert drawn.picture.width == 600
    assert len(set(drawn.picture.pixels[::4])) > 1


def test_drawing_can_be_stopped() -> None:
    def stop(*_: object) -> None:
        raise Cancelled("Stopped.")

    pdf = OpenPdf(heavy(1_500), "heavy.pdf")
    with pytest.raises(Cancelled):
        pdf.draw(0, 600, Marks(), stop)
    pdf.close()


def test_closing_stops_a_page_that_is_being_drawn() -> None:
    pdf = OpenPdf(heavy(40_000), "heavy.pdf")
    began, told = threading.Event(), []

    def draw() -> None:
        try:
            pdf.draw(0, 900, Marks(), lambda *_: began.set())
        except UserCanFix as error:
            told.append(str(error))

    thread = threading.Thread(target=draw)
    thread.start()
    assert began.wait(10)
    time.sleep(0.1)
    asked = time.perf_counter()
    pdf.close()
    thread.join()
    assert told == ["The document was closed."]
    assert time.perf_counter() - asked < 1.5
    with pytest.raises(UserCanFix, match="was closed"):
        pdf.draw(0, 600, Marks())


def test_a_page_that_is_not_there_is_told() -> None:
    pdf = OpenPdf(paper("one"), "a.pdf")
    with pytest.raises(UserCanFix, match="is damaged and cannot be shown"):
        pdf.draw(7, 600, Marks())
    pdf.close()
