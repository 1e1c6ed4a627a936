"""The lists of a Word document: bullets, and numbers that each list begins anew."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from evidence_library.exporters.docx_xml import add, make, twips
from evidence_library.exporters.office_look import DEEPEST_LIST, LIST_STEP

_SIGNS = ("•", "–", "◦")
_NUMBERS = ("decimal", "lowerLetter", "lowerRoman")


class Numbering:
    """Hands out the numbers of lists and makes what Word needs to know of them."""

    def __init__(self, points: float, first_kind: int = 1, first_list: int = 1) -> None:
        """`points` is the size of the body text; the first numbers are those not yet taken."""
        self._points = points
        self._bullets, self._numbers = first_kind, first_kind + 1
        self._first = first_list
        self._starts: list[tuple[int, int]] = []

    def of_list(self, *, numbered: bool, depth: int, start: int) -> int:
        """Give the number of a list at a depth from 0; all lists of bullets share theirs."""
        if not numbered:
            return self._first
        self._starts.append((depth, start))
        return self._first + len(self._starts)

    def kinds(self) -> list[Element]:
        """Make the two kinds of lists."""
        return [
            self._kind(self._bullets, numbered=False),
            self._kind(self._numbers, numbered=True),
        ]

    def lists(self) -> list[Element]:
        """Make the lists that were handed out; they stand behind all kinds."""
        bullets = make("num", numId=self._first)
        add(bullets, "abstractNumId", val=self._bullets)
        made = [bullets]
        for at, (depth, start) in enumerate(self._starts, start=1):
            one = make("num", numId=self._first + at)
            add(one, "abstractNumId", val=self._numbers)
            begun = add(one, "lvlOverride", ilvl=depth)
            add(begun, "startOverride", val=start)
            made.append(one)
        return made

    def _kind(self, number: int, *, numbered: bool) -> Element:
        kind = make("abstractNum", abstractNumId=number)
        add(kind, "multiLevelType", val="hybridMultilevel")
        for depth in range(DEEPEST_LIST):
            level = add(kind, "lvl", ilvl=depth)
            add(level, "start", val=1)
            if numbered:
                add(level, "numFmt", val=_NUMBERS[depth % len(_NUMBERS)])
                add(level, "lvlText", val=f"%{depth + 1}.")
            else:
                add(level, "numFmt", val="bullet")
                add(level, "lvlText", val=_SIGNS[depth % len(_SIGNS)])
            add(level, "lvlJc", val="left")
            step = LIST_STEP * self._points
            add(
                add(level, "pPr"),
                "ind",
                left=twips(step * (depth + 1)),
                hanging=twips(step),
            )
        return kind
