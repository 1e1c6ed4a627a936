"""The text of PDF documents, and what is said of those that have none."""

from __future__ import annotations

import threading

import pytest

from evidence_library.errors import Cancelled, UserCanFix
from evidence_library.importers import pdf_text
from tests.helpers.pdf_writer import locked_pdf, pdf

TWO_PAGES = pdf(
    [[("Wardens (at) night", 24), ("They walked the “estate”.", 11)], [], [("The end", 11)]],
    {"Title": "Wardens", "Author": "Riverside Council", "CreationDate": "D:20100501"},
)


def test_the_text_of_each_page_is_read() -> None:
    assert pdf_text.page_texts(TWO_PAGES) == (
        "Wardens (at) night\nThey walked the “estate”.",
        "",
        "The end",
    )


def test_lines_tell_how_tall_their_letters_are() -> None:
    first, *_others = pdf_text.page_lines(TWO_PAGES)
    assert [line.text for line in first] == ["Wardens (at) night", "They walked the “estate”."]
    assert first[0].size > 2 * first[1].size


def test_what_the_document_says_of_itself() -> None:
    told = pdf_text.described(TWO_PAGES)
    assert (told.title, told.author, told.created) == ("Wardens", "Riverside Council", "D:20100501")


def test_a_word_broken_at_the_end_of_a_line_is_put_together() -> None:
    assert pdf_text.page_texts(pdf([[("neighbour-", 11), ("hood", 11)]])) == ("neighbourhood",)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (locked_pdf(), "“x.pdf” is locked with a password; save a copy without one and take that."),
        (
            TWO_PAGES[:300],
            "“x.pdf” is damaged or no PDF document; open it elsewhere and save it again.",
        ),
        (b"", "“x.pdf” is damaged or no PDF document; open it elsewhere and save it again."),
    ],
)
def test_what_cannot_be_opened_is_said_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UserCanFix) as told:
        pdf_text.page_texts(data, name="x.pdf")
    assert str(told.value) == said


def test_two_thousand_pages_are_read_with_progress_and_can_be_stopped() -> None:
    data = pdf([[(f"Page {number}", 11)] for number in range(2000)])
    seen: list[int] = []

    def until_the_middle(done: int, total: int, what: str) -> None:
        assert total == 2000
        seen.append(done)
        if done == 1000:
            raise Cancelled("Stopped.")

    assert pdf_text.page_texts(data)[-1] == "Page 1999"
    with pytest.raises(Cancelled):
        pdf_text.page_texts(data, until_the_middle)
    assert seen == list(range(1001))


def test_two_threads_read_at_once() -> None:
    data = pdf([[(f"Page {number}", 11)] for number in range(200)])
    found: list[tuple[str, ...]] = []
    threads = [
        threading.Thread(target=lambda: found.append(pdf_text.page_texts(data))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [tuple(f"Page {number}" for number in range(200))] * 4


def test_more_text_than_a_document_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_text, "LONGEST", 10)
    with pytest.raises(UserCanFix, match="million characters"):
        pdf_text.page_texts(TWO_PAGES, name="long.pdf")
