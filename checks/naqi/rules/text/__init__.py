"""Text structure: what no sentence of a journalist looks like."""
