"""The things of which chains of evidence are made, each in words, read once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from evidence_library.errors import LibraryError, UserCanFix
from evidence_library.model.action import Action
from evidence_library.model.assessment import Assessment, standing
from evidence_library.model.chain import Node, NodeKind
from evidence_library.model.clocks import clock, schedule_in_words
from evidence_library.model.headline import effect, how_we_know
from evidence_library.model.ids import (
    InstrumentId,
    PackId,
    RecommendationId,
    RecordId,
)
from evidence_library.model.instrument import Instrument
from evidence_library.model.vocabulary import in_words
from evidence_library.services import instruments, packs, track
from evidence_library.services.action_wording import reported
from evidence_library.services.actions import Listed
from evidence_library.services.assess import theme_name, verdict_in_words
from evidence_library.services.opened import Library
from evidence_library.store import records, redirects, starter, trash
from evidence_library.store.assessing import ACTIONS, ASSESSMENTS

_GONE = "No longer in the library"
_UNREADABLE = "Cannot be read by this version of the program"
_HIDDEN = "hidden with the starter content"

#: So many letters of a recommendation are its title.
_LETTERS = 90


class Things:
    """Gives the things of a library as nodes, as they stand at a day."""

    def __init__(self, library: Library, day: date) -> None:
        """Read the assessments and actions; the rest is read when it is asked for."""
        self._library, self._day = library, day
        with library.connections.reading() as connection:
            assessed, planned = ASSESSMENTS.load(connection), ACTIONS.load(connection)
            self._hidden_sets = set(starter.hidden_sets(connection).values())
        #: By id, in the order they were made; those this program cannot read are left out.
        self.assessments: dict[str, Assessment] = {
            one.id: one.thing for one in assessed if one.thing is not None
        }
        self.actions: dict[str, Action] = {
            one.id: one.thing for one in planned if one.thing is not None
        }
        self._titles = {one.id: one.title for one in assessed}
        self._titles |= {one.id: one.title for one in planned}
        self._nodes: dict[tuple[NodeKind, str], Node] = {}
        self._versions: dict[str, tuple[Instrument, ...]] = {}
        self._makers: dict[NodeKind, Callable[[str], Node]] = {
            NodeKind.RECORD: self._record,
            NodeKind.RECOMMENDATION: self._recommendation,
            NodeKind.PACK: self._pack,
            NodeKind.THEME: self._theme,
            NodeKind.JUDGEMENT: self._judgement,
            NodeKind.ACTION: self._action,
        }

    def node(self, kind: NodeKind, key: str) -> Node:
        """Give a thing. One that cannot be found is `gone`, with its title if that is known."""
        if (kind, key) not in self._nodes:
            try:
                made = self._makers[kind](key)
            except LibraryError:
                made = self._gone(kind, key)
            self._nodes[kind, key] = made
        return self._nodes[kind, key]

    def instrument_of(self, item: Assessment) -> Instrument | None:
        """Give the version that an assessment was made with; None if it is gone."""
        versions = self._versions_of(item.instrument)
        return next((one for one in versions if one.version == item.version), None)

    def instrument_with(self, key: str, theme: str) -> Instrument | None:
        """Give the newest version of an instrument that has a theme; None if none has."""
        versions = self._versions_of(key)
        return next((one for one in versions if one.theme(theme) is not None), None)

    def _versions_of(self, key: str) -> tuple[Instrument, ...]:
        if key not in self._versions:
            self._versions[key] = instruments.versions(self._library, InstrumentId(key))
        return self._versions[key]

    def _record(self, key: str) -> Node:
        with self._library.connections.reading() as connection:
            target = redirects.target(connection, RecordId(key))
            record = records.get(connection, target)
            hidden = starter.is_hidden(connection, target)
        if record is None:
            return self._gone(NodeKind.RECORD, target)
        facts = (
            f"Effect: {effect(record).label.lower()}",
            f"how we know: {how_we_know(record).label.lower()}",
            _HIDDEN * hidden,
        )
        return Node(NodeKind.RECORD, target, record.title or "Untitled", _joined(*facts))

    def _recommendation(self, key: str) -> Node:
        held = track.held(self._library, RecommendationId(key))
        now = clock(held.item, held.owner.quarters, self._day)
        facts = (
            held.owner.title,
            f"reported: {in_words(now.status).lower()}",
            schedule_in_words(now.schedule, now.quarters_over).lower(),
            _HIDDEN * (held.owner.id in self._hidden_sets),
        )
        title = f"{held.item.number}  {_short(held.item.text)}"
        return Node(NodeKind.RECOMMENDATION, key, title.strip(), _joined(*facts))

    def _pack(self, key: str) -> Node:
        found = packs.find(self._library, PackId(key))
        on = f"Handed out on {found.frozen.on}" if found.frozen else "Not handed out yet"
        return Node(NodeKind.PACK, key, found.title, on)

    def _theme(self, key: str) -> Node:
        instrument, _, theme = key.partition("/")
        found = self.instrument_with(instrument, theme)
        if found is None and not theme:
            found = next(iter(self._versions_of(instrument)), None)
        if found is None:
            raise UserCanFix("No instrument has this theme.")
        return Node(NodeKind.THEME, key, theme_name(found, theme), found.title)

    def _judgement(self, key: str) -> Node:
        assessment, _, theme = key.partition("/")
        held = self.assessments.get(assessment)
        if held is None:
            raise UserCanFix("This assessment is gone.")
        instrument, now = self.instrument_of(held), standing(held, theme)
        words = verdict_in_words(instrument, now.verdict, now.stage)
        if not held.revealed:
            words = "not shown before all assessors are ready"
        files = [it.file for one in now.judgements for it in one.supports if it.file]
        facts = (held.scope.label, held.date, _files(list(dict.fromkeys(files))))
        title = f"{theme_name(instrument, theme)}: {words}"
        return Node(NodeKind.JUDGEMENT, key, title, _joined(*facts), example=held.example)

    def _action(self, key: str) -> Node:
        item = self.actions.get(key)
        if item is None:
            raise UserCanFix("This action is gone.")
        now = item.clock(self._day)
        facts = (
            item.owner or "No owner yet",
            reported(Listed(item, now, "")).lower(),
            schedule_in_words(now.schedule, now.quarters_over).lower(),
        )
        return Node(NodeKind.ACTION, key, item.what, _joined(*facts), example=item.example)

    def _gone(self, kind: NodeKind, key: str) -> Node:
        """Name what is not there: it may be in the trash, or of a newer program."""
        owner, _, theme = key.partition("/")
        known = owner if kind is NodeKind.JUDGEMENT else key
        if known in self._titles:  # it is there, and is not understood
            return Node(kind, key, self._titles[known], _UNREADABLE, gone=True)
        with self._library.connections.reading() as connection:
            title = trash.title_of(connection, RecordId(known))
        if title is None:
            return Node(kind, key, _GONE, gone=True)
        named = f"{title or 'Untitled'}{f', {theme}' if kind is NodeKind.JUDGEMENT else ''}"
        return Node(kind, key, named.rstrip(", "), "In the trash", gone=True)


def _files(names: list[str]) -> str:
    if not names:
        return ""
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"rests also on the file “{names[0]}”{more}"


def _joined(*facts: str) -> str:
    return "; ".join(filter(None, dict.fromkeys(facts)))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LETTERS else f"{words[: _LETTERS - 1].rstrip()}…"
