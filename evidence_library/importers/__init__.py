"""From bytes to the model, one module per format."""
