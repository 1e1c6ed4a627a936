"""What things are: records, headings, recommendations. Standard library only."""
