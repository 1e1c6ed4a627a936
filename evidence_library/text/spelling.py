"""British and American spelling of one word: which spellings are the same word.

The analyser folds a word before it takes its stem, so "organization" finds "organisation". No rule
touches the first letter of a word, nor one that would join two different words ("tyre" and "tire",
"draught" and "draft", "enquiry" and "inquiry" stay apart).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

#: British and American forms of whole words; a plural "s" may follow. The second is the fold.
_WORDS = {
    "analogue": "analog",
    "calibre": "caliber",
    "catalogue": "catalog",
    "centre": "center",
    "centred": "centered",
    "centring": "centering",
    "defense": "defence",
    "dialogue": "dialog",
    "epicentre": "epicenter",
    "fibre": "fiber",
    "grey": "gray",
    "jewellery": "jewelry",
    "kilometre": "kilometer",
    "litre": "liter",
    "offense": "offence",
    "pretense": "pretence",
    "programme": "program",
    "theatre": "theater",
}

#: The same for parts that stand anywhere in a word: "behavioural", "misbehaviour".
_PARTS = {
    "acknowledgement": "acknowledgment",
    "aemia": "emia",
    "anaesth": "anesth",
    "armour": "armor",
    "artefact": "artifact",
    "behaviour": "behavior",
    "colour": "color",
    "councillor": "councilor",
    "counselling": "counseling",
    "counsellor": "counselor",
    "defenseless": "defenceless",
    "demeanour": "demeanor",
    "diarrhoea": "diarrhea",
    "endeavour": "endeavor",
    "enrolment": "enrollment",
    "favour": "favor",
    "flavour": "flavor",
    "focuss": "focus",
    "foetal": "fetal",
    "foetus": "fetus",
    "fulfilment": "fulfillment",
    "glamour": "glamor",
    "gynaec": "gynec",
    "haemo": "hemo",
    "harbour": "harbor",
    "honour": "honor",
    "humour": "humor",
    "instalment": "installment",
    "judgement": "judgment",
    "labelled": "labeled",
    "labelling": "labeling",
    "labour": "labor",
    "licens": "licenc",
    "modelling": "modeling",
    "mould": "mold",
    "neighbour": "neighbor",
    "odour": "odor",
    "paed": "ped",
    "parlour": "parlor",
    "practis": "practic",
    "rigour": "rigor",
    "rumour": "rumor",
    "saviour": "savior",
    "sceptic": "skeptic",
    "skilful": "skillful",
    "splendour": "splendor",
    "travelled": "traveled",
    "traveller": "traveler",
    "travelling": "traveling",
    "tumour": "tumor",
    "vapour": "vapor",
    "vigour": "vigor",
    "wilful": "willful",
}

#: What may stand behind the "s" or "z" of "-ise", "-ize", "-yse" and "-yze".
_VERB_ENDINGS = r"(?=(?:e|ed|er|ers|es|ing|ings|able|ation|ations|ational)$)"
_S_FOR_Z = re.compile(rf"(?<=\w{{3}}[iy])z{_VERB_ENDINGS}")
_Z_FOR_S = re.compile(rf"(?<=\w{{3}}[iy])s{_VERB_ENDINGS}")


def _replacer(pairs: dict[str, str], shape: str) -> Callable[[str], str]:
    longest_first = sorted(pairs, key=len, reverse=True)
    found = re.compile(shape.format("|".join(longest_first)))
    return lambda term: found.sub(lambda match: pairs[match.group(1)], term)


_WHOLE = r"^({})(?=s?$)"
_ANYWHERE = r"({})"
_TO_FOLD = (_replacer(_WORDS, _WHOLE), _replacer(_PARTS, _ANYWHERE))
_FROM_FOLD = tuple(
    _replacer({folded: other for other, folded in pairs.items()}, shape)
    for pairs, shape in ((_WORDS, _WHOLE), (_PARTS, _ANYWHERE))
)


def folded(term: str) -> str:
    """Give the one spelling that stands for all spellings of a lower-case word."""
    for replace in _TO_FOLD:
        term = replace(term)
    return _S_FOR_Z.sub("s", term)


@lru_cache(maxsize=10_000)
def other_spellings(term: str) -> tuple[str, ...]:
    """Give how a lower-case word may be spelt as well; a word without a second spelling has none.

    Some are no words ("advize"): no text holds them, so looking for them does no harm.
    """
    if not term.isascii():
        return ()
    fold = folded(term)
    unfolded = fold
    for replace in _FROM_FOLD:
        unfolded = replace(unfolded)
    spellings = (fold, unfolded, _Z_FOR_S.sub("z", fold), _Z_FOR_S.sub("z", unfolded))
    return tuple(dict.fromkeys(spelling for spelling in spellings if spelling != term))
