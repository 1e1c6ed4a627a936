"""The words that tell what a recommendation is about; what all of them say is left out."""

from __future__ import annotations

from functools import lru_cache

from evidence_library.text.analysis import stem
from evidence_library.text.characteristic import weighted_stems

#: Texts whose words are remembered.
_KEPT = 20_000

#: Words that stand in terms and headings, too, but in all that public bodies write; as stems.
_OF_ALL = frozenset(
    stem(word)
    for word in (
        *"account achieve act action age approach assessment benefit close commission".split(),
        *"conduct confidence consultation department economic ensure focus force further".split(),
        *"general government high independent information learn made make management match".split(),
        *"method minor money monitoring need office officer opportunity perform priority".split(),
        *"private progress raise recommend recommendation report represent research".split(),
        *"return review sector share should show small standard stop strategic strategy".split(),
        *"strong support system target training".split(),
    )
)


@lru_cache(maxsize=_KEPT)
def telling(text: str) -> tuple[tuple[str, str], ...]:
    """Give the stems of a text that tell its subject, each with the word it stands for."""
    found = weighted_stems([(text, 1)])
    return tuple((one, word) for one, (_, word) in found.items() if one not in _OF_ALL)
