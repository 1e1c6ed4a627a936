"""Random records and queries, so that what a library answers can be checked on many of them."""

from __future__ import annotations

from hypothesis import strategies as st

from evidence_library.model.dates import PartialDate
from evidence_library.model.problem import Flag
from evidence_library.model.record import Appraisal, Link, Name, Outcome, Place, Record, Version
from evidence_library.model.vocabulary import (
    Confidence,
    Direction,
    EvidenceKind,
    Licence,
    LinkRole,
    Workflow,
)
from evidence_library.services import find
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from evidence_library.text.partial_dates import parse_added, parse_partial_date
from tests.helpers.libraries import heading, note

WORDS = [
    "police",
    "policing",
    "trust",
    "stop-and-search",
    "search",
    "hot-spot",
    "hotspot",
    "BME",
    "reoffending",
    "recidivism",
    "organisation",
    "anti-social behaviour",
    "a",
]


texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


LABELS = ["Housing", "Race Equality and Inclusion", "Antisocial Behaviour", "Community Engagement"]


@st.composite
def records(draw: st.DrawFn, name: str, library: Library) -> Record:
    chosen = draw(st.lists(st.sampled_from(LABELS), max_size=2, unique=True))
    direction = draw(st.none() | st.sampled_from(Direction))
    return note(
        name,
        draw(texts),
        title=draw(texts),
        finding=draw(texts),
        kind=draw(st.sampled_from(["evaluation", "case study", "odd kind"])),
        year=draw(st.none() | st.integers(2000, 2006)),
        topics=tuple(heading(library, label) for label in chosen),
        tags=draw(
            st.lists(st.sampled_from(["rural", "stop and", "search"]), max_size=2).map(tuple)
        ),
        setting=draw(st.lists(st.sampled_from(["schools", "homes"]), max_size=1).map(tuple)),
        population=draw(st.lists(st.sampled_from(["pupils", "victims"]), max_size=1).map(tuple)),
        approach=draw(st.sampled_from([(), ("prevention",)])),
        licence=draw(st.sampled_from(Licence)),
        workflow=draw(st.sampled_from(Workflow)),
        versions=draw(st.sampled_from([(), (Version(number=1, date=PartialDate(2020)),)])),
        links=draw(st.sampled_from([(), (Link(role=LinkRole.SOURCE, url="http://example.org"),)])),
        flags=draw(st.sampled_from([(), (Flag("odd", "Odd."),)])),
        review_due=draw(
            st.none()
            | st.sampled_from(["2020", "2026", "2026-11", "2026-11-21", "2026-12-01", "2099"]).map(
                parse_partial_date
            )
        ),
        added=draw(
            st.none() | st.sampled_from(["2010", "2011-02", "2011 (October DH)"]).map(parse_added)
        ),
        authors=draw(st.sampled_from([(), (Name(draw(texts)),)])),
        place=draw(
            st.sampled_from([(), (Place("Scotland", "Leeds"),), (Place("Scotland", "Fife"),)])
        ),
        outcomes=(Outcome(outcome="o", direction=direction),) if direction else (),
        appraisal=Appraisal(
            confidence=draw(st.sampled_from(Confidence)),
            evidence_kind=draw(st.none() | st.sampled_from(EvidenceKind)),
        ),
    )


LEAVES = st.sampled_from(
    [
        *WORDS,
        *('"stop and search"', '"hot spot"', "poli*", "hots*", "stop-and-sea*", '"police trust"'),
        *(
            "does the police trust work in a hot spot",
            "police trust zebra",
            "AND police zebra trust",
        ),
        *("stop and search", "hot spot", "title:reoffending", '"recidivism"'),
        *("search stop & ", "BMEs", '-"anti-social behavior"', "police organization"),
        *("title:police", "author:trust", "place:leeds", 'kind:"case study"', "tag:rural"),
        *("effect:improved", 'confidence:"not rated"', "workflow:draft"),
        *("year:2002..2004", "year:2005..", "year:>2003", "year:<=2002", "year:none"),
        *("p*e", "*cing", "re?ffending", "polise~", "trist~", "title:s*h", "pol*ng"),
        *('"trust police"~3', '"police a"~2', "police^3", "+trust", "title:polise~"),
        *("setting:schools", "setting:none", "population:pupils", "licence:none"),
        *("approach:none", "tag:none", "confidence:none", "evidence:none", "topic:none"),
        *("author:none", "place:none", "title:none", "family:x"),
        *("workflow:published", 'workflow:"in second check"', "has:finding", "-has:licence"),
        *("has:link", 'has:"unarchived link"', "has:draft", "has:flags", "has:appraisal"),
        *("review:overdue", "-review:overdue", "review:due-soon", "review:none", "review:2026"),
        *("review:2026-03", "review:<2026-11", "review:2025..2026-11-22", "review:this-year"),
        *("added:2011", "added:2011-10", "added:<2011", "added:2010..2011-03", "added:none"),
    ]
)


def combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} {pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} OR {pair[1]})"),
        inner.map(lambda query: f"NOT ({query})"),
    )


queries = st.recursive(LEAVES, combined, max_leaves=5)


def replace_all(library: Library, wanted: list[Record]) -> None:
    with library.change("Replace everything") as change:
        for (key,) in change.operation.connection.execute("SELECT id FROM records").fetchall():
            change.operation.remove("records", key)
        for record in wanted:
            change.put_record(record)


def hit_ids(library: Library, request: Request) -> list[str]:
    found = find.search(library, request)
    return [hit.id for hit in find.hits(library, found, 0, 100)]


#: Words of terms that overlap, in the thesaurus and in the texts.
TERM_WORDS = st.lists(
    st.sampled_from(
        [
            *("youth", "young", "people", "justice", "juvenile", "stop", "and", "search", "frisk"),
            *(
                "hot",
                "spot",
                "hotspot",
                "hot-spot",
                "parenting",
                "program",
                "programme",
                "training",
            ),
            *("organization", "organisations", "RCT", "RCTs", "randomised", "trials", "A&E"),
        ]
    ),
    min_size=1,
    max_size=5,
)
