"""The chain of evidence: what a thing rests on and what rests on it, both ways, and how it ends."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from textwrap import wrap

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.model.action import Action
from evidence_library.model.assessment import Assessment, Judgement, Scope, Support, Verdict
from evidence_library.model.chain import Branch, Chain, Node, NodeKind, outline
from evidence_library.model.chain_layout import Sizes, layout
from evidence_library.model.ids import (
    ActionId,
    AssessmentId,
    PackId,
    new_pack_item_id,
)
from evidence_library.model.pack import Pack, RecordItem
from evidence_library.model.recommendation import Recommendation, RecommendationSet, RecordLink
from evidence_library.model.record import Relation
from evidence_library.model.vocabulary import EvidenceRole, RelationType
from evidence_library.services import actions, assess, chain_names, merging, packs, trash
from evidence_library.services.chain import chain, save_drawing
from evidence_library.services.chain_beside import MOST
from evidence_library.services.opened import Library
from evidence_library.services.read import read_record
from evidence_library.store import recommendation_sets, starter
from tests.helpers.assessing import LAMPS as INSTRUMENT
from tests.helpers.assessing import with_lamps
from tests.helpers.libraries import add, empty_library, heading, identity, note
from tests.helpers.tracked import LAMPS, SET, streets, track

TRIAL = identity("Lamps in Quay Street")
DAY = date(2006, 1, 1)


class Street:
    """A library in which everything hangs together."""

    def __init__(self, library: Library) -> None:
        self.library = library
        track(library)
        with_lamps(library)
        item = RecordItem(id=new_pack_item_id(), record=TRIAL)
        made = Pack(id=PackId(""), title="Night walk", items=(item,))
        self.pack, _ = packs.new(library, "Night walk", made)
        begun = Assessment(
            id=AssessmentId(""),
            instrument=INSTRUMENT.id,
            version=1,
            scope=Scope(name="Quay ward"),
            date="2005-10-01",
            example=True,
        )
        self.assessment, _ = assess.new(library, begun, INSTRUMENT)
        said = Judgement(
            theme="streets",
            assessor="AB",
            verdict=Verdict.STAGE,
            stage="dim",
            supports=(Support(record=TRIAL, note="same lamps"), Support(file="minutes.pdf")),
        )
        assess.judge(library, self.assessment.id, said)
        wanted = Action(
            id=ActionId(""),
            what="Mend ten lamps",
            owner="Wardens",
            assessment=self.assessment.id,
            theme="streets",
            recommendation=LAMPS,
            records=(TRIAL,),
        )
        self.action, _ = actions.add(library, wanted)

    @property
    def judgement(self) -> str:
        return f"{self.assessment.id}/streets"

    def told(self, kind: NodeKind, key: str, depth: int = 4) -> tuple[list[str], list[str]]:
        found = chain(self.library, kind, key, depth, DAY)
        return told(found.rests_on), told(found.supports)


def told(branches: Sequence[Branch]) -> list[str]:
    return [
        f"{'.' * (line.depth - 1)}{line.branch.node.called} | {line.branch.role}"
        for line in outline(tuple(branches))
    ]


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """One street for all tests that only look."""
    library = empty_library(tmp_path_factory.mktemp("street") / "library")
    yield Street(library)
    library.close()


@pytest.fixture
def own_street(library: Library) -> Street:
    """A street for a test that changes it."""
    return Street(library)


JUDGED = "Judgement: Streets: Dim (example of an invented organisation)"
ASKED = (
    "Recommendation: 1  The council should: i) light the paths; ii) mend the lamps, and say when."
)
TRIED = "Record: Lamps in Quay Street"


def test_an_action_rests_on_all_that_led_to_it(street: Street) -> None:
    below, above = street.told(NodeKind.ACTION, street.action.id)
    assert below == [
        f"{ASKED} | Recommendation it answers",
        f".{TRIED} | Practice that would satisfy it, part ii",
        f"{JUDGED} | Judgement it comes from",
        f".{TRIED} | Judged by it: same lamps",
        ".Theme: Streets | The theme it judges",
        f"{TRIED} | Record it draws on",
    ]
    assert above == []


def test_a_record_carries_whatever_is_linked_to_it(street: Street) -> None:
    below, above = street.told(NodeKind.RECORD, TRIAL)
    assert below == []
    assert above == [
        f"{ASKED} | Practice that would satisfy it, part ii",
        ".Action: Mend ten lamps | Action on it",
        "Pack: Night walk | Pack with it",
        f"{JUDGED} | Judgement that rests on it",
        ".Action: Mend ten lamps | Action from it",
        "Action: Mend ten lamps | Action that draws on it",
    ]


def test_a_thing_says_how_it_stands(street: Street) -> None:
    found = chain(street.library, NodeKind.RECORD, TRIAL, day=DAY)
    assert {one.node.kind: one.node.detail for one in found.supports} == {
        NodeKind.RECOMMENDATION: "Streets after dark; reported: mixed; overdue by 3 quarters",
        NodeKind.PACK: "Not handed out yet",
        NodeKind.JUDGEMENT: "Quay ward; 2005-10-01; rests also on the file “minutes.pdf”",
        NodeKind.ACTION: "Wardens; nothing reported yet; no deadline",
    }
    assert found.node.detail == "Effect: not stated; how we know: not rated"


def test_theme_judgement_and_pack_are_chains_of_their_own(street: Street) -> None:
    add(
        street.library,
        note("Wardens in pairs", topics=(heading(street.library, "Partnership Working"),)),
    )
    below, above = street.told(NodeKind.THEME, f"{INSTRUMENT.id}/streets")
    assert below == ["Record: Wardens in pairs | Under Partnership Working"]
    assert above == [f"{JUDGED} | Judged", ".Action: Mend ten lamps | Action from it"]
    assert street.told(NodeKind.JUDGEMENT, street.judgement)[1] == [
        "Action: Mend ten lamps | Action from it"
    ]
    assert street.told(NodeKind.PACK, street.pack.id) == ([f"{TRIED} | In the pack"], [])


def test_a_chain_is_followed_as_far_as_asked(street: Street) -> None:
    [recommendation, judgement, record] = chain(
        street.library, NodeKind.ACTION, street.action.id, 1
    ).rests_on
    assert (recommendation.cut, judgement.cut, record.cut) == (True, True, False)
    assert recommendation.branches == ()
    assert recommendation.about.endswith("more lies beyond")


def test_circles_of_records_end(library: Library) -> None:
    def evaluates(other: str) -> tuple[Relation, ...]:
        return (Relation(type=RelationType.EVALUATES, to=identity(other)),)

    add(
        library,
        note("One", relations=evaluates("Other")),
        note("Other", relations=evaluates("One")),
    )
    found = chain(library, NodeKind.RECORD, identity("One"))
    assert told(found.rests_on) == ["Record: Other | Evaluates it", ".Record: One | Evaluates it"]
    assert found.rests_on[0].branches[0].repeated
    assert found.rests_on[0].branches[0].about.endswith("see above")
    assert told(found.supports)[0] == "Record: Other | Evaluated by it"


def test_what_is_gone_is_named_and_followed_no_further(own_street: Street) -> None:
    library = own_street.library
    trash.delete(library, [TRIAL])
    assess.delete(library, own_street.assessment.id)
    found = chain(library, NodeKind.ACTION, own_street.action.id)
    assert [(one.node.title, one.node.detail, one.node.gone) for one in found.rests_on[1:]] == [
        ("Quay ward, streets", "In the trash", True),
        ("Lamps in Quay Street", "In the trash", True),
    ]
    assert found.rests_on[1].branches == ()
    with pytest.raises(UserCanFix, match=r"^“Lamps in Quay Street” is in the trash; restore it "):
        chain(library, NodeKind.RECORD, TRIAL)
    with pytest.raises(UserCanFix, match=r"^This pack is no longer in the library\.$"):
        chain(library, NodeKind.PACK, "none")


def test_a_blind_assessment_shows_nothing_before_all_are_ready(own_street: Street) -> None:
    library, key = own_street.library, own_street.assessment.id
    held = assess.find(library, key)
    assess.edit(library, key, replace(held, blind=True, assessors=("AB", "CD")))
    below, above = own_street.told(NodeKind.JUDGEMENT, own_street.judgement)
    assert below == ["Theme: Streets | The theme it judges"]
    assert above == ["Action: Mend ten lamps | Action from it"]
    node = chain(library, NodeKind.JUDGEMENT, own_street.judgement).node
    assert node.title == "Streets: not shown before all assessors are ready"
    assert node.detail == "Quay ward; 2005-10-01"
    assert not [one for one in own_street.told(NodeKind.RECORD, TRIAL)[1] if "Judgement" in one]
    assert own_street.told(NodeKind.THEME, f"{INSTRUMENT.id}/streets")[1] == []
    for one in ("AB", "CD"):
        assess.ready(library, key, one)
    assert f"{JUDGED} | Judged" in own_street.told(NodeKind.THEME, f"{INSTRUMENT.id}/streets")[1]


def test_hidden_starter_content_is_not_offered_and_told_where_it_is_linked(
    own_street: Street,
) -> None:
    with own_street.library.change("Hide") as change:
        starter.put(change.operation, starter.taken_from(streets(), hidden=True))
    assert not [one for one in own_street.told(NodeKind.RECORD, TRIAL)[1] if one.startswith("Rec")]
    first = chain(own_street.library, NodeKind.ACTION, own_street.action.id).rests_on[0]
    assert first.node.detail.endswith("hidden with the starter content")


def test_a_merged_record_has_the_chain_of_both(own_street: Street) -> None:
    library = own_street.library
    add(library, note("Lamps, again"))
    kept = identity("Lamps, again")
    merging.merge(library, [read_record(library, key).record for key in (kept, TRIAL)])
    assert own_street.told(NodeKind.RECORD, TRIAL) == own_street.told(NodeKind.RECORD, kept)
    above = own_street.told(NodeKind.RECORD, kept)[1]
    assert [one.partition(":")[0] for one in above if one[0] != "."] == [
        "Recommendation", "Pack", "Judgement", "Action"
    ]  # fmt: skip
    below = own_street.told(NodeKind.ACTION, own_street.action.id)[0]
    assert below[-1] == "Record: Lamps, again | Record it draws on"


def test_what_there_is_no_room_for_is_counted(library: Library) -> None:
    add(library, note("Asked for often"))
    link = RecordLink(record=identity("Asked for often"), role=EvidenceRole.PRACTICE)
    many = tuple(
        Recommendation(number=str(n), text=f"Do {n}.", links=(link,)) for n in range(1, MOST + 8)
    )
    with library.change("Import") as change:
        made = RecommendationSet(id=SET, title="Many", recommendations=many)
        recommendation_sets.put(change.operation, made)
    packs.new(library, "Still shown", Pack(id=PackId(""), title="Still shown", items=(
        RecordItem(id=new_pack_item_id(), record=identity("Asked for often")),)))  # fmt: skip
    found = chain(library, NodeKind.RECORD, identity("Asked for often"))
    assert len(found.supports) == MOST + 1
    assert found.above == 7
    assert found.supports[-1].node.title == "Still shown"


def test_a_thing_is_named_by_id_number_or_title_and_by_its_kind_where_several_are(
    own_street: Street,
) -> None:
    library = own_street.library
    for typed, meant in {
        TRIAL[:8]: (NodeKind.RECORD, TRIAL),
        "lamps in quay street": (NodeKind.RECORD, TRIAL),
        "1": (NodeKind.RECOMMENDATION, LAMPS),
        "pack:night walk": (NodeKind.PACK, own_street.pack.id),
        "Mend ten lamps": (NodeKind.ACTION, own_street.action.id),
        "yards": (NodeKind.THEME, f"{INSTRUMENT.id}/yards"),
        "theme:Lamps/Yards and closes": (NodeKind.THEME, f"{INSTRUMENT.id}/yards"),
        "judgement:Quay ward/Streets": (NodeKind.JUDGEMENT, own_street.judgement),
    }.items():
        assert chain_names.meant(library, typed) == meant
    packs.new(library, "Mend ten lamps")
    with pytest.raises(UserCanFix, match="“Mend ten lamps” names several things; write “pack:Mend"):
        chain_names.meant(library, "Mend ten lamps")
    with pytest.raises(UserCanFix, match=r"^Nothing in the library is called “Moon”; say what it"):
        chain_names.meant(library, "Moon")
    packs.delete(library, own_street.pack.id)
    with pytest.raises(UserCanFix, match=r"^“Night walk” is in the trash; restore it first"):
        chain_names.meant(library, "Night walk")


def test_a_drawing_holds_every_box_and_can_be_read_without_being_seen(
    own_street: Street, tmp_path: Path
) -> None:
    library = own_street.library
    actions.edit(library, replace(own_street.action, what="Mend <b>ten</b> & more\x07 lamps"))
    found = chain(library, NodeKind.ACTION, own_street.action.id, day=DAY)
    path = tmp_path / "chain.svg"
    save_drawing(found, path)
    root = ET.fromstring(path.read_text("utf-8"))  # noqa: S314 - written by ourselves
    assert root.get("role") == "img"
    texts = ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "Mend <b>ten</b> & more  lamps"[:20] in " ".join(texts)
    assert "Judgement · example" in texts
    boxes = [one for one in root.iter("{http://www.w3.org/2000/svg}rect") if one.get("rx")]
    assert len(boxes) == 1 + len(list(outline(found.rests_on))) + 1  # and one says what is lacking
    spoken = root.find("{http://www.w3.org/2000/svg}desc")
    assert spoken is not None
    assert "Judged by it: same lamps" in str(spoken.text)
    assert "Nothing rests on an action; it is where a chain ends." in str(spoken.text)
    path.write_text("kept", "utf-8")
    with pytest.raises(UserCanFix):
        save_drawing(found, tmp_path / "no folder" / "chain.svg")


def _grown(depth: int, width: int, at: str = "0") -> tuple[Branch, ...]:
    if not depth:
        return ()
    return tuple(
        Branch(
            Node(NodeKind.RECORD, f"{at}{n}", f"Record {at}{n} " * (n + 1)),
            "As evidence of progress " * n,
            _grown(depth - 1, width, f"{at}{n}"),
            left_out=n,
        )
        for n in range(width)
    )


@pytest.mark.parametrize(("depth", "width"), [(0, 0), (1, 1), (3, 3), (1, 25), (4, 2)])
def test_no_two_boxes_of_a_drawing_touch(depth: int, width: int) -> None:
    branches = _grown(depth, width)
    drawn = layout(
        Chain(Node(NodeKind.PACK, "p", "Pack"), branches, branches[:1], below=2),
        lambda words, room, _large: wrap(words, int(room / 7)) or [""],
        Sizes(),
    )
    assert min(box.left for box in drawn.boxes) == 0
    for at, one in enumerate(drawn.boxes):
        assert one.top >= 0
        assert one.top + one.height <= drawn.height
        assert one.left + one.width <= drawn.width
        for other in drawn.boxes[at + 1 :]:
            beside = one.left + one.width <= other.left or other.left + other.width <= one.left
            below = one.top + one.height < other.top or other.top + other.height < one.top
            assert beside or below
