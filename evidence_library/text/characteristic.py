"""The words that tell one text from the others of a library (Whoosh's term statistics)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from whoosh.classify import Bo1Model

from evidence_library.text.analysis import UNMARKED_WORDS, words

#: Words shorter than this and numbers tell little of a subject.
_SHORTEST = 3


def weighted_stems(texts: Iterable[tuple[str, int]]) -> dict[str, tuple[int, str]]:
    """Count the stems of texts, each text as often as its weight says.

    Gives for every stem the count and the commonest word it stands for.
    """
    counts: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for text, weight in texts:
        for word in words(text):
            for exact, stem in zip(word.exact, word.stems, strict=True):
                if len(exact) >= _SHORTEST and exact.isalpha() and exact not in UNMARKED_WORDS:
                    counts[stem] += weight
                    forms.setdefault(stem, Counter())[exact] += 1
    return {stem: (count, forms[stem].most_common(1)[0][0]) for stem, count in counts.items()}


def characteristic(
    counts: Mapping[str, int], collection: Mapping[str, int], documents: int, number: int
) -> tuple[str, ...]:
    """Choose the stems that stand out in a text against how often a collection holds them.

    `collection` gives how often each stem stands in all `documents`; others are not considered.
    """
    model = Bo1Model(documents, sum(collection.values()))
    top = sum(counts.values())
    scores = {
        stem: model.score(count, collection[stem], top)
        for stem, count in counts.items()
        if collection.get(stem)
    }
    return tuple(sorted(scores, key=lambda stem: (-scores[stem], stem))[:number])
