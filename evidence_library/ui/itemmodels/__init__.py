"""Lists as Qt sees them, fed by callables."""
