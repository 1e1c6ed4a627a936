"""Small source documents in our own words, shaped like the real ones."""

from __future__ import annotations

from pathlib import Path

SHEET = """Title: Lamps and Lanes: What Brighter Paths Changed

Author: Harbour Town Council

Date published: March 2006

Funding body: Harbour Town Council

Document available to download at: http://www.example.org/lamps#report (accessed May 2011)

SCS topic headings: Community Engagement; Tidy Gardens

This document is an EVALUATION of brighter lamps on three footpaths.

Summary of the intervention's aim

To find out whether brighter lamps make walkers feel safer after dark (see the report's Ref. 4).

Outcomes

- More walkers used the paths after dark.
- Trust in the wardens rose.

Summary of evaluation conclusions

Brighter lamps were followed by more walking.

How the evaluation gathered information for findings and conclusions

Two elements were used:

- Counts of walkers
- A street survey

Date added to the SCS website: 2011 (May AB)
"""

TABLE = (
    "Harbour Town recommendations\n\n"
    "\tRecommendation\tLead Department\tTimetable\tProgress\n"
    "1\tThe council should mend the lamps on every footpath.\tHTC\tQ2 / 2007\tMet\n"
    "2\tThe council should: i) count walkers every spring and ii) publish the counts.\t"
    "HTC / Wardens\ti) Q3 / 2007 ii) Q1 / 2008\tNot met\n"
    "3\tThe wardens should walk the paths after dark.\tWardens\tQ4 / 2007\tNot due\n"
)


def write(folder: Path, **texts: str) -> list[Path]:
    """Write files named by keyword (`sheet_txt` is sheet.txt) and give their paths in order."""
    paths = []
    for name, text in texts.items():
        path = folder / name.replace("_", ".")
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths
