"""Questions that take several dialogs, as straight-line code that awaits each dialog in turn."""
