"""Mappings of columns to fields: their model, file, check, suggestion, and notes on what they assume."""
