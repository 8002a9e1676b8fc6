"""The meaning of columns' names and of the words in their cells."""
