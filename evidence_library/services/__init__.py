"""What one can do with a library."""
