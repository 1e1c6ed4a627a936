"""Colours can be told apart, and the look follows the settings."""

from __future__ import annotations

import re

import pytest

from evidence_library import assets
from evidence_library.model.tags import TAG_COLOURS
from evidence_library.ui.theme import PAIRS, SIZES, TEXT, Theme, contrast, load_tags, load_tokens


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("foreground", "background", "least"), PAIRS)
def test_every_pair_in_use_has_enough_contrast(
    name: str, foreground: str, background: str, least: float
) -> None:
    roles = load_tokens(name).by_role()
    assert contrast(roles[foreground], roles[background]) >= least


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_the_style_sheet_names_colours_by_role_only() -> None:
    template = assets.resource("themes", "window.qss").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b|rgba?\(", template) == []


def test_the_style_sheet_has_no_length_that_ignores_the_text_size() -> None:
    template = assets.resource("themes", "window.qss").read_text(encoding="utf-8")
    assert set(re.findall(r"\b\d+px", template)) <= {"1px", "2px"}


def test_everything_in_the_style_sheet_is_filled_in(theme: Theme) -> None:
    assert "$" not in theme.style_sheet().partition("*/")[2]


def test_text_size_scales_type_and_lengths(theme: Theme) -> None:
    theme.choose("light", 150)
    sizes = {role: theme.font(role).pixelSize() for role in SIZES}
    theme.choose("light", 100)
    assert sizes == {
        "small": 16,
        "secondary": 18,
        "base": 21,
        "section": 22,
        "heading": 27,
        "title": 33,
    }


def test_the_theme_changes_while_the_window_is_open(theme: Theme) -> None:
    theme.choose("dark", 100)
    dark = theme.tokens.name, theme.colour("ink").name()
    theme.choose("light", 100)
    assert dark == ("dark", "#e7edea")
    assert (theme.tokens.name, theme.colour("ink").name()) == ("light", "#1b2420")


def test_the_reader_holds_lines_of_60_to_75_characters(theme: Theme) -> None:
    metrics_line = (
        "The panel reads the records of every search once a month and asks why it was so."
    )
    assert theme.measure(60) < theme.measure(len(metrics_line)) <= theme.measure(82)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("colour", TAG_COLOURS)
def test_every_tag_can_be_read(name: str, colour: str) -> None:
    tokens, (words, ground) = load_tokens(name), load_tags(name)[colour]
    assert contrast(words, ground) >= TEXT
    assert contrast(words, tokens.panel) >= TEXT
    assert contrast(words, tokens.bg) >= TEXT
    assert contrast(words, tokens.accent_soft) >= TEXT
    assert contrast(words, tokens.hover) >= TEXT


def test_tags_have_the_same_colours_in_all_themes() -> None:
    assert tuple(load_tags("light")) == tuple(load_tags("dark")) == TAG_COLOURS
