"""A file opened, checked and sent, in the way that the commands do it."""
