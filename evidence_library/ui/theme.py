"""How the window looks: colours by role, fonts, spacing; light and dark; text size.

Colours come from `resources/themes/*.toml`. Nothing else in the program names a colour.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from evidence_library import assets

FAMILY = "Inter"
_FACES = ("Regular", "Italic", "SemiBold", "Bold", "BoldItalic")

#: Pixel sizes of type at 100 %, by role.
SIZES = {"small": 11, "secondary": 12, "base": 14, "section": 15, "heading": 18, "title": 22}

#: Running text, for knowing how wide its letters are on average.
_SAMPLE = "People who were told why they were stopped trusted the police a little more afterwards."

_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}

TEXT = 4.5
LARGE_OR_EDGE = 3.0

#: Every pair of colours in use: foreground, background, least contrast (WCAG 2.2 AA).
PAIRS: tuple[tuple[str, str, float], ...] = (
    *(
        (text, ground, TEXT)
        for text in ("ink", "muted")
        for ground in ("bg", "panel", "accent_soft", "hover")
    ),
    *(("accent", ground, TEXT) for ground in ("bg", "panel", "accent_soft", "hover")),
    ("on_accent", "accent", TEXT),
    ("on_accent", "accent_strong", TEXT),
    *(
        (word, ground, TEXT)
        for word in ("good", "warn", "bad")
        for ground in ("bg", "panel", "accent_soft", f"{word}_soft")
    ),
    *(("ink", f"{word}_soft", TEXT) for word in ("good", "warn", "bad")),
    ("mark_ink", "mark", TEXT),
    ("mark_ink", "mark_now", TEXT),
    *(("border", ground, LARGE_OR_EDGE) for ground in ("bg", "panel", "accent_soft")),
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, by role, as `#RRGGBB`."""

    name: str
    bg: str
    panel: str
    ink: str
    muted: str
    line: str
    border: str
    accent: str
    accent_soft: str
    accent_strong: str
    on_accent: str
    hover: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    mark: str
    mark_ink: str
    mark_now: str

    def colour(self, role: str) -> QColor:
        """Give the colour of a role."""
        return QColor(getattr(self, role))

    def by_role(self) -> dict[str, str]:
        """List every role with its colour."""
        return {item.name: getattr(self, item.name) for item in fields(self)}


def load_tokens(name: str) -> Tokens:
    """Read the theme `name` ("light" or "dark")."""
    data = tomllib.loads(assets.resource("themes", f"{name}.toml").read_text(encoding="utf-8"))
    return Tokens(name=data["name"], **data["colours"])


def load_tags(name: str) -> dict[str, tuple[str, str]]:
    """Read the colours of tags in a theme: by their names, of the words and of the ground."""
    data = tomllib.loads(assets.resource("themes", f"{name}.toml").read_text(encoding="utf-8"))
    return {colour: (words, ground) for colour, (words, ground) in data["tags"].items()}


