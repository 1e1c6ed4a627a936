"""Names of files that come from elsewhere, made harmless: no folders, no hidden signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from pathlib import PurePosixPath

#: Longest name that is kept, in characters and in bytes.
LONGEST = 120
_BYTES = 200

#: Names that Windows keeps for devices, whatever their ending.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$", re.IGNORECASE)

#: What no name may hold on some system.
_FORBIDDEN = re.compile(r'[<>:"|?*]')


def clean_name(name: str, otherwise: str = "attachment") -> str:
    """Give the last part of a name, without anything a file system or a reader may trip over.

    Control characters and those that turn the direction of writing are left out: "fdp.exe" must
    not read as "exe.pdf".
    """
    last = name.replace("\\", "/").rstrip("/ ").rpartition("/")[2]
    composed = unicodedata.normalize("NFC", last)
    shown = "".join(one for one in composed if unicodedata.category(one)[0] != "C")
    plain = " ".join(_FORBIDDEN.sub("_", shown).split()).strip(" .")
    if not plain:
        return otherwise
    return _shortened(f"_{plain}" if _RESERVED.match(plain) else plain)


def free_name(name: str, taken: Container[str]) -> str:
    """Give a name that is not taken yet: "report.pdf", "report (2).pdf"."""
    path, number, free = PurePosixPath(name), 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{path.stem} ({number}){path.suffix}"
    return free


def _shortened(name: str) -> str:
    """Cut the middle of a name, so that its ending stays."""
    ending = PurePosixPath(name).suffix
    ending = ending if len(ending) <= 12 else ""
    stem = name[: len(name) - len(ending)][: LONGEST - len(ending)]
    while len((stem + ending).encode()) > _BYTES:
        stem = stem[:-1]
    return stem.rstrip(" .") + ending
