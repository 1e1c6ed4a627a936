"""The query language: from what people type to a query tree."""
