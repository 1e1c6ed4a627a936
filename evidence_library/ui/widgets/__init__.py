"""The pieces screens are made of. They show and ask; they know no service."""
