"""The fixed word lists of the library. The value of each entry is the word people read and type."""

from __future__ import annotations

from enum import StrEnum

#: Kinds of record with the family each belongs to. Other words are kept as read and flagged.
KIND_FAMILIES: dict[str, str] = {
    "evaluation": "research finding",
    "process evaluation": "research finding",
    "systematic review": "research finding",
    "review": "research finding",
    "research": "research finding",
    "statistics": "research finding",
    "case study": "case study",
    "practice example": "practice example",
    "toolkit": "practice example",
    "guidance": "practice example",
    "policy and recommendations": "policy and recommendations",
}

#: Approaches the library proposes; a record may name others.
APPROACHES = ("prevention", "diversion", "reducing reoffending", "organisational")


class Direction(StrEnum):
    """What happened to one outcome."""

    IMPROVED = "improved"
    MIXED = "mixed"
    NO_DIFFERENCE = "no difference"
    WORSE = "worse"
    UNCLEAR = "unclear"
    NOT_MEASURED = "not measured"


class About(StrEnum):
    """Whether an outcome tells what an intervention did or how large a problem is."""

    INTERVENTION = "intervention"
    PROBLEM = "problem"


class EvidenceKind(StrEnum):
    """How the knowledge was won."""

    PRACTICE_ACCOUNT = "practice account"
    LOCAL_MONITORING = "local monitoring"
    LOCAL_EVALUATION = "local evaluation"
    INDEPENDENT_EVALUATION = "independent evaluation"
    COMPARISON_GROUP = "comparison-group study"
    RANDOMISED_TRIAL = "randomised trial"
    SYSTEMATIC_REVIEW = "systematic review"
    REVIEW_OF_PRACTICE = "review of practice/policy"
    QUALITATIVE = "qualitative research"
    NOT_RESEARCH = "not research"


class Confidence(StrEnum):
    """How sure the appraiser is. Blank is "Not rated", never "low"."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very low"
    NOT_RATED = "not rated"


class Stage(StrEnum):
    """How far a practice has been tried."""

    UNTESTED = "untested"
    EVALUATED_LOCALLY = "evaluated locally"
    INDEPENDENTLY_EVALUATED = "independently evaluated"


class SectionKind(StrEnum):
    """What a section of a record is about."""

    AIM = "aim"
    OUTCOMES = "outcomes"
    CONCLUSIONS = "conclusions"
    METHOD = "method"
    IMPLEMENTATION = "implementation"
    COST = "cost"
    LIMITS = "limits"
    OTHER = "other"


class LinkRole(StrEnum):
    """What a link leads to."""

    SOURCE = "source"
    TOOL = "tool"
    SURVEY = "survey"
    METHOD = "method"
    RELATED = "related"
    ARCHIVE = "archive"


class PointerKind(StrEnum):
    """What a pointer into the source document points at."""

    REF = "ref"
    EXHIBIT = "exhibit"
    FIGURE = "figure"
    PAGE = "page"


class RelationType(StrEnum):
    """How one record bears on another."""

    EVALUATES = "evaluates"
    IS_ABOUT = "is about"
    SAME_STUDY_AS = "same study as"
    SUPERSEDES = "supersedes"
    CONTRADICTS = "contradicts"
    RECOMMENDS = "recommends"
    IS_PRACTICE_FOR = "is practice for"
    RELATED_TO = "related to"


class Licence(StrEnum):
    """Under what terms a source may be used."""

    OGL = "OGL"
    CROWN = "Crown copyright"
    CC_BY = "CC BY"
    CC_BY_SA = "CC BY-SA"
    CC_BY_NC = "CC BY-NC"
    CC_BY_NC_SA = "CC BY-NC-SA"
    CC_BY_ND = "CC BY-ND"
    CC_BY_NC_ND = "CC BY-NC-ND"
    CC0 = "CC0"
    COLLEGE_NON_COMMERCIAL = "College Non-Commercial"
    PERMISSION_HELD = "permission held"
    ALL_RIGHTS_RESERVED = "all rights reserved"
    UNKNOWN = "unknown"


class Permission(StrEnum):
    """Whether something may be handed on."""

    YES = "yes"
    NO = "no"
    ASK = "ask"
    UNKNOWN = "unknown"


class Workflow(StrEnum):
    """Where a record stands on its way to being relied upon."""

    SUGGESTED = "suggested"
    SCREENING = "screening"
    EXCLUDED = "excluded"
    DRAFT = "draft"
    SECOND_CHECK = "in second check"
    PUBLISHED = "published"
    DUE_FOR_REVIEW = "due for review"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class HeadingStatus(StrEnum):
    """Whether a topic heading was seen in use by SCS or is our proposal."""

    VERIFIED = "verified"
    PROPOSED = "proposed"


class Status(StrEnum):
    """What was reported about a recommendation. MIXED is computed from parts, never read."""

    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    NOT_DUE = "not_due"
    IN_PROGRESS = "in_progress"
    ADDRESSED_ELSEWHERE = "addressed_elsewhere"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class ResponseKind(StrEnum):
    """What was answered to a recommendation. It is no status: nothing is done yet."""

    ACCEPTED = "accepted"
    IN_PRINCIPLE = "accepted in principle"
    PARTLY_ACCEPTED = "partly accepted"
    REJECTED = "rejected"
    NO_RESPONSE = "no response"


class EvidenceRole(StrEnum):
    """What a record is to a recommendation."""

    PROBLEM = "problem"
    PROGRESS = "progress"
    PRACTICE = "practice"


#: What people read for each role.
ROLE_WORDS = {
    EvidenceRole.PROBLEM: "Evidence of the problem",
    EvidenceRole.PROGRESS: "Evidence of progress",
    EvidenceRole.PRACTICE: "Practice that would satisfy it",
}


class QuarterConvention(StrEnum):
    """Which months "Q1" means: January to March, or April to June. Unstated is read as calendar."""

    CALENDAR = "calendar"
    FINANCIAL = "financial"
    UNSTATED = "unstated"


def in_words(word: str) -> str:
    """Write a vocabulary value for people: "not_met" becomes "Not met"; "OGL" stays as it is."""
    spaced = word.replace("_", " ")
    return spaced[:1].upper() + spaced[1:]
