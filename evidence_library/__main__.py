"""Starts the program: `python -m evidence_library`."""

from __future__ import annotations

import sys

from evidence_library.app import main

if __name__ == "__main__":
    sys.exit(main())
