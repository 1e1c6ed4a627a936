"""The logo of a pack: a PNG or JPEG picture, kept without what a camera noted in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from evidence_library.errors import EnvironmentFailed, UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.document import Picture
from evidence_library.model.ids import PackId
from evidence_library.model.pack import Logo
from evidence_library.services import packs
from evidence_library.services.opened import Library
from evidence_library.services.progress import quiet
from evidence_library.store import stored_files
from evidence_library.text.file_names import clean_name
from evidence_library.text.untrusted import untrusted

#: The largest file that is looked at, in bytes, and the most pixels a logo may have.
LARGEST_FILE = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000

#: A logo is made no larger than this on its longer side, in pixels.
_LONGEST_SIDE = 1200

_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


def choose(library: Library, key: PackId, path: Path, alt: str = "") -> Changes:
    """Keep a picture as the logo of a pack; `alt` says what it shows.

    Raises `UserCanFix` if it is no PNG or JPEG picture, or too large.
    """
    with _kept(library, path, alt) as logo:
        title = packs.find(library, key).title
        act = f"Give the pack “{title}” the logo “{logo.name}”"
        return packs.changed(library, key, act, lambda pack: replace(pack, logo=logo))


def taken_in(library: Library, path: Path, alt: str = "") -> Logo:
    """Keep a picture, and give it as a logo for a pack that is not saved yet.

    Raises as `choose` does.
    """
    with _kept(library, path, alt) as logo:
        return logo


def remove(library: Library, key: PackId) -> Changes:
    """Take the logo off a pack."""
    act = f"Take the logo off the pack “{packs.find(library, key).title}”"
    return packs.changed(library, key, act, lambda pack: replace(pack, logo=None))


def picture(library: Library, logo: Logo, house_name: str = "") -> Picture:
    """Give a logo as a picture of a document. Raises `UserCanFix` if it is missing or is none."""
    data, media_type = _encoded(
        stored_files.read(library.folder, logo.sha256, logo.name), logo.name
    )
    width, height = _size(data)
    alt = logo.alt or (f"Logo of {house_name}" if house_name else "Logo")
    return Picture(data, media_type, alt, width, height)


@contextmanager
def _kept(library: Library, path: Path, alt: str) -> Iterator[Logo]:
    """Put a picture among the files of the library."""
    name = clean_name(path.name)
    data, media_type = _encoded(_read(path), name)
    with TemporaryDirectory() as folder:
        copy = Path(folder) / name
        copy.write_bytes(data)
        with stored_files.drafted(library.folder, copy, quiet) as draft:
            stored_files.keep(library.folder, draft)
            yield Logo(draft.sha256, name, media_type, alt.strip())


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UserCanFix(
                f"“{path.name}” is larger than {LARGEST_FILE // 1024**2} MB; choose a smaller logo."
            )
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).rstrip(".")
        raise EnvironmentFailed(f"“{path.name}” cannot be read ({reason}).") from error


def _encoded(data: bytes, name: str) -> tuple[bytes, str]:
    """Write a picture anew: only what it shows is kept, and it is not larger than needed."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - only packs with a logo need it

    not_one = UserCanFix(f"“{name}” is no PNG or JPEG picture; choose another logo.")
    with untrusted(not_one), Image.open(io.BytesIO(data), formats=list(_TYPES)) as opened:
        kind = opened.format or "PNG"
        _refuse_pixels(opened.width * opened.height, name)
        turned = ImageOps.exif_transpose(opened)
        bare = turned.convert("RGB" if kind == "JPEG" else "RGBA")
    bare.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    clean = Image.new(bare.mode, bare.size)
    clean.paste(bare)
    out = io.BytesIO()
    if kind == "JPEG":
        clean.save(out, "JPEG", quality=90)
    else:
        clean.save(out, "PNG", optimize=True)
    return out.getvalue(), _TYPES[kind]


def _refuse_pixels(pixels: int, name: str) -> None:
    if pixels > MOST_PIXELS:
        raise UserCanFix(f"“{name}” has too many pixels; choose a smaller logo.")


def _size(data: bytes) -> tuple[int, int]:
    from PIL import Image  # noqa: PLC0415 - only packs with a logo need it

    with Image.open(io.BytesIO(data)) as opened:
        return opened.size
