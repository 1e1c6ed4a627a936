"""What drawings of the clocks of recommendations share: colours, patterns, words, a legend.

Everything that comes from a library is escaped. The colours are those of the light theme.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from textwrap import wrap

from evidence_library.model.clock_looks import Look, Pattern

EDGE, LINE = 24, 18

#: Ground and edge of each tone.
_TONES = {
    "good": ("#E4F3E6", "#1E6B2E"),
    "warn": ("#FBEEDC", "#8A4B00"),
    "bad": ("#FBE6E5", "#A3262A"),
    "": ("#EDF1EE", "#55635C"),
}

#: What fills an area besides its colour, in a square of eight pixels.
_STROKES = {
    Pattern.RISING: "M0 8L8 0",
    Pattern.FALLING: "M0 0L8 8",
    Pattern.CROSSED: "M0 8L8 0M0 0L8 8",
    Pattern.DOTS: "M2 2h1M6 6h1",
    Pattern.LEVEL: "M0 4h8",
}

_STYLE = (
    "text{font-family:Inter,Helvetica,Arial,sans-serif;font-size:13px;fill:#1B2420}"
    ".title{font-size:18px;font-weight:600}.quiet{fill:#55635C;font-size:12px}"
    ".bold{font-weight:600}.line{stroke:#DCE2DE}.day{stroke:#0B6B57;stroke-width:2}"
    ".flag{fill:#0B6B57;font-weight:600}"
)
_CHARACTER = 7  # pixels, of running words on average
_SWATCH = 26


def text(x: float, y: float, words: str, role: str = "", *, middle: bool = False) -> str:
    """Write words; `y` is their base line."""
    anchor = ' text-anchor="middle"' if middle else ""
    named = f' class="{role}"' if role else ""
    return f'<text x="{x:g}" y="{y:g}"{anchor}{named}>{escaped(words)}</text>'


def rule(left: float, top: float, right: float, bottom: float, role: str = "line") -> str:
    """Draw a straight line."""
    return f'<line class="{role}" x1="{left:g}" y1="{top:g}" x2="{right:g}" y2="{bottom:g}"/>'


def box(look: Look, place: tuple[float, float, float, float], *, dashed: bool = False) -> str:
    """Draw the area of a look: left, top, width, height. A dashed one has no ground."""
    left, top, width, height = place
    ground, rim = _TONES[look.tone]
    at = f'x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" rx="4"'
    if dashed:
        return f'<rect {at} fill="none" stroke="{rim}" stroke-dasharray="4 3"/>'
    drawn = f'<rect {at} fill="{ground}" stroke="{rim}"/>'
    if look.pattern in _STROKES:
        drawn += f'<rect {at} fill="url(#{_pattern_name(look)})"/>'
    return drawn


def sign(look: Look, x: float, y: float) -> str:
    """Write the sign of a look around a point of its base line."""
    rim = _TONES[look.tone][1]
    return f'<text x="{x:g}" y="{y:g}" text-anchor="middle" style="fill:{rim}">{look.sign}</text>'


def legend(looks: Sequence[Look], top: float, width: float) -> tuple[list[str], float]:
    """Say what the looks mean, in as many lines as needed; give what is drawn, and its height."""
    drawn: list[str] = []
    x, y = float(EDGE), top
    for look in looks:
        wide = _SWATCH + 8 + len(look.label) * _CHARACTER + 18
        if x > EDGE and x + wide > width - EDGE:
            x, y = EDGE, y + 26
        drawn.append(box(look, (x, y, _SWATCH, 18)))
        drawn.append(sign(look, x + _SWATCH / 2, y + 13))
        drawn.append(text(x + _SWATCH + 8, y + 13, look.label))
        x += wide
    return drawn, y + 26 - top


def page(
    title: str,
    about: Sequence[str],
    width: float,
    body: tuple[list[str], float],
    spoken: str = "",
) -> str:
    """Put a title and what it is of above a drawing of some height, moved down by them.

    `spoken` is what is read out in the place of the drawing, where that says more.
    """
    lines = [piece for one in about for piece in wrap(one, max(40, int(width - 2 * EDGE) // 6))]
    drawn, height = body
    top = EDGE + 28 + LINE * len(lines) + 12
    whole = top + height + EDGE
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{whole:g}" '
            f'viewBox="0 0 {width:g} {whole:g}" role="img" aria-labelledby="title about">',
            f'<title id="title">{escaped(title)}</title>',
            f'<desc id="about">{escaped(spoken or " ".join(about))}</desc>',
            f"<style>{_STYLE}</style>",
            f"<defs>{''.join(_patterns())}</defs>",
            f'<rect width="{width:g}" height="{whole:g}" fill="#FFFFFF"/>',
            text(EDGE, EDGE + 18, title, "title"),
            *(text(EDGE, EDGE + 42 + LINE * at, one, "quiet") for at, one in enumerate(lines)),
            f'<g transform="translate(0 {top:g})">',
            *drawn,
            "</g>",
            "</svg>",
        )
    )


def escaped(words: str) -> str:
    """Escape for XML, without the control characters it does not allow at all."""
    return escape("".join(one if one.isprintable() else " " for one in words))


def cut(words: str, width: float) -> str:
    """Shorten words to about the width there is, in pixels."""
    most = max(1, int(width / _CHARACTER))
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _patterns() -> Iterator[str]:
    for tone, (_, rim) in _TONES.items():
        for pattern, path in _STROKES.items():
            yield (
                f'<pattern id="{pattern.value}-{tone or "plain"}" width="8" height="8" '
                f'patternUnits="userSpaceOnUse"><path d="{path}" stroke="{rim}" '
                'stroke-opacity="0.22" fill="none"/></pattern>'
            )


def _pattern_name(look: Look) -> str:
    return f"{look.pattern.value}-{look.tone or 'plain'}"
