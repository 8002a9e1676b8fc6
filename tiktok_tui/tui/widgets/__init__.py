"""Widgets that several screens share; they know nothing of dialogs and screens."""
