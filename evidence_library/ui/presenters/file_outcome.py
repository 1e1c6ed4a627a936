"""What came of writing several files, in sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from evidence_library.ui.presenters.wording import counted


@dataclass(slots=True)
class Outcome:
    """The files that were written, what to know of them, and why it went no further if it did not.

    `failure` is a sentence, or nothing; `stopped` tells that a person stopped it.
    """

    files: list[Path] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    failure: str = ""
    stopped: bool = False

    @property
    def sentence(self) -> str:
        """Say it in a sentence or two."""
        number = len(self.files)
        verb = "was" if number == 1 else "were"
        written = f"{counted(number, 'file')} {verb} written." if number else ""
        if self.failure:
            return f"{self.failure} {written or 'Nothing was written.'}"
        if self.stopped:
            return f"Stopped. {written or 'Nothing was written; earlier files are as they were.'}"
        return written
