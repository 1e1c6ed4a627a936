"""Slides as PowerPoint files: read back with the library, and held against their structure."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.errors import Cancelled
from evidence_library.exporters import deck_pptx
from evidence_library.exporters.slide_fitting import HEIGHT, pages, rows_of
from evidence_library.model.document import (
    Block,
    Deck,
    Listed,
    Paragraph,
    Picture,
    Slide,
    Table,
    WebLink,
    paragraph,
    plain,
    words,
)
from tests.helpers.any_blocks import BLOCKS, TEXT
from tests.helpers.long_document import long_deck
from tests.helpers.office_files import (
    check_office_package,
    check_unique,
    opens_in_libreoffice,
    xml_of,
)
from tests.helpers.sample_document import LOGO, MADE, NASTY, PICTURE, sample_document

GOLDEN = Path(__file__).parents[2] / "golden" / "deck.pptx.txt"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


def deck(*slides: Slide, title: str = "A deck") -> Deck:
    return Deck(title=title, made=MADE, slides=slides)


def sample_deck() -> Deck:
    document = sample_document()
    return Deck(
        title=document.title,
        made=MADE,
        slides=(
            Slide(document.title, document.front, (paragraph("Welcome them."),), opening=True),
            Slide("Agenda", (Listed(((paragraph("One"),), (paragraph("Two"),)), numbered=True),)),
            Slide("Everything", document.body, document.body),
            Slide("A map", (PICTURE, paragraph("See where it helped."))),
            Slide("A break"),
        ),
        subtitle=document.subtitle,
        creator=document.creator,
        subject=document.subject,
        keywords=document.keywords,
        logo=LOGO,
        footer=document.footer,
    )


def written(made: Deck) -> bytes:
    file = io.BytesIO()
    deck_pptx.write(made, file)
    return file.getvalue()


def opened(data: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(data))


def structure(data: bytes) -> Iterator[str]:
    """Tell what stands on each slide, in the order in which it is read."""
    for number, slide in enumerate(opened(data).slides, start=1):
        yield f"{number}. {slide.slide_layout.name}"
        for shape in slide.shapes:
            kind = shape.placeholder_format.type.name if shape.is_placeholder else "-"
            about = shape._element.xpath(".//p:cNvPr")[0].get("descr") or ""
            yield f"  {kind} {shape.name.rpartition(' ')[0]}{f' ({about})' if about else ''}"
            if shape.has_text_frame:
                yield from (f"    {_told(line._p)}" for line in shape.text_frame.paragraphs)
            elif shape.has_table:
                for row in shape.table.rows:
                    yield "    " + " | ".join(cell.text for cell in row.cells)
        if slide.has_notes_slide:
            yield "  notes"
            frame = slide.notes_slide.notes_text_frame
            yield from (f"    {line.text}" for line in frame.paragraphs)


def _told(line: Any) -> str:
    marks = line.find(f"{_A}pPr")
    number = marks.find(f"{_A}buAutoNum") if marks is not None else None
    said = "" if marks is None else f"{marks.get('lvl', '')}{'<' if marks.get('rtl') else ''}"
    if marks is not None and marks.find(f"{_A}buNone") is None:
        said += f"{number.get('startAt')}. " if number is not None else "* "
    text = "".join(one.text or "" for one in line.iter(f"{_A}t"))
    return f"{said}{text}"


def test_the_structure_is_as_the_golden_file() -> None:
    told = "\n".join(structure(written(sample_deck()))) + "\n"
    assert told == GOLDEN.read_text("utf-8")


def test_the_file_is_a_whole_package() -> None:
    parts = check_office_package(written(sample_deck()))
    for name, part in parts.items():
        if name.startswith("ppt/slides/slide"):
            root = xml_of(part)
            check_unique(root, f"{_P}cNvPr", "id")
            languages = {run.get("lang") for run in root.iter(f"{_A}rPr")}
            assert languages == {"en-GB"}
    assert not [name for name in parts if "printer" in name or "thumbnail" in name]


def test_every_slide_has_one_title_and_is_read_from_it() -> None:
    for slide in opened(written(sample_deck())).slides:
        assert slide.shapes.title is not None
        assert slide.shapes[0] == slide.shapes.title
        assert slide.shapes.title.text_frame.text
        kinds = [shape.placeholder_format.type.name for shape in slide.placeholders]
        assert sum("TITLE" in kind and kind != "SUBTITLE" for kind in kinds) == 1
        if slide.slide_layout.name != "Title Slide":
            assert kinds[-1] == "SLIDE_NUMBER"


def test_it_tells_title_maker_words_and_only_the_day_it_was_made() -> None:
    about = opened(written(sample_deck())).core_properties
    assert (about.title, about.author) == (sample_deck().title, "Example Council")
    assert about.keywords == "street wardens, what works, A & B"
    assert about.language == "en-GB"
    assert about.created.replace(tzinfo=UTC) == datetime(2024, 3, 1, tzinfo=UTC)
    assert about.modified == about.created


def test_a_deck_without_an_opening_slide_gets_one() -> None:
    slides = opened(written(deck(Slide("One"), title="The title"))).slides
    assert [slide.shapes.title.text_frame.text for slide in slides] == ["The title", "One"]
    assert slides[0].slide_layout.name == "Title Slide"


def test_text_that_is_too_long_goes_on_and_none_is_lost() -> None:
    long = " ".join(f"word{number}" for number in range(700))
    slides = list(
        opened(written(deck(Slide("Story", (paragraph(long),), (paragraph("Say"),))))).slides
    )
    titles = [slide.shapes.title.text_frame.text for slide in slides[1:]]
    assert titles[:3] == ["Story", "Story (continued)", "Story (continued 2)"]
    shown = "".join(slide.placeholders[1].text_frame.text for slide in slides[1:])
    assert shown == long
    assert [slide.has_notes_slide for slide in slides[1:]] == [True] + [False] * (len(titles) - 1)


def test_a_long_table_goes_on_with_its_header() -> None:
    rows = tuple((words(f"Ward {at}"), words("text " * (at * 20))) for at in range(30))
    table = Table("Wards", (words("Ward"), words("What")), rows, row_headings=True)
    slides = list(opened(written(deck(Slide("Wards", (table,))))).slides)[1:]
    assert len(slides) > 3
    told = ""
    for slide in slides:
        grid = next(shape.table for shape in slide.shapes if shape.has_table)
        assert grid.first_row
        assert grid.first_col
        assert [cell.text for cell in grid.rows[0].cells] == ["Ward", "What"]
        told += "".join(row.cells[1].text for row in list(grid.rows)[1:])
        assert sum(row.height for row in grid.rows) <= HEIGHT * 12700
    assert told.split() == ["text"] * (20 * sum(range(30)))


def test_a_broad_table_is_told_in_words() -> None:
    names = tuple(words(f"Column {at}") for at in range(12))
    table = Table("Broad", names, (names,))
    made = opened(written(deck(Slide("T", (table,)))))
    assert "Column 3: Column 3; " in made.slides[1].placeholders[1].text_frame.text


def test_a_title_that_is_too_long_is_cut_and_said_in_full_below() -> None:
    title = "A very long title that says all " * 20
    slide = opened(written(deck(Slide(title, (paragraph("Text"),))))).slides[1]
    assert slide.shapes.title.text_frame.text.endswith("…")
    assert rows_of(slide.shapes.title.text_frame.text, 18, 848) <= 3
    assert slide.placeholders[1].text_frame.text.startswith(title.strip())


def test_no_text_is_smaller_than_18_points() -> None:
    parts = check_office_package(written(sample_deck()))
    for name, part in parts.items():
        if name.startswith("ppt/slides/slide"):
            sizes = {int(run.get("sz", 1800)) for run in xml_of(part).iter(f"{_A}rPr")}
            assert min(sizes) >= 1800
    master = xml_of(parts["ppt/slideMasters/slideMaster1.xml"])
    levels = master.findall(f".//{_P}bodyStyle/*/{_A}defRPr")
    assert len(levels) == 9
    assert all(int(level.get("sz", 0)) >= 1800 for level in levels)


def test_links_and_pictures_that_are_none_leave_their_words() -> None:
    broken = Picture(b"\x89PNG\r\n\x1a\n", "image/png", "A map", width=8, height=6)
    runs = (WebLink("bad", "javascript:x"), WebLink("good", "https://example.org/"))
    data = written(deck(Slide("T", (broken, Paragraph(runs)))))
    check_office_package(data)
    assert opened(data).slides[1].placeholders[1].text_frame.text == "Picture: A map\nbadgood"


def test_text_stays_text() -> None:
    data = written(deck(Slide(NASTY, (paragraph(NASTY),), (paragraph(NASTY),)), title=NASTY))
    check_office_package(data)
    slide = opened(data).slides[1]
    assert slide.shapes.title.text_frame.text == NASTY
    assert slide.placeholders[1].text_frame.text == NASTY
    assert slide.notes_slide.notes_text_frame.text == NASTY


def test_progress_is_told_and_may_stop_it() -> None:
    told: list[tuple[int, int, str]] = []
    deck_pptx.write(long_deck(2), io.BytesIO(), lambda *how: told.append(how))
    assert [done for done, _, _ in told] == list(range(8))

    def stop(done: int, _total: int, _what: str) -> None:
        if done:
            raise Cancelled

    stopped = io.BytesIO()
    with pytest.raises(Cancelled):
        deck_pptx.write(long_deck(2), stopped, stop)
    assert stopped.getvalue() == b""


@settings(max_examples=8)
@given(title=TEXT, body=st.lists(BLOCKS, max_size=4), opening=st.booleans())
def test_whatever_is_in_it_the_file_is_whole_and_always_the_same(
    title: str, body: list[Block], opening: bool
) -> None:
    made = Deck(
        title=title,
        made=date(1970, 1, 1),
        slides=(Slide(title, tuple(body), tuple(body), opening=opening),),
        creator=title,
        footer=title,
    )
    data = written(made)
    check_office_package(data)
    assert written(made) == data


@settings(max_examples=60)
@given(st.text(st.sampled_from("ab Wi.\u00a0漢א"), max_size=3000), st.integers(1, 4))
def test_what_is_told_off_fits_and_is_all_there(text: str, times: int) -> None:
    blocks = tuple(paragraph(text) for _ in range(times))
    told = pages(blocks)
    shown = "".join(plain(line.runs) for page in told for line in page.lines)
    assert shown == "".join(plain(block.runs) for block in blocks)
    for page in told:
        rows = sum(rows_of(plain(line.runs), line.size, 848) for line in page.lines)
        assert rows * 22 * 1.2 <= HEIGHT


def test_libreoffice_opens_it(tmp_path: Path) -> None:
    opens_in_libreoffice(written(sample_deck()), "pptx", tmp_path)
