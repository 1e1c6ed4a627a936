"""What a pack says of itself, changed field by field; and packs made from templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evidence_library.model.ids import PackId
from evidence_library.model.pack import Pack
from evidence_library.services import pack_logo, pack_templates, packs
from evidence_library.services.opened import Library
from evidence_library.services.pack_templates import Template

#: The fields that can be set, by the names they are asked for with, and those of the model.
FIELDS: Mapping[str, str] = {
    "audience": "audience",
    "outcomes": "outcomes",
    "introduction": "introduction",
    "trainer_note": "trainer_note",
    "minutes": "planned_minutes",
    "starts": "starts",
    "date": "date",
    "house_name": "house_name",
    "layout": "layout",
    "citation_style": "citation_style",
}


@dataclass(frozen=True, slots=True)
class LogoChange:
    """A picture to be the logo, with what it shows; or that the logo is taken off."""

    path: Path | None = None
    alt: str = ""
    off: bool = False


def new(library: Library, title: str, template: str = "") -> Pack:
    """Make a pack, with what a template gives. Raises `UserCanFix` for one that is not known."""
    return packs.new(library, title, beginning(template))[0]


def beginning(template: str) -> Pack | None:
    """Give what a template begins a pack with; nothing without one.

    Raises `UserCanFix` for one that is not known.
    """
    return pack_templates.begun(template) if template else None


def templates() -> tuple[Template, ...]:
    """List the templates."""
    return pack_templates.listed()


def change(
    library: Library, key: PackId, values: Mapping[str, Any], logo: LogoChange = LogoChange()
) -> str:
    """Set fields of a pack, and its logo; give the name of the last operation, "" for none.

    Raises `UserCanFix` for what cannot be kept.
    """
    done = ""
    if values:
        title = packs.find(library, key).title
        told = {FIELDS[name]: value for name, value in values.items()}

        def changed(pack: Pack) -> Pack:
            return replace(pack, **told)

        done = packs.changed(library, key, f"Change the pack “{title}”", changed).name
    if logo.path is not None:
        done = pack_logo.choose(library, key, logo.path, logo.alt).name
    elif logo.off:
        done = pack_logo.remove(library, key).name
    return done
