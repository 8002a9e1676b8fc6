"""The problems of a file, and the file of rejected rows."""
