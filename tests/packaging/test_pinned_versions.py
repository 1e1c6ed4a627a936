"""Everything that gets installed has one exact version, and nothing else is listed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, requires
from itertools import product

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.helpers.contracts import ROOT
from tests.helpers.requirements import asked_for

# sqlite-utils names pip as a dependency; the one the interpreter brings will do.
LEFT_AS_IT_IS = {"pip"}
PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = (("linux", "Linux", "posix"), ("win32", "Windows", "nt"), ("darwin", "Darwin", "posix"))


def _pins() -> dict[str, Requirement]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(pin.name): pin for pin in pins}


def _wanted_somewhere(requirement: Requirement) -> bool:
    """Tell whether one of the supported Pythons on one of the systems needs it, extras aside."""
    marker = requirement.marker
    if marker is None:
        return True
    for python, (platform, system, name) in product(PYTHONS, SYSTEMS):
        environment = {
            **{key: str(value) for key, value in default_environment().items()},
            "python_version": python,
            "python_full_version": f"{python}.0",
            "sys_platform": platform,
            "platform_system": system,
            "os_name": name,
            "extra": "",
        }
        if marker.evaluate(environment):
            return True
    return False


def _requirements_of(name: str) -> list[Requirement]:
    try:
        return list(map(Requirement, requires(name) or []))
    except PackageNotFoundError:  # it is for another system than this one
        return []


def _needed(requirements: list[Requirement]) -> set[str]:
    """Follow the requirements of the installed versions down to the last one."""
    needed: set[str] = set()
    while requirements:
        name = canonicalize_name(requirements.pop().name)
        if name not in needed | LEFT_AS_IT_IS:
            needed.add(name)
            requirements.extend(filter(_wanted_somewhere, _requirements_of(name)))
    return needed


def test_what_is_pinned_is_exactly_what_is_needed() -> None:
    assert sorted(_needed(asked_for())) == sorted(_pins())


def test_every_pin_is_one_exact_version() -> None:
    operators = {
        str(pin): [specifier.operator for specifier in pin.specifier] for pin in _pins().values()
    }
    assert operators == {pin: ["=="] for pin in operators}


def test_every_pin_keeps_what_the_project_asks_for() -> None:
    pins = _pins()
    for asked in asked_for():
        (pin,) = pins[canonicalize_name(asked.name)].specifier
        assert asked.specifier.contains(pin.version), f"{pin} against {asked}"
