"""Blank forms for a workshop: what each theme looks like at each stage, and room to write.

The words are those of one's own copy of the source where they are filled in; others are marked as
ours. Each theme begins a new page, so that groups can share out the themes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evidence_library.model.assessment import Assessment
from evidence_library.model.document import (
    Block,
    EmptyLines,
    Layout,
    PageEnd,
    Paragraph,
    Runs,
    Table,
    Words,
)
from evidence_library.model.instrument import Cell, CellKind, Instrument, Stage, Theme
from evidence_library.services.assess_report_parts import (
    doubts,
    example_box,
    iso_day_in_words,
    labelled,
    stage_name,
)
from evidence_library.services.pack_wording import heading, listed, one_line, say, told
from evidence_library.services.track_wording import together

#: What is said of each kind of cell, where it is for one stage.
_AT_STAGE = {
    CellKind.CHARACTERISTIC: "What one sees",
    CellKind.BARRIER: "What holds back",
    CellKind.ASSUMPTION: "What is taken for granted",
    CellKind.BREAKTHROUGH: "A way on",
}
#: What is said of each kind of cell below that.
_BELOW = {
    CellKind.BARRIER: "What may hold back",
    CellKind.ASSUMPTION: "What is often taken for granted",
    CellKind.PROMPT: "To ask yourselves",
    CellKind.EVIDENCE_SOURCE: "Where evidence may be found",
}
#: What one needs beside the lines to write on.
_WHILE_WRITING = (CellKind.PROMPT, CellKind.EVIDENCE_SOURCE)
#: A kind stands in a column of its own if it is there for this share of the stages at least.
_COLUMN = 0.5

_BOX = "\u2610\u00a0"


@dataclass(frozen=True, slots=True)
class Form:
    """A form for an instrument; with an assessment, its head is filled in."""

    instrument: Instrument
    assessment: Assessment | None
    layout: Layout

    @property
    def large(self) -> bool:
        """Whether it is in large print."""
        return self.layout is Layout.LARGE_PRINT


def front(form: Form) -> Iterator[Block]:
    """Say what the form is for, what the stages are, and whose words it is in."""
    known, item = form.instrument, form.assessment
    yield from example_box(example=item is not None and item.example)
    if known.about.strip():
        yield told(known.about)
    scope = item.scope.label if item else ""
    day = iso_day_in_words(item.date) if item else ""
    yield from _filled("What is assessed", scope)
    yield from _filled("Date", day)
    yield from _filled("Who judges", together(item.assessors) if item else "")
    yield from _filled("Who takes part", together(item.participants) if item else "")
    yield Paragraph(say("The stages", strong=True))
    yield from listed(tuple(_stage_in_words(one) for one in known.stages))
    for said in doubts(known):
        yield told(said, muted=True)
    if known.source.strip():
        yield labelled("It accompanies", known.source)
    if known.wording.strip():
        yield labelled("Whose words these are", known.wording)


def body(form: Form) -> Iterator[Block]:
    """Give a page or two for each theme, one for the whole, and one for what to do next."""
    for theme in form.instrument.themes:
        yield PageEnd()
        yield from _theme(form, theme)
    yield PageEnd()
    yield heading(1, "Overall", "overall")
    yield told(
        "Judge the whole only when the themes are done. It is a judgement of its own, with its "
        "reasons; nothing is added up."
    )
    yield from _to_write(form, "Overall")
    yield PageEnd()
    yield from _next_steps(form)


def words_of_whom(instrument: Instrument, cells: Sequence[Cell]) -> str:
    """Say in whose words cells are: of one's own copy, ours, or some of each."""
    filled = [one for one in cells if one.shown.strip()]
    own = [one for one in filled if one.own.strip()]
    if own and len(own) == len(filled):
        return "In the wording of your own copy."
    if not _marked(instrument) or not filled:
        return ""
    if own:
        return f"In the wording of your own copy; what is not from it says {_OURS}."
    of = ", not those of the source" if instrument.source.strip() else ""
    return f"In our own words{of}."


_OURS = "(our own words)"


def _marked(instrument: Instrument) -> bool:
    """Tell whether what is not of one's own copy is known to be ours."""
    return instrument.ships or bool(instrument.wording.strip())


def _theme(form: Form, theme: Theme) -> Iterator[Block]:
    known = form.instrument
    cells = [one for one in known.cells if one.theme == theme.key and one.shown.strip()]
    columns = _columns(known, cells)
    yield heading(1, theme.name, f"theme-{theme.key}")
    if theme.group.strip():
        yield told(one_line(theme.group), muted=True)
    if theme.meaning.strip():
        yield told(theme.meaning)
    whose = words_of_whom(known, cells)
    if whose:
        yield told(whose, muted=True)
    mixed = _is_mixed(known, cells)
    yield from (_stages_below(form, cells, columns, mixed) if form.large
                else _stages_beside(form, theme, cells, columns, mixed))  # fmt: skip
    beside = [kind for kind in CellKind if kind not in _WHILE_WRITING]
    yield from _notes(form, cells, beside)
    yield PageEnd()  # a page to write on, which may be handed in without the other
    yield from _to_write(form, theme.name, _notes(form, cells, _WHILE_WRITING))


