"""A hundred records of about 500 words, each with a table and boxes, in the formats of offices.

`python -m tests.benchmarks.hand_outs FORMAT` writes one of them in a process of its own and prints
how many seconds it took and how many megabytes it needed, as JSON.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable

from evidence_library.exporters import deck_pptx, document_docx, document_odt
from tests.benchmarks import report
from tests.helpers.long_document import long_deck, long_document

#: Aims for a hundred records: seconds, and megabytes of memory.
_SECONDS, _MEGABYTES = 5.0, 500.0

_WRITERS: dict[str, Callable[[io.BytesIO], None]] = {
    "docx": lambda file: document_docx.write(long_document(), file),
    "odt": lambda file: document_odt.write(long_document(), file),
    "pptx": lambda file: deck_pptx.write(long_deck(), file),
}


def measure() -> None:
    """Write each format once, in a process of its own, and print what it took."""
    for name in _WRITERS:
        command = [sys.executable, "-m", "tests.benchmarks.hand_outs", name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        seconds, megabytes = json.loads(done.stdout)
        report.figure(f"{name.upper()} of 100 records", seconds, "s", _SECONDS)
        report.figure(f"memory for {name.upper()}", megabytes, "MB", _MEGABYTES)


def _write(name: str) -> None:
    started = time.perf_counter()
    _WRITERS[name](io.BytesIO())
    seconds = time.perf_counter() - started
    needed = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = needed / (1024**2 if sys.platform == "darwin" else 1024)
    print(json.dumps([seconds, megabytes]))


if __name__ == "__main__":
    _write(sys.argv[1])
