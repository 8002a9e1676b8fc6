"""JSON Lines, arrays of objects, and the list within an interface's answer."""
