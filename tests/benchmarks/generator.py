"""Seeded, English-like records: words of the field among made-up ones, as common as in real text.

Word frequencies follow Zipf's law with the function words on top, so a common word stands in nearly
every record and a rare one in a handful, as in real reports. A record has some 250 words.
"""

from __future__ import annotations

import itertools
import random
import uuid
from collections.abc import Iterator, Sequence

from evidence_library.model.concept import Concept
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import RecordId
from evidence_library.model.record import (
    Appraisal,
    Name,
    Outcome,
    Place,
    Record,
    Section,
    TopicHeading,
)
from evidence_library.model.vocabulary import (
    KIND_FAMILIES,
    Confidence,
    Direction,
    EvidenceKind,
    SectionKind,
    Workflow,
)

COMMON = (
    "the of and to in a for was were that with on as by is not it this from at or be which had "
    "more their than been who there an but all have no they one after into most other"
).split()

FIELD = (
    "police community crime search stop trust young people council service evaluation group "
    "housing partnership safety area report offending violence prevention school project "
    "family local officer burglary disorder evidence outcome support alcohol drug victim "
    "programme trial comparison year resident confidence fear street lighting camera warden "
    "mentor grant funding training staff health equality minority ethnic employment education "
    "race recommendation assessment hotspot patrol gang domestic abuse fire alarm falls older "
    "traffic speed zone injury hospital data sharing review"
).split()

_ONSETS = "b bl br c cl cr d dr f fl g gr h j l m n p pl pr qu r s sh st str t th tr v w".split()
_VOWELS = "a e i o u ai ea ou oa ee".split()
_CODAS = "b ck d ft g l ld m mp n nd ng nt p r rd rt s sh st t th".split()
_ENDINGS = ["", "", "", "s", "ing", "ed", "er", "ation", "ment", "ly", "al", "ity", "ness"]

PLACES = (
    "Leeds",
    "Glasgow",
    "Cardiff",
    "Dundee",
    "Fife",
    "Bristol",
    "Hull",
    "Derry",
    "Leith",
    "Kent",
)
POPULATIONS = ("young people", "older people", "residents", "victims", "staff", "families")
APPROACHES = ("prevention", "diversion", "reducing reoffending", "organisational")


def vocabulary(size: int = 20_000, seed: int = 7) -> list[str]:
    """Make the words of the generated language, most frequent first."""
    chance = random.Random(seed)
    words = dict.fromkeys([*COMMON, *FIELD])
    while len(words) < size:
        stem = "".join(
            chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(chance.choice((1, 1, 2)))
        )
        words[stem + chance.choice(_CODAS) + chance.choice(_ENDINGS)] = None
    return list(words)


def records(count: int, concepts: Sequence[Concept], seed: int = 1) -> Iterator[Record]:
    """Make `count` records, always the same ones for the same seed."""
    words = vocabulary()
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(words))))
    for number in range(count):
        yield _record(random.Random(f"{seed}-{number}"), words, weights, concepts)


def _record(
    chance: random.Random, words: list[str], weights: list[float], concepts: Sequence[Concept]
) -> Record:
    def text(length: int) -> str:
        drawn = chance.choices(words, cum_weights=weights, k=length)
        sentences = [" ".join(drawn[at : at + 14]).capitalize() for at in range(0, length, 14)]
        return ". ".join(sentences) + "."

    kind = chance.choice(list(KIND_FAMILIES))
    topics = chance.sample(list(concepts), chance.randint(1, 4))
    year = chance.randint(1985, 2025)
    title = " ".join(chance.choice(words[len(COMMON) : 4000]) for _ in range(7)).capitalize()
    return Record(
        id=RecordId(str(uuid.UUID(int=chance.getrandbits(128), version=4))),
        kind=kind,
        title=title,
        authors=(Name(f"{chance.choice(words[200:900]).title()}, {chance.choice('ABCDEFGH')}."),),
        published=PartialDate(year, raw=str(year)),
        topics=tuple(TopicHeading(item.label, item.id) for item in topics),
        tags=tuple(chance.sample(("induction", "workshop", "rural", "urban", "costed"), 2)),
        place=(Place("Scotland", chance.choice(PLACES)),),
        population=(chance.choice(POPULATIONS),),
        approach=(chance.choice(APPROACHES),),
        finding=text(18)[:200],
        sections=(
            Section(kind=SectionKind.AIM, heading="Aim", body=text(50)),
            Section(kind=SectionKind.OUTCOMES, heading="What changed", body=text(100)),
            Section(kind=SectionKind.METHOD, heading="How it was done", body=text(60)),
        ),
        outcomes=(Outcome(outcome=text(6), direction=chance.choice(list(Direction)), main=True),),
        appraisal=Appraisal(
            evidence_kind=chance.choice([None, *EvidenceKind]),
            confidence=chance.choice(list(Confidence)),
        ),
        workflow=chance.choice((Workflow.DRAFT, Workflow.PUBLISHED, Workflow.PUBLISHED)),
    )
