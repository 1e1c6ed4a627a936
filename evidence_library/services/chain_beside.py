"""What stands next to a thing in a chain of evidence: what it rests on, and what rests on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from evidence_library.model.assessment import Assessment, Judgement, Verdict, standing
from evidence_library.model.chain import Node, NodeKind
from evidence_library.model.ids import PackId, RecommendationId, RecordId
from evidence_library.model.pack import records_of
from evidence_library.model.recommendation import RecordLink
from evidence_library.model.vocabulary import ROLE_WORDS, RelationType
from evidence_library.services import matching_practice, packs, track
from evidence_library.services.chain_things import Things
from evidence_library.services.opened import Library
from evidence_library.store import packs as stored_packs
from evidence_library.store import recommendation_sets, records, redirects, starter

#: So many things of a kind are listed beside a thing; a record may stand in very many packs.
MOST = 25

#: Relations by which a record rests on the one that has them: what they are called there.
_CARRYING = {RelationType.EVALUATES: "Evaluates it", RelationType.IS_ABOUT: "Tells about it"}


@dataclass(frozen=True, slots=True)
class Beside:
    """A thing beside another one, and how it bears on it."""

    kind: NodeKind
    id: str
    role: str


@dataclass(frozen=True, slots=True)
class Row:
    """The things on one side of a thing, and how many more there are."""

    shown: tuple[Beside, ...] = ()
    left_out: int = 0


class Neighbours:
    """Finds what stands beside things; what is needed again is found once."""

    def __init__(self, library: Library, things: Things, start: Node) -> None:
        """Find nothing yet. Only at a theme one begins with, the records under its headings count:
        nobody has linked them, so no judgement rests on them."""
        self._library, self._things, self._start = library, things, start
        self._found: dict[tuple[bool, NodeKind, str], Row] = {}
        self._below: dict[NodeKind, Callable[[str], Iterable[Beside]]] = {
            NodeKind.RECORD: self._evaluating,
            NodeKind.RECOMMENDATION: self._linked,
            NodeKind.PACK: self._packed,
            NodeKind.THEME: self._under_headings,
            NodeKind.JUDGEMENT: self._of_judgement,
            NodeKind.ACTION: self._of_action,
        }
        self._above: dict[NodeKind, Callable[[str], Iterable[Beside]]] = {
            NodeKind.RECORD: self._on_record,
            NodeKind.RECOMMENDATION: self._on_recommendation,
            NodeKind.THEME: self._on_theme,
            NodeKind.JUDGEMENT: self._on_judgement,
        }

    def below(self, node: Node) -> Row:
        """Give what a thing rests on."""
        return self._row(node, self._below, below=True)

    def above(self, node: Node) -> Row:
        """Give what rests on a thing."""
        return self._row(node, self._above, below=False)

    def _row(
        self, node: Node, ways: dict[NodeKind, Callable[[str], Iterable[Beside]]], *, below: bool
    ) -> Row:
        if node.gone or node.kind not in ways:
            return Row()
        key = (below, *node.key)
        if key not in self._found:
            self._found[key] = _row(ways[node.kind](node.id))
        return self._found[key]

    # What a thing rests on

    def _evaluating(self, key: str) -> Iterator[Beside]:
        with self._library.connections.reading() as connection:
            found = [
                one for old in _ids_of(self._library, key)
                for one in records.pointing_at(connection, old)
            ]  # fmt: skip
        for other, relation in found:
            if relation.type in _CARRYING and other != key:
                yield Beside(NodeKind.RECORD, other, _CARRYING[relation.type])

    def _linked(self, key: str) -> Iterator[Beside]:
        links = track.held(self._library, RecommendationId(key)).item.links
        for record in dict.fromkeys(one.record for one in links):
            role = _role([one for one in links if one.record == record])
            yield Beside(NodeKind.RECORD, record, role)

    def _packed(self, key: str) -> Iterator[Beside]:
        for record in records_of(packs.find(self._library, PackId(key))):
            yield Beside(NodeKind.RECORD, record, "In the pack")

    def _under_headings(self, key: str) -> Iterator[Beside]:
        instrument, _, name = key.partition("/")
        found = self._things.instrument_with(instrument, name)
        theme = found.theme(name) if found is not None else None
        if theme is None or not theme.topics or self._start.key != (NodeKind.THEME, key):
            return
        for one in matching_practice.for_theme(self._library, theme):
            yield Beside(NodeKind.RECORD, one.id, one.reason.partition(";")[0])

    def _of_judgement(self, key: str) -> Iterator[Beside]:
        assessment, _, theme = key.partition("/")
        held = self._things.assessments[assessment]
        supports = [it for one in standing(held, theme).judgements for it in one.supports]
        for record in dict.fromkeys(it.record for it in supports if it.record is not None):
            notes = dict.fromkeys(it.note for it in supports if it.record == record)
            role = ": ".join(filter(None, ("Judged by it", "; ".join(filter(None, notes)))))
            yield Beside(NodeKind.RECORD, record, role)
        if theme:
            yield Beside(NodeKind.THEME, f"{held.instrument}/{theme}", "The theme it judges")

    def _of_action(self, key: str) -> Iterator[Beside]:
        action = self._things.actions[key]
        if action.recommendation is not None:
            role = "Recommendation it answers"
            yield Beside(NodeKind.RECOMMENDATION, action.recommendation, role)
        if action.assessment is not None:
            judged = f"{action.assessment}/{action.theme}"
            yield Beside(NodeKind.JUDGEMENT, judged, "Judgement it comes from")
        for record in action.records:
            yield Beside(NodeKind.RECORD, record, "Record it draws on")

    # What rests on a thing

    def _on_record(self, key: str) -> Iterator[Beside]:
        ids = _ids_of(self._library, key)
        yield from self._recommendations_on(ids)
        yield from self._packs_with(ids)
        for assessment in self._things.assessments.values():
            for theme in _themes_resting_on(assessment, ids):
                judged = f"{assessment.id}/{theme}"
                yield Beside(NodeKind.JUDGEMENT, judged, "Judgement that rests on it")
        for action in self._things.actions.values():
            if not ids.isdisjoint(action.records):
                yield Beside(NodeKind.ACTION, action.id, "Action that draws on it")
        yield from self._evaluated(key)

    def _recommendations_on(self, ids: frozenset[RecordId]) -> Iterator[Beside]:
        """Give those that are linked; only as many are read as are shown."""
        with self._library.connections.reading() as connection:
            keys = recommendation_sets.linked_to(connection, sorted(ids))
            hidden = set(starter.hidden_sets(connection).values())
            found = recommendation_sets.some(connection, keys if hidden else keys[:MOST])
        shown = [item for owner, item in found if owner.id not in hidden]
        for item in shown:
            role = _role([one for one in item.links if one.record in ids])
            yield Beside(NodeKind.RECOMMENDATION, item.id, role)
        for one in keys[MOST:] if not hidden else ():
            yield Beside(NodeKind.RECOMMENDATION, one, "")

    def _packs_with(self, ids: frozenset[RecordId]) -> Iterator[Beside]:
        with self._library.connections.reading() as connection:
            found = [one for key in ids for one in stored_packs.holding(connection, key)]
        for key, _title in dict(found).items():
            yield Beside(NodeKind.PACK, key, "Pack with it")

    def _evaluated(self, key: str) -> Iterator[Beside]:
        with self._library.connections.reading() as connection:
            record = records.get(connection, RecordId(key))
        for one in record.relations if record is not None else ():
            if one.type in _CARRYING:
                told = "Evaluated by it" if one.type is RelationType.EVALUATES else "Told of in it"
                yield Beside(NodeKind.RECORD, one.to, told)

    def _on_recommendation(self, key: str) -> Iterator[Beside]:
        for one in self._things.actions.values():
            if one.recommendation == key:
                yield Beside(NodeKind.ACTION, one.id, "Action on it")

    def _on_theme(self, key: str) -> Iterator[Beside]:
        instrument, _, theme = key.partition("/")
        for held in self._things.assessments.values():
            if held.instrument == instrument and _is_judged(held, theme):
                yield Beside(NodeKind.JUDGEMENT, f"{held.id}/{theme}", "Judged")

    def _on_judgement(self, key: str) -> Iterator[Beside]:
        assessment, _, theme = key.partition("/")
        for one in self._things.actions.values():
            if (one.assessment, one.theme) == (assessment, theme):
                yield Beside(NodeKind.ACTION, one.id, "Action from it")


def _row(found: Iterable[Beside]) -> Row:
    """Show so many things of each kind, and count the others."""
    shown: list[Beside] = []
    numbers: dict[NodeKind, int] = {}
    every = list(dict.fromkeys(found))
    for one in every:
        numbers[one.kind] = numbers.get(one.kind, 0) + 1
        if numbers[one.kind] <= MOST:
            shown.append(one)
    return Row(tuple(shown), len(every) - len(shown))


def _ids_of(library: Library, record: str) -> frozenset[RecordId]:
    """Give the id of a record, and those of the records that were merged into it."""
    key = RecordId(record)
    with library.connections.reading() as connection:
        return frozenset((key, *redirects.leading_to(connection, [key])))


def _role(links: Sequence[RecordLink]) -> str:
    """Say as what a record is linked, and to which parts."""
    told = (f"{ROLE_WORDS[one.role]}{f', part {one.part}' if one.part else ''}" for one in links)
    return "; ".join(dict.fromkeys(told))


def _themes_resting_on(assessment: Assessment, ids: frozenset[RecordId]) -> list[str]:
    """List the themes judged by a record; of a blind assessment, once it is revealed."""
    if not assessment.revealed:
        return []
    resting = (one.theme for one in assessment.judgements if _rests_on(one, ids))
    return list(dict.fromkeys(resting))


def _rests_on(said: Judgement, ids: frozenset[RecordId]) -> bool:
    return any(one.record in ids for one in said.supports)


def _is_judged(assessment: Assessment, theme: str) -> bool:
    now = standing(assessment, theme)
    return now.agreed is not None or any(
        one.verdict is not Verdict.NOT_ASSESSED for one in now.judgements
    )
