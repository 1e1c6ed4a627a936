"""An assessment with its actions as a YAML file: what the worked examples are written in.

The form is described in `resources/instruments/README.md`. Every value is text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from evidence_library.errors import UserCanFix
from evidence_library.importers.yaml_values import YamlValues, place
from evidence_library.model.action import Action
from evidence_library.model.assessment import (
    Agreed,
    Assessment,
    Judgement,
    Scope,
    ScopeKind,
    Support,
    Verdict,
)
from evidence_library.model.ids import ActionId, AssessmentId, InstrumentId, RecordId, is_identity
from evidence_library.model.problem import Problem, Severity
from evidence_library.model.recommendation import Deadline, ProgressEntry
from evidence_library.model.vocabulary import Confidence, QuarterConvention, Status
from evidence_library.text import front_matter
from evidence_library.text.front_matter import Value
from evidence_library.text.partial_dates import parse_partial_date
from evidence_library.text.recommendations.cells import read_deadline

#: A file has no more characters than these.
LARGEST = 2_000_000

_OF_A_FILE = frozenset({"example", "assessment", "actions"})
_OF_AN_ASSESSMENT = frozenset(
    "id instrument version scope date participants assessors blind ready judgements agreed "
    "notes finished".split()
)
_OF_A_SCOPE = frozenset({"kind", "name", "organisation"})
_OF_A_JUDGEMENT = frozenset("theme assessor verdict stage rationale supports confidence at".split())
_OF_A_SUPPORT = frozenset({"record", "file", "note"})
_OF_AN_AGREEMENT = frozenset({"theme", "verdict", "stage", "why", "by", "at"})
_OF_AN_ACTION = frozenset(
    "id what owner deadline quarters measure theme breakthrough records progress notes made "
    "by".split()
)
_OF_PROGRESS = frozenset({"date", "status", "raw", "note", "revised", "source", "by"})


@dataclass(frozen=True, slots=True)
class AssessmentReading:
    """What was read, and what is wrong; with a problem there is no assessment and no action."""

    assessment: Assessment | None
    actions: tuple[Action, ...]
    problems: tuple[Problem, ...]


def read(text: str, name: str = "the file") -> AssessmentReading:
    """Read an assessment with its actions; `name` is what messages call the file."""
    reader = _Reader("assessment-file")
    if len(text) > LARGEST:
        reader.wrong("", f"“{name}” is too large; {LARGEST:,} characters is the most.")
        return AssessmentReading(None, (), tuple(reader.problems))
    try:
        values = front_matter.read_whole(text.removeprefix("\ufeff"), f"“{name}”")
    except UserCanFix as error:
        return AssessmentReading(
            None, (), (Problem(Severity.ERROR, "assessment-file", str(error)),)
        )
    reader.known(values, _OF_A_FILE)
    example = reader.flag(values, "example")
    assessment = reader.assessment(reader.part(values, "assessment"), example)
    actions = tuple(reader.actions(values, assessment))
    if reader.problems:
        return AssessmentReading(None, (), tuple(reader.problems))
    return AssessmentReading(assessment, actions, ())


class _Reader(YamlValues):
    """Reads one file."""

    def assessment(self, values: Mapping[str, Value], example: bool) -> Assessment:
        here = "assessment"
        self.known(values, _OF_AN_ASSESSMENT, here)
        return Assessment(
            id=AssessmentId(self._identity(values, "id", here)),
            instrument=InstrumentId(self._identity(values, "instrument", here)),
            version=self.number(values, "version", here),
            scope=self._scope(self.part(values, "scope", here)),
            date=self._day(values, "date", here),
            participants=self.texts(values, "participants", here),
            assessors=self.texts(values, "assessors", here),
            blind=self.flag(values, "blind", here),
            ready=self.texts(values, "ready", here),
            judgements=tuple(self._judgements(values)),
            agreed=tuple(self._agreed(values)),
            notes=self.text(values, "notes", here),
            finished=self._day(values, "finished", here),
            example=example,
        )

    def _scope(self, values: Mapping[str, Value]) -> Scope:
        here = "assessment.scope"
        self.known(values, _OF_A_SCOPE, here)
        kind = self.choice(values, "kind", set(ScopeKind), here)
        return Scope(
            kind=ScopeKind(kind or ScopeKind.ORGANISATION),
            name=self.text(values, "name", here),
            organisation=self.text(values, "organisation", here),
        )

    def _judgements(self, values: Mapping[str, Value]) -> Iterator[Judgement]:
        for here, one in self.named(values, "judgements", "assessment"):
            self.known(one, _OF_A_JUDGEMENT, here)
            confidence = self.choice(one, "confidence", set(Confidence), here)
            yield Judgement(
                theme=self.text(one, "theme", here),
                assessor=self.text(one, "assessor", here),
                verdict=self._verdict(one, here),
                stage=self.text(one, "stage", here),
                rationale=self.text(one, "rationale", here),
                supports=tuple(self._supports(one, here)),
                confidence=Confidence(confidence) if confidence else None,
                at=self.text(one, "at", here),
            )

    def _verdict(self, values: Mapping[str, Value], where: str) -> Verdict:
        """Give the verdict; who names a stage need not say that it is one."""
        found = self.choice(values, "verdict", set(Verdict), where)
        named = bool(self.text(values, "stage", where))
        verdict = Verdict(found or (Verdict.STAGE if named else Verdict.NOT_ASSESSED))
        if named is not (verdict is Verdict.STAGE):
            self.wrong(place(where, "verdict"), "A stage is named where the verdict is one.")
        return verdict

    def _supports(self, values: Mapping[str, Value], where: str) -> Iterator[Support]:
        for here, one in self.named(values, "supports", where):
            self.known(one, _OF_A_SUPPORT, here)
            record = RecordId(self._identity(one, "record", here)) if "record" in one else None
            yield Support(
                record=record,
                file=self.text(one, "file", here),
                note=self.text(one, "note", here),
            )

    def _agreed(self, values: Mapping[str, Value]) -> Iterator[Agreed]:
        for here, one in self.named(values, "agreed", "assessment"):
            self.known(one, _OF_AN_AGREEMENT, here)
            yield Agreed(
                theme=self.text(one, "theme", here),
                verdict=self._verdict(one, here),
                stage=self.text(one, "stage", here),
                why=self.text(one, "why", here),
                by=self.texts(one, "by", here),
                at=self.text(one, "at", here),
            )

    def actions(self, values: Mapping[str, Value], of: Assessment) -> Iterator[Action]:
        for here, one in self.named(values, "actions"):
            self.known(one, _OF_AN_ACTION, here)
            quarters = self.choice(one, "quarters", set(QuarterConvention), here)
            yield Action(
                id=ActionId(self._identity(one, "id", here)),
                what=self.text(one, "what", here),
                owner=self.text(one, "owner", here),
                deadline=self._deadline(one, "deadline", here),
                measure=self.text(one, "measure", here),
                assessment=of.id,
                theme=self.text(one, "theme", here),
                breakthrough=self.text(one, "breakthrough", here),
                records=tuple(map(RecordId, self.texts(one, "records", here))),
                progress=tuple(self._progress(one, here)),
                quarters=QuarterConvention(quarters or QuarterConvention.CALENDAR),
                notes=self.text(one, "notes", here),
                made=self._day(one, "made", here),
                by=self.text(one, "by", here),
                example=of.example,
            )

    def _progress(self, values: Mapping[str, Value], where: str) -> Iterator[ProgressEntry]:
        for here, one in self.named(values, "progress", where):
            self.known(one, _OF_PROGRESS, here)
            status = self.choice(one, "status", set(Status) - {Status.MIXED}, here)
            day = self._day(one, "date", here)
            yield ProgressEntry(
                raw=self.text(one, "raw", here),
                status=Status(status or Status.UNKNOWN),
                date=parse_partial_date(day) if day else None,
                note=self.text(one, "note", here),
                revised=self._deadline(one, "revised", here),
                source=self.text(one, "source", here),
                by=self.text(one, "by", here),
            )

    def _deadline(self, values: Mapping[str, Value], name: str, where: str) -> Deadline | None:
        raw = self.text(values, name, where)
        if not raw:
            return None
        found = read_deadline(raw)
        if not found.value:
            self.wrong(place(where, name), f"“{raw}” is no deadline; write it as Q3 2027.")
        return found

    def _day(self, values: Mapping[str, Value], name: str, where: str) -> str:
        raw = self.text(values, name, where)
        if raw and not _is_day(raw):
            self.wrong(place(where, name), f"“{raw}” is no day; write it as 2027-03-31.")
        return raw

    def _identity(self, values: Mapping[str, Value], name: str, where: str) -> str:
        found = self.text(values, name, where)
        if not is_identity(found):
            self.wrong(place(where, name), f"“{found}” is no id.")
        return found


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
