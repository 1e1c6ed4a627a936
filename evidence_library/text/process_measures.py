"""Whether a measure of success tells of an outcome for people or only of something that was done.

The rule comes from the finding that organisations count systems, schemes and papers as success and
cannot say what became better for anybody (The Journey to Race Equality, 2004, in the library). It
asks; it decides nothing.
"""

from __future__ import annotations

import re

#: What is made or held, and the words for making it.
_THINGS = (
    r"polic(?:y|ies)|strateg(?:y|ies)|schemes?|action plans?|plans?|procedures?|guidance|protocols?"
    r"|working groups?|steering groups?|groups?|committees?|task ?forces?|forums?|boards?"
    r"|meetings?|workshops?|training|courses?|sessions?|briefings?|events?|conferences?"
    r"|leaflets?|posters?|newsletters?|websites?|web pages?|toolkits?|reports?|documents?"
    r"|audits?|reviews?|surveys?|consultations?|impact assessments?|champions?|posts?"
    r"|systems?|databases?|forms?|campaigns?|statements?|charters?|logos?|launch(?:es)?"
)
_DONE = (
    r"written|drafted|agreed|approved|adopted|signed(?: off)?|published|issued|circulated"
    r"|in place|set up|established|formed|appointed|recruited|held|delivered|run|attended"
    r"|trained|completed|carried out|conducted|produced|launched|distributed|sent out|updated"
    r"|reviewed|installed|introduced|implemented|submitted|ready|available|finished|done|made"
)
_PROCESS = re.compile(
    rf"\b(?:{_THINGS})\b.{{0,60}}\b(?:{_DONE})\b|\b(?:{_DONE})\b.{{0,30}}\b(?:{_THINGS})\b"
    rf"|^\W*(?:number of |an? |the |new )*(?:{_THINGS})\W*$"
    r"|\bstaff (?:are |were |have been )?trained\b|\bnumber of (?:people |staff )?trained\b"
    r"|\b(?:meetings|workshops|sessions|leaflets|courses|events)\b(?=\W*$)",
    re.IGNORECASE | re.DOTALL,
)
#: What tells of a change: a direction, a comparison, or what people say and do.
_CHANGE = re.compile(
    r"\b(?:fewer|less|more|higher|lower|better|worse|safer|quicker|sooner|faster|longer|shorter"
    r"|rises?|rose|falls?|fell|grows?|increas\w+|decreas\w+|reduc\w+|improv\w+|halv\w+|doubl\w+"
    r"|drops?|dropped|gap|gaps|rates?|proportion|share|per cent|percent|satisf\w+|confiden\w+"
    r"|feel|feels|felt|say|says|said|trust\w*|report(?:s|ed)? (?:that|to|being)|experience\w*"
    r"|attain\w+|outcomes?|injur\w+|repeat victim\w*|reoffend\w*|complain\w+|waiting times?"
    r"|homes? found|jobs? found|in work|stay|stayed|remain in|no longer)\b|%",
    re.IGNORECASE,
)

#: Longer measures are read to here.
_LONGEST = 2_000

NO_MEASURE = "How will you know that it worked? Say what will be different for people."

PROCESS_ONLY = (
    "This measures what you do, not what changes. Who will notice a difference, which one, and how "
    "will you see it?"
)


def question_about(measure: str) -> str:
    """Question a measure of success in words; empty if it speaks of a change."""
    words = " ".join(measure[:_LONGEST].split())
    if not words:
        return NO_MEASURE
    if _PROCESS.search(words) and not _CHANGE.search(words):
        return PROCESS_ONLY
    return ""
