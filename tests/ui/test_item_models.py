"""The lists keep the promises Qt's views rely on, and fetch only what is looked at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from evidence_library.ui.itemmodels.facets import FacetsModel, Group, Value
from evidence_library.ui.itemmodels.hits import PAGE, Deliver, HitsModel, Row


def _row(number: int) -> Row:
    title = f"Record {number}"
    return Row(str(number), ((title, False),), "Evaluation", "", (), (), f"{title}. Evaluation.")


def _page(offset: int, limit: int, total: int) -> tuple[Row, ...]:
    return tuple(_row(number) for number in range(offset, min(offset + limit, total)))


class Source:
    """Delivers pages, now or when told to."""

    def __init__(self, total: int, *, at_once: bool = True) -> None:
        self.total, self.at_once = total, at_once
        self.asked: list[int] = []
        self.waiting: list[tuple[int, int, Deliver]] = []

    def __call__(self, offset: int, limit: int, deliver: Deliver) -> None:
        self.asked.append(offset)
        if self.at_once:
            deliver(offset, _page(offset, limit, self.total))
        else:
            self.waiting.append((offset, limit, deliver))

    def deliver_all(self) -> None:
        for offset, limit, deliver in self.waiting:
            deliver(offset, _page(offset, limit, self.total))
        self.waiting.clear()


def test_the_list_of_hits_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    model = HitsModel()
    source = Source(PAGE * 2 + 3)
    model.show(source.total, _page(0, PAGE, source.total), source)
    qtmodeltester.check(model)


def test_only_the_pages_looked_at_are_fetched_and_each_once() -> None:
    model, source = HitsModel(), Source(100_000)
    model.show(source.total, _page(0, PAGE, source.total), source)
    for number in (0, PAGE - 1, PAGE * 7, PAGE * 7 + 1, 99_999):
        row = model.row_at(number)
        assert row is not None
        assert row.id == str(number)
    assert model.rowCount() == 100_000
    assert source.asked == [PAGE * 7, 99_999 // PAGE * PAGE]


def test_a_row_that_is_not_there_yet_says_so_and_comes_later() -> None:
    model, source = HitsModel(), Source(1000, at_once=False)
    model.show(source.total, (), source)
    index = model.index(3)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Loading"
    source.deliver_all()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Record 3. Evaluation."


def test_a_page_of_an_older_search_is_not_taken() -> None:
    model = HitsModel()
    old, new = Source(1000, at_once=False), Source(2, at_once=False)
    model.show(old.total, (), old)
    model.row_at(0)
    model.show(new.total, (), new)
    old.deliver_all()
    assert model.row_at(0) is None


GROUPS = (
    Group(
        "topic",
        "Topic headings",
        (
            Value("r", "Race equality", 7, children=(Value("e", "Employment", 2),)),
            Value("p", "Partnership", 4),
            Value("c", "Community", 1),
        ),
        limit=2,
    ),
    Group("kind", "Kind", (Value("review", "Review", 3, chosen=True),)),
    Group("effect", "Effect", ()),
)


def _spoken(model: FacetsModel) -> list[str]:
    rows = (model.index(row) for row in range(model.rowCount()))
    return [index.data(Qt.ItemDataRole.AccessibleTextRole) for index in rows]


def test_the_list_of_filters_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    model = FacetsModel()
    model.show(GROUPS)
    qtmodeltester.check(model)


def test_a_screen_reader_hears_label_count_and_state() -> None:
    model = FacetsModel()
    model.show(GROUPS)
    assert _spoken(model) == [
        "Topic headings, expanded",
        "Race equality, 7 records, collapsed",
        "Partnership, 4 records",
        "1 more…",
        "Kind, expanded",
        "Review, 3 records, selected",
    ]


def test_narrower_headings_unfold_and_fold() -> None:
    model = FacetsModel()
    model.show(GROUPS)
    model.unfold(1)
    assert _spoken(model)[1:3] == ["Race equality, 7 records, expanded", "Employment, 2 records"]
    model.unfold(1, opened=False)
    assert _spoken(model)[1:3] == ["Race equality, 7 records, collapsed", "Partnership, 4 records"]


def test_what_is_chosen_is_never_folded_away() -> None:
    chosen = Value("e", "Employment", 0, chosen=True)
    group = Group("topic", "Topic headings", (Value("r", "Race equality", 7, children=(chosen,)),))
    model = FacetsModel()
    model.show((group,))
    assert _spoken(model)[1:] == [
        "Race equality, 7 records, expanded",
        "Employment, 0 records, selected",
    ]


def test_more_values_unfold_and_stay_unfolded() -> None:
    model = FacetsModel()
    model.show(GROUPS)
    model.unfold(3)
    assert _spoken(model)[3:5] == ["Community, 1 record", "Show fewer"]
    model.show(GROUPS)
    assert _spoken(model)[3:5] == ["Community, 1 record", "Show fewer"]


def test_every_line_can_be_reached_by_keyboard() -> None:
    model = FacetsModel()
    model.show(GROUPS)
    reached = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    assert all(model.flags(model.index(row)) == reached for row in range(model.rowCount()))


FOLDED = Group(
    "setting",
    "Setting",
    (
        Value("schools", "Schools", 5),
        Value("homes", "Homes", 3, excluded=True),
        Value("", "Not stated", 9, empty=True),
        Value("parks", "Parks", 1),
    ),
    limit=1,
    folded=True,
)


def test_a_folded_group_shows_what_is_left_out_and_opens_whole() -> None:
    model = FacetsModel()
    model.show((FOLDED,))
    assert _spoken(model) == ["Setting, collapsed", "Homes, 3 records, left out"]
    model.unfold(0)
    assert _spoken(model) == [
        "Setting, expanded",
        "Schools, 5 records",
        "Homes, 3 records, left out",
        "1 more…",
        "Not stated, 9 records",
    ]
    assert model.folds == {"setting": True}
    model.unfold(0, opened=False)
    assert _spoken(model)[0] == "Setting, collapsed"


def test_what_is_left_out_says_so_in_words() -> None:
    model = FacetsModel()
    model.show((FOLDED,))
    line = model.line(1)
    assert line is not None
    assert line.shown == "Homes – left out"
