"""Edits of a mapping, one module for each kind of question asked."""
