"""The boundary of what comes from elsewhere: whatever is wrong with it is one sentence."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from evidence_library.errors import EnvironmentFailed, LibraryError

_log = logging.getLogger(__name__)


@contextmanager
def untrusted(sentence: LibraryError) -> Iterator[None]:
    """Raise `sentence` for whatever reading a file raises that is not a sentence itself.

    What reads a file was written for files that are in order, by others for the most part; one bad
    file must not keep the others from being read. The reason goes into the log at its lowest level.
    """
    try:
        yield
    except LibraryError:
        raise
    except MemoryError as error:
        raise EnvironmentFailed(
            "There is not memory enough to read this file; close other programs, or take it in "
            "parts."
        ) from error
    except Exception as error:
        _log.debug("A file could not be read", exc_info=True)
        raise sentence from error
