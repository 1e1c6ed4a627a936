"""What the layout of a pack means for its files: their names, and what one should know of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from evidence_library.model.document import Layout
from evidence_library.model.pack import Edition, ExerciseItem, RecordItem, TextItem
from evidence_library.services.pack_contents import Contents
from evidence_library.services.page_pictures import OpenFile
from evidence_library.text.file_names import clean_name

#: A colon in a title: "Cards: youth" is the file "Cards - youth".
_COLON = re.compile(r"\s*:\s+")

#: What is said of slides that were asked for in a layout of pages.
SLIDES_STAY = "Slides do not follow the layout: they tell the whole pack, as always."


def file_name(contents: Contents, layout: Layout, ending: str) -> str:
    """Name a file: "Title (participant).pdf"; of another layout than A4, "(trainer, cards)"."""
    said = [contents.edition.value]
    if layout is not Layout.A4:
        said.append(layout.value.replace("-", " "))
    title = _COLON.sub(" - ", contents.pack.title)
    title = clean_name(re.sub(r"[/\\:]", "-", title), "Pack")
    rest = f" ({', '.join(said)}){ending}"
    # A long title is cut, never what tells the files of a pack apart.
    while len(title) > 1 and not clean_name(title + rest).endswith(rest):
        title = title[:-1].rstrip()
    return clean_name(title + rest)


def left_out(contents: Contents, layout: Layout) -> tuple[str, ...]:
    """Say what of a pack its short forms have no room for; trainers have a page for it."""
    if layout not in {Layout.BRIEF, Layout.CARDS}:
        return ()
    if layout is Layout.BRIEF and contents.edition is Edition.TRAINER:
        return ()
    if layout is Layout.BRIEF:
        name, parts = "The brief leaves out", [*_besides_findings(contents)]
    else:
        name, parts = "The cards leave out", [*_besides_cards(contents)]
    if not parts:
        return ()
    *others, last = parts
    return (f"{name} {', '.join(others)}{' and ' if others else ''}{last}.",)


def about_slides(layout: Layout) -> tuple[str, ...]:
    """Tell who asked for slides in a short form that they are whole."""
    return (SLIDES_STAY,) if layout in {Layout.BRIEF, Layout.CARDS} else ()


def about_length(path: Path) -> tuple[str, ...]:
    """Tell of a brief, written as PDF, that has more than one page."""
    opened = OpenFile(path.read_bytes(), path.name)
    try:
        pages = opened.pages
    finally:
        opened.close()
    if pages < 2:
        return ()
    return (f"The brief has {pages} pages; with fewer records it fits on one.",)


def _besides_findings(contents: Contents) -> Iterator[str]:
    items = contents.pack.items
    of_records = [one for one in items if isinstance(one, RecordItem)]
    questions = sum(len(one.questions) for one in of_records)
    tasks = sum(bool(one.task.strip()) for one in of_records)
    if contents.pack.outcomes:
        yield "what people learn"
    yield from _counted(sum(isinstance(one, TextItem) for one in items), "text")
    yield from _counted(sum(isinstance(one, ExerciseItem) for one in items), "exercise")
    yield from _counted(questions, "question")
    yield from _counted(tasks, "task")


def _besides_cards(contents: Contents) -> Iterator[str]:
    pack = contents.pack
    if pack.outcomes:
        yield "what people learn"
    if pack.introduction.strip():
        yield "the introduction"
    if pack.trainer_note.strip():
        yield "the trainer note"
    yield from _counted(sum(isinstance(one, TextItem) for one in pack.items), "text")


def _counted(number: int, what: str) -> Iterator[str]:
    if number:
        yield f"{number} {what}{'s' if number > 1 else ''}"
