"""Draws every screen to PNG files, light and dark, at 100 and 200 per cent."""