def contrast(one: str, other: str) -> float:
    """Compute the WCAG contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.03928 else float(((channel + 0.055) / 1.055) ** 2.4)


def load_fonts() -> None:
    """Make the bundled font known to Qt."""
    for face in _FACES:
        QFontDatabase.addApplicationFont(str(assets.resource("fonts", f"Inter-{face}.otf")))


class Theme(QObject):
    """The look in force. `changed` follows a change of theme, text size or the system's scheme."""

    changed = Signal()

    def __init__(self, choice: str = "system", text_size: int = 100) -> None:
        """Start with `choice` ("system", "light", "dark") and a text size in per cent."""
        super().__init__()
        self._choice = choice
        self.text_size = text_size
        self.tokens = load_tokens(self._scheme())
        self._tags = load_tags(self._scheme())
        self._fonts: dict[tuple[str, bool], QFont] = {}
        self._metrics: dict[tuple[str, bool], QFontMetricsF] = {}
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def choose(self, choice: str, text_size: int) -> None:
        """Take another theme or text size and restyle the whole window."""
        if (choice, text_size) == (self._choice, self.text_size):
            return
        self._choice, self.text_size = choice, text_size
        self._restyle()

    def px(self, size: float) -> int:
        """Scale a length given for 100 % text by the text size, in pixels."""
        return max(1, round(size * self.text_size / 100))

    def font(self, role: str = "base", *, bold: bool = False) -> QFont:
        """Give the font of a role of `SIZES`, with numbers of equal width."""
        key = (role, bold)
        if key not in self._fonts:
            font = QFont(FAMILY)
            font.setPixelSize(self.px(SIZES[role]))
            font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
            font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = font
        return QFont(self._fonts[key])

    def metrics(self, role: str = "base", *, bold: bool = False) -> QFontMetricsF:
        """Give the measures of a font."""
        key = (role, bold)
        if key not in self._metrics:
            self._metrics[key] = QFontMetricsF(self.font(role, bold=bold))
        return self._metrics[key]

    def measure(self, characters: int) -> int:
        """Give the width of a line of so many characters of running text, in pixels."""
        metrics = self.metrics()
        return round(metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE) * characters)

    def colour(self, role: str) -> QColor:
        """Give the colour of a role in the theme in force."""
        return self.tokens.colour(role)

    def tag(self, colour: str) -> tuple[QColor, QColor]:
        """Give the colours of a tag: of its words and of their ground."""
        words, ground = self._tags.get(colour, (self.tokens.ink, self.tokens.panel))
        return QColor(words), QColor(ground)

    def dress(self, app: QApplication) -> None:
        """Style the application: Fusion, palette, font and the one style sheet."""
        app.setStyle("Fusion")
        load_fonts()
        self._restyle()

    @contextmanager
    def dressing_last(self) -> Iterator[None]:
        """Dress what is made within at the end, once.

        Otherwise Qt would style each widget again whenever it or one above it gets a parent, which
        takes most of the time of making a window.
        """
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            yield
            return
        app.setStyleSheet("")
        try:
            yield
        finally:
            app.setStyleSheet(self.style_sheet())

    def _restyle(self) -> None:
        # Frames and native dialogs, which the style sheet does not reach, follow too.
        QGuiApplication.styleHints().setColorScheme(_SCHEMES[self._choice])
        self._fonts.clear()
        self._metrics.clear()
        self.tokens = load_tokens(self._scheme())
        self._tags = load_tags(self._scheme())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setFont(self.font())
            app.setPalette(palette(self.tokens))
            app.setStyleSheet(self.style_sheet())
        self.changed.emit()

    def style_sheet(self) -> str:
        """Generate the style sheet from the tokens and the text size."""
        template = Template(assets.resource("themes", "window.qss").read_text(encoding="utf-8"))
        sizes = {f"s{size}": f"{self.px(size)}px" for size in range(2, 101)}
        arrow = assets.resource("themes", f"arrow-{self.tokens.name}.svg").as_posix()
        tick = assets.resource("themes", f"tick-{self.tokens.name}.svg").as_posix()
        sheet = template.substitute(
            self.tokens.by_role(), family=FAMILY, arrow=arrow, tick=tick, **sizes
        )
        tags = (
            f'QPushButton[role="chip"][tag="{name}"] {{ color: {words}; background: {ground}; }}'
            for name, (words, ground) in self._tags.items()
        )
        return "\n".join((sheet, *tags))

    def _scheme(self) -> str:
        if self._choice in {"light", "dark"}:
            return self._choice
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _on_scheme_changed(self) -> None:
        if self._choice == "system":
            self._restyle()


def palette(tokens: Tokens) -> QPalette:
    """Make the palette for what the style sheet does not name."""
    roles = {
        QPalette.ColorRole.Window: "bg",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Base: "panel",
        QPalette.ColorRole.AlternateBase: "bg",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Button: "panel",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.ToolTipBase: "panel",
        QPalette.ColorRole.ToolTipText: "ink",
        QPalette.ColorRole.BrightText: "bad",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.LinkVisited: "accent",
        QPalette.ColorRole.Light: "panel",
        QPalette.ColorRole.Midlight: "hover",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Dark: "border",
        QPalette.ColorRole.Shadow: "line",
        QPalette.ColorRole.Accent: "accent",
    }
    made = QPalette()
    for role, name in roles.items():
        made.setColor(role, tokens.colour(name))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.WindowText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, tokens.colour("muted"))
    return made
