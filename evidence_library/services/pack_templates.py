"""Templates that a pack can begin with, from `resources/packs/templates.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from evidence_library import assets
from evidence_library.errors import UserCanFix
from evidence_library.model.ids import new_pack_id, new_pack_item_id
from evidence_library.model.pack import Pack
from evidence_library.text.pack_data import FORMAT, pack_from_data


@dataclass(frozen=True, slots=True)
class Template:
    """A template: its name, what it is about in one sentence, and the pack it begins with."""

    name: str
    about: str
    pack: Pack


@cache
def listed() -> tuple[Template, ...]:
    """List the templates in the order they are offered."""
    path = assets.resource("packs", "templates.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(map(_template, data["template"]))


def begun(name: str) -> Pack:
    """Give a pack as a template begins it, with ids of its own.

    Raises `UserCanFix` if there is no template of that name.
    """
    wanted = " ".join(name.split()).casefold()
    for one in listed():
        if one.name.casefold() == wanted:
            items = tuple(replace(item, id=new_pack_item_id()) for item in one.pack.items)
            return replace(one.pack, id=new_pack_id(), items=items)
    known = ", ".join(one.name for one in listed())
    raise UserCanFix(f"There is no template “{name}”; choose one of: {known}.")


def _template(data: dict[str, Any]) -> Template:
    name, about = data.pop("name"), data.pop("about")
    items = [{"id": f"{at}", **item} for at, item in enumerate(data.pop("items", []))]
    told = {"format": FORMAT, "id": "", "title": name, "template": name, **data, "items": items}
    return Template(name, about, pack_from_data(told))
