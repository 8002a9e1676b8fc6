"""Dialogs that any screen can open; they know nothing of screens."""
