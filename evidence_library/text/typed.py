"""What people type or paste, without the signs nobody can see and no file can hold."""

from __future__ import annotations

import re

_BREAKS = re.compile(r"[^\S\n]*[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")
#: Control characters, and halves of characters: neither XML nor UTF-8 can hold them.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ENDS = re.compile(r"\r\n?|\x85|\u2028|\u2029")


def one_line(text: str) -> str:
    """Make blanks of line breaks and tabs, and leave out what cannot be seen."""
    return _UNSEEN.sub("", _BREAKS.sub(" ", text))


def several_lines(text: str) -> str:
    """Leave out what cannot be seen; every line ends in one way."""
    return _UNSEEN.sub("", _ENDS.sub("\n", text))
