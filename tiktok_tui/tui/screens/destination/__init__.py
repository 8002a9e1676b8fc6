"""The destination step: its form, pickers and saving."""
