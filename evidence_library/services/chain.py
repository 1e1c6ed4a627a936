"""The chain of evidence from any recommendation, record, pack, theme, judgement or action."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from evidence_library.errors import LibraryError, UserCanFix
from evidence_library.model.action import Action
from evidence_library.model.assessment import Assessment, standing
from evidence_library.model.chain import Branch, Chain, Node, NodeKind
from evidence_library.model.clocks import clock, schedule_in_words
from evidence_library.model.headline import effect, how_we_know
from evidence_library.model.ids import (
    ActionId,
    AssessmentId,
    InstrumentId,
    PackId,
    RecommendationId,
    RecordId,
)
from evidence_library.model.pack import records_of
from evidence_library.model.vocabulary import ROLE_WORDS, in_words
from evidence_library.services import (
    actions,
    assess,
    identities,
    instruments,
    matching_practice,
    packs,
    track,
)
from evidence_library.services.assess import theme_name, verdict_in_words
from evidence_library.services.opened import Library
from evidence_library.store import records, redirects, trash
from evidence_library.store.assessing import ACTIONS, ASSESSMENTS

#: So far a chain is followed from where it begins; deeper ones begin anew at another thing.
DEEPEST = 4

#: So many things are listed on one side of a thing; a record may stand in very many packs.
_MOST = 50

#: A thing beside another one, and how it bears on it.
Beside = tuple[Node, str]


def chain(library: Library, kind: NodeKind, key: str, depth: int = DEEPEST) -> Chain:
    """Follow the chain from a thing in both directions.

    Raises `UserCanFix` if the thing is not in the library.
    """
    maker = _Maker(library)
    node = maker.node(kind, key)
    if node.gone:
        raise UserCanFix("This is no longer in the library; it may be in the trash.")
    return Chain(
        node,
        maker.follow(node, maker.below, depth),
        maker.follow(node, maker.above, depth),
    )


def meant(library: Library, typed: str) -> tuple[NodeKind, str]:
    """Give the thing that is meant: by its id, the beginning of it, its number or its title.

    A word before it says what it is where that is not sure: “pack:Lamps”, “theme:Leadership”,
    “recommendation:24”. Raises `UserCanFix` if nothing, or too much, is meant.
    """
    word, found, rest = typed.partition(":")
    kinds = {kind.value: kind for kind in NodeKind}
    if found and word.strip().casefold() in kinds:
        kind = kinds[word.strip().casefold()]
        return kind, _MEANT[kind](library, rest.strip())
    for kind, look in _MEANT.items():
        try:
            return kind, look(library, typed)
        except UserCanFix:
            continue
    raise UserCanFix(
        f"Nothing in the library is called “{typed}”; say what it is, such as “pack:{typed}”."
    )


class _Maker:
    """Reads things and their neighbours; what is needed again is read once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        with library.connections.reading() as connection:
            self._assessments = [
                kept.thing for kept in ASSESSMENTS.load(connection) if kept.thing is not None
            ]
            self._actions = [
                kept.thing for kept in ACTIONS.load(connection) if kept.thing is not None
            ]

    def follow(
        self,
        node: Node,
        beside: Callable[[Node], Iterable[Beside]],
        depth: int,
        seen: frozenset[tuple[NodeKind, str]] = frozenset(),
    ) -> tuple[Branch, ...]:
        """Follow one direction; what stands on the way already is not followed again."""
        way = seen | {node.key}
        found = []
        for other, role in beside(node):
            if other.key in way:
                found.append(Branch(other, role, repeated=True))
            elif depth <= 1:
                found.append(Branch(other, role, cut=any(True for _ in beside(other))))
            else:
                found.append(Branch(other, role, self.follow(other, beside, depth - 1, way)))
        return tuple(found[:_MOST])

    def node(self, kind: NodeKind, key: str) -> Node:
        """Read a thing. One that cannot be found is `gone`."""
        makers: dict[NodeKind, Callable[[str], Node]] = {
            NodeKind.RECORD: self._record,
            NodeKind.RECOMMENDATION: self._recommendation,
            NodeKind.PACK: self._pack,
            NodeKind.THEME: self._theme,
            NodeKind.JUDGEMENT: self._judgement,
            NodeKind.ACTION: self._action,
        }
        try:
            return makers[kind](key)
        except LibraryError:
            return Node(kind, key, "No longer in the library", gone=True)

    def below(self, node: Node) -> Iterable[Beside]:
        """Give what a thing rests on."""
        makers: dict[NodeKind, Callable[[Node], Iterable[Beside]]] = {
            NodeKind.RECOMMENDATION: self._linked,
            NodeKind.PACK: self._packed,
            NodeKind.THEME: self._under_headings,
            NodeKind.JUDGEMENT: self._of_judgement,
            NodeKind.ACTION: self._of_action,
        }
        return () if node.gone or node.kind not in makers else makers[node.kind](node)

    def above(self, node: Node) -> Iterable[Beside]:
        """Give what rests on a thing."""
        makers: dict[NodeKind, Callable[[Node], Iterable[Beside]]] = {
            NodeKind.RECORD: self._on_record,
            NodeKind.RECOMMENDATION: self._on_recommendation,
            NodeKind.THEME: self._on_theme,
            NodeKind.JUDGEMENT: self._on_judgement,
        }
        return () if node.gone or node.kind not in makers else makers[node.kind](node)

    def _linked(self, node: Node) -> Iterator[Beside]:
        for link in track.held(self._library, RecommendationId(node.id)).item.links:
            yield self._record(link.record), ROLE_WORDS[link.role]

    def _packed(self, node: Node) -> Iterator[Beside]:
        for record in records_of(packs.find(self._library, PackId(node.id))):
            yield self._record(record), "In the pack"

    def _on_recommendation(self, node: Node) -> Iterator[Beside]:
        for one in self._actions:
            if one.recommendation == node.id:
                yield self._of(one), "Action on it"

    def _on_theme(self, node: Node) -> Iterator[Beside]:
        instrument, _, theme = node.id.partition("/")
        for held in self._assessments:
            if held.instrument == instrument and _is_judged(held, theme):
                yield self._judgement(f"{held.id}/{theme}"), "Judged"

    def _on_judgement(self, node: Node) -> Iterator[Beside]:
        assessment, _, theme = node.id.partition("/")
        for one in self._actions:
            if (one.assessment, one.theme) == (assessment, theme):
                yield self._of(one), "Action from it"

    def _on_record(self, node: Node) -> Iterator[Beside]:
        key = RecordId(node.id)
        for held in track.serving(self._library, key):
            for link in held.item.links:
                if link.record == key:
                    yield self._recommendation(held.item.id), ROLE_WORDS[link.role]
        for pack in packs.with_record(self._library, key):
            yield self._pack(pack.id), "Pack with it"
        for assessment in self._assessments:
            for theme in _themes_resting_on(assessment, key):
                yield self._judgement(f"{assessment.id}/{theme}"), "Judgement that rests on it"
        for one in self._actions:
            if key in one.records:
                yield self._of(one), "Action that draws on it"

    def _under_headings(self, node: Node) -> Iterator[Beside]:
        instrument, _, key = node.id.partition("/")
        theme = instruments.find(self._library, InstrumentId(instrument)).theme(key)
        if theme is None or not theme.topics:
            return
        for one in matching_practice.for_theme(self._library, theme):
            yield self._record(one.id), one.reason

    def _of_judgement(self, node: Node) -> Iterator[Beside]:
        assessment, _, theme = node.id.partition("/")
        held = assess.find(self._library, AssessmentId(assessment))
        supports = standing(held, theme).judgements
        named = dict.fromkeys(
            one.record for said in supports for one in said.supports if one.record is not None
        )
        for record in named:
            yield self._record(record), "Judged by it"
        if theme:
            yield self._theme(f"{held.instrument}/{theme}"), "The theme it judges"

    def _of_action(self, node: Node) -> Iterator[Beside]:
        action = actions.find(self._library, ActionId(node.id))
        if action.recommendation is not None:
            yield (
                self.node(NodeKind.RECOMMENDATION, action.recommendation),
                "Recommendation it answers",
            )
        if action.assessment is not None:
            key = f"{action.assessment}/{action.theme}"
            yield self.node(NodeKind.JUDGEMENT, key), "Judgement it comes from"
        for record in action.records:
            yield self._record(record), "Record it draws on"

    def _record(self, key: str) -> Node:
        with self._library.connections.reading() as connection:
            target = redirects.target(connection, RecordId(key))
            record = records.get(connection, target)
            if record is None:
                title = trash.title_of(connection, target)
                told = f"{title or 'Untitled'}" if title is not None else "No longer in the library"
                return Node(NodeKind.RECORD, key, told, "In the trash" if title else "", gone=True)
        facts = f"{effect(record).label}; {how_we_know(record).label.lower()}"
        return Node(NodeKind.RECORD, target, record.title or "Untitled", facts)

    def _recommendation(self, key: str) -> Node:
        held = track.held(self._library, RecommendationId(key))
        now = clock(held.item, held.owner.quarters, date.today())
        said = schedule_in_words(now.schedule, now.quarters_over)
        return Node(
            NodeKind.RECOMMENDATION,
            key,
            f"{held.item.number}  {_short(held.item.text)}",
            f"{held.owner.title}; reported: {in_words(now.status).lower()}; {said.lower()}",
        )

    def _pack(self, key: str) -> Node:
        found = packs.find(self._library, PackId(key))
        frozen = f"frozen on {found.frozen.on}" if found.frozen else "not handed out yet"
        return Node(NodeKind.PACK, key, found.title, frozen)

    def _theme(self, key: str) -> Node:
        instrument, _, theme = key.partition("/")
        found = instruments.find(self._library, InstrumentId(instrument))
        return Node(NodeKind.THEME, key, theme_name(found, theme), found.title)

    def _judgement(self, key: str) -> Node:
        assessment, _, theme = key.partition("/")
        opened = assess.opened(self._library, AssessmentId(assessment))
        held = opened.assessment
        found = standing(held, theme)
        words = verdict_in_words(opened.instrument, found.verdict, found.stage)
        name = theme_name(opened.instrument, theme)
        where = f"{held.scope.label}, {held.date}"
        return Node(NodeKind.JUDGEMENT, key, f"{name}: {words}", where, example=held.example)

    def _action(self, key: str) -> Node:
        return self._of(actions.find(self._library, ActionId(key)))

    @staticmethod
    def _of(action: Action) -> Node:
        now = action.clock(date.today())
        said = schedule_in_words(now.schedule, now.quarters_over).lower()
        owner = action.owner or "no owner"
        return Node(
            NodeKind.ACTION,
            action.id,
            action.what,
            f"{owner}; {in_words(now.status).lower()}; {said}",
            example=action.example,
        )


