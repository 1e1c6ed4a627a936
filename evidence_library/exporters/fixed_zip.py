"""Files packed so that the same contents are the same bytes, on every system and at any time."""

from __future__ import annotations

from datetime import date
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

_EARLIEST = date(1980, 1, 1)
_UNIX = 3
_READABLE = 0o100644 << 16


def entry(name: str, made: date = _EARLIEST, *, stored: bool = False) -> ZipInfo:
    """Describe a file of an archive: its time is the beginning of the day `made`.

    The format knows no times before 1980. A `stored` file is not compressed.
    """
    day = max(made, _EARLIEST)
    info = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    info.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
    info.create_system = _UNIX
    info.external_attr = _READABLE
    return info
