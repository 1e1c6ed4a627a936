"""The thesaurus that ships with the program, ready to look words up."""

from __future__ import annotations

import logging
from functools import cache

from evidence_library import assets
from evidence_library.errors import LibraryError
from evidence_library.importers import thesaurus
from evidence_library.importers.thesaurus import ThesaurusReading
from evidence_library.query.synonyms import Synonyms
from evidence_library.text.encodings import decode

_log = logging.getLogger(__name__)


@cache
def synonyms() -> Synonyms:
    """Give the words that are searched together, read once.

    What is wrong with the file goes to the log: a search must answer all the same.
    """
    reading = _read()
    for problem in reading.problems:
        _log.warning(problem.message)
    return Synonyms(reading.groups)


def _read() -> ThesaurusReading:
    path = assets.resource("thesaurus", "terms.csv")
    try:
        return thesaurus.read(decode(path.read_bytes(), path.name).text)
    except (OSError, LibraryError) as error:
        _log.warning("Search goes on without the thesaurus: %s", error)
        return ThesaurusReading()
