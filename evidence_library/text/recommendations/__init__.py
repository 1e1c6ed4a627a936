"""How a recommendation table writes a recommendation: rows, cells, parts and wording."""
