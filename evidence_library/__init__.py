"""Evidence Library: an offline library of what works in community safety and fair public services."""

__version__ = "0.1.0"
