"""What is set for a library as a whole: seen and changed alike from window and command line.

Everybody who works with the library obeys it. Each change is one operation, so Undo takes it back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evidence_library.errors import LibraryError, UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.history import Kind
from evidence_library.services.checking_rules import intervals
from evidence_library.services.opened import Library
from evidence_library.settings import LIBRARY_SETTINGS, Setting, Settings, Value
from evidence_library.store import library_settings as store
from evidence_library.store import operations

_BY_KEY = {setting.key: setting for setting in LIBRARY_SETTINGS}
_YES = frozenset({"yes", "on", "true", "1"})
_NO = frozenset({"no", "off", "false", "0"})
_TAKEN_OVER = "Keep the rules of checking in the library"


def values(library: Library) -> dict[str, Value]:
    """Give every setting of a library by its key; what was never set has its default."""
    with library.connections.reading() as connection:
        kept = store.load(connection)
    return {key: _sound(setting, kept.get(key)) for key, setting in _BY_KEY.items()}


def change(library: Library, wanted: Mapping[str, Value]) -> Changes:
    """Set some settings in one operation; those that stand so already are left alone.

    Raises `UserCanFix` if a value is not understood; then nothing is set.
    """
    new = {key: _checked(_BY_KEY[key], value) for key, value in wanted.items()}
    held = values(library)
    new = {key: value for key, value in new.items() if value != held[key]}
    name = _name(new)
    if not new:
        return Changes(name=name)
    return _written(library, name, new)


def take_over(library: Library, settings: Settings) -> Changes | None:
    """Hand the rules that a person set with an older version over to a library of that age.

    It happens once for each library and belongs to its setting up, so Undo goes to what people did
    themselves; None if there is nothing to hand over. What cannot be written now is handed over
    when the library is opened the next time.
    """
    if library.read_only:
        return None
    with library.connections.reading() as connection:
        if not store.is_of_older_version(connection):
            return None
    former = {key: value for key, value in settings.former.items() if _fits(_BY_KEY[key], value)}
    try:
        return _written(library, _TAKEN_OVER, former, operations.SET_UP)
    except LibraryError:  # a library that can be read must open
        return None


def read(typed: Sequence[str]) -> dict[str, Value]:
    """Read what was typed as NAME=VALUE: "second-person=yes", "review-years=3; statistics 1".

    Raises `UserCanFix` for a name that is not known, one that comes twice, or a wrong value.
    """
    found: dict[str, Value] = {}
    for one in typed:
        name, sign, text = one.partition("=")
        setting = _meant(name)
        if not sign:
            raise UserCanFix(f"Write a setting as NAME=VALUE, such as “{named(setting)}=…”.")
        if setting.key in found:
            raise UserCanFix(f"“{named(setting)}” is given twice; give it once.")
        value = _flag(setting, text) if setting.type is bool else setting.tidied(text)
        found[setting.key] = _checked(setting, value)
    return found


def named(setting: Setting) -> str:
    """Give the name of a setting as it is typed on the command line."""
    return setting.key.replace("_", "-")


def told(value: Value) -> str:
    """Give a value in words: yes or no, or the text."""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _written(
    library: Library, name: str, new: Mapping[str, Value], kind: Kind = operations.DO
) -> Changes:
    with library.change(name, kind) as made:
        # Whoever sets a rule here knows better than what a person had set elsewhere.
        store.forget_older_version(made.operation.connection)
        for key, value in new.items():
            store.put(made.operation, key, _BY_KEY[key].label, value)
    return made.operation.changes()


def _name(new: Mapping[str, Value]) -> str:
    set_to = (f"“{_BY_KEY[key].label}” to “{told(value)}”" for key, value in new.items())
    return f"Set {' and '.join(set_to)}"


def _meant(name: str) -> Setting:
    key = name.strip().casefold().replace("-", "_")
    if key not in _BY_KEY:
        known = ", ".join(map(named, LIBRARY_SETTINGS))
        raise UserCanFix(f"There is no setting “{name.strip()}”; there are: {known}.")
    return _BY_KEY[key]


def _flag(setting: Setting, text: str) -> bool:
    word = text.strip().casefold()
    if word not in _YES | _NO:
        raise UserCanFix(f"“{named(setting)}” is yes or no, not “{text.strip()}”.")
    return word in _YES


def _checked(setting: Setting, value: Value) -> Value:
    if not setting.accepts(value):
        raise UserCanFix(f"“{setting.label}” cannot be “{value}”.")
    if setting.key == "review_years":
        intervals(str(value))
        return value or setting.default
    return value


def _fits(setting: Setting, value: Value) -> bool:
    try:
        _checked(setting, value)
    except UserCanFix:
        return False
    return value != setting.default


def _sound(setting: Setting, value: object) -> Value:
    """Give a value as it was kept, or the default for one that makes no sense."""
    if setting.accepts(value) and isinstance(value, str | bool | int):
        return value
    return setting.default
