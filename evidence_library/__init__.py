"""Evidence Library: what works in community safety and fair public services, offline."""

__version__ = "0.1.0"
