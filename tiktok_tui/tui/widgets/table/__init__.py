"""Tables of any length, their rows and their filter."""
