"""Names what a bare Linux lacks for the window, before Qt stops the program without a word."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping

_DRAWING = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
_X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
_WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
_FOR_PLATFORM = {"xcb": _X11, "wayland": _WAYLAND}
_PACKAGES = {**_DRAWING, **_X11, **_WAYLAND}
_NOT_FOUND = re.compile(r"(\S+\.so[.\d]*): cannot open shared object file")


def missing_system_library(error: ImportError) -> str | None:
    """Say which package to install when importing Qt failed; None when it failed otherwise."""
    found = _NOT_FOUND.search(str(error))
    return _sentence([found[1]]) if found else None


def missing_for_window(
    environment: Mapping[str, str] = os.environ, loads: Callable[[str], bool] | None = None
) -> str | None:
    """Say what the window lacks on this computer, or None when it can open.

    `environment` decides between the X11 and the Wayland window system as Qt itself does;
    `loads` tells whether a library can be loaded.
    """
    if not sys.platform.startswith("linux"):
        return None
    loads = loads or _loads
    lacking = [_lacking(platform, loads) for platform in _platforms(environment)]
    return None if not all(lacking) else _sentence(lacking[0])


def _platforms(environment: Mapping[str, str]) -> list[str]:
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if chosen:
        return [name.partition(":")[0] for name in chosen.split(";")]
    on_wayland = environment.get("XDG_SESSION_TYPE") == "wayland" or not environment.get("DISPLAY")
    return ["wayland", "xcb"] if environment.get("WAYLAND_DISPLAY") and on_wayland else ["xcb"]


def _lacking(platform: str, loads: Callable[[str], bool]) -> list[str]:
    needed = {**_DRAWING, **_FOR_PLATFORM.get(platform, {})}
    return [library for library in needed if not loads(library)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _sentence(libraries: Iterable[str]) -> str:
    names = list(libraries)
    packages = dict.fromkeys(_PACKAGES[name] for name in names if name in _PACKAGES)
    noun = "library" if len(names) == 1 else "libraries"
    lacking = f"The window needs the system {noun} {', '.join(names)}"
    if not packages:
        return f"{lacking}, which this computer does not have."
    pronoun = "it" if len(names) == 1 else "them"
    return f"{lacking}; install {pronoun} with: apt install {' '.join(packages)}"


def main() -> int:
    """Check that Qt can draw without a screen, as the tests do; give the exit status."""
    lacking = missing_for_window({"QT_QPA_PLATFORM": "offscreen"})
    if lacking:
        print(lacking.replace("The window needs", "The tests need", 1), file=sys.stderr)
    return 1 if lacking else 0


if __name__ == "__main__":
    raise SystemExit(main())
