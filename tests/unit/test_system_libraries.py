from __future__ import annotations

import pytest

from evidence_library.system_libraries import missing_for_window, missing_system_library

ON_LINUX = pytest.mark.skipif("sys.platform != 'linux'", reason="only Linux comes without them")

MISSING = "cannot open shared object file: No such file or directory"


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        (
            f"libEGL.so.1: {MISSING}",
            "The window needs the system library libEGL.so.1; install it with: apt install libegl1",
        ),
        (
            f"libGL.so.1: {MISSING}",
            "The window needs the system library libGL.so.1; install it with: apt install libgl1",
        ),
        (
            f"libxkbcommon.so.0: {MISSING}",
            "The window needs the system library libxkbcommon.so.0; "
            "install it with: apt install libxkbcommon0",
        ),
        (
            f"libfontconfig.so.1: {MISSING}",
            "The window needs the system library libfontconfig.so.1; "
            "install it with: apt install libfontconfig1",
        ),
        (
            f"libstrange.so.7: {MISSING}",
            "The window needs the system library libstrange.so.7, "
            "which this computer does not have.",
        ),
    ],
)
def test_a_failed_import_of_qt_names_the_package_to_install(message: str, sentence: str) -> None:
    assert missing_system_library(ImportError(message)) == sentence


@pytest.mark.parametrize(
    "message",
    [
        "No module named 'PySide6'",
        "cannot import name 'QtWidgetz' from 'PySide6'",
        "DLL load failed while importing QtWidgets: The specified module could not be found.",
    ],
)
def test_another_failure_to_import_is_not_explained_away(message: str) -> None:
    assert missing_system_library(ImportError(message)) is None


@ON_LINUX
@pytest.mark.parametrize(
    ("environment", "absent", "packages"),
    [
        ({"DISPLAY": ":0"}, {"libxcb-cursor.so.0"}, "libxcb-cursor0"),
        ({"DISPLAY": ":0"}, {"libEGL.so.1", "libxcb-cursor.so.0"}, "libegl1 libxcb-cursor0"),
        ({"QT_QPA_PLATFORM": "offscreen"}, {"libxcb-cursor.so.0"}, None),
        ({"QT_QPA_PLATFORM": "xcb"}, {"libxcb-cursor.so.0"}, "libxcb-cursor0"),
        ({"QT_QPA_PLATFORM": "offscreen"}, {"libEGL.so.1"}, "libegl1"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, {"libxcb-cursor.so.0"}, None),
        ({"WAYLAND_DISPLAY": "wayland-0"}, {"libwayland-cursor.so.0"}, None),
        (
            {"WAYLAND_DISPLAY": "wayland-0"},
            {"libwayland-cursor.so.0", "libxcb-cursor.so.0"},
            "libwayland-cursor0",
        ),
        ({"DISPLAY": ":0"}, set(), None),
    ],
)
def test_what_the_window_system_in_use_lacks_is_named(
    environment: dict[str, str], absent: set[str], packages: str | None
) -> None:
    sentence = missing_for_window(environment, loads=lambda library: library not in absent)
    assert (sentence and sentence.partition("apt install ")[2]) == packages


@ON_LINUX
def test_several_missing_libraries_are_one_sentence() -> None:
    absent = {"libGL.so.1", "libglib-2.0.so.0", "libgthread-2.0.so.0"}
    assert missing_for_window({"DISPLAY": ":0"}, loads=lambda library: library not in absent) == (
        "The window needs the system libraries libGL.so.1, libglib-2.0.so.0, libgthread-2.0.so.0; "
        "install them with: apt install libgl1 libglib2.0-0"
    )
