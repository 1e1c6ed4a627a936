"""Which characters the fonts that ship with the program can show, and what stands for the others.

No font has every sign of the world, and a file in which a sign is an empty box helps nobody. What
no font of ours can show is told in words: “[snowboarder]”, “[text in Bengali letters]”.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections import Counter
from functools import cache

from evidence_library.assets import resource

#: Faces of one family must all have a character, or it could be shown in one weight only.
FAMILIES = (
    (
        "Inter-Regular.otf",
        "Inter-Italic.otf",
        "Inter-SemiBold.otf",
        "Inter-Bold.otf",
        "Inter-BoldItalic.otf",
    ),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
)

#: The first of the letters of which flags are made.
_FLAG = "\U0001f1e6"

#: Joins or parts letters; only writing that joins its letters has a use for them.
_JOINERS = "\u200c\u200d"

#: A flag, or one character with the marks that stand on it.
_CLUSTER = re.compile(
    r"(?s)[\U0001f1e6-\U0001f1ff]{2}"
    r"|.[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u20d0-\u20ff]*"
)

#: Called by other names than the first word of what Unicode calls their letters.
_SCRIPTS = {
    "CJK": "Chinese characters",
    "HANGUL": "Korean letters",
    "MATHEMATICAL": "mathematical letters",
}


#: Chinese characters in a text with any of these letters are Japanese.
_KANA = re.compile("[\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_JAPANESE = "text in Japanese characters"


@cache
def _families() -> tuple[frozenset[int], ...]:
    return tuple(
        frozenset.intersection(
            *(characters(resource("fonts", face).read_bytes()) for face in faces)
        )
        for faces in FAMILIES
    )


@cache
def _common() -> frozenset[str]:
    """Give the characters of the first family that are seen and stand alone: most of any text."""
    plain = (chr(code) for code in _families()[0])
    return frozenset(
        character
        for character in plain
        if character == " " or unicodedata.category(character)[0] in "LNPS"
    )


def characters(font: bytes) -> frozenset[int]:
    """Give the code points for which an OpenType font has a glyph, as its table `cmap` says.

    Knows the forms 4 and 12 of that table, which every font of today has one of.
    """
    cmap = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    found: set[int] = set()
    for at in range(count):
        platform, _encoding, offset = struct.unpack_from(">HHL", font, cmap + 4 + 8 * at)
        start = cmap + offset
        (form,) = struct.unpack_from(">H", font, start)
        if platform in {0, 3} and form == 4:
            found |= _segments(font, start)
        elif platform in {0, 3} and form == 12:
            found |= _groups(font, start)
    return frozenset(found)


def _table(font: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for at in range(12, 12 + 16 * count, 16):
        tag, _checksum, offset, _length = struct.unpack_from(">4sLLL", font, at)
        if tag == name:
            return int(offset)
    raise ValueError(f"the font has no table {name!r}")


def _segments(font: bytes, start: int) -> set[int]:
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    numbers = f">{count}H"
    ends = struct.unpack_from(numbers, font, start + 14)
    starts = struct.unpack_from(numbers, font, start + 16 + 2 * count)
    deltas = struct.unpack_from(numbers, font, start + 16 + 4 * count)
    ranges = start + 16 + 6 * count
    offsets = struct.unpack_from(numbers, font, ranges)
    found = set()
    for at in range(count):
        for code in range(starts[at], ends[at] + 1):
            glyph = code
            if offsets[at]:
                place = ranges + 2 * at + offsets[at] + 2 * (code - starts[at])
                (glyph,) = struct.unpack_from(">H", font, place)
                if not glyph:
                    continue
            if (glyph + deltas[at]) & 0xFFFF:
                found.add(code)
    return found - {0xFFFF}


def _groups(font: bytes, start: int) -> set[int]:
    (count,) = struct.unpack_from(">L", font, start + 12)
    found: set[int] = set()
    for at in range(count):
        first, last, glyph = struct.unpack_from(">LLL", font, start + 16 + 12 * at)
        found.update(range(first + (not glyph), last + 1))
    return found


class Showing:
    """Makes texts fit to be shown, and remembers what had to be told in words."""

    def __init__(self) -> None:
        """Begin with nothing told in words."""
        self.told: Counter[str] = Counter()
        self._japanese = False

    def shown(self, text: str) -> str:
        """Give the text with what has no glyph told in words, and without what is no text.

        Line ends and tabs become blanks. Signs that turn the direction of writing are left out:
        which direction a text has is told by its letters.
        """
        if _common().issuperset(text):
            return text
        self._japanese = bool(_KANA.search(text))
        parts: list[str] = []
        for cluster in _CLUSTER.findall(unicodedata.normalize("NFC", text)):
            self._add(parts, cluster)
        return "".join(parts)

    def _add(self, parts: list[str], cluster: str) -> None:
        first = cluster[0]
        if first in _common() and len(cluster) == 1:
            parts.append(cluster)
        elif first in _JOINERS:
            if parts and "\u0600" <= parts[-1][-1:] <= "\u06ff":
                parts.append(first)
        elif first.isspace() or first in "\x1c\x1d\x1e\x1f":
            parts.append("\xa0" if first in "\xa0\u202f" else " ")
        elif unicodedata.category(first) in {"Cc", "Cf", "Cs"} or _is_selector(first):
            return
        elif unicodedata.category(first) == "Co":  # a font may show anything there
            self._tell(parts, "unknown sign")
        elif any(family.issuperset(map(ord, cluster)) for family in _families()):
            parts.append(cluster)
        elif _FLAG <= first <= "\U0001f1ff":
            self._tell(parts, "flag " + "".join(chr(ord(one) - ord(_FLAG) + 65) for one in cluster))
        elif len(cluster) > 1 and not unicodedata.category(first).startswith("M"):
            self._add(parts, first)  # the letter can be shown, its marks cannot
            self.told["letters without their marks"] += 1
        else:
            self._tell(parts, self._in_words(first))

    def _in_words(self, character: str) -> str:
        said = _in_words(character)
        in_chinese = said == f"text in {_SCRIPTS['CJK']}"
        return _JAPANESE if (self._japanese and in_chinese) or _KANA.match(character) else said

    def _tell(self, parts: list[str], what: str) -> None:
        self.told[what] += 1
        words = f"[{what}]"
        if what.startswith("text in ") and parts[-1:] == [words]:
            return  # one remark for a word, not one for each letter
        parts.append(words)


def _is_selector(character: str) -> bool:
    code = ord(character)
    return (
        0xFE00 <= code <= 0xFE0F
        or 0xE0000 <= code <= 0xE01EF
        or 0x1F3FB <= code <= 0x1F3FF  # colour of skin, said of the sign before it
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
    )


def _in_words(character: str) -> str:
    name = unicodedata.name(character, "")
    kind = unicodedata.category(character)[0]
    if not name:
        return "unknown sign"
    if kind in "LMN":
        script = name.split()[0]
        return "text in " + _SCRIPTS.get(script, f"{script.title()} letters")
    return name.lower()
