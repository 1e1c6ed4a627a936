"""What screens say to services and what they hear back. QtCore only."""
