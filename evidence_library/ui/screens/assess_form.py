"""The judgement of one theme: what stages look like, which one it is, why, and on what it rests."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from evidence_library.model.assessment import OVERALL, Agreed, Judgement, Verdict
from evidence_library.model.vocabulary import Confidence
from evidence_library.ui.presenters.assess_chosen import AssessChosen, Opened
from evidence_library.ui.presenters.assess_judging import (
    cards,
    for_all_stages,
    said_of,
    standing_at,
    theme_title,
    verdict_in_words,
)
from evidence_library.ui.screens.assess_supports import SupportsField
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.fields.choice import ChoiceField, Option
from evidence_library.ui.widgets.fields.text import TextField
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import breakable, button, in_tab_order, label, restyle
from evidence_library.ui.widgets.stage_cards import StageCards

#: Lower than this at 100 % text, the page leaves out what the theme means.
_LOW_BELOW = 220

_NO_ONE = "Your name or initials"

_CONFIDENCE = (
    Option(None, "Not stated"),
    *(Option(one, one.value.capitalize()) for one in Confidence if one is not Confidence.NOT_RATED),
)

_ASIDE = {Verdict.NOT_ASSESSED: "Not assessed", Verdict.NOT_APPLICABLE: "Not applicable"}


class JudgeForm(QScrollArea):
    """Shows one theme and keeps what is said of it: as soon as one chooses or leaves a field.

    `action_asked` brings the theme and the words of a breakthrough, `agree_asked` the theme,
    `record_asked` a record to read, `assessor_changed` who judges now.
    """

    action_asked = Signal(str, str)
    agree_asked = Signal(str)
    record_asked = Signal(str)
    assessor_changed = Signal(str)

    def __init__(self, parts: Parts, chosen: AssessChosen) -> None:
        """Show nothing yet."""
        super().__init__()
        self._parts, self._chosen = parts, chosen
        self.theme_key = OVERALL
        self._base = self._sent = Judgement(theme=OVERALL, assessor="")
        self._said = (Verdict.NOT_ASSESSED, "")
        self._judges: dict[str, str] = {}
        self.name = label(role="heading", wrap=True)
        self.meaning = label(role="muted", wrap=True)
        self.assessor = self._make_assessor()
        self.ready = button("I am ready", self._on_ready)
        self.cards = StageCards(parts.theme)
        self.aside = {kind: self._aside(kind, words) for kind, words in _ASIDE.items()}
        self.general = QVBoxLayout()
        self.rationale = TextField(parts.theme, "Why", lines=(3, 14))
        self.rationale.edit.setPlaceholderText("What you have seen that tells you so")
        self.supports = SupportsField(parts, "Records and files it rests on")
        self.confidence = ChoiceField(parts.theme, "How sure you are", _CONFIDENCE)
        self.action = button("Make this an action…", hint="Write down who does what about it")
        self.others = QVBoxLayout()
        self.agree = button("Agree on a judgement…", hint="Say what was agreed on, by whom and why")
        self._lay_out()
        self._connect()

    # What is shown

    def show_theme(self, key: str) -> None:
        """Show another theme; what was said of the one before is kept."""
        self.keep()
        self.theme_key = key
        self._load()
        self.verticalScrollBar().setValue(0)

    def show_opened(self) -> None:
        """Show what was read anew; what is being written stays."""
        self._show_assessors()
        held, mine = self._held(), self._mine()
        if _same(held, mine):
            self._base = held
        elif _same(mine, self._base):
            self._load()
            return
        elif _same(held, self._sent) and self._chosen.unkept(self.theme_key, self.who) is None:
            self._base = held
        self._show_around()

    def take_theirs(self) -> None:
        """Show what is held now in the place of what was written."""
        self._load()

    @property
    def who(self) -> str:
        """Who judges."""
        return " ".join(self.assessor.currentText().split())

    def keep(self) -> None:
        """Keep what was said, if it is something else than before."""
        mine = self._mine()
        if not self._chosen.changeable:  # closed elsewhere: what was written must be told of
            mine = replace(mine, assessor=self._base.assessor or mine.assessor)
        if self._chosen.opened is None or _same(mine, self._base):
            return
        if not mine.assessor:
            self._ask_who()
            return
        if not _same(mine, self._sent):
            self._sent = mine
            self._chosen.judge(mine, self._base)

    def take_focus(self) -> None:
        """Go to the first card, or to who judges while nobody does."""
        first = next(iter(self.cards.cards.values()), None)
        target = first.choose if first is not None and self.who else self.assessor
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # What one does

    def _on_stage(self, stage: str) -> None:
        self._say(Verdict.STAGE, stage)

    def _say(self, verdict: Verdict, stage: str = "") -> None:
        if not self.who:
            self._show_said()
            self._ask_who()
            return
        self._said = (verdict, stage)
        self._show_said()
        self.keep()
        opened = self._chosen.opened
        if opened is not None:
            self._parts.announce(verdict_in_words(opened.instrument, verdict, stage))

    def _ask_who(self) -> None:
        sentence = "Say who judges first: type your name or initials above."
        self._parts.news.tell_note(sentence)
        self.assessor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_assessor(self) -> None:
        self._judges[self._chosen.key] = self.who
        if self.who == self._base.assessor:
            return
        if self._base.assessor:
            self.keep_as(self._base.assessor)
            self._load()
        else:  # what was written before somebody gave a name is theirs
            held = self._held()
            self._base = held
            if held.at:
                self._load()
        self._show_around()
        self.assessor_changed.emit(self.who)

    def keep_as(self, assessor: str) -> None:
        """Keep what was said by whoever said it, before somebody else judges."""
        mine = replace(self._mine(), assessor=assessor)
        if not _same(mine, self._base) and not _same(mine, self._sent):
            self._sent = mine
            self._chosen.judge(mine, self._base)

    def _on_ready(self) -> None:
        item = self._chosen.assessment
        if item is not None and self.who:
            self.keep()
            self._chosen.say_ready(self.who, on=self.who not in item.ready)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave what the theme means to its tooltip where the page is low for its text."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        high = self.height() >= self._parts.theme.px(_LOW_BELOW)
        self.meaning.setVisible(high and bool(self.meaning.text()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the reasons when one leaves their field."""
        if event.type() == QEvent.Type.FocusOut:
            self.keep()
        return super().eventFilter(watched, event)

    # Reading and writing the form

    def _held(self) -> Judgement:
        return self._chosen.held(self.theme_key, self.who)

    def _mine(self) -> Judgement:
        verdict, stage = self._said
        sure = self.confidence.value()
        return Judgement(
            theme=self._base.theme,
            assessor=self.who,
            verdict=verdict,
            stage=stage,
            rationale=self.rationale.value().strip(),
            supports=self.supports.value(),
            confidence=sure if isinstance(sure, Confidence) else None,
            at=self._base.at,
        )

    def _load(self) -> None:
        opened = self._chosen.opened
        if opened is None:
            return
        self._show_assessors()
        held = self._base = self._sent = self._held()
        unkept = self._chosen.unkept(self.theme_key, self.who)
        if unkept is not None:  # their words stay theirs until somebody decides
            held = self._sent = unkept.mine
            self._base = unkept.base
        self._said = (held.verdict, held.stage)
        self.rationale.set_value(held.rationale)
        self.supports.show_titles(self._chosen.titles)
        self.supports.set_value(held.supports)
        self.confidence.set_value(held.confidence)
        name, meaning = theme_title(opened, self.theme_key)
        self.name.setText(name)
        self.meaning.setText(meaning)
        self.name.setToolTip(meaning)
        self._make_room()
        self._show_cards(opened)
        self._show_around()

    def _show_cards(self, opened: Opened) -> None:
        known = opened.instrument
        shown = cards(known, self.theme_key) if known else ()
        self.cards.setVisible(bool(shown))
        near = standing_at(opened.assessment, self.theme_key, self.who).stage
        self.cards.show_cards(shown, self._said[1], writable=self._chosen.changeable, near=near)
        _empty(self.general)
        for part in for_all_stages(known, self.theme_key) if known else ():
            caption = label(part.caption, "caption")
            self.general.addWidget(caption)
            self.general.addWidget(label(breakable(part.words), wrap=True))
            if part.own:
                self.general.addWidget(label("Wording of your own copy", "caption"))

    def _show_said(self) -> None:
        verdict, stage = self._said
        self.cards.choose(stage, writable=self._chosen.changeable)
        for kind, chip in self.aside.items():
            chip.setChecked(bool(self.who) and kind is verdict)  # nobody yet says nothing yet

    def _show_around(self) -> None:
        opened = self._chosen.opened
        if opened is None:
            return
        writable = self._chosen.changeable
        self._show_said()
        for one in (*self.aside.values(), self.rationale, self.confidence):
            one.setEnabled(writable)
        self.supports.show_titles(self._chosen.titles)
        self.supports.allow(writable=writable)
        self._show_ready(opened)
        self._show_others(opened)

    def _show_ready(self, opened: Opened) -> None:
        item = opened.assessment
        there = self.who in item.ready
        self.ready.setVisible(item.blind and not item.revealed and self._chosen.changeable)
        self.ready.setEnabled(self.who in item.assessors)
        self.ready.setText("I am not ready yet" if there else "I am ready")
        self.ready.setAccessibleName(self.ready.text())

    def _show_others(self, opened: Opened) -> None:
        _empty(self.others)
        found = standing_at(opened.assessment, self.theme_key, self.who)
        if found.agreed is not None:
            self._tell_agreed(opened, found.agreed)
        elif found.differ:
            differ = label(
                "◆ The assessors differ, and nothing is agreed yet.", "strong", wrap=True
            )
            restyle(differ, "tone", "warn")
            self.others.addWidget(differ)
        for one in found.judgements:
            if one.assessor != self.who:
                self.others.addWidget(label(said_of(opened, one), "strong", wrap=True))
                if one.rationale:
                    self.others.addWidget(label(breakable(one.rationale), wrap=True))
        several = len(opened.assessment.assessors) > 1 and opened.assessment.revealed
        self.agree.setVisible(several and self._chosen.changeable and bool(found.judgements))
        self.agree.setText("Agree anew…" if found.agreed else "Agree on a judgement…")

    def _tell_agreed(self, opened: Opened, agreed: Agreed) -> None:
        words = verdict_in_words(opened.instrument, agreed.verdict, agreed.stage)
        self.others.addWidget(label(f"Agreed: {words}", "strong", wrap=True))
        why = f"{agreed.why} ({', '.join(agreed.by)})"
        self.others.addWidget(label(breakable(why), wrap=True))

    def _show_assessors(self) -> None:
        item = self._chosen.assessment
        names = list(item.assessors) if item else []
        person = " ".join((self._chosen.person or "").split())
        stranger = bool(names) and person not in names
        closed = item is not None and item.blind and item.revealed and bool(names)
        if person and person not in names and not closed:
            names.append(person)
        typed = self.assessor.currentText()
        if [self.assessor.itemText(at) for at in range(self.assessor.count())] == names and typed:
            return
        blocked = self.assessor.blockSignals(True)
        self.assessor.clear()
        self.assessor.addItems(names)
        first = self._judges.get(self._chosen.key) or person or next(iter(names), "")
        if stranger and first == person:  # nobody judges in a name that is no assessor's unasked
            first = ""
        if not first and item is not None and item.finished and item.assessors:
            first = item.assessors[0]  # nobody judges it now: show what was said
        self.assessor.setEditText(typed if typed in names else first)
        self.assessor.blockSignals(blocked)

    def forget_assessor(self) -> None:
        """Let another assessment begin with its own assessors."""
        self.assessor.clear()

    # What it is made of

    def _make_assessor(self) -> QComboBox:
        made = QComboBox()
        made.setEditable(True)
        made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        made.setMinimumContentsLength(14)
        for one in (made, made.lineEdit(), made.view()):
            if one is not None:
                one.setAccessibleName("Who judges")
        line = made.lineEdit()
        if line is not None:
            line.setPlaceholderText(_NO_ONE)
            line.editingFinished.connect(self._on_assessor)
        made.activated.connect(lambda _at: self._on_assessor())
        return made

    def _aside(self, kind: Verdict, words: str) -> QPushButton:
        made = button(words, partial(self._say, kind), role="chip")
        made.setCheckable(True)
        return made

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("role", "plain")
        page.setMinimumWidth(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 14, 20, 24)
        column.setSpacing(8)
        column.addWidget(self.name)
        column.addWidget(self.meaning)
        who = QWidget()
        flow = FlowLayout(who, 8)
        words = label("Who judges", "secondary")
        words.setBuddy(self.assessor)
        for one in (words, self.assessor, *self.aside.values(), self.ready):
            flow.addWidget(one)
        column.addWidget(who)
        column.addWidget(self.cards)
        column.addLayout(self.general)
        for caption, field in (
            ("Why", self.rationale),
            ("How sure you are", self.confidence),
            ("What it rests on", self.supports),
        ):
            head = label(caption, "strong")
            head.setContentsMargins(0, 8, 0, 0)
            head.setBuddy(field)
            column.addWidget(head)
            column.addWidget(field)
        self.others.setContentsMargins(0, 8, 0, 0)
        column.addLayout(self.others)
        last = QHBoxLayout()
        last.setContentsMargins(0, 8, 0, 0)
        last.setSpacing(8)
        last.addWidget(self.action)
        last.addWidget(self.agree)
        last.addStretch(1)
        column.addLayout(last)
        column.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        cards = (self.cards.earlier, self.cards.later)  # the cards follow behind these
        in_tab_order(self.assessor, *self.aside.values(), self.ready, *cards)
        in_tab_order(
            self.cards.later,
            self.rationale,
            self.confidence,
            self.supports,
            self.action,
            self.agree,
        )

    def _connect(self) -> None:
        self.cards.chose.connect(self._on_stage)
        self.cards.action_asked.connect(lambda words: self.action_asked.emit(self.theme_key, words))
        self.action.clicked.connect(lambda: self.action_asked.emit(self.theme_key, ""))
        self.agree.clicked.connect(lambda: self.agree_asked.emit(self.theme_key))
        self.rationale.edit.installEventFilter(self)
        self.confidence.changed.connect(self.keep)
        self.supports.changed.connect(self.keep)
        self.supports.record_asked.connect(self.record_asked)
        self.supports.refused.connect(self._parts.news.tell_failure)


def _same(one: Judgement, other: Judgement) -> bool:
    """Tell whether two judgements say the same, whenever they were made."""
    return replace(one, at="") == replace(other, at="")


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
