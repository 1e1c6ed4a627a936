"""From the model to bytes, one module per format."""
