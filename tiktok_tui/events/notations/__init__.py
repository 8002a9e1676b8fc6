"""How people and programs write amounts, times and nothing in cells, in many languages."""