def _columns(known: Instrument, cells: Sequence[Cell]) -> tuple[CellKind, ...]:
    """Give the kinds that are said of most stages: the others stand below."""
    return tuple(
        kind
        for kind in _AT_STAGE
        if len({one.stage for one in cells if one.kind is kind and one.stage})
        >= _COLUMN * len(known.stages)
    )


def _stages_beside(
    form: Form, theme: Theme, cells: Sequence[Cell], columns: tuple[CellKind, ...], mixed: bool
) -> Iterator[Block]:
    if not columns:
        return
    rows = tuple(
        (say(stage_name(stage)), *(_cell(cells, stage, kind, mixed) for kind in columns))
        for stage in form.instrument.stages
    )
    header = ("Stage", *(_AT_STAGE[kind] for kind in columns))
    caption = f"{one_line(theme.name)} at each stage"
    yield Table(caption, tuple(map(say, header)), rows, row_headings=True)


def _stages_below(
    form: Form, cells: Sequence[Cell], columns: tuple[CellKind, ...], mixed: bool
) -> Iterator[Block]:
    """In large print the stages stand below each other: columns would be too narrow to read."""
    for stage in form.instrument.stages:
        yield heading(2, stage_name(stage))
        for kind in columns:
            for one in _of(cells, stage, kind):
                yield labelled(_AT_STAGE[kind], _shown(one, mixed))


def _cell(cells: Sequence[Cell], stage: Stage, kind: CellKind, mixed: bool) -> Runs:
    return say("\n".join(_shown(one, mixed) for one in _of(cells, stage, kind)))


def _of(cells: Sequence[Cell], stage: Stage, kind: CellKind) -> list[Cell]:
    return [one for one in cells if one.kind is kind and one.stage == stage.key]


def _shown(cell: Cell, mixed: bool) -> str:
    text = one_line(cell.shown)
    return f"{text} {_OURS}" if mixed and not cell.own.strip() else text


def _notes(form: Form, there: Sequence[Cell], kinds: Iterable[CellKind]) -> Iterator[Block]:
    """Give what holds at all stages, and what is said of single ones without a column."""
    mixed = _is_mixed(form.instrument, there)
    columns = _columns(form.instrument, there)
    for kind in kinds:
        for one in there:
            if one.kind is not kind or (one.stage and kind in columns):
                continue
            name = _BELOW.get(kind, _AT_STAGE.get(kind, ""))
            stage = form.instrument.stage(one.stage) if one.stage else None
            of = f" ({stage_name(stage)})" if stage else ""
            yield labelled(f"{name}{of}", _shown(one, mixed))


def _is_mixed(known: Instrument, there: Sequence[Cell]) -> bool:
    """Tell whether some of it is of one's own copy, so that what is not must say so."""
    return _marked(known) and any(one.own.strip() for one in there)


def _to_write(form: Form, name: str, beside: Iterable[Block] = ()) -> Iterator[Block]:
    """Leave room for a judgement, its reasons, what it rests on, who judges, and agreement.

    `name` is what is judged: the page may be handed in alone.
    """
    names = [*map(stage_name, form.instrument.stages), "Not assessed", "Not applicable"]
    yield heading(2, f"{name}: your judgement")
    yield from beside
    yield _ticks("Tick one", names)
    yield from _asked("Your reasons: what do people notice?", 4 if form.large else 6)
    rests_on = "What it rests on: records, figures, what people told you"
    yield from _asked(rests_on, 3 if form.large else 4)
    yield _ticks("How sure are you?", ["High", "Moderate", "Low", "Very low"])
    yield from _asked("Who judges, and when", 1)
    yield from _asked("If you differ: what you agreed on, who agreed, and why", 3)


def _ticks(what: str, names: Sequence[str]) -> Paragraph:
    boxes = "   ".join(f"{_BOX}{name}".replace(" ", "\u00a0") for name in names)
    return Paragraph((*say(f"{what}:", strong=True), Words(f"  {boxes}")))


def _asked(what: str, lines: int) -> Iterator[Block]:
    yield Paragraph(say(what, strong=True))
    yield EmptyLines(lines)


def _filled(name: str, text: str) -> Iterator[Block]:
    """Say what is known, or leave a line for it."""
    if text.strip():
        yield labelled(name, text)
    else:
        yield from _asked(name, 1)


def _next_steps(form: Form) -> Iterator[Block]:
    yield heading(1, "What you will do next", "next")
    yield told("Say what will be different for people, not only what will be written or held.")
    for at in ("First", "Second", "Third"):
        yield heading(2, f"{at} action")
        yield from _asked("What, and for which theme", 2)
        yield from _asked("Who", 1)
        yield from _asked("By which quarter", 1)
        yield from _asked("How will you know that it worked?", 2 if form.large else 1)


def _stage_in_words(stage: Stage) -> str:
    meaning = one_line(stage.meaning)
    return f"{stage_name(stage)}: {meaning}" if meaning else stage_name(stage)