def _themes_resting_on(assessment: Assessment, record: RecordId) -> list[str]:
    """List the themes judged by a record; of a blind assessment, once it is revealed."""
    if not assessment.revealed:
        return []
    return list(
        dict.fromkeys(
            said.theme
            for said in assessment.judgements
            if any(one.record == record for one in said.supports)
        )
    )


def _is_judged(assessment: Assessment, theme: str) -> bool:
    return any(said.theme == theme for said in standing(assessment, theme).judgements)


def _short(text: str, most: int = 90) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _theme_meant(library: Library, typed: str) -> str:
    """Give the theme that is meant by its name, in any instrument, or by its id."""
    offered = instruments.listed(library)
    wanted = typed.strip()
    for one in offered:
        if any(f"{one.id}/{theme.key}" == wanted for theme in one.themes):
            return wanted
    found = []
    for one in offered:
        try:
            key = assess.theme_meant(one, typed)
        except UserCanFix:
            continue
        if key:
            found.append(f"{one.id}/{key}")
    if len(found) != 1:
        raise UserCanFix(f"“{typed}” is not the name of one theme.")
    return found[0]


def _judgement_meant(library: Library, typed: str) -> str:
    name, found, theme = typed.rpartition("/")
    if not found:
        raise UserCanFix("Name a judgement as “ASSESSMENT/THEME”.")
    held = assess.meant(library, name)
    return f"{held.id}/{assess.theme_meant(assess.opened(library, held.id).instrument, theme)}"


#: How a thing of each kind is named, in the order they are tried.
_MEANT: dict[NodeKind, Callable[[Library, str], str]] = {
    NodeKind.RECORD: identities.record_meant,
    NodeKind.RECOMMENDATION: track.meant,
    NodeKind.PACK: lambda library, typed: packs.meant(library, typed).id,
    NodeKind.ACTION: lambda library, typed: actions.meant(library, typed).id,
    NodeKind.THEME: _theme_meant,
    NodeKind.JUDGEMENT: _judgement_meant,
}
