"""How large a page is shown, in steps; the same wherever pages are looked at."""

from __future__ import annotations

#: How much larger or smaller a page can be than the width there is, in per cent.
_STEPS = (50, 75, 100, 125, 150, 200, 300, 400)

#: As wide as there is room for.
FITS = 100

#: The room that a scroll bar takes, and what a page is never narrower than, in pixels.
_SCROLL_BAR, _NARROWEST = 24, 200

#: No number of a page is larger.
LAST_PAGE = 99_999


def stepped(zoom: int, steps: int) -> int:
    """Give the zoom some steps larger or smaller; at the end of the steps it stays."""
    at = _STEPS.index(zoom) + steps
    return _STEPS[at] if 0 <= at < len(_STEPS) else zoom


def width_in_dots(room: int, zoom: int, ratio: float) -> int:
    """Give the width to draw a page in: `room` in pixels, `ratio` in dots for a pixel."""
    return round(max(_NARROWEST, room - _SCROLL_BAR) * zoom / 100 * ratio)
