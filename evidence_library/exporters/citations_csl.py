"""Sources as a file of CSL-JSON, which reference managers read."""

from __future__ import annotations

import json
from collections.abc import Sequence

from evidence_library.text.csl_data import CslItem


def write(items: Sequence[CslItem]) -> str:
    """Write sources as a JSON list that ends with a line end."""
    return json.dumps(list(items), ensure_ascii=False, indent=2) + "\n"
