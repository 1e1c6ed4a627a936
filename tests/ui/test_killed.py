"""The plug is pulled while somebody types: at most the last two seconds are lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from evidence_library.services import drafts
from evidence_library.services.library import open_library

ROOT = Path(__file__).resolve().parents[2]

#: What may be lost, in seconds.
_MAY_BE_LOST = 2.0


def test_what_was_typed_two_seconds_before_the_end_is_kept(small_library: Path) -> None:
    command = [sys.executable, "-m", "tests.ui.typing_process", str(small_library)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        typed: list[tuple[int, float]] = []
        for line in program.stdout:
            number, moment = line.split()
            typed.append((int(number), float(moment)))
            if typed[-1][1] - typed[0][1] > _MAY_BE_LOST + 0.4:
                program.kill()
                break
        assert typed
    safe = [number for number, moment in typed if moment <= typed[-1][1] - _MAY_BE_LOST]
    library = open_library(small_library)
    (waiting,) = drafts.unsaved(library)
    draft = drafts.begin(library, waiting.record).draft
    library.close()
    assert draft is not None
    assert len(draft.record.notes) >= safe[-1] > 0
    assert draft.record.notes == ("abcdefghij" * len(typed))[: len(draft.record.notes)]
