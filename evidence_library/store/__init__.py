"""SQLite, the truth and the index."""
