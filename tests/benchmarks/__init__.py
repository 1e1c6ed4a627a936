"""Benchmarks: figures and ratios, never assertions of time."""
