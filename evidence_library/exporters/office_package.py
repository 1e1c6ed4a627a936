"""The ZIP files that office documents are: written so that the same parts give the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

#: Programs tell an OpenDocument file by this part, which is the first and not packed.
_KIND = "mimetype"
#: ZIP files know no earlier year.
_FIRST_YEAR = 1980


def write_package(parts: Iterable[tuple[str, bytes]], made: date, target: BinaryIO) -> None:
    """Write parts in their order; `made` is the only date in the file."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts:
            part = zipfile.ZipInfo(
                name, (max(made.year, _FIRST_YEAR), made.month, made.day, 0, 0, 0)
            )
            part.create_system = 3  # the same on every computer
            part.external_attr = 0o644 << 16
            part.compress_type = zipfile.ZIP_STORED if name == _KIND else zipfile.ZIP_DEFLATED
            package.writestr(part, data)


def rewrite_package(packed: BinaryIO, made: date, target: BinaryIO) -> None:
    """Write a package anew that a library has written with the time of the day."""
    with zipfile.ZipFile(packed) as package:
        write_package(((name, package.read(name)) for name in package.namelist()), made, target)
