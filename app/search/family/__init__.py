"""How a family is drawn."""
